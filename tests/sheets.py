"""Read an XLSX workbook as a spreadsheet would, and insist that every cell in it is text."""

from __future__ import annotations

import re
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def read_sheet(content: bytes) -> list[dict[str, str]]:
    """Return the rows of the one sheet by the names in its first; an empty cell is an empty text."""
    with ZipFile(BytesIO(content)) as book:
        assert [it for it in book.namelist() if "/worksheets/" in it] == [
            "xl/worksheets/sheet1.xml"
        ]
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))  # noqa: S314 - our own
    header, *rows = [_cells(row) for row in sheet.iter(f"{_MAIN}row")]
    return [{name: row.get(column, "") for column, name in header.items()} for row in rows]


def _cells(row: ElementTree.Element) -> dict[str, str]:
    cells = {}
    for cell in row:
        assert (cell.get("t"), [part.tag for part in cell]) == ("inlineStr", [f"{_MAIN}is"])
        (text,) = cell[0]
        assert text.tag == f"{_MAIN}t"
        cells[re.sub(r"\d", "", cell.get("r") or "")] = _plain(text.text or "")
    return cells


def _plain(text: str) -> str:
    """Undo the escapes of characters that XML cannot hold."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), text)
