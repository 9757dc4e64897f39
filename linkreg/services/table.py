"""Read tables as offices send them: CSV in whatever encoding and delimiter, or JSON lines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from linkreg.errors import InvalidInput

_DELIMITERS = ",;\t|"
_MAX_CELL = 1_000_000
_MAX_BYTES = 200_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as a spreadsheet shows it, its cells by column, or why it is unusable."""

    number: int
    cells: dict[str, Any]
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A file as columns and rows; ``nested`` rows are JSON objects rather than cells of text."""

    columns: tuple[str, ...]
    rows: Sequence[Row]
    nested: bool = False


def read_table(path: Path) -> Table:
    """Read ``.csv``/``.tsv``/``.txt`` or ``.jsonl``; raise ``InvalidInput`` naming file and line."""
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise InvalidInput(f"{path.name}: lebih dari 200 MB. Pecah menjadi beberapa berkas.")
        data = path.read_bytes()
    except OSError as error:
        raise InvalidInput(f"{path.name} tidak dapat dibaca: {error.strerror}.") from error
    text = _decoded(data, path.name)
    if path.suffix.lower() in {".jsonl", ".ndjson"}:
        return _json_lines(text, path.name)
    return _delimited(text, path.name)


def _decoded(data: bytes, name: str) -> str:
    if b"\0" in data:
        raise InvalidInput(
            f"{name}: bukan berkas teks. Simpan sebagai CSV (UTF-8), bukan sebagai Excel (.xlsx)."
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _delimited(text: str, name: str) -> Table:
    header_line = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=header_line.count)
    csv.field_size_limit(_MAX_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        header = [cell.strip() for cell in next(reader, [])]
        _check_header(header, name)
        rows = list(_rows(reader, header))
    except csv.Error as error:
        raise InvalidInput(
            f"{name}, baris {reader.line_num}: tanda kutip tidak berpasangan."
        ) from error
    return Table(tuple(header), rows)


def _check_header(header: list[str], name: str) -> None:
    if not any(header):
        raise InvalidInput(f"{name}: kosong. Baris pertama harus memuat nama kolom.")
    twice = sorted({column for column in header if column and header.count(column) > 1})
    if twice:
        raise InvalidInput(f"{name}: nama kolom berulang: {', '.join(twice)}.")


def _rows(reader: Iterator[list[str]], header: list[str]) -> Iterator[Row]:
    for number, cells in enumerate(reader, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        problem = None
        if len(cells) != len(header):
            problem = f"{len(cells)} kolom, seharusnya {len(header)}"
        yield Row(number, dict(zip(header, cells, strict=False)), problem)


def _json_lines(text: str, name: str) -> Table:
    rows = [
        _json_row(number, line)
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip()
    ]
    if not rows:
        raise InvalidInput(f"{name}: kosong.")
    columns = dict.fromkeys(column for row in rows for column in row.cells)
    return Table(tuple(columns), rows, nested=True)


def _json_row(number: int, line: str) -> Row:
    try:
        cells = json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        return Row(number, {}, "bukan JSON yang sah")
    if not isinstance(cells, dict):
        return Row(number, {}, "harus berupa satu objek JSON setiap baris")
    return Row(number, cells)
