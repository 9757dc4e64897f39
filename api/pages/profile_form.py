"""The form an organization fills in, a step at a time: what was typed, as typed, and what is wrong.

No rule about a value lives here: what the registry says is led back to the field it is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from werkzeug.datastructures import MultiDict

from api import messages
from api.pages import profile_patch
from api.pages.choices import LABELS
from api.pages.formats import day
from api.pages.pasted_board import read_board
from api.pages.places import read_region
from api.pages.profile_patch import LISTS, NUMBERS, PLAIN, SCHEMES, Row, dug
from api.pages.typed_lists import TYPED_LISTS
from api.pages.typed_values import is_shouted
from linkreg.errors import DuplicateIdentifier, InvalidInput, LinkregError
from linkreg.identifiers import format_identifier
from linkreg.profile import Profile, to_plain
from linkreg.reference import display_name
from linkreg.wording import joined

#: Empty rows for further members of the board, and how many rows are read at all.
_SPARE_ROWS, _MOST_ROWS = 2, 60

#: Between position and name of a row that is kept as one text.
_IN_ROW = "\n"


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that is wrong, with the field it is about (empty: none of this form)."""

    field: str
    label: str
    message: str


@dataclass(frozen=True, slots=True)
class ProfileForm:
    """What was typed into some fields, and what is wrong; ``places`` are what a region may mean."""

    fields: tuple[str, ...]
    values: Mapping[str, str]
    chosen: Mapping[str, tuple[str, ...]]
    board: tuple[Row, ...] = ()
    told: tuple[Told, ...] = ()
    places: tuple[str, ...] = ()
    message: str = ""

    @classmethod
    def blank(cls, fields: tuple[str, ...]) -> ProfileForm:
        """Return an empty form."""
        return cls(fields, {}, {})

    @classmethod
    def of(cls, profile: Profile, fields: tuple[str, ...]) -> ProfileForm:
        """Return what a profile says, as a form would hold it."""
        plain = to_plain(profile)
        values = {name: _shown(dug(plain, name)) for name in (*PLAIN, *NUMBERS)}
        for name, typed in TYPED_LISTS.items():
            values[name] = typed.text(dug(plain, name) or ())
        for name, scheme in SCHEMES.items():
            held = profile.identifier(scheme)
            values[name] = format_identifier(scheme, held) if held else ""
        values["region"] = display_name(profile.region)
        values["founded_on"] = day(profile.founded_on) if profile.founded_on else ""
        chosen = {name: tuple(dug(plain, name) or ()) for name in LISTS}
        board = [Row(member.position, member.name) for member in profile.board]
        return cls(fields, values, chosen, tuple(board or map(Row, messages.POSITIONS)))

    @classmethod
    def typed(cls, given: MultiDict[str, str], fields: tuple[str, ...]) -> ProfileForm:
        """Return what a browser sent; a place picked from several stands for the one typed."""
        values = {name: _lines(given.get(name, "")) for name in fields if name not in LISTS}
        if "region" in fields:
            values["region"] = given.get("region_choice") or values["region"]
        rows = [
            Row(given.get(f"board-{i}-position", ""), given.get(f"board-{i}-name", ""))
            for i in range(_MOST_ROWS)
            if f"board-{i}-name" in given
        ]
        pasted = list(read_board(given.get("board-pasted", "")))
        rows = [row for row in rows if not (pasted and row.is_blank)]
        chosen = {name: tuple(given.getlist(name)) for name in LISTS if name in fields}
        return cls(fields, values, chosen, (*rows, *pasted))

    def value(self, name: str) -> str:
        """Return what a field holds."""
        return self.values.get(name, "")

    def mistakes(self, name: str) -> list[str]:
        """Return what is wrong with a field."""
        return [told.message for told in self.told if told.field == name]

    def advice(self, name: str) -> str:
        """Return what may be meant otherwise, and is no mistake; empty for nothing."""
        return messages.CAPITALS if name == "name" and is_shouted(self.value(name)) else ""

    def patch(self, current: Profile | None = None) -> dict[str, Any]:
        """Return the change this form asks for (RFC 7396), as the registry takes it."""
        return profile_patch.patch(self.fields, self.values, self.chosen, self.board, current)

    def with_rows(self) -> ProfileForm:
        """Return the form with empty rows for further members of the board."""
        return replace(self, board=(*self.board, *(Row() for _ in range(_SPARE_ROWS))))

    # What was typed, field by field.

    def said(self, name: str) -> tuple[str, ...]:
        """Return the texts that a field holds: what is kept of it, and what is compared."""
        if name == "board":
            return tuple(_IN_ROW.join((r.position, r.name)) for r in self.board if not r.is_blank)
        return tuple(self.chosen.get(name, ())) if name in LISTS else (self.value(name),)

    def typed_anew(self, saved: ProfileForm) -> dict[str, tuple[str, ...]]:
        """Return the fields that say something else than those saved, with what they say."""
        differing = (n for n in self.fields if self._meant(n) != saved._meant(n))
        return {name: self.said(name) for name in differing}

    def with_typed(self, typed: Mapping[str, Sequence[str]]) -> ProfileForm:
        """Return the form with these texts in these fields, as ``said`` gave them."""
        mine = {name: texts for name, texts in typed.items() if name in self.fields}
        rows = [Row(*text.split(_IN_ROW, 1)) for text in mine.get("board", ()) if _IN_ROW in text]
        singles = {n: "".join(t[:1]) for n, t in mine.items() if n not in LISTS and n != "board"}
        chosen = {name: tuple(texts) for name, texts in mine.items() if name in LISTS}
        return replace(
            self,
            values={**self.values, **singles},
            chosen={**self.chosen, **chosen},
            board=tuple(rows) if "board" in mine else self.board,
        )

    def words(self, name: str) -> str:
        """Return what a field holds, to be read rather than changed."""
        between = ": " if name == "board" else "; " if name in TYPED_LISTS else " "
        said = [" ".join(text.replace("\n", between).split()) for text in self.said(name)]
        label = LABELS.get(name)
        return joined("; ", (label(text) if label else text for text in said if text))

    def _meant(self, name: str) -> list[str]:
        if name in TYPED_LISTS:
            return [str(item) for item in TYPED_LISTS[name].items(self.value(name))]
        said = [" ".join(text.split()) for text in self.said(name)]
        return sorted(said) if name in LISTS else [text for text in said if text]

    # What is wrong.

    def refused(self, error: LinkregError, current: Profile | None = None) -> ProfileForm:
        """Return the form with what the registry said beside its fields, in the page's order."""
        told = sorted(self._told(error, current), key=_page_order)
        places = read_region(self.value("region")).candidates
        return replace(self, told=tuple(told), places=places, message=error.message)

    def _told(self, error: LinkregError, current: Profile | None) -> Iterator[Told]:
        if isinstance(error, DuplicateIdentifier):
            name = next((name for name in SCHEMES if SCHEMES[name] == error.scheme), "")
            yield Told(name, label_of(name), error.message)
        for mistake in error.mistakes if isinstance(error, InvalidInput) else ():
            name = profile_patch.field_at(mistake.pointer, self.values, self.board, current)
            said = profile_patch.said_of(name, mistake, self.values)
            yield Told(name if label_of(name) else "", label_of(name), said)


def label_of(name: str) -> str:
    """Return what a field is called; empty for none of the form's."""
    if name.startswith("board-"):
        _, row, part = name.split("-")
        what = messages.BOARD_NAME if part == "name" else messages.BOARD_POSITION
        return messages.BOARD_LABEL.format(what=what, row=int(row) + 1)
    return messages.FIELD_LABELS.get(name, "")


def _page_order(told: Told) -> int:
    order = list(messages.FIELD_LABELS)
    name = "board" if told.field.startswith("board-") else told.field
    return order.index(name) if name in order else -1


def _shown(value: Any) -> str:
    return "" if value is None else str(value)


def _lines(text: str) -> str:
    """Return a text with the line ends of this side; a browser sends those of the other."""
    return text.replace("\r\n", "\n")
