"""What one screen shows of an organization: how it stands, its verdict, what the caller may do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from linkreg.eligibility import (
    Assessment,
    PackageFacts,
    PeriodVerdict,
    RulesetLibrary,
    Stretch,
    stretches,
)
from linkreg.errors import Mistake
from linkreg.records import (
    AccessRecord,
    ConsentRecord,
    NoticeRecord,
    OrganizationRecord,
    VerificationRecord,
)
from linkreg.services import accesses, accounts, consents, gate, lifecycle, notices, verification
from linkreg.services.assessments import assess_organization, assess_period, facts_of
from linkreg.services.expiry import RunningOut, running_out
from linkreg.services.gate import Rights
from linkreg.services.reminders import REMINDED
from linkreg.transaction import Transaction
from linkreg.vocabulary import AccessKind, Basis, OrganizationStatus


@dataclass(frozen=True, slots=True)
class Insight:
    """What only the organization itself and those in charge see, beside its documents.

    ``missing`` is what a draft lacks. ``running_out`` is about today, whatever day the assessment is
    about. ``histories`` are decisions by document. ``accesses`` are for the organization itself.
    ``who`` says of every account named in all of it what it is.
    """

    missing: tuple[Mistake, ...]
    running_out: tuple[RunningOut, ...]
    notices: tuple[NoticeRecord, ...]
    histories: Mapping[str, tuple[VerificationRecord, ...]]
    consents: tuple[ConsentRecord, ...]
    accesses: tuple[AccessRecord, ...]
    who: Mapping[str, str]

    @property
    def announced(self) -> Mapping[str, NoticeRecord]:
        """Return the open notices about documents, by document."""
        return {it.evidence_id: it for it in self.notices if it.is_open and it.evidence_id}


@dataclass(frozen=True, slots=True)
class Dossier:
    """An organization as it stands now, as the caller may see it.

    ``judged_version`` is the version that the assessment looked at: of a past day an earlier one.
    ``stretches`` say when the verdict changes, by what is known now. ``period`` was asked for.
    """

    record: OrganizationRecord
    assessment: Assessment
    judged_version: int
    stretches: tuple[Stretch, ...]
    rights: Rights
    today: date
    period: PeriodVerdict | None = None
    insight: Insight | None = None


def open_dossier(
    tx: Transaction,
    rulesets: RulesetLibrary,
    organization_id: str,
    *,
    on: date | None = None,
    until: date | None = None,
    basis: Basis = Basis.VERIFIED,
    package: PackageFacts | None = None,
) -> Dossier:
    """Return an organization the caller may see with its verdict on a day, by default today.

    ``until``: judge every day up to that one as well. Raise as ``assess_organization`` and
    ``assess_period`` do.
    """
    reading, assessment = assess_organization(
        tx, rulesets, organization_id, on=on, basis=basis, package=package
    )
    record = reading.current
    period = None
    if until is not None:
        period = assess_period(
            reading.record, rulesets, assessment.on, until, basis=basis, package=package
        )
    rights = gate.rights_of(tx.actor, record)
    return Dossier(
        gate.shown_to(tx.actor, record),
        assessment,
        reading.record.version,
        stretches(facts_of(record), rulesets, basis),
        rights,
        tx.today,
        period,
        _insight(tx, rulesets, record) if rights.sees_documents else None,
    )


def _insight(tx: Transaction, rulesets: RulesetLibrary, record: OrganizationRecord) -> Insight:
    accesses.note(tx, record, AccessKind.PROFILE)
    is_draft = record.status is OrganizationStatus.DRAFT
    concerned = record.status in REMINDED
    found = Insight(
        missing=lifecycle.missing(record) if is_draft else (),
        running_out=running_out(record, rulesets.in_force(tx.today), tx.today) if concerned else (),
        notices=notices.notices_of(tx, record.id),
        histories=verification.histories(tx, [document.id for document in record.evidence]),
        consents=consents.consents_of(tx, record.id),
        accesses=accesses.accesses_of(tx, record.id) if gate.keeps(tx.actor, record.id) else (),
        who={},
    )
    named = {name for name in _accounts_in(record, found) if name}
    return replace(found, who=accounts.describe(tx, named))


def _accounts_in(record: OrganizationRecord, found: Insight) -> Iterator[str | None]:
    """Yield every account that the screen names."""
    for document in record.evidence:
        yield from (document.supplied_by, document.decided_by)
    for notice in found.notices:
        yield from (notice.opened_by, notice.closed_by)
    yield from (it.decided_by for history in found.histories.values() for it in history)
    yield from (it.given_by for it in found.consents)
    yield from (it.actor for it in found.accesses)
    yield from (flag.raised_by for flag in record.flags)
