"""``View``: a schema by which values are shown, many in a page; and JSON text as it is sent."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, cached_property
from operator import attrgetter
from typing import Any

import orjson
from marshmallow import Schema, fields, missing

#: From the whole object to what one field shows of it; from one value to what is shown of that.
_Shown = Callable[[Any], Any]


class View(Schema):
    """What is shown of a value, field by field.

    marshmallow finds out for every value anew where a field gets it from and what becomes of it. Here
    that is found out once for each field; what comes out is the same (a test compares).
    """

    def _init_fields(self) -> None:
        self.__dict__.pop("_plan", None)
        super()._init_fields()

    @cached_property
    def _plan(self) -> list[tuple[str, _Shown]]:
        return [
            (name if field.data_key is None else field.data_key, _of_object(name, field))
            for name, field in self.dump_fields.items()
        ]

    def _serialize(self, obj: Any, *, many: bool = False) -> Any:
        if many and obj is not None:
            return [self._serialize(each) for each in obj]
        shown = {}
        for key, show in self._plan:
            value = show(obj)
            if value is not missing:
                shown[key] = value
        return shown


def _of_object(name: str, field: fields.Field[Any]) -> _Shown:
    if type(field).get_value is not fields.Field.get_value or isinstance(
        field, fields.Function | fields.Method
    ):
        return lambda obj: field.serialize(name, obj)
    path, show = field.attribute or name, _of_value(name, field)
    get = attrgetter(path)

    def shown(obj: Any) -> Any:
        if not isinstance(obj, dict):
            return show(get(obj))
        return show(obj[path]) if path in obj else missing

    return shown


def _of_value(name: str, field: fields.Field[Any]) -> _Shown:
    """Return what makes one value JSON-ready: the field itself, or a shorter way to the same."""
    serialize, plain = field._serialize, _PLAIN.get(type(field))
    if type(field) is fields.List:
        each = _of_value(name, field.inner)
        return lambda values: None if values is None else list(map(each, values))
    if type(field) is fields.Nested and isinstance(field.schema, View) and not field.schema.many:
        view = field.schema
        return lambda value: None if value is None else view._serialize(value)
    if plain is None or getattr(field, "as_string", False):
        return lambda value: serialize(value, name, None)
    return lambda value: (
        value if value is None or type(value) is plain else serialize(value, name, None)
    )


#: What is shown as it is.
_PLAIN: dict[type[Any], type[Any]] = {fields.String: str, fields.Integer: int}


@cache
def made(view: type[Schema], exclude: tuple[str, ...] = ()) -> Schema:
    """Return a view, put together once: dumping leaves nothing behind in it."""
    return view(exclude=exclude)


def dumped(view: Schema, value: object) -> dict[str, Any]:
    """Return what a view shows of a value, JSON-ready."""
    plain: dict[str, Any] = view.dump(value)
    return plain


def written(value: object) -> str:
    """Return a JSON-ready value as the text that is sent."""
    return orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS).decode()
