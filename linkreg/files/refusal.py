"""How a file is refused: one mistake at ``/file``, with a code for machines and what to do."""

from __future__ import annotations

from linkreg.errors import InvalidInput, Mistake
from linkreg.wording import Wording, joined

POINTER = "/file"


def refused(code: str, message: str) -> InvalidInput:
    """Return the error to raise."""
    return InvalidInput(message, [Mistake(POINTER, code, message)])


def damaged(said: Wording) -> InvalidInput:
    """Return the error for a file that ends early or contradicts itself, as ``said``."""
    return refused("damaged", joined(" ", (said, Wording("Periksa berkasnya, lalu unggah lagi."))))
