"""Passwords: which are refused and why, in which form they count, and how their hashes grow old."""

from __future__ import annotations

import unicodedata

import pytest
from argon2 import PasswordHasher
from sqlalchemy import text

from linkreg import Registry
from linkreg.errors import InvalidInput, NotAuthenticated
from linkreg.services.common_passwords import common_passwords
from linkreg.services.passwords import check_password, hash_password, matches, renewed
from linkreg.vocabulary import Role

_EMAIL = "sekar.wangi@contoh.example"
_SENTENCE = "kambing makan kawat berduri"


def _code(password: str, email: str = _EMAIL) -> str | None:
    try:
        check_password(password, email)
    except InvalidInput as error:
        return error.mistakes[0].code
    return None


@pytest.mark.parametrize(
    "password",
    [
        _SENTENCE,
        "x7f-q2m-w9k-b4d",
        "819203746510293",
        "!?=)(/&%^~;,.-+",
        "🐐 makan kawat berduri",
        "k" + "ambing hitam".ljust(127, "z") + "",
        "semua huruf kecil tanpa angka",
    ],
)
def test_any_kinds_of_letters_will_do(password: str) -> None:
    assert _code(password) is None


@pytest.mark.parametrize("password", ["", "x", "kambing hitam!", "kambing" * 19, "ﬀ" * 65])
def test_length_counts_in_letters_as_they_are_compared(password: str) -> None:
    assert _code(password) == "out_of_range"


@pytest.mark.parametrize(
    "password",
    [
        "password12345678",
        "P A S S W O R D 2026 !!",
        "ｐａｓｓｗｏｒｄ１２３４５６７８",
        "passwordpasswordpass",
        "Rahasia-Jakarta-2026",
        "Indonesia Merdeka 1945",
        "Bismillahirrahmanirrahim",
        "correct horse battery staple",
        "aku cinta indonesia",
        "aaaaaaaaaaaaaaaa",
        "abcabcabcabcabcabc",
        "123456789012345",
        "098765432109876",
        "qwertyuiopasdfgh",
        "zyxwvutsrqponmlk",
        "!!!!!!!!!!!!!!!!",
        "!@#$%^&*()_+!@#$",
    ],
)
def test_what_many_people_choose_is_refused(password: str) -> None:
    assert _code(password) == "common_password"


@pytest.mark.parametrize(
    "password",
    [
        _EMAIL,
        f"ini {_EMAIL.upper()} saya",
        "sekar.wangi12345",
        "sekar.wangi-sekar.wangi",
        "masuk ke linkreg saja",
        "LinkReg untuk semua orang",
        "nomor 3174012345670001",
    ],
)
def test_what_is_known_of_somebody_or_of_us_is_refused(password: str) -> None:
    assert _code(password) == "password_holds_known"


def test_a_name_in_a_sentence_of_its_own_is_no_harm() -> None:
    assert _code("sekar.wangi makan kawat berduri") is None
    assert _code("ani makan kawat", "ani@contoh.example") is None


def test_what_is_no_text_is_refused_and_fits_nothing() -> None:
    assert _code("\ud800" * 20) == "control_character"
    assert not matches(hash_password(_SENTENCE), "\ud800" * 20)


def test_the_list_is_folded_and_says_where_it_comes_from() -> None:
    assert len(common_passwords()) > 1000
    for entry in common_passwords():
        assert entry == unicodedata.normalize("NFKC", entry).casefold()
        assert entry.isalnum()


@pytest.mark.parametrize(("typed", "also"), [("é", "e\u0301"), ("ﬁ", "fi"), ("Ａ", "A")])
def test_one_letter_typed_in_two_ways_is_one_password(typed: str, also: str) -> None:
    stored = hash_password(_SENTENCE + typed)
    assert matches(stored, _SENTENCE + also)
    assert not matches(stored, _SENTENCE)


def test_a_password_from_before_normal_forms_still_fits_as_it_was_typed() -> None:
    stored = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1).hash("ﬁ pendek")
    assert matches(stored, "ﬁ pendek")
    assert not matches(stored, "fi pendek")


@pytest.mark.parametrize("stored", ["", "!", "not a hash", "$argon2id$v=19$m=1"])
def test_a_hash_that_is_none_fits_nothing(stored: str) -> None:
    assert not matches(stored, _SENTENCE)


def test_a_hash_with_today_s_parameters_stays() -> None:
    assert renewed(hash_password(_SENTENCE), _SENTENCE) is None


def _stored(registry: Registry) -> str:
    with registry.database.connect() as connection:
        return str(connection.scalar(text("SELECT password_hash FROM accounts")))


def _store(registry: Registry, password_hash: str) -> None:
    with registry.database.begin() as connection:
        connection.execute(text("UPDATE accounts SET password_hash = :it"), {"it": password_hash})


def test_logging_in_renews_a_weaker_hash_even_of_a_password_too_short_now(
    registry: Registry,
) -> None:
    registry.add_account(_EMAIL, _SENTENCE, Role.SERVICE)
    weak = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1).hash("pendek saja")
    _store(registry, weak)
    with pytest.raises(NotAuthenticated):
        registry.log_in(_EMAIL, _SENTENCE)
    assert _stored(registry) == weak
    registry.log_in(_EMAIL, "pendek saja")
    assert "m=19456,t=2,p=1" in _stored(registry)
    registry.log_in(_EMAIL, "pendek saja")
