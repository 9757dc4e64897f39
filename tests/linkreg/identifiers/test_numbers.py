from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkreg.errors import InvalidInput
from linkreg.identifiers import check_identifier, format_identifier
from linkreg.vocabulary import IdentifierScheme

NPWP, NITKU, NIB = IdentifierScheme.NPWP, IdentifierScheme.NITKU, IdentifierScheme.NIB

OLD, NEW = "01.300.066.6-091.000", "0013000666091000"
PERSON = "3173014112900001"


def codes(checked):
    return [warning.code for warning in checked.warnings]


def refusal(scheme, text):
    with pytest.raises(InvalidInput) as caught:
        check_identifier(scheme, text)
    (mistake,) = caught.value.mistakes
    assert mistake.pointer == ""
    assert mistake.message == caught.value.message
    return mistake


@pytest.mark.parametrize(
    "text",
    [
        OLD,
        "013000666091000",
        NEW,
        "0013 0006 6609 1000",
        "0013-0006-6609-1000",
        " 01.300.066.6 - 091.000\n",
        "01.300.066.6–091.000",
        "０１．３００．０６６．６－０９１．０００",
        "٠١٣٠٠٠٦٦٦٠٩١٠٠٠",
        "\u200b013000666091000",
    ],
)
def test_an_npwp_is_sixteen_digits_however_it_is_written(text):
    checked = check_identifier(NPWP, text)
    assert (checked.scheme, checked.id, checked.warnings) == (NPWP, NEW, ())


@pytest.mark.parametrize(
    "text",
    ["02.183.241.5-000.000", "01.312.166.0-091.000", "016090524017000", "0016090524017000"],
)
def test_published_numbers_pass_the_check_digit(text):
    assert codes(check_identifier(NPWP, text)) == []


@given(st.integers(0, 8), st.integers(1, 9))
def test_any_wrong_digit_before_the_tax_office_is_warned_of_but_kept(position, shift):
    old = "013000666091000"
    wrong = (int(old[position]) + shift) % 10
    mistyped = f"{old[:position]}{wrong}{old[position + 1 :]}"
    checked = check_identifier(NPWP, mistyped)
    assert (checked.id, codes(checked)) == (f"0{mistyped}", ["npwp_check_digit"])


def test_the_tax_office_and_branch_have_no_check_digit():
    assert codes(check_identifier(NPWP, "01.300.066.6-999.123")) == []


def test_a_number_issued_with_sixteen_digits_has_no_check_digit():
    checked = check_identifier(NPWP, "1000000001123456")
    assert (checked.id, codes(checked)) == ("1000000001123456", [])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("01.300.066.6-091", "npwp_length"),
        ("01300066609100", "npwp_length"),
        ("00130006660910000", "npwp_length"),
        ("NPWP 01.300.066.6-091.000", "not_digits"),
        ("01.300.066.6-091.OOO", "not_digits"),
        ("01,300,066,6,091,000", "not_digits"),
        ("-", "not_digits"),
        ("00.000.000.0-000.000", "all_zeros"),
        ("", "blank"),
        ("0130006660\x0091000", "control_character"),
    ],
)
def test_what_is_no_npwp_is_refused(text, code):
    assert refusal(NPWP, text).code == code


@pytest.mark.parametrize(
    "text",
    [PERSON, "3173010112900001", "3173 0141 1290 0001", "9701013112000001", "٣١٧٣٠١٤١١٢٩٠٠٠٠١"],
)
def test_the_npwp_of_a_person_is_refused_as_their_nik(text):
    mistake = refusal(NPWP, text)
    assert mistake.code == "npwp_of_person"
    assert "NIK" in mistake.message


@pytest.mark.parametrize("text", [PERSON, PERSON + "0", "x" + PERSON])
def test_a_refusal_never_repeats_the_number(text):
    assert PERSON not in refusal(NPWP, text).message


@pytest.mark.parametrize(
    "text", ["0173014112900001", "1073014112900001", "3173010012900001", "3173010113900001"]
)
def test_sixteen_digits_that_are_no_nik_may_be_a_body(text):
    assert check_identifier(NPWP, text).id == text


@pytest.mark.parametrize("text", [NEW + "000001", "0013 0006 6609 1000 000001", f"{NEW}-000001"])
def test_a_nitku_is_the_npwp_and_six_digits(text):
    checked = check_identifier(NITKU, text)
    assert (checked.id, checked.warnings) == ("0013000666091000000001", ())


def test_a_nitku_is_warned_of_for_its_npwp():
    assert codes(check_identifier(NITKU, "0013000667091000000000")) == ["npwp_check_digit"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (NEW, "nitku_length"),
        ("013000666091000000000", "nitku_length"),  # the old form is not made longer
        (NEW + "0000000", "nitku_length"),
        (PERSON + "000000", "npwp_of_person"),
        ("0" * 22, "all_zeros"),
    ],
)
def test_what_is_no_nitku_is_refused(text, code):
    assert refusal(NITKU, text).code == code


@pytest.mark.parametrize("text", ["1234567890123", "1234 5678 90123", " 1234567890123 "])
def test_a_nib_is_thirteen_digits(text):
    checked = check_identifier(NIB, text)
    assert (checked.id, checked.warnings) == ("1234567890123", ())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("123456789012", "nib_length"),
        ("12345678901234", "nib_length"),
        ("NIB1234567890123", "not_digits"),
        ("0000000000000", "all_zeros"),
    ],
)
def test_what_is_no_nib_is_refused(text, code):
    assert refusal(NIB, text).code == code


@pytest.mark.parametrize(
    ("scheme", "normal", "shown"),
    [
        (NPWP, NEW, "0013 0006 6609 1000"),
        (NITKU, NEW + "000001", "0013 0006 6609 1000 000001"),
        (NIB, "1234567890123", "1234567890123"),
    ],
)
def test_numbers_are_shown_in_groups(scheme, normal, shown):
    assert format_identifier(scheme, normal) == shown
