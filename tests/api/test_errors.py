"""Every error has a status and leaves as problem+json, without anything of the machine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from api.errors import STATUSES, status_of
from linkreg import errors
from linkreg.errors import LinkregError


def tree(root: type[LinkregError]) -> Iterator[type[LinkregError]]:
    for kind in root.__subclasses__():
        yield kind
        yield from tree(kind)


@pytest.mark.parametrize("kind", list(tree(LinkregError)), ids=lambda kind: kind.__name__)
def test_every_error_has_a_status(kind):
    assert 400 <= status_of(kind.__new__(kind)) < 600


def test_the_nearest_class_decides():
    assert status_of(errors.StaleVersion(1, 2)) == 412
    assert status_of(errors.DuplicateIdentifier("npwp", "NPWP", "1")) == 409
    assert status_of(errors.CorruptIndex("x")) == 500


def test_the_table_names_no_class_that_is_gone():
    assert set(STATUSES) <= set(tree(LinkregError))


def test_codes_are_stable_names_and_never_shared():
    codes = [kind.code for kind in tree(LinkregError)]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize(
    ("method", "url", "allowed"),
    [
        ("DELETE", "/v1/organizations", {"GET", "HEAD", "OPTIONS", "POST"}),
        ("PUT", "/v1/organizations/abc", {"GET", "HEAD", "OPTIONS", "PATCH"}),
        ("POST", "/v1/vocabulary", {"GET", "HEAD", "OPTIONS"}),
        ("GET", "/v1/account/password", {"OPTIONS", "POST"}),
    ],
)
def test_a_method_that_is_not_served_is_405_with_those_that_are(world, method, url, allowed):
    answer = world.ask(method, url)
    assert answer.status_code == 405
    assert {name.strip() for name in answer.headers["Allow"].split(",")} == allowed


def test_an_unknown_path_is_a_problem_not_a_page(world):
    answer = world.get("/v1/nothing/here")
    assert answer.status_code == 404
    assert answer.json["type"] == "urn:linkreg:error:not_found"
    assert answer.json["request_id"] == answer.headers["X-Request-Id"]


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (RuntimeError("secret at /srv/linkreg/file.py"), 500),
        (errors.CorruptIndex("Indeks rusak. Bangun ulang."), 500),
        (errors.IndexMissing("Indeks belum dibangun."), 503),
        (errors.DatabaseUnavailable("Basis data tidak menjawab."), 503),
    ],
)
def test_a_failing_registry_gives_a_problem_without_a_trace(world, monkeypatch, error, status):
    def fail(*args, **kwargs):
        raise error

    monkeypatch.setattr(world.registry, "list_found", fail)
    answer = world.get("/v1/organizations")
    assert answer.status_code == status
    assert answer.json["request_id"]
    assert not [w for w in ("Traceback", "secret", "/srv", "RuntimeError") if w in answer.text]
    assert ("Retry-After" in answer.headers) == (status == 503)


@pytest.mark.parametrize(
    ("seconds", "said"), [(1, "1 detik"), (60, "60 detik"), (61, "2 menit"), (900, "15 menit")]
)
def test_asking_too_often_is_429_and_says_when_to_come_back(world, monkeypatch, seconds, said):
    def refuse(*args, **kwargs):
        raise errors.TooManyRequests(seconds, "percobaan masuk")

    monkeypatch.setattr(world.registry, "list_found", refuse)
    answer = world.get("/v1/organizations")
    assert answer.status_code == 429
    assert answer.mimetype == "application/problem+json"
    assert answer.headers["Retry-After"] == str(seconds)
    assert answer.json["code"] == "too_many_requests"
    assert answer.json["detail"] == (
        f"Terlalu banyak percobaan masuk. Tunggu {said}, lalu coba lagi."
    )


def test_every_answer_has_a_number_and_safe_headers(world):
    for url in ("/v1/organizations", "/v1/nothing"):
        headers = world.get(url).headers
        assert len(headers["X-Request-Id"]) == 16
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-cache"
