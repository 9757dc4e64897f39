"""Turn a row of somebody's table into a profile, or say what is wrong with it and in which column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from linkreg.errors import AmbiguousRegionName, InvalidInput, Mistake
from linkreg.profile import Profile
from linkreg.reference import resolve_region
from linkreg.schemas.profile import load_profile
from linkreg.services.mapping import (
    LIST_TARGETS,
    NUMBER_TARGETS,
    REGION_TARGETS,
    STANDING,
    ColumnMapping,
    Source,
)
from linkreg.services.table import Row


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a row did not get in: where, what it said, what is wrong and what to do."""

    row: int
    column: str
    value: str
    reason: str


def profile_of(row: Row, mapping: ColumnMapping | None) -> tuple[Profile | None, list[Refusal]]:
    """Return the profile a row means, or everything that is wrong with it.

    Without a mapping the row's cells are a profile's JSON already.
    """
    if row.problem:
        return None, [Refusal(row.number, "", "", row.problem)]
    return _given(row) if mapping is None else _mapped(row, mapping)


def column_of(mapping: ColumnMapping | None, target: str) -> str:
    """Return the column, or columns, that a target takes its value from."""
    source = mapping.columns.get(target) if mapping else None
    return ", ".join(source.columns) if source else target


def _given(row: Row) -> tuple[Profile | None, list[Refusal]]:
    stated = {name: value for name, value in row.cells.items() if name not in STANDING}
    try:
        return load_profile(stated), []
    except InvalidInput as error:
        return None, [Refusal(row.number, m.pointer, "", m.message) for m in error.mistakes]


def _mapped(row: Row, mapping: ColumnMapping) -> tuple[Profile | None, list[Refusal]]:
    data: dict[str, Any] = {}
    refusals: list[Refusal] = []
    for target, source in mapping.columns.items():
        try:
            _place(data, target, _value(target, source, row.cells, mapping))
        except InvalidInput as error:
            refusals.append(_refusal(row, mapping, target, error.message))
    try:
        profile = load_profile(data)
    except InvalidInput as error:
        told = {refusal.column for refusal in refusals}
        found = [_mistaken(row, mapping, data, mistake) for mistake in error.mistakes]
        return None, refusals + [refusal for refusal in found if refusal.column not in told]
    return (None, refusals) if refusals else (profile, [])


def _value(target: str, source: Source, cells: Mapping[str, Any], mapping: ColumnMapping) -> Any:
    """Return what a row says for a target, after what was decided about odd values."""
    decided = mapping.values.get(target, {})
    filled = [text for template in source.templates if (text := source.fill(template, cells))]
    if source.split:
        parts = [part.strip() for part in (filled[0] if filled else "").split(source.split)]
        items = [_one(target, [decided.get(part, part)]) for part in parts if part]
        return items if target in LIST_TARGETS else next(iter(items), None)
    return _one(target, [decided.get(text, text) for text in filled])


def _one(target: str, candidates: Sequence[str]) -> Any:
    if not candidates:
        return None
    if target in REGION_TARGETS:
        return _region(candidates)
    return _number(candidates[0]) if target in NUMBER_TARGETS else candidates[0]


def _region(candidates: Sequence[str]) -> str:
    """Return the code of the first candidate that names one region.

    When none does, an ambiguous name says more than an unknown one, and the last template is the
    plainest.
    """
    errors: list[InvalidInput] = []
    for text in candidates:
        try:
            return resolve_region(text).code
        except InvalidInput as error:
            errors.append(error)
    raise next((e for e in errors if isinstance(e, AmbiguousRegionName)), errors[-1])


def _number(text: str) -> int:
    digits = text.replace(".", "").replace(" ", "")
    if not digits.isdecimal():
        raise InvalidInput(f"{text!r} bukan bilangan bulat.")
    return int(digits)


def _place(data: dict[str, Any], target: str, value: Any) -> None:
    """Put a value where it belongs in a profile's JSON; what is empty is left out."""
    if value in (None, "", []):
        return
    section, _, name = target.partition(".")
    if section == "identifiers":
        data.setdefault("identifiers", []).append({"scheme": name, "id": value})
    elif name:
        data.setdefault(section, {})[name] = value
    elif section == "operating_regions" and isinstance(value, str):
        data[section] = [value]
    else:
        data[section] = value


def _mistaken(
    row: Row, mapping: ColumnMapping, data: Mapping[str, Any], mistake: Mistake
) -> Refusal:
    """Say in which column a mistake of the profile sits."""
    section, *rest = mistake.pointer.strip("/").split("/")
    if section == "identifiers" and rest:
        target = f"identifiers.{data['identifiers'][int(rest[0])]['scheme']}"
    else:
        dotted = ".".join((section, *rest[:1]))
        target = dotted if dotted in mapping.columns else section
    return _refusal(row, mapping, target, mistake.message)


def _refusal(row: Row, mapping: ColumnMapping, target: str, reason: str) -> Refusal:
    source = mapping.columns.get(target)
    columns = source.columns if source else ()
    value = ", ".join(str(row.cells.get(column) or "") for column in columns)
    return Refusal(row.number, column_of(mapping, target), value, reason)
