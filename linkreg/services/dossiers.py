"""What one screen shows of an organization: how it stands, its verdict, what the caller may do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from linkreg.eligibility import Assessment, RulesetLibrary, Stretch, stretches
from linkreg.records import OrganizationRecord
from linkreg.services import gate
from linkreg.services.assessments import assess_organization, facts_of
from linkreg.services.expiry import RunningOut, running_out
from linkreg.services.gate import Rights
from linkreg.services.reminders import REMINDED
from linkreg.transaction import Transaction
from linkreg.vocabulary import Basis


@dataclass(frozen=True, slots=True)
class Dossier:
    """An organization as it stands now, without its documents where those are not for the caller.

    ``judged_version`` is the version that the assessment looked at: of a past day an earlier one.
    ``stretches`` say when the verdict changes, by what is known now. ``running_out`` is about today,
    whatever day the assessment is about.
    """

    record: OrganizationRecord
    assessment: Assessment
    judged_version: int
    stretches: tuple[Stretch, ...]
    rights: Rights
    running_out: tuple[RunningOut, ...] = ()


def open_dossier(
    tx: Transaction,
    rulesets: RulesetLibrary,
    organization_id: str,
    *,
    on: date | None = None,
    basis: Basis = Basis.VERIFIED,
) -> Dossier:
    """Return an organization the caller may see with its verdict on a day, by default today.

    Raise as ``assess_organization`` does.
    """
    reading, assessment = assess_organization(tx, rulesets, organization_id, on=on, basis=basis)
    record = reading.current
    changes = stretches(facts_of(record), rulesets, basis)
    rights = gate.rights_of(tx.actor, record)
    if not rights.sees_documents:
        shown = replace(record, evidence=())
        return Dossier(shown, assessment, reading.record.version, changes, rights)
    concerned = record.status in REMINDED
    documents = running_out(record, rulesets.in_force(tx.today), tx.today) if concerned else ()
    return Dossier(record, assessment, reading.record.version, changes, rights, documents)
