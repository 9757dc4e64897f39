"""Indexes for what an officer's desk asks: who is where, which documents wait, and which run out."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_WAITING = "state = 'pending' AND withdrawn_at IS NULL AND replaced_by IS NULL"

_PARTIAL = (
    ("ix_evidence_waiting_of", _WAITING, ["organization_id", "supplied_at", "id"]),
    ("ix_evidence_waiting_since", _WAITING, ["supplied_at", "id", "organization_id"]),
    ("ix_evidence_valid_until", "valid_until IS NOT NULL", ["valid_until"]),
)


def upgrade() -> None:
    """Add them; one by region alone is no longer of use."""
    op.create_index("ix_organizations_place", "organizations", ["region", "status", "id"])
    op.drop_index("ix_organizations_region", "organizations")
    for name, rows, columns in _PARTIAL:
        where = sa.text(rows)
        op.create_index(name, "evidence", columns, sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    """Do without."""
    for name, _, _ in _PARTIAL:
        op.drop_index(name, "evidence")
    op.create_index("ix_organizations_region", "organizations", ["region"])
    op.drop_index("ix_organizations_place", "organizations")
