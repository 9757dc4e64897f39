"""PostgreSQL: a weighted tsvector under GIN, ts_rank_cd, arrays and ranges for filters and facets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import date
from functools import partial
from pathlib import Path

import psycopg

from benchmarks.peers.asking import QUALIFIED_ON, Question
from benchmarks.peers.peer import Reply, ask_corrected
from benchmarks.peers.rows import Pair, Row
from benchmarks.peers.tables import answer, list_first
from tests.postgres import find_binaries, running_server

_LABELS = ("A", "B", "C", "D")
_SCHEMA = """
CREATE EXTENSION pg_trgm;
CREATE TABLE organization (
    number integer PRIMARY KEY, id text UNIQUE, province text, legal_form text, urusan text[],
    qualified datemultirange, completeness integer, updated bigint, body tsvector);
CREATE TABLE beginning (number integer, key text);
CREATE TABLE word (word text, ndoc integer);
"""
_INDEXES = """
CREATE INDEX ON organization USING gin (body);
CREATE INDEX ON organization USING gin (urusan);
CREATE INDEX ON organization (province);
CREATE INDEX ON organization (completeness DESC, updated DESC, id);
CREATE INDEX ON beginning (key text_pattern_ops);
CREATE INDEX ON beginning (number);
CREATE INDEX ON word USING gin (word gin_trgm_ops);
ANALYZE;
"""
_WEIGHED = " || ".join(f"setweight(to_tsvector('indonesian', %s), '{label}')" for label in _LABELS)
_INSERT = f"""
INSERT INTO organization VALUES (%s, %s, %s, %s, %s, %s::datemultirange, %s, %s, {_WEIGHED})
"""
_RANK = "ts_rank_cd('{0.125, 0.25, 0.375, 1}', body, q)"
_FROM = "FROM organization, to_tsquery('indonesian', %(text)s) q WHERE body @@ q"
_FILTERS = (
    " AND province = %(province)s AND urusan @> ARRAY[%(urusan)s] AND qualified @> %(day)s::date"
)
_FACETS = {
    "province": f"SELECT province, count(*) {_FROM} GROUP BY 1",
    "legal_form": f"SELECT legal_form, count(*) {_FROM} GROUP BY 1",
    "urusan": "SELECT code, count(*) FROM organization, unnest(urusan) code, "
    "to_tsquery('indonesian', %(text)s) q WHERE body @@ q GROUP BY 1",
}


class PostgreSql:
    """A server of its own on a socket; 512 MB of shared buffers, no parallel workers."""

    name = "PostgreSQL 15"

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        binaries = find_binaries()
        if binaries is None:
            raise RuntimeError("install PostgreSQL's server programs (Debian: postgresql)")
        self._words: Counter[str] = Counter()  # the stems of its own stemmer correct nothing
        self._open = ExitStack()
        url = self._open.enter_context(running_server(binaries))
        self._url = url.replace("+psycopg", "")
        self.base = self._open.enter_context(psycopg.connect(self._url, autocommit=True))
        for setting in (
            "work_mem = '64MB'",
            "maintenance_work_mem = '256MB'",
            "max_parallel_workers_per_gather = 0",
            "jit = off",
        ):
            self.base.execute(f"SET {setting}")
        self.base.execute(_SCHEMA)

    def add(self, chunk: Sequence[Pair]) -> None:
        """Insert documents, one transaction a chunk."""
        with self.base.transaction(), self.base.cursor() as cursor:
            cursor.executemany(_INSERT, [_values(row) for _, row in chunk])
            keys = [(row.number, key) for _, row in chunk for key in row.beginnings]
            cursor.executemany("INSERT INTO beginning VALUES (%s, %s)", keys)
        for _, row in chunk:
            self._words.update({word for text in row.texts.values() for word in text.split()})

    def finish(self) -> None:
        """Build the indexes at the end, which is the faster way."""
        with self.base.transaction(), self.base.cursor() as cursor:
            cursor.executemany("INSERT INTO word VALUES (%s, %s)", self._words.items())
        self.base.execute(_INDEXES)
        self.base.execute("VACUUM ANALYZE")

    def ask(self, kind: str, question: Question) -> Callable[[], Reply]:
        """Ask in SQL; statements are prepared by the driver once they repeat."""
        if kind == "suggest as one types":
            return lambda: self._complete(question.typed)
        if kind == "typo":
            return lambda: ask_corrected(self, self._correct(question.query.text))
        if kind == "nothing asked":
            return partial(list_first, self.base.execute)
        joint = {"five terms, ranked OR": " | ", "phrase": " <-> "}.get(kind, " & ")
        asked: dict[str, object] = {
            "text": joint.join(question.terms),
            "offset": question.query.offset,
        }
        where = _FROM
        if kind == "text and three filters":
            where += _FILTERS
            asked |= {
                "province": question.query.regions[0],
                "urusan": question.query.urusan[0],
                "day": QUALIFIED_ON,
            }
        top = f"SELECT id {where} ORDER BY {_RANK} DESC, id LIMIT 20 OFFSET %(offset)s"
        facets = _FACETS if kind == "three facets" else {}
        return lambda: answer(self.base.execute, asked, top, f"SELECT count(*) {where}", facets)

    def _complete(self, typed: str) -> Reply:
        found = self.base.execute(
            "SELECT o.id FROM beginning b JOIN organization o USING (number) "
            "WHERE b.key LIKE %s ORDER BY b.key LIMIT 10",
            (typed + "%",),
        )
        return Reply(ids=tuple(one for (one,) in found))

    def _correct(self, typed: str) -> tuple[str, ...]:
        found = self.base.execute(
            "SELECT word FROM word WHERE word %% %s "
            "ORDER BY similarity(word, %s) DESC, ndoc DESC LIMIT 1",
            (typed, typed),
        )
        return tuple(word for (word,) in found)

    def change(self, pair: Pair) -> None:
        """Replace one document in one transaction."""
        row = pair[1]
        with self.base.transaction():
            for table in ("organization", "beginning"):
                self.base.execute(f"DELETE FROM {table} WHERE number = %s", (row.number,))
            self.base.execute(_INSERT, _values(row))
            keys = [(row.number, key) for key in row.beginnings]
            with self.base.cursor() as cursor:
                cursor.executemany("INSERT INTO beginning VALUES (%s, %s)", keys)

    def size(self) -> int:
        """Return the size of the database."""
        found = self.base.execute("SELECT pg_database_size(current_database())").fetchone()
        return int(found[0])

    def close(self) -> None:
        """Stop the server."""
        self._open.close()


def _values(row: Row) -> tuple[object, ...]:
    spans = ",".join(
        f"[{date.fromordinal(first)},{date.fromordinal(last)}]" for first, last in row.qualified
    )
    return (
        row.number,
        row.id,
        row.province,
        row.legal_form,
        list(row.urusan),
        f"{{{spans}}}",
        row.completeness,
        row.updated,
        *row.texts.values(),
    )
