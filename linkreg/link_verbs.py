"""The registry's verbs about links in letters, one-time codes, and the people of an organization.

A verb returns a link; whoever calls it sends the letter, once the change is saved.
"""

from __future__ import annotations

from collections.abc import Sequence

from linkreg.account_verbs import AccountVerbs
from linkreg.actor import PUBLIC, SYSTEM, Actor
from linkreg.records import AccountRecord
from linkreg.services import (
    account_records,
    links,
    passwords,
    people,
    second_factor,
    throttle,
)
from linkreg.services.credentials import Purpose
from linkreg.services.links import Link
from linkreg.services.second_factor import Enrolment
from linkreg.vocabulary import Role


class LinkVerbs(AccountVerbs):
    """What a ``Registry`` can do with these; each verb is one change at most, and what it claims."""

    def invite(
        self,
        email: str,
        role: Role,
        actor: Actor = SYSTEM,
        *,
        region: str | None = None,
        organization_id: str | None = None,
    ) -> Link:
        """Invite somebody to an account; raise as ``links.invite`` does."""
        with self.transaction(actor) as tx:
            return links.invite(tx, email, role, region=region, organization_id=organization_id)

    def request_reset(self, email: str, *, address: str = "") -> Link | None:
        """Return the link to another password; ``None`` where there is no account in use.

        Raise ``TooManyRequests``, whoever's address it is.
        """
        self._claim(self.throttle_keys.reset(email, address))
        with self.transaction(PUBLIC) as tx:
            return links.request_reset(tx, email)

    def issue_reset(self, email: str, actor: Actor = SYSTEM) -> Link | None:
        """Return the link to another password for an administrator to pass on.

        ``None`` where nobody can log in. Raise ``NotFound``.
        """
        with self.transaction(actor) as tx:
            return links.issue_reset(tx, email)

    def read_link(self, secret: str, purpose: Purpose) -> str:
        """Return whose account a link is for, without using it up; raise ``NotFound``."""
        with self.reading(PUBLIC) as tx:
            return links.read_email(tx, secret, purpose)

    def follow_link(
        self, secret: str, purpose: Purpose, password: str, *, address: str = ""
    ) -> None:
        """Use a link up for a password; what kept the account's owner waiting at the door is over.

        Raise ``NotFound``, and ``InvalidInput`` as ``passwords.check_password`` does: then the link
        is good still.
        """
        hashed = passwords.hash_password(password, self.read_link(secret, purpose))
        with self.transaction(PUBLIC) as tx:
            email = links.follow(tx, secret, purpose, hashed)
            throttle.settle(tx, self.throttle_keys.log_in(email, address))

    def begin_codes(self, actor: Actor) -> Enrolment:
        """Give the actor's own account a secret for one-time codes; raise ``Conflict``."""
        with self.transaction(actor) as tx:
            return second_factor.begin(tx)

    def confirm_codes(self, code: str, actor: Actor) -> tuple[str, ...]:
        """Ask for one-time codes from now on; return those for paper. Raise ``InvalidInput``."""
        with self.transaction(actor) as tx:
            return second_factor.confirm(tx, code)

    def remove_codes(self, code: str, actor: Actor, *, address: str = "") -> None:
        """Ask for no codes any more, if that is one; raise ``InvalidInput``, ``TooManyRequests``."""
        with self.reading(actor) as tx:
            email = account_records.get_own(tx).email
        claim = self._claim(self.throttle_keys.log_in(email, address))
        with self.transaction(actor) as tx:
            second_factor.remove(tx, code)
            throttle.settle(tx, claim)

    def remove_codes_for(self, email: str, actor: Actor = SYSTEM) -> None:
        """Ask an account for no codes any more; administrators may. Raise ``NotFound``."""
        with self.transaction(actor) as tx:
            second_factor.remove_for(tx, account_records.get_by_email(tx, email).id)

    def list_people(self, organization_id: str, actor: Actor = SYSTEM) -> Sequence[AccountRecord]:
        """Return who keeps an organization's profile; to themselves and to administrators."""
        with self.reading(actor) as tx:
            return people.list_people(tx, organization_id)

    def remove_person(self, organization_id: str, account_id: str, actor: Actor = SYSTEM) -> None:
        """Take somebody off an organization's people; raise as ``people.remove`` does."""
        with self.transaction(actor) as tx:
            people.remove(tx, organization_id, account_id)
