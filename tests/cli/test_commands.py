"""Every command, as somebody at a terminal uses it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from linkreg.cli import main
from linkreg.cli.opening import opened_registry
from linkreg.clock import date_in_indonesia, system_clock
from linkreg.wording import day_in_words
from tests.cli.conftest import Desk, Run
from tests.decisions import accepting

_CSV = "name,region,urusan\nYayasan Contoh,73.71,1.02\nPerkumpulan Contoh,32.73,1.06\n"


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Run:
    """A registry with two published organizations."""
    assert run("init").exit_code == 0
    (tmp_path / "daftar.csv").write_text(_CSV)
    assert run("organizations", "import", "daftar.csv").exit_code == 0
    return run


def _first_id(run: Run) -> str:
    found = json.loads(run("search", "yayasan", "--json").output)
    return found["items"][0]["id"]


def test_init_may_be_run_again(run: Run) -> None:
    for _ in range(2):
        result = run("init")
        assert (result.exit_code, result.output) == (
            0,
            "Basis data siap (skema 0009); indeks mutakhir.\n",
        )


@pytest.mark.parametrize(
    "command",
    [
        ("search", "x"),
        ("assess", "x"),
        ("index", "status"),
        ("index", "catch-up"),
        ("index", "rebuild"),
        ("journal", "verify"),
        ("evidence", "check"),
        ("evidence", "waiting"),
        ("evidence", "list", "x"),
        ("notices", "list", "x"),
        ("flags", "list", "x"),
        ("privacy", "erasures", "x"),
        ("organizations", "submit", "x"),
        ("reminders", "due"),
        ("organizations", "export", "x.csv"),
        (
            "accounts",
            "add",
            "a@contoh.example",
            "--role",
            "service",
            "--password",
            "kata sandi panjang",
        ),
    ],
    ids=" ".join,
)
def test_before_init_every_command_says_to_run_it(run: Run, command: tuple[str, ...]) -> None:
    result = run(*command)
    assert result.exit_code == 1
    assert result.output == "Error: Basis data belum disiapkan. Jalankan `linkreg init`.\n"


def test_an_import_tells_what_became_of_every_row(run: Run, tmp_path: Path) -> None:
    run("init")
    (tmp_path / "d.csv").write_text("nama,kota\nYayasan A,Kota Bandung\nYayasan B,Bandung\n")
    columns = ("--column", "name=nama", "--column", "region=kota")
    result = run("organizations", "import", "d.csv", *columns, "--report", "tolak.csv")
    assert result.exit_code == 1
    assert "2 baris dibaca: 1 ditambahkan, 0 sudah ada, 1 ditolak." in result.output
    assert "baris 3: kota='Bandung': Wilayah 'Bandung' dapat berarti" in result.output
    report = (tmp_path / "tolak.csv").read_text("utf-8-sig").splitlines()
    assert report[0] == "baris,kolom,nilai,alasan"
    assert report[1].startswith("3,kota,Bandung,")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--column", "name"), "--column ditulis ISIAN=KOLOM"),
        (("--column", "umur=x"), "Isian tujuan 'umur' tidak dikenal"),
        (("--column", "name=x", "--mapping", "daftar.csv"), "jangan keduanya"),
        (("--mapping", "daftar.csv"), "Pemetaan daftar.csv keliru"),
        (("--column", "name=x", "--column", "region=y"), "Kolom tidak ditemukan: x, y"),
    ],
)
def test_a_wrong_import_option_is_explained(
    filled: Run, arguments: tuple[str, ...], said: str
) -> None:
    result = filled("organizations", "import", "daftar.csv", *arguments)
    assert result.exit_code in {1, 2}
    assert said in result.output


def test_drafts_stay_out_of_sight(run: Run, tmp_path: Path) -> None:
    run("init")
    (tmp_path / "d.csv").write_text(_CSV)
    assert run("organizations", "import", "d.csv", "--draft").exit_code == 0
    assert run("search", "contoh").output == "0 organisasi ditemukan.\n"


def test_search_takes_places_by_name(filled: Run) -> None:
    assert "Yayasan Contoh (Kota Makassar" in filled("search", "--region", "Kota Makassar").output
    assert filled("search", "contoh", "--region", "73").output.startswith("1 organisasi")
    assert filled("search", "contoh", "--urusan", "1.06").output.startswith("1 organisasi")
    assert filled("search", "contoh", "--strength", "audited").output.startswith("0 organisasi")
    assert filled("search", "contoh", "--qualified-on", "2026-11-20").output.startswith("0 organ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--region", "Bandung"), "dapat berarti: Kabupaten Bandung"),
        (("--region", "Kab. Bdg"), "tidak dikenal"),
        (("--urusan", "9.99"), "/urusan/0: Kode urusan '9.99' tidak dikenal"),
        (("--strength", "murah"), "/strength/0: Kode tidak dikenal"),
        (("--qualified-on", "besok"), "/qualified_on: Bukan tanggal"),
        (("--basis", "x"), "/basis: "),
        (("--limit", "1000"), "/limit: "),
    ],
)
def test_a_wrong_search_option_is_explained(
    filled: Run, arguments: tuple[str, ...], said: str
) -> None:
    result = filled("search", "contoh", *arguments)
    assert result.exit_code == 1
    assert said in result.output
    assert "Traceback" not in result.output


def test_a_misspelled_word_is_answered_as_the_nearest_one_and_said_so(filled: Run) -> None:
    said = filled("search", "yayassan").output
    assert said.startswith("Kata yang diketik tidak ditemukan; ini hasil untuk: yayasan\n1 org")


def test_a_misspelled_word_in_quotation_marks_gets_a_suggestion(filled: Run) -> None:
    assert "Mungkin maksudnya: yayasan" in filled("search", '"yayassan"').output


def test_assess_shows_eight_criteria_with_citations_and_what_to_do(filled: Run) -> None:
    result = filled("assess", _first_id(filled), "--on", "2099-11-20")
    assert result.exit_code == 0
    assert result.output.startswith("Yayasan Contoh: BELUM LENGKAP")
    assert "Per 20 November 2099, dasar: terverifikasi petugas" in result.output
    assert "belum dikonfirmasi" in result.output
    assert len(re.findall(r"^\[.\] ", result.output, flags=re.MULTILINE)) == 8
    assert result.output.count("Peraturan LKPP 3/2021, Lampiran") == 8
    assert "  - Sampaikan Akta pendirian." in result.output


def test_assess_names_the_article_below_each_step(filled: Run) -> None:
    told = filled("assess", _first_id(filled), "--on", "2099-11-20").output
    after = told.partition("  - Sampaikan Akta pendirian.\n")[2].splitlines()
    assert after[0] == "    Lampiran, persyaratan Ormas Pelaksana Swakelola, huruf a"


def test_assess_speaks_json_and_of_other_texts(filled: Run) -> None:
    arguments = ("--ruleset", "lkpp-8-2018", "--basis", "declared", "--json")
    told = json.loads(filled("assess", _first_id(filled), *arguments).output)
    assert (told["ruleset"]["key"], told["basis"], told["outcome"]) == (
        "lkpp-8-2018",
        "declared",
        "incomplete",
    )
    assert len(told["findings"]) == 9


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("tidak-ada",), "Organisasi 'tidak-ada' tidak ditemukan"),
        (("{id}", "--ruleset", "x"), "Aturan 'x' tidak dikenal. Yang ada: lkpp-8-2018"),
        (("{id}", "--on", "2001-01-01"), "Tidak ada aturan yang berlaku pada 2001-01-01"),
        (("{id}", "--on", "2020-01-01"), "Pada 1 Januari 2020 organisasi ini belum tercatat"),
    ],
)
def test_a_wrong_assessment_is_explained(
    filled: Run, arguments: tuple[str, ...], said: str
) -> None:
    result = filled("assess", *(a.format(id=_first_id(filled)) for a in arguments))
    assert result.exit_code == 1
    assert said in result.output


def test_assess_says_why_not_every_day_of_a_period_qualifies(filled: Run) -> None:
    period = ("--on", "2099-02-01", "--until", "2099-11-30")
    told = filled("assess", _first_id(filled), *period)
    assert told.exit_code == 0
    assert "Tidak sepanjang periode: Bentuk badan hukum belum diisi." in told.output
    assert "Hari pertama yang tidak memenuhi syarat: 1 Februari 2099" in told.output
    plain = json.loads(filled("assess", _first_id(filled), *period, "--json").output)
    assert plain["period"]["fails_on"] == "2099-02-01"


def test_assess_says_that_every_day_of_a_period_qualifies(filled: Run) -> None:
    organization, today = _first_id(filled), date_in_indonesia(system_clock())
    facts = {"legal_form": "yayasan", "personnel": {"permanent": 3}}
    kinds = ("deed", "ministerial_decree", "kswp", "organization_chart", "articles", "bylaws")
    with opened_registry() as registry:
        registry.update(organization, facts, version=1)
        for kind in (*kinds, "staff_list", "office_title"):
            document = {"kind": kind, "issued_on": today.isoformat()}
            supplied = registry.supply_evidence(organization, document)
            registry.decide_evidence(organization, supplied.id, accepting(kind))
    told = filled("assess", organization, "--until", today.isoformat()).output
    assert f"Memenuhi syarat sepanjang periode sampai {day_in_words(today)}." in told


def test_a_period_that_ends_before_it_begins_is_refused(filled: Run) -> None:
    told = filled("assess", _first_id(filled), "--on", "2099-02-01", "--until", "2099-01-31")
    assert told.exit_code == 1
    assert "Periode berakhir pada 31 Januari 2099, sebelum mulai pada 1 Februari" in told.output


def test_assess_tells_when_the_verdict_changes(filled: Run) -> None:
    organization = _first_id(filled)
    told = filled("assess", organization, "--timeline").output
    assert told.startswith("Yayasan Contoh: perubahan hasil, dasar: terverifikasi petugas\n")
    assert "Sejak 8 Juni 2018 sampai 3 Mei 2021: Belum lengkap\n" in told
    assert "Sejak 4 Mei 2021: Belum lengkap\n    Menurut Peraturan LKPP 3/2021\n" in told
    assert "Tidak disyaratkan lagi oleh aturan yang baru." in told
    plain = json.loads(filled("assess", organization, "--timeline", "--json").output)
    assert [it["ruleset"] for it in plain["stretches"]] == ["lkpp-8-2018", "lkpp-3-2021"]


@pytest.mark.parametrize(
    "other", [("--on", "2026-01-01"), ("--until", "2099-01-01"), ("--ruleset", "lkpp-3-2021")]
)
def test_a_timeline_holds_all_days_and_texts(filled: Run, other: tuple[str, str]) -> None:
    result = filled("assess", _first_id(filled), "--timeline", *other)
    assert result.exit_code == 2
    assert "--timeline memuat semua tanggal dan aturan" in result.output


def test_a_package_is_judged_against(published: Desk) -> None:
    told = published("assess", "{id}", "--package-urusan", "1.06", "--partnering").output
    assert "Terhadap paket: 1.06 Sosial; bermitra" in told
    assert "Bidang organisasi tidak sama dengan bidang paket (1.06)." in told
    plain = published.json("assess", "{id}", "--package-urusan", "1.02")
    assert [it["code"] for it in plain["package"]["urusan"]] == ["1.02"]
    refused = published("assess", "{id}", "--package-urusan", "9.99")
    assert (refused.exit_code, "/package_urusan/0" in refused.output) == (1, True)
    both = published("assess", "{id}", "--timeline", "--partnering")
    assert (both.exit_code, "tanpa paket" in both.output) == (2, True)


def test_rulesets_that_come_along_are_sound(run: Run) -> None:
    result = run("rulesets", "check")
    assert result.exit_code == 0
    assert "lkpp-3-2021: 8 kriteria, berlaku 2021-05-04 sampai sekarang" in result.output
    assert "lkpp-8-2018: 9 kriteria, berlaku 2018-06-08 sampai 2021-05-03" in result.output


def test_a_broken_ruleset_file_is_told_place_by_place(run: Run, tmp_path: Path) -> None:
    (tmp_path / "draf.yaml").write_text("key: draf\ncriteria: []\n")
    result = run("rulesets", "check", "draf.yaml")
    assert result.exit_code == 1
    assert "Berkas aturan draf.yaml keliru:" in result.output
    assert "/title: Wajib diisi" in result.output
    (tmp_path / "biner.yaml").write_bytes(b"\xff\xfe")
    assert "UTF-8" in run("rulesets", "check", "biner.yaml").output


def test_the_journal_verifies(filled: Run) -> None:
    assert filled("journal", "verify").output == "2 catatan utuh dan bersambung.\n"


def test_what_is_exported_can_be_opened_and_taken_in_again(filled: Run, tmp_path: Path) -> None:
    assert filled("organizations", "export", "semua.csv").output.startswith("2 organisasi")
    assert filled("organizations", "export", "semua.jsonl").output.startswith("2 organisasi")
    assert filled("organizations", "export", "semua.xlsx").output.startswith("2 organisasi")
    assert (tmp_path / "semua.csv").read_text("utf-8").startswith('\ufeff"id","name"')
    assert (tmp_path / "semua.xlsx").read_bytes().startswith(b"PK")
    for name in ("semua.csv", "semua.jsonl"):
        again = filled("organizations", "import", name)
        assert "0 ditambahkan, 2 sudah ada, 0 ditolak" in again.output
    assert filled("organizations", "export", "semua.pdf").exit_code == 1
    assert "tidak dapat ditulis" in filled("organizations", "export", "tak/ada.csv").output
    assert not list(tmp_path.glob(".semua*"))


def test_accounts_and_tokens(run: Run) -> None:
    run("init")
    added = run(
        "accounts", "add", "p@contoh.example", "--role", "officer", "--region", "Kota Makassar",
        stdin="kata sandi panjang\n",
    )  # fmt: skip
    assert (added.exit_code, "ditambahkan untuk p@contoh.example" in added.output) == (0, True)
    issued = run("accounts", "token", "p@contoh.example", "--password", "kata sandi panjang")
    assert re.match(r"[\w-]{40,}\n", issued.output)
    wrong = run("accounts", "token", "p@contoh.example", "--password", "salah salah salah")
    assert wrong.output == "Error: Surel atau kata sandi salah.\n"
    short = run("accounts", "add", "b@contoh.example", "--role", "service", "--password", "x")
    assert "Kata sandi 15 sampai 128" in short.output


def test_a_wrong_setting_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINKREG_INDEX_DRI", "x")
    result = run("init")
    assert result.exit_code == 1
    assert "LINKREG_INDEX_DRI tidak dikenal; mungkin maksudnya LINKREG_INDEX_DIR" in result.output


def test_serve_is_there_though_the_library_knows_nothing_of_it(run: Run) -> None:
    assert "serve" in run("--help").output
    assert "--port" in run("serve", "--help").output
    refused = run("serve", "--host", "192.0.2.1")
    assert refused.exit_code == 1
    assert "LINKREG_SECRET_KEY belum diisi" in refused.output


def _commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield every command there is, groups included."""
    yield path
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from _commands(command, (*path, name))
        else:
            yield (*path, name)


