"""One query over one snapshot: matches, hits in order, counts and corrections."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property, reduce
from itertools import chain
from math import isnan

import numpy as np
from numpy.typing import NDArray

from linkreg.search import Facet, FacetCount, Hit, SearchQuery, Tabulation
from linkreg.search.matching import OWN_FILTER
from linkreg.search.page import cursor_gone
from linkreg.search.text_query import TextQuery, correct_text
from search_index.evaluation import match_text, score_text
from search_index.facets import count_facet, tabulate
from search_index.filters import asked_filters, distances_km, visible
from search_index.ordering import Order, first_in, order_of
from search_index.postings import Mask
from search_index.snapshot import Snapshot
from search_index.suggestion import correct_words

#: So many hits are told at once where all are asked for: they weigh much more than what they rest on.
_AT_ONCE = 1_000


class Answer:
    """What a snapshot says to a query; each part is computed when asked for."""

    def __init__(
        self, snapshot: Snapshot, query: SearchQuery, read: Callable[[str], TextQuery]
    ) -> None:
        """Read and correct the text, then match it and the filters."""
        self._snapshot = snapshot
        self._query = query
        self._seen = seen = visible(snapshot, query)
        self._corrections = correct_words(snapshot, read(query.text), seen)
        self._text = correct_text(query.text, self._corrections)
        self._wanted = read(self._text)
        self._with_text = match_text(snapshot, self._wanted, seen)
        self._filters = asked_filters(snapshot, query)
        self._matches = self._matching()

    def _matching(self, ignored: str | None = None) -> Mask:
        masks = (mask for name, mask in self._filters.items() if name != ignored)
        return reduce(np.logical_and, masks, self._with_text)

    @property
    def total(self) -> int:
        """Return the number of matches, exactly."""
        return int(np.count_nonzero(self._matches))

    def page(self) -> tuple[Hit, ...]:
        """Return the hits of the page asked for; raise ``InvalidInput`` when ``after`` is gone."""
        offset = self._query.offset
        return self._told(self._first(self._following, offset + self._query.limit)[offset:])

    def all_hits(self) -> Iterator[Hit]:
        """Yield every match, in order; they are found at once."""
        found = self._first(self._matches, None)
        parts = (found[start : start + _AT_ONCE] for start in range(0, len(found), _AT_ONCE))
        return chain.from_iterable(map(self._told, parts))

    @property
    def skipped(self) -> int:
        """Return how many matches come before the page."""
        before = 0
        if self._query.after is not None:
            before = self.total - int(np.count_nonzero(self._following))
        return min(before + self._query.offset, self.total)

    def _first(self, matches: Mask, count: int | None) -> NDArray[np.intp]:
        return first_in(matches, self._order, self._snapshot.identities, count)

    def _told(self, documents: NDArray[np.intp]) -> tuple[Hit, ...]:
        ids = self._snapshot.identities[documents].tolist()
        scores = self._scores[documents].tolist()
        if self._query.near is None:
            return tuple(map(Hit, map(bytes.decode, ids), scores))
        distances = self._distances[documents].tolist()
        return tuple(
            Hit(identity.decode(), score, None if isnan(distance) else distance)
            for identity, score, distance in zip(ids, scores, distances, strict=True)
        )

    @cached_property
    def _order(self) -> Order:
        return order_of(
            self._snapshot, self._query, self._wanted, self._scores, lambda: self._distances
        )

    @cached_property
    def _following(self) -> Mask:
        """Matches that come after the one asked for; all of them when none is."""
        if self._query.after is None:
            return self._matches
        last = self._snapshot.identified(self._query.after)
        if not len(last) or not self._seen[last[0]]:
            raise cursor_gone()
        return self._matches & _coming_after(int(last[0]), self._order, self._snapshot.identities)

    @cached_property
    def _scores(self) -> NDArray[np.float64]:
        return score_text(self._snapshot, self._wanted)

    @cached_property
    def _distances(self) -> NDArray[np.float64]:
        return distances_km(self._snapshot, self._query)

    def facets(self) -> dict[Facet, tuple[FacetCount, ...]]:
        """Count each facet asked, without the filter on the same field."""
        return {facet: self._count(facet) for facet in self._query.facets}

    def _count(self, facet: Facet) -> tuple[FacetCount, ...]:
        own = OWN_FILTER[facet]
        matches = self._matching(ignored=own) if own in self._filters else self._matches
        return count_facet(self._snapshot, facet, matches, self._query.as_of)

    def tabulation(self) -> Tabulation:
        """Count the matches by urusan, by region and by both."""
        return tabulate(self._snapshot, self._matches)

    def suggestions(self) -> tuple[str, ...]:
        """Return spellings for the wanted words that nothing visible holds."""
        return tuple(dict.fromkeys(self._corrections.values()))

    @property
    def corrected(self) -> str | None:
        """Return the text that was answered, if it is not the one typed."""
        return self._text if self._text != self._query.text else None

    @property
    def regions(self) -> tuple[str, ...]:
        """Return the codes of the places the text names."""
        return self._wanted.regions


def _coming_after(document: int, order: Order, identities: NDArray[np.bytes_]) -> Mask:
    """Return which documents come after one: by the first key that differs, or else by id."""
    after = np.zeros(len(identities), np.bool_)
    equal = ~after
    for key in order.keys:
        after |= equal & (key < key[document])
        equal &= key == key[document]
    tied = np.flatnonzero(equal)
    after[tied] = identities[tied] > identities[document]
    return after
