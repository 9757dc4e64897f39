"""Three other engines over the same public texts, each as its manual sets it up.

All get the texts part by part with the weights of ``PEER_WEIGHTS`` (the engine's own when the
judgments were written), and the numbers an organization bears. Each is asked twice, first for all
words, then for any of them below those, which is what suits every one of them best.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from whoosh import fields, index
from whoosh.qparser import AndGroup, MultifieldParser, OrGroup

from linkreg.search import Part
from linkreg.services.texts import texts_as_read
from tests.postgres import find_binaries, running_server
from tests.relevance.judging import Facts

DEPTH = 10
Ranker = Callable[[str], list[str]]
Row = tuple[str, ...]  # id, a text for each part, numbers

PEER_WEIGHTS = {
    Part.NAME: 8.0,
    Part.SHORT_NAME: 6.0,
    Part.ALIAS: 5.0,
    Part.FIELD: 3.0,
    Part.EXPERIENCE: 2.0,
    Part.PLACE: 1.5,
    Part.DESCRIPTION: 1.0,
}
_COLUMNS = (*PEER_WEIGHTS, "numbers")
_WEIGHTS = (*PEER_WEIGHTS.values(), 8.0)


def rows_of(organizations: Iterable[Facts]) -> list[Row]:
    """Return what each engine is given."""
    return [_row(facts) for facts in organizations]


def _row(facts: Facts) -> Row:
    texts = texts_as_read(facts.profile)
    numbers = " ".join(identifier.id for identifier in facts.profile.identifiers)
    return (facts.id, *("\n".join(texts.get(part, ())) for part in PEER_WEIGHTS), numbers)


def _all_then_any(ask: Callable[[bool], Iterable[str]]) -> list[str]:
    return list(dict.fromkeys((*ask(True), *ask(False))))[:DEPTH]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@contextmanager
def whoosh_peer(rows: list[Row], folder: Path) -> Iterator[Ranker]:
    """Stock Whoosh: ``TEXT`` fields, BM25F, ``MultifieldParser``."""
    weighted = {
        str(column): fields.TEXT(field_boost=weight)
        for column, weight in zip(_COLUMNS, _WEIGHTS, strict=True)
    }
    whoosh = index.create_in(folder, fields.Schema(id=fields.ID(stored=True), **weighted))
    writer = whoosh.writer()
    for identity, *texts in rows:
        writer.add_document(id=identity, **dict(zip(map(str, _COLUMNS), texts, strict=True)))
    writer.commit()
    with whoosh.searcher() as searcher:

        def rank(text: str) -> list[str]:
            def ask(all_words: bool) -> list[str]:
                group = AndGroup if all_words else OrGroup
                parser = MultifieldParser(list(weighted), whoosh.schema, group=group)
                found = searcher.search(parser.parse(text), limit=DEPTH)
                return [hit["id"] for hit in found]

            return _all_then_any(ask)

        yield rank
    whoosh.close()


@contextmanager
def sqlite_peer(rows: list[Row]) -> Iterator[Ranker]:
    """SQLite FTS5: ``unicode61`` without accents, ``bm25()`` with a weight for each column."""
    database = sqlite3.connect(":memory:")
    columns = ", ".join(f'"{column}"' for column in _COLUMNS)
    database.execute(
        f"CREATE VIRTUAL TABLE texts USING fts5(id UNINDEXED, {columns}, "
        "tokenize='unicode61 remove_diacritics 2')"
    )
    marks = ", ".join("?" * len(rows[0]))
    database.executemany(f"INSERT INTO texts VALUES ({marks})", rows)
    weights = ", ".join(map(str, (0.0, *_WEIGHTS)))
    query = f"SELECT id FROM texts WHERE texts MATCH ? ORDER BY bm25(texts, {weights}), id LIMIT 10"

    def rank(text: str) -> list[str]:
        def ask(all_words: bool) -> list[str]:
            joined = (" AND " if all_words else " OR ").join(f'"{w}"' for w in _words(text))
            return [row[0] for row in database.execute(query, (joined,))]

        return _all_then_any(ask)

    yield rank
    database.close()


#: The letter that stands for a part's weight in a ``tsvector``; ``ts_rank`` knows four.
_LETTERS = dict(zip(_COLUMNS, "AAABCCDA", strict=True))
_RANK = """
WITH asked AS (SELECT ({query}) AS wanted)
SELECT id FROM texts, asked WHERE body @@ wanted
ORDER BY ts_rank('{{0.125, 0.25, 0.375, 1.0}}', body, wanted, 1) DESC, id LIMIT 10
"""
_ALL = "plainto_tsquery('indonesian', %s)"
_ANY = "replace(plainto_tsquery('indonesian', %s)::text, '&', '|')::tsquery"


@contextmanager
def postgres_peer(rows: list[Row]) -> Iterator[Ranker | None]:
    """PostgreSQL's ``indonesian`` configuration, parts weighed by letter; ``None`` without programs."""
    binaries = find_binaries()
    if binaries is None:
        yield None
        return
    with (
        running_server(binaries) as url,
        psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as database,
    ):
        database.execute("CREATE TABLE texts (id text PRIMARY KEY, body tsvector)")
        parts = " || ".join(
            f"setweight(to_tsvector('indonesian', %s), '{letter}')" for letter in _LETTERS.values()
        )
        with database.cursor() as cursor:
            cursor.executemany(f"INSERT INTO texts SELECT %s, {parts}", rows)

        def rank(text: str) -> list[str]:
            def ask(all_words: bool) -> list[str]:
                query = _RANK.format(query=_ALL if all_words else _ANY)
                return [row[0] for row in database.execute(query, (text,))]

            return _all_then_any(ask)

        yield rank
