"""Journal entries as they leave the registry: the change feed, and the history of an organization."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from linkreg.schemas.view import dumped


class PublicChangeView(Schema):
    """A journal entry: what happened to what, without who did it."""

    seq = fields.Integer(attribute="change.seq")
    at = fields.AwareDateTime(attribute="change.at")
    verb = fields.String(attribute="change.verb")
    subject = fields.String(attribute="change.subject")
    changed = fields.List(fields.String(), attribute="change.fields", data_key="fields")
    version = fields.Integer(attribute="change.version", allow_none=True)


class OfficerChangeView(PublicChangeView):
    """A journal entry with the account that acted, for those who see the officer view."""

    class Meta:
        optional = ("actor",)

    actor = fields.String(attribute="change.actor")


class HappeningView(OfficerChangeView):
    """A journal entry about one organization; with the reason of a step, for those who may know it."""

    class Meta:
        optional = ("actor", "reason")

    reason = fields.String(allow_none=True)


class ChangesView(Schema):
    """A stretch of the journal: continue with ``since`` set to ``next`` until that is ``journal``."""

    items = fields.List(fields.Nested(OfficerChangeView))
    next = fields.Integer()
    journal = fields.Integer()


class HistoryView(Schema):
    """What happened, oldest first: continue with ``since`` set to ``next`` until that is ``null``."""

    items = fields.List(fields.Nested(HappeningView))
    total = fields.Integer()
    next = fields.Integer(allow_none=True)


def present_changes(feed: Any) -> dict[str, Any]:
    """Return the JSON-ready ``changes.Feed``."""
    items = [_present(seen, OfficerChangeView) for seen in feed.entries]
    return {"items": items, "next": feed.next, "journal": feed.journal}


def present_history(history: Any) -> dict[str, Any]:
    """Return the JSON-ready ``chronicle.History``."""
    items = [_present(seen, HappeningView) for seen in history.happenings]
    return {"items": items, "total": history.total, "next": history.next}


def _present(seen: Any, whole: type[Schema]) -> dict[str, Any]:
    view = whole() if seen.shows_actor else PublicChangeView()
    shown: dict[str, Any] = dumped(view, seen)
    return shown
