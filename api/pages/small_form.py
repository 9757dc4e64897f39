"""A form of single fields, as typed, with what was wrong with each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from linkreg.errors import InvalidInput, LinkregError

#: 1250000 or 1.250.000; longer ones are no number anybody means.
_WHOLE = re.compile(r"[0-9]{1,18}|[0-9]{1,3}(?:\.[0-9]{3}){1,5}")


@dataclass(frozen=True, slots=True)
class SmallForm:
    """What was typed and what is wrong with it; ``about`` says which of several forms this is."""

    values: Mapping[str, str] = field(default_factory=dict)
    mistakes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    message: str = ""
    about: str = ""

    def data(self, *numbers: str) -> dict[str, Any]:
        """Return JSON-ready data: blank fields left out, ``numbers`` as numbers where they are."""
        given = {name: value.strip() for name, value in self.values.items() if value.strip()}
        return {
            name: as_number(value) if name in numbers else value for name, value in given.items()
        }

    def refused(self, error: LinkregError, *, pointer: str = "") -> SmallForm:
        """Return the form with what the registry said; ``pointer`` is where the form's data went."""
        told: dict[str, tuple[str, ...]] = {}
        for mistake in error.mistakes if isinstance(error, InvalidInput) else ():
            name = mistake.pointer.removeprefix(pointer).strip("/")
            told[name] = (*told.get(name, ()), mistake.message)
        return SmallForm(self.values, told, error.message, self.about)


def as_number(text: str) -> int | str:
    """Return whole numbers as such, with or without Indonesian separators; other text stays text."""
    return int(text.replace(".", "")) if _WHOLE.fullmatch(text) else text
