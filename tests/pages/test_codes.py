"""``/akun/kode``: switched on with an application, asked for at the door, switched off with a code."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from linkreg.services.one_time_codes import code_of, step_at
from tests.pages.conftest import PASSWORD, Site, Visitor

LogIn = Callable[[str], Visitor]


def _code(site: Site, secret: str) -> str:
    return code_of(secret, step_at(site.now))


@pytest.fixture
def phone(site: Site, logged_in: LogIn) -> tuple[str, list[str]]:
    """The secret of an officer who has switched codes on, and the codes on paper."""
    officer = logged_in("petugas")
    page = officer.send(officer.open("/akun/kode"), "/akun/kode")
    (shown,) = re.findall(r"<code>((?:[A-Z2-7]{4} ?){8})</code>", page.html)
    secret = shown.replace(" ", "")
    page = officer.send(page, "/akun/kode/pengaktifan", code="000000")
    assert (page.status, "salah" in page.text) == (422, True)
    page = officer.send(page, "/akun/kode/pengaktifan", code=_code(site, secret))
    paper = re.findall(r"<code>([a-z2-7-]{19})</code>", page.html)
    assert len(paper) == 8
    assert "Kode sekali pakai: aktif" in officer.open("/akun").text
    assert paper[0] not in officer.open("/akun/kode").text
    site.now += timedelta(seconds=30)
    return secret, paper


def _log_in(visitor: Visitor, code: str) -> str:
    page = visitor.open("/masuk")
    sent = {"email": "petugas@contoh.example", "password": PASSWORD, "code": code}
    return visitor.send(page, "/masuk", **sent).text


def test_the_door_asks_for_both(site: Site, public: Visitor, phone: tuple[str, list[str]]) -> None:
    secret, paper = phone
    assert "Sertakan kode sekali pakai" in _log_in(public, "")
    assert "salah atau sudah dipakai" in _log_in(public, "000000")
    assert "Meja petugas" in _log_in(public, _code(site, secret))
    assert "Meja petugas" in _log_in(Visitor(site), paper[0])


def test_switching_off_takes_a_code(
    site: Site, public: Visitor, phone: tuple[str, list[str]]
) -> None:
    _log_in(public, phone[1][0])
    page = public.open("/akun/kode")
    page = public.send(page, "/akun/kode/pelepasan", code="000000")
    assert page.status == 422
    page = public.send(page, "/akun/kode/pelepasan", code=phone[1][1])
    assert "Kode sekali pakai dimatikan." in page.text
    assert "Meja petugas" in _log_in(Visitor(site), "")


def test_secrets_are_kept_nowhere_on_the_way(logged_in: LogIn) -> None:
    officer = logged_in("petugas")
    answer = officer.answer(officer.open("/akun/kode"), "/akun/kode")
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_the_public_has_no_codes(public: Visitor) -> None:
    assert public.client.get("/akun/kode").location == "/masuk?next=/akun/kode"
