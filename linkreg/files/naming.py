"""The name under which a file is downloaded: the sender's, without anything that could lead astray."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from linkreg.files.refusal import refused
from linkreg.identifiers.nik import contains_nik
from linkreg.vocabulary import FileType
from linkreg.wording import Wording

#: In characters, with its ending.
MAX_NAME = 150

_PATH = re.compile(r"[/\\]")
_UNFIT = re.compile(r'[<>:"|?*]')
_PLAIN = "dokumen"

_ENDINGS: Mapping[FileType, tuple[str, ...]] = MappingProxyType(
    {
        FileType.PDF: (".pdf",),
        FileType.JPEG: (".jpg", ".jpeg"),
        FileType.PNG: (".png",),
        FileType.DOCX: (".docx",),
        FileType.XLSX: (".xlsx",),
    }
)


def clean_name(name: str | None, kind: FileType) -> str:
    """Return a name without folders and odd characters that ends as its type does.

    A name that may hold a person's NIK is replaced: it would be kept and shown. Raise
    ``InvalidInput`` for one that is too long.
    """
    stem = _clean(name or "")
    if len(stem) > MAX_NAME:
        raise refused(
            "name_too_long",
            Wording(
                "Nama berkas {count} huruf; paling panjang {most}. Ganti namanya.",
                count=len(stem),
                most=MAX_NAME,
            ),
        )
    if not stem or contains_nik(stem):
        stem = _PLAIN
    endings = _ENDINGS[kind]
    if stem.lower().endswith(endings):
        return stem
    return stem[: MAX_NAME - len(endings[0])].rstrip(". ") + endings[0]


def _clean(name: str) -> str:
    """Drop folders, what file systems refuse, and what nobody sees (which can reverse a name)."""
    base = _PATH.split(unicodedata.normalize("NFC", name))[-1]
    seen = "".join(char for char in base if unicodedata.category(char)[0] != "C")
    return " ".join(_UNFIT.sub(" ", seen).split()).strip(". ")
