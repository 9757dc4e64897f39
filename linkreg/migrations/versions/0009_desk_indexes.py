"""What an officer's desk asks, by index: who is where, which documents wait, and which run out."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_WAITING = "state = 'pending' AND withdrawn_at IS NULL AND replaced_by IS NULL"

_PARTIAL = (
    ("ix_evidence_waiting_of", _WAITING, ["organization_id", "supplied_at", "id"]),
    ("ix_evidence_waiting_since", _WAITING, ["supplied_at", "id", "organization_id"]),
    ("ix_evidence_ends_on", "ends_on IS NOT NULL", ["ends_on", "organization_id", "state"]),
)

_EVIDENCE = sa.table(
    "evidence",
    sa.column("kind"),
    *(sa.column(name, sa.Date()) for name in ("issued_on", "valid_from", "valid_until", "ends_on")),
)


def upgrade() -> None:
    """Add them; what they begin with needs no index by itself anymore."""
    op.add_column("evidence", sa.Column("ends_on", sa.Date(), nullable=True))
    _fill_in()
    op.create_index("ix_organizations_place", "organizations", ["region", "status", "id"])
    op.drop_index("ix_organizations_region", "organizations")
    op.create_index("ix_evidence_of", "evidence", ["organization_id", "ends_on", "state"])
    for name, rows, columns in _PARTIAL:  # after it: of two that serve, SQLite takes the later
        where = sa.text(rows)
        op.create_index(name, "evidence", columns, sqlite_where=where, postgresql_where=where)
    op.drop_index("ix_evidence_organization_id", "evidence")


def _fill_in() -> None:
    """Tell each document's last day: the one written on it, of a KSWP at most its year's."""
    known, connection = _EVIDENCE.c, op.get_bind()
    connection.execute(sa.update(_EVIDENCE).values(ends_on=known.valid_until))
    begins = sa.func.coalesce(known.issued_on, known.valid_from)
    years = sa.select(sa.extract("year", begins)).where(known.kind == "kswp").distinct()
    for year in connection.scalars(years.where(begins.is_not(None))).all():
        first, last = date(int(year), 1, 1), date(int(year), 12, 31)
        yearly = sa.update(_EVIDENCE).where(known.kind == "kswp", begins.between(first, last))
        longer = sa.or_(known.ends_on.is_(None), known.ends_on > last)
        connection.execute(yearly.where(longer).values(ends_on=last))


def downgrade() -> None:
    """Do without."""
    op.create_index("ix_evidence_organization_id", "evidence", ["organization_id"])
    op.drop_index("ix_evidence_of", "evidence")
    for name, _, _ in _PARTIAL:
        op.drop_index(name, "evidence")
    op.create_index("ix_organizations_region", "organizations", ["region"])
    op.drop_index("ix_organizations_place", "organizations")
    op.drop_column("evidence", "ends_on")
