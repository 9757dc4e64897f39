"""Reminders: on which days, of which documents, to whom, and each once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from linkreg import Registry, journal
from linkreg.actor import PUBLIC, Actor
from linkreg.errors import MailRefused, MailUnavailable, NotAuthenticated, NotPermitted
from linkreg.mail import Letter, Mailer, parse_sender, parse_smtp_url
from linkreg.services import accounts, reminders
from linkreg.services.sending import Delivery
from linkreg.vocabulary import OrganizationStatus, Role
from tests.conftest import StandingClock
from tests.decisions import accepting, reject
from tests.smtp import MailServer, running_mail_server

#: What the tests' documents end on: 28 days after the standing clock's day.
END = date(2026, 12, 18)
URL = "https://ormas.contoh.example"
_LEASE = {"kind": "office_lease", "valid_from": "2025-01-01", "valid_until": END.isoformat()}


def _add(registry: Registry, *documents: dict[str, Any], **facts: Any) -> str:
    profile = {"name": "Yayasan Contoh", "region": "73.71"}
    profile |= {"contact": {"email": "lembaga@contoh.example"}}
    organization = registry.register(profile | facts, status=OrganizationStatus.PUBLISHED).id
    for document in documents:
        registry.supply_evidence(organization, document)
    return organization


def _decide(registry: Registry, organization: str, evidence_id: str, state: str) -> None:
    if state == "rejected":
        reject(registry, organization, evidence_id)
        return
    document = next(it for it in registry.get(organization).evidence if it.id == evidence_id)
    registry.decide_evidence(organization, evidence_id, accepting(document.kind))


def _keep(registry: Registry, organization: str, email: str) -> str:
    with registry.transaction() as tx:
        return accounts.add_account(
            tx, email, "kata sandi panjang", Role.ORGANIZATION, organization_id=organization
        )


class Postbox:
    """Takes letters; ``refuses`` addresses, and can be made to fail or to look around."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []
        self.refuses: set[str] = set()
        self.before: Callable[[], object] = lambda: None

    def __call__(self, letter: Letter) -> tuple[str, ...]:
        self.before()
        taken = [address for address in letter.recipients if address not in self.refuses]
        if not taken:
            raise MailRefused("alamat ditolak peladen surel (kode 550)")
        self.letters.append(letter)
        return tuple(address for address in letter.recipients if address in self.refuses)


@pytest.fixture
def any_registry(make_registry: Callable[..., Registry], database_url: str) -> Registry:
    """A registry on each database we run on."""
    registry = make_registry(database_url)
    registry.initialize()
    return registry


@pytest.fixture
def postbox() -> Postbox:
    return Postbox()


def _send(registry: Registry, postbox: Postbox) -> list[Delivery]:
    return list(registry.send_reminders(postbox, URL))


def _stages(registry: Registry, on: date) -> list[int]:
    return [document.stage for due in registry.list_reminders(on) for document in due.documents]


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
    _add(registry, _LEASE)
    on = END + timedelta(days=days_after_the_end)
    assert _stages(registry, on) == ([] if stage is None else [stage])


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
    _add(any_registry, document)
    for on, stage in ((last_day, 0), (last_day + timedelta(days=28), 28)):
        (due,) = any_registry.list_reminders(on)
        assert [(d.ends_on, d.stage) for d in due.documents] == [(last_day, stage)]
    assert any_registry.list_reminders(last_day - timedelta(days=29)) == ()


def test_next_year_s_kswp_can_only_be_printed_next_year_and_the_advice_says_so(
    registry: Registry, clock: StandingClock
) -> None:
    organization = _add(registry, {"kind": "kswp", "issued_on": "2026-02-01"})
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
    organization = _add(registry, _LEASE)
    assert _stages(registry, END) == [0]
    supplied = registry.supply_evidence(organization, other)
    assert _stages(registry, END) == []
    _decide(registry, organization, supplied.id, "accepted")
    assert _stages(registry, END) == []
    _decide(registry, organization, supplied.id, "rejected")
    assert _stages(registry, END) == [0]


def test_a_gap_of_one_day_is_a_gap(registry: Registry) -> None:
    later = {"kind": "office_lease", "valid_from": "2026-12-20", "valid_until": "2028-12-18"}
    _add(registry, _LEASE, later)
    assert _stages(registry, END) == [0]
    assert _stages(registry, END + timedelta(days=1)) == [0]
    assert _stages(registry, END + timedelta(days=2)) == []


