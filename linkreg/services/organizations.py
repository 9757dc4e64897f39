"""Register organizations, change what they say of themselves, and read them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import bindparam, select

from linkreg.errors import Conflict, InvalidInput, Mistake, StaleVersion
from linkreg.models import (
    Account,
    Evidence,
    Flag,
    Organization,
    Revision,
    new_id,
)
from linkreg.profile import Profile, from_plain
from linkreg.records import EvidenceFile, EvidenceRecord, FlagRecord, OrganizationRecord
from linkreg.services import gate, identities
from linkreg.services.permissions import Verb
from linkreg.transaction import Transaction
from linkreg.vocabulary import OrganizationStatus
from linkreg.wording import Wording


def register(
    tx: Transaction,
    profile: Profile,
    *,
    status: OrganizationStatus = OrganizationStatus.DRAFT,
) -> OrganizationRecord:
    """Add an organization; raise ``DuplicateIdentifier`` when its NPWP is another's.

    It is a draft until it is submitted (``services.lifecycle``). Only those in charge of its region,
    who bring a register along, may choose another ``status``.
    """
    gate.require(tx.actor, Verb.REGISTER)
    if not gate.may(tx.actor, Verb.REGISTER_AS_CHECKED, region=profile.region):
        status = OrganizationStatus.DRAFT
    organization_id = new_id()
    require_acceptable(tx, organization_id, profile)
    organization = Organization(
        id=organization_id,
        version=0,
        status=status,
        region=profile.region,
        name_key=name_key(profile.name),
        created_at=tx.now,
        updated_at=tx.now,
        status_since=tx.now,
    )
    tx.session.add(organization)
    identities.add_identifiers(tx, organization.id, profile)
    _hand_over(tx, organization.id)
    tx.record_change("registered", organization, _stated(profile), profile)
    return _record(organization, profile)


def _hand_over(tx: Transaction, organization_id: str) -> None:
    """Let an organization's account that registers its profile keep it."""
    if gate.may(tx.actor, Verb.KEEP_AS_REGISTERED):
        account = tx.session.get_one(Account, tx.actor.name, with_for_update=True)
        if account.organization_id is not None:
            raise Conflict(
                "Akun ini baru saja mendaftarkan profil; muat ulang dan ubah profil itu."
            )
        account.organization_id = organization_id


def update(
    tx: Transaction, organization_id: str, profile: Profile, *, seen_version: int
) -> OrganizationRecord:
    """Replace the profile; raise ``StaleVersion`` when somebody else was faster.

    Saying the same again changes nothing: no version, no journal entry.
    """
    record = get_to_change(tx, organization_id, seen_version=seen_version)
    organization = lock_row(tx, organization_id)
    changed = changed_fields(record.profile, profile)
    if not changed:
        return record
    require_acceptable(tx, organization_id, profile)
    if "identifiers" in changed:
        identities.drop_identifiers(tx, organization_id)
        identities.add_identifiers(tx, organization_id, profile)
    organization.region = profile.region
    organization.name_key = name_key(profile.name)
    tx.record_change("updated", organization, changed, profile)
    return replace(
        record, profile=profile, version=organization.version, updated_at=organization.updated_at
    )


def get(tx: Transaction, organization_id: str) -> OrganizationRecord:
    """Return an organization the caller may see; raise ``NotFound``."""
    record = next(iter(get_many(tx, [organization_id])), None)
    if record is None:
        raise gate.not_found(organization_id)
    gate.require_visible(tx.actor, record)
    return record


def get_to_change(
    tx: Transaction, organization_id: str, *, seen_version: int
) -> OrganizationRecord:
    """Return an organization the caller may change, as the caller saw it, else ``StaleVersion``."""
    record = get(tx, organization_id)
    gate.require(tx.actor, Verb.EDIT, record)
    current = lock_row(tx, organization_id).version
    if current != seen_version:
        raise StaleVersion(seen_version, current)
    return record


def get_many(tx: Transaction, ids: Sequence[str]) -> list[OrganizationRecord]:
    """Return those organizations that exist, in the order of the ids, visible or not."""
    query = (
        select(Organization, Revision.content)
        .outerjoin(
            Revision,
            (Revision.organization_id == Organization.id)
            & (Revision.version == Organization.version),
        )
        .where(Organization.id.in_(ids))
    )
    evidence, flags = evidence_of(tx, ids), flags_of(tx, ids)
    found = {
        organization.id: _record(
            organization,
            _profile(tx, organization, content),
            evidence.get(organization.id, ()),
            flags.get(organization.id, ()),
        )
        for organization, content in tx.session.execute(query)
    }
    return [found[wanted] for wanted in ids if wanted in found]


def _profile(
    tx: Transaction, organization: Organization, content: Mapping[str, Any] | None
) -> Profile:
    """Return the profile as this transaction sees it: its newest revision is written at the commit."""
    changed = tx.changed_profile(organization.id)
    if changed is not None:
        return changed
    if content is None:
        earlier = tx.session.get_one(Revision, (organization.id, organization.version - 1))
        content = earlier.content or {}
    return from_plain(content["profile"])


