"""Consent to publish the names of an organization's officers: given, withdrawn, kept on record."""

from __future__ import annotations

from sqlalchemy import select

from linkreg.consents import current_text
from linkreg.errors import Conflict, InvalidInput, Mistake
from linkreg.models import Consent, Organization, new_id
from linkreg.records import ConsentRecord, OrganizationRecord
from linkreg.services import gate, organizations
from linkreg.services.permissions import Verb
from linkreg.transaction import Transaction
from linkreg.wording import Wording


def give(tx: Transaction, organization_id: str, text: str) -> ConsentRecord:
    """Record that an organization agrees to a text by its key; agreeing twice changes nothing.

    Raise ``InvalidInput`` for any text but the one asked for now.
    """
    record = organizations.get(tx, organization_id)
    gate.require(tx.actor, Verb.CONSENT, record)
    asked = current_text()
    if text != asked.key:
        message = Wording(
            "Naskah persetujuan yang berlaku sekarang: {key}. Baca lalu setujui itu.", key=asked.key
        )
        raise InvalidInput(message, [Mistake("/text", "unknown_code", message)])
    organization = organizations.lock_row(tx, organization_id)
    standing = _standing(tx, organization_id)
    if standing is not None and standing.text_sha256 == asked.sha256:
        return _read(standing)
    if standing is not None:
        standing.withdrawn_at, standing.withdrawn_by = tx.now, tx.actor.name
    return _give(tx, organization)


def take_over(tx: Transaction, record: OrganizationRecord) -> None:
    """Record a consent that an organization gave elsewhere, for those who bring a register along."""
    gate.require(tx.actor, Verb.TAKE_OVER, record)
    organization = organizations.lock_row(tx, record.id)
    if _standing(tx, record.id) is None:
        _give(tx, organization)


def _give(tx: Transaction, organization: Organization) -> ConsentRecord:
    asked = current_text()
    row = Consent(
        id=new_id(),
        organization_id=organization.id,
        text=asked.key,
        text_sha256=asked.sha256,
        given_at=tx.now,
        given_by=tx.actor.name,
    )
    tx.session.add(row)
    organization.consented_at = tx.now
    _record(tx, "consent_given", organization)
    return _read(row)


def withdraw(tx: Transaction, organization_id: str) -> ConsentRecord:
    """Withdraw the consent: names are no longer shown, from now on and in past versions too."""
    record = organizations.get(tx, organization_id)
    gate.require(tx.actor, Verb.CONSENT, record)
    organization = organizations.lock_row(tx, organization_id)
    row = _standing(tx, organization_id)
    if row is None:
        raise Conflict("Tidak ada persetujuan yang berlaku, jadi tidak ada yang perlu ditarik.")
    row.withdrawn_at, row.withdrawn_by = tx.now, tx.actor.name
    organization.consented_at = None
    _record(tx, "consent_withdrawn", organization)
    return _read(row)


def list_consents(tx: Transaction, organization_id: str) -> tuple[ConsentRecord, ...]:
    """Return every consent of an organization, newest first; for itself and those in charge."""
    gate.require(tx.actor, Verb.READ_CONSENTS, organizations.get(tx, organization_id))
    return consents_of(tx, organization_id)


def consents_of(tx: Transaction, organization_id: str) -> tuple[ConsentRecord, ...]:
    """Return every consent of an organization, newest first, for a caller who may see them."""
    query = select(Consent).where(Consent.organization_id == organization_id)
    found = tx.session.scalars(query.order_by(Consent.given_at.desc(), Consent.id))
    return tuple(map(_read, found))


def _standing(tx: Transaction, organization_id: str) -> Consent | None:
    query = select(Consent).where(
        Consent.organization_id == organization_id, Consent.withdrawn_at.is_(None)
    )
    return tx.session.scalars(query.with_for_update()).first()


def _record(tx: Transaction, verb: str, organization: Organization) -> None:
    tx.record_change(verb, organization, ("consent",))
    tx.session.flush()


def _read(row: Consent) -> ConsentRecord:
    return organizations.read_row(ConsentRecord, row)
