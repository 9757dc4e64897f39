"""What is stored, as services hand it out: frozen, whole, and without a session behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from linkreg.clock import date_in_indonesia
from linkreg.dates import DateRange, day_before
from linkreg.profile import Profile
from linkreg.vocabulary import (
    AccessKind,
    EvidenceKind,
    EvidenceState,
    FileType,
    FlagKind,
    NoticeMeasure,
    NoticeOutcome,
    OrganizationStatus,
    Role,
)


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """What is known of a document's file; ``name`` is for a download and for nothing else."""

    sha256: str
    size: int
    type: FileType
    name: str


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A document's file, read and found unaltered."""

    content: bytes
    media_type: str
    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class EvidenceRecord:
    """A document put forward; ``note`` is what the officer wrote when deciding.

    ``version`` counts the changes of this document. ``supplied_by`` and ``decided_by`` are accounts.
    ``clause`` is the article of the statutes that names the fields of activity.
    """

    id: str
    kind: EvidenceKind
    state: EvidenceState
    supplied_at: datetime
    number: str | None = None
    issuer: str | None = None
    issued_on: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    fiscal_year: int | None = None
    clause: str | None = None
    note: str | None = None
    decided_at: datetime | None = None
    decided_by: str | None = None
    supplied_by: str | None = None
    replaced_by: str | None = None
    version: int = 1
    file: EvidenceFile | None = None

    @property
    def counts(self) -> bool:
        """Say whether it still speaks for itself."""
        return counts(self.state, self.replaced_by)


def counts(state: EvidenceState, replaced_by: str | None) -> bool:
    """Say whether a document speaks for itself: what was replaced counts only if accepted before."""
    return replaced_by is None or state is EvidenceState.ACCEPTED


@dataclass(frozen=True, slots=True)
class VerificationRecord:
    """An officer's word on one version of a document."""

    id: str
    evidence_version: int
    state: EvidenceState
    answers: Mapping[str, bool]
    decided_at: datetime
    decided_by: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class NoticeRecord:
    """What an officer intends, and the organization's answer; open while it has no ``outcome``.

    ``version`` counts answers and decisions.
    """

    id: str
    organization_id: str
    measure: NoticeMeasure
    reason: str
    opened_at: datetime
    opened_by: str
    reply_until: date
    evidence_id: str | None = None
    answers: Mapping[str, bool] | None = None
    reply: str | None = None
    replied_at: datetime | None = None
    outcome: NoticeOutcome | None = None
    note: str | None = None
    closed_at: datetime | None = None
    closed_by: str | None = None
    version: int = 1

    @property
    def is_open(self) -> bool:
        """Say whether it has not been decided yet."""
        return self.outcome is None

    def is_ripe(self, on: date) -> bool:
        """Say whether it may be decided: the organization has answered, or its time is over."""
        return self.is_open and (self.replied_at is not None or on > self.reply_until)


@dataclass(frozen=True, slots=True)
class FlagRecord:
    """An observation, warning or sanction; without ``scope``, a region code, it counts everywhere."""

    id: str
    kind: FlagKind
    reason: str
    source: str
    starts_on: date
    ends_on: date
    raised_at: datetime
    raised_by: str
    scope: str | None = None
    lifted_at: datetime | None = None
    lifting: str | None = None

    @property
    def days(self) -> DateRange | None:
        """Return the days on which it counts; a lifted one counts until the day before."""
        if self.lifted_at is None:
            return DateRange(self.starts_on, self.ends_on)
        until = day_before(date_in_indonesia(self.lifted_at))
        return DateRange(self.starts_on, self.ends_on).intersect(DateRange(None, until))

    def is_in_force(self, on: date) -> bool:
        """Say whether it counts on a day."""
        return self.days is not None and self.days.contains(on)


@dataclass(frozen=True, slots=True)
class ConsentRecord:
    """That somebody agreed for an organization; ``text`` is the key of the words agreed to."""

    id: str
    text: str
    text_sha256: str
    given_at: datetime
    given_by: str
    withdrawn_at: datetime | None = None
    withdrawn_by: str | None = None


@dataclass(frozen=True, slots=True)
class DraftRecord:
    """What somebody typed into a step of a profile and has not saved, by field, as typed.

    ``seen_version`` is the organization's when it was typed; ``mark`` changes with every keeping.
    """

    step: str
    typed: Mapping[str, tuple[str, ...]]
    seen_version: int
    mark: str
    kept_at: datetime


@dataclass(frozen=True, slots=True)
class AccessRecord:
    """That somebody in charge read what the public does not see."""

    at: datetime
    actor: str
    kind: AccessKind
    evidence_id: str | None = None


@dataclass(frozen=True, slots=True)
class ErasureRecord:
    """That personal data was erased: on which ground, from how many versions, with which files.

    ``versions`` is told once, by whoever erases.
    """

    id: str
    at: datetime
    ground: str
    versions: int | None
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AccountRecord:
    """An account as administrators and itself see it.

    ``is_invited``: nobody has come to it yet. ``asks_for_codes``: besides the password.
    """

    id: str
    email: str
    role: Role
    region: str | None
    organization_id: str | None
    created_at: datetime
    disabled_at: datetime | None
    version: int
    is_invited: bool
    asks_for_codes: bool


@dataclass(frozen=True, slots=True)
class SuggestedRecord:
    """An organization that anybody may see, with what tells it from its namesakes."""

    id: str
    name: str
    short_name: str | None
    region: str


@dataclass(frozen=True, slots=True)
class CredentialRecord:
    """An open session or a token that works, without its secret.

    ``last_used_at`` is right to a minute for a session, to a quarter of an hour for a token; ``agent``
    names the kind of browser; ``current``: it is the one that asks.
    """

    id: str
    label: str | None
    scopes: tuple[str, ...] | None
    agent: str | None
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None
    current: bool = False


@dataclass(frozen=True, slots=True)
class SavedSearchRecord:
    """A search kept under a name; ``news`` counts what is new or changed since ``seen_at``.

    Without ``news`` nobody counted, or the query asks what can no longer be asked.
    """

    id: str
    name: str
    query: str
    created_at: datetime
    seen_at: datetime
    news: int | None = None


@dataclass(frozen=True, slots=True)
class OrganizationRecord:
    """An organization in one of its versions: the newest, unless a past day was asked for.

    ``status_reason`` is why it has its status since ``status_since``. ``consented``: whether the
    publication of its officers' names is agreed to now, whatever the version.
    """

    id: str
    version: int
    status: OrganizationStatus
    profile: Profile
    created_at: datetime
    updated_at: datetime
    evidence: tuple[EvidenceRecord, ...] = ()
    flags: tuple[FlagRecord, ...] = ()
    status_since: datetime | None = None
    status_reason: str | None = None
    consented: bool = False

    def awaits_successor(self, document: EvidenceRecord) -> bool:
        """Say whether a document was replaced and counts on, since its successor is not accepted."""
        successor = next((it for it in self.evidence if it.id == document.replaced_by), None)
        return (
            document.counts
            and successor is not None
            and successor.state is not EvidenceState.ACCEPTED
        )
