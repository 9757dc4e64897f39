"""From a refusal to the library's own error: the ``code`` decides, or else the status."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from http import HTTPStatus
from typing import Any

from linkreg import errors
from linkreg.client.bodies import read_json
from linkreg.client.connection import Answer
from linkreg.errors import LinkregError, Mistake

#: Where no code is told, or one that this version does not know: by the first figure, or exactly.
_BY_STATUS: Mapping[int, type[LinkregError]] = {
    HTTPStatus.UNAUTHORIZED: errors.NotAuthenticated,
    HTTPStatus.FORBIDDEN: errors.NotPermitted,
    HTTPStatus.NOT_FOUND: errors.NotFound,
    HTTPStatus.METHOD_NOT_ALLOWED: errors.NotFound,
    HTTPStatus.GONE: errors.NotFound,
    HTTPStatus.CONFLICT: errors.Conflict,
    HTTPStatus.PRECONDITION_FAILED: errors.Conflict,
    HTTPStatus.TOO_MANY_REQUESTS: errors.TooManyRequests,
}
_BY_FIGURE: Mapping[int, type[LinkregError]] = {
    3: errors.ServerUnavailable,
    4: errors.InvalidInput,
    5: errors.ServerUnavailable,
}

#: What only the message tells of these.
_UNTOLD: Mapping[type[LinkregError], tuple[str, ...]] = {
    errors.DuplicateIdentifier: ("scheme", "value"),
    errors.StaleVersion: ("seen", "current"),
    errors.UnknownCode: ("kind", "value"),
    errors.UnknownRegionName: ("name",),
    errors.AmbiguousRegionName: ("name",),
    errors.FileTooLarge: ("limit",),
    errors.CorruptRuleset: ("name",),
    errors.CorruptJournal: ("seq",),
    errors.CorruptFile: ("sha256", "missing"),
}
_UNTOLD_LISTS: Mapping[type[LinkregError], tuple[str, ...]] = {
    errors.InvalidSettings: ("problems",),
    errors.CorruptRuleset: ("problems",),
    errors.UnknownRegionName: ("nearest",),
    errors.AmbiguousRegionName: ("candidates",),
}

#: How long to wait where the server asks to wait and does not say how long.
_A_WHILE = 5
_LONGEST = 24 * 3600


def refusal(answer: Answer, origin: str) -> LinkregError:
    """Return the error that an answer stands for.

    Facts of it that only the message tells are ``None``; the message is the server's.
    """
    told = _problem(answer)
    kind = _kind(told.get("code"), answer.status)
    error = kind.__new__(kind)
    LinkregError.__init__(error, _message(told, answer, origin))
    vars(error).update(dict.fromkeys(_UNTOLD.get(kind, ())))
    vars(error).update(dict.fromkeys(_UNTOLD_LISTS.get(kind, ()), ()))
    if isinstance(error, errors.InvalidInput):
        error.mistakes = tuple(_mistakes(told))
    if isinstance(error, errors.TooManyRequests):
        error.retry_after = retry_after(answer) or _A_WHILE
    return error


def retry_after(answer: Answer) -> int | None:
    """Return how many seconds the server asks to wait, as far as it says so in seconds."""
    said = answer.headers.get("Retry-After", "").strip()
    if not (said.isascii() and said.isdigit()):
        return None
    return min(int(said[:9]), _LONGEST)


def _kind(code: object, status: int) -> type[LinkregError]:
    if isinstance(code, str) and code in _by_code():
        return _by_code()[code]
    by_figure = _BY_FIGURE.get(status // 100, errors.UnreadableAnswer)
    return _BY_STATUS.get(status, by_figure)


@cache
def _by_code() -> dict[str, type[LinkregError]]:
    found: dict[str, type[LinkregError]] = {}
    waiting: list[type[LinkregError]] = [LinkregError]
    for kind in waiting:
        if kind.__module__.startswith(errors.__name__):
            found.setdefault(kind.code, kind)
            waiting += kind.__subclasses__()
    return found


def _problem(answer: Answer) -> Mapping[str, Any]:
    """Return the problem document; empty where somebody else answered, such as a proxy."""
    if answer.headers.get_content_type() != "application/problem+json":
        return {}
    try:
        return read_json(answer.body)
    except ValueError:
        return {}


def _message(told: Mapping[str, Any], answer: Answer, origin: str) -> str:
    detail = told.get("detail")
    if not isinstance(detail, str) or not detail:
        detail = _unexplained(answer.status, origin)
    pause = retry_after(answer)
    if pause is None or answer.status != HTTPStatus.SERVICE_UNAVAILABLE:
        return detail
    return f"{detail} Coba lagi sesudah {pause} detik."


def _unexplained(status: int, origin: str) -> str:
    if status // 100 == 3:  # noqa: PLR2004 - the class of redirects
        return (
            f"{origin} mengalihkan ke alamat lain, yang tidak diikuti agar token tidak sampai ke "
            "tempat lain. Tulis alamat tujuan itu sebagai base_url bila memang milik registri."
        )
    return (
        f"{origin} menjawab {status} tanpa penjelasan. Periksa base_url; bila benar, coba lagi nanti "
        "atau hubungi pengelolanya."
    )


def _mistakes(told: Mapping[str, Any]) -> Iterator[Mistake]:
    listed = told.get("errors")
    for it in listed if isinstance(listed, list) else ():
        if isinstance(it, dict):
            said = (it.get("pointer"), it.get("code"), it.get("message"))
            yield Mistake(*(str(part or "") for part in said))
