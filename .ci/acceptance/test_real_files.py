"""Real lists by others go in, row by row, and come out again: with an officer's own commands."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

_HERE = Path(__file__).parent
_SUMMARY = re.compile(r"(\d+) baris dibaca: (\d+) ditambahkan, (\d+) sudah ada, (\d+) ditolak\.")


@dataclass(frozen=True)
class Desk:
    """A registry of its own, reached by the ``linkreg`` command."""

    folder: Path
    data: Path

    def linkreg(self, *arguments: str, fails: bool = False) -> str:
        environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith("LINKREG_")},
            "LINKREG_DATABASE_URL": f"sqlite:///{self.folder}/a.sqlite3",
            "LINKREG_INDEX_DIR": str(self.folder / "index"),
        }
        command = [str(Path(sys.executable).parent / "linkreg"), *arguments]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == int(fails), done.stdout + done.stderr
        return done.stdout

    def take_in(self, name: str, mapping: str) -> tuple[int, int, int, int]:
        report = self.folder / f"{name}.tolak.csv"
        told = self.linkreg(
            *("organizations", "import", str(self.data / name)),
            *("--mapping", str(_HERE / mapping), "--report", str(report)),
            fails=True,
        )
        found = _SUMMARY.search(told)
        assert found, told
        return tuple(int(number) for number in found.groups())

    def search(self, *arguments: str) -> list[dict]:
        return json.loads(self.linkreg("search", *arguments, "--json", "--limit", "100"))["items"]

    def names(self, *arguments: str) -> list[str]:
        return [item["name"] for item in self.search(*arguments)]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, data: Path) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("desk"), data)
    desk.linkreg("init")
    return desk


_FILES = [
    ("ror_indonesia_nonprofit.csv", "ror.yaml", 56, 31),
    ("laz_baznas_2020.csv", "laz.yaml", 81, 78),
]


@pytest.mark.parametrize(("name", "mapping", "rows", "expected"), _FILES)
def test_every_row_is_in_the_registry_or_in_the_report(
    desk: Desk, name: str, mapping: str, rows: int, expected: int
) -> None:
    read, added, present, refused = desk.take_in(name, mapping)
    assert (read, present) == (rows, 0)
    assert read == added + refused
    assert added == expected
    with (desk.folder / f"{name}.tolak.csv").open(encoding="utf-8-sig", newline="") as file:
        told = list(csv.DictReader(file))
    assert len({line["baris"] for line in told}) == refused
    assert all(line["kolom"] and line["nilai"] and line["alasan"] for line in told)


def test_a_city_that_could_be_two_is_refused_and_both_are_named(desk: Desk) -> None:
    with (desk.folder / "ror_indonesia_nonprofit.csv.tolak.csv").open(
        encoding="utf-8-sig", newline=""
    ) as file:
        unclear = [row for row in csv.DictReader(file) if "dapat berarti" in row["alasan"]]
    assert len(unclear) == 14
    assert all("Kabupaten " in r["alasan"] and "Kota " in r["alasan"] for r in unclear)


@pytest.mark.parametrize(("name", "mapping", "rows", "expected"), _FILES)
def test_importing_again_changes_nothing(
    desk: Desk, name: str, mapping: str, rows: int, expected: int
) -> None:
    before = desk.linkreg("journal", "verify")
    read, added, present, _ = desk.take_in(name, mapping)
    assert (read, added) == (rows, 0)
    assert present == expected
    assert desk.linkreg("journal", "verify") == before


def test_they_are_found_by_acronym_alias_and_place(desk: Desk) -> None:
    assert desk.names("AMINEF") == ["American Indonesian Exchange Foundation"]
    assert "ARC Institute" in desk.names("Advanced Research and Collaboration Center")
    assert "ARC Institute" in desk.names("institute surabaya")
    assert "LAZ Rumah Zakat Indonesia" in desk.names("zakat", "--region", "Kota Bandung")
    assert "LAZ Rumah Zakat Indonesia" in desk.names("--region", "32.73")
    assert all("Bandung" in i["region"]["name"] for i in desk.search("--region", "Kota Bandung"))


def test_each_is_incomplete_and_never_not_qualified(desk: Desk) -> None:
    items = desk.search("")
    assert len(items) == 100
    assert {item["qualification"]["outcome"] for item in items} == {"incomplete"}
    for item in items[:5]:
        told = json.loads(desk.linkreg("assess", item["id"], "--json"))
        outcomes = {finding["outcome"] for finding in told["findings"]}
        assert outcomes == {"unknown", "not_applicable"}
        assert len(told["next_steps"]) >= 8
    assert desk.names("--qualified-on", "2026-11-20", "--basis", "declared") == []


def test_what_was_taken_in_can_be_given_away_and_taken_in_elsewhere(
    desk: Desk, tmp_path: Path
) -> None:
    for name in ("semua.csv", "semua.jsonl"):
        path = tmp_path / name
        desk.linkreg("organizations", "export", str(path))
        (tmp_path / name.partition(".")[2]).mkdir()
        other = Desk(tmp_path / name.partition(".")[2], desk.data)
        other.linkreg("init")
        told = _SUMMARY.search(other.linkreg("organizations", "import", str(path)))
        assert told is not None
        read, added, _, refused = (int(number) for number in told.groups())
        assert (read, refused) == (added, 0)
        assert read == sum(expected for *_, expected in _FILES)


def test_the_index_and_the_journal_agree(desk: Desk) -> None:
    assert "catatan utuh" in desk.linkreg("journal", "verify")
    assert "Tertinggal" not in desk.linkreg("index", "status")
