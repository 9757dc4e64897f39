"""How far a typed word may be from a written one, and how a name may begin."""

from __future__ import annotations

from collections.abc import Iterator

from linkreg.search.analysis import Analyze, folded_words
from linkreg.search.document import Part, SearchDocument

#: Letters from which one edit is forgiven, and from which two are.
ONE_EDIT_FROM = 4
TWO_EDITS_FROM = 8


def edits_allowed(word: str) -> int:
    """Return how many edits may lie between a typed word and the one meant."""
    return (len(word) >= ONE_EDIT_FROM) + (len(word) >= TWO_EDITS_FROM)


def prefix_edits(word: str, other: str) -> list[int]:
    """Return the edits from the word to each prefix of the other, the empty one first.

    An edit adds, drops or changes a letter, or swaps two neighbors. Source: the "optimal string
    alignment" distance (F. Damerau, CACM 1964; R. Wagner and M. Fischer, JACM 1974).
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(word, start=1):
        earlier, before, row = before, row, [i]
        for j, theirs in enumerate(other, start=1):
            edits = min(row[j - 1] + 1, before[j] + 1, before[j - 1] + (letter != theirs))
            if i > 1 and j > 1 and letter == other[j - 2] and word[i - 2] == theirs:
                edits = min(edits, earlier[j - 2] + 1)
            row.append(edits)
    return row


def beginnings(document: SearchDocument, analyze: Analyze) -> tuple[str, ...]:
    """Return the folded names by which a document can be called up, each once.

    A name counts from its first letter and from its first telling word: ``Yayasan Pelita`` begins
    with ``yayasan`` and with ``pelita``.
    """
    texts = document.texts
    names = (document.name, *texts.get(Part.SHORT_NAME, ()), *texts.get(Part.ALIAS, ()))
    keys = (key for name in names for key in _starts(name, analyze))
    return tuple(dict.fromkeys(key for key in keys if key))


def _starts(name: str, analyze: Analyze) -> Iterator[str]:
    words = tuple(folded_words(name))
    yield " ".join(word for word, _, _ in words)
    telling = next((token for token in analyze(name) if not token.weak), None)
    if telling is not None:
        yield " ".join(word for word, start, _ in words if start >= telling.start)
