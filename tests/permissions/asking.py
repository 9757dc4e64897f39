"""Puts one caller's question to the application and says in a word how it was answered."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, replace

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.permissions.reading import Entry
from tests.permissions.recipes import filled_in, form_of, places, seen_version, sent_to
from tests.permissions.world import CALLERS, MARKS, World


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and by which door: a page knows people by their session, the API by a token."""

    entry: Entry
    caller: str
    by_token: bool

    @classmethod
    def at_its_door(cls, entry: Entry, caller: str) -> Question:
        return cls(entry, caller, by_token=entry.is_api)

    def at_the_other(self) -> Question:
        return replace(self, by_token=not self.by_token)


def answer_to(world: World, question: Question) -> str:
    """Return the status; ``login`` for a page's way to the door; with ``!`` what shows secrets."""
    response = ask(world, question)
    if response.status_code == 303 and response.location.startswith("/masuk"):
        told = "Set-Cookie" in response.headers  # that something was done
        return "303" if told else "login"
    shows_more = any(mark in said_in(response) for mark in MARKS)
    return f"{response.status_code}{'!' if shows_more else ''}"


def said_in(response: TestResponse) -> str:
    """Return everything an answer says: its headers, its text, and what is packed in a workbook."""
    content = response.get_data()
    parts = [str(response.headers).encode(), content]
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts += [archive.read(name) for name in archive.namelist()]
    return b"\n".join(parts).decode("utf-8", "replace")


def ask(world: World, question: Question) -> TestResponse:
    """Send the request, with a valid form where the route takes one."""
    entry = question.entry
    where = places(world, entry.subject, question.caller)
    sent = filled_in(sent_to(entry.route, entry.subject), where)
    name = entry.subject.partition(":")[0]
    subject = world.subjects.get(name, world.subjects["published"])
    version = seen_version(subject, sent)
    body: dict[str, object] = {}
    headers = {}
    if entry.is_api and version is not None:
        headers["If-Match"] = f'"{version}-0123456789abcdef"'
    if sent.json is not None:
        body["json"] = sent.json
    elif sent.content is not None:
        body["data"] = sent.content
    elif sent.form is not None:
        body["data"] = form_of(sent, version)
    client = _client(world, question, name, headers)
    path = entry.rule.format_map(where)
    return client.open(
        path, method=entry.method, query_string=sent.query, headers=headers, buffered=True, **body
    )


def _client(world: World, question: Question, subject: str, headers: dict[str, str]) -> FlaskClient:
    """Return a browser in which the caller is logged in, or put the caller's token into a header."""
    client = world.app.test_client()
    if CALLERS[question.caller] is None:
        return client
    about = subject if subject in world.subjects else "published"
    if question.by_token:
        headers["Authorization"] = f"Bearer {world.token(question.caller, about).secret}"
    else:
        with client.session_transaction() as session:
            session["secret"] = world.session(question.caller, about).secret
    return client
