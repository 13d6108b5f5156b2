"""What somebody else changed meanwhile: shown in the language in force, told when nobody decided."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from nfmaturity.domain.changes import Target
from nfmaturity.domain.field_types import MAX_COMMENT
from nfmaturity.i18n import language
from nfmaturity.ui.disagreement import Disagreement
from nfmaturity.ui.disagreement_words import both_of, told
from nfmaturity.ui.session import AssessmentSession
from nfmaturity.ui.settings import Location
from nfmaturity.ui.widgets.comment_edit import CommentEdit
from nfmaturity.ui.widgets.disagreement_row import DisagreementRow
from nfmaturity.ui.widgets.paragraph import Paragraph
from tests.ui.assessing import KEY, Assess
from tests.ui.driving import click, named, saved
from tests.ui.spine import A1, comment


def disagree(at: Assess) -> str:
    """Grade what somebody else has graded otherwise since."""
    name = at.current
    theirs = "none" if at.grade(name) != "none" else "most"
    at.somebody_else({Target("answer", name, "grade"): theirs})
    at.session.grade(name, "full" if at.grade(name) != "full" else "partial")
    saved(at.qtbot, at.app)
    at.qtbot.waitUntil(at.window.disagreements.isVisible)
    return name


def said(at: Assess) -> str:
    return "\n".join(line.text() for line in at.window.disagreements.findChildren(Paragraph) if line.isVisible())


def test_what_waits_for_a_decision_follows_the_language(at: Assess) -> None:
    name = disagree(at)
    english = said(at)
    at.window.switch_language("zh")
    at.qtbot.waitUntil(lambda: name in said(at) and said(at) != english)
    at.window.switch_language("en")
    at.qtbot.waitUntil(lambda: said(at) == english)


def test_what_nobody_decided_is_told_as_the_assessment_is_closed(at: Assess) -> None:
    name = disagree(at)
    at.app.desk.close_assessment()
    assert at.window.location.page == "library"
    assert at.notice().startswith(f"Not decided yet: {name}. What others stored holds until you")


def test_the_choice_comes_back_with_the_assessment(at: Assess, qtbot: QtBot) -> None:
    name, ident = disagree(at), at.session.assessment.id
    (before,) = at.session.disagreements
    at.app.desk.close_assessment()
    with qtbot.waitSignal(at.app.desk.session_changed, check_params_cb=bool):
        at.window.go(Location("assess", ident))
    qtbot.waitUntil(at.window.disagreements.isVisible)
    assert at.session.disagreements == (before,)
    QApplication.processEvents()  # which lays the bar out
    click(qtbot, at.window, f"yours-{name}.grade")
    saved(qtbot, at.app)
    assert at.grade(name) == before.yours
    assert not at.window.disagreements.isVisible()


def write_against(at: Assess, theirs: str, yours: str) -> str:
    """Write a comment where somebody else stores another one meanwhile, and go on writing."""
    name = at.current
    at.press("c")
    field = at.focus()
    assert isinstance(field, CommentEdit)
    at.somebody_else({Target("answer", name, "comment"): theirs})
    field.insertPlainText(yours)
    at.look()
    field.finish()
    at.qtbot.waitUntil(at.window.disagreements.isVisible)
    QApplication.processEvents()  # which lays the bar out
    return name


@pytest.mark.parametrize("size", [(1366, 768), (683, 384)])
def test_of_two_comments_all_is_seen_and_both_may_be_kept(at: Assess, size: tuple[int, int]) -> None:
    at.window.resize(*size)
    theirs, yours = ("The furnace log was kept for {} months. " * 4).format("six", *"abc"), "Twelve months. " * 12
    name = write_against(at, theirs.strip(), yours.strip())
    row = at.window.disagreements.findChild(DisagreementRow)
    assert row
    labels = [label for label in row.findChildren(QLabel) if label.isVisible()]
    assert len(labels) == 2
    assert all(label.height() >= label.heightForWidth(label.width()) for label in labels)
    for button in (row.theirs, row.yours, row.both):
        assert at.window.disagreements.rect().contains(button.geometry().translated(row.pos()))
    click(at.qtbot, row, f"both-{name}.comment")
    assert at.session.answer(name).comment == f"{theirs.strip()}\n{yours.strip()}"
    assert not at.window.disagreements.isVisible()
    field = at.focus()
    assert isinstance(field, CommentEdit)
    assert field.toPlainText() == f"{theirs.strip()}\n{yours.strip()}", "who writes on does so under both"
    at.press(KEY.Key_Escape)
    saved(at.qtbot, at.app)


def test_words_that_are_still_unsent_come_with_the_others(at: Assess) -> None:
    name = write_against(at, "theirs", "mine")
    at.press(*" and more")
    button = named(at.window, f"both-{name}.comment")
    button.setFocus()  # as Tab does, which hands the words over
    assert named(at.window, f"both-{name}.comment") is button, "the button is there still to be pressed"
    at.press(KEY.Key_Space)
    assert at.session.answer(name).comment == "theirs\nmine and more"


def test_two_comments_that_are_too_long_together_are_left(at: Assess) -> None:
    half = "x" * (MAX_COMMENT // 2)
    name = write_against(at, "a " + half, "b " + half)
    both = named(at.window, f"both-{name}.comment")
    assert not both.isEnabled()
    assert "20,000" in both.toolTip()
    click(at.qtbot, at.window, f"theirs-{name}.comment")
    assert at.session.answer(name).comment == "a " + half
    assert not at.window.disagreements.isVisible()


def one_of(theirs: str | None, yours: str | None) -> Disagreement:
    return Disagreement(comment(A1), yours, theirs)


def test_what_differs_is_marked_wherever_it_stands(session: AssessmentSession) -> None:
    same = "the same words over and over " * 40
    found = told(session.rubric, one_of(f"{same}theirs {same}", f"{same}yours {same}"))
    assert [p.text for p in found.theirs if p.kind != "same"] == ["theirs"]
    assert [p.text for p in found.yours if p.kind != "same"] == ["yours"]
    for pieces in (found.theirs, found.yours):
        shown = "".join(p.text for p in pieces)
        assert len(shown) < 60
        assert shown.startswith("…over and over theirs" if pieces == found.theirs else "…over and over yours")
        assert shown.endswith("the same words…")


def test_texts_that_have_nothing_in_common_end_with_dots(session: AssessmentSession) -> None:
    found = told(session.rubric, one_of("铜" * 5_000, "锌" * 5_000))
    assert ("".join(p.text for p in found.yours)) == "锌" * 120 + "…"


@pytest.mark.parametrize(
    ("theirs", "yours", "both"),
    [("a", "b", "a\nb"), ("", "b", ""), ("a", "", ""), ("seen it all", "seen it", ""), ("no", "no or yes", "")],
)
def test_both_are_kept_where_neither_holds_the_other(theirs: str, yours: str, both: str) -> None:
    assert both_of(one_of(theirs, yours)) == both
    assert both_of(Disagreement(Target("exclusion", A1, "reason"), yours, theirs)) == ""


@pytest.mark.parametrize(
    ("field", "english", "chinese"),
    [
        (
            "confirm",
            "Confirmation: after somebody else's edit it holds “confirmed”; yours would make it “to confirm”.",
            "已确认",
        ),
        (
            "review",
            "Mark for review: after somebody else's edit it holds “not marked”; yours would make it “marked”.",
            "未标记",
        ),
    ],
)
def test_a_mark_is_told_in_words(session: AssessmentSession, field: str, english: str, chinese: str) -> None:
    one = Disagreement(Target("answer", A1, field), yours=True, theirs=False)
    assert told(session.rubric, one).sentence == f"{A1} {english}"
    with language("zh"):
        assert f"“{chinese}”" in told(session.rubric, one).sentence


def test_a_grade_is_quoted_and_that_there_is_none_is_not(session: AssessmentSession) -> None:
    one = Disagreement(Target("answer", A1, "grade"), yours="none", theirs=None)
    assert told(session.rubric, one).sentence.endswith("it holds not graded; yours would make it “none”.")
