"""What would be if: changes tried on facts that stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from hypothesis import given

from linkreg.dates import DateRange
from linkreg.eligibility import (
    Accepted,
    Begun,
    Change,
    EvidenceFact,
    ExperienceFact,
    Facts,
    PackageFacts,
    PackageStated,
    Stated,
    Supplied,
    assess,
    load_rulesets,
    next_steps,
    what_if,
)
from linkreg.errors import InvalidInput, NotFound
from linkreg.vocabulary import EvidenceKind, EvidenceState, LegalForm, Outcome
from tests.eligibility.strategies import RANK, all_facts, bases, days, rulesets

_ON = date(2026, 11, 20)
_RULESET = load_rulesets().get("lkpp-3-2021")
_FIELDS = frozenset({"1.02", "1.06"})


def _plain(facts: Facts) -> dict[str, object]:
    return {name: getattr(facts, name) for name in Facts.__slots__} | {
        "evidence": dict(facts.evidence)
    }


def _outcome(facts: Facts, key: str) -> Outcome:
    findings = assess(facts, _RULESET, _ON).findings
    return next(finding.outcome for finding in findings if finding.criterion.key == key)


def test_one_more_document_is_tried() -> None:
    facts = Facts()
    assert _outcome(facts, "tax_status") is Outcome.UNKNOWN
    assert _outcome(what_if(facts, [Supplied(EvidenceKind.KSWP)]), "tax_status") is Outcome.MET
    assert _outcome(facts, "tax_status") is Outcome.UNKNOWN


def test_a_supplied_document_counts_only_on_the_days_it_is_said_to() -> None:
    last_year = Supplied(EvidenceKind.KSWP, DateRange(date(2025, 1, 1), date(2025, 12, 31)))
    assert _outcome(what_if(Facts(), [last_year]), "tax_status") is Outcome.NOT_MET


def test_supplied_documents_have_ids_of_their_own() -> None:
    first = what_if(Facts(), [Supplied(EvidenceKind.DEED), Supplied(EvidenceKind.DEED)])
    second = what_if(first, [Supplied(EvidenceKind.KSWP)])
    assert len({document.id for document in second.documents}) == 3


def test_a_document_that_waits_is_accepted() -> None:
    facts = Facts(evidence=[EvidenceFact("a", EvidenceKind.KSWP, EvidenceState.PENDING)])
    assert _outcome(what_if(facts, [Accepted("a")]), "tax_status") is Outcome.MET


def test_a_document_that_begins_later_counts_up_to_its_last_day() -> None:
    coming = DateRange(date(2027, 1, 1), date(2027, 12, 31))
    facts = Facts(evidence=[EvidenceFact("a", EvidenceKind.KSWP, EvidenceState.ACCEPTED, coming)])
    (begun,) = what_if(facts, [Begun("a")]).documents
    assert begun.valid == DateRange(None, date(2027, 12, 31))


def test_what_is_stated_is_added_to_what_was() -> None:
    work, more = ExperienceFact(2020, 2021), ExperienceFact(2023, 2023)
    facts = Facts(legal_form=LegalForm.YAYASAN, urusan=["1.02"], experiences=[work])
    after = what_if(facts, [Stated(urusan=frozenset({"2.11"}), experiences=(more,))])
    assert after.legal_form is LegalForm.YAYASAN
    assert after.permanent_staff is None
    assert after.urusan == {"1.02", "2.11"}
    assert after.experiences == (work, more)


def test_a_head_count_may_be_stated_as_none_at_all() -> None:
    facts = Facts(permanent_staff=3)
    assert what_if(facts, [Stated(permanent_staff=0)]).permanent_staff == 0


def test_a_package_whose_field_becomes_known_stays_the_same_package() -> None:
    facts = Facts(package=PackageFacts(frozenset(), rup_code="123", partnering=True))
    after = what_if(facts, [PackageStated(_FIELDS)])
    assert after.package == PackageFacts(_FIELDS, rup_code="123", partnering=True)


@pytest.mark.parametrize("change", [Accepted("x"), Begun("x")])
def test_a_document_that_is_not_there_is_named(change: Change) -> None:
    facts = Facts(evidence=[EvidenceFact("a", EvidenceKind.KSWP)])
    with pytest.raises(NotFound, match=r"'x' tidak ada\. Yang ada: a"):
        what_if(facts, [change])


def test_the_field_of_no_package_cannot_be_stated() -> None:
    with pytest.raises(InvalidInput, match="tanpa paket"):
        what_if(Facts(), [PackageStated(_FIELDS)])


def test_a_document_valid_longer_does_whatever_a_shorter_one_would() -> None:
    year = Supplied(EvidenceKind.KSWP, DateRange(date(2026, 1, 1), date(2026, 12, 31)))
    always = Supplied(EvidenceKind.KSWP)
    assert always.covers(year)
    assert not year.covers(always)


def _documents(facts: Facts, on: date) -> Iterator[Change]:
    yield from (Supplied(kind, fiscal_year=on.year - 1) for kind in EvidenceKind)


def _verdicts_of_officers(facts: Facts, on: date) -> Iterator[Change]:
    waiting = (d for d in facts.documents if d.state is EvidenceState.PENDING)
    yield from (Accepted(document.id) for document in waiting)


def _first_days(facts: Facts, on: date) -> Iterator[Change]:
    starts = ((d.id, d.valid.start) for d in facts.documents)
    yield from (Begun(number) for number, start in starts if start and start > on)


def _statements(facts: Facts, on: date) -> Iterator[Change]:
    if facts.legal_form is None:
        yield from (Stated(legal_form=f) for f in (LegalForm.YAYASAN, LegalForm.PERKUMPULAN))
    if facts.permanent_staff is None:
        yield Stated(permanent_staff=1)
    if not facts.urusan:
        yield Stated(urusan=facts.package.urusan if facts.package else _FIELDS)
    yield Stated(experiences=(ExperienceFact(on.year, on.year, _FIELDS),))


def _fields_of_packages(facts: Facts, on: date) -> Iterator[Change]:
    if facts.package and not facts.package.urusan:
        yield PackageStated(facts.urusan or _FIELDS)


@pytest.mark.parametrize(
    "arriving", [_documents, _verdicts_of_officers, _first_days, _statements, _fields_of_packages]
)
@given(facts=all_facts(), ruleset=rulesets, on=days, basis=bases)
def test_a_missing_fact_that_arrives_satisfied_never_makes_the_verdict_worse(
    arriving: Callable[[Facts, date], Iterator[Change]], facts, ruleset, on, basis
) -> None:
    before = RANK[assess(facts, ruleset, on, basis).verdict]
    for change in arriving(facts, on):
        after = assess(what_if(facts, [change]), ruleset, on, basis)
        assert RANK[after.verdict] >= before, change


@given(all_facts(), rulesets, days, bases)
def test_the_facts_given_stay_as_they_were(facts, ruleset, on, basis) -> None:
    before = _plain(facts)
    steps = next_steps(assess(facts, ruleset, on, basis))
    what_if(facts, [change for step in steps for change in step.changes])
    assert _plain(facts) == before


@given(all_facts())
def test_no_change_changes_nothing(facts) -> None:
    assert _plain(what_if(facts, [])) == _plain(facts)
