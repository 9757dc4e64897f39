"""Read ruleset files. A file that breaks a rule is refused with every mistake and its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import as_file, files
from itertools import pairwise
from pathlib import Path
from textwrap import shorten
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validates_schema

from linkreg.dates import DateRange
from linkreg.eligibility import file_fields
from linkreg.eligibility.checks import (
    Check,
    ExperienceCheck,
    HeadcountCheck,
    LegalFormCheck,
    SharedFieldCheck,
)
from linkreg.eligibility.documents import DocumentsCheck, YearlyDocumentsCheck
from linkreg.eligibility.ruleset import Citation, Condition, Criterion, Ruleset, RulesetLibrary
from linkreg.errors import CorruptRuleset, Mistake
from linkreg.plain_yaml import PlainYamlError, find_written, load_plain_yaml
from linkreg.strict_schema import FILLED, StrictSchema, mistakes_in, pointer_steps
from linkreg.vocabulary import EvidenceKind, LegalForm, Necessity, Scope

#: How much of what was written a message repeats.
_SHOWN = 60


class _LegalFormCheck(StrictSchema):
    any_of = fields.List(
        file_fields.code(LegalForm), required=True, validate=[FILLED, file_fields.differ]
    )


class _DocumentsCheck(StrictSchema):
    each_of = fields.List(
        fields.List(file_fields.code(EvidenceKind), validate=[FILLED, file_fields.differ]),
        required=True,
        validate=FILLED,
    )


class _YearlyDocumentsCheck(StrictSchema):
    kind = file_fields.code(EvidenceKind, required=True)
    years = file_fields.years()


class _HeadcountCheck(StrictSchema):
    at_least = file_fields.Count()


class _ExperienceCheck(StrictSchema):
    within_years = file_fields.years()
    similar = file_fields.flag(load_default=False)


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
        name = value.get("type") if isinstance(value, dict) else None
        if not isinstance(name, str) or name not in CHECK_TYPES:
            said = f"; tertulis {name!r}" if isinstance(name, str) else ""
            raise ValidationError(f"type harus salah satu dari: {', '.join(CHECK_TYPES)}{said}.")
        schema, check = CHECK_TYPES[name]
        loaded = schema().load({key: part for key, part in value.items() if key != "type"})
        return check(**{name: _frozen(part) for name, part in loaded.items()})  # type: ignore[no-any-return]


def _frozen(part: Any) -> Any:
    return tuple(_frozen(item) for item in part) if isinstance(part, list) else part


class _CitationPart(StrictSchema):
    instrument = file_fields.text()
    article = file_fields.text()
    url = file_fields.link()

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> Citation:
        return Citation(**data)


class _CriterionPart(StrictSchema):
    key = file_fields.key()
    label = file_fields.text()
    explanation = file_fields.text()
    necessity = file_fields.code(Necessity, required=True)
    scope = file_fields.code(Scope, required=True)
    applies_when = file_fields.code(Condition, load_default=None)
    citation = fields.Nested(_CitationPart, required=True)
    checks = fields.List(CheckField(), required=True, validate=FILLED)

    @validates_schema(skip_on_field_errors=True)
    def fit_together(self, data: dict[str, Any], **kwargs: Any) -> None:
        """A condition belongs to a conditional criterion; some check must fit the scope."""
        conditional = data["necessity"] is Necessity.CONDITIONAL
        if conditional != (data.get("applies_when") is not None):
            mend = "tambahkan applies_when" if conditional else "hapus applies_when"
            other = "mandatory" if conditional else "conditional"
            raise ValidationError(
                "conditional dan applies_when harus disebut bersama: "
                f"{mend} atau tulis necessity: {other}.",
                "necessity",
            )
        if data["scope"] is Scope.ORGANIZATION and all(c.needs_package for c in data["checks"]):
            raise ValidationError("semua checks memerlukan paket: tulis scope: package.", "scope")

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> Criterion:
        return Criterion(**{**data, "checks": tuple(data["checks"])})


class _RangePart(StrictSchema):
    start = file_fields.Day(required=True)
    end = file_fields.Day(load_default=None)

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> DateRange:
        if data["end"] is not None and data["end"] < data["start"]:
            raise ValidationError(f"berakhir sebelum dimulai ({data['start']}).", "end")
        return DateRange(**data)


class RulesetSchema(StrictSchema):
    """A whole file."""

    key = file_fields.key()
    title = file_fields.text()
    instrument = file_fields.text()
    url = file_fields.link()
    note = file_fields.Words(load_default=None)
    in_force = fields.Nested(_RangePart, required=True)
    confirmed = file_fields.flag(required=True)
    criteria = fields.List(fields.Nested(_CriterionPart), required=True, validate=FILLED)

    @validates_schema(skip_on_field_errors=True)
    def keys_differ(self, data: dict[str, Any], **kwargs: Any) -> None:
        """Two criteria of one text never share a key."""
        first: dict[str, int] = {}
        repeated = {}
        for number, criterion in enumerate(data["criteria"]):
            if first.setdefault(criterion.key, number) < number:
                said = f"kunci berulang: sudah dipakai /criteria/{first[criterion.key]}."
                repeated[number] = {"key": [said]}
        if repeated:
            raise ValidationError({"criteria": repeated})

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> Ruleset:
        """Return a ``Ruleset``."""
        return Ruleset(**{**data, "criteria": tuple(data["criteria"])})


def load_ruleset(text: str, name: str) -> Ruleset:
    """Read one ruleset from YAML; raise ``CorruptRuleset`` with every mistake and its place."""
    try:
        ruleset = RulesetSchema().load(load_plain_yaml(text))
    except PlainYamlError as error:
        raise CorruptRuleset(name, [f"{error}."]) from error
    except ValidationError as error:
        problems = [_told(mistake, text) for mistake in mistakes_in(error)]
        raise CorruptRuleset(name, problems) from error
    assert isinstance(ruleset, Ruleset)  # noqa: S101 - what RulesetSchema builds
    return ruleset


def _told(mistake: Mistake, text: str) -> str:
    """Return place, rule, line and what was written there."""
    line, written = find_written(text, pointer_steps(mistake.pointer))
    said = "" if written is None else f", tertulis {shorten(written, _SHOWN, placeholder=' ...')!r}"
    return f"{mistake.pointer or '/'}: {mistake.message.rstrip('.')} (baris {line}{said})."


def load_library(sources: Iterable[tuple[str, str]]) -> RulesetLibrary:
    """Read (name, text) pairs.

    Raise ``CorruptRuleset`` when two share a key or are in force at once; it names both files.
    """
    names: dict[str, str] = {}
    rulesets = []
    for name, text in sources:
        ruleset = load_ruleset(text, name)
        if ruleset.key in names:
            said = f"/key: {ruleset.key!r} dipakai dua berkas, juga oleh {names[ruleset.key]}."
            raise CorruptRuleset(name, [f"{said} Beri kunci lain."])
        names[ruleset.key] = name
        rulesets.append(ruleset)
    library = RulesetLibrary(rulesets)
    for earlier, later in pairwise(library.all):
        shared = earlier.in_force.intersect(later.in_force)
        if shared:
            said = (
                f"/in_force: berlaku bersamaan dengan {earlier.key} ({names[earlier.key]}) sejak "
                f"{shared.start}. Akhiri yang lama sehari sebelum yang baru dimulai."
            )
            raise CorruptRuleset(names[later.key], [said])
    return library


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
