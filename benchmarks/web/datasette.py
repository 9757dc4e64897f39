"""Datasette over the same organizations: what an office would otherwise use, and as fast as it gets.

Its table holds what our JSON lines export says of each, with lists as JSON (its way to have facets of
them), a full-text index of the very texts that ours searches, and an index on each column that is
filtered by. It is served immutable (it counts rows once), by as many processes as ours, with 256 MB of
cache for each connection and all the time it needs.
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import fields
from itertools import islice
from pathlib import Path
from typing import Any

from linkreg.profile import Profile, from_plain
from linkreg.search import Part
from linkreg.services.texts import texts_of

VERSION = "0.65.5"

_SEARCHED = ("name", "short_name", "aliases", "description", "words")

#: In the order of the columns: what is filtered and counted comes first, where SQLite need not follow
#: a long row through its further pages.
_SHORT = ("id", "name", "short_name", "legal_form", "region", "province", "status", "outcome")
_LISTS = ("urusan", "services", "operating_regions", "beneficiaries", "sdgs", "aliases")
_PLAIN = (*_SHORT, "outcome_until", "updated_at", "founded_on", "address", "description")
_OTHERS = ("board", "contact", "personnel", "strengths", "identifiers", "experiences")
_COLUMNS = (*_SHORT, *_LISTS, *_PLAIN[len(_SHORT) :], *_OTHERS, "words")

#: What is searched that is no column of its own: names of fields and places, and works.
_WORDS = (Part.FIELD, Part.EXPERIENCE, Part.PLACE)

_APPLICATION = """
import sys
from datasette.app import Datasette

def application():
    settings = {
        "sql_time_limit_ms": 60_000, "facet_time_limit_ms": 60_000, "suggest_facets": False,
        "cache_size_kb": 262_144,
    }
    return Datasette(immutables=["registry.db"], settings=settings).app()
"""


def install(folder: Path) -> Path:
    """Return a Python that has Datasette, in an environment of its own made when it is missing."""
    python = folder / "datasette-venv" / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", python.parents[1]], check=True)
        wanted = [python, "-m", "pip", "install", "--quiet", f"datasette=={VERSION}"]
        subprocess.run(wanted, check=True)
    return python


def command(python: Path, folder: Path, port: int, processes: int) -> list[str]:
    """Return what serves the folder's database."""
    (folder / "served_datasette.py").write_text(_APPLICATION)
    return [
        *(str(python), "-m", "uvicorn", "--factory", "served_datasette:application"),
        *("--app-dir", str(folder), "--port", str(port), "--workers", str(processes)),
        *("--log-level", "warning"),
    ]


def write_database(lines: Iterable[bytes], path: Path) -> int:
    """Write organizations, a JSON object a line, as a database for Datasette; return how many."""
    partial = path.with_suffix(".partial")
    partial.unlink(missing_ok=True)
    with closing(sqlite3.connect(partial)) as base:
        base.execute(f"CREATE TABLE organizations ({', '.join(_COLUMNS)}, PRIMARY KEY (id))")
        places = ", ".join("?" * len(_COLUMNS))
        rows = map(_row, lines)
        while chunk := list(islice(rows, 1_000)):
            base.executemany(f"INSERT INTO organizations VALUES ({places})", chunk)
        for column in ("province", "legal_form", "outcome"):
            base.execute(f"CREATE INDEX by_{column} ON organizations ({column})")
        searched = ", ".join(_SEARCHED)
        # In quotation marks of just this kind: Datasette recognizes what it may search by them.
        base.execute(
            "CREATE VIRTUAL TABLE organizations_fts "
            f'USING fts5({searched}, content="organizations")'
        )
        base.execute(
            f"INSERT INTO organizations_fts (rowid, {searched}) "
            f"SELECT rowid, {searched} FROM organizations"
        )
        base.execute("INSERT INTO organizations_fts (organizations_fts) VALUES ('optimize')")
        base.commit()
        base.execute("ANALYZE")
        base.commit()
        (count,) = base.execute("SELECT count(*) FROM organizations").fetchone()
    partial.rename(path)
    return int(count)


def _row(line: bytes) -> Sequence[str | None]:
    stated: Mapping[str, Any] = json.loads(line)
    values = {name: stated.get(name) for name in _PLAIN}
    values |= {
        name: json.dumps(stated.get(name) or [], ensure_ascii=False) for name in (*_LISTS, *_OTHERS)
    }
    values["province"] = stated["region"][:2]
    said = {field.name: stated[field.name] for field in fields(Profile) if field.name in stated}
    texts = texts_of(from_plain(said))
    values["words"] = " ".join(text for part in _WORDS for text in texts.get(part, ()))
    return [values[name] for name in _COLUMNS]
