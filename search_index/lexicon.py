"""The reviewed word lists in ``data/``, read once and without interpretation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files

from linkreg.search.synonyms import read_groups

_FILES = (
    "idle_words.txt",
    "legal_words.txt",
    "light_words.txt",
    "stems.txt",
    "stop_words.txt",
    "synonyms.txt",
)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is known of single words.

    ``stems`` maps a word to its base where the stemmer errs. In a question ``idle_words`` tell nothing
    and ``light_words`` little. The first member of each group of ``synonyms`` stands for the others.
    """

    stems: Mapping[str, str]
    stop_words: frozenset[str]
    legal_words: frozenset[str]
    idle_words: frozenset[str]
    light_words: frozenset[str]
    synonyms: tuple[tuple[str, ...], ...]


def read_lexicon() -> Lexicon:
    """Read the word lists that come with the package."""
    return Lexicon(
        stems=dict(line.split() for line in _lines("stems.txt")),
        stop_words=frozenset(_lines("stop_words.txt")),
        legal_words=frozenset(_lines("legal_words.txt")),
        idle_words=frozenset(_lines("idle_words.txt")),
        light_words=frozenset(_lines("light_words.txt")),
        synonyms=tuple(group for _, group in read_groups(_text("synonyms.txt"))),
    )


def lexicon_digest() -> str:
    """Return a digest of all word lists, by which a change in any of them is noticed."""
    return sha256(b"\0".join(_text(name).encode() for name in _FILES)).hexdigest()


def _lines(name: str) -> Iterator[str]:
    lines = (line.strip() for line in _text(name).splitlines())
    return (line for line in lines if line and not line.startswith("#"))


def _text(name: str) -> str:
    return files("search_index").joinpath("data", name).read_text(encoding="utf-8")
