"""The registry's verbs about accounts: made, logged in and out, given tokens.

A password takes 20 ms to hash or to check, and is done with before anything is written: on SQLite all
other writers would wait.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from linkreg.actor import PUBLIC, SYSTEM, Actor
from linkreg.errors import InvalidInput, Mistake
from linkreg.records import OrganizationRecord
from linkreg.schemas.profile import load_profile
from linkreg.services import accounts, credentials, passwords
from linkreg.services.credentials import TOKEN_LIFETIME, IssuedSecret, Purpose
from linkreg.vocabulary import Role
from linkreg.wiring import Wiring


class AccountVerbs(Wiring):
    """What a ``Registry`` can do with accounts; each verb is one transaction that writes, at most."""

    def sign_up(
        self, email: str, password: str, data: Mapping[str, Any]
    ) -> tuple[OrganizationRecord, IssuedSecret]:
        """Add an organization with the account that keeps it, and open a session for that account.

        Raise ``InvalidInput`` with every mistake, in the account (``/email``, ``/password``) and in
        the profile, at once; ``Conflict`` when the address has an account.
        """
        mistakes: list[Mistake] = list(accounts.mistakes_in_account(email, password))
        try:
            profile = load_profile(data)
        except InvalidInput as error:
            mistakes.extend(error.mistakes)
        if mistakes:
            raise InvalidInput("Pendaftaran belum dapat disimpan.", mistakes)
        hashed = passwords.hash_password(password)
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
        """Add an account and return its id; raise as ``accounts.add_account`` does."""
        with self.transaction(actor) as tx:
            return accounts.add_account(
                tx, email, password, role, region=region, organization_id=organization_id
            )

    def log_in(self, email: str, password: str) -> IssuedSecret:
        """Open a session; raise ``NotAuthenticated`` when address and password do not fit."""
        proof = self._authenticate(email, password)
        with self.transaction(PUBLIC) as tx:
            return credentials.open_session(tx, accounts.confirm(tx, proof))

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
    ) -> IssuedSecret:
        """Issue an API token to whoever knows the account's password; it is shown once.

        Raise ``NotAuthenticated`` as ``log_in`` does, ``InvalidInput`` for an unknown scope.
        """
        proof = self._authenticate(email, password)
        with self.transaction(actor) as tx:
            account_id = accounts.confirm(tx, proof)
            return credentials.issue_token(
                tx, account_id, label=label, scopes=scopes, lifetime=lifetime
            )

    def revoke(self, credential_id: str, actor: Actor = SYSTEM) -> None:
        """End a session or token; twice is harmless. Raise ``NotFound``, also for others' ones."""
        with self.transaction(actor) as tx:
            credentials.revoke(tx, credential_id)

    def find_actor(self, secret: str, purpose: Purpose) -> Actor | None:
        """Return who a secret stands for now; ``None`` when it is unknown, ended or revoked."""
        with self.reading(PUBLIC) as tx:
            return credentials.find_actor(tx, secret, purpose)

    def _authenticate(self, email: str, password: str) -> accounts.Proof:
        with self.reading(PUBLIC) as tx:
            return accounts.authenticate(tx, email, password)
