"""The parameters of the smaller lists: stretches, regions and organizations by name, changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import post_load

from linkreg.reference import regencies
from linkreg.schemas.fields import PROVINCE, Digits, Question, ReferenceCode, Text, bounded
from linkreg.strict_schema import StrictSchema, loaded

MAX_CHANGES = 1000


#: Beyond this no stretch of a list begins.
MAX_OFFSET = 10_000

#: Far beyond any journal, and within what every database can compare.
_MAX_SEQ = 10**15


@dataclass(frozen=True, slots=True)
class StretchQuery:
    """A stretch of a list."""

    limit: int = 20
    offset: int = 0


@dataclass(frozen=True, slots=True)
class RegionsQuery:
    """Which regions: those a name may mean, those of a province, or all."""

    q: str | None = None
    province: str | None = None


@dataclass(frozen=True, slots=True)
class SuggestQuery:
    """How a name begins, and how many completions are wanted."""

    q: str
    limit: int = 10


@dataclass(frozen=True, slots=True)
class ChangesQuery:
    """Which journal entries: so many after a number."""

    since: int = 0
    limit: int = 100


@dataclass(frozen=True, slots=True)
class WaitingQuery:
    """How many of what waits."""

    limit: int = 50


class StretchQuerySchema(StrictSchema):
    """Which stretch of a list: so many of it, after so many."""

    limit = Digits(validate=bounded(1, 100))
    offset = Digits(validate=bounded(0, MAX_OFFSET))

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> StretchQuery:
        """Return a ``StretchQuery``."""
        return StretchQuery(**data)


class WaitingQuerySchema(StrictSchema):
    """The parameters of ``/v1/evidence``."""

    limit = Digits(validate=bounded(1, 100))

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> WaitingQuery:
        """Return a ``WaitingQuery``."""
        return WaitingQuery(**data)


class RegionsQuerySchema(StrictSchema):
    """The parameters of ``/v1/regions``."""

    q = Text(max_length=200)
    province = ReferenceCode(regencies, metadata={"pattern": "^[0-9]{2}$", "format": PROVINCE})

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> RegionsQuery:
        """Return a ``RegionsQuery``."""
        return RegionsQuery(**data)


class SuggestQuerySchema(StrictSchema):
    """The parameters of ``/v1/organizations/suggest``."""

    q = Question(required=True, max_length=200)
    limit = Digits(validate=bounded(1, 10))

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> SuggestQuery:
        """Return a ``SuggestQuery``."""
        return SuggestQuery(**data)


_SUGGEST = SuggestQuerySchema()


def load_suggest_query(parameters: Mapping[str, Any]) -> SuggestQuery:
    """Check parameters; raise ``InvalidInput`` with every mistake."""
    query: SuggestQuery = loaded(_SUGGEST, parameters, "Permintaan saran belum benar.")
    return query


class ChangesQuerySchema(StrictSchema):
    """The parameters of ``/v1/changes`` and of an organization's history."""

    since = Digits(validate=bounded(0, _MAX_SEQ))
    limit = Digits(validate=bounded(1, MAX_CHANGES))

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> ChangesQuery:
        """Return a ``ChangesQuery``."""
        return ChangesQuery(**data)
