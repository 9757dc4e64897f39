"""Take in other people's lists: every row ends in the registry or in the report, none is lost.

Importing the same file again changes nothing: an organization is recognized by the mapping's key, or
by its folded name within its region, and what it has said of itself since is left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from linkreg.errors import Conflict, InvalidInput
from linkreg.profile import Profile
from linkreg.services import identities, organizations
from linkreg.services.mapping import ColumnMapping, own_mapping
from linkreg.services.rows import Refusal, column_of, profile_of
from linkreg.services.table import Row, Table
from linkreg.transaction import Transaction
from linkreg.vocabulary import IdentifierScheme, OrganizationStatus

#: Opens a writing transaction.
Writer = Callable[[], AbstractContextManager[Transaction]]

_BATCH = 200


@dataclass(slots=True)
class Report:
    """What became of every row: ``read = added + present + refused``."""

    read: int = 0
    added: int = 0
    present: int = 0
    refusals: list[Refusal] = field(default_factory=list)
    unused_columns: tuple[str, ...] = ()

    @property
    def refused(self) -> int:
        """Return how many rows did not get in; one row can have several refusals."""
        return len({refusal.row for refusal in self.refusals})

    def as_table(self) -> Iterator[tuple[str, ...]]:
        """Yield a header, then a line for every refusal."""
        yield ("baris", "kolom", "nilai", "alasan")
        for refusal in self.refusals:
            yield (str(refusal.row), refusal.column, refusal.value, refusal.reason)


@dataclass(slots=True)
class _Intake:
    """One run over a table: what is fixed for all rows, and what is known of rows before."""

    mapping: ColumnMapping | None
    status: OrganizationStatus
    report: Report = field(default_factory=Report)
    seen: dict[object, int] = field(default_factory=dict)

    @property
    def key(self) -> IdentifierScheme | None:
        return self.mapping.key if self.mapping else None

    def take_in(self, tx: Transaction, row: Row) -> None:
        self.report.read += 1
        profile, refusals = profile_of(row, self.mapping)
        if profile is None:
            self.report.refusals += refusals
        elif (earlier := self.seen.setdefault(self._key_of(profile), row.number)) != row.number:
            self._refuse(row, profile, f"Sama dengan baris {earlier} dalam berkas ini.")
        elif self._find(tx, profile) is not None:
            self.report.present += 1
        else:
            self._register(tx, row, profile)

    def _register(self, tx: Transaction, row: Row, profile: Profile) -> None:
        try:
            organizations.register(tx, profile, status=self.status)
        except (Conflict, InvalidInput) as error:
            self._refuse(row, profile, error.message)
        else:
            self.report.added += 1

    def _refuse(self, row: Row, profile: Profile, reason: str) -> None:
        column = column_of(self.mapping, "name")
        self.report.refusals.append(Refusal(row.number, column, profile.name, reason))

    def _key_of(self, profile: Profile) -> object:
        number = profile.identifier(self.key) if self.key else None
        return number or (organizations.name_key(profile.name), profile.region)

    def _find(self, tx: Transaction, profile: Profile) -> str | None:
        number = profile.identifier(self.key) if self.key else None
        if self.key and number:
            return identities.find_by_identifier(tx, self.key, number)
        return organizations.find_by_name(tx, profile.name, profile.region)


def import_table(
    write: Writer,
    table: Table,
    mapping: ColumnMapping | None = None,
    *,
    status: OrganizationStatus = OrganizationStatus.PUBLISHED,
) -> Report:
    """Register every row that is new; a broken one is reported and the next goes on.

    Rows are committed in batches: a process killed half way leaves whole organizations behind, and
    importing the file again adds the rest. Raise ``InvalidInput`` when the file lacks a column.
    """
    if mapping is None and not table.nested:
        mapping = own_mapping(table.columns)
    intake = _Intake(mapping, status)
    if mapping is not None:
        intake.report.unused_columns = _unused_columns(table, mapping)
    for start in range(0, len(table.rows), _BATCH):
        with write() as tx:
            for row in table.rows[start : start + _BATCH]:
                intake.take_in(tx, row)
    return intake.report


def _unused_columns(table: Table, mapping: ColumnMapping) -> tuple[str, ...]:
    """Return the columns nobody asked for; raise ``InvalidInput`` when one asked for is missing."""
    used = {column for source in mapping.columns.values() for column in source.columns}
    missing = sorted(used - set(table.columns))
    if missing or not {"name", "region"} <= set(mapping.columns):
        raise InvalidInput(
            f"Kolom tidak ditemukan: {', '.join(missing) or 'name dan region'}. Kolom dalam berkas: "
            f"{', '.join(table.columns)}. Sebutkan kolomnya dengan --mapping atau --column."
        )
    return tuple(column for column in table.columns if column not in used)
