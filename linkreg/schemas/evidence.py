"""Documents as they are handed in, and an officer's word on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from marshmallow import ValidationError, fields, post_load, validates_schema

from linkreg.errors import InvalidInput, Mistake
from linkreg.schemas.fields import Code, Day, Text, year
from linkreg.strict_schema import CodedMessage, StrictSchema, mistakes_in
from linkreg.vocabulary import EvidenceKind, EvidenceState


@dataclass(frozen=True, slots=True)
class NewEvidence:
    """A document put forward, by its own dates; ``fiscal_year`` for yearly statements."""

    kind: EvidenceKind
    number: str | None = None
    issuer: str | None = None
    issued_on: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    fiscal_year: int | None = None


@dataclass(frozen=True, slots=True)
class FileQuery:
    """What is said of a file that is sent: the name for its download."""

    name: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What an officer says of a document."""

    state: EvidenceState
    note: str | None = None


class NewEvidenceSchema(StrictSchema):
    """A document put forward."""

    kind = Code(EvidenceKind, required=True)
    number = Text(max_length=120)
    issuer = Text(max_length=200)
    issued_on = Day(allow_none=True)
    valid_from = Day(allow_none=True)
    valid_until = Day(allow_none=True)
    fiscal_year = year(allow_none=True)

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
        """What counts by year says its year; what counts by issue says when that was."""
        if data["kind"] is EvidenceKind.AUDITED_STATEMENT and not data.get("fiscal_year"):
            message = "Isi tahun buku laporan keuangan."
            raise ValidationError(CodedMessage("required", message), "fiscal_year")
        if data["kind"] is EvidenceKind.KSWP and not data.get("issued_on"):
            message = "Isi tanggal cetak KSWP; masa berlakunya dihitung dari tanggal itu."
            raise ValidationError(CodedMessage("required", message), "issued_on")

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> NewEvidence:
        """Return ``NewEvidence``."""
        return NewEvidence(**data)


class FileQuerySchema(StrictSchema):
    """What may be said of a file; whether the name will do is judged with the file."""

    name = fields.String()

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> FileQuery:
        """Return a ``FileQuery``."""
        return FileQuery(**data)


class DecisionSchema(StrictSchema):
    """An officer's word on a document."""

    state = Code(EvidenceState, required=True)
    note = Text(max_length=1000, lines=True)

    @validates_schema(skip_on_field_errors=True)
    def explained(self, data: dict[str, Any], **kwargs: Any) -> None:
        """A decision decides, and a rejection says why."""
        if data["state"] is EvidenceState.PENDING:
            message = "Pilih accepted atau rejected."
            raise ValidationError(CodedMessage("unknown_code", message), "state")
        if data["state"] is EvidenceState.REJECTED and not data.get("note"):
            message = "Tulis alasan penolakan; organisasi akan membacanya."
            raise ValidationError(CodedMessage("required", message), "note")

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> Decision:
        """Return a ``Decision``."""
        return Decision(**data)


def load_evidence(data: Mapping[str, Any]) -> NewEvidence:
    """Check JSON-ready data; raise ``InvalidInput`` with every mistake."""
    new: NewEvidence = _load(NewEvidenceSchema(), data, "Data dokumen belum benar.")
    return new


def mistakes_in_evidence(data: Mapping[str, Any]) -> tuple[Mistake, ...]:
    """Return what ``load_evidence`` would say, to be told together with something else."""
    try:
        load_evidence(data)
    except InvalidInput as error:
        return error.mistakes
    return ()


def load_decision(data: Mapping[str, Any]) -> Decision:
    """Check JSON-ready data; raise ``InvalidInput`` with every mistake."""
    decision: Decision = _load(DecisionSchema(), data, "Keputusan belum lengkap.")
    return decision


def _load(schema: StrictSchema, data: Mapping[str, Any], message: str) -> Any:
    try:
        return schema.load(data)
    except ValidationError as error:
        raise InvalidInput(message, mistakes_in(error)) from None
