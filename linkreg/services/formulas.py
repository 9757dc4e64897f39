"""Formulas that a spreadsheet would compute from our text: kept from it by an apostrophe.

A cell is guarded where it begins, and where a program that splits it elsewhere than at our commas
would see another begin: Excel with Indonesian settings splits at semicolons, takes our quotation
marks for text there, and ends the row at a line break. White space and quotation marks before a
formula do not disarm it, nor do full-width signs. ``unguarded`` gives back exactly what was guarded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

#: What a formula begins with; full-width signs compute as well.
_SIGN = "[=+@＝＋－＠-]"

#: Up to where a formula may begin. No run is looked at twice, however long it is.
_BEFORE = r"""((?:^|[;\t\r\n])(?:[^\S\t\r\n]|["'])*)"""

_FORMULA = re.compile(rf"{_BEFORE}(?={_SIGN})")
_GUARDED = re.compile(rf"{_BEFORE}'(?={_SIGN})")


def guarded(text: str) -> str:
    """Return the text with an apostrophe before whatever a spreadsheet could take for a formula."""
    return text if are_harmless((text,)) else _FORMULA.sub(r"\1'", text)


def are_harmless(cells: Iterable[str]) -> bool:
    """Say whether nothing in any of the cells needs a guard, as is so of most.

    Wherever a cell may begin there is a letter or a digit.
    """
    text = ";".join(cells)
    if "\n" in text or "\t" in text or "\r" in text:
        return False
    first = "".join([piece.lstrip()[:1] for piece in text.split(";")])
    return not first or first.isalnum()


def unguarded(text: str) -> str:
    """Return the text that was guarded; also one that another program guarded in this way."""
    return _GUARDED.sub(r"\1", text) if "'" in text else text
