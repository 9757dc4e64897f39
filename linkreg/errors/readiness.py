"""The system cannot answer now."""

from __future__ import annotations

from collections.abc import Iterable

from linkreg.errors.root import LinkregError


class NotReady(LinkregError):
    """The system cannot answer now; the message says what its keeper should do."""

    code = "not_ready"


class InvalidSettings(NotReady):
    """One or more settings are wrong; ``problems`` lists every one of them."""

    code = "invalid_settings"

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("Pengaturan keliru:\n" + "\n".join(f"  - {p}" for p in self.problems))


class DatabaseUnavailable(NotReady):
    """The database does not answer."""

    code = "database_unavailable"


class NotMigrated(NotReady):
    """The database lacks tables that this version of linkreg needs."""

    code = "not_migrated"


class FilesUnavailable(NotReady):
    """The folder of documents' files cannot be read or written."""

    code = "files_unavailable"


class IndexMissing(NotReady):
    """The search index was never built, or was built for another version."""

    code = "index_missing"


class IndexLocked(NotReady):
    """Another process is writing the search index."""

    code = "index_locked"


class IndexUnavailable(NotReady):
    """The folder of the search index cannot be read or written: permission, space, open files."""

    code = "index_unavailable"


class ServerUnavailable(NotReady):
    """The registry's server cannot be reached, answers too late, or says that it cannot now."""

    code = "server_unavailable"


class MailUnavailable(NotReady):
    """The mail server cannot be reached, or does not know us: no letter will go out."""

    code = "mail_unavailable"


class MailRefused(NotReady):
    """The mail server did not take one letter; others may still go out."""

    code = "mail_refused"
