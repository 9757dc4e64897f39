"""Parameters as a form sends them: every one of its fields, filled or not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import pre_load

from linkreg.strict_schema import StrictSchema


class PassesOverBlanks(StrictSchema):
    """Parameters of which those left empty count as not given."""

    @pre_load
    def without_blanks(self, data: Mapping[str, Any], **kwargs: Any) -> dict[str, Any]:
        """Drop what is empty; what nobody knows stays, to be refused."""
        filled = {name: self.filled(name, value) for name, value in data.items()}
        return {
            name: value
            for name, value in filled.items()
            if value not in ("", []) or name not in self.fields
        }

    def filled(self, name: str, value: Any) -> Any:
        """Return a list without what is empty."""
        return [part for part in value if part != ""] if isinstance(value, list) else value
