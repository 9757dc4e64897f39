"""The registry's verbs about accounts: made, logged in and out, kept, disabled.

A password takes 20 ms to hash or to check, and is done with before anything is written: on SQLite all
other writers would wait. ``address`` is the caller's in the network: it bounds how often that may try,
and is not kept.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from linkreg.actor import PUBLIC, SYSTEM, Actor
from linkreg.errors import DatabaseUnavailable, InvalidInput, Mistake, NotAuthenticated
from linkreg.records import AccountRecord, CredentialRecord, OrganizationRecord
from linkreg.schemas.profile import load_profile
from linkreg.services import (
    account_records,
    accounts,
    credentials,
    gate,
    passwords,
    proofs,
    second_factor,
    throttle,
)
from linkreg.services.credentials import TOKEN_LIFETIME, Bearer, IssuedSecret, Purpose
from linkreg.services.permissions import Verb
from linkreg.services.throttle import Claim
from linkreg.vocabulary import Role
from linkreg.wiring import Wiring

_log = logging.getLogger("linkreg")


class AccountVerbs(Wiring):
    """What a ``Registry`` can do with accounts; each verb is one change at most, and what it claims."""

    def sign_up(
        self, email: str, password: str, data: Mapping[str, Any], *, address: str = ""
    ) -> tuple[OrganizationRecord, IssuedSecret]:
        """Add an organization with the account that keeps it, and open a session for that account.

        Raise ``InvalidInput`` with every mistake, in the account (``/email``, ``/password``) and in
        the profile, at once; ``Conflict`` when the address has an account; ``TooManyRequests``.
        """
        mistakes: list[Mistake] = list(accounts.mistakes_in_account(email, password))
        try:
            profile = load_profile(data)
        except InvalidInput as error:
            mistakes.extend(error.mistakes)
        if mistakes:
            raise InvalidInput("Pendaftaran belum dapat disimpan.", mistakes)
        self._claim(self.throttle_keys.sign_up(address))
        hashed = passwords.hash_password(password, email)
        with self.transaction(PUBLIC) as tx:
            record, account_id = accounts.register_with_account(tx, email, hashed, profile)
            return record, credentials.open_session(tx, account_id)

    def add_account(
        self,
        email: str,
        password: str,
        role: Role,
        actor: Actor = SYSTEM,
        *,
        region: str | None = None,
        organization_id: str | None = None,
    ) -> str:
        """Add an account and return its id; raise as ``accounts.add_account`` does.

        ``InvalidInput`` names what is wrong with the address and with the password.
        """
        gate.require(actor, Verb.ADD_ACCOUNT)
        mistakes = accounts.mistakes_in_account(email, password)
        if mistakes:
            raise InvalidInput("Akun belum dapat disimpan.", mistakes)
        hashed = passwords.hash_password(password, email)
        with self.transaction(actor) as tx:
            return accounts.add_account(
                tx, email, hashed, role, region=region, organization_id=organization_id
            )

    def log_in(
        self,
        email: str,
        password: str,
        *,
        code: str | None = None,
        address: str = "",
        agent: str | None = None,
    ) -> IssuedSecret:
        """Open a session; raise ``NotAuthenticated`` when address and password do not fit.

        ``code``: a one-time code, where the account asks for one: the same error without it. Raise
        ``TooManyRequests`` where that was tried too often, right or wrong.
        """
        proof, claim = self._prove(email, password, address)
        with self.transaction(PUBLIC) as tx:
            account_id = proofs.confirm(tx, proof)
            second_factor.require(tx, account_id, code)
            throttle.settle(tx, claim)
            return credentials.open_session(tx, account_id, agent=agent)

    def log_out(self, secret: str) -> None:
        """End the session of that secret; unknown ones are passed over."""
        with self.transaction(PUBLIC) as tx:
            credentials.log_out(tx, secret)

    def issue_token(
        self,
        email: str,
        password: str,
        actor: Actor = PUBLIC,
        *,
        label: str | None = None,
        scopes: tuple[str, ...] | None = None,
        lifetime: timedelta = TOKEN_LIFETIME,
        code: str | None = None,
        address: str = "",
    ) -> IssuedSecret:
        """Issue an API token to whoever knows the account's password; it is shown once.

        Raise as ``log_in`` does, and ``InvalidInput`` for an unknown scope.
        """
        proof, claim = self._prove(email, password, address)
        with self.transaction(actor) as tx:
            account_id = proofs.confirm(tx, proof)
            second_factor.require(tx, account_id, code)
            throttle.settle(tx, claim)
            return credentials.issue_token(
                tx, account_id, label=label, scopes=scopes, lifetime=lifetime
            )

    def issue_service_token(
        self,
        account_id: str,
        actor: Actor = SYSTEM,
        *,
        label: str | None = None,
        scopes: tuple[str, ...] | None = None,
        lifetime: timedelta = TOKEN_LIFETIME,
    ) -> IssuedSecret:
        """Issue a token for a service; raise as ``credentials.issue_for_service`` does."""
        with self.transaction(actor) as tx:
            return credentials.issue_for_service(
                tx, account_id, label=label, scopes=scopes, lifetime=lifetime
            )

    def change_password(
        self, current: str, password: str, actor: Actor, *, address: str = ""
    ) -> None:
        """Give the actor's account another password, and end all its sessions and tokens.

        Raise ``InvalidInput`` at ``/current`` for a wrong one and at ``/password`` as
        ``passwords.check_password`` does; ``TooManyRequests``.
        """
        with self.reading(actor) as tx:
            email = account_records.get_own(tx).email
        passwords.check_password(password, email)
        try:
            proof, claim = self._prove(email, current, address)
        except NotAuthenticated:
            message = "Kata sandi yang sekarang salah."
            raise InvalidInput(message, [Mistake("/current", "wrong_password", message)]) from None
        hashed = passwords.hash_password(password, email)
        with self.transaction(actor) as tx:
            account_id = proofs.confirm(tx, proof)
            throttle.settle(tx, claim)
            proofs.set_password(tx, account_id, hashed)

    def set_password(self, email: str, password: str, actor: Actor = SYSTEM) -> None:
        """Give an account another password, and end all it has open; administrators may."""
        with self.reading(actor) as tx:
            account = account_records.get_by_email(tx, email)
        hashed = passwords.hash_password(password, email)
        with self.transaction(actor) as tx:
            gate.require(actor, Verb.KEEP_ACCOUNTS)
            proofs.set_password(tx, account.id, hashed)

    def get_account(self, account_id: str, actor: Actor = SYSTEM) -> AccountRecord:
        """Return an account, to itself and to administrators; raise ``NotFound``."""
        with self.reading(actor) as tx:
            return account_records.get_account(tx, account_id)

    def get_account_by_email(self, email: str, actor: Actor = SYSTEM) -> AccountRecord:
        """Return the account of an address, to administrators; raise ``NotFound``."""
        with self.reading(actor) as tx:
            return account_records.get_by_email(tx, email)

    def list_accounts(
        self, actor: Actor = SYSTEM, *, limit: int = 100, offset: int = 0
    ) -> tuple[Sequence[AccountRecord], int]:
        """Return accounts by their address, and how many there are; to administrators."""
        with self.reading(actor) as tx:
            return account_records.list_accounts(tx, limit=limit, offset=offset)

    def change_account(
        self,
        account_id: str,
        actor: Actor = SYSTEM,
        *,
        version: int | None = None,
        disabled: bool | None = None,
        role: Role | None = None,
        region: str | None = None,
    ) -> AccountRecord:
        """Disable or enable an account, or change its rights; raise as ``account_records`` does."""
        with self.transaction(actor) as tx:
            return account_records.change_account(
                tx, account_id, seen_version=version, disabled=disabled, role=role, region=region
            )

    def list_credentials(
        self, account_id: str, purpose: Purpose, actor: Actor = SYSTEM, *, asking: str = ""
    ) -> Sequence[CredentialRecord]:
        """Return what an account has open; to itself and to administrators."""
        with self.reading(actor) as tx:
            return credentials.list_open(tx, account_id, purpose, asking=asking)

    def revoke(
        self, credential_id: str, actor: Actor = SYSTEM, purpose: Purpose | None = None
    ) -> None:
        """End a session or token; twice is harmless. Raise ``NotFound``, also for others' ones."""
        with self.transaction(actor) as tx:
            credentials.revoke(tx, credential_id, purpose)

    def revoke_all(
        self,
        account_id: str,
        actor: Actor = SYSTEM,
        purpose: Purpose | None = None,
        *,
        keep: str = "",
    ) -> int:
        """End everything an account has open but the session of ``keep``; return how many."""
        with self.transaction(actor) as tx:
            return credentials.revoke_all(tx, account_id, purpose, keep=keep)

    def find_actor(self, secret: str, purpose: Purpose) -> Actor | None:
        """Return who a secret stands for now; ``None`` when it is unknown, ended or revoked."""
        with self.reading(PUBLIC) as tx:
            bearer = credentials.find_bearer(tx, secret, purpose)
        if bearer is not None and bearer.unnoted:
            self._note_use(bearer)
        return bearer.actor if bearer else None

    def _note_use(self, bearer: Bearer) -> None:
        try:
            with self.transaction(PUBLIC, follow=False) as tx:
                credentials.note_use(tx, bearer)
        except DatabaseUnavailable:
            _log.info("use of a credential not noted; the next one will be")

    def _prove(self, email: str, password: str, address: str) -> tuple[proofs.Proof, Claim]:
        claim = self._claim(self.throttle_keys.log_in(email, address))
        with self.reading(PUBLIC) as tx:
            return proofs.authenticate(tx, email, password), claim

    def _claim(self, claim: Claim) -> Claim:
        """Claim a try before it is made; who may not is told without keeping writers waiting."""
        if not claim.limits:
            return claim
        with self.reading(PUBLIC) as tx:
            throttle.require_free(tx, claim)
        with self.transaction(PUBLIC, follow=False) as tx:
            return throttle.make(tx, claim)
