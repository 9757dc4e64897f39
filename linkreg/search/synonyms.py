"""The file of synonyms: how it is written, and what can be wrong with it.

One group a line, members parted by ``=``, remarks after ``#`` at the beginning of a line. The first
member is one word and stands for the others; in capitals it is an acronym, and the first expression
after it is what it stands for. The list is reviewed by people: no entry is ever taken from a thesaurus.

An engine comes with a reviewed list; an office's own is read besides. A group of the office that shares
a word with a group of the engine joins it, in whatever form; one that shares words with two is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from linkreg.errors import InvalidInput, Mistake
from linkreg.search.analysis import Analyze, name_key

#: A longer expression is a sentence, and nobody writes it twice.
MOST_WORDS = 8

#: Nobody reviews a longer list; every command that opens the engine reads it.
MOST_BYTES = 256 * 1024

#: Groups as read, members in the order of the line.
Groups = tuple[tuple[str, ...], ...]

#: Names the first member of the group of the engine's list that a member belongs to, if any.
HeadOf = Callable[[str], str | None]

_OTHER_SEPARATORS = (",", ";", "/", "->", "\N{RIGHTWARDS ARROW}", "|")


class SynonymMistake(NamedTuple):
    """What is wrong on a line, in Indonesian, and what to do."""

    line: int
    message: str


def read_synonyms(file: Path) -> str:
    """Return the text of a file of synonyms; raise ``InvalidInput`` when it cannot be one.

    What its lines say is not checked.
    """
    content = _first_bytes(file)
    if len(content) > MOST_BYTES:
        raise InvalidInput(
            f"{file.name} lebih besar dari {MOST_BYTES // 1024} KB. Pilih berkas daftar sinonim, dan "
            "muat hanya kelompok yang sudah diperiksa orang."
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InvalidInput(
            f"{file.name}, baris {line}: bukan UTF-8. Simpan berkasnya sebagai UTF-8."
        ) from error
    if not any(read_groups(text)):
        raise InvalidInput(
            f"{file.name} tidak memuat satu kelompok pun. Tulis satu kelompok sebaris, misalnya: "
            "bakau = mangrove."
        )
    return text


def _first_bytes(file: Path) -> bytes:
    """Return the content, or of a file that is too large one byte more than allowed."""
    try:
        with file.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise InvalidInput(f"{file} tidak ditemukan. Periksa letak dan namanya.") from error
    except OSError as error:
        raise InvalidInput(
            f"{file} tidak dapat dibaca. Periksa bahwa itu berkas, dan izin membacanya."
        ) from error


def read_groups(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield each group with the number of its line; nothing is checked."""
    for number, line in enumerate(text.splitlines(), start=1):
        stripped = line.strip()
        if stripped and not stripped.startswith("#"):
            yield number, tuple(member.strip() for member in stripped.split("="))


def sound_groups(text: str, analyze: Analyze, head_of: HeadOf) -> Groups:
    """Return the groups; raise ``InvalidInput`` with every mistake, each at the number of its line."""
    mistakes = check_synonyms(text, analyze, head_of)
    if mistakes:
        raise InvalidInput(
            "Daftar sinonim keliru.",
            [Mistake(f"/{line}", "invalid_synonyms", message) for line, message in mistakes],
        )
    return tuple(group for _, group in read_groups(text))


def join_groups(known: Groups, own: Groups, head_of: HeadOf) -> Groups:
    """Return the engine's groups with an office's sound ones, each in the group it belongs to."""
    joined = {group[0]: group for group in known}
    for group in own:
        head = next(filter(None, map(head_of, group)), group[0])
        before = joined.get(head, ())
        joined[head] = (*before, *(member for member in group if member not in before))
    return tuple(joined.values())


def _no_head(_: str) -> None:
    """Know no groups."""


def check_synonyms(
    text: str, analyze: Analyze, head_of: HeadOf = _no_head
) -> tuple[SynonymMistake, ...]:
    """Return every mistake, in the order of lines.

    ``analyze`` must know no synonyms itself; ``head_of`` knows the engine's own list.
    """
    seen: dict[str, tuple[int, str]] = {}
    return tuple(
        SynonymMistake(line, message)
        for line, group in read_groups(text)
        for message in (*_mistakes(line, group, analyze, seen), *_torn(group, head_of))
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


def _torn(group: Sequence[str], head_of: HeadOf) -> Iterator[str]:
    """A group may join one group of the engine's list only: two would become one."""
    members: dict[str, str] = {}
    for member in group:
        if head := head_of(member):
            members.setdefault(head, member)
    for (one, member), (other, next_member) in pairwise(members.items()):
        yield (
            f"{member!r} termasuk kelompok bawaan {one!r}, sedangkan {next_member!r} termasuk "
            f"kelompok bawaan {other!r}; tulis keduanya di baris yang berbeda."
        )


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
