"""Tantivy, the search library in Rust, through its Python package.

    .venv/bin/pip install tantivy

It is no dependency of the project, not even for development: only this comparison uses it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import tantivy
from tantivy import FieldType, Occur, Query

from benchmarks.peers.asking import QUALIFIED_ON, Question
from benchmarks.peers.peer import Reply, folder_size
from benchmarks.peers.rows import WEIGHTS, Pair, Row
from linkreg.search.spelling import edits_allowed

_VALUES = ("province", "legal_form", "urusan")


class Tantivy:
    """One index with one writing thread."""

    name = "tantivy"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        builder = tantivy.SchemaBuilder()
        for field in WEIGHTS:
            builder.add_text_field(field, tokenizer_name="whitespace")
        builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        for field in _VALUES:
            builder.add_text_field(field, fast=True, tokenizer_name="raw", index_option="basic")
        builder.add_text_field("beginnings", tokenizer_name="raw", index_option="basic")
        for field in ("start", "end", "rank"):
            builder.add_integer_field(field, indexed=True, fast=True)
        self.schema = builder.build()
        self.index = tantivy.Index(self.schema, path=str(folder))
        self._writer = self.index.writer(heap_size=256_000_000, num_threads=1)
        self._searcher = None

    def add(self, chunk: Sequence[Pair]) -> None:
        """Add documents."""
        for _, row in chunk:
            self._writer.add_document(_document(row))

    def finish(self) -> None:
        """Commit, wait for merges, open a searcher."""
        self._writer.commit()
        self._writer.wait_merging_threads()
        self._writer = self.index.writer(heap_size=64_000_000, num_threads=1)
        self._reopen()

    def _reopen(self) -> None:
        self.index.reload()
        self._searcher = self.index.searcher()

    def ask(self, kind: str, question: Question) -> Callable[[], Reply]:
        """Ask by queries that are built by hand."""
        if kind == "suggest as one types":
            asked = Query.regex_query(self.schema, "beginnings", question.typed + ".*")
            return lambda: self._found(asked, limit=10)
        if kind == "typo":
            asked = self._fuzzy(question.query.text)
            return lambda: self._found(asked)
        if kind == "nothing asked":
            return lambda: self._found(Query.all_query(), order_by_field="rank")
        asked = self._text(kind, question)
        if kind == "text and three filters":
            asked = self._filtered(asked, question)
        if kind == "three facets":
            return lambda: self._counted(asked)
        offset = question.query.offset
        return lambda: self._found(asked, offset=offset)

    def _text(self, kind: str, question: Question) -> Query:
        if kind == "phrase":
            phrases = {
                field: Query.phrase_query(self.schema, field, list(question.terms))
                for field in WEIGHTS
            }
            return _boosted(phrases)
        must = Occur.Should if kind == "five terms, ranked OR" else Occur.Must
        return Query.boolean_query([(must, self._term(term)) for term in question.terms])

    def _term(self, term: str) -> Query:
        return _boosted(
            {field: Query.term_query(self.schema, field, term, "freq") for field in WEIGHTS}
        )

    def _fuzzy(self, typed: str) -> Query:
        # Tantivy corrects no word but matches those nearly so spelled, which is as much work.
        return _boosted(
            {
                field: Query.fuzzy_term_query(self.schema, field, typed, edits_allowed(typed))
                for field in WEIGHTS
            }
        )

    def _filtered(self, text: Query, question: Question) -> Query:
        day = QUALIFIED_ON.toordinal()
        filters = (
            Query.term_query(self.schema, "province", question.query.regions[0]),
            Query.term_query(self.schema, "urusan", question.query.urusan[0]),
            Query.range_query(self.schema, "start", FieldType.Integer, 1, day),
            Query.range_query(self.schema, "end", FieldType.Integer, day, 4_000_000),
        )
        unscored = [(Occur.Must, Query.const_score_query(one, 0.0)) for one in filters]
        return Query.boolean_query([(Occur.Must, text), *unscored])

    def _found(self, asked: Query, limit: int = 20, offset: int = 0, **order: str) -> Reply:
        result = self._searcher.search(asked, limit, offset=offset, **order)
        ids = tuple(self._searcher.doc(place)["id"][0] for _, place in result.hits)
        return Reply(result.count, ids)

    def _counted(self, asked: Query) -> Reply:
        reply = self._found(asked)
        wanted = {name: {"terms": {"field": name, "size": 1_000}} for name in _VALUES}
        counted = self._searcher.aggregate(asked, wanted)
        facets = {
            name: {bucket["key"]: bucket["doc_count"] for bucket in counted[name]["buckets"]}
            for name in _VALUES
        }
        return Reply(reply.total, reply.ids, facets)

    def change(self, pair: Pair) -> None:
        """Replace one document and open a new searcher."""
        self._writer.delete_documents_by_term("id", pair[1].id)
        self._writer.add_document(_document(pair[1]))
        self._writer.commit()
        self._reopen()

    def size(self) -> int:
        """Return the size of the folder."""
        return folder_size(self.folder)

    def close(self) -> None:
        """Finish the writer."""
        self._writer.wait_merging_threads()


def _boosted(queries: dict[str, Query]) -> Query:
    return Query.boolean_query(
        [(Occur.Should, Query.boost_query(query, WEIGHTS[f])) for f, query in queries.items()]
    )


def _document(row: Row) -> tantivy.Document:
    start, end = row.qualified[0] if row.qualified else (0, 0)
    return tantivy.Document(
        id=row.id,
        province=row.province,
        legal_form=row.legal_form,
        urusan=list(row.urusan),
        beginnings=list(row.beginnings),
        start=start,
        end=end,
        rank=row.completeness * 10**10 + row.updated,
        **row.texts,
    )
