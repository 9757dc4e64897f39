"""Whole lists over HTTP: the search's very list, in full or not at all."""

from __future__ import annotations

import csv
import http.client
import io
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import waitress
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api import streaming
from linkreg.errors import DatabaseUnavailable
from linkreg.services import walking, workbook
from linkreg.vocabulary import OrganizationStatus
from tests.sheets import read_sheet

KINDS = ("csv", "xlsx", "jsonl")
BASE = "/v1/organizations"


@pytest.fixture(scope="module", autouse=True)
def filled(world):
    """Organizations of several kinds, and one that only its officers may see."""
    for number in range(24):
        world.add(
            name=f"Yayasan {'Pelita' if number % 3 else 'Mentari'} {chr(65 + number)}",
            region=("73.71", "73.01", "32.73")[number % 3],
            legal_form=("yayasan", "perkumpulan")[number % 2],
            urusan=("1.02",) if number % 4 else ("1.02", "2.08"),
            qualified=number % 5 == 0,
        )
    return world.add(name="Yayasan Menunggu", region="73.71", status=OrganizationStatus.SUBMITTED)


def rows(answer: Any, kind: str) -> list[dict[str, Any]]:
    assert answer.status_code == 200, answer.text
    if kind == "xlsx":
        return read_sheet(answer.data)
    if kind == "jsonl":
        return [json.loads(line) for line in answer.data.decode().splitlines()]
    text = answer.data.decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


