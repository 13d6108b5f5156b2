"""What a following year's assessment knows: which one it follows, and which grades are still to be confirmed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the columns; nothing that was stored before follows another or is to be confirmed."""
    op.add_column("assessments", sa.Column("previous", sa.Text, nullable=False, server_default=""))
    op.add_column("answers", sa.Column("confirm", sa.Boolean, nullable=False, server_default=sa.false()))
