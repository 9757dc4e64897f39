"""Turning the pages of a list of results."""

from __future__ import annotations

from dataclasses import dataclass

from api.pages.addresses import search_address
from linkreg.schemas.query import MAX_OFFSET
from linkreg.search import SearchQuery


@dataclass(frozen=True, slots=True)
class Pager:
    """Where this page stands among the results; addresses are empty at either end."""

    first: int
    last: int
    number: int
    pages: int
    previous: str
    following: str


def pager_of(query: SearchQuery, total: int) -> Pager:
    """Say which results this page shows, of how many, and where the pages beside it are."""
    limit, offset = query.limit, query.offset
    before, after = max(0, offset - limit), offset + limit
    return Pager(
        first=offset + 1,
        last=min(after, total),
        number=offset // limit + 1,
        pages=max(1, -(-total // limit)),
        previous=search_address(query, before) if offset else "",
        following=search_address(query, after) if after < min(total, MAX_OFFSET + 1) else "",
    )
