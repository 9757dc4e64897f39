"""A commit that breaks off, at any step, leaves an index that is whole: the one before or its own."""

from __future__ import annotations

import errno

import pytest
import whoosh.index

from linkreg.errors import CorruptIndex, IndexMissing, IndexUnavailable
from linkreg.search import SearchQuery
from search_index.engine import WhooshEngine
from search_index.files import Folder
from search_index.internals import PlainWriter
from search_index.store import StoreWriter

FULL = OSError(errno.ENOSPC, "disk full")
FORBIDDEN = PermissionError(errno.EACCES, "not allowed")


def fail_with(error):
    def fail(*_args, **_options):
        raise error

    return fail


def fail_once_with(error, do):
    errors = iter([error])

    def fail(*args, **options):
        for first in errors:
            raise first
        return do(*args, **options)

    return fail


def reopened(engine):
    return WhooshEngine(engine.folder.parent)


def ids(engine):
    return [hit.id for hit in engine.all_hits(SearchQuery())]


@pytest.fixture
def filled(engine, fill, make):
    fill(make("a"))
    return engine, fill


@pytest.mark.parametrize("error", [FULL, KeyboardInterrupt()], ids=["full disk", "interrupt"])
@pytest.mark.parametrize("step", [(whoosh.index, "clean_files"), (PlainWriter, "_finish")])
def test_what_fails_after_the_commit_does_not_undo_it(filled, make, monkeypatch, step, error):
    engine, fill = filled
    with monkeypatch.context() as broken:
        broken.setattr(*step, fail_once_with(error, getattr(*step)))
        with pytest.raises(type(error)):
            fill(make("b"), position=2)
    assert ids(reopened(engine)) == ["a", "b"]
    fill(make("c"), position=3)
    assert ids(engine) == ["a", "b", "c"]


def test_a_rebuild_that_cannot_begin_leaves_the_old_index(engine, fill, make, monkeypatch):
    fill(make("a"), position=5)
    with monkeypatch.context() as broken:
        broken.setattr(PlainWriter, "__init__", fail_with(FULL))
        rebuilder = engine.rebuilder()
        with pytest.raises(IndexUnavailable):
            rebuilder.__enter__()
    assert (ids(engine), engine.status().position) == (["a"], 5)


@pytest.mark.parametrize("error", [FULL, FORBIDDEN], ids=["full disk", "no permission"])
def test_what_the_disk_refuses_to_write_is_not_called_damage(
    engine, fill, make, monkeypatch, error
):
    fill(make("a"))
    monkeypatch.setattr(Folder, "create_file", fail_with(error))
    writer = engine.writer()
    with pytest.raises(
        IndexUnavailable, match="Periksa LINKREG_INDEX_DIR, izinnya, dan ruang disk"
    ):
        writer.__enter__()


def test_what_the_disk_refuses_to_read_is_not_called_damage(engine, fill, make, monkeypatch):
    fill(make("a"))
    monkeypatch.setattr(Folder, "open_file", fail_with(FORBIDDEN))
    with pytest.raises(IndexUnavailable, match="tidak rusak"):
        ids(reopened(engine))


def test_nothing_is_answered_while_damaged_contents_are_rebuilt(engine, fill, make):
    fill(make("a"))
    (contents,) = engine.folder.glob("*.toc")
    contents.write_bytes(b"")
    with engine.rebuilder() as writer:
        with pytest.raises(CorruptIndex):
            ids(reopened(engine))
        writer.put(make("a"))
        writer.commit(2)
    assert ids(reopened(engine)) == ["a"]


def test_nothing_is_answered_before_the_first_build_is_done(engine, make):
    with engine.rebuilder() as writer:
        writer.put(make("a"))
        with pytest.raises(IndexMissing):
            ids(engine)
        writer.commit(1)
    assert ids(engine) == ["a"]


@pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)
@pytest.mark.parametrize(
    "step",
    [
        (PlainWriter, "_assemble_segment"),
        (Folder, "rename_file"),
    ],
)
def test_what_killed_writers_left_behind_is_cleared_away(engine, fill, make, monkeypatch, step):
    fill(make("a"))
    usual = len(list(engine.folder.rglob("*")))
    for _ in range(3):
        with monkeypatch.context() as broken:
            broken.setattr(StoreWriter, "close", lambda _: None)  # whoever is killed leaves all
            broken.setattr(*step, fail_with(KeyboardInterrupt()))
            with pytest.raises(KeyboardInterrupt):
                fill(make("b"), position=2)
    fill(make("b"), position=2)
    assert len(list(engine.folder.rglob("*"))) <= usual + 2
