from __future__ import annotations

import pytest

from linkreg.errors import InvalidInput
from linkreg.identifiers import check_identifier
from linkreg.vocabulary import IdentifierScheme

SK_AHU = IdentifierScheme.SK_AHU
LETTERS = [IdentifierScheme.SKT_ORMAS, IdentifierScheme.SKT_PAJAK]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        # yayasan, perkumpulan, and changes, as the ministry writes them
        ("AHU-0012485.AH.01.04.Tahun 2018", "AHU-0012485.AH.01.04.Tahun 2018"),
        ("AHU-0007054.AH.01.07.Tahun 2017", "AHU-0007054.AH.01.07.Tahun 2017"),
        ("AHU-0000643.AH.01.05.Tahun 2016", "AHU-0000643.AH.01.05.Tahun 2016"),
        ("AHU-0000340.AH.01.08.Tahun 2017", "AHU-0000340.AH.01.08.Tahun 2017"),
        ("AHU-125.AH.01.06.Tahun 2009", "AHU-125.AH.01.06.Tahun 2009"),
        # as people write them
        ("ahu-0012485.ah.01.04.tahun 2018", "AHU-0012485.AH.01.04.Tahun 2018"),
        ("AHU-0012485.AH.01.04.TAHUN 2018", "AHU-0012485.AH.01.04.Tahun 2018"),
        ("AHU-0012485 .AH.01.04. Tahun 2018", "AHU-0012485.AH.01.04.Tahun 2018"),
        ("AHU 0012485 AH 01 04 Tahun 2018", "AHU-0012485.AH.01.04.Tahun 2018"),
        ("AHU–0012485.AH.01.04.Th. 2018", "AHU-0012485.AH.01.04.Tahun 2018"),
        ("AHU-0012485.AH.01.04 Tahun\u00a02018", "AHU-0012485.AH.01.04.Tahun 2018"),
        ("SK No. AHU-0012485.AH.01.04.Tahun 2018", "AHU-0012485.AH.01.04.Tahun 2018"),
        ("NOMOR: AHU-0012485.AH.01.04.Tahun 2018", "AHU-0012485.AH.01.04.Tahun 2018"),
        (
            "SK Kemenkumham RI No. AHU-0012485.AH.01.04.Tahun 2018",
            "AHU-0012485.AH.01.04.Tahun 2018",
        ),
        # receipts of a reported change
        ("AHU-AH.01.06-0012345", "AHU-AH.01.06-0012345"),
        ("AHU-AH.01.06.0012345", "AHU-AH.01.06-0012345"),
        ("AHU-AH.01.06-0012345 Tahun 2023", "AHU-AH.01.06-0012345.Tahun 2023"),
        ("AHU-AH.01.08-210", "AHU-AH.01.08-210"),
        # from before the AHU numbers
        ("C-1071.HT.01.02.TH 2006", "C-1071.HT.01.02.TH 2006"),
        ("C-1280.HT.01.02.TH.2006", "C-1280.HT.01.02.TH 2006"),
        ("C.2055-HT.01.02.TH.2007", "C-2055.HT.01.02.TH 2007"),
        ("C-55.HT.01.03.Tahun 2007", "C-55.HT.01.03.TH 2007"),
    ],
)
def test_a_known_pattern_is_written_as_the_ministry_does(text, number):
    checked = check_identifier(SK_AHU, text)
    assert (checked.id, checked.warnings) == (number, ())


def test_zeros_are_never_added():
    short = check_identifier(SK_AHU, "AHU-12485.AH.01.04.Tahun 2018")
    assert short.id == "AHU-12485.AH.01.04.Tahun 2018"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("ahu-0016362.ah.01.04", "AHU-0016362.AH.01.04"),  # without its year
        ("AHU-0012485.AH.01.01.Tahun 2018", "AHU-0012485.AH.01.01.TAHUN 2018"),  # a company's
        ("AHU-AH.01.09-0169479", "AHU-AH.01.09-0169479"),  # a company's as well
        ("AHU-00124850.AH.01.04.Tahun 2018", "AHU-00124850.AH.01.04.TAHUN 2018"),
        ("AHU-0012485.AH.01.04.Tahun 18", "AHU-0012485.AH.01.04.TAHUN 18"),
        ("AHU-0012485.AH.01.04.Tahun 2018 (asli)", "AHU-0012485.AH.01.04.TAHUN 2018 (ASLI)"),
        ("Staatsblad  1870 No. 64", "STAATSBLAD 1870 NO. 64"),
        ("W7-0123/ab", "W7-0123/AB"),
    ],
)
def test_an_unknown_pattern_is_kept_and_warned_of(text, number):
    checked = check_identifier(SK_AHU, text)
    assert checked.id == number
    assert [(w.pointer, w.code) for w in checked.warnings] == [("", "sk_ahu_pattern")]


@pytest.mark.parametrize("scheme", LETTERS)
@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("01-00-00/063/IV/2017", "01-00-00/063/IV/2017"),
        (" 220 /  123 / Kesbangpol ", "220 / 123 / Kesbangpol"),
        ("S–123KT/WPJ.15/KP.0403/2018", "S-123KT/WPJ.15/KP.0403/2018"),
    ],
)
def test_a_letter_is_kept_as_written_on_one_line(scheme, text, number):
    checked = check_identifier(scheme, text)
    assert (checked.id, checked.warnings) == (number, ())


@pytest.mark.parametrize("scheme", [SK_AHU, *LETTERS])
@pytest.mark.parametrize("text", ["3173014112900001", "SKT 3173.0141.1290.0001/2020"])
def test_a_possible_nik_is_refused_and_not_repeated(scheme, text):
    with pytest.raises(InvalidInput) as caught:
        check_identifier(scheme, text)
    (mistake,) = caught.value.mistakes
    assert (mistake.pointer, mistake.code) == ("", "nik")
    assert "3173" not in mistake.message
