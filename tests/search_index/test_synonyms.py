"""What can be wrong in a file of synonyms: one broken line a mistake."""

from importlib.resources import files

import pytest

from linkreg.errors import InvalidInput
from linkreg.search.synonyms import MOST_BYTES, check_synonyms, read_groups, read_synonyms
from search_index.analysis import without_synonyms


def told(text: str) -> list[tuple[int, str]]:
    return [tuple(mistake) for mistake in check_synonyms(text, without_synonyms())]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("bakau", "hanya 'bakau'; tulis paling sedikit dua anggota"),
        ("bakau = ", "ada anggota kosong"),
        ("bakau == mangrove", "ada anggota kosong"),
        ("rumah tangga = RT", "anggota pertama 'rumah tangga' lebih dari satu kata"),
        ("bakau = mangrove, pesisir", "'mangrove, pesisir' memuat ','"),
        ("bakau = mangrove; pesisir", "'mangrove; pesisir' memuat ';'"),
        ("bakau = mangrove -> pesisir", "'mangrove -> pesisir' memuat '->'"),
        ("bakau = PAUD/TK", "'PAUD/TK' memuat '/'"),
        ("bakau = yang", "'yang' tidak memuat kata yang dicari"),
        ("bakau = ***", "'***' tidak memuat kata yang dicari"),
        ("bakau = a b c d e f g h i", "lebih dari 8 kata"),
        ("bakau = mangrove = Mangrove", "'Mangrove' sudah ada di baris ini"),
        ("latih = pelatihan", "'pelatihan' terbaca sama dengan 'latih' di baris ini"),
    ],
)
def test_a_broken_line_is_told_with_its_number_and_reason(line, message):
    ((number, reason),) = told(f"# daftar\n\n{line}\n")
    assert number == 3
    assert message in reason
    assert reason.endswith(".")


def test_a_member_of_two_groups_is_told_with_the_line_of_the_first():
    ((number, reason),) = told("bakau = mangrove\npesisir = pantai\nhutan = Mangrove\n")
    assert (number, reason) == (3, "'Mangrove' sudah ada di baris 1; hapus salah satu.")


def test_forms_of_one_word_in_two_groups_are_told():
    ((number, reason),) = told("latihan = training\nlokakarya = pelatihan\n")
    assert (number, "terbaca sama dengan 'latihan' di baris 1" in reason) == (2, True)


def test_all_mistakes_are_told_at_once():
    assert [number for number, _ in told("bakau\nrumah tangga = RT\nx = \n")] == [1, 2, 3]


def test_remarks_and_empty_lines_are_passed_over():
    text = "# a = b\n\n  # c\n bakau = mangrove \n"
    assert list(read_groups(text)) == [(4, ("bakau", "mangrove"))]


def test_our_own_file_is_sound():
    text = files("search_index").joinpath("data", "synonyms.txt").read_text("utf-8")
    assert told(text) == []
    assert sum(1 for _ in read_groups(text)) > 100


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "s.txt tidak memuat satu kelompok pun. Tulis satu kelompok sebaris"),
        (b"# bakau = mangrove\n\n", "s.txt tidak memuat satu kelompok pun"),
        (
            b"a = b\nkaf\xe9 = kopi\n",
            "s.txt, baris 2: bukan UTF-8. Simpan berkasnya sebagai UTF-8.",
        ),
        ("a = b\n".encode("utf-16"), "s.txt, baris 1: bukan UTF-8"),
        (b"#" * (MOST_BYTES + 1), "s.txt lebih besar dari 256 KB. Pilih berkas daftar sinonim"),
    ],
)
def test_a_file_that_is_no_list_says_why_and_what_to_do(tmp_path, content, said):
    file = tmp_path / "s.txt"
    file.write_bytes(content)
    with pytest.raises(InvalidInput) as caught:
        read_synonyms(file)
    assert said in caught.value.message


def test_a_file_that_cannot_be_read_says_so(tmp_path):
    with pytest.raises(InvalidInput, match=r"s.txt tidak ditemukan. Periksa letak dan namanya."):
        read_synonyms(tmp_path / "s.txt")
    with pytest.raises(InvalidInput, match="Periksa bahwa itu berkas"):
        read_synonyms(tmp_path)


def test_the_largest_list_allowed_is_read_and_a_byte_order_mark_is_no_word(tmp_path):
    file = tmp_path / "s.txt"
    file.write_bytes(b"\xef\xbb\xbfbakau = mangrove\n".ljust(MOST_BYTES, b"\n"))
    assert list(read_groups(read_synonyms(file))) == [(1, ("bakau", "mangrove"))]
