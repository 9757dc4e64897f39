"""A revision says for lists and verdicts just what the tables say: they read it, and not those."""

from __future__ import annotations

import json
from contextlib import suppress
from operator import attrgetter

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import select

from linkreg import Registry
from linkreg.errors import LinkregError
from linkreg.models import Revision
from linkreg.profile import Profile, to_plain
from linkreg.revisions import CONTENT_TEXT, Kept, read_kept
from linkreg.services.assessments import facts_of
from linkreg.vocabulary import OrganizationStatus
from tests.actors import published
from tests.conftest import StandingClock
from tests.histories import CHANGES, HISTORIES, Change, History, happen

_by_id = attrgetter("id")


def kept_of(registry: Registry, organization: str) -> Kept | None:
    """Return what the newest revision of an organization keeps."""
    newest = select(CONTENT_TEXT).where(Revision.organization_id == organization)
    with registry.reading() as tx:
        return read_kept(tx.session.scalar(newest.order_by(Revision.version.desc()).limit(1)))


def require_the_same(registry: Registry, organization: str) -> None:
    """Compare what the newest revision keeps with what is read from the tables."""
    kept, record = kept_of(registry, organization), registry.get(organization)
    assert kept is not None
    assert (kept.status, kept.status_since, kept.status_reason) == (
        *(record.status, record.status_since, record.status_reason),
    )
    assert kept.profile == record.profile
    assert sorted(kept.evidence, key=_by_id) == sorted(facts_of(record).documents, key=_by_id)
    assert kept.flags == record.flags


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(history=HISTORIES)
def test_after_any_history_it_says_what_the_tables_say(
    registry: Registry, clock: StandingClock, history: History
) -> None:
    organization = published(registry)
    for _ in happen(registry, clock, organization, history):
        require_the_same(registry, organization)


@pytest.mark.parametrize("change", CHANGES)
def test_on_either_database(any_registry: Registry, change: Change) -> None:
    organization = published(any_registry)
    with suppress(LinkregError):
        change(any_registry, organization)
    require_the_same(any_registry, organization)


@pytest.mark.parametrize("text", [None, "null", "{}", '{"status":"draft","evidence":[]}'])
def test_of_what_was_erased_nothing_is_kept(text: str | None) -> None:
    assert read_kept(text) is None


def test_an_early_revision_knows_no_flags() -> None:
    profile = Profile(name="Yayasan Contoh", region="73.71")
    early = {"profile": to_plain(profile), "status": "draft", "evidence": []}
    assert read_kept(json.dumps(early)) == Kept(
        OrganizationStatus.DRAFT, None, None, profile, [], ()
    )
