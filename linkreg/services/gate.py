"""Who may do and see what: reads ``services.permissions`` for an actor and what is at hand.

What a caller may not know of answers ``NotFound``; what it may know but not do, ``NotPermitted``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from linkreg import privacy
from linkreg.actor import Actor
from linkreg.errors import NotAuthenticated, NotFound, NotPermitted
from linkreg.records import OrganizationRecord
from linkreg.reference import covers
from linkreg.services.permissions import INCLUDED, PERMISSIONS, Permission, Relation, Verb
from linkreg.vocabulary import OrganizationStatus, Role, TokenScope
from linkreg.wording import Wording

#: What the public may see. A suspended or archived organization stays visible, as such.
PUBLIC_STATUSES = frozenset(
    {OrganizationStatus.PUBLISHED, OrganizationStatus.SUSPENDED, OrganizationStatus.ARCHIVED}
)


@dataclass(frozen=True, slots=True)
class _Matter:
    """What is at hand, as far as relations go: an organization in its region, or either alone."""

    organization_id: str | None = None
    region: str | None = None
    account_id: str | None = None


_STANDS: Mapping[Relation, Callable[[Actor, _Matter], bool]] = MappingProxyType(
    {
        Relation.KNOWN: lambda actor, _: actor.role is not None,
        Relation.NEWCOMER: lambda actor, _: (
            actor.role is Role.ORGANIZATION and actor.organization_id is None
        ),
        Relation.SETTLED: lambda actor, _: (
            actor.role is Role.ORGANIZATION and actor.organization_id is not None
        ),
        Relation.OFFICER: lambda actor, _: actor.role is Role.OFFICER and bool(actor.region),
        Relation.ADMINISTRATOR: lambda actor, _: actor.role is Role.ADMINISTRATOR,
        Relation.KEEPER: lambda actor, it: (
            it.organization_id is not None and keeps(actor, it.organization_id)
        ),
        Relation.IN_CHARGE: lambda actor, it: (
            actor.role is Role.OFFICER
            and bool(actor.region)
            and it.region is not None
            and covers(actor.region or "", it.region)
        ),
        Relation.HOLDER: lambda actor, it: actor.name == it.account_id,
    }
)


def may(
    actor: Actor,
    verb: Verb,
    record: OrganizationRecord | None = None,
    *,
    region: str | None = None,
    account_id: str | None = None,
) -> bool:
    """Say whether the actor may do this, to that organization, in that region, to that account."""
    permission, matter = PERMISSIONS[verb], _matter(record, region, account_id)
    return (
        actor.role is not None
        and _admits(permission, actor, matter)
        and not _excludes(permission, actor, matter)
        and _holds(actor, permission.scope)
    )


def require(
    actor: Actor,
    verb: Verb,
    record: OrganizationRecord | None = None,
    *,
    region: str | None = None,
    account_id: str | None = None,
) -> None:
    """Raise ``NotAuthenticated``, or ``NotPermitted`` (``NotFound``, where it is hidden) with why."""
    permission, matter = PERMISSIONS[verb], _matter(record, region, account_id)
    if actor.role is None:
        raise NotAuthenticated(permission.login)
    if not _admits(permission, actor, matter):
        raise (NotFound if permission.hidden else NotPermitted)(permission.refusal)
    if permission.excluded and _excludes(permission, actor, matter):
        raise NotPermitted(permission.excluded.refusal)
    if not _holds(actor, permission.scope):
        wanted = permission.scope.value
        raise NotPermitted(
            Wording("Token ini tidak memuat cakupan {wanted}. Buat token lain.", wanted=wanted)
        )


def require_known(actor: Actor) -> None:
    """Let in whoever has an account; raise ``NotAuthenticated``."""
    if actor.role is None:
        raise NotAuthenticated("Masuk dahulu.")


@dataclass(frozen=True, slots=True)
class Reach:
    """Which organizations an officer's verb reaches: of a region (``None``: all), but not this one."""

    region: str | None
    but_not: str | None


def reach(actor: Actor, verb: Verb) -> Reach:
    """Return what ``may`` says of each organization, for an actor who is an officer, as a condition."""
    permission = PERMISSIONS[verb]
    everywhere = Relation.ADMINISTRATOR in permission.to and actor.role is Role.ADMINISTRATOR
    own = permission.excluded is not None and permission.excluded.relation is Relation.KEEPER
    return Reach(None if everywhere else actor.region, actor.organization_id if own else None)


