"""What is read leniently or strictly, exactly as the OpenAPI document says it."""

from __future__ import annotations

from typing import Any

import pytest

from linkreg.errors import InvalidInput
from linkreg.schemas.profile import load_profile
from linkreg.schemas.query import load_query
from linkreg.schemas.verification import load_decision, load_notice_decision

_PROFILE = {"name": "Yayasan Contoh", "region": "73.71"}


def _codes(error: InvalidInput) -> set[tuple[str, str]]:
    return {(mistake.pointer, mistake.code) for mistake in error.mistakes}


@pytest.mark.parametrize("code", [" 73.71", "73.71 ", "73.71\n", "\u00a073"])
def test_a_code_has_no_spaces_about_it(code: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        load_profile(_PROFILE | {"region": code})
    assert _codes(caught.value) == {("/region", "unknown_code")}


@pytest.mark.parametrize("number", [7, 7.0])
def test_json_knows_one_kind_of_number(number: float) -> None:
    profile = load_profile(_PROFILE | {"personnel": {"permanent": number}})
    assert repr(profile.personnel.permanent) == "7"


@pytest.mark.parametrize("number", [7.5, True, "7", "7.0", [7], -1.0, 1e300])
def test_what_is_no_whole_number_is_none(number: Any) -> None:
    with pytest.raises(InvalidInput):
        load_profile(_PROFILE | {"personnel": {"permanent": number}})


@pytest.mark.parametrize("written", ["1_0", "0x10", "1.", ".5", "1,5", "nan", "inf", "١٠", ""])
def test_a_distance_is_written_in_plain_digits(written: str) -> None:
    if written:
        with pytest.raises(InvalidInput) as caught:
            load_query({"near": "73", "within_km": written})
        assert _codes(caught.value) == {("/within_km", "wrong_type")}
    else:
        assert load_query({"near": "73", "within_km": written}).within_km is None


@pytest.mark.parametrize(("written", "read"), [("10", 10), ("2.5", 2.5), ("1e2", 100)])
def test_a_distance_has_parts(written: str, read: float) -> None:
    assert load_query({"near": "73", "within_km": written}).within_km == read


@pytest.mark.parametrize(
    "written",
    [
        "20261120",
        "2026-W47",
        "2026-W47-5",
        "2026-324",
        "2026-11-20T10",
        "2026-11-20T101112Z",
        "now",
    ],
)
def test_an_instant_is_written_in_one_way(written: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        load_query({"changed_since": written})
    assert _codes(caught.value) == {("/changed_since", "invalid_date")}


def test_nobody_decides_to_wait_or_that_something_was_superseded() -> None:
    with pytest.raises(InvalidInput) as caught:
        load_decision({"state": "pending"})
    assert _codes(caught.value) == {("/state", "unknown_code")}
    assert "pending" not in caught.value.mistakes[0].message
    with pytest.raises(InvalidInput) as caught:
        load_notice_decision({"outcome": "superseded", "note": "Contoh."})
    assert _codes(caught.value) == {("/outcome", "unknown_code")}
