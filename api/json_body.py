"""JSON as it arrives, read without trust: what two readers could understand differently is refused.

Beyond the grammar (RFC 8259) a body must be UTF-8, name each key once, hold only finite numbers, and
stay within a depth and a size that no honest profile reaches.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from typing import Any, NoReturn

from api.errors import MalformedBody
from linkreg.errors import InvalidInput, Mistake
from linkreg.strict_schema import json_pointer

MAX_DEPTH = 16
MAX_VALUES = 20_000

#: NUL, which databases refuse, and halves of surrogate pairs, which are no text.
_UNFIT = re.compile("[\x00\ud800-\udfff]")


def read_json(raw: bytes) -> Any:
    """Return the value; raise ``MalformedBody``, or ``InvalidInput`` for text that cannot be kept."""
    value = _parse(raw)
    unfit: list[Mistake] = []
    for count, (place, part) in enumerate(_walk(value, ()), start=1):
        if count > MAX_VALUES:
            _refuse("too_large", f"Isi permintaan memuat lebih dari {MAX_VALUES} nilai.")
        if isinstance(part, str) and _UNFIT.search(part):
            message = "Memuat karakter kendali; ketik ulang teksnya."
            unfit.append(Mistake(json_pointer(place), "control_character", message))
    if unfit:
        raise InvalidInput("Isi permintaan memuat karakter yang tidak dapat disimpan.", unfit)
    return value


def _parse(raw: bytes) -> Any:
    try:
        return json.loads(
            raw.decode("utf-8"),
            object_pairs_hook=_object,
            parse_constant=_not_a_number,
            parse_float=_finite,
            parse_int=_whole,
        )
    except UnicodeDecodeError as error:
        _refuse("invalid_utf8", f"Bukan UTF-8 yang sah pada bita ke-{error.start + 1}.")
    except json.JSONDecodeError as error:
        where = f"baris {error.lineno} kolom {error.colno}"
        _refuse("malformed_json", f"Bukan JSON yang sah pada {where}.")
    except RecursionError:
        _refuse_depth()


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            _refuse("duplicate_key", f"Kunci {key!a} ditulis lebih dari sekali.")
        found[key] = value
    return found


def _not_a_number(name: str) -> NoReturn:
    _refuse("malformed_json", f"{name} bukan angka JSON.")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        _refuse("too_large", "Memuat angka yang terlalu besar.")
    return number


def _whole(digits: str) -> int:
    if len(digits) > 30:  # noqa: PLR2004 - no count, year or rupiah comes near
        _refuse("too_large", "Memuat angka yang terlalu besar.")
    return int(digits)


def _walk(value: Any, place: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield every value and every key with its place."""
    if len(place) > MAX_DEPTH:
        _refuse_depth()
    yield place, value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield place, key
            yield from _walk(inner, (*place, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _walk(inner, (*place, str(index)))


def _refuse_depth() -> NoReturn:
    _refuse("too_deep", f"Isi permintaan bersarang lebih dari {MAX_DEPTH} tingkat.")


def _refuse(code: str, message: str) -> NoReturn:
    raise MalformedBody(message, [Mistake("", code, message)])
