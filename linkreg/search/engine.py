"""What a search engine must be able to do: the contract, a sentence each.

``tests/search_contract`` proves it for every engine; a second engine can be written against those
tests alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from linkreg.search.document import SearchDocument
from linkreg.search.page import Hit, SearchPage, Tabulation
from linkreg.search.query import SearchQuery
from linkreg.search.synonyms import SynonymMistake


class Span(NamedTuple):
    """A stretch of characters ``[start, end)`` in a text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """Where an index stands; ``position`` is the last journal entry applied."""

    position: int
    documents: int
    segments: int
    bytes: int


class IndexWriter(Protocol):
    """The one open change of an index; nothing is visible before ``commit``."""

    @property
    def position(self) -> int:
        """Return the last journal entry the index has applied, as read under the lock."""

    def put(self, document: SearchDocument) -> None:
        """Add the document, in place of any other with its id."""

    def remove(self, organization_id: str) -> None:
        """Take the document away; unknown ids are passed over."""

    def commit(self, position: int) -> None:
        """Make all changes visible at once, together with the new position."""


class SearchEngine(Protocol):
    """An index of organizations that many threads read while one process at a time writes."""

    def search(self, query: SearchQuery) -> SearchPage:
        """Answer from one complete snapshot; raise ``IndexMissing`` or ``CorruptIndex``.

        Raise ``InvalidInput`` for an ``after`` that is none of the organizations that may be seen.
        """

    def all_hits(self, query: SearchQuery) -> Iterator[Hit]:
        """Yield every match in the query's order, without regard to limit, offset and after.

        They are found, and errors raised, at once; only one snapshot is looked at.
        """

    def tabulate(self, queries: Sequence[SearchQuery]) -> tuple[Tabulation, ...]:
        """Count the matches of each query by urusan and region, all of them in one snapshot.

        Every filter counts, those on urusan and regions too.
        """

    def suggest(self, text: str, limit: int = 10) -> tuple[str, ...]:
        """Return ids of published organizations whose name or acronym begins like the text.

        By name. A name begins with its first word and with its first telling one ("Yayasan Pelita":
        ``yay``, ``pel``). Misspelled beginnings count only when no exact one does.
        """

    def highlight(self, query: SearchQuery, text: str) -> tuple[Span, ...]:
        """Return the stretches of a text that the query's words match, in order."""

    def check_synonyms(self, text: str) -> tuple[SynonymMistake, ...]:
        """Return every mistake in a file of synonyms, as this engine would read it."""

    def writer(self) -> AbstractContextManager[IndexWriter]:
        """Take the writer's lock (``IndexLocked`` if held); leaving without commit changes nothing.

        An index that does not exist yet begins empty, at position 0.
        """

    def rebuilder(self) -> AbstractContextManager[IndexWriter]:
        """Like ``writer``, but the commit replaces everything; until then readers keep the old."""

    def status(self) -> IndexStatus:
        """Tell the position and size; raise ``IndexMissing`` or ``CorruptIndex``."""