def test_of_a_chain_only_the_last_link_is_told(registry: Registry) -> None:
    following = {"kind": "domicile_letter", "valid_from": "2026-12-19", "valid_until": "2027-01-05"}
    _add(registry, _LEASE, following)
    (due,) = registry.list_reminders(date(2026, 12, 10))
    assert [(d.evidence.kind, d.ends_on) for d in due.documents] == [
        ("domicile_letter", date(2027, 1, 5))
    ]


def test_a_document_of_another_requirement_replaces_nothing(registry: Registry) -> None:
    _add(registry, _LEASE, {"kind": "deed", "issued_on": "2010-01-01"})
    assert _stages(registry, END) == [0]


def test_a_rejected_document_is_no_matter(registry: Registry) -> None:
    organization = _add(registry, _LEASE)
    _decide(registry, organization, registry.get(organization).evidence[0].id, "rejected")
    assert registry.list_reminders(END) == ()


@pytest.mark.parametrize("kind", ["partnership_agreement", "field_approval", "work_contract"])
def test_what_no_requirement_on_the_organization_asks_for_is_no_matter(
    registry: Registry, kind: str
) -> None:
    _add(registry, _LEASE | {"kind": kind})
    assert registry.list_reminders(END) == ()


@pytest.mark.parametrize("status", list(OrganizationStatus))
def test_only_current_organizations_are_reminded(
    registry: Registry, status: OrganizationStatus
) -> None:
    organization = _add(registry, _LEASE)
    with registry.transaction() as tx:
        tx.session.connection().exec_driver_sql(f"UPDATE organizations SET status = '{status}'")
    due = [reminder.record.id for reminder in registry.list_reminders(END)]
    assert due == ([organization] if status.value in {"submitted", "published"} else [])


def test_one_reminder_tells_all_documents_of_an_organization(registry: Registry) -> None:
    decree = {"kind": "board_decree", "valid_until": "2026-12-04"}
    first = _add(registry, _LEASE, decree)
    second = _add(registry, {"kind": "board_decree", "valid_until": "2026-11-25"}, name="Lain")
    due = registry.list_reminders()
    assert [reminder.record.id for reminder in due] == [second, first]
    assert [(d.evidence.kind, d.stage, d.ends_on) for d in due[1].documents] == [
        ("board_decree", -14, date(2026, 12, 4)),
        ("office_lease", -28, END),
    ]
    assert due[1].documents[1].criteria == ("Memiliki atau menguasai kantor dengan alamat tetap",)


# To whom


def test_the_keepers_are_told_else_the_institution_else_nobody(registry: Registry) -> None:
    organization = _add(registry, _LEASE)
    orphan = _add(registry, _LEASE, name="Tanpa Surel", contact={})

    def recipients() -> dict[str, tuple[str, ...]]:
        return {due.record.id: due.recipients for due in registry.list_reminders()}

    assert recipients() == {organization: ("lembaga@contoh.example",), orphan: ()}
    _keep(registry, organization, "satu@contoh.example")
    _keep(registry, organization, "dua@contoh.example")
    assert set(recipients()[organization]) == {"satu@contoh.example", "dua@contoh.example"}
    with registry.transaction() as tx:
        tx.session.connection().exec_driver_sql(
            "UPDATE accounts SET disabled_at = created_at WHERE email = 'dua@contoh.example'"
        )
    assert recipients()[organization] == ("satu@contoh.example",)


def test_without_an_address_it_stays_due(registry: Registry, postbox: Postbox) -> None:
    organization = _add(registry, _LEASE, contact={})
    (delivery,) = _send(registry, postbox)
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
    _add(registry, _LEASE)
    with pytest.raises(error):
        registry.list_reminders(actor=actor)
    with pytest.raises(error):
        next(registry.send_reminders(postbox, URL, actor))
    assert postbox.letters == []


# Each once


def test_every_stage_is_sent_once_however_often_it_runs(
    registry: Registry, clock: StandingClock, postbox: Postbox
) -> None:
    organization = _add(registry, _LEASE)
    version = registry.get(organization).version
    sent_on = []
    for _ in range(90):
        for _ in range(2):
            sent_on += [registry.list_reminders(d.reminder.on) for d in _send(registry, postbox)]
        clock.move(days=1)
    assert [letter.at.date() for letter in postbox.letters] == [
        END + timedelta(days=stage) for stage in (-28, -14, 0, 28)
    ]
    assert sent_on == [(), (), (), ()]
    assert len({letter.key for letter in postbox.letters}) == 4
    assert registry.get(organization).version == version


