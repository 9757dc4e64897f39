"""Completing names and correcting words, from the index's own words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

import numpy as np

from linkreg.search.analysis import name_key
from linkreg.search.spelling import edits_allowed
from linkreg.search.text_query import TextQuery
from linkreg.vocabulary import OrganizationStatus
from search_index.filters import with_values
from search_index.ordering import Order, first_in
from search_index.postings import Mask
from search_index.segments import Segment
from search_index.snapshot import Numbers, Snapshot


def complete_name(snapshot: Snapshot, text: str, limit: int) -> tuple[str, ...]:
    """Return ids of published organizations whose name begins like the text, in order of name.

    When none begins exactly so, those that do within the edits forgiven.
    """
    typed = name_key(text)
    if not typed:
        return ()
    published = with_values(snapshot, "status", (OrganizationStatus.PUBLISHED,))
    found = snapshot.each(lambda segment: _beginning_with(segment, typed))
    matches = published & snapshot.mask(found)
    if not matches.any():
        found = snapshot.each(lambda segment: _almost_beginning_with(segment, typed))
        matches = published & snapshot.mask(found)
    backwards = snapshot.size - snapshot.name_ranks
    order = Order(backwards, (backwards,))
    first = first_in(matches, order, snapshot.identities, limit)
    return tuple(identity.decode() for identity in snapshot.identities[first].tolist())


def _beginning_with(segment: Segment, typed: str) -> Numbers:
    places = segment.beginnings.keys.beginning_with(typed)
    return segment.beginnings.documents[places.start : places.stop]


def _almost_beginning_with(segment: Segment, typed: str) -> Numbers:
    near = segment.beginnings.keys.near_beginning(typed, edits_allowed(typed))
    return segment.beginnings.documents[[place for _, place in near]]


def correct_words(snapshot: Snapshot, wanted: TextQuery, visible: Mask) -> dict[str, str]:
    """Return the likeliest spelling of each wanted word, folded, that no visible document holds."""
    unknown = (
        spelling.surface
        for spelling in wanted.spellings
        if not snapshot.scores(spelling.term).touches(visible)
    )
    corrected = ((surface, _correct(snapshot, surface, visible)) for surface in unknown)
    return {surface: word for surface, word in corrected if word}


def _correct(snapshot: Snapshot, surface: str, visible: Mask) -> str | None:
    """Prefer the fewest edits, then the commonest word, then the alphabet."""
    words = sorted(set(_near_words(snapshot, surface)))
    for _, nearest in groupby(words, key=itemgetter(0)):
        held = [word for _, word in nearest if _is_held(snapshot, word, visible)]
        if len(held) > 1:
            return min(held, key=lambda word: (-_count_holders(snapshot, word, visible), word))
        if held:
            return held[0]
    return None


def _is_held(snapshot: Snapshot, word: str, visible: Mask) -> bool:
    return any(
        part[documents].any()
        for segment, part in snapshot.parts(visible)
        for documents in segment.holders(word)
    )


def _count_holders(snapshot: Snapshot, word: str, visible: Mask) -> int:
    mask = np.zeros(snapshot.size, np.bool_)
    for segment, part in snapshot.parts(mask):
        for documents in segment.holders(word):
            part[documents] = True
    return int(np.count_nonzero(mask & visible))


def _near_words(snapshot: Snapshot, surface: str) -> Iterator[tuple[int, str]]:
    most_edits = edits_allowed(surface)
    if not most_edits:
        return
    for segment in snapshot.segments:
        edits, places = segment.near(surface, most_edits)
        for edit, place in zip(edits.tolist(), places.tolist(), strict=True):
            if edit:
                yield edit, segment.words.words[place]
