"""What a library keeps beside each header for its list: English names, and how many grades wait; also one of before."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from nfmaturity.domain.assessment import Assessment
from nfmaturity.domain.changes import Target
from nfmaturity.domain.rubric import RubricPack
from nfmaturity.storage.library import Library, open_library
from nfmaturity.storage.repository import Repository
from nfmaturity.storage.writer import AssessmentWriter
from tests.edits import edit, exclude, grade

EARLIER = "00000000-0000-4000-8000-000000000009"


def test_the_list_tells_the_english_name_and_how_many_grades_wait(
    library: Library, pack: RubricPack, stored: Assessment
) -> None:
    def told() -> tuple[str, int]:
        row = Repository(library).find(stored.id)
        return row.name_en, row.to_confirm

    writer = AssessmentWriter(library, pack, stored.id)
    assert told() == ("", 0)
    writer.write([edit(stored, Target("answer", "G-D-01.1a", "confirm"), True)])
    assert told() == ("", 1)
    profile = {"name": "示例企业", "name_en": "Demo Works", "segments": ["smelting"]}
    writer.write([edit(stored, Target("assessment", "", "enterprise"), profile)])
    assert told() == ("Demo Works", 1)
    writer.write([exclude(stored, "G-D-01", "no such plant")])
    assert told() == ("Demo Works", 0)


def test_a_library_of_before_learns_both(library: Library, pack: RubricPack, stored: Assessment) -> None:
    profile = {"name": "示例企业", "name_en": "Demo Works", "segments": ["smelting"]}
    names = ["G-D-01.1a", "G-D-01.1b", "G-D-02.1a"]
    grades = [grade(stored, name, "full") for name in names]
    waiting = [edit(stored, Target("answer", name, "confirm"), True) for name in names]
    others = [edit(stored, Target("assessment", "", "enterprise"), profile), exclude(stored, "G-D-02", "no plant")]
    AssessmentWriter(library, pack, stored.id).write([*grades, *waiting, *others])
    before = Repository(library).rows()
    again = opened_as_of_before(library)
    try:
        assert Repository(again).rows() == before
        assert (before[0].name_en, before[0].to_confirm) == ("Demo Works", 2)
    finally:
        again.close()


@pytest.mark.parametrize(("node", "waiting"), [("G_D-01", 1), ("G-D-01", 0)])
def test_an_id_that_was_left_out_is_no_pattern(
    library: Library, pack: RubricPack, stored: Assessment, node: str, waiting: int
) -> None:
    """In SQL's LIKE an underscore stands for any letter."""
    name = "G-D-01.1a"
    edits = [grade(stored, name, "full"), edit(stored, Target("answer", name, "confirm"), True)]
    AssessmentWriter(library, pack, stored.id).write(edits)
    with library.writing() as connection:
        words = {"assessment": stored.id, "node": node}
        insert = "INSERT INTO exclusions (assessment_id, node, reason) VALUES (:assessment, :node, 'no plant')"
        connection.execute(text(insert), words)
    again = opened_as_of_before(library)
    try:
        assert Repository(again).find(stored.id).to_confirm == waiting
    finally:
        again.close()


def opened_as_of_before(library: Library) -> Library:
    """Take the library back to the version that kept neither, and open it anew, which migrates it."""
    with library.writing() as connection:
        for column in ("name_en", "to_confirm"):
            connection.execute(text(f"ALTER TABLE assessments DROP COLUMN {column}"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0005'"))
    library.close()
    return open_library(library.place)


def test_the_first_edit_in_a_library_of_before_counts_exactly(
    library: Library, pack: RubricPack, stored: Assessment
) -> None:
    """A migration knows nothing of segments, and so takes grades for waiting that count no longer."""
    names = ["G-D-01.1a", "G-D-01.1b"]
    waiting = [edit(stored, Target("answer", name, "confirm"), True) for name in names]
    AssessmentWriter(library, pack, stored.id).write([*(grade(stored, name, "full") for name in names), *waiting])
    with library.writing() as connection:
        connection.execute(text("UPDATE assessments SET to_confirm = 7"))
    writer = AssessmentWriter(library, pack, stored.id)
    writer.write([edit(writer.standing.assessment, Target("answer", names[0], "comment"), "seen")])
    assert Repository(library).find(stored.id).to_confirm == 2


def test_how_many_wait_is_right_after_every_kind_of_edit(
    library: Library, pack: RubricPack, stored: Assessment
) -> None:
    one, other = Target("answer", "G-D-01.1a", "confirm"), "G-D-01.1b"
    writer = AssessmentWriter(library, pack, stored.id)
    steps = (
        (edit(stored, one, True), 1),
        (grade(stored, other, "none"), 1),
        (edit(stored, Target("answer", other, "comment"), "seen"), 1),
        (edit(stored, Target("answer", other, "confirm"), True), 2),
        (grade(stored, "G-D-02.1a", "full"), 2),
        (exclude(stored, "G-D-01", "no such plant"), 0),
        (exclude(stored, "G-D-01", None), 2),
        (edit(stored, one, False), 1),
    )
    for change, waiting in steps:
        seen = writer.standing.assessment
        accepted = writer.write([edit(seen, change.target, change.after)]).accepted
        assert accepted, change
        assert Repository(library).find(stored.id).to_confirm == waiting
