"""Small segments are folded, large ones left alone."""

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
