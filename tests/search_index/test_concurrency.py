"""Many readers while one writes, and a writer killed in the middle of a commit."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

from linkreg.search import Facet, SearchQuery
from search_index.engine import WhooshEngine


def test_every_answer_is_of_one_whole_commit(engine, make):
    """Each commit replaces all ten documents by its own: a mixture would show."""

    def write(number: int) -> None:
        with engine.writer() as writer:
            for n in range(10):
                writer.put(make(f"{n}", f"nelayan nomor{number}"))
            writer.commit(number)

    def read() -> list[tuple[int, int, int]]:
        seen = []
        while not done.is_set():
            page = engine.search(SearchQuery(text="nelayan", facets=(Facet.REGION,)))
            seen.append((page.total, page.facets[Facet.REGION][0].count, len(page.hits)))
        return seen

    done = threading.Event()
    write(1)
    with ThreadPoolExecutor(4) as pool:
        readers = [pool.submit(read) for _ in range(4)]
        for number in range(2, 25):
            write(number)
        done.set()
    seen = [answer for reader in readers for answer in reader.result()]
    assert len(seen) > 24
    assert set(seen) == {(10, 10, 10)}


def test_threads_reading_cold_terms_at_once_agree(engine, fill, make):
    words = [f"kata{n}" for n in range(40)]
    fill(*(make(f"{n:02}", " ".join(words[n:])) for n in range(40)))
    pairs = [f'"{one} {other}"' for one, other in pairwise(words)]

    def read(rotation: int) -> dict[str, int]:
        rotated = pairs[rotation:] + pairs[:rotation]
        return {text: engine.search(SearchQuery(text=text)).total for text in rotated}

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(read, range(0, 36, 6)))
    assert answers == [{text: n for n, text in enumerate(pairs, start=1)}] * 6


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from linkreg.search import Part, SearchDocument
from linkreg.vocabulary import OrganizationStatus
from search_index.engine import WhooshEngine

engine = WhooshEngine(Path(sys.argv[1]))
number = 0
while True:
    with engine.writer() as writer:
        number = writer.position + 1
        for n in range(30):
            writer.put(SearchDocument(
                id=f"{n}", name="A", status=OrganizationStatus.PUBLISHED, region="73",
                updated_at=datetime(2026, 1, 1, tzinfo=UTC),
                texts={Part.DESCRIPTION: (f"nomor{number} nelayan",)},
            ))
        writer.commit(number)
    print(number, flush=True)
"""


def test_a_writer_killed_at_any_moment_leaves_the_last_commit_whole(tmp_path, make):
    for moment in (0.0, 0.004, 0.011, 0.023, 0.045):  # seconds into the next commit
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path)],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        with writer:
            committed = int(writer.stdout.readline())
            time.sleep(moment)
            writer.send_signal(signal.SIGKILL)
            committed = max([committed, *map(int, writer.stdout.read().split())])
        engine = WhooshEngine(tmp_path, lock_wait=0)
        page = engine.search(SearchQuery(text="nelayan"))
        assert page.position in (committed, committed + 1)
        assert page.total == 30
        assert engine.search(SearchQuery(text=f"nomor{page.position}")).total == 30
    with engine.writer() as heir:
        heir.put(make("after", "petani"))
        heir.commit(1_000)
    assert engine.search(SearchQuery(text="petani")).total == 1
