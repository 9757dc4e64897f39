"""A view shows exactly what marshmallow's own way would show, only sooner."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import Schema, fields

from fixtures.generator import generate
from linkreg.eligibility import load_rulesets
from linkreg.records import EvidenceRecord, FlagRecord, OrganizationRecord
from linkreg.schemas.organization_views import (
    OfficerOrganizationView,
    Presented,
    PublicOrganizationView,
)
from linkreg.schemas.view import View, written
from linkreg.services.assessments import assess_record
from linkreg.vocabulary import FlagKind, LegalForm, Role
from linkreg.wording import Wording

_DAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, tzinfo=UTC)


def _presented() -> list[Presented]:
    rulesets, shown = load_rulesets(), []
    for number, demo in enumerate(generate(60, 1, _DAY)):
        evidence = tuple(
            EvidenceRecord(f"{number}-{place}", it.kind, it.state, NOW, valid_until=it.valid_until)
            for place, it in enumerate(demo.evidence)
        )
        record = OrganizationRecord(
            f"{number:08}", 1, demo.status, demo.profile, NOW, NOW, evidence, status_since=NOW
        )
        flag = FlagRecord("f", FlagKind.SANCTION, "a", "b", _DAY, _DAY, NOW, "", scope="73")
        record = replace(record, flags=(flag,) * (number % 3))
        shown.append(Presented(record, assess_record(record, rulesets, _DAY)))
    return shown


@pytest.mark.parametrize("view", [PublicOrganizationView, OfficerOrganizationView])
def test_organizations_are_shown_as_marshmallow_shows_them(
    view: type[View], monkeypatch: pytest.MonkeyPatch
) -> None:
    presented = _presented()
    shown = view(many=True).dump(presented)
    monkeypatch.setattr(View, "_serialize", Schema._serialize)
    assert shown == view(many=True).dump(presented)


class _PartView(View):
    name = fields.String()
    count = fields.Integer(allow_none=True)


class _WholeView(View):
    code = fields.String()
    number = fields.Integer(as_string=True)
    at = fields.Date(attribute="inner.day", data_key="on", allow_none=True)
    part = fields.Nested(_PartView, allow_none=True)
    parts = fields.Nested(_PartView, many=True)
    listed = fields.List(fields.Nested(_PartView), allow_none=True)
    words = fields.List(fields.String())
    worked_out = fields.Function(lambda whole: f"{whole.code}!")


@dataclass(frozen=True)
class _DayHeld:
    day: date | None


@dataclass
class _Whole:
    code: Any = "x"
    number: Any = 7
    inner: Any = _DayHeld(_DAY)
    part: Any = None
    parts: Any = ()
    listed: Any = None
    words: Any = ()


@pytest.mark.parametrize(
    "whole",
    [
        _Whole(),
        _Whole(code=LegalForm.YAYASAN, number=True, words=("a", LegalForm.YAYASAN, None)),
        _Whole(
            part={"name": "a"}, parts=[{"count": None}, {}], listed=({"name": "b", "count": "3"},)
        ),
        _Whole(part=SimpleNamespace(name=5, count=2.0), inner=_DayHeld(None)),
    ],
)
def test_odd_values_too(whole: _Whole, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = _WholeView().dump(whole)
    monkeypatch.setattr(View, "_serialize", Schema._serialize)
    assert shown == _WholeView().dump(whole)


def test_fields_left_out_stay_out() -> None:
    assert set(_WholeView(only=["code", "part.name"]).dump(_Whole(part={"count": 1}))) == {
        "code",
        "part",
    }
    assert _WholeView(exclude=["part.count"]).dump(_Whole(part={"name": "a", "count": 1}))[
        "part"
    ] == {"name": "a"}


def test_a_field_that_an_object_lacks_is_a_defect_and_not_passed_over() -> None:
    with pytest.raises(AttributeError):
        _PartView().dump(SimpleNamespace(name="a"))


_LEAVES = (
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.text() | st.floats(-180, 180)
)


@given(
    st.recursive(_LEAVES, lambda it: st.lists(it) | st.tuples(it) | st.dictionaries(st.text(), it))
)
def test_what_is_written_is_read_again_as_it_was(value: object) -> None:
    assert json.loads(written(value)) == json.loads(json.dumps(value))


def test_it_is_written_shortly_and_in_the_letters_it_has() -> None:
    assert (
        written({Role.OFFICER: [1, None, Wording("Ōrmas “A”")]})
        == '{"officer":[1,null,"Ōrmas “A”"]}'
    )
