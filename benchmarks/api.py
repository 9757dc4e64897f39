"""How fast the server answers over HTTP, beside Datasette over the same organizations in one run.

    apt-get install wrk
    python benchmarks/api.py [--organizations 100000] [--rounds 3] [--seconds 20]

``gunicorn -c python:api.gunicorn_settings`` serves as an office would have it, two processes, SQLite;
Datasette is served by two as well. Each round starts both, one after the other, so that neither takes
the other's time and whatever else the machine does meets both. Searches are 5,000 different ones
(``benchmarks/web/questions.py``), each with three facets. wrk asks as fast as it is answered and tells
the throughput; it cannot keep a rate, so the times at 50 requests a second are taken by our own asker
(``benchmarks/web/rate.py``), which counts from the moment at which a request was due. Whoever asks
shares the two cores with whoever answers. Without wrk, ``--without-wrk``; without a peer,
``--without-datasette``, which is else installed beside the data, in an environment of its own.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from http import HTTPStatus
from http.client import HTTPConnection
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.figures import spread
from benchmarks.machine import described, load
from benchmarks.web import datasette, wrk
from benchmarks.web.processes import Served, forget_peak, free_port, memory, serving
from benchmarks.web.questions import draw
from benchmarks.web.rate import ask_at, ask_in_turn, at_random, evenly, require
from benchmarks.web.world import ROOT, World
from linkreg.clock import date_in_indonesia, system_clock

RESULTS = Path(__file__).with_name("results") / "api.txt"
PROCESSES = 2
RATE = 50
CONNECTIONS = 8
_QUESTIONS = 5_000
_REVALIDATED = 1_000
_STARTS = 5
_OF_DATASETTE = 40


class Run:
    """What is measured, and with what; every method yields the lines of its result."""

    def __init__(self, given: argparse.Namespace) -> None:
        self.world = World(given.folder, given.organizations)
        self.today: date = date_in_indonesia(system_clock())
        self.seconds: int = given.seconds
        self.rounds: int = given.rounds
        self.with_wrk: bool = not given.without_wrk
        self.questions = draw(_QUESTIONS)
        self.world.make()
        self.python: Path | None = None
        if not given.without_datasette:
            self.python = given.datasette or datasette.install(self.world.folder)
            self.world.write_for_datasette()
        self.rates: dict[str, list[float]] = {"linkreg": [], "Datasette": []}

    def ours(self, *, workers: int = PROCESSES) -> AbstractContextManager[Served]:
        """Serve the registry as an office would."""
        port = free_port()
        command = [sys.executable, "-m", "gunicorn", "-c", "python:api.gunicorn_settings"]
        command += ["--workers", str(workers), "--bind", f"127.0.0.1:{port}"]
        first = self.questions[0].ours(self.today)
        return serving(command, port, first, self.world.folder, self.world.environ)

    def datasettes(self, python: Path) -> AbstractContextManager[Served]:
        """Serve the peer."""
        port = free_port()
        command = datasette.command(python, self.world.folder, port, PROCESSES)
        return serving(command, port, "/registry.json", self.world.folder, {})

    def our_paths(self) -> Sequence[str]:
        """Return what is asked of us."""
        return [question.ours(self.today) for question in self.questions]

    def throughput(self, name: str, port: int, paths: Sequence[str]) -> Iterator[str]:
        """Ask searches as fast as they are answered."""
        if not self.with_wrk:
            return
        asked = [(path, "") for path in paths]
        driven = self.drive(port, asked)
        self.rates[name].append(driven.rate)
        yield told(f"{name}, {CONNECTIONS} connections of wrk", driven)

    def drive(self, port: int, asked: Sequence[tuple[str, str]]) -> wrk.Driven:
        """Let wrk ask; every answer must have been a good one."""
        folder = self.world.folder
        driven = wrk.drive(port, asked, folder, connections=CONNECTIONS, seconds=self.seconds)
        assert not driven.failed, driven  # noqa: S101
        return driven

    def search(self, number: int) -> Iterator[str]:
        """Ask both for searches, ours at the rate of the goal as well."""
        with self.ours() as served:
            paths = list(islice(turned(self.our_paths(), number), _QUESTIONS))
            for way, moments in (
                ("evenly", evenly(RATE, self.seconds)),
                ("at random", at_random(RATE, self.seconds)),
            ):
                spent = ask_at(served.port, moments, paths)
                yield f"{f'linkreg, {RATE} requests/s, {way}':<44}{spread(spent)} ms"
            spent = ask_in_turn(served.port, paths[-200:])
            yield f"{'linkreg, one after another':<44}{spread(spent)} ms"
            yield from self.throughput("linkreg", served.port, paths)
            sizes = [f"{memory(pid)[0] / 2**20:.0f}" for pid in served.workers()]
            yield f"{'linkreg, memory of its processes by then':<44}{', '.join(sizes)} MiB"
        if self.python is None:
            return
        with self.datasettes(self.python) as served:
            theirs = [q.datasettes() for q in turned(self.questions, number)]
            spent = ask_in_turn(served.port, theirs[-_OF_DATASETTE:])
            yield f"{'Datasette, one after another':<44}{spread(spent)} ms"
            yield from self.throughput("Datasette", served.port, theirs)

    def agreement(self) -> Iterator[str]:
        """Tell how far both find the same, for the first questions."""
        assert self.python is not None  # noqa: S101
        same, facets, asked = 0, 0, self.questions[:_OF_DATASETTE]
        with self.ours() as us, self.datasettes(self.python) as them:
            for question in asked:
                mine = body(us.port, question.ours(self.today))
                theirs = body(them.port, question.datasettes())
                total = theirs["filtered_table_rows_count"]
                same += abs(total - mine["total"]) <= max(total, mine["total"]) / 10
                facets += len(theirs["facet_results"])
        yield f"totals within a tenth of each other: {same} of {len(asked)}"
        yield f"facets that Datasette answered: {facets} of {3 * len(asked)}"
        assert same > len(asked) / 2, "they are not asked the same"  # noqa: S101

    def revalidation(self) -> Iterator[str]:
        """Ask for organizations that whoever asks has already."""
        ids = self.world.published()
        chosen = random.Random(1).sample(ids, min(_REVALIDATED, len(ids)))
        with self.ours() as served:
            connection = HTTPConnection("127.0.0.1", served.port)
            asked = []
            for path in (f"/v1/organizations/{one}" for one in chosen):
                headers, _ = require(connection, path, {}, HTTPStatus.OK)
                tag = headers["ETag"]
                require(connection, path, {"If-None-Match": tag}, HTTPStatus.NOT_MODIFIED)
                asked.append((path, tag))
            connection.close()
            whole = [(path, "") for path, _ in asked]
            for _ in range(self.rounds if self.with_wrk else 0):
                driven = self.drive(served.port, asked)
                yield told(f"{len(asked):,} organizations in turn, 304", driven)
                yield told("the same whole, 200", self.drive(served.port, whole))

    def export(self) -> Iterator[str]:
        """Save everything as CSV, from a server that has just started."""
        with self.ours(workers=1) as served:
            (pid,) = served.workers()
            before, _ = memory(pid)
            forget_peak(pid)
            connection = HTTPConnection("127.0.0.1", served.port)
            began = time.perf_counter()
            _, saved = require(connection, "/v1/organizations.csv", {}, HTTPStatus.OK)
            spent = time.perf_counter() - began
            connection.close()
            after, peak = memory(pid)
            rows = saved.count(b"\r\n") - 1
            yield (
                f"{rows:,} rows, {len(saved) / 1e6:.0f} MB: {spent:.1f} s; the process held "
                f"{before / 2**20:.0f} MiB before (index open), {peak / 2**20:.0f} MiB at its peak, "
                f"{after / 2**20:.0f} MiB after"
            )

    def starts(self) -> Iterator[str]:
        """Start the server again and again, until its first search is answered."""
        for workers in (1, PROCESSES):
            spent = []
            for _ in range(_STARTS):
                with self.ours(workers=workers) as served:
                    spent.append(served.seconds)
            listed = ", ".join(f"{one:.2f}" for one in sorted(spent))
            yield (
                f"gunicorn with {workers} worker(s) to its first answer: "
                f"median {statistics.median(spent):.2f} s ({listed})"
            )

    def searches(self) -> Iterator[str]:
        """Ask both, round after round, once it is known that they find the same."""
        if self.python is not None:
            yield from self.agreement()
        for number in range(self.rounds):
            yield f"round {number + 1}"
            yield from indented(self.search(number))
        if all(self.rates.values()):
            mine, theirs = (statistics.median(rates) for rates in self.rates.values())
            yield f"medians: {mine:,.0f} and {theirs:,.2f} requests/s, {mine / theirs:.0f} times"

    def exports(self) -> Iterator[str]:
        """Export again and again."""
        for _ in range(self.rounds):
            yield from self.export()


PARTS: Mapping[str, tuple[str, Callable[[Run], Iterator[str]]]] = {
    "start": ("start of a server until its first search is answered", Run.starts),
    "search": ("search with three facets, median / p95", Run.searches),
    "revalidation": ("one organization, median / p95", Run.revalidation),
    "export": ("export of everything as CSV", Run.exports),
}


def told(name: str, driven: wrk.Driven) -> str:
    """Lay out what wrk measured."""
    times = f"{driven.median * 1000:.1f} / {driven.p95 * 1000:.1f} ms"
    return f"{name:<44}{times}, {driven.rate:,.1f} requests/s ({driven.requests:,} requests)"


def indented(lines: Iterator[str]) -> Iterator[str]:
    """Set lines in."""
    return (f"  {line}" for line in lines)


def turned(asked: Sequence, number: int) -> Sequence:
    """Let each round begin elsewhere in the list."""
    start = number * len(asked) // 7 % len(asked)
    return [*asked[start:], *asked[:start]]


def body(port: int, path: str) -> dict:
    """Return one answer."""
    connection = HTTPConnection("127.0.0.1", port)
    _, text = require(connection, path, {}, HTTPStatus.OK)
    connection.close()
    return json.loads(text)


def main() -> None:
    """Measure, print, and keep the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--organizations", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--seconds", type=int, default=20, help="for each of wrk's and our own asking"
    )
    parser.add_argument("--folder", type=Path, default=ROOT / "var" / "bench-api")
    parser.add_argument("--parts", default=",".join(PARTS))
    parser.add_argument("--datasette", type=Path, help="a Python that has it")
    parser.add_argument("--without-datasette", action="store_true")
    parser.add_argument("--without-wrk", action="store_true")
    parser.add_argument("--results", type=Path, default=RESULTS)
    given = parser.parse_args()
    run = Run(given)
    before = load()
    lines = []
    for part in given.parts.split(","):
        title, measure = PARTS[part]
        for line in (title, *indented(measure(run))):
            print(line, flush=True)
            lines.append(line)
    head = [
        f"python benchmarks/api.py --organizations {given.organizations}",
        f"{described()}; {before} before, {load()} after",
        f"{PROCESSES} processes each, {run.world.described()}",
        "",
    ]
    given.results.write_text("\n".join([*head, *lines, ""]))


if __name__ == "__main__":
    main()
