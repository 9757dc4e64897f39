"""What is typed is kept: while typing, over a mistake, on another device, past the end of a session."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from linkreg.records import OrganizationRecord
from tests.pages.conftest import PASSWORD, Site, Visitor
from tests.pages.reading import Page

LogIn = Callable[[str], Visitor]


@pytest.fixture
def record(site: Site) -> OrganizationRecord:
    return site.add(name="Yayasan Contoh Lama", address="Jl. Lama 1", keeper="pengurus")


def _address(record: OrganizationRecord, step: str = "identitas") -> str:
    return f"/ormas/{record.id}/isi/{step}"


def _type(visitor: Visitor, page: Page, action: str, **typed: Any) -> dict[str, Any]:
    """Send what the page's script sends while somebody types."""
    sent = {**page.forms[action].sent, **typed}
    answer = visitor.client.post(f"{action}/ketikan", data=sent)
    assert answer.status_code == 200, answer.text
    said: dict[str, Any] = answer.get_json()
    page.forms[action].fields = [
        (name, said["mark"]) if name == "draft" else (name, text)
        for name, text in page.forms[action].fields
    ]
    return said


def test_what_is_typed_is_there_on_another_device_and_not_saved(
    site: Site, record: OrganizationRecord, logged_in: LogIn
) -> None:
    phone, office, action = logged_in("pengurus"), logged_in("pengurus"), _address(record)
    said = _type(phone, phone.open(action), action, address="Jl. Baru")
    assert (said["told"], said["words"]) == ([], "Ketikan tersimpan pukul 10.00.")
    page = office.open(action)
    assert "Ketikan Anda yang belum disimpan" in page.text
    assert "Alamat kantor Jl. Lama 1" in page.text
    assert page.forms[action].sent["address"] == ["Jl. Baru"]
    assert site.registry.get(record.id).profile.address == "Jl. Lama 1"
    assert "ada ketikan belum disimpan" in office.open(_address(record, "legalitas")).text
    office.send(page, action)
    assert site.registry.get(record.id).profile.address == "Jl. Baru"
    assert "belum disimpan" not in phone.open(action).text


def test_what_is_wrong_is_said_beside_the_field_while_typing(
    record: OrganizationRecord, logged_in: LogIn
) -> None:
    keeper, action = logged_in("pengurus"), _address(record, "legalitas")
    said = _type(keeper, keeper.open(action), action, npwp="123", founded_on="03/02")
    assert [(it["field"], it["label"]) for it in said["told"]] == [
        ("founded_on", "Tanggal berdiri"),
        ("npwp", "NPWP organisasi"),
    ]
    again = keeper.open(action)
    assert again.forms[action].sent["npwp"] == ["123"]
    assert "NPWP badan terdiri atas 16 digit" in again.text


def test_two_devices_at_once_lose_nothing_of_each_other(
    site: Site, record: OrganizationRecord, logged_in: LogIn
) -> None:
    phone, office, action = logged_in("pengurus"), logged_in("pengurus"), _address(record)
    on_phone, in_office = phone.open(action), office.open(action)
    _type(phone, on_phone, action, address="Jl. Dari Ponsel")
    _type(office, in_office, action, short_name="YCK")
    sent = phone.open(action).forms[action].sent
    assert (sent["address"], sent["short_name"]) == (["Jl. Dari Ponsel"], ["YCK"])
    office.send(in_office, action, short_name="YCK")
    assert site.registry.get(record.id).profile.short_name == "YCK"
    assert phone.open(action).forms[action].sent["address"] == ["Jl. Dari Ponsel"]


def test_saving_on_one_device_leaves_what_another_typed_elsewhere(
    site: Site, record: OrganizationRecord, logged_in: LogIn
) -> None:
    phone, office, action = logged_in("pengurus"), logged_in("pengurus"), _address(record)
    in_office = office.open(action)
    _type(phone, phone.open(action), action, address="Jl. Dari Ponsel")
    office.send(in_office, action, short_name="YCK")
    profile = site.registry.get(record.id).profile
    assert (profile.short_name, profile.address) == ("YCK", "Jl. Lama 1")
    assert phone.open(action).forms[action].sent["address"] == ["Jl. Dari Ponsel"]


