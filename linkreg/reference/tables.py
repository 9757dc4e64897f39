"""Reading the reference lists that ship inside this package; nothing is read before it is asked for."""

from __future__ import annotations

import csv
from importlib.resources import files


def read_table(name: str) -> list[dict[str, str]]:
    """Return the rows of ``data/<name>``, keyed by the header; every value is text, so ``01`` stays."""
    table = files("linkreg.reference") / "data" / name
    return list(csv.DictReader(table.read_text(encoding="utf-8").splitlines(), strict=True))
