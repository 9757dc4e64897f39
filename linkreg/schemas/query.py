"""The one way to ask: query parameters in, one frozen ``SearchQuery`` out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from marshmallow import ValidationError, fields, post_load, validates_schema

from linkreg.clock import WIB
from linkreg.errors import InvalidInput
from linkreg.reference import get_region
from linkreg.schemas.blanks import PassesOverBlanks
from linkreg.schemas.fields import (
    Code,
    Day,
    Digits,
    Many,
    Measure,
    Question,
    Text,
    bounded,
    region_code,
    urusan_code,
)
from linkreg.search import Facet, SearchQuery, Sort
from linkreg.search.query import Place
from linkreg.strict_schema import CodedMessage, StrictSchema, mistakes_in
from linkreg.vocabulary import (
    Basis,
    BeneficiaryGroup,
    LegalForm,
    OrganizationStatus,
    Service,
    Strength,
)

MAX_LIMIT = 100
MAX_OFFSET = 10_000


#: A day, or RFC 3339 with or without a zone; ISO 8601 has many more forms.
_MOMENT_FORM = (
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"(T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})?)?$"
)


class _Moment(fields.AwareDateTime):
    """An instant; one without a zone, or a bare date, is taken as Western Indonesia Time."""

    def __init__(self, **kwargs: Any) -> None:
        described = {"format": "date-or-date-time", "pattern": _MOMENT_FORM}
        super().__init__(format="iso", default_timezone=WIB, metadata=described, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> datetime:
        if not re.fullmatch(_MOMENT_FORM, str(value)):
            raise self.make_error("invalid", input=value, obj_type=self.OBJ_TYPE)
        text = value if "T" in value else f"{value}T00:00:00"
        return super()._deserialize(text, attr, data, **kwargs)


class _CommaList(Many):
    """A list written with commas, or repeated."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        given = value if isinstance(value, list) else [value]
        split = [part for item in given for part in str(item).split(",") if part]
        return super()._deserialize(split, attr, data, **kwargs)


class SearchQuerySchema(PassesOverBlanks):
    """What may be asked, on pages and over the API."""

    q = Question(max_length=500, load_default="")
    region = Many(region_code(), at_most=50, data_key="region")
    operating_region = Many(region_code(), at_most=50)
    urusan = Many(urusan_code(), at_most=32)
    service = Many(Code(Service), at_most=30)
    beneficiary = Many(Code(BeneficiaryGroup), at_most=30)
    legal_form = Many(Code(LegalForm), at_most=10)
    strength = Many(Code(Strength), at_most=10)
    qualified_on = Day()
    basis = Code(Basis)
    status = Many(Code(OrganizationStatus), at_most=5)
    near = region_code()
    within_km = Measure(validate=bounded(0, 6000))
    changed_since = _Moment()
    sort = Code(Sort)
    facets = _CommaList(Code(Facet), at_most=10)
    highlight = fields.Boolean(truthy={"true", True}, falsy={"false", False})
    limit = Digits(validate=bounded(1, MAX_LIMIT))
    offset = Digits(validate=bounded(0, MAX_OFFSET))

    @validates_schema(skip_on_field_errors=True)
    def needs_a_place(self, data: dict[str, Any], **kwargs: Any) -> None:
        """Distances need somewhere to measure from."""
        if "near" not in data:
            for name in ("within_km", "sort"):
                if name in data and (name != "sort" or data["sort"] is Sort.DISTANCE):
                    message = "Isi juga near dengan kode wilayah."
                    raise ValidationError(CodedMessage("required", message), name)

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> SearchQuery:
        """Return a ``SearchQuery``."""
        renamed = {_FIELDS.get(name, name): value for name, value in data.items()}
        if "near" in renamed:
            region = get_region(renamed["near"])
            renamed["near"] = Place(region.latitude, region.longitude, region.code)
        renamed["text"] = renamed.get("text") or ""
        return SearchQuery(**renamed)


