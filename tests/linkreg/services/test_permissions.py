"""Who may do what, written a second time as people check it, against what the gate says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from linkreg import Registry
from linkreg.actor import PUBLIC, Actor
from linkreg.errors import NotAuthenticated, NotFound, NotPermitted
from linkreg.records import OrganizationRecord
from linkreg.services import gate
from linkreg.services.permissions import PERMISSIONS, Verb
from linkreg.vocabulary import Role, TokenScope
from tests.actors import (
    ADMINISTRATOR,
    CITY_OFFICER,
    ELSEWHERE,
    OFFICER,
    keeper_of,
    linked_officer,
    published,
)

_ROOT = Path(__file__).parents[3]

#: ``x``: may, about an organization in 73.71 that is its own (keeper, linked) or not (everybody else).
TABLE = """
verb                 public service newcomer stranger keeper linked city officer elsewhere administrator
read_whole           .      .       .        .        x      x      x    x       .         x
read_documents       .      .       .        .        x      x      x    x       .         x
read_notices         .      .       .        .        x      x      x    x       .         x
read_consents        .      .       .        .        x      x      x    x       .         x
read_reasons         .      .       .        .        x      x      x    x       .         x
read_accesses        .      .       .        .        x      x      .    .       .         x
read_erasures        .      .       .        .        .      .      .    .       .         x
read_account_events  .      .       .        .        .      .      .    .       .         x
read_reminders       .      .       .        .        .      .      .    .       .         x
read_worklist        .      .       .        .        .      x      x    x       x         x
search_unpublished   .      .       .        .        .      x      x    x       x         x
register             .      x       x        .        .      x      x    x       x         x
register_as_checked  .      .       .        .        .      x      x    x       .         x
keep_as_registered   .      .       x        .        .      .      .    .       .         .
edit                 .      .       .        .        x      x      x    x       .         x
supply_documents     .      .       .        .        x      x      x    x       .         x
submit               .      .       .        .        x      x      x    x       .         x
archive              .      .       .        .        x      x      x    x       .         x
answer_notice        .      .       .        .        x      x      .    .       .         x
consent              .      .       .        .        x      x      .    .       .         x
take_over            .      .       .        .        .      .      x    x       .         x
verify               .      .       .        .        .      .      x    x       .         x
publish              .      .       .        .        .      .      x    x       .         x
send_back            .      .       .        .        .      .      x    x       .         x
suspend              .      .       .        .        .      .      x    x       .         x
decide_notice        .      .       .        .        .      .      x    x       .         x
flag                 .      .       .        .        .      .      x    x       .         x
flag_within          .      .       .        .        .      x      x    x       .         x
erase                .      .       .        .        .      .      .    .       .         x
send_letters         .      .       .        .        .      .      .    .       .         x
read_people          .      .       .        .        x      x      .    .       .         x
keep_people          .      .       .        .        x      x      .    .       .         x
list_accounts        .      .       .        .        .      .      .    .       .         x
add_account          .      .       .        .        .      .      .    .       .         x
keep_accounts        .      .       .        .        .      .      .    .       .         x
issue_for_service    .      .       .        .        .      .      .    .       .         x
read_account         .      .       .        .        .      .      .    .       .         x
keep_own_account     .      .       .        .        .      .      .    .       .         x
read_credentials     .      .       .        .        .      .      .    .       .         x
revoke               .      .       .        .        .      .      .    .       .         x
read_saved_searches  .      .       .        .        .      .      .    .       .         .
keep_saved_searches  .      .       .        .        .      .      .    .       .         .
read_upkeep          .      .       .        .        .      .      .    .       .         x
check_journal        .      .       .        .        .      .      .    .       .         x
"""
_HEAD, *_ROWS = (line.split() for line in TABLE.strip().splitlines())


def _actors(organization: str) -> dict[str, Actor]:
    return {
        "public": PUBLIC,
        "service": Actor("s", Role.SERVICE),
        "newcomer": Actor("n", Role.ORGANIZATION),
        "stranger": keeper_of("another"),
        "keeper": keeper_of(organization),
        "linked": linked_officer(organization),
        "city": CITY_OFFICER,
        "officer": OFFICER,
        "elsewhere": ELSEWHERE,
        "administrator": ADMINISTRATOR,
    }


def test_every_verb_has_one_line_here_and_one_in_the_permissions() -> None:
    assert sorted(row[0] for row in _ROWS) == sorted(Verb) == sorted(PERMISSIONS)


def test_the_gate_says_what_the_table_says(registry: Registry) -> None:
    record = registry.get(published(registry))
    actors = _actors(record.id)
    assert list(actors) == _HEAD[1:]
    region = record.profile.region
    said = [
        [
            verb,
            *("x" if _may(actor, Verb(verb), record, region) else "." for actor in actors.values()),
        ]
        for verb, *_ in _ROWS
    ]
    assert said == list(_ROWS)


def _may(actor: Actor, verb: Verb, record: OrganizationRecord, region: str) -> bool:
    """Ask, and check that requiring says the same."""
    about = {"region": region} if verb in {Verb.FLAG_WITHIN, Verb.REGISTER_AS_CHECKED} else {}
    whose = None if about else record
    answer = gate.may(actor, verb, whose, account_id="somebody", **about)
    try:
        gate.require(actor, verb, whose, account_id="somebody", **about)
    except (NotAuthenticated, NotFound, NotPermitted) as refusal:
        assert refusal.message
        assert not answer
        return False
    assert answer
    return True


@pytest.mark.parametrize("verb", Verb)
def test_a_token_does_only_what_its_scopes_say(registry: Registry, verb: Verb) -> None:
    record = registry.get(published(registry))
    needed = PERMISSIONS[verb].scope
    role = Role.ORGANIZATION if verb is Verb.KEEP_AS_REGISTERED else Role.ADMINISTRATOR
    for scopes in ((), *((scope,) for scope in TokenScope)):
        actor = Actor("a", role, scopes=frozenset(scopes))
        serves = needed in scopes or (needed is TokenScope.READ and TokenScope.WRITE in scopes)
        assert gate.may(actor, verb, record, account_id="a") == serves, scopes


def test_a_region_that_begins_with_the_same_digits_is_another(registry: Registry) -> None:
    record = registry.get(published(registry, region="73.71"))
    near = Actor("o", Role.OFFICER, region="73.7")
    assert not gate.may(near, Verb.READ_WHOLE, record)
    assert not gate.may(near, Verb.FLAG_WITHIN, region="73.71")


def test_nobody_but_an_administrator_flags_for_all_of_indonesia() -> None:
    assert not gate.may(OFFICER, Verb.FLAG_WITHIN, region=None)
    assert gate.may(ADMINISTRATOR, Verb.FLAG_WITHIN, region=None)


def test_an_account_without_an_organization_keeps_none() -> None:
    assert not gate.may(Actor("o", Role.SERVICE), Verb.CONSENT, None)


def test_an_account_ends_its_own_sessions() -> None:
    own = Actor("me", Role.SERVICE)
    assert gate.may(own, Verb.REVOKE, account_id="me")
    assert not gate.may(Actor("me"), Verb.REVOKE, account_id="me")
    with pytest.raises(NotFound):
        gate.require(own, Verb.REVOKE, account_id="you")


@pytest.mark.parametrize(
    "path",
    sorted(
        path
        for folder in ("linkreg", "api")
        for path in (_ROOT / folder).rglob("*")
        if path.suffix in {".py", ".html"}
    ),
    ids=lambda path: str(path.relative_to(_ROOT)),
)
def test_nobody_but_the_gate_compares_the_role_of_whoever_acts(path: Path) -> None:
    if path.name == "gate.py":
        return
    compared = r"(actor|visitor)\.role(\.value)? (is\b(?! None| not None)|in\b|not in\b|==|!=)"
    assert not re.search(compared, path.read_text("utf-8"))
