"""From text to words: what an analyzer must hand over, and the plainest one that does.

Both engines are given an ``Analyze``; the same one must serve documents and queries. This module
knows no language: stems, synonyms and stop words belong to the engine's package.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

#: A run of letters and digits; accents and apostrophes within it do not end it (``Jum'at``).
WORD = r"[^\W_](?:[^\W_]|[\u0300-\u036f]|['’ʼ](?=[^\W_]))*"

#: Longer words are cut: nobody types them, and an index should not keep them.
MAX_WORD = 64

_WORDS = re.compile(WORD)


class Token(NamedTuple):
    """A term at its place in a text.

    ``surface`` is the folded spelling, ``position`` counts words from 0 (those left out too),
    ``[start, end)`` are characters, ``words`` is above 1 for an expression found as a whole (which
    comes besides its words). ``weak`` marks words that tell little in a name; in a question
    ``idle`` ones tell nothing and ``light`` ones little. ``spelled`` are the terms of the words that an
    acronym stands for.
    """

    term: str
    surface: str
    position: int
    start: int
    end: int
    words: int = 1
    weak: bool = False
    idle: bool = False
    light: bool = False
    spelled: tuple[str, ...] = ()


class Analyze(Protocol):
    """How an engine reads text, in documents and in queries alike."""

    def __call__(self, text: str, /) -> Sequence[Token]:
        """Cut a text into tokens in the order of their positions, expressions before their words."""


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Return the text's letters and digits without case, accents or compatibility forms.

    Idempotent; may be empty. Source: Unicode Standard Annex 15 (NFKC) and section 3.13 (folding).
    """
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if c.isalnum()))[:MAX_WORD]


def folded_words(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each word folded, with the ``[start, end)`` of its characters in the text."""
    for match in _WORDS.finditer(text):
        if word := fold(match.group()):
            yield word, match.start(), match.end()


def name_key(text: str) -> str:
    """Return what a name is sorted and compared by: its folded words, single spaces between."""
    return " ".join(word for word, _, _ in folded_words(text))


def analyze_plainly(text: str) -> list[Token]:
    """Take every folded word for its own term."""
    return [
        Token(word, word, position, start, end)
        for position, (word, start, end) in enumerate(folded_words(text))
    ]
