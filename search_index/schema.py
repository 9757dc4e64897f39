"""What a segment holds of each document, and the stamp that says which version of all this it is.

Documents reach Whoosh analyzed: every field hands over finished terms. Terms answer "which documents
hold this", columns answer "what does this document hold". Facts of fixed size share one column that
numpy reads as an array of records.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.metadata import version

import numpy as np
from whoosh import columns, fields, formats

from linkreg.search import SearchDocument
from linkreg.search.analysis import Analyze, name_key
from linkreg.search.matching import microseconds
from linkreg.search.ranking import LAYOUT
from linkreg.search.spelling import beginnings
from linkreg.search.synonyms import Groups
from linkreg.vocabulary import Basis
from search_index.analysis import ANALYSIS_VERSION
from search_index.lexicon import lexicon_digest

#: Raise it whenever a segment is laid out differently than before.
SCHEMA_VERSION = 3

#: The facts of a document, as bytes in the column and as a record in numpy.
FACTS = np.dtype(
    [
        ("length", "<f8"),  # weighted, see ``linkreg.search.ranking``
        ("updated_at", "<i8"),  # microseconds since 1970
        ("latitude", "<f8"),  # degrees; NaN when unknown
        ("longitude", "<f8"),
        ("completeness", "<i4"),
    ]
)
_FACTS_BYTES = struct.Struct("<dqddi")

#: A span of days on which a document qualifies; days are proleptic ordinals, both ends included.
SPAN = np.dtype([("basis", "<i4"), ("start", "<i4"), ("end", "<i4")])
_SPAN_BYTES = struct.Struct("<iii")

#: Bases by the number that stands for them in a span.
BASES = tuple(Basis)

#: The fields of coded values, each a set of terms.
CODED = (
    *("region", "status", "legal_form", "operating"),
    *("urusan", "service", "beneficiary", "strength"),
)

#: The columns, each a string of bytes a document.
COLUMNS = ("identity", "name", "beginnings", "spans", "facts")


class PackedPositions(formats.Positions):  # type: ignore[misc]
    """Positions as plain 32-bit integers: read in one go, where Whoosh unpickles each list."""

    def encode(self, positions: Sequence[int]) -> bytes:
        """Pack positions, in the machine's byte order (a Whoosh index does not travel anyway)."""
        return array("I", positions).tobytes()

    def decode_positions(self, value: bytes) -> list[int]:
        """Unpack positions."""
        return array("I", value).tolist()


class AnalyzedText(fields.FieldType):  # type: ignore[misc]
    """The body: terms with their weights and positions."""

    def __init__(self) -> None:
        super().__init__(format=PackedPositions(), analyzer=None)


class Codes(fields.FieldType):  # type: ignore[misc]
    """A set of exact values."""

    def __init__(self) -> None:
        super().__init__(format=formats.Existence(), analyzer=None)


class Position(fields.STORED):  # type: ignore[misc]
    """No field of documents, but the journal position of the index.

    Whoosh writes its schema into the table of contents at every commit; a number that rides along
    is as atomic as the commit.
    """

    value = 0


def new_schema() -> fields.Schema:
    """Return the schema of a new index, at position 0."""
    text = columns.VarBytesColumn
    return fields.Schema(
        id=Codes(),
        body=AnalyzedText(),
        forms=Codes(),
        **{name: Codes() for name in CODED},
        identity=fields.COLUMN(text()),
        name=fields.COLUMN(text()),
        beginnings=fields.COLUMN(text()),
        spans=fields.COLUMN(text()),
        facts=fields.COLUMN(columns.FixedBytesColumn(FACTS.itemsize)),
        position=Position(),
    )


def codes_of(document: SearchDocument) -> Mapping[str, Iterable[str]]:
    """Return the coded values of a document, by field."""
    return {
        "id": (document.id,),
        "region": (document.region,),
        "status": (document.status,),
        "legal_form": (document.legal_form,) if document.legal_form else (),
        "operating": frozenset(document.operating_regions),
        "urusan": frozenset(document.urusan),
        "service": frozenset(document.services),
        "beneficiary": frozenset(document.beneficiaries),
        "strength": frozenset(document.strengths),
    }


def columns_of(document: SearchDocument, length: float, analyze: Analyze) -> Mapping[str, bytes]:
    """Return what the columns hold of a document, of the weighted length."""
    return {
        "identity": document.id.encode(),
        "name": name_key(document.name).encode(),
        "beginnings": "\n".join(beginnings(document, analyze)).encode(),
        "spans": b"".join(_pack_spans(document)),
        "facts": _pack_facts(document, length),
    }


def _pack_spans(document: SearchDocument) -> Iterator[bytes]:
    for basis, spans in document.qualified.items():
        for span in spans:
            start, end = span.start or date.min, span.end or date.max
            yield _SPAN_BYTES.pack(BASES.index(basis), start.toordinal(), end.toordinal())


def _pack_facts(document: SearchDocument, length: float) -> bytes:
    latitude, longitude = document.latitude, document.longitude
    return _FACTS_BYTES.pack(
        length,
        microseconds(document.updated_at),
        np.nan if latitude is None else latitude,
        np.nan if longitude is None else longitude,
        document.completeness,
    )


@cache
def stamp(synonyms: Groups = ()) -> str:
    """Return the name of the version of everything that is baked into a segment.

    ``synonyms`` are an office's own. An index under another stamp cannot be read and must be rebuilt.
    """
    baked = (ANALYSIS_VERSION, lexicon_digest(), version("PySastrawi"), LAYOUT, *synonyms)
    digest = sha256(repr(baked).encode()).hexdigest()
    return f"v{SCHEMA_VERSION}-{digest[:12]}"
