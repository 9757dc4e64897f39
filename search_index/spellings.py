"""A sorted list of words that can be asked for what begins so, and for what is spelled nearly so."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property, reduce
from operator import or_

import numpy as np
from numpy.typing import NDArray

_FAR = np.int16(1_000)
_HIGHEST = "\U0010ffff"


def _letter_set(word: str) -> int:
    """Return the letters of a word as bits; letters that share a bit only let more words through."""
    return reduce(or_, (1 << ord(letter) % 32 for letter in word), 0)


def _count_bits(numbers: NDArray[np.uint32]) -> NDArray[np.int64]:
    bits = np.unpackbits(numbers.view(np.uint8)).reshape(len(numbers), 32)
    counts: NDArray[np.int64] = bits.sum(axis=1, dtype=np.int64)
    return counts


class Spellings:
    """Words in code-point order; answers are places in that order."""

    def __init__(self, words: Sequence[str]) -> None:
        """Take words that are sorted, not empty, and may repeat."""
        self.words = words
        self._lengths = np.fromiter(map(len, words), np.int64, len(words))

    @cached_property
    def _letter_sets(self) -> NDArray[np.uint32]:
        return np.fromiter(map(_letter_set, self.words), np.uint32, len(self.words))

    def beginning_with(self, prefix: str) -> range:
        """Return the places of the words that begin with the prefix."""
        return range(bisect_left(self.words, prefix), bisect_left(self.words, prefix + _HIGHEST))

    def near(self, typed: str, most_edits: int) -> list[tuple[int, int]]:
        """Return (edits, place) of words within so many edits, the first letter kept."""
        initial = self.beginning_with(typed[0])
        own = slice(initial.start, initial.stop)
        close = abs(self._lengths[own] - len(typed)) <= most_edits
        # An edit brings one letter at most and takes one: words of other letters are out.
        others = np.bitwise_xor(self._letter_sets[own][close], _letter_set(typed))
        places = (np.flatnonzero(close) + initial.start)[_count_bits(others) <= 2 * most_edits]
        edits = self._edits(places, typed, most_edits)
        of_words = edits[self._lengths[places], np.arange(len(places))]
        return _within(of_words, places, most_edits)

    def near_beginning(self, typed: str, most_edits: int) -> list[tuple[int, int]]:
        """Return (edits, place) of words that begin within so many edits of what was typed."""
        initial = np.asarray(self.beginning_with(typed[0]))
        edits = self._edits(initial, typed, most_edits)
        return _within(edits.min(axis=0), initial, most_edits)

    def _edits(self, places: NDArray[np.int64], typed: str, most_edits: int) -> NDArray[np.int16]:
        """Return the edits from ``typed`` to each prefix (axis 0) of the words at places (axis 1).

        As ``linkreg.search.spelling.prefix_edits``, for all words at once and exact up to
        ``most_edits``: cells farther than that from the diagonal are not filled in.
        """
        width = len(typed) + most_edits
        letters = self._letters(places, width)
        codes = [ord(letter) for letter in typed]
        before = np.full((width + 1, len(places)), _FAR)
        row = np.repeat(np.arange(width + 1, dtype=np.int16)[:, None], len(places), axis=1)
        for i, code in enumerate(codes, start=1):
            earlier, before, row = before, row, np.full_like(row, _FAR)
            row[0] = i
            for j in range(max(1, i - most_edits), min(width, i + most_edits) + 1):
                changed = before[j - 1] + (letters[j - 1] != code)
                row[j] = np.minimum(changed, np.minimum(before[j], row[j - 1]) + 1)
                if i > 1 and j > 1:
                    swapped = (letters[j - 2] == code) & (letters[j - 1] == codes[i - 2])
                    np.minimum(row[j], earlier[j - 2] + 1, out=row[j], where=swapped)
        return row

    def _letters(self, places: NDArray[np.int64], width: int) -> NDArray[np.uint32]:
        """Return the first letters of words as code points, zero beyond a word's end."""
        words = np.array([self.words[i] for i in places], dtype=f"U{width}")
        return np.ascontiguousarray(words.view(np.uint32).reshape(len(places), width).T)


def _within(
    edits: NDArray[np.int16], places: NDArray[np.int64], most_edits: int
) -> list[tuple[int, int]]:
    near = edits <= most_edits
    return list(zip(edits[near].tolist(), places[near].tolist(), strict=True))
