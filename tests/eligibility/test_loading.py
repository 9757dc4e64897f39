"""A broken ruleset file is refused, and the message says where and what: one file per mistake."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from linkreg.eligibility import load_ruleset, load_rulesets
from linkreg.eligibility.loading import load_library, read_folder
from linkreg.errors import CorruptRuleset, InvalidInput, NotFound

FOLDER = Path(__file__).parents[2] / "linkreg/eligibility/rulesets"
SOUND = (FOLDER / "lkpp-3-2021.yaml").read_text("utf-8")

#: What is changed in a sound file, and what the message must name.
MISTAKES = {
    "a key that repeats": ("key: lkpp-3-2021\n", "key: a\nkey: b\n", "kunci 'key' berulang"),
    "not YAML at all": ("criteria:", "criteria: [", "baris"),
    "a misspelled field": ("\nconfirmed:", "\nconfrimed:", "/confrimed: Isian ini tidak dikenal"),
    "a field left out": ("\nconfirmed: false", "", "/confirmed: Wajib diisi"),
    "a guessed boolean": (
        "\nconfirmed: false",
        "\nconfirmed: yes",
        "/confirmed: Hanya true atau false",
    ),
    "a date of another land": ("2021-05-04", "04/05/2021", "/in_force/start: Bukan tanggal"),
    "a text that ends before it starts": (
        "{start: 2021-05-04}",
        "{start: 2021-05-04, end: 2020-01-01}",
        "/in_force/end: berakhir sebelum dimulai",
    ),
    "an unknown document": ("- [kswp]", "- [kswpp]", "/criteria/1/checks/0/each_of/0/0: Kode"),
    "an unknown legal form": ("[yayasan,", "[yayasn,", "/criteria/0/checks/0/any_of/0: Kode"),
    "an unknown check": ("type: legal_form", "type: magic", "/criteria/0/checks/0: type harus"),
    "a check without its argument": ("        at_least: 1\n", "", "at_least: Wajib diisi"),
    "a count below one": ("at_least: 1", "at_least: 0", "at_least: Harus 1 atau lebih"),
    "a count that is no number": ("at_least: 1", "at_least: satu", "at_least: Harus bilangan"),
    "an unknown scope": ("scope: package", "scope: paket", "/criteria/4/scope: Kode"),
    "a condition without conditional": (
        "necessity: conditional",
        "necessity: mandatory",
        "/criteria/7/necessity: conditional dan applies_when",
    ),
    "an empty citation": (
        "article: Lampiran, persyaratan Ormas Pelaksana Swakelola, huruf a",
        "article: ''",
        "/criteria/0/citation/article: Tidak boleh kosong",
    ),
    "two criteria with one key": ("key: tax_status", "key: legal_entity", "kunci berulang"),
    "a key with a space": ("key: tax_status", "key: tax status", "/criteria/1/key: Kunci hanya"),
    "a link without https": ("url: https:", "url: http:", "/url: Bukan alamat web"),
}


@pytest.mark.parametrize(("old", "new", "message"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_named_with_its_place(old: str, new: str, message: str) -> None:
    assert old in SOUND
    with pytest.raises(CorruptRuleset) as caught:
        load_ruleset(SOUND.replace(old, new, 1), "rusak.yaml")
    assert caught.value.message.startswith("Berkas aturan rusak.yaml keliru:")
    assert message in caught.value.message


def test_all_mistakes_are_told_at_once() -> None:
    broken = SOUND.replace("\nconfirmed: false", "").replace("[kswp]", "[x]").replace("Ormas", "")
    with pytest.raises(CorruptRuleset) as caught:
        load_ruleset(broken, "rusak.yaml")
    assert len(caught.value.problems) == 2


@pytest.mark.parametrize("text", ["", "[]", "teks", "a: b"])
def test_a_file_that_is_no_ruleset_is_refused(text: str) -> None:
    with pytest.raises(CorruptRuleset):
        load_ruleset(text, "rusak.yaml")


def test_two_texts_are_never_in_force_at_once() -> None:
    later = SOUND.replace("key: lkpp-3-2021", "key: draf").replace("2021-05-04", "2025-01-01")
    with pytest.raises(CorruptRuleset, match="berlaku bersamaan dengan lkpp-3-2021"):
        load_library([("a.yaml", SOUND), ("b.yaml", later)])


def test_two_files_never_share_a_key() -> None:
    with pytest.raises(CorruptRuleset, match="dipakai dua berkas"):
        load_library([("a.yaml", SOUND), ("b.yaml", SOUND)])


def test_a_folder_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(SOUND, "utf-8")
    (tmp_path / "catatan.txt").write_text("bukan aturan", "utf-8")
    assert [ruleset.key for ruleset in read_folder(tmp_path).all] == ["lkpp-3-2021"]


@pytest.mark.parametrize(
    ("on", "key"),
    [
        ("2018-06-08", "lkpp-8-2018"),
        ("2021-05-03", "lkpp-8-2018"),
        ("2021-05-04", "lkpp-3-2021"),
        ("2040-01-01", "lkpp-3-2021"),
    ],
)
def test_the_text_in_force_follows_the_day(on: str, key: str) -> None:
    assert load_rulesets().in_force(date.fromisoformat(on)).key == key


def test_a_day_before_any_text_is_told_so() -> None:
    with pytest.raises(InvalidInput, match="Tidak ada aturan yang berlaku pada 2018-06-07"):
        load_rulesets().in_force(date(2018, 6, 7))


def test_an_unknown_ruleset_names_those_there_are() -> None:
    with pytest.raises(NotFound, match="lkpp-8-2018, lkpp-3-2021"):
        load_rulesets().get("lkpp-9-2030")
