"""YAML read as text only: no guessed types, no repeated keys, nothing written that is not kept.

Plain YAML turns ``010`` into 8, ``no`` into false, lets the last of two equal keys win, and drops the
first word of ``title: !Penting sekali``. In files about law and procurement each of those is a mistake
nobody sees, so here every scalar stays the text that was written, and the rest is refused with its
line and what to do, in Indonesian.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Any

import yaml
from yaml.reader import ReaderError

#: What PyYAML says, by how it begins, and what we say instead.
_SAID = (
    ("found character '\\t'", "tab tidak boleh menjorokkan baris; pakai spasi"),
    ("found character", "teks yang diawali tanda baca khusus harus diapit tanda kutip"),
    ("found unknown escape", "garis miring terbalik tidak sah di sini; pakai tanda kutip tunggal"),
    ("mapping values are not", "titik dua tidak pada tempatnya; apit teksnya dengan tanda kutip"),
    ("sequence entries are not", "butir daftar (-) harus dimulai pada baris baru"),
    ("could not find expected ':'", "kunci tanpa titik dua; tulis kunci: isi"),
    ("found unexpected end", "tanda kutip belum ditutup"),
    ("expected ','", "kurung belum ditutup atau koma tertinggal"),
    ("expected <block end>", "jorokan baris tidak cocok dengan baris di atasnya"),
    ("expected '<document start>'", "jorokan baris tidak cocok dengan baris di atasnya"),
    ("but found another document", "hanya satu dokumen dalam satu berkas; hapus ---"),
    ("expected the node content", "isian belum lengkap; periksa kurung dan koma"),
)
_OTHERWISE = "bukan YAML yang sah; periksa tanda kutip, kurung, titik dua, dan jorokan"
_REFERENCE = (
    "jangkar (&) dan rujukan (*) tidak dipakai; tulis isinya, atau apit teksnya dengan tanda kutip"
)
_TAG = "tanda seru (!) di awal isian tidak dipakai; apit teksnya dengan tanda kutip"
_TOO_DEEP = "isian bersarang terlalu dalam"


class PlainYamlError(ValueError):
    """The text is not plain YAML; the message names the line, what is wrong and what to do."""


class _TextLoader(yaml.BaseLoader):
    """A loader for mappings, lists and text."""

    keeps_references = True

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]
        line = event.start_mark.line + 1
        if getattr(event, "tag", None) is not None:
            raise PlainYamlError(f"baris {line}: {_TAG}")
        if not self.keeps_references and getattr(event, "anchor", None) is not None:
            raise PlainYamlError(f"baris {line}: {_REFERENCE}")
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        first: dict[str, int] = {}
        for key, _ in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                raise PlainYamlError(f"baris {line}: kunci harus berupa teks")
            if key.value in first:
                raise PlainYamlError(
                    f"baris {line}: kunci {key.value!r} berulang; sudah ada pada baris "
                    f"{first[key.value]}, hapus salah satu"
                )
            first[key.value] = line
        return super().construct_mapping(node, deep=deep)


class _WrittenOutLoader(_TextLoader):
    """The same without anchors and references: everything stands where it counts."""

    keeps_references = False


def load_plain_yaml(text: str, *, references: bool = False) -> Any:
    """Return the document as dicts, lists and strings; raise ``PlainYamlError`` with the line.

    ``references`` allows ``&`` and ``*``, for data that repeats itself.
    """
    loader = _TextLoader if references else _WrittenOutLoader
    try:
        return yaml.load(text, Loader=loader)  # noqa: S506 - builds nothing but text
    except yaml.YAMLError as error:
        raise PlainYamlError(_explain(error, text)) from error
    except RecursionError as error:
        raise PlainYamlError(_TOO_DEEP) from error


def find_written(text: str, place: Iterator[str]) -> tuple[int, str | None]:
    """Return the line of a place in a document that could be read, and the text written there.

    A place that is not there has the line of what it should stand in, and no text.
    """
    node: yaml.Node | None = yaml.compose(text, Loader=_TextLoader)
    line = node.start_mark.line + 1 if node else 1
    for step in place:
        found = next((pair for pair in _parts(node) if pair[0] == step), None)
        if found is None:
            return line, None
        _, line, node = found
    return line, node.value if isinstance(node, yaml.ScalarNode) else None


def _parts(node: yaml.Node | None) -> Iterator[tuple[str, int, yaml.Node]]:
    """Yield the step, the line and the node of each part of a mapping or a list."""
    if isinstance(node, yaml.MappingNode):
        for key, part in node.value:
            yield key.value, key.start_mark.line + 1, part
    elif isinstance(node, yaml.SequenceNode):
        for number, part in enumerate(node.value):
            yield str(number), part.start_mark.line + 1, part


def _explain(error: yaml.YAMLError, text: str) -> str:
    if isinstance(error, ReaderError):
        line = text.count("\n", 0, error.position) + 1
        code = ord(error.character) if isinstance(error.character, str) else error.character
        return f"baris {line}: memuat karakter kendali U+{code:04X}; hapus"
    problem = getattr(error, "problem", None) or ""
    said = next((ours for theirs, ours in _SAID if problem.startswith(theirs)), _OTHERWISE)
    begun, mark = getattr(error, "context_mark", None), getattr(error, "problem_mark", None)
    if begun and mark and begun.line < mark.line:
        said = f"{said} (bagian ini dimulai pada baris {begun.line + 1})"
    return f"baris {mark.line + 1}: {said}" if mark else said
