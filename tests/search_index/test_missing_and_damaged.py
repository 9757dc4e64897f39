"""An index that is not there, not ours, or not whole."""

import shutil

import pytest

from linkreg.errors import CorruptIndex, IndexMissing
from linkreg.search import SearchQuery
from search_index.engine import WhooshEngine, open_engine
from search_index.schema import stamp

ASKING = {
    "search": lambda engine: engine.search(SearchQuery(text="nelayan")),
    "all_hits": lambda engine: engine.all_hits(SearchQuery()),
    "suggest": lambda engine: engine.suggest("nelayan"),
    "status": lambda engine: engine.status(),
}


@pytest.fixture(params=sorted(ASKING))
def ask(request):
    return ASKING[request.param]


def test_opening_reads_and_makes_nothing(tmp_path):
    open_engine(tmp_path / "missing")
    assert list(tmp_path.iterdir()) == []


def test_an_engine_with_next_to_no_cache_answers_all_the_same(tmp_path, make):
    engine = open_engine(tmp_path, cache_bytes=1)
    with engine.writer() as writer:
        writer.put(make("a", "nelayan pesisir"))
        writer.put(make("b", "nelayan"))
        writer.commit(1)
    found = engine.search(SearchQuery(text="nelayan pesisir"))
    assert [hit.id for hit in found.hits] == ["a", "b"]
    assert engine.search(SearchQuery(text='"nelayan pesisir"')).total == 1


def test_a_missing_index_says_what_to_run(tmp_path, ask):
    engine = open_engine(tmp_path / "missing")
    with pytest.raises(IndexMissing, match="belum dibuat; jalankan `linkreg index rebuild`"):
        ask(engine)


def test_an_index_of_another_version_says_so(tmp_path, ask, engine, fill, make):
    fill(make("a"))
    engine.folder.rename(tmp_path / "v0-000000000000")
    with pytest.raises(IndexMissing, match="daftar sinonim lain; jalankan `linkreg index rebuild`"):
        ask(WhooshEngine(tmp_path))


def test_the_stamp_names_the_folder_and_changes_with_the_word_lists(engine, monkeypatch):
    assert engine.folder.name == stamp()
    monkeypatch.setattr("search_index.schema.lexicon_digest", lambda: "changed")
    assert stamp.__wrapped__() != stamp()


def test_a_writer_heals_a_missing_index(tmp_path, make):
    engine = open_engine(tmp_path / "missing")
    with engine.writer() as writer:
        writer.put(make("a"))
        writer.commit(3)
    assert engine.status().position == 3


def segment_file(engine):
    (segment,) = engine.folder.glob("*.seg")
    return segment


def contents_file(engine):
    (contents,) = engine.folder.glob("*.toc")
    return contents


DAMAGE = {
    "segment deleted": lambda engine: segment_file(engine).unlink(),
    "segment emptied": lambda engine: segment_file(engine).write_bytes(b""),
    "segment cut": lambda engine: segment_file(engine).write_bytes(
        segment_file(engine).read_bytes()[:500]
    ),
    "segment overwritten": lambda engine: segment_file(engine).write_bytes(b"\xff" * 5_000),
    "contents emptied": lambda engine: contents_file(engine).write_bytes(b""),
    "contents cut": lambda engine: contents_file(engine).write_bytes(
        contents_file(engine).read_bytes()[:-20]
    ),
    "contents overwritten": lambda engine: contents_file(engine).write_bytes(b"\xff" * 500),
}


@pytest.fixture(params=sorted(DAMAGE))
def damaged(request, tmp_path, engine, fill, make):
    """Return a fresh engine over an index that was damaged while nobody had it open."""
    fill(make("a", "nelayan"), make("b", "petani"))
    DAMAGE[request.param](engine)
    return WhooshEngine(tmp_path, lock_wait=0)


def test_damage_is_named(damaged, ask):
    with pytest.raises(CorruptIndex, match="linkreg index rebuild"):
        ask(damaged)


def test_a_rebuild_heals_damage(damaged, make):
    with damaged.rebuilder() as writer:
        writer.put(make("c"))
        writer.commit(9)
    assert [hit.id for hit in damaged.all_hits(SearchQuery())] == ["c"]
    assert damaged.status().position == 9


def test_a_writer_names_damage_and_frees_the_lock(damaged, make):
    for _ in range(2):
        with pytest.raises(CorruptIndex), damaged.writer() as writer:
            writer.put(make("a"))


def test_every_flipped_stretch_of_a_segment_is_named_or_harmless(engine, tmp_path, fill, make):
    fill(*(make(f"{n}", "nelayan petani mangrove") for n in range(20)))
    segment = segment_file(engine)
    whole = segment.read_bytes()
    for start in range(0, len(whole), len(whole) // 60):
        segment.write_bytes(whole[:start] + b"\xff" * 16 + whole[start + 16 :])
        for ask in ASKING.values():
            try:
                ask(WhooshEngine(tmp_path))
            except CorruptIndex:
                continue


def test_a_snapshot_taken_before_damage_still_answers(engine, fill, make):
    fill(make("a", "nelayan"))
    engine.search(SearchQuery(text="nelayan"))
    segment_file(engine).unlink()
    assert engine.search(SearchQuery(text="nelayan")).total == 1


def test_an_index_removed_and_built_anew_is_noticed(engine, fill, make):
    fill(make("a", "nelayan"))
    assert engine.search(SearchQuery(text="nelayan")).total == 1
    shutil.rmtree(engine.folder)
    fill(make("b", "petani"), make("c", "petani"))
    assert engine.search(SearchQuery(text="nelayan")).total == 0
    assert engine.search(SearchQuery(text="petani")).total == 2
