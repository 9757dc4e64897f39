"""Reading a page as a browser would: its text, links and forms, and whether it is sound HTML."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"meta", "link", "input", "img", "br", "hr", "path", "circle", "use", "rect"}
_INLINE = {"a", "b", "mark", "span"}
_NEVER_LABELED = {"hidden", "submit"}


@dataclass
class Form:
    """A form with what a browser would send if nothing were changed."""

    action: str
    method: str
    encoding: str
    fields: list[tuple[str, str]] = field(default_factory=list)

    @property
    def sent(self) -> dict[str, list[str]]:
        """Return the fields by name."""
        sent: dict[str, list[str]] = {}
        for name, value in self.fields:
            sent.setdefault(name, []).append(value)
        return sent


@dataclass
class Control:
    """An input, select or textarea and what names it."""

    name: str
    kind: str
    id: str | None
    is_wrapped: bool
    described_by: tuple[str, ...] = ()


class Page(HTMLParser):
    """A parsed page; ``faults`` says what is wrong with it."""

    def __init__(self, status: int, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.status, self.html = status, html
        self.forms: dict[str, Form] = {}
        self.ids: Counter[str] = Counter()
        self.links: dict[str, str] = {}
        self.controls: list[Control] = []
        self.labeled: list[str] = []
        self.references: list[str] = []
        self.headings: list[int] = []
        self.faults: list[str] = []
        self._words: list[str] = []
        self._stack: list[str] = []
        self._form: Form | None = None
        self._by_id: dict[str, Form] = {}
        self._link: tuple[str, int] | None = None
        self._select: str | None = None
        self._area: tuple[str, int] | None = None
        self.feed(html)
        self.close()
        self._judge()

    @property
    def text(self) -> str:
        """Return all visible words with single spaces."""
        return " ".join("".join(self._words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in _VOID:
            self._stack.append(tag)
        if tag not in _INLINE:
            self._words.append(" ")
        self._note(tag, given)
        opener = getattr(self, f"_open_{tag}", None)
        if opener:
            opener(given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "option" or tag in _VOID:
            return
        while self._stack and self._stack.pop() != tag:
            pass
        closer = getattr(self, f"_close_{tag}", None)
        if closer:
            closer()
        if tag not in _INLINE:
            self._words.append(" ")

    def handle_data(self, data: str) -> None:
        self._words.append(data)

    def _note(self, tag: str, given: dict[str, str]) -> None:
        if "id" in given:
            self.ids[given["id"]] += 1
        data = given.get("type") == "application/ld+json"
        executes = tag == "script" and "src" not in given and not data
        if "style" in given or tag == "style" or executes:
            self.faults.append(f"inline style or script: {tag}")
        if any(name.startswith("on") for name in given):
            self.faults.append(f"event handler: {tag} {given}")
        for name in ("aria-describedby", "aria-labelledby"):
            self.references.extend(given.get(name, "").split())
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.headings.append(int(tag[1]))

    def _open_a(self, given: dict[str, str]) -> None:
        if "href" in given:
            self._link = (given["href"], len(self._words))

    def _close_a(self) -> None:
        if self._link:
            address, start = self._link
            self.links.setdefault(" ".join("".join(self._words[start:]).split()), address)
            self._link = None

    def _open_form(self, given: dict[str, str]) -> None:
        encoding = given.get("enctype", "application/x-www-form-urlencoded")
        self._form = Form(given.get("action", ""), given.get("method", "get"), encoding)
        self.forms[self._form.action.partition("#")[0]] = self._form
        if "id" in given:
            self._by_id[given["id"]] = self._form

    def _close_form(self) -> None:
        self._form = None

    def _open_label(self, given: dict[str, str]) -> None:
        if "for" in given:
            self.labeled.append(given["for"])

    def _open_input(self, given: dict[str, str]) -> None:
        kind = given.get("type", "text")
        self._control(given, kind)
        if kind == "file":
            if self._form is None or self._form.encoding != "multipart/form-data":
                self.faults.append(f"file would not be sent: {given}")
        elif kind not in {"checkbox", "radio"} or "checked" in given:
            self._add(given, given.get("value", ""))

    def _open_select(self, given: dict[str, str]) -> None:
        self._control(given, "select")
        self._select = given.get("name")
        self._owner = given

    def _close_select(self) -> None:
        self._select = None

    def _open_option(self, given: dict[str, str]) -> None:
        self._stack.pop()
        if self._select and "selected" in given:
            self._add(self._owner, given.get("value", ""))

    def _open_textarea(self, given: dict[str, str]) -> None:
        self._control(given, "textarea")
        self._owner = given
        self._area = (given.get("name", ""), len(self._words))

    def _close_textarea(self) -> None:
        if self._area:
            self._add(self._owner, "".join(self._words[self._area[1] :]).removeprefix("\n"))
            self._area = None

    def _control(self, given: dict[str, str], kind: str) -> None:
        described = tuple(given.get("aria-describedby", "").split())
        wrapped = "label" in self._stack
        self.controls.append(
            Control(given.get("name", ""), kind, given.get("id"), wrapped, described)
        )

    def _add(self, given: dict[str, str], value: str) -> None:
        form = self._by_id.get(given.get("form", "")) or self._form
        if form is not None and given.get("name"):
            form.fields.append((given["name"], value))

    def _judge(self) -> None:
        self.faults += [f"id twice: {name}" for name, count in self.ids.items() if count > 1]
        self.faults += [f"no such id: {name}" for name in self.references if name not in self.ids]
        self.faults += [
            f"label for nothing: {name}" for name in self.labeled if name not in self.ids
        ]
        self.faults += [
            f"without label: {control}"
            for control in self.controls
            if control.kind not in _NEVER_LABELED
            and not (control.is_wrapped or control.id in self.labeled)
        ]
        if self.headings.count(1) != 1:
            self.faults.append(f"headings of first order: {self.headings.count(1)}")
        steps = zip(self.headings, self.headings[1:], strict=False)
        self.faults += [f"heading leaps: {a} to {b}" for a, b in steps if b > a + 1]
        if not re.search(r'<html lang="(id|en)">', self.html):
            self.faults.append("no language")