QUERIES = st.fixed_dictionaries(
    {},
    optional={
        "q": st.sampled_from(["pelita", "yayasan mentari", "pelitta", "takada"]),
        "region": st.lists(st.sampled_from(["73", "73.71", "32.73"]), max_size=2),
        "urusan": st.sampled_from(["1.02", "2.08"]),
        "qualified_on": st.sampled_from(["2026-11-20", "2027-03-01"]),
        "basis": st.sampled_from(["declared", "verified"]),
        "near": st.just("73.71"),
        "sort": st.sampled_from(["name", "-updated_at", "relevance"]),
    },
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(asked=QUERIES)
def test_the_list_its_counts_and_every_export_agree(
    world, every_page: Callable[[str], list[dict[str, Any]]], asked: dict[str, Any]
):
    query = urlencode(asked, doseq=True)
    pages = every_page(f"{BASE}?{query}&limit=7&facets=legal_form")
    listed = [
        (row["id"], row["qualification"]["outcome"]) for page in pages for row in page["items"]
    ]
    assert len(listed) == pages[0]["total"]
    assert sum(it["count"] for it in pages[0]["facets"]["legal_form"]) == len(listed)
    for kind in KINDS:
        saved = rows(world.get(f"{BASE}.{kind}?{query}"), kind)
        assert [(row["id"], row["outcome"]) for row in saved] == listed


@pytest.mark.parametrize("kind", KINDS)
def test_what_asks_for_a_part_is_refused_not_passed_over(world, kind):
    for parameter in ("limit=5", "limit=", "offset=0", "facets=region", "highlight=true"):
        answer = world.get(f"{BASE}.{kind}?{parameter}")
        assert answer.status_code == 400
        (mistake,) = answer.json["errors"]
        assert (mistake["pointer"], mistake["code"]) == (
            f"/{parameter.partition('=')[0]}",
            "not_offered",
        )
    answer = world.get(f"{BASE}.{kind}?limit=5&wilayah=73&region=99.99&sort=distance")
    assert {(it["pointer"], it["code"]) for it in answer.json["errors"]} >= {
        ("/limit", "not_offered"),
        ("/wilayah", "unknown_field"),
        ("/region/0", "unknown_code"),
    }
    assert world.get(f"{BASE}.{kind}?qualified_on=1990-01-01").status_code == 400


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_not_public_goes_to_its_officers_and_no_further_than_its_public_part(
    world, filled, kind
):
    url = f"{BASE}.{kind}?status=submitted"
    assert world.get(url).status_code == 401
    assert world.get(url, by="newcomer").status_code == 403
    assert rows(world.get(url, by="outsider"), kind) == []
    for by in ("officer", "city_officer", "administrator"):
        answer = world.get(url, by=by)
        (row,) = rows(answer, kind)
        assert (row["id"], row["status"]) == (filled, "submitted")
        assert row.keys().isdisjoint({"evidence", "warnings", "flags"})
    assert filled not in world.get(f"{BASE}.{kind}", by="administrator").data.decode("latin-1")


def test_names_that_nobody_consented_to_publish_are_not_in_it(world):
    given = {
        "name": "Yayasan Tanpa Izin",
        "region": "11.71",
        "board": [{"name": "Rahasianama", "position": "Ketua"}],
    }
    registered = world.registry.register(given, status=OrganizationStatus.PUBLISHED)
    for kind in KINDS:
        (row,) = rows(world.get(f"{BASE}.{kind}?region=11", by="administrator"), kind)
        assert row["id"] == registered.id
        assert "Rahasianama" not in str(row)


@pytest.mark.parametrize(
    ("kind", "media"),
    [
        ("csv", "text/csv; charset=utf-8"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("jsonl", "application/jsonl"),
    ],
)
def test_it_is_saved_and_never_shown_or_kept(world, kind, media):
    headers = world.get(f"{BASE}.{kind}").headers
    assert headers["Content-Type"] == media
    assert headers["Content-Disposition"] == f'attachment; filename="organisasi.{kind}"'
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert headers["Cache-Control"] == "private, no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "ETag" not in headers
    head = world.app.test_client().head(f"{BASE}.{kind}")
    assert (head.status_code, head.data) == (200, b"")
    head.close()


def test_more_at_once_than_a_process_sends_are_told_to_come_back(world, monkeypatch):
    monkeypatch.setattr(walking, "_BATCH", 2)
    client = world.app.test_client()
    waiting = [client.get(f"{BASE}.csv") for _ in range(streaming.AT_ONCE)]
    refused = world.get(f"{BASE}.jsonl")
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "30")
    assert world.get(f"{BASE}.csv?limit=1").status_code == 400
    waiting.pop().close()
    assert world.get(f"{BASE}.jsonl").status_code == 200
    waiting.pop().close()
    for _ in range(2 * streaming.AT_ONCE):
        assert world.get(f"{BASE}.csv?status=submitted").status_code == 401
        head = world.app.test_client().head(f"{BASE}.csv")
        assert head.status_code == 200
        head.close()
        assert len(world.get(f"{BASE}.csv").data) > 1000


@contextmanager
def served(app) -> Iterator[int]:
    """Serve by the server that ``linkreg serve`` uses; yield the port."""
    server = waitress.create_server(app, host="127.0.0.1", port=0, threads=2)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield server.effective_port
    finally:
        server.task_dispatcher.shutdown()
        server.close()
        thread.join(5)


def fail_after(world, monkeypatch, readings: int) -> None:
    """Let the database answer so many times, and then no more."""
    real, done = world.registry.reading, []

    def reading(*args: Any) -> Any:
        done.append(1)
        if len(done) > readings:
            raise DatabaseUnavailable("Basis data tidak menjawab.")
        return real(*args)

    monkeypatch.setattr(walking, "_BATCH", 2)
    monkeypatch.setattr(world.registry, "reading", reading)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_failure_half_way_breaks_the_transfer(world, monkeypatch):
    with served(world.app) as port:
        whole = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        whole.request("GET", f"{BASE}.csv")
        assert len(whole.getresponse().read().splitlines()) > 20
        whole.close()
        fail_after(world, monkeypatch, 4)
        broken = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        broken.request("GET", f"{BASE}.csv")
        answer = broken.getresponse()
        assert answer.status == 200
        with pytest.raises(http.client.IncompleteRead):
            answer.read()
        broken.close()
    assert world.app.extensions["linkreg.streaming"].acquire(blocking=False)
    world.app.extensions["linkreg.streaming"].release()


@pytest.mark.parametrize("kind", KINDS)
def test_a_failure_at_once_is_a_problem_document(world, monkeypatch, kind):
    fail_after(world, monkeypatch, 1)
    answer = world.get(f"{BASE}.{kind}")
    assert (answer.status_code, answer.json["code"]) == (503, "database_unavailable")


def test_http_1_0_which_sees_no_break_gets_a_length_or_an_error(world, monkeypatch):
    old = {"SERVER_PROTOCOL": "HTTP/1.0"}
    whole = world.app.test_client().get(f"{BASE}.csv", environ_overrides=old)
    assert whole.headers["Content-Length"] == str(len(whole.data))
    assert whole.data == world.get(f"{BASE}.csv").data
    fail_after(world, monkeypatch, 4)
    assert world.app.test_client().get(f"{BASE}.csv", environ_overrides=old).status_code == 503


def test_a_client_that_goes_away_leaves_no_file_behind(world, tmp_path: Path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(workbook, "_PIECE", 512)
    answer = world.app.test_client().get(f"{BASE}.xlsx")
    assert list(tmp_path.iterdir())
    answer.close()
    assert list(tmp_path.iterdir()) == []
