"""An office's own synonyms: read besides the reviewed ones, by one engine and no other."""

from __future__ import annotations

import pytest

from linkreg.errors import IndexMissing, InvalidInput
from linkreg.search import SearchQuery
from linkreg.search.memory import MemoryEngine
from search_index import synonyms
from search_index.analysis import indonesian
from search_index.engine import WhooshEngine, open_engine
from search_index.schema import stamp
from search_index.synonyms import check_synonyms, extended, own_groups

OWN = "kepiting = ketam = crab\nRTH = ruang terbuka hijau\nbakau = api api\n"


@pytest.fixture
def filled(tmp_path, make):
    """An engine with a list of its own, over an index."""
    engine = open_engine(tmp_path, synonyms=OWN)
    with engine.writer() as writer:
        writer.put(make("crab", "Budidaya ketam di pesisir."))
        writer.put(make("park", "Ruang terbuka hijau kota."))
        writer.put(make("tree", "Menanam api api."))
        writer.put(make("other", "Menanam padi."))
        writer.commit(1)
    return engine


def found(engine, text):
    return {hit.id for hit in engine.all_hits(SearchQuery(text=text))}


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("kepiting", {"crab"}),
        ("crab", {"crab"}),
        ("RTH", {"park"}),
        ("ruang terbuka hijau", {"park"}),
        ("mangrove", {"tree"}),
        ("bakau", {"tree"}),
        ("-ketam menanam", {"tree", "other"}),
        ('"budidaya crab"', {"crab"}),
    ],
)
def test_a_word_is_found_by_any_other_of_its_group(filled, text, ids):
    assert found(filled, text) == ids


def test_what_was_found_by_a_synonym_lights_up(filled):
    text = "Budidaya ketam"
    assert filled.highlight(SearchQuery(text="crab"), text) == ((9, 14),)


@pytest.mark.parametrize(("typed", "corrected"), [("kepitng", "kepiting"), ("keatm", "ketam")])
def test_a_misspelled_word_is_corrected_to_one_of_the_group(filled, typed, corrected):
    page = filled.search(SearchQuery(text=typed))
    assert (page.corrected, [hit.id for hit in page.hits]) == (corrected, ["crab"])


def test_the_reviewed_groups_serve_on(filled, make):
    with filled.writer() as writer:
        writer.put(make("old", "Pelatihan bagi difabel."))
        writer.commit(2)
    assert found(filled, "disabilitas") == {"old"}


def test_an_engine_without_the_list_knows_nothing_of_it(filled, tmp_path, make):
    plain = open_engine(tmp_path / "plain")
    with plain.writer() as writer:
        writer.put(make("crab", "Budidaya ketam di pesisir."))
        writer.commit(1)
    assert found(filled, "kepiting") == {"crab"}
    assert found(plain, "kepiting") == set()
    assert plain.highlight(SearchQuery(text="crab"), "ketam") == ()


def test_it_agrees_with_the_engine_in_memory(filled, make):
    memory = MemoryEngine(extended(own_groups(OWN)))
    texts = {"a": "ketam mangrove api api", "b": "ruang terbuka hijau crab", "c": "bakau kepiting"}
    for engine in (filled, memory):
        with engine.rebuilder() as writer:
            for organization_id, text in texts.items():
                writer.put(make(organization_id, text))
            writer.commit(1)
    for text in ("kepiting", "api api", "RTH", "mangrove ketam", "hijau ruang", "crab -bakau"):
        query = SearchQuery(text=text)
        assert filled.search(query) == memory.search(query), text


# --- what is baked into an index


def test_another_list_asks_for_a_rebuild_and_never_reads_the_old_index(filled, tmp_path, make):
    changed = open_engine(tmp_path, synonyms=OWN + "padi = paddy\n")
    with pytest.raises(IndexMissing, match="daftar sinonim lain; jalankan `linkreg index rebuild`"):
        changed.search(SearchQuery(text="paddy"))
    with changed.rebuilder() as writer:
        writer.put(make("other", "Menanam padi."))
        writer.commit(1)
    assert found(changed, "paddy") == {"other"}
    assert found(filled, "kepiting") == {"crab"}  # whoever still has the old list is not disturbed
    assert found(open_engine(tmp_path, synonyms=OWN), "kepiting") == {"crab"}


