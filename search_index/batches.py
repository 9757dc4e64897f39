"""Many documents read at once: their words as arrays.

What stands between two spaces is cut once, numbered, and from then on only looked up; positions,
weights and lengths of a whole batch are then a few vector operations. All this says what ``weigh`` of
``linkreg.search.ranking`` says of one document (a test compares them), several times faster.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from linkreg.search import Part
from linkreg.search.ranking import NAME_PARTS, PART_WEIGHTS, POSITION_GAP, WEAK_SHARE
from search_index.analysis import Analyzer, Expression

Texts = Mapping[Part, tuple[str, ...]]
Numbered = NDArray[np.uint32]

_PARTS = tuple(PART_WEIGHTS)

#: What a word weighs in each part: when it tells, and when it is one of the weak ones.
_WEIGHTS = np.array(
    [
        list(PART_WEIGHTS.values()),
        [w * (WEAK_SHARE if part in NAME_PARTS else 1.0) for part, w in PART_WEIGHTS.items()],
    ],
    np.float32,
)

#: A place in a batch as one number: the document above, the position below.
_POSITION_BITS = 32
_POSITION = (1 << _POSITION_BITS) - 1

#: Words kept by number; with more of them, all are forgotten after the batch.
_MOST_WORDS = 500_000


class Numbers(dict[str, int]):
    """Terms by number, each new one by the next."""

    def __missing__(self, term: str) -> int:
        number = self[term] = len(self)
        return number


class Batch(NamedTuple):
    """What documents 0, 1, ... hold: postings in the order of terms, then documents.

    ``positions`` are those of all postings in a row, ``counts`` of each. ``forms`` are other spellings
    with the document that has each; ``lengths`` are weighted.
    """

    terms: Numbered
    documents: Numbered
    weights: NDArray[np.float32]
    counts: Numbered
    positions: Numbered
    forms: Numbered
    form_documents: Numbered
    lengths: NDArray[np.float64]


class _Words(dict[str, int]):
    """What stands between spaces, by number: cut into pieces when it is met first."""

    def __init__(self, analyzer: Analyzer, terms: Numbers, forms: Numbers) -> None:
        super().__init__()
        self._analyzer, self._terms, self._forms = analyzer, terms, forms
        self.forget()

    def forget(self) -> None:
        """Begin anew."""
        self.clear()
        self._ends = array("I", [0])
        self._term = array("i")  # -1 for a word that is left out
        self._form = array("i")  # -1 for one spelled as its term
        self._weak = array("B")

    def __missing__(self, word: str) -> int:
        for piece in self._analyzer.pieces(word):
            term = piece.term
            spelled = term is None or term == piece.surface
            self._term.append(-1 if term is None else self._terms[term])
            self._form.append(-1 if spelled else self._forms[piece.surface])
            self._weak.append(piece.marks[0])
        self._ends.append(len(self._term))
        number = self[word] = len(self)
        return number

    def pieces(self, words: Numbered) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Return the pieces of all words in a row, and after each word how many there are."""
        ends = np.frombuffer(self._ends, np.uint32).astype(np.intp)
        sizes = np.diff(ends)[words]
        totals = np.cumsum(sizes)
        shifts = ends[words] - totals + sizes
        return np.repeat(shifts, sizes) + np.arange(len(shifts) and totals[-1]), totals

    def said(self, pieces: NDArray[np.intp]) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
        """Return the term and the form of each piece (-1 for none), and whether it is weak."""
        told = ((self._term, np.int32), (self._form, np.int32), (self._weak, np.uint8))
        term, form, weak = (np.frombuffer(column, kind)[pieces] for column, kind in told)
        return term, form, weak


class _Laid(NamedTuple):
    """Texts in a row: words by number, with where each text ends, and where each document."""

    words: array[int]
    text_ends: array[int]
    parts: array[int]  # of each text
    document_ends: array[int]  # in texts


class _Tokens(NamedTuple):
    """The words that tell, in order of their places (see ``_POSITION_BITS``)."""

    places: NDArray[np.int64]
    terms: NDArray[np.int32]
    forms: NDArray[np.int32]  # -1 for none
    weak: NDArray[np.uint8]
    parts: NDArray[np.uint8]


class _Steps(NamedTuple):
    """An expression in numbers: its terms, how far each stands from the first, what it means."""

    terms: list[int]
    distances: list[int]
    concept: int
    weak: bool


