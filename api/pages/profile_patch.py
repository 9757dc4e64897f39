"""From the fields of the profile form to the patch the registry takes, and from its pointers back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api import messages
from api.pages.places import read_region
from api.pages.small_form import as_number
from api.pages.typed_lists import TYPED_LISTS
from api.pages.typed_values import DAYS, READERS, as_person
from linkreg.errors import Mistake
from linkreg.profile import Identifier, Profile, to_plain
from linkreg.vocabulary import IdentifierScheme
from linkreg.wording import joined

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
FIRST_OF = {"personnel-by_sex": "personnel-by_sex-male", "contact": "contact-email"}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the board as typed."""

    position: str = ""
    name: str = ""

    @property
    def is_blank(self) -> bool:
        """Say whether nobody is named; a position offered beforehand does not count."""
        return not self.name.strip() and self.position.strip() in {"", *messages.POSITIONS}


def patch(
    fields: Collection[str],
    values: Mapping[str, str],
    chosen: Mapping[str, Sequence[str]],
    board: Iterable[Row],
    current: Profile | None,
) -> dict[str, Any]:
    """Return the change that makes these fields of a profile say what the form says (RFC 7396).

    What is not among the fields stays; so does the order of what was chosen before.
    """
    result: dict[str, Any] = {}
    for name in filter(fields.__contains__, PLAIN):
        _put(result, name, _read(name, values.get(name, "")) or None)
    for name in filter(fields.__contains__, NUMBERS):
        text = values.get(name, "").strip()
        _put(result, name, as_number(text) if text else None)
    for name in filter(fields.__contains__, TYPED_LISTS):
        _put(result, name, TYPED_LISTS[name].items(values.get(name, "")))
    held = to_plain(current) if current else {}
    for name in filter(fields.__contains__, LISTS):
        _put(result, name, _in_order(chosen.get(name, ()), dug(held, name) or ()))
    if "region" in fields:
        result["region"] = read_region(values.get("region", "")).code
    if "board" in fields:
        people = [(as_person(row.name), row.position) for row in board if not row.is_blank]
        result["board"] = [{"name": name, "position": position} for name, position in people]
    if not SCHEMES.keys().isdisjoint(fields):
        numbers = _numbers(values, current)
        result["identifiers"] = [{"scheme": n.scheme.value, "id": n.id} for _, n in numbers]
    return result


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
    return next(lists, FIRST_OF.get(name, name))


def said_of(name: str, mistake: Mistake, values: Mapping[str, str]) -> str:
    """Return what a mistake in a field is, in words about what was typed, and in which item."""
    if name == "region" and (problem := read_region(values.get(name, "")).problem):
        return problem
    if name in DAYS and mistake.code == "invalid_date" and _is_typed(name, values):
        return messages.DAY_WANTED
    *way, index = mistake.pointer.strip("/").split("/")
    typed = TYPED_LISTS.get("-".join(way))
    if typed is None or not index.isdecimal():
        return mistake.message
    text = values.get("-".join(way), "")
    said = typed.said_of(int(index), text) or mistake.message
    return joined(": ", (typed.place_of(int(index), text), said))


def _is_typed(name: str, values: Mapping[str, str]) -> bool:
    """Say whether a field holds something that cannot be read as what it should be."""
    typed = values.get(name, "").strip()
    return _read(name, typed) == typed


def dug(plain: Mapping[str, Any], name: str) -> Any:
    """Return what a profile holds in the place of a field; ``None`` for nothing."""
    value: Any = plain
    for step in name.split("-"):
        value = value.get(step, {})
    return None if value == {} else value


def _read(name: str, text: str) -> str:
    return READERS.get(name, str.strip)(text)


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
