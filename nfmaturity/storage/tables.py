"""The tables of a library, as they are at the newest version."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Integer, MetaData, String, Table, Text, UniqueConstraint, false

metadata = MetaData()

rubrics = Table(
    "rubrics",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("id", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("source", Text, nullable=False),  # canonical JSON, of which sha256 is the hash
    UniqueConstraint("id", "version", name="one_rubric_a_version"),
)

assessments = Table(
    "assessments",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("rubric_sha256", String(64), ForeignKey("rubrics.sha256"), nullable=False),
    Column("origin", Text, nullable=False),  # the assessment as created, a document
    Column("header", Text, nullable=False),  # its fields now, a document without answers and exclusions
    Column("seq", Integer, nullable=False),  # of the newest change; 0 without any
    Column("head", String(36), nullable=False),  # id of the newest change; "" without any
    Column("created_at", Text, nullable=False),
    Column("changed_at", Text, nullable=False),
    Column("trashed_at", Text),
    # the summary, written with every change, so that a list scores nothing
    Column("title", Text, nullable=False),
    Column("enterprise", Text, nullable=False),
    Column("site", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("date", Text, nullable=False),
    Column("target_level", Integer),
    Column("level", Integer),
    Column("score", Text),  # exact fractions, as "111/40"
    Column("score_high", Text),
    Column("level_high", Integer),
    Column("answered", Integer, nullable=False),
    Column("in_scope", Integer, nullable=False),
    Column("previous", Text, nullable=False, server_default=""),  # since 0002
    Column("name_en", Text, nullable=False, server_default=""),  # since 0006
    Column("to_confirm", Integer, nullable=False, server_default="0"),  # since 0006
)

answers = Table(
    "answers",
    metadata,
    Column("assessment_id", String(36), ForeignKey("assessments.id", ondelete="CASCADE"), primary_key=True),
    Column("requirement", Text, primary_key=True),
    Column("grade", Text),
    Column("comment", Text, nullable=False),
    Column("review", Boolean, nullable=False),
    Column("confirm", Boolean, nullable=False, server_default=false()),  # since 0002
    sqlite_with_rowid=False,
)

exclusions = Table(
    "exclusions",
    metadata,
    Column("assessment_id", String(36), ForeignKey("assessments.id", ondelete="CASCADE"), primary_key=True),
    Column("node", Text, primary_key=True),
    Column("reason", Text, nullable=False),
    sqlite_with_rowid=False,
)

changes = Table(
    "changes",
    metadata,
    Column("assessment_id", String(36), ForeignKey("assessments.id", ondelete="CASCADE"), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("id", String(36), nullable=False),
    Column("base_seq", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("node", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("before", Text, nullable=False),  # JSON
    Column("after", Text, nullable=False),  # JSON
    Column("device", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("gesture", Text, nullable=False),
    Column("undoes", Text, nullable=False),
    UniqueConstraint("assessment_id", "id", name="one_change_once"),
    sqlite_with_rowid=False,
)

enterprises = Table(
    "enterprises",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("profile", Text, nullable=False),  # JSON, as far as it can be taken
    Column("unfinished", Text, nullable=False),  # JSON: entries as typed that cannot be taken yet, by field
    Column("revision", Integer, nullable=False),  # counts the writes; a write names the one that it replaces
    Column("created_at", Text, nullable=False),
    Column("changed_at", Text, nullable=False),
    Column("trashed_at", Text),
    # for lists
    *(Column(name, Text, nullable=False) for name in ("name", "name_en", "credit_code")),
)

drafts = Table(
    "drafts",  # what is no change yet, so that it is not lost when the program ends: words, and values undecided on
    metadata,
    Column("id", String(36), primary_key=True),  # of the change that they become
    Column("assessment_id", String(36), ForeignKey("assessments.id", ondelete="CASCADE"), nullable=False),
    Column("base_seq", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("node", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("before", Text, nullable=False),  # JSON
    Column("after", Text, nullable=False),  # JSON
    Column("device", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("gesture", Text, nullable=False),
    Column("process", Text, nullable=False),  # the run of the program that writes them, and its machine
    Column("choice", Text, nullable=False, server_default=""),  # since 0005; "" for words being written
)
