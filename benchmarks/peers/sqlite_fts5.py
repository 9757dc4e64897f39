"""SQLite's FTS5: bm25 with weights for columns; filters and facets from ordinary tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from benchmarks.peers.asking import QUALIFIED_ON, Question
from benchmarks.peers.peer import Reply, ask_corrected
from benchmarks.peers.rows import WEIGHTS, Pair, Row
from benchmarks.peers.tables import answer, list_first
from linkreg.search.spelling import edits_allowed, prefix_edits

_SCHEMA = f"""
CREATE TABLE organization (
    number INTEGER PRIMARY KEY, id TEXT UNIQUE, province TEXT, legal_form TEXT,
    completeness INTEGER, updated INTEGER);
CREATE TABLE urusan (number INTEGER, code TEXT, PRIMARY KEY (code, number)) WITHOUT ROWID;
CREATE INDEX urusan_number ON urusan (number);
CREATE TABLE span (number INTEGER, first INTEGER, last INTEGER);
CREATE INDEX span_number ON span (number);
CREATE TABLE beginning (key TEXT, number INTEGER, PRIMARY KEY (key, number)) WITHOUT ROWID;
CREATE INDEX beginning_number ON beginning (number);
CREATE INDEX listed ON organization (completeness DESC, updated DESC, id);
CREATE VIRTUAL TABLE body USING fts5({", ".join(WEIGHTS)}, tokenize='unicode61');
CREATE VIRTUAL TABLE word USING fts5vocab('body', 'row');
"""
_RANK = f"bm25(body, {', '.join(map(str, WEIGHTS.values()))})"
_TOP = f"""
SELECT o.id FROM (SELECT rowid, {_RANK} AS rank FROM body WHERE body MATCH :text
                  ORDER BY rank LIMIT 20 OFFSET :offset) found
JOIN organization o ON o.number = found.rowid ORDER BY found.rank
"""
_COUNT = "SELECT count(*) FROM body WHERE body MATCH :text"
_FILTERED = """
FROM body JOIN organization o ON o.number = body.rowid
WHERE body MATCH :text AND o.province = :province
  AND EXISTS (SELECT 1 FROM urusan u WHERE u.code = :urusan AND u.number = o.number)
  AND EXISTS (SELECT 1 FROM span s WHERE s.number = o.number AND :day BETWEEN s.first AND s.last)
"""
_FACETS = {
    "province": "SELECT o.province, count(*) FROM body JOIN organization o ON o.number = body.rowid "
    "WHERE body MATCH :text GROUP BY 1",
    "legal_form": "SELECT o.legal_form, count(*) FROM body JOIN organization o "
    "ON o.number = body.rowid WHERE body MATCH :text GROUP BY 1",
    "urusan": "SELECT u.code, count(*) FROM body JOIN urusan u ON u.number = body.rowid "
    "WHERE body MATCH :text GROUP BY 1",
}


class SqliteFts5:
    """One file, in WAL mode, 256 MB of page cache."""

    name = "SQLite FTS5"

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.path = folder / "search.sqlite3"
        self.base = sqlite3.connect(self.path, isolation_level=None)
        self.base.execute("PRAGMA journal_mode=WAL")
        self.base.execute("PRAGMA synchronous=NORMAL")
        self.base.execute("PRAGMA cache_size=-262144")
        self.base.executescript(_SCHEMA)
        self.base.execute("BEGIN")

    def add(self, chunk: Sequence[Pair]) -> None:
        """Insert documents."""
        for _, row in chunk:
            self._insert(row)

    def _insert(self, row: Row) -> None:
        run = self.base.execute
        run(
            "INSERT INTO organization VALUES (?, ?, ?, ?, ?, ?)",
            (row.number, row.id, row.province, row.legal_form, row.completeness, row.updated),
        )
        run(
            f"INSERT INTO body (rowid, {', '.join(WEIGHTS)}) VALUES (?, ?, ?, ?, ?)",
            (row.number, *row.texts.values()),
        )
        many = self.base.executemany
        many("INSERT INTO urusan VALUES (?, ?)", [(row.number, code) for code in row.urusan])
        many("INSERT INTO span VALUES (?, ?, ?)", [(row.number, *span) for span in row.qualified])
        many("INSERT INTO beginning VALUES (?, ?)", [(key, row.number) for key in row.beginnings])

    def finish(self) -> None:
        """Commit, and fold the segments of the text index into one."""
        self.base.execute("INSERT INTO body(body) VALUES ('optimize')")
        self.base.execute("COMMIT")
        self.base.execute("ANALYZE")

    def ask(self, kind: str, question: Question) -> Callable[[], Reply]:
        """Ask in SQL."""
        if kind == "suggest as one types":
            return lambda: self._complete(question.typed)
        if kind == "typo":
            return lambda: ask_corrected(self, self._correct(question.query.text))
        if kind == "nothing asked":
            return partial(list_first, self.base.execute)
        joint = " OR " if kind == "five terms, ranked OR" else " "
        quoted = [f'"{term}"' for term in question.terms]
        text = f'"{" ".join(question.terms)}"' if kind == "phrase" else joint.join(quoted)
        asked: dict[str, object] = {"text": text, "offset": question.query.offset}
        if kind == "text and three filters":
            asked |= {
                "province": question.query.regions[0],
                "urusan": question.query.urusan[0],
                "day": QUALIFIED_ON.toordinal(),
            }
            return lambda: answer(
                self.base.execute,
                asked,
                f"SELECT o.id {_FILTERED} ORDER BY {_RANK} LIMIT 20",
                f"SELECT count(*) {_FILTERED}",
            )
        facets = _FACETS if kind == "three facets" else {}
        return lambda: answer(self.base.execute, asked, _TOP, _COUNT, facets)

    def _complete(self, typed: str) -> Reply:
        found = self.base.execute(
            "SELECT DISTINCT o.id FROM beginning b JOIN organization o USING (number) "
            "WHERE b.key >= ? AND b.key < ? ORDER BY b.key LIMIT 10",
            (typed, typed + "\U0010ffff"),
        )
        return Reply(ids=tuple(one for (one,) in found))

    def _correct(self, typed: str) -> tuple[str, ...]:
        most = edits_allowed(typed)
        near = self.base.execute(
            "SELECT term, doc FROM word WHERE term >= ? AND term < ? "
            "AND length(term) BETWEEN ? AND ?",
            (typed[0], typed[0] + "\U0010ffff", len(typed) - most, len(typed) + most),
        ).fetchall()
        edits = ((prefix_edits(typed, word)[-1], -count, word) for word, count in near)
        best = min((found for found in edits if found[0] <= most), default=None)
        return (best[2],) if best else ()

    def change(self, pair: Pair) -> None:
        """Replace one document in one transaction."""
        row, run = pair[1], self.base.execute
        run("BEGIN IMMEDIATE")
        for table in ("organization", "urusan", "span", "beginning"):
            run(f"DELETE FROM {table} WHERE number = ?", (row.number,))
        run("DELETE FROM body WHERE rowid = ?", (row.number,))
        self._insert(row)
        run("COMMIT")

    def size(self) -> int:
        """Return the size of the file, its log written back."""
        self.base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return self.path.stat().st_size

    def close(self) -> None:
        """Close the connection."""
        self.base.close()
