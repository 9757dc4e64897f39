"""What SQLite and PostgreSQL are asked in the same words."""

from __future__ import annotations

from benchmarks.peers.peer import Reply


def answer(run, asked, top: str, count: str, facets=()) -> Reply:
    """Return total, first page and facets; ``run`` executes SQL and returns a cursor."""
    return Reply(
        run(count, asked).fetchone()[0],
        tuple(found for (found,) in run(top, asked)),
        {name: dict(run(facets[name], asked).fetchall()) for name in facets},
    )


def list_first(run) -> Reply:
    """Return the first page of the list for which nothing was asked."""
    order = "ORDER BY completeness DESC, updated DESC, id LIMIT 20"
    total = run("SELECT count(*) FROM organization").fetchone()[0]
    return Reply(total, tuple(i for (i,) in run(f"SELECT id FROM organization {order}")))
