"""Verifications, notices, flags, consents, accesses, erasures; who supplied and replaced documents."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_ID = sa.String(length=16)
_ACCOUNT = sa.String(length=40)
_TEXT = sa.String(length=1000)
_INSTANT = sa.DateTime(timezone=True)
_CODE = sa.String(length=40)


def upgrade() -> None:
    """Add what officers put on record and what the law on personal data asks for.

    Existing tables only gain columns: SQLite makes a table anew for anything else, and what refers to
    it would be deleted on the way.
    """
    with op.batch_alter_table("organizations") as table:
        table.add_column(sa.Column("status_since", _INSTANT, nullable=True))
        table.add_column(sa.Column("status_reason", _TEXT, nullable=True))
        table.add_column(sa.Column("consented_at", _INSTANT, nullable=True))
    with op.batch_alter_table("evidence") as table:
        table.add_column(sa.Column("clause", sa.String(length=300), nullable=True))
        table.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        table.add_column(sa.Column("supplied_by", _ACCOUNT, nullable=True))
        table.add_column(sa.Column("replaced_by", _ID, nullable=True))
        table.add_column(sa.Column("withdrawn_at", _INSTANT, nullable=True))
    _create_oversight()
    _create_privacy()


def _create_oversight() -> None:
    op.create_table(
        "verifications",
        sa.Column("id", _ID, nullable=False),
        sa.Column("evidence_id", _ID, nullable=False),
        sa.Column("evidence_version", sa.Integer(), nullable=False),
        sa.Column("state", _CODE, nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("note", _TEXT, nullable=True),
        sa.Column("decided_at", _INSTANT, nullable=False),
        sa.Column("decided_by", _ACCOUNT, nullable=False),
        _refers("verifications", "evidence_id", "evidence"),
        sa.PrimaryKeyConstraint("id", name="pk_verifications"),
    )
    op.create_index("ix_verifications_evidence_id", "verifications", ["evidence_id"])
    _keep_decisions()
    op.create_table(
        "notices",
        sa.Column("id", _ID, nullable=False),
        sa.Column("organization_id", _ID, nullable=False),
        sa.Column("measure", _CODE, nullable=False),
        sa.Column("evidence_id", _ID, nullable=True),
        sa.Column("reason", _TEXT, nullable=False),
        sa.Column("answers", sa.JSON(), nullable=True),
        sa.Column("opened_at", _INSTANT, nullable=False),
        sa.Column("opened_by", _ACCOUNT, nullable=False),
        sa.Column("reply_until", sa.Date(), nullable=False),
        sa.Column("reply", sa.String(length=5000), nullable=True),
        sa.Column("replied_at", _INSTANT, nullable=True),
        sa.Column("replied_by", _ACCOUNT, nullable=True),
        sa.Column("outcome", _CODE, nullable=True),
        sa.Column("note", _TEXT, nullable=True),
        sa.Column("closed_at", _INSTANT, nullable=True),
        sa.Column("closed_by", _ACCOUNT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("mail_claimed_at", _INSTANT, nullable=True),
        sa.Column("mailed_at", _INSTANT, nullable=True),
        _refers("notices", "organization_id", "organizations"),
        _refers("notices", "evidence_id", "evidence"),
        sa.PrimaryKeyConstraint("id", name="pk_notices"),
    )
    for column in ("organization_id", "evidence_id", "outcome"):
        op.create_index(f"ix_notices_{column}", "notices", [column])
    op.create_table(
        "flags",
        sa.Column("id", _ID, nullable=False),
        sa.Column("organization_id", _ID, nullable=False),
        sa.Column("kind", _CODE, nullable=False),
        sa.Column("scope", sa.String(length=5), nullable=True),
        sa.Column("reason", _TEXT, nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("raised_at", _INSTANT, nullable=False),
        sa.Column("raised_by", _ACCOUNT, nullable=False),
        sa.Column("lifted_at", _INSTANT, nullable=True),
        sa.Column("lifted_by", _ACCOUNT, nullable=True),
        sa.Column("lifting", _TEXT, nullable=True),
        _refers("flags", "organization_id", "organizations"),
        sa.PrimaryKeyConstraint("id", name="pk_flags"),
    )
    op.create_index("ix_flags_organization_id", "flags", ["organization_id"])


def _keep_decisions() -> None:
    """Make what was decided before the beginning of each document's history; nobody kept answers."""
    evidence = sa.table(
        "evidence", *map(sa.column, ("id", "state", "note", "decided_at", "decided_by"))
    )
    verifications = sa.table(
        "verifications",
        *map(sa.column, ("id", "evidence_id", "evidence_version", "state", "answers", "note")),
        *map(sa.column, ("decided_at", "decided_by")),
    )
    it = evidence.c
    answers = sa.literal({}, sa.JSON())
    decided = sa.select(
        it.id, it.id, sa.literal(1), it.state, answers, it.note, it.decided_at, it.decided_by
    ).where(it.decided_at.is_not(None), it.decided_by.is_not(None))
    op.execute(verifications.insert().from_select([c.name for c in verifications.c], decided))


def _create_privacy() -> None:
    op.create_table(
        "consents",
        sa.Column("id", _ID, nullable=False),
        sa.Column("organization_id", _ID, nullable=False),
        sa.Column("text", sa.String(length=40), nullable=False),
        sa.Column("text_sha256", sa.String(length=64), nullable=False),
        sa.Column("given_at", _INSTANT, nullable=False),
        sa.Column("given_by", _ACCOUNT, nullable=False),
        sa.Column("withdrawn_at", _INSTANT, nullable=True),
        sa.Column("withdrawn_by", _ACCOUNT, nullable=True),
        _refers("consents", "organization_id", "organizations"),
        sa.PrimaryKeyConstraint("id", name="pk_consents"),
    )
    op.create_index("ix_consents_organization_id", "consents", ["organization_id"])
    op.create_table(
        "accesses",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("at", _INSTANT, nullable=False),
        sa.Column("actor", _ACCOUNT, nullable=False),
        sa.Column("organization_id", _ID, nullable=False),
        sa.Column("kind", _CODE, nullable=False),
        sa.Column("evidence_id", _ID, nullable=True),
        _refers("accesses", "organization_id", "organizations"),
        sa.PrimaryKeyConstraint("id", name="pk_accesses"),
    )
    op.create_index("ix_accesses_organization_id", "accesses", ["organization_id"])
    op.create_table(
        "erasures",
        sa.Column("id", _ID, nullable=False),
        sa.Column("organization_id", _ID, nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.Column("actor", _ACCOUNT, nullable=False),
        sa.Column("ground", _TEXT, nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("removed_at", _INSTANT, nullable=True),
        _refers("erasures", "organization_id", "organizations"),
        sa.PrimaryKeyConstraint("id", name="pk_erasures"),
    )
    op.create_index("ix_erasures_organization_id", "erasures", ["organization_id"])


def _refers(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_{other}"
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name)


def downgrade() -> None:
    """Forget all of it; each column by itself, since a table made anew drags others along on SQLite."""
    for name in ("erasures", "accesses", "consents", "flags", "notices", "verifications"):
        op.drop_table(name)
    for column in ("withdrawn_at", "replaced_by", "supplied_by", "version", "clause"):
        op.drop_column("evidence", column)
    for column in ("consented_at", "status_reason", "status_since"):
        op.drop_column("organizations", column)
