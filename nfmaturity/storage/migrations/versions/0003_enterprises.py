"""Enterprises, whose profiles assessments take a copy of."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create the table; the enterprises of assessments that are there come in when they are first asked for."""
    op.create_table(
        "enterprises",
        sa.Column("id", sa.String(36), primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("profile", "unfinished")),
        sa.Column("revision", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("created_at", "changed_at")),
        sa.Column("trashed_at", sa.Text),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("name", "name_en", "credit_code")),
    )
