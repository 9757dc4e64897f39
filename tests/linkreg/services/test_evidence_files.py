"""Files of documents: given by the organization, read by it and its officers, told in revisions."""

from __future__ import annotations

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from linkreg import Registry, journal, transaction
from linkreg.actor import PUBLIC, Actor
from linkreg.errors import (
    CorruptFile,
    FilesUnavailable,
    InvalidInput,
    NotAuthenticated,
    NotFound,
    NotPermitted,
)
from linkreg.models import Revision
from linkreg.records import EvidenceRecord
from linkreg.vocabulary import EvidenceState, FileType, OrganizationStatus, Role, Verdict
from tests import samples
from tests.decisions import accepting, reject

_DEED = {"kind": "deed", "issued_on": "2020-01-02"}

OFFICER = Actor("o73", Role.OFFICER, region="73")
ELSEWHERE = Actor("o31", Role.OFFICER, region="31")
NEWCOMER = Actor("new", Role.ORGANIZATION)
REGISTRAR = Actor("svc", Role.ADMINISTRATOR, scopes=frozenset({"register"}))


def _keeper(organization: str) -> Actor:
    return Actor("keeper", Role.ORGANIZATION, organization_id=organization)


def _document(registry: Registry) -> tuple[str, str]:
    profile = {"name": "Yayasan Contoh", "region": "73.71"}
    organization = registry.register(profile, status=OrganizationStatus.PUBLISHED).id
    return organization, registry.supply_evidence(organization, _DEED).id


@pytest.fixture
def document(registry: Registry) -> tuple[str, str]:
    """The ids of a published organization and of its deed."""
    return _document(registry)


def _read(registry: Registry, organization: str) -> EvidenceRecord:
    return registry.get(organization).evidence[0]


def _stored(registry: Registry) -> list[str]:
    return list(registry.files.names())


def test_what_the_organization_gives_it_and_its_officer_read(
    make_registry: Callable[..., Registry], database_url: str
) -> None:
    registry = make_registry(database_url)
    registry.initialize()
    organization, evidence = _document(registry)
    keeper, content = _keeper(organization), samples.pdf()
    given = registry.attach_file(organization, evidence, io.BytesIO(content), "Akta.PDF", keeper)
    assert given.file is not None
    assert (given.file.type, given.file.size) == (FileType.PDF, len(content))
    for actor in (keeper, OFFICER):
        file = registry.open_file(evidence, actor)
        assert (file.content, file.media_type, file.name) == (
            content,
            "application/pdf",
            "Akta.PDF",
        )
        assert (file.sha256, file.size) == (given.file.sha256, len(content))
    assert _read(registry, organization) == given
    assert _stored(registry) == [given.file.sha256]


@pytest.mark.parametrize(
    ("actor", "writing", "reading"),
    [
        (PUBLIC, NotAuthenticated, NotAuthenticated),
        (ELSEWHERE, NotPermitted, NotFound),
        (NEWCOMER, NotPermitted, NotFound),
        (REGISTRAR, NotPermitted, NotFound),
    ],
    ids=lambda v: getattr(v, "name", ""),
)
def test_nobody_else_gives_or_reads_a_file(
    registry: Registry,
    document: tuple[str, str],
    actor: Actor,
    writing: type[Exception],
    reading: type[Exception],
) -> None:
    with pytest.raises(writing):
        registry.attach_file(*document, samples.pdf(), "a.pdf", actor)
    assert _stored(registry) == []
    registry.attach_file(*document, samples.pdf())
    with pytest.raises(reading):
        registry.open_file(document[1], actor)


def test_who_may_not_give_a_file_does_not_learn_what_is_wrong_with_it(
    registry: Registry, document: tuple[str, str]
) -> None:
    with pytest.raises(NotPermitted):
        registry.attach_file(*document, b"", "a.pdf", ELSEWHERE)


def test_a_document_without_a_file_or_of_another_organization_is_not_found(
    registry: Registry, document: tuple[str, str]
) -> None:
    with pytest.raises(NotFound, match="belum mempunyai berkas"):
        registry.open_file(document[1])
    other, _ = _document(registry)
    with pytest.raises(NotFound):
        registry.attach_file(other, document[1], samples.pdf())
    with pytest.raises(NotFound):
        registry.open_file("0000nothere0")
    assert _stored(registry) == []


@pytest.mark.parametrize("state", ["accepted", "rejected"])
def test_a_new_file_must_be_verified_anew(
    registry: Registry, document: tuple[str, str], state: str
) -> None:
    registry.attach_file(*document, samples.pdf())
    if state == "rejected":
        reject(registry, *document, "Halaman kurang.")
    else:
        registry.decide_evidence(*document, accepting("deed"))
    attached = registry.attach_file(*document, samples.png(), "foto.png", _keeper(document[0]))
    assert (attached.state, attached.decided_at, attached.note) == (
        EvidenceState.PENDING,
        None,
        None,
    )
    with registry.reading() as tx:
        *_, last = journal.read_after(tx.session, 0, 100)
        assert journal.verify(tx.session) == last.seq
    assert (last.verb, last.fields, last.actor) == ("file_attached", ("evidence", "deed"), "keeper")
    assert registry.list_waiting(OFFICER).documents.total == 1


