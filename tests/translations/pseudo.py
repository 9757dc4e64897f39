"""A language in which every translated text stands between marks, so that what is not shows.

Only what a catalog holds is marked, and of that only what is written, neither tags nor what fills its
places: whatever of a page lies outside marks and is not data was never translated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from gettext import NullTranslations
from html.parser import HTMLParser

from babel.dates import get_month_names

from api.languages import LANGUAGES
from linkreg.models.ids import _ALPHABET
from linkreg.reference import all_regions, display_name

OPENING, CLOSING = "⟦", "⟧"

_KEPT = re.compile(r"(%\(\w+\)s|%%|\{\w*\}|<[^>]+>)")
_MARKED = re.compile(f"{OPENING}[^{OPENING}{CLOSING}]*{CLOSING}")
#: Addresses, amounts, laws by their number, and ids, whose letters are no vowels.
_LAWS = r"\b(?:Peraturan LKPP|Perpres|UU|PP|Permendagri) \d+/\d{4}"
_SHAPES = re.compile(rf"{_LAWS}|[\w.+-]+@[\w.-]+\w|https?://\S+|Rp(?=\d)|\b[{_ALPHABET}]{{12}}\b")
_LETTERS = re.compile(r"[^\W\d_]{2,}")

_VOID = {"meta", "link", "input", "img", "br", "hr", "path", "circle", "use", "rect", "line"}
#: What a reader of the page reads or hears besides its text.
_READ = ("alt", "title", "aria-label", "placeholder", "data-label", "label")
#: What is never said in another language: codes and keys, programs, and what is marked as another
#: language's (legal texts that apply in Indonesian, the names of languages).
_DATA_TAGS = {"code", "script", "style", "textarea", "svg"}

#: Names and units that are the same everywhere.
_NAMES = (
    *("linkreg", "API", "WIB", "KB", "MB", "km", "CSV", "XLSX", "JSON", "JSONL", "OpenAPI", "QR"),
    *LANGUAGES.values(),
    *get_month_names("wide", locale="en").values(),
)


class Pseudo(NullTranslations):
    """Marks the texts that a catalog holds."""

    def __init__(self, known: Iterable[str]) -> None:
        super().__init__()
        self._known = frozenset(known)

    def ugettext(self, text: str) -> str:
        """Return a text of the catalog between marks, any other as it is."""
        return marked(text) if text in self._known else text

    def ungettext(self, one: str, many: str, count: int) -> str:
        """Return one of two texts, marked like a single one."""
        return self.ugettext(one if count == 1 else many)


def marked(text: str) -> str:
    """Return a text with everything written in it between marks."""
    parts = _KEPT.split(text)
    return "".join(_mark(part) if place % 2 == 0 else part for place, part in enumerate(parts))


def _mark(part: str) -> str:
    return f"{OPENING}{part}{CLOSING}" if part.strip() else part


class Data:
    """Words that no catalog translates: what people entered, and names that are names everywhere."""

    def __init__(self, entered: Iterable[str]) -> None:
        regions = {name for it in all_regions() for name in (it.name, display_name(it.code))}
        words = {word for word in (*entered, *regions, *_NAMES) if _LETTERS.search(word)}
        longest_first = sorted(words, key=len, reverse=True)
        self._words = re.compile("|".join(rf"(?<!\w){re.escape(w)}(?!\w)" for w in longest_first))

    def rest_of(self, text: str) -> str:
        """Return what of a text is neither translated nor data; empty when there is nothing."""
        left = _SHAPES.sub(" ", _MARKED.sub(" ", " ".join(text.split())))
        left = self._words.sub(" ", left)
        return " ".join(left.split()) if _LETTERS.search(left) else ""


class Texts(HTMLParser):
    """Everything in a page that somebody reads or hears."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._skipped: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the attributes say; skip what is data."""
        given = {name: value or "" for name, value in attrs}
        foreign = "lang" in given and tag != "html"
        if tag not in _VOID and (self._skipped or tag in _DATA_TAGS or foreign):
            self._skipped.append(tag)
        elif not self._skipped:
            self.found += self._said_by(tag, given)

    def _said_by(self, tag: str, given: dict[str, str]) -> Iterator[str]:
        yield from (given[name] for name in _READ if name in given)
        if tag == "input" and given.get("type") in {"submit", "button"}:
            yield given.get("value", "")
        if tag == "meta" and (
            "description" in given.get("name", "") or "og:" in given.get("property", "")
        ):
            yield given.get("content", "")

    def handle_endtag(self, tag: str) -> None:
        """Go on after what was skipped."""
        if self._skipped and self._skipped[-1] == tag:
            self._skipped.pop()

    def handle_data(self, data: str) -> None:
        """Note a text."""
        if not self._skipped and data.strip():
            self.found.append(data)


def untranslated(html: str, data: Data) -> set[str]:
    """Return every text of a page, or the part of it, that was never translated."""
    return {rest for text in Texts(html).found if (rest := data.rest_of(text))}
