"""``linkreg reminders``, as the machine that runs it every day uses it."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from linkreg import open_registry
from linkreg.clock import date_in_indonesia, system_clock
from linkreg.vocabulary import OrganizationStatus
from tests.cli.conftest import Run
from tests.smtp import MailServer


def _add(name: str, email: str | None) -> str:
    """Publish an organization whose lease ends in ten days."""
    ends_on = date_in_indonesia(system_clock()) + timedelta(days=10)
    lease = {"kind": "office_lease", "number": "S-1", "valid_until": ends_on.isoformat()}
    registry = open_registry("sqlite:///a.sqlite3", index_dir="index")
    profile = {"name": name, "region": "73.71", "contact": {"email": email}}
    organization = registry.register(profile, status=OrganizationStatus.PUBLISHED).id
    registry.supply_evidence(organization, lease)
    registry.close()
    return organization


@pytest.fixture
def filled(run: Run) -> Run:
    """A registry with one organization that is to be reminded."""
    assert run("init").exit_code == 0
    _add("Yayasan Contoh", "yayasan@contoh.example")
    return run


def test_what_is_due_is_listed_by_organization(filled: Run) -> None:
    orphan = _add("Perkumpulan Contoh", None)
    lines = filled("reminders", "due").output.splitlines()
    assert f"{orphan}  Perkumpulan Contoh (tanpa surel)" in lines
    assert any(line.endswith("  Yayasan Contoh (yayasan@contoh.example)") for line in lines)
    assert lines[1].startswith("    Perjanjian sewa atau pinjam pakai kantor: berakhir pada ")
    assert lines[1].endswith(", 10 hari lagi (tahap -14)")


def test_another_day_can_be_asked_about(filled: Run) -> None:
    later = date_in_indonesia(system_clock()) + timedelta(days=11)
    assert "sudah berakhir pada" in filled("reminders", "due", "--on", str(later)).output
    nothing = filled("reminders", "due", "--on", "2024-01-01")
    assert nothing.output == "Tidak ada pengingat yang jatuh tempo.\n"
    assert "Tidak ada aturan" in filled("reminders", "due", "--on", "2001-01-01").output


def test_the_list_speaks_json(filled: Run) -> None:
    (told,) = json.loads(filled("reminders", "due", "--json").output)
    assert told["organization"]["name"] == "Yayasan Contoh"
    assert told["recipients"] == ["yayasan@contoh.example"]
    (document,) = told["documents"]
    assert (document["kind"], document["number"], document["stage"]) == ("office_lease", "S-1", -14)
    assert date.fromisoformat(document["ends_on"]) - date.fromisoformat(told["on"]) == timedelta(10)
    assert json.loads(filled("reminders", "due", "--on", "2024-01-01", "--json").output) == []


def test_what_is_sent_is_sent_once(filled: Run, mail_server: MailServer) -> None:
    first = filled("reminders", "due", "--send")
    assert first.exit_code == 0
    assert first.output.endswith("1 terkirim, 0 gagal, 0 tanpa surel.\n")
    again = filled("reminders", "due", "--send")
    assert (again.exit_code, again.output) == (0, "0 terkirim, 0 gagal, 0 tanpa surel.\n")
    (letter,) = mail_server.letters
    assert letter["From"] == "Registri Ormas <registri@contoh.example>"
    assert "\nhttps://ormas.contoh.example/ormas/" in letter.get_content()
    assert filled("journal", "verify").exit_code == 0
    assert filled("index", "status").exit_code == 0


def test_one_that_fails_is_named_and_stops_no_other(filled: Run, mail_server: MailServer) -> None:
    mail_server.refused = {"mati@contoh.example"}
    dead, orphan = _add("Mati", "mati@contoh.example"), _add("Sunyi", None)
    result = filled("reminders", "due", "--send")
    assert result.exit_code == 1
    for line in (
        f"GAGAL  {dead}  Mati (mati@contoh.example): alamat ditolak peladen surel (kode 550)\n",
        f"belum terkirim  {orphan}  Sunyi (tanpa surel)\n",
        "1 terkirim, 1 gagal, 1 tanpa surel.\n",
    ):
        assert line in result.output
    assert mail_server.recipients == [("yayasan@contoh.example",)]
    left = filled("reminders", "due").output
    assert ("Mati" in left, "Sunyi" in left, "Yayasan" in left) == (True, True, False)


def test_a_server_that_does_not_answer_is_named_without_the_password(
    filled: Run, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINKREG_SMTP_URL", "smtp://registri:rahasia@127.0.0.1:1")
    result = filled("reminders", "due", "--send")
    assert result.exit_code == 1
    assert "Peladen surel 127.0.0.1:1 tidak dapat dihubungi" in result.output
    assert "rahasia" not in result.output
    assert "Yayasan Contoh" in filled("reminders", "due").output


def test_without_its_settings_sending_names_them(filled: Run) -> None:
    result = filled("reminders", "due", "--send")
    assert result.exit_code == 1
    for name in ("LINKREG_SMTP_URL", "LINKREG_MAIL_FROM", "LINKREG_PUBLIC_URL"):
        assert f"{name}: belum diisi; diperlukan untuk mengirim surel" in result.output


@pytest.mark.parametrize("option", [("--on", "2026-11-20"), ("--json",)])
def test_only_today_s_reminders_are_sent(
    filled: Run, mail_server: MailServer, option: tuple[str, ...]
) -> None:
    assert filled("reminders", "due", "--send", *option).exit_code == 2
    assert mail_server.letters == []
