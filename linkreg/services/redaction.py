"""Take texts out of what is stored: a pattern, and what it does to a profile, a revision and a row."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

#: What stands where a text stood: shorter than any text, so that no limit of length is ever exceeded.
GONE = "[…]"

#: What is free text in a profile, a document, a flag and a status. Everything else is codes, days and
#: numbers that must stay readable, or the organization's own names, which are nobody's personal data.
TEXTS = frozenset(
    {
        *("description", "address", "title", "partner", "open_government_commitments", "position"),
        *("number", "issuer", "clause", "note", "reason", "source", "lifting", "status_reason"),
    }
)

#: What is worth nothing in parts, and would be refused when it is next handed in.
ADDRESSES = frozenset({"email", "phone", "website", "catalogue_url"})

_FILE_FACTS = ("file_sha256", "file_size", "file_type")


@dataclass(frozen=True, slots=True)
class Redaction:
    """Texts to be taken out wherever they stand as whole words.

    Case does not matter, nor what stands between their words: blanks, line breaks, or the dots, hyphens
    and underscores of addresses and file names.
    """

    pattern: re.Pattern[str]
    documents: frozenset[str] = frozenset()

    @classmethod
    def of(cls, texts: Iterable[str], documents: Collection[str] = ()) -> Redaction:
        """Return what takes out these texts, and the files of these documents."""
        words = filter(None, (re.findall(r"[^\W_]+", text) for text in texts))
        parts = [r"[\W_]+".join(map(re.escape, found)) for found in words]
        one = rf"(?<![^\W_])(?:{'|'.join(parts)})(?![^\W_])" if parts else r"(?!)"
        return cls(re.compile(one, re.IGNORECASE), frozenset(documents))

    def finds(self, text: str) -> bool:
        """Say whether a text holds what is to be taken out."""
        return self.pattern.search(text) is not None

    def clean(self, text: str) -> str:
        """Return a text without the texts."""
        return self.pattern.sub(GONE, text)

    def clean_profile(self, plain: Mapping[str, Any]) -> dict[str, Any]:
        """Return a profile's JSON without the persons meant: whoever sits on the board leaves it."""
        board = [it for it in plain.get("board", ()) if not self.finds(it["name"])]
        cleaned = self._clean_parts({key: plain[key] for key in plain if key != "board"})
        return {**cleaned, "board": [*map(self._clean_parts, board)]} if board else cleaned

    def clean_revision(self, content: Mapping[str, Any]) -> dict[str, Any]:
        """Return a revision's content without the texts and without the documents' files."""
        rest = self._clean_parts({key: content[key] for key in content if key != "profile"})
        if "evidence" in rest:
            rest["evidence"] = [self._without_file(it) for it in rest["evidence"]]
        return {**rest, "profile": self.clean_profile(content["profile"])}

    def _clean_parts(self, parts: Mapping[str, Any]) -> dict[str, Any]:
        cleaned = {key: self._clean_part(key, value) for key, value in parts.items()}
        return {key: value for key, value in cleaned.items() if value is not None}

    def _clean_part(self, key: str, value: Any) -> Any:
        """Return a JSON value by what its key says it is; ``None`` for an address that must go."""
        if isinstance(value, Mapping):
            return self._clean_parts(value) or None
        if isinstance(value, list):
            return [self._clean_part(key, part) for part in value]
        if not isinstance(value, str) or key not in TEXTS | ADDRESSES or not self.finds(value):
            return value
        return None if key in ADDRESSES else self.clean(value)

    def _without_file(self, document: Mapping[str, Any]) -> dict[str, Any]:
        hidden = _FILE_FACTS if document["id"] in self.documents else ()
        return {key: value for key, value in document.items() if key not in hidden}

    def clean_row(self, row: object, names: Iterable[str]) -> bool:
        """Clean texts in columns of a row; say whether there was anything to clean."""
        changed = False
        for name in names:
            text = getattr(row, name)
            if text and self.finds(text):
                setattr(row, name, self.clean(text))
                changed = True
        return changed
