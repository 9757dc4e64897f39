from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from api.pages.returning import safe_target
from linkreg.vocabulary import Role
from tests.pages.conftest import PASSWORD, Site, Visitor

LogIn = Callable[[str], Visitor]

_HOSTILE = [
    "https://jahat.example",
    "//jahat.example",
    "///jahat.example",
    "/\\jahat.example",
    "\\\\jahat.example",
    "/\t/jahat.example",
    "/\n//jahat.example",
    "javascript:alert(1)",
    "jahat.example",
    "//[",
    "",
]


def test_officers_come_to_their_waiting_list(public: Visitor) -> None:
    page = public.log_in("petugas")
    assert "Meja petugas" in page.text
    assert "Petugas Provinsi Sulawesi Selatan" in page.text


def test_an_organization_comes_to_its_own_page(site: Site, public: Visitor) -> None:
    site.add(name="Yayasan Contoh Kami", keeper="pengurus")
    assert "Yayasan Contoh Kami" in public.log_in("pengurus").text


def test_nobody_else_is_offered_the_waiting_list(site: Site, public: Visitor) -> None:
    site.add_account("baru", Role.ORGANIZATION)
    page = public.log_in("baru")
    assert "Keluar" in page.text
    assert "Meja petugas" not in page.text


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("petugas@contoh.example", "kata sandi yang salah"),
        ("siapa@contoh.example", PASSWORD),
        ("", ""),
        ("petugas\0@contoh.example", PASSWORD),
    ],
)
def test_a_wrong_half_is_not_told_apart(public: Visitor, email: str, password: str) -> None:
    page = public.send(public.open("/masuk"), "/masuk", email=email, password=password)
    assert page.status == 401
    assert "Surel atau kata sandi salah." in page.text
    assert page.forms["/masuk"].sent["password"] == [""]
    assert "Keluar" not in page.text


def test_after_logging_in_one_goes_where_one_wanted(public: Visitor) -> None:
    page = public.open("/petugas")
    assert page.forms["/masuk"].sent["next"] == ["/petugas"]
    answer = public.answer(page, "/masuk", email="petugas@contoh.example", password=PASSWORD)
    assert (answer.status_code, answer.location) == (303, "/petugas")


@pytest.mark.parametrize("target", _HOSTILE)
def test_nobody_is_led_away_from_the_site(public: Visitor, target: str) -> None:
    assert safe_target(target) is None
    page = public.open("/masuk")
    answer = public.answer(
        page, "/masuk", email="petugas@contoh.example", password=PASSWORD, next=target
    )
    assert answer.location == "/petugas"


def test_a_path_within_the_site_is_kept() -> None:
    assert safe_target("/?q=air&region=73") == "/?q=air&region=73"


def test_logging_out_ends_the_session_for_good(logged_in: LogIn) -> None:
    officer = logged_in("petugas")
    stolen = officer.client.get_cookie("linkreg")
    page = officer.send(officer.open("/petugas"), "/keluar")
    assert "Anda sudah keluar." in page.text
    assert "Masuk" in page.links
    assert stolen is not None
    officer.client.set_cookie("linkreg", stolen.value)
    assert officer.client.get("/petugas").status_code == 303


def test_logging_out_needs_the_token(logged_in: LogIn) -> None:
    officer = logged_in("petugas")
    assert officer.client.post("/keluar").status_code == 400
    assert officer.client.get("/keluar").status_code == 405
    assert officer.client.get("/petugas").status_code == 200


def test_reading_sets_no_cookie(public: Visitor) -> None:
    for path in ("/", "/persyaratan", "/tentang"):
        assert "Set-Cookie" not in public.client.get(path).headers


def test_an_officer_who_was_away_is_told_and_comes_back_to_the_same_page(
    site: Site, logged_in: LogIn
) -> None:
    officer = logged_in("petugas")
    site.now += timedelta(minutes=30)
    page = officer.open("/petugas?urut=nama")
    assert "Sesi Anda sudah berakhir" in page.text
    assert "30 menit" in page.text
    answer = officer.answer(page, "/masuk", email="petugas@contoh.example", password=PASSWORD)
    assert answer.location == "/petugas?urut=nama"
    assert "Sesi Anda" not in officer.open("/petugas").text


def test_what_everybody_may_read_is_read_and_the_end_told_once(
    site: Site, logged_in: LogIn
) -> None:
    officer = logged_in("petugas")
    site.now += timedelta(minutes=30)
    page = officer.open("/?q=air")
    assert "Sesi Anda sudah berakhir" in page.text
    assert officer.open(page.links["Masuk"]).forms["/masuk"].sent["next"] == ["/?q=air"]
    again = officer.open("/")
    assert "Sesi Anda" not in again.text
    assert again.links["Masuk"] == "/masuk"


def test_a_form_sent_too_late_leads_back_to_the_page_it_was_on(
    site: Site, logged_in: LogIn
) -> None:
    officer = logged_in("petugas")
    form = officer.open("/akun").forms["/akun/kata-sandi"].sent
    site.now += timedelta(minutes=30)
    for came, back in (
        ("http://localhost/akun?a=1#b", "/akun?a=1"),
        ("http://localhost/akun/kata-sandi", None),
        ("http://localhost//jahat.example", None),
        ("http://jahat.example/akun", None),
        ("http://[", None),
        ("", None),
    ):
        officer.client.get("/masuk")
        answer = officer.client.post("/akun/kata-sandi", data=form, headers={"Referer": came})
        assert answer.status_code == 303
        page = officer.open(answer.location)
        assert page.forms["/masuk"].sent.get("next") == ([back] if back else None), came


def test_an_organization_stays_logged_in(site: Site, logged_in: LogIn) -> None:
    site.add(keeper="pengurus")
    keeper = logged_in("pengurus")
    site.now += timedelta(hours=11)
    assert "Keluar" in keeper.open("/").text
