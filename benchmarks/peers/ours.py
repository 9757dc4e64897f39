"""The registry's own engine."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

from benchmarks.peers.asking import Question
from benchmarks.peers.peer import Reply, folder_size
from benchmarks.peers.rows import Pair
from search_index.engine import WhooshEngine


def cache_mb() -> int:
    """Return the memory for what was read, as the registry's own setting has it."""
    return int(os.environ.get("LINKREG_SEARCH_CACHE_MB", "256"))


def opened(folder: Path) -> WhooshEngine:
    """Open the engine as the registry does."""
    return WhooshEngine(folder, cache_bytes=cache_mb() * 2**20)


class Ours:
    """``search_index``, as the registry opens it."""

    name = "linkreg"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.engine = opened(folder)
        self._open = ExitStack()
        self._writer = self._open.enter_context(self.engine.writer())

    def add(self, chunk: Sequence[Pair]) -> None:
        """Put documents, analysis included."""
        for document, _ in chunk:
            self._writer.put(document)

    def finish(self) -> None:
        """Commit everything at once."""
        self._writer.commit(1)
        self._open.close()

    def ask(self, kind: str, question: Question) -> Callable[[], Reply]:
        """Ask through the port."""
        if kind == "suggest as one types":
            return lambda: Reply(ids=self.engine.suggest(question.typed))
        return lambda: self._answer(question)

    def _answer(self, question: Question) -> Reply:
        page = self.engine.search(question.query)
        return Reply(
            page.total,
            tuple(hit.id for hit in page.hits),
            {
                facet.value: {count.value: count.count for count in counts}
                for facet, counts in page.facets.items()
            },
            page.suggestions,
        )

    def change(self, pair: Pair) -> None:
        """Replace one document."""
        with self.engine.writer() as writer:
            writer.put(pair[0])
            writer.commit(writer.position + 1)

    def size(self) -> int:
        """Return the size of the index folder."""
        return folder_size(self.folder)

    def close(self) -> None:
        """Do nothing: the engine holds files only."""
