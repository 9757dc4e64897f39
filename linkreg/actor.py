"""Who is acting, as far as permissions and the journal need to know."""

from __future__ import annotations

from dataclasses import dataclass

from linkreg.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """An account at work, the public, or the system itself.

    ``name`` is what the journal keeps: an account's id, never a person's name. ``region`` bounds an
    officer; ``organization_id`` is the profile an organization's account keeps; ``scopes`` are what a
    token may do (``None``: everything its account may).
    """

    name: str
    role: Role | None = None
    region: str | None = None
    organization_id: str | None = None
    scopes: frozenset[str] | None = None


#: Somebody who has not said who they are.
PUBLIC = Actor("public")

#: The keeper of the machine, at the command line or through the library; may do everything.
SYSTEM = Actor("system", Role.ADMINISTRATOR)
