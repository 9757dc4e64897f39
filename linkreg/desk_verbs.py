"""The registry's verbs of an officer's desk, and the searches that people keep for themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from linkreg.actor import SYSTEM, Actor
from linkreg.records import SavedSearchRecord
from linkreg.schemas.saved_search import load_saved_search
from linkreg.services import desk, saved_searches
from linkreg.wiring import Wiring

#: What happened of late: more nobody reads.
LATEST = 30


class DeskVerbs(Wiring):
    """What a ``Registry`` can do for people at work; each verb is one transaction."""

    def open_desk(self, evidence_id: str, actor: Actor = SYSTEM) -> desk.Desk:
        """Return a document to be decided on, with its place among those that wait.

        Raise ``NotFound``, and ``NotPermitted`` for whoever may not decide on it.
        """
        with self.reading(actor) as tx:
            return desk.open_document(tx, evidence_id)

    def first_waiting(self, actor: Actor = SYSTEM) -> str | None:
        """Return the id of the document that has waited longest for the officer."""
        with self.reading(actor) as tx:
            return desk.first_waiting(tx)

    def next_waiting(self, evidence_id: str, actor: Actor = SYSTEM) -> str | None:
        """Return the id of the document that waits after one, or else of the first."""
        with self.reading(actor) as tx:
            return desk.next_waiting(tx, evidence_id)

    def list_recent(self, actor: Actor = SYSTEM, *, limit: int = LATEST) -> tuple[desk.Recent, ...]:
        """Return what happened of late in the officer's region, newest first."""
        with self.reading(actor) as tx:
            return desk.list_recent(tx, limit)

    def save_search(self, data: Mapping[str, Any], actor: Actor) -> SavedSearchRecord:
        """Keep a search (``name``, ``query``) for the actor; the same one again gets the new name.

        Raise ``InvalidInput`` with every mistake, ``Conflict`` for one too many.
        """
        new = load_saved_search(data)
        with self.transaction(actor, follow=False) as tx:
            return saved_searches.save(tx, new)

    def list_saved_searches(
        self, actor: Actor, *, limit: int = saved_searches.AT_MOST
    ) -> tuple[SavedSearchRecord, ...]:
        """Return the actor's searches, each with how many of its results are new or changed."""
        with self.reading(actor) as tx:
            return saved_searches.list_saved(tx, self.engine, self.rulesets, limit)

    def open_saved_search(self, search_id: str, actor: Actor) -> SavedSearchRecord:
        """Note that the actor looks at a search now, and return it as it was; raise ``NotFound``."""
        with self.transaction(actor, follow=False) as tx:
            return saved_searches.mark_seen(tx, search_id)

    def delete_saved_search(self, search_id: str, actor: Actor) -> None:
        """Let go of one of the actor's searches; raise ``NotFound``."""
        with self.transaction(actor, follow=False) as tx:
            saved_searches.delete(tx, search_id)
