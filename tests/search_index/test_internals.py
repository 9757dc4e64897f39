"""Fails when another Whoosh differs in the inside parts that we rely on."""

import random
from array import array
from io import BytesIO

import numpy as np
import pytest
import whoosh
from whoosh import columns
from whoosh.codec.whoosh3 import W3LeafMatcher, W3PostingsWriter, W3TermInfo
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import BufferFile, StructFile
from whoosh.formats import Existence
from whoosh.index import FileIndex
from whoosh.reading import SegmentReader

from search_index import internals, reading
from search_index.files import Folder
from search_index.gathering import Gathered
from search_index.schema import PackedPositions, new_schema


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
    blocks = list(reading.read_blocks(reader, "body", b"nelayan"))
    read = [
        (number, weight, value)
        for block in blocks
        for number, weight, value in zip(*map(list, block), strict=True)
    ]
    assert len(blocks) > 1
    assert [posting for posting in read if posting[0] != 7] == public
    assert len(read) == 1_300


def test_a_field_of_codes_has_weights_of_one_and_no_values(reader):
    (*_, block) = reading.read_blocks(reader, "status", b"published")
    assert np.all(block.weights == 1.0)
    assert not block.values


@pytest.mark.parametrize("field", ["identity", "name", "beginnings", "spans", "facts"])
def test_a_column_holds_what_the_public_reader_tells(reader, field):
    public = list(reader.column_reader(field, translate=False))
    column = reading.read_column(reader, field)
    assert column.values == public
    assert len(public) == 1_300
    assert any(public) or field == "spans"
    if field in {"identity", "name"}:
        assert column.array.tolist() == public


def test_a_column_that_no_document_has_a_value_in_is_whole_too(reader, monkeypatch):
    empty = columns.EmptyColumnReader(b"", 1_300)
    monkeypatch.setattr(reader, "column_reader", lambda *_, **__: empty)
    column = reading.read_column(reader, "name")
    assert column.values == [b""] * 1_300
    assert column.array.tolist() == [b""] * 1_300


def test_a_fixed_column_tells_what_its_last_documents_lack(reader, monkeypatch):
    stored = columns.FixedBytesColumn(2, b"--").reader(BufferFile(memoryview(b"..aabb")), 2, 4, 4)
    monkeypatch.setattr(reader, "column_reader", lambda *_, **__: stored)
    assert (
        reading.read_column(reader, "facts").values == list(stored) == [b"aa", b"bb", b"--", b"--"]
    )


def test_values_of_any_length_are_set_side_by_side():
    values = [b"abc", b"", b"a", b"abcdef"]
    column = reading.Column(b"".join(values), np.array(list(map(len, values))))
    assert column.array.tolist() == values
    assert reading.Column(b"", np.zeros(0, np.intp)).array.tolist() == []


def test_a_column_cut_off_is_told(reader, monkeypatch):
    cut = columns.VarBytesColumn.Reader
    monkeypatch.setattr(cut, "_read_offsets_and_lengths", lambda self: None)
    monkeypatch.setattr(cut, "_lengths", [2**20] * 1_300, raising=False)
    with pytest.raises(ValueError, match="before its time"):
        reading.read_column(reader, "name")


def posting_list(count):
    rng = random.Random(count)
    numbers = sorted(rng.sample(range(10 * count), count))
    return [(n, rng.choice([1.0, 1.0, 2.5, 8.0]), b"abcd" * rng.randint(1, 3)) for n in numbers]


