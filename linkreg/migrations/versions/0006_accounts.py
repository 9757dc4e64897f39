"""Attempts that are bounded; one-time codes; when a session or token was last used, and in what."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add columns and a table; existing tables only gain columns, as in 0004."""
    with op.batch_alter_table("accounts") as table:
        table.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        table.add_column(sa.Column("totp_secret", sa.String(length=32), nullable=True))
        table.add_column(sa.Column("totp_confirmed_at", _INSTANT, nullable=True))
        table.add_column(sa.Column("totp_last_step", sa.Integer(), nullable=True))
        table.add_column(sa.Column("paper_codes", sa.JSON(none_as_null=True), nullable=True))
    with op.batch_alter_table("credentials") as table:
        table.add_column(sa.Column("last_used_at", _INSTANT, nullable=True))
        table.add_column(sa.Column("agent", sa.String(length=40), nullable=True))
    op.create_table(
        "attempts",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.Column("good", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_attempts"),
    )
    op.create_index("ix_attempts_key", "attempts", ["key"])
    op.create_index("ix_attempts_at", "attempts", ["at"])


def downgrade() -> None:
    """Forget all of it; each column by itself, since a table made anew drags others along on SQLite."""
    op.drop_table("attempts")
    for column in ("agent", "last_used_at"):
        op.drop_column("credentials", column)
    for column in ("paper_codes", "totp_last_step", "totp_confirmed_at", "totp_secret", "version"):
        op.drop_column("accounts", column)
