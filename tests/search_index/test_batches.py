"""Many documents read at once say what each says alone."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from benchmarks.peers.rows import generated
from linkreg.search import Part
from linkreg.search.ranking import Occurrences, WeighedText, weigh
from search_index import batches
from search_index.analysis import indonesian
from search_index.batches import BatchReader, Numbers

SAID = (
    "pos pelayanan terpadu posyandu anak-anak anak pendidikan usia dini PAUD dan di yayasan Yayasan "
    "LSM lembaga swadaya masyarakat perempuan/anak Jum'at HIV/AIDS kekerasan dalam rumah tangga KDRT "
    "difabel penyandang disabilitas B3 - ... é pelatihan, (pelatihan) badan usaha milik desa BUMDes 12"
)
WORDS = (*SAID.split(), "\n", "\u00a0", "\u3000", "\x1c", "x" * 70)

words = st.sampled_from(WORDS) | st.text(max_size=4)
texts = st.lists(words, max_size=12).map(" ".join)
documents = st.dictionaries(
    st.sampled_from(Part), st.lists(texts, max_size=2).map(tuple), max_size=3
)


def read_at_once(said):
    """Read through the arrays, and return what they hold of each document."""
    terms, forms = Numbers(), Numbers()
    batch = BatchReader(indonesian(), terms, forms).read(said)
    words, spellings = list(terms), list(forms)
    occurrences = [{} for _ in said]
    positions = np.split(batch.positions, np.cumsum(batch.counts))
    rows = zip(batch.terms, batch.documents, batch.weights, positions, strict=False)
    for term, document, weight, places in rows:
        assert words[term] not in occurrences[document]
        occurrences[document][words[term]] = Occurrences(float(weight), tuple(places.tolist()))
    written = [set() for _ in said]
    for form, document in zip(batch.forms, batch.form_documents, strict=True):
        written[document].add(spellings[form])
    lengths = batch.lengths.tolist()
    return [
        WeighedText(of, length, frozenset(spelled))
        for of, length, spelled in zip(occurrences, lengths, written, strict=True)
    ]


@given(st.lists(documents, min_size=1, max_size=4))
@example([{}])
@example([{Part.NAME: ("",)}, {Part.NAME: ("pos",)}, {Part.NAME: ("dan pelayanan terpadu",)}])
@example([{Part.DESCRIPTION: ("pos pelayanan terpadu pelayanan terpadu", "pos pelayanan")}])
def test_a_batch_says_what_each_document_says_alone(said):
    assert read_at_once(said) == [weigh(texts, indonesian()) for texts in said]


def test_words_may_be_forgotten_between_batches(monkeypatch):
    monkeypatch.setattr(batches, "_MOST_WORDS", 3)
    reader = BatchReader(indonesian(), terms := Numbers(), Numbers())
    first = reader.read([{Part.NAME: ("satu dua tiga empat",)}])
    again = reader.read([{Part.NAME: ("empat lima",)}])
    words = list(terms)
    assert {words[term] for term in first.terms} == {"satu", "dua", "tiga", "empat"}
    assert {words[term] for term in again.terms} == {"empat", "lima"}


@pytest.mark.parametrize("highest", [10, 2**16 - 1, 2**16, 2**20, 2**32 - 1])
def test_a_stable_order_keeps_equal_numbers_as_they_are(highest):
    numbers = np.random.default_rng(highest).integers(0, highest, 5_000, np.uint32, endpoint=True)
    numbers[::7] = highest
    assert batches.stable_order(numbers).tolist() == np.argsort(numbers, kind="stable").tolist()


def test_whole_profiles_are_read_alike():
    said = [document.texts for document in generated(0, 100)]
    assert read_at_once(said) == [weigh(texts, indonesian()) for texts in said]
