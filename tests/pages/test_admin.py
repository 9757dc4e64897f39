"""Administrators' pages: accounts kept, what they have open ended, and how the registry stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text

from linkreg.records import AccountRecord
from linkreg.services.credentials import Purpose
from linkreg.vocabulary import Role
from tests.pages.conftest import Site, Visitor

LogIn = Callable[[str], Visitor]


@pytest.fixture
def boss(site: Site, logged_in: LogIn) -> Visitor:
    """An administrator."""
    site.add_account("kepala", Role.ADMINISTRATOR)
    return logged_in("kepala")


def _account(site: Site, name: str = "petugas") -> AccountRecord:
    return site.registry.get_account_by_email(f"{name}@contoh.example")


def _path(site: Site, name: str = "petugas") -> str:
    return f"/admin/akun/{_account(site, name).id}"


def test_accounts_are_listed_page_by_page(
    site: Site, boss: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.pages.accounts._PER_PAGE", 3)
    page = boss.open("/admin/akun")
    assert "Semua akun 4" in page.text
    assert "kepala@contoh.example (Anda)" in page.text
    assert page.links["petugas@contoh.example"] == _path(site)
    second = boss.open(page.links["Berikutnya"])
    assert "tetangga@contoh.example" in second.text
    assert "petugas@contoh.example" not in second.text
    for odd in ("0", "-7", "abc", "99999999999999999999"):
        assert boss.open(f"/admin/akun?halaman={odd}").status == 200


def test_somebody_is_invited_by_mail(site: Site, boss: Visitor) -> None:
    page = boss.open("/admin/akun")
    form = {"email": "baru@contoh.example", "role": "officer", "region": "Kota Makassar"}
    done = boss.send(page, "/admin/akun", **form)
    assert "Undangan dikirim." in done.text
    assert [letter.recipients for letter in site.letters] == [("baru@contoh.example",)]
    invited = _account(site, "baru")
    assert (invited.role, invited.region, invited.is_invited) == (Role.OFFICER, "73.71", True)
    assert "diundang" in done.text


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"email": "bukan surel", "role": "administrator"}, "Bukan alamat surel"),
        ({"email": "a@contoh.example", "role": ""}, "Pilih peran."),
        ({"email": "a@contoh.example", "role": "organization"}, "Pilih peran."),
        ({"email": "a@contoh.example", "role": "officer"}, "memerlukan wilayah tugas"),
        ({"email": "a@contoh.example", "role": "officer", "region": "Atlantis"}, "Atlantis"),
        ({"email": "petugas@contoh.example", "role": "service"}, "sudah mempunyai akun"),
    ],
)
def test_an_invitation_that_is_not_right_comes_back(
    site: Site, boss: Visitor, form: dict[str, str], told: str
) -> None:
    page = boss.send(boss.open("/admin/akun"), "/admin/akun", **form)
    assert page.status in {409, 422}
    assert told in page.text
    assert page.forms["/admin/akun"].sent["email"] == [form["email"]]
    assert site.letters == []


def test_an_account_is_disabled_and_enabled_again(site: Site, boss: Visitor) -> None:
    path = _path(site)
    page = boss.send(boss.open(path), path, do="disable", role=None, region=None)
    assert "nonaktif sejak 20 November 2026" in page.text
    assert _account(site).disabled_at is not None
    boss.send(page, path, do="enable")
    assert _account(site).disabled_at is None


def test_role_and_region_are_changed(site: Site, boss: Visitor) -> None:
    path = _path(site)
    page = boss.send(boss.open(path), path, role="officer", region="Kota Makassar")
    assert "Petugas, Kota Makassar" in page.text
    page = boss.send(page, path, role="administrator", region="")
    assert (_account(site).role, _account(site).region) == (Role.ADMINISTRATOR, None)
    wrong = boss.send(page, path, role="service", region="Atlantis")
    assert wrong.status == 422
    assert wrong.forms[path].sent["region"] == ["Atlantis"]
    assert _account(site).role is Role.ADMINISTRATOR


def test_of_two_administrators_at_once_the_later_is_told(site: Site, boss: Visitor) -> None:
    path = _path(site)
    seen = boss.open(path)
    boss.send(seen, path, do="disable")
    late = boss.send(seen, path, do="disable")
    assert late.status == 412
    assert "berubah" in late.text


def test_nobody_is_offered_to_disable_the_own_account(site: Site, boss: Visitor) -> None:
    path = _path(site, "kepala")
    page = boss.open(path)
    assert path not in page.forms
    token = page.forms["/keluar"].sent["csrf_token"]
    answer = boss.client.post(path, data={"do": "disable", "version": "1", "csrf_token": token})
    assert answer.status_code == 409
    assert _account(site, "kepala").disabled_at is None


def test_what_an_account_has_open_is_ended(site: Site, boss: Visitor, logged_in: LogIn) -> None:
    officer, path = logged_in("petugas"), _path(site)
    site.registry.issue_token(
        "petugas@contoh.example", "kalimat sandi untuk uji", label="Jadwal malam"
    )
    page = boss.open(path)
    assert "Jadwal malam" in page.text
    (token,) = site.registry.list_credentials(_account(site).id, Purpose.TOKEN)
    page = boss.send(page, f"{path}/akses/{token.id}/pencabutan")
    assert "Sesi dan token yang dicabut: 1." in page.text
    assert officer.open("/petugas").status == 200
    boss.send(page, f"{path}/akses/pencabutan")
    assert officer.client.get("/petugas").location == "/masuk?next=/petugas"


def test_the_journal_is_checked_and_what_is_wrong_is_told(site: Site, boss: Visitor) -> None:
    site.add()
    page = boss.send(boss.open("/admin"), "/admin/jurnal")
    assert "catatan terakhir jurnal utuh dan bersambung." in page.text
    assert "20 November 2026 10.00 WIB" in page.text
    with site.registry.database.begin() as connection:
        connection.execute(text("UPDATE journal SET actor = 'x' WHERE seq = 2"))
    spoiled = boss.send(page, "/admin/jurnal")
    assert spoiled.status == 500
    assert "Jurnal rusak" in spoiled.text
    assert "isinya diubah setelah dicatat" in spoiled.text


def test_index_and_flags_are_shown(site: Site, boss: Visitor) -> None:
    record = site.add(name="Yayasan Contoh Bersanksi")
    flag: dict[str, Any] = {"kind": "sanction", "reason": "Contoh.", "source": "SK 1"}
    days = {"starts_on": "2026-11-01", "ends_on": "2027-11-01", "scope": "73.71"}
    site.registry.raise_flag(record.id, flag | days)
    page = boss.open("/admin")
    assert "Mutakhir." in page.text
    assert "Tanda yang berlaku 1" in page.text
    assert page.links["Yayasan Contoh Bersanksi"] == f"/ormas/{record.id}#tanda"
    assert "LINKREG_SYNONYMS tidak diisi" in page.text


def test_officers_and_strangers_stay_outside(site: Site, public: Visitor, logged_in: LogIn) -> None:
    officer = logged_in("petugas")
    for path in ("/admin", "/admin/akun", _path(site)):
        assert officer.open(path).status == 403
        assert public.client.get(path).location.startswith("/masuk")
