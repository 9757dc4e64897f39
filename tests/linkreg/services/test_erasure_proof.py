"""After any history an erased name is nowhere on the disk, and what is left verifies."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from marshmallow import fields
from sqlalchemy import text

from linkreg import Registry, journal
from linkreg.clock import date_in_indonesia
from linkreg.errors import Conflict, CorruptJournal, NotFound
from linkreg.schemas.evidence import EvidenceSchema
from linkreg.schemas.fields import Text
from linkreg.schemas.flags import NewFlagSchema
from linkreg.schemas.profile import ProfileSchema
from linkreg.services.redaction import ADDRESSES, TEXTS
from tests.actors import ADMINISTRATOR, CHAIR, OFFICER, keeper_of, published
from tests.conftest import StandingClock
from tests.decisions import accepting, rejecting
from tests.samples import pdf

NAME = "Ratnaduhita Wijayakontoh"
_DEED: dict[str, Any] = {"kind": "deed", "number": "12", "issued_on": "2020-01-02"}

_Change = Callable[[Registry, str, str], object]


def _profile(registry: Registry, organization: str, said: str) -> None:
    record = registry.get(organization)
    facts: dict[str, Any] = {
        "description": said * 30,
        "address": said,
        "board": [{"name": NAME, "position": said[:80]}, {"name": "Lain", "position": "Ketua"}],
        "experiences": [{"title": said, "start_year": 2024, "partner": said}],
    }
    registry.update(organization, facts, version=record.version)


def _documents(registry: Registry, organization: str, said: str) -> None:
    keeper = keeper_of(organization)
    facts = _DEED | {"issuer": said, "clause": said, "number": said[:120]}
    registry.supply_with_file(organization, facts, pdf() + said.encode(), f"{NAME}.pdf", keeper)


def _change_documents(registry: Registry, organization: str, said: str) -> None:
    for document in registry.get(organization).evidence[:2]:
        facts = _DEED | {"issuer": said}
        registry.change_evidence(organization, document.id, facts, keeper_of(organization))


def _withdraw(registry: Registry, organization: str, said: str) -> None:
    for document in registry.get(organization).evidence[:1]:
        registry.withdraw_evidence(organization, document.id, keeper_of(organization))


def _accept(registry: Registry, organization: str, said: str) -> None:
    for document in registry.get(organization).evidence[:2]:
        decision = accepting(document.kind, note=said)
        registry.decide_evidence(organization, document.id, decision, OFFICER)


def _reject(registry: Registry, organization: str, said: str) -> None:
    for document in registry.get(organization).evidence[:2]:
        decision = rejecting(document.kind, said)
        registry.decide_evidence(organization, document.id, decision, OFFICER)


def _suspend(registry: Registry, organization: str, said: str) -> None:
    registry.suspend(organization, said, OFFICER)


def _answer(registry: Registry, organization: str, said: str) -> None:
    for notice in registry.list_notices(organization, OFFICER):
        if notice.is_open:
            registry.reply(notice.id, said, keeper_of(organization))


def _decide(registry: Registry, organization: str, said: str) -> None:
    for notice in registry.list_notices(organization, OFFICER):
        if notice.is_open:
            registry.decide_notice(notice.id, {"outcome": "confirmed", "note": said}, OFFICER)


def _publish(registry: Registry, organization: str, said: str) -> None:
    registry.publish(organization, OFFICER, reason=said)


def _flag(registry: Registry, organization: str, said: str) -> None:
    days = {"starts_on": "2026-11-01", "ends_on": "2027-11-01", "scope": "73"}
    said_of = {"kind": "sanction", "reason": said, "source": said}
    flag = registry.raise_flag(organization, said_of | days, OFFICER)
    registry.lift_flag(organization, flag.id, said, OFFICER)


_CHANGES: tuple[_Change, ...] = (
    *(_profile, _documents, _change_documents, _withdraw, _accept, _reject),
    *(_suspend, _answer, _decide, _publish, _flag),
)


def _stored(folder: Path) -> bytes:
    paths = [*folder.glob("linkreg.sqlite3*"), *(folder / "files").rglob("*")]
    return b"".join(path.read_bytes() for path in paths if path.is_file()).lower()


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    history=st.lists(
        st.tuples(st.sampled_from(_CHANGES), st.integers(0, 20)), min_size=1, max_size=12
    ),
    seed=st.integers(0, 100),
)
def test_after_any_history_an_erased_name_is_nowhere(
    registry: Registry,
    clock: StandingClock,
    tmp_path: Path,
    history: list[tuple[_Change, int]],
    seed: int,
) -> None:
    written = random.Random(seed).choice
    organization = published(registry, name=f"Yayasan {seed}")
    _profile(registry, organization, f"Oleh {NAME}.")
    for change, hours in history:
        clock.move(hours=hours)
        said = f"Kata {written((NAME, NAME.upper(), NAME.replace(' ', '  ')))}, itu."
        try:
            change(registry, organization, said)
        except Conflict:
            continue
    erased_on = date_in_indonesia(clock())
    named = [it.id for it in registry.get(organization).evidence]
    with registry.database.begin() as connection:
        query = "SELECT id FROM evidence WHERE organization_id = ?"
        named = [row[0] for row in connection.exec_driver_sql(query, (organization,))]
    said_of = {"texts": [NAME], "ground": "Permintaan.", "documents": named}
    registry.erase_person(organization, said_of, ADMINISTRATOR)
    assert NAME.lower().encode() not in _stored(tmp_path)
    with registry.reading() as tx:
        assert journal.verify(tx.session) == journal.position(tx.session)
    assert registry.get(organization, on=erased_on)
    with pytest.raises(NotFound):
        registry.erase_person(organization, {**said_of, "documents": []}, ADMINISTRATOR)


def _texts_in(field: Any, name: str) -> Iterator[str]:
    if isinstance(field, fields.Nested):
        for inner, part in field.schema.fields.items():
            yield from _texts_in(part, inner)
    elif isinstance(field, fields.List):
        yield from _texts_in(field.inner, name)
    elif isinstance(field, Text | fields.Email | fields.Url):
        yield name


#: The organization's own names and numbers; the name of a member of the board is looked at by itself.
_KEPT = {"name", "short_name", "aliases", "id"}


@pytest.mark.parametrize("schema", [ProfileSchema, EvidenceSchema, NewFlagSchema])
def test_every_free_text_is_known_to_erasure(schema: type[Any]) -> None:
    found = {name for key, field in schema().fields.items() for name in _texts_in(field, key)}
    assert found - _KEPT <= TEXTS | ADDRESSES
    assert found


@pytest.mark.parametrize(
    "meddling",
    [
        "UPDATE revisions SET content = replace(content, 'Jalan', 'Jalur') WHERE version = 1",
        "UPDATE revisions SET salt = 'x' WHERE version = 1",
        "UPDATE revisions SET content_hash = 'x' WHERE version = 1",
        "DELETE FROM revisions WHERE version = 1",
        "UPDATE journal SET content_hash = 'x' WHERE verb = 'revision_redacted'",
        "UPDATE journal SET version = 2 WHERE verb = 'revision_redacted'",
        "UPDATE journal SET verb = 'x' WHERE verb = 'revision_redacted'",
        "DELETE FROM journal WHERE verb = 'revision_redacted'",
        "DELETE FROM journal WHERE verb = 'person_erased'",
    ],
)
def test_meddling_with_what_was_redacted_is_found(registry: Registry, meddling: str) -> None:
    said = {"texts": [CHAIR], "ground": "Permintaan."}
    registry.erase_person(published(registry), said, ADMINISTRATOR)
    with registry.database.begin() as connection:
        assert connection.execute(text(meddling)).rowcount == 1
    with registry.reading() as tx, pytest.raises(CorruptJournal):
        journal.verify(tx.session)
