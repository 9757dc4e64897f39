"""Whatever is changed, merged, broken off and caught up: the index is one built from scratch."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
import whoosh.index
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from linkreg.search import Facet, SearchDocument, SearchQuery, Sort
from linkreg.search.memory import MemoryEngine
from search_index import store
from search_index.analysis import indonesian
from search_index.engine import WhooshEngine
from search_index.internals import PlainWriter
from tests.search_index.conftest import organization

IDS = st.sampled_from("abcdefgh")
TEXTS = st.lists(
    st.sampled_from(["nelayan", "pesisir", "melatih", "pelatihan", "anak-anak", "KDRT"]), max_size=6
).map(" ".join)
#: An id and its new text, or none for a removal.
CHANGES = st.lists(st.tuples(IDS, st.none() | TEXTS), min_size=1, max_size=4)

#: Where a commit can break off: before, while and after its segment and its table are written.
STAGES = (
    (PlainWriter, "_flush_segment"),
    (PlainWriter, "_assemble_segment"),
    (PlainWriter, "_commit_toc"),
    (whoosh.index, "clean_files"),
    (PlainWriter, "_finish"),
)

QUERIES = (
    SearchQuery(facets=tuple(Facet), limit=10),
    SearchQuery(text="nelayan pelatihan", limit=10),
    SearchQuery(text='"nelayan pesisir"', limit=10, sort=Sort.NAME),
    SearchQuery(text="anak -nelayan", limit=10),
    SearchQuery(text="nelayam", limit=10),
)


class Killed(BaseException):
    """The end of a process: nothing that catches errors may catch it."""


@contextmanager
def broken_off(stage: tuple[object, str]) -> Iterator[None]:
    """Let the process end in the middle of a commit; nothing is cleaned up."""

    def die(*_: object) -> None:
        raise Killed

    with patch.object(*stage, die), patch.object(store.StoreWriter, "close", die):
        try:
            yield
        except Killed:
            return


class Histories(RuleBasedStateMachine):
    """A journal of changes, and an index that follows it as a registry's does."""

    @initialize()
    def begin(self) -> None:
        self.folder = TemporaryDirectory()
        self.engine = WhooshEngine(Path(self.folder.name), lock_wait=0)
        self.journal: list[tuple[str, SearchDocument | None]] = []
        with self.engine.writer() as writer:
            writer.commit(0)

    @rule(changes=CHANGES)
    def change(self, changes: list[tuple[str, str | None]]) -> None:
        for one, text in changes:
            self.journal.append((one, None if text is None else organization(one, text)))

    @rule()
    def catch_up(self) -> None:
        with self.engine.writer() as writer:
            for one, document in self.journal[writer.position :]:
                if document is None:
                    writer.remove(one)
                else:
                    writer.put(document)
            writer.commit(len(self.journal))

    @rule(stage=st.sampled_from(STAGES))
    def be_killed_catching_up(self, stage: tuple[object, str]) -> None:
        with broken_off(stage):
            self.catch_up()

    @rule(changes=CHANGES)
    def change_one_by_one(self, changes: list[tuple[str, str | None]]) -> None:
        for change in changes:
            self.change([change])
            self.catch_up()

    @rule()
    def rebuild(self) -> None:
        with self.engine.rebuilder() as writer:
            for document in self.expected(len(self.journal)).values():
                writer.put(document)
            writer.commit(len(self.journal))

    @rule(stage=st.sampled_from(STAGES))
    def be_killed_rebuilding(self, stage: tuple[object, str]) -> None:
        with broken_off(stage):
            self.rebuild()

    @rule()
    def start_anew(self) -> None:
        self.engine = WhooshEngine(Path(self.folder.name), lock_wait=0)

    def expected(self, position: int) -> dict[str, SearchDocument]:
        latest = dict(self.journal[:position])
        return {one: document for one, document in latest.items() if document is not None}

    @precondition(lambda self: hasattr(self, "engine"))
    @invariant()
    def every_answer_is_of_one_moment_of_the_journal(self) -> None:
        position = self.engine.status().position
        scratch = MemoryEngine(indonesian())
        with scratch.writer() as writer:
            for document in self.expected(position).values():
                writer.put(document)
            writer.commit(position)
        for query in QUERIES:
            assert self.engine.search(query) == scratch.search(query)

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            self.folder.cleanup()
            gc.collect()  # now, and not in another test


#: The killed leave files open, here in the process of the tests.
TestHistories = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)(Histories.TestCase)
TestHistories.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
