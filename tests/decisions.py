"""What an officer sends who has looked at a document and found everything in order, or not."""

from __future__ import annotations

from typing import Any

from linkreg import Registry
from linkreg.document_kinds import CHECKLISTS
from linkreg.vocabulary import EvidenceKind


def accepting(kind: str, **more: Any) -> dict[str, Any]:
    """Every question of the kind's checklist answered yes."""
    return {"state": "accepted", "answers": _answers(kind, True), **more}


def rejecting(kind: str, note: str = "Nama berbeda.", **more: Any) -> dict[str, Any]:
    """Every question answered no, and why."""
    return {"state": "rejected", "note": note, "answers": _answers(kind, False), **more}


def _answers(kind: str, said: bool) -> dict[str, bool]:
    return dict.fromkeys((question.value for question in CHECKLISTS[EvidenceKind(kind)]), said)


def reject(
    registry: Registry,
    organization: str,
    evidence_id: str,
    note: str = "Nama lain.",
    *,
    announced: bool = False,
) -> None:
    """Reject a document for good: announce it, hear the organization, decide."""
    document = next(it for it in registry.get(organization).evidence if it.id == evidence_id)
    if not announced:
        registry.decide_evidence(organization, evidence_id, rejecting(document.kind, note))
    notice = registry.list_notices(organization)[0]
    registry.reply(notice.id, "Kami menunggu putusan.")
    registry.decide_notice(notice.id, {"outcome": "confirmed", "note": note})
