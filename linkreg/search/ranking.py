"""How a match is scored, the same in every engine: BM25F over one weighted body.

Each part of a document adds its occurrences times its weight *before* saturation, so a word in the
name and in the description counts once, strongly, and not twice. All weights are sums of powers of
two: they add up without rounding, whatever the order, and equal documents get equal scores.

Source: S. Robertson, H. Zaragoza, M. Taylor, "Simple BM25 extension to multiple weighted fields",
CIKM 2004; a document's length is likewise the weighted one.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from linkreg.search.analysis import Analyze
from linkreg.search.document import Part
from linkreg.search.matching import covers, overlaps, province_of
from linkreg.search.query import SearchQuery, Sort

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Number = TypeVar("Number", float, "NDArray[np.float64]")

PART_WEIGHTS: Mapping[Part, float] = {
    Part.NAME: 5.0,
    Part.SHORT_NAME: 5.0,
    Part.ALIAS: 4.0,
    Part.FIELD: 4.0,
    Part.EXPERIENCE: 2.0,
    Part.OPENING: 2.0,
    Part.PLACE: 1.5,
    Part.DESCRIPTION: 1.0,
}

#: Parts in which words such as "yayasan" tell little, and what remains of their weight there.
NAME_PARTS = frozenset({Part.NAME, Part.SHORT_NAME, Part.ALIAS})
WEAK_SHARE = 0.125

#: Positions left free between texts, more than a phrase can bridge.
POSITION_GAP = 100

#: What is fixed when a document is indexed; a change here means that an index must be rebuilt.
LAYOUT = (tuple(PART_WEIGHTS.items()), WEAK_SHARE, POSITION_GAP)

#: What remains in the score of a word that tells little in a question.
LIGHT_SHARE = 0.5

SATURATION = 4.0  # k1: how soon further occurrences stop to count
LENGTH_SHARE = 0.75  # b: how much a long profile is held against itself


class Occurrences(NamedTuple):
    """Where a term stands in a document, and its weighted frequency."""

    weight: float
    positions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class WeighedText:
    """A document's text as an index keeps it.

    ``length`` is the sum of all weights. ``forms`` are spellings that differ from their term: with
    the terms they are the words a spelling can be corrected to.
    """

    terms: Mapping[str, Occurrences]
    length: float
    forms: frozenset[str]


def weigh(texts: Mapping[Part, tuple[str, ...]], analyze: Analyze) -> WeighedText:
    """Analyze all parts of a document into one body of weighted terms."""
    weights: dict[str, float] = {}
    positions: dict[str, list[int]] = {}
    forms: set[str] = set()
    base = 0
    for part, strong in PART_WEIGHTS.items():
        weak = strong * WEAK_SHARE if part in NAME_PARTS else strong
        for text in texts.get(part, ()):
            last = 0
            for term, surface, position, _, _, words, is_weak, _, _, _ in analyze(text):
                if term in weights:
                    weights[term] += weak if is_weak else strong
                    positions[term].append(base + position)
                else:
                    weights[term] = weak if is_weak else strong
                    positions[term] = [base + position]
                last = position
                if surface != term and words == 1:
                    forms.add(surface)
            base += last + POSITION_GAP
    terms = {term: Occurrences(w, tuple(positions[term])) for term, w in weights.items()}
    return WeighedText(terms, sum(weights.values()), frozenset(forms))


def rarity(documents: int, holding: int) -> float:
    """Return a term's inverse document frequency; never below zero."""
    return math.log(1.0 + (documents - holding + 0.5) / (holding + 0.5))


def score(weight: Number, length: Number, average_length: float, rarity: float) -> Number:
    """Return what a term adds to a document's score, for one document or an array of them."""
    damping = SATURATION * (1.0 - LENGTH_SHARE + LENGTH_SHARE * length / average_length)
    return rarity * weight * (SATURATION + 1.0) / (weight + damping)


class Favor(NamedTuple):
    """How often a score counts when a region named in the text has to do with a document's.

    ``of_seat``: whether its seat is looked at, or the regions where it works.
    """

    factor: float
    of_seat: bool
    holds: Callable[[str, str], bool]  # region named, region of the document


def in_same_province(region: str, code: str) -> bool:
    """Say whether two regions lie in one province."""
    return province_of(region) == province_of(code)


#: From the least to the most; the last that holds counts. Sums of powers of two, as all weights.
FAVORS = (
    Favor(1.5, of_seat=True, holds=in_same_province),
    Favor(2.5, of_seat=False, holds=overlaps),
    Favor(3.0, of_seat=True, holds=covers),
)


def favor(named: Sequence[str], seat: str, operating: Sequence[str]) -> float:
    """Return what a document's score is multiplied by for the regions a text names; 1 without any."""
    factor = 1.0
    for favored in FAVORS:
        codes = (seat,) if favored.of_seat else operating
        if any(favored.holds(region, code) for region in named for code in codes):
            factor = favored.factor
    return factor


def effective_sort(query: SearchQuery) -> Sort:
    """Return the order in which a query can be answered: distance needs a place to measure from."""
    if query.sort is Sort.DISTANCE and query.near is None:
        return Sort.RELEVANCE
    return query.sort
