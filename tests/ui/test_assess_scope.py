"""Marks, exclusions and disagreements on the Assess page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from nfmaturity.domain.changes import Target
from nfmaturity.ui.widgets.exclusion_dialog import ExclusionDialog
from nfmaturity.ui.widgets.label import Label
from nfmaturity.ui.widgets.level_header import LevelHeader
from nfmaturity.ui.widgets.paragraph import Paragraph
from nfmaturity.ui.widgets.requirement_row import RequirementRow
from nfmaturity.ui.widgets.status_bar import KeyHints
from tests.ui.assessing import KEY, Assess, closed_item
from tests.ui.driving import click, named, saved

# Marks, guidance, exclusions


def test_marks_by_key_and_click(at: Assess) -> None:
    name = at.current
    at.press("r")
    assert at.session.answer(name).review
    click(at.qtbot, at.view, f"review-{name}")
    assert not at.session.answer(name).review
    at.keys_grade()


def test_guidance_goes_and_comes(at: Assess) -> None:
    full = at.row().height()
    at.press("g")
    assert at.row().height() < full
    at.press("g")
    assert at.row().height() == full


def tailored(at: Assess) -> str:
    """Go to a requirement that may be excluded alone."""
    for name, place in at.session.rubric.places.items():
        levels = at.session.scope.levels.get(place.sub_indicator.id, {})
        if place.tailorable and name in at.session.scope and len(levels[place.level]) > 1:
            at.go(name)
            return name
    raise AssertionError


def dialog(at: Assess) -> ExclusionDialog:
    return named(at.page, "exclusion", ExclusionDialog)


def close_away(at: Assess) -> None:
    at.qtbot.waitUntil(lambda: at.page.findChild(ExclusionDialog) is None)


def test_not_applicable_with_a_reason_and_back(at: Assess) -> None:
    name = tailored(at)
    at.press("x")
    asked = dialog(at)
    click(at.qtbot, asked, "exclusion-done")
    fault = named(asked, "exclusion-fault", Paragraph)
    assert fault.isVisible()
    assert "without a reason" in fault.text()
    reason = named(asked, "exclusion-reason", QPlainTextEdit)
    QTest.keyClicks(reason, "no furnace 1 here")
    QTest.keyClick(reason, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    close_away(at)
    assert at.session.assessment.exclusions == {**at.session.assessment.exclusions, name: "no furnace 1 here"}
    assert not at.row(name).selector.isVisible()
    before = at.session.assessment
    at.press("1")
    assert at.session.assessment is before
    at.press(KEY.Key_Down)
    at.go(name)
    click(at.qtbot, at.view, f"include-{name}")
    assert name not in at.session.assessment.exclusions
    at.keys_grade()


def test_leaving_the_question_excludes_nothing_and_keys_go_on(at: Assess) -> None:
    name = tailored(at)
    at.press("x")
    QTest.keyClick(dialog(at), KEY.Key_Escape)
    close_away(at)
    assert name not in at.session.assessment.exclusions
    at.keys_grade()


def test_a_reason_typed_and_not_said_is_there_again_for_the_same_node(at: Assess) -> None:
    name = tailored(at)
    at.press("x")
    QTest.keyClicks(named(dialog(at), "exclusion-reason", QPlainTextEdit), "no furnace")
    QTest.keyClick(dialog(at), KEY.Key_Escape)
    close_away(at)
    at.page.exclude(at.item)
    assert named(dialog(at), "exclusion-reason", QPlainTextEdit).toPlainText() == ""
    QTest.keyClick(dialog(at), KEY.Key_Escape)
    close_away(at)
    at.press("x")
    reason = named(dialog(at), "exclusion-reason", QPlainTextEdit)
    assert reason.toPlainText() == "no furnace"
    QTest.keyClicks(reason, " here")
    click(at.qtbot, dialog(at), "exclusion-done")
    close_away(at)
    assert at.session.assessment.exclusions[name] == "no furnace here"
    at.page.exclude(name)
    at.page.exclude(name)
    assert named(dialog(at), "exclusion-reason", QPlainTextEdit).toPlainText() == ""
    QTest.keyClick(dialog(at), KEY.Key_Escape)
    close_away(at)


def hints(at: Assess) -> str:
    return named(at.window, "key-hints", KeyHints).accessibleName()


def test_an_excluded_requirement_says_so_and_why_and_no_key_of_a_grade_is_offered(at: Assess) -> None:
    name = tailored(at)
    assert "1–4: grade" in hints(at)
    at.session.exclude(name, "no furnace 1\non this site " * 5)
    at.go(name)
    said = named(at.view, f"left-out-{name}", Label)
    assert said.isVisible()
    assert said.text().startswith("Not applicable: no furnace 1 on this site")
    again = named(at.view, f"include-{name}")
    assert said.geometry().right() < again.geometry().left()
    assert again.parentWidget().geometry().right() < at.row().marks.comment.geometry().left()
    assert "1–4" not in hints(at)
    at.go(at.names()[0] if at.names()[0] != name else at.names()[1])
    assert "1–4: grade" in hints(at)
    at.session.exclude(at.item, "none here")
    assert "1–4" not in hints(at)
    at.session.include(at.item)
    assert "1–4: grade" in hints(at)


def test_only_keys_that_do_something_are_offered(at: Assess) -> None:
    usual = hints(at)
    assert "1–4: grade" in usual
    at.page.tree.filter.search.setFocus()
    assert hints(at).startswith("Enter: first match; Esc: empty the search")
    assert "grade" not in hints(at)
    at.press(KEY.Key_Escape)
    assert hints(at) == usual
    at.press("h")
    at.qtbot.waitUntil(lambda: at.page.history.panel.isAncestorOf(at.focus()))
    assert "grade" not in hints(at)
    assert "Esc: close the history" in hints(at)
    at.press(KEY.Key_Escape)
    assert hints(at) == usual


@pytest.mark.parametrize("width", [1366, 900, 700, 560])
def test_the_key_to_all_keys_is_the_last_to_go(at: Assess, width: int) -> None:
    at.window.resize(width, 768)
    QApplication.processEvents()
    keys = named(at.window, "key-hints", KeyHints)
    assert not keys.placed() or keys.placed()[-1][1] == "F1"
    keys.resize(90, 20)
    assert [key for _x, key, _word in keys.placed()] == ["F1"]


def test_what_always_counts_is_marked_before_anybody_tries(at: Assess) -> None:
    fixed = next(n for n, p in at.session.rubric.places.items() if not p.tailorable and n in at.session.scope)
    at.go(fixed)
    mark = named(at.page, "item-fixed", Label)
    assert mark.isVisible()
    assert mark.text() == "always counts"
    assert mark.toolTip() == f"The rubric does not allow {at.item} to be excluded."
    tailored(at)
    assert not mark.isVisible()


def test_a_level_above_an_unmet_one_is_not_called_met(at: Assess) -> None:
    item = next(i for i, levels in at.session.scope.levels.items() if len(levels) >= 3)
    first, second = sorted(at.session.scope.levels[item])[:2]
    for name in at.session.scope.levels[item][second]:
        at.session.grade(name, "full")
    for name in at.session.scope.levels[item][first]:
        at.session.grade(name, "none")
    at.go(item)
    head = named(at.view, f"level-{second}", LevelHeader)
    assert "share met, does not count yet" in head.accessibleName()
    assert "no level is skipped" in head.toolTip()
    for name in at.session.scope.levels[item][first]:
        at.session.grade(name, "full")
    at.go(item)
    head = named(at.view, f"level-{second}", LevelHeader)
    assert ", met," in head.accessibleName()
    assert head.toolTip() == ""


def test_a_refusal_is_told_in_the_question_and_the_words_are_kept(at: Assess) -> None:
    name = tailored(at)
    place = at.session.rubric.places[name]
    level = [n for n in at.session.scope.levels[place.sub_indicator.id][place.level] if n != name]
    at.session.edit({Target("exclusion", n, "reason"): "why" for n in level})
    at.go(name)
    at.press("x")
    reason = named(dialog(at), "exclusion-reason", QPlainTextEdit)
    QTest.keyClicks(reason, "mine")
    click(at.qtbot, dialog(at), "exclusion-done")
    assert "empty" in named(dialog(at), "exclusion-fault", Paragraph).text()
    assert reason.toPlainText() == "mine"
    click(at.qtbot, dialog(at), "exclusion-cancel")
    close_away(at)


def test_what_the_rubric_forbids_is_told(at: Assess) -> None:
    name = next((n for n, p in at.session.rubric.places.items() if not p.tailorable and n in at.session.scope), "")
    assert name
    at.go(name)
    at.press("x")
    assert "does not allow" in at.notice()
    assert at.page.findChild(ExclusionDialog) is None


def test_a_whole_sub_indicator_and_back(at: Assess) -> None:
    item = closed_item(at.session)
    at.go(item)
    click(at.qtbot, at.page, "item-exclude")
    QTest.keyClicks(named(dialog(at), "exclusion-reason", QPlainTextEdit), "none here")
    click(at.qtbot, dialog(at), "exclusion-done")
    close_away(at)
    assert named(at.page, "item-excluded").isVisible()
    assert not at.view.isEnabled()
    before = at.session.assessment
    at.press("1", "0")
    assert at.session.assessment is before
    assert named(at.page, "filter", QLineEdit).text() == ""
    is_last = not named(at.page, "item-after").isEnabled()
    at.press(KEY.Key_PageUp if is_last else KEY.Key_PageDown)
    assert at.item != item
    at.go(item)
    at.press("x")
    assert item not in at.session.assessment.exclusions
    assert at.view.isEnabled()
    at.keys_grade()


def test_taking_back_what_would_leave_a_level_empty_is_told(at: Assess) -> None:
    item = closed_item(at.session)
    at.go(item)
    at.session.exclude(item, "none here")
    level = at.session.rubric.sub_indicators[item][2].levels[1]
    at.session.edit({Target("exclusion", r.id, "reason"): "nor this" for r in level.requirements})
    click(at.qtbot, at.page, "item-exclude")
    assert "empty" in at.notice()
    assert item in at.session.assessment.exclusions


def test_the_question_goes_away_with_the_assessment(at: Assess) -> None:
    tailored(at)
    at.press("x")
    at.app.desk.close_assessment()
    close_away(at)


# Disagreements


@pytest.mark.parametrize(("button", "after"), [("theirs", "none"), ("yours", "full")])
def test_yours_or_theirs(at: Assess, button: str, after: str) -> None:
    name = at.names()[0]
    at.go(name)
    at.session.grade(name, "partial")
    saved(at.qtbot, at.app)
    at.somebody_else({Target("answer", name, "grade"): "none"})
    at.press("1")
    bar = named(at.app.window, "disagreements")
    at.qtbot.waitUntil(bar.isVisible)
    assert at.grade(name) == "none"
    click(at.qtbot, bar, f"{button}-{name}.grade")
    assert not bar.isVisible()
    assert at.grade(name) == after
    saved(at.qtbot, at.app)


def test_a_row_used_again_says_nothing_of_what_was_left_out_before(at: Assess) -> None:
    places = at.session.rubric.places
    name = next(n for n, place in places.items() if place.tailorable and n in at.session.scope)
    at.go(name)
    at.session.exclude(name, "no such plant")
    assert any(row.left_out.isVisible() for row in at.view.findChildren(RequirementRow))
    at.page.step_item(1)
    assert name not in at.names()
    assert not any(row.left_out.isVisible() for row in at.view.findChildren(RequirementRow))
    at.go(name)
    assert at.row(name).left_out.isVisible()
    at.session.include(name)
    assert not at.row(name).left_out.isVisible()
    assert at.row(name).selector.isVisible()
