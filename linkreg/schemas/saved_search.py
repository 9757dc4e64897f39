"""A search that somebody keeps: its name, and its query string brought into one form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from marshmallow import fields, post_load

from linkreg.errors import InvalidInput, Mistake
from linkreg.schemas.fields import Text
from linkreg.schemas.query import dump_query, gather, load_query
from linkreg.search import SearchQuery
from linkreg.strict_schema import StrictSchema, loaded
from linkreg.wording import Wording

MAX_NAME, MAX_QUERY = 80, 4000

_MOST_PARAMETERS = 500


@dataclass(frozen=True, slots=True)
class NewSavedSearch:
    """What to keep."""

    name: str
    query: str


class NewSavedSearchSchema(StrictSchema):
    """A name, and what stands behind the question mark of a search's address."""

    name = Text(max_length=MAX_NAME, required=True)
    query = fields.String(load_default="")

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> NewSavedSearch:
        """Return a ``NewSavedSearch``."""
        return NewSavedSearch(**data)


def load_saved_search(data: Mapping[str, Any]) -> NewSavedSearch:
    """Check JSON-ready data; raise ``InvalidInput`` with every mistake.

    The query loses its page and whatever is usual, so that the same search is written in one way.
    """
    new: NewSavedSearch = loaded(NewSavedSearchSchema(), data, "Pencarian belum dapat disimpan.")
    query = written(read_query(new.query))
    if len(query) > MAX_QUERY:
        message = Wording(
            "Pencarian ini terlalu panjang untuk disimpan: paling banyak {most} huruf.",
            most=MAX_QUERY,
        )
        raise InvalidInput(message, [Mistake("/query", "too_long", message)])
    return NewSavedSearch(new.name, query)


def read_query(text: str) -> SearchQuery:
    """Return the search of a query string; raise ``InvalidInput`` for what cannot be asked."""
    try:
        pairs = parse_qsl(
            text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_PARAMETERS
        )
    except ValueError:
        message = "Pencarian ini tidak dapat dibaca; buka lagi pencariannya dan simpan dari sana."
        raise InvalidInput(message, [Mistake("/query", "invalid", message)]) from None
    return load_query(gather(pairs))


def written(query: SearchQuery) -> str:
    """Return the query string that asks the same, without its page."""
    return urlencode(dump_query(query), doseq=True)
