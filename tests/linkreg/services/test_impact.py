"""Under another text some gain and some lose, and the reason is named."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from linkreg import Registry
from linkreg.eligibility import Ruleset, load_ruleset, load_rulesets
from linkreg.services.impact import Impact, compare_rulesets
from linkreg.vocabulary import Basis, OrganizationStatus, Verdict
from tests.decisions import accepting

_ON = date(2026, 11, 20)


def _ruleset(key: str, **asked: str) -> Ruleset:
    """A small text: each criterion asks for one kind of document."""
    criteria = "".join(
        f"- {{key: {name}, label: {name}, explanation: x, necessity: mandatory, scope: organization,"
        f" citation: {{instrument: I, article: A}},"
        f" checks: [{{type: documents, each_of: [[{kind}]]}}]}}\n"
        for name, kind in asked.items()
    )
    head = (
        f"key: {key}\ntitle: T\ninstrument: I\nconfirmed: false\nin_force: {{start: 2026-01-01}}\n"
    )
    return load_ruleset(head + "criteria:\n" + criteria, key)


@pytest.fixture
def three(registry: Registry) -> Registry:
    """One organization with a deed, one with a KSWP, one with nothing, and one not published."""
    documents: tuple[tuple[str, dict[str, Any] | None], ...] = (
        ("Contoh Akta", {"kind": "deed", "issued_on": "2020-01-01"}),
        ("Contoh Pajak", {"kind": "kswp", "issued_on": "2026-01-05"}),
        ("Contoh Kosong", None),
    )
    for name, document in documents:
        record = registry.register(
            {"name": name, "region": "73.71"}, status=OrganizationStatus.PUBLISHED
        )
        if document:
            supplied = registry.supply_evidence(record.id, document)
            registry.decide_evidence(record.id, supplied.id, accepting(supplied.kind))
    registry.register({"name": "Contoh Menunggu", "region": "73.71"})
    return registry


def _compare(registry: Registry, before: Ruleset, after: Ruleset, **options: Any) -> Impact:
    with registry.reading() as tx:
        return compare_rulesets(tx, before, after, _ON, **options)


def test_gains_and_losses_are_named_with_what_decides(three: Registry) -> None:
    impact = _compare(three, _ruleset("a", legal="deed"), _ruleset("b", tax="kswp"))
    assert impact.assessed == 3
    told = {
        s.name: (s.before, s.after, s.gains, [label for label, _ in s.reasons])
        for s in impact.shifts
    }
    assert told == {
        "Contoh Akta": (Verdict.QUALIFIED, Verdict.INCOMPLETE, False, ["tax"]),
        "Contoh Pajak": (Verdict.INCOMPLETE, Verdict.QUALIFIED, True, ["legal"]),
    }
    assert impact.counts[Verdict.INCOMPLETE, Verdict.INCOMPLETE] == 1


def test_a_text_compared_with_itself_changes_nothing(three: Registry) -> None:
    ruleset = load_rulesets().get("lkpp-3-2021")
    assert _compare(three, ruleset, ruleset).shifts == []


def test_the_basis_counts(three: Registry) -> None:
    (record,) = (r.record for r in three.search("kosong").results)
    three.supply_evidence(record.id, {"kind": "deed", "issued_on": "2020-01-01"})
    before, after = _ruleset("a", tax="kswp"), _ruleset("b", legal="deed")
    names = {s.name for s in _compare(three, before, after, basis=Basis.DECLARED).shifts if s.gains}
    assert names == {"Contoh Akta", "Contoh Kosong"}
    names = {s.name for s in _compare(three, before, after).shifts if s.gains}
    assert names == {"Contoh Akta"}
