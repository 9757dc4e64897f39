"""What is stored, as SQLAlchemy tables. Only services and migrations use this package."""

from linkreg.models.account import Account, Credential
from linkreg.models.base import Base
from linkreg.models.ids import new_id
from linkreg.models.journal import JournalEntry, JournalHead
from linkreg.models.organization import (
    Evidence,
    Organization,
    OrganizationIdentifier,
    Revision,
)
from linkreg.models.reminder import SentReminder

__all__ = [
    "Account",
    "Base",
    "Credential",
    "Evidence",
    "JournalEntry",
    "JournalHead",
    "Organization",
    "OrganizationIdentifier",
    "Revision",
    "SentReminder",
    "new_id",
]
