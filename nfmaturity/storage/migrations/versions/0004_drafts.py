"""Words that are being written, which become a change once one leaves them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Create the table."""
    words = ("kind", "node", "field", "before", "after", "device", "actor", "at", "gesture", "process")
    op.create_table(
        "drafts",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("assessment_id", sa.String(36), sa.ForeignKey("assessments.id", ondelete="CASCADE"), nullable=False),
        sa.Column("base_seq", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in words),
    )
