"""``/akun``: what is open, and another password; and haste at the door."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from api.agents import name_agent
from tests.pages.conftest import PASSWORD, Site, Visitor

LogIn = Callable[[str], Visitor]
NEW = "kambing makan kawat berduri"
WRONG = "bukan kata sandinya"


def test_the_public_is_asked_to_log_in(public: Visitor) -> None:
    answer = public.client.get("/akun")
    assert (answer.status_code, answer.location) == (303, "/masuk?next=/akun")


def test_other_browsers_are_logged_out_one_by_one(logged_in: LogIn) -> None:
    lost, here = logged_in("petugas"), logged_in("petugas")
    page = here.open("/akun")
    assert "petugas@contoh.example" in page.text
    (end,) = [
        action for action in page.forms if action.startswith("/akun/sesi/") and len(action) > 30
    ]
    assert "Peramban itu dikeluarkan." in here.send(page, end).text
    assert lost.client.get("/petugas").status_code == 303
    assert here.client.get("/petugas").status_code == 200


def test_all_other_browsers_are_logged_out_at_once(logged_in: LogIn) -> None:
    others, here = [logged_in("petugas") for _ in range(2)], logged_in("petugas")
    page = here.send(here.open("/akun"), "/akun/sesi/pengakhiran")
    assert "Peramban lain yang dikeluarkan: 2." in page.text
    assert [other.client.get("/petugas").status_code for other in others] == [303, 303]
    assert "/akun/sesi/pengakhiran" not in page.forms


def test_a_token_is_revoked(site: Site, logged_in: LogIn) -> None:
    issued = site.registry.issue_token("petugas@contoh.example", PASSWORD, label="Laptop lama")
    officer = logged_in("petugas")
    page = officer.open("/akun")
    assert "Laptop lama" in page.text
    assert issued.secret not in page.text
    page = officer.send(page, f"/akun/token/{issued.id}/pencabutan")
    assert "Tidak ada token." in page.text


def test_nobody_ends_what_is_another_s(site: Site, logged_in: LogIn) -> None:
    site.add(name="Yayasan Contoh Kami", keeper="pengurus")
    issued = site.registry.issue_token("pengurus@contoh.example", PASSWORD)
    officer = logged_in("petugas")
    page = officer.open("/akun")
    csrf = page.forms["/akun/kata-sandi"].sent["csrf_token"][0]
    answer = officer.client.post(f"/akun/token/{issued.id}/pencabutan", data={"csrf_token": csrf})
    assert answer.status_code == 404
    assert site.registry.find_actor(issued.secret, "token") is not None


def test_another_password_logs_out_everywhere_and_counts_at_once(logged_in: LogIn) -> None:
    other, here = logged_in("petugas"), logged_in("petugas")
    page = here.send(here.open("/akun"), "/akun/kata-sandi", current=PASSWORD, password=NEW)
    assert "Masuk dengan yang baru" in page.text
    for visitor in (other, here):
        assert visitor.client.get("/petugas").status_code == 303
    page = here.send(page, "/masuk", email="petugas@contoh.example", password=NEW)
    assert "Meja petugas" in page.text


@pytest.mark.parametrize(
    ("current", "password", "told"),
    [
        (WRONG, NEW, "Kata sandi yang sekarang salah."),
        (PASSWORD, "pendek", "15 sampai 128 huruf"),
        (PASSWORD, "petugas@contoh.example", "memuat surel Anda"),
        (PASSWORD, "Indonesia Merdeka 1945", "paling sering dipakai"),
        ("", "", "15 sampai 128 huruf"),
    ],
)
def test_a_refused_password_is_told_at_its_field(
    logged_in: LogIn, current: str, password: str, told: str
) -> None:
    officer = logged_in("petugas")
    page = officer.send(
        officer.open("/akun"), "/akun/kata-sandi", current=current, password=password
    )
    assert page.status == 422
    assert told in page.text
    assert page.forms["/akun/kata-sandi"].sent["password"] == [""]
    assert officer.client.get("/petugas").status_code == 200


def test_every_button_needs_the_token_of_the_page(logged_in: LogIn) -> None:
    officer = logged_in("petugas")
    for path in ("kata-sandi", "sesi/pengakhiran", "sesi/x/pengakhiran", "token/x/pencabutan"):
        assert officer.client.post(f"/akun/{path}").status_code == 400


def test_too_many_failures_at_the_door_wait(public: Visitor) -> None:
    page = public.open("/masuk")
    for _ in range(5):
        page = public.send(page, "/masuk", email="petugas@contoh.example", password=WRONG)
    answer = public.answer(page, "/masuk", email="petugas@contoh.example", password=PASSWORD)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "30")
    assert "Tunggu 30 detik" in answer.text
    assert 'name="password"' in answer.text


def test_too_many_failures_with_the_present_password_wait(logged_in: LogIn) -> None:
    officer = logged_in("petugas")
    page = officer.open("/akun")
    for _ in range(5):
        page = officer.send(page, "/akun/kata-sandi", current=WRONG, password=NEW)
    answer = officer.answer(page, "/akun/kata-sandi", current=PASSWORD, password=NEW)
    assert answer.status_code == 429
    assert "Tunggu 30 detik" in answer.text


_WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)"
_ANDROID = "Mozilla/5.0 (Linux; Android 14)"
_IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)"


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (f"{_WINDOWS} Gecko/20100101 Firefox/145.0", "Firefox di Windows"),
        (f"{_WINDOWS} AppleWebKit/537.36 Chrome/142.0 Safari/537.36 Edg/142.0", "Edge di Windows"),
        (f"{_ANDROID} AppleWebKit/537.36 Chrome/142.0 Safari/537.36", "Chrome di Android"),
        (f"{_IPHONE} AppleWebKit/605 Version/18.0 Safari/604", "Safari di iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64)", "Linux"),
        ("curl/8.5.0", None),
        ("", None),
    ],
)
def test_a_browser_is_called_what_people_call_it(user_agent: str, name: str | None) -> None:
    assert name_agent(user_agent) == name
