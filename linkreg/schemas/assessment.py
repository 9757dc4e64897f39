"""The parameters with which an assessment is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from marshmallow import ValidationError, fields, post_load

from linkreg.eligibility import PackageFacts
from linkreg.errors import InvalidInput
from linkreg.schemas.blanks import PassesOverBlanks
from linkreg.schemas.fields import Code, Day, Many, Text, urusan_code
from linkreg.strict_schema import StrictSchema, mistakes_in
from linkreg.vocabulary import Basis


@dataclass(frozen=True, slots=True)
class AssessmentQuery:
    """On which day (``None``: today), on whose word, by which text (``None``: the one in force).

    ``until`` asks about every day from that one on as well. ``package``: against which package field
    and personnel are judged.
    """

    on: date | None = None
    basis: Basis = Basis.VERIFIED
    ruleset: str | None = None
    until: date | None = None
    package: PackageFacts | None = None


@dataclass(frozen=True, slots=True)
class DayQuery:
    """As of which day (``None``: now)."""

    on: date | None = None


class _QuerySchema(PassesOverBlanks):
    """Parameters with a day."""

    on = Day()

    def filled(self, name: str, value: Any) -> Any:
        """Return a list without what is empty; one text where a list may stand is a list of one."""
        if isinstance(self.fields.get(name), fields.List) and isinstance(value, str):
            value = [value]
        return super().filled(name, value)


class DayQuerySchema(_QuerySchema):
    """As of which day."""

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> DayQuery:
        """Return a ``DayQuery``."""
        return DayQuery(**data)


class AssessmentQuerySchema(_QuerySchema):
    """The parameters of a verification sheet."""

    basis = Code(Basis)
    until = Day()
    package_urusan = Many(urusan_code(), at_most=32)
    partnering = fields.Boolean(truthy={"true", True}, falsy={"false", False})

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> AssessmentQuery:
        """Return an ``AssessmentQuery``; a package is judged against once anything is said of it."""
        urusan = frozenset(data.pop("package_urusan", ()))
        partnering = data.pop("partnering", False)
        package = PackageFacts(urusan, partnering=partnering) if urusan or partnering else None
        return AssessmentQuery(**data, package=package)


@dataclass(frozen=True, slots=True)
class TimelineQuery:
    """On whose word."""

    basis: Basis = Basis.VERIFIED


class TimelineQuerySchema(StrictSchema):
    """The parameters of a timeline: it holds all days, under the text of each."""

    basis = Code(Basis)

    @post_load
    def build(self, data: dict[str, Any], **kwargs: Any) -> TimelineQuery:
        """Return a ``TimelineQuery``."""
        return TimelineQuery(**data)


class RulesetAssessmentQuerySchema(AssessmentQuerySchema):
    """The same, by which text: what a machine may ask."""

    ruleset = Text(max_length=60)


def load_day(parameters: Mapping[str, Any]) -> DayQuery:
    """Check the parameters of an organization as of a day; raise ``InvalidInput``."""
    try:
        query: DayQuery = DayQuerySchema().load(parameters)
    except ValidationError as error:
        raise InvalidInput("Tanggal belum benar.", mistakes_in(error)) from None
    return query


def load_assessment_query(parameters: Mapping[str, Any]) -> AssessmentQuery:
    """Check parameters; raise ``InvalidInput`` with every mistake."""
    try:
        query: AssessmentQuery = AssessmentQuerySchema().load(parameters)
    except ValidationError as error:
        message = "Tanggal atau dasar penilaian belum benar."
        raise InvalidInput(message, mistakes_in(error)) from None
    return query
