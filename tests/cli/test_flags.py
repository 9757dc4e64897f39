"""``linkreg flags``: put on record, listed, lifted."""

from __future__ import annotations

import pytest

from linkreg.clock import date_in_indonesia, system_clock
from tests.cli.conftest import Desk

_TODAY = date_in_indonesia(system_clock())
_YEAR = _TODAY.year
_SANCTION = {
    "--kind": "sanction",
    "--reason": "Pekerjaan tidak selesai.",
    "--source": "SK Wali Kota 12/2026",
    "--from": f"{_YEAR}-01-01",
    "--until": f"{_YEAR + 2}-12-31",
}


def _add(desk: Desk, **other: str) -> tuple[str, ...]:
    options = _SANCTION | {f"--{name}": value for name, value in other.items()}
    return ("flags", "add", "{id}", *(part for pair in options.items() for part in pair))


def test_without_flags_the_list_says_so(published: Desk) -> None:
    assert published("flags", "list", "{id}").output == "Tidak ada tanda.\n"
    assert published.json("flags", "list", "{id}") == {"items": [], "total": 0}


def test_a_sanction_takes_its_region_by_name_and_is_listed(published: Desk) -> None:
    told = published(*_add(published, region="Kota Makassar")).output
    assert told.startswith("Sanksi ")
    assert f"dicatat: Kota Makassar, Sulawesi Selatan, 1 Januari {_YEAR} sampai" in told
    listed = published("flags", "list", "{id}").output
    assert "Sanksi, berlaku: Kota Makassar" in listed
    assert "    Pekerjaan tidak selesai. (SK Wali Kota 12/2026)\n" in listed
    (plain,) = published.json("flags", "list", "{id}")["items"]
    assert (plain["kind"], plain["scope"]["code"]) == ("sanction", "73.71")


@pytest.mark.parametrize(
    ("other", "state"),
    [
        ({"from": f"{_YEAR + 1}-01-01"}, "belum berlaku"),
        ({"from": f"{_YEAR - 2}-01-01", "until": f"{_YEAR - 1}-01-01"}, "sudah berakhir"),
    ],
)
def test_the_list_tells_what_counts_today(
    published: Desk, other: dict[str, str], state: str
) -> None:
    published(*_add(published, **other))
    assert f"Sanksi, {state}: seluruh Indonesia" in published("flags", "list", "{id}").output


def test_a_flag_is_lifted_once_with_a_reason(published: Desk) -> None:
    published(*_add(published))
    (flag,) = published.registry.get(published.organization).flags
    told = published("flags", "lift", "{id}", flag.id, "--reason", "Putusan banding.")
    assert told.output == f"Sanksi {flag.id} dicabut.\n"
    listed = published("flags", "list", "{id}").output
    assert "Sanksi, dicabut" in listed
    assert "    Dicabut: Putusan banding.\n" in listed
    again = published("flags", "lift", "{id}", flag.id, "--reason", "x")
    assert (again.exit_code, "sudah berakhir" in again.output) == (1, True)


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"kind": "denda"}, "denda"),
        ({"region": ""}, "tidak dikenal"),
        ({"region": "Bandung"}, "dapat berarti: Kabupaten Bandung"),
        ({"until": f"{_YEAR - 1}-01-01"}, "/ends_on: Berakhir sebelum mulai"),
        ({"reason": " "}, "/reason: "),
        ({"from": "besok"}, "besok"),
    ],
)
def test_a_flag_that_makes_no_sense_is_refused(
    published: Desk, other: dict[str, str], said: str
) -> None:
    told = published(*_add(published, **other))
    assert told.exit_code in {1, 2}
    assert said in told.output
    assert published.registry.get(published.organization).flags == ()


def test_an_unknown_flag_or_organization_is_not_found(published: Desk) -> None:
    told = published("flags", "lift", "{id}", "tidak-ada", "--reason", "x")
    assert (told.exit_code, "Tanda 'tidak-ada' tidak ditemukan" in told.output) == (1, True)
    assert published("flags", "list", "tidak-ada").exit_code == 1


def test_the_sheet_names_a_sanction_apart_from_the_verdict(published: Desk) -> None:
    before = published("assess", "{id}").output
    assert "Tidak ada sanksi yang berlaku pada tanggal itu." in before
    published(*_add(published, region="73"))
    after = published("assess", "{id}").output
    assert after.splitlines()[0] == before.splitlines()[0]
    assert "ADA SANKSI yang berlaku pada tanggal itu, terlepas dari hasil penilaian:" in after
    assert "  ! Provinsi Sulawesi Selatan, " in after
    assert "Pekerjaan tidak selesai. (SK Wali Kota 12/2026)" in after


def test_a_period_names_sanctions_of_any_of_its_days(published: Desk) -> None:
    published(*_add(published, **{"from": f"{_YEAR + 2}-06-01"}))
    until = ("assess", "{id}", "--until")
    told = published(*until, f"{_YEAR + 2}-06-01").output
    assert "Tidak ada sanksi yang berlaku pada tanggal itu." in told
    assert "ADA SANKSI yang berlaku dalam periode itu" in told
    shorter = published(*until, f"{_YEAR + 2}-05-31").output
    assert "Tidak ada sanksi yang berlaku dalam periode itu." in shorter
