"""An engine in memory: for tests and trials, and the oracle for any other engine.

It keeps the contract to the letter (lock, rollback, snapshots) and forgets everything at the end
of the process.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import MappingProxyType

from linkreg.errors import IndexLocked
from linkreg.search.analysis import Analyze, analyze_plainly, name_key
from linkreg.search.brute_force import Entry, Evaluation
from linkreg.search.document import SearchDocument
from linkreg.search.engine import IndexStatus, Span
from linkreg.search.highlighting import matching_spans
from linkreg.search.page import Hit, SearchPage, Tabulation
from linkreg.search.query import SearchQuery
from linkreg.search.ranking import weigh
from linkreg.search.spelling import beginnings, edits_allowed, prefix_edits
from linkreg.search.synonyms import SynonymMistake, check_synonyms
from linkreg.search.text_query import read_text
from linkreg.vocabulary import OrganizationStatus


@dataclass(frozen=True, slots=True)
class _State:
    """Everything indexed at one moment; replaced as a whole."""

    position: int = 0
    entries: Mapping[str, Entry] = field(default_factory=lambda: MappingProxyType({}))


class _MemoryWriter:
    def __init__(self, engine: MemoryEngine, entries: Mapping[str, Entry], position: int) -> None:
        self._engine = engine
        self._entries = dict(entries)
        self.position = position

    def put(self, document: SearchDocument) -> None:
        analyze = self._engine.analyze
        self._entries[document.id] = Entry(
            document, weigh(document.texts, analyze), beginnings(document, analyze)
        )

    def remove(self, organization_id: str) -> None:
        self._entries.pop(organization_id, None)

    def commit(self, position: int) -> None:
        self._engine.replace(_State(position, MappingProxyType(dict(self._entries))))


class MemoryEngine:
    """A ``SearchEngine`` over a dictionary; starts empty at position 0."""

    def __init__(self, analyze: Analyze = analyze_plainly, *, lock_wait: float = 0.0) -> None:
        """Use one analyzer for documents and queries; wait for the lock so many seconds."""
        self.analyze = analyze
        self._lock_wait = lock_wait
        self._lock = threading.Lock()
        self._state = _State()

    def replace(self, state: _State) -> None:
        """Make a state the one that is answered from."""
        self._state = state

    def search(self, query: SearchQuery) -> SearchPage:
        """Answer a query; see the port."""
        state = self._state
        evaluation = self._evaluate(state, query)
        hits, skipped = evaluation.hits(), evaluation.skipped()
        return SearchPage(
            hits=hits[skipped : skipped + query.limit],
            total=len(hits),
            position=state.position,
            skipped=min(skipped, len(hits)),
            facets=evaluation.facets(),
            suggestions=evaluation.suggestions(),
            corrected=evaluation.corrected,
            regions=evaluation.wanted.regions,
        )

    def all_hits(self, query: SearchQuery) -> Iterator[Hit]:
        """Yield every match; see the port."""
        return iter(self._evaluate(self._state, query).hits())

    def tabulate(self, queries: Sequence[SearchQuery]) -> tuple[Tabulation, ...]:
        """Count by urusan and region; see the port."""
        state = self._state
        return tuple(self._evaluate(state, query).tabulation(state.position) for query in queries)

    def _evaluate(self, state: _State, query: SearchQuery) -> Evaluation:
        return Evaluation(state.entries.values(), query, lambda text: read_text(text, self.analyze))

    def suggest(self, text: str, limit: int = 10) -> tuple[str, ...]:
        """Complete a name; see the port."""
        typed = name_key(text)
        if not typed:
            return ()
        published = [
            entry
            for entry in self._state.entries.values()
            if entry.document.status == OrganizationStatus.PUBLISHED
        ]
        found = [e for e in published if any(key.startswith(typed) for key in e.beginnings)]
        found = found or [e for e in published if _almost_begins(e, typed)]
        found.sort(key=lambda e: (name_key(e.document.name), e.document.id))
        return tuple(entry.document.id for entry in found[:limit])

    def highlight(self, query: SearchQuery, text: str) -> tuple[Span, ...]:
        """Find the query's words in a text; see the port."""
        return matching_spans(read_text(query.text, self.analyze), text, self.analyze)

    def check_synonyms(self, text: str) -> tuple[SynonymMistake, ...]:
        """Check a file of synonyms; see the port."""
        return check_synonyms(text, self.analyze)

    @contextmanager
    def writer(self) -> Iterator[_MemoryWriter]:
        """Change the index; see the port."""
        with self._locked():
            yield _MemoryWriter(self, self._state.entries, self._state.position)

    @contextmanager
    def rebuilder(self) -> Iterator[_MemoryWriter]:
        """Replace the index; see the port."""
        with self._locked():
            yield _MemoryWriter(self, {}, self._state.position)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        if not self._lock.acquire(timeout=self._lock_wait):
            raise IndexLocked("Indeks sedang ditulis. Tunggu sebentar, lalu coba lagi.")
        try:
            yield
        finally:
            self._lock.release()

    def status(self) -> IndexStatus:
        """Tell position and size; see the port."""
        state = self._state
        return IndexStatus(state.position, len(state.entries), segments=1, bytes=0)


def _almost_begins(entry: Entry, typed: str) -> bool:
    return any(
        key[0] == typed[0] and min(prefix_edits(typed, key)) <= edits_allowed(typed)
        for key in entry.beginnings
    )
