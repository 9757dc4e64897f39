"""Why a result was found."""

from __future__ import annotations

from functools import partial

from fixtures.factories import ProfileFactory
from linkreg.search import Part, SearchQuery
from linkreg.search.memory import MemoryEngine
from linkreg.services.reasons import MOST_WORDS, reasons_for


def reasons(
    text: str, regions: tuple[str, ...] = (), **facts: object
) -> dict[Part, tuple[str, ...]]:
    facts = {"name": "Yayasan Contoh", "region": "73.71", "operating_regions": ()} | facts
    highlight = partial(MemoryEngine().highlight, SearchQuery(text=text))
    found = reasons_for(highlight, regions, ProfileFactory(**facts))
    return {reason.part: reason.words for reason in found}


def test_parts_are_told_with_the_words_as_written_each_once() -> None:
    found = reasons("kader", name="Yayasan Kader KADER", description="kader posyandu")
    assert found == {Part.NAME: ("Kader",), Part.DESCRIPTION: ("kader",)}


def test_what_does_not_match_is_no_reason() -> None:
    assert reasons("zebra") == {}


def test_a_place_understood_is_a_reason_where_it_sits_or_works() -> None:
    found = reasons("zebra", ("73",), operating_regions=("73.06", "32.73"))
    assert found == {Part.PLACE: ("Kota Makassar", "Kabupaten Gowa")}


def test_no_part_tells_more_than_a_few_words() -> None:
    words = [f"kata{n}" for n in range(9)]
    found = reasons(" ".join(words), description=" ".join(words))
    assert found[Part.DESCRIPTION] == tuple(words[:MOST_WORDS])
