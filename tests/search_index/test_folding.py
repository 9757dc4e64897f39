"""Small segments are folded, large ones left alone."""

import pytest

from linkreg.search import SearchQuery
from search_index import store
from search_index.generations import Generations
from search_index.postings import ArrayCache
from search_index.store import MOST_SEGMENTS


def test_segments_stay_few_however_many_commits(engine, fill, make):
    for number in range(3 * MOST_SEGMENTS):
        fill(make(f"{number:02}"), position=number)
        assert engine.status().segments <= MOST_SEGMENTS + 1
    assert engine.status().documents == 3 * MOST_SEGMENTS


def test_a_large_segment_is_not_rewritten_for_small_ones(engine, fill, make):
    fill(*(make(f"{n:03}") for n in range(100)))
    (large,) = engine.folder.glob("*.seg")
    for number in range(2 * MOST_SEGMENTS):
        fill(make(f"small {number}"))
    assert large.exists()


def test_a_segment_without_living_documents_is_dropped(engine, fill, make):
    fill(make("a"), make("b"))
    fill(make("a"), make("b"), position=2)
    fill(position=3)
    assert engine.status().segments == 1


def test_snapshots_share_the_arrays_of_unchanged_segments(engine, fill, make):
    fill(make("a", "nelayan"))
    generations = Generations(engine.folder, ArrayCache(1_000))
    (before,) = generations.newest().segments
    fill(make("b", "nelayan"), position=2)
    after = generations.newest()
    assert after.segments[0] is before
    assert generations.newest() is after


@pytest.fixture
def full_at_five(monkeypatch):
    monkeypatch.setattr(store, "FULL_SEGMENT", 5)
    monkeypatch.setattr(store, "_BATCH", 2)


def ids(engine, text):
    return sorted(hit.id for hit in engine.all_hits(SearchQuery(text=text)))


@pytest.mark.usefixtures("full_at_five")
def test_many_documents_are_written_as_several_segments_in_one_commit(engine, fill, make):
    many = [make(f"{n:02}", f"nelayan nomor{n}") for n in range(20)]
    again = make("03", "petani")
    fill(*many, again)
    assert engine.status().segments == 4
    assert ids(engine, "nelayan") == [document.id for document in many if document.id != "03"]
    assert ids(engine, "petani") == ["03"]
    assert ids(engine, "nomor17") == ["17"]


@pytest.mark.usefixtures("full_at_five")
def test_full_segments_are_never_folded(engine, fill, make):
    fill(*(make(f"{n:03}") for n in range(100)))
    full = {path.name for path in engine.folder.glob("*.seg")}
    for number in range(2 * MOST_SEGMENTS):
        fill(make(f"small {number}"))
    assert full <= {path.name for path in engine.folder.glob("*.seg")}
    assert engine.status().documents == 100 + 2 * MOST_SEGMENTS


@pytest.mark.usefixtures("full_at_five")
def test_folding_fills_several_segments_too(engine, fill, make):
    for number in range(MOST_SEGMENTS + 2):
        fill(make(f"{number:02} a"), make(f"{number:02} b"))
    assert engine.status().documents == 2 * (MOST_SEGMENTS + 2)
    assert engine.status().segments < MOST_SEGMENTS


@pytest.mark.usefixtures("full_at_five")
def test_giving_up_after_several_segments_leaves_no_files(engine, fill, make):
    fill(make("kept"))
    before = {path.name for path in engine.folder.iterdir()}
    with engine.writer() as writer:
        for number in range(12):
            writer.put(make(f"{number}"))
    assert {path.name for path in engine.folder.iterdir()} == before


@pytest.mark.usefixtures("full_at_five")
def test_a_rebuild_of_several_segments_replaces_all(engine, fill, make):
    fill(*(make(f"old {n}") for n in range(12)))
    with engine.rebuilder() as writer:
        for number in range(12):
            writer.put(make(f"new {number}"))
        writer.commit(2)
    assert engine.status().documents == 12
    assert all(name.startswith("new") for name in ids(engine, ""))
