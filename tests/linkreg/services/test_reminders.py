"""Reminders: on which days, of which documents, to whom."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from linkreg import Registry
from linkreg.actor import PUBLIC, Actor
from linkreg.errors import NotAuthenticated, NotPermitted
from linkreg.services import reminders
from linkreg.vocabulary import OrganizationStatus, Role
from tests.conftest import StandingClock
from tests.reminding import END, LEASE, URL, Postbox, add, decide, keep, send, stages

# Which days


@pytest.mark.parametrize(
    ("days_after_the_end", "stage"),
    [
        (-29, None),
        (-28, -28),
        (-27, -28),
        (-15, -28),
        (-14, -14),
        (-13, -14),
        (-1, -14),
        (0, 0),
        (1, 0),
        (27, 0),
        (28, 28),
        (29, 28),
        (55, 28),
        (56, None),
    ],
)
def test_each_stage_begins_on_its_day_and_lasts_until_the_next(
    registry: Registry, days_after_the_end: int, stage: int | None
) -> None:
    add(registry, LEASE)
    on = END + timedelta(days=days_after_the_end)
    assert stages(registry, on) == ([] if stage is None else [stage])


@pytest.mark.parametrize(
    ("document", "last_day"),
    [
        ({"kind": "kswp", "issued_on": "2026-02-01"}, date(2026, 12, 31)),
        ({"kind": "kswp", "issued_on": "2026-12-31"}, date(2026, 12, 31)),
        (
            {"kind": "kswp", "issued_on": "2026-02-01", "valid_until": "2027-02-01"},
            date(2026, 12, 31),
        ),
        (
            {"kind": "kswp", "issued_on": "2026-02-01", "valid_until": "2026-06-30"},
            date(2026, 6, 30),
        ),
        (
            {"kind": "kswp", "issued_on": "2027-01-04", "valid_until": "2027-01-10"},
            date(2027, 1, 10),
        ),
        ({"kind": "board_decree", "valid_until": "2027-01-10"}, date(2027, 1, 10)),
    ],
)
def test_a_document_ends_by_its_kind_s_own_rule(
    any_registry: Registry, clock: StandingClock, document: dict[str, Any], last_day: date
) -> None:
    clock.move(days=90)
    add(any_registry, document)
    for on, stage in ((last_day, 0), (last_day + timedelta(days=28), 28)):
        (due,) = any_registry.list_reminders(on)
        assert [(d.ends_on, d.stage) for d in due.documents] == [(last_day, stage)]
    assert any_registry.list_reminders(last_day - timedelta(days=29)) == ()


def test_next_year_s_kswp_can_only_be_printed_next_year_and_the_advice_says_so(
    registry: Registry, clock: StandingClock
) -> None:
    organization = add(registry, {"kind": "kswp", "issued_on": "2026-02-01"})
    clock.move(days=30)
    registry.supply_evidence(organization, {"kind": "kswp", "issued_on": "2026-12-18"})
    ((document,),) = (due.documents for due in registry.list_reminders())
    assert document.when_text == "berakhir pada 31 Desember 2026, 11 hari lagi"
    assert "terbit pada atau sesudah 1 Januari 2027" in document.advice_text
    clock.move(days=14)
    registry.supply_evidence(organization, {"kind": "kswp", "issued_on": "2027-01-02"})
    assert registry.list_reminders() == ()


# Which documents


@pytest.mark.parametrize(
    "other",
    [
        {"kind": "office_lease", "valid_from": "2026-12-19", "valid_until": "2028-12-18"},
        {"kind": "office_lease", "valid_from": "2026-06-01", "valid_until": "2028-12-18"},
        {"kind": "office_title", "issued_on": "2019-01-01"},
        {"kind": "domicile_letter"},
    ],
    ids=["follows", "overlaps", "no end", "no days at all"],
)
def test_nobody_is_bothered_who_has_another_document_for_the_same_requirement(
    registry: Registry, other: dict[str, Any]
) -> None:
    organization = add(registry, LEASE)
    assert stages(registry, END) == [0]
    supplied = registry.supply_evidence(organization, other)
    assert stages(registry, END) == []
    decide(registry, organization, supplied.id, "accepted")
    assert stages(registry, END) == []
    decide(registry, organization, supplied.id, "rejected")
    assert stages(registry, END) == [0]


def test_a_gap_of_one_day_is_a_gap(registry: Registry) -> None:
    later = {"kind": "office_lease", "valid_from": "2026-12-20", "valid_until": "2028-12-18"}
    add(registry, LEASE, later)
    assert stages(registry, END) == [0]
    assert stages(registry, END + timedelta(days=1)) == [0]
    assert stages(registry, END + timedelta(days=2)) == []


def test_of_a_chain_only_the_last_link_is_told(registry: Registry) -> None:
    following = {"kind": "domicile_letter", "valid_from": "2026-12-19", "valid_until": "2027-01-05"}
    add(registry, LEASE, following)
    (due,) = registry.list_reminders(date(2026, 12, 10))
    assert [(d.evidence.kind, d.ends_on) for d in due.documents] == [
        ("domicile_letter", date(2027, 1, 5))
    ]


def test_a_document_of_another_requirement_replaces_nothing(registry: Registry) -> None:
    add(registry, LEASE, {"kind": "deed", "issued_on": "2010-01-01"})
    assert stages(registry, END) == [0]


def test_a_rejected_document_is_no_matter(registry: Registry) -> None:
    organization = add(registry, LEASE)
    decide(registry, organization, registry.get(organization).evidence[0].id, "rejected")
    assert registry.list_reminders(END) == ()


@pytest.mark.parametrize("kind", ["partnership_agreement", "field_approval", "work_contract"])
def test_what_no_requirement_on_the_organization_asks_for_is_no_matter(
    registry: Registry, kind: str
) -> None:
    add(registry, LEASE | {"kind": kind})
    assert registry.list_reminders(END) == ()


@pytest.mark.parametrize("status", list(OrganizationStatus))
def test_only_current_organizations_are_reminded(
    registry: Registry, status: OrganizationStatus
) -> None:
    organization = add(registry, LEASE)
    with registry.transaction() as tx:
        tx.session.connection().exec_driver_sql(f"UPDATE organizations SET status = '{status}'")
    due = [reminder.record.id for reminder in registry.list_reminders(END)]
    assert due == ([organization] if status.value in {"submitted", "published"} else [])


def test_one_reminder_tells_all_documents_of_an_organization(registry: Registry) -> None:
    decree = {"kind": "board_decree", "valid_until": "2026-12-04"}
    first = add(registry, LEASE, decree)
    second = add(registry, {"kind": "board_decree", "valid_until": "2026-11-25"}, name="Lain")
    due = registry.list_reminders()
    assert [reminder.record.id for reminder in due] == [second, first]
    assert [(d.evidence.kind, d.stage, d.ends_on) for d in due[1].documents] == [
        ("board_decree", -14, date(2026, 12, 4)),
        ("office_lease", -28, END),
    ]
    assert due[1].documents[1].criteria == ("Memiliki atau menguasai kantor dengan alamat tetap",)


# To whom


def test_the_keepers_are_told_else_the_institution_else_nobody(registry: Registry) -> None:
    organization = add(registry, LEASE)
    orphan = add(registry, LEASE, name="Tanpa Surel", contact={})

    def recipients() -> dict[str, tuple[str, ...]]:
        return {due.record.id: due.recipients for due in registry.list_reminders()}

    assert recipients() == {organization: ("lembaga@contoh.example",), orphan: ()}
    keep(registry, organization, "satu@contoh.example")
    keep(registry, organization, "dua@contoh.example")
    assert set(recipients()[organization]) == {"satu@contoh.example", "dua@contoh.example"}
    with registry.transaction() as tx:
        tx.session.connection().exec_driver_sql(
            "UPDATE accounts SET disabled_at = created_at WHERE email = 'dua@contoh.example'"
        )
    assert recipients()[organization] == ("satu@contoh.example",)


def test_without_an_address_it_stays_due(registry: Registry, postbox: Postbox) -> None:
    organization = add(registry, LEASE, contact={})
    (delivery,) = send(registry, postbox)
    assert (delivery.sent, delivery.problem) == (False, "")
    with registry.transaction() as tx:
        assert reminders.claim(tx, registry.rulesets, organization, tx.today) is None
    assert [due.record.id for due in registry.list_reminders()] == [organization]


@pytest.mark.parametrize(
    ("actor", "error"),
    [
        (PUBLIC, NotAuthenticated),
        (Actor("o", Role.OFFICER, region="73"), NotPermitted),
        (Actor("k", Role.ORGANIZATION, organization_id="x"), NotPermitted),
    ],
)
def test_reminders_are_the_administrators_business(
    registry: Registry, postbox: Postbox, actor: Actor, error: type[Exception]
) -> None:
    add(registry, LEASE)
    with pytest.raises(error):
        registry.list_reminders(actor=actor)
    with pytest.raises(error):
        next(registry.send_reminders(postbox, URL, actor))
    assert postbox.letters == []
