"""Read ruleset files. A file that breaks a rule is refused with every mistake and its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate, validates_schema

from linkreg.dates import DateRange
from linkreg.eligibility.checks import (
    Check,
    ExperienceCheck,
    HeadcountCheck,
    LegalFormCheck,
    SharedFieldCheck,
)
from linkreg.eligibility.documents import DocumentsCheck, YearlyDocumentsCheck
from linkreg.eligibility.ruleset import Citation, Condition, Criterion, Ruleset, RulesetLibrary
from linkreg.errors import CorruptRuleset
from linkreg.plain_yaml import PlainYamlError, load_plain_yaml
from linkreg.strict_schema import FILLED, StrictSchema, mistakes_in
from linkreg.vocabulary import EvidenceKind, LegalForm, Necessity, Scope

_KEY = validate.Regexp(r"^[a-z0-9]+(?:[-_][a-z0-9]+)*\Z", error="Kunci hanya a-z, 0-9, - dan _.")
_POSITIVE = validate.Range(min=1, error="Harus 1 atau lebih.")


def _code(codes: type[StrEnum]) -> fields.Enum[Any]:
    known = ", ".join(member.value for member in codes)
    return fields.Enum(
        codes,
        by_value=True,
        required=True,
        error_messages={"unknown": f"Kode tidak dikenal; yang ada: {known}."},
    )


def _count() -> fields.Integer:
    return fields.Integer(required=True, validate=_POSITIVE)


def _text() -> fields.String:
    return fields.String(required=True, validate=FILLED)


class _LegalFormCheck(StrictSchema):
    any_of = fields.List(_code(LegalForm), required=True, validate=FILLED)


class _DocumentsCheck(StrictSchema):
    each_of = fields.List(
        fields.List(_code(EvidenceKind), validate=FILLED), required=True, validate=FILLED
    )


class _YearlyDocumentsCheck(StrictSchema):
    kind = _code(EvidenceKind)
    years = _count()


class _HeadcountCheck(StrictSchema):
    at_least = _count()


class _ExperienceCheck(StrictSchema):
    within_years = _count()
    similar = fields.Boolean(truthy={"true"}, falsy={"false"}, load_default=False)


class _SharedFieldCheck(StrictSchema):
    pass


#: The closed list: what a file may write as ``type``, how it is read, what it becomes.
CHECK_TYPES: Mapping[str, tuple[type[Schema], type[Any]]] = {
    "legal_form": (_LegalFormCheck, LegalFormCheck),
    "documents": (_DocumentsCheck, DocumentsCheck),
    "yearly_documents": (_YearlyDocumentsCheck, YearlyDocumentsCheck),
    "headcount": (_HeadcountCheck, HeadcountCheck),
    "experience": (_ExperienceCheck, ExperienceCheck),
    "shared_field": (_SharedFieldCheck, SharedFieldCheck),
}


class CheckField(fields.Field[Check]):
    """A check, read by its ``type``."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Check:
        if not isinstance(value, dict) or value.get("type") not in CHECK_TYPES:
            raise ValidationError(f"type harus salah satu dari: {', '.join(CHECK_TYPES)}")
        schema, check = CHECK_TYPES[value["type"]]
        loaded = schema().load({key: part for key, part in value.items() if key != "type"})
        return check(**{name: _frozen(part) for name, part in loaded.items()})  # type: ignore[no-any-return]


def _frozen(part: Any) -> Any:
    return tuple(_frozen(item) for item in part) if isinstance(part, list) else part


class _CitationPart(StrictSchema):
    instrument = _text()
    article = _text()
    url = fields.Url(load_default=None, schemes={"https"})

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> Citation:
        return Citation(**data)


