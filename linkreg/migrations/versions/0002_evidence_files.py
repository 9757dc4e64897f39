"""Files of documents: hash, size, type by content, and the name for a download."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the facts of a file to documents, which have none yet."""
    with op.batch_alter_table("evidence") as table:
        table.add_column(sa.Column("file_sha256", sa.String(length=64), nullable=True))
        table.add_column(sa.Column("file_size", sa.Integer(), nullable=True))
        table.add_column(sa.Column("file_type", sa.String(length=80), nullable=True))
        table.add_column(sa.Column("file_name", sa.String(length=150), nullable=True))


def downgrade() -> None:
    """Forget the files; their contents stay in the storage."""
    with op.batch_alter_table("evidence") as table:
        for name in ("file_name", "file_type", "file_size", "file_sha256"):
            table.drop_column(name)
