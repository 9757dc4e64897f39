"""The form an organization fills in: what was typed, as typed, and what is wrong with it.

No rule about a value lives here: what the registry says is led back to the field it is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from werkzeug.datastructures import MultiDict

from api import messages
from api.pages import profile_patch
from api.pages.profile_patch import LISTS, NUMBERS, PLAIN, SCHEMES, Row, dug, read_region
from api.pages.typed_lists import TYPED_LISTS
from linkreg.errors import DuplicateIdentifier, InvalidInput, LinkregError
from linkreg.identifiers import format_identifier
from linkreg.profile import Profile, to_plain
from linkreg.reference import Urusan, all_regions, all_urusan, display_name
from linkreg.vocabulary import AccountabilityStandard, BeneficiaryGroup, LegalForm, Service
from linkreg.wording import joined

_SINGLE = (*PLAIN, *NUMBERS, *TYPED_LISTS, *SCHEMES, "region", "email")

#: Empty rows for further members of the board, and how many rows are read at all.
_SPARE_ROWS, _MOST_ROWS = 2, 60


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that is wrong, with the field it is about (empty: none of this form)."""

    field: str
    label: str
    message: str


@dataclass(frozen=True, slots=True)
class ProfileForm:
    """What was typed and what is wrong with it; ``places`` are what an unclear region may mean."""

    values: Mapping[str, str]
    chosen: Mapping[str, tuple[str, ...]]
    board: tuple[Row, ...]
    told: tuple[Told, ...] = ()
    places: tuple[str, ...] = ()
    message: str = ""

    @classmethod
    def blank(cls) -> ProfileForm:
        """Return an empty form."""
        return cls({}, {}, _spare(Row(position, "") for position in messages.POSITIONS))

    @classmethod
    def of(cls, profile: Profile) -> ProfileForm:
        """Return a profile as a form would hold it."""
        plain = to_plain(profile)
        values = {name: _shown(dug(plain, name)) for name in (*PLAIN, *NUMBERS)}
        for name, typed in TYPED_LISTS.items():
            values[name] = typed.text(dug(plain, name) or ())
        for name, scheme in SCHEMES.items():
            held = profile.identifier(scheme)
            values[name] = format_identifier(scheme, held) if held else ""
        values["region"] = display_name(profile.region)
        chosen = {name: tuple(dug(plain, name) or ()) for name in LISTS}
        return cls(values, chosen, _spare(Row(m.position, m.name) for m in profile.board))

    @classmethod
    def typed(cls, given: MultiDict[str, str]) -> ProfileForm:
        """Return what a browser sent; a place picked from several stands for the one typed."""
        values = {name: given.get(name, "") for name in _SINGLE}
        values["region"] = given.get("region_choice") or values["region"]
        rows = (
            Row(given.get(f"board-{i}-position", ""), given.get(f"board-{i}-name", ""))
            for i in range(_MOST_ROWS)
            if f"board-{i}-name" in given
        )
        return cls(values, {name: tuple(given.getlist(name)) for name in LISTS}, tuple(rows))

    def value(self, name: str) -> str:
        """Return what a field holds."""
        return self.values.get(name, "")

    def mistakes(self, name: str) -> list[str]:
        """Return what is wrong with a field."""
        return [told.message for told in self.told if told.field == name]

    def patch(self, current: Profile | None = None) -> dict[str, Any]:
        """Return the change this form asks for (RFC 7396), as the registry takes it."""
        return profile_patch.patch(self.values, self.chosen, self.board, current)

    def refused(self, error: LinkregError, current: Profile | None = None) -> ProfileForm:
        """Return the form with what the registry said beside its fields, in the page's order."""
        region = read_region(self.value("region"))
        told = sorted(self._told(error, region.problem, current), key=_page_order)
        return replace(self, told=tuple(told), places=region.candidates, message=error.message)

    def _told(
        self, error: LinkregError, region_problem: str, current: Profile | None
    ) -> Iterator[Told]:
        if isinstance(error, DuplicateIdentifier):
            name = next((name for name in SCHEMES if SCHEMES[name] == error.scheme), "")
            yield Told(name, label_of(name), error.message)
        for mistake in error.mistakes if isinstance(error, InvalidInput) else ():
            name = profile_patch.field_at(mistake.pointer, self.values, self.board, current)
            message = region_problem if name == "region" and region_problem else mistake.message
            place = profile_patch.place_at(mistake.pointer, self.values)
            message = joined(": ", (place, message)) if place else message
            yield Told(name if label_of(name) else "", label_of(name), message)

    def differing(self, other: ProfileForm) -> tuple[str, ...]:
        """Return the labels of the fields in which two forms differ."""
        fields = [name for name in _SINGLE if self._said(name) != other._said(name)]
        fields += [n for n in LISTS if set(self.chosen.get(n, ())) != set(other.chosen.get(n, ()))]
        if [r for r in self.board if not r.is_blank] != [r for r in other.board if not r.is_blank]:
            fields.append("board")
        return tuple(messages.FIELD_LABELS[name] for name in fields)

    def _said(self, name: str) -> Sequence[object]:
        text = self.value(name)
        return TYPED_LISTS[name].items(text) if name in TYPED_LISTS else text.split()


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


def _spare(rows: Iterable[Row]) -> tuple[Row, ...]:
    return (*rows, *(Row() for _ in range(_SPARE_ROWS)))


def _shown(value: Any) -> str:
    return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the form offers to pick from."""

    legal_forms: tuple[LegalForm, ...]
    urusan: Mapping[str, tuple[Urusan, ...]]
    services: tuple[Service, ...]
    beneficiaries: tuple[BeneficiaryGroup, ...]
    standards: tuple[AccountabilityStandard, ...]
    regions: tuple[str, ...]


def choices() -> Choices:
    """Return the lists; affairs of government by the group the law puts them in."""
    groups: dict[str, tuple[Urusan, ...]] = {}
    for urusan in all_urusan():
        if urusan.is_affair:
            groups[urusan.group] = (*groups.get(urusan.group, ()), urusan)
    names = tuple(region.name for region in all_regions() if "." in region.code)
    return Choices(
        tuple(LegalForm),
        groups,
        tuple(Service),
        tuple(BeneficiaryGroup),
        tuple(AccountabilityStandard),
        names,
    )
