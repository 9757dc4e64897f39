"""The examples in the OpenAPI document: each is there, keeps to the document, and works when asked."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import urlencode

import pytest
from jsonschema import Draft202012Validator

from api.examples import EXAMPLES, PLACES, TAG
from api.resources import OPERATIONS
from api.route import JSON, MERGE_PATCH, Nothing, places_in
from linkreg.errors import Conflict
from linkreg.profile import BoardMember
from linkreg.services import accounts
from linkreg.vocabulary import OrganizationStatus, Role
from tests import samples
from tests.api.conftest import World

_S = OrganizationStatus
_NUMBERS = count()
_NAMES = [operation.name for operation in OPERATIONS]


@dataclass
class Asked:
    """Who asks, where, and where the version is read that is changed."""

    by: str | None = None
    places: dict[str, str] = field(default_factory=dict)
    seen: str = ""


def _organization(world: World, by: str, status: OrganizationStatus = _S.PUBLISHED) -> Asked:
    keeper = f"keeper{next(_NUMBERS)}"
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
        return Asked(by, {"notice_id": notice}, f"/v1/notices/{notice}")

    return prepare


def _flag(world: World) -> Asked:
    asked = _organization(world, "officer")
    flag = world.post(f"{asked.seen}/flags", EXAMPLES["raise_flag"].body, by="officer").json["id"]
    asked.places["flag_id"] = flag
    return asked


def _account(world: World) -> Asked:
    example = EXAMPLES["issue_token"].body
    with world.registry.transaction() as tx, suppress(Conflict):  # there since the test before
        accounts.add_account(tx, example["email"], example["password"], Role.OFFICER, region="73")
    return Asked()


def _token(world: World) -> Asked:
    world.log_in("city_officer", alias="spare")
    return Asked("city_officer", {"token_id": world.token_ids["spare"]})


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
    "list_notices": _by("keeper"),
    "read_notice": _notice("officer"),
    "reply_to_notice": _notice("keeper"),
    "decide_notice": _notice("officer"),
    "raise_flag": _by("officer"),
    "lift_flag": _flag,
    "list_evidence": _by("keeper"),
    "supply_evidence": _by("keeper"),
    "read_evidence": _document("officer"),
    "change_evidence": _document("keeper"),
    "withdraw_evidence": _document("keeper"),
    "attach_file": _document("keeper"),
    "read_file": _document("officer", file=True),
    "list_waiting_evidence": lambda _: Asked("officer"),
    "list_verifications": _document("officer"),
    "verify_evidence": _document("officer"),
    "list_consents": _by("keeper"),
    "give_consent": _by("keeper"),
    "withdraw_consent": _by("keeper"),
    "list_accesses": _by("keeper"),
    "list_erasures": _by("administrator"),
    "erase_person": _by("administrator"),
    "assess_organization": _by("officer"),
    "read_timeline": _by("officer"),
    "read_history": _by("keeper"),
    "issue_token": _account,
    "revoke_token": _token,
}


def _described(world: World, operation):
    return world.document["paths"][operation.path][operation.method.lower()]


def _shown(world: World, operation, where: str) -> dict:
    """Return the examples of the parameters in one place."""
    parameters = _described(world, operation)["parameters"]
    return {p["name"]: p["example"] for p in parameters if p["in"] == where and "example" in p}


def _body(world: World, operation) -> dict:
    content = _described(world, operation).get("requestBody", {}).get("content", {})
    return next(iter(content.values()), {})


def _keeps_to(world: World, value, schema) -> None:
    whole = {**schema, "components": world.document["components"]}
    Draft202012Validator(whole).validate(value)


@pytest.mark.parametrize("operation", OPERATIONS, ids=_NAMES)
def test_every_operation_has_an_example(world, operation):
    assert set(_shown(world, operation, "path")) == set(places_in(operation.path))
    assert bool(_shown(world, operation, "query")) == (operation.query is not Nothing)
    assert ("example" in _body(world, operation)) == (operation.body is not None)
    assert _shown(world, operation, "header") == ({"If-Match": TAG} if operation.versioned else {})


def test_no_example_is_left_of_an_operation_that_is_gone():
    assert set(EXAMPLES) <= set(_NAMES)
    assert set(PREPARED) <= set(_NAMES)
    assert set(PLACES) == {place for o in OPERATIONS for place in places_in(o.path)}


@pytest.mark.parametrize("operation", OPERATIONS, ids=_NAMES)
def test_every_example_keeps_to_the_document(world, operation):
    described = _described(world, operation)
    for parameter in described["parameters"]:
        if "example" in parameter:
            _keeps_to(world, parameter["example"], parameter["schema"])
    if operation.body is not None:
        _keeps_to(world, _body(world, operation)["example"], _body(world, operation)["schema"])
    for name in EXAMPLES[operation.name].query if operation.name in EXAMPLES else ():
        assert name in _shown(world, operation, "query"), name


@pytest.mark.parametrize("operation", OPERATIONS, ids=_NAMES)
def test_every_example_works(world, operation):
    """``ask`` compares the answer with the document on the way."""
    asked = PREPARED.get(operation.name, lambda _: Asked())(world)
    response = _ask(world, operation, asked)
    assert response.status_code == operation.status, response.text
    described = _described(world, operation)["responses"][str(operation.status.value)]["headers"]
    told = set(world.document["components"]["headers"]) & set(response.headers.keys())
    assert told <= set(described)
    if operation.method == "GET":
        assert told >= set(described) - {"Link"}


@pytest.mark.parametrize("operation", OPERATIONS, ids=_NAMES)
def test_a_token_is_asked_for_where_the_document_says_so(world, operation):
    """Of what is there the public is refused that, and no more; of drafts it does not even hear."""
    prepared = PREPARED.get(operation.name, lambda _: Asked())(world)
    headers = world.seen(prepared.seen, by=prepared.by) if operation.versioned else {}
    response = _ask(world, operation, Asked(None, prepared.places), headers)
    needed = _described(world, operation).get("security", world.document["security"])
    if {} in needed:
        assert response.status_code == operation.status, response.text
    else:
        assert response.status_code in {401, 404}, response.text


def _ask(world: World, operation, asked: Asked, headers: dict[str, str] | None = None):
    """Ask as the example says, of what was prepared."""
    places = _shown(world, operation, "path") | asked.places
    query = _shown(world, operation, "query")
    url = f"/v1{operation.path.format(**places)}?{urlencode(query, doseq=True)}".rstrip("?")
    if headers is None:
        headers = world.seen(asked.seen, by=asked.by) if operation.versioned else {}
    sent = {}
    if operation.upload:
        sent["data"] = samples.pdf()
    elif operation.body is not None:
        sent["json"] = _body(world, operation)["example"]
        headers["Content-Type"] = MERGE_PATCH if operation.patch else JSON
    return world.ask(operation.method, url, by=asked.by, headers=headers, **sent)