def test_of_two_who_change_different_fields_both_are_saved(
    site: Site, record: OrganizationRecord, logged_in: LogIn
) -> None:
    keeper, action = logged_in("pengurus"), _address(record)
    form = keeper.open(action)
    logged_in("petugas-kota").fill_in(record.id, "identitas", short_name="YCP")
    page = keeper.send(form, action, address="Jl. Baru 2")
    assert "Langkah Identitas tersimpan." in page.text
    profile = site.registry.get(record.id).profile
    assert (profile.short_name, profile.address) == ("YCP", "Jl. Baru 2")


def test_of_two_who_change_the_same_the_second_sees_both_and_decides(
    site: Site, record: OrganizationRecord, logged_in: LogIn
) -> None:
    keeper, action = logged_in("pengurus"), _address(record)
    form = keeper.open(action)
    logged_in("petugas-kota").fill_in(record.id, "identitas", address="Jl. Petugas 3")
    page = keeper.send(form, action, address="Jl. Pengurus 4")
    assert page.status == 412
    assert "Langkah ini sudah diubah pihak lain" in page.text
    assert "Alamat kantor Jl. Petugas 3" in page.text
    assert page.forms[action].sent["address"] == ["Jl. Pengurus 4"]
    assert site.registry.get(record.id).profile.address == "Jl. Petugas 3"
    keeper.send(page, action)
    assert site.registry.get(record.id).profile.address == "Jl. Pengurus 4"


@pytest.mark.parametrize("version", [None, "0", "99", "-1", "x", "9" * 30])
def test_who_does_not_say_what_was_seen_undoes_nothing(
    site: Site, record: OrganizationRecord, logged_in: LogIn, version: str | None
) -> None:
    keeper, action = logged_in("pengurus"), _address(record)
    page = keeper.send(keeper.open(action), action, address="Jl. Buta 5", version=version)
    assert page.status == 412
    assert site.registry.get(record.id).profile.address == "Jl. Lama 1"


def test_another_step_can_be_gone_to_over_a_mistake(
    site: Site, record: OrganizationRecord, logged_in: LogIn
) -> None:
    keeper, action = logged_in("pengurus"), _address(record)
    page = keeper.send(keeper.open(action), action, contact__email="bukan", ke="pengurus")
    assert "Langkah 4 dari 6" in page.text
    assert "Langkah Identitas belum tersimpan" in page.text
    assert keeper.open(action).forms[action].sent["contact-email"] == ["bukan"]
    there = keeper.send(keeper.open(action), action, contact__email="a@b.example", ke="pengalaman")
    assert "Tambah pengalaman" in there.text
    assert site.registry.get(record.id).profile.contact.email == "a@b.example"


def test_what_is_kept_only_after_it_was_saved_is_nothing(
    record: OrganizationRecord, logged_in: LogIn
) -> None:
    keeper, action = logged_in("pengurus"), _address(record)
    page = keeper.open(action)
    keeper.send(page, action, address="Jl. Baru 6")
    assert _type(keeper, page, action, address="Jl. Baru 6")["mark"] == ""
    assert "belum disimpan" not in keeper.open(action).text


def test_what_is_typed_can_be_thrown_away(
    site: Site, record: OrganizationRecord, logged_in: LogIn
) -> None:
    keeper, action = logged_in("pengurus"), _address(record)
    _type(keeper, keeper.open(action), action, address="Jl. Salah")
    page = keeper.send(keeper.open(action), f"{action}/buang")
    assert "Ketikan dibuang" in page.text
    assert page.forms[action].sent["address"] == ["Jl. Lama 1"]


def test_what_is_kept_is_nobody_elses_and_not_public(
    record: OrganizationRecord, logged_in: LogIn, public: Visitor
) -> None:
    keeper, action = logged_in("pengurus"), _address(record)
    _type(keeper, keeper.open(action), action, address="Jl. Rahasia 9")
    assert "Rahasia" not in logged_in("petugas-kota").open(action).html
    assert "Rahasia" not in public.open(f"/ormas/{record.id}").html


