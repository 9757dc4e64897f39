"""What is stored, as SQLAlchemy tables. Only services and migrations use this package."""

from linkreg.models.account import Account, Attempt, Credential
from linkreg.models.base import Base
from linkreg.models.draft import TypedDraft
from linkreg.models.ids import new_id
from linkreg.models.journal import JournalEntry, JournalHead
from linkreg.models.organization import (
    Evidence,
    Organization,
    OrganizationIdentifier,
    Revision,
)
from linkreg.models.oversight import Flag, Notice, Verification
from linkreg.models.privacy import Access, Consent, Erasure
from linkreg.models.reminder import SentReminder
from linkreg.models.replay import KeyedRequest
from linkreg.models.saved_search import SavedSearch

__all__ = [
    "Access",
    "Account",
    "Attempt",
    "Base",
    "Consent",
    "Credential",
    "Erasure",
    "Evidence",
    "Flag",
    "JournalEntry",
    "JournalHead",
    "KeyedRequest",
    "Notice",
    "Organization",
    "OrganizationIdentifier",
    "Revision",
    "SavedSearch",
    "SentReminder",
    "TypedDraft",
    "Verification",
    "new_id",
]
