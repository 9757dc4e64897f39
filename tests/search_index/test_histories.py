"""Whatever is changed, merged, broken off and caught up: the index is one built from scratch."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from unittest.mock import patch

import pytest
import whoosh.index
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from whoosh.filedb.filestore import FileStorage

from linkreg.errors import CorruptIndex
from linkreg.search import DateRange, Facet, SearchDocument, SearchEngine, SearchQuery, Sort
from linkreg.search.memory import MemoryEngine
from linkreg.search.query import Place
from linkreg.vocabulary import Basis, LegalForm, OrganizationStatus, Service, Strength
from search_index import store
from search_index.analysis import indonesian
from search_index.engine import WhooshEngine
from search_index.internals import BlockWriter, PlainWriter
from tests.search_index.conftest import organization

DAY = date(2026, 1, 1)
IDS = st.sampled_from("abcdefgh")
STATUSES = (OrganizationStatus.SUSPENDED, OrganizationStatus.PUBLISHED)
TEXTS = st.lists(
    st.sampled_from(["nelayan", "pesisir", "melatih", "pelatihan", "anak-anak", "KDRT"]), max_size=6
).map(" ".join)
FACTS = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["Yayasan Pelita", "Pelita Raya", "Lentera"]),
        "region": st.sampled_from(["73.71", "73.06", "32"]),
        "legal_form": st.sampled_from([None, *LegalForm]),
        "urusan": st.sampled_from([(), ("1.02",), ("1.02", "1.06")]),
        "services": st.sampled_from([(), (Service.SURVEY,)]),
        "strengths": st.sampled_from([(), (Strength.AUDITED,)]),
        "qualified": st.sampled_from([{}, {Basis.VERIFIED: (DateRange(None, DAY),)}]),
        "latitude": st.sampled_from([None, -5.0, 3.0]),
        "longitude": st.just(119.0),
        "completeness": st.integers(0, 2),
    }
)
Changes = list[tuple[str, tuple[str, dict[str, Any]] | None]]
#: An id with its new text and facts, or none for a removal.
CHANGES = st.lists(st.tuples(IDS, st.tuples(TEXTS, FACTS) | st.none()), min_size=1, max_size=4)
BATCHES = st.lists(CHANGES, min_size=3, max_size=8)


class Step(NamedTuple):
    """Something a commit does, perhaps several times; it may break off before or after it."""

    owner: Any
    name: str


STEPS = (
    Step(FileStorage, "create_file"),
    Step(FileStorage, "rename_file"),
    Step(FileStorage, "delete_file"),
    Step(PlainWriter, "add_columns"),
    Step(store.StoreWriter, "_take_over"),
    Step(BlockWriter, "put"),
    Step(PlainWriter, "next_segment"),
    Step(PlainWriter, "_flush_segment"),
    Step(PlainWriter, "_assemble_segment"),
    Step(PlainWriter, "_commit_toc"),
    Step(whoosh.index, "clean_files"),
    Step(PlainWriter, "_finish"),
)
Moment = tuple[Step, int, bool]
#: A step, which of its calls, and whether that is still done.
MOMENTS = st.tuples(st.sampled_from(STEPS), st.integers(1, 4), st.booleans())

QUERIES = (
    SearchQuery(facets=tuple(Facet), limit=10, as_of=DAY),
    SearchQuery(text="nelayan pelatihan", limit=10, facets=tuple(Facet)),
    SearchQuery(text='"nelayan pesisir"', limit=10, sort=Sort.NAME),
    SearchQuery(text="anak -nelayan", limit=10, regions=("73",), facets=tuple(Facet)),
    SearchQuery(text="nelayam", limit=10),
    SearchQuery(urusan=("1.02",), qualified_on=DAY, facets=tuple(Facet)),
    SearchQuery(near=Place(-5.1, 119.4), within_km=50, sort=Sort.DISTANCE),
    SearchQuery(statuses=(OrganizationStatus.SUSPENDED,), limit=10, facets=(Facet.REGION,)),
)
TYPED = ("pel", "yayasan", "lentrea")

#: So low that segments are folded, and begun anew, all the time.
BOUNDS = st.fixed_dictionaries(
    {
        "MOST_SEGMENTS": st.sampled_from([1, 2]),
        "FULL_SEGMENT": st.sampled_from([4, 10, 100]),
        "_BATCH": st.sampled_from([1, 3, 100]),
    }
)


class Killed(BaseException):
    """The end of a process: nothing that catches errors may catch it."""


@contextmanager
def raising(error: BaseException, moment: Moment) -> Iterator[None]:
    """Let a step raise at one of its calls, before or after it has done its work."""
    (owner, name), call, done = moment
    do, calls = getattr(owner, name), count(1)

    def step(*args: Any, **options: Any) -> Any:
        now = next(calls) == call
        if now and not done:
            raise error
        result = do(*args, **options)
        if now:
            raise error
        return result

    with patch.object(owner, name, step):
        yield


def die(*_: object) -> None:
    raise Killed


@contextmanager
def killed_at(moment: Moment) -> Iterator[None]:
    """Let the process end in the middle of a commit, or right after it; nothing is cleaned up."""
    unclosed = patch.object(store.StoreWriter, "close", die)
    with raising(Killed(), moment), unclosed, suppress(Killed):
        yield


@contextmanager
def failing_at(moment: Moment) -> Iterator[None]:
    """Let the disk fail once in the middle of a commit; the process lives on and cleans up."""
    with raising(OSError("disk full"), moment), suppress(OSError, CorruptIndex):
        yield


def compare(one: SearchEngine, other: SearchEngine) -> None:
    """Hits with scores, totals, facets, spellings and completed names are the same."""
    for query in QUERIES:
        assert one.search(query) == other.search(query)
    for typed in TYPED:
        assert one.suggest(typed) == other.suggest(typed)


class Histories(RuleBasedStateMachine):
    """A journal of changes, and an index that follows it as a registry's does."""

    @initialize(bounds=BOUNDS, batches=BATCHES)
    def begin(self, bounds: dict[str, int], batches: list[Changes]) -> None:
        gc.freeze()  # what other tests hold is not looked through again and again
        self.opened = ExitStack()
        self.opened.enter_context(patch.multiple(store, **bounds))
        self.folder = Path(self.opened.enter_context(TemporaryDirectory()))
        self.position = 0
        self.engine = WhooshEngine(self.folder, lock_wait=0)
        self.journal: list[tuple[str, SearchDocument | None]] = []
        self.change_and_catch_up_again_and_again(batches)

    @rule(changes=CHANGES)
    def change(self, changes: Changes) -> None:
        for one, new in changes:
            text, facts = new or ("", {})
            self.journal.append((one, organization(one, text, **facts) if new else None))

    @rule(one=IDS, status=st.sampled_from(STATUSES))
    def suspend_or_restore(self, one: str, status: OrganizationStatus) -> None:
        document = dict(self.journal).get(one)
        if document is not None:
            self.journal.append((one, replace(document, status=status)))

    @rule()
    def catch_up(self) -> None:
        with self.engine.writer() as writer:
            for one, document in self.journal[writer.position :]:
                if document is None:
                    writer.remove(one)
                else:
                    writer.put(document)
            writer.commit(len(self.journal))

    @rule(batches=BATCHES)
    def change_and_catch_up_again_and_again(self, batches: list[Changes]) -> None:
        for changes in batches:
            self.change(changes)
            self.catch_up()

    @rule()
    def rebuild(self) -> None:
        with self.engine.rebuilder() as writer:
            for document in self.expected(len(self.journal)).values():
                writer.put(document)
            writer.commit(len(self.journal))

    @rule(changes=CHANGES, moment=MOMENTS)
    def be_killed_catching_up(self, changes: Changes, moment: Moment) -> None:
        self.change(changes)
        with killed_at(moment):
            self.catch_up()

    @rule(moment=MOMENTS)
    def be_killed_rebuilding(self, moment: Moment) -> None:
        with killed_at(moment):
            self.rebuild()

    @rule(changes=CHANGES, moment=MOMENTS)
    def fail_catching_up(self, changes: Changes, moment: Moment) -> None:
        self.change(changes)
        with failing_at(moment):
            self.catch_up()

    @rule(moment=MOMENTS)
    def fail_rebuilding(self, moment: Moment) -> None:
        with failing_at(moment):
            self.rebuild()

    @rule()
    def start_anew(self) -> None:
        self.engine = WhooshEngine(self.folder, lock_wait=0)

    @rule()
    def equal_an_index_rebuilt_elsewhere(self) -> None:
        self.catch_up()
        with TemporaryDirectory() as folder:
            rebuilt = WhooshEngine(Path(folder))
            with rebuilt.rebuilder() as writer:
                for document in self.expected(len(self.journal)).values():
                    writer.put(document)
                writer.commit(len(self.journal))
            compare(self.engine, rebuilt)
            assert self.engine.status().documents == rebuilt.status().documents

    def expected(self, position: int) -> dict[str, SearchDocument]:
        latest = dict(self.journal[:position])
        return {one: document for one, document in latest.items() if document is not None}

    @precondition(lambda self: hasattr(self, "engine"))
    @invariant()
    def every_answer_is_of_one_moment_of_the_journal(self) -> None:
        before, self.position = self.position, self.engine.status().position
        assert self.position >= before
        scratch = MemoryEngine(indonesian())
        with scratch.writer() as writer:
            for document in self.expected(self.position).values():
                writer.put(document)
            writer.commit(self.position)
        compare(self.engine, scratch)

    def teardown(self) -> None:
        if hasattr(self, "opened"):
            self.opened.close()
            gc.collect()  # now, and not in another test
            gc.unfreeze()


#: The killed leave files open, here in the process of the tests.
TestHistories = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)(Histories.TestCase)
TestHistories.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
