"""Write organizations out: JSON lines with everything public, or CSV for a spreadsheet.

Both stream: memory does not grow with the number of organizations. CSV is UTF-8 with a byte order
mark, codes stay text, and a cell that a spreadsheet would compute is guarded by an apostrophe.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from typing import Any

from linkreg.eligibility import Assessment, RulesetLibrary
from linkreg.profile import to_plain
from linkreg.records import OrganizationRecord
from linkreg.reference import display_name
from linkreg.search import SearchEngine, SearchQuery
from linkreg.services import catalogue
from linkreg.services.mapping import LIST_MARK
from linkreg.transaction import Transaction
from linkreg.vocabulary import IdentifierScheme

_COLUMNS = [
    *("id", "name", "short_name", "aliases", "legal_form", "founded_on", "description"),
    *("region", "region_name", "address", "email", "phone", "website"),
    *("urusan", "services", "operating_regions", "beneficiaries", "sdgs", "permanent_staff"),
]
_COLUMNS += ["audited_years", "accountability_standards", "open_government_commitments"]
_COLUMNS += ["catalogue_url"]
_COLUMNS += [scheme.value for scheme in IdentifierScheme]
_COLUMNS += ["status", "outcome", "outcome_until", "updated_at"]

_COMPUTED = ("=", "+", "-", "@", "\t", "\r")
BYTE_ORDER_MARK = "\ufeff"


def export_csv(
    tx: Transaction, engine: SearchEngine, rulesets: RulesetLibrary, query: SearchQuery
) -> Iterator[str]:
    """Yield CSV text: a header, then one line for each organization the query finds, in its order."""
    yield BYTE_ORDER_MARK + _line(_COLUMNS)
    for record, assessment in catalogue.walk(tx, engine, rulesets, query):
        yield _line([_guarded(cell) for cell in _cells(record, assessment)])


def export_jsonl(
    tx: Transaction, engine: SearchEngine, rulesets: RulesetLibrary, query: SearchQuery
) -> Iterator[str]:
    """Yield one JSON object a line: the profile as it can be handed in again."""
    for record, _ in catalogue.walk(tx, engine, rulesets, query):
        yield json.dumps(to_plain(record.profile), ensure_ascii=False) + "\n"


def _cells(record: OrganizationRecord, assessment: Assessment) -> list[str]:
    profile = record.profile
    numbers = {identifier.scheme: identifier.id for identifier in profile.identifiers}
    values: list[Any] = [
        record.id,
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
        *(numbers.get(scheme) for scheme in IdentifierScheme),
        record.status,
        assessment.verdict,
        assessment.holds.end,
        record.updated_at.isoformat(),
    ]
    return [_cell(value) for value in values]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return LIST_MARK.join(map(str, value)) if isinstance(value, tuple) else str(value)


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_COMPUTED) else cell


def _line(cells: Sequence[str]) -> str:
    line = io.StringIO(newline="")
    csv.writer(line).writerow(cells)
    return line.getvalue()
