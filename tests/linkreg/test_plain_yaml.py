"""YAML as text: what was written is what is read."""

from __future__ import annotations

import re

import pytest

from linkreg.plain_yaml import PlainYamlError, find_written, load_plain_yaml


@pytest.mark.parametrize(
    "written", ["010", "no", "1e3", "2026-01-01", "~", "0x1F", "1_000", "null"]
)
def test_a_scalar_stays_the_text_it_was(written: str) -> None:
    assert load_plain_yaml(f"a: {written}") == {"a": written}


@pytest.mark.parametrize(
    ("text", "line"), [("a: 1\na: 2", 2), ("x:\n  b: 1\n  c: 2\n  b: 3", 4), ("- {a: 1, a: 1}", 1)]
)
def test_a_repeated_key_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(PlainYamlError, match=f"baris {line}: kunci"):
        load_plain_yaml(text)


@pytest.mark.parametrize("text", ["a: [1", "a: 'b", "\tb: 1", "a: *x", "a: b: c"])
def test_what_is_not_yaml_is_refused_with_its_line(text: str) -> None:
    with pytest.raises(PlainYamlError, match="baris"):
        load_plain_yaml(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1\na: 2", "baris 2: kunci 'a' berulang; sudah ada pada baris 1"),
        ("a:\n\tb: 1", "baris 2: tab tidak boleh"),
        ("a: @x", "baris 1: teks yang diawali tanda baca khusus"),
        ('a: "\\q"', "baris 1: garis miring terbalik"),
        ("a: b: c", "baris 1: titik dua tidak pada tempatnya"),
        ("a: - b", "baris 1: butir daftar"),
        ("a: 1\nb\nc: 2", r"baris 3: kunci tanpa titik dua.*dimulai pada baris 2\)"),
        ("a: 'b\nc: d", r"baris 2: tanda kutip belum ditutup \(.* baris 1\)"),
        ("a: [1\nb: 2", r"baris 2: kurung belum ditutup.* \(.* baris 1\)"),
        ("a: {b: 1", "baris 1: kurung belum ditutup"),
        ("a:\n  b: 1\n c: 2", "baris 3: jorokan baris"),
        ("  a: 1\nb: 2", "baris 2: jorokan baris"),
        ("a: 1\n---\nb: 2", "baris 2: hanya satu dokumen"),
        ("a: ]", "baris 1: isian belum lengkap"),
        ("a: >x\n b", "baris 1: bukan YAML yang sah"),
        ("a: 1\nb: x\x07", r"baris 2: memuat karakter kendali U\+0007"),
        ("? [a]\n: b", "baris 1: kunci harus berupa teks"),
        ("[a]: b", "baris 1: kunci harus berupa teks"),
        ("? {a: b}\n: b", "baris 1: kunci harus berupa teks"),
        ("[" * 5000, "bersarang terlalu dalam"),
    ],
)
def test_a_mistake_is_explained_in_words_of_our_own(text: str, said: str) -> None:
    with pytest.raises(PlainYamlError, match=said) as caught:
        load_plain_yaml(text)
    assert not re.search(r"expected|found|allowed", str(caught.value))


def test_nothing_is_built_but_text() -> None:
    with pytest.raises(PlainYamlError, match="baris 1: tanda seru"):
        load_plain_yaml("a: !!python/object/apply:os.system [x]")


@pytest.mark.parametrize(
    "text", ["a: !Penting sekali", "a: &Co Contoh", "a: &a [b]\nc: *a", "a: *x"]
)
def test_a_word_that_yaml_would_swallow_is_refused(text: str) -> None:
    with pytest.raises(PlainYamlError, match=r"tidak dipakai; .*apit teksnya"):
        load_plain_yaml(text)
    assert load_plain_yaml("a: '!Penting sekali'") == {"a": "!Penting sekali"}


def test_data_that_repeats_itself_may_refer_to_what_it_said() -> None:
    assert load_plain_yaml("a: &a [x]\nb: *a", references=True) == {"a": ["x"], "b": ["x"]}


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ((), (2, None)),
        (("a",), (2, "satu")),
        (("b", "1", "c"), (5, "010")),
        (("b",), (3, None)),
        (("b", "7"), (3, None)),
        (("b", "1", "tiada"), (5, None)),
        (("tiada", "x"), (2, None)),
    ],
)
def test_the_line_of_a_place_is_found(place: tuple[str, ...], found: object) -> None:
    text = "# catatan\na: satu\nb:\n  - x\n  - c: 010\n"
    assert find_written(text, iter(place)) == found
