from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkreg.errors import InvalidInput
from linkreg.identifiers.text import MAX_LENGTH, clean_line, fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("１２３", "123"),
        ("٠١٢٣٤٥٦٧٨٩", "0123456789"),
        ("①②③", "123"),
        ("A‐B‑C–D—E−F", "A-B-C-D-E-F"),
        ("a\u200bb\u200dc\u00add\ufeffe", "abcde"),
        ("SK\u00a0AHU", "SK AHU"),
        ("Ｎｏ．", "No."),
        ("Prov. Aceh", "Prov. Aceh"),
    ],
)
def test_look_alikes_fold_into_one(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  a   b  ", "a b"),
        ("\ta b\r\n", "a b"),
        ("a\u2028b", "a b"),
        ("a\u3000b", "a b"),
    ],
)
def test_a_line_has_single_spaces_and_none_at_its_ends(text, line):
    assert clean_line(text) == line


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "blank"),
        (" \t\n", "blank"),
        ("\u200b\ufeff", "blank"),
        ("a\x00b", "control_character"),
        ("\x00", "control_character"),
        ("a\x7f", "control_character"),
        ("\x85a", "control_character"),
        ("\x1fa", "control_character"),
        ("a\nb", "control_character"),
        ("a\tb", "control_character"),
        ("a\ud800b", "control_character"),
        ("a" * (MAX_LENGTH + 1), "too_long"),
    ],
)
def test_what_no_document_prints_is_refused(text, code):
    with pytest.raises(InvalidInput) as caught:
        clean_line(text)
    assert [mistake.code for mistake in caught.value.mistakes] == [code]


def test_a_line_may_be_as_long_as_there_is_room():
    assert clean_line("a" * MAX_LENGTH) == "a" * MAX_LENGTH


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=5))
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)
