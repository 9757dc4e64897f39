"""The door: a ``SearchEngine`` over a folder.

Opening reads nothing. Each question looks at the newest commit (a listing of file names), opens a
snapshot if there is a new one, and is answered from that alone. Only an office's own synonyms are
checked at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from functools import cached_property, lru_cache
from pathlib import Path

from linkreg.search import Hit, IndexStatus, SearchPage, SearchQuery, Span, Tabulation
from linkreg.search.highlighting import matching_spans
from linkreg.search.synonyms import SynonymMistake
from linkreg.search.text_query import TextQuery, read_text
from search_index.analysis import Analyzer
from search_index.answer import Answer
from search_index.generations import Generations
from search_index.postings import ArrayCache
from search_index.schema import stamp
from search_index.store import StoreWriter, open_writer
from search_index.suggestion import complete_name
from search_index.synonyms import check_synonyms, extended, own_groups

#: Seconds that a writer waits for another to finish.
LOCK_WAIT = 2.0

_CACHE_BYTES = 256 * 2**20
_CACHED_TEXTS = 1_024


def open_engine(
    folder: Path, *, cache_bytes: int = _CACHE_BYTES, synonyms: str = ""
) -> WhooshEngine:
    """Return the engine over a folder, which need not exist yet.

    ``synonyms`` is the text of an office's own list; raise ``InvalidInput`` with every mistake in it.
    """
    return WhooshEngine(folder, cache_bytes=cache_bytes, synonyms=synonyms)


class WhooshEngine:
    """See ``linkreg.search.SearchEngine``; one object serves all threads of a process."""

    def __init__(
        self,
        folder: Path,
        *,
        lock_wait: float = LOCK_WAIT,
        cache_bytes: int = _CACHE_BYTES,
        synonyms: str = "",
    ) -> None:
        """Keep the index of this version and list in a folder of its own within ``folder``."""
        self._synonyms = own_groups(synonyms)
        self.folder = folder / stamp(self._synonyms)
        self._lock_wait = lock_wait
        self._generations = Generations(self.folder, ArrayCache(cache_bytes))

    @cached_property
    def _analyze(self) -> Analyzer:
        return extended(self._synonyms)

    def _read(self, text: str) -> TextQuery:
        return _read(text, self._analyze)

    def search(self, query: SearchQuery) -> SearchPage:
        """Answer from one complete snapshot; raise ``IndexMissing`` or ``CorruptIndex``."""
        snapshot = self._generations.newest()
        answer = Answer(snapshot, query, self._read)
        return SearchPage(
            hits=answer.page(),
            total=answer.total,
            position=snapshot.position,
            skipped=answer.skipped,
            facets=answer.facets(),
            suggestions=answer.suggestions(),
            corrected=answer.corrected,
            regions=answer.regions,
        )

    def all_hits(self, query: SearchQuery) -> Iterator[Hit]:
        """Yield every match in the query's order, without regard to limit, offset and after."""
        return Answer(self._generations.newest(), query, self._read).all_hits()

    def tabulate(self, queries: Sequence[SearchQuery]) -> tuple[Tabulation, ...]:
        """Count the matches of each query by urusan and region, all of them in one snapshot."""
        snapshot = self._generations.newest()
        return tuple(Answer(snapshot, query, self._read).tabulation() for query in queries)

    def suggest(self, text: str, limit: int = 10) -> tuple[str, ...]:
        """Return ids of published organizations whose name or acronym begins like the text."""
        return complete_name(self._generations.newest(), text, limit)

    def highlight(self, query: SearchQuery, text: str) -> tuple[Span, ...]:
        """Return the stretches of a text that the query's words match, in order."""
        return matching_spans(self._read(query.text), text, self._analyze)

    def check_synonyms(self, text: str) -> tuple[SynonymMistake, ...]:
        """Return every mistake in a file of synonyms, as this engine would read it."""
        return check_synonyms(text)

    def writer(self) -> AbstractContextManager[StoreWriter]:
        """Take the writer's lock (``IndexLocked`` if held); a missing index begins at position 0."""
        newest = self._generations.newest
        return open_writer(self.folder, self._analyze, newest, lock_wait=self._lock_wait)

    def rebuilder(self) -> AbstractContextManager[StoreWriter]:
        """Like ``writer``, but the commit replaces everything, damaged files included."""
        return open_writer(self.folder, self._analyze, None, lock_wait=self._lock_wait)

    def status(self) -> IndexStatus:
        """Tell the position and size; raise ``IndexMissing`` or ``CorruptIndex``."""
        snapshot = self._generations.newest()
        return IndexStatus(
            position=snapshot.position,
            documents=snapshot.documents,
            segments=len(snapshot.segments),
            bytes=sum(file.stat().st_size for file in self.folder.iterdir() if file.is_file()),
        )


@lru_cache(maxsize=_CACHED_TEXTS)
def _read(text: str, analyze: Analyzer) -> TextQuery:
    return read_text(text, analyze)