def keeps(actor: Actor, organization_id: str) -> bool:
    """Say whether the organization is the actor's own, whatever else the actor is."""
    return actor.organization_id == organization_id


def may_see_officer_fields(actor: Actor, record: OrganizationRecord) -> bool:
    """Say whether documents and warnings are shown: to the organization and those in charge.

    A token limited to other things than reading sees what the public sees.
    """
    return may(actor, Verb.READ_WHOLE, record)


def shown_to(
    actor: Actor, record: OrganizationRecord, current: OrganizationRecord | None = None
) -> OrganizationRecord:
    """Return an organization without what the actor may not see of it.

    ``current`` is how it stands now, where ``record`` is an earlier version: it decides.
    """
    current = current or record
    if may_see_officer_fields(actor, current):
        return record
    return privacy.public_part(record, consented=current.consented)


_PUBLISHABLE = frozenset(
    {OrganizationStatus.SUBMITTED, OrganizationStatus.SUSPENDED, OrganizationStatus.ARCHIVED}
)
_ARCHIVABLE = frozenset({OrganizationStatus.PUBLISHED, OrganizationStatus.SUSPENDED})


@dataclass(frozen=True, slots=True)
class Rights:
    """What an actor may do with one organization, so that no screen offers what would be refused.

    ``decides``: accept and reject documents, flag, and decide about its standing. ``is_keeper``: it is
    the actor's own organization, which answers notices and gives its consent.
    """

    sees_documents: bool
    may_edit: bool
    decides: bool
    is_keeper: bool
    may_submit: bool
    may_publish: bool
    may_suspend: bool
    may_archive: bool


def rights_of(actor: Actor, record: OrganizationRecord) -> Rights:
    """Say what the actor may do with the organization as it stands now."""
    status = record.status
    return Rights(
        sees_documents=may_see_officer_fields(actor, record),
        may_edit=may(actor, Verb.EDIT, record),
        decides=may(actor, Verb.VERIFY, record),
        is_keeper=keeps(actor, record.id) and may(actor, Verb.ANSWER_NOTICE, record),
        may_submit=status is OrganizationStatus.DRAFT and may(actor, Verb.SUBMIT, record),
        may_publish=status in _PUBLISHABLE and may(actor, Verb.PUBLISH, record),
        may_suspend=status is OrganizationStatus.PUBLISHED and may(actor, Verb.SUSPEND, record),
        may_archive=status in _ARCHIVABLE and may(actor, Verb.ARCHIVE, record),
    )


def require_visible(actor: Actor, record: OrganizationRecord) -> None:
    """Raise ``NotFound`` for a profile that is not public, unless it is the caller's to see."""
    if not is_visible(actor, record):
        raise not_found(record.id)


def is_visible(actor: Actor, record: OrganizationRecord) -> bool:
    """Say whether the actor may know of the organization."""
    return record.status in PUBLIC_STATUSES or may_see_officer_fields(actor, record)


def was_visible(actor: Actor, current: OrganizationRecord, then: OrganizationRecord) -> bool:
    """Say whether the actor, by today's rights, may see an earlier version.

    Who was in charge then but no longer is sees of it what the public saw.
    """
    return then.status in PUBLIC_STATUSES or may_see_officer_fields(actor, current)


def not_found(organization_id: str) -> NotFound:
    """Return the one answer for what does not exist and what may not be known."""
    return NotFound(
        Wording(
            "Organisasi {organization_id} tidak ditemukan. Periksa alamatnya.",
            organization_id=repr(organization_id),
        )
    )


def _matter(
    record: OrganizationRecord | None, region: str | None, account_id: str | None
) -> _Matter:
    if record is None:
        return _Matter(region=region, account_id=account_id)
    return _Matter(record.id, record.profile.region, account_id)


def _admits(permission: Permission, actor: Actor, matter: _Matter) -> bool:
    return any(_STANDS[relation](actor, matter) for relation in permission.to)


def _excludes(permission: Permission, actor: Actor, matter: _Matter) -> bool:
    return permission.excluded is not None and _STANDS[permission.excluded.relation](actor, matter)


def _holds(actor: Actor, scope: TokenScope) -> bool:
    return actor.scopes is None or bool(actor.scopes & INCLUDED[scope])
