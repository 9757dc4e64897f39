"""The one way to ask: query parameters in, one frozen ``SearchQuery`` out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from marshmallow import ValidationError, fields, post_load, pre_load, validates_schema

from linkreg.clock import WIB
from linkreg.errors import InvalidInput
from linkreg.reference import get_region
from linkreg.schemas.fields import (
    Code,
    Day,
    Digits,
    Many,
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


class _Moment(fields.AwareDateTime):
    """An instant; one without a zone, or a bare date, is taken as Western Indonesia Time."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="iso", default_timezone=WIB, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> datetime:
        text = (
            f"{value}T00:00:00"
            if isinstance(value, str) and len(value) == len("2026-01-31")
            else value
        )
        return super()._deserialize(text, attr, data, **kwargs)


class _CommaList(Many):
    """A list written with commas, or repeated."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        given = value if isinstance(value, list) else [value]
        split = [part for item in given for part in str(item).split(",") if part]
        return super()._deserialize(split, attr, data, **kwargs)


class SearchQuerySchema(StrictSchema):
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
    within_km = fields.Float(validate=bounded(0, 6000))
    changed_since = _Moment()
    sort = Code(Sort)
    facets = _CommaList(Code(Facet), at_most=10)
    highlight = fields.Boolean(truthy={"true", True}, falsy={"false", False})
    limit = Digits(validate=bounded(1, MAX_LIMIT))
    offset = Digits(validate=bounded(0, MAX_OFFSET))

    @pre_load
    def without_blanks(self, data: Mapping[str, Any], **kwargs: Any) -> dict[str, Any]:
        """Drop parameters left empty: a form sends every field, filled or not."""
        kept = {key: _filled(value) for key, value in data.items()}
        return {
            key: value
            for key, value in kept.items()
            if value not in ("", []) or not self._takes(key)
        }

    def _takes(self, parameter: str) -> bool:
        return parameter in self.fields

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


def _filled(value: Any) -> Any:
    return [part for part in value if part != ""] if isinstance(value, list) else value


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
