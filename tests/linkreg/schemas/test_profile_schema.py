"""What an organization may say of itself, and how each mistake is told."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkreg.errors import InvalidInput
from linkreg.identifiers import MAX_LENGTH
from linkreg.profile import Experience, Profile, from_plain, to_plain
from linkreg.schemas.profile import IdentifierSchema, identifier_warnings, load_profile, merge_patch
from linkreg.vocabulary import IdentifierScheme, LegalForm

_LEAST = {"name": "Yayasan Contoh", "region": "73.71"}

_FULL: dict[str, Any] = _LEAST | {
    "short_name": "YC",
    "aliases": ["Contoh Foundation"],
    "legal_form": "yayasan",
    "founded_on": "2010-05-17",
    "description": "Baris satu.\nBaris dua.",
    "address": "Jl. Contoh 1, Makassar",
    "contact": {
        "email": "a@contoh.example",
        "phone": "0411-123456",
        "website": "https://c.example",
    },
    "urusan": ["1.02", "2.08"],
    "services": ["training"],
    "operating_regions": ["73", "74.71"],
    "beneficiaries": ["women"],
    "sdgs": ["3", "5"],
    "board": [{"name": "Siti Contoh", "position": "Ketua"}],
    "personnel": {"permanent": 5, "by_sex": {"male": 2, "female": 3}},
    "experiences": [
        {
            "title": "Pendampingan posyandu",
            "start_year": 2023,
            "end_year": 2024,
            "partner": "Dinas Kesehatan",
            "urusan": ["1.02"],
            "region": "73.71",
            "value": 250_000_000,
        }
    ],
    "strengths": {
        "audited_years": [2023, 2024],
        "accountability_standards": ["finance", "complaints"],
        "open_government_commitments": ["Data bantuan sosial terbuka"],
        "catalogue_url": "https://katalog.example/x",
    },
    "identifiers": [{"scheme": "npwp", "id": "0012345678901000"}],
}


def test_a_full_profile_survives_storage_unchanged() -> None:
    profile = load_profile(_FULL)
    assert to_plain(profile) == _FULL
    assert from_plain(to_plain(profile)) == profile


def test_a_number_may_be_as_long_as_the_schema_says_and_no_longer() -> None:
    number = {"scheme": "skt_ormas", "id": "a" * MAX_LENGTH}
    (kept,) = load_profile(_LEAST | {"identifiers": [number]}).identifiers
    assert kept.id == number["id"]
    with pytest.raises(InvalidInput) as caught:
        load_profile(_LEAST | {"identifiers": [number | {"id": "a" * (MAX_LENGTH + 1)}]})
    (mistake,) = caught.value.mistakes
    assert (mistake.pointer, mistake.code) == ("/identifiers/0/id", "too_long")
    (described,) = IdentifierSchema().fields["id"].validators
    assert described.max == MAX_LENGTH


def test_the_least_is_a_name_and_a_region() -> None:
    assert load_profile(_LEAST) == Profile("Yayasan Contoh", "73.71")
    with pytest.raises(InvalidInput) as caught:
        load_profile({})
    assert {m.pointer for m in caught.value.mistakes} == {"/name", "/region"}


@pytest.mark.parametrize(
    ("changes", "pointer", "code"),
    [
        ({"nmae": "x"}, "/nmae", "unknown_field"),
        ({"name": "  "}, "/name", "required"),
        ({"name": None}, "/name", "required"),
        ({"name": "x" * 201}, "/name", "too_long"),
        ({"name": 12}, "/name", "wrong_type"),
        ({"name": "a\x00b"}, "/name", "control_character"),
        ({"name": "a\x1b[31m"}, "/name", "control_character"),
        ({"name": "\ud800"}, "/name", "control_character"),
        ({"region": "99"}, "/region", "unknown_code"),
        ({"region": "7371"}, "/region", "unknown_code"),
        ({"region": 73}, "/region", "wrong_type"),
        ({"legal_form": "pt"}, "/legal_form", "unknown_code"),
        ({"founded_on": "17-05-2010"}, "/founded_on", "invalid_date"),
        ({"founded_on": "2010-02-30"}, "/founded_on", "invalid_date"),
        ({"founded_on": "0001-01-01"}, "/founded_on", "invalid_date"),
        ({"founded_on": "9999-12-31"}, "/founded_on", "invalid_date"),
        ({"contact": {"email": "bukan"}}, "/contact/email", "invalid_email"),
        ({"contact": {"email": "3201011203450001@x.example"}}, "/contact/email", "personal_number"),
        ({"contact": {"phone": "hubungi kami"}}, "/contact/phone", "invalid_phone"),
        ({"contact": {"website": "javascript:alert(1)"}}, "/contact/website", "invalid_url"),
        ({"contact": []}, "/contact", "wrong_type"),
        ({"urusan": ["1.2"]}, "/urusan/0", "unknown_code"),
        ({"urusan": "1.02"}, "/urusan", "wrong_type"),
        ({"services": ["training", "magic"]}, "/services/1", "unknown_code"),
        ({"board": [{"name": "A"}]}, "/board/0/position", "required"),
        ({"board": [{"name": "A", "position": "K", "nik": "1"}]}, "/board/0/nik", "unknown_field"),
        ({"personnel": {"permanent": -1}}, "/personnel/permanent", "out_of_range"),
        ({"personnel": {"permanent": 1.5}}, "/personnel/permanent", "wrong_type"),
        ({"personnel": {"permanent": "5"}}, "/personnel/permanent", "wrong_type"),
        ({"personnel": {"permanent": True}}, "/personnel/permanent", "wrong_type"),
        (
            {"personnel": {"permanent": 2, "by_sex": {"male": 2, "female": 1}}},
            "/personnel/by_sex",
            "inconsistent",
        ),
        (
            {"experiences": [{"title": "x", "start_year": 1}]},
            "/experiences/0/start_year",
            "out_of_range",
        ),
        (
            {"experiences": [{"title": "x", "start_year": 2024, "end_year": 2023}]},
            "/experiences/0/end_year",
            "inconsistent",
        ),
        (
            {"experiences": [{"title": "x", "start_year": 2024, "value": 10**16}]},
            "/experiences/0/value",
            "out_of_range",
        ),
        ({"strengths": {"audited_years": [0]}}, "/strengths/audited_years/0", "out_of_range"),
        (
            {"strengths": {"audited_years": [2024, 9999]}},
            "/strengths/audited_years/1",
            "out_of_range",
        ),
        ({"strengths": {"audited_years": ["2024"]}}, "/strengths/audited_years/0", "wrong_type"),
        (
            {"strengths": {"accountability_standards": ["Kode etik"]}},
            "/strengths/accountability_standards/0",
            "unknown_code",
        ),
        (
            {"strengths": {"open_government_commitments": ["x" * 301] * 300}},
            "/strengths/open_government_commitments",
            "too_many",
        ),
        (
            {"strengths": {"catalogue_url": "http://katalog.example/x"}},
            "/strengths/catalogue_url",
            "invalid_url",
        ),
        ({"aliases": ["a" * 201]}, "/aliases/0", "too_long"),
        ({"aliases": [f"nama {n}" for n in range(21)]}, "/aliases", "too_many"),
        ({"identifiers": [{"scheme": "npwp", "id": "12"}]}, "/identifiers/0/id", "npwp_length"),
        ({"identifiers": [{"scheme": "ktp", "id": "1"}]}, "/identifiers/0/scheme", "unknown_code"),
        (
            {"identifiers": [{"scheme": "nib", "id": f"123456789012{n}"} for n in range(2)]},
            "/identifiers",
            "inconsistent",
        ),
    ],
)
def test_a_mistake_is_placed_and_named(changes: dict[str, Any], pointer: str, code: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        load_profile(_LEAST | changes)
    assert [(m.pointer, m.code) for m in caught.value.mistakes] == [(pointer, code)]
    assert caught.value.mistakes[0].message


_NIK = "3201011203450001"


@pytest.mark.parametrize(
    "changes",
    [
        {"name": f"Yayasan {_NIK}"},
        {"description": f"Ketua: Budi ({_NIK[:4]} {_NIK[4:8]} {_NIK[8:12]} {_NIK[12:]})"},
        {"address": f"KTP {_NIK}"},
        {"aliases": [_NIK]},
        {"board": [{"name": f"Budi {_NIK}", "position": "Ketua"}]},
        {"board": [{"name": "Budi", "position": _NIK}]},
        {"experiences": [{"title": _NIK, "start_year": 2020}]},
        {"experiences": [{"title": "x", "start_year": 2020, "partner": _NIK}]},
        {"strengths": {"open_government_commitments": [f"Data terbuka {_NIK}"]}},
        {"contact": {"email": f"{_NIK}@contoh.example"}},
        {"contact": {"website": f"https://contoh.example/{_NIK}"}},
        {"strengths": {"catalogue_url": f"https://contoh.example/{_NIK}"}},
    ],
)
def test_a_nik_is_refused_wherever_it_is_typed(changes: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput) as caught:
        load_profile(_LEAST | changes)
    (mistake,) = caught.value.mistakes
    assert mistake.code == "personal_number"
    assert "NIK" in mistake.message
    assert _NIK not in mistake.message


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(InvalidInput) as caught:
        load_profile({"name": "", "region": "x", "urusan": ["x", "y"], "contact": {"phone": "!"}})
    assert len(caught.value.mistakes) == 5


def test_text_is_trimmed_folded_and_kept_in_nfc() -> None:
    profile = load_profile(_LEAST | {"name": " Yayasan\t Cafe\u0301 \n", "short_name": "  "})
    assert profile.name == "Yayasan Caf\u00e9"
    assert profile.short_name is None


def test_equal_items_of_a_list_count_once() -> None:
    profile = load_profile(
        _LEAST | {"urusan": ["1.02", "1.06", "1.02"], "aliases": ["A", " A ", ""]}
    )
    assert profile.urusan == ("1.02", "1.06")
    assert profile.aliases == ("A",)


def test_audited_years_are_kept_in_their_order_each_once() -> None:
    profile = load_profile(_LEAST | {"strengths": {"audited_years": [2024, 2022, 2024, 2023]}})
    assert profile.strengths.audited_years == (2022, 2023, 2024)


def test_identifiers_are_kept_in_their_normal_form() -> None:
    data = _LEAST | {"identifiers": [{"scheme": "npwp", "id": "01.234.567.8-901.000"}]}
    assert load_profile(data).identifier(IdentifierScheme.NPWP) == "0012345678901000"


def test_an_unusual_number_is_kept_with_a_warning() -> None:
    profile = load_profile(_LEAST | {"identifiers": [{"scheme": "sk_ahu", "id": "Nomor 12/2019"}]})
    (warning,) = identifier_warnings(profile)
    assert (warning.pointer, warning.code) == ("/identifiers/0/id", "sk_ahu_pattern")


def test_a_patch_merges_objects_replaces_lists_and_null_removes() -> None:
    patched = merge_patch(
        _FULL, {"contact": {"phone": None}, "urusan": ["2.11"], "legal_form": "perkumpulan"}
    )
    profile = load_profile(patched)
    assert profile.contact.phone is None
    assert profile.contact.email == "a@contoh.example"
    assert profile.urusan == ("2.11",)
    assert profile.legal_form is LegalForm.PERKUMPULAN


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(sorted(_FULL)), json_values))
def test_whatever_comes_is_a_profile_or_a_list_of_mistakes(data: dict[str, Any]) -> None:
    try:
        profile = load_profile(data)
    except InvalidInput as error:
        assert error.mistakes
        assert all(m.pointer.startswith("/") or m.pointer == "" for m in error.mistakes)
    else:
        assert from_plain(to_plain(profile)) == profile


def test_an_experience_without_an_end_lies_within_its_year() -> None:
    profile = load_profile(_LEAST | {"experiences": [{"title": "x", "start_year": 2020}]})
    assert profile.experiences == (Experience("x", 2020),)
    assert profile.founded_on is None
