"""The object other services use: every verb of the registry, each one transaction.

    from linkreg import open_registry
    registry = open_registry("sqlite:///linkreg.sqlite3", index_dir="index")

A ``Registry`` is safe to share between threads. What its verbs stand on is in ``linkreg.wiring``.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from linkreg.actor import SYSTEM, Actor
from linkreg.clock import Clock, date_in_indonesia, system_clock
from linkreg.database import open_database
from linkreg.desk_verbs import DeskVerbs
from linkreg.document_verbs import DocumentVerbs
from linkreg.eligibility import load_rulesets
from linkreg.files import FolderStorage
from linkreg.filling_verbs import FillingVerbs
from linkreg.link_verbs import LinkVerbs
from linkreg.privacy_verbs import PrivacyVerbs
from linkreg.question_verbs import QuestionVerbs
from linkreg.records import OrganizationRecord
from linkreg.schemas.profile import load_patch, load_profile
from linkreg.services import accesses, gate, history, organizations, showing
from linkreg.services.permissions import Verb
from linkreg.settings import Settings
from linkreg.standing_verbs import StandingVerbs
from linkreg.upkeep_verbs import UpkeepVerbs
from linkreg.vocabulary import OrganizationStatus
from linkreg.wiring import open_engine


class Registry(
    QuestionVerbs,
    DocumentVerbs,
    StandingVerbs,
    PrivacyVerbs,
    LinkVerbs,
    FillingVerbs,
    DeskVerbs,
    UpkeepVerbs,
):
    """Organizations, their verdicts and their index; build one with ``open_registry``."""

    def register(
        self,
        data: Mapping[str, Any],
        actor: Actor = SYSTEM,
        *,
        status: OrganizationStatus = OrganizationStatus.DRAFT,
    ) -> OrganizationRecord:
        """Add an organization from JSON-ready data; raise ``InvalidInput`` with every mistake.

        It is a draft until ``submit``. Those in charge of its region may choose another ``status``, to
        bring along what was checked elsewhere.
        """
        profile = load_profile(data)
        with self.transaction(actor) as tx:
            return organizations.register(tx, profile, status=status)

    def update(
        self,
        organization_id: str,
        changes: Mapping[str, Any],
        *,
        version: int,
        actor: Actor = SYSTEM,
    ) -> OrganizationRecord:
        """Change the named fields (RFC 7396: ``None`` clears one); raise ``StaleVersion``."""
        with self.transaction(actor) as tx:
            current = organizations.get_to_change(tx, organization_id, seen_version=version)
            profile = load_patch(current.profile, changes)
            return organizations.update(tx, organization_id, profile, seen_version=version)

    def get(
        self, organization_id: str, actor: Actor = SYSTEM, *, on: date | None = None
    ) -> OrganizationRecord:
        """Return an organization the actor may see, as it stood at the end of a day (now).

        What the actor may not see of it is left out. Raise ``NotFound``; for a past day on which it was
        not known ``NotKnownThen``, and ``RevisionErased``.
        """
        with self.reading(actor) as tx:
            reading = history.read(tx, organization_id, on)
            accesses.note_profile(tx, reading.current)
        return gate.shown_to(actor, reading.record, reading.current)

    def get_to_edit(self, organization_id: str, actor: Actor) -> OrganizationRecord:
        """Return an organization the actor may change; raise as ``update`` would."""
        with self.reading(actor) as tx:
            record = organizations.get(tx, organization_id)
            gate.require(actor, Verb.EDIT, record)
            accesses.note_profile(tx, record)
            return record

    def show(
        self, organization_id: str, actor: Actor = SYSTEM, *, on: date | None = None
    ) -> tuple[OrganizationRecord, dict[str, Any]]:
        """Return an organization as it stood on a day (now), as the actor sees it: also JSON-ready.

        Raise as ``get`` does.
        """
        shown = self.look_at(organization_id, actor, on=on)
        return shown.record, shown.view

    def look_at(
        self, organization_id: str, actor: Actor = SYSTEM, *, on: date | None = None
    ) -> showing.Shown:
        """Return what ``show`` does, with a mark that changes whenever the view does.

        For a past day there is none.
        """
        with self.reading(actor) as tx:
            return showing.show(tx, self.rulesets, organization_id, on)

    def recognize(
        self,
        organization_id: str,
        known: Container[str],
        actor: Actor = SYSTEM,
        *,
        on: date | None = None,
    ) -> str | None:
        """Return the mark of what ``look_at`` would give if it is among those known, else ``None``.

        For one row read. Raise ``NotFound`` as ``look_at`` does.
        """
        with self.reading(actor) as tx:
            return showing.recognize(tx, organization_id, known, on)

    def present(self, record: OrganizationRecord, actor: Actor = SYSTEM) -> showing.Shown:
        """Return what the actor is shown of an organization that was just changed, as of today."""
        reading = history.Reading(record, record)
        return showing.present(actor, reading, self.rulesets, date_in_indonesia(self.clock()))


def open_registry(
    database_url: str | None = None,
    *,
    index_dir: str | Path | None = None,
    files_dir: str | Path | None = None,
    synonyms: str | Path | None = None,
    settings: Settings | None = None,
    clock: Clock = system_clock,
) -> Registry:
    """Open a registry; arguments override ``settings``, which default to ``Settings()``.

    ``synonyms`` is a file of the office's own. Nothing is created before ``initialize()``. Raise
    ``InvalidSettings`` for a wrong URL, an engine that is not installed or mistakes in the list of
    synonyms, ``CorruptRuleset`` for a broken ruleset file.
    """
    settings = settings or Settings()
    folder = Path(index_dir) if index_dir is not None else settings.index_dir
    own = Path(synonyms) if synonyms is not None else settings.synonyms
    return Registry(
        database=open_database(database_url or settings.database_url),
        engine=open_engine(settings.search_engine, folder, settings.search_cache_mb, own),
        rulesets=load_rulesets(),
        files=FolderStorage(Path(files_dir) if files_dir is not None else settings.files_dir),
        clock=clock,
        reply_days=settings.reply_days,
        secret_key=settings.secret_key,
        synonyms=own,
    )
