"""One query over one snapshot: matches, hits in order, counts and corrections."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, reduce
from math import isnan

import numpy as np
from numpy.typing import NDArray

from linkreg.search import Facet, FacetCount, Hit, SearchQuery
from linkreg.search.matching import OWN_FILTER
from linkreg.search.text_query import TextQuery, correct_text
from search_index.evaluation import match_text, score_text
from search_index.facets import count_facet
from search_index.filters import asked_filters, distances_km, visible
from search_index.ordering import first_in, order_of
from search_index.postings import Mask
from search_index.snapshot import Snapshot
from search_index.suggestion import correct_words


class Answer:
    """What a snapshot says to a query; each part is computed when asked for."""

    def __init__(
        self, snapshot: Snapshot, query: SearchQuery, read: Callable[[str], TextQuery]
    ) -> None:
        """Read and correct the text, then match it and the filters."""
        self._snapshot = snapshot
        self._query = query
        seen = visible(snapshot, query)
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

    def hits(self, offset: int, limit: int | None) -> tuple[Hit, ...]:
        """Return the matches from ``offset`` on, in order; all of them without a limit."""
        count = None if limit is None else offset + limit
        identities = self._snapshot.identities
        order = order_of(self._snapshot, self._query, self._wanted, self._scores, self._distances)
        chosen = first_in(self._matches, order, identities, count)[offset:]
        ids = identities[chosen].tolist()
        scores = self._scores[chosen].tolist()
        distances = self._distances[chosen].tolist()
        return tuple(
            Hit(identity.decode(), score, None if isnan(distance) else distance)
            for identity, score, distance in zip(ids, scores, distances, strict=True)
        )

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
