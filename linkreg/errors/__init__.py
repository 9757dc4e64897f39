"""Every error linkreg raises on purpose, in one tree.

    LinkregError
    ├── InvalidInput            what was handed in breaks a rule
    │   ├── UnknownCode         a code that no list holds
    │   ├── UnknownRegionName   a place name that no region bears
    │   ├── AmbiguousRegionName a place name that several regions bear
    │   └── FileTooLarge        a file of more bytes than are kept
    ├── NotAuthenticated        nobody said who is asking
    ├── NotPermitted            known, but not allowed to do this
    ├── TooManyRequests         asked too often, or too much at once; later it may go
    ├── NotFound                no such thing, or none that the caller may know of
    │   ├── NotKnownThen        it is known now, but was not on the day asked for
    │   └── RevisionErased      how it stood then was erased, as the law on personal data asks
    ├── Conflict                right in itself, but at odds with what is stored
    │   ├── DuplicateIdentifier an identifier already belongs to another organization
    │   ├── StaleVersion        the writer saw an older version
    │   ├── KeyReused           something else was asked for under the same key
    │   └── OutcomeUnknown      asked for before under the same key; the answer was not kept
    ├── NotReady                the system cannot answer now; the message says what to run
    │   ├── InvalidSettings     the configuration is wrong
    │   ├── DatabaseUnavailable the database does not answer
    │   ├── NotMigrated         the database lacks tables of this version
    │   ├── FilesUnavailable    the folder of documents' files cannot be used
    │   ├── IndexMissing        the search index was never built, or for another version
    │   ├── IndexLocked         another process is writing the index
    │   ├── IndexUnavailable    the folder of the index cannot be used
    │   ├── ServerUnavailable   the server that a client asks does not answer
    │   ├── MailUnavailable     the mail server cannot be used at all
    │   └── MailRefused         the mail server did not take one letter
    └── CorruptData             stored data contradicts itself
        ├── CorruptRuleset      a ruleset file breaks its own rules
        ├── CorruptJournal      the hash chain is broken
        ├── CorruptIndex        the index cannot be read; rebuild it
        ├── CorruptFile         a document's file is gone or was altered
        └── UnreadableAnswer    a client was answered something else than the API promises

An error carries facts as attributes and a stable ``code``. It knows nothing of HTTP: ``api.errors``
maps classes to statuses. Messages are Indonesian and end with what to do next.
"""

from linkreg.errors.callers import NotAuthenticated, NotPermitted, TooManyRequests
from linkreg.errors.corruption import (
    CorruptData,
    CorruptFile,
    CorruptIndex,
    CorruptJournal,
    CorruptRuleset,
    UnreadableAnswer,
)
from linkreg.errors.inputs import (
    AmbiguousRegionName,
    FileTooLarge,
    InvalidInput,
    UnknownCode,
    UnknownRegionName,
)
from linkreg.errors.readiness import (
    DatabaseUnavailable,
    FilesUnavailable,
    IndexLocked,
    IndexMissing,
    IndexUnavailable,
    InvalidSettings,
    MailRefused,
    MailUnavailable,
    NotMigrated,
    NotReady,
    ServerUnavailable,
)
from linkreg.errors.root import LinkregError, Mistake
from linkreg.errors.states import (
    Conflict,
    DuplicateIdentifier,
    KeyReused,
    NotFound,
    NotKnownThen,
    OutcomeUnknown,
    RevisionErased,
    StaleVersion,
)

__all__ = [
    "AmbiguousRegionName",
    "Conflict",
    "CorruptData",
    "CorruptFile",
    "CorruptIndex",
    "CorruptJournal",
    "CorruptRuleset",
    "DatabaseUnavailable",
    "DuplicateIdentifier",
    "FileTooLarge",
    "FilesUnavailable",
    "IndexLocked",
    "IndexMissing",
    "IndexUnavailable",
    "InvalidInput",
    "InvalidSettings",
    "KeyReused",
    "LinkregError",
    "MailRefused",
    "MailUnavailable",
    "Mistake",
    "NotAuthenticated",
    "NotFound",
    "NotKnownThen",
    "NotMigrated",
    "NotPermitted",
    "NotReady",
    "OutcomeUnknown",
    "RevisionErased",
    "ServerUnavailable",
    "StaleVersion",
    "TooManyRequests",
    "UnknownCode",
    "UnknownRegionName",
    "UnreadableAnswer",
]
