"""``linkreg evidence accept`` and ``reject``: an officer's word on a document, by its checklist."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

import click

from linkreg.cli.listing import ask
from linkreg.cli.notices import tell_announced
from linkreg.cli.opening import opened_registry
from linkreg.document_kinds import CHECKLISTS
from linkreg.errors import NotFound
from linkreg.records import EvidenceRecord
from linkreg.registry import Registry
from linkreg.services import evidence
from linkreg.vocabulary import EvidenceKind, EvidenceState, VerificationQuestion

_INSTEAD = "Jawab setiap pertanyaan, atau beri --yes atau --no PERTANYAAN."


def _answering(command: Callable[..., None]) -> Callable[..., None]:
    """Add the document, and the options that answer its checklist."""
    for decorate in (
        click.option(
            "--no",
            "refuted",
            multiple=True,
            type=click.Choice([question.value for question in VerificationQuestion]),
            help="Jawab tidak untuk pertanyaan ini, ya untuk yang lain; boleh berulang.",
        ),
        click.option("--yes", "all_yes", is_flag=True, help="Jawab ya untuk semua pertanyaan."),
        click.argument("evidence_id"),
    ):
        command = decorate(command)
    return command


@click.command()
@_answering
@click.option("--note", metavar="TEKS", help="Keterangan; organisasi membacanya.")
def accept(evidence_id: str, all_yes: bool, refuted: tuple[str, ...], note: str | None) -> None:
    """Terima EVIDENCE_ID; setiap pertanyaan daftar periksanya harus dijawab ya."""
    with opened_registry() as registry:
        owner, document = _document(registry, evidence_id)
        answers = _answers(document.kind, all_yes=all_yes, refuted=refuted)
        decision = {"state": EvidenceState.ACCEPTED.value, "note": note, "answers": answers}
        registry.decide_evidence(owner, evidence_id, decision, version=document.version)
    click.echo(f"{document.kind.label} diterima.")


@click.command()
@_answering
@click.option("--note", metavar="TEKS", required=True, help="Alasan; organisasi membacanya.")
def reject(evidence_id: str, all_yes: bool, refuted: tuple[str, ...], note: str) -> None:
    """Beritahukan penolakan EVIDENCE_ID; diputuskan setelah organisasi dapat menjawab."""
    with opened_registry() as registry:
        owner, document = _document(registry, evidence_id)
        answers = _answers(document.kind, all_yes=all_yes, refuted=refuted)
        decision = {"state": EvidenceState.REJECTED.value, "note": note, "answers": answers}
        registry.decide_evidence(owner, evidence_id, decision, version=document.version)
        announced = registry.list_notices(owner)
    tell_announced(next(it for it in announced if it.is_open and it.evidence_id == evidence_id))


def _document(registry: Registry, evidence_id: str) -> tuple[str, EvidenceRecord]:
    """Return whose document it is and how it stands, so that a change meanwhile is noticed."""
    with registry.reading() as tx:
        owner = evidence.get_owner(tx, evidence_id)
    for document in owner.evidence:
        if document.id == evidence_id:
            return owner.id, document
    raise NotFound(f"Dokumen {evidence_id!r} sudah ditarik oleh organisasinya.")


def _answers(kind: EvidenceKind, *, all_yes: bool, refuted: Collection[str]) -> dict[str, bool]:
    if all_yes and refuted:
        raise click.UsageError("Pakai --yes atau --no, jangan keduanya.")
    questions = CHECKLISTS[kind]
    if all_yes or refuted:
        _require_asked(kind, refuted)
        return {question.value: question.value not in refuted for question in questions}
    click.echo(f"Daftar periksa untuk {kind.label}:")
    return {question.value: ask(f"{question.label}?", _INSTEAD) for question in questions}


def _require_asked(kind: EvidenceKind, refuted: Collection[str]) -> None:
    asked: list[Any] = [question.value for question in CHECKLISTS[kind]]
    for question in refuted:
        if question not in asked:
            raise click.UsageError(
                f"{question} tidak ditanyakan untuk {kind.label}. Yang ditanyakan: "
                f"{', '.join(asked)}."
            )
