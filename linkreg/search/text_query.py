"""What an officer types, read into words, places, phrases and exclusions.

Any text can be read: what is not a word says nothing, and what is too long is cut. A place named beside
other words is not wanted as a word: it raises what sits or works there (``ranking.favor``). Alone it is
a word like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from linkreg.reference import Mention, mentioned_regions
from linkreg.search.analysis import Analyze, Token, folded_words

MAX_CHARACTERS = 2_000
MAX_WORDS = 32  # of each kind; also keeps a phrase shorter than ``ranking.POSITION_GAP``

#: When fewer organizations than this, a page, hold all words, those that hold some are found too.
FEW = 20

#: However many words there are, so many are enough then: the title of a package is no list of demands.
MOST_INSISTED = 3

#: ``-word``, ``-"phrase"`` or ``"phrase"``; a lone quotation mark is no more than punctuation.
_MARKED = re.compile(r'(?:^|(?<=\s))-(?:"([^"]*)"|(\S+))|"([^"]*)"')


@dataclass(frozen=True, slots=True)
class Word:
    """One thing wanted: a document matches that holds all terms of any alternative."""

    alternatives: tuple[tuple[str, ...], ...]


class Step(NamedTuple):
    """A term of a phrase, so many words after the phrase's first."""

    offset: int
    term: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Terms that stand together, in this order and at these distances; a single one is a word."""

    steps: tuple[Step, ...]


class Spelling(NamedTuple):
    """A wanted word as typed (folded), and the term it was read as."""

    surface: str
    term: str


@dataclass(frozen=True, slots=True)
class TextQuery:
    """A text read.

    ``words`` are wanted; ``extras`` tell little and only add to the score, lightly. ``regions`` are the
    codes of the places named. ``spellings`` are the words whose typing may be doubted, in order.
    """

    words: tuple[Word, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    excluded: tuple[Phrase, ...] = ()
    spellings: tuple[Spelling, ...] = ()
    extras: tuple[Word, ...] = ()
    regions: tuple[str, ...] = ()

    @property
    def light_terms(self) -> frozenset[str]:
        """Return the terms that count lightly: those of extras alone."""
        full = replace(self, extras=()).terms
        return frozenset(self.terms).difference(full)

    @property
    def terms(self) -> tuple[str, ...]:
        """All terms wanted, each once, in the order in which scores are added up."""
        words = (*self.words, *self.extras)
        of_words = (term for word in words for one in word.alternatives for term in one)
        of_phrases = (step.term for phrase in self.phrases for step in phrase.steps)
        return tuple(dict.fromkeys((*of_words, *of_phrases)))


def enough_of(words: int) -> int:
    """Return how many of so many words suffice when few visible organizations hold them all."""
    return min((words + 1) // 2, MOST_INSISTED)


class _Run(NamedTuple):
    """A stretch of loose text: its words, those that name places, and which places."""

    tokens: Sequence[Token]
    places: Sequence[Token]
    mentions: Sequence[Mention]


def read_text(text: str, analyze: Analyze) -> TextQuery:
    """Read a query text; the same analyzer must have read the documents."""
    loose, quoted, excluded = _split(text[:MAX_CHARACTERS])
    phrases = [_cut(analyze(phrase)) for phrase in quoted]
    runs = _telling([_read_run(run, analyze) for run in loose], has_phrases=any(phrases))
    told = [found for run in runs for found in _words(run.tokens)]
    words = _distinct(word for word, is_weak in told if not is_weak)
    extras = _distinct(word for word, is_weak in told if is_weak)
    return TextQuery(
        words=words or extras,
        phrases=_distinct_phrases(phrases),
        excluded=_distinct_phrases([_cut(analyze(piece)) for piece in excluded]),
        spellings=tuple(
            dict.fromkeys(
                s for run in (*(r.tokens for r in runs), *phrases) for s in _spellings(run)
            )
        ),
        extras=extras if words else (),
        regions=tuple(
            dict.fromkeys(
                region.code for run in runs for place in run.mentions for region in place.regions
            )
        ),
    )


def correct_text(text: str, corrections: Mapping[str, str]) -> str:
    """Return the text with loose words, given folded, replaced; what is quoted or excluded stays."""
    kept, end = [], 0
    marked = [match.span() for match in _MARKED.finditer(text)]
    for word, start, stop in folded_words(text):
        if word in corrections and not any(first <= start < last for first, last in marked):
            kept += [text[end:start], corrections[word]]
            end = stop
    return "".join((*kept, text[end:]))


def _read_run(text: str, analyze: Analyze) -> _Run:
    tokens, mentions = _cut(analyze(text)), mentioned_regions(text)
    places = [t for t in tokens if any(m.start <= t.start < m.end for m in mentions)]
    return _Run([token for token in tokens if token not in places], places, mentions)


def _telling(runs: Sequence[_Run], *, has_phrases: bool) -> list[_Run]:
    """Leave out idle words; when nothing else is said, take what there is, places included."""
    telling = [_Run(_without_idle(run.tokens), run.places, run.mentions) for run in runs]
    if has_phrases or any(run.tokens for run in telling):
        return telling
    return [_Run((*run.places, *run.tokens), (), run.mentions) for run in runs]


def _without_idle(tokens: Sequence[Token]) -> list[Token]:
    """Leave out idle words that are no part of an expression."""
    kept: list[Token] = []
    end = 0
    for token in tokens:
        if token.words > 1:
            end = token.position + token.words
        if not token.idle or token.position < end:
            kept.append(token)
    return kept


def _distinct(words: Iterable[Word]) -> tuple[Word, ...]:
    return tuple(dict.fromkeys(words))[:MAX_WORDS]


def _split(text: str) -> tuple[list[str], list[str], list[str]]:
    """Part the text into loose runs, quoted phrases and what is excluded."""
    loose, quoted, excluded = [], [], []
    end = 0
    for match in _MARKED.finditer(text):
        loose.append(text[end : match.start()])
        unwanted_phrase, unwanted_word, phrase = match.groups()
        if phrase is not None:
            quoted.append(phrase)
        else:
            excluded.append(unwanted_phrase or unwanted_word or "")
        end = match.end()
    return [*loose, text[end:]], quoted, excluded


def _cut(tokens: Sequence[Token]) -> list[Token]:
    return [token for token in tokens if token.position + token.words <= MAX_WORDS]


def _words(tokens: Sequence[Token]) -> Iterator[tuple[Word, bool]]:
    """Turn a run into words, and whether each is weak.

    An expression is wanted as a whole or by all of its words, and so is the acronym for it.
    """
    index = 0
    while index < len(tokens):
        token = tokens[index]
        index += 1
        if token.words == 1:
            yield _word((token.term,), token.spelled), token.weak or token.light
            continue
        end = token.position + token.words
        members = tuple(t.term for t in tokens[index:] if t.position < end)
        index += len(members)
        yield _word((token.term,), members), token.weak


def _word(whole: tuple[str, ...], apart: tuple[str, ...]) -> Word:
    return Word((whole, apart) if apart else (whole,))


def _distinct_phrases(runs: Sequence[Sequence[Token]]) -> tuple[Phrase, ...]:
    phrases = (_phrase([token for token in run if token.words == 1]) for run in runs)
    return tuple(dict.fromkeys(p for p in phrases if p.steps))[:MAX_WORDS]


def _phrase(tokens: Sequence[Token]) -> Phrase:
    return Phrase(tuple(Step(t.position - tokens[0].position, t.term) for t in tokens))


def _spellings(tokens: Sequence[Token]) -> Iterator[Spelling]:
    """Yield the words outside expressions: an expression that was recognized is spelled right."""
    end = 0
    for token in tokens:
        if token.words > 1:
            end = token.position + token.words
        elif token.position >= end:
            yield Spelling(token.surface, token.term)
