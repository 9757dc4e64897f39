"""Observations, warnings and sanctions on the page: who sees which, beside an unchanged verdict."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.pages.conftest import Site, Visitor

LogIn = Callable[[str], Visitor]

SANCTION: dict[str, Any] = {
    "kind": "sanction",
    "reason": "Pekerjaan contoh tidak selesai.",
    "source": "SK Contoh 7/2026",
    "starts_on": "2026-11-01",
    "ends_on": "2028-10-31",
    "scope": "Kota Makassar",
}


@pytest.fixture
def address(site: Site) -> str:
    return f"/ormas/{site.add_qualified(keeper='pengurus').id}"


def test_a_sanction_is_seen_by_all_beside_the_verdict_it_does_not_change(
    address: str, public: Visitor, logged_in: LogIn
) -> None:
    officer = logged_in("petugas")
    page = officer.send(officer.open(address), f"{address}/tanda", **SANCTION)
    assert "Tanda tercatat." in page.text
    shown = public.open(address).text
    assert "Sedang dikenai sanksi Berlaku di Kota Makassar" in shown
    assert "Dasar: SK Contoh 7/2026" in shown
    assert "Memenuhi syarat Berlaku" in shown
    assert "Dicatat" not in shown
    assert "Sedang dikenai sanksi" not in public.open(f"{address}?on=2028-11-01").text


def test_a_sanction_is_told_in_the_list_of_results_too(
    address: str, public: Visitor, logged_in: LogIn
) -> None:
    officer = logged_in("petugas")
    officer.send(officer.open(address), f"{address}/tanda", **SANCTION)
    told = "Sanksi berlaku 1 November 2026 sampai 31 Oktober 2028 di Kota Makassar"
    assert told in public.open("/").text
    assert "Sanksi berlaku" not in public.open("/?qualified_on=2026-10-20").text


def test_an_observation_is_between_officers_and_the_organization(
    address: str, public: Visitor, logged_in: LogIn
) -> None:
    officer, said = logged_in("petugas"), SANCTION | {"kind": "observation"}
    officer.send(officer.open(address), f"{address}/tanda", **said)
    assert SANCTION["reason"] in logged_in("pengurus").open(address).text
    assert SANCTION["reason"] not in public.open(address).text


def test_a_flag_that_is_not_whole_comes_back_as_typed(address: str, logged_in: LogIn) -> None:
    officer, said = logged_in("petugas"), SANCTION | {"ends_on": "", "scope": "Atlantis"}
    page = officer.send(officer.open(address), f"{address}/tanda", **said)
    assert page.status == 422
    assert "'Atlantis' tidak dikenal" in page.text
    assert page.forms[f"{address}/tanda"].sent["reason"] == [SANCTION["reason"]]
    page = officer.send(page, f"{address}/tanda", scope="Kota Makassar")
    assert "Wajib diisi." in page.text


def test_a_flag_outside_the_officer_s_region_is_refused(address: str, logged_in: LogIn) -> None:
    officer = logged_in("petugas-kota")
    answer = officer.send(officer.open(address), f"{address}/tanda", **SANCTION | {"scope": "73"})
    assert answer.status == 403
    assert "di dalam wilayah tugas Anda" in answer.text


def test_a_lifted_sanction_stays_on_record_but_bars_no_more(
    address: str, public: Visitor, logged_in: LogIn
) -> None:
    officer = logged_in("petugas")
    page = officer.send(officer.open(address), f"{address}/tanda", **SANCTION)
    (action,) = [it for it in page.forms if it.endswith("/pencabutan")]
    done = officer.send(page, action, reason="Banding diterima.")
    assert "Tanda dicabut mulai hari ini." in done.text
    shown = public.open(address).text
    assert "Sedang dikenai sanksi" not in shown
    assert "Dicabut 20 November 2026: Banding diterima." in shown
