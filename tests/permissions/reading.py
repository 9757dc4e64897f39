"""Reads ``table.txt``: routes, and under each what every caller is answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

TABLE = Path(__file__).parent / "table.txt"

_PLACE = re.compile(r"<(?:[^<>]*:)?(\w+)>")
_ROUTE = re.compile(r"([A-Z]+) (/\S*)")
_ENTRY = re.compile(r"  +(\S+)((?: +\S+)+)")


@dataclass(frozen=True, slots=True)
class Entry:
    """What callers are answered to a route about a subject; ``line`` is where the table says it."""

    route: str
    subject: str
    answers: dict[str, str]
    line: int

    @property
    def method(self) -> str:
        return self.route.split(" ")[0]

    @property
    def rule(self) -> str:
        return self.route.split(" ")[1]

    @property
    def is_api(self) -> bool:
        return self.rule.startswith("/v1/")


def read_table(text: str) -> Iterator[Entry]:
    """Yield every entry; raise ``ValueError`` naming the first line that is none."""
    callers: list[str] = []
    route = ""
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        if line.startswith("callers:"):
            callers = line.split()[1:]
        elif _ROUTE.fullmatch(line):
            route = line
        elif (entry := _ENTRY.fullmatch(line)) and route and len(entry[2].split()) == len(callers):
            answers = dict(zip(callers, entry[2].split(), strict=True))
            yield Entry(route, entry[1], answers, number)
        else:
            raise ValueError(f"table.txt, line {number}: {line!r}")


def routes_of(app: Flask) -> set[str]:
    """Return every route of the application as the table writes it."""
    return {
        f"{method} {written(rule.rule)}"
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


def written(rule: str) -> str:
    """Return a rule without the kinds of its places: ``/ormas/{organization_id}``."""
    return _PLACE.sub(r"{\1}", rule)
