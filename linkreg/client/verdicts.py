"""From the views of verdicts back to ``Assessment``, by the legal texts of this installation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from linkreg.client.records import read_day
from linkreg.dates import DateRange
from linkreg.eligibility import (
    Assessment,
    Criterion,
    Facts,
    Finding,
    NextStep,
    PackageFacts,
    Remedy,
    Ruleset,
    SanctionFact,
    load_rulesets,
)
from linkreg.eligibility.judgement import Judgement, Reason
from linkreg.errors import NotReady
from linkreg.vocabulary import Action, Basis, EvidenceKind, Outcome, ReasonCode, Verdict

View = Mapping[str, Any]


class ToldFacts(Facts):
    """Of the facts of a verdict only what its answer tells: the package, and sanctions in force.

    Whatever else is asked of them, as ``next_steps`` and ``what_if`` do, raises ``NotReady``: to take
    the rest as not known would be a wrong answer.
    """

    __slots__ = ()

    def __init__(self, package: PackageFacts | None, sanctions: Iterable[SanctionFact]) -> None:
        self.package = package
        self.sanctions = tuple(sanctions)

    def __getattr__(self, name: str) -> Any:
        """Say of a fact that it was not told."""
        if name not in Facts.__slots__:
            raise AttributeError(name)
        raise NotReady(
            f"Penilaian lewat HTTP tidak membawa fakta {name!r}. Langkah berikutnya: "
            "Client.next_steps; selain itu buka registri dengan open_registry."
        )


def read_assessment(view: View, package: PackageFacts | None) -> Assessment:
    """Return the verdict with its findings, reasons and sanctions.

    A finding's judgements are those that decided it. Each has the days of the whole finding, the
    first has all documents, and the values of a reason are the words of its sentence.
    """
    ruleset = _ruleset(view["ruleset"]["key"])
    return Assessment(
        ruleset,
        date.fromisoformat(view["on"]),
        Basis(view["basis"]),
        Verdict(view["outcome"]),
        tuple(_finding(ruleset, finding) for finding in view["findings"]),
        _span(view["holds"]),
        ToldFacts(package, map(_bar, view["bars"])),
    )


def read_next_steps(view: View) -> tuple[NextStep, ...]:
    """Return what to do; what that changes of the facts is not told."""
    ruleset = _ruleset(view["ruleset"]["key"])
    return tuple(
        NextStep(
            tuple(_criterion(ruleset, key) for key in step["criteria"]),
            Remedy(
                Action(step["action"]),
                (),
                tuple(map(EvidenceKind, step["documents"])),
                step["what"],
                step["detail"],
            ),
        )
        for step in view["next_steps"]
    )


def read_qualification(view: View, sanctions: Iterable[SanctionFact]) -> Assessment:
    """Return the verdict of a row found: without findings."""
    return Assessment(
        _ruleset(view["ruleset"]),
        date.fromisoformat(view["on"]),
        Basis(view["basis"]),
        Verdict(view["outcome"]),
        (),
        _span(view),
        ToldFacts(None, sanctions),
    )


def _ruleset(key: str) -> Ruleset:
    for ruleset in load_rulesets().all:
        if ruleset.key == key:
            return ruleset
    raise NotReady(f"Aturan {key!r} tidak ada dalam linkreg di sini. Perbarui linkreg.")


def _criterion(ruleset: Ruleset, key: str) -> Criterion:
    for criterion in ruleset.criteria:
        if criterion.key == key:
            return criterion
    raise NotReady(f"Kriteria {key!r} tidak ada dalam {ruleset.key!r} di sini. Perbarui linkreg.")


def _finding(ruleset: Ruleset, view: View) -> Finding:
    outcome, holds = Outcome(view["outcome"]), _span(view["holds"])
    evidence = tuple(view["evidence"])
    judgements = tuple(
        Judgement(outcome, _reason(reason), holds, () if position else evidence)
        for position, reason in enumerate(view["reasons"])
    )
    return Finding(_criterion(ruleset, view["criterion"]), outcome, judgements, holds)


def _reason(view: View) -> Reason:
    return Reason(ReasonCode(view["code"]), dict(view["words"]))


def _bar(view: View) -> SanctionFact:
    scope = view["scope"] and view["scope"]["code"]
    return SanctionFact(view["id"], _span(view), scope, view["reason"], view["source"])


def _span(view: View) -> DateRange:
    return DateRange(read_day(view["from"]), read_day(view["until"]))