def evidence_of(tx: Transaction, ids: Sequence[str]) -> dict[str, tuple[EvidenceRecord, ...]]:
    """Return the documents of organizations, oldest first.

    Columns rather than rows with an identity: there are ten to an organization, and only read.
    """
    query = (
        select(Evidence.organization_id, *_FILE_COLUMNS, *_EVIDENCE_COLUMNS)
        .where(Evidence.organization_id.in_(ids), Evidence.withdrawn_at.is_(None))
        .order_by(Evidence.organization_id, Evidence.supplied_at, Evidence.id)
    )
    grouped = groupby(tx.session.execute(query), key=itemgetter(0))
    return {
        organization_id: tuple(map(_evidence_of_columns, rows)) for organization_id, rows in grouped
    }


_FILE_COLUMNS = tuple(getattr(Evidence, f"file_{field.name}") for field in fields(EvidenceFile))
_EVIDENCE_FIELDS = tuple(it.name for it in fields(EvidenceRecord) if it.name != "file")
_EVIDENCE_COLUMNS = tuple(getattr(Evidence, name) for name in _EVIDENCE_FIELDS)


def _evidence_of_columns(row: Sequence[Any]) -> EvidenceRecord:
    """Return a document as a value: its organization, the facts of its file, everything else."""
    facts, rest = row[1 : 1 + len(_FILE_COLUMNS)], row[1 + len(_FILE_COLUMNS) :]
    file = None if None in facts else EvidenceFile(*facts)
    return EvidenceRecord(**dict(zip(_EVIDENCE_FIELDS, rest, strict=True)), file=file)


def flags_of(tx: Transaction, ids: Sequence[str]) -> dict[str, tuple[FlagRecord, ...]]:
    """Return what was put on record about organizations, oldest first."""
    rows = tx.session.execute(_FLAGS, {"ids": list(ids)}).all()
    return {
        organization_id: tuple(FlagRecord(*values) for _, *values in of_one)
        for organization_id, of_one in groupby(rows, key=itemgetter(0))
    }


_FLAGS = (
    select(Flag.organization_id, *(getattr(Flag, it.name) for it in fields(FlagRecord)))
    .where(Flag.organization_id.in_(bindparam("ids", expanding=True)))
    .order_by(Flag.organization_id, Flag.raised_at, Flag.id)
)

Value = TypeVar("Value")


def evidence_record(row: Evidence) -> EvidenceRecord:
    """Return a stored document as a value."""
    return read_row(EvidenceRecord, row)


def flag_record(row: Flag) -> FlagRecord:
    """Return a stored flag as a value."""
    return read_row(FlagRecord, row)


def read_row(kind: type[Value], row: object) -> Value:
    """Return a row as a record of a kind whose fields bear the names of the row's columns."""
    return kind(**{name: getattr(row, name) for name in _names_of(kind)})  # type: ignore[arg-type] # a class is hashable


@cache
def _names_of(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def find_by_name(tx: Transaction, name: str, region: str) -> str | None:
    """Return the id of the organization of that name, folded, in that very region, or ``None``."""
    query = select(Organization.id).where(
        Organization.name_key == name_key(name), Organization.region == region
    )
    return tx.session.scalars(query.order_by(Organization.created_at).limit(1)).first()


def name_key(name: str) -> str:
    """Return the name as it is compared: without case, accents and punctuation."""
    folded = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(char for char in folded if not unicodedata.combining(char))
    return " ".join(re.findall(r"[^\W_]+", plain))


def changed_fields(old: Profile, new: Profile) -> tuple[str, ...]:
    """Return the names of the fields in which two profiles differ."""
    return tuple(f.name for f in fields(Profile) if getattr(old, f.name) != getattr(new, f.name))


def _stated(profile: Profile) -> tuple[str, ...]:
    return changed_fields(Profile(name="", region=""), profile)


def require_acceptable(tx: Transaction, organization_id: str, profile: Profile) -> None:
    """Raise ``InvalidInput`` or ``DuplicateIdentifier`` for what only today or others rule out."""
    _require_past(tx, profile)
    identities.require_unclaimed(tx, organization_id, profile)


def _require_past(tx: Transaction, profile: Profile) -> None:
    if profile.founded_on is not None and profile.founded_on > tx.today:
        message = Wording(
            "Tanggal berdiri {founded_on} masih di masa depan.",
            founded_on=profile.founded_on.isoformat(),
        )
        raise InvalidInput(message, [Mistake("/founded_on", "inconsistent", message)])


def lock_row(tx: Transaction, organization_id: str) -> Organization:
    """Return the row of an organization as it now stands, which nobody else changes until the end.

    Lock it before what belongs to it (documents, notices), so that no two writers wait for each other.
    """
    tx.session.flush()
    return tx.session.get_one(
        Organization,
        organization_id,
        with_for_update={"key_share": True},  # who only refers to it need not wait
        populate_existing=True,
    )


def _record(
    organization: Organization,
    profile: Profile,
    evidence: tuple[EvidenceRecord, ...] = (),
    flags: tuple[FlagRecord, ...] = (),
) -> OrganizationRecord:
    return OrganizationRecord(
        id=organization.id,
        version=organization.version,
        status=organization.status,
        profile=profile,
        created_at=organization.created_at,
        updated_at=organization.updated_at,
        evidence=evidence,
        flags=flags,
        status_since=organization.status_since,
        status_reason=organization.status_reason,
        consented=organization.consented_at is not None,
    )
