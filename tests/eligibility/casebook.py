"""The case files as tests see them: every case, and every day of every boundary, one by one.

A file names its ``ruleset``; one without is judged by the text in force on the day asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from linkreg.eligibility import Assessment, Criterion, Facts, assess, load_rulesets
from linkreg.plain_yaml import load_plain_yaml
from linkreg.vocabulary import Basis, EvidenceKind, Outcome
from tests.eligibility.building import facts_from

FILES = {
    path.stem: load_plain_yaml(path.read_text("utf-8"))
    for path in sorted((Path(__file__).parent / "cases").glob("*.yaml"))
}

#: What a boundary says of a criterion that the text of the day does not have.
NOT_ASKED = "not_asked"

#: Every word that a test reads; another one would prove nothing and look as if it did.
_FILE = {"ruleset", "texts", "complete", "cases", "boundaries"}
_ASKED = {"name", "facts", "empty", "basis"}
_CASE = {"on", "verdict", "from", "until", "findings", "reasons", "criterion_until", "steps"}
_BOUNDARY = {"criterion", "days", "reasons"}
_FACTS = {"legal_form", "permanent_staff", "urusan", "experiences", "evidence", "package"}
_WORK = {"start_year", "end_year", "urusan"}
_PACKAGE = {"urusan", "partnering"}
_DOCUMENT = {"from", "until", "state", "fiscal_year"}


@dataclass(frozen=True)
class Boundary:
    """A listing of days around which a criterion, or without one the verdict, changes."""

    file: Mapping[str, Any]
    said: Mapping[str, Any]

    @property
    def days(self) -> dict[date, str]:
        """What is said of each day."""
        return {date.fromisoformat(day): said for day, said in self.said["days"].items()}

    @property
    def reasons(self) -> dict[date, str]:
        """The reason said of some of the days."""
        return {date.fromisoformat(d): said for d, said in self.said.get("reasons", {}).items()}

    @property
    def neighbors(self) -> list[tuple[date, date]]:
        """The pairs of listed days that follow each other."""
        return [pair for pair in pairwise(sorted(self.days)) if pair[1] - pair[0] == timedelta(1)]

    def assess(self, on: date, without: EvidenceKind | None = None) -> Assessment:
        """Judge the listing's facts on a day, if asked without one kind of document."""
        return judge(self.file, self.said, on, without)

    def edges(self, criterion: Criterion, kind: EvidenceKind) -> Iterator[str]:
        """Yield ``start`` and ``end`` where neighboring days show that a document begins or ends.

        It must be that document which makes the difference: without it the day on which the criterion
        is met would not be.
        """
        if self.said.get("criterion") != criterion.key:
            return
        held = facts_of(self.file, self.said).evidence.get(kind, ())
        yearly = any(fact.fiscal_year for fact in held)
        for before, after in self.neighbors:
            begins = any(fact.valid.start == after for fact in held)
            ends = any(fact.valid.end == before for fact in held)
            turn = yearly and before.year < after.year
            met_before, met_after = self.days[before] == "met", self.days[after] == "met"
            if met_before == met_after:
                continue
            edge, inside = ("start", after) if met_after else ("end", before)
            dated = begins if met_after else ends
            if (dated or turn) and self._fails_without(criterion, kind, inside):
                yield edge

    def _fails_without(self, criterion: Criterion, kind: EvidenceKind, on: date) -> bool:
        found = {f.criterion.key: f.outcome for f in self.assess(on, without=kind).findings}
        return found[criterion.key] is not Outcome.MET


def boundaries(ruleset: str | None = None) -> list[Boundary]:
    """Return the boundary listings of all files, or of those about one ruleset."""
    return [
        Boundary(file, said)
        for file in FILES.values()
        for said in file.get("boundaries", ())
        if ruleset in {None, file.get("ruleset")}
    ]


def facts_of(
    file: Mapping[str, Any], asked: Mapping[str, Any], without: EvidenceKind | None = None
) -> Facts:
    """Return the facts of a case or a boundary, if asked without one kind of document."""
    changes = dict(asked.get("facts") or {})
    if without is not None:
        changes["evidence"] = {**changes.get("evidence", {}), without.value: None}
    return facts_from(file["complete"], {**asked, "facts": changes})


def judge(
    file: Mapping[str, Any],
    asked: Mapping[str, Any],
    on: date,
    without: EvidenceKind | None = None,
) -> Assessment:
    """Assess the facts of a case or a boundary on a day."""
    library = load_rulesets()
    ruleset = library.get(file["ruleset"]) if "ruleset" in file else library.in_force(on)
    basis = Basis(asked.get("basis", "verified"))
    return assess(facts_of(file, asked, without), ruleset, on, basis)


def words_nobody_reads(file: Mapping[str, Any]) -> list[str]:
    """Return the words of a file that no test looks at, each with the case it stands in."""
    found = [*_beyond("file", file, _FILE), *_facts_beyond("complete", file["complete"])]
    for known, listed in ((_CASE, "cases"), (_BOUNDARY, "boundaries")):
        for asked in file.get(listed, ()):
            found += _beyond(asked["name"], asked, known | _ASKED)
            found += _facts_beyond(asked["name"], asked.get("facts") or {})
    return found


def _facts_beyond(name: str, facts: Mapping[str, Any]) -> Iterator[str]:
    yield from _beyond(name, facts, _FACTS)
    yield from _beyond(name, facts.get("evidence", {}), set(EvidenceKind))
    yield from _beyond(name, facts.get("package", {}), _PACKAGE)
    for work in facts.get("experiences", ()):
        yield from _beyond(name, work, _WORK)
    for said in facts.get("evidence", {}).values():
        for document in said if isinstance(said, list) else [said]:
            if isinstance(document, dict):
                yield from _beyond(name, document, _DOCUMENT)


def _beyond(name: str, part: Mapping[str, Any], known: set[str]) -> Iterator[str]:
    return (f"{name}: {word}" for word in part if word not in known)
