"""Whoosh 2.7.4 as shipped: its fields, its parser, its BM25F, its searcher."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from whoosh import fields, index, qparser, query, sorting
from whoosh.analysis import SpaceSeparatedTokenizer

from benchmarks.peers.asking import QUALIFIED_ON, Question
from benchmarks.peers.peer import Reply, ask_corrected, folder_size
from benchmarks.peers.rows import WEIGHTS, Pair

#: Spans beyond these are not asked for; no generated organization has more.
_SPANS = 1
_TOP = 20


class StockWhoosh:
    """An index by the book; ``analyzer`` only parts words, for they are stems already."""

    name = "Whoosh 2.7.4"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        parted = SpaceSeparatedTokenizer()
        texts = {f: fields.TEXT(analyzer=parted, field_boost=w) for f, w in WEIGHTS.items()}
        schema = fields.Schema(
            id=fields.ID(stored=True, unique=True),
            province=fields.ID(sortable=True),
            legal_form=fields.ID(sortable=True),
            urusan=fields.KEYWORD(commas=True),
            start=fields.NUMERIC(int, 32),
            end=fields.NUMERIC(int, 32),
            rank=fields.NUMERIC(int, 64, sortable=True),
            beginnings=fields.KEYWORD(lowercase=False, commas=True),
            **texts,
        )
        self.index = index.create_in(str(folder), schema)
        self._writer = self.index.writer(limitmb=512)
        self._searcher = None

    def add(self, chunk: Sequence[Pair]) -> None:
        """Add documents."""
        for _, row in chunk:
            self._writer.add_document(**_values(row))

    def finish(self) -> None:
        """Commit, and open a searcher."""
        self._writer.commit()
        self._searcher = self.index.searcher()

    def ask(self, kind: str, question: Question) -> Callable[[], Reply]:
        """Ask by the parser, but for what is not typed."""
        if kind == "suggest as one types":
            prefix = query.Prefix("beginnings", question.typed)
            return lambda: _reply(self._searcher.search(prefix, limit=10))
        if kind == "typo":
            return lambda: ask_corrected(self, self._correct(question.query.text))
        asked = self._parse(kind, question)
        limit = question.query.offset + _TOP
        options: dict[str, object] = {}
        if kind == "text and three filters":
            options["filter"] = _filters(question)
        if kind == "three facets":
            facets = sorting.Facets()
            for name in ("province", "legal_form"):
                facets.add_field(name, maptype=sorting.Count)
            facets.add_field("urusan", allow_overlap=True, maptype=sorting.Count)
            options["groupedby"] = facets
        if kind == "nothing asked":
            options["sortedby"] = sorting.FieldFacet("rank", reverse=True)
        return lambda: _reply(
            self._searcher.search(asked, limit=limit, **options), question.query.offset
        )

    def _correct(self, typed: str) -> tuple[str, ...]:
        corrector = self._searcher.corrector("description")
        return tuple(corrector.suggest(typed, limit=1, maxdist=2, prefix=1))

    def _parse(self, kind: str, question: Question) -> query.Query:
        if kind == "nothing asked":
            return query.Every()
        group = qparser.OrGroup if kind == "five terms, ranked OR" else qparser.AndGroup
        parser = qparser.MultifieldParser(
            list(WEIGHTS), self.index.schema, fieldboosts=dict(WEIGHTS), group=group
        )
        text = " ".join(question.terms)
        return parser.parse(f'"{text}"' if kind == "phrase" else text)

    def change(self, pair: Pair) -> None:
        """Update one document and open a new searcher."""
        writer = self.index.writer()
        writer.update_document(**_values(pair[1]))
        writer.commit()
        self._searcher.close()
        self._searcher = self.index.searcher()

    def size(self) -> int:
        """Return the size of the folder."""
        return folder_size(self.folder)

    def close(self) -> None:
        """Close the searcher."""
        self._searcher.close()


def _values(row) -> dict[str, object]:
    start, end = row.qualified[0] if row.qualified else (None, None)
    return {
        "id": row.id,
        "province": row.province,
        "legal_form": row.legal_form,
        "urusan": ",".join(row.urusan),
        "start": start,
        "end": end,
        "rank": row.completeness * 10**10 + row.updated,
        "beginnings": ",".join(row.beginnings),
        **row.texts,
    }


def _filters(question: Question) -> query.Query:
    day = QUALIFIED_ON.toordinal()
    return query.And(
        [
            query.Term("province", question.query.regions[0]),
            query.Term("urusan", question.query.urusan[0]),
            query.NumericRange("start", 1, day),
            query.NumericRange("end", day, 4_000_000),
        ]
    )


def _reply(results, offset: int = 0) -> Reply:
    facets = {name: dict(results.groups(name)) for name in results.facet_names()}
    return Reply(len(results), tuple(hit["id"] for hit in results[offset:]), facets)
