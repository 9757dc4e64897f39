"""The accounts of a demo, whose passwords everybody can read: never where real data are kept."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from linkreg.services import accounts
from linkreg.services.passwords import matches
from linkreg.transaction import Transaction

#: The passwords that ``python -m fixtures`` gives out, by the address of the account.
DEMO_PASSWORDS: Mapping[str, str] = MappingProxyType(
    {
        "petugas@contoh.example": "petugas-contoh-2026",
        "organisasi@contoh.example": "organisasi-contoh-2026",
    }
)


def find_open(tx: Transaction) -> tuple[str, ...]:
    """Return the addresses of those that anybody can log in with."""
    return tuple(
        email
        for email, password in DEMO_PASSWORDS.items()
        if (account := accounts.find_by_email(tx, email)) is not None
        and account.disabled_at is None
        and matches(account.password_hash, password)
    )