class _CriterionPart(StrictSchema):
    key = fields.String(required=True, validate=_KEY)
    label = _text()
    explanation = _text()
    necessity = _code(Necessity)
    scope = _code(Scope)
    applies_when = fields.Enum(Condition, by_value=True, load_default=None)
    citation = fields.Nested(_CitationPart, required=True)
    checks = fields.List(CheckField(), required=True, validate=FILLED)

    @validates_schema(skip_on_field_errors=True)
    def fit_together(self, data: dict[str, Any], **kwargs: Any) -> None:
        """A condition belongs to a conditional criterion; some check must fit the scope."""
        if (data["necessity"] is Necessity.CONDITIONAL) != (data.get("applies_when") is not None):
            raise ValidationError("conditional dan applies_when harus disebut bersama", "necessity")
        if data["scope"] is Scope.ORGANIZATION and all(c.needs_package for c in data["checks"]):
            raise ValidationError("semua checks memerlukan paket: tulis scope: package", "scope")

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> Criterion:
        return Criterion(**{**data, "checks": tuple(data["checks"])})


class _RangePart(StrictSchema):
    start = fields.Date(required=True)
    end = fields.Date(load_default=None)

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> DateRange:
        if data["end"] is not None and data["end"] < data["start"]:
            raise ValidationError("berakhir sebelum dimulai", "end")
        return DateRange(**data)


class RulesetSchema(StrictSchema):
    """A whole file."""

    key = fields.String(required=True, validate=_KEY)
    title = _text()
    instrument = _text()
    url = fields.Url(load_default=None, schemes={"https"})
    note = fields.String(load_default=None)
    in_force = fields.Nested(_RangePart, required=True)
    confirmed = fields.Boolean(truthy={"true"}, falsy={"false"}, required=True)
    criteria = fields.List(fields.Nested(_CriterionPart), required=True, validate=FILLED)

    @validates_schema(skip_on_field_errors=True)
    def keys_differ(self, data: dict[str, Any], **kwargs: Any) -> None:
        """Two criteria of one text never share a key."""
        keys = [criterion.key for criterion in data["criteria"]]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            raise ValidationError(f"kunci berulang: {', '.join(twice)}", "criteria")

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> Ruleset:
        """Return a ``Ruleset``."""
        return Ruleset(**{**data, "criteria": tuple(data["criteria"])})


def load_ruleset(text: str, name: str) -> Ruleset:
    """Read one ruleset from YAML; raise ``CorruptRuleset`` with every mistake and its place."""
    try:
        ruleset = RulesetSchema().load(load_plain_yaml(text))
    except PlainYamlError as error:
        raise CorruptRuleset(name, [str(error)]) from error
    except ValidationError as error:
        problems = [f"{m.pointer or '/'}: {m.message}" for m in mistakes_in(error)]
        raise CorruptRuleset(name, problems) from error
    assert isinstance(ruleset, Ruleset)  # noqa: S101 - what RulesetSchema builds
    return ruleset


def load_library(sources: Iterable[tuple[str, str]]) -> RulesetLibrary:
    """Read (name, text) pairs; raise ``CorruptRuleset`` when two texts are in force at once."""
    rulesets = RulesetLibrary(load_ruleset(text, name) for name, text in sources)
    for earlier, later in zip(rulesets.all, rulesets.all[1:], strict=False):
        if earlier.key == later.key:
            raise CorruptRuleset(later.key, ["kunci ini dipakai dua berkas"])
        if earlier.in_force.intersect(later.in_force):
            raise CorruptRuleset(later.key, [f"berlaku bersamaan dengan {earlier.key}: in_force"])
    return rulesets


def read_folder(folder: Path) -> RulesetLibrary:
    """Read every ``*.yaml`` of a folder."""
    paths = sorted(folder.glob("*.yaml"))
    return load_library((path.name, path.read_text("utf-8")) for path in paths)


@cache
def load_rulesets() -> RulesetLibrary:
    """Return the rulesets that come with linkreg, read once."""
    folder = files("linkreg.eligibility") / "rulesets"
    with as_file(folder) as path:
        return read_folder(path)
