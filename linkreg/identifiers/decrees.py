"""Numbers of decrees and letters: the law ministry's (SK AHU) and the registration letters (SKT).

Offices write them in many ways, so an unknown pattern is kept and warned of, never refused.
"""

from __future__ import annotations

import re

from linkreg.errors import Mistake
from linkreg.identifiers.nik import contains_nik
from linkreg.identifiers.text import Checked, clean_line, refused

#: What may stand between the parts of a number, and in words before it (``SK Kemenkumham No.``).
_GAP = "[ .-]*"
_LEAD = r"(?:[A-Z .]*\b(?:SK|NOMOR|NO)\b\W*)?"
_NUMBER = "(?P<number>[0-9]{1,7})"
_YEAR = f"(?:TAHUN|TH){_GAP}(?P<year>[0-9]{{4}})"


def _pattern(*parts: str) -> re.Pattern[str]:
    return re.compile(_LEAD + _GAP.join(parts))


#: Patterns over capitals, each with the way the ministry writes such a number. The two digits after
#: ``AH.01`` say the matter: 04 yayasan, 07 perkumpulan (06 in older decrees), 05, 06 and 08 changes.
_DECREES = (
    (
        _pattern("AHU", _NUMBER, "AH", "01", "(?P<matter>0[4-8])", _YEAR),
        "AHU-{number}.AH.01.{matter}.Tahun {year}",
    ),
    (
        _pattern("AHU", "AH", "01", "(?P<matter>0[68])", _NUMBER, _YEAR),
        "AHU-AH.01.{matter}-{number}.Tahun {year}",
    ),
    (
        _pattern("AHU", "AH", "01", "(?P<matter>0[68])", _NUMBER),
        "AHU-AH.01.{matter}-{number}",
    ),
    (
        _pattern("C", _NUMBER, "HT", "01", "(?P<matter>0[1-9])", _YEAR),
        "C-{number}.HT.01.{matter}.TH {year}",
    ),
)


def check_sk_ahu(text: str) -> Checked:
    """Return the number of a legal entity's decree as the law ministry writes it.

    Known are ``AHU-0012485.AH.01.04.Tahun 2018`` (approval, amendment), ``AHU-AH.01.06-0012345``
    (receipt of a reported change) and ``C-1071.HT.01.02.TH 2006`` (from before the AHU numbers),
    whatever the case, spaces, dots and hyphens, also after words such as ``SK Kemenkumham No.``. Zeros
    are never added. Any other pattern is kept in capitals and warned of. Raises ``InvalidInput`` as
    ``check_letter`` does.
    """
    line = clean_line(text).upper()
    for pattern, written in _DECREES:
        if match := pattern.fullmatch(line):
            return written.format(**match.groupdict()), ()
    number, _ = check_letter(line)
    message = (
        "Pola nomor SK ini tidak dikenal. Bandingkan dengan dokumennya, misalnya "
        "AHU-0012485.AH.01.04.Tahun 2018; bila sudah sama, biarkan."
    )
    return number, (Mistake("", "sk_ahu_pattern", message),)


def check_letter(text: str) -> Checked:
    """Return a letter's number as written, on one line; no office fixes its shape.

    Raises ``InvalidInput`` for blank or overlong text, control characters, and a possible NIK.
    """
    line = clean_line(text)
    if contains_nik(line):
        raise refused(
            "nik",
            "Isian memuat 16 digit yang dapat berupa NIK, dan NIK tidak boleh dicatat. Isi nomor "
            "suratnya saja.",
        )
    return line, ()
