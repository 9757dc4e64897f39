"""Whether the storage still holds every file that documents refer to, now or in an older version."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Executable, select

from linkreg.errors import CorruptFile
from linkreg.files import FileStorage
from linkreg.models import Erasure, Evidence, Revision
from linkreg.transaction import Transaction

_BATCH = 500


@dataclass(frozen=True, slots=True, order=True)
class FileReference:
    """A document, in some version, and the file it has there."""

    organization_id: str
    evidence_id: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class FileFault:
    """A file that a document refers to and that is missing or altered."""

    reference: FileReference
    missing: bool


@dataclass(frozen=True, slots=True)
class FileReport:
    """What was found: how many contents were read, what is wrong, what nobody refers to."""

    read: int
    faults: tuple[FileFault, ...]
    unreferred: int


def check_files(tx: Transaction, storage: FileStorage) -> FileReport:
    """Read every file once and compare its size and hash with each document that refers to it.

    For the keeper of the machine: nobody's rights are asked. A file being stored meanwhile counts as
    referred to by nobody. What was erased is missing rightly.
    """
    lying_about = set(storage.names())
    erased = {sha256 for files in tx.session.scalars(select(Erasure.files)) for sha256 in files}
    found = _by_content(_references(tx))
    gone = erased - lying_about
    referred = {sha256: about for sha256, about in found.items() if sha256 not in gone}
    faults = [
        fault
        for sha256, found in sorted(referred.items())
        for fault in _faults(storage, sha256, found)
    ]
    return FileReport(len(referred), tuple(faults), len(lying_about - referred.keys()))


def _faults(
    storage: FileStorage, sha256: str, references: Iterable[FileReference]
) -> Iterator[FileFault]:
    try:
        size = len(storage.read(sha256))
    except CorruptFile as error:
        yield from (FileFault(reference, error.missing) for reference in sorted(references))
        return
    yield from (FileFault(found, False) for found in sorted(references) if found.size != size)


def _by_content(references: Iterable[FileReference]) -> dict[str, set[FileReference]]:
    found: dict[str, set[FileReference]] = {}
    for reference in references:
        found.setdefault(reference.sha256, set()).add(reference)
    return found


def _references(tx: Transaction) -> Iterator[FileReference]:
    """Yield what documents refer to now, then what they referred to in any version."""
    now = select(Evidence.organization_id, Evidence.id, Evidence.file_sha256, Evidence.file_size)
    with_file = now.where(Evidence.file_sha256.is_not(None))
    for organization_id, evidence_id, sha256, size in _in_batches(tx, with_file):
        yield FileReference(organization_id, evidence_id, sha256, size)
    ever = select(Revision.organization_id, Revision.content).where(Revision.content.is_not(None))
    for organization_id, content in _in_batches(tx, ever):
        for told in content.get("evidence", ()):
            if "file_sha256" in told:
                yield FileReference(
                    organization_id, told["id"], told["file_sha256"], told["file_size"]
                )


def _in_batches(tx: Transaction, query: Executable) -> Iterable[Any]:
    return tx.session.execute(query.execution_options(yield_per=_BATCH))
