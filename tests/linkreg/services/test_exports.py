"""What is written out is the search's list with the very verdicts, computes nothing, and stays text."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fixtures.generator import generate
from fixtures.loading import load
from linkreg import Registry, open_registry
from linkreg.actor import PUBLIC, SYSTEM, Actor
from linkreg.errors import DatabaseUnavailable, InvalidInput, NotReady
from linkreg.search import SearchQuery, Sort
from linkreg.services import walking, workbook
from linkreg.services.assessments import facts_of
from linkreg.services.exports import ExportFormat
from linkreg.services.formulas import guarded, unguarded
from linkreg.vocabulary import Basis, OrganizationStatus, Role
from tests.decisions import accepting, reject
from tests.linkreg.services.test_revisions import require_the_same
from tests.sheets import read_sheet

TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Registry]:
    folder = tmp_path_factory.mktemp("demo")
    demo = open_registry(
        f"sqlite:///{folder}/linkreg.sqlite3",
        index_dir=folder / "index",
        files_dir=folder / "files",
        clock=lambda: datetime(2026, 11, 20, 3, tzinfo=UTC),
    )
    demo.initialize()
    for _ in load(demo, generate(60, 20, TODAY)):
        pass
    yield demo
    demo.close()


def exported(registry: Registry, form: ExportFormat, **asked: object) -> list[dict[str, str]]:
    content = b"".join(registry.export(form=form, actor=SYSTEM, **asked))
    if form is ExportFormat.XLSX:
        return read_sheet(content)
    if form is ExportFormat.JSONL:
        return [json.loads(line) for line in content.decode().splitlines()]
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def add(registry: Registry, **facts: object) -> str:
    given = {"name": "Yayasan Contoh", "region": "73.71"} | facts
    return registry.register(given, status=OrganizationStatus.PUBLISHED).id


@pytest.mark.parametrize("basis", Basis)
@pytest.mark.parametrize("day", [TODAY, date(2027, 3, 1)])
def test_the_verdict_is_that_of_an_assessment(demo: Registry, day: date, basis: Basis) -> None:
    rows = exported(demo, ExportFormat.CSV, query=SearchQuery(as_of=day, basis=basis))
    assert len(rows) > 50
    assert len({row["outcome"] for row in rows}) > 1
    for row in rows:
        assessed = demo.assess(row["id"], on=day, basis=basis)
        until = assessed.holds.end.isoformat() if assessed.holds.end else ""
        assert (row["outcome"], row["outcome_until"]) == (assessed.verdict, until)


def test_documents_replaced_rejected_and_taken_back_count_as_they_do_elsewhere(
    any_registry: Registry,
) -> None:
    registry = any_registry
    organization = add(registry)
    for kind in ("deed", "bylaws", "kswp", "articles"):
        document = {"kind": kind, "issued_on": "2026-01-02"}
        first = registry.supply_evidence(organization, document)
        if kind == "deed":
            registry.supply_evidence(organization, {**document, "replaces": first.id})
        elif kind == "bylaws":
            reject(registry, organization, first.id)
        elif kind == "kswp":
            registry.decide_evidence(organization, first.id, accepting(kind))
            registry.supply_evidence(organization, {**document, "replaces": first.id})
        else:
            registry.withdraw_evidence(organization, first.id)
    record = registry.get(organization)
    require_the_same(registry, organization)
    assert (len(record.evidence), len(facts_of(record).documents)) == (5, 4)
    for basis in Basis:
        (row,) = exported(registry, ExportFormat.JSONL, query=SearchQuery(basis=basis))
        assert row["outcome"] == registry.assess(organization, basis=basis).verdict


def test_every_kind_of_file_says_the_same(demo: Registry) -> None:
    as_csv, as_sheet, as_lines = (exported(demo, form) for form in ExportFormat)
    assert [{name: unguarded(cell) for name, cell in row.items()} for row in as_csv] == as_sheet
    for row, line in zip(as_sheet, as_lines, strict=True):
        for name in ("id", "name", "region", "status", "outcome", "updated_at"):
            assert row[name] == line[name]
        assert row["urusan"] == "|".join(line.get("urusan", ()))


@pytest.mark.parametrize("form", ExportFormat)
def test_a_query_that_finds_nothing_makes_an_empty_list(
    registry: Registry, form: ExportFormat
) -> None:
    add(registry)
    export = registry.export("takadasamasekali", form, region=["11"])
    content = b"".join(export)
    assert export.count == 0
    assert bool(content) == (form is not ExportFormat.JSONL)


@pytest.mark.parametrize("form", ExportFormat)
def test_codes_and_numbers_stay_text(registry: Registry, form: ExportFormat) -> None:
    numbers = [{"scheme": "npwp", "id": "0012345678901000"}]
    add(registry, urusan=["2.10", "2.08"], identifiers=numbers)
    (row,) = exported(registry, form)
    assert row["region"] == "73.71"
    assert row.get("npwp", "0012345678901000") == "0012345678901000"
    assert row.get("identifiers", numbers) == numbers
    assert row["urusan"] in ("2.10|2.08", ["2.10", "2.08"])


def test_no_transaction_is_open_while_somebody_waits_for_more(
    demo: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walking, "_BATCH", 7)
    export = demo.export()
    next(export)
    open_ones = [demo.database.pool.checkedout() for _ in export]
    assert open_ones == [0] * len(open_ones)
    assert len(open_ones) > 5


def test_what_is_taken_down_meanwhile_is_left_out(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walking, "_BATCH", 1)
    kept, gone = (add(registry, name=f"Yayasan {name}") for name in ("Anggrek", "Bakung"))
    export = registry.export(SearchQuery(sort=Sort.NAME), actor=PUBLIC)
    first = next(export)
    keeper = Actor("akun", Role.ORGANIZATION, organization_id=gone)
    registry.archive(gone, "Bubar.", keeper)
    rest = b"".join(export)
    assert (kept in first.decode(), gone in rest.decode(), export.count) == (True, False, 1)


def test_what_is_wrong_is_told_before_anything_is_written(demo: Registry) -> None:
    for form in ExportFormat:
        with pytest.raises(InvalidInput) as caught:
            demo.export("", form, region=["99.99"], limit="x")
        assert {it.pointer for it in caught.value.mistakes} == {"/region/0", "/limit"}
        with pytest.raises(InvalidInput):
            demo.export(SearchQuery(as_of=date(1990, 1, 1)), form)


def test_more_rows_than_a_sheet_has_are_refused_at_once(
    demo: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    workbook.require_room(1_048_575)
    monkeypatch.setattr(workbook, "MAX_ROWS", 20)
    with pytest.raises(InvalidInput, match="paling banyak 19 organisasi"):
        demo.export(form=ExportFormat.XLSX)


HOSTILE = [
    "=1+1",
    "+62 411",
    "-1",
    "@SUM(A1)",
    "  =1",
    "\u00a0=1",
    "\t=1",
    "＝1",
    "＠a",
    "a;=1",
    "a; =1",
    'a;"=HYPERLINK(1)',
    "a\n=1",
    "a\r\n+1",
    "a\t@x",
    "'=1",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_program_sees_a_formula_wherever_it_splits(text: str) -> None:
    line = io.StringIO()
    csv.writer(line, quoting=csv.QUOTE_ALL).writerow(["a", guarded(text), "b"])
    for separator in (",", ";", "\t"):
        for quote in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
            source = io.StringIO(line.getvalue(), newline="")
            for row in csv.reader(source, delimiter=separator, quoting=quote):
                for cell in row:
                    assert cell.strip(' \u00a0"\t\r\n')[:1] not in set("=+-@＝＋－＠"), (
                        separator,
                        cell,
                    )
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["Yayasan A-B", "a=b", "1.02", "a, -b", "a@b.example", "", "'a'"])
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text == unguarded(text)


@given(st.text(alphabet="=+-@;'\" \t\r\na＝|,"))
@example("'" * 50 + "=")
def test_what_was_guarded_comes_back(text: str) -> None:
    assert unguarded(guarded(text)) == text


def test_a_sheet_holds_any_text_as_text() -> None:
    rows = [
        ["=1+1", "http://a.example", "0012", "<r><t>x</t></r>"],
        ['<r></r></is></c><c r="Z9"><f>1+1</f></c></r>', "_x0041_", "a\nb", "\x1b"],
        ["x" * 40_000, "😀" * 20_000, "{=1}", "y" * 32_767],
    ]
    content = b"".join(workbook.written_workbook(["a", "b", "c", "d"], rows))
    read = [list(row.values()) for row in read_sheet(content)]
    assert [cell.lstrip(" ") for row in read[:2] for cell in row] == [*rows[0], *rows[1]]
    assert read[2][0] == "x" * 32_766 + "…"
    assert read[2][1] == "😀" * 16_383 + "…"
    assert read[2][2:] == rows[2][2:]


def test_a_sheet_leaves_no_file_behind(
    demo: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(workbook, "_PIECE", 1024)
    for to_the_end in (True, False):
        export = demo.export(form=ExportFormat.XLSX)
        assert next(export).startswith(b"PK")
        assert list(tmp_path.iterdir())
        if to_the_end:
            assert b"".join(export)
        else:
            export.close()
        assert list(tmp_path.iterdir()) == []


def test_a_sheet_that_breaks_off_leaves_no_file_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rows() -> Iterator[list[str]]:
        yield ["a"]
        assert list(tmp_path.iterdir())
        raise DatabaseUnavailable("Basis data tidak menjawab.")

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(DatabaseUnavailable):
        next(workbook.written_workbook(["x"], rows()))
    assert list(tmp_path.iterdir()) == []


def test_a_temporary_folder_that_takes_nothing_is_told(
    demo: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "none"))
    with pytest.raises(NotReady, match="TMPDIR"):
        next(demo.export(form=ExportFormat.XLSX))
