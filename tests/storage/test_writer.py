"""Edits in a library: compare-and-set by cell, log and summary in step, undo, repeated writes, restored logs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nfmaturity.domain.assessment import Assessment
from nfmaturity.domain.changes import Target, fold
from nfmaturity.domain.errors import NotAllowed, NotFound
from nfmaturity.domain.rubric import RubricPack
from nfmaturity.domain.scoring import score
from nfmaturity.storage.library import Library
from nfmaturity.storage.repository import Repository
from nfmaturity.storage.writer import AssessmentWriter
from tests import rubrics
from tests.edits import comment, edit, exclude, grade, next_id
from tests.storage.conftest import store

EARLIER = "00000000-0000-4000-8000-000000000009"


def assert_consistent(library: Library, pack: RubricPack, ident: str) -> None:
    """Rows, log and summary of a library say the same."""
    record = Repository(library).record(ident)
    assert fold(record.origin, record.log) == record.state
    assert [change.seq for change in record.log] == list(range(1, len(record.log) + 1))
    row = Repository(library).find(ident)
    overall = score(pack.rubric, record.state).overall
    assert overall.bounds is not None
    assert (row.level, row.exact_score, row.answered, row.in_scope) == (
        overall.level,
        overall.score,
        overall.answered,
        overall.in_scope,
    )
    assert (row.level_high, row.score_high) == (overall.bounds.level[1], str(overall.bounds.score[1]))
    assert row.changed_at == (record.log[-1].at if record.log else row.created_at)
    assert (row.title, row.enterprise) == (record.state.title, record.state.enterprise.name)


def test_an_edit_is_stored_with_its_log_and_summary(library: Library, pack: RubricPack, stored: Assessment) -> None:
    writer = AssessmentWriter(library, pack, stored.id)
    outcome = writer.write([grade(stored, "G-D-01.1a", "full"), comment(stored, "G-D-01.1b", "看过磅单 <b>&")])
    assert [change.seq for change in outcome.accepted] == [1, 2]
    record = Repository(library).record(stored.id)
    assert record.log == outcome.accepted
    assert record.state == writer.standing.assessment
    assert record.state.answer("G-D-01.1a").grade == "full"
    assert record.state.answer("G-D-01.1b").comment == "看过磅单 <b>&"
    assert_consistent(library, pack, stored.id)


def test_every_kind_of_cell_comes_back(library: Library, pack: RubricPack, stored: Assessment) -> None:
    writer = AssessmentWriter(library, pack, stored.id)
    profile = {"name": "示例企业", "segments": ["mining", "smelting"], "staff": 12}
    writer.write(
        [
            edit(stored, Target("answer", "G-D-01.1b", "review"), True),
            edit(stored, Target("answer", "G-D-01.1a", "confirm"), True),
            edit(stored, Target("assessment", "", "previous"), EARLIER),
            exclude(stored, "G-D-02", "no such plant"),
            edit(stored, Target("assessment", "", "title"), "2026"),
            edit(stored, Target("assessment", "", "target_level"), 3),
            edit(stored, Target("assessment", "", "assessors"), ["Li", "Wang"]),
            edit(stored, Target("assessment", "", "period_from"), "2026-10-12"),
            edit(stored, Target("assessment", "", "enterprise"), profile),
        ]
    )
    state = Repository(library).record(stored.id).state
    assert (state.answer("G-D-01.1b").review, state.answer("G-D-01.1a").confirm) == (True, True)
    assert (state.previous, Repository(library).find(stored.id).previous) == (EARLIER, EARLIER)
    assert state.exclusions == {"G-D-02": "no such plant"}
    assert (state.title, state.target_level, state.assessors, state.period_from) == (
        "2026",
        3,
        ("Li", "Wang"),
        "2026-10-12",
    )
    assert state.enterprise.segments == ("mining", "smelting")
    assert_consistent(library, pack, stored.id)


def test_a_cleared_answer_leaves_no_row(library: Library, pack: RubricPack, stored: Assessment) -> None:
    AssessmentWriter(library, pack, stored.id).write([grade(stored, "G-D-01.1a", None)])
    assert dict(Repository(library).record(stored.id).state.answers) == {}
    assert_consistent(library, pack, stored.id)


def test_two_editors_conflict_on_one_cell_only(library: Library, pack: RubricPack, stored: Assessment) -> None:
    li, wang = (AssessmentWriter(library, pack, stored.id) for _ in range(2))
    li.write([grade(stored, "G-D-01.1a", "full", actor="Li")])
    outcome = wang.write(
        [grade(stored, "G-D-01.1a", "none", actor="Wang"), grade(stored, "G-D-01.1b", "most", actor="Wang")]
    )
    assert [(c.change.target.id, c.stored) for c in outcome.conflicts] == [("G-D-01.1a", "full")]
    assert [c.target.id for c in outcome.accepted] == ["G-D-01.1b"]
    assert wang.standing.assessment.answer("G-D-01.1a").grade == "full"
    assert li.refresh().assessment == wang.standing.assessment
    assert_consistent(library, pack, stored.id)


def test_undo_is_one_more_change_and_does_not_overwrite(library: Library, pack: RubricPack, stored: Assessment) -> None:
    writer = AssessmentWriter(library, pack, stored.id)
    (done,) = writer.write([grade(stored, "G-D-01.1a", "full")]).accepted
    (undone,) = writer.write([done.inverse(new_id=next_id(), at="2026-11-22T08:01:00Z", base_seq=1)]).accepted
    assert undone.undoes == done.id
    assert Repository(library).record(stored.id).log == (done, undone)
    assert writer.standing.assessment == stored
    again = writer.write([done.inverse(new_id=next_id(), at="2026-11-22T08:02:00Z", base_seq=2)])
    assert (again.accepted, [c.target for c in again.agreed]) == ((), [done.target])


def test_a_write_whose_answer_was_lost_may_be_repeated(library: Library, pack: RubricPack, stored: Assessment) -> None:
    writer, retry = (AssessmentWriter(library, pack, stored.id) for _ in range(2))
    change = grade(stored, "G-D-01.1a", "full")
    (first,) = writer.write([change]).accepted
    writer.write([grade(writer.standing.assessment, "G-D-01.1a", "partial")])
    outcome = retry.write([change])
    assert outcome.accepted == (first,)
    assert retry.standing.assessment.answer("G-D-01.1a").grade == "partial"
    assert_consistent(library, pack, stored.id)


@pytest.mark.parametrize(
    ("target", "value"),
    [
        (Target("answer", "G-D-09.1a", "grade"), "full"),
        (Target("answer", "G-D-01.1a", "grade"), "perfect"),
        (Target("answer", "G-D-01.1a", "comment"), None),
        (Target("answer", "G-D-01.1a", "confirm"), None),
        (Target("assessment", "", "previous"), "last year"),
        (Target("assessment", "", "target_level"), 6),
        (Target("assessment", "", "kind"), "guess"),
        (Target("assessment", "", "enterprise"), {"segments": []}),
        (Target("exclusion", "G-D-02", "reason"), "  "),
        (Target("exclusion", "G-D-77", "reason"), "none such"),
    ],
)
def test_what_the_rubric_does_not_permit_is_refused_whole(
    library: Library, pack: RubricPack, stored: Assessment, target: Target, value: object
) -> None:
    writer = AssessmentWriter(library, pack, stored.id)
    with pytest.raises(NotAllowed):
        writer.write([grade(stored, "G-D-01.1b", "full"), edit(stored, target, value)])
    assert Repository(library).record(stored.id).state == stored == writer.standing.assessment


def test_two_exclusions_that_together_empty_a_level_are_refused(
    library: Library, pack: RubricPack, stored: Assessment
) -> None:
    li, wang = (AssessmentWriter(library, pack, stored.id) for _ in range(2))
    li.write([exclude(stored, "G-D-01.1a", "not run")])
    with pytest.raises(NotAllowed, match="leave level 1 of G-D-01 empty"):
        wang.write([exclude(stored, "G-D-01.1b", "not run")])
    assert_consistent(library, pack, stored.id)


def test_a_library_restored_beneath_an_open_writer_is_taken_as_it_is(
    library: Library, pack: RubricPack, stored: Assessment
) -> None:
    """The log no longer holds what the writer saw: it must read anew instead of folding onto a lost state."""
    writer = AssessmentWriter(library, pack, stored.id)
    writer.write([grade(stored, "G-D-01.1a", "full"), grade(stored, "G-D-01.1b", "full")])
    Repository(library).purge(stored.id)
    Repository(library).add(pack, *_as_new(pack, stored))
    AssessmentWriter(library, pack, stored.id).write(
        [grade(stored, "G-D-01.2a", "most"), grade(stored, "G-D-01.2b", "most")]
    )
    assert writer.refresh().assessment == Repository(library).record(stored.id).state
    assert writer.standing.assessment.answer("G-D-01.1b").grade is None


def _as_new(pack: RubricPack, state: Assessment) -> tuple[object, ...]:
    from nfmaturity.domain.assessment_record import Record

    return Record(state, state), score(pack.rubric, state), "2026-11-22T08:00:00Z"


def test_the_log_is_ordered_by_seq_whatever_the_clock_says(
    library: Library, pack: RubricPack, stored: Assessment
) -> None:
    writer = AssessmentWriter(library, pack, stored.id)
    writer.write([replace(grade(stored, "G-D-01.1a", "full"), at="2030-01-01T00:00:00Z")])
    writer.write([replace(grade(writer.standing.assessment, "G-D-01.1a", "none"), at="1999-01-01T00:00:00Z")])
    assert Repository(library).record(stored.id).state.answer("G-D-01.1a").grade == "none"
    assert_consistent(library, pack, stored.id)


def test_an_assessment_replaced_before_its_first_edit_is_noticed(
    library: Library, pack: RubricPack, stored: Assessment
) -> None:
    writer = AssessmentWriter(library, pack, stored.id)
    Repository(library).purge(stored.id)
    other = replace(stored, answers={"G-D-01.1a": replace(stored.answer("G-D-01.1a"), grade="none", comment="theirs")})
    Repository(library).add(pack, *_as_new(pack, other))
    outcome = writer.write([grade(stored, "G-D-01.1a", "full")])
    assert [conflict.stored for conflict in outcome.conflicts] == ["none"]
    assert writer.standing.assessment == other
    assert_consistent(library, pack, stored.id)


@pytest.mark.parametrize(
    ("field", "written", "held"),
    [
        ("title", "  abc ", "abc"),
        ("assessors", [" Li "], ["Li"]),
        ("parent", "0190D6C2-0000-4000-8000-000000000001", "0190d6c2-0000-4000-8000-000000000001"),
        ("enterprise", {"segments": ["mining"], "name": "Acme "}, {"segments": ["mining"], "name": "Acme"}),
    ],
)
def test_the_log_holds_what_the_cell_holds(
    library: Library, pack: RubricPack, stored: Assessment, field: str, written: object, held: object
) -> None:
    writer = AssessmentWriter(library, pack, stored.id)
    (done,) = writer.write([edit(stored, Target("assessment", "", field), written)]).accepted
    assert done.after == held
    assert_consistent(library, pack, stored.id)
    undone = writer.write([done.inverse(new_id=next_id(), at="2026-11-22T08:01:00Z", base_seq=1)])
    assert (len(undone.accepted), writer.standing.assessment) == (1, stored)


@pytest.mark.parametrize("words", ["a\x0bb", "a\0b", "half \ud800", "x" * 20_001])
def test_a_comment_that_no_document_can_hold_is_refused(
    library: Library, pack: RubricPack, stored: Assessment, words: str
) -> None:
    with pytest.raises(NotAllowed):
        AssessmentWriter(library, pack, stored.id).write([comment(stored, "G-D-01.1a", words)])


def test_including_an_item_again_keeps_the_rule_of_empty_levels(
    library: Library, pack: RubricPack, stored: Assessment
) -> None:
    writer = AssessmentWriter(library, pack, stored.id)
    for node in ("G-D-01", "G-D-01.1a", "G-D-01.1b"):
        writer.write([exclude(writer.standing.assessment, node, "not run")])
    with pytest.raises(NotAllowed, match="leave level 1 of G-D-01 empty"):
        writer.write([exclude(writer.standing.assessment, "G-D-01", None)])
    assert_consistent(library, pack, stored.id)


def test_other_segments_keep_the_rule_of_empty_levels(library: Library) -> None:
    applies = {"G-D-01.1b": ["mining"]}
    pack = rubrics.pack(
        [rubrics.group("G", [rubrics.domain("G-D", [rubrics.item("G-D-01", [2] * 5, applies=applies)])])]
    )
    stored = store(library, pack)
    writer = AssessmentWriter(library, pack, stored.id)
    profile = Target("assessment", "", "enterprise")
    writer.write([edit(stored, profile, {"segments": ["mining"]})])
    writer.write([exclude(writer.standing.assessment, "G-D-01.1a", "not run")])
    with pytest.raises(NotAllowed, match="empty"):
        writer.write([edit(writer.standing.assessment, profile, {"segments": ["smelting"]})])


def test_an_edit_and_its_undo_may_be_written_together(library: Library, pack: RubricPack, stored: Assessment) -> None:
    writer = AssessmentWriter(library, pack, stored.id)
    change = exclude(stored, "G-D-02", "not run")
    undo = change.inverse(new_id=next_id(), at="2026-11-22T08:01:00Z", base_seq=0)
    assert len(writer.write([change, undo]).accepted) == 2
    assert writer.standing.assessment == stored
    assert_consistent(library, pack, stored.id)


def test_a_write_may_be_repeated_after_looking_and_after_a_colleague(
    library: Library, pack: RubricPack, stored: Assessment
) -> None:
    mine, theirs = (AssessmentWriter(library, pack, stored.id) for _ in range(2))
    change = grade(stored, "G-D-01.1a", "full")
    (first,) = mine.write([change]).accepted
    mine.refresh()
    assert mine.write([change]).accepted == (first,)
    theirs.write([grade(theirs.refresh().assessment, "G-D-01.1a", "partial")])
    assert mine.write([change]).accepted == (first,)
    assert mine.standing.assessment.answer("G-D-01.1a").grade == "partial"
    assert len(Repository(library).record(stored.id).log) == 2


def test_what_lies_in_the_trash_or_is_gone_takes_no_edit(
    library: Library, pack: RubricPack, stored: Assessment
) -> None:
    writer = AssessmentWriter(library, pack, stored.id)
    Repository(library).trash(stored.id, "2026-11-22T09:00:00Z")
    with pytest.raises(NotAllowed, match="trash"):
        writer.write([grade(stored, "G-D-01.1a", "full")])
    Repository(library).purge(stored.id)
    for act in (
        lambda: writer.write([grade(stored, "G-D-01.1a", "full")]),
        lambda: Repository(library).purge(stored.id),
        lambda: Repository(library).trash(stored.id, None),
    ):
        with pytest.raises(NotFound):
            act()


def test_appending_is_all_or_nothing(library: Library, pack: RubricPack, stored: Assessment) -> None:
    writer = AssessmentWriter(library, pack, stored.id)
    fits, conflicts = grade(stored, "G-D-01.1b", "full"), replace(grade(stored, "G-D-01.1a", "none"), before="most")
    assert not writer.append([fits, conflicts], at_seq=0)
    assert not writer.append([fits], at_seq=1)
    assert Repository(library).record(stored.id).state == stored
    assert writer.append([fits], at_seq=0)
    assert_consistent(library, pack, stored.id)


def test_every_commit_is_on_disk_before_it_is_told(library: Library) -> None:
    with library.writing() as connection:
        settings = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("synchronous", "journal_mode")]
        assert settings == [2, "wal"]
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_what_a_confirmation_takes_for_granted_is_judged_once_and_not_logged(
    library: Library, pack: RubricPack, stored: Assessment
) -> None:
    first, second = "G-D-01.1a", "G-D-01.1b"
    marks = [edit(stored, Target("answer", name, "confirm"), True) for name in (first, second)]
    writer, retry = (AssessmentWriter(library, pack, stored.id) for _ in range(2))
    seen = writer.write(marks).assessment
    cells = {Target("answer", name, "grade"): seen.answer(name).grade for name in (first, second)}
    changes = [
        *(edit(seen, target, value) for target, value in cells.items()),
        *(replace(m, after=False) for m in marks),
    ]
    confirming = [
        replace(edit(seen, c.target, c.after), group="one") for c in sorted(changes, key=lambda c: c.target.id)
    ]
    writer.write([grade(seen, second, "none")])
    done = writer.write(confirming)
    assert [change.target for change in done.accepted] == [Target("answer", first, "confirm")]
    assert done.conflicts[0].change.target == Target("answer", second, "grade")
    log = Repository(library).record(stored.id).log
    assert log[3:] == done.accepted
    writer.write([grade(writer.standing.assessment, first, "none")])
    again = retry.write(confirming)
    assert (again.accepted, again.conflicts) == (done.accepted, done.conflicts)
    assert_consistent(library, pack, stored.id)
