"""Lists typed into one field: years behind each other, sentences and places one a line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from api import messages
from api.pages.places import cut_places, read_region
from api.pages.small_form import as_number
from linkreg.reference import display_name

_LINE_END = re.compile(r"\r\n|\r|\n")
_BETWEEN_YEARS = re.compile(r"[\s,;]+")


@dataclass(frozen=True, slots=True)
class TypedList:
    """How a text is cut into items and put together again; ``place`` says which item is meant.

    ``explain`` says in better words than the registry's what is wrong with an item.
    """

    cut: Callable[[str], list[str]]
    read: Callable[[str], int | str]
    between: str
    place: str
    write: Callable[[object], str] = str
    explain: Callable[[str], str] = lambda _: ""

    def items(self, text: str) -> list[int | str]:
        """Return the items as the registry takes them; blank ones are none."""
        return [self.read(part) for _, part in self._parts(text)]

    def text(self, items: Iterable[object]) -> str:
        """Return the text that holds these items."""
        return self.between.join(map(self.write, items))

    def place_of(self, index: int, text: str) -> str:
        """Say where in the text an item stands, as somebody looking at it counts."""
        number, _ = self._parts(text)[index]
        return self.place.format(number=number)

    def said_of(self, index: int, text: str) -> str:
        """Say what is wrong with an item; empty where the registry's own words will do."""
        return self.explain(self._parts(text)[index][1])

    def _parts(self, text: str) -> list[tuple[int, str]]:
        parts = enumerate(map(str.strip, self.cut(text)), start=1)
        return [(number, part) for number, part in parts if part]


def split_years(text: str) -> list[str]:
    """Return what stands between blanks, commas and semicolons."""
    return [part for part in _BETWEEN_YEARS.split(text) if part]


#: The fields of the profile form that hold a list each.
TYPED_LISTS: Mapping[str, TypedList] = {
    "strengths-audited_years": TypedList(split_years, as_number, ", ", messages.PLACE_IN_ROW),
    "strengths-open_government_commitments": TypedList(
        _LINE_END.split, str, "\n", messages.PLACE_OF_LINE
    ),
    "operating_regions": TypedList(
        cut_places,
        lambda text: read_region(text).code or text,
        "\n",
        messages.PLACE_IN_ROW,
        lambda code: display_name(str(code)),
        lambda text: read_region(text).problem,
    ),
}
