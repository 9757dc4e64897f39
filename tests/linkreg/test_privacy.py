"""Every field has a class, and what the public may not see is in nothing that leaves the registry."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from linkreg import Registry
from linkreg.actor import PUBLIC, Actor
from linkreg.errors import LinkregError
from linkreg.privacy import PROFILE, RECORD, Visibility, public_part, public_profile
from linkreg.profile import Profile
from linkreg.records import OrganizationRecord
from linkreg.schemas.assessment_views import present_assessment
from linkreg.schemas.journal_views import present_changes
from linkreg.schemas.lists import write_results
from linkreg.schemas.organization_views import (
    OfficerOrganizationView,
    Presented,
    PublicOrganizationView,
    present_organization,
)
from linkreg.schemas.query import load_query
from linkreg.services import changes, gate
from linkreg.services.exports import ExportFormat
from linkreg.vocabulary import Role
from tests.actors import ELSEWHERE, OFFICER, keeper_of
from tests.conftest import START, StandingClock, open_in
from tests.decisions import accepting
from tests.secrets import BOARD, SECRETS, fill
from tests.tables import initialize

DAY = date(2026, 11, 20)

_Read = Callable[[Registry, str, Actor], object]


@pytest.mark.parametrize(("kind", "classes"), [(Profile, PROFILE), (OrganizationRecord, RECORD)])
def test_every_field_has_a_class_and_every_class_a_field(
    kind: type[Any], classes: Mapping[str, Visibility]
) -> None:
    assert {field.name for field in fields(kind)} == set(classes)


def test_the_public_view_reads_only_what_may_be_public() -> None:
    for name, field in PublicOrganizationView().fields.items():
        path = (field.attribute or f"computed.{name}").split(".")
        if path[0] == "record":
            assert RECORD[path[1]] is not Visibility.CONCERNED, name
            if path[1] == "profile":
                assert PROFILE[path[2]] in {Visibility.PUBLIC, Visibility.CONSENTED}, name
        else:
            assert path[0] in {"assessment", "computed"}, name


def test_officers_see_documents_and_warnings_beyond_the_public() -> None:
    beyond = set(OfficerOrganizationView().fields) - set(PublicOrganizationView().fields)
    assert beyond == {"evidence", "warnings"}


@pytest.mark.parametrize("consented", [True, False])
def test_names_on_the_board_are_public_while_consent_stands(consented: bool) -> None:
    profile = Profile("A", "73.71", board=("x",))  # type: ignore[arg-type] # only whether it stays
    assert bool(public_profile(profile, consented=consented).board) is consented


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of a registry that was filled, and the organization with the secrets."""
    folder, clock = tmp_path_factory.mktemp("filled"), StandingClock(START)
    registry = open_in(folder, clock)
    initialize(registry)
    organization = fill(registry, lambda: clock.move(days=1))
    registry.close()
    return folder, organization


@pytest.fixture
def registry(
    kept: tuple[Path, str],
    tmp_path: Path,
    clock: StandingClock,
    make_registry: Callable[[], Registry],
) -> Registry:
    """A registry of the test's own, filled."""
    shutil.copytree(kept[0], tmp_path, dirs_exist_ok=True)
    clock.move(days=1)
    return make_registry()


@pytest.fixture
def filled(kept: tuple[Path, str]) -> str:
    return kept[1]


def _exported(form: ExportFormat) -> _Read:
    def read(registry: Registry, organization: str, actor: Actor) -> object:
        content = b"".join(registry.export(form=form, actor=actor))
        if form is not ExportFormat.XLSX:
            return content.decode()
        with ZipFile(BytesIO(content)) as book:
            return [book.read(name).decode() for name in book.namelist()]

    return read


def _assessed(registry: Registry, organization: str, actor: Actor) -> object:
    record = registry.get(organization, actor)
    presented = Presented(record, registry.assess(organization, actor=actor))
    return present_assessment(presented, officer=gate.may_see_officer_fields(actor, record))


def _fed(registry: Registry, organization: str, actor: Actor) -> object:
    with registry.reading(actor) as tx:
        return present_changes(changes.read_feed(tx, 0, 1000))


def _found(registry: Registry, organization: str, actor: Actor) -> object:
    facets = ["region", "urusan", "legal_form", "qualification", "strength", "service"]
    found = registry.search("posyandu", actor=actor, facets=facets, highlight=True)
    assert found.page.total == 1
    query = load_query({"q": "posyandu", "facets": facets})
    listed = [registry.list_found(asked, actor=actor) for asked in (query, found.query)]
    return [write_results(it) for it in listed], found.results, found.page


