"""Counts by value."""

from datetime import date

import pytest

from linkreg.search import DateRange, Facet
from linkreg.vocabulary import Basis, BeneficiaryGroup, LegalForm, Service, Strength


def test_largest_first_then_by_value(world):
    world.add("a", urusan=("1.03", "1.02"))
    world.add("b", urusan=("1.03", "1.01"))
    assert world.counts(Facet.URUSAN) == [("1.03", 2), ("1.01", 1), ("1.02", 1)]


def test_provinces_sum_up_their_regions(world):
    world.add("a", region="73.71")
    world.add("b", region="73.72")
    world.add("c", region="11")
    assert world.counts(Facet.PROVINCE) == [("73", 2), ("11", 1)]
    assert world.counts(Facet.REGION) == [("11", 1), ("73.71", 1), ("73.72", 1)]


@pytest.mark.parametrize(
    ("facet", "facts", "expected"),
    [
        (Facet.SERVICE, {"services": (Service.SURVEY,)}, [("survey", 1)]),
        (Facet.BENEFICIARY, {"beneficiaries": (BeneficiaryGroup.WOMEN,)}, [("women", 1)]),
        (Facet.LEGAL_FORM, {"legal_form": LegalForm.YAYASAN}, [("yayasan", 1)]),
        (Facet.STRENGTH, {"strengths": (Strength.AUDITED,)}, [("audited", 1)]),
    ],
)
def test_what_has_no_value_is_not_counted(world, facet, facts, expected):
    world.add("a", **facts)
    world.add("without")
    assert world.counts(facet) == expected


def test_a_value_named_twice_counts_once(world):
    world.add("a", urusan=("1.02", "1.02"))
    assert world.counts(Facet.URUSAN) == [("1.02", 1)]


def test_only_matches_count(world):
    world.add("a", text="nelayan", urusan=("1.02",))
    world.add("b", text="petani", urusan=("1.03",))
    assert world.counts(Facet.URUSAN, text="nelayan") == [("1.02", 1)]


@pytest.mark.parametrize(
    ("facet", "filters"),
    [
        (Facet.URUSAN, {"urusan": ("1.02",)}),
        (Facet.REGION, {"regions": ("73.71",)}),
        (Facet.PROVINCE, {"regions": ("73",)}),
        (Facet.SERVICE, {"services": (Service.SURVEY,)}),
        (Facet.BENEFICIARY, {"beneficiaries": (BeneficiaryGroup.WOMEN,)}),
        (Facet.LEGAL_FORM, {"legal_forms": (LegalForm.YAYASAN,)}),
        (Facet.STRENGTH, {"strengths": (Strength.AUDITED,)}),
    ],
)
def test_a_facet_ignores_the_filter_of_its_own_field_only(world, facet, filters):
    own = {
        "region": "73.71",
        "urusan": ("1.02",),
        "services": (Service.SURVEY,),
        "beneficiaries": (BeneficiaryGroup.WOMEN,),
        "legal_form": LegalForm.YAYASAN,
        "strengths": (Strength.AUDITED,),
    }
    other = {
        "region": "11.01",
        "urusan": ("1.03",),
        "services": (Service.TRAINING,),
        "beneficiaries": (BeneficiaryGroup.YOUTH,),
        "legal_form": LegalForm.PERKUMPULAN,
        "strengths": (Strength.CATALOGUE,),
    }
    world.add("own", text="nelayan", **own)
    world.add("other", text="nelayan", **other)
    assert [count for _, count in world.counts(facet, **filters)] == [1, 1]
    unrelated = Facet.URUSAN if facet is not Facet.URUSAN else Facet.SERVICE
    assert [count for _, count in world.counts(unrelated, **filters)] == [1]


SPRING = DateRange(date(2026, 3, 1), date(2026, 5, 31))


def test_qualification_counts_each_basis_on_the_day_it_speaks_of(world):
    world.add("both", qualified={Basis.DECLARED: (SPRING,), Basis.VERIFIED: (SPRING,)})
    world.add("declared", qualified={Basis.DECLARED: (SPRING,)})
    in_april, in_june = date(2026, 4, 1), date(2026, 6, 1)
    assert world.counts(Facet.QUALIFICATION, as_of=in_april) == [("declared", 2), ("verified", 1)]
    assert world.counts(Facet.QUALIFICATION, as_of=in_june) == []


def test_qualification_ignores_qualified_on(world):
    world.add("a", qualified={Basis.VERIFIED: (SPRING,)})
    counts = world.counts(
        Facet.QUALIFICATION, as_of=date(2026, 4, 1), qualified_on=date(2026, 6, 1)
    )
    assert counts == [("verified", 1)]


def test_qualification_without_a_day_counts_nothing(world):
    world.add("a", qualified={Basis.VERIFIED: (SPRING,)})
    assert world.counts(Facet.QUALIFICATION) == []


def test_only_the_facets_asked_are_answered(world):
    world.add("a")
    assert set(world.page(facets=(Facet.REGION,)).facets) == {Facet.REGION}
