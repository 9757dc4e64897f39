"""One sheet of an XLSX workbook, written row by row: memory does not grow with it.

Every cell is text: nothing is computed, no code loses its zeros, no address becomes a link. The file,
and what the writer keeps on the way, lie in a folder of their own that goes when the last piece was
read, or whoever read it stops.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from linkreg.errors import InvalidInput, NotReady

#: What Excel can hold; the first row names the columns.
MAX_ROWS = 1_048_576
MAX_LETTERS = 32_767

_CUT = "…"
_PIECE = 64 * 1024
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def require_room(rows: int) -> None:
    """Raise ``InvalidInput`` when a sheet has no room for so many rows."""
    if rows >= MAX_ROWS:
        raise InvalidInput(
            f"Satu lembar XLSX memuat paling banyak {MAX_ROWS - 1} organisasi; yang cocok {rows}. "
            "Persempit pencarian, atau pakai CSV."
        )


def written_workbook(
    columns: Sequence[str], rows: Iterable[Sequence[str]]
) -> Generator[bytes, None, None]:
    """Yield the bytes of a workbook; what is longer than a cell can be is cut, with a mark.

    Raise ``NotReady`` when the temporary folder cannot take it.
    """
    try:
        with TemporaryDirectory(prefix="linkreg-") as folder:
            path = Path(folder) / "sheet.xlsx"
            _write(path, columns, rows)
            with path.open("rb") as file:
                while piece := file.read(_PIECE):
                    yield piece
    except (OSError, XlsxWriterException) as error:
        raise NotReady(
            "Berkas XLSX tidak dapat ditulis sementara. Periksa ruang dan izin folder sementara "
            "(TMPDIR), atau pakai CSV."
        ) from error


def _write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with xlsxwriter.Workbook(path, {**_OPTIONS, "tmpdir": str(path.parent)}) as book:
        sheet = book.add_worksheet("organisasi")
        sheet.freeze_panes(1, 0)
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{MAX_ROWS}"})
        write = sheet.write_string
        for number, cells in enumerate(chain([columns], rows)):
            for column, cell in enumerate(cells):
                if cell:
                    write(number, column, _fitted(cell))


def _fitted(text: str) -> str:
    """Return what a cell can hold of a text; Excel counts letters beyond the common ones twice."""
    if len(text) > MAX_LETTERS // 2:
        units = text.encode("utf-16-le")
        if len(units) > 2 * MAX_LETTERS:
            text = units[: 2 * (MAX_LETTERS - 1)].decode("utf-16-le", "ignore") + _CUT
    # the library would write such a text into the sheet as it is, as markup of its own
    return f" {text}" if text.startswith("<r>") else text
