"""What somebody says of an organization that the registry need not know, to have it judged at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import fields, post_load, validate

from linkreg.eligibility import PackageFacts
from linkreg.schemas.evidence import EvidenceDetails, EvidenceSchema
from linkreg.schemas.fields import Code, Many, count, urusan_code, year
from linkreg.strict_schema import CodedMessage, StrictSchema, loaded
from linkreg.vocabulary import LegalForm

_MOST_DOCUMENTS = 60


@dataclass(frozen=True, slots=True)
class Declaration:
    """What is said; ``None`` and empty mean *not said*.

    ``last_work_year`` is when work of the package's kind, or else of any, was last done.
    """

    legal_form: LegalForm | None = None
    permanent_staff: int | None = None
    urusan: tuple[str, ...] = ()
    last_work_year: int | None = None
    documents: tuple[EvidenceDetails, ...] = ()
    package: PackageFacts | None = None


class DeclarationSchema(StrictSchema):
    """What may be said of an organization and of the package it has in mind."""

    legal_form = Code(LegalForm, allow_none=True)
    permanent_staff = count(at_most=100_000, allow_none=True)
    urusan = Many(urusan_code(), at_most=32)
    last_work_year = year(allow_none=True)
    documents = fields.List(
        fields.Nested(EvidenceSchema),
        validate=validate.Length(
            max=_MOST_DOCUMENTS,
            error=CodedMessage("too_many", "Paling banyak {at_most}.", at_most=_MOST_DOCUMENTS),
        ),
    )
    package_urusan = Many(urusan_code(), at_most=32)
    partnering = fields.Boolean(truthy={True}, falsy={False})

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> Declaration:
        """Return a ``Declaration``; there is a package once anything is said of it."""
        urusan = frozenset(data.pop("package_urusan", ()))
        partnering = data.pop("partnering", False)
        package = PackageFacts(urusan, partnering=partnering) if urusan or partnering else None
        documents = tuple(data.pop("documents", ()))
        return Declaration(**data, documents=documents, package=package)


def load_declaration(data: Mapping[str, Any]) -> Declaration:
    """Check JSON-ready data; raise ``InvalidInput`` with every mistake."""
    declaration: Declaration = loaded(DeclarationSchema(), data, "Jawaban belum dapat dinilai.")
    return declaration
