"""``View``: a schema by which values are shown, many in a page; and JSON text as it is sent."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, cached_property
from operator import attrgetter
from typing import Any, NamedTuple

import orjson
from marshmallow import Schema, fields, missing

#: From a whole object to what one field shows of it; from one value to what is shown of that.
_Shown = Callable[[Any], Any]


class _Way(NamedTuple):
    """How a field is shown: of an object, and of a dict, which need not have it."""

    key: str
    of_object: _Shown
    of_dict: _Shown


class View(Schema):
    """What is shown of a value, field by field.

    marshmallow finds out for every value anew where a field gets it from and what becomes of it. Here
    that is found out once for each field; what comes out is the same (a test compares).
    """

    def _init_fields(self) -> None:
        self.__dict__.pop("_ways", None)
        super()._init_fields()

    @cached_property
    def _ways(self) -> list[_Way]:
        return [_way(name, field) for name, field in self.dump_fields.items()]

    def _serialize(self, obj: Any, *, many: bool = False) -> Any:
        if many and obj is not None:
            return [self._serialize(each) for each in obj]
        shown = {}
        if not isinstance(obj, dict):
            for key, show, _ in self._ways:
                shown[key] = show(obj)
            return shown
        for key, _, show in self._ways:
            value = show(obj)
            if value is not missing:
                shown[key] = value
        return shown


def _way(name: str, field: fields.Field[Any]) -> _Way:
    key = name if field.data_key is None else field.data_key
    if isinstance(field, fields.Function | fields.Method):
        return _Way(key, *(lambda obj: field.serialize(name, obj),) * 2)
    if type(field).get_value is not fields.Field.get_value:
        each = _of_any(*_of_value(name, field))
        return _Way(key, *(lambda obj: each(field.get_value(obj, name)),) * 2)
    path, (as_is, show) = field.attribute or name, _of_value(name, field)
    get = attrgetter(path)

    def of_object(obj: Any) -> Any:
        value = get(obj)
        return value if value is None or type(value) is as_is else show(value)

    def of_dict(obj: dict[str, Any]) -> Any:
        value = obj.get(path, missing)
        if value is None or value is missing or type(value) is as_is:
            return value
        return show(value)

    return _Way(key, of_object, of_dict)


def _of_value(name: str, field: fields.Field[Any]) -> tuple[type[Any] | None, _Shown]:
    """Return of which type a value is shown as it is, and what makes any other JSON-ready.

    The latter is the field itself, or a shorter way to the same.
    """
    if type(field) is fields.List:
        each = _of_any(*_of_value(name, field.inner))
        return None, lambda values: list(map(each, values))
    if isinstance(field, fields.Nested) and _shows_as(fields.Nested, field):
        if isinstance(field.schema, View):
            one = field.schema._serialize
            many = field.schema.many or field.many
            return None, (lambda values: list(map(one, values))) if many else one
    elif isinstance(field, fields.DateTime) and _shows_as(fields.DateTime, field):
        written = field.SERIALIZATION_FUNCS.get(field.format or field.DEFAULT_FORMAT)
        if written is not None:
            return None, written
    as_is = None if getattr(field, "as_string", False) else _PLAIN.get(type(field))
    return as_is, lambda value: field._serialize(value, name, None)


def _of_any(as_is: type[Any] | None, show: _Shown) -> _Shown:
    """Return what shows a value of any type, ``None`` too."""
    return lambda value: value if value is None or type(value) is as_is else show(value)


def _shows_as(kind: Any, field: object) -> bool:
    """Say whether a field makes of a value just what the fields of a kind do."""
    return type(field)._serialize is kind._serialize  # type: ignore[attr-defined] # of fields only


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
