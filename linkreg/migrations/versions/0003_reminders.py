"""Which reminders of documents that run out were sent."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create the table of reminders sent, at most one for a document and a stage."""
    op.create_table(
        "reminders_sent",
        sa.Column("evidence_id", sa.String(length=16), nullable=False),
        sa.Column("stage", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("organization_id", sa.String(length=16), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["evidence_id"],
            ["evidence.id"],
            name="fk_reminders_sent_evidence_id_evidence",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organizations.id"],
            name="fk_reminders_sent_organization_id_organizations",
        ),
        sa.PrimaryKeyConstraint("evidence_id", "stage", name="pk_reminders_sent"),
    )
    op.create_index("ix_reminders_sent_organization_id", "reminders_sent", ["organization_id"])


def downgrade() -> None:
    """Forget what was sent."""
    op.drop_table("reminders_sent")
