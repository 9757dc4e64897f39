"""Reminders sent: each stage once, whatever is cut off, refused or done at the same time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from linkreg import Registry, journal
from linkreg.errors import MailUnavailable
from linkreg.mail import Mailer, parse_sender, parse_smtp_url
from linkreg.services import reminders
from tests.conftest import StandingClock
from tests.reminding import END, LEASE, URL, Postbox, add, keep, send
from tests.smtp import MailServer, running_mail_server

# Each once


def test_every_stage_is_sent_once_however_often_it_runs(
    registry: Registry, clock: StandingClock, postbox: Postbox
) -> None:
    organization = add(registry, LEASE)
    version = registry.get(organization).version
    sent_on = []
    for _ in range(90):
        for _ in range(2):
            sent_on += [registry.list_reminders(d.reminder.on) for d in send(registry, postbox)]
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
    add(registry, LEASE)
    clock.move(days=17)  # eleven days before the end
    send(registry, postbox)
    clock.move(days=30)  # nineteen days after it
    send(registry, postbox)
    texts = [letter.text for letter in postbox.letters]
    assert ["11 hari lagi" in texts[0], "sudah berakhir pada" in texts[1]] == [True, True]
    assert len(texts) == 2


def test_a_copy_with_the_same_last_day_starts_nothing_anew(
    registry: Registry, clock: StandingClock, postbox: Postbox
) -> None:
    organization = add(registry, LEASE)
    send(registry, postbox)
    clock.move(hours=1)
    registry.supply_evidence(organization, LEASE)
    send(registry, postbox)
    assert len(postbox.letters) == 1


def test_a_renewed_document_has_stages_of_its_own(
    registry: Registry, clock: StandingClock, postbox: Postbox
) -> None:
    organization = add(registry, LEASE)
    send(registry, postbox)
    renewed = {"kind": "office_lease", "valid_from": "2026-12-19", "valid_until": "2027-01-18"}
    registry.supply_evidence(organization, renewed)
    clock.move(days=28)
    assert send(registry, postbox) == []
    clock.move(days=3)
    assert len(send(registry, postbox)) == 1


def test_the_letter_says_what_runs_out_when_and_what_to_do(
    registry: Registry, postbox: Postbox
) -> None:
    organization = add(registry, LEASE | {"number": "SEWA-7"}, name="Yayasan {Contoh} %s")
    send(registry, postbox)
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
    unlucky = add(registry, LEASE, contact={"email": "mati@contoh.example"})
    lucky = add(registry, LEASE, name="Lain", contact={"email": "hidup@contoh.example"})
    postbox.refuses = {"mati@contoh.example"}
    deliveries = {d.reminder.record.id: d for d in send(registry, postbox)}
    assert (deliveries[lucky].sent, deliveries[lucky].problem) == (True, "")
    assert (deliveries[unlucky].sent, "550" in deliveries[unlucky].problem) == (False, True)
    assert [due.record.id for due in registry.list_reminders()] == [unlucky]
    postbox.refuses = set()
    assert [d.reminder.record.id for d in send(registry, postbox)] == [unlucky]


def test_one_of_two_keepers_reached_is_reached_and_the_other_is_named(
    registry: Registry, postbox: Postbox
) -> None:
    organization = add(registry, LEASE)
    for name in ("satu", "dua"):
        keep(registry, organization, f"{name}@contoh.example")
    postbox.refuses = {"dua@contoh.example"}
    (delivery,) = send(registry, postbox)
    assert (delivery.sent, delivery.problem) == (True, "alamat yang ditolak: dua@contoh.example")
    assert registry.list_reminders() == ()


def test_without_a_mail_server_it_ends_and_everything_stays_due(
    registry: Registry, postbox: Postbox
) -> None:
    for name in ("Satu", "Dua"):
        add(registry, LEASE, name=name)

    def fail() -> None:
        raise MailUnavailable("Peladen surel tidak dapat dihubungi.")

    postbox.before = fail
    with pytest.raises(MailUnavailable):
        send(registry, postbox)
    assert len(registry.list_reminders()) == 2


def test_a_document_replaced_while_others_are_sent_is_left_alone(
    registry: Registry, postbox: Postbox
) -> None:
    early = LEASE | {"valid_until": "2026-12-01"}
    add(registry, early, name="Pertama")
    second = add(registry, LEASE, name="Kedua")
    title = {"kind": "office_title", "issued_on": "2019-01-01"}
    postbox.before = lambda: registry.supply_evidence(second, title)
    assert [d.reminder.record.profile.name for d in send(registry, postbox)] == ["Pertama"]
    assert len(postbox.letters) == 1


class Killed(BaseException):
    """The process ends here and now."""


def test_a_process_killed_while_sending_sends_again_later_rather_than_never(
    registry: Registry, clock: StandingClock, postbox: Postbox
) -> None:
    add(registry, LEASE)

    def kill() -> None:
        raise Killed

    postbox.before = kill
    with pytest.raises(Killed):
        send(registry, postbox)
    postbox.before = lambda: None
    assert send(registry, postbox) == []  # somebody may still be at it
    clock.move(seconds=reminders.CLAIM_LASTS.total_seconds())
    assert len(send(registry, postbox)) == 1
    clock.move(days=1)
    assert send(registry, postbox) == []


def test_giving_a_claim_back_leaves_what_others_claimed_since(
    registry: Registry, clock: StandingClock
) -> None:
    organization = add(registry, LEASE)

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
    add(any_registry, LEASE)
    url = any_registry.database.url.render_as_string(hide_password=False)
    other, found = make_registry(url, index="other"), []
    postbox.before = lambda: found.append((send(other, Postbox()), other.list_reminders()))
    assert [delivery.sent for delivery in send(any_registry, postbox)] == [True]
    assert found == [([], ())]


def test_processes_that_send_at_once_send_each_once(
    any_registry: Registry, make_registry: Callable[..., Registry], postbox: Postbox
) -> None:
    for number in range(6):
        add(any_registry, LEASE, name=f"Yayasan {number}")
    url = any_registry.database.url.render_as_string(hide_password=False)
    others = [make_registry(url, index=f"index{number}") for number in range(3)]
    ready = threading.Barrier(len(others))
    failures: list[BaseException] = []

    def run(registry: Registry) -> None:
        ready.wait(10)
        try:
            send(registry, postbox)
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
    organization = add(any_registry, LEASE)
    version = any_registry.get(organization).version
    postbox.before = lambda: any_registry.update(
        organization, {"description": "Sementara itu."}, version=version
    )
    send(any_registry, postbox)
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
    add(registry, LEASE, contact={"email": "mati@contoh.example"})
    add(registry, LEASE, name="Lain", contact={"email": "hidup@contoh.example"})
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
