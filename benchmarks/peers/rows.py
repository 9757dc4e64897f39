"""The corpus: generated organizations as documents, and the same terms as rows for the peers.

Peers are handed text that is analyzed already (stems in four fields of equal weight classes), so that
all engines search the same terms: what is measured is the engine, and their indexing is spared the
analysis that ours pays for. Drafts and whatever is not published are left out for all alike.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import islice
from pathlib import Path

from fixtures.generator import generate_one
from linkreg.eligibility import load_rulesets
from linkreg.records import EvidenceRecord, OrganizationRecord
from linkreg.search import Part, SearchDocument
from linkreg.search.matching import province_of
from linkreg.search.spelling import beginnings
from linkreg.services.indexing import document_of
from linkreg.vocabulary import Basis, OrganizationStatus
from search_index.analysis import indonesian

SEED = 1
TODAY = date(2026, 11, 20)
CHUNK = 1_000
_NOW = datetime(2026, 11, 20, tzinfo=UTC)

#: The peers' fields, most telling first, with their weights: ours are classed into four of them.
WEIGHTS: Mapping[str, float] = {"name": 5.0, "field": 4.0, "work": 2.0, "description": 1.0}
_FIELDS: Mapping[Part, str] = {
    Part.NAME: "name",
    Part.SHORT_NAME: "name",
    Part.ALIAS: "name",
    Part.FIELD: "field",
    Part.EXPERIENCE: "work",
    Part.OPENING: "work",
    Part.PLACE: "work",
    Part.DESCRIPTION: "description",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A document as a peer takes it; ``texts`` are analyzed, ``qualified`` are verified days."""

    number: int
    id: str
    texts: Mapping[str, str]
    province: str
    legal_form: str
    urusan: tuple[str, ...]
    qualified: tuple[tuple[int, int], ...]
    completeness: int
    updated: int
    beginnings: tuple[str, ...]


Pair = tuple[SearchDocument, Row]


def generated(first: int, count: int) -> Iterator[SearchDocument]:
    """Yield the published organizations among so many generated ones, as the index sees them."""
    rulesets = load_rulesets()
    for number in range(first, first + count):
        demo = generate_one(number, seed=SEED, today=TODAY)
        if demo.status is not OrganizationStatus.PUBLISHED:
            continue
        evidence = tuple(
            EvidenceRecord(
                id=f"{number}-{place}",
                kind=paper.kind,
                state=paper.state,
                supplied_at=_NOW,
                issued_on=paper.issued_on,
                valid_from=paper.valid_from,
                valid_until=paper.valid_until,
                fiscal_year=paper.fiscal_year,
            )
            for place, paper in enumerate(demo.evidence)
        )
        updated = _NOW - timedelta(minutes=(number * 7919) % 500_000)
        record = OrganizationRecord(
            f"{number:08}", 1, demo.status, demo.profile, _NOW, updated, evidence
        )
        yield document_of(record, rulesets)


def row_of(number: int, document: SearchDocument) -> Row:
    """Return the document as the peers take it."""
    analyze = indonesian()
    texts: dict[str, list[str]] = {field: [] for field in WEIGHTS}
    for part, given in document.texts.items():
        words = (token.term for text in given for token in analyze(text) if token.words == 1)
        texts[_FIELDS[part]].extend(words)
    spans = document.qualified.get(Basis.VERIFIED, ())
    return Row(
        number=number,
        id=document.id,
        texts={field: " ".join(words) for field, words in texts.items()},
        province=province_of(document.region),
        legal_form=document.legal_form or "",
        urusan=document.urusan,
        qualified=tuple(
            ((s.start or date.min).toordinal(), (s.end or date.max).toordinal()) for s in spans
        ),
        completeness=document.completeness,
        updated=int(document.updated_at.timestamp()),
        beginnings=beginnings(document, analyze),
    )


class Corpus:
    """So many generated organizations, kept in a file so that each engine reads them anew."""

    def __init__(self, path: Path, organizations: int) -> None:
        self.path = path
        self.organizations = organizations
        self.documents = 0
        self.words = 0
        self.digest = ""

    def write(self) -> None:
        """Generate the file, or count what an earlier run has left."""
        if not self.path.exists():
            partial = self.path.with_suffix(".partial")
            with partial.open("wb") as file:
                for number, document in enumerate(generated(0, self.organizations), start=1):
                    pickle.dump((document, row_of(number, document)), file)
            partial.rename(self.path)
        digest = sha256()
        for _, row in self.pairs():
            self.documents += 1
            self.words += sum(len(text.split()) for text in row.texts.values())
            digest.update(repr(row).encode())
        self.digest = digest.hexdigest()[:16]

    def described(self) -> str:
        """Tell in a line what it is; the same words and digest mean the same corpus."""
        return (
            f"corpus: {self.documents:,} published of {self.organizations:,} generated "
            f"organizations (seed {SEED}, {TODAY}), {self.words / self.documents:.0f} words each, "
            f"digest {self.digest}"
        )

    def pairs(self) -> Iterator[Pair]:
        """Read the file from its beginning, one document at a time."""
        with self.path.open("rb") as file:
            while True:
                try:
                    yield pickle.load(file)  # noqa: S301 - written by this program
                except EOFError:
                    return

    def chunks(self) -> Iterator[Sequence[Pair]]:
        """Read the file in pieces small enough for the memory."""
        pairs = self.pairs()
        while chunk := list(islice(pairs, CHUNK)):
            yield chunk
