"""What a client is answered is what the library answers, for whoever asks."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from fixtures.factories import ProfileFactory
from fixtures.generator import generate
from fixtures.loading import load
from linkreg.actor import SYSTEM
from linkreg.client import Client
from linkreg.eligibility import Assessment, PackageFacts, next_steps
from linkreg.errors import (
    DuplicateIdentifier,
    InvalidInput,
    KeyReused,
    LinkregError,
    NotAuthenticated,
    NotFound,
    NotKnownThen,
    NotPermitted,
    NotReady,
)
from linkreg.models import Organization
from linkreg.profile import to_plain
from linkreg.search import Facet, SearchQuery, Sort
from linkreg.search.query import Place
from linkreg.services import gate
from linkreg.vocabulary import Basis, OrganizationStatus, TokenScope
from tests import samples
from tests.api.conftest import TODAY, World

ROLES = [
    None,
    "officer",
    "city_officer",
    "outsider",
    "administrator",
    "service",
    "newcomer",
    "keeper",
    "register-only",
]


def _flag(kind, **facts):
    days = {"starts_on": TODAY - timedelta(days=9), "ends_on": TODAY + timedelta(days=9)}
    return {
        "kind": kind,
        "reason": "Laporan akhir tidak diserahkan (fiktif).",
        "source": "Keputusan Contoh 07/2026",
        "scope": "73",
        **{name: day.isoformat() for name, day in days.items()},
        **facts,
    }


@pytest.fixture(scope="module")
def full(served):
    """The served world with organizations of every kind, and everything that can be on record."""
    world: World = served.world
    registry = world.registry
    for _ in load(registry, generate(24, 20, TODAY)):
        pass
    kept = world.add(keeper="keeper", qualified=True, name="Yayasan Contoh Lengkap", region="73.71")
    officer = served.actor("officer")
    for kind in ("sanction", "warning", "observation"):
        registry.raise_flag(kept, _flag(kind), officer)
    lifted = registry.raise_flag(kept, _flag("sanction", scope="73.71"), officer)
    registry.lift_flag(kept, lifted.id, "Laporan sudah diserahkan.", officer)
    document = registry.supply_evidence(kept, {"kind": "audited_statement", "fiscal_year": 2025})
    registry.attach_file(kept, document.id, samples.pdf(), "laporan.pdf")
    silent = world.add(name="Perkumpulan Contoh Tanpa Izin", region="73.71")
    registry.withdraw_consent(silent)
    world.add(name="Yayasan Contoh Draf", region="73.71", status=OrganizationStatus.DRAFT)
    world.add(name="Yayasan Contoh Dibekukan", region="73", status=OrganizationStatus.SUSPENDED)
    returned = world.add(
        name="Yayasan Contoh Kembali", region="73", status=OrganizationStatus.SUBMITTED
    )
    registry.send_back(returned, "Alamatnya belum lengkap.", officer)
    registry.register({"name": "Yayasan Contoh Kosong", "region": "32"})
    world.tokens["register-only"] = world.tokens[world.limited("service", TokenScope.REGISTER)]
    registry.catch_up()
    with registry.reading() as tx:
        served.ids = sorted(tx.session.scalars(select(Organization.id)))
    return served


def outcome(ask):
    """What comes of asking: the value, or the class and the words of the error."""
    try:
        return ask()
    except LinkregError as error:
        return type(error), error.message, getattr(error, "mistakes", ())


def told(assessment: Assessment):
    """An assessment as far as it can be told: reasons by their sentences, facts by sanctions."""
    findings = [
        (f.criterion, f.outcome, f.reason.code, f.reason_text, f.evidence, f.holds)
        for f in assessment.findings
    ]
    return replace(assessment, findings=()), findings, assessment.bars, assessment.facts.package


@pytest.mark.parametrize("role", ROLES)
def test_an_organization_is_the_same_record(full, client, role):
    actor, asker = full.actor(role), client(role)
    for organization_id in full.ids:
        ours = outcome(lambda: full.registry.get(organization_id, actor))  # noqa: B023
        theirs = outcome(lambda: asker.get(organization_id))  # noqa: B023
        assert theirs == ours


@pytest.mark.parametrize("role", [None, "officer", "keeper"])
def test_so_it_is_of_a_past_day(full, client, role):
    clock, before = full.world.clock, full.world.clock.now
    clock.now += timedelta(days=3)
    try:
        world_id = next(
            i for i in full.ids if full.registry.get(i).profile.name.endswith("Lengkap")
        )
        changes = {"description": "Sesudah itu ditulis lain."}
        full.registry.update(world_id, changes, version=full.registry.get(world_id).version)
        for on in (TODAY, TODAY + timedelta(days=3), TODAY - timedelta(days=1)):
            ours = outcome(lambda: full.registry.get(world_id, full.actor(role), on=on))  # noqa: B023
            theirs = outcome(lambda: client(role).get(world_id, on=on))  # noqa: B023
            assert theirs == ours
        assert theirs[0] is NotKnownThen
    finally:
        clock.now = before


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"basis": Basis.DECLARED, "on": TODAY + timedelta(days=400)},
        {"package": PackageFacts(frozenset({"1.02", "1.01"}), partnering=True)},
        {"package": PackageFacts(frozenset(), partnering=True)},
        {"ruleset": "tidak-ada"},
        {"on": date(1990, 1, 1)},
    ],
    ids=str,
)
def test_an_assessment_is_the_same(full, client, role, asked):
    actor, asker = full.actor(role), client(role)
    for organization_id in full.ids:

        def ours():
            assessment = full.registry.assess(organization_id, actor=actor, **asked)  # noqa: B023
            if gate.may_see_officer_fields(actor, full.registry.get(organization_id)):  # noqa: B023
                return told(assessment)
            hidden = [
                f._replace(judgements=tuple(j._replace(evidence=()) for j in f.judgements))
                for f in assessment.findings
            ]
            return told(replace(assessment, findings=tuple(hidden)))

        theirs = outcome(lambda: told(asker.assess(organization_id, **asked)))  # noqa: B023
        assert theirs == outcome(ours)


def test_every_reason_that_decided_is_there_with_its_words(full, client):
    organization_id = full.ids[0]
    ours = full.registry.assess(organization_id).findings
    theirs = client("administrator").assess(organization_id).findings
    for mine, its in zip(ours, theirs, strict=True):
        assert [r.text for r in its.reasons] == [r.text for r in mine.reasons]
        assert [r.code for r in its.reasons] == [r.code for r in mine.reasons]
        assert [r.values for r in its.reasons] == [r.words for r in mine.reasons]


def test_next_steps_are_the_same_but_for_what_they_change(full, client):
    for organization_id in full.ids:
        ours = next_steps(full.registry.assess(organization_id))
        theirs = client("administrator").next_steps(organization_id)
        assert theirs == tuple(replace(s, remedy=replace(s.remedy, changes=())) for s in ours)
        assert [s.remedy.text for s in theirs] == [s.remedy.text for s in ours]


def test_facts_that_were_not_told_are_refused_rather_than_taken_as_unknown(full, client):
    registered = client("service").register({"name": "Yayasan Contoh Baru", "region": "73"})
    assessment = client("administrator").assess(registered.id)
    with pytest.raises(NotReady, match="next_steps"):
        next_steps(assessment)
    with pytest.raises(NotReady, match="legal_form"):
        _ = assessment.facts.legal_form
    with pytest.raises(AttributeError):
        _ = assessment.facts.nothing_of_the_kind


QUERIES = [
    {},
    {"query": "yayasan", "highlight": "true", "limit": 3, "offset": 2},
    {"query": "kesehatan di Makassar", "facets": ",".join(Facet), "qualified_on": "2026-11-20"},
    {"query": "yayasn contoh", "highlight": "true"},
    {"query": "Yayasan Contoh Lengkap", "region": ["32"]},
    {"near": "73.71", "within_km": 900.0, "sort": "distance", "basis": "declared"},
    {"status": ["draft", "published", "suspended"], "region": ["73"], "sort": "name"},
    {"query": "zzz tidak ada apa-apa"},
    {"region": ["99"], "limit": 1000},
    {"changed_since": "2026-01-01T00:00:00+07:00", "sort": "-updated_at", "urusan": ["1.02"]},
]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("asked", QUERIES, ids=str)
def test_a_search_finds_the_same(full, client, role, asked):
    def searched(search, **more):
        page = search(**asked, **more)
        rows = [
            replace(row, assessment=told(replace(row.assessment, findings=()))[0])
            for row in page.results
        ]
        barred = [row.assessment.barred for row in page.results]
        query = replace(page.query, scope_region=None)
        return replace(page, results=tuple(rows), query=query), barred

    ours = outcome(lambda: searched(full.registry.search, actor=full.actor(role)))
    theirs = outcome(lambda: searched(client(role).search))
    assert theirs == ours


def test_a_query_object_pages_on(full, client):
    asker = client()
    first = asker.search(SearchQuery(limit=5, sort=Sort.NAME))
    second = asker.search(replace(first.query, offset=5))
    after = asker.search(replace(first.query, after=first.results[-1].record.id))
    assert (after.results, after.page.skipped) == (second.results, second.page.skipped) != ((), 0)
    both = full.registry.search(SearchQuery(limit=10, sort=Sort.NAME))
    assert [r.record.id for r in (*first.results, *second.results)] == [
        r.record.id for r in both.results
    ]


@pytest.mark.parametrize(
    "query",
    [
        SearchQuery(scope_region="73"),
        SearchQuery(near=Place(-5.1, 119.4)),
        SearchQuery(after="x", offset=1),
    ],
    ids=str,
)
def test_what_http_cannot_ask_is_refused_before_it_is_asked(query):
    with pytest.raises(InvalidInput) as refused:
        Client("http://127.0.0.1:9").search(query)
    assert refused.value.mistakes[0].code == "not_over_http"


@pytest.mark.parametrize("role", ROLES)
def test_the_journal_is_the_same(full, client, role):
    asker, actor = client(role), full.actor(role)
    ours = full.registry.changes(limit=1000, actor=actor)
    theirs = asker.changes(limit=1000)
    named = [
        e if e.shows_actor else replace(e, change=replace(e.change, actor="")) for e in ours.entries
    ]
    assert theirs == replace(ours, entries=tuple(named))
    assert list(asker.follow()) == [entry.change for entry in named]
    assert list(asker.follow(theirs.journal)) == []


def test_following_goes_on_past_one_stretch(full, client, monkeypatch):
    asker = client("administrator")
    whole = [entry.change.seq for entry in full.registry.changes(limit=1000, actor=SYSTEM).entries]
    one_stretch = asker.changes
    monkeypatch.setattr(asker, "changes", lambda since, limit: one_stretch(since, limit=7))
    assert [change.seq for change in asker.follow()] == whole
    assert len(whole) > 7


def test_registering_gives_the_record_that_is_stored(full, client):
    data = to_plain(ProfileFactory(complete=True))
    record = client("service").register(data)
    assert record == full.registry.get(record.id)
    assert record.status is OrganizationStatus.DRAFT


def test_registering_twice_under_a_key_registers_once(full, client):
    data = {"name": "Yayasan Contoh Sekali", "region": "73.71"}
    before = full.registry.journal_position()
    first, again = (client("service").register(data, key="sekali") for _ in range(2))
    assert first == again
    assert full.registry.journal_position() == before + 1
    with pytest.raises(KeyReused):
        client("service").register({**data, "region": "32"}, key="sekali")


def test_what_is_wrong_in_a_registration_is_told_as_the_library_tells_it(full, client):
    for data in ({}, {"name": "", "region": "73.71", "x": 1}, {"name": "Y", "region": "999"}):
        ours = outcome(lambda: full.registry.register(data))  # noqa: B023
        theirs = outcome(lambda: client("service").register(data))  # noqa: B023
        assert (theirs[0], theirs[2]) == (ours[0], ours[2])
        assert ours[2]


def test_a_number_of_another_organization_is_a_duplicate(full, client):
    data = to_plain(ProfileFactory(complete=True))
    client("service").register(data)
    with pytest.raises(DuplicateIdentifier) as refused:
        client("service").register({**data, "name": "Yayasan Lain"})
    assert (refused.value.scheme, refused.value.value) == (None, None)


@pytest.mark.parametrize("data", [{"name": date(2026, 1, 1)}, {"name": float("nan")}, object()])
def test_what_is_no_json_is_not_sent(client, data):
    with pytest.raises(InvalidInput, match="JSON"):
        client("service").register(data)


def test_who_may_not_register_is_told_so(client):
    data = {"name": "Yayasan Contoh", "region": "73.71"}
    with pytest.raises(NotAuthenticated):
        client().register(data)
    with pytest.raises(NotPermitted):
        client("keeper").register(data)


@pytest.mark.parametrize(
    "strange", ["", "..", "a/b", "a?on=x", "%2e%2e", "é" * 70, "a\r\nb: c", "x" * 900]
)
def test_a_strange_id_is_not_found(full, client, strange):
    with pytest.raises(NotFound):
        client().get(strange)
    with pytest.raises(NotFound):
        client().assess(strange)


def test_a_wrong_token_is_not_the_public(full):
    with Client(full.address, "bukan-token") as asker, pytest.raises(NotAuthenticated):
        asker.search("yayasan")


def test_a_package_without_anything_said_is_refused(client):
    with pytest.raises(InvalidInput, match="urusan"):
        client().assess("x", package=PackageFacts(frozenset()))


def test_everything_that_a_record_holds_was_compared(full):
    """The world holds every field of the records in more than its empty form."""
    records = [asdict(full.registry.get(i)) for i in full.ids]
    for name in records[0]:
        assert any(record[name] for record in records), name
    documents = [d for record in records for d in record["evidence"]]
    flags = [f for record in records for f in record["flags"]]
    for name in ("file", "note", "decided_by", "supplied_by", "fiscal_year", "issuer"):
        assert any(document[name] for document in documents), name
    for name in flags[0]:
        assert any(flag[name] for flag in flags), name