@pytest.mark.parametrize(
    "command",
    list(_commands(main)),
    ids=lambda command: " ".join(command) or "linkreg",
)
def test_every_command_explains_itself(run: Run, command: tuple[str, ...]) -> None:
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert len(result.output.splitlines()) > 4


def test_the_impact_of_a_draft_is_told_and_written_down(filled: Run, tmp_path: Path) -> None:
    same = filled("rulesets", "impact", "lkpp-3-2021", "lkpp-8-2018", "--on", "2026-11-20")
    assert "2 organisasi dinilai; 0 berubah." in same.output
    assert "Belum lengkap -> Belum lengkap: 2" in same.output
    draft = """
    key: draf
    title: Draf
    instrument: Draf
    confirmed: false
    in_force: {start: 2027-01-01}
    criteria:
      - key: form
        label: Bentuk
        explanation: x
        necessity: mandatory
        scope: package
        citation: {instrument: Draf, article: Pasal 1}
        checks: [{type: shared_field}]
    """
    (tmp_path / "draf.yaml").write_text(draft)
    told = filled("rulesets", "impact", "lkpp-3-2021", "draf.yaml", "--report", "akibat.csv")
    assert "2 organisasi dinilai; 2 berubah." in told.output
    assert "+ Yayasan Contoh: memenuhi syarat" in told.output
    assert "    Berbadan hukum: Bentuk badan hukum belum diisi." in told.output
    lines = (tmp_path / "akibat.csv").read_text("utf-8-sig").splitlines()
    assert lines[0] == "id,nama,sebelum,sesudah,kriteria,alasan"
    assert len(lines) == 1 + 2 * 6
    assert filled("rulesets", "impact", "x", "y").exit_code == 1
