"""Every page, in every state the recipes lead to, in a language that shows what is not translated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from enum import Enum
from typing import Any
from urllib.parse import parse_qsl

import flask_babel
import pytest
from flask import Flask, template_rendered
from flask.testing import FlaskClient
from jinja2 import Template
from werkzeug.test import TestResponse

from linkreg.records import OrganizationRecord
from tests.permissions.asking import Question, ask
from tests.permissions.reading import TABLE, Entry, read_table
from tests.permissions.recipes import RECIPES, places
from tests.permissions.world import World
from tests.translations.collecting import ROOT, collected
from tests.translations.pseudo import Data, Pseudo, untranslated

#: Who opens pages that are read, each where the table lets them; one of them sends what is sent.
_WHO = ("public", "keeper", "province", "admin", "stranger")

#: Templates that are being rewritten by those who wrap them; nothing else may be left out.
PENDING: frozenset[str] = frozenset()

_ENTRIES = [
    entry
    for entry in read_table(TABLE.read_text("utf-8"))
    if not entry.rule.startswith(("/v1/", "/static/", "/healthz", "/readyz", "/metrics", "/bahasa"))
]


class EnglishClient(FlaskClient):
    """A browser in which English was chosen, that goes wherever it is led."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_cookie("bahasa", "en")

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        return super().open(*args, **{"follow_redirects": True, **kwargs})


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A world in which everybody speaks the language of marks."""
    world = World(tmp_path_factory.mktemp("translations"))
    world.app.test_client_class = EnglishClient
    texts = [text for key in collected() for text in ([key] if isinstance(key, str) else key)]
    pseudo = Pseudo(texts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flask_babel.Domain, "get_translations", lambda _: pseudo)
        yield world
    world.registry.close()


@pytest.fixture(scope="module")
def data(world: World) -> Data:
    """What was entered in the world."""
    records = [world.registry.get(it.organization_id) for it in world.subjects.values()]
    entered = {text for record in records for text in _entered(record)}
    sent = {
        text
        for it in RECIPES.values()
        for text in _entered([it.form, it.json, parse_qsl(it.query)])
    }
    return Data(entered | sent | set(_ELSEWHERE))


#: What the world holds besides profiles, and what the recipes send.
_ELSEWHERE = (
    *("Rahasiaalasan", "Rahasiajawaban", "Rahasiaputusan", "Rahasiaperamban", "Rahasiatolak"),
    *("RAHASIA7731", "Jawaban: RAHASIA7731", "Rahasiadikembalikan", "2026-11"),
    *("Rahasiadijawab", "Yayasan Contoh Lain", "Air", "air"),
    *("Rahasiadijawab", "Yayasan Contoh Lain", "Air", "air"),
)


def _entered(value: object) -> Iterator[str]:
    """Yield every text of a record, except codes, which have labels."""
    if isinstance(value, OrganizationRecord):
        value = asdict(value)
    if isinstance(value, Mapping):
        for inner in value.values():
            yield from _entered(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _entered(inner)
    elif isinstance(value, str) and not isinstance(value, Enum):
        yield value


def _name(entry: Entry) -> str:
    return f"{entry.route} {entry.subject}"


@pytest.mark.parametrize("entry", _ENTRIES, ids=_name)
def test_no_text_of_a_page_is_left_untranslated(world: World, data: Data, entry: Entry) -> None:
    left: dict[str, set[str]] = {}
    for response, template in _pages(world, entry):
        if response.mimetype == "text/html" and template not in PENDING:
            rest = untranslated(response.text, data)
            left |= {template: left.get(template, set()) | rest} if rest else {}
    assert left == {}


def _pages(world: World, entry: Entry) -> Iterator[tuple[TestResponse, str]]:
    wanted = "200" if entry.method == "GET" else "303"
    callers = [who for who in _WHO if entry.answers.get(who, "").rstrip("!") == wanted]
    for caller in callers if entry.method == "GET" else callers[:1]:
        with _rendered(world.app) as templates:
            response = ask(world, Question(entry, caller, by_token=False))
        yield response, templates[-1] if templates else ""
        if entry.method == "POST":
            world.restore()
            yield _refused(world, entry, caller)
            world.restore()


def _refused(world: World, entry: Entry, caller: str) -> tuple[TestResponse, str]:
    """Send the form with nothing in it, as ``ask`` would send it filled in."""
    client = world.app.test_client()
    subject = entry.subject.partition(":")[0]
    about = subject if subject in world.subjects else "published"
    if caller != "public":
        with client.session_transaction() as session:
            session["secret"] = world.session(caller, about).secret
    path = entry.rule.format_map(places(world, entry.subject, caller))
    with _rendered(world.app) as templates:
        response = client.post(path, data={})
    return response, templates[-1] if templates else ""


@contextmanager
def _rendered(app: Flask) -> Iterator[list[str]]:
    """Give the names of the templates rendered meanwhile, the page's own last."""
    names: list[str] = []

    def note(sender: Flask, template: Template, **extra: object) -> None:
        names.append(template.name or "")

    with template_rendered.connected_to(note, app):
        yield names


def test_what_is_left_out_is_there() -> None:
    """A page that was finished, renamed or dropped is no longer an exception."""
    assert {name for name in PENDING if not (ROOT / "api" / "templates" / name).exists()} == set()


@pytest.mark.parametrize(
    "html",
    [
        "<p>Belum ada</p>",
        '<button aria-label="Tutup">×</button>',
        '<td data-label="Wilayah">⟦Place⟧</td>',
        '<input type="submit" value="Kirim">',
        "<p>⟦Founded⟧ pada 2 January 2026</p>",
        "<p>Yayasan Contoh tayang</p>",
        "<title>Cari – linkreg</title>",
    ],
)
def test_it_finds_what_was_forgotten(html: str) -> None:
    assert untranslated(html, Data(["Yayasan Contoh"]))


@pytest.mark.parametrize(
    "html",
    [
        "<p>⟦Founded on⟧ 2 January 2026, 14:05 WIB</p>",
        "<p>Yayasan Contoh, Kota Makassar, Sulawesi Selatan</p>",
        '<p lang="id">Kami <b>menyetujui</b> ini.</p>',
        "<code>rahasia</code> 1,250 km Rp5,000",
    ],
)
def test_it_takes_data_for_what_it_is(html: str) -> None:
    assert untranslated(html, Data(["Yayasan Contoh"])) == set()


def test_only_what_is_written_is_marked() -> None:
    known = 'Baca <a href="%(page)s">halaman {name}</a>.'
    assert Pseudo([known]).ugettext(known) == '⟦Baca ⟧<a href="%(page)s">⟦halaman ⟧{name}</a>⟦.⟧'
    assert Pseudo([known]).ugettext("Lain.") == "Lain."
