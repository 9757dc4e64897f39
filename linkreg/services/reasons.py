"""Why a result was found: which parts of the profile hold which of the words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from linkreg.profile import Profile
from linkreg.reference import covers, get_region
from linkreg.search import Part, Span
from linkreg.services.texts import texts_as_read

#: Finds the question's words in a text.
Highlight = Callable[[str], Sequence[Span]]

#: More words of one part tell no more.
MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Reason:
    """A part of the profile and what in it matched, as written there, each once."""

    part: Part
    words: tuple[str, ...]


def reasons_for(
    highlight: Highlight, regions: Sequence[str], profile: Profile
) -> tuple[Reason, ...]:
    """Return the parts that match, most telling first; ``regions`` are the places the text names."""
    texts = texts_as_read(profile)
    found: Mapping[Part, tuple[str, ...]] = {
        part: _distinct(_words(highlight, texts.get(part, ()))) for part in Part
    }
    places = tuple(_places(regions, profile))
    found = {**found, Part.PLACE: _distinct((*places, *found[Part.PLACE]))}
    return tuple(Reason(part, words) for part, words in found.items() if words)


def _words(highlight: Highlight, texts: Sequence[str]) -> Iterator[str]:
    for text in texts:
        for start, end in highlight(text):
            yield text[start:end]


def _places(named: Sequence[str], profile: Profile) -> Iterator[str]:
    """Yield where it sits or works, as far as the text names it."""
    for code in dict.fromkeys((profile.region, *profile.operating_regions)):
        if any(covers(region, code) or covers(code, region) for region in named):
            yield get_region(code).name


def _distinct(words: Iterator[str] | Sequence[str]) -> tuple[str, ...]:
    """Return each word once, whatever its case, and not too many."""
    first = {word.casefold(): word for word in reversed(tuple(words))}
    return tuple(reversed(first.values()))[:MOST_WORDS]
