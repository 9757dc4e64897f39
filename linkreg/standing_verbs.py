"""The registry's verbs about standing: the steps of a profile, notices and answers, flags."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from linkreg.actor import PUBLIC, SYSTEM, Actor
from linkreg.errors import Mistake
from linkreg.records import FlagRecord, NoticeRecord, OrganizationRecord
from linkreg.schemas.flags import load_flag
from linkreg.schemas.verification import load_notice_decision, load_reason, load_reply
from linkreg.services import (
    chronicle,
    decisions,
    flags,
    gate,
    lifecycle,
    notice_mail,
    notices,
    organizations,
    sending,
)
from linkreg.services.permissions import Verb
from linkreg.wiring import Wiring


class StandingVerbs(Wiring):
    """What a ``Registry`` can do with the standing of an organization; each verb one transaction.

    ``version``, where given, is the organization's as it was seen: ``StaleVersion`` when it changed.
    """

    def submit(
        self, organization_id: str, actor: Actor = SYSTEM, *, version: int | None = None
    ) -> OrganizationRecord:
        """Hand a draft to the officers; raise ``InvalidInput`` with everything still missing."""
        with self.transaction(actor) as tx:
            return lifecycle.submit(tx, organization_id, seen_version=version)

    def list_missing(self, organization_id: str, actor: Actor = SYSTEM) -> tuple[Mistake, ...]:
        """Return everything a profile lacks before it may be submitted, to whoever may submit it."""
        with self.reading(actor) as tx:
            record = organizations.get(tx, organization_id)
            gate.require(actor, Verb.SUBMIT, record)
            return lifecycle.missing(record)

    def read_history(
        self,
        organization_id: str,
        actor: Actor = SYSTEM,
        *,
        since: int = 0,
        limit: int | None = None,
    ) -> chronicle.History:
        """Return what happened to an organization after a journal number, oldest first.

        Who did it, and why a step was taken, is told to the organization and those in charge.
        """
        with self.reading(actor) as tx:
            return chronicle.read_history(tx, organization_id, since, limit)

    def open_chronicle(self, organization_id: str, actor: Actor = PUBLIC) -> chronicle.Chronicle:
        """Return all that happened to an organization, and what those were who did it."""
        with self.reading(actor) as tx:
            return chronicle.open_chronicle(tx, organization_id)

    def publish(
        self,
        organization_id: str,
        actor: Actor = SYSTEM,
        *,
        reason: str | None = None,
        version: int | None = None,
    ) -> OrganizationRecord:
        """Make a submitted profile public; a suspended or archived one again, with a reason."""
        why = load_reason(reason, required=False) or None
        with self.transaction(actor) as tx:
            return lifecycle.publish(tx, organization_id, why, seen_version=version)

    def send_back(
        self,
        organization_id: str,
        reason: str,
        actor: Actor = SYSTEM,
        *,
        version: int | None = None,
    ) -> OrganizationRecord:
        """Return a submitted profile to its organization to be mended."""
        why = load_reason(reason)
        with self.transaction(actor) as tx:
            return lifecycle.send_back(tx, organization_id, why, seen_version=version)

    def suspend(
        self,
        organization_id: str,
        reason: str,
        actor: Actor = SYSTEM,
        *,
        version: int | None = None,
    ) -> NoticeRecord:
        """Announce a suspension; ``decide_notice`` carries it out once the organization was heard."""
        why = load_reason(reason)
        with self.transaction(actor) as tx:
            return lifecycle.announce_suspension(
                tx, organization_id, why, reply_days=self.reply_days, seen_version=version
            )

    def archive(
        self,
        organization_id: str,
        reason: str,
        actor: Actor = SYSTEM,
        *,
        version: int | None = None,
    ) -> OrganizationRecord | NoticeRecord:
        """Archive one's own profile at once; of an officer, announce it to the organization."""
        why = load_reason(reason)
        with self.transaction(actor) as tx:
            return lifecycle.archive(
                tx, organization_id, why, reply_days=self.reply_days, seen_version=version
            )

    def list_notices(self, organization_id: str, actor: Actor = SYSTEM) -> tuple[NoticeRecord, ...]:
        """Return all notices to an organization, newest first."""
        with self.reading(actor) as tx:
            return notices.list_notices(tx, organization_id)

    def reply(
        self, notice_id: str, text: str, actor: Actor = SYSTEM, *, version: int | None = None
    ) -> NoticeRecord:
        """Answer a notice for the organization, as long as it is not decided.

        ``version`` is the notice's own, as for ``decide_notice``.
        """
        reply = load_reply(text)
        with self.transaction(actor) as tx:
            return notices.reply(tx, notice_id, reply.text, seen_version=version)

    def decide_notice(
        self,
        notice_id: str,
        data: Mapping[str, Any],
        actor: Actor = SYSTEM,
        *,
        version: int | None = None,
    ) -> NoticeRecord:
        """Carry an announced measure out, or drop it: ``outcome`` and ``note``. Final.

        Raise ``StaleVersion`` when the organization has answered since ``version``, the notice's own.
        """
        decision = load_notice_decision(data)
        with self.transaction(actor) as tx:
            return decisions.decide_notice(tx, notice_id, decision, seen_version=version)

    def send_notices(
        self, post: sending.Post, public_url: str, actor: Actor = SYSTEM
    ) -> Iterator[notice_mail.NoticeDelivery]:
        """Write to organizations of notices they were not written of, as you iterate.

        ``post`` and ``public_url`` as for ``send_reminders``.
        """
        read = partial(self.reading, actor)
        write = partial(self.transaction, actor, follow=False)
        yield from notice_mail.send_unsent(read, write, post, public_url)

    def raise_flag(
        self, organization_id: str, data: Mapping[str, Any], actor: Actor = SYSTEM
    ) -> FlagRecord:
        """Put an observation, a warning or a sanction on record, with its end."""
        new = load_flag(data)
        with self.transaction(actor) as tx:
            return flags.raise_flag(tx, organization_id, new)

    def lift_flag(
        self,
        organization_id: str,
        flag_id: str,
        reason: str,
        actor: Actor = SYSTEM,
        *,
        version: int | None = None,
    ) -> FlagRecord:
        """End a flag before its last day."""
        why = load_reason(reason)
        with self.transaction(actor) as tx:
            return flags.lift_flag(tx, organization_id, flag_id, why, seen_version=version)
