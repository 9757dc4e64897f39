"""What tests of reminders do with a registry, and a mail box that keeps what it is sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from linkreg import Registry
from linkreg.errors import MailRefused
from linkreg.mail import Letter
from linkreg.services import accounts
from linkreg.services.passwords import hash_password
from linkreg.services.sending import Delivery
from linkreg.vocabulary import OrganizationStatus, Role
from tests.decisions import accepting, reject

#: What the tests' documents end on: 28 days after the standing clock's day.
END = date(2026, 12, 18)
URL = "https://ormas.contoh.example"
_HASH = hash_password("kata sandi panjang")
LEASE = {"kind": "office_lease", "valid_from": "2025-01-01", "valid_until": END.isoformat()}


def add(registry: Registry, *documents: dict[str, Any], **facts: Any) -> str:
    profile = {"name": "Yayasan Contoh", "region": "73.71"}
    profile |= {"contact": {"email": "lembaga@contoh.example"}}
    organization = registry.register(profile | facts, status=OrganizationStatus.PUBLISHED).id
    for document in documents:
        registry.supply_evidence(organization, document)
    return organization


def decide(registry: Registry, organization: str, evidence_id: str, state: str) -> None:
    if state == "rejected":
        reject(registry, organization, evidence_id)
        return
    document = next(it for it in registry.get(organization).evidence if it.id == evidence_id)
    registry.decide_evidence(organization, evidence_id, accepting(document.kind))


def keep(registry: Registry, organization: str, email: str) -> str:
    with registry.transaction() as tx:
        return accounts.add_account(
            tx, email, _HASH, Role.ORGANIZATION, organization_id=organization
        )


class Postbox:
    """Takes letters; ``refuses`` addresses, and can be made to fail or to look around."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []
        self.refuses: set[str] = set()
        self.before: Callable[[], object] = lambda: None

    def __call__(self, letter: Letter) -> tuple[str, ...]:
        self.before()
        taken = [address for address in letter.recipients if address not in self.refuses]
        if not taken:
            raise MailRefused("alamat ditolak peladen surel (kode 550)")
        self.letters.append(letter)
        return tuple(address for address in letter.recipients if address in self.refuses)


def send(registry: Registry, postbox: Postbox) -> list[Delivery]:
    return list(registry.send_reminders(postbox, URL))


def stages(registry: Registry, on: date) -> list[int]:
    return [document.stage for due in registry.list_reminders(on) for document in due.documents]
