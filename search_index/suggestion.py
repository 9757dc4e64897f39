"""Completing names and correcting words, from the index's own words."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from linkreg.search.analysis import name_key
from linkreg.search.spelling import edits_allowed
from linkreg.search.text_query import TextQuery
from linkreg.vocabulary import OrganizationStatus
from search_index.filters import with_values
from search_index.ordering import first_by
from search_index.segments import Segment
from search_index.snapshot import Mask, Numbers, Snapshot


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
    documents = np.flatnonzero(matches).astype(np.int32)
    first = first_by(documents, (snapshot.name_ranks, snapshot.identities), limit)
    return tuple(snapshot.identities[first].tolist())


def _beginning_with(segment: Segment, typed: str) -> Numbers:
    places = segment.beginnings.keys.beginning_with(typed)
    return segment.beginnings.documents[places.start : places.stop]


def _almost_beginning_with(segment: Segment, typed: str) -> Numbers:
    near = segment.beginnings.keys.near_beginning(typed, edits_allowed(typed))
    return segment.beginnings.documents[[place for _, place in near]]


def correct_words(snapshot: Snapshot, wanted: TextQuery, visible: Mask) -> tuple[str, ...]:
    """Return the likeliest spelling of each wanted word that no visible document holds."""
    unknown = (
        spelling.surface
        for spelling in wanted.spellings
        if not visible[snapshot.scores(spelling.term).documents].any()
    )
    corrected = (_correct(snapshot, surface, visible) for surface in unknown)
    return tuple(dict.fromkeys(word for word in corrected if word))


def _correct(snapshot: Snapshot, surface: str, visible: Mask) -> str | None:
    """Prefer the fewest edits, then the commonest word, then the alphabet."""
    near = (
        (edits, -_count_holders(snapshot, word, visible), word)
        for edits, word in set(_near_words(snapshot, surface))
    )
    held = [candidate for candidate in near if candidate[1]]
    return min(held)[2] if held else None


def _count_holders(snapshot: Snapshot, word: str, visible: Mask) -> int:
    return int(visible[snapshot.each(lambda segment: segment.holders(word))].sum())


def _near_words(snapshot: Snapshot, surface: str) -> Iterator[tuple[int, str]]:
    most_edits = edits_allowed(surface)
    if not most_edits:
        return
    for segment in snapshot.segments:
        for edits, place in segment.words.near(surface, most_edits):
            if edits:
                yield edits, segment.words.words[place]
