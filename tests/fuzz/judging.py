"""Says what is wrong with an answer: with the server, with the document, or with who was admitted."""

from __future__ import annotations

from http import HTTPStatus

from schemathesis import Case, GenerationMode
from schemathesis.checks import load_all_checks, not_a_server_error
from schemathesis.core.transport import Response
from schemathesis.specs.openapi import checks

from tests.fuzz.asking import Scene
from tests.fuzz.rules import unexplained

load_all_checks()

_ALWAYS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]

#: How sound data may be answered: by what there is, by who asks, and by what they saw of it.
_BY_STATE = frozenset({401, 403, 404, 409, 410, 412, 429})
_BY_RULE = frozenset({400, 422})
_REFUSED = HTTPStatus.BAD_REQUEST

#: Sound as it may be, no address is longer.
_LONGEST = 8000


def judge(case: Case, mode: GenerationMode, scene: Scene, response: Response) -> None:
    """Raise ``AssertionError``, or what schemathesis has for it, when an answer is wrong."""
    status, more = response.status_code, []
    if mode is GenerationMode.NEGATIVE:
        more.append(checks.negative_data_rejection)
    case.validate_response(response, checks=[*_ALWAYS, *more])
    described = case.operation.responses.status_codes
    assert str(status) in described, f"{status} is in no line of the document but default"
    if mode is GenerationMode.POSITIVE and status in _BY_RULE:
        assert unexplained(case, response.json()) == [], "sound data, and no rule says why not"
    elif mode is GenerationMode.POSITIVE and status >= _REFUSED:
        is_long = status == HTTPStatus.REQUEST_URI_TOO_LONG and len(_address(response)) > _LONGEST
        assert status in _BY_STATE or is_long, f"sound data is answered {status}"
    if scene.is_shut_out:
        assert status >= _REFUSED, f"{scene.caller} is answered {status} for odd data only"


def _address(response: Response) -> str:
    return response.request.url or ""
