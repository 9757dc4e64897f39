"""Indonesian words made comparable: stems, reduplication, synonyms, acronyms, stop words.

A word's synonyms become one term, at indexing and at asking alike: an acronym finds its spelled-out
name, and the other way round, at the price of a single term. Stems come from Sastrawi, which follows
the dictionary-based algorithm of Nazief and Adriani as improved by J. Asian ("Effective Techniques
for Indonesian Text Retrieval", 2007); ``data/`` holds the reviewed exceptions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import NamedTuple

from Sastrawi.Dictionary.ArrayDictionary import ArrayDictionary
from Sastrawi.Stemmer.Stemmer import Stemmer
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

from linkreg.search.analysis import WORD, Token, folded_words
from search_index.lexicon import Lexicon, read_lexicon

#: Shorter words are never stemmed: they are roots or acronyms.
STEM_FROM = 4

#: Raise it whenever this module reads a text differently than before.
ANALYSIS_VERSION = 1

_CHUNK = re.compile(rf"{WORD}(?:-{WORD})*")
_SPACED = re.compile(r"\S+")  # no chunk holds a space: what stands between spaces is cut only once
_CACHED_CHUNKS = 200_000
_CACHED_LENGTH = 64  # longer chunks are rare and not worth their memory

#: Labels of fields and services return in every document: short texts are read once.
_SHORT_TEXTS = 8_192
_SHORT_TEXT = 100


_new_tuple = tuple.__new__


class Piece(NamedTuple):
    """A word within a chunk; without a term (a stop word) it only takes its place."""

    term: str | None
    surface: str
    start: int
    end: int
    marks: tuple[bool, bool, bool] = (False, False, False)  # weak, idle, light
    spelled: tuple[str, ...] = ()


class Expression(NamedTuple):
    """Several words that mean what one term means; ``steps`` are (offset, term)."""

    concept: str
    steps: tuple[tuple[int, str], ...]
    weak: bool

    @property
    def words(self) -> int:
        """Return how many words it spans, those left out included."""
        return self.steps[-1][0] + 1


class Analyzer:
    """Reads Indonesian text; the same text always gives the same tokens. Shared by threads."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Prepare the stemmer, then read the synonyms with it: single words first."""
        self._stemmer = Stemmer(ArrayDictionary(StemmerFactory().get_words()))
        self._lexicon = lexicon
        self._synonyms: dict[str, str] = {}
        self._spelled: dict[str, tuple[str, ...]] = {}
        self.expressions: dict[str, list[Expression]] = {}  # by first term, the longest first
        self._weak: frozenset[str] = frozenset()
        self._stem = lru_cache(maxsize=_CACHED_CHUNKS)(self._find_stem)
        self._pieces = lru_cache(maxsize=_CACHED_CHUNKS)(self._cut_spaced)
        self._read_single_synonyms()
        self._weak = frozenset(self._term(word) for word in lexicon.legal_words)
        self._pieces.cache_clear()
        self._read_expressions()
        self._short_texts = lru_cache(maxsize=_SHORT_TEXTS)(self._analyze)

    def __call__(self, text: str, /) -> Sequence[Token]:
        """Cut a text into tokens; see ``linkreg.search.analysis.Analyze``."""
        return self._short_texts(text) if len(text) <= _SHORT_TEXT else self._analyze(text)

    def _analyze(self, text: str) -> tuple[Token, ...]:
        tokens, openings = self._tokens(text)
        return self._with_expressions(tokens, openings) if openings else tuple(tokens)

    def _tokens(self, text: str) -> tuple[list[Token], list[int]]:
        """Return the words, and the indexes of those with which an expression may begin.

        Every word of every profile passes here: tuples are made without the detour through
        ``Token.__new__``, which takes twice as long.
        """
        tokens: list[Token] = []
        openings: list[int] = []
        position = 0
        for match in _SPACED.finditer(text):
            spaced, base = match[0], match.start()
            for term, surface, start, end, marks, spelled in self.pieces(spaced):
                if term is not None:
                    if term in self.expressions:
                        openings.append(len(tokens))
                    place = (position, base + start, base + end)
                    said = (term, surface, *place, 1, *marks, spelled)
                    tokens.append(_new_tuple(Token, said))
                position += 1
        return tokens, openings

    # --- words

    def pieces(self, spaced: str) -> tuple[Piece, ...]:
        """Return the words of what stands between spaces."""
        return self._pieces(spaced) if len(spaced) <= _CACHED_LENGTH else self._cut_spaced(spaced)

    def _cut_spaced(self, text: str) -> tuple[Piece, ...]:
        """Cut what stands between spaces; punctuation parts it, but for hyphens (see ``_cut``)."""
        return tuple(
            piece._replace(start=match.start() + piece.start, end=match.start() + piece.end)
            for match in _CHUNK.finditer(text)
            for piece in self._cut(match[0])
        )

    def _cut(self, chunk: str) -> tuple[Piece, ...]:
        """Part a chunk at its hyphens; neighbors with one stem are a reduplication: one word."""
        pieces: list[Piece] = []
        stem_before = ""
        for word, start, end in folded_words(chunk):
            stem = self._stem(word)
            if stem == stem_before:
                pieces[-1] = pieces[-1]._replace(end=end)
            else:
                pieces.append(self._piece(word, start, end))
            stem_before = stem
        return tuple(pieces)

    def _piece(self, word: str, start: int, end: int) -> Piece:
        if word in self._lexicon.stop_words:
            return Piece(None, word, start, end)
        term, lexicon = self._term(word), self._lexicon
        marks = (term in self._weak, word in lexicon.idle_words, word in lexicon.light_words)
        return Piece(term, word, start, end, marks, self._spelled.get(word, ()))

    def _term(self, word: str) -> str:
        stem = self._stem(word)
        return self._synonyms.get(stem, stem)

    def _find_stem(self, word: str) -> str:
        if word in self._lexicon.stems:
            return self._lexicon.stems[word]
        if len(word) < STEM_FROM or not (word.isascii() and word.isalpha()):
            return word
        return str(self._stemmer.stem_word(word))

    # --- synonyms

    def _read_single_synonyms(self) -> None:
        for group in self._lexicon.synonyms:
            members = [self._tokens(member)[0] for member in group]
            if len(members[0]) != 1:
                raise ValueError(f"the first synonym of a group must be one word: {group}")
            concept = members[0][0].term
            self._synonyms.update((m[0].term, concept) for m in members if len(m) == 1)

    def _read_expressions(self) -> None:
        for group in self._lexicon.synonyms:
            concept, *others = (self._tokens(member)[0] for member in group)
            if group[0].isupper():
                self._spelled[concept[0].surface] = _first_expression(others)
            for tokens in others:
                if len(tokens) > 1:
                    steps = tuple((t.position - tokens[0].position, t.term) for t in tokens)
                    known = self.expressions.setdefault(tokens[0].term, [])
                    known.append(Expression(concept[0].term, steps, concept[0].term in self._weak))
        self._pieces.cache_clear()
        for known in self.expressions.values():
            known.sort(key=lambda expression: -expression.words)

    def _with_expressions(
        self, tokens: Sequence[Token], openings: Sequence[int]
    ) -> tuple[Token, ...]:
        """Put each expression, longest first and none overlapping, before its words."""
        read: list[Token] = []
        copied = free_from = 0
        for index in openings:
            token = tokens[index]
            if token.position < free_from:
                continue
            expression = self._expression_at(tokens, index)
            if expression is not None:
                free_from = token.position + expression.words
                last = tokens[index + len(expression.steps) - 1]
                place = (token.position, token.start, last.end)
                words, weak = expression.words, expression.weak
                whole = Token(expression.concept, token.surface, *place, words, weak)
                read += (*tokens[copied:index], whole)
                copied = index
        return (*read, *tokens[copied:])

    def _expression_at(self, tokens: Sequence[Token], index: int) -> Expression | None:
        first = tokens[index]
        for expression in self.expressions[first.term]:
            found = tokens[index : index + len(expression.steps)]
            if tuple((t.position - first.position, t.term) for t in found) == expression.steps:
                return expression
        return None


def _first_expression(members: Sequence[Sequence[Token]]) -> tuple[str, ...]:
    """Return the terms of the first member of several words: what an acronym stands for."""
    found = next((tokens for tokens in members if len(tokens) > 1), ())
    return tuple(dict.fromkeys(token.term for token in found))


@cache
def indonesian() -> Analyzer:
    """Return the analyzer with the reviewed word lists, built on first use (about 50 ms)."""
    return Analyzer(read_lexicon())


@cache
def without_synonyms() -> Analyzer:
    """Return the analyzer by which a file of synonyms is checked."""
    return Analyzer(replace(read_lexicon(), synonyms=()))
