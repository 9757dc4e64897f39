"""Many readers while one writes, and a writer killed in the middle of a commit."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

from linkreg.search import Facet, SearchQuery, Sort
from linkreg.vocabulary import OrganizationStatus
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


COUNT = 23


def updated(n: int, number: int) -> datetime:
    """Each commit turns the list on by one: pages of two commits would repeat or skip somebody."""
    return datetime(2026, 1, 1 + (n + number) % COUNT, tzinfo=UTC)


def joined_pages(engine: WhooshEngine) -> int | None:
    """Read a list page by page; return which commit all pages were of, if only one."""
    query = SearchQuery(text="nelayan", sort=Sort.UPDATED, limit=5)
    pages = [engine.search(replace(query, offset=offset)) for offset in range(0, COUNT, 5)]
    numbers = {page.position for page in pages}
    if len(numbers) > 1:
        return None
    (number,) = numbers
    newest = sorted(range(COUNT), key=lambda n: updated(n, number), reverse=True)
    assert [hit.id for page in pages for hit in page.hits] == [f"{n:02}" for n in newest]
    return number


def test_pages_of_one_commit_neither_overlap_nor_skip_while_others_follow(engine, make):
    def write(number: int) -> None:
        with engine.writer() as writer:
            for n in range(COUNT):
                writer.put(make(f"{n:02}", "nelayan", updated_at=updated(n, number)))
            writer.commit(number)

    def read() -> set[int | None]:
        seen = set()
        while not done.is_set():
            seen.add(joined_pages(engine))
        return seen

    done = threading.Event()
    write(1)
    with ThreadPoolExecutor(3) as pool:
        readers = [pool.submit(read) for _ in range(3)]
        for number in range(2, 25):
            write(number)
        done.set()
    assert len(set.union(*(reader.result() for reader in readers)) - {None}) > 3
    assert joined_pages(engine) == 24


READER = """
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from linkreg.search import Facet, SearchQuery
from search_index.engine import WhooshEngine

engine = WhooshEngine(Path(sys.argv[1]))
last = int(sys.argv[2])

def read(_):
    position = answers = 0
    while position < last:
        page = engine.search(SearchQuery(text="nelayan", facets=(Facet.REGION,), limit=50))
        assert page.position >= position, "an older commit came after a newer one"
        position = page.position
        stay = {f"stay{n}" for n in range(10)}
        seen = {hit.id for hit in page.hits}
        assert seen == stay | {f"removed{position}", f"suspended{position}"}, (position, seen)
        assert page.facets[Facet.REGION][0].count == page.total == 12
        assert engine.search(SearchQuery(text=f"nomor{position}")).total in (0, 12)
        for one in ("removed", "suspended"):
            (completed,) = engine.suggest(f"organisasi {one}")
            assert int(completed.removeprefix(one)) >= position
        answers += 1
    return answers

engine.search(SearchQuery(text="nelayan"))
child = os.fork()  # with the files of its parent open
with ThreadPoolExecutor(3) as pool:
    answers = list(pool.map(read, range(3)))
if child:
    assert os.waitpid(child, 0)[1] == 0
    print(min(answers))
"""


def test_threads_of_many_processes_see_whole_commits_and_nobody_removed_or_suspended(
    tmp_path, make
):
    """Each commit brings two organizations and takes the two of the one before: by removing one and
    suspending the other."""
    last = 40
    engine = WhooshEngine(tmp_path)

    def write(number: int) -> None:
        words = f"nelayan nomor{number}"
        with engine.writer() as writer:
            for n in range(10):
                writer.put(make(f"stay{n}", words))
            for one in ("removed", "suspended"):
                writer.put(make(f"{one}{number}", words))
            writer.remove(f"removed{number - 1}")
            suspended = OrganizationStatus.SUSPENDED
            writer.put(make(f"suspended{number - 1}", words, status=suspended))
            writer.commit(number)

    write(1)
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", READER, str(tmp_path), str(last)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        for _ in range(2)
    ]
    time.sleep(0.5)  # until they read; should they come later, they still see many commits
    for number in range(2, last + 1):
        write(number)
    for reader in readers:
        answers, errors = reader.communicate(timeout=60)
        assert reader.returncode == 0, errors
        assert int(answers) > 0


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
