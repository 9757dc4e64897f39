"""After any changes, the index on disk answers as the engine in memory does."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linkreg.search import (
    DateRange,
    Facet,
    Part,
    SearchDocument,
    SearchEngine,
    SearchQuery,
    Sort,
)
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

WORDS = (  # noqa: SIM905
    "nelayan petani mangrove bakau pelatihan melatih KDRT kekerasan dalam rumah tangga anak-anak "
    "anak dan ibu yayasan difabel penyandang disabilitas LSM B3 malam malas nelayang Makassar Bandung "
    "Aceh pendampingan belanja women"
).split()
REGIONS = ["73", "73.71", "73.72", "73.71.05", "11.01", "32.73", "7"]
DAY = date(2026, 1, 1)

texts = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
days = st.integers(0, 40).map(lambda n: DAY + timedelta(days=n))
spans = st.tuples(days, st.integers(0, 10), st.booleans(), st.booleans()).map(
    lambda t: DateRange(None if t[2] else t[0], None if t[3] else t[0] + timedelta(days=t[1]))
)


def some(values) -> st.SearchStrategy[tuple]:
    return st.lists(st.sampled_from(list(values)), max_size=3).map(tuple)


documents = st.builds(
    SearchDocument,
    id=st.sampled_from("abcdefgh"),
    name=texts,
    status=st.sampled_from([OrganizationStatus.PUBLISHED] * 3 + list(OrganizationStatus)),
    region=st.sampled_from(REGIONS),
    updated_at=st.integers(0, 5).map(lambda n: datetime(2026, 1, 1 + n, tzinfo=UTC)),
    texts=st.dictionaries(st.sampled_from(list(Part)), st.lists(texts, max_size=2).map(tuple)),
    legal_form=st.none() | st.sampled_from(LegalForm),
    operating_regions=some(REGIONS),
    urusan=some(["1.01", "1.02", "2.13"]),
    services=some(list(Service)[:3]),
    beneficiaries=some(list(BeneficiaryGroup)[:3]),
    strengths=some(list(Strength)[:3]),
    qualified=st.dictionaries(st.sampled_from(Basis), st.lists(spans, max_size=2).map(tuple)),
    latitude=st.none() | st.sampled_from([-5.0, -5.1, 3.0]),
    longitude=st.none() | st.sampled_from([119.0, 119.4, 97.0]),
    completeness=st.integers(0, 3),
)

query_texts = st.lists(
    st.sampled_from(WORDS)
    | st.sampled_from(WORDS).map("-{}".format)
    | texts.map('"{}"'.format)
    | st.sampled_from(["nelayam", "mangrofe", "pelatihn", "Makssar", "Sulawesi Selatan", '"', "-"]),
    max_size=5,
).map(" ".join)

queries = st.builds(
    SearchQuery,
    text=query_texts,
    regions=some(REGIONS) | st.just(()),
    operating_regions=some(REGIONS) | st.just(()),
    urusan=some(["1.01", "1.02", "9"]) | st.just(()),
    services=some(list(Service)[:3]) | st.just(()),
    beneficiaries=some(list(BeneficiaryGroup)[:3]) | st.just(()),
    legal_forms=some(LegalForm) | st.just(()),
    strengths=some(list(Strength)[:3]) | st.just(()),
    statuses=some(OrganizationStatus) | st.just((OrganizationStatus.PUBLISHED,)),
    scope_region=st.none() | st.sampled_from(REGIONS),
    qualified_on=st.none() | days,
    basis=st.sampled_from(Basis),
    as_of=st.none() | days,
    near=st.none() | st.just(Place(-5.0, 119.1)),
    within_km=st.none() | st.sampled_from([5.0, 30.0, 500.0]),
    changed_since=st.none() | st.just(datetime(2026, 1, 3, tzinfo=UTC)),
    sort=st.sampled_from(Sort),
    limit=st.integers(0, 5),
    offset=st.integers(0, 3),
    facets=st.just(tuple(Facet)),
)

changes = st.lists(
    st.tuples(st.booleans(), st.lists(documents | st.sampled_from("abcdefgh"), max_size=6)),
    min_size=1,
    max_size=5,
)


def apply(engine: SearchEngine, commits) -> None:
    for position, (rebuild, steps) in enumerate(commits, start=1):
        with engine.rebuilder() if rebuild else engine.writer() as writer:
            for step in steps:
                if isinstance(step, str):
                    writer.remove(step)
                else:
                    writer.put(step)
            writer.commit(position)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    changes,
    st.lists(queries, min_size=1, max_size=8),
    st.lists(texts, max_size=2),
    st.sampled_from([1, 3, 20]),
)
def test_whoosh_answers_as_memory_does(commits, asked, typed, few):
    with (
        TemporaryDirectory() as folder,
        patch("search_index.evaluation.FEW", few),
        patch("linkreg.search.brute_force.FEW", few),
    ):
        whoosh, memory = WhooshEngine(Path(folder)), MemoryEngine(indonesian())
        apply(whoosh, commits)
        apply(memory, commits)
        for query in asked:
            compare(whoosh, memory, query)
        for text in typed:
            assert whoosh.suggest(text[:5]) == memory.suggest(text[:5])
        assert whoosh.status().documents == memory.status().documents


def compare(whoosh: SearchEngine, memory: SearchEngine, query: SearchQuery) -> None:
    one, other = whoosh.search(query), memory.search(query)
    assert [hit.id for hit in one.hits] == [hit.id for hit in other.hits]
    assert replace(one, hits=()) == replace(other, hits=())
    whole = tuple(whoosh.all_hits(query))
    for last in whole[:2]:
        going_on = replace(query, after=last.id)
        assert whoosh.search(going_on).skipped == memory.search(going_on).skipped
        assert [hit.id for hit in whoosh.search(going_on).hits] == [
            hit.id for hit in memory.search(going_on).hits
        ]
    for hit, same in zip(whole, memory.all_hits(query), strict=True):
        assert hit.id == same.id
        assert hit.score == same.score  # to the last bit
        assert hit.distance_km == pytest.approx(same.distance_km, abs=1e-5)
