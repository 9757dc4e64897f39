"""Defects of Whoosh 2.7.4 that would touch us, each kept out by a test."""

import ast
import random
from datetime import date, timedelta
from pathlib import Path

import pytest
from whoosh.writing import SegmentWriter

import search_index
from linkreg.search import DateRange, Part, SearchQuery
from linkreg.search.query import Place
from linkreg.vocabulary import Basis
from search_index.internals import PlainWriter
from search_index.store import MOST_SEGMENTS


def ids(engine, text=""):
    return {hit.id for hit in engine.all_hits(SearchQuery(text=text))}


def test_a_failed_commit_releases_the_lock_and_changes_nothing(engine, fill, make, monkeypatch):
    fill(make("a"))

    def fail(*_args):
        raise OSError("disk full")

    with monkeypatch.context() as broken:
        broken.setattr(SegmentWriter, "_commit_toc", fail)
        with pytest.raises(OSError, match="disk full"):
            fill(make("b"), position=2)
    assert ids(engine) == {"a"}
    fill(make("c"), position=3)
    assert ids(engine) == {"a", "c"}


@pytest.mark.parametrize("method", ["_flush_segment", "_assemble_segment"])
def test_a_commit_that_fails_half_way_leaves_no_files(engine, fill, make, monkeypatch, method):
    fill(make("a"))
    before = {path.name for path in engine.folder.iterdir()}

    def fail(*_args):
        raise OSError("disk full")

    with monkeypatch.context() as broken:
        broken.setattr(PlainWriter, method, fail)
        with pytest.raises(OSError, match="disk full"):
            fill(make("b"), position=2)
    assert {path.name for path in engine.folder.iterdir()} == before


def test_deleted_documents_never_come_back_in_later_snapshots(engine, fill, make):
    fill(make("a", "nelayan"), make("b", "nelayan"))
    assert ids(engine, "nelayan") == {"a", "b"}
    fill(make("a", "petani"), position=2)
    assert ids(engine, "nelayan") == {"b"}
    fill(make("c", "mangrove"), position=3)
    assert ids(engine, "nelayan") == {"b"}


def test_putting_one_id_twice_leaves_one_copy_after_folding_too(engine, fill, make):
    fill(make("a", "nelayan"), make("a", "petani"))
    for number in range(MOST_SEGMENTS + 2):
        fill(make(f"other {number}"))
    assert engine.status().segments <= MOST_SEGMENTS
    assert ids(engine, "nelayan") == set()
    assert ids(engine, "petani") == {"a"}


def test_an_update_after_a_double_put_leaves_one_copy(engine, fill, make):
    fill(make("a", "nelayan"), make("a", "petani"))
    fill(make("a", "mangrove"), position=2)
    assert ids(engine, "petani") == set()
    assert engine.status().documents == 1


def test_lengths_above_255_words_are_exact(engine, fill, make):
    fill(make("300", "nelayan " + "kata " * 300), make("301", "nelayan " + "kata " * 301))
    longer, shorter = (
        next(h.score for h in engine.all_hits(SearchQuery(text="nelayan")) if h.id == one)
        for one in ("301", "300")
    )
    assert longer < shorter


def test_a_page_has_the_scores_of_the_whole_list(engine, fill, make):
    words = ["nelayan", "petani", "mangrove", "pesisir"]
    fill(*(make(f"{n:03}", " ".join(words[: n % 5] * (n % 7 + 1))) for n in range(120)))
    query = SearchQuery(text="nelayan petani", limit=7, offset=14)
    assert engine.search(query).hits == tuple(engine.all_hits(query))[14:21]


def test_filters_that_hold_nothing_match_nothing(engine, fill, make):
    fill(make("a"))
    assert engine.search(SearchQuery(statuses=())).total == 0
    assert engine.search(SearchQuery(urusan=("9.99",))).total == 0


def test_a_commit_with_nothing_but_removals_is_written(engine, fill, make):
    fill(make("a"))
    with engine.writer() as writer:
        writer.remove("a")
        writer.commit(2)
    assert engine.status().documents == 0
    assert engine.status().position == 2


def test_an_asterisk_is_not_everything(engine, fill, make):
    fill(make("a", "nelayan"))
    assert ids(engine, "nelay*") == set()


def test_a_document_without_any_text_is_indexed(engine, fill, make):
    fill(make("a", texts={}), make("b", texts={Part.NAME: ()}))
    assert ids(engine) == {"a", "b"}


def test_seeding_the_global_random_numbers_never_repeats_a_segment_s_name(engine, fill, make):
    for number, name in enumerate("abc", start=1):
        random.seed(7)
        fill(make(name), position=number)
    assert ids(engine) == {"a", "b", "c"}
    assert engine.status().segments == 3


def test_spans_open_at_their_start_or_end_hold_the_days_that_they_should(engine, fill, make):
    day = date(2026, 3, 1)
    open_start, open_end = DateRange(None, day), DateRange(day, None)
    fill(
        make("until", qualified={Basis.VERIFIED: (open_start,)}),
        make("since", qualified={Basis.VERIFIED: (open_end,)}),
    )
    found = {
        on: {hit.id for hit in engine.all_hits(SearchQuery(qualified_on=on))}
        for on in (date.min, day - timedelta(1), day, day + timedelta(1), date.max)
    }
    assert list(found.values()) == [
        {"until"},
        {"until"},
        {"until", "since"},
        {"since"},
        {"since"},
    ]


def test_fractions_of_degrees_are_kept_through_folding(engine, fill, make):
    fill(make("a", latitude=-5.147665, longitude=119.432732))
    for number in range(MOST_SEGMENTS + 2):
        fill(make(f"other {number}"), position=number)
    near = SearchQuery(near=Place(-5.147665, 119.432732), within_km=0.001)
    assert [hit.id for hit in engine.all_hits(near)] == ["a"]


#: Of Whoosh, what keeps an index on disk. Nothing that parses, searches, scores, filters, times or
#: collects (filters that are ignored, scores that are wrong), and no writer but the plain one: the
#: others hide failures or lose documents.
USED = {
    "whoosh.codec",
    "whoosh.columns",
    "whoosh.fields",
    "whoosh.filedb",
    "whoosh.formats",
    "whoosh.index",
    "whoosh.reading.SegmentReader",
    "whoosh.reading.TermInfo",
    "whoosh.reading.TermNotFound",
    "whoosh.util.filelock.try_for",
    "whoosh.writing.SegmentWriter",
}


def imported(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_nothing_of_whoosh_answers_questions_or_writes_behind_our_back():
    paths = list(Path(search_index.__file__).parent.rglob("*.py"))
    names = {name for path in paths for name in imported(path) if name.startswith("whoosh")}
    assert len(names) > 5
    assert {n for n in names if not any(f"{n}.".startswith(f"{used}.") for used in USED)} == set()
