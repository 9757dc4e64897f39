"""Organizations picked to be compared: they travel in the addresses of the search, beside its question.

They are kept nowhere else, so they last over pages of results and further searches, and change nothing
of what is found, saved or exported. What anybody may not see is passed over.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import g, request

from api.identity import registry
from linkreg.records import SuggestedRecord
from linkreg.services.comparisons import AT_MOST, LOOKED_FOR

#: The parameter that carries them, once for each.
PICKED = "banding"


@dataclass(frozen=True, slots=True)
class Picks:
    """As many as can be compared, in the order in which they were picked; ``beyond`` had no room."""

    chosen: tuple[SuggestedRecord, ...] = ()
    beyond: tuple[SuggestedRecord, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the ids of those chosen."""
        return tuple(it.id for it in self.chosen)


def picks() -> Picks:
    """Return what the address of this request carries; it is looked up once."""
    if "picks" not in g:
        given = request.args.getlist(PICKED)[:LOOKED_FOR]
        found = registry().find_public(given) if given else ()
        g.picks = Picks(found[:AT_MOST], found[AT_MOST:])
    carried: Picks = g.picks
    return carried


def without_picks() -> list[tuple[str, str]]:
    """Return the parameters of this request but for the picks."""
    return [it for it in request.args.items(multi=True) if it[0] != PICKED]
