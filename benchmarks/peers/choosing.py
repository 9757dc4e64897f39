"""Which engines take part: ours always first, for the others are compared with it."""

from __future__ import annotations

from argparse import ArgumentTypeError
from collections.abc import Callable
from pathlib import Path

from benchmarks.peers.ours import Ours
from benchmarks.peers.peer import Peer
from benchmarks.peers.postgresql import PostgreSql
from benchmarks.peers.sqlite_fts5 import SqliteFts5
from benchmarks.peers.stock_whoosh import StockWhoosh

try:
    from benchmarks.peers.tantivy_engine import Tantivy
except ImportError:
    Tantivy = None

Makers = dict[str, Callable[[Path], Peer]]

#: What makes each engine; nothing for one that is not installed.
ENGINES: dict[str, Callable[[Path], Peer] | None] = {
    "linkreg": Ours,
    "whoosh": StockWhoosh,
    "sqlite": SqliteFts5,
    "postgresql": PostgreSql,
    "tantivy": Tantivy,
}


def choose(names: str) -> Makers:
    """Return what makes the engines named, with commas between; one not installed is left out.

    Raise ``ArgumentTypeError`` for a name that no engine has, and when none is left.
    """
    wanted = {name.strip() for name in names.split(",")}
    if unknown := sorted(wanted - ENGINES.keys()):
        quoted = ", ".join(map(repr, unknown))
        raise ArgumentTypeError(f"no engine is called {quoted}; there are {', '.join(ENGINES)}")
    for name in sorted(wanted):
        if ENGINES[name] is None:
            print(f"{name} is not installed (python -m pip install {name}): left out")
    chosen = {name: make for name, make in ENGINES.items() if make and name in wanted}
    if not chosen:
        raise ArgumentTypeError("none of the engines named is installed")
    return chosen
