"""What somebody types into the steps of a profile and has not saved: kept for them to come back to.

It is no part of the organization: no version, no journal entry, and nobody but the account that typed
it is shown it. It goes when the step is saved, after thirty days, with the account, and whenever
personal data of the organization is erased. What looks like a person's NIK is not kept at all.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.exc import IntegrityError

from linkreg.errors import Conflict, InvalidInput
from linkreg.identifiers import contains_nik, is_valid
from linkreg.models import TypedDraft, new_id
from linkreg.records import DraftRecord
from linkreg.services import gate, organizations
from linkreg.services.permissions import Verb
from linkreg.transaction import Transaction
from linkreg.vocabulary import IdentifierScheme
from linkreg.wording import Wording

#: By field, what was typed into it; more than one text where it holds several.
Typed = Mapping[str, Sequence[str]]

KEPT_FOR = timedelta(days=30)

#: Characters of one step, about four times the longest profile; steps of one account.
MAX_SIZE, MAX_STEPS = 60_000, 40


def keep(
    tx: Transaction,
    organization_id: str,
    step: str,
    typed: Typed,
    *,
    seen_version: int,
    mark: str = "",
) -> DraftRecord | None:
    """Keep what differs from the profile as saved; return what is now kept, ``None`` for nothing.

    ``mark`` is of the draft the typist sees. If another one is there, something was typed elsewhere
    meanwhile: its other fields stay, and what is returned has no mark, since nobody saw all of it.
    Raise ``InvalidInput`` for more than anybody types.
    """
    _require_editor(tx, organization_id)
    _delete(tx, TypedDraft.kept_at <= tx.now - KEPT_FOR)
    row = _find(tx, organization_id, step, to_change=True)
    fields = own = _keepable(typed)
    if row is not None and row.mark != mark:
        fields = {**row.typed, **own}
    _require_bounded(fields)
    if not fields:
        _delete(tx, *_is(tx, organization_id, step))
        return None
    if row is None:
        row = TypedDraft(account=tx.actor.name, organization_id=organization_id, step=step)
        tx.session.add(row)
    row.typed, row.seen_version = fields, seen_version
    row.mark, row.kept_at = new_id(), tx.now
    _drop_oldest(tx)
    kept = _record(row)
    return kept if fields.keys() == own.keys() else replace(kept, mark="")


def settle(
    tx: Transaction, organization_id: str, step: str, saved: Collection[str], mark: str
) -> None:
    """Let go of a draft whose step was saved; fields typed elsewhere and not ``saved`` now stay."""
    row = _find(tx, organization_id, step, to_change=True)
    if row is None:
        return
    left = {name: texts for name, texts in row.typed.items() if name not in saved}
    if row.mark == mark or not left:
        _delete(tx, *_is(tx, organization_id, step))
    else:
        row.typed, row.mark = left, new_id()


def drop(tx: Transaction, organization_id: str, step: str) -> None:
    """Throw away what one typed into a step; nothing there is no error."""
    _require_editor(tx, organization_id)
    _delete(tx, *_is(tx, organization_id, step))


def list_drafts(tx: Transaction, organization_id: str) -> dict[str, DraftRecord]:
    """Return what the actor typed into the steps of an organization and has not saved, by step."""
    query = select(TypedDraft).where(
        TypedDraft.account == tx.actor.name,
        TypedDraft.organization_id == organization_id,
        TypedDraft.kept_at > tx.now - KEPT_FOR,
    )
    return {row.step: _record(row) for row in tx.session.scalars(query)}


def forget_account(tx: Transaction, account_id: str) -> None:
    """Throw away all that an account typed: it was closed."""
    _delete(tx, TypedDraft.account == account_id)


def forget_organization(tx: Transaction, organization_id: str) -> None:
    """Throw away all that anybody typed about an organization: somebody is erased from it."""
    _delete(tx, TypedDraft.organization_id == organization_id)


def _require_editor(tx: Transaction, organization_id: str) -> None:
    gate.require(tx.actor, Verb.EDIT, organizations.get(tx, organization_id))


def _find(
    tx: Transaction, organization_id: str, step: str, *, to_change: bool = False
) -> TypedDraft | None:
    query = select(TypedDraft).where(*_is(tx, organization_id, step))
    if to_change:
        query = query.with_for_update()
    row = tx.session.scalars(query).first()
    return row if row is not None and row.kept_at > tx.now - KEPT_FOR else None


def _is(tx: Transaction, organization_id: str, step: str) -> tuple[ColumnElement[bool], ...]:
    return (
        TypedDraft.account == tx.actor.name,
        TypedDraft.organization_id == organization_id,
        TypedDraft.step == step,
    )


def _keepable(typed: Typed) -> dict[str, list[str]]:
    """Return the fields without those that hold what may be a NIK; a body's NPWP is none."""
    return {
        name: list(texts)
        for name, texts in typed.items()
        if not any(
            contains_nik(text) and not is_valid(IdentifierScheme.NPWP, text) for text in texts
        )
    }


def _require_bounded(fields: Typed) -> None:
    size = sum(len(name) + sum(map(len, texts)) for name, texts in fields.items())
    if size > MAX_SIZE:
        raise InvalidInput(
            Wording(
                "Ketikan langkah ini terlalu panjang untuk disimpan sementara ({size} huruf, "
                "paling banyak {most}). Singkatkan, lalu simpan.",
                size=size,
                most=MAX_SIZE,
            )
        )


def _drop_oldest(tx: Transaction) -> None:
    """Forget the oldest of an account that typed into very many steps."""
    try:
        tx.session.flush()
    except IntegrityError as error:  # of two first keepings at once, the table refuses the second
        raise Conflict("Langkah ini sedang disimpan dari perangkat lain. Coba lagi.") from error
    mine = TypedDraft.account == tx.actor.name
    count = tx.session.scalar(select(func.count()).select_from(TypedDraft).where(mine)) or 0
    if count > MAX_STEPS:
        oldest = select(TypedDraft).where(mine).order_by(TypedDraft.kept_at)
        for row in tx.session.scalars(oldest.limit(count - MAX_STEPS)):
            tx.session.delete(row)


def _delete(tx: Transaction, *which: ColumnElement[bool]) -> None:
    tx.session.execute(delete(TypedDraft).where(*which))


def _record(row: TypedDraft) -> DraftRecord:
    typed = {name: tuple(texts) for name, texts in row.typed.items()}
    return DraftRecord(row.step, typed, row.seen_version, row.mark, row.kept_at)
