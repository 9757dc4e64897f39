"""The fields views are made of: codes shown with their names, spans of days, what is worked out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from marshmallow import Schema, fields

from linkreg.reference import display_name, get_urusan
from linkreg.schemas.view import View
from linkreg.vocabulary import Labeled


class CodeRef(View):
    """A code with its name."""

    code = fields.String()
    name = fields.String()


class NamedCode(fields.Nested):
    """A code, shown with the name that a reference list gives it."""

    def __init__(self, name_of: Callable[[str], str], **kwargs: Any) -> None:
        super().__init__(CodeRef, **kwargs)
        self._name_of = name_of

    def _serialize(  # type: ignore[override] # marshmallow's own classes disagree on the names
        self, nested_obj: Any, attr: str | None, obj: Any, **kwargs: Any
    ) -> Any:
        if nested_obj is None:
            return None
        return {"code": nested_obj, "name": self._name_of(nested_obj)}


class RegionRef(NamedCode):
    """A region code with a name that no other region has."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(display_name, **kwargs)


class UrusanRef(NamedCode):
    """An urusan code with its name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(lambda code: get_urusan(code).name, **kwargs)


class LabeledCode(fields.String):
    """A member of a vocabulary, shown by its code."""

    def __init__(self, vocabulary: type[Labeled], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.vocabulary = vocabulary

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        return value.value if isinstance(value, Labeled) else value


class Computed(fields.Nested):
    """What is worked out from the whole object rather than found on it, in the form of a schema."""

    def __init__(self, form: type[Schema], work_out: Callable[[Any], Any], **kwargs: Any) -> None:
        super().__init__(form, **kwargs)
        self._work_out = work_out

    def get_value(self, obj: Any, attr: str, *args: Any, **kwargs: Any) -> Any:
        """Return what ``work_out`` makes of the object."""
        return self._work_out(obj)


class Span(View):
    """Days from and until, both included; ``null`` is open."""

    start = fields.Date(data_key="from", allow_none=True)
    end = fields.Date(data_key="until", allow_none=True)
