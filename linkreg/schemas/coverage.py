"""Coverage: what may be asked of it, and how it leaves the registry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from marshmallow import fields, post_load

from linkreg.reference import display_name, get_urusan, regencies
from linkreg.schemas.blanks import PassesOverBlanks
from linkreg.schemas.fields import PROVINCE, Code, Day, ReferenceCode, urusan_code
from linkreg.schemas.lists import FreshnessView
from linkreg.schemas.view import View, dumped
from linkreg.schemas.view_fields import LabeledCode, RegionRef, UrusanRef
from linkreg.strict_schema import loaded
from linkreg.vocabulary import Basis


@dataclass(frozen=True, slots=True)
class CoverageQuery:
    """Who qualifies on which day (``None``: today) on whose word; one province, one field, or all."""

    qualified_on: date | None = None
    basis: Basis = Basis.VERIFIED
    region: str | None = None
    urusan: str | None = None


class CoverageQuerySchema(PassesOverBlanks):
    """The parameters of ``/v1/statistics/coverage``, named as those of a search."""

    qualified_on = Day()
    basis = Code(Basis)
    region = ReferenceCode(regencies, metadata={"pattern": "^[0-9]{2}$", "format": PROVINCE})
    urusan = urusan_code()

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> CoverageQuery:
        """Return a ``CoverageQuery``."""
        return CoverageQuery(**data)


_SCHEMA = CoverageQuerySchema()


def load_coverage_query(parameters: Mapping[str, Any]) -> CoverageQuery:
    """Check parameters; raise ``InvalidInput`` with every mistake."""
    query: CoverageQuery = loaded(_SCHEMA, parameters, "Permintaan cakupan belum benar.")
    return query


class CountView(View):
    """How many are published, and how many of them qualify on the day."""

    published = fields.Integer()
    qualified = fields.Integer()


class RegionCountView(CountView):
    """The same for a region."""

    code = fields.String()


class NamedRegionCountView(RegionCountView):
    """The same, with a name that no other region has."""

    name = fields.String()


class UrusanCoverageView(CountView):
    """A field of government: ``regions`` in which somebody works in it; ``gaps`` are all others."""

    code = fields.String()
    name = fields.String()
    regions = fields.List(fields.Nested(RegionCountView))
    gaps = fields.List(fields.String())


class CoverageView(View):
    """Counts by urusan and region; ``gaps`` are regions, by their code, in which nobody sits."""

    qualified_on = fields.Date()
    basis = LabeledCode(Basis)
    region = RegionRef(allow_none=True)
    urusan = UrusanRef(allow_none=True)
    total = fields.Nested(CountView)
    regions = fields.List(fields.Nested(NamedRegionCountView))
    gaps = fields.List(fields.String())
    items = fields.List(fields.Nested(UrusanCoverageView))
    index = fields.Nested(FreshnessView)


def present_coverage(coverage: Any) -> dict[str, Any]:
    """Return the JSON-ready table of a ``services.coverage.Coverage``."""
    query = coverage.query
    return dumped(
        CoverageView(),
        {
            "qualified_on": coverage.on,
            "basis": query.basis,
            "region": query.region,
            "urusan": query.urusan,
            "total": coverage.total,
            "regions": [{**it, "name": display_name(it["code"])} for it in _of(coverage.regions)],
            "gaps": coverage.gaps,
            "items": [
                {
                    "code": row.urusan,
                    "name": get_urusan(row.urusan).name,
                    "published": row.total.published,
                    "qualified": row.total.qualified,
                    "regions": [it for it in _of(row.regions) if it["published"]],
                    "gaps": row.gaps,
                }
                for row in coverage.rows
            ],
            "index": {"applied": coverage.position, "journal": coverage.journal_position},
        },
    )


def _of(counts: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for code, count in counts.items():
        yield {"code": code, "published": count.published, "qualified": count.qualified}
