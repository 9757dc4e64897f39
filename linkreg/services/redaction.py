"""Take texts out of what is stored: patterns, and what they do to a profile, a revision and a row."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

#: What stands where a text stood.
GONE = "[dihapus]"

#: The organization's own names and numbers, which are nobody's personal data.
_KEPT = frozenset({"name", "short_name", "aliases", "identifiers"})

_FILE_FACTS = ("file_sha256", "file_size", "file_type")


@dataclass(frozen=True, slots=True)
class Redaction:
    """Texts to be taken out wherever they stand as whole words, whatever their case and spacing."""

    pattern: re.Pattern[str]
    documents: frozenset[str] = frozenset()

    @classmethod
    def of(cls, texts: Iterable[str], documents: Collection[str] = ()) -> Redaction:
        """Return what takes out these texts, and the files of these documents."""
        parts = (r"\s+".join(map(re.escape, text.split())) for text in texts)
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)
        return cls(pattern, frozenset(documents))

    def finds(self, text: str) -> bool:
        """Say whether a text holds what is to be taken out."""
        return self.pattern.search(text) is not None

    def clean(self, value: Any) -> Any:
        """Return a JSON value without the texts."""
        if isinstance(value, str):
            return self.pattern.sub(GONE, value)
        if isinstance(value, list):
            return [self.clean(part) for part in value]
        if isinstance(value, Mapping):
            return {key: self.clean(part) for key, part in value.items()}
        return value

    def clean_profile(self, plain: Mapping[str, Any]) -> dict[str, Any]:
        """Return a profile's JSON without the persons meant: whoever sits on the board leaves it."""
        cleaned = {k: part if k in _KEPT else self.clean(part) for k, part in plain.items()}
        board = [it for it in plain.get("board", ()) if not self.finds(it["name"])]
        cleaned.pop("board", None)
        return {**cleaned, "board": self.clean(board)} if board else cleaned

    def clean_revision(self, content: Mapping[str, Any]) -> dict[str, Any]:
        """Return a revision's content without the texts and without the documents' files."""
        rest = {key: self.clean(part) for key, part in content.items() if key != "profile"}
        rest["evidence"] = [self._without_file(it) for it in rest.get("evidence", ())]
        return {**rest, "profile": self.clean_profile(content["profile"])}

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
