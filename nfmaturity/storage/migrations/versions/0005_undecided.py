"""What a person wanted in a cell that somebody else had changed, kept beside words being written until they choose."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the column; what was there are words."""
    op.add_column("drafts", sa.Column("choice", sa.Text, nullable=False, server_default=""))
