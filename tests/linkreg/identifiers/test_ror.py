from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkreg.errors import InvalidInput
from linkreg.identifiers import check_identifier
from linkreg.vocabulary import IdentifierScheme

ROR = IdentifierScheme.ROR
AMINEF = "https://ror.org/02gp9c631"


@pytest.mark.parametrize(
    "text",
    [
        AMINEF,
        AMINEF + "/",
        AMINEF.upper(),
        "http://ror.org/02gp9c631",
        "https://www.ror.org/02gp9c631",
        "ror.org/02gp9c631",
        "02gp9c631",
        " 02GP9C631 ",
        "０２ｇｐ９ｃ６３１",
    ],
)
def test_a_ror_id_is_its_address_in_lower_case(text):
    checked = check_identifier(ROR, text)
    assert (checked.id, checked.warnings) == (AMINEF, ())


@pytest.mark.parametrize("name", ["011247s60", "05a02rg85", "02vj0ze03", "049krfp54", "05fwzbv61"])
def test_published_ids_pass_their_check_digits(name):
    assert check_identifier(ROR, name).warnings == ()


@given(st.integers(1, 6), st.sampled_from("0123456789abcdefghjkmnpqrstvwxyz"))
def test_any_wrong_character_is_warned_of_but_kept(position, character):
    name = "02gp9c631"
    mistyped = name[:position] + character + name[position + 1 :]
    checked = check_identifier(ROR, mistyped)
    expected = [] if mistyped == name else ["ror_check_digits"]
    assert checked.id == f"https://ror.org/{mistyped}"
    assert [warning.code for warning in checked.warnings] == expected


@pytest.mark.parametrize(
    "text",
    [
        "12gp9c631",  # does not begin with 0
        "02gp9c63",
        "02gp9c6311",
        "02gp9l631",  # l, i, o and u are not in the alphabet
        "02gp9c6x1",
        "https://ror.org/",
        "https://example.org/02gp9c631",
        "https://ror.org/02gp9c631/edit",
        "ftp://ror.org/02gp9c631",
        "rorXorg/02gp9c631",
    ],
)
def test_another_pattern_is_refused(text):
    with pytest.raises(InvalidInput) as caught:
        check_identifier(ROR, text)
    assert [(m.pointer, m.code) for m in caught.value.mistakes] == [("", "ror_pattern")]