def test_a_stage_missed_is_made_up_for_and_one_that_is_over_is_not(
    registry: Registry, clock: StandingClock, postbox: Postbox
) -> None:
    _add(registry, _LEASE)
    clock.move(days=17)  # eleven days before the end
    _send(registry, postbox)
    clock.move(days=30)  # nineteen days after it
    _send(registry, postbox)
    texts = [letter.text for letter in postbox.letters]
    assert ["11 hari lagi" in texts[0], "sudah berakhir pada" in texts[1]] == [True, True]
    assert len(texts) == 2


def test_a_copy_with_the_same_last_day_starts_nothing_anew(
    registry: Registry, clock: StandingClock, postbox: Postbox
) -> None:
    organization = _add(registry, _LEASE)
    _send(registry, postbox)
    clock.move(hours=1)
    registry.supply_evidence(organization, _LEASE)
    _send(registry, postbox)
    assert len(postbox.letters) == 1


def test_a_renewed_document_has_stages_of_its_own(
    registry: Registry, clock: StandingClock, postbox: Postbox
) -> None:
    organization = _add(registry, _LEASE)
    _send(registry, postbox)
    renewed = {"kind": "office_lease", "valid_from": "2026-12-19", "valid_until": "2027-01-18"}
    registry.supply_evidence(organization, renewed)
    clock.move(days=28)
    assert _send(registry, postbox) == []
    clock.move(days=3)
    assert len(_send(registry, postbox)) == 1


def test_the_letter_says_what_runs_out_when_and_what_to_do(
    registry: Registry, postbox: Postbox
) -> None:
    organization = _add(registry, _LEASE | {"number": "SEWA-7"}, name="Yayasan {Contoh} %s")
    _send(registry, postbox)
    (letter,) = postbox.letters
    assert letter.subject == "Dokumen Yayasan {Contoh} %s perlu diperbarui"
    for words in (
        "Kepada pengurus Yayasan {Contoh} %s,",
        "- Perjanjian sewa atau pinjam pakai kantor nomor SEWA-7: berakhir pada 18 Desember",
        "2026, 28 hari lagi.",
        "Sampaikan penggantinya, yang berlaku paling lambat mulai 19 Desember 2026.",
        "Untuk persyaratan: Memiliki atau menguasai kantor dengan alamat tetap.",
        f"{URL}/ormas/{organization}\n",
    ):
        assert words in letter.text


def test_a_letter_refused_stops_no_other_and_is_due_again(
    registry: Registry, postbox: Postbox
) -> None:
    unlucky = _add(registry, _LEASE, contact={"email": "mati@contoh.example"})
    lucky = _add(registry, _LEASE, name="Lain", contact={"email": "hidup@contoh.example"})
    postbox.refuses = {"mati@contoh.example"}
    deliveries = {d.reminder.record.id: d for d in _send(registry, postbox)}
    assert (deliveries[lucky].sent, deliveries[lucky].problem) == (True, "")
    assert (deliveries[unlucky].sent, "550" in deliveries[unlucky].problem) == (False, True)
    assert [due.record.id for due in registry.list_reminders()] == [unlucky]
    postbox.refuses = set()
    assert [d.reminder.record.id for d in _send(registry, postbox)] == [unlucky]


def test_one_of_two_keepers_reached_is_reached_and_the_other_is_named(
    registry: Registry, postbox: Postbox
) -> None:
    organization = _add(registry, _LEASE)
    for name in ("satu", "dua"):
        _keep(registry, organization, f"{name}@contoh.example")
    postbox.refuses = {"dua@contoh.example"}
    (delivery,) = _send(registry, postbox)
    assert (delivery.sent, delivery.problem) == (True, "alamat yang ditolak: dua@contoh.example")
    assert registry.list_reminders() == ()


def test_without_a_mail_server_it_ends_and_everything_stays_due(
    registry: Registry, postbox: Postbox
) -> None:
    for name in ("Satu", "Dua"):
        _add(registry, _LEASE, name=name)

    def fail() -> None:
        raise MailUnavailable("Peladen surel tidak dapat dihubungi.")

    postbox.before = fail
    with pytest.raises(MailUnavailable):
        _send(registry, postbox)
    assert len(registry.list_reminders()) == 2


def test_a_document_replaced_while_others_are_sent_is_left_alone(
    registry: Registry, postbox: Postbox
) -> None:
    early = _LEASE | {"valid_until": "2026-12-01"}
    _add(registry, early, name="Pertama")
    second = _add(registry, _LEASE, name="Kedua")
    title = {"kind": "office_title", "issued_on": "2019-01-01"}
    postbox.before = lambda: registry.supply_evidence(second, title)
    assert [d.reminder.record.profile.name for d in _send(registry, postbox)] == ["Pertama"]
    assert len(postbox.letters) == 1


