"""What an engine must do to be measured."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from benchmarks.peers.asking import Question
from benchmarks.peers.rows import Pair
from linkreg.search import SearchQuery


@dataclass(frozen=True, slots=True)
class Reply:
    """What an engine answered; ``total`` is -1 where it does not tell."""

    total: int = -1
    ids: tuple[str, ...] = ()
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    words: tuple[str, ...] = ()


class Peer(Protocol):
    """An engine in its folder. ``ask`` prepares a question and returns what is measured."""

    name: str

    def add(self, chunk: Sequence[Pair]) -> None:
        """Take documents, as part of building."""

    def finish(self) -> None:
        """Commit what was added; the first question comes next."""

    def ask(self, kind: str, question: Question) -> Callable[[], Reply]:
        """Return a function that answers the question each time it is called."""

    def change(self, pair: Pair) -> None:
        """Replace one document, to be seen by the very next question."""

    def size(self) -> int:
        """Return the bytes on disk."""

    def close(self) -> None:
        """Let go of everything."""


def ask_corrected(peer: Peer, words: tuple[str, ...]) -> Reply:
    """Return the answer to the word that one misspelled was corrected to."""
    if not words:
        return Reply()
    reply = peer.ask("one common term", Question(SearchQuery(text=words[0])))()
    return replace(reply, words=words)


def folder_size(folder: Path) -> int:
    """Return the bytes of all files within a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
