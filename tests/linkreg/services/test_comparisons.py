"""Organizations side by side: what is shown, what differs, and what cannot be shown is told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from linkreg import Registry
from linkreg.actor import PUBLIC, Actor
from linkreg.errors import InvalidInput, NotFound
from linkreg.services.comparisons import Comparison, Row
from linkreg.vocabulary import Basis, Outcome, Verdict
from linkreg.vocabulary.comparison import ASPECT_LABELS, GROUP_LABELS, Aspect, AspectGroup
from tests.actors import CHAIR, ELSEWHERE, OFFICER, READY, published
from tests.conftest import StandingClock
from tests.decisions import accepting
from tests.sheets import read_sheet

TODAY = date(2026, 11, 20)
_SANCTION = {
    "kind": "sanction",
    "reason": "Kontrak tidak diselesaikan.",
    "source": "SK Contoh 7/2026",
    "starts_on": "2026-11-01",
    "ends_on": "2027-10-31",
    "scope": "73",
}


def _row(comparison: Comparison, aspect: Aspect) -> Row:
    (row,) = (it for it in comparison.rows if it.aspect is aspect)
    return row


def _criterion(comparison: Comparison, key: str) -> Row:
    (row,) = (it for it in comparison.rows if it.criterion and it.criterion.key == key)
    return row


def test_each_aspect_has_a_value_for_each_organization_in_their_order(registry: Registry) -> None:
    works = [
        {"title": "Pelatihan", "start_year": 2021, "end_year": 2023, "value": 90_000_000},
        {"title": "Kajian", "start_year": 2023, "value": 250_000_000},
    ]
    first = published(registry, experiences=works, personnel={"permanent": 4})
    second = published(registry, name="Yayasan Contoh Dua", region="73.08", founded_on="2001-02-03")
    found = registry.compare([second, first])
    assert found.ids == (second, first)
    assert (found.on, found.basis) == (TODAY, Basis.VERIFIED)
    told = {it.aspect: it.values for it in found.rows}
    assert told[Aspect.REGION] == ("73.08", "73.71")
    assert told[Aspect.FOUNDED_ON] == (date(2001, 2, 3), None)
    assert told[Aspect.YEARS_WORKED] == (0, 3)
    assert told[Aspect.LAST_WORKED] == (None, 2023)
    assert told[Aspect.WORKS] == (0, 2)
    assert told[Aspect.LARGEST_WORK] == (None, 250_000_000)
    assert told[Aspect.STAFF] == (None, 4)
    assert told[Aspect.VERDICT] == (Verdict.INCOMPLETE, Verdict.INCOMPLETE)
    criteria = [it.criterion.key for it in found.rows if it.criterion]
    assert criteria == [it.key for it in found.ruleset.criteria]
    assert [group for group, _ in found.parts] == list(AspectGroup)


def test_only_what_differs_is_said_to(registry: Registry) -> None:
    first = published(registry, urusan=["1.02", "1.06"], services=["training"])
    second = published(
        registry, name="Lain", urusan=["1.06", "1.02"], services=["training", "legal_aid"]
    )
    registry.supply_evidence(first, {"kind": "kswp", "issued_on": "2026-03-01"})
    found = registry.compare([first, second], basis=Basis.DECLARED)
    assert not _row(found, Aspect.URUSAN).differs  # the order says nothing
    assert _row(found, Aspect.SERVICES).differs
    assert not _row(found, Aspect.VERDICT).differs
    tax = _criterion(found, "tax_status")
    assert [it.outcome for it in tax.values] == [Outcome.MET, Outcome.UNKNOWN]
    assert tax.differs
    assert not _criterion(registry.compare([first, second]), "tax_status").differs


def test_findings_differ_by_their_outcome_and_not_by_their_words(registry: Registry) -> None:
    ids = [published(registry, name=f"Yayasan {n}") for n in range(2)]
    for organization, day in zip(ids, ("2026-01-05", "2026-06-07"), strict=True):
        supplied = registry.supply_evidence(organization, {"kind": "kswp", "issued_on": day})
        registry.decide_evidence(organization, supplied.id, accepting("kswp"))
    tax = _criterion(registry.compare(ids), "tax_status")
    assert len({it.holds for it in tax.values}) == 2
    assert not tax.differs


def test_sanctions_on_the_day_stand_beside_the_verdict(registry: Registry) -> None:
    ids = [published(registry, name=f"Yayasan {n}") for n in range(2)]
    registry.raise_flag(ids[1], _SANCTION, OFFICER)
    row = _row(registry.compare(ids), Aspect.SANCTIONS)
    assert [[bar.reason for bar in bars] for bars in row.values] == [[], [_SANCTION["reason"]]]
    assert row.differs
    assert _row(registry.compare(ids, on=date(2027, 11, 1)), Aspect.SANCTIONS).values == ((), ())


def test_no_more_than_five_are_shown_and_each_once(registry: Registry) -> None:
    ids = [published(registry, name=f"Yayasan {n}") for n in range(7)]
    found = registry.compare([ids[0], "tidak-ada", *ids, ids[6]])
    assert found.ids == tuple(ids[:5])
    assert found.beyond == tuple(ids[5:])
    assert [it.id for it in found.absent] == ["tidak-ada"]


def test_nothing_and_one_are_answered_as_such(registry: Registry) -> None:
    assert registry.compare([]).compared == ()
    assert registry.compare([]).rows == ()
    alone = published(registry)
    found = registry.compare([alone])
    assert found.ids == (alone,)
    assert not any(row.differs for row in found.rows)


@pytest.mark.parametrize("odd", ["", "tidak ada", "a\0b", "../x", "a" * 65, "%", "'"])
def test_an_id_that_is_none_is_not_found(registry: Registry, odd: str) -> None:
    (absent,) = registry.compare([odd]).absent
    assert absent.id == odd
    assert "tidak ditemukan" in absent.message


def test_one_does_not_look_for_organizations_without_end(registry: Registry) -> None:
    found = registry.compare(f"tidak-ada-{n}" for n in range(1000))
    assert len(found.absent) == 20
    assert len(found.beyond) == 980


@pytest.mark.parametrize(("actor", "seen"), [(PUBLIC, 1), (ELSEWHERE, 1), (OFFICER, 2)])
def test_what_is_not_public_is_compared_for_those_in_charge(
    registry: Registry, actor: Actor, seen: int
) -> None:
    ids = [published(registry), registry.register({**READY, "name": "Draf"}).id]
    found = registry.compare(ids, actor=actor)
    assert len(found.compared) == seen
    assert [it.id for it in found.absent] == ids[seen:]
    statuses = [it for it in found.rows if it.aspect is Aspect.STATUS]
    assert bool(statuses) is (seen == 2)


def test_the_public_is_shown_no_persons_documents_or_warnings(registry: Registry) -> None:
    ids = [published(registry, name=f"Yayasan {n}") for n in range(2)]
    registry.supply_evidence(ids[0], {"kind": "deed", "number": "AKTA-RAHASIA"})
    registry.raise_flag(ids[0], {**_SANCTION, "kind": "warning", "reason": "Rahasia."}, OFFICER)
    found = registry.compare(ids, actor=PUBLIC)
    for secret in (CHAIR, "AKTA-RAHASIA", "Rahasia."):
        assert secret not in repr((found.rows, [it.record for it in found.compared]))


def test_who_is_in_charge_leaves_a_trace_when_comparing(registry: Registry) -> None:
    organization = published(registry)
    registry.compare([organization], actor=PUBLIC)
    registry.compare([organization], actor=OFFICER)
    accesses, total = registry.list_accesses(organization)
    assert ([it.actor for it in accesses], total) == ([OFFICER.name], 1)


def test_a_past_day_shows_what_stood_then(registry: Registry, clock: StandingClock) -> None:
    first = published(registry, services=["training"])
    clock.move(days=2)
    second = published(registry, name="Yang baru")
    registry.update(first, {"services": ["legal_aid"]}, version=1)
    assert _row(registry.compare([first]), Aspect.SERVICES).values == (("legal_aid",),)
    then = registry.compare([first, second], on=TODAY)
    assert _row(then, Aspect.SERVICES).values == (("training",),)
    assert "belum tercatat" in then.absent[0].message


def test_a_day_without_law_is_refused(registry: Registry) -> None:
    with pytest.raises(InvalidInput):
        registry.compare([published(registry)], on=date(2010, 1, 1))


def _sheet(registry: Registry, ids: list[str], **asked: Any) -> dict[str, dict[str, str]]:
    rows = read_sheet(b"".join(registry.export_comparison(ids, **asked)))
    return {row["Yang dibandingkan"]: row for row in rows}


def test_the_workbook_says_the_same_in_text(registry: Registry) -> None:
    first = published(registry, name="=1+1", urusan=["1.02", "1.06"])
    second = published(registry, name="Yayasan Contoh B", address="@SUM(A1)")
    rows = _sheet(registry, [first, second])
    assert rows["ID"]["=1+1"] == first
    assert rows["Bidang urusan"]["=1+1"] == "Kesehatan; Sosial"
    assert rows["Bidang urusan"]["Yayasan Contoh B"] == "Kesehatan"
    assert rows["Bidang urusan"]["Perbedaan"] == "berbeda"
    assert rows["Hasil penilaian"]["Perbedaan"] == "sama"
    assert rows["Berbadan hukum"]["=1+1"].startswith("Belum diketahui: ")
    assert rows["Berdiri"]["=1+1"] == ""
    assert rows["Data per tanggal"]["=1+1"] == "2026-11-20"


def test_a_workbook_of_nothing_is_not_written(registry: Registry) -> None:
    with pytest.raises(NotFound):
        registry.export_comparison(["tidak-ada"])


def test_every_aspect_and_part_has_a_label() -> None:
    assert set(ASPECT_LABELS) == set(Aspect)
    assert set(GROUP_LABELS) == set(AspectGroup)
