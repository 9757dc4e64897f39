"""A legal text as data: criteria, each with its citation, and the days on which it is in force."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from linkreg.dates import DateRange
from linkreg.eligibility.checks import Check
from linkreg.errors import InvalidInput, NotFound
from linkreg.vocabulary import EvidenceKind, Necessity, Scope
from linkreg.wording import Wording


class Condition(StrEnum):
    """When a conditional criterion counts."""

    PARTNERING = "partnering"


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a rule is written."""

    instrument: str
    article: str
    url: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Criterion:
    """One requirement of the text (*persyaratan*), in the words shown to people."""

    key: str
    label: str
    explanation: str
    necessity: Necessity
    scope: Scope
    citation: Citation
    checks: tuple[Check, ...]
    applies_when: Condition | None = None

    @property
    def documents(self) -> tuple[tuple[EvidenceKind, ...], ...]:
        """Return the documents asked for: every group, any one kind of each."""
        return tuple(group for check in self.checks for group in check.documents)


@dataclass(frozen=True, slots=True)
class Ruleset:
    """A legal text with all its criteria, in the order in which the text has them.

    ``confirmed`` says whether somebody has compared the file with the text itself. A ruleset is
    never edited once used: a new text is a new file.
    """

    key: str
    title: str
    instrument: str
    in_force: DateRange
    confirmed: bool
    criteria: tuple[Criterion, ...]
    note: str | None = None
    url: str | None = None


class RulesetLibrary:
    """All rulesets known, oldest first; at most one is in force on any day."""

    def __init__(self, rulesets: Iterable[Ruleset]) -> None:
        """Take rulesets whose days in force do not overlap (``loading`` checks that)."""
        ordered = sorted(rulesets, key=lambda ruleset: ruleset.in_force.start or date.min)
        self.all = tuple(ordered)
        self._by_key = {ruleset.key: ruleset for ruleset in ordered}

    def get(self, key: str) -> Ruleset:
        """Return the ruleset with that key; raise ``NotFound``."""
        try:
            return self._by_key[key]
        except KeyError:
            known = ", ".join(self._by_key)
            raise NotFound(
                Wording(
                    "Aturan {key} tidak dikenal. Yang ada: {known}.", key=repr(key), known=known
                )
            ) from None

    def in_force(self, on: date) -> Ruleset:
        """Return the ruleset in force on a day; raise ``InvalidInput`` when none was."""
        for ruleset in self.all:
            if ruleset.in_force.contains(on):
                return ruleset
        first = self.all[0].in_force.start
        raise InvalidInput(
            Wording(
                "Tidak ada aturan yang berlaku pada {on}. Pilih tanggal sejak {first}.",
                on=on.isoformat(),
                first=first,
            )
        )
