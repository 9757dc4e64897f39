"""What is being typed into a profile and was not saved yet."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_TABLE = "typed_drafts"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        _TABLE,
        sa.Column("account", sa.String(length=40), nullable=False),
        sa.Column("organization_id", sa.String(length=16), nullable=False),
        sa.Column("step", sa.String(length=20), nullable=False),
        sa.Column("typed", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("seen_version", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=16), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organizations.id"],
            name="fk_typed_drafts_organization_id_organizations",
        ),
        sa.PrimaryKeyConstraint("account", "organization_id", "step", name="pk_typed_drafts"),
    )
    for column in ("organization_id", "kept_at"):
        op.create_index(f"ix_{_TABLE}_{column}", _TABLE, [column])


def downgrade() -> None:
    """Forget what was typed."""
    op.drop_table(_TABLE)