def test_the_first_list_and_the_last_ask_for_a_rebuild_too(filled, tmp_path):
    with pytest.raises(IndexMissing, match="linkreg index rebuild"):
        open_engine(tmp_path).status()
    assert open_engine(tmp_path).folder.name == stamp() != filled.folder.name


def test_remarks_and_blanks_are_no_other_list(filled, tmp_path):
    spaced = "# daftar kami\n\n" + OWN.replace(" = ", "  =  ")
    assert open_engine(tmp_path, synonyms=spaced).status().documents == 4


def test_an_analyzer_is_built_once_for_a_list(monkeypatch):
    assert extended(()) is indonesian()
    built = extended(own_groups(OWN))
    monkeypatch.setattr(synonyms, "Analyzer", None)
    assert extended(own_groups(OWN)) is built


# --- groups that meet reviewed ones


@pytest.mark.parametrize(
    ("member", "head"),
    [
        ("mangrove", "bakau"),
        ("Mangrove", "bakau"),
        ("latihan", "pelatihan"),
        ("kekerasan dalam rumah tangga", "KDRT"),
        ("penyandang difabel", "disabilitas"),
        ("hutan mangrove", None),
        ("kepiting", None),
        ("rumah", "perumahan"),
        ("rumah ibadah", None),
        ("yang", None),
        ("", None),
    ],
)
def test_a_member_is_known_by_what_it_is_read_as(member, head):
    assert synonyms.reviewed_head(member) == head


def test_a_group_joins_the_reviewed_group_it_shares_a_word_with(tmp_path, make):
    own = "STN = stunting = gagal tumbuh\nkursus = latihan\ndisability = tuna daksa\n"
    engine = WhooshEngine(tmp_path, synonyms=own)
    with engine.writer() as writer:
        writer.put(make("a", "Penanganan tengkes."))
        writer.put(make("b", "Bimbingan teknis."))
        writer.put(make("c", "Tuna daksa."))
        writer.commit(1)
    assert found(engine, "STN") == found(engine, "gagal tumbuh") == {"a"}
    assert found(engine, "kursus") == {"b"}
    assert found(engine, "penyandang disabilitas") == {"c"}


def test_an_acronym_of_ours_keeps_what_it_stands_for_when_a_group_joins():
    joined = extended((("TBC", "tuberkulosis paru"), ("stunting", "gagal tumbuh")))
    (token,) = joined("TBC")
    assert token.spelled == ("tbc", "paru")
    ours, theirs = indonesian()("PKK"), extended((("PKK", "tim penggerak"),))("PKK")
    assert ours == theirs


def test_a_group_that_would_make_two_reviewed_groups_one_is_refused():
    ((line, message),) = check_synonyms("RTH = taman\nkepiting = mangrove = anak = tengkes\n")[:1]
    assert line == 2
    assert message == (
        "'mangrove' termasuk kelompok bawaan 'bakau', sedangkan 'anak' termasuk kelompok bawaan "
        "'anak'; tulis keduanya di baris yang berbeda."
    )


def test_the_reviewed_list_itself_may_be_handed_in_and_changes_nothing():
    own = own_groups(synonyms_text())
    for text in ("KDRT", "kekerasan dalam rumah tangga", "mangrove", "difabel", "LSM"):
        assert extended(own)(text) == indonesian()(text)


def synonyms_text():
    return "\n".join(" = ".join(group) for group in synonyms.read_lexicon().synonyms)


def test_opening_tells_every_mistake_at_once(tmp_path):
    broken = "bakau\nrumah tangga = RT\nketam = mangrove = anak\n"
    with pytest.raises(InvalidInput) as caught:
        open_engine(tmp_path, synonyms=broken)
    assert [m.pointer for m in caught.value.mistakes] == ["/1", "/2", "/3"]
    told = [(int(m.pointer[1:]), m.message) for m in caught.value.mistakes]
    assert told == list(check_synonyms(broken))
    assert list(tmp_path.iterdir()) == []
