"""The registry's verbs about filling in a profile: seen step by step, kept while typed, saved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from linkreg.actor import SYSTEM, Actor
from linkreg.records import OrganizationRecord
from linkreg.services import drafts, filling
from linkreg.services.dossiers import Dossier
from linkreg.services.filling import Filling, Kept, Problem, Reading, StepChange
from linkreg.wiring import Wiring


class FillingVerbs(Wiring):
    """What a ``Registry`` can do while a profile is filled in; each verb is one transaction."""

    def open_filling(
        self, organization_id: str, actor: Actor = SYSTEM, *, seen_version: int | None = None
    ) -> Filling:
        """Return a profile the actor may change, how complete each section is, and what was typed.

        ``seen_version``: return also the profile as it was in that version.
        """
        with self.reading(actor) as tx:
            return filling.open_filling(tx, self.rulesets, organization_id, seen_version)

    def preview(self, organization_id: str, actor: Actor = SYSTEM) -> Dossier:
        """Return a profile the actor may change as the public will see it once it is published."""
        with self.reading(actor) as tx:
            return filling.preview(tx, self.rulesets, organization_id)

    def keep_typed(
        self, organization_id: str, read: Reading, actor: Actor = SYSTEM, *, seen_version: int
    ) -> Kept:
        """Keep what the actor is typing into a step, and say what saving it would run into.

        ``read`` makes the change out of the organization as it stands and of the profile in the version
        that was seen. Nobody else is shown it. Raise ``InvalidInput`` for more than anybody types.
        """
        with self.transaction(actor, follow=False) as tx:
            return filling.keep(tx, organization_id, read, seen_version=seen_version)

    def examine(
        self, organization_id: str, changes: Mapping[str, Any], actor: Actor = SYSTEM
    ) -> Problem | None:
        """Return what ``update`` would raise for these changes; nothing is changed."""
        with self.reading(actor) as tx:
            return filling.examine(tx, organization_id, changes)

    def save_step(
        self, organization_id: str, change: StepChange, actor: Actor = SYSTEM, *, version: int
    ) -> OrganizationRecord:
        """Save a step; what was kept of it while typing goes. Raise as ``update`` does."""
        with self.transaction(actor) as tx:
            return filling.save(tx, organization_id, change, version=version)

    def drop_typed(self, organization_id: str, step: str, actor: Actor = SYSTEM) -> None:
        """Throw away what the actor typed into a step and has not saved."""
        with self.transaction(actor, follow=False) as tx:
            drafts.drop(tx, organization_id, step)
