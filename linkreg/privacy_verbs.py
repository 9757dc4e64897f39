"""The registry's verbs about personal data: consent, erasure, and who read what."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from linkreg.actor import SYSTEM, Actor
from linkreg.consents import CURRENT
from linkreg.database import flush_log
from linkreg.errors import FilesUnavailable
from linkreg.records import AccessRecord, ConsentRecord, ErasureRecord
from linkreg.schemas.privacy import ErasureRequest, load_erasure
from linkreg.services import accesses, consents, erasure
from linkreg.wiring import Wiring

_log = logging.getLogger("linkreg")


class PrivacyVerbs(Wiring):
    """What a ``Registry`` can do about personal data; each verb is one transaction."""

    def give_consent(
        self, organization_id: str, actor: Actor = SYSTEM, *, text: str = CURRENT
    ) -> ConsentRecord:
        """Record that an organization agrees to a text (``linkreg.consents``)."""
        with self.transaction(actor) as tx:
            return consents.give(tx, organization_id, text)

    def withdraw_consent(self, organization_id: str, actor: Actor = SYSTEM) -> ConsentRecord:
        """Withdraw the consent: names of the board are no longer shown, of any version."""
        with self.transaction(actor) as tx:
            return consents.withdraw(tx, organization_id)

    def list_consents(
        self, organization_id: str, actor: Actor = SYSTEM
    ) -> tuple[ConsentRecord, ...]:
        """Return every consent of an organization, newest first."""
        with self.reading(actor) as tx:
            return consents.list_consents(tx, organization_id)

    def erase_person(
        self, organization_id: str, data: Mapping[str, Any], actor: Actor = SYSTEM
    ) -> ErasureRecord:
        """Erase a person: ``texts`` (names), ``ground``, and ``documents`` whose files go as well.

        The index forgets by itself what it finds by; ``rebuild_index`` also clears what lies unused in
        its files.
        """
        return self.erase(organization_id, load_erasure(data), actor)

    def erase(self, organization_id: str, request: ErasureRequest, actor: Actor) -> ErasureRecord:
        """Erase as ``erase_person`` does what was checked already.

        Files that cannot be removed now are removed by the next ``finish_erasures``: the erasure itself
        is done, and must not look as if it were not.
        """
        with self.transaction(actor) as tx:
            erased = erasure.erase_person(tx, organization_id, request)
        try:
            self.finish_erasures()
        except FilesUnavailable:
            _log.exception("files of an erasure not removed; the next start will")
        return erased

    def initialize(self) -> str:
        """Make or upgrade the tables, and finish what a killed process left to be erased."""
        revision = super().initialize()
        self.finish_erasures()
        return revision

    def finish_erasures(self) -> int:
        """Remove the files that erasures left behind; return how many. Harmless when repeated."""
        with self.transaction(SYSTEM, follow=False) as tx:
            removed = erasure.remove_files(tx, self.files)
        flush_log(self.database)
        return removed

    def list_erasures(
        self, organization_id: str, actor: Actor = SYSTEM
    ) -> tuple[ErasureRecord, ...]:
        """Return what was erased of an organization, newest first; for administrators."""
        with self.reading(actor) as tx:
            return erasure.list_erasures(tx, organization_id)

    def list_accesses(
        self,
        organization_id: str,
        actor: Actor = SYSTEM,
        *,
        limit: int = accesses.AT_MOST,
        offset: int = 0,
    ) -> tuple[tuple[AccessRecord, ...], int]:
        """Return who in charge read an organization's documents, newest first, and how often."""
        with self.reading(actor) as tx:
            return accesses.list_accesses(tx, organization_id, limit=limit, offset=offset)
