"""What the benchmark of the API asks, how it counts, and that it runs: without wrk, without a peer."""

from __future__ import annotations

import os
import sqlite3
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from benchmarks import api
from benchmarks.web import datasette, wrk
from benchmarks.web.processes import forget_peak, memory
from benchmarks.web.questions import FACETS, draw
from benchmarks.web.rate import Unexpected, ask_at, ask_in_turn, at_random, evenly
from linkreg import Registry
from linkreg.schemas.query import gather, load_query
from linkreg.services.exports import ExportFormat
from linkreg.vocabulary import OrganizationStatus

DAY = date(2026, 11, 20)


def test_questions_are_many_all_different_and_the_same_every_time() -> None:
    drawn = draw(500)
    assert len(set(drawn)) == 500
    assert drawn == draw(500) != draw(500, seed=2)
    assert sum(bool(it.text) for it in drawn) > sum(not it.text for it in drawn) > 0


def test_both_are_asked_the_same() -> None:
    for question in draw(300):
        ours, theirs = (
            parse_qs(urlsplit(path).query) for path in (question.ours(DAY), question.datasettes())
        )
        query = load_query(gather((name, value) for name in ours for value in ours[name]))
        assert query.facets == FACETS
        assert query.text == theirs.get("_search", [""])[0] == question.text
        assert query.regions == tuple(theirs.get("province", ()))
        assert query.urusan == tuple(theirs.get("urusan__arraycontains", ()))
        assert query.legal_forms == tuple(theirs.get("legal_form", ()))
        assert (query.qualified_on == DAY) is ("outcome" in theirs)
        assert str(query.limit) == theirs["_size"][0]
        assert len(theirs["_facet"]) + len(theirs["_facet_array"]) == len(FACETS)


def test_datasette_is_given_what_our_export_says(registry: Registry, tmp_path: Path) -> None:
    for name, region, status in (
        ("Yayasan Contoh Mawar", "73.71", OrganizationStatus.PUBLISHED),
        ("Yayasan Contoh Melati", "33.74", OrganizationStatus.PUBLISHED),
        ("Yayasan Contoh Rahasia", "33.74", OrganizationStatus.DRAFT),
    ):
        said = {"name": name, "region": region, "urusan": ["1.02", "2.08"]}
        registry.register(said, status=status)
    lines = b"".join(registry.export(form=ExportFormat.JSONL)).splitlines()
    path = tmp_path / "registry.db"
    assert datasette.write_database(lines, path) == 2
    with closing(sqlite3.connect(path)) as base:
        (found,) = base.execute(
            "SELECT name, province, urusan, outcome FROM organizations WHERE rowid IN "
            "(SELECT rowid FROM organizations_fts WHERE organizations_fts MATCH 'mawar kesehatan')"
        ).fetchall()
        assert found == ("Yayasan Contoh Mawar", "73", '["1.02", "2.08"]', "incomplete")
        counted = base.execute(
            "SELECT j.value, count(*) FROM organizations, json_each(urusan) j GROUP BY 1"
        ).fetchall()
        assert counted == [("1.02", 2), ("2.08", 2)]


def test_what_wrk_says_last_is_read() -> None:
    said = (
        "Running 5s test @ http://127.0.0.1:1\n  8 connections\n\n"
        '{"requests":300,"seconds":5.0,"median":0.002,"p95":0.01,"bytes":12,"failed":0}\n'
    )
    driven = wrk.read(said)
    assert (driven.rate, driven.p95, driven.failed) == (60.0, 0.01, 0)
    assert api.told("x", driven).endswith("2.0 / 10.0 ms, 60.0 requests/s (300 requests)")


def test_moments_keep_the_rate() -> None:
    assert evenly(50, 2)[:3] == [0, 0.02, 0.04]
    drawn = at_random(50, 100)
    assert len(evenly(50, 2)) == 100
    assert len(drawn) == 5_000
    assert drawn == sorted(drawn) == at_random(50, 100)
    assert 80 < drawn[-1] < 120


class _Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(404 if self.path == "/none" else 200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def answering() -> Iterator[tuple[int, list[str]]]:
    asked: list[str] = []
    kind = type("Answers", (_Answers,), {"asked": asked})
    server = ThreadingHTTPServer(("127.0.0.1", 0), kind)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port, asked
    server.shutdown()
    server.server_close()
    thread.join()


def test_each_path_is_asked_in_turn_and_its_time_is_counted(
    answering: tuple[int, list[str]],
) -> None:
    port, asked = answering
    spent = ask_at(port, evenly(200, 0.05), ["/a", "/b"])
    assert len(spent) == 10
    assert all(it > 0 for it in spent)
    assert sorted(asked) == ["/a"] * 5 + ["/b"] * 5
    assert len(ask_in_turn(port, ["/a", "/c"])) == 2
    assert asked[-2:] == ["/a", "/c"]


def test_an_answer_that_is_not_the_one_expected_ends_it(answering: tuple[int, list[str]]) -> None:
    port, _ = answering
    with pytest.raises(Unexpected, match="404 for /none"):
        ask_at(port, evenly(100, 0.05), ["/none"])


def test_the_memory_of_a_process_is_told_and_its_peak_forgotten() -> None:
    held = bytearray(64 * 2**20)
    del held
    _, before = memory(os.getpid())
    forget_peak(os.getpid())
    now, peak = memory(os.getpid())
    assert now <= peak < before


def test_it_runs_from_beginning_to_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    results = tmp_path / "api.txt"
    given = ["--organizations", "30", "--rounds", "1", "--seconds", "1", "--without-datasette"]
    given += ["--without-wrk", "--parts", "search,revalidation,export"]
    given += ["--folder", str(tmp_path / "bench"), "--results", str(results)]
    monkeypatch.setattr(sys, "argv", ["api.py", *given])
    api.main()
    said = results.read_text()
    assert "published of 30 organizations" in said
    assert "linkreg, 50 requests/s, at random" in said
    assert "rows, " in said
