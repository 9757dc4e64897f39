"""Every error linkreg raises on purpose, in one tree.

    LinkregError
    ├── InvalidInput            what was handed in breaks a rule
    │   ├── UnknownCode         a code that no list holds
    │   ├── UnknownRegionName   a place name that no region bears
    │   ├── AmbiguousRegionName a place name that several regions bear
    │   └── FileTooLarge        a file of more bytes than are kept
    ├── NotAuthenticated        nobody said who is asking
    ├── NotPermitted            known, but not allowed to do this
    ├── NotFound                no such thing, or none that the caller may know of
    │   ├── NotKnownThen        it is known now, but was not on the day asked for
    │   └── RevisionErased      how it stood then was erased, as the law on personal data asks
    ├── Conflict                right in itself, but at odds with what is stored
    │   ├── DuplicateIdentifier an identifier already belongs to another organization
    │   └── StaleVersion        the writer saw an older version
    ├── NotReady                the system cannot answer now; the message says what to run
    │   ├── InvalidSettings     the configuration is wrong
    │   ├── DatabaseUnavailable the database does not answer
    │   ├── NotMigrated         the database lacks tables of this version
    │   ├── FilesUnavailable    the folder of documents' files cannot be used
    │   ├── IndexMissing        the search index was never built, or for another version
    │   ├── IndexLocked         another process is writing the index
    │   ├── IndexUnavailable    the folder of the index cannot be used
    │   ├── MailUnavailable     the mail server cannot be used at all
    │   └── MailRefused         the mail server did not take one letter
    └── CorruptData             stored data contradicts itself
        ├── CorruptRuleset      a ruleset file breaks its own rules
        ├── CorruptJournal      the hash chain is broken
        ├── CorruptIndex        the index cannot be read; rebuild it
        └── CorruptFile         a document's file is gone or was altered

An error carries facts as attributes and a stable ``code``. It knows nothing of HTTP: ``api.errors``
maps classes to statuses. Messages are Indonesian and end with what to do next.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong in an input.

    ``pointer`` is a JSON pointer into the input (``/contact/email``; empty for the whole), ``code`` is
    stable for machines, ``message`` is an Indonesian sentence with the rule and what to do.
    """

    pointer: str
    code: str
    message: str


class LinkregError(Exception):
    """The root: catch it to catch everything linkreg raises on purpose."""

    code: ClassVar[str] = "error"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class InvalidInput(LinkregError):
    """What was handed in breaks one or more rules; ``mistakes`` lists all of them at once."""

    code = "invalid_input"

    def __init__(self, message: str, mistakes: Iterable[Mistake] = ()) -> None:
        super().__init__(message)
        self.mistakes = tuple(mistakes)


class UnknownCode(InvalidInput):
    """A code that the named list does not hold."""

    code = "unknown_code"

    def __init__(self, kind: str, value: str) -> None:
        super().__init__(f"Kode {kind} {value!r} tidak dikenal. Lihat daftar kode {kind}.")
        self.kind = kind
        self.value = value


class UnknownRegionName(InvalidInput):
    """A place name that no region of the reference list bears; ``nearest`` names look-alikes."""

    code = "unknown_region_name"

    def __init__(self, name: str, nearest: Iterable[str] = ()) -> None:
        self.name = name
        self.nearest = tuple(nearest)
        hint = f" Mungkin maksudnya: {'; '.join(self.nearest)}." if self.nearest else ""
        super().__init__(f"Wilayah {name!r} tidak dikenal.{hint} Tulis nama lengkap atau kodenya.")


class AmbiguousRegionName(InvalidInput):
    """A place name that fits several regions; ``candidates`` are (code, name) pairs."""

    code = "ambiguous_region_name"

    def __init__(self, name: str, candidates: Iterable[tuple[str, str]]) -> None:
        self.name = name
        self.candidates = tuple(candidates)
        listed = "; ".join(f"{label} ({code})" for code, label in self.candidates)
        super().__init__(f"Wilayah {name!r} dapat berarti: {listed}. Pilih salah satu.")


class FileTooLarge(InvalidInput):
    """A file of more bytes than ``limit``."""

    code = "file_too_large"

    def __init__(self, limit: int) -> None:
        self.limit = limit
        message = (
            f"Berkas lebih besar dari {limit // 1024**2} MB. Kecilkan, misalnya dengan memindai "
            "pada resolusi lebih rendah, lalu unggah lagi."
        )
        super().__init__(message, [Mistake("/file", self.code, message)])


class NotAuthenticated(LinkregError):
    """The caller did not say who it is, or the proof is wrong or has ended."""

    code = "not_authenticated"


class NotPermitted(LinkregError):
    """The caller is known but may not do this."""

    code = "not_permitted"


class NotFound(LinkregError):
    """No such thing, or none that the caller may know of."""

    code = "not_found"


class NotKnownThen(NotFound):
    """Known now, but not to the caller on the day asked for."""

    code = "not_known_then"


class RevisionErased(NotFound):
    """The revision asked for was erased; that it existed is still known."""

    code = "revision_erased"


class Conflict(LinkregError):
    """Right in itself, but at odds with what is stored."""

    code = "conflict"


class DuplicateIdentifier(Conflict):
    """An identifier that may belong to one organization only already belongs to another."""

    code = "duplicate_identifier"

    def __init__(self, scheme: str, label: str, value: str) -> None:
        super().__init__(
            f"{label} {value} sudah terdaftar pada organisasi lain. Periksa kembali nomornya, atau "
            "hubungi pengelola bila organisasi Anda didaftarkan oleh pihak lain."
        )
        self.scheme = scheme
        self.value = value


class StaleVersion(Conflict):
    """The writer saw an older version than the one stored."""

    code = "stale_version"

    def __init__(self, seen: int, current: int) -> None:
        super().__init__(
            f"Data sudah berubah (Anda melihat versi {seen}, sekarang versi {current}). "
            "Muat ulang, periksa perubahannya, lalu simpan lagi."
        )
        self.seen = seen
        self.current = current


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


class MailUnavailable(NotReady):
    """The mail server cannot be reached, or does not know us: no letter will go out."""

    code = "mail_unavailable"


class MailRefused(NotReady):
    """The mail server did not take one letter; others may still go out."""

    code = "mail_refused"


class CorruptData(LinkregError):
    """Stored data contradicts itself; somebody must look."""

    code = "corrupt_data"


class CorruptRuleset(CorruptData):
    """A ruleset file breaks the rules for rulesets; ``problems`` lists every mistake."""

    code = "corrupt_ruleset"

    def __init__(self, name: str, problems: Iterable[str]) -> None:
        self.name = name
        self.problems = tuple(problems)
        listed = "\n".join(f"  - {p}" for p in self.problems)
        super().__init__(f"Berkas aturan {name} keliru:\n{listed}")


class CorruptJournal(CorruptData):
    """The chain of journal entries is broken at ``seq``."""

    code = "corrupt_journal"

    def __init__(self, seq: int, reason: str) -> None:
        super().__init__(f"Jurnal rusak pada catatan {seq}: {reason}.")
        self.seq = seq


class CorruptIndex(CorruptData):
    """The search index cannot be read."""

    code = "corrupt_index"


class CorruptFile(CorruptData):
    """A document's file is not there, or is not what was put there."""

    code = "corrupt_file"

    def __init__(self, sha256: str, *, missing: bool) -> None:
        state = "hilang" if missing else "berubah sejak disimpan"
        super().__init__(
            f"Berkas dokumen {state}. Pengelola: jalankan `linkreg evidence check` dan pulihkan "
            "dari cadangan."
        )
        self.sha256 = sha256
        self.missing = missing
