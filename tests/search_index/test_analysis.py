"""What Indonesian words are read as."""

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkreg.search.analysis import analyze_plainly, fold, folded_words
from search_index.analysis import Analyzer, indonesian
from search_index.lexicon import Lexicon, read_lexicon


def terms(text: str) -> list[str]:
    return [token.term for token in indonesian()(text)]


@pytest.mark.parametrize(
    "related",
    [
        "pelatihan melatih dilatih berlatih latihan",
        "pemberdayaan memberdayakan keberdayaan",
        "pendampingan mendampingi pendamping",
        "perlindungan pelindungan melindungi",
        "kesehatan sehat",
        "pengelolaan mengelola dikelola",
        "penduduk kependudukan",
        "ternak peternak peternakan beternak",
        "pemilu kepemiluan",
    ],
)
def test_words_of_one_root_meet(related):
    assert len(set(terms(related))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("perempuan", "empu"),
        ("disabilitas", "sabilitas"),
        ("kepemudaan", "muda"),
        ("pengadaan", "ada"),
        ("kependudukan", "duduk"),
        ("keterbukaan", "buka"),
        ("kebijakan", "bijak"),
        ("pemerintah", "perintah"),
        ("penyandang", "sandang"),
        ("peternakan", "terna"),
        ("gerakan", "gera"),
        ("pengadilan", "adil"),
    ],
)
def test_unrelated_words_stay_apart(one, other):
    assert terms(one) != terms(other)


@pytest.mark.parametrize("word", ["HIV", "PKBI", "B3", "KB", "2024", "RT", "19"])
def test_short_words_digits_and_acronyms_are_kept(word):
    assert terms(word) == [word.lower()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PAUD/TK", ["paud", "tk"]),
        ("COVID-19", ["covid", "19"]),
        ("sayur-mayur", ["sayur", "mayur"]),
        ("simpan–pinjam", ["simpan", "pinjam"]),
        ("a_b", ["a", "b"]),
        ("www.linkreg.id", ["www", "linkreg", "id"]),
    ],
)
def test_slashes_hyphens_and_dots_part_words(text, expected):
    assert terms(text) == expected


@pytest.mark.parametrize("text", ["anak-anak", "anak-anaknya", "Anak-Anak"])
def test_a_reduplication_is_the_single_word_in_a_single_place(text):
    tokens = indonesian()(f"{text} jalanan")
    assert [(t.term, t.position) for t in tokens] == [("anak", 0), ("jalanan", 1)]
    assert (tokens[0].start, tokens[0].end) == (0, len(text))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ÉTUDE", "etude"),
        ("Jum'at", "jumat"),
        ("Qur’an", "quran"),
        ("e\u0301tude", "etude"),
        ("ﬁlm", "film"),
        ("ＨＩＶ", "hiv"),
        ("STRASSE", "straße"),
    ],
)
def test_case_accents_and_compatibility_forms_are_folded(written, meant):
    assert terms(written) == terms(meant)


def test_stop_words_leave_their_place_empty():
    assert [(t.term, t.position) for t in indonesian()("ibu dan anak")] == [("ibu", 0), ("anak", 2)]


@pytest.mark.parametrize(
    "group",
    [
        ["OMS", "LSM", "Ormas", "CSO", "lembaga swadaya masyarakat"],
        ["difabel", "disabilitas", "penyandang disabilitas"],
        ["KDRT", "kekerasan dalam rumah tangga"],
        ["stunting", "tengkes"],
        ["posyandu", "pos pelayanan terpadu"],
        ["narkoba", "napza"],
        ["PAUD", "pendidikan anak usia dini"],
        ["bumdes", "badan usaha milik desa"],
    ],
)
def test_synonyms_share_their_first_term(group):
    assert len({terms(member)[0] for member in group}) == 1


def test_an_expression_spans_its_words_and_keeps_them():
    whole, *words = indonesian()("kekerasan dalam rumah tangga")
    assert (whole.term, whole.words, whole.start, whole.end) == ("kdrt", 4, 0, 28)
    assert [(word.term, word.position) for word in words] == [
        ("keras", 0),
        ("rumah", 2),
        ("tangga", 3),
    ]


def test_the_longest_expression_wins_and_none_overlap():
    wholes = [
        t.words for t in indonesian()("orang dengan HIV AIDS, orang dengan HIV") if t.words > 1
    ]
    assert wholes == [4, 3]


def test_legal_words_are_weak():
    weak = {t.surface: t.weak for t in indonesian()("Yayasan Perkumpulan Pelita")}
    assert weak == {"yayasan": True, "perkumpulan": True, "pelita": False}


def test_a_group_must_begin_with_a_single_word():
    none: frozenset[str] = frozenset()
    broken = Lexicon({}, none, none, none, none, (("rumah tangga", "RT"),))
    with pytest.raises(ValueError, match="must be one word"):
        Analyzer(broken)


def test_no_word_belongs_to_two_groups():
    groups = read_lexicon().synonyms
    members = [member.casefold() for group in groups for member in group]
    assert len(members) == len(set(members)) > 50


@pytest.mark.parametrize(
    "name", ["stems", "stop_words", "legal_words", "idle_words", "light_words"]
)
def test_word_lists_are_sorted_and_folded(name):
    text = files("search_index").joinpath("data", f"{name}.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert lines == sorted(set(lines))
    assert all(word == fold(word) for line in lines for word in line.split())


def test_an_exception_is_its_own_stem():
    stems = read_lexicon().stems
    assert {stem: terms(stem)[0] for stem in stems.values()} == {s: s for s in stems.values()}


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=200))
def test_any_text_is_read_in_order_and_within_bounds(text):
    for analyze in (indonesian(), analyze_plainly):
        tokens = analyze(text)
        assert all(0 <= t.start < t.end <= len(text) and t.term for t in tokens)
        assert [t.position for t in tokens] == sorted(t.position for t in tokens)


def test_the_surface_is_the_folded_stretch():
    text = "Étude, Jum'at & anak-anak"
    assert [w for w, _, _ in folded_words(text)] == ["etude", "jumat", "anak", "anak"]
    assert [text[t.start : t.end] for t in indonesian()(text)] == ["Étude", "Jum'at", "anak-anak"]
