"""Secrets in every place that is not for the public are in no answer to those outside."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

import pytest

from linkreg.records import (
    AccountRecord,
    CredentialRecord,
    EvidenceFile,
    EvidenceRecord,
    FlagRecord,
    NoticeRecord,
    VerificationRecord,
)
from linkreg.services.credentials import Purpose
from tests.permissions.asking import Question, ask, said_in
from tests.permissions.reading import TABLE, Entry, read_table
from tests.permissions.world import FILLED, HASH, TOTP, World
from tests.secrets import BOARD, OF_ACCOUNTS, SECRETS

OUTSIDE = ("public", "service", "newcomer", "stranger", "outsider", "registrar")

#: Every route, about the organization that is full of secrets or about none.
_ENTRIES = [
    replace(entry, subject=entry.subject.replace("published", FILLED))
    for entry in read_table(TABLE.read_text("utf-8"))
    if entry.subject.partition(":")[0] not in {"submitted", "draft", "unpublished"}
]

#: Texts that name accounts, documents or places: whoever holds one learns nothing from it.
_NAMES = {
    "id",
    "organization_id",
    "evidence_id",
    "replaces",
    "replaced_by",
    "scope",
    "region",
    "sha256",
    "supplied_by",
    "decided_by",
    "opened_by",
    "closed_by",
    "replied_by",
    "raised_by",
    "lifted_by",
}


#: What is stored of accounts and told to nobody, not even to themselves.
_UNSAID = (TOTP, HASH)


def _name(entry: Entry) -> str:
    return f"{entry.route} {entry.subject}"


def _secrets_in(text: str) -> list[str]:
    folded = text.casefold()
    return [it for it in (*BOARD, *SECRETS, *_UNSAID) if it.casefold() in folded]


@pytest.mark.parametrize("entry", _ENTRIES, ids=_name)
def test_nobody_outside_is_answered_a_secret(
    world: World, entry: Entry, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for caller in OUTSIDE:
        if entry.answers.get(caller, "-") == "-":
            continue
        response = ask(world, Question.at_its_door(entry, caller))
        assert _secrets_in(said_in(response)) == [], caller
        assert _links_in(world, entry, said_in(response)) == [], caller
        world.put_back(entry.method, str(response.status_code))
    assert _secrets_in(caplog.text) == []
    assert not any(secret in caplog.text for secret in world.links.values())


def _links_in(world: World, entry: Entry, text: str) -> list[str]:
    """Return which links in letters are told; one that was followed is told to who followed it."""
    followed = entry.subject.partition(":")[2]
    return [name for name, it in world.links.items() if name != followed and it in text]


@pytest.mark.parametrize(
    "query",
    [
        "q=posyandu&highlight=true&facets=province,region,urusan,service,legal_form,qualification",
        "status=published&status=suspended&status=archived&basis=declared&limit=100",
        "q=Rahasianame&highlight=true",
        "q=Rahasianomo",
        "q=%22Rahasia%20nama%22%20posyandu",
        "changed_since=2026-01-01&sort=-updated_at",
    ],
)
@pytest.mark.parametrize("path", ["/v1/organizations", "/"])
def test_no_way_to_search_finds_or_spells_one(world: World, path: str, query: str) -> None:
    response = world.app.test_client().get(f"{path}?{query}")
    assert response.status_code == 200
    assert _secrets_in(said_in(response)) == []


def test_nobody_completes_one(world: World) -> None:
    response = world.app.test_client().get("/v1/organizations/suggest?q=rahasia")
    assert response.json["items"] == []


@pytest.mark.parametrize("on", ["2026-11-19", "2026-11-20", "2026-11-18", "2030-01-01"])
@pytest.mark.parametrize(
    "path",
    ["/v1/organizations/{}", "/v1/organizations/{}/assessment", "/ormas/{}", "/ormas/{}.json"],
)
def test_no_day_shows_one(world: World, path: str, on: str) -> None:
    address = path.format(world.subjects[FILLED].organization_id)
    response = world.app.test_client().get(f"{address}?on={on}")
    assert _secrets_in(said_in(response)) == []


def test_those_in_charge_read_every_one_but_those_of_accounts(world: World) -> None:
    """Otherwise nothing above could fail."""
    answers = [
        said_in(ask(world, Question.at_its_door(entry, "province")))
        for entry in _ENTRIES
        if entry.method == "GET" and FILLED in entry.subject
    ]
    assert set(_secrets_in("\n".join(answers))) == {*BOARD, *SECRETS} - set(OF_ACCOUNTS)


def _texts(records: Sequence[Any]) -> dict[str, list[str]]:
    """Return what every field for words holds in some record."""
    found: dict[str, list[str]] = {}
    for record in records:
        for field in fields(record):
            if field.type in {"str", "str | None"} and field.name not in _NAMES:
                found.setdefault(field.name, []).append(getattr(record, field.name) or "")
    return found


@pytest.mark.parametrize(
    "kind",
    [
        AccountRecord,
        CredentialRecord,
        EvidenceRecord,
        EvidenceFile,
        FlagRecord,
        NoticeRecord,
        VerificationRecord,
    ],
)
def test_every_field_for_words_has_a_secret(world: World, kind: type) -> None:
    """A field that is added without one would go unwatched."""
    organization = world.subjects[FILLED].organization_id
    evidence = world.registry.get(organization).evidence
    people = world.registry.list_people(organization)
    records = {
        AccountRecord: people,
        CredentialRecord: [
            it
            for person in people
            for purpose in (Purpose.TOKEN, Purpose.SESSION)
            for it in world.registry.list_credentials(person.id, purpose)
        ],
        EvidenceRecord: list(evidence),
        EvidenceFile: [document.file for document in evidence if document.file],
        FlagRecord: list(world.registry.get(organization).flags),
        NoticeRecord: list(world.registry.list_notices(organization)),
        VerificationRecord: [
            it for document in evidence for it in world.registry.list_verifications(document.id)
        ],
    }[kind]
    bare = [name for name, texts in _texts(records).items() if not _secrets_in("\n".join(texts))]
    assert bare == []
