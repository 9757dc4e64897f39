"""Every refusal becomes the library's own error: the whole tree, through its problem document."""

from __future__ import annotations

from http import HTTPStatus
from http.client import HTTPMessage

import pytest

from api.errors import STATUSES, status_of
from api.problem import problem
from linkreg import errors
from linkreg.client.connection import Answer
from linkreg.client.refusals import refusal
from linkreg.errors import LinkregError, Mistake


def _tree(root: type[LinkregError]):
    for kind in root.__subclasses__():
        if kind.__module__.startswith("linkreg.errors"):
            yield kind
            yield from _tree(kind)


def _answered(status: HTTPStatus, body: bytes, kind: str = "application/problem+json") -> Answer:
    headers = HTTPMessage()
    headers["Content-Type"] = kind
    return Answer(int(status), headers, body)


def _status(kind: type[LinkregError]) -> HTTPStatus:
    return status_of(kind.__new__(kind))


@pytest.mark.parametrize("kind", sorted(_tree(LinkregError), key=lambda kind: kind.code))
def test_a_code_gives_its_class_with_the_words_and_every_fact_named(kind):
    mistakes = [Mistake("/name", "required", "Wajib diisi.")]
    body = problem(_status(kind), kind.code, "Kata server.", None, mistakes)
    error = refusal(_answered(_status(kind), body), "http://x")
    assert type(error) is kind
    assert (error.message, str(error)) == ("Kata server.", "Kata server.")
    named = set(kind.__init__.__annotations__) - {"return", "message"}
    assert named <= set(vars(error)) | {"label", "reason", "what"}
    if issubclass(kind, errors.InvalidInput):
        assert error.mistakes == tuple(mistakes)


@pytest.mark.parametrize("status", sorted(set(STATUSES.values())))
def test_a_code_of_tomorrow_gives_the_class_of_its_status(status):
    body = problem(status, "something_new", "Kata server.", None)
    error = refusal(_answered(status, body), "http://x")
    expected = {410: errors.NotFound, 412: errors.Conflict, 413: errors.InvalidInput}
    expected |= {500: errors.ServerUnavailable, 503: errors.ServerUnavailable}
    nearest = next(kind for kind, its in STATUSES.items() if its is status)
    wanted = expected.get(int(status), nearest)
    assert isinstance(error, LinkregError)
    assert issubclass(wanted, type(error))
    assert error.message == "Kata server."
