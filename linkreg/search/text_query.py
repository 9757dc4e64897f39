"""What an officer types, read into words, phrases and exclusions.

Any text can be read: what is not a word says nothing, and what is too long is cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from linkreg.search.analysis import Analyze, Token

MAX_CHARACTERS = 2_000
MAX_WORDS = 32  # of each kind; also keeps a phrase shorter than ``ranking.POSITION_GAP``

#: Fewer words than this are all insisted on, even when nothing holds them all.
LOOSENED_FROM = 3

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
    """A text read. ``spellings`` are the words whose typing may be doubted, in order."""

    words: tuple[Word, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    excluded: tuple[Phrase, ...] = ()
    spellings: tuple[Spelling, ...] = ()

    @property
    def terms(self) -> tuple[str, ...]:
        """All terms wanted, each once, in the order in which scores are added up."""
        of_words = (term for word in self.words for one in word.alternatives for term in one)
        of_phrases = (step.term for phrase in self.phrases for step in phrase.steps)
        return tuple(dict.fromkeys((*of_words, *of_phrases)))

    @property
    def enough_words(self) -> int:
        """How many words suffice when no visible organization holds them all."""
        count = len(self.words)
        return count if count < LOOSENED_FROM else (count + 1) // 2


def read_text(text: str, analyze: Analyze) -> TextQuery:
    """Read a query text; the same analyzer must have read the documents."""
    loose, quoted, excluded = _split(text[:MAX_CHARACTERS])
    runs = [_cut(analyze(run)) for run in loose]
    phrases = [_cut(analyze(phrase)) for phrase in quoted]
    unwanted = [_cut(analyze(piece)) for piece in excluded]
    words = dict.fromkeys(word for run in runs for word in _words(run))
    return TextQuery(
        words=tuple(words)[:MAX_WORDS],
        phrases=_distinct_phrases(phrases),
        excluded=_distinct_phrases(unwanted),
        spellings=tuple(dict.fromkeys(s for run in (*runs, *phrases) for s in _spellings(run))),
    )


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


def _words(tokens: Sequence[Token]) -> Iterator[Word]:
    """Turn a run into words; an expression is wanted as a whole or by all of its words."""
    index = 0
    while index < len(tokens):
        token = tokens[index]
        index += 1
        if token.words == 1:
            yield Word(((token.term,),))
            continue
        end = token.position + token.words
        members = [t.term for t in tokens[index:] if t.position < end]
        index += len(members)
        yield Word(((token.term,), tuple(members)) if members else ((token.term,),))


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
