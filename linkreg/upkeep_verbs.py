"""The registry's verbs for those who keep it: how it stands, and whether its journal is sound."""

from __future__ import annotations

from collections.abc import Sequence

from linkreg.actor import SYSTEM, Actor
from linkreg.services import upkeep
from linkreg.wiring import Wiring

#: More nobody reads on a screen.
FLAGS_AT_MOST = 100


class UpkeepVerbs(Wiring):
    """What a ``Registry`` tells its administrators of itself."""

    def look_after(self, actor: Actor = SYSTEM) -> upkeep.Upkeep:
        """Return how index, journal and synonyms stand."""
        with self.reading(actor) as tx:
            return upkeep.look(tx, self.engine, self.synonyms)

    def check_journal(self, actor: Actor = SYSTEM) -> int:
        """Check the newest entries of the journal, and keep that they were found sound.

        Return how many were checked; raise ``CorruptJournal``.
        """
        with self.reading(actor) as tx:
            checked = upkeep.check_journal(tx)
        with self.transaction(actor) as tx:
            upkeep.note_check(tx)
        return checked

    def list_flags_in_force(
        self, actor: Actor = SYSTEM, *, limit: int = FLAGS_AT_MOST
    ) -> tuple[Sequence[upkeep.FlagInForce], int]:
        """Return the flags that count today, of all organizations, and how many there are."""
        with self.reading(actor) as tx:
            return upkeep.list_flags(tx, limit)
