"""``linkreg notices``: what was announced, its answer, and the decision."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Desk
from tests.smtp import MailServer


@pytest.fixture
def notice(published: Desk) -> str:
    """An announced suspension."""
    return published.registry.suspend(published.organization, "Alamat kosong.").id


def test_without_notices_the_list_says_so(published: Desk) -> None:
    assert published("notices", "list", "{id}").output == "Tidak ada pemberitahuan.\n"
    assert published.json("notices", "list", "{id}") == {"items": [], "total": 0}


def test_a_notice_is_listed_through_its_life(published: Desk, notice: str) -> None:
    told = published("notices", "list", "{id}").output
    assert f"{notice}  Penangguhan profil: menunggu jawaban sampai" in told
    assert "system: Alamat kosong." in told
    answered = published("notices", "reply", notice, "--text", "Kami pindah.")
    assert f"linkreg notices decide {notice} --drop --note TEKS" in answered.output
    assert "sudah dijawab" in published("notices", "list", "{id}").output
    dropped = published("notices", "decide", notice, "--drop", "--note", "Alamat baru benar.")
    assert dropped.output == "Penangguhan profil: dibatalkan.\n"
    told = published("notices", "list", "{id}").output
    assert "Penangguhan profil: dibatalkan\n" in told
    assert "    Jawaban: Kami pindah.\n    Keputusan: Alamat baru benar.\n" in told
    (plain,) = published.json("notices", "list", "{id}")["items"]
    assert (plain["outcome"], plain["reply"]) == ("dropped", "Kami pindah.")


def test_before_the_organization_was_heard_nothing_is_carried_out(
    published: Desk, notice: str
) -> None:
    told = published("notices", "decide", notice, "--confirm", "--note", "Langsung.")
    assert told.exit_code == 1
    assert "Organisasi masih dapat menjawab sampai" in told.output
    assert published.status() == "published"


def test_what_is_decided_is_neither_answered_nor_decided_again(
    published: Desk, notice: str
) -> None:
    published("notices", "decide", notice, "--drop", "--note", "Keliru.")
    for again in (("reply", notice, "--text", "x"), ("decide", notice, "--drop", "--note", "x")):
        told = published("notices", *again)
        assert (told.exit_code, "sudah diputuskan: dibatalkan" in told.output) == (1, True)


def test_deciding_needs_a_choice_and_a_note(published: Desk, notice: str) -> None:
    told = published("notices", "decide", notice, "--note", "x")
    assert (told.exit_code, "Pilih --confirm" in told.output) == (2, True)
    assert published("notices", "decide", notice, "--drop").exit_code == 2
    assert "/note" in published("notices", "decide", notice, "--drop", "--note", " ").output


@pytest.mark.parametrize("command", [("reply", "--text"), ("decide", "--drop", "--note")])
def test_an_unknown_notice_is_not_found(published: Desk, command: tuple[str, ...]) -> None:
    told = published("notices", command[0], "tidak-ada", *command[1:], "x")
    assert (told.exit_code, "'tidak-ada' tidak ditemukan" in told.output) == (1, True)


def test_a_letter_about_each_notice_goes_out_once(
    published: Desk, notice: str, mail_server: MailServer
) -> None:
    told = published("notices", "send")
    assert told.output.startswith("terkirim  Penangguhan profil, ")
    assert told.output.endswith("1 terkirim, 0 gagal, 0 tanpa surel.\n")
    (letter,) = mail_server.letters
    assert f"#pemberitahuan-{notice}" in letter.as_string()
    assert published("notices", "send").output == "0 terkirim, 0 gagal, 0 tanpa surel.\n"


def test_letters_need_a_mail_server(published: Desk, notice: str) -> None:
    told = published("notices", "send")
    assert told.exit_code == 1
    assert "LINKREG_SMTP_URL" in told.output
