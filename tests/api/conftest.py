"""A real application over a real registry and index, at a fixed instant, asked over HTTP.

Every answer is compared with the OpenAPI document on the way, so the document cannot rot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from jsonschema import Draft202012Validator
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from api.app import create_app
from api.mailing import Mailing
from fixtures.demo import DemoEvidence
from fixtures.factories import ProfileFactory, qualifying_evidence
from linkreg import Registry, open_registry
from linkreg.mail import Letter
from linkreg.schemas.evidence import EvidenceDetails
from linkreg.schemas.verification import Decision
from linkreg.services import accounts, consents, organizations, verification
from linkreg.services.passwords import hash_password
from linkreg.vocabulary import EvidenceState, OrganizationStatus, Role, TokenScope
from tests.tables import initialize

TODAY = date(2026, 11, 20)
PASSWORD = "kalimat sandi untuk uji"
HASH = hash_password(PASSWORD)

#: Accounts of every world: name -> role, region.
ACCOUNTS = {
    "officer": (Role.OFFICER, "73"),
    "city_officer": (Role.OFFICER, "73.71"),
    "outsider": (Role.OFFICER, "32"),
    "administrator": (Role.ADMINISTRATOR, None),
    "service": (Role.SERVICE, None),
    "newcomer": (Role.ORGANIZATION, None),
}


@dataclass
class FixedClock:
    """A clock that stands still until a test moves it."""

    now: datetime = datetime(2026, 11, 20, 3, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


class World:
    """An application with accounts; ``ask`` speaks to it as one of them."""

    def __init__(self, folder: Path) -> None:
        self.clock = FixedClock()
        self.letters: list[Letter] = []
        self.open(folder)
        initialize(self.registry)
        self.tokens: dict[str, str] = {}
        self.token_ids: dict[str, str] = {}
        self.document = self.app.test_client().get("/v1/openapi.json").json
        with self.registry.transaction() as tx:
            for name, (role, region) in ACCOUNTS.items():
                accounts.add_account(tx, self.email(name), HASH, role, region=region)
        for name in ACCOUNTS:
            self.log_in(name)

    def open(self, folder: Path) -> None:
        """Serve what is in a folder."""
        self.folder = folder
        url = f"sqlite:///{folder / 'linkreg.sqlite3'}"
        folders = {"index_dir": folder / "index", "files_dir": folder / "files"}
        self.registry: Registry = open_registry(url, **folders, clock=self.clock)
        self.app: Flask = create_app(
            self.registry,
            secret_key="for tests only: 0123456789",
            letters=Mailing("https://ormas.contoh.example", self.letters.append),
        )

    @staticmethod
    def email(name: str) -> str:
        return f"{name}@contoh.example"

    def log_in(self, name: str, *, alias: str | None = None, scopes: Any = None) -> None:
        """Keep a token of an account under its name or another."""
        issued = self.registry.issue_token(self.email(name), PASSWORD, scopes=scopes)
        self.tokens[alias or name] = issued.secret
        self.token_ids[alias or name] = issued.id

    def open_session(self, name: str) -> str:
        """Log an account in as a browser does; return the session's number."""
        return self.registry.log_in(self.email(name), PASSWORD).id

    def limited(self, name: str, *scopes: TokenScope) -> str:
        """Return the name under which an account has a token with these scopes only."""
        alias = "+".join((name, *scopes))
        if alias not in self.tokens:
            self.log_in(name, alias=alias, scopes=scopes)
        return alias

    def add(
        self,
        *,
        status: OrganizationStatus = OrganizationStatus.PUBLISHED,
        qualified: bool = False,
        keeper: str | None = None,
        **facts: Any,
    ) -> str:
        """Add an organization and return its id; ``keeper`` gets an account that keeps it."""
        with self.registry.transaction() as tx:
            profile = ProfileFactory(complete=True, **facts)
            record = organizations.register(tx, profile, status=status)
            consents.take_over(tx, record)
            documents = qualifying_evidence(TODAY) if qualified else ()
            verification.take_over(tx, record, map(_given, documents))
            if keeper:
                accounts.add_account(
                    tx,
                    self.email(keeper),
                    HASH,
                    Role.ORGANIZATION,
                    organization_id=record.id,
                )
        if keeper:
            self.log_in(keeper)
        return record.id

    def ask(
        self, method: str, url: str, *, by: str | None = None, headers: Any = (), **body: Any
    ) -> TestResponse:
        """Send a request by an account (or the public) and check the answer's form."""
        sent = dict(headers)
        if by is not None:
            sent["Authorization"] = f"Bearer {self.tokens[by]}"
        response = self.app.test_client().open(url, method=method, headers=sent, **body)
        self._check_form(response, method, url)
        return response

    def get(self, url: str, **asked: Any) -> TestResponse:
        return self.ask("GET", url, **asked)

    def post(self, url: str, json: Any = None, **asked: Any) -> TestResponse:
        return self.ask("POST", url, **({"json": json} if json is not None else {}), **asked)

    def step(
        self, organization: str, step: str, json: Any = None, *, by: str | None = None
    ) -> TestResponse:
        """Take a step of the life cycle, having just looked at the organization."""
        url = f"/v1/organizations/{organization}"
        return self.post(f"{url}/{step}", json, by=by, headers=self.seen(url, by=by))

    def verify(self, organization: str, evidence: str, json: Any, *, by: str) -> TestResponse:
        """Decide on a document, having just looked at it."""
        url = f"/v1/organizations/{organization}/evidence/{evidence}"
        seen = self.seen(url, by=by)
        return self.post(f"/v1/evidence/{evidence}/verifications", json, by=by, headers=seen)

    def decide(self, notice: str, json: Any, *, by: str | None) -> TestResponse:
        """Decide on a notice, having just looked at it."""
        url = f"/v1/notices/{notice}"
        return self.post(f"{url}/decision", json, by=by, headers=self.seen(url, by=by))

    def reply(self, notice: str, json: Any, *, by: str | None) -> TestResponse:
        """Answer a notice, having just looked at it."""
        url = f"/v1/notices/{notice}"
        return self.post(f"{url}/reply", json, by=by, headers=self.seen(url, by=by))

    def lift(self, organization: str, flag: str, json: Any, *, by: str | None) -> TestResponse:
        """End a flag, having just looked at the organization."""
        url = f"/v1/organizations/{organization}"
        return self.post(f"{url}/flags/{flag}/lifting", json, by=by, headers=self.seen(url, by=by))

    def put(
        self, url: str, content: bytes, *, by: str | None, headers: Any = (), **asked: Any
    ) -> TestResponse:
        """Give a document its file, having just looked at it."""
        seen = self.seen(url.partition("/file")[0], by=by)
        return self.ask("PUT", url, data=content, by=by, headers=seen | dict(headers), **asked)

    def seen(self, url: str, *, by: str | None) -> dict[str, str]:
        """Return the header that names the version at an address; one never given if none is seen."""
        return {"If-Match": self.get(url, by=by).headers.get("ETag", '"0"')}

    def patch(self, url: str, json: Any, *, etag: str | None, **asked: Any) -> TestResponse:
        headers = {} if etag is None else {"If-Match": etag}
        return self.ask("PATCH", url, json=json, headers=headers, **asked)

    def _check_form(self, response: TestResponse, method: str, url: str) -> None:
        if response.status_code >= 400:
            assert response.mimetype == "application/problem+json", response.text
            self._conforms(response.json, {"$ref": "#/components/schemas/ProblemView"})
            assert response.json["status"] == response.status_code
            described = self._answers(method, url)
            assert not described or str(response.status_code) in {*described, "500"}, url
            return
        described = self._answers(method, url)[str(response.status_code)]
        media = described.get("content", {response.mimetype: {}})
        assert response.mimetype in media
        if "schema" in media[response.mimetype]:
            self._conforms(response.json, media[response.mimetype]["schema"])

    def _answers(self, method: str, url: str) -> Any:
        """Return what the document says of the answers at an address; nothing of unknown ones."""
        try:
            endpoint, _ = self.app.url_map.bind("localhost").match(url.partition("?")[0], method)
        except HTTPException:
            return {}
        return next(
            operation["responses"]
            for operations in self.document["paths"].values()
            for operation in operations.values()
            if operation["operationId"] == endpoint.removeprefix("v1.")
        )

    def _conforms(self, value: Any, schema: dict[str, Any]) -> None:
        whole = {**schema, "components": self.document["components"]}
        Draft202012Validator(whole).validate(value)


def _given(document: DemoEvidence) -> tuple[EvidenceDetails, Decision | None]:
    facts = asdict(document)
    state, note = facts.pop("state"), facts.pop("note")
    decided = None if state is EvidenceState.PENDING else Decision(state, note)
    return EvidenceDetails(**facts), decided


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A world of the module's own; its tests share what they add."""
    world = World(tmp_path_factory.mktemp("world"))
    yield world
    world.registry.close()


@pytest.fixture
def every_page(world: World) -> Callable[[str], list[dict[str, Any]]]:
    """Follow ``Link: next`` from an address and return the pages."""

    def follow(url: str) -> list[dict[str, Any]]:
        pages = []
        following: str | None = url
        while following is not None:
            response = world.get(following)
            pages.append(response.json)
            links = [link for link in response.headers.getlist("Link") if 'rel="next"' in link]
            following = links[0][1 : links[0].index(">")] if links else None
        return pages

    return follow
