"""How the columns of somebody's file become a profile: written down by a person, never guessed.

A mapping file (YAML)::

    key: ror                       # which identifier recognizes an organization again
    columns:
      name: organization_name      # a profile field takes a column ...
      aliases: {column: aliases, split: "|"}          # ... split into a list,
      region: ["Kota {city}, {province}", "{city}"]   # ... or the first template that is a region,
      founded_on: "{established}-01-01"               # ... or a template.
      identifiers.ror: ror
    values:
      region: {"Kota Jakarta": "31"}                  # what an officer decided about odd values

Without a mapping the columns must bear the names that ``organizations export`` writes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from marshmallow import ValidationError, fields, post_load

from linkreg.errors import InvalidInput
from linkreg.plain_yaml import PlainYamlError, load_plain_yaml
from linkreg.services.formulas import unguarded
from linkreg.strict_schema import CodedMessage, StrictSchema, mistakes_in
from linkreg.vocabulary import IdentifierScheme

_PLACE = re.compile(r"\{([^{}]+)\}")

_SCALARS = (
    "name short_name legal_form founded_on description region address "
    "contact.email contact.phone contact.website personnel.permanent strengths.catalogue_url"
)
_LISTS = (
    "aliases urusan services operating_regions beneficiaries sdgs strengths.audited_years "
    "strengths.accountability_standards strengths.open_government_commitments"
)

#: What a column can become.
TARGETS: tuple[str, ...] = (
    *_SCALARS.split(),
    *_LISTS.split(),
    *(f"identifiers.{scheme}" for scheme in IdentifierScheme),
)
LIST_TARGETS = frozenset(_LISTS.split())
#: Targets that hold names or codes of regions.
REGION_TARGETS = frozenset({"region", "operating_regions"})
#: Targets that are numbers.
NUMBER_TARGETS = frozenset({"personnel.permanent", "strengths.audited_years"})


@dataclass(frozen=True, slots=True)
class Source:
    """Where a target takes its value: templates tried in order, and how to split a list."""

    templates: tuple[str, ...]
    split: str | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the columns its templates name."""
        return tuple(dict.fromkeys(c for text in self.templates for c in _PLACE.findall(text)))

    def fill(self, template: str, cells: Mapping[str, Any]) -> str:
        """Return the template with a row's cells, as they were before our own CSV guarded them.

        Empty when any cell it names is empty.
        """
        values = {
            column: unguarded(str(cells.get(column) or "").strip())
            for column in _PLACE.findall(template)
        }
        if not all(values.values()):
            return ""
        return _PLACE.sub(lambda match: values[match[1]], template)


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """A whole mapping."""

    columns: Mapping[str, Source]
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    key: IdentifierScheme | None = None


class _SourceField(fields.Field[Source]):
    """A column, a template, a list of templates, or ``{column, split}``."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Source:
        match value:
            case str() if value:
                return Source((_template(value),))
            case [*templates] if templates and all(isinstance(t, str) and t for t in templates):
                return Source(tuple(_template(text) for text in templates))
            case {"column": str(column), "split": str(mark), **rest} if (
                column and mark and not rest
            ):
                return Source((_template(column),), mark)
        message = "Tulis nama kolom, pola seperti '{kolom}', daftar pola, atau {column, split}."
        raise ValidationError(CodedMessage("wrong_type", message))


def _template(text: str) -> str:
    return text if _PLACE.search(text) else f"{{{text}}}"


class _TargetField(fields.String):
    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        if value not in TARGETS:
            message = f"Isian tujuan {value!r} tidak dikenal; yang ada: {', '.join(TARGETS)}."
            raise ValidationError(CodedMessage("unknown_field", message))
        return str(value)


class _MappingSchema(StrictSchema):
    key = fields.Enum(IdentifierScheme, by_value=True, load_default=None)
    columns = fields.Dict(keys=_TargetField(), values=_SourceField(), required=True)
    values = fields.Dict(
        keys=_TargetField(),
        values=fields.Dict(keys=fields.String(), values=fields.String()),
        load_default=dict,
    )

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> ColumnMapping:
        return ColumnMapping(**data)


def load_mapping(text: str, name: str) -> ColumnMapping:
    """Read a mapping file; raise ``InvalidInput`` with every mistake."""
    try:
        return _checked(load_plain_yaml(text), name)
    except PlainYamlError as error:
        raise InvalidInput(f"Berkas pemetaan {name}: {error}.") from error


def mapping_of(pairs: Sequence[tuple[str, str]]) -> ColumnMapping:
    """Return the mapping that options such as ``--column name=organization_name`` mean."""
    return _checked({"columns": dict(pairs)}, "--column")


def own_mapping(columns: Sequence[str]) -> ColumnMapping:
    """Return the mapping of a file that bears our own column names."""
    known = {_OWN_NAMES.get(target, target): target for target in TARGETS}
    sources = {
        known[column]: Source(
            (f"{{{column}}}",), LIST_MARK if known[column] in LIST_TARGETS else None
        )
        for column in columns
        if column in known
    }
    return ColumnMapping(sources)


#: What our own files say of an organization besides its profile; taking them in passes it over.
STANDING = ("id", "status", "outcome", "outcome_until", "updated_at")
#: What separates the items of a list in one cell.
LIST_MARK = "|"
#: Column names in our own files, where they differ from the target.
_OWN_NAMES = {
    "contact.email": "email",
    "contact.phone": "phone",
    "contact.website": "website",
    "personnel.permanent": "permanent_staff",
    **{
        target: target.removeprefix("strengths.")
        for target in TARGETS
        if target.startswith("strengths.")
    },
    **{f"identifiers.{scheme}": scheme.value for scheme in IdentifierScheme},
}


def _checked(data: Any, name: str) -> ColumnMapping:
    try:
        mapping: ColumnMapping = _MappingSchema().load(data)
    except ValidationError as error:
        mistakes = tuple(mistakes_in(error))
        listed = "; ".join(f"{m.pointer or '/'}: {m.message}" for m in mistakes)
        raise InvalidInput(f"Pemetaan {name} keliru: {listed}", mistakes) from None
    missing = {"name", "region"} - set(mapping.columns)
    if missing:
        raise InvalidInput(f"Pemetaan {name} belum menyebut: {', '.join(sorted(missing))}.")
    return mapping
