"""ROR IDs: the open registry of research organizations, some civil-society ones among them."""

from __future__ import annotations

import re

from linkreg.errors import Mistake
from linkreg.identifiers.text import Checked, clean_line, refused

#: Crockford's base 32, which leaves out i, l, o and u.
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"

_ROR = re.compile(rf"(?:(?:https?://)?(?:www\.)?ror\.org/)?(0[{_ALPHABET}]{{6}}[0-9]{{2}})/?")

_MISTYPED = Mistake(
    "",
    "ror_check_digits",
    "Digit pemeriksa ROR ID tidak cocok. Pastikan tidak ada karakter yang salah ketik.",
)


def check_ror(text: str) -> Checked:
    """Return a ROR ID as ``https://ror.org/0xxxxxxxx`` in lower case, from that or its last part.

    Raises ``InvalidInput`` for another pattern; warns when the two check digits are off.
    """
    match = _ROR.fullmatch(clean_line(text).lower())
    if match is None:
        raise refused(
            "ror_pattern",
            "ROR ID berbentuk https://ror.org/ diikuti 9 karakter yang diawali 0, misalnya "
            "https://ror.org/02gp9c631. Salin alamatnya dari ror.org.",
        )
    name = match[1]
    return f"https://ror.org/{name}", () if _checks(name) else (_MISTYPED,)


def _checks(name: str) -> bool:
    """Whether the last two digits are right by ISO/IEC 7064 MOD 97-10 over the base-32 number."""
    number = 0
    for character in name[:-2]:
        number = number * len(_ALPHABET) + _ALPHABET.index(character)
    return (number * 100 + int(name[-2:])) % 97 == 1
