"""Put an observation, a warning or a sanction on record: where it counts, how long, on whose authority.

Kept apart from capability: a flag never changes a verdict. Only a sanction is public, and it bars.
"""

from __future__ import annotations

from sqlalchemy import select

from linkreg.errors import Conflict, NotFound, StaleVersion
from linkreg.models import Flag, new_id
from linkreg.records import FlagRecord
from linkreg.schemas.flags import NewFlag
from linkreg.services import gate, organizations
from linkreg.services.permissions import Verb
from linkreg.transaction import Transaction
from linkreg.wording import Wording


def raise_flag(tx: Transaction, organization_id: str, new: NewFlag) -> FlagRecord:
    """Put a flag on record; for those in charge of the organization, within their own region."""
    record = organizations.get(tx, organization_id)
    gate.require(tx.actor, Verb.FLAG, record)
    gate.require(tx.actor, Verb.FLAG_WITHIN, region=new.scope)
    row = Flag(
        id=new_id(),
        organization_id=organization_id,
        kind=new.kind,
        scope=new.scope,
        reason=new.reason,
        source=new.source,
        starts_on=new.starts_on,
        ends_on=new.ends_on,
        raised_at=tx.now,
        raised_by=tx.actor.name,
    )
    tx.session.add(row)
    organization = organizations.lock_row(tx, organization_id)
    tx.record_change(f"{new.kind}_recorded", organization, ("flags", new.kind.value))
    tx.session.flush()
    return organizations.flag_record(row)


def lift_flag(
    tx: Transaction,
    organization_id: str,
    flag_id: str,
    reason: str,
    *,
    seen_version: int | None = None,
) -> FlagRecord:
    """End a flag today, before its last day; it stays on record. Raise ``Conflict`` when it ended.

    ``seen_version`` is the organization's, whose page shows the flag: else ``StaleVersion``.
    """
    record = organizations.get(tx, organization_id)
    gate.require(tx.actor, Verb.FLAG, record)
    organization = organizations.lock_row(tx, organization_id)
    if seen_version not in {None, organization.version}:
        raise StaleVersion(seen_version or 0, organization.version)
    query = select(Flag).where(Flag.id == flag_id, Flag.organization_id == organization_id)
    row = tx.session.scalars(query.with_for_update()).first()
    if row is None:
        raise NotFound(
            Wording("Tanda {flag_id} tidak ditemukan pada organisasi ini.", flag_id=repr(flag_id))
        )
    gate.require(tx.actor, Verb.FLAG_WITHIN, region=row.scope)
    if row.lifted_at is not None or row.ends_on < tx.today:
        raise Conflict("Tanda ini sudah berakhir.")
    row.lifted_at, row.lifted_by, row.lifting = tx.now, tx.actor.name, reason
    tx.record_change(f"{row.kind}_lifted", organization, ("flags", row.kind.value))
    tx.session.flush()
    return organizations.flag_record(row)
