"""Small files of each kind, honest and otherwise, made here byte by byte."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from linkreg.files import MAX_FILE

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def pdf(*objects: bytes, padding: int = 0) -> bytes:
    """A PDF with these objects; ``padding`` more bytes in a stream of zeros."""
    parts = [b"%PDF-1.7\n", b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n", *objects]
    if padding:
        zeros = b"0" * padding
        parts.append(
            b"9 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (padding, zeros)
        )
    return b"".join((*parts, b"trailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n"))


def pdf_of_size(size: int) -> bytes:
    """A PDF of exactly so many bytes."""
    made = pdf(padding=size - 300)
    return pdf(padding=size - 300 + size - len(made))


def action(dictionary: bytes) -> bytes:
    """An object that is a dictionary."""
    return b"5 0 obj\n<< %s >>\nendobj\n" % dictionary


def object_stream(inner: bytes, keys: bytes = b"/Filter /FlateDecode") -> bytes:
    """A compressed object stream."""
    packed = zlib.compress(inner)
    return (
        b"6 0 obj\n<< /Type /ObjStm /N 1 /First 4 %s /Length %d >>\nstream\n%s\nendstream\nendobj\n"
        % (
            keys,
            len(packed),
            packed,
        )
    )


def png(trailer: bytes = b"") -> bytes:
    """One white pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    chunks = (chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(b"\0\xff")), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks) + trailer


def jpeg(trailer: bytes = b"") -> bytes:
    """Headers, a thumbnail with an end of its own, two scans with restarts and stuffed bytes."""

    def segment(marker: int, data: bytes) -> bytes:
        return bytes((0xFF, marker)) + struct.pack(">H", len(data) + 2) + data

    thumbnail = segment(0xE1, b"Exif\0\0\xff\xd8\xff\xd9")
    frame = segment(0xC2, b"\x08\0\x01\0\x01\x01\x01\x11\0")
    scan = segment(0xDA, b"\x01\x01\0\0?\0") + b"\x12\xff\0\x34\xff\xd0\x56"
    parts = (b"\xff\xd8", segment(0xE0, b"JFIF\0"), thumbnail, frame, scan, scan, b"\xff\xff\xd9")
    return b"".join((*parts, trailer))


