"""An officer's word on a document, and the words exchanged about a measure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from marshmallow import ValidationError, fields, post_load, validates_schema

from linkreg.schemas.fields import Code, Text
from linkreg.strict_schema import CodedMessage, StrictSchema, loaded, translate
from linkreg.vocabulary import EvidenceState, NoticeOutcome, VerificationQuestion


@dataclass(frozen=True, slots=True)
class Decision:
    """What an officer says of a document; ``answers`` are yes and no to the kind's checklist."""

    state: EvidenceState
    note: str | None = None
    answers: Mapping[VerificationQuestion, bool] = field(
        default_factory=lambda: MappingProxyType({})
    )


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is done; what is done without asking why has none."""

    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What an organization answers."""

    text: str


@dataclass(frozen=True, slots=True)
class NoticeDecision:
    """Whether an announced measure is carried out, and on which grounds."""

    outcome: NoticeOutcome
    note: str


class Answers(fields.Dict):
    """Yes and no by question; a mistake is told at the question, not at a part of the pair."""

    def __init__(self) -> None:
        said = fields.Boolean(truthy={"true", True}, falsy={"false", False})
        super().__init__(keys=Code(VerificationQuestion), values=said)

    def _bind_to_schema(self, field_name: str, parent: Any) -> None:
        super()._bind_to_schema(field_name, parent)  # type: ignore[no-untyped-call] # theirs
        for part in (self.key_field, self.value_field):
            if part is not None:
                translate(part)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        try:
            return super()._deserialize(value, attr, data, **kwargs)  # type: ignore[no-untyped-call] # theirs
        except ValidationError as error:
            if not isinstance(error.messages, Mapping):
                raise
            told = {key: next(iter(parts.values())) for key, parts in error.messages.items()}
            raise ValidationError(told) from None


class DecisionSchema(StrictSchema):
    """An officer's word on a document."""

    state = Code(EvidenceState, but=EvidenceState.PENDING, required=True)
    note = Text(max_length=1000, lines=True)
    answers = Answers()

    @validates_schema(skip_on_field_errors=True)
    def explained(self, data: dict[str, Any], **kwargs: Any) -> None:
        """A rejection says why."""
        if data["state"] is EvidenceState.REJECTED and not data.get("note"):
            message = "Tulis alasan penolakan; organisasi akan membacanya."
            raise ValidationError(CodedMessage("required", message), "note")

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> Decision:
        """Return a ``Decision``."""
        return Decision(**data)


class ReasonSchema(StrictSchema):
    """A reason that may be left out."""

    reason = Text(max_length=1000, lines=True)

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> Reason:
        """Return a ``Reason``."""
        return Reason(**data)


class RequiredReasonSchema(ReasonSchema):
    """A reason without which nothing is done."""

    reason = Text(max_length=1000, lines=True, required=True)


class ReplySchema(StrictSchema):
    """An organization's answer."""

    text = Text(max_length=5000, lines=True, required=True)

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> Reply:
        """Return a ``Reply``."""
        return Reply(**data)


class NoticeDecisionSchema(StrictSchema):
    """The end of a notice: that it was superseded is found, not decided."""

    outcome = Code(NoticeOutcome, but=NoticeOutcome.SUPERSEDED, required=True)
    note = Text(max_length=1000, lines=True, required=True)

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> NoticeDecision:
        """Return a ``NoticeDecision``."""
        return NoticeDecision(**data)


def load_decision(data: Mapping[str, Any]) -> Decision:
    """Check JSON-ready data; raise ``InvalidInput`` with every mistake."""
    decision: Decision = loaded(DecisionSchema(), data, "Keputusan belum lengkap.")
    return decision


def load_reply(text: str) -> Reply:
    """Check an answer to a notice; raise ``InvalidInput``."""
    reply: Reply = loaded(ReplySchema(), {"text": text}, "Jawaban belum dapat disimpan.")
    return reply


def load_notice_decision(data: Mapping[str, Any]) -> NoticeDecision:
    """Check JSON-ready data; raise ``InvalidInput`` with every mistake."""
    message = "Keputusan belum lengkap."
    decision: NoticeDecision = loaded(NoticeDecisionSchema(), data, message)
    return decision


def load_reason(text: str | None, *, required: bool = True) -> str:
    """Check why something is done; raise ``InvalidInput`` where a reason is needed and none given."""
    schema = RequiredReasonSchema() if required else ReasonSchema()
    given: Reason = loaded(schema, {} if text is None else {"reason": text}, "Tulis alasannya.")
    return given.reason or ""
