"""Keep a search index in step with the journal: one way, from where the index itself stands.

The index stores the number of the last journal entry it holds in its own commit. Catching up reads
what came after and writes those organizations as they stand now; doing it twice is harmless, so a
crash anywhere only means doing it again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from linkreg import journal
from linkreg.eligibility import RulesetLibrary
from linkreg.errors import IndexMissing
from linkreg.models import Organization
from linkreg.records import OrganizationRecord
from linkreg.reference import get_region
from linkreg.search import IndexStatus, IndexWriter, SearchDocument, SearchEngine
from linkreg.services import organizations
from linkreg.services.assessments import spans_of
from linkreg.services.texts import texts_of
from linkreg.services.walking import Reader
from linkreg.strengths import strengths_of
from linkreg.transaction import Transaction
from linkreg.vocabulary import OrganizationStatus

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Lag:
    """How far an index is behind; ``journal`` is the last entry there is."""

    index: IndexStatus
    journal: int

    @property
    def entries(self) -> int:
        """Return how many entries wait to be applied."""
        return max(0, self.journal - self.index.position)


def catch_up(read: Reader, engine: SearchEngine, rulesets: RulesetLibrary) -> int:
    """Apply every journal entry the index has not seen; return how many.

    Raise ``IndexLocked`` when another process is at it (which is then doing this very work).
    """
    applied = 0
    with engine.writer() as writer, read() as tx:
        position = writer.position
        while changes := journal.read_after(tx.session, position, _BATCH):
            position = changes[-1].seq
            applied += len(changes)
            ids = dict.fromkeys(_ids(changes))
            _write(writer, tx, rulesets, tuple(ids))
        if applied or _is_missing(engine):
            writer.commit(position)
    return applied


def _is_missing(engine: SearchEngine) -> bool:
    try:
        engine.status()
    except IndexMissing:
        return True
    return False


def rebuild(
    read: Reader,
    engine: SearchEngine,
    rulesets: RulesetLibrary,
    progress: Callable[[int], None] = lambda done: None,
) -> int:
    """Write the whole index anew and return how many organizations it took up.

    Readers keep the old index until the one commit at the end.
    """
    done = 0
    with engine.rebuilder() as writer, read() as tx:
        position = journal.position(tx.session)
        for ids in _all_ids(tx):
            _write(writer, tx, rulesets, ids)
            done += len(ids)
            progress(done)
        writer.commit(position)
    return done


def lag(tx: Transaction, engine: SearchEngine) -> Lag:
    """Tell how the index stands against the journal; raise ``IndexMissing`` or ``CorruptIndex``."""
    return Lag(engine.status(), journal.position(tx.session))


def _ids(changes: Sequence[journal.Change]) -> Iterator[str]:
    for change in changes:
        if change.subject.startswith(journal.ORGANIZATION):
            yield change.subject.removeprefix(journal.ORGANIZATION)


def _all_ids(tx: Transaction) -> Iterator[tuple[str, ...]]:
    last = ""
    while True:
        query = select(Organization.id).where(Organization.id > last).order_by(Organization.id)
        ids = tuple(tx.session.scalars(query.limit(_BATCH)))
        if not ids:
            return
        yield ids
        last = ids[-1]
        tx.session.expunge_all()


def _write(
    writer: IndexWriter, tx: Transaction, rulesets: RulesetLibrary, ids: Sequence[str]
) -> None:
    for record in organizations.get_many(tx, ids):
        if record.status is OrganizationStatus.DRAFT:
            writer.remove(record.id)
        else:
            writer.put(document_of(record, rulesets))


def document_of(record: OrganizationRecord, rulesets: RulesetLibrary) -> SearchDocument:
    """Return an organization as the index sees it: public facts only."""
    profile = record.profile
    region = get_region(profile.region)
    return SearchDocument(
        id=record.id,
        name=profile.name,
        status=record.status,
        region=profile.region,
        updated_at=record.updated_at,
        texts=texts_of(profile),
        legal_form=profile.legal_form,
        operating_regions=profile.operating_regions,
        urusan=profile.urusan,
        services=tuple(profile.services),
        beneficiaries=tuple(profile.beneficiaries),
        strengths=strengths_of(profile),
        qualified=spans_of(record, rulesets),
        latitude=region.latitude,
        longitude=region.longitude,
        completeness=completeness(record),
    )


def completeness(record: OrganizationRecord) -> int:
    """Return how much of a profile is filled in, 0..100, by its optional sections."""
    profile = record.profile
    sections = (
        profile.legal_form,
        profile.founded_on,
        profile.description,
        profile.address,
        profile.contact.email or profile.contact.phone,
        profile.urusan,
        profile.services,
        profile.beneficiaries,
        profile.operating_regions,
        profile.board,
        profile.personnel.permanent,
        profile.experiences,
        profile.identifiers,
        record.evidence,
    )
    return round(100 * sum(bool(section) for section in sections) / len(sections))
