"""Naughty texts in every parameter of the pages and every field of their forms: shown, never obeyed."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.hostile.naughty import NAUGHTY, Turns, as_bytes, as_header, as_sent, kept
from tests.pages.reading import Form, Page
from tests.permissions.reading import TABLE, read_table
from tests.permissions.recipes import places
from tests.permissions.world import World

_ROUTES = sorted(
    {
        entry.rule
        for entry in read_table(TABLE.read_text("utf-8"))
        if entry.method == "GET" and not entry.is_api and not entry.rule.endswith(".json")
    }
    - {"/healthz", "/readyz", "/metrics", "/static/{filename}", "/{folder}/{secret}"}
)
_HEADERS = (
    *("If-Match", "If-None-Match", "Idempotency-Key", "Accept", "Accept-Language"),
    *("Authorization", "Cookie", "Host", "Referer", "User-Agent", "X-Forwarded-Host"),
)
_HARMLESS = ("aria-", "class", "id", "role", "open")
_LEADING = ("href", "src", "action", "formaction")
_WHITHER = ("/", "#", "?", "http://", "https://", "mailto:", "tel:")


class Built(HTMLParser):
    """What a page is built of: its elements with the names of their attributes, and where they lead."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.parts: set[str] = set()
        self.astray: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        telling = [name for name, _ in attrs if not name.startswith(_HARMLESS)]
        self.parts |= {tag, *(f"{tag} {name}" for name in telling)}
        for name, value in attrs:
            if name in _LEADING and value and not value.startswith(_WHITHER):
                self.astray.append(f"{tag} {name}={value}")


class Visited:
    """The pages as an administrator opens them, and all that they are built of by themselves."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.where = places(world, "published", "admin")
        self.built: set[str] = set()
        self.forms: dict[str, Form] = {}
        for route in _ROUTES:
            response = self.client().get(self.address(route))
            if response.mimetype == "text/html":
                page = Page(response.status_code, response.text)
                self.built |= Built(page.html).parts
                self.forms |= {k: it for k, it in page.forms.items() if it.method == "post"}

    def client(self) -> FlaskClient:
        client = self.world.app.test_client()
        with client.session_transaction() as session:
            session["secret"] = self.world.session("admin", "").secret
        return client

    def address(self, route: str) -> str:
        return route.format(**self.where)

    def sound(self, response: TestResponse) -> None:
        """Fail unless it is a page like any other, or leads to one, or a download."""
        assert 200 <= response.status_code < 500, response.text
        for name, value in response.headers:
            assert name.lower() != "x-naughty"
            assert not {"\r", "\n"} & set(f"{name}{value}")
        leads_to = response.headers.get("Location", "/")
        assert leads_to.startswith("/")
        assert not leads_to.startswith(("//", "/\\"))
        if response.mimetype != "text/html" or response.status_code in {303, 304}:
            return
        page = Page(response.status_code, response.text)
        built = Built(page.html)
        whole = response.request.path not in _PIECES
        assert [it for it in page.faults if whole or it not in _OF_WHOLE_PAGES] == []
        assert built.astray == []
        assert built.parts <= self.built | _MORE, built.parts - self.built


#: Of what only some pages are built: those that tell of mistakes, and what was found.
_MORE = {"mark", "h2", "fieldset", "details", "a tabindex", "div autofocus"}

#: Answers that become part of a page, and what only a page has.
_PIECES = ("/saran",)
_OF_WHOLE_PAGES = {"headings of first order: 0", "no language"}


@pytest.fixture(scope="module")
def visited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visited]:
    world = World(tmp_path_factory.mktemp("naughty"))
    yield Visited(world)
    world.registry.close()


@pytest.fixture(scope="module")
def turns() -> Turns:
    return Turns()


def test_the_forms_are_found(visited: Visited) -> None:
    assert len(visited.forms) > 10


def test_every_field_of_every_form(visited: Visited, turns: Turns) -> None:
    client = visited.client()
    for action, form in visited.forms.items():
        names = sorted(set(form.sent) - {"csrf_token"})
        for name in names:
            (text,) = turns.next(1)
            sent = {field: [*map(as_bytes, values)] for field, values in form.sent.items()}
            sent[name] = [as_bytes(text)]
            response = client.post(action, data=sent)
            visited.sound(response)
            if response.status_code < 400:
                visited.world.restore()
                client = visited.client()


@pytest.mark.parametrize("route", _ROUTES)
def test_every_parameter_place_and_header_of_a_page(
    visited: Visited, turns: Turns, route: str
) -> None:
    client = visited.client
    address = visited.address(route)
    for name in ("q", "region", "on", "next", "sort", "offset", "qualified_on", "bahasa"):
        (text,) = turns.next(1)
        visited.sound(client().get(f"{address}?{name}={as_sent(text)}"))
    for place in [name for name in visited.where if f"{{{name}}}" in route]:
        for text in turns.next(3):
            visited.sound(client().get(route.format(**visited.where | {place: as_sent(text)})))
    for name in _HEADERS:
        for value in filter(None, map(as_header, turns.next(1))):
            environ = {f"HTTP_{name.upper().replace('-', '_')}": value}
            visited.sound(client().get(address, environ_overrides=environ))


def test_every_one_is_searched_for_and_stands_in_the_box(visited: Visited) -> None:
    client = visited.world.app.test_client()
    for text in NAUGHTY:
        response = client.get(f"/?q={as_sent(text)}")
        visited.sound(response)
        if response.status_code == 200 and response.mimetype == "text/html":
            (shown,) = Page(200, response.text).forms["/"].sent["q"]
            assert shown.strip() in {text.strip(), kept(text)}