def _refused(registry: Registry, organization: str, actor: Actor) -> object:
    told = []
    document = registry.get(organization).evidence[0].id
    notice = registry.list_notices(organization)[0].id
    for act in (
        lambda: registry.open_file(document, actor),
        lambda: registry.verify_evidence(document, accepting("deed"), actor),
        lambda: registry.decide_notice(notice, {"outcome": "dropped", "note": "x"}, actor),
        lambda: registry.reply(notice, "x", actor),
        lambda: registry.list_notices(organization, actor),
        lambda: registry.list_consents(organization, actor),
        lambda: registry.publish(organization, actor, version=99),
        lambda: registry.get(organization, actor, on=date(2026, 1, 1)),
        lambda: registry.submit(organization, actor),
    ):
        try:
            act()
        except LinkregError as error:
            told.append((error.message, vars(error)))
    assert told
    return told


READS: dict[str, _Read] = {
    "view": lambda r, o, by: r.show(o, by)[1],
    "record": lambda r, o, by: r.get(o, by),
    "presented": lambda r, o, by: present_organization(
        Presented(r.get(o, by), r.assess(o, actor=by)), officer=False
    ),
    "past view": lambda r, o, by: r.show(o, by, on=DAY)[1],
    "past record": lambda r, o, by: r.get(o, by, on=DAY),
    "search": _found,
    **{form.value: _exported(form) for form in ExportFormat},
    "assessment": _assessed,
    "timeline": lambda r, o, by: r.timeline(o, actor=by),
    "changes": _fed,
    "refusals": _refused,
}


@pytest.mark.parametrize("actor", [PUBLIC, ELSEWHERE, keeper_of("another")], ids=lambda a: a.name)
@pytest.mark.parametrize("way", READS)
def test_nothing_that_is_not_public_leaves(
    registry: Registry, filled: str, way: str, actor: Actor
) -> None:
    said = repr(READS[way](registry, filled, actor))
    assert [secret for secret in (*BOARD, *SECRETS) if secret in said] == []


@pytest.mark.parametrize("way", ["view", "record", "past view", "past record"])
def test_those_in_charge_do_see_it(registry: Registry, filled: str, way: str) -> None:
    said = repr(READS[way](registry, filled, OFFICER))
    for secret in (*BOARD, "Rahasianomor", "Rahasiacatatan", "Rahasiaperingatan"):
        assert secret in said


def test_once_consent_is_given_again_names_are_shown_again(registry: Registry, filled: str) -> None:
    registry.give_consent(filled, keeper_of(filled))
    for way in ("view", "past view", "search", "jsonl"):
        assert BOARD[0] in repr(READS[way](registry, filled, PUBLIC)), way


def test_the_index_holds_nothing_that_is_not_public(
    registry: Registry, filled: str, tmp_path: Path
) -> None:
    paths = [path for path in (tmp_path / "index").rglob("*") if path.is_file()]
    content = b"".join(path.read_bytes() for path in paths).lower()
    assert b"posyandu" in content
    assert [it for it in (*BOARD, *SECRETS) if it.lower().encode() in content] == []
    assert registry.search("Rahasianama").page.total == 0


def test_no_line_of_the_log_says_what_is_not_public(
    registry: Registry, filled: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for read in READS.values():
        read(registry, filled, PUBLIC)
    registry.rebuild_index()
    assert "rahasia" not in caplog.text.lower()


def test_what_is_hidden_looks_as_if_it_had_never_been_stated(
    registry: Registry, filled: str
) -> None:
    shown = public_part(registry.get(filled), consented=False)
    assert (shown.evidence, shown.profile.board, shown.status_reason) == ((), (), None)


def test_a_sanction_shown_to_the_public_names_no_account(registry: Registry, filled: str) -> None:
    days = {"starts_on": "2026-11-01", "ends_on": "2027-11-01", "scope": "73"}
    facts = {"kind": "sanction", "reason": "Alasan.", "source": "SK"} | days
    registry.raise_flag(filled, facts, Actor("akunpetugas", Role.OFFICER, region="73"))
    for way in ("view", "search", "assessment"):
        assert "akunpetugas" not in repr(READS[way](registry, filled, PUBLIC)), way
