"""What a profile says in words, part by part."""

from __future__ import annotations

import pytest

from fixtures.factories import ProfileFactory
from linkreg.search import Part
from linkreg.services.texts import texts_as_read, texts_of


@pytest.mark.parametrize(
    ("description", "opening", "rest"),
    [
        ("Satu. Dua! Tiga? Empat.", ("Satu. Dua!",), ("Tiga? Empat.",)),
        ("Satu. Dua.", ("Satu. Dua.",), None),
        ("Tanpa titik", ("Tanpa titik",), None),
        (None, None, None),
    ],
)
def test_the_first_two_sentences_open_a_description(
    description: str | None, opening: tuple[str, ...] | None, rest: tuple[str, ...] | None
) -> None:
    texts = texts_of(ProfileFactory(description=description))
    assert (texts.get(Part.OPENING), texts.get(Part.DESCRIPTION)) == (opening, rest)


def test_people_read_the_opening_as_part_of_the_description() -> None:
    texts = texts_as_read(ProfileFactory(description="Satu. Dua. Tiga."))
    assert texts[Part.DESCRIPTION] == ("Satu. Dua.", "Tiga.")
    assert Part.OPENING not in texts
