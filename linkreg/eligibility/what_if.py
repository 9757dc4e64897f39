"""``what_if``: the facts as they would be after some changes, to be assessed like any others. Pure.

A change speaks of the facts alone. It knows neither texts nor verdicts, so one change may serve any
number of criteria, and a change may be tried that no step asks for.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from linkreg.dates import ALWAYS, DateRange
from linkreg.eligibility.facts import EvidenceFact, ExperienceFact, Facts
from linkreg.errors import InvalidInput, NotFound
from linkreg.vocabulary import EvidenceKind, EvidenceState, LegalForm
from linkreg.wording import Wording


class Change(ABC):
    """Something that may come to be true of an organization or of the package it is judged against."""

    __slots__ = ()

    @abstractmethod
    def made_to(self, facts: Facts) -> Facts:
        """Return the facts after the change; those given stay as they are."""

    def covers(self, other: Change) -> bool:
        """Say whether whatever the other change helps, this one helps as well."""
        return self == other


@dataclass(frozen=True, slots=True)
class Supplied(Change):
    """A document arrives and an officer accepts it; unless said otherwise it is valid on every day."""

    kind: EvidenceKind
    valid: DateRange = ALWAYS
    fiscal_year: int | None = None

    def made_to(self, facts: Facts) -> Facts:
        """Add the document, under an id that no other has."""
        held = facts.documents
        document = EvidenceFact(
            f"what-if-{len(held)}", self.kind, EvidenceState.ACCEPTED, self.valid, self.fiscal_year
        )
        return facts.replace(evidence=(*held, document))

    def covers(self, other: Change) -> bool:
        """A document of a year is one of its kind too, and one valid longer does for fewer days."""
        return (
            isinstance(other, Supplied)
            and other.kind is self.kind
            and other.fiscal_year in {None, self.fiscal_year}
            and other.valid.intersect(self.valid) == other.valid
        )


@dataclass(frozen=True, slots=True)
class Accepted(Change):
    """An officer accepts a document that waits, or that was rejected."""

    evidence_id: str

    def made_to(self, facts: Facts) -> Facts:
        """Mark the document; raise ``NotFound`` when there is none with that id."""
        return _with_document(facts, self.evidence_id, _accepted)


@dataclass(frozen=True, slots=True)
class Begun(Change):
    """The wait for the first day of a document is over: it counts on every day up to its last."""

    evidence_id: str

    def made_to(self, facts: Facts) -> Facts:
        """Open the start of the document; raise ``NotFound`` when there is none with that id."""
        return _with_document(facts, self.evidence_id, _begun)


@dataclass(frozen=True, slots=True)
class Stated(Change):
    """The organization states something of itself; what is left out stays as it was.

    ``urusan`` and ``experiences`` are added to those stated before.
    """

    legal_form: LegalForm | None = None
    permanent_staff: int | None = None
    urusan: frozenset[str] = frozenset()
    experiences: tuple[ExperienceFact, ...] = ()

    def made_to(self, facts: Facts) -> Facts:
        """Fill in what is stated."""
        staff = self.permanent_staff
        return facts.replace(
            legal_form=self.legal_form or facts.legal_form,
            permanent_staff=facts.permanent_staff if staff is None else staff,
            urusan=facts.urusan | self.urusan,
            experiences=(*facts.experiences, *self.experiences),
        )

    def covers(self, other: Change) -> bool:
        """More staff, more fields and more recent work do for less."""
        return (
            isinstance(other, Stated)
            and other.legal_form in {None, self.legal_form}
            and (
                other.permanent_staff is None
                or other.permanent_staff <= (self.permanent_staff or 0)
            )
            and other.urusan <= self.urusan
            and all(
                any(_outdoes(mine, its) for mine in self.experiences) for its in other.experiences
            )
        )


@dataclass(frozen=True, slots=True)
class PackageStated(Change):
    """The office states in which government affairs the package lies, beside those known."""

    urusan: frozenset[str]

    def made_to(self, facts: Facts) -> Facts:
        """Add to the fields of the package; raise ``InvalidInput`` when none is judged against."""
        package = facts.package
        if package is None:
            raise InvalidInput("Fakta ini tanpa paket. Sertakan paket sebelum mengubah bidangnya.")
        return facts.replace(package=replace(package, urusan=package.urusan | self.urusan))


def what_if(facts: Facts, changes: Iterable[Change]) -> Facts:
    """Return the facts after all changes, in order; those given stay as they are.

    ``assess(what_if(facts, [Supplied(EvidenceKind.KSWP)]), ruleset, on)`` tells what one more document
    would do. Raise ``NotFound`` for a document that is not among the facts, ``InvalidInput`` for a
    package where there is none.
    """
    for change in changes:
        facts = change.made_to(facts)
    return facts


def _with_document(
    facts: Facts, evidence_id: str, changed: Callable[[EvidenceFact], EvidenceFact]
) -> Facts:
    held = facts.documents
    if all(fact.id != evidence_id for fact in held):
        known = ", ".join(fact.id for fact in held) or "tidak ada"
        raise NotFound(
            Wording(
                "Dokumen {evidence_id} tidak ada. Yang ada: {known}.",
                evidence_id=repr(evidence_id),
                known=known,
            )
        )
    evidence = [changed(fact) if fact.id == evidence_id else fact for fact in held]
    return facts.replace(evidence=evidence)


def _accepted(document: EvidenceFact) -> EvidenceFact:
    return document._replace(state=EvidenceState.ACCEPTED)


def _begun(document: EvidenceFact) -> EvidenceFact:
    return document._replace(valid=DateRange(None, document.valid.end))


def _outdoes(mine: ExperienceFact, its: ExperienceFact) -> bool:
    """Say whether work already begun is as recent as other work and in every field of it."""
    return mine.end_year >= its.end_year and mine.urusan >= its.urusan
