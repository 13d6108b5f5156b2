"""The open assessment on a real library: what is held, undone, saved, refused, and shared with others."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from nfmaturity.domain.changes import Target, read_cell
from nfmaturity.domain.errors import NotAllowed
from nfmaturity.ui import saving
from nfmaturity.ui.saving import SaveState
from nfmaturity.ui.session import AssessmentSession, Moved
from nfmaturity.workspace.assessments import trash_assessment
from tests.ui.spine import IDENT, OTHER, Spine, comment, fresh_score, grade, spine

A1, B1 = "G-D-01.1a", "G-D-01.1b"
"""In the library the first is graded "partial", the second not at all."""


@pytest.fixture
def made(qtbot: QtBot, tmp_path: Path) -> Iterator[Spine]:
    with spine(qtbot, tmp_path) as found:
        found.open()
        yield found


@pytest.fixture
def session(made: Spine) -> AssessmentSession:
    return made.session


def value(session: AssessmentSession, target: Target) -> object:
    return read_cell(session.assessment, target)


# Edits


def test_a_grade_is_held_at_once_and_told_as_saved_when_it_is_on_disk(made: Spine, session: AssessmentSession) -> None:
    moved: list[Moved] = []
    states: list[SaveState] = []
    on_disk: list[object] = []
    session.moved.connect(moved.append)
    session.saving.connect(states.append)

    def look(state: SaveState) -> None:
        if state.kind == "saved":
            on_disk.append(made.record().state.answer(B1).grade)

    session.saving.connect(look)
    session.grade(B1, "full")
    assert session.answer(B1).grade == "full"
    assert moved == [Moved(frozenset({grade(B1)}))]
    assert [(state.kind, state.waiting) for state in states] == [("saving", 1)]
    made.saved()
    assert [(state.kind, state.waiting) for state in states] == [("saving", 1), ("saved", 0)]
    assert states[-1].at
    assert on_disk == ["full"]
    made.assert_true()


def test_an_edit_that_changes_nothing_is_none(session: AssessmentSession, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(session.moved):
        session.grade(A1, "partial")
        session.mark(A1, review=False)
        assert session.met_up_to("G-D-01", 0) == 0
    assert session.to_undo is None


def test_edits_carry_who_made_them(made: Spine) -> None:
    made.desk.settings._keep("assessor", "Wang")
    made.open(OTHER).grade(B1, "full")
    made.saved()
    assert [(change.actor, bool(change.device)) for change in made.record(OTHER).log] == [("Wang", True)]


EDITS = [
    (lambda s: s.grade(A1, "full"), grade(A1)),
    (lambda s: s.grade(A1, None), grade(A1)),
    (lambda s: s.comment(A1, "看过 1 2 3"), comment(A1)),
    (lambda s: s.mark(A1, review=True), Target("answer", A1, "review")),
    (lambda s: s.exclude("G-D-02", "none here"), Target("exclusion", "G-D-02", "reason")),
    (lambda s: s.edit({Target("assessment", "", "target_level"): 2}), Target("assessment", "", "target_level")),
]


@pytest.mark.parametrize(("act", "target"), EDITS)
def test_every_kind_of_edit_is_undone_and_redone(made: Spine, act: object, target: Target) -> None:
    session = made.session
    before, card = value(session, target), session.card
    act(session)  # type: ignore[operator]
    after = value(session, target)
    assert after != before
    session.undo()
    assert (value(session, target), session.card, session.to_undo) == (before, card, None)
    session.redo()
    assert (value(session, target), session.to_redo) == (after, None)
    made.saved()
    made.assert_true()
    assert [bool(change.undoes) for change in made.record().log] == [False, True, True]


def test_met_up_to_is_one_step_and_overwrites_nothing(made: Spine, session: AssessmentSession) -> None:
    before = session.assessment
    assert session.met_up_to("G-D-01", 2) == 3
    assert [session.answer(f"G-D-01.{n}").grade for n in ("1a", "1b", "2a", "2b", "3a")] == [
        "partial", "full", "full", "full", None,
    ]  # fmt: skip
    session.undo()
    assert session.assessment == before
    session.redo()
    assert session.answer("G-D-01.2b").grade == "full"
    made.saved()
    assert len({change.group for change in made.record().log}) == 3


def test_a_new_edit_cuts_what_could_be_redone(session: AssessmentSession) -> None:
    session.grade(B1, "full")
    session.undo()
    session.grade(A1, "none")
    assert session.to_redo is None
    session.redo()
    assert session.answer(B1).grade is None


def test_one_writing_is_taken_back_as_one(made: Spine, session: AssessmentSession) -> None:
    for words in ("a", "ab", "abc"):
        session.comment(A1, words, "writing")
    session.undo()
    assert session.answer(A1).comment == ""
    session.redo()
    assert session.answer(A1).comment == "abc"
    made.saved()
    made.assert_true()


def test_what_the_rules_forbid_changes_nothing(made: Spine, session: AssessmentSession, qtbot: QtBot) -> None:
    session.exclude(A1, "not here")
    held = session.assessment
    with qtbot.assertNotEmitted(session.moved):
        for node, reason in ((B1, "nor here"), ("G-D-02", "  "), ("G-D-09", "unknown")):
            with pytest.raises(NotAllowed):
                session.exclude(node, reason)
        with pytest.raises(NotAllowed):
            session.grade(B1, "excellent")
    assert session.assessment is held
    made.saved()
    assert len(made.record().log) == 1


def any_edit(session: AssessmentSession, dice: random.Random) -> None:
    names = list(session.rubric.places)
    acts = [
        lambda: session.grade(dice.choice(names), dice.choice([None, "full", "most", "partial", "none"])),
        lambda: session.comment(dice.choice(names), dice.choice(["", "a", "b"]), dice.choice(["", "g"])),
        lambda: session.mark(dice.choice(names), review=dice.random() < 0.5),
        lambda: session.exclude(dice.choice([*names, "G-D-01", "G-D-02"]), dice.choice(["why", "for this"])),
        lambda: [session.include(node) for node in list(session.assessment.exclusions)[:1]],
        lambda: session.met_up_to(dice.choice(["G-D-01", "G-D-02", "G-E-01"]), dice.randint(1, 3)),
        lambda: session.edit({Target("assessment", "", "target_level"): dice.choice([None, 1, 2, 3])}),
        session.undo,
        session.undo,
        session.redo,
    ]
    try:
        dice.choice(acts)()
    except NotAllowed as refused:
        assert "exclu" in str(refused)  # noqa: PT017 - a refusal is one of the things that may happen


@pytest.mark.parametrize("seed", range(6))
def test_state_is_the_fold_of_the_log_after_anything(made: Spine, seed: int) -> None:
    session, dice = made.session, random.Random(seed)
    for _ in range(40):
        any_edit(session, dice)
        assert session.card == fresh_score(made.pack, session.assessment)
    made.saved()
    made.assert_true()
    while session.to_undo:
        session.undo()
    assert session.assessment == made.record().origin
    made.saved()
    made.assert_true()


@pytest.mark.parametrize("seed", range(4))
def test_two_who_edit_at_once_lose_nothing(made: Spine, seed: int) -> None:
    session, dice = made.session, random.Random(seed)
    names = list(session.rubric.places)[:4]
    for _ in range(12):
        any_edit(session, dice)
        if dice.random() < 0.4:
            made.somebody_else({grade(dice.choice(names)): dice.choice([None, "full", "none"])})
        if dice.random() < 0.3:
            made.desk.look_for_others()
    made.saved()
    made.desk.look_for_others()
    made.qtbot.waitUntil(lambda: session.assessment == made.record().state)
    made.assert_true()


# Others


def test_a_conflict_takes_theirs_for_its_cell_alone(made: Spine, session: AssessmentSession, qtbot: QtBot) -> None:
    session.comment(B1, "mine")
    made.saved()
    made.somebody_else({grade(B1): "none"})
    with qtbot.waitSignal(session.disagreed):
        session.edit({grade(B1): "full", grade("G-D-01.2a"): "most"})
    made.saved()
    assert (session.answer(B1).grade, session.answer("G-D-01.2a").grade) == ("none", "most")
    (found,) = session.disagreements
    assert (found.target, found.yours, found.theirs) == (grade(B1), "full", "none")
    assert session.to_undo is not None
    assert [change.target for change in session.to_undo] == [grade("G-D-01.2a")]
    session.undo()
    session.undo()
    assert (session.answer(B1).grade, session.answer(B1).comment) == ("none", "")
    made.saved()
    made.assert_true()


def test_the_undo_button_is_told_after_the_history_is_mended(made: Spine, session: AssessmentSession) -> None:
    """Who shows the gesture to undo at each move must not be left with one that is gone."""
    shown: list[object] = []
    session.moved.connect(lambda _: shown.append(session.to_undo))
    made.somebody_else({grade(B1): "none"})
    session.grade(B1, "full")
    made.saved()
    assert shown[-1] is None is session.to_undo


@pytest.mark.parametrize(("choice", "grade_after"), [("keep_theirs", "none"), ("put_yours", "full")])
def test_the_user_decides(made: Spine, session: AssessmentSession, choice: str, grade_after: str) -> None:
    made.somebody_else({grade(B1): "none"})
    session.grade(B1, "full")
    made.saved()
    getattr(session, choice)(grade(B1))
    assert session.disagreements == ()
    made.saved()
    assert made.record().state.answer(B1).grade == grade_after
    made.assert_true()


def test_another_edit_of_the_cell_decides_as_well(made: Spine, session: AssessmentSession) -> None:
    made.somebody_else({grade(B1): "none"})
    session.grade(B1, "full")
    made.saved()
    session.grade(B1, "most")
    assert session.disagreements == ()


def test_a_disagreement_shows_what_is_stored_now(made: Spine, session: AssessmentSession) -> None:
    made.somebody_else({grade(B1): "none"})
    session.grade(B1, "full")
    made.saved()
    made.somebody_else({grade(B1): "most"})
    made.desk.look_for_others()
    made.qtbot.waitUntil(lambda: session.disagreements[0].theirs == "most")
    made.somebody_else({grade(B1): "full"})
    made.desk.look_for_others()
    made.qtbot.waitUntil(lambda: session.disagreements == ())


def test_edits_on_their_way_stay_on_top_of_what_others_stored(made: Spine, session: AssessmentSession) -> None:
    made.somebody_else({grade(A1): "full", grade("G-E-01.1a"): "full"})
    seen: list[object] = []
    session.moved.connect(lambda moved: seen.append(session.answer("G-D-02.1b").grade) if moved.whole else None)
    for name in ("G-D-02.1a", "G-D-02.1b", "G-D-02.2a"):
        session.grade(name, "full")
    made.saved()
    assert seen == ["full"]
    assert session.answer("G-E-01.1a").grade == "full"
    made.assert_true()


def test_the_same_edit_of_both_is_no_disagreement(made: Spine, session: AssessmentSession) -> None:
    made.somebody_else({grade(B1): "full"})
    session.grade(B1, "full")
    made.saved()
    assert session.disagreements == ()
    made.assert_true()


def test_what_others_store_is_shown_while_one_does_nothing(made: Spine, session: AssessmentSession) -> None:
    made.somebody_else({grade(B1): "none"})
    with made.qtbot.waitSignal(session.moved) as moved:
        made.desk.look_for_others()
    assert moved.args[0].whole
    assert session.answer(B1).grade == "none"
    made.assert_true()


def test_what_others_changed_since_cannot_be_undone_here(made: Spine, session: AssessmentSession) -> None:
    session.edit({grade(A1): "full", grade(B1): "full"})
    made.saved()
    made.somebody_else({grade(B1): "none"})
    with made.qtbot.waitSignal(session.moved):
        made.desk.look_for_others()
    session.undo()
    made.saved()
    assert (session.answer(A1).grade, session.answer(B1).grade) == ("partial", "none")
    assert session.disagreements == ()


def test_a_quiet_look_moves_nothing(made: Spine, session: AssessmentSession) -> None:
    session.grade(B1, "full")
    made.saved()
    looked: list[object] = []
    with made.qtbot.assertNotEmitted(session.moved):
        made.desk.look_for_others()
        made.desk.ask(lambda _: 1, looked.append)
        made.qtbot.waitUntil(lambda: bool(looked))


def test_an_edit_that_others_made_impossible_is_told_and_taken_back(made: Spine, session: AssessmentSession) -> None:
    made.somebody_else({Target("exclusion", A1, "reason"): "theirs"})
    session.exclude(B1, "mine")  # together they would leave the level empty
    session.grade("G-D-01.2a", "full")
    made.saved()
    made.qtbot.waitUntil(lambda: B1 not in session.assessment.exclusions)
    assert "would leave level 1" in made.said()
    assert session is made.session
    assert session.answer("G-D-01.2a").grade == "full"
    made.assert_true()
    assert session.to_undo is not None
    assert session.to_undo[0].target == grade("G-D-01.2a")


# Writes that fail


def test_a_full_disk_is_never_told_as_saved(made: Spine, session: AssessmentSession) -> None:
    """SQLite is kept from growing, as on a full disk; the edits stay and are written in order once there is room."""
    made.in_thread("PRAGMA max_page_count = 1")
    states: list[SaveState] = []
    session.saving.connect(states.append)
    long = "看" * 19_000
    session.comment(A1, long)
    made.qtbot.waitUntil(lambda: session.save_state.kind == "failed")
    session.comment(A1, long + "!")
    session.comment(B1, long)
    assert {state.kind for state in states} == {"saving", "failed"}
    assert (session.save_state.waiting, made.desk.waiting) == (3, 3)
    assert "full" in str(session.save_state.fault)
    assert made.record().log == ()
    assert session.answer(A1).comment == long + "!"
    made.in_thread("PRAGMA max_page_count = 1000000")
    session.try_saving_again()
    made.saved()
    assert [change.target.id for change in made.record().log] == [A1, A1, B1]
    made.assert_true()


def test_what_failed_is_tried_again_by_itself(made: Spine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saving, "_FIRST_PAUSE_MS", 20)
    session = made.open(OTHER)
    made.in_thread("PRAGMA busy_timeout = 0")
    with sqlite3.connect(made.folder / "library.db", isolation_level=None) as held:
        held.execute("BEGIN IMMEDIATE")
        session.grade(B1, "full")
        session.undo()
        session.redo()
        made.qtbot.waitUntil(lambda: session.save_state.kind == "failed")
        assert "Another program" in str(session.save_state.fault)
        held.execute("ROLLBACK")
    held.close()
    made.saved()
    assert session.save_state.kind == "saved"
    assert [change.after for change in made.record(OTHER).log] == ["full", None, "full"]


def test_a_write_that_breaks_keeps_the_edit(
    made: Spine, session: AssessmentSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nfmaturity.storage.writer.apply", lambda *_: {}["a fault of ours"])
    session.grade(B1, "full")
    session.grade(A1, "none")
    made.qtbot.waitUntil(lambda: session.save_state.kind == "failed")
    assert (session.save_state.waiting, made.record().log) == (2, ())
    assert "broke" in str(session.save_state.fault)
    assert [type(crash) for crash in made.crashes] == [KeyError]
    made.crashes.clear()
    monkeypatch.undo()
    session.try_saving_again()
    made.saved()
    made.assert_true()


# Closing and opening


@pytest.mark.parametrize("purged", [False, True])
def test_an_assessment_taken_away_meanwhile_is_left(made: Spine, session: AssessmentSession, purged: bool) -> None:
    with made.others() as library:
        from nfmaturity.storage.repository import Repository

        Repository(library).trash(IDENT, "2026-11-22T08:00:00Z")
        if purged:
            Repository(library).purge(IDENT)
    session.grade(B1, "full")
    made.qtbot.waitUntil(lambda: made.desk.session is None)
    assert ("no longer in the library" if purged else "lies in the trash") in made.said()
    made.saved()
    made.qtbot.waitUntil(lambda: made.desk.library is not None and [r.id for r in made.desk.library.rows] == [OTHER])


def test_one_that_is_put_into_the_trash_here_is_left_too(made: Spine, session: AssessmentSession) -> None:
    made.desk.act(lambda workspace: trash_assessment(workspace, IDENT))
    made.desk.look_for_others()
    made.qtbot.waitUntil(lambda: made.desk.session is None)
    assert session.save_state.kind == "saved"


def test_edits_go_on_to_the_disk_after_closing_and_come_back_on_opening(made: Spine) -> None:
    session = made.session
    for degree in ("full", "most", "none"):
        session.grade(B1, degree)
    made.desk.close_assessment()
    assert (made.desk.session, made.desk.waiting) == (None, 3)
    made.desk.open_assessment(IDENT)
    assert made.session is session
    assert session.to_undo is not None
    made.saved()
    made.assert_true()


def test_edits_of_one_assessment_are_written_while_another_is_open(made: Spine) -> None:
    first = made.session
    first.grade(B1, "full")
    first.grade(A1, "none")
    made.open(OTHER).grade(B1, "most")
    made.saved()
    assert made.record().state.answer(A1).grade == "none"
    assert made.record(OTHER).state.answer(B1).grade == "most"


def test_no_edit_is_lost_when_another_library_is_opened(made: Spine, tmp_path: Path) -> None:
    session = made.session
    for name in session.rubric.places:
        session.grade(name, "most")
    with made.qtbot.waitSignal(made.desk.library_changed):
        made.desk.open_library(str(tmp_path / "second"))
    assert made.desk.waiting == 0
    state = made.record().state
    assert {state.answer(name).grade for name in made.pack.rubric.places} == {"most"}
    assert made.desk.place == str(tmp_path / "second")


def test_a_library_is_not_left_before_its_edits_are_saved(made: Spine, tmp_path: Path) -> None:
    made.in_thread("PRAGMA max_page_count = 1")
    made.session.comment(A1, "看" * 19_000)
    made.qtbot.waitUntil(lambda: made.session.save_state.kind == "failed")
    session = made.session
    made.desk.open_library(str(tmp_path / "second"))
    session.try_saving_again()
    made.qtbot.waitUntil(lambda: "full" in made.said())
    assert made.desk.place == str(made.folder)
    made.in_thread("PRAGMA max_page_count = 1000000")
    with made.qtbot.waitSignal(made.desk.library_changed):
        session.try_saving_again()
    assert made.desk.place == str(tmp_path / "second")
    assert len(made.record().log) == 1


def test_the_demonstration_is_left_without_its_edits(made: Spine) -> None:
    with made.qtbot.waitSignal(made.desk.library_changed, timeout=10_000):
        made.desk.open_demo()
    assert made.desk.library
    session = made.open(made.desk.library.rows[0].id)
    names = list(session.rubric.places)
    for name in names[:10]:
        session.mark(name, review=not session.answer(name).review)
    with made.qtbot.waitSignal(made.desk.library_changed):
        made.desk.leave_demo()
    assert (made.desk.waiting, made.desk.place) == (0, str(made.folder))


def test_an_assessment_asked_for_before_is_not_shown_in_another_library(made: Spine, tmp_path: Path) -> None:
    made.desk.open_assessment(OTHER)
    with made.qtbot.waitSignal(made.desk.library_changed):
        made.desk.open_library(str(tmp_path / "second"))
    assert made.desk.session is None


def test_a_library_that_cannot_be_opened_leaves_nothing_half_open(made: Spine, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with made.qtbot.waitSignal(made.desk.library_failed):
        made.desk.open_library(str(tmp_path / "file"))
    assert (made.desk.library, made.desk.session) == (None, None)
    made.desk.reload()
    made.qtbot.waitUntil(lambda: "No library is open" in made.said())


def test_closing_writes_all_that_waits(qtbot: QtBot, tmp_path: Path) -> None:
    with spine(qtbot, tmp_path) as made:
        session = made.open()
        for name in session.rubric.places:
            session.grade(name, "most")
    state = made.record().state
    assert {state.answer(name).grade for name in made.pack.rubric.places} == {"most"}


def test_saving_can_be_waited_for(made: Spine) -> None:
    for name in made.session.rubric.places:
        made.session.grade(name, "most")
    assert made.desk.finish_saving()
    made.assert_true()
    made.in_thread("PRAGMA max_page_count = 1")
    made.session.comment(A1, "看" * 19_000)
    assert not made.desk.finish_saving()
    made.in_thread("PRAGMA max_page_count = 1000000")
    made.session.try_saving_again()
    made.saved()
