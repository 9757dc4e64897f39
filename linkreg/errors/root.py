"""What all errors are made of: the root of the tree, and one mistake in an input."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from linkreg.wording import Wording


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong in an input.

    ``pointer`` is a JSON pointer into the input (``/contact/email``; empty for the whole), ``code`` is
    stable for machines, ``message`` is an Indonesian sentence with the rule and what to do.
    """

    pointer: str
    code: str
    message: str

    def __post_init__(self) -> None:
        """Keep the message as a wording, which can be said in another language."""
        object.__setattr__(self, "message", Wording.of(self.message))


class LinkregError(Exception):
    """The root: catch it to catch everything linkreg raises on purpose."""

    code: ClassVar[str] = "error"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = Wording.of(message)