class BatchReader:
    """Reads documents for one index; ``terms`` and ``forms`` are where it numbers what it finds."""

    def __init__(self, analyzer: Analyzer, terms: Numbers, forms: Numbers) -> None:
        """Number the terms of all expressions, to be compared as numbers."""
        self._words = _Words(analyzer, terms, forms)
        self._expressions = {
            terms[opening]: [_in_numbers(expression, terms) for expression in expressions]
            for opening, expressions in analyzer.expressions.items()
        }
        known = [steps for expressions in self._expressions.values() for steps in expressions]
        self._openings = np.unique([steps.terms[0] for steps in known])
        self._seconds = np.unique([steps.terms[1] for steps in known])

    def read(self, documents: Sequence[Texts]) -> Batch:
        """Read the documents, which are numbered from 0 as they come."""
        tokens = self._with_expressions(self._tokens(self._lay_out(documents)))
        if len(self._words) > _MOST_WORDS:
            self._words.forget()
        return _batch(tokens, len(documents))

    def _lay_out(self, documents: Sequence[Texts]) -> _Laid:
        laid = _Laid(array("I"), array("I"), array("B"), array("I"))
        number_of = self._words.__getitem__
        for texts in documents:
            for number, part in enumerate(_PARTS):
                for text in texts.get(part, ()):
                    laid.words.extend(map(number_of, text.split()))
                    laid.text_ends.append(len(laid.words))
                    laid.parts.append(number)
            laid.document_ends.append(len(laid.parts))
        return laid

    def _tokens(self, laid: _Laid) -> _Tokens:
        pieces, totals = self._words.pieces(np.frombuffer(laid.words, np.uint32))
        terms, forms, weak = self._words.said(pieces)
        ends = np.concatenate(([0], totals))[np.frombuffer(laid.text_ends, np.uint32)]
        sizes = np.diff(ends, prepend=0)
        telling = np.flatnonzero(terms >= 0)
        texts = np.repeat(np.arange(len(ends)), sizes)[telling]
        positions = telling - (ends - sizes)[texts]
        starts = _starts(laid, texts, positions)
        parts = np.frombuffer(laid.parts, np.uint8)[texts]
        return _Tokens(
            starts[texts] + positions, terms[telling], forms[telling], weak[telling], parts
        )

    def _with_expressions(self, tokens: _Tokens) -> _Tokens:
        """Put each expression, longest first and none overlapping, before its words."""
        found = tuple(self._found(tokens))
        indexes = [index for index, _ in found]
        return _Tokens(
            np.insert(tokens.places, indexes, tokens.places[indexes]),
            np.insert(tokens.terms, indexes, [steps.concept for _, steps in found]),
            np.insert(tokens.forms, indexes, -1),
            np.insert(tokens.weak, indexes, [steps.weak for _, steps in found]),
            np.insert(tokens.parts, indexes, tokens.parts[indexes]),
        )

    def _found(self, tokens: _Tokens) -> Iterator[tuple[int, _Steps]]:
        """Yield each expression with the index of its first word."""
        opens = np.isin(tokens.terms[:-1], self._openings)
        opens &= np.isin(tokens.terms[1:], self._seconds)
        places, terms = tokens.places.tolist(), tokens.terms.tolist()
        free_from = 0
        for index in np.flatnonzero(opens).tolist():
            place = places[index]
            if place < free_from:
                continue
            for steps in self._expressions[terms[index]]:
                end = index + len(steps.terms)
                if terms[index:end] == steps.terms and (
                    [other - place for other in places[index:end]] == steps.distances
                ):
                    free_from = places[end - 1] + 1
                    yield index, steps
                    break


def _in_numbers(expression: Expression, terms: Numbers) -> _Steps:
    return _Steps(
        [terms[term] for _, term in expression.steps],
        [distance for distance, _ in expression.steps],
        terms[expression.concept],
        expression.weak,
    )


def _starts(laid: _Laid, texts: NDArray[np.intp], positions: NDArray[np.intp]) -> NDArray[np.int64]:
    """Return the place at which each text begins; ``texts`` tells of which each position is."""
    last = np.zeros(len(laid.parts), np.int64)
    last[texts] = positions  # of several for one text, the last one stays
    steps = last + POSITION_GAP
    starts = np.cumsum(steps) - steps
    document_ends = np.frombuffer(laid.document_ends, np.uint32)
    sizes = np.diff(document_ends, prepend=np.uint32(0))
    documents = np.repeat(np.arange(len(sizes)), sizes)
    first_texts = (document_ends - sizes)[documents]
    bases: NDArray[np.int64] = (documents << _POSITION_BITS) + starts - starts[first_texts]
    return bases


def _batch(tokens: _Tokens, size: int) -> Batch:
    """Add up the words of each document."""
    documents = tokens.places >> _POSITION_BITS
    weights = _WEIGHTS[tokens.weak, tokens.parts]
    order = stable_order(tokens.terms)
    keys = ((tokens.terms.astype(np.int64) << _POSITION_BITS) + documents)[order]
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    spelled = tokens.forms >= 0
    forms = np.unique(
        (tokens.forms[spelled].astype(np.int64) << _POSITION_BITS) + documents[spelled]
    )
    return Batch(
        *_halves(keys[starts]),
        np.add.reduceat(weights[order], starts),
        np.diff(starts, append=len(keys)).astype(np.uint32),
        _halves(tokens.places[order])[1],
        *_halves(forms),
        np.bincount(documents, weights, minlength=size).astype(np.float64),
    )


def _halves(keys: NDArray[np.int64]) -> tuple[Numbered, Numbered]:
    return (keys >> _POSITION_BITS).astype(np.uint32), (keys & _POSITION).astype(np.uint32)


def stable_order(numbers: NDArray[Any]) -> NDArray[np.intp]:
    """Return the order of numbers below 2**32; equal ones stay as they are.

    Numpy sorts 16 bits by counting, and twice that is several times faster than 32 at once.
    """
    order = np.argsort(numbers.astype(np.uint16), kind="stable")
    high = (numbers >> 16).astype(np.uint16)
    return order[np.argsort(high[order], kind="stable")] if high.any() else order
