"""Other people's lists: every row is in the registry or in the report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from linkreg import Registry
from linkreg.actor import SYSTEM
from linkreg.errors import InvalidInput
from linkreg.profile import to_plain
from linkreg.services import intake
from linkreg.services.exports import ExportFormat
from linkreg.services.intake import Report
from linkreg.services.mapping import ColumnMapping, load_mapping, mapping_of
from linkreg.services.table import read_table
from linkreg.vocabulary import IdentifierScheme, OrganizationStatus

_LAZ = mapping_of([("name", "organization_name"), ("region", "headquarter")])

_ROR = load_mapping(
    """
    key: ror
    columns:
      name: name
      short_name: {column: acronyms, split: "|"}
      aliases: {column: aliases, split: "|"}
      region: ["Kota {city}, {province}", "Kabupaten {city}, {province}", "{city}"]
      founded_on: "{established}-01-01"
      contact.website: website
      identifiers.ror: ror
    values:
      region: {Singaraja: "51.08"}
    """,
    "ror.yaml",
)


@pytest.fixture
def import_text(registry: Registry, tmp_path: Path) -> Callable[..., Report]:
    def run(
        text: str | bytes, mapping: ColumnMapping | None = None, name: str = "daftar.csv"
    ) -> Report:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return intake.import_table(registry.transaction, read_table(path), mapping)

    return run


def _refusals(report: Report) -> list[tuple[int, str, str]]:
    return [(r.row, r.column, r.value) for r in report.refusals]


def test_named_columns_become_published_organizations(import_text, registry: Registry) -> None:
    report = import_text(
        "organization_name,scope,headquarter\nLAZ Contoh,Nasional,Kota Bandung\n", _LAZ
    )
    assert (report.read, report.added, report.refusals) == (1, 1, [])
    assert report.unused_columns == ("scope",)
    (result,) = registry.search("contoh").results
    assert result.record.profile.region == "32.73"
    assert result.record.status is OrganizationStatus.PUBLISHED


def test_importing_again_changes_nothing(import_text, registry: Registry) -> None:
    text = "organization_name,headquarter\nLAZ Contoh,Kota Bandung\nLAZ Lain,Aceh\n"
    import_text(text, _LAZ)
    before = registry.journal_position()
    report = import_text(text, _LAZ)
    assert (report.added, report.present, report.refused) == (0, 2, 0)
    assert registry.journal_position() == before


def test_what_an_organization_said_since_is_left_alone(import_text, registry: Registry) -> None:
    text = "name,region,description\nYayasan A,73.71,lama\n"
    import_text(text)
    (result,) = registry.search("").results
    registry.update(result.record.id, {"description": "baru"}, version=1)
    assert import_text(text).present == 1
    assert registry.get(result.record.id).profile.description == "baru"


def test_every_row_is_in_the_registry_or_in_the_report(import_text, registry: Registry) -> None:
    report = import_text(
        "organization_name,headquarter\n"
        "LAZ Satu,Kota Bandung\n"
        "LAZ Dua,Bandung\n"
        "LAZ Tiga,Kota Jombang\n"
        ",Kota Bandung\n"
        "LAZ Lima\n"
        "\n"
        "LAZ Satu,Kota Bandung\n"
        "Ketua 3201011203450001,Aceh\n",
        _LAZ,
    )
    assert report.read == report.added + report.present + report.refused == 7
    assert _refusals(report) == [
        (3, "headquarter", "Bandung"),
        (4, "headquarter", "Kota Jombang"),
        (5, "organization_name", ""),
        (6, "", ""),
        (8, "organization_name", "LAZ Satu"),
        (9, "organization_name", "Ketua 3201011203450001"),
    ]
    reasons = [refusal.reason for refusal in report.refusals]
    assert "Kabupaten Bandung" in reasons[0]
    assert "Kota Bandung" in reasons[0]
    assert "Kabupaten Jombang" in reasons[1]
    assert "Sama dengan baris 2" in reasons[4]
    assert registry.search("").page.total == 1


def test_templates_lists_and_decided_values(import_text, registry: Registry) -> None:
    report = import_text(
        "ror,name,acronyms,aliases,city,province,established,website\n"
        "https://ror.org/02gp9c631,Contoh Satu,CS|C1,Satu|Uno,Surabaya,East Java,1990,https://a.example\n"
        "https://ror.org/05a02rg85,Contoh Dua,,,Sleman,Yogyakarta,,\n"
        "https://ror.org/02vj0ze03,Contoh Tiga,,,Singaraja,Bali,,\n"
        "https://ror.org/011247s60,Contoh Empat,,,Serang,Banten,,\n",
        _ROR,
    )
    assert report.refusals == []
    found = {r.record.profile.name: r.record.profile for r in registry.search("").results}
    one = found["Contoh Satu"]
    assert (one.short_name, one.aliases) == ("CS", ("Satu", "Uno"))
    assert str(one.founded_on) == "1990-01-01"
    assert one.identifier(IdentifierScheme.ROR) == "https://ror.org/02gp9c631"
    assert [p.region for _, p in sorted(found.items())] == ["34.04", "36.73", "35.78", "51.08"]


def test_the_key_recognizes_an_organization_that_was_renamed(import_text) -> None:
    head = "ror,name,acronyms,aliases,city,province,established,website\n"
    import_text(head + "https://ror.org/02gp9c631,Nama Lama,,,Surabaya,East Java,,\n", _ROR)
    again = import_text(head + "02gp9c631,Nama Baru,,,Malang,East Java,,\n", _ROR)
    assert (again.added, again.present) == (0, 1)


def test_a_duplicate_number_refuses_the_row_and_only_that(import_text, registry) -> None:
    report = import_text(
        "name,region,npwp\nA,73.71,0012345678901000\nB,73.71,0012345678901000\nC,73.71,\n"
    )
    assert (report.added, report.refused) == (2, 1)
    assert "sudah terdaftar pada organisasi lain" in report.refusals[0].reason
    assert registry.search("").page.total == 2


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffname;region\nYayasan Café;73.71\n".encode(),
        "name\tregion\nYayasan Café\t73.71\n".encode(),
        "name,region\r\nYayasan Café,73.71\r\n".encode("cp1252"),
        'name,region\n"Yayasan\nCafé",73.71\n'.encode(),
    ],
)
def test_encodings_and_delimiters_of_offices_are_understood(
    import_text, registry: Registry, text: bytes
) -> None:
    assert import_text(text).added == 1
    assert registry.search("").results[0].record.profile.name == "Yayasan Café"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "kosong"),
        ("\n\n", "kosong"),
        ("name,name,region\nA,B,73\n", "nama kolom berulang: name"),
        (
            "nama,kota\nA,B\n",
            "Kolom tidak ditemukan: name dan region. Kolom dalam berkas: nama, kota",
        ),
        ('name,region\n"A,73\n', "tanda kutip tidak berpasangan"),
        (b"PK\x03\x04\x00\x00", "bukan berkas teks. Simpan sebagai CSV"),
    ],
)
def test_a_file_that_is_no_table_says_what_to_do(import_text, text: str | bytes, said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        import_text(text)


def test_a_column_that_is_not_there_is_named_with_those_that_are(import_text) -> None:
    with pytest.raises(InvalidInput, match="headquarter, organization_name"):
        import_text("a,b\n1,2\n", _LAZ)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("columns: {name: a}", "belum menyebut: region"),
        ("columns: {name: a, region: b, umur: c}", "Isian tujuan 'umur' tidak dikenal"),
        ("columns: {name: a, region: []}", "Tulis nama kolom, pola"),
        ("columns: {name: a, region: {split: '|'}}", "Tulis nama kolom, pola"),
        ("kolom: {}", "/kolom: Isian ini tidak dikenal"),
        ("columns: {name: a, name: b}", "kunci 'name' berulang"),
        ("key: ktp\ncolumns: {name: a, region: b}", "/key"),
        ("- a", "objek"),
        ("columns: [", "baris"),
    ],
)
def test_a_mapping_with_a_mistake_is_refused(text: str, said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        load_mapping(text, "peta.yaml")


def test_what_was_exported_comes_back_whole(
    import_text, registry: Registry, make_registry: Callable[..., Registry], tmp_path: Path
) -> None:
    profile = {
        "name": "=SUM(A1) Contoh",
        "region": "73.71",
        "aliases": ["+62 Contoh", "Lain"],
        "description": 'Baris "satu"\nbaris, dua',
        "urusan": ["1.02", "2.08"],
        "personnel": {"permanent": 12},
        "strengths": {
            "audited_years": [2023, 2024],
            "accountability_standards": ["staff", "complaints"],
            "open_government_commitments": ["Anggaran desa terbuka", "Kanal pengaduan"],
            "catalogue_url": "https://katalog.contoh.example/a",
        },
        "identifiers": [{"scheme": "npwp", "id": "0012345678901000"}],
        "board": [{"name": "Siti Contoh", "position": "Ketua"}],
    }
    registry.register(profile, status=OrganizationStatus.PUBLISHED)
    as_csv, as_lines = (
        b"".join(registry.export(form=form, actor=SYSTEM)).decode()
        for form in (ExportFormat.CSV, ExportFormat.JSONL)
    )
    for number, (text, name) in enumerate(((as_csv, "x.csv"), (as_lines, "x.jsonl"))):
        other = make_registry(f"sqlite:///{tmp_path}/{number}.sqlite3", f"index-{number}")
        other.initialize()
        (tmp_path / name).write_text(text, "utf-8", newline="")
        report = intake.import_table(other.transaction, read_table(tmp_path / name))
        assert report.refusals == []
        back = other.get(other.search("").results[0].record.id).profile
        assert (back.name, back.aliases) == ("=SUM(A1) Contoh", ("+62 Contoh", "Lain"))
        assert (back.urusan, back.personnel.permanent) == (("1.02", "2.08"), 12)
        assert back.identifier(IdentifierScheme.NPWP) == "0012345678901000"
        assert to_plain(back)["strengths"] == profile["strengths"]
        assert bool(back.board) == name.endswith("jsonl")


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("audited_years", "2023|dua ribu", "'dua ribu' bukan bilangan bulat"),
        ("audited_years", "9999", "Tahun antara 1900 dan 2100"),
        ("accountability_standards", "finance|kode etik", "Kode tidak dikenal"),
        ("catalogue_url", "http://katalog.contoh.example/a", "Bukan alamat"),
    ],
)
def test_a_wrong_strength_is_refused_in_its_column(
    import_text, column: str, cell: str, said: str
) -> None:
    report = import_text(f"name,region,{column}\nYayasan Contoh,73.71,{cell}\n")
    (refusal,) = report.refusals
    assert (refusal.column, refusal.value) == (column, cell)
    assert said in refusal.reason


def test_csv_is_safe_to_open_in_a_spreadsheet(registry: Registry) -> None:
    registry.register(
        {"name": "=1+1", "region": "73.71", "address": "@x"}, status=OrganizationStatus.PUBLISHED
    )
    text = b"".join(registry.export()).decode()
    assert text.startswith('\ufeff"id","name",')
    assert ',"\'=1+1",' in text
    assert ',"\'@x",' in text


@pytest.mark.parametrize("line", ["{", "[]", "1", '{"name": "A"}', "[" * 100_000])
def test_a_broken_line_of_json_is_a_refused_row(import_text, line: str) -> None:
    good = '{"name": "B", "region": "73.71"}'
    report = import_text(f"{line}\n{good}\n", None, "x.jsonl")
    assert (report.read, report.added, report.refused) == (2, 1, 1)
    assert report.refusals[0].row == 1
