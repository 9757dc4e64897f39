"""A comparison as a sheet: a row for each aspect, a column for each organization, all of it text."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping
from typing import Any

from linkreg.errors import NotFound
from linkreg.reference import display_name, get_urusan
from linkreg.services.comparisons import Comparison, Row
from linkreg.services.workbook import written_workbook
from linkreg.vocabulary.comparison import ASPECT_LABELS, Aspect

_HEADER = ("Yang dibandingkan", "Perbedaan")
_DIFFERS, _SAME = "berbeda", "sama"


def write_comparison(comparison: Comparison) -> Generator[bytes, None, None]:
    """Return the pieces of a workbook; raise ``NotFound`` when there is nothing to show."""
    if not comparison.compared:
        raise NotFound("Tidak ada organisasi yang dapat dibandingkan. Periksa alamatnya.")
    return written_workbook(_columns(comparison), _lines(comparison))


def _columns(comparison: Comparison) -> list[str]:
    return [*_HEADER, *(it.record.profile.name for it in comparison.compared)]


def _lines(comparison: Comparison) -> Iterator[list[str]]:
    yield ["ID", "", *comparison.ids]
    for row in comparison.rows:
        label = row.criterion.label if row.criterion else ASPECT_LABELS[row.aspect]
        told = _DIFFERS if row.differs else _SAME
        yield [label, told, *(_told(row, value) for value in row.values)]
    yield ["Data per tanggal", "", comparison.on.isoformat()]
    yield ["Menurut", "", comparison.basis.label]
    yield ["Aturan", "", comparison.ruleset.title]


def _told(row: Row, value: Any) -> str:
    tell = _TELL.get(row.aspect, str)
    if isinstance(value, tuple) and row.aspect is not Aspect.CRITERION:
        return "; ".join(map(tell, value))
    return "" if value is None else tell(value)


def _label(member: Any) -> str:
    label: str = member.label
    return label


#: How one value is told where its plain text is not it; of a list each.
_TELL: Mapping[Aspect, Callable[[Any], str]] = {
    Aspect.STATUS: _label,
    Aspect.VERDICT: _label,
    Aspect.CRITERION: lambda finding: f"{finding.outcome.label}: {finding.reason_text}",
    Aspect.SANCTIONS: lambda bar: f"{bar.days.start} sampai {bar.days.end}: {bar.reason}",
    Aspect.URUSAN: lambda code: get_urusan(code).name,
    Aspect.SERVICES: _label,
    Aspect.BENEFICIARIES: _label,
    Aspect.REGION: display_name,
    Aspect.OPERATING_REGIONS: display_name,
    Aspect.LEGAL_FORM: _label,
    Aspect.STRENGTHS: _label,
}
