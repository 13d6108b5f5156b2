"""A library as the first version of the tables held it, written in plain SQL, and what must be there afterwards."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from sqlalchemy import Connection, text

from nfmaturity.domain.assessment import Answer
from nfmaturity.domain.changes import Target, fold
from nfmaturity.domain.rubric import RubricPack
from nfmaturity.storage.archive import verify
from nfmaturity.storage.library import open_library
from nfmaturity.storage.place import Place
from nfmaturity.storage.repository import Repository
from nfmaturity.storage.versions import RELEASED, Versions
from nfmaturity.storage.writer import AssessmentWriter
from tests.edits import edit

FIRST = Versions(("0001",), RELEASED.folders)
IDENT = "00000000-0000-4000-8000-000000000001"
CHANGE = "00000000-0000-4000-8000-0000000000c1"
AT = "2026-11-22T08:00:00Z"


def make_first_library(place: Place, pack: RubricPack) -> None:
    """Make a library at version 0001 with one assessment: a grade with a comment, and a mark that was set later."""
    named = {"id": pack.rubric.id, "version": pack.rubric.version, "sha256": pack.sha256}
    document: dict[str, Any] = {
        "format": "nfmaturity-assessment",
        "schema": 1,
        "id": IDENT,
        "rubric": named,
        "kind": "self",
        "enterprise": {"name_en": "Demo Works", "segments": ["smelting"]},
        "grades": {},
    }
    said = {"grades": {"G-D-01.1a": "partial"}, "comments": {"G-D-01.1a": "三份报表"}}
    library = open_library(place, create=True, versions=FIRST)
    with library.writing() as connection:
        put = partial(_put, connection)
        put("rubrics", **named, source=pack.source)
        put(
            "assessments",
            id=IDENT,
            rubric_sha256=pack.sha256,
            origin=json.dumps(document | said),
            header=json.dumps(document),
            seq=1,
            head=CHANGE,
            created_at=AT,
            changed_at=AT,
            title="",
            enterprise="",
            site="",
            kind="self",
            date="",
            level=1,
            score="1/4",
            score_high="5",
            level_high=5,
            answered=1,
            in_scope=20,
        )
        put("answers", assessment_id=IDENT, requirement="G-D-01.1a", grade="partial", comment="三份报表", review=True)
        put(
            "changes",
            assessment_id=IDENT,
            seq=1,
            id=CHANGE,
            base_seq=0,
            kind="answer",
            node="G-D-01.1a",
            field="review",
            before="false",
            after="true",
            device="laptop",
            actor="Li",
            at=AT,
            gesture=CHANGE,
            undoes="",
        )
    library.close()


def _put(connection: Connection, table: str, **values: object) -> None:
    names = ", ".join(values)
    marks = ", ".join(f":{name}" for name in values)
    connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({marks})"), values)


def assert_brought_up_to_date(place: Place, pack: RubricPack) -> None:
    """Open the library as the program does now: everything is there, and what is new can be written."""
    library = open_library(place)
    try:
        verify(library)
        record = Repository(library).record(IDENT)
        assert record.state.answers == {"G-D-01.1a": Answer("partial", "三份报表", review=True)}
        assert fold(record.origin, record.log) == record.state
        listed = Repository(library).find(IDENT)
        assert (listed.previous, listed.name_en, listed.to_confirm) == ("", "Demo Works", 0)
        mark = edit(record.state, Target("answer", "G-D-01.1a", "confirm"), after=True)
        AssessmentWriter(library, pack, IDENT).write([mark])
        assert Repository(library).record(IDENT).state.answer("G-D-01.1a").is_to_confirm
    finally:
        library.close()
