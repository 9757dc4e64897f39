"""An organization with a secret in every place that is not for the public."""

from __future__ import annotations

from collections.abc import Callable

from linkreg import Registry
from linkreg.services import accounts, credentials
from linkreg.services.passwords import hash_password
from linkreg.vocabulary import Role
from tests.actors import OFFICER, keeper_of
from tests.decisions import accepting, rejecting
from tests.samples import pdf

#: Names on the board, whose consent was withdrawn.
BOARD = ("Rahasianama", "Rahasiajabatan")

#: One word for each other place; those in charge read them.
SECRETS = (
    *("Rahasianomor", "Rahasiapenerbit", "Rahasiapasal", "Rahasiaberkas", "Rahasiacatatan"),
    *("Rahasiaalasan", "Rahasiajawaban", "Rahasiaputusan", "Rahasiatolak", "Rahasiadijawab"),
    *("Rahasiaamatan", "Rahasiaperingatan", "Rahasiasumber", "Rahasiadicabut"),
    *("rahasiasurel", "Rahasiadikembalikan", "Rahasialabel", "Rahasiaisi"),
    "Rahasiaperamban",
)

#: Of these not even those in charge learn anything.
OF_ACCOUNTS = ("rahasiasurel", "Rahasialabel", "Rahasiaperamban")

_PROFILE = {
    "name": "Yayasan Terbuka",
    "region": "73.71",
    "legal_form": "yayasan",
    "address": "Jalan Contoh 1",
    "description": "Mendampingi kader posyandu.",
    "contact": {"phone": "0411-123456"},
    "urusan": ["1.02"],
    "board": [{"name": BOARD[0], "position": BOARD[1]}],
}


def fill(registry: Registry, move_on: Callable[[], None]) -> str:
    """Add the organization, published, and return its id; ``move_on`` a day before its last change."""
    organization = registry.register(_PROFILE).id
    keeper = keeper_of(organization)
    _add_account(registry, organization)
    registry.give_consent(organization, keeper)
    registry.submit(organization, keeper)
    registry.send_back(organization, "Rahasiadikembalikan", OFFICER)
    registry.submit(organization, keeper)
    _supply(registry, organization)
    registry.publish(organization, OFFICER)
    for kind, said in (("observation", "Rahasiaamatan"), ("warning", "Rahasiaperingatan")):
        _flag(registry, organization, kind, said)
    notice = registry.suspend(organization, "Rahasiaalasan", OFFICER)
    registry.reply(notice.id, "Rahasiajawaban", keeper)
    registry.decide_notice(notice.id, {"outcome": "dropped", "note": "Rahasiaputusan"}, OFFICER)
    registry.withdraw_consent(organization, keeper)
    move_on()
    _log_in(registry, organization)
    version = registry.get(organization).version
    registry.update(organization, {"short_name": "YT"}, version=version, actor=keeper)
    return organization


def _add_account(registry: Registry, organization: str) -> None:
    email, hashed = "rahasiasurel@contoh.example", hash_password("kata sandi yang panjang")
    with registry.transaction() as tx:
        account = accounts.add_account(
            tx, email, hashed, Role.ORGANIZATION, organization_id=organization
        )
        credentials.issue_token(tx, account, label="Rahasialabel")


def _log_in(registry: Registry, organization: str) -> None:
    (person,) = registry.list_people(organization)
    with registry.transaction() as tx:
        credentials.open_session(tx, person.id, agent="Rahasiaperamban")


def _supply(registry: Registry, organization: str) -> None:
    keeper = keeper_of(organization)
    deed = {"kind": "deed", "number": "Rahasianomor", "issuer": "Rahasiapenerbit"}
    deed |= {"clause": "Rahasiapasal", "issued_on": "2020-01-02"}
    content, name = pdf(b"% Rahasiaisi\n"), "Rahasiaberkas.pdf"
    supplied = registry.supply_with_file(organization, deed, content, name, keeper)
    accepted = accepting("deed", note="Rahasiacatatan")
    registry.decide_evidence(organization, supplied.id, accepted, OFFICER)
    bylaws = registry.supply_evidence(organization, {"kind": "bylaws"}, keeper)
    registry.decide_evidence(organization, bylaws.id, rejecting("bylaws", "Rahasiatolak"), OFFICER)
    (notice,) = registry.list_notices(organization, keeper)
    registry.reply(notice.id, "Rahasiadijawab", keeper)


def _flag(registry: Registry, organization: str, kind: str, said: str) -> None:
    days = {"starts_on": "2026-11-01", "ends_on": "2027-11-01", "scope": "73"}
    facts = {"kind": kind, "reason": said, "source": "Rahasiasumber"} | days
    flag = registry.raise_flag(organization, facts, OFFICER)
    registry.lift_flag(organization, flag.id, "Rahasiadicabut", OFFICER)
