"""Which documents match a text, and how well: masks decide, scores add up.

Every word wanted becomes a mask over all documents; matching is then AND and OR of masks. Scores are
the sums of BM25F over all wanted terms, in the order of ``TextQuery.terms``, so that they equal those
of ``linkreg.search.brute_force`` to the last bit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial, reduce

import numpy as np
from numpy.typing import NDArray

from linkreg.search.ranking import FAVORS, LIGHT_SHARE
from linkreg.search.text_query import FEW, Phrase, TextQuery, Word, enough_of
from search_index.filters import with_matching
from search_index.postings import POSITION_BITS, Mask
from search_index.segments import Segment
from search_index.snapshot import Numbers, Snapshot

#: Places are looked up one by one when the others are so many times as many.
_FEWER = 8


def match_text(snapshot: Snapshot, wanted: TextQuery, visible: Mask) -> Mask:
    """Return the visible documents that the text matches.

    All words are wanted; when few visible documents hold them all, enough of them will do. A word that
    none holds asks nothing, unless all are so. Phrases and exclusions always hold.
    """
    base = _match_phrases(snapshot, wanted, visible)
    if not wanted.words:
        return base
    held = [_match_word(snapshot, word) for word in wanted.words]
    held = [mask for mask in held if (mask & visible).any()] or held
    strict = reduce(np.logical_and, held, base)
    if np.count_nonzero(strict) >= FEW:
        return strict
    counts = np.zeros(snapshot.size, np.int8)
    for mask in held:
        counts += mask.view(np.int8)
    return base & (counts >= enough_of(len(held)))


def score_text(snapshot: Snapshot, wanted: TextQuery) -> NDArray[np.float64]:
    """Return the score of every document; 0 without wanted terms."""
    scores = np.zeros(snapshot.size)
    light = wanted.light_terms
    for term in wanted.terms:
        snapshot.scores(term).add_to(scores, LIGHT_SHARE if term in light else 1.0)
    if wanted.regions:
        scores *= _favors(snapshot, wanted.regions)
    return scores


def _favors(snapshot: Snapshot, named: Sequence[str]) -> NDArray[np.float64]:
    """Return for every document what ``linkreg.search.ranking.favor`` does."""
    factors = np.ones(snapshot.size)
    for favor in FAVORS:
        field = "region" if favor.of_seat else "operating"
        holds = partial(_holds_any, favor.holds, named)
        near = with_matching(snapshot, field, (favor.factor, tuple(named)), holds)
        factors[near] = favor.factor
    return factors


def _holds_any(holds: Callable[[str, str], bool], named: Sequence[str], code: str) -> bool:
    return any(holds(region, code) for region in named)


def _match_word(snapshot: Snapshot, word: Word) -> Mask:
    alternatives = (
        reduce(np.logical_and, (_match_term(snapshot, term) for term in terms))
        for terms in word.alternatives
    )
    return reduce(np.logical_or, alternatives)


def _match_term(snapshot: Snapshot, term: str) -> Mask:
    return snapshot.scores(term).mask(snapshot.size)


def _match_phrases(snapshot: Snapshot, wanted: TextQuery, visible: Mask) -> Mask:
    mask = visible
    for phrase in wanted.phrases:
        mask = mask & _match_phrase(snapshot, phrase)
    for phrase in wanted.excluded:
        mask = mask & ~_match_phrase(snapshot, phrase)
    return mask


def _match_phrase(snapshot: Snapshot, phrase: Phrase) -> Mask:
    if len(phrase.steps) == 1:
        return _match_term(snapshot, phrase.steps[0].term)
    return snapshot.mask(snapshot.each(lambda segment: _holding_phrase(segment, phrase)))


def _holding_phrase(segment: Segment, phrase: Phrase) -> Numbers:
    """Return the documents in which every term of the phrase stands where it should."""
    starts = sorted((segment.places(s.term).keys - s.offset for s in phrase.steps), key=len)
    common: NDArray[np.int64] = reduce(_in_both, starts)
    return (common >> POSITION_BITS).astype(np.int32)


def _in_both(few: NDArray[np.int64], many: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the members of an ascending array that another ascending array holds too."""
    if len(few) * _FEWER < len(many):
        places = np.minimum(np.searchsorted(many, few), len(many) - 1)
        found: NDArray[np.int64] = few[many[places] == few]
        return found
    both: NDArray[np.int64] = np.concatenate((few, many))
    both.sort(kind="stable")  # which merges what is in order already
    twice: NDArray[np.int64] = both[1:][both[1:] == both[:-1]]
    return twice
