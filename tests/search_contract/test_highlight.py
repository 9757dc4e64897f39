"""Which stretches of a text a query lights up."""

from itertools import pairwise

import pytest

from linkreg.search import SearchQuery


def lit(engine, query: str, text: str) -> list[str]:
    return [text[start:end] for start, end in engine.highlight(SearchQuery(text=query), text)]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("latih", "Pelatihan bagi pelatih", ["Pelatihan", "pelatih"]),
        ("anak", "hak anak-anak.", ["anak-anak"]),
        ("kdrt", "Korban kekerasan dalam rumah tangga", ["kekerasan dalam rumah tangga"]),
        ("difabel", "bagi penyandang disabilitas", ["penyandang disabilitas"]),
        ("jumat", "salat Jum'at", ["Jum'at"]),
        ("etude", "une ÉTUDE", ["ÉTUDE"]),
        ('"air bersih"', "air yang bersih", ["air", "bersih"]),
        ("paud", "PAUD/TK", ["PAUD"]),
    ],
)
def test_words_light_up_by_stem_synonym_and_folding(engine, query, text, expected):
    assert lit(engine, query, text) == expected


@pytest.mark.parametrize("query", ["", "-anak", "dan", "nelayan"])
def test_nothing_lights_up_that_is_not_wanted(engine, query):
    assert lit(engine, query, "anak dan ibu") == []


def test_spans_are_in_order_and_apart(engine):
    text = "rumah tangga, kekerasan dalam rumah tangga, rumah"
    spans = engine.highlight(SearchQuery(text="kekerasan dalam rumah tangga"), text)
    assert list(spans) == sorted(spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
