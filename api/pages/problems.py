"""What is wrong with the parameters of a page, in the words of its fields."""

from __future__ import annotations

from api import messages
from linkreg.errors import InvalidInput


def problems_of(error: InvalidInput | None) -> list[tuple[str, str]]:
    """Return each mistake with the label of its parameter, empty where it has none."""
    if error is None:
        return []
    said = [(mistake.pointer.split("/")[1:2], mistake.message) for mistake in error.mistakes]
    return [
        (messages.PARAMETER_LABELS.get(name[0], name[0]) if name else "", message)
        for name, message in said
    ] or [("", error.message)]
