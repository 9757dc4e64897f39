"""Where a search begins when nothing was asked yet: a few ways in, with how many each leads to."""

from __future__ import annotations

from dataclasses import dataclass

from api import messages
from api.pages.addresses import changed, search_address
from api.pages.facets import qualified_counts
from api.pages.formats import urusan_name
from linkreg.search import Facet, SearchPage, SearchQuery
from linkreg.vocabulary import Basis

#: So many fields of government are offered.
OFFERED = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """A search to begin with; ``count`` says how many it finds, where that is known."""

    label: str
    address: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Start:
    """Examples of words, the fields with most organizations, and how many qualify today."""

    examples: tuple[Entry, ...]
    fields: tuple[Entry, ...]
    qualified: Entry


def start_of(query: SearchQuery, page: SearchPage) -> Start:
    """Return the ways in; ``query`` has its day settled."""
    fields = page.facets.get(Facet.URUSAN, ())[:OFFERED]
    today = changed(query, qualified_on=query.as_of)
    return Start(
        tuple(Entry(words, search_address(SearchQuery(words))) for words in messages.EXAMPLES),
        tuple(Entry(urusan_name(f.value), _within(f.value), f.count) for f in fields),
        Entry("", today, qualified_counts(page).get(Basis.VERIFIED.value, 0)),
    )


def _within(urusan: str) -> str:
    return search_address(SearchQuery(urusan=(urusan,)))
