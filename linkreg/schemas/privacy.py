"""What is handed in about consent and erasure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import ValidationError, post_load, validates_schema

from linkreg.schemas.fields import Many, Text
from linkreg.strict_schema import CodedMessage, StrictSchema, loaded
from linkreg.wording import Wording

#: Shorter texts stand by chance in too many places.
_SHORTEST = 4


def _long_enough(text: str) -> None:
    if sum(map(str.isalnum, text)) < _SHORTEST:
        message = Wording("Paling sedikit {least} huruf atau angka.", least=_SHORTEST)
        raise ValidationError(CodedMessage("out_of_range", message))


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """To which text an organization agrees, by its key."""

    text: str


@dataclass(frozen=True, slots=True)
class ErasureRequest:
    """What is to be erased of a person: names and other texts, and the files of documents by id.

    ``ground`` is kept: why, and on whose request, without naming the person.
    """

    texts: tuple[str, ...]
    ground: str
    documents: tuple[str, ...] = ()


class ConsentSchema(StrictSchema):
    """An organization's agreement."""

    text = Text(max_length=40, required=True)

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> ConsentGiven:
        """Return a ``ConsentGiven``."""
        return ConsentGiven(**data)


class ErasureSchema(StrictSchema):
    """A person's wish to be erased: at least one text, or the files of documents about the person."""

    texts = Many(
        Text(
            max_length=200,
            required=True,
            validate=_long_enough,
            metadata={"minLength": _SHORTEST},
        ),
        at_most=20,
        required=True,
    )
    ground = Text(max_length=1000, lines=True, required=True)
    documents = Many(Text(max_length=16, required=True), at_most=100)

    @validates_schema(skip_on_field_errors=True)
    def names_something(self, data: dict[str, Any], **kwargs: Any) -> None:
        """Something is to be erased."""
        if not (data["texts"] or data.get("documents")):
            message = "Tulis paling sedikit satu nama atau teks, atau satu dokumen."
            raise ValidationError(CodedMessage("required", message), "texts")

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> ErasureRequest:
        """Return an ``ErasureRequest``."""
        return ErasureRequest(**data)


def load_erasure(data: Mapping[str, Any]) -> ErasureRequest:
    """Check JSON-ready data; raise ``InvalidInput`` with every mistake."""
    request: ErasureRequest = loaded(ErasureSchema(), data, "Permintaan penghapusan belum benar.")
    return request
