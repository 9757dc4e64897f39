"""Where the links of letters lead, a forgotten password, and the people of an organization."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from api.app import create_app
from linkreg.vocabulary import Role
from tests.pages.conftest import PASSWORD, Site, Visitor

LogIn = Callable[[str], Visitor]
NEW = "kambing makan kawat berduri"


def _path(site: Site) -> str:
    """Return where the newest letter leads."""
    (address,) = [it for it in site.letters[-1].text.split() if it.startswith("http://")]
    return address.removeprefix("http://localhost")


def test_an_invited_officer_chooses_a_password(site: Site, public: Visitor) -> None:
    path = site.registry.invite("baru@contoh.example", Role.OFFICER, region="73").path
    for _ in range(2):  # looking uses nothing up
        page = public.open(path)
    assert "baru@contoh.example" in page.text
    refused = public.send(page, path, password="pendek")
    assert (refused.status, "15 sampai 128 huruf" in refused.text) == (422, True)
    page = public.send(refused, path, password=NEW)
    assert "Kata sandi tersimpan." in page.text
    page = public.send(page, "/masuk", email="baru@contoh.example", password=NEW)
    assert "Meja petugas" in page.text
    page = public.open(path)
    assert (page.status, "Lupa kata sandi" in page.links) == (404, True)


def test_the_page_of_a_link_tells_its_address_to_nobody(site: Site, public: Visitor) -> None:
    path = site.registry.invite("baru@contoh.example", Role.SERVICE).path
    answer = public.client.get(path)
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    "path", ["/undangan/x", "/kata-sandi-baru/x", "/undangan/", "/lain/x", "/undangan/u/x"]
)
def test_what_is_no_link_is_not_found(public: Visitor, path: str) -> None:
    assert public.open(path).status == 404


def test_a_link_is_no_other_kind_of_link(site: Site, public: Visitor) -> None:
    path = site.registry.invite("baru@contoh.example", Role.SERVICE).path
    assert public.open(path.replace("undangan", "kata-sandi-baru")).status == 404


def test_a_forgotten_password_is_chosen_anew(site: Site, public: Visitor, logged_in: LogIn) -> None:
    elsewhere = logged_in("petugas")
    page = public.open(public.open("/masuk").links["Lupa kata sandi"])
    page = public.send(page, "/lupa-kata-sandi", email="petugas@contoh.example")
    assert "Bila surel itu mempunyai akun" in page.text
    path = _path(site)
    page = public.send(public.open(path), path, password=NEW)
    page = public.send(page, "/masuk", email="petugas@contoh.example", password=NEW)
    assert "Meja petugas" in page.text
    assert elsewhere.client.get("/petugas").status_code == 303


def test_nobody_learns_whether_there_is_an_account(site: Site, public: Visitor) -> None:
    told = []
    for email in ("petugas@contoh.example", "tidak.ada@contoh.example", "", "\0"):
        page = public.send(public.open("/lupa-kata-sandi"), "/lupa-kata-sandi", email=email)
        told.append((page.status, "Bila surel itu mempunyai akun" in page.text))
    assert set(told) == {(200, True)}
    assert len(site.letters) == 1


def test_asking_too_often_waits(public: Visitor) -> None:
    page = public.open("/lupa-kata-sandi")
    for _ in range(3):
        public.answer(page, "/lupa-kata-sandi", email="petugas@contoh.example")
    answer = public.answer(page, "/lupa-kata-sandi", email="petugas@contoh.example")
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "30")
    assert "Tunggu 30 detik" in answer.text


def test_without_a_mail_server_one_is_told_whom_to_ask(site: Site) -> None:
    site.app = create_app(site.registry, secret_key="for tests only: 0123456789")
    page = Visitor(site).open("/lupa-kata-sandi")
    assert (page.status, "Hubungi administrator" in page.text) == (503, True)


def _people(site: Site) -> str:
    record = site.add(name="Yayasan Contoh Kami", keeper="ketua")
    return f"/ormas/{record.id}/pengurus-akun"


def test_a_person_invites_a_colleague_and_takes_one_off(
    site: Site, logged_in: LogIn, public: Visitor
) -> None:
    people = _people(site)
    chair = logged_in("ketua")
    assert chair.open("/akun").links["Pengurus akun organisasi Anda"] == people
    page = chair.send(chair.open(people), people, email="bendahara@contoh.example")
    assert "Undangan dikirim." in page.text
    assert "diundang" in page.text
    path = _path(site)
    public.send(public.open(path), path, password=NEW)
    page = public.send(
        public.open("/masuk"), "/masuk", email="bendahara@contoh.example", password=NEW
    )
    assert "Yayasan Contoh Kami" in page.text
    page = chair.open(people)
    account = site.registry.get_account_by_email("bendahara@contoh.example").id
    page = chair.send(page, f"{people}/{account}/pelepasan")
    assert "ketua@contoh.example" in page.text
    assert "bendahara@contoh.example" not in page.text
    assert public.client.get("/akun").status_code == 303


def test_the_last_person_stays(site: Site, logged_in: LogIn) -> None:
    people = _people(site)
    chair = logged_in("ketua")
    page = chair.open(people)
    (removal,) = [action for action in page.forms if action.endswith("/pelepasan")]
    refused = chair.send(page, removal)
    assert (refused.status, "Undang dahulu penggantinya" in refused.text) == (409, True)


def test_whoever_takes_off_themselves_is_logged_out(site: Site, logged_in: LogIn) -> None:
    people = _people(site)
    organization = people.split("/")[2]
    site.add_account("bendahara", Role.ORGANIZATION, organization_id=organization)
    account = site.registry.get_account_by_email("ketua@contoh.example").id
    chair = logged_in("ketua")
    page = chair.send(chair.open(people), f"{people}/{account}/pelepasan")
    assert "tidak dapat masuk lagi" in page.text
    assert "Keluar" not in page.links


@pytest.mark.parametrize("email", ["x", "", "petugas@contoh.example"])
def test_a_wrong_address_is_told_and_nothing_sent(site: Site, logged_in: LogIn, email: str) -> None:
    people = _people(site)
    chair = logged_in("ketua")
    page = chair.send(chair.open(people), people, email=email)
    assert page.status in {409, 422}
    assert page.forms[people].sent["email"] == [email]
    assert site.letters == []


def test_others_people_are_not_shown(site: Site, logged_in: LogIn, public: Visitor) -> None:
    people = _people(site)
    assert public.client.get(people).status_code == 303
    for name in ("petugas", "tetangga"):
        page = logged_in(name).open(people)
        assert (page.status, "ketua@contoh.example" in page.text) == (403, False)


def test_a_session_of_before_is_worth_nothing_after_a_reset(site: Site, public: Visitor) -> None:
    session = site.registry.log_in("petugas@contoh.example", PASSWORD)
    link = site.registry.issue_reset("petugas@contoh.example")
    assert link is not None
    public.send(public.open(link.path), link.path, password=NEW)
    assert site.registry.find_actor(session.secret, "session") is None
