"""Write out what a query finds: CSV for a spreadsheet, XLSX, or JSON lines to be taken in again.

All stream: memory does not grow with the number of organizations. CSV is UTF-8 with a byte order mark,
every cell in quotation marks, and what a spreadsheet would compute is guarded (``formulas``). In XLSX
every cell is text.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any

from linkreg.eligibility import RulesetLibrary
from linkreg.profile import to_plain
from linkreg.reference import display_name
from linkreg.search import SearchEngine, SearchQuery
from linkreg.services.formulas import are_harmless, guarded
from linkreg.services.mapping import LIST_MARK
from linkreg.services.walking import Found, Reader, Walk, open_walk
from linkreg.services.workbook import require_room, written_workbook
from linkreg.vocabulary import IdentifierScheme

_SCHEMES = tuple(IdentifierScheme)
_COLUMNS = [
    *("id", "name", "short_name", "aliases", "legal_form", "founded_on", "description"),
    *("region", "region_name", "address", "email", "phone", "website"),
    *("urusan", "services", "operating_regions", "beneficiaries", "sdgs", "permanent_staff"),
]
_COLUMNS += ["audited_years", "accountability_standards", "open_government_commitments"]
_COLUMNS += ["catalogue_url"]
_COLUMNS += [scheme.value for scheme in _SCHEMES]
_COLUMNS += ["status", "outcome", "outcome_until", "updated_at"]

BYTE_ORDER_MARK = "\ufeff"


class ExportFormat(StrEnum):
    """What an export can be."""

    CSV = "csv"
    XLSX = "xlsx"
    JSONL = "jsonl"


class Export(Iterator[bytes]):
    """Something written out, in pieces; ``count`` is how many organizations were so far.

    Whoever stops before the end closes it.
    """

    def __init__(self, walk: Walk, pieces: Iterator[bytes], close: Callable[[], None]) -> None:
        """Write what a walk gives out."""
        self._walk = walk
        self._pieces = pieces
        self.close = close

    def __next__(self) -> bytes:
        """Return the next piece."""
        return next(self._pieces)

    @property
    def count(self) -> int:
        """Return how many organizations were written so far."""
        return self._walk.count


def open_export(
    read: Reader,
    engine: SearchEngine,
    rulesets: RulesetLibrary,
    query: SearchQuery,
    form: ExportFormat,
) -> Export:
    """Find all that the query finds, to be written out in its order.

    Raise at once as ``catalogue.search`` does, and ``InvalidInput`` for more rows than a sheet has.
    """
    walk = open_walk(read, engine, rulesets, query)
    if form is ExportFormat.XLSX:
        require_room(walk.total)
    pieces = _WRITERS[form](walk)
    return Export(walk, pieces, pieces.close)


def _csv(walk: Walk) -> Iterator[bytes]:
    text = BYTE_ORDER_MARK + csv_line(_COLUMNS)
    for batch in walk.batches(lambda found: csv_line(_cells(found))):
        yield (text + "".join(batch)).encode()
        text = ""
    if text:
        yield text.encode()


def _xlsx(walk: Walk) -> Iterator[bytes]:
    return written_workbook(_COLUMNS, (cells for batch in walk.batches(_cells) for cells in batch))


def _jsonl(walk: Walk) -> Iterator[bytes]:
    """Yield one JSON object a line: the profile as it can be handed in again, and how it stands."""
    for batch in walk.batches(_object):
        yield "".join(batch).encode()


_WRITERS: Mapping[ExportFormat, Callable[[Walk], Any]] = {
    ExportFormat.CSV: _csv,
    ExportFormat.XLSX: _xlsx,
    ExportFormat.JSONL: _jsonl,
}


def _object(found: Found) -> str:
    stated = {"id": found.id, **to_plain(found.profile), **_standing(found)}
    return json.dumps(stated, ensure_ascii=False) + "\n"


def _cells(found: Found) -> list[str]:
    profile = found.profile
    numbers = {identifier.scheme: identifier.id for identifier in profile.identifiers}
    values: list[Any] = [
        found.id,
        profile.name,
        profile.short_name,
        profile.aliases,
        profile.legal_form,
        profile.founded_on,
        profile.description,
        profile.region,
        display_name(profile.region),
        profile.address,
        profile.contact.email,
        profile.contact.phone,
        profile.contact.website,
        profile.urusan,
        profile.services,
        profile.operating_regions,
        profile.beneficiaries,
        profile.sdgs,
        profile.personnel.permanent,
        profile.strengths.audited_years,
        profile.strengths.accountability_standards,
        profile.strengths.open_government_commitments,
        profile.strengths.catalogue_url,
        *map(numbers.get, _SCHEMES),
        *_standing(found).values(),
    ]
    return ["" if value is None else _cell(value) for value in values]


def _standing(found: Found) -> dict[str, str | None]:
    """Return how the organization stands, beside what it says of itself."""
    until = found.verdict_until
    return {
        "status": found.status.value,
        "outcome": found.verdict.value,
        "outcome_until": until.isoformat() if until else None,
        "updated_at": found.updated_at.isoformat(),
    }


def _cell(value: Any) -> str:
    if type(value) is str:
        return value
    return LIST_MARK.join(map(str, value)) if isinstance(value, tuple) else str(value)


def csv_line(cells: Sequence[str]) -> str:
    """Return a line of CSV (RFC 4180); the library takes many times as long to quote every cell."""
    if not are_harmless(cells):
        cells = [guarded(cell) for cell in cells]
    if '"' in "".join(cells):
        cells = [cell.replace('"', '""') for cell in cells]
    return '"' + '","'.join(cells) + '"\r\n'
