"""From the fields of the profile form to the patch the registry takes, and from its pointers back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api import messages
from api.pages.small_form import as_number
from api.pages.typed_lists import TYPED_LISTS
from linkreg.errors import AmbiguousRegionName, UnknownRegionName
from linkreg.profile import Identifier, Profile, to_plain
from linkreg.reference import resolve_region
from linkreg.vocabulary import IdentifierScheme

#: Single fields, by their place in a profile; ``-`` stands for a step inward.
PLAIN = (
    "name",
    "short_name",
    "legal_form",
    "founded_on",
    "address",
    "contact-email",
    "contact-phone",
    "contact-website",
    "description",
    "strengths-catalogue_url",
)
NUMBERS = ("personnel-permanent", "personnel-by_sex-male", "personnel-by_sex-female")
LISTS = ("urusan", "services", "beneficiaries", "strengths-accountability_standards")
SCHEMES: Mapping[str, IdentifierScheme] = {
    "npwp": IdentifierScheme.NPWP,
    "sk_ahu": IdentifierScheme.SK_AHU,
}

#: What is said of a group of fields stands beside its first.
_FIRST_OF = {"personnel-by_sex": "personnel-by_sex-male"}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the board as typed."""

    position: str = ""
    name: str = ""

    @property
    def is_blank(self) -> bool:
        """Say whether nobody is named; a position offered beforehand does not count."""
        return not self.name.strip() and self.position.strip() in {"", *messages.POSITIONS}


@dataclass(frozen=True, slots=True)
class ReadRegion:
    """A place name as read: its code, or why it is none and what it may mean."""

    code: str | None
    problem: str = ""
    candidates: tuple[str, ...] = ()


def read_region(text: str) -> ReadRegion:
    """Read a place name; blank text has no code and no problem of its own."""
    if not text.strip():
        return ReadRegion(None)
    try:
        return ReadRegion(resolve_region(text).code)
    except AmbiguousRegionName as error:
        return ReadRegion(text, error.message, tuple(name for _, name in error.candidates))
    except UnknownRegionName as error:
        return ReadRegion(text, error.message, error.nearest)


def patch(
    values: Mapping[str, str],
    chosen: Mapping[str, Sequence[str]],
    board: Iterable[Row],
    current: Profile | None,
) -> dict[str, Any]:
    """Return the change that makes a profile say what the form says (RFC 7396).

    What the form has no field for stays; so does the order of what was chosen before.
    """
    result: dict[str, Any] = {}
    for name in PLAIN:
        _put(result, name, values.get(name, "").strip() or None)
    for name in NUMBERS:
        text = values.get(name, "").strip()
        _put(result, name, as_number(text) if text else None)
    for name, typed in TYPED_LISTS.items():
        _put(result, name, typed.items(values.get(name, "")))
    held = to_plain(current) if current else {}
    for name in LISTS:
        _put(result, name, _in_order(chosen.get(name, ()), dug(held, name) or ()))
    return result | {
        "region": read_region(values.get("region", "")).code,
        "board": [{"name": r.name, "position": r.position} for r in board if not r.is_blank],
        "identifiers": [
            {"scheme": n.scheme.value, "id": n.id} for _, n in _numbers(values, current)
        ],
    }


def field_at(
    pointer: str, values: Mapping[str, str], board: Sequence[Row], current: Profile | None
) -> str:
    """Return the name of the field that a pointer into the patch is about."""
    head, *rest = pointer.strip("/").split("/")
    if head == "identifiers" and rest:
        return _numbers(values, current)[int(rest[0])][0]
    if head == "board" and len(rest) > 1:
        kept = [index for index, row in enumerate(board) if not row.is_blank]
        return f"board-{kept[int(rest[0])]}-{rest[1]}"
    name = "-".join((head, *rest))
    lists = (it for it in (*LISTS, *TYPED_LISTS, "board") if f"{name}-".startswith(f"{it}-"))
    return next(lists, _FIRST_OF.get(name, name))


def place_at(pointer: str, values: Mapping[str, str]) -> str:
    """Say which item a pointer means, where a field holds several; empty for any other field."""
    *way, index = pointer.strip("/").split("/")
    name = "-".join(way)
    if name not in TYPED_LISTS or not index.isdecimal():
        return ""
    return TYPED_LISTS[name].place_of(int(index), values.get(name, ""))


def dug(plain: Mapping[str, Any], name: str) -> Any:
    """Return what a profile holds in the place of a field; ``None`` for nothing."""
    value: Any = plain
    for step in name.split("-"):
        value = value.get(step, {})
    return None if value == {} else value


def _numbers(values: Mapping[str, str], current: Profile | None) -> list[tuple[str, Identifier]]:
    """Return the numbers of the patch, each with its field; those without a field stay in place."""
    typed = {
        scheme: (name, Identifier(scheme, values[name]))
        for name, scheme in SCHEMES.items()
        if values.get(name, "").strip()
    }
    fielded = set(SCHEMES.values())
    kept = [
        typed.pop(number.scheme, None) if number.scheme in fielded else ("", number)
        for number in (current.identifiers if current else ())
    ]
    return [number for number in (*kept, *typed.values()) if number is not None]


def _in_order(chosen: Sequence[str], before: Sequence[str]) -> list[str]:
    kept = [code for code in before if code in chosen]
    return [*kept, *(code for code in chosen if code not in kept)]


def _put(target: dict[str, Any], name: str, value: object) -> None:
    *way, last = name.split("-")
    for step in way:
        target = target.setdefault(step, {})
    target[last] = value
