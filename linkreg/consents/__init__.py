"""The words to which organizations agree, each text under its own key; a used text is never edited."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

#: The text that is asked for now.
CURRENT = "2026-11"


@dataclass(frozen=True, slots=True)
class ConsentText:
    """A text with its key; ``sha256`` is of its UTF-8 bytes and says which words were agreed to."""

    key: str
    text: str

    @property
    def sha256(self) -> str:
        """Return the hash in hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """Return the text paragraph by paragraph, each on one line."""
        return tuple(" ".join(part.split()) for part in self.text.split("\n\n") if part.strip())


@cache
def current_text() -> ConsentText:
    """Return the text that is asked for now."""
    path = files("linkreg.consents") / f"{CURRENT}.txt"
    return ConsentText(CURRENT, path.read_text("utf-8").replace("\r\n", "\n").strip())
