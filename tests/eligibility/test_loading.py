"""A broken ruleset file is refused, and the message says where and what: one file per mistake."""

from __future__ import annotations

import re
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from linkreg.eligibility import load_ruleset, load_rulesets
from linkreg.eligibility.loading import load_library, read_folder
from linkreg.errors import CorruptRuleset, InvalidInput, NotFound

FOLDER = Path(__file__).parents[2] / "linkreg/eligibility/rulesets"
SOUND = (FOLDER / "lkpp-3-2021.yaml").read_text("utf-8")

#: A small sound ruleset, and files that are this one with a single mistake each.
SMALL = Path(__file__).parent / "sound.yaml"
BROKEN = sorted((Path(__file__).parent / "broken").glob("*.yaml"))

#: Mistakes that cannot but leave a second one behind.
_TWOFOLD = {"field-misspelled": "/confrimed: Isian ini tidak dikenal; periksa ejaannya (baris 8"}


def expected_of(path: Path) -> str:
    """Return what the message must contain: the first line of the file says so."""
    first = path.read_text("utf-8").splitlines()[0]
    assert first.startswith("# harus disebut: ")
    return first.removeprefix("# harus disebut: ")


def _problems(text: str, name: str) -> tuple[str, ...]:
    with pytest.raises(CorruptRuleset) as caught:
        load_ruleset(text, name)
    assert caught.value.message.startswith(f"Berkas aturan {name} keliru:")
    return caught.value.problems


def test_the_small_ruleset_is_sound() -> None:
    assert len(load_ruleset(SMALL.read_text("utf-8"), SMALL.name).criteria) == 3


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_mistake_is_named_with_its_place(path: Path) -> None:
    first, *more = _problems(path.read_text("utf-8"), path.name)
    assert expected_of(path) in first
    assert re.search(r"baris \d+", first)
    assert first.endswith(".")
    left_behind = [_TWOFOLD[path.stem]] if path.stem in _TWOFOLD else []
    assert [
        said[: len(known)] for said, known in zip(more, left_behind, strict=True)
    ] == left_behind


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_broken_file_differs_from_the_sound_one_in_one_place(path: Path) -> None:
    _, *sound = SMALL.read_text("utf-8").splitlines()
    _, *broken = path.read_text("utf-8").splitlines()
    steps = SequenceMatcher(None, sound, broken, autojunk=False).get_opcodes()
    assert len([step for step in steps if step[0] != "equal"]) == 1


def test_a_long_text_is_not_repeated_whole() -> None:
    (problem,) = _problems(SOUND.replace("key: tax_status", f"key: {'panjang ' * 50}", 1), "a.yaml")
    assert problem.startswith("/criteria/1/key: Kunci hanya")
    assert "panjang ..." in problem
    assert len(problem) < 150


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
    with pytest.raises(CorruptRuleset, match="berlaku bersamaan dengan lkpp-3-2021") as caught:
        load_library([("a.yaml", SOUND), ("b.yaml", later)])
    assert "b.yaml keliru" in caught.value.message
    assert "(a.yaml) sejak 2025-01-01" in caught.value.message


def test_two_texts_may_share_no_day_but_follow_each_other() -> None:
    ended = SOUND.replace("{start: 2021-05-04}", "{start: 2021-05-04, end: 2024-12-31}")
    later = SOUND.replace("key: lkpp-3-2021", "key: draf").replace("2021-05-04", "2025-01-01")
    found = load_library([("b.yaml", later), ("a.yaml", ended)])
    assert [ruleset.key for ruleset in found.all] == ["lkpp-3-2021", "draf"]
    touching = later.replace("2025-01-01", "2024-12-31")
    with pytest.raises(CorruptRuleset, match="sejak 2024-12-31"):
        load_library([("b.yaml", touching), ("a.yaml", ended)])


def test_two_files_never_share_a_key() -> None:
    with pytest.raises(CorruptRuleset, match="dipakai dua berkas") as caught:
        load_library([("a.yaml", SOUND), ("b.yaml", SOUND)])
    assert "b.yaml keliru" in caught.value.message
    assert "juga oleh a.yaml" in caught.value.message


def test_two_files_never_share_a_key_even_with_another_text_between_them() -> None:
    small = SMALL.read_text("utf-8")
    between = small.replace("contoh-2027", "contoh-2028").replace("2027-", "2028-")
    after = small.replace("2027-01-01", "2029-01-01").replace("2027-12-31", "2029-12-31")
    with pytest.raises(CorruptRuleset, match=r"dipakai dua berkas, juga oleh a\.yaml"):
        load_library([("a.yaml", small), ("b.yaml", between), ("c.yaml", after)])


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
