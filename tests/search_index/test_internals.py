"""Fails when another Whoosh differs in the inside parts that we rely on."""

import numpy as np
import pytest
import whoosh
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.reading import SegmentReader

from search_index import internals
from search_index.gathering import Gathered
from search_index.schema import new_schema


def test_the_version_is_the_one_these_parts_were_read_in():
    assert whoosh.__version__ == (2, 7, 4)


@pytest.fixture
def reader(engine, fill, make):
    """Return a reader of one segment of 1,300 documents: several blocks a term, one deleted."""
    fill(*(make(f"{n:04}", "nelayan " * (n % 3 + 1) + "dan pesisir") for n in range(1_300)))
    with engine.writer() as writer:
        writer.remove("0007")
        writer.commit(2)
    storage = FileStorage(str(engine.folder))
    contents = internals.read_contents(storage)
    reader = SegmentReader(storage, contents.schema, contents.segments[0])
    yield reader
    reader.close()


def test_blocks_hold_what_the_public_matcher_tells_and_the_deleted_too(reader):
    public = []
    matcher = reader.postings("body", "nelayan")
    while matcher.is_active():
        public.append((matcher.id(), matcher.weight(), matcher.value()))
        matcher.next()
    blocks = list(internals.read_blocks(reader, "body", b"nelayan"))
    read = [
        (number, weight, value)
        for block in blocks
        for number, weight, value in zip(*map(list, block), strict=True)
    ]
    assert len(blocks) > 1
    assert [posting for posting in read if posting[0] != 7] == public
    assert len(read) == 1_300


def test_a_field_of_codes_has_weights_of_one_and_no_values(reader):
    (*_, block) = internals.read_blocks(reader, "status", b"published")
    assert np.all(block.weights == 1.0)
    assert not block.values


def test_an_unknown_term_has_no_blocks(reader):
    assert list(internals.read_blocks(reader, "body", b"zebra")) == []


def test_positions_are_readable_by_whoosh_itself(reader):
    matcher = reader.postings("body", "pesisir")
    assert matcher.value_as("positions") == [2]


def test_the_lock_is_the_one_that_whoosh_takes(engine, fill, make):
    fill(make("a"))
    index = FileIndex(FileStorage(str(engine.folder)), indexname=internals.INDEX_NAME)
    with engine.writer():
        assert not index.lock("WRITELOCK").acquire()


def test_generations_count_up_from_nothing(tmp_path):
    storage = FileStorage(str(tmp_path))
    assert internals.latest_generation(storage) == -1
    internals.start_afresh(storage, new_schema())
    internals.start_afresh(storage, new_schema())
    assert internals.latest_generation(storage) == 1
    assert internals.read_contents(storage).generation == 1


def test_a_document_just_added_can_be_deleted(tmp_path):
    storage = FileStorage(str(tmp_path))
    internals.start_afresh(storage, new_schema())
    writer = internals.PlainWriter(storage, Gathered().fields)
    for one in (b"a", b"b"):
        writer.add_columns({"identity": one})
    internals.delete_added(writer, 0)
    writer.commit()
    (segment,) = internals.read_contents(storage).segments
    assert (segment.doc_count_all(), segment.doc_count()) == (2, 1)
    assert list(segment.deleted_docs()) == [0]
