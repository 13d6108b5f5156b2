"""What the list says besides: the enterprise's English name, and how many grades are still to be confirmed."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

# What was left out counts for nothing. The segments, which leave out more, only the rubric knows; the next edit counts
# exactly, and until then no more can wait than is answered. An id is no pattern: LIKE would take its _ for any letter.
_COUNT = """
SELECT count(*) FROM answers WHERE answers.assessment_id = assessments.id AND answers.confirm
AND answers.grade IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM exclusions WHERE exclusions.assessment_id = assessments.id
    AND (answers.requirement = exclusions.node
        OR substr(answers.requirement, 1, length(exclusions.node) + 1) = exclusions.node || '.')
)
"""


def upgrade() -> None:
    """Add the columns and fill them."""
    op.add_column("assessments", sa.Column("name_en", sa.Text, nullable=False, server_default=""))
    op.add_column("assessments", sa.Column("to_confirm", sa.Integer, nullable=False, server_default="0"))
    connection = op.get_bind()
    connection.execute(sa.text(f"UPDATE assessments SET to_confirm = ({_COUNT})"))  # noqa: S608 - all of it is above
    connection.execute(sa.text("UPDATE assessments SET to_confirm = answered WHERE to_confirm > answered"))
    headers = connection.execute(sa.text("SELECT id, header FROM assessments")).all()
    named = [{"wanted": ident, "name": name} for ident, header in headers if (name := _english_name(header))]
    if named:
        connection.execute(sa.text("UPDATE assessments SET name_en = :name WHERE id = :wanted"), named)


def _english_name(header: str) -> str:
    """Read the name; a damaged header has none, and is told of where the assessment is opened."""
    try:
        return str(json.loads(header)["enterprise"].get("name_en", ""))
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""
