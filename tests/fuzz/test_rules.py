"""Each rule excuses a refusal where something is wrong, and nowhere else."""

from __future__ import annotations

from typing import Any

import pytest

from tests.fuzz.rules import RULES
from tests.permissions.world import CODE, PASSWORD


def _is_excused(pointer: str, code: str, sent: Any) -> bool:
    return any(rule.explains(pointer, code, sent) for rule in RULES)


def _number(scheme: str, number: str) -> dict[str, Any]:
    return {"identifiers": [{"scheme": scheme, "id": number}]}


def _worked(first: int, last: int) -> dict[str, Any]:
    return {"experiences": [{"title": "Contoh", "start_year": first, "end_year": last}]}


_ID = "/identifiers/0/id"
_NPWP, _NIK = "0012345678901000", "7371014105900001"
_TEXTS = {"texts": ["Siti Contoh"], "ground": "Permintaan Siti Contoh."}
_SENTENCE = "perahu biru di pelabuhan"


@pytest.mark.parametrize(
    ("pointer", "code", "wrong", "right"),
    [
        ("/experiences/0/end_year", "inconsistent", _worked(2024, 2023), _worked(2024, 2024)),
        (_ID, "blank", _number("skt_ormas", "\u200b "), _number("skt_ormas", "1")),
        (_ID, "control_character", _number("nib", "1\t2"), _number("nib", "1234567890123")),
        (_ID, "too_long", _number("skt_ormas", "\ufdfa"), _number("skt_ormas", "a" * 100)),
        (_ID, "not_digits", _number("nib", "123456789012x"), _number("nib", "1234567890123")),
        (_ID, "not_digits", _number("nib", "x"), _number("sk_ahu", "x")),
        (_ID, "all_zeros", _number("nib", "0" * 13), _number("nib", "0" * 12 + "1")),
        (_ID, "npwp_length", _number("npwp", "1" * 14), _number("npwp", _NPWP)),
        (_ID, "nitku_length", _number("nitku", _NPWP), _number("nitku", f"{_NPWP}000001")),
        (_ID, "nib_length", _number("nib", "1" * 12), _number("nib", "1" * 13)),
        (_ID, "npwp_of_person", _number("npwp", _NIK), _number("npwp", _NPWP)),
        (_ID, "nik", _number("sk_ahu", _NIK), _number("sk_ahu", "AHU-0012485")),
        (_ID, "ror_pattern", _number("ror", "x"), _number("ror", "https://ror.org/02gp9c631")),
        ("/after", "cursor_gone", {"after": "x"}, {"limit": 10}),
        ("/replaces", "unknown_evidence", {"replaces": "x"}, {"replaces": None}),
        ("/documents/0", "unknown_evidence", {"documents": ["x"]}, {"documents": []}),
        ("/ground", "inconsistent", _TEXTS, _TEXTS | {"ground": "Permintaan."}),
        ("/file", "unknown_type", b"GIF89a", b"%PDF-1.7"),
        ("/file", "unknown_type", True, b"%PDF-"),  # whatever is no bytes is sent as its text
        ("/file", "empty", b"", b"x"),
        ("/note", "required", {"state": "rejected"}, {"state": "rejected", "note": "Buram."}),
        ("/password", "password_holds_known", {"password": "LinkReg 2026 ..."}, {"password": "x"}),
        (
            "/password",
            "password_holds_known",
            {"email": "Pengurus@contoh.example", "password": "si pengurus"},
            {"email": "pengurus@contoh.example", "password": _SENTENCE},
        ),
        ("/current", "wrong_password", {"current": _SENTENCE}, {"current": PASSWORD}),
        ("/code", "wrong_code", {"code": "123"}, {"code": CODE}),
        (
            "/region",
            "inconsistent",
            {"role": "service", "region": "73"},
            {"role": "officer", "region": "73"},
        ),
    ],
)
def test_what_is_wrong_is_excused_and_what_is_right_is_not(
    pointer: str, code: str, wrong: Any, right: Any
) -> None:
    assert _is_excused(pointer, code, wrong)
    assert not _is_excused(pointer, code, right)
