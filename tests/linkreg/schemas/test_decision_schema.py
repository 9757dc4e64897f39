"""An officer's word as it is handed in: mistakes are told where they stand."""

from __future__ import annotations

from typing import Any

import pytest

from linkreg.errors import InvalidInput
from linkreg.schemas.verification import load_decision, load_notice_decision


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"bogus": True}, "unknown_code"),
        ({"legible": "maybe"}, "wrong_type"),
        ({"legible": None}, "required"),
    ],
    ids=str,
)
def test_an_answer_that_is_none_is_refused_where_it_stands(
    answers: dict[str, Any], code: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        load_decision({"state": "accepted", "answers": answers})
    place = f"/answers/{next(iter(answers))}"
    assert [(it.pointer, it.code) for it in caught.value.mistakes] == [(place, code)]


@pytest.mark.parametrize("answers", [[], "ya", 1], ids=str)
def test_answers_that_are_no_set_of_fields_are_refused_in_indonesian(answers: Any) -> None:
    with pytest.raises(InvalidInput) as caught:
        load_decision({"state": "accepted", "answers": answers})
    assert [(it.pointer, it.code) for it in caught.value.mistakes] == [("/answers", "wrong_type")]


@pytest.mark.parametrize("said", [{}, {"outcome": "superseded", "note": "x"}, {"outcome": "x"}])
def test_a_notice_is_confirmed_or_dropped_with_a_note(said: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput):
        load_notice_decision(said)