def test_when_the_session_ends_what_was_kept_is_there_after_logging_in(
    site: Site, record: OrganizationRecord, logged_in: LogIn
) -> None:
    keeper, action = logged_in("pengurus"), _address(record)
    page = keeper.open(action)
    _type(keeper, page, action, address="Jl. Setengah")
    site.now += timedelta(hours=13)
    sent = keeper.client.post(f"{action}/ketikan", data=page.forms[action].sent)
    assert (sent.status_code, sent.location) == (303, "/masuk")
    door = keeper.open(action)
    back = keeper.send(door, "/masuk", email="pengurus@contoh.example", password=PASSWORD)
    assert back.forms[action].sent["address"] == ["Jl. Setengah"]


def test_more_than_anybody_types_is_not_kept_and_not_lost(
    record: OrganizationRecord, logged_in: LogIn
) -> None:
    keeper, action = logged_in("pengurus"), _address(record, "bidang")
    page = keeper.send(keeper.open(action), action, description="x" * 70_000, ke="pengurus")
    assert page.status == 422
    assert page.forms[action].sent["description"] == ["x" * 70_000]
    assert "x" * 100 not in keeper.open(action).html


@pytest.mark.parametrize("published", [True, False])
def test_without_script_too_a_step_survives_the_end_of_its_session(
    site: Site, logged_in: LogIn, published: bool
) -> None:
    record = site.add(published=published, keeper="pengurus")
    keeper, action = logged_in("pengurus"), _address(record)
    page = keeper.open(action)
    site.now += timedelta(hours=13)
    door = keeper.send(page, action, address="Jl. Tidak Hilang", contact__email="bukan")
    assert door.status == 401
    assert "Alamat kantor Jl. Tidak Hilang" in door.text
    proof = {"email": "pengurus@contoh.example", "password": "salah sekali ini ya"}
    again = keeper.send(door, "/masuk", **proof)
    assert (again.status, "Surel atau kata sandi salah" in again.text) == (401, True)
    back = keeper.send(again, "/masuk", **proof | {"password": PASSWORD})
    assert back.status == 200
    assert back.forms[action].sent["address"] == ["Jl. Tidak Hilang"]
    assert back.forms[action].sent["contact-email"] == ["bukan"]
    assert site.registry.get(record.id).version == record.version


def test_a_step_of_a_page_from_before_logging_in_again_is_carried_too(
    record: OrganizationRecord, logged_in: LogIn
) -> None:
    keeper, action = logged_in("pengurus"), _address(record)
    page = keeper.open(action)
    keeper.log_in("pengurus")  # in another tab
    door = keeper.send(page, action, address="Jl. Tab Lama")
    assert door.status == 400
    assert "Jl. Tab Lama" in door.text
    back = keeper.send(door, "/masuk", email="pengurus@contoh.example", password=PASSWORD)
    assert back.forms[action].sent["address"] == ["Jl. Tab Lama"]


def test_another_account_than_the_organizations_does_not_come_in_with_it(
    site: Site, record: OrganizationRecord, logged_in: LogIn
) -> None:
    site.add(keeper="lain")
    keeper, action = logged_in("pengurus"), _address(record)
    page = keeper.open(action)
    site.now += timedelta(hours=13)
    door = keeper.send(page, action, address="Jl. X")
    refused = keeper.send(door, "/masuk", email="lain@contoh.example", password=PASSWORD)
    assert refused.status == 403
    assert "Jl. X" not in logged_in("pengurus").open(action).html


@pytest.mark.parametrize("step", ["periksa", "../../akun", ""])
def test_made_up_steps_are_not_carried(public: Visitor, step: str) -> None:
    page = public.open("/masuk")
    page.forms["/masuk"].fields += [("carried-organization", "x"), ("carried-step", step)]
    wrong = public.send(page, "/masuk", email="petugas@contoh.example", password="salah")
    assert wrong.status == 401
    public.send(wrong, "/masuk", email="petugas@contoh.example", password=PASSWORD)
    assert "Keluar" in public.open("/").text
