"""What the Assess page shows: tree, figures, languages, themes, widths, rubrics of others."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from nfmaturity.domain.scope import applies, scope_of
from nfmaturity.domain.scoring import cut, score
from nfmaturity.ui.models.rubric_tree import NodeRole
from nfmaturity.ui.settings import Location
from nfmaturity.ui.widgets.comment_edit import CommentEdit
from nfmaturity.ui.widgets.grade_selector import GradeSelector
from nfmaturity.ui.widgets.level_header import LevelHeader
from nfmaturity.ui.widgets.requirement_row import RequirementRow
from nfmaturity.ui.widgets.row_content import RowContent
from tests import rubrics
from tests.ui.assessing import KEY, Assess, on_pack
from tests.ui.conftest import Start
from tests.ui.driving import LEFT, click, named, saved

# The tree's filters


def shown(at: Assess) -> set[str]:
    tree, found = named(at.page, "tree", QTreeView), set()
    index = tree.model().index(0, 0)
    while index.isValid():
        if index.data(NodeRole.KIND) == "item":
            found.add(index.data(NodeRole.ID))
        tree.expand(index)
        index = tree.indexBelow(index)
    return found


def test_the_words_of_a_requirement_find_its_sub_indicator(at: Assess) -> None:
    name = sorted(at.session.scope.requirements)[5]
    text = at.session.rubric.places[name].requirement.text["en"]
    at.press(KEY.Key_F, with_=Qt.KeyboardModifier.ControlModifier)
    assert at.focus() is named(at.page, "filter")
    before = at.session.assessment
    at.press(text[:40].upper())
    assert shown(at) == {at.session.rubric.places[name].sub_indicator.id}
    assert at.session.assessment is before
    named(at.page, "filter", QLineEdit).clear()
    assert shown(at) == set(at.session.scope.levels)


def test_ticks_narrow_the_tree_and_follow_edits(at: Assess) -> None:
    at.press("r")
    click(at.qtbot, at.page, "filter-marked")
    assert shown(at) == {at.item}
    at.go(at.current)
    at.press("r")
    assert shown(at) == {at.item}, "what stops matching stays under the hand"
    at.go(next(name for name in at.session.scope.requirements if not name.startswith(at.item)))
    click(at.qtbot, at.page, "filter-off")
    at.keys_grade()
    click(at.qtbot, at.page, "filter-unanswered")
    nodes = at.session.card.nodes
    assert shown(at) == {i for i in at.session.scope.levels if nodes[i].answered < nodes[i].in_scope}


# What stands at the right


def test_figures_are_those_of_the_score(at: Assess) -> None:
    at.press("1", "2", "3")
    session = at.session
    state = session.assessment
    anew = score(session.rubric, state, scope_of(session.rubric, state.enterprise.segments, state.exclusions))
    domain = session.rubric.sub_indicators[at.item][1].id
    for choice, node in (("item", at.item), ("domain", domain), ("overall", "overall")):
        click(at.qtbot, at.page, f"choice-{choice}")
        found = anew.nodes.get(node) or anew.overall
        shown_score = named(at.page, "standing-score").text()  # type: ignore[attr-defined]
        assert shown_score == (cut(found.score) if found.score is not None else "–")
        for line in at.page.standing.shares._lines:
            assert (line.figure, line.is_met) == (
                cut(found.shares[line.level]),
                found.shares[line.level] >= session.rubric.scoring.level_threshold,
            )
            assert isinstance(line.share, Fraction)


# Language, theme, width


def test_the_language_changes_under_a_comment(at: Assess) -> None:
    name = at.current
    at.press("c", "half a ")
    click(at.qtbot, at.window, "choice-zh")
    assert at.current == name
    editor = named(at.row(), f"comment-text-{name}", CommentEdit)
    assert editor.isVisible()
    assert "Esc" in editor.placeholderText()
    assert "写" in editor.placeholderText() or editor.placeholderText() != ""
    assert at.focus() is editor
    at.press("sentence", KEY.Key_Escape)
    assert at.session.answer(name).comment == "half a sentence"
    text = at.session.rubric.places[name].requirement.text["zh"]
    assert text in at.row().accessibleName()
    click(at.qtbot, at.window, "choice-en")
    at.keys_grade()


def test_the_theme_changes_and_everything_stays(at: Assess) -> None:
    name = at.current
    light = at.view.grab().toImage()
    at.window.switch_theme("dark")
    dark = at.view.grab().toImage()
    assert light.pixelColor(400, 200).lightness() > 128 > dark.pixelColor(400, 200).lightness()
    assert at.current == name
    at.keys_grade()


@pytest.mark.parametrize("width", [1366, 980, 760])
def test_a_narrow_window_keeps_the_requirements(at: Assess, width: int) -> None:
    at.window.resize(width, 600)
    QApplication.processEvents()
    assert named(at.page, "tree").isVisible() is (at.page.width() >= 720)
    assert at.page.standing.isVisible() is (width == 1366)
    open_rows = [row for row in map(at.row, at.names()) if row.isVisible()]
    assert open_rows
    for row in open_rows:
        assert row.selector.geometry().right() <= row.width() <= at.view.viewport().width()
    at.keys_grade()


# For everybody


def focusable(at: Assess) -> list[QWidget]:
    found = [w for w in at.page.findChildren(QWidget) if w.focusPolicy() != Qt.FocusPolicy.NoFocus]
    return [w for w in found if w.isVisible() and w.isEnabled()]


def test_everything_that_takes_focus_has_a_name(at: Assess) -> None:
    at.press("c")
    for language in ("en", "zh", "en"):
        at.window.switch_language(language)
        for widget in [*focusable(at), *at.row().findChildren(QWidget)]:
            if isinstance(widget, QWidget) and (widget.focusPolicy() or widget.objectName()) and widget.isVisible():
                said = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
                assert said or "qt_" in widget.objectName(), widget


def test_tab_goes_down_the_page(at: Assess) -> None:
    at.go(at.names()[0])
    order = []
    for _ in range(4):
        order.append(at.focus())
        at.press(KEY.Key_Tab)
    tops = [widget.mapTo(at.page, QPoint(0, 0)).y() for widget in order]
    assert tops == sorted(tops)
    assert all(isinstance(widget, GradeSelector | LevelHeader) for widget in order)


def test_nothing_is_left_behind_by_going_from_item_to_item(at: Assess) -> None:
    items = list(at.session.scope.levels)
    for item in items:
        at.go(item)
        at.press("c", "x", KEY.Key_Escape)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    before = len(at.page.findChildren(QWidget))
    for _ in range(2):
        for item in items[:10]:
            at.go(item)
            at.press("c", "y", KEY.Key_Escape)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert len(at.page.findChildren(QWidget)) == before
    saved(at.qtbot, at.app)


def test_a_place_that_is_not_meant_for_the_plant_leads_to_what_is(at: Assess) -> None:
    before = at.current
    segments = at.session.assessment.enterprise.segments
    foreign = next(
        name
        for name, place in at.session.rubric.places.items()
        if not applies(place.sub_indicator, segments) and name not in at.session.scope
    )
    for node in (foreign, foreign.rpartition(".")[0]):
        at.go(node)
        assert at.current == before
        assert at.row().isVisible()


def test_another_assessment_takes_the_place_of_the_first(at: Assess) -> None:
    first = at.session
    assert at.app.desk.library
    others = [row.id for row in at.app.desk.library.rows if row.id != first.assessment.id]
    at.press("1")
    for ident in (others[0], first.assessment.id, others[0]):
        with at.qtbot.waitSignal(at.app.desk.session_changed, check_params_cb=bool):
            at.window.go(Location("assess", ident))
        assert at.session.assessment.id == ident
        at.keys_grade()
    saved(at.qtbot, at.app)
    at.qtbot.waitUntil(lambda: not shiboken6.isValid(first))
    assert len(at.page.tree.tree.children()) < 20


def test_one_opened_again_while_it_is_being_saved_shows_each_edit_once(at: Assess) -> None:
    session, ident = at.session, at.session.assessment.id
    at.press("1", "2")
    at.app.desk.close_assessment()
    at.window.go(Location("assess", ident))
    assert at.session is session
    seen: list[object] = []
    at.view.current_changed.connect(seen.append)
    refreshed: list[object] = []
    real = at.page.standing.refresh
    at.page.standing.refresh = lambda: refreshed.append(real())  # type: ignore[method-assign]
    at.press("4")
    assert len(refreshed) == 1
    saved(at.qtbot, at.app)


# Other rubrics


def with_rubric(start: Start, qtbot: QtBot, tmp_path: Path, scale: Sequence[tuple[str, str]], words: str) -> Assess:
    """Open an assessment of a made-up rubric with another scale and long names."""
    source = rubrics.pack_source(
        [
            rubrics.group(
                "G", [rubrics.domain("G-D", [rubrics.item("G-D-01", [3] * 5), rubrics.item("G-D-02", [2] * 5)])]
            )
        ]
    )
    source["scoring"]["degrees"] = [  # type: ignore[index]
        {"id": f"d{n}", "value": value, "name": rubrics.text(name)} for n, (name, value) in enumerate(scale)
    ]
    for item in source["groups"][0]["domains"][0]["sub_indicators"]:  # type: ignore[index]
        item["name"] = rubrics.text(f"{item['id']} {words}")
        for level in item["levels"].values():
            for requirement in level["requirements"]:
                requirement["text"] = rubrics.text(f"{requirement['id']} {words * 8}")
    return on_pack(start, qtbot, tmp_path, source)


def test_thirty_degrees_can_all_be_reached(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    scale = [(f"degree {n}", f"{(29 - n) / 29:.6f}" if n else "1") for n in range(30)]
    at = with_rubric(start, qtbot, tmp_path, scale, "requirement")
    for width in (1366, 760):
        at.window.resize(width, 700)
        QApplication.processEvents()
        name = at.current
        for place in (0, 12, 29):
            row = at.row(name)
            segment = named(row, f"{name}-d{place}")
            corner = segment.mapTo(row, QPoint(segment.width(), segment.height()))
            assert corner.x() <= row.width() <= at.view.viewport().width()
            assert corner.y() <= row.height()
            at.qtbot.mouseClick(segment, LEFT)
            assert at.grade(name) == f"d{place}"
            at.go(name)
    at.press("9")
    assert at.grade(name) == "d8"


@pytest.mark.parametrize("words", ["sentence " * 21, "铜" * 190, "W" * 190])
def test_long_names_are_shown_whole_or_cut_and_never_wider(
    start: Start, qtbot: QtBot, tmp_path: Path, words: str
) -> None:
    at = with_rubric(start, qtbot, tmp_path, [("yes", "1"), ("no", "0")], words)
    width = at.window.width()
    at.press("1", "c", "x", KEY.Key_Escape, KEY.Key_PageDown)
    at.window.grab()
    assert at.window.width() == width
    assert at.row().height() >= at.row()._text.height
    assert at.row().selector.geometry().right() <= at.row().width()


def test_a_key_shows_the_graded_row_and_the_next_one_once_each(at: Assess, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    show = RequirementRow.show_content

    def watch(row: RequirementRow, content: RowContent, **more: bool) -> None:
        shown.append(content.id)
        show(row, content, **more)

    first = at.current
    at.session.grade(first, "none")
    monkeypatch.setattr(RequirementRow, "show_content", watch)
    at.press("1")
    assert at.current != first
    assert sorted(shown) == sorted([first, at.current])
    assert at.row(first).selector.accessibleName().endswith(at.session.rubric.degrees["full"].name["en"])


def test_an_edit_without_a_step_is_shown_as_well(at: Assess) -> None:
    with at.view.at_once():
        at.session.grade(at.current, "none")
    assert at.row().selector.accessibleName().endswith(at.session.rubric.degrees["none"].name["en"])


def test_what_was_edited_is_shown_whatever_happens_after_it(at: Assess) -> None:
    name = at.current
    at.session.grade(name, "full")

    def grade_and_fail() -> None:
        with at.view.at_once():
            at.session.grade(name, "none")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        grade_and_fail()
    assert at.row(name).selector.accessibleName().endswith(at.session.rubric.degrees["none"].name["en"])
