"""Segments are read in place, on systems with and without a reading at a place of its own."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from linkreg.search import SearchQuery
from search_index.engine import WhooshEngine
from search_index.files import Folder

LENGTH = 20_000


@pytest.fixture(params=["with pread", "without pread"], autouse=True)
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read as either kind of system does; where the position is shared, others come between."""
    if request.param == "with pread":
        assert hasattr(os, "pread")
        return
    seek = os.lseek

    def seek_and_wait(descriptor: int, place: int, whence: int) -> int:
        found = seek(descriptor, place, whence)
        time.sleep(0.0005)  # time enough for another thread to seek
        return found

    monkeypatch.delattr(os, "pread")
    monkeypatch.setattr(os, "lseek", seek_and_wait)


@pytest.fixture
def numbered(tmp_path: Path) -> Path:
    """Return a segment's file in which every stretch says where it stands."""
    path = tmp_path / "numbers.seg"
    path.write_bytes(b"".join(f"{n:08}".encode() for n in range(0, LENGTH, 8)))
    return path


def test_stretches_of_one_file_are_read_by_many_threads_at_once(numbered: Path) -> None:
    file = Folder(numbered.parent).open_file(numbered.name)

    def read(first: int) -> list[int]:
        places = range(first * 8, LENGTH, LENGTH // 40 * 8)
        return [int(file.subset(place, 8).get(0, 8)) - place for place in places]

    with ThreadPoolExecutor(8) as pool:
        assert {error for found in pool.map(read, range(8)) for error in found} == {0}


def test_reading_stops_at_the_end_of_a_stretch_and_of_the_file(numbered: Path) -> None:
    file = Folder(numbered.parent).open_file(numbered.name)
    part = file.subset(16, 12)
    assert part.read(100) == b"000000160000"
    with pytest.raises(EOFError):
        part.get(8, 8)
    with pytest.raises(EOFError):
        file.get(LENGTH - 4, 8)


def test_many_threads_are_answered_alike_from_cold_segments(
    tmp_path: Path, make: Callable[..., object]
) -> None:
    for position, words in enumerate(("nelayan pesisir", "nelayan", "petani nelayan"), start=1):
        with WhooshEngine(tmp_path).writer() as writer:
            for n in range(20):
                writer.put(make(f"{position}-{n}", f"{words} kata{n}"))
            writer.commit(position)
    cold = WhooshEngine(tmp_path)

    def read(n: int) -> list[int]:
        asked = ("nelayan", '"petani nelayan"', f"kata{n}", '"nelayan pesisir"')
        return [cold.search(SearchQuery(text=text)).total for text in asked]

    with ThreadPoolExecutor(6) as pool:
        assert set(map(tuple, pool.map(read, range(12)))) == {(60, 20, 3, 20)}
