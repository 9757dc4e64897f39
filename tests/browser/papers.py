"""Documents as people hand them in, small but real: a typed page as PDF, a scanned one as PNG."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

from linkreg import Registry
from linkreg.actor import Actor
from linkreg.services.credentials import Purpose
from linkreg.vocabulary import OrganizationStatus, Role

PASSWORD = "kalimat sandi untuk uji"
ADMINISTRATOR = "administrator@contoh.example"


def typed_pdf(lines: Sequence[str]) -> bytes:
    """A page of A4 with these lines."""
    shown = b"".join(b"(%s) Tj T* " % line.encode("latin-1") for line in lines)
    text = b"BT /F1 16 Tf 60 760 Td 26 TL " + shown + b"ET"
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>"
    )
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        page,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
        font,
    )
    made, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start, size = len(made), len(objects) + 1
    made += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return made + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)


def scanned_png(width: int = 600, height: int = 800) -> bytes:
    """A gray page with dark lines where text would be."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        seal = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + seal

    paper, ink = b"\0" + b"\xf4" * width, b"\0" + b"\xf4" * 70 + b"\x66" * (width - 160)
    ink += b"\xf4" * 90
    rows = b"".join(
        ink if row > 90 and row % 34 < 5 and row < height - 90 else paper for row in range(height)
    )
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = (b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(kind, data) for kind, data in parts)


def hand_in(registry: Registry, name: str, region: str) -> list[str]:
    """Let a new organization hand in a PDF, a picture and a document without a file; return the ids."""
    profile = {"name": name, "region": region, "legal_form": "yayasan", "urusan": ["1.02"]}
    record = registry.register(profile, status=OrganizationStatus.PUBLISHED)
    deed = {
        "kind": "deed",
        "number": "12/2019",
        "issuer": "Notaris Contoh, S.H.",
        "issued_on": "2019-03-04",
    }
    lines = ("AKTA PENDIRIAN", "Nomor 12/2019, tanggal 4 Maret 2019", name, "(contoh, fiktif)")
    kswp = {"kind": "kswp", "issued_on": "2026-02-01"}
    return [
        registry.supply_with_file(record.id, deed, typed_pdf(lines), "akta.pdf").id,
        registry.supply_with_file(record.id, kswp, scanned_png(), "kswp.png").id,
        registry.supply_evidence(record.id, {"kind": "articles", "clause": "Pasal 3"}).id,
    ]


def keep_searches(registry: Registry, email: str, password: str) -> None:
    """Let somebody keep searches, one with news and one without."""
    session = registry.log_in(email, password)
    actor = registry.find_actor(session.secret, Purpose.SESSION)
    assert isinstance(actor, Actor)
    for name, query in (
        ("Kesehatan ibu di Makassar", "q=kesehatan+ibu&region=73.71"),
        ("Air bersih", "q=air+bersih&region=96&qualified_on=2026-11-20"),
    ):
        registry.save_search({"name": name, "query": query}, actor)


def add_administrator(registry: Registry) -> None:
    """Add an account that may look after the registry."""
    registry.add_account(ADMINISTRATOR, PASSWORD, Role.ADMINISTRATOR)