def test_a_new_file_takes_the_verdict_back(registry: Registry) -> None:
    profile = {"name": "Yayasan Contoh", "region": "73.71"}
    organization = registry.register(profile, status=OrganizationStatus.PUBLISHED).id
    kswp = registry.supply_evidence(organization, {"kind": "kswp", "issued_on": "2026-02-01"})
    registry.decide_evidence(organization, kswp.id, accepting("kswp"))

    def outcome() -> str:
        findings = registry.assess(organization).findings
        return next(f.outcome.value for f in findings if f.criterion.key == "tax_status")

    assert (outcome(), registry.assess(organization).verdict) == ("met", Verdict.INCOMPLETE)
    registry.attach_file(organization, kswp.id, samples.pdf())
    assert outcome() == "unknown"


def test_the_same_content_again_changes_nothing(
    registry: Registry, document: tuple[str, str]
) -> None:
    registry.attach_file(*document, samples.pdf(), "a.pdf")
    registry.decide_evidence(*document, accepting("deed"))
    before = registry.get(document[0])
    registry.attach_file(*document, samples.pdf(), "b.pdf")
    assert registry.get(document[0]) == before


def test_a_revision_tells_the_file_but_not_its_name(
    registry: Registry, document: tuple[str, str]
) -> None:
    attached = registry.attach_file(*document, samples.png(), "Siti.png").file
    assert attached is not None
    version = registry.get(document[0]).version
    with registry.reading() as tx:
        query = select(Revision.content).where(Revision.version == version)
        (told,) = (tx.session.scalars(query).one() or {})["evidence"]
    assert (
        told.items()
        >= {
            "file_sha256": attached.sha256,
            "file_size": attached.size,
            "file_type": "image/png",
        }.items()
    )
    assert "Siti" not in str(told)


def _nothing_happened(registry: Registry, organization: str, version: int) -> bool:
    record = registry.get(organization)
    return (record.version, record.evidence[0].file, _stored(registry)) == (version, None, [])


@pytest.mark.parametrize("content", [b"", b"teks", samples.pdf()[:-20]])
def test_a_refused_file_leaves_nothing(
    registry: Registry, document: tuple[str, str], content: bytes
) -> None:
    with pytest.raises(InvalidInput):
        registry.attach_file(*document, content)
    assert _nothing_happened(registry, document[0], 2)


def test_an_upload_that_breaks_off_leaves_nothing(
    registry: Registry, document: tuple[str, str]
) -> None:
    class BreakingOff(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell():
                raise ConnectionResetError
            return super().read(10)

    with pytest.raises(ConnectionResetError):
        registry.attach_file(*document, BreakingOff(samples.pdf()))
    assert _nothing_happened(registry, document[0], 2)


def test_a_transaction_that_fails_leaves_nothing(
    registry: Registry, document: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: Any) -> int:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(transaction.journal, "append", fail)
        with pytest.raises(ZeroDivisionError):
            registry.attach_file(*document, samples.pdf())
    assert _nothing_happened(registry, document[0], 2)


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_file_that_cannot_be_written_is_not_noted_either(
    registry: Registry,
    document: tuple[str, str],
    monkeypatch: pytest.MonkeyPatch,
    failing: str,
) -> None:
    def fail(*arguments: Any) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        target = {"fsync": "linkreg.files.storage.os.fsync", "replace": "pathlib.Path.replace"}
        patch.setattr(target[failing], fail)
        with pytest.raises(FilesUnavailable, match="Disk penuh"):
            registry.attach_file(*document, samples.pdf())
    assert _nothing_happened(registry, document[0], 2)
    assert registry.attach_file(*document, samples.pdf()).file is not None


def test_many_documents_at_once_share_one_content(
    make_registry: Callable[..., Registry], database_url: str
) -> None:
    registry = make_registry(database_url)
    registry.initialize()
    documents = [_document(registry) for _ in range(6)]
    with ThreadPoolExecutor(6) as pool:
        given = list(pool.map(lambda d: registry.attach_file(*d, samples.pdf()).file, documents))
    assert len({file.sha256 for file in given if file}) == 1
    assert len(_stored(registry)) == 1
    for _, evidence in documents:
        assert registry.open_file(evidence, OFFICER).content == samples.pdf()


def test_a_file_altered_in_its_folder_is_not_handed_out(
    registry: Registry, document: tuple[str, str], tmp_path: Path
) -> None:
    registry.attach_file(*document, samples.pdf())
    (stored,) = (path for path in (tmp_path / "files").rglob("*") if path.is_file())
    stored.write_bytes(samples.pdf(samples.action(b"/S /Launch")))
    with pytest.raises(CorruptFile, match="linkreg evidence check"):
        registry.open_file(document[1])
