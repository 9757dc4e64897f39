"""Reference data as it leaves the registry: regions, fields of government, the closed lists."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from marshmallow import Schema, fields

from linkreg.reference import RegionLevel, display_name
from linkreg.schemas.view_fields import Computed, RegionRef
from linkreg.vocabulary import Labeled

_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])")


class RegionView(Schema):
    """A region; ``full_name`` is one that no other region has."""

    code = fields.String()
    name = fields.String()
    full_name = fields.Function(
        lambda region: display_name(region.code), metadata={"type": "string"}
    )
    level = fields.Enum(RegionLevel, by_value=True)
    province = RegionRef(attribute="province_code")
    latitude = fields.Float()
    longitude = fields.Float()


class RegionListView(Schema):
    """Regions by code. With ``q``: those the name may mean, else names that look like it."""

    items = fields.List(fields.Nested(RegionView), attribute="regions")
    total = fields.Function(lambda found: len(found.regions), metadata={"type": "integer"})
    suggestions = fields.List(fields.String())


class UrusanView(Schema):
    """A field of government."""

    code = fields.String()
    name = fields.String()
    group = fields.String()
    is_affair = fields.Boolean()


class UrusanListView(Schema):
    """The affairs of Law 23/2014, then the supporting functions of the planning nomenclature."""

    items = fields.List(fields.Nested(UrusanView))
    total = fields.Integer()


class LabeledCodeView(Schema):
    """A code with its Indonesian label."""

    code = fields.String(attribute="value")
    label = fields.String()


def _vocabulary_view() -> type[Schema]:
    """Return the schema of all closed lists, one field for each."""
    lists: dict[str, fields.Field[Any]] = {
        _snake(codes.__name__): Computed(LabeledCodeView, _constantly(tuple(codes)), many=True)
        for codes in Labeled.__subclasses__()
    }
    return Schema.from_dict(lists, name="VocabularyView")


def _snake(name: str) -> str:
    return _WORD.sub("_", name).lower()


def _constantly(members: tuple[Labeled, ...]) -> Callable[[object], tuple[Labeled, ...]]:
    return lambda _: members


#: Every closed list under its own name.
VocabularyView = _vocabulary_view()
