"""The closed lists of the registry: stable codes with the Indonesian labels people see.

A member's value is the code that is stored and exchanged; ``label`` is what a screen shows. Codes are
never renamed or reused.
"""

from linkreg.vocabulary.documents import (
    EvidenceKind,
    EvidenceState,
    Expiry,
    FileType,
    Renewal,
    VerificationQuestion,
)
from linkreg.vocabulary.eligibility import (
    Action,
    Basis,
    Necessity,
    Outcome,
    ReasonCode,
    Scope,
    Verdict,
)
from linkreg.vocabulary.labeled import (
    Labeled,
)
from linkreg.vocabulary.organizations import (
    AccountabilityStandard,
    BeneficiaryGroup,
    IdentifierScheme,
    LegalForm,
    OrganizationStatus,
    Sdg,
    Service,
    Strength,
)
from linkreg.vocabulary.oversight import (
    AccessKind,
    FlagKind,
    NoticeMeasure,
    NoticeOutcome,
    Role,
    TokenScope,
)
from linkreg.vocabulary.sections import Section

__all__ = [
    "AccessKind",
    "AccountabilityStandard",
    "Action",
    "Basis",
    "BeneficiaryGroup",
    "EvidenceKind",
    "EvidenceState",
    "Expiry",
    "FileType",
    "FlagKind",
    "IdentifierScheme",
    "Labeled",
    "LegalForm",
    "Necessity",
    "NoticeMeasure",
    "NoticeOutcome",
    "OrganizationStatus",
    "Outcome",
    "ReasonCode",
    "Renewal",
    "Role",
    "Scope",
    "Sdg",
    "Section",
    "Service",
    "Strength",
    "TokenScope",
    "Verdict",
    "VerificationQuestion",
]