class Killed(BaseException):
    """The process ends here and now."""


def test_a_process_killed_while_sending_sends_again_later_rather_than_never(
    registry: Registry, clock: StandingClock, postbox: Postbox
) -> None:
    _add(registry, _LEASE)

    def kill() -> None:
        raise Killed

    postbox.before = kill
    with pytest.raises(Killed):
        _send(registry, postbox)
    postbox.before = lambda: None
    assert _send(registry, postbox) == []  # somebody may still be at it
    clock.move(seconds=reminders.CLAIM_LASTS.total_seconds())
    assert len(_send(registry, postbox)) == 1
    clock.move(days=1)
    assert _send(registry, postbox) == []


def test_giving_a_claim_back_leaves_what_others_claimed_since(
    registry: Registry, clock: StandingClock
) -> None:
    organization = _add(registry, _LEASE)

    def claim() -> reminders.Claim:
        with registry.transaction() as tx:
            claimed = reminders.claim(tx, registry.rulesets, organization, tx.today)
        assert claimed is not None
        return claimed

    slow = claim()
    clock.move(seconds=reminders.CLAIM_LASTS.total_seconds())
    claim()
    with registry.transaction() as tx:
        reminders.release(tx, slow)
    assert registry.list_reminders() == ()


def test_while_one_process_sends_another_finds_nothing_to_send(
    any_registry: Registry, make_registry: Callable[..., Registry], postbox: Postbox
) -> None:
    _add(any_registry, _LEASE)
    url = any_registry.database.url.render_as_string(hide_password=False)
    other, found = make_registry(url, index="other"), []
    postbox.before = lambda: found.append((_send(other, Postbox()), other.list_reminders()))
    assert [delivery.sent for delivery in _send(any_registry, postbox)] == [True]
    assert found == [([], ())]


def test_processes_that_send_at_once_send_each_once(
    any_registry: Registry, make_registry: Callable[..., Registry], postbox: Postbox
) -> None:
    for number in range(6):
        _add(any_registry, _LEASE, name=f"Yayasan {number}")
    url = any_registry.database.url.render_as_string(hide_password=False)
    others = [make_registry(url, index=f"index{number}") for number in range(3)]
    ready = threading.Barrier(len(others))
    failures: list[BaseException] = []

    def run(registry: Registry) -> None:
        ready.wait(10)
        try:
            _send(registry, postbox)
        except BaseException as error:  # noqa: BLE001 - told below
            failures.append(error)

    threads = [threading.Thread(target=run, args=(registry,)) for registry in others]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failures == []
    assert len(postbox.letters) == 6
    assert len({letter.key for letter in postbox.letters}) == 6


def test_the_journal_tells_of_it_without_a_new_version_and_the_index_follows(
    any_registry: Registry, postbox: Postbox
) -> None:
    organization = _add(any_registry, _LEASE)
    version = any_registry.get(organization).version
    postbox.before = lambda: any_registry.update(
        organization, {"description": "Sementara itu."}, version=version
    )
    _send(any_registry, postbox)
    with any_registry.reading() as tx:
        assert journal.verify(tx.session) == any_registry.journal_position()
        last = journal.read_about(tx.session, f"organization/{organization}")[-1]
    assert (last.verb, last.fields, last.version, last.actor) == (
        "reminder_sent",
        ("evidence", "office_lease"),
        None,
        "system",
    )
    assert any_registry.get(organization).version == version + 1
    assert any_registry.engine.status().position == any_registry.journal_position()
    assert any_registry.search("contoh").page.total == 1


# All the way


@pytest.fixture
def server() -> Iterator[MailServer]:
    with running_mail_server() as server:
        yield server


def test_reminders_go_out_over_a_real_conversation(registry: Registry, server: MailServer) -> None:
    _add(registry, _LEASE, contact={"email": "mati@contoh.example"})
    _add(registry, _LEASE, name="Lain", contact={"email": "hidup@contoh.example"})
    server.refused = {"mati@contoh.example"}
    sender = parse_sender("Registri Ormas <registri@contoh.example>")
    with Mailer(parse_smtp_url(server.url), sender) as mailer:
        deliveries = list(registry.send_reminders(mailer.post, URL))
    assert sorted(delivery.sent for delivery in deliveries) == [False, True]
    (letter,) = server.letters
    assert (letter["To"], letter["Subject"]) == (
        "hidup@contoh.example",
        "Dokumen Lain perlu diperbarui",
    )
    assert "28 hari lagi" in letter.get_content()
