"""Thousands of random queries over many segments with deletions, beside the brute-force scorer."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from linkreg.search import DateRange, Facet, Part, SearchDocument, SearchQuery, Sort
from linkreg.search.matching import OWN_FILTER
from linkreg.search.memory import MemoryEngine
from linkreg.search.query import Place
from linkreg.vocabulary import (
    Basis,
    BeneficiaryGroup,
    LegalForm,
    OrganizationStatus,
    Service,
    Strength,
)
from search_index.analysis import indonesian
from search_index.engine import WhooshEngine

QUERIES = 2_500

WORDS = (  # noqa: SIM905
    "nelayan petani mangrove bakau pelatihan melatih KDRT kekerasan dalam rumah tangga anak-anak "
    "anak dan ibu yayasan difabel penyandang disabilitas LSM B3 malam malas pesisir sekolah desa"
).split()
REGIONS = ("73", "73.71", "73.72", "73.71.05", "11.01", "33.74")
URUSAN = ("1.01", "1.02", "1.06", "2.13")
DAY = date(2026, 1, 1)
#: The first words are in nearly every document, the last in few.
SHARES = [1 / (1 + n / 3) for n in range(len(WORDS))]


def text(rng: random.Random, most: int) -> str:
    return " ".join(rng.choices(WORDS, SHARES, k=rng.randint(0, most)))


def some(rng: random.Random, values: Any, most: int = 3) -> tuple[Any, ...]:
    return tuple(rng.sample(list(values), rng.randint(0, most)))


def document(rng: random.Random, number: int) -> SearchDocument:
    start = DAY + timedelta(days=rng.randint(0, 40))
    span = DateRange(start, start + timedelta(days=rng.randint(0, 20)))
    name = text(rng, 4)
    return SearchDocument(
        id=f"{number:03}",
        name=name,
        status=rng.choice([*[OrganizationStatus.PUBLISHED] * 6, *OrganizationStatus]),
        region=rng.choice(REGIONS),
        updated_at=datetime(2026, 1, rng.randint(1, 28), tzinfo=UTC),
        texts={Part.NAME: (name,), Part.FIELD: (text(rng, 3),), Part.DESCRIPTION: (text(rng, 30),)},
        legal_form=rng.choice([None, *LegalForm]),
        operating_regions=some(rng, REGIONS),
        urusan=some(rng, URUSAN),
        services=some(rng, list(Service)[:4]),
        beneficiaries=some(rng, list(BeneficiaryGroup)[:4]),
        strengths=some(rng, list(Strength)[:3]),
        qualified={rng.choice(list(Basis)): (span,)},
        latitude=rng.choice([None, -5.0, -5.1, 3.0]),
        longitude=rng.choice([None, 119.0, 119.4]),
        completeness=rng.randint(0, 3),
    )


def sometimes(rng: random.Random, value: Any, otherwise: Any = ()) -> Any:
    return value if rng.random() < 0.2 else otherwise


def query(rng: random.Random) -> SearchQuery:
    words = [
        rng.choice((word, word, word, f"-{word}", f'"{text(rng, 3)}"', word[:-1] + "x"))
        for word in rng.choices(WORDS, k=rng.randint(0, 4))
    ]
    return SearchQuery(
        text=" ".join(words),
        regions=sometimes(rng, some(rng, REGIONS)),
        operating_regions=sometimes(rng, some(rng, REGIONS)),
        urusan=sometimes(rng, some(rng, URUSAN)),
        services=sometimes(rng, some(rng, list(Service)[:4])),
        beneficiaries=sometimes(rng, some(rng, list(BeneficiaryGroup)[:4])),
        legal_forms=sometimes(rng, some(rng, LegalForm)),
        strengths=sometimes(rng, some(rng, list(Strength)[:3])),
        statuses=sometimes(rng, tuple(OrganizationStatus), (OrganizationStatus.PUBLISHED,)),
        qualified_on=sometimes(rng, DAY + timedelta(days=rng.randint(0, 40)), None),
        basis=rng.choice(list(Basis)),
        as_of=sometimes(rng, DAY + timedelta(days=rng.randint(0, 40)), None),
        near=sometimes(rng, Place(-5.0, 119.1), None),
        within_km=sometimes(rng, 30.0, None),
        changed_since=sometimes(rng, datetime(2026, 1, 15, tzinfo=UTC), None),
        scope_region=sometimes(rng, "73", None),
        sort=rng.choice(list(Sort)),
        limit=rng.randint(1, 12),
        offset=rng.choice((0, 0, 3, 20)),
        facets=some(rng, Facet, 2),
    )


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> tuple[WhooshEngine, MemoryEngine]:
    """Two engines after the same changes: 160 organizations in several segments, many replaced."""
    folder: Path = tmp_path_factory.mktemp("random")
    rng = random.Random(20261120)
    both = (WhooshEngine(folder), MemoryEngine(indonesian()))
    commits = [[document(rng, number) for number in range(120)]]
    commits += (  # more than there may be segments: some are folded
        [document(rng, rng.randint(0, 160)) for _ in range(rng.randint(1, 12))] for _ in range(16)
    )
    for position, changes in enumerate(commits, start=1):
        removed = [f"{rng.randint(0, 160):03}" for _ in range(4)]
        for engine in both:
            with engine.writer() as writer:
                for change in changes:
                    writer.put(change)
                for one in removed:
                    writer.remove(one)
                writer.commit(position)
    assert both[0].status().segments > 3
    assert both[0].status().documents == both[1].status().documents > 100
    return both


def test_thousands_of_random_queries_equal_brute_force(engines):
    ours, brute = engines
    rng = random.Random(4)
    matched = 0
    for _ in range(QUERIES):
        asked = query(rng)
        page, expected = ours.search(asked), brute.search(asked)
        assert [hit.id for hit in page.hits] == [hit.id for hit in expected.hits], asked
        assert [h.score for h in page.hits] == [h.score for h in expected.hits], asked
        assert (page.total, page.facets, page.suggestions) == (
            expected.total,
            expected.facets,
            expected.suggestions,
        ), asked
        matched += bool(page.total)
    assert matched > QUERIES / 4  # or the world would be too poor to tell anything


def test_pages_never_overlap_or_skip(engines):
    ours, _ = engines
    rng = random.Random(5)
    for _ in range(100):
        size = rng.choice((1, 2, 7, 20))
        asked = replace(query(rng), limit=size)
        whole = tuple(ours.all_hits(asked))
        offsets = range(0, len(whole) + size, size)
        pages = [ours.search(replace(asked, offset=offset)).hits for offset in offsets]
        assert tuple(chain.from_iterable(pages)) == whole
        assert len({hit.id for hit in whole}) == len(whole)


def test_going_on_after_any_hit_gives_those_that_come_after_it(engines):
    rng = random.Random(8)
    walked = 0
    for _ in range(300):
        asked = replace(query(rng), offset=0)
        whole = [hit.id for hit in engines[0].all_hits(asked)]
        for at, last in enumerate(whole[:20]):
            pages = [engine.search(replace(asked, after=last)) for engine in engines]
            for page in pages:
                assert [hit.id for hit in page.hits] == whole[at + 1 :][: asked.limit], asked
                assert (page.skipped, page.total) == (at + 1, len(whole))
            walked += 1
    assert walked > 1000


FILTERS = {
    Facet.REGION: "regions",
    Facet.PROVINCE: "regions",
    Facet.URUSAN: "urusan",
    Facet.SERVICE: "services",
    Facet.BENEFICIARY: "beneficiaries",
    Facet.LEGAL_FORM: "legal_forms",
    Facet.STRENGTH: "strengths",
}


def test_a_facet_s_count_is_the_total_of_the_list_filtered_so(engines):
    ours, _ = engines
    rng = random.Random(6)
    assert all(OWN_FILTER[facet] == name for facet, name in FILTERS.items())
    for _ in range(60):
        asked = replace(query(rng), facets=tuple(FILTERS))
        for facet, counts in ours.search(asked).facets.items():
            for value, count in ((c.value, c.count) for c in counts):
                filtered = replace(asked, facets=(), **{FILTERS[facet]: (value,)})
                total = ours.search(filtered).total
                # A region's filter takes in what lies below it; its count does not.
                assert total == count or (facet is Facet.REGION and total > count)


def test_a_basis_s_count_is_the_total_of_those_that_qualify_so(engines):
    ours, _ = engines
    rng = random.Random(7)
    counted = 0
    for _ in range(100):
        on = DAY + timedelta(days=rng.randint(0, 40))
        asked = replace(query(rng), facets=(Facet.QUALIFICATION,), as_of=on)
        counts = {c.value: c.count for c in ours.search(asked).facets[Facet.QUALIFICATION]}
        for basis in Basis:
            filtered = replace(asked, facets=(), qualified_on=on, basis=basis)
            assert ours.search(filtered).total == counts.get(basis, 0)
        counted += bool(counts)
    assert counted > 20
