"""What a legal text wants to know of an organization, criterion by criterion, for forms and readers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from linkreg.eligibility.checks import (
    Check,
    ExperienceCheck,
    HeadcountCheck,
    LegalFormCheck,
    SharedFieldCheck,
)
from linkreg.eligibility.documents import DocumentsCheck, YearlyDocumentsCheck
from linkreg.eligibility.ruleset import Condition, Criterion, Ruleset
from linkreg.vocabulary import EvidenceKind


class Topic(StrEnum):
    """What a check looks at."""

    LEGAL_FORM = "legal_form"
    STAFF = "staff"
    WORK = "work"  # years in which work was done
    FIELD = "field"
    DOCUMENTS = "documents"
    YEARLY = "yearly"  # a document for each of some years


_TOPICS: Mapping[type, Topic] = MappingProxyType(
    {
        LegalFormCheck: Topic.LEGAL_FORM,
        HeadcountCheck: Topic.STAFF,
        ExperienceCheck: Topic.WORK,
        SharedFieldCheck: Topic.FIELD,
        DocumentsCheck: Topic.DOCUMENTS,
        YearlyDocumentsCheck: Topic.YEARLY,
    }
)


@dataclass(frozen=True, slots=True)
class Section:
    """A criterion with its checks by topic, and what it asks that none before it did."""

    criterion: Criterion
    checks: tuple[tuple[Topic, Check], ...]
    new_topics: frozenset[Topic]
    new_documents: tuple[tuple[EvidenceKind, ...], ...]

    @property
    def asks_partnering(self) -> bool:
        """Say whether it counts only for an organization that works with a partner."""
        return self.criterion.applies_when is Condition.PARTNERING

    @property
    def asks(self) -> bool:
        """Say whether anything is left to be asked for it."""
        return bool(self.new_topics - {Topic.DOCUMENTS} or self.new_documents)


def topic_of(check: Check) -> Topic:
    """Return what a check looks at."""
    return _TOPICS[type(check)]


def sections_of(ruleset: Ruleset) -> tuple[Section, ...]:
    """Return the criteria in the text's order; nothing is asked twice."""
    return tuple(_sections(ruleset))


def _sections(ruleset: Ruleset) -> Iterator[Section]:
    topics: set[Topic] = set()
    kinds: set[EvidenceKind] = set()
    for criterion in ruleset.criteria:
        checks = tuple((topic_of(check), check) for check in criterion.checks)
        groups = [
            tuple(kind for kind in group if kind not in kinds)
            for topic, check in checks
            if topic is Topic.DOCUMENTS
            for group in check.documents
        ]
        new = frozenset(topic for topic, _ in checks) - topics
        yield Section(criterion, checks, new, tuple(filter(None, groups)))
        topics |= new - {Topic.DOCUMENTS}
        kinds.update(kind for group in groups for kind in group)
