"""Where a profile stands: draft, submitted, published, suspended, archived; each step with a reason.

    draft --submit--> submitted --publish--> published --suspend--> suspended
      ^------return-------'                      '-------archive------'---> archived

Suspended and archived profiles may be published again. Suspension, and an officer's archival, are
announced first (``services.notices``); an organization that archives its own profile waits for nobody.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from linkreg.errors import Conflict, InvalidInput, Mistake, StaleVersion
from linkreg.records import NoticeRecord, OrganizationRecord
from linkreg.services import gate, notices, organizations
from linkreg.services.permissions import Verb
from linkreg.transaction import Transaction
from linkreg.vocabulary import NoticeMeasure, OrganizationStatus
from linkreg.wording import Wording

_DRAFT, _SUBMITTED = OrganizationStatus.DRAFT, OrganizationStatus.SUBMITTED
_PUBLISHED, _SUSPENDED = OrganizationStatus.PUBLISHED, OrganizationStatus.SUSPENDED
_ARCHIVED = OrganizationStatus.ARCHIVED

#: Without these nobody could find the organization, reach it, or judge whether to publish it.
_MINIMUM = (
    ("legal_form", "Pilih bentuk organisasi."),
    ("address", "Isi alamat kantor."),
    ("description", "Uraikan kegiatan organisasi."),
    ("urusan", "Pilih paling sedikit satu bidang urusan."),
    ("board", "Sebutkan paling sedikit satu pengurus."),
)


def submit(
    tx: Transaction, organization_id: str, *, seen_version: int | None = None
) -> OrganizationRecord:
    """Hand a draft to the officers; raise ``InvalidInput`` naming everything that is still missing."""
    record = organizations.get(tx, organization_id)
    gate.require(tx.actor, Verb.SUBMIT, record)
    _require_seen(record, seen_version)
    _require_status(record, {_DRAFT}, Wording("dikirim"), Wording("hanya draf"))
    mistakes = missing(record)
    if mistakes:
        message = Wording(
            "Profil belum dapat dikirim: {count} hal masih kurang.", count=len(mistakes)
        )
        raise InvalidInput(message, mistakes)
    return move(tx, record, _SUBMITTED, "submitted")


def missing(record: OrganizationRecord) -> tuple[Mistake, ...]:
    """Return everything that a profile lacks before it may be submitted."""
    return tuple(_missing(record))


def _missing(record: OrganizationRecord) -> Iterator[Mistake]:
    profile = record.profile
    for name, message in _MINIMUM:
        if not getattr(profile, name):
            yield Mistake(f"/{name}", "required", message)
    if not (profile.contact.email or profile.contact.phone):
        yield Mistake("/contact", "required", "Isi surel atau telepon lembaga.")
    if not record.consented:
        message = "Setujui penayangan data pengurus."
        yield Mistake("/consent", "required", message)


def publish(
    tx: Transaction,
    organization_id: str,
    reason: str | None = None,
    *,
    seen_version: int | None = None,
) -> OrganizationRecord:
    """Make a submitted profile public, or a suspended or archived one again, which needs a reason.

    Publishing what is public changes nothing.
    """
    record = organizations.get(tx, organization_id)
    gate.require(tx.actor, Verb.PUBLISH, record)
    _require_seen(record, seen_version)
    if record.status is _PUBLISHED:
        return record
    only = Wording("hanya yang menunggu penayangan, ditangguhkan, atau diarsipkan")
    _require_status(record, {_SUBMITTED, _SUSPENDED, _ARCHIVED}, Wording("ditayangkan"), only)
    if record.status is not _SUBMITTED:
        _require_reason(reason)
    return move(tx, record, _PUBLISHED, "published", reason)


def send_back(
    tx: Transaction, organization_id: str, reason: str, *, seen_version: int | None = None
) -> OrganizationRecord:
    """Return a submitted profile to its organization to be mended."""
    record = organizations.get(tx, organization_id)
    gate.require(tx.actor, Verb.SEND_BACK, record)
    _require_seen(record, seen_version)
    only = Wording("hanya yang menunggu penayangan")
    _require_status(record, {_SUBMITTED}, Wording("dikembalikan"), only)
    return move(tx, record, _DRAFT, "sent_back", reason)


def announce_suspension(
    tx: Transaction,
    organization_id: str,
    reason: str,
    *,
    reply_days: int,
    seen_version: int | None = None,
) -> NoticeRecord:
    """Announce to a public organization that it will be suspended; it may answer first."""
    record = organizations.get(tx, organization_id)
    gate.require(tx.actor, Verb.SUSPEND, record)
    _require_seen(record, seen_version)
    _require_status(record, {_PUBLISHED}, Wording("ditangguhkan"), Wording("hanya yang tayang"))
    return notices.announce(tx, record, NoticeMeasure.SUSPENSION, reason, reply_days=reply_days)


def archive(
    tx: Transaction,
    organization_id: str,
    reason: str,
    *,
    reply_days: int,
    seen_version: int | None = None,
) -> OrganizationRecord | NoticeRecord:
    """Archive one's own profile at once; of an officer, announce it to the organization."""
    record = organizations.get(tx, organization_id)
    gate.require(tx.actor, Verb.ARCHIVE, record)
    _require_seen(record, seen_version)
    only = Wording("hanya yang tayang atau ditangguhkan")
    _require_status(record, {_PUBLISHED, _SUSPENDED}, Wording("diarsipkan"), only)
    if gate.keeps(tx.actor, organization_id):
        return move(tx, record, _ARCHIVED, "archived", reason)
    return notices.announce(tx, record, NoticeMeasure.ARCHIVAL, reason, reply_days=reply_days)


def move(
    tx: Transaction,
    record: OrganizationRecord,
    status: OrganizationStatus,
    verb: str,
    reason: str | None = None,
) -> OrganizationRecord:
    """Give an organization another status, since now and for a reason."""
    row = organizations.lock_row(tx, record.id)
    if row.version != record.version:
        raise StaleVersion(record.version, row.version)
    row.status, row.status_since, row.status_reason = status, tx.now, reason
    notices.close_measures(tx, record.id, _pointless_in(status))
    tx.record_change(verb, row, ("status",))
    return organizations.get(tx, record.id)


def _pointless_in(status: OrganizationStatus) -> tuple[NoticeMeasure, ...]:
    """Return the measures that make no sense any more once a profile has that status."""
    if status is _ARCHIVED:
        return NoticeMeasure.SUSPENSION, NoticeMeasure.ARCHIVAL
    return (NoticeMeasure.SUSPENSION,) if status is _SUSPENDED else ()


def _require_seen(record: OrganizationRecord, seen_version: int | None) -> None:
    if seen_version not in {None, record.version}:
        raise StaleVersion(seen_version or 0, record.version)


def _require_status(
    record: OrganizationRecord,
    wanted: Collection[OrganizationStatus],
    done: Wording,
    only: Wording,
) -> None:
    if record.status not in wanted:
        raise Conflict(
            Wording(
                "Profil berstatus '{status}' tidak dapat {done}; {only}.",
                status=record.status.label,
                done=done,
                only=only,
            )
        )


def _require_reason(reason: str | None) -> None:
    if not reason:
        message = "Tulis alasannya."
        raise InvalidInput(message, [Mistake("/reason", "required", message)])
