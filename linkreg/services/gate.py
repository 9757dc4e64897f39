"""Who may do and see what: role x region x verb, written once for API, pages, CLI and index.

What a caller may not know of answers ``NotFound``; what it may know but not do, ``NotPermitted``.
"""

from __future__ import annotations

from dataclasses import dataclass

from linkreg import privacy
from linkreg.actor import Actor
from linkreg.errors import NotAuthenticated, NotFound, NotPermitted
from linkreg.records import OrganizationRecord
from linkreg.reference import covers
from linkreg.vocabulary import OrganizationStatus, Role, TokenScope

#: What the public may see. A suspended or archived organization stays visible, as such.
PUBLIC_STATUSES = frozenset(
    {OrganizationStatus.PUBLISHED, OrganizationStatus.SUSPENDED, OrganizationStatus.ARCHIVED}
)

#: Any one of these lets a token read what its account may and the public may not.
_READING = frozenset({TokenScope.READ, TokenScope.WRITE})


def is_in_charge(actor: Actor, region: str) -> bool:
    """Say whether the actor is an officer of that region or administers everything."""
    if actor.role is Role.ADMINISTRATOR:
        return True
    return actor.role is Role.OFFICER and bool(actor.region) and covers(actor.region or "", region)


def keeps(actor: Actor, organization_id: str) -> bool:
    """Say whether the organization is the actor's own, whatever else the actor is."""
    return actor.organization_id == organization_id


def may_see_officer_fields(actor: Actor, record: OrganizationRecord) -> bool:
    """Say whether documents and warnings are shown: to the organization and those in charge.

    A token limited to other things than reading sees what the public sees.
    """
    return _is_concerned(actor, record) and _holds(actor, _READING)


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
    writes = _holds(actor, frozenset({TokenScope.WRITE}))
    edits = writes and _is_concerned(actor, record)
    decides = writes and _may_decide(actor, record)
    status = record.status
    return Rights(
        sees_documents=may_see_officer_fields(actor, record),
        may_edit=edits,
        decides=decides,
        is_keeper=writes and keeps(actor, record.id),
        may_submit=edits and status is OrganizationStatus.DRAFT,
        may_publish=decides and status in _PUBLISHABLE,
        may_suspend=decides and status is OrganizationStatus.PUBLISHED,
        may_archive=edits and status in _ARCHIVABLE,
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


def may_see_accounts(actor: Actor) -> bool:
    """Say whether the actor may know what happens to accounts."""
    return actor.role is Role.ADMINISTRATOR and _holds(actor, _READING)


def not_found(organization_id: str) -> NotFound:
    """Return the one answer for what does not exist and what may not be known."""
    return NotFound(f"Organisasi {organization_id!r} tidak ditemukan. Periksa alamatnya.")


def require_officer_fields(actor: Actor, record: OrganizationRecord) -> None:
    """Let only the organization itself and those in charge of its region read its documents."""
    require_known(actor)
    if not may_see_officer_fields(actor, record):
        raise NotPermitted("Dokumen hanya terlihat oleh organisasi itu dan petugas wilayahnya.")


def require_registrar(actor: Actor) -> None:
    """Let everybody with an account register, except an organization that already has a profile."""
    if actor.role is None:
        raise NotAuthenticated("Masuk dahulu untuk mendaftarkan organisasi.")
    if actor.role is Role.ORGANIZATION and actor.organization_id is not None:
        raise NotPermitted("Akun ini sudah mempunyai profil organisasi; ubah profil yang ada.")
    _require_scope(actor, TokenScope.REGISTER)


def require_editor(actor: Actor, record: OrganizationRecord) -> None:
    """Let the organization itself and those in charge of its region change its profile."""
    require_known(actor)
    if not _is_concerned(actor, record):
        raise NotPermitted(
            "Hanya organisasi itu sendiri atau petugas wilayahnya yang boleh mengubah."
        )
    _require_scope(actor, TokenScope.WRITE)


def require_in_charge(actor: Actor, record: OrganizationRecord) -> None:
    """Let only those in charge of its region decide about an organization; nobody about the own."""
    require_known(actor)
    if not is_in_charge(actor, record.profile.region):
        raise NotPermitted(
            "Hanya petugas yang membawahi wilayah organisasi ini yang boleh memutuskan."
        )
    if not _may_decide(actor, record):
        raise NotPermitted(
            "Akun Anda terhubung dengan organisasi ini. Mintakan petugas lain yang memutuskan."
        )
    _require_scope(actor, TokenScope.WRITE)


def require_keeper_of(
    actor: Actor, record: OrganizationRecord, scope: TokenScope = TokenScope.WRITE
) -> None:
    """Let an organization speak for itself; administrators may record what it said on paper."""
    require_known(actor)
    if not (keeps(actor, record.id) or actor.role is Role.ADMINISTRATOR):
        raise NotPermitted("Hanya organisasi itu sendiri yang boleh melakukan ini.")
    _require_scope(actor, scope)


def require_flag_scope(actor: Actor, scope: str | None) -> None:
    """Let an officer flag within the own region only; for all of Indonesia an administrator."""
    if actor.role is Role.ADMINISTRATOR:
        return
    if scope is None or not covers(actor.region or "", scope):
        raise NotPermitted("Cakupan tanda harus berada di dalam wilayah tugas Anda.")


def require_officer(actor: Actor) -> None:
    """Let only officers and administrators look through what is not public."""
    require_known(actor)
    if actor.role is not Role.ADMINISTRATOR and not (actor.role is Role.OFFICER and actor.region):
        raise NotPermitted("Hanya petugas yang boleh melihat daftar profil yang belum tayang.")
    _require_scope(actor, TokenScope.READ)


def require_administrator(actor: Actor, scope: TokenScope = TokenScope.WRITE) -> None:
    """Let only administrators keep accounts, and erase."""
    require_known(actor)
    if actor.role is not Role.ADMINISTRATOR:
        raise NotPermitted("Hanya administrator yang boleh melakukan ini.")
    _require_scope(actor, scope)


def require_keeper(
    actor: Actor, account_id: str, scope: TokenScope = TokenScope.WRITE, what: str = "Token"
) -> None:
    """Let an account and administrators see and end what is its own; to others it is not there.

    ``what`` says in Indonesian what was asked for.
    """
    require_known(actor)
    if actor.name != account_id and actor.role is not Role.ADMINISTRATOR:
        raise NotFound(f"{what} tidak ditemukan. Periksa nomornya.")
    _require_scope(actor, scope)


def require_known(actor: Actor) -> None:
    """Let in whoever has an account; raise ``NotAuthenticated``."""
    if actor.role is None:
        raise NotAuthenticated("Masuk dahulu.")


def _is_concerned(actor: Actor, record: OrganizationRecord) -> bool:
    return keeps(actor, record.id) or is_in_charge(actor, record.profile.region)


def _may_decide(actor: Actor, record: OrganizationRecord) -> bool:
    return is_in_charge(actor, record.profile.region) and not keeps(actor, record.id)


def _require_scope(actor: Actor, scope: TokenScope) -> None:
    wanted = _READING if scope is TokenScope.READ else frozenset({scope})
    if not _holds(actor, wanted):
        raise NotPermitted(f"Token ini tidak memuat cakupan {scope.value}. Buat token lain.")


def _holds(actor: Actor, any_of: frozenset[TokenScope]) -> bool:
    return actor.scopes is None or bool(actor.scopes & any_of)
