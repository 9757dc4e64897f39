"""Letters about notices: one for each, to whoever keeps the organization, with the reason in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from linkreg import Registry
from linkreg.actor import Actor
from linkreg.errors import MailRefused, MailUnavailable, NotPermitted
from linkreg.mail import Letter
from linkreg.services import notice_mail
from linkreg.services.notice_mail import NoticeDelivery
from linkreg.services.recipients import CLAIM_LASTS
from linkreg.vocabulary import OrganizationStatus, Role
from tests.conftest import StandingClock

URL = "https://ormas.contoh.example"


def _announce(registry: Registry, email: str | None = "lembaga@contoh.example") -> str:
    """Announce a suspension; return the notice's id."""
    profile = {"name": "Yayasan Contoh", "region": "73.71", "contact": {"email": email}}
    record = registry.register(profile, status=OrganizationStatus.PUBLISHED)
    return registry.suspend(record.id, "Kantor kosong.").id


def _send(registry: Registry, post: Callable[[Letter], tuple[str, ...]]) -> list[NoticeDelivery]:
    return list(registry.send_notices(post, URL))


def test_a_letter_tells_what_is_planned_why_and_until_when(any_registry: Registry) -> None:
    notice, letters = _announce(any_registry), list[Letter]()
    (told,) = _send(any_registry, lambda letter: letters.append(letter) or ())
    assert (told.sent, told.problem) == (True, "")
    (letter,) = letters
    assert letter.recipients == ("lembaga@contoh.example",)
    assert "Penangguhan profil" in letter.subject
    assert "4 Desember 2026" in letter.subject
    assert "Alasan: Kantor kosong." in letter.text
    assert f"{URL}/ormas/" in letter.text
    assert letter.text.count(f"#pemberitahuan-{notice}") == 1


def test_each_notice_is_written_of_once(any_registry: Registry) -> None:
    _announce(any_registry)
    assert len(_send(any_registry, lambda letter: ())) == 1
    assert _send(any_registry, lambda letter: ()) == []


def test_a_refused_letter_is_due_again(registry: Registry) -> None:
    _announce(registry)

    def refuse(letter: Letter) -> tuple[str, ...]:
        raise MailRefused("alamat ditolak")

    (told,) = _send(registry, refuse)
    assert (told.sent, told.problem) == (False, "alamat ditolak")
    assert _send(registry, lambda letter: ())[0].sent


def test_a_server_that_is_gone_ends_it_with_the_letter_due_again(registry: Registry) -> None:
    _announce(registry)

    def vanish(letter: Letter) -> tuple[str, ...]:
        raise MailUnavailable("tidak menjawab")

    with pytest.raises(MailUnavailable):
        _send(registry, vanish)
    assert _send(registry, lambda letter: ())[0].sent


def test_what_one_process_sends_another_passes_over(registry: Registry) -> None:
    _announce(registry)
    others: list[NoticeDelivery] = []

    def look_around(letter: Letter) -> tuple[str, ...]:
        others.extend(_send(registry, lambda letter: ()))
        return ()

    assert _send(registry, look_around)[0].sent
    assert others == []


def test_a_process_killed_while_sending_leaves_the_letter_to_the_next(
    registry: Registry, clock: StandingClock
) -> None:
    _announce(registry)
    with registry.transaction() as tx:
        (unsent,) = notice_mail.list_unsent(tx)
        assert notice_mail.claim(tx, unsent)
    assert _send(registry, lambda letter: ()) == []
    clock.move(seconds=CLAIM_LASTS.total_seconds())
    assert _send(registry, lambda letter: ())[0].sent


def test_a_decided_notice_needs_no_letter(registry: Registry) -> None:
    registry.decide_notice(_announce(registry), {"outcome": "dropped", "note": "Keliru."})
    assert _send(registry, lambda letter: ()) == []


def test_whom_nobody_can_reach_is_told_as_such(registry: Registry) -> None:
    _announce(registry, email=None)
    (told,) = _send(registry, lambda letter: ())
    assert (told.sent, told.problem, told.unsent.recipients) == (False, "", ())


def test_only_administrators_send(registry: Registry) -> None:
    _announce(registry)
    officer = Actor("o73", Role.OFFICER, region="73")
    with pytest.raises(NotPermitted):
        list(registry.send_notices(lambda letter: (), URL, officer))
