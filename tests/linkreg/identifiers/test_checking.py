from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from linkreg.errors import InvalidInput
from linkreg.identifiers import check_identifier, format_identifier, is_valid, normalize
from linkreg.vocabulary import IdentifierScheme

SCHEMES = st.sampled_from(IdentifierScheme)

# One number of each scheme that raises no warning, as a document shows it.
TYPICAL = {
    IdentifierScheme.NPWP: "01.300.066.6-091.000",
    IdentifierScheme.NITKU: "0013000666091000 000001",
    IdentifierScheme.NIB: "1234567890123",
    IdentifierScheme.SK_AHU: "AHU-0012485.AH.01.04.TAHUN 2018",
    IdentifierScheme.SKT_ORMAS: "01-00-00/063/IV/2017",
    IdentifierScheme.SKT_PAJAK: "S-123KT/WPJ.15/KP.0403/2018",
    IdentifierScheme.ROR: "02gp9c631",
}

# Text that a rule may accept: digits, letters, separators, and what Unicode has like them.
NUMBERS = st.text("0123456789０٣②⅗ -–./", min_size=1, max_size=30)
WORDS = st.text("AHUahuCTtSKNo0128 .-–/ßŉªﬁ\u0301\u0345\u200b\u00a0", max_size=40)
TEXTS = NUMBERS | WORDS | st.text(max_size=40) | st.sampled_from(list(TYPICAL.values()))


@pytest.mark.parametrize("scheme", IdentifierScheme)
def test_every_scheme_accepts_its_typical_number(scheme):
    checked = check_identifier(scheme, TYPICAL[scheme])
    assert (checked.scheme, checked.warnings) == (scheme, ())


@pytest.mark.parametrize("scheme", IdentifierScheme)
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "blank"),
        ("   ", "blank"),
        ("\u200b", "blank"),
        ("\x00", "control_character"),
        ("12\x0034", "control_character"),
        ("12\n34", "control_character"),
        ("12\ud80034", "control_character"),
        ("1" * 101, "too_long"),
    ],
)
def test_every_scheme_refuses_what_no_document_prints(scheme, text, code):
    with pytest.raises(InvalidInput) as caught:
        check_identifier(scheme, text)
    assert [(m.pointer, m.code) for m in caught.value.mistakes] == [("", code)]


@given(SCHEMES, TEXTS)
@example(IdentifierScheme.SK_AHU, "ΐ")  # a capital of three characters, two of which combine
@example(IdentifierScheme.SK_AHU, "ª")  # a capital only after normalization
def test_normalizing_twice_is_normalizing_once(scheme, text):
    with suppress(InvalidInput):
        once = check_identifier(scheme, text)
        assert check_identifier(scheme, once.id) == once


@given(SCHEMES, TEXTS)
def test_what_is_shown_is_read_back(scheme, text):
    with suppress(InvalidInput):
        normal = normalize(scheme, text)
        assert normalize(scheme, format_identifier(scheme, normal)) == normal


@given(SCHEMES, TEXTS)
def test_a_text_is_valid_exactly_when_it_has_a_normal_form(scheme, text):
    try:
        normalize(scheme, text)
    except InvalidInput:
        assert not is_valid(scheme, text)
    else:
        assert is_valid(scheme, text)


@given(SCHEMES, TEXTS)
def test_a_refusal_is_one_mistake_about_the_whole(scheme, text):
    try:
        check_identifier(scheme, text)
    except InvalidInput as error:
        refused = error.mistakes
    else:
        refused = ()
    assert [mistake.pointer for mistake in refused] in ([], [""])


@given(st.text(st.characters(categories=["Nd"]), min_size=14, max_size=14))
def test_fifteen_digits_of_any_script_become_sixteen_plain_ones(digits):
    plain = "".join(str(int(digit)) for digit in digits)
    assert normalize(IdentifierScheme.NPWP, f"1{digits}") == f"01{plain}"


@pytest.mark.parametrize(
    ("scheme", "text", "valid"),
    [
        (IdentifierScheme.NPWP, "01.300.066.7-091.000", True),  # a warning does not block
        (IdentifierScheme.NPWP, "01.300.066.6-091", False),
        (IdentifierScheme.SK_AHU, "W7-0123", True),
        (IdentifierScheme.ROR, "W7-0123", False),
    ],
)
def test_warnings_do_not_make_invalid(scheme, text, valid):
    assert is_valid(scheme, text) is valid
