"""Problem documents (RFC 9457): what every refusal looks like to a machine, whoever refuses.

The application, the edge before it and the server before that all answer with these; none of them says
anything of the machine.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from types import MappingProxyType

from linkreg.errors import Mistake

MEDIA_TYPE = "application/problem+json"

#: What is said of a status that no error of ours stands behind.
HTTP_MESSAGES: Mapping[int, str] = MappingProxyType(
    {
        400: "Permintaan tidak dapat dibaca. Muat ulang halaman lalu coba lagi.",
        404: "Alamat ini tidak ada. Periksa ejaannya.",
        405: "Alamat ini tidak menerima cara permintaan itu.",
        408: "Permintaan datang terlalu lambat. Periksa sambungan, lalu kirim lagi.",
        413: "Isi permintaan terlalu besar. Berkas dokumen paling besar 10 MB.",
        414: "Alamat permintaan terlalu panjang; persingkat pencarian atau kurangi saringan.",
        415: "Jenis isi tidak diterima; kirim application/json.",
        428: "Sertakan If-Match dengan ETag yang Anda lihat.",
        431: "Header permintaan terlalu besar. Hapus kuki situs ini, lalu coba lagi.",
    }
)

UNEXPECTED_CODE = "unexpected"
UNEXPECTED = "Terjadi kesalahan pada sistem. Coba lagi; bila terulang, sampaikan nomor permintaan."

#: More than this nobody mends in one go.
_MAX_MISTAKES = 200


#: Codes of what is refused before any view; a status's own phrase differs between Pythons.
_CODES: Mapping[int, str] = MappingProxyType(
    {
        400: "bad_request",
        408: "request_timeout",
        413: "request_entity_too_large",
        414: "request_uri_too_long",
        431: "request_header_fields_too_large",
    }
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request goes no further."""

    status: HTTPStatus
    code: str
    message: str


def refuse(status: HTTPStatus) -> Refusal:
    """Return the refusal that a status stands for; of those we do not know, that it was our fault."""
    if status not in _CODES:
        return Refusal(HTTPStatus.INTERNAL_SERVER_ERROR, UNEXPECTED_CODE, UNEXPECTED)
    return Refusal(status, _CODES[status], HTTP_MESSAGES[status])


def problem(
    status: HTTPStatus,
    code: str,
    message: str,
    request_id: str | None,
    mistakes: Sequence[Mistake] = (),
) -> bytes:
    """Return the document, with every mistake and the number of the request."""
    body = {
        "type": f"urn:linkreg:error:{code}",
        "title": status.phrase,
        "status": status.value,
        "detail": message,
        "code": code,
        "errors": [
            {"pointer": m.pointer, "code": m.code, "message": m.message}
            for m in mistakes[:_MAX_MISTAKES]
        ],
        "request_id": request_id,
    }
    return json.dumps(body).encode()