def archive(members: Mapping[str, bytes]) -> bytes:
    """A zip archive."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return made.getvalue()


def office(kind: str = "docx", **extra: bytes) -> bytes:
    """A DOCX or XLSX; ``extra`` members by name (``__`` for a dot)."""
    part, title = {
        "docx": ("word/document.xml", _WORD),
        "xlsx": ("xl/workbook.xml", _EXCEL),
    }[kind]
    contents = f'<Types><Override PartName="/{part}" ContentType="{title}"/></Types>'
    members = {"[Content_Types].xml": contents.encode(), part: b"<isi/>" * 50, **extra}
    return archive(members)


def bad_declaration() -> bytes:
    """A DOCX one of whose members is larger than the archive says."""
    made = bytearray(office(**{"word/media/a.bin": b"0" * 1_000_000}))
    true = struct.pack("<I", 1_000_000)
    while (at := made.find(true)) >= 0:
        made[at : at + 4] = struct.pack("<I", 100)
    return bytes(made)


def with_absolute_name() -> bytes:
    """A DOCX with a member that would leave the folder it is unpacked in, declared so in both lists."""
    return office(**{"word/Xx/Xx/a.xml": b"x"}).replace(b"word/Xx/Xx/a.xml", b"../../etc/passwd")


#: What is accepted: name it is sent under, content, type.
GOOD: tuple[tuple[str, bytes, str], ...] = (
    ("akta.pdf", pdf(), "PDF"),
    ("SK", pdf(object_stream(b"5 0 << /Type /Page >>")), "PDF"),
    ("foto.jpeg", jpeg(), "JPEG"),
    ("foto samsung.jpg", jpeg(b"SEFT trailer of a telephone"), "JPEG"),
    ("tangkapan layar.png", png(), "PNG"),
    ("surat.docx", office("docx"), "DOCX"),
    ("daftar.xlsx", office("xlsx"), "XLSX"),
    ("batas.pdf", pdf_of_size(MAX_FILE), "PDF"),
)

_SCRIPT = b"/S /JavaScript /JS (app.alert(1))"

#: What is refused: why, content, code of the mistake.
BAD: tuple[tuple[str, bytes, str], ...] = (
    ("nothing", b"", "empty"),
    ("a byte too many", pdf_of_size(MAX_FILE + 1), "file_too_large"),
    ("text", b"bukan pdf", "unknown_type"),
    ("html", b"<!doctype html><script>alert(1)</script>", "unknown_type"),
    ("svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "unknown_type"),
    ("program", b"MZ\x90\0" + b"\0" * 100, "unknown_type"),
    ("old word", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "unknown_type"),
    ("gif", b"GIF89a" + b"\0" * 20, "unknown_type"),
    ("html before a pdf", b"<html>" + pdf(), "unknown_type"),
    ("cut pdf", pdf(padding=5000)[:-60], "damaged"),
    ("pdf header only", b"%PDF-1.7\n", "damaged"),
    ("pdf with endless stream", pdf(b"7 0 obj << >> stream\n" * 50_000), "damaged"),
    ("javascript", pdf(action(_SCRIPT)), "active_content"),
    ("escaped javascript", pdf(action(b"/S /J#61v#61Script")), "active_content"),
    ("all escaped", pdf(action(b"/S /#4A#61#76#61#53#63#72#69#70#74")), "active_content"),
    ("only a script", pdf(action(b"/JS 7 0 R")), "active_content"),
    ("launch", pdf(action(b"/S/Launch/F(cmd.exe)")), "active_content"),
    ("escaped launch", pdf(action(b"/S /L#61unch")), "active_content"),
    ("embedded file", pdf(action(b"/Type /EmbeddedFile")), "active_content"),
    ("embedded files", pdf(action(b"/Names << /Embedded#46iles 7 0 R >>")), "active_content"),
    ("packed javascript", pdf(object_stream(b"5 0 << %s >>" % _SCRIPT)), "active_content"),
    ("packed and escaped", pdf(object_stream(b"5 0 << /S /L#61unch >>")), "active_content"),
    (
        "behind a comment",
        pdf(b"% stream\n", object_stream(b"5 0 << %s >>" % _SCRIPT)),
        "active_content",
    ),
    (
        "packed twice",
        pdf(object_stream(b"", b"/Filter [/ASCIIHexDecode /FlateDecode]")),
        "unreadable",
    ),
    ("packed unknown", pdf(object_stream(b"", b"/Filter 7 0 R")), "unreadable"),
    ("pdf bomb", pdf(object_stream(b"0" * (65 * 1024 * 1024))), "unreadable"),
    ("encrypted", pdf(action(b"/Encrypt 8 0 R")), "encrypted"),
    ("cut jpeg", jpeg()[:-2], "damaged"),
    ("jpeg header", jpeg()[:10], "damaged"),
    ("jpeg without a picture", b"\xff\xd8\xff\xd9", "damaged"),
    ("jpeg of fillers", b"\xff\xd8" + b"\xff" * 1_000_000, "damaged"),
    ("cut png", png()[:-6], "damaged"),
    ("altered png", png()[:45] + b"\0" + png()[46:], "damaged"),
    ("png header", png()[:8], "damaged"),
    ("plain zip", archive({"a.txt": b"a"}), "unknown_type"),
    ("named like word only", archive({"word/document.xml": b"a"}), "unknown_type"),
    ("cut docx", office()[:-30], "damaged"),
    ("altered docx", office().replace(b"PK\x05\x06", b"PK\x05\x07"), "damaged"),
    ("macros", office(**{"word/vbaProject.bin": b"x"}), "macros"),
    ("renamed macros", office(**{"word/odd/VBAPROJECT.BIN": b"x"}), "macros"),
    ("old macros", office("xlsx", **{"xl/macrosheets/sheet1.xml": b"x"}), "macros"),
    ("bomb", office(**{"word/media/a.bin": b"0" * (101 * 1024 * 1024)}), "too_large_unpacked"),
    ("lying bomb", bad_declaration(), "damaged"),
    (
        "many members",
        office(**{f"word/{n}.xml": b"" for n in range(2001)}),
        "too_large_unpacked",
    ),
    ("leading out", with_absolute_name(), "unsafe_archive"),
    ("absolute", office(**{"/etc/passwd": b"x"}), "unsafe_archive"),
    ("backslash", office(**{"word\\..\\a.xml": b"x"}), "unsafe_archive"),
    ("drive", office(**{"C:/a.xml": b"x"}), "unsafe_archive"),
    ("twice", office(**{"WORD/document.xml": b"x"}), "unsafe_archive"),
)
