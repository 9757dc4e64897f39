"""The reference answer to a query: every document looked at, one rule a function, nothing clever.

Slow on purpose. An engine is right when it answers as this module does.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from linkreg.search.analysis import name_key
from linkreg.search.document import SearchDocument
from linkreg.search.matching import (
    OWN_FILTER,
    covers,
    distance_km,
    is_visible,
    microseconds,
    overlaps,
    province_of,
)
from linkreg.search.page import FacetCount, Hit, Tabulation, cursor_gone, order_counts
from linkreg.search.query import Facet, SearchQuery, Sort
from linkreg.search.ranking import LIGHT_SHARE, WeighedText, effective_sort, favor, rarity, score
from linkreg.search.spelling import edits_allowed, prefix_edits
from linkreg.search.text_query import FEW, Phrase, TextQuery, Word, correct_text, enough_of
from linkreg.vocabulary import Basis


@dataclass(frozen=True, slots=True)
class Entry:
    """A document with its text weighed and the ways its name begins."""

    document: SearchDocument
    text: WeighedText
    beginnings: tuple[str, ...]


# --- filters: one predicate for each field of the query, true when the field asks nothing


def _in_regions(query: SearchQuery, document: SearchDocument) -> bool:
    return any(covers(region, document.region) for region in query.regions)


def _in_operating_regions(query: SearchQuery, document: SearchDocument) -> bool:
    pairs = ((r, code) for r in query.operating_regions for code in document.operating_regions)
    return any(overlaps(region, code) for region, code in pairs)


def _is_qualified(query: SearchQuery, document: SearchDocument) -> bool:
    spans = document.qualified.get(query.basis, ())
    return query.qualified_on is not None and any(s.contains(query.qualified_on) for s in spans)


def _is_near(query: SearchQuery, document: SearchDocument) -> bool:
    distance = _distance(query, document)
    return distance is not None and query.within_km is not None and distance <= query.within_km


def _is_changed(query: SearchQuery, document: SearchDocument) -> bool:
    return query.changed_since is not None and document.updated_at >= query.changed_since


_FILTERS: Mapping[str, Callable[[SearchQuery, SearchDocument], bool]] = {
    "regions": _in_regions,
    "operating_regions": _in_operating_regions,
    "urusan": lambda query, document: not set(query.urusan).isdisjoint(document.urusan),
    "services": lambda query, document: not set(query.services).isdisjoint(document.services),
    "beneficiaries": lambda query, document: (
        not set(query.beneficiaries).isdisjoint(document.beneficiaries)
    ),
    "legal_forms": lambda query, document: document.legal_form in query.legal_forms,
    "strengths": lambda query, document: not set(query.strengths).isdisjoint(document.strengths),
    "qualified_on": _is_qualified,
    "within_km": _is_near,
    "changed_since": _is_changed,
}


def _filters_asked(query: SearchQuery) -> frozenset[str]:
    asked = {name for name in _FILTERS if getattr(query, name) not in (None, ())}
    return frozenset(asked - ({"within_km"} if query.near is None else set()))


def _distance(query: SearchQuery, document: SearchDocument) -> float | None:
    if query.near is None or document.latitude is None or document.longitude is None:
        return None
    return distance_km(query.near, document.latitude, document.longitude)


# --- text


def _holds_word(entry: Entry, word: Word) -> bool:
    return any(all(term in entry.text.terms for term in one) for one in word.alternatives)


def _holds_phrase(entry: Entry, phrase: Phrase) -> bool:
    places = [entry.text.terms.get(step.term) for step in phrase.steps]
    starts = [
        {position - step.offset for position in place.positions} if place else set()
        for step, place in zip(phrase.steps, places, strict=True)
    ]
    return bool(set.intersection(*starts))


def _holds_text(entry: Entry, wanted: TextQuery, words: Sequence[Word], enough: int) -> bool:
    return (
        sum(_holds_word(entry, word) for word in words) >= enough
        and all(_holds_phrase(entry, phrase) for phrase in wanted.phrases)
        and not any(_holds_phrase(entry, phrase) for phrase in wanted.excluded)
    )


# --- the answer


class Evaluation:
    """One query over one set of entries."""

    def __init__(
        self, entries: Iterable[Entry], query: SearchQuery, read: Callable[[str], TextQuery]
    ) -> None:
        self.query = query
        self._entries = tuple(entries)
        self._visible = [
            e for e in self._entries if is_visible(query, e.document.status, e.document.region)
        ]
        self.wanted = read(query.text)
        self.corrections = dict(self._corrections())
        text = correct_text(query.text, self.corrections)
        self.corrected = text if text != query.text else None
        self.wanted = read(text)
        self._holding = self._with_text()

    def _with_text(self) -> list[Entry]:
        known = [w for w in self.wanted.words if any(_holds_word(e, w) for e in self._visible)]
        words = known or self.wanted.words
        strict = self._holding_some(words, len(words))
        return strict if len(strict) >= FEW else self._holding_some(words, enough_of(len(words)))

    def _holding_some(self, words: Sequence[Word], enough: int) -> list[Entry]:
        return [e for e in self._visible if _holds_text(e, self.wanted, words, enough)]

    def _matches(self, ignored: str | None = None) -> list[Entry]:
        asked = _filters_asked(self.query) - {ignored}
        return [
            entry
            for entry in self._holding
            if all(_FILTERS[name](self.query, entry.document) for name in asked)
        ]

    def hits(self) -> tuple[Hit, ...]:
        """Return every match, in order."""
        scores = self._scores()
        ordered = sorted(self._matches(), key=lambda e: self._key(e, scores[e.document.id]))
        return tuple(
            Hit(e.document.id, scores[e.document.id], _distance(self.query, e.document))
            for e in ordered
        )

    def skipped(self) -> int:
        """Return how many matches come before the page; raise ``InvalidInput`` as the port does."""
        if self.query.after is None:
            before = 0
        else:
            last = next((e for e in self._visible if e.document.id == self.query.after), None)
            if last is None:
                raise cursor_gone()
            scores = self._scores()
            bound = self._key(last, scores[last.document.id])
            keys = (self._key(e, scores[e.document.id]) for e in self._matches())
            before = sum(key <= bound for key in keys)
        return before + self.query.offset

    def facets(self) -> dict[Facet, tuple[FacetCount, ...]]:
        """Count the values of each facet asked, without the filter on the same field."""
        return {facet: self._count(facet) for facet in self.query.facets}

    def _count(self, facet: Facet) -> tuple[FacetCount, ...]:
        matches = self._matches(ignored=OWN_FILTER[facet])
        values = (self._values(facet, entry.document) for entry in matches)
        return order_counts(Counter(value for found in values for value in found))

    def tabulation(self, position: int) -> Tabulation:
        """Count the matches by urusan, by region and by both."""
        documents = [entry.document for entry in self._matches()]
        works = [(urusan, it.region) for it in documents for urusan in set(it.urusan)]
        return Tabulation(
            position=position,
            total=len(documents),
            urusan=Counter(urusan for urusan, _ in works),
            regions=Counter(it.region for it in documents),
            cells=Counter(works),
        )

    def _values(self, facet: Facet, document: SearchDocument) -> set[str]:
        if facet is Facet.QUALIFICATION:
            return set(self._qualified_bases(document))
        values: dict[Facet, Sequence[str | None]] = {
            Facet.PROVINCE: (province_of(document.region),),
            Facet.REGION: (document.region,),
            Facet.URUSAN: document.urusan,
            Facet.SERVICE: document.services,
            Facet.BENEFICIARY: document.beneficiaries,
            Facet.LEGAL_FORM: (document.legal_form,),
            Facet.STRENGTH: document.strengths,
        }
        return {value for value in values[facet] if value is not None}

    def _qualified_bases(self, document: SearchDocument) -> Iterator[str]:
        if self.query.as_of is None:
            return
        for basis in Basis:
            spans = document.qualified.get(basis, ())
            if any(span.contains(self.query.as_of) for span in spans):
                yield basis.value

    def _scores(self) -> dict[str, float]:
        """Return the score of every entry, by id; terms are added up in the query's order."""
        total = len(self._entries)
        average = sum(e.text.length for e in self._entries) / total if total else 0.0
        scores = {e.document.id: 0.0 for e in self._entries}
        light = self.wanted.light_terms
        for term in self.wanted.terms:
            holding = [e for e in self._entries if term in e.text.terms]
            rare = rarity(total, len(holding))
            share = LIGHT_SHARE if term in light else 1.0
            for e in holding:
                weight = e.text.terms[term].weight
                scores[e.document.id] += share * score(weight, e.text.length, average, rare)
        for e in self._entries if self.wanted.regions else ():
            near = favor(self.wanted.regions, e.document.region, e.document.operating_regions)
            scores[e.document.id] *= near
        return scores

    def _key(self, entry: Entry, its_score: float) -> tuple[object, ...]:
        document = entry.document
        distance = _distance(self.query, document)
        freshness = -microseconds(document.updated_at)
        keys: dict[Sort, tuple[object, ...]] = {
            Sort.RELEVANCE: (-its_score,)
            if self.wanted.terms
            else (-document.completeness, freshness),
            Sort.NAME: (name_key(document.name),),
            Sort.UPDATED: (freshness,),
            Sort.DISTANCE: (math.inf if distance is None else distance,),
        }
        return (*keys[effective_sort(self.query)], document.id)

    def suggestions(self) -> tuple[str, ...]:
        """Return the likeliest spelling of each wanted word that no visible entry holds."""
        return tuple(dict.fromkeys(self.corrections.values()))

    def _corrections(self) -> Iterator[tuple[str, str]]:
        for spelling in self.wanted.spellings:
            if not any(spelling.term in e.text.terms for e in self._visible):
                word = self._correct(spelling.surface)
                if word:
                    yield spelling.surface, word

    def _correct(self, surface: str) -> str | None:
        """Prefer the fewest edits, then the commonest word, then the alphabet."""
        counts = Counter(w for e in self._visible for w in {*e.text.terms, *e.text.forms})
        allowed = edits_allowed(surface)
        near = [
            (edits, -count, word)
            for word, count in counts.items()
            if word[0] == surface[0] and 0 < (edits := prefix_edits(surface, word)[-1]) <= allowed
        ]
        return min(near)[2] if near else None