class ListQuerySchema(SearchQuerySchema):
    """The parameters of ``/v1/organizations``; ``after`` goes on where an offset reaches no longer."""

    after = Text(max_length=64)

    @validates_schema(skip_on_field_errors=True)
    def one_place_to_begin(self, data: dict[str, Any], **kwargs: Any) -> None:
        """A page begins at an offset or after an organization."""
        if data.get("after") is not None and "offset" in data:
            message = "Pakai offset atau after, jangan keduanya."
            raise ValidationError(CodedMessage("inconsistent", message), "offset")


#: What asks for a part of the results, or for something beside them.
_OF_A_PAGE = ("limit", "offset", "facets", "highlight")
_WHOLE = CodedMessage(
    "not_offered", "Ekspor memuat semua yang cocok dan tidak lebih; hilangkan parameter ini."
)


class ExportQuerySchema(SearchQuerySchema):
    """The parameters of ``/v1/organizations.csv`` and its like: those of a search but for its pages."""

    class Meta(StrictSchema.Meta):
        exclude = _OF_A_PAGE

    def handle_error(self, error: ValidationError, data: Any, **kwargs: Any) -> None:
        """Say why what a search takes is refused here."""
        if isinstance(error.messages, dict):
            refused = {name for name in (*_OF_A_PAGE, "after") if name in error.messages}
            error.messages.update({name: [_WHOLE] for name in refused})


_FIELDS = {
    "q": "text",
    "region": "regions",
    "operating_region": "operating_regions",
    "service": "services",
    "beneficiary": "beneficiaries",
    "legal_form": "legal_forms",
    "strength": "strengths",
    "status": "statuses",
}


_SCHEMA = SearchQuerySchema()

_REPEATABLE = frozenset(
    name for name, field in _SCHEMA.fields.items() if isinstance(field, fields.List)
)


def gather(pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Return a query string's pairs as ``load_query`` takes them.

    What may be repeated becomes a list; anything else that is repeated does too, and is refused there.
    """
    gathered: dict[str, list[str]] = {}
    for name, value in pairs:
        gathered.setdefault(name, []).append(value)
    return {
        name: values if name in _REPEATABLE or len(values) > 1 else values[0]
        for name, values in gathered.items()
    }


def load_query(parameters: Mapping[str, Any]) -> SearchQuery:
    """Check parameters (text, or lists of text); raise ``InvalidInput`` with every mistake."""
    try:
        query: SearchQuery = _SCHEMA.load(parameters)
    except ValidationError as error:
        raise InvalidInput("Permintaan pencarian belum benar.", mistakes_in(error)) from None
    return query


def dump_query(query: SearchQuery) -> dict[str, Any]:
    """Return the parameters that would ask the same; what is not asked is left out."""
    plain: dict[str, Any] = {
        "q": query.text,
        "region": list(query.regions),
        "operating_region": list(query.operating_regions),
        "urusan": list(query.urusan),
        "service": [str(code) for code in query.services],
        "beneficiary": [str(code) for code in query.beneficiaries],
        "legal_form": [str(code) for code in query.legal_forms],
        "strength": [str(code) for code in query.strengths],
        "qualified_on": query.qualified_on and query.qualified_on.isoformat(),
        "basis": _stated_basis(query),
        "status": _other_statuses(query),
        "near": query.near and query.near.region,
        "within_km": query.within_km,
        "changed_since": query.changed_since and query.changed_since.isoformat(),
        "sort": None if query.sort is Sort.RELEVANCE else query.sort.value,
        "facets": [facet.value for facet in query.facets],
        "highlight": query.highlight or None,
    }
    return {name: value for name, value in plain.items() if value not in (None, "", [])}


def _stated_basis(query: SearchQuery) -> str | None:
    """Return the basis where it matters: the verdict of each row rests on it as well."""
    stated = query.qualified_on is not None or query.basis is not Basis.VERIFIED
    return query.basis.value if stated else None


def _other_statuses(query: SearchQuery) -> list[str]:
    default = (OrganizationStatus.PUBLISHED,)
    return [] if query.statuses == default else [status.value for status in query.statuses]
