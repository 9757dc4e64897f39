"""Who comes to the pages in a browser, how they log in, and what their organizations have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import quote

from fixtures.loading import OFFICER
from linkreg import Registry
from linkreg.vocabulary import OrganizationStatus, Role
from tests.actors import READY
from tests.browser import papers
from tests.browser.scene import Person
from tests.decisions import accepting

if TYPE_CHECKING:
    from playwright.sync_api import Page


class Account(Protocol):
    """What it takes to log in."""

    @property
    def email(self) -> str: ...
    @property
    def password(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Keeper:
    """Somebody who speaks for an organization."""

    email: str
    organization: str
    password: str = papers.PASSWORD


def log_in(page: Page, path: str = "", account: Account = OFFICER) -> None:
    """Log in and go on to a page, else to where such an account begins; wait until it is there."""
    page.goto(f"/masuk?next={quote(path)}" if path else "/masuk")
    page.get_by_role("textbox", name="Surel").fill(account.email)
    page.get_by_role("textbox", name="Kata sandi").fill(account.password)
    page.get_by_role("button", name="Masuk").click()
    page.locator("form[action='/keluar']").wait_for(state="attached")
    page.wait_for_load_state()


def choose(page: Page, name: str) -> None:
    """Follow a link of the header, which may be folded away on a narrow screen."""
    link = page.locator(".head a", has_text=name)
    if not link.is_visible():
        page.locator(".head summary").click()
    link.click()


def alone_in_charge(registry: Registry, region: str) -> Account:
    """Return an officer of a region that no other test uses: what waits there is the caller's own.

    A desk shows no more than the ten that have waited longest.
    """
    officer = Person(f"petugas.{region}@contoh.example")
    registry.add_account(officer.email, officer.password, Role.OFFICER, region=region)
    return officer


def add_published(registry: Registry, name: str, **facts: str) -> Keeper:
    """Add an organization that the public sees, with an account; where the officer is if not told."""
    facts = READY | {"name": name} | facts
    record = registry.register(facts, status=OrganizationStatus.PUBLISHED)
    registry.give_consent(record.id)
    email = f"{record.id}@contoh.example"
    registry.add_account(email, papers.PASSWORD, Role.ORGANIZATION, organization_id=record.id)
    return Keeper(email, record.id)


def accepted_document(registry: Registry, keeper: Keeper, details: dict[str, Any]) -> str:
    """Put forward a document with a file that an officer has accepted; return its id."""
    file = papers.typed_pdf((details["kind"].upper(), "(contoh, fiktif)"))
    document = registry.supply_with_file(keeper.organization, details, file, "berkas.pdf")
    registry.decide_evidence(keeper.organization, document.id, accepting(document.kind))
    return document.id


def chosen_file(name: str, *lines: str) -> Any:
    """A typed page as it is chosen in a form."""
    return {"name": name, "mimeType": "application/pdf", "buffer": papers.typed_pdf(lines)}
