"""A real application over a real registry and index, opened by people with a browser's manners."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, cast

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from api import identity, mailing
from api.app import create_app
from api.mailing import Mailing
from fixtures.demo import DemoEvidence
from fixtures.factories import ProfileFactory, qualifying_evidence
from linkreg import Registry, open_registry
from linkreg.mail import Letter
from linkreg.profile import to_plain
from linkreg.records import OrganizationRecord
from linkreg.services import accounts
from linkreg.services.passwords import hash_password
from linkreg.vocabulary import EvidenceState, OrganizationStatus, Role
from tests.decisions import accepting, reject
from tests.pages.reading import Page
from tests.tables import initialize

TODAY = date(2026, 11, 20)
PASSWORD = "kalimat sandi untuk uji"
HASH = hash_password(PASSWORD)


def _email(name: str) -> str:
    return f"{name}@contoh.example"


class Visitor:
    """Somebody with a browser: every page opened is checked to be sound."""

    def __init__(self, site: Site) -> None:
        self.client = site.app.test_client()

    def open(self, path: str) -> Page:
        """Open a page, following redirects."""
        return self._read(self.client.get(path, follow_redirects=True))

    def send(self, page: Page, action: str, **changes: Any) -> Page:
        """Fill in a form of the page and send it, following redirects; ``None`` drops a field."""
        return self._read(self.answer(page, action, follow_redirects=True, **changes))

    def answer(
        self, page: Page, action: str, *, follow_redirects: bool = False, **changes: Any
    ) -> TestResponse:
        """Like ``send``, but return the answer itself."""
        form = page.forms[action]
        sent = {**form.sent, **{name.replace("__", "-"): value for name, value in changes.items()}}
        data = {name: value for name, value in sent.items() if value is not None}
        response = self.client.post(action, data=data, follow_redirects=follow_redirects)
        for answered in (*response.history, response):
            answered.request.environ["wsgi.input"].close()  # a large form's is a temporary file
        return response

    def fill_in(self, organization_id: str, step: str, **typed: Any) -> Page:
        """Open a step of a profile, type into it, save it."""
        address = f"/ormas/{organization_id}/isi/{step}"
        return self.send(self.open(address), address, **typed)

    def log_in(self, name: str) -> Page:
        """Log in as one of the site's accounts."""
        page = self.open("/masuk")
        return self.send(page, "/masuk", email=_email(name), password=PASSWORD)

    def _read(self, response: TestResponse) -> Page:
        assert response.mimetype == "text/html"
        page = Page(response.status_code, response.text)
        assert page.faults == [], response.request.path
        assert "Traceback" not in page.html
        return page


class Site:
    """The application with three officers: of a province, of a city in it, and of another one."""

    def __init__(self, folder: Path, app: Flask) -> None:
        self.now = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
        self.registry = open_registry(
            f"sqlite:///{folder}/linkreg.sqlite3",
            index_dir=folder / "index",
            files_dir=folder / "files",
            clock=lambda: self.now,
        )
        initialize(self.registry)
        self.letters: list[Letter] = []
        self.app = app
        letters = Mailing("http://localhost", self.letters.append)
        app.extensions |= {identity.EXTENSION: self.registry, mailing.EXTENSION: letters}
        with self.registry.transaction() as tx:
            for name, region in (("petugas", "73"), ("petugas-kota", "73.71"), ("tetangga", "32")):
                accounts.add_account(tx, _email(name), HASH, Role.OFFICER, region=region)

    def add_account(self, name: str, role: Role, **facts: Any) -> None:
        with self.registry.transaction() as tx:
            accounts.add_account(tx, _email(name), HASH, role, **facts)

    def add(
        self,
        *,
        published: bool = True,
        evidence: tuple[DemoEvidence, ...] = (),
        keeper: str | None = None,
        **facts: Any,
    ) -> OrganizationRecord:
        """Add an organization, complete unless said otherwise."""
        profile = ProfileFactory(**{"complete": True, **facts})
        status = OrganizationStatus.PUBLISHED if published else OrganizationStatus.SUBMITTED
        record = self.registry.register(to_plain(profile), status=status)
        self.registry.give_consent(record.id)
        for document in evidence:
            self._file(record.id, document)
        if keeper:
            self.add_account(keeper, Role.ORGANIZATION, organization_id=record.id)
        return self.registry.get(record.id)

    def add_qualified(self, **facts: Any) -> OrganizationRecord:
        """Add an organization that qualifies until the end of the year."""
        return self.add(evidence=qualifying_evidence(TODAY), **facts)

    def _file(self, organization_id: str, document: DemoEvidence) -> None:
        facts = {name: value for name, value in asdict(document).items() if value is not None}
        state, note = facts.pop("state"), facts.pop("note", None)
        plain = {n: v.isoformat() if isinstance(v, date) else v for n, v in facts.items()}
        supplied = self.registry.supply_evidence(organization_id, plain)
        if state is not EvidenceState.PENDING:
            if state is EvidenceState.REJECTED:
                reject(self.registry, organization_id, supplied.id, note or "Buram.")
            else:
                decision = accepting(supplied.kind, **({"note": note} if note else {}))
                self.registry.decide_evidence(organization_id, supplied.id, decision)

    def status_of(self, organization_id: str) -> OrganizationStatus:
        return self.registry.get(organization_id).status


@pytest.fixture(scope="session")
def app() -> Flask:
    """The application; each site puts its registry in, as making another takes longer than a page."""
    return create_app(cast("Registry", None), secret_key="for tests only: 0123456789")


@pytest.fixture
def site(tmp_path: Path, app: Flask) -> Iterator[Site]:
    """A site of the test's own, without organizations."""
    site = Site(tmp_path, app)
    yield site
    site.registry.close()


@pytest.fixture
def public(site: Site) -> Visitor:
    """Somebody who has not logged in."""
    return Visitor(site)


@pytest.fixture
def logged_in(site: Site) -> Callable[[str], Visitor]:
    """Return somebody who has."""

    def log_in(name: str) -> Visitor:
        visitor = Visitor(site)
        visitor.log_in(name)
        return visitor

    return log_in