@pytest.mark.parametrize("count", [1, 2, 15, 16, 511, 512, 513, 1_500])
@pytest.mark.parametrize("form", [PackedPositions(), Existence()])
def test_whoosh_reads_our_blocks_as_its_own(count, form):
    postings = posting_list(count)
    if isinstance(form, Existence):
        postings = [(number, 1.0, b"") for number, _, _ in postings]
    theirs_file, ours_file = StructFile(BytesIO()), StructFile(BytesIO())
    theirs = W3PostingsWriter(theirs_file, blocklimit=512, compression=0)
    theirs.start_postings(form, W3TermInfo())
    for posting in postings:
        theirs.add_posting(*posting)
    ours = internals.BlockWriter(ours_file, blocklimit=512, compression=0)
    ours.start_postings(form, W3TermInfo())
    for start in range(0, count, 512):
        numbers, weights, values = zip(*postings[start : start + 512], strict=True)
        ours.put(
            internals.NewBlock(
                array("I", numbers), array("f", weights), [value for value in values if value]
            )
        )
    assert told(ours.finish_postings()) == told(theirs.finish_postings())
    assert list(read(ours_file, form)) == list(read(theirs_file, form))


def told(info):
    """Return what a term's information says besides where its postings are."""
    return info.weight(), info.doc_frequency(), info.max_weight(), info.min_id(), info.max_id()


def read(file, form):
    """Read a posting list through Whoosh, skipping ahead once too."""
    whole = file.file.getvalue()
    matcher = W3LeafMatcher(BufferFile(whole), 0, len(whole), form)
    yield matcher.block_max_weight(), matcher.block_max_id()
    while matcher.is_active():
        yield matcher.id(), matcher.weight(), matcher.value()
        matcher.next()
    matcher.reset()
    matcher.skip_to(last := matcher.block_max_id())
    yield matcher.id(), last


def test_an_unknown_term_has_no_blocks(reader):
    assert list(reading.read_blocks(reader, "body", b"zebra")) == []


def test_positions_are_readable_by_whoosh_itself(reader):
    matcher = reader.postings("body", "pesisir")
    assert matcher.value_as("positions") == [2]


def test_a_segment_is_read_in_place_and_its_end_noticed(engine, fill, make):
    fill(*(make(f"{n}", "nelayan") for n in range(100)))
    (path,) = engine.folder.glob("*.seg")
    whole = path.read_bytes()
    file = Folder(engine.folder).open_file(path.name)
    part = file.subset(10, 50)
    assert (part.get(5, 20), part.read(50), part.read(1)) == (whole[15:35], whole[35:60], b"")
    part.seek(40)
    assert (part.read(100), part.tell()) == (whole[50:60], 50)
    with pytest.raises(EOFError):
        file.get(len(whole) - 5, 6)


def test_the_lock_is_the_one_that_whoosh_takes(engine, fill, make):
    fill(make("a"))
    index = FileIndex(FileStorage(str(engine.folder)), indexname=internals.INDEX_NAME)
    with engine.writer():
        assert not index.lock("WRITELOCK").acquire()


def test_generations_count_up_from_nothing(tmp_path):
    storage = FileStorage(str(tmp_path))
    assert internals.latest_generation(storage) == -1
    for _ in range(2):
        contents = internals.empty_contents(storage, new_schema())
        internals.PlainWriter(storage, contents, Gathered().fields).commit()
    assert internals.latest_generation(storage) == 1
    assert internals.read_contents(storage).generation == 1


def test_one_commit_may_write_several_segments(tmp_path):
    storage = FileStorage(str(tmp_path))
    gathered = Gathered()
    contents = internals.empty_contents(storage, new_schema())
    writer = internals.PlainWriter(storage, contents, gathered.fields)
    for one in (b"a", b"b"):
        gathered.add_codes(writer.add_columns({"identity": one}), {"id": (one.decode(),)})
    writer.next_segment()
    gathered.empty()
    gathered.add_codes(writer.add_columns({"identity": b"c"}), {"id": ("c",)})
    writer.full_segments[0].delete_document(0)
    writer.commit(mergetype=lambda writer, segments: writer.full_segments)
    contents = internals.read_contents(storage)
    readers = [SegmentReader(storage, contents.schema, segment) for segment in contents.segments]
    assert [list(reader.lexicon("id")) for reader in readers] == [[b"a", b"b"], [b"c"]]
    assert [list(reader.all_doc_ids()) for reader in readers] == [[1], [0]]
    for reader in readers:
        reader.close()
