"""The first tables: rubrics, assessments, answers, exclusions and the change log."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "rubrics",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.UniqueConstraint("id", "version", name="one_rubric_a_version"),
    )
    op.create_table(
        "assessments",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("rubric_sha256", sa.String(64), sa.ForeignKey("rubrics.sha256"), nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("origin", "header")),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("head", sa.String(36), nullable=False),
        sa.Column("created_at", sa.Text, nullable=False),
        sa.Column("changed_at", sa.Text, nullable=False),
        sa.Column("trashed_at", sa.Text),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("title", "enterprise", "site", "kind", "date")),
        sa.Column("target_level", sa.Integer),
        sa.Column("level", sa.Integer),
        sa.Column("score", sa.Text),
        sa.Column("score_high", sa.Text),
        sa.Column("level_high", sa.Integer),
        sa.Column("answered", sa.Integer, nullable=False),
        sa.Column("in_scope", sa.Integer, nullable=False),
    )
    op.create_table(
        "answers",
        _assessment(),
        sa.Column("requirement", sa.Text, primary_key=True),
        sa.Column("grade", sa.Text),
        sa.Column("comment", sa.Text, nullable=False),
        sa.Column("review", sa.Boolean, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "exclusions",
        _assessment(),
        sa.Column("node", sa.Text, primary_key=True),
        sa.Column("reason", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    words = ("kind", "node", "field", "before", "after", "device", "actor", "at", "gesture", "undoes")
    op.create_table(
        "changes",
        _assessment(),
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("base_seq", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in words),
        sa.UniqueConstraint("assessment_id", "id", name="one_change_once"),
        sqlite_with_rowid=False,
    )


def _assessment() -> sa.Column[str]:
    cascade = sa.ForeignKey("assessments.id", ondelete="CASCADE")
    return sa.Column("assessment_id", sa.String(36), cascade, primary_key=True)
