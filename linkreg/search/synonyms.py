"""The file of synonyms: how it is written, and what can be wrong with it.

One group a line, members parted by ``=``, remarks after ``#`` at the beginning of a line. The first
member is one word and stands for the others; in capitals it is an acronym, and the first expression
after it is what it stands for. The list is reviewed by people: no entry is ever taken from a thesaurus.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from linkreg.search.analysis import Analyze, name_key

#: A longer expression is a sentence, and nobody writes it twice.
MOST_WORDS = 8

_OTHER_SEPARATORS = (",", ";", "/", "->", "\N{RIGHTWARDS ARROW}", "|")


class SynonymMistake(NamedTuple):
    """What is wrong on a line, in Indonesian, and what to do."""

    line: int
    message: str


def read_groups(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield each group with the number of its line; nothing is checked."""
    for number, line in enumerate(text.splitlines(), start=1):
        stripped = line.strip()
        if stripped and not stripped.startswith("#"):
            yield number, tuple(member.strip() for member in stripped.split("="))


def check_synonyms(text: str, analyze: Analyze) -> tuple[SynonymMistake, ...]:
    """Return every mistake, in the order of lines; ``analyze`` must know no synonyms itself."""
    seen: dict[str, tuple[int, str]] = {}
    return tuple(
        SynonymMistake(line, message)
        for line, group in read_groups(text)
        for message in _mistakes(line, group, analyze, seen)
    )


def _mistakes(
    line: int, group: Sequence[str], analyze: Analyze, seen: dict[str, tuple[int, str]]
) -> Iterator[str]:
    if len(group) < 2:  # noqa: PLR2004 - one word means nothing but itself
        yield f"hanya {group[0]!r}; tulis paling sedikit dua anggota dengan tanda = di antaranya."
    if not all(group):
        yield "ada anggota kosong; hapus tanda = yang berlebih atau isi anggotanya."
    if len(name_key(group[0]).split()) > 1:
        yield f"anggota pertama {group[0]!r} lebih dari satu kata; dahulukan anggota satu kata."
    for member in filter(None, group):
        yield from _wrong_in(member, analyze)
        yield from _seen_before(line, member, analyze, seen)


def _wrong_in(member: str, analyze: Analyze) -> Iterator[str]:
    mark = next((mark for mark in _OTHER_SEPARATORS if mark in member), None)
    if mark:
        yield f"{member!r} memuat {mark!r}; anggota dipisahkan dengan tanda =."
    if not analyze(member):
        yield f"{member!r} tidak memuat kata yang dicari; hapus, atau tulis kata lain."
    if len(name_key(member).split()) > MOST_WORDS:
        yield f"{member!r} lebih dari {MOST_WORDS} kata; tulis ungkapan yang lebih pendek."


def _seen_before(
    line: int, member: str, analyze: Analyze, seen: dict[str, tuple[int, str]]
) -> Iterator[str]:
    """A member may stand in one group only, in whatever form: both groups would become one."""
    read_as = " ".join(token.term for token in analyze(member))
    if not read_as:
        return
    if read_as not in seen:
        seen[read_as] = (line, member)
        return
    first_line, first = seen[read_as]
    where = "di baris ini" if first_line == line else f"di baris {first_line}"
    same = "sudah ada" if name_key(first) == name_key(member) else f"terbaca sama dengan {first!r}"
    yield f"{member!r} {same} {where}; hapus salah satu."
