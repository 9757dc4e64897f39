"""Filling in a profile step by step: what a screen shows, what is kept while typing, what is saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from linkreg.eligibility import RulesetLibrary, stretches
from linkreg.errors import Conflict, InvalidInput, Mistake
from linkreg.models import Revision
from linkreg.privacy import public_part
from linkreg.profile import Profile, from_plain
from linkreg.records import DraftRecord, OrganizationRecord
from linkreg.schemas.profile import identifier_warnings, load_patch
from linkreg.services import accesses, drafts, gate, lifecycle, organizations
from linkreg.services.assessments import assess_record, facts_of
from linkreg.services.completeness import (
    EvidenceNeed,
    SectionState,
    completeness,
    evidence_needs,
)
from linkreg.services.dossiers import Dossier
from linkreg.services.drafts import Typed
from linkreg.services.gate import Rights
from linkreg.services.permissions import Verb
from linkreg.transaction import Transaction
from linkreg.vocabulary import Basis, OrganizationStatus

#: What is wrong with a change, in itself or because of what is stored.
Problem = InvalidInput | Conflict


@dataclass(frozen=True, slots=True)
class Filling:
    """A profile as whoever fills it in sees it.

    ``missing`` is what keeps a draft from being handed in, ``drafts`` what the actor typed and has not
    saved, by step; ``warnings`` are about numbers and block nothing. ``seen`` is the profile in the
    version that was asked for; ``None`` where there is none, or nothing of it is left.
    """

    record: OrganizationRecord
    rights: Rights
    sections: tuple[SectionState, ...]
    needs: tuple[EvidenceNeed, ...]
    missing: tuple[Mistake, ...]
    warnings: tuple[Mistake, ...]
    drafts: Mapping[str, DraftRecord]
    seen: Profile | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a step while it is typed, and what saving it now would run into."""

    draft: DraftRecord | None
    problem: Problem | None


@dataclass(frozen=True, slots=True)
class StepChange:
    """The change that saving a step asks for, and what was typed anew into which fields.

    ``mark`` is of the draft that the typist saw.
    """

    step: str
    changes: Mapping[str, Any]
    typed: Typed
    mark: str = ""


#: Makes a change of the organization as it stands, and of its profile as the typist saw it (if known).
Reading = Callable[[OrganizationRecord, Profile | None], StepChange]


def open_filling(
    tx: Transaction, rulesets: RulesetLibrary, organization_id: str, seen_version: int | None = None
) -> Filling:
    """Return an organization the actor may change, with all that its steps show."""
    record = _to_fill_in(tx, organization_id)
    accesses.note_profile(tx, record)
    declared = assess_record(record, rulesets, tx.today, basis=Basis.DECLARED)
    return Filling(
        record=record,
        rights=gate.rights_of(tx.actor, record),
        sections=completeness(record, declared),
        needs=evidence_needs(record, declared),
        missing=lifecycle.missing(record),
        warnings=identifier_warnings(record.profile),
        drafts=drafts.list_drafts(tx, organization_id),
        seen=_seen(tx, record, seen_version),
    )


def preview(tx: Transaction, rulesets: RulesetLibrary, organization_id: str) -> Dossier:
    """Return an organization as the public will see it once it is published and agreed to that."""
    record = _to_fill_in(tx, organization_id)
    accesses.note_profile(tx, record)
    shown = replace(
        public_part(record, consented=True), status=OrganizationStatus.PUBLISHED, consented=True
    )
    return Dossier(
        shown,
        assess_record(record, rulesets, tx.today),
        record.version,
        stretches(facts_of(record), rulesets, Basis.VERIFIED),
        Rights(*(False for _ in Rights.__dataclass_fields__)),
        tx.today,
    )


def keep(tx: Transaction, organization_id: str, read: Reading, *, seen_version: int) -> Kept:
    """Keep what is being typed, right or wrong, and say what is wrong with it."""
    record = _to_fill_in(tx, organization_id)
    change = read(record, _seen(tx, record, seen_version))
    draft = drafts.keep(
        tx,
        organization_id,
        change.step,
        change.typed,
        seen_version=min(max(seen_version, 0), record.version),
        mark=change.mark,
    )
    return Kept(draft, _problem(tx, record, change.changes))


def examine(tx: Transaction, organization_id: str, changes: Mapping[str, Any]) -> Problem | None:
    """Say what a change would run into; nothing is changed."""
    return _problem(tx, _to_fill_in(tx, organization_id), changes)


def save(
    tx: Transaction, organization_id: str, change: StepChange, *, version: int
) -> OrganizationRecord:
    """Change the fields of a step and let go of its draft; raise as ``organizations.update`` does."""
    current = organizations.get_to_change(tx, organization_id, seen_version=version)
    profile = load_patch(current.profile, change.changes)
    record = organizations.update(tx, organization_id, profile, seen_version=version)
    drafts.settle(tx, organization_id, change.step, change.typed.keys(), change.mark)
    return record


def _problem(
    tx: Transaction, record: OrganizationRecord, changes: Mapping[str, Any]
) -> Problem | None:
    try:
        profile = load_patch(record.profile, changes)
        organizations.require_acceptable(tx, record.id, profile)
    except (InvalidInput, Conflict) as error:
        return error
    return None


def _to_fill_in(tx: Transaction, organization_id: str) -> OrganizationRecord:
    record = organizations.get(tx, organization_id)
    gate.require(tx.actor, Verb.EDIT, record)
    return record


def _seen(tx: Transaction, record: OrganizationRecord, version: int | None) -> Profile | None:
    if version is None or version == record.version:
        return record.profile
    row = tx.session.get(Revision, (record.id, version)) if 0 < version < record.version else None
    return from_plain(row.content["profile"]) if row is not None and row.content else None
