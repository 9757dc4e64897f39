"""The parameters with which organizations are put side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from marshmallow import ValidationError, fields, post_load

from linkreg.errors import InvalidInput
from linkreg.schemas.assessment import DayQuerySchema
from linkreg.schemas.fields import Code, Many
from linkreg.strict_schema import mistakes_in
from linkreg.vocabulary import Basis

#: More than anybody picks; ``services.comparisons`` says how many are shown.
MAX_IDS = 50


@dataclass(frozen=True, slots=True)
class ComparisonQuery:
    """Which organizations, on which day (``None``: today), on whose word."""

    ids: tuple[str, ...] = field(default=())
    on: date | None = None
    basis: Basis = Basis.VERIFIED


class ComparisonQuerySchema(DayQuerySchema):
    """The parameters of a comparison; an id that is none is told as one that is not found."""

    ids = Many(fields.String(), at_most=MAX_IDS, data_key="id")
    basis = Code(Basis)

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> ComparisonQuery:
        """Return a ``ComparisonQuery``."""
        return ComparisonQuery(**data)


def load_comparison_query(parameters: Mapping[str, Any]) -> ComparisonQuery:
    """Check parameters; raise ``InvalidInput`` with every mistake."""
    try:
        query: ComparisonQuery = ComparisonQuerySchema().load(parameters)
    except ValidationError as error:
        message = "Tanggal, dasar, atau daftar organisasi belum benar."
        raise InvalidInput(message, mistakes_in(error)) from None
    return query
