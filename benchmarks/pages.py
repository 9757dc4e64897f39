"""How long every page takes the server, and how long it takes a slow line to show results.

    apt-get install chromium && pip install 'linkreg[browser]'
    python benchmarks/pages.py [--organizations 100000] [--requests 50] [--rounds 9]

``gunicorn -c python:api.gunicorn_settings`` serves, one process for the first part. Every page that the
application has is asked by those whom it is for, one request after another, over loopback: the time is
that of the whole answer, packed as a browser asks for it. Each request is about another organization,
document or search, drawn by chance, after a warm-up with others.

The slow line is Chromium's own emulation: 400 kbit/s, 400 ms before each answer, nothing in the cache.
Two moments count from the click: when something is painted first, and when a first row of results is.
Beside ours stands the very same page without compression. Chromium and the server share two cores.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.figures import p95, spread
from benchmarks.machine import described, load
from benchmarks.web import visitors
from benchmarks.web.pages import PAGES, SEARCHES
from benchmarks.web.processes import Served, free_port, serving
from benchmarks.web.rate import Unexpected
from benchmarks.web.slow_line import Seen, chromium, open_slowly
from benchmarks.web.world import ROOT, World
from linkreg.clock import date_in_indonesia, system_clock

if TYPE_CHECKING:
    from playwright.sync_api import Browser

RESULTS = Path(__file__).with_name("results") / "pages.txt"
WIDTHS = (390, 1280)

#: The goals: seconds of the server's for a page, and from the click until results are painted.
GOAL, SEEN_GOAL = 0.100, 1.5
WARM_UP = 10
_AT_THE_DOOR = "/masuk"

#: For pages that send letters (none is sent here), and for a folder that ``python -m fixtures`` filled.
_SETTINGS = {
    "LINKREG_DEMO": "1",
    "LINKREG_SMTP_URL": "smtp://127.0.0.1:9",
    "LINKREG_MAIL_FROM": "Registri <registri@ukur.example>",
    "LINKREG_PUBLIC_URL": "http://localhost",
}


@dataclass(slots=True)
class Asked:
    """A pattern of addresses: what its requests took, and the bytes of its largest answer."""

    who: str
    path: str
    spent: list[float] = field(default_factory=list)
    size: int = 0

    def __str__(self) -> str:
        times = f"{spread(self.spent):>16} ms{self.size / 1000:>8.1f} kB"
        return f"{self.who:<15}{self.path:<60}{times}"


class Run:
    """What is measured, and with what; every part yields the lines of its result."""

    def __init__(self, given: argparse.Namespace) -> None:
        self.world = World(given.folder, given.organizations)
        self.requests: int = given.requests
        self.rounds: int = given.rounds
        self.world.make()
        registry = self.world.open()
        try:
            self.pools = visitors.prepare(registry, date_in_indonesia(system_clock()))
        finally:
            registry.close()

    def serving(self, workers: int) -> AbstractContextManager[Served]:
        """Serve the registry as an office would."""
        port = free_port()
        command = [sys.executable, "-m", "gunicorn", "-c", "python:api.gunicorn_settings"]
        command += ["--workers", str(workers), "--bind", f"127.0.0.1:{port}"]
        environ = {**self.world.environ, **_SETTINGS}
        return serving(command, port, "/", self.world.folder, environ)

    def server(self) -> Iterator[str]:
        """Ask for every page."""
        every = []
        with self.serving(workers=1) as served:
            names = dict.fromkeys(who for who, _ in PAGES)
            known = {who: visitors.log_in(served.port, who) for who in names}
            for who, path in PAGES:
                paths = visitors.drawn(path, self.pools, random.Random(1))
                wanted = islice(paths, self.requests + WARM_UP)
                every.append(ask(served.port, wanted, known[who], Asked(who, path)))
                yield str(every[-1])
        slow = [f"{it.path} ({it.who})" for it in every if p95(it.spent) > GOAL]
        kept = len(every) - len(slow)
        yield f"{kept} of {len(every)} within the goal: 95 of 100 answers in {GOAL * 1000:.0f} ms"
        yield from (f"not: {it}" for it in slow)

    def slow_line(self) -> Iterator[str]:
        """Open pages of results over a slow line, with and without compression in turn."""
        with self.serving(workers=2) as served, chromium() as browser:
            for path in SEARCHES:
                for width in WIDTHS:
                    address = f"http://127.0.0.1:{served.port}{path}"
                    yield self.opened(browser, address, width, f"{path:<50}{width:>5} px")

    def opened(self, browser: Browser, address: str, width: int, name: str) -> str:
        """Return what opening a page again and again came to."""
        packed, plain = [], []
        for number in range(self.rounds):
            packed.append(open_slowly(browser, address, width))
            if number % 4 == 0:
                plain.append(open_slowly(browser, address, width, packed=False))
        kept = "" if median(it.rows for it in packed) <= SEEN_GOAL else "  (above the goal)"
        return f"{name}  {told(packed)}; not packed {told(plain)}{kept}"


PARTS: Mapping[str, tuple[str, Callable[[Run], Iterator[str]]]] = {
    "server": ("every page, median / p95 of the whole answer, and its size as sent", Run.server),
    "line": (
        "first paint / first row of results painted, medians, and all that came",
        Run.slow_line,
    ),
}


def ask(port: int, paths: Iterable[str], headers: Mapping[str, str], asked: Asked) -> Asked:
    """Ask the paths one after another; raise ``Unexpected`` for what is no such page.

    Some pages lead on to another one; to be led to the door is to be refused.
    """
    connection = HTTPConnection("127.0.0.1", port)
    for number, path in enumerate(paths):
        began = time.perf_counter()
        connection.request("GET", path, headers={**headers, "Accept-Encoding": "gzip"})
        response = connection.getresponse()
        body = response.read()
        spent = time.perf_counter() - began
        leads_to = response.headers.get("Location", "")
        if response.status not in {200, 302, 303} or leads_to.startswith(_AT_THE_DOOR):
            raise Unexpected(f"{response.status} {leads_to} for {path} ({asked.who})")
        asked.size = max(asked.size, len(body))
        if number >= WARM_UP:
            asked.spent.append(spent)
    connection.close()
    return asked


def told(seen: Sequence[Seen]) -> str:
    """Lay out when things were seen."""
    first, rows = (median(getattr(it, name) for it in seen) for name in ("first", "rows"))
    html, total = (median(getattr(it, name) for it in seen) / 1000 for name in ("html", "total"))
    return f"{first:.2f} / {rows:.2f} s, {total:.0f} kB (page {html:.0f})"


def median(values: Iterable[float]) -> float:
    """Return the median."""
    return statistics.median(values)


def main() -> None:
    """Measure, print, and keep the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--organizations", type=int, default=100_000)
    parser.add_argument("--requests", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=9, help="how often a page is opened slowly")
    parser.add_argument("--folder", type=Path, default=ROOT / "var" / "bench-pages")
    parser.add_argument("--parts", default=",".join(PARTS))
    parser.add_argument("--results", type=Path, default=RESULTS)
    given = parser.parse_args()
    run = Run(given)
    before, lines = load(), []
    for part in given.parts.split(","):
        title, measure = PARTS[part]
        lines.append(title)
        print(title)
        for line in measure(run):
            lines.append(f"  {line}")
            print(lines[-1], flush=True)
    head = [
        f"python benchmarks/pages.py --organizations {given.organizations}",
        f"{given.requests} requests for each page, each page of results opened {given.rounds} times",
        f"{described()}; {before} before, {load()} after",
        run.world.described(),
        "",
    ]
    given.results.write_text("\n".join([*head, *lines, ""]))


if __name__ == "__main__":
    main()
