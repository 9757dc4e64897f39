"""Documents as they are handed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from marshmallow import ValidationError, fields, post_load, validates_schema

from linkreg.document_kinds import REQUIRED
from linkreg.errors import InvalidInput, Mistake
from linkreg.schemas.fields import Code, Day, Text, year
from linkreg.strict_schema import CodedMessage, StrictSchema, loaded
from linkreg.vocabulary import EvidenceKind


@dataclass(frozen=True, slots=True)
class EvidenceDetails:
    """What a document is, by its own dates; ``fiscal_year`` for yearly statements.

    ``clause`` is the article of the statutes that names the fields of activity.
    """

    kind: EvidenceKind
    number: str | None = None
    issuer: str | None = None
    issued_on: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    fiscal_year: int | None = None
    clause: str | None = None


@dataclass(frozen=True, slots=True)
class NewEvidence:
    """A document put forward, and the id of the one it replaces."""

    details: EvidenceDetails
    replaces: str | None = None


@dataclass(frozen=True, slots=True)
class FileQuery:
    """What is said of a file that is sent: the name for its download."""

    name: str | None = None


class EvidenceSchema(StrictSchema):
    """What a document is."""

    kind = Code(EvidenceKind, required=True)
    number = Text(max_length=120)
    issuer = Text(max_length=200)
    issued_on = Day(allow_none=True)
    valid_from = Day(allow_none=True)
    valid_until = Day(allow_none=True)
    fiscal_year = year(allow_none=True)
    clause = Text(max_length=300)

    @validates_schema(skip_on_field_errors=True)
    def dates_in_order(self, data: dict[str, Any], **kwargs: Any) -> None:
        """A document does not end before it begins or was issued."""
        until = data.get("valid_until")
        begins = [day for day in (data.get("valid_from"), data.get("issued_on")) if day]
        if until and begins and until < max(begins):
            message = "Berakhir sebelum terbit atau mulai berlaku; periksa tanggalnya."
            raise ValidationError(CodedMessage("inconsistent", message), "valid_until")

    @validates_schema(skip_on_field_errors=True)
    def dated(self, data: dict[str, Any], **kwargs: Any) -> None:
        """Whatever decides how long a document of its kind counts is said."""
        needed, message = REQUIRED.get(data["kind"], ("", ""))
        if needed and not data.get(needed):
            raise ValidationError(CodedMessage("required", message), needed)

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> Any:
        """Return ``EvidenceDetails``."""
        return EvidenceDetails(**data)


class NewEvidenceSchema(EvidenceSchema):
    """A document put forward; ``replaces`` is the id of one that it takes the place of."""

    replaces = Text(max_length=16)

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> NewEvidence:
        """Return ``NewEvidence``."""
        replaces = data.pop("replaces", None)
        return NewEvidence(EvidenceDetails(**data), replaces)


class FileQuerySchema(StrictSchema):
    """What may be said of a file; whether the name will do is judged with the file."""

    name = fields.String()

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> FileQuery:
        """Return a ``FileQuery``."""
        return FileQuery(**data)


_MESSAGE = "Data dokumen belum benar."


def load_evidence(data: Mapping[str, Any]) -> NewEvidence:
    """Check JSON-ready data; raise ``InvalidInput`` with every mistake."""
    new: NewEvidence = loaded(NewEvidenceSchema(), data, _MESSAGE)
    return new


def load_details(data: Mapping[str, Any]) -> EvidenceDetails:
    """Check JSON-ready data about a document that is there already; raise ``InvalidInput``."""
    details: EvidenceDetails = loaded(EvidenceSchema(), data, _MESSAGE)
    return details


def mistakes_in_evidence(data: Mapping[str, Any]) -> tuple[Mistake, ...]:
    """Return what ``load_evidence`` would say, to be told together with something else."""
    try:
        load_evidence(data)
    except InvalidInput as error:
        return error.mistakes
    return ()
