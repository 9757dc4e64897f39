"""Read an organization as it stood at the end of a past day in Western Indonesia Time.

What anybody does later changes nothing of it. Who may see it is decided by how it stands now, and the
public sees of the past only what was public then.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from linkreg.clock import date_in_indonesia, first_instant_after
from linkreg.errors import NotKnownThen, RevisionErased
from linkreg.records import OrganizationRecord
from linkreg.revisions import find_revision, read_revision
from linkreg.services import gate, organizations
from linkreg.transaction import Transaction
from linkreg.wording import Wording


@dataclass(frozen=True, slots=True)
class Reading:
    """An organization as it stood on a day, and as it stands now: the latter decides who sees what."""

    record: OrganizationRecord
    current: OrganizationRecord


def read(tx: Transaction, organization_id: str, on: date | None = None) -> Reading:
    """Return an organization the caller may see; today and later mean the newest version.

    A change belongs to the day on which its transaction was opened. Raise ``NotFound``; for a day on
    which the caller could not know of it ``NotKnownThen``; ``RevisionErased``.
    """
    current = organizations.get(tx, organization_id)
    if on is None or on >= tx.today:
        return Reading(current, current)
    return Reading(_stood(tx, current, on), current)


def _stood(tx: Transaction, current: OrganizationRecord, on: date) -> OrganizationRecord:
    revision = find_revision(tx.session, current.id, first_instant_after(on))
    if revision is None:
        since = date_in_indonesia(current.created_at)
        raise NotKnownThen(
            Wording(
                "Pada {on} organisasi ini belum tercatat; ia tercatat sejak {since}.",
                on=on,
                since=since,
            )
        )
    record = read_revision(revision, current)
    if record is None:
        raise RevisionErased(
            Wording(
                "Catatan per {on} (versi {version}) tidak dapat dibaca: revisi ini telah "
                "dihapus. Pilih tanggal lain.",
                on=on,
                version=revision.version,
            )
        )
    if not gate.was_visible(tx.actor, current, record):
        raise NotKnownThen(
            Wording("Pada {on} profil ini belum ditayangkan. Pilih tanggal sesudahnya.", on=on)
        )
    return record
