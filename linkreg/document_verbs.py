"""The registry's verbs about documents: put forward, changed, filed, decided, called for in time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import partial
from typing import IO, Any

from linkreg.actor import SYSTEM, Actor
from linkreg.errors import InvalidInput
from linkreg.files import CheckedFile, check_file
from linkreg.records import EvidenceRecord, StoredFile, VerificationRecord
from linkreg.schemas.evidence import load_details, load_evidence, mistakes_in_evidence
from linkreg.schemas.verification import load_decision
from linkreg.services import evidence, reminders, sending, verification
from linkreg.transaction import Transaction
from linkreg.wiring import Wiring


class DocumentVerbs(Wiring):
    """What a ``Registry`` can do with documents; each verb is one transaction."""

    def supply_evidence(
        self, organization_id: str, data: Mapping[str, Any], actor: Actor = SYSTEM
    ) -> EvidenceRecord:
        """Put a document forward; raise ``InvalidInput`` with every mistake."""
        new = load_evidence(data)
        with self.transaction(actor) as tx:
            return evidence.supply(tx, organization_id, new)

    def supply_with_file(
        self,
        organization_id: str,
        data: Mapping[str, Any],
        source: bytes | IO[bytes],
        name: str | None = None,
        actor: Actor = SYSTEM,
    ) -> EvidenceRecord:
        """Put a document forward together with its file: both, or neither with every mistake."""
        try:
            file = check_file(source, name)
        except InvalidInput as error:
            raise InvalidInput(
                error.message, (*mistakes_in_evidence(data), *error.mistakes)
            ) from error
        new = load_evidence(data)
        with self._storing(file, actor) as tx:
            supplied = evidence.supply(tx, organization_id, new)
            return evidence.attach(tx, organization_id, supplied.id, file)

    def change_evidence(
        self,
        organization_id: str,
        evidence_id: str,
        data: Mapping[str, Any],
        actor: Actor = SYSTEM,
        *,
        version: int | None = None,
    ) -> EvidenceRecord:
        """Say anew what a document is; if it differs it waits to be verified again.

        Raise ``InvalidInput`` with every mistake; ``StaleVersion`` when ``version``, the document's
        own, is not what it was seen with.
        """
        details = load_details(data)
        with self.transaction(actor) as tx:
            return evidence.change(tx, organization_id, evidence_id, details, seen_version=version)

    def withdraw_evidence(
        self,
        organization_id: str,
        evidence_id: str,
        actor: Actor = SYSTEM,
        *,
        version: int | None = None,
    ) -> None:
        """Take a document back; past versions of the organization still have it."""
        with self.transaction(actor) as tx:
            evidence.withdraw(tx, organization_id, evidence_id, seen_version=version)

    def attach_file(
        self,
        organization_id: str,
        evidence_id: str,
        source: bytes | IO[bytes],
        name: str | None = None,
        actor: Actor = SYSTEM,
        *,
        version: int | None = None,
    ) -> EvidenceRecord:
        """Give a document its file, which then waits to be verified; raise ``InvalidInput``.

        The same content again changes nothing. Raise ``StaleVersion`` as ``change_evidence`` does.
        """
        with self.reading(actor) as tx:
            evidence.require_attachable(tx, organization_id, evidence_id, seen_version=version)
        file = check_file(source, name)
        with self._storing(file, actor) as tx:
            return evidence.attach(tx, organization_id, evidence_id, file, seen_version=version)

    def open_file(
        self, evidence_id: str, actor: Actor = SYSTEM, *, organization_id: str | None = None
    ) -> StoredFile:
        """Return a document's file to the organization and those in charge; else ``NotFound``.

        ``organization_id``: whose document it has to be, where an address names both. Raise
        ``CorruptFile`` when it is gone from the storage or no longer the same.
        """
        with self.reading(actor) as tx:
            file = evidence.get_file(tx, evidence_id, organization_id)
        content = self.files.read(file.sha256)
        return StoredFile(content, file.type.value, file.name, file.sha256, file.size)

    @contextmanager
    def _storing(self, file: CheckedFile, actor: Actor) -> Iterator[Transaction]:
        """Open a transaction whose success also keeps the file, and whose failure leaves none."""
        with self.files.stage(file) as keep, self.transaction(actor) as tx:
            tx.before_commit(keep)
            yield tx

    def decide_evidence(
        self,
        organization_id: str,
        evidence_id: str,
        data: Mapping[str, Any],
        actor: Actor = SYSTEM,
        *,
        version: int | None = None,
    ) -> EvidenceRecord:
        """Accept a document, or announce its rejection, which ``decide_notice`` makes final.

        ``data`` holds ``state``, ``note`` and the ``answers`` to the kind's checklist
        (``linkreg.document_kinds.CHECKLISTS``). Raise ``StaleVersion`` when ``version``, the document's
        own, is not what it was seen with: of two officers at once, one is told.
        """
        decision = load_decision(data)
        with self.transaction(actor) as tx:
            return verification.decide(
                tx,
                organization_id,
                evidence_id,
                decision,
                seen_version=version,
                reply_days=self.reply_days,
            )

    def verify_evidence(
        self,
        evidence_id: str,
        data: Mapping[str, Any],
        actor: Actor = SYSTEM,
        *,
        version: int | None = None,
    ) -> EvidenceRecord:
        """Decide as ``decide_evidence`` does on a document whose organization need not be known."""
        with self.reading(actor) as tx:
            owner = evidence.get_owner(tx, evidence_id)
        return self.decide_evidence(owner.id, evidence_id, data, actor, version=version)

    def list_verifications(
        self, evidence_id: str, actor: Actor = SYSTEM
    ) -> tuple[VerificationRecord, ...]:
        """Return every decision about a document, newest first; the newest is in force."""
        with self.reading(actor) as tx:
            return verification.list_verifications(tx, evidence_id)

    def list_reminders(
        self, on: date | None = None, actor: Actor = SYSTEM
    ) -> tuple[reminders.Reminder, ...]:
        """Return what organizations are to be reminded of on a day (today) and have not been."""
        with self.reading(actor) as tx:
            return reminders.list_due(tx, self.rulesets, on)

    def send_reminders(
        self, post: sending.Post, public_url: str, actor: Actor = SYSTEM
    ) -> Iterator[sending.Delivery]:
        """Send today's reminders through ``post`` (``linkreg.mail.Mailer.post``), as you iterate.

        ``public_url`` is where links lead. Raise what ``post`` raises, except ``MailRefused``.
        """
        read = partial(self.reading, actor)
        write = partial(self.transaction, actor, follow=False)
        try:
            yield from sending.send_due(read, write, self.rulesets, post, public_url)
        finally:
            self._follow()
