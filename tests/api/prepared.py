"""What must be there for the example of an operation to work, and who asks."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from api.examples import EXAMPLES
from linkreg.errors import Conflict
from linkreg.profile import BoardMember
from linkreg.services import accounts
from linkreg.services.links import Link
from linkreg.services.one_time_codes import code_of, step_at
from linkreg.services.passwords import hash_password
from linkreg.vocabulary import OrganizationStatus, Role
from tests import samples
from tests.api.conftest import HASH, World

_S = OrganizationStatus
#: What accounts are named by.
NUMBERS = count()


@dataclass
class Asked:
    """Who asks, where, and where the version is read that is changed.

    ``given`` stands in for what an example has under the same names, in its parameters and its body.
    """

    by: str | None = None
    places: dict[str, str] = field(default_factory=dict)
    seen: str = ""
    given: dict[str, Any] = field(default_factory=dict)


def _organization(world: World, by: str, status: OrganizationStatus = _S.PUBLISHED) -> Asked:
    keeper = f"keeper{next(NUMBERS)}"
    (person,) = EXAMPLES["register_organization"].body["board"]
    found = world.add(status=status, keeper=keeper, board=(BoardMember(**person),))
    asked = Asked(by, {"organization_id": found}, f"/v1/organizations/{found}")
    if by == "keeper":
        asked.by = keeper
    return asked


def _by(who: str, status: OrganizationStatus = _S.PUBLISHED) -> Callable[[World], Asked]:
    return lambda world: _organization(world, who, status)


def _document(who: str, *, file: bool = False) -> Callable[[World], Asked]:
    def prepare(world: World) -> Asked:
        keeper = _organization(world, "keeper")
        url = f"{keeper.seen}/evidence"
        deed = world.post(url, EXAMPLES["supply_evidence"].body, by=keeper.by).json["id"]
        if file:
            assert world.put(f"{url}/{deed}/file", samples.pdf(), by=keeper.by).status_code == 200
        by = keeper.by if who == "keeper" else who
        return Asked(by, keeper.places | {"evidence_id": deed}, f"{url}/{deed}")

    return prepare


def _notice(who: str) -> Callable[[World], Asked]:
    def prepare(world: World) -> Asked:
        keeper = _organization(world, "keeper")
        reason = EXAMPLES["suspend_organization"].body
        opened = world.step(keeper.places["organization_id"], "suspension", reason, by="officer")
        by = keeper.by if who == "keeper" else who
        notice = opened.json["id"]
        return Asked(by, keeper.places | {"notice_id": notice}, f"/v1/notices/{notice}")

    return prepare


def _verified(world: World) -> Asked:
    asked = _document("officer")(world)
    places = asked.places["organization_id"], asked.places["evidence_id"]
    decided = world.verify(*places, EXAMPLES["verify_evidence"].body, by="officer")
    assert decided.status_code == 201
    return asked


def _read_by_officer(world: World) -> Asked:
    asked = _organization(world, "keeper")
    assert world.get(asked.seen, by="officer").status_code == 200
    return asked


def _erased(world: World) -> Asked:
    asked = _organization(world, "administrator")
    erased = world.post(f"{asked.seen}/erasures", EXAMPLES["erase_person"].body, by=asked.by)
    assert erased.status_code == 201
    return asked


def _flag(world: World) -> Asked:
    asked = _organization(world, "officer")
    flag = world.post(f"{asked.seen}/flags", EXAMPLES["raise_flag"].body, by="officer").json["id"]
    asked.places["flag_id"] = flag
    return asked


def _account(world: World) -> Asked:
    example = EXAMPLES["issue_token"].body
    hashed = hash_password(example["password"])
    with world.registry.transaction() as tx, suppress(Conflict):  # there since the test before
        accounts.add_account(tx, example["email"], hashed, Role.OFFICER, region="73")
    return Asked()


def _token(world: World) -> Asked:
    world.log_in("city_officer", alias="spare")
    return Asked("city_officer", {"token_id": world.token_ids["spare"]})


def _person(world: World, **facts: Any) -> tuple[str, str]:
    """Return the name and the number of an account that nothing was done with yet."""
    name = f"person{next(NUMBERS)}"
    facts = {"role": Role.SERVICE} | facts
    with world.registry.transaction() as tx:
        account = accounts.add_account(tx, world.email(name), HASH, **facts)
    world.log_in(name)
    return name, account


def _administered(world: World) -> Asked:
    _, account = _person(world)
    return Asked("administrator", {"account_id": account}, f"/v1/accounts/{account}")


def _whose(world: World) -> Asked:
    name, account = _person(world)
    return Asked(name, given={"account": account})


def _in_a_browser(world: World) -> Asked:
    asked = _whose(world)
    world.open_session(asked.by or "")
    return asked


def _own(world: World) -> Asked:
    return Asked(_person(world)[0])


def _session(world: World) -> Asked:
    name, _ = _person(world)
    return Asked(name, {"session_id": world.open_session(name)})


def _begun(world: World) -> Asked:
    name, _ = _person(world)
    secret = world.post("/v1/account/totp", by=name).json["secret"]
    return Asked(name, given={"code": code_of(secret, step_at(world.clock.now))})


def _confirmed(world: World) -> Asked:
    asked = _begun(world)
    confirmed = world.post("/v1/account/totp/confirmation", asked.given, by=asked.by)
    return Asked(asked.by, given={"code": confirmed.json["paper_codes"][0]})


def _inviting(world: World) -> Asked:
    asked = _organization(world, "keeper")
    return Asked(asked.by, given=asked.places)


def _invited(world: World) -> Asked:
    return _following(world.registry.invite(f"guest{next(NUMBERS)}@contoh.example", Role.SERVICE))


def _forgotten(world: World) -> Asked:
    return _following(world.registry.request_reset(world.email(_person(world)[0])))


def _following(link: Link | None) -> Asked:
    assert link is not None
    return Asked(given={"token": link.path.rpartition("/")[2]})


def _colleague(world: World) -> Asked:
    asked = _organization(world, "keeper")
    _, account = _person(world, role=Role.ORGANIZATION, **asked.places)
    asked.places["account_id"] = account
    return asked


#: Whatever is not here, the public may ask of what is there anyway.
PREPARED: dict[str, Callable[[World], Asked]] = {
    "register_organization": lambda _: Asked("newcomer"),
    "read_organization": _by("officer"),
    "change_organization": _by("keeper"),
    "submit_organization": _by("keeper", _S.DRAFT),
    "publish_organization": _by("officer", _S.SUBMITTED),
    "send_back_organization": _by("officer", _S.SUBMITTED),
    "suspend_organization": _by("officer"),
    "archive_organization": _by("keeper"),
    "list_notices": _notice("keeper"),
    "read_notice": _notice("officer"),
    "reply_to_notice": _notice("keeper"),
    "decide_notice": _notice("officer"),
    "raise_flag": _by("officer"),
    "lift_flag": _flag,
    "list_evidence": _document("keeper"),
    "supply_evidence": _by("keeper"),
    "read_evidence": _document("officer"),
    "change_evidence": _document("keeper"),
    "withdraw_evidence": _document("keeper"),
    "attach_file": _document("keeper"),
    "read_file": _document("officer", file=True),
    "list_waiting_evidence": _document("officer"),
    "list_verifications": _verified,
    "verify_evidence": _document("officer"),
    "list_consents": _by("keeper"),
    "give_consent": _by("keeper"),
    "withdraw_consent": _by("keeper"),
    "list_accesses": _read_by_officer,
    "list_erasures": _erased,
    "erase_person": _by("administrator"),
    "assess_organization": _by("officer"),
    "read_timeline": _by("officer"),
    "read_history": _by("keeper"),
    "issue_token": _account,
    "revoke_token": _token,
    "list_tokens": _whose,
    "list_sessions": _in_a_browser,
    "end_session": _session,
    "list_accounts": lambda _: Asked("administrator"),
    "add_account": lambda _: Asked("administrator"),
    "read_account": _administered,
    "change_account": _administered,
    "change_password": _own,
    "begin_codes": _own,
    "confirm_codes": _begun,
    "remove_codes": _confirmed,
    "invite": _inviting,
    "accept_invitation": _invited,
    "complete_reset": _forgotten,
    "list_people": _by("keeper"),
    "remove_person": _colleague,
}
