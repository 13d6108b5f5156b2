"""Comments on the Assess page: written, kept, taken back, never taken for grades."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QPoint, QRect, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from nfmaturity.domain.changes import Target
from nfmaturity.ui.settings import Location
from nfmaturity.ui.widgets.comment_edit import CommentEdit
from nfmaturity.ui.widgets.exclusion_dialog import ExclusionDialog
from nfmaturity.ui.widgets.label import Label
from tests.ui.assessing import KEY, Assess
from tests.ui.conftest import Start
from tests.ui.driving import LEFT, click, named, saved

# Comments


def test_digits_in_a_comment_are_words(at: Assess) -> None:
    name, grade = at.current, at.grade(at.current)
    at.press("c", "line 1 of 4: n c r g x 0")
    assert isinstance(at.focus(), CommentEdit)
    assert at.grade(name) == grade
    at.press(KEY.Key_Escape)
    assert at.session.answer(name).comment == "line 1 of 4: n c r g x 0"
    assert at.focus() is at.row(name).selector
    at.keys_grade()


def test_a_comment_is_saved_after_a_rest_and_one_undo_takes_it_back(at: Assess) -> None:
    name = at.current
    at.press("c", "first")
    at.qtbot.waitUntil(lambda: at.session.answer(name).comment == "first")
    at.press(" second")
    at.qtbot.waitUntil(lambda: at.session.answer(name).comment == "first second")
    assert isinstance(at.focus(), CommentEdit)
    at.press(KEY.Key_Escape, KEY.Key_Z)
    at.press(KEY.Key_Z, with_=Qt.KeyboardModifier.ControlModifier)
    assert at.session.answer(name).comment == ""
    saved(at.qtbot, at.app)


def test_undo_shows_in_a_comment_that_is_open(at: Assess) -> None:
    name = at.current
    at.press("c", "words")
    at.qtbot.waitUntil(lambda: at.session.answer(name).comment == "words")
    click(at.qtbot, at.window, "undo")
    editor = named(at.row(), f"comment-text-{name}", QPlainTextEdit)
    assert (editor.toPlainText(), at.session.answer(name).comment) == ("", "")
    at.press("others", KEY.Key_Escape)
    assert at.session.answer(name).comment == "others"


@pytest.mark.parametrize("leave", ["click", "page", "tree", "library", "item"])
def test_a_comment_is_saved_on_leaving_it(at: Assess, leave: str) -> None:
    name = at.current
    at.press("c", "kept")
    acts: dict[str, Callable[[], object]] = {
        "click": lambda: at.qtbot.mouseClick(at.row(at.names()[1]), LEFT),
        "page": lambda: click(at.qtbot, at.page, "item-after"),
        "tree": lambda: named(at.page, "filter").setFocus(),
        "library": lambda: at.window.go(Location("library")),
        "item": lambda: at.go(list(at.session.scope.levels)[-1]),
    }
    acts[leave]()
    assert at.session.answer(name).comment == "kept"
    assert at.page.findChild(CommentEdit) is None or not at.page.findChild(CommentEdit).isVisible()


def test_a_comment_just_written_is_on_disk_when_the_app_ends(start: Start, qtbot: QtBot) -> None:
    app = start(demo=True)
    assert app.desk.library
    ident = app.desk.library.rows[0].id
    with qtbot.waitSignal(app.desk.session_changed):
        app.window.go(Location("assess", ident))
    at = Assess(qtbot, app)
    written: list[object] = []
    at.session.moved.connect(written.append)
    at.press("c", "last words")
    app.desk.close_assessment()
    assert written
    assert app.desk.waiting == 1
    saved(qtbot, app)


def test_c_closes_and_opens_by_the_sign_too(at: Assess) -> None:
    name = at.names()[1]
    click(at.qtbot, at.view, f"comment-{name}")
    assert at.current == name
    assert isinstance(at.focus(), CommentEdit)
    at.press("x", KEY.Key_Return, "y")
    at.press(KEY.Key_Return, with_=Qt.KeyboardModifier.ControlModifier)
    assert at.session.answer(name).comment == "x\ny"
    click(at.qtbot, at.view, f"comment-{name}")
    click(at.qtbot, at.view, f"comment-{name}")
    at.keys_grade()


def test_tab_leads_out_of_a_comment_and_back_to_the_grades(at: Assess) -> None:
    name = at.current
    at.press("c", "a")
    at.press(KEY.Key_Backtab, with_=Qt.KeyboardModifier.ShiftModifier)
    assert at.focus() is at.row(name).selector


def test_what_a_comment_cannot_hold_is_left_out(at: Assess) -> None:
    name = at.current
    at.press("c")
    editor = at.focus()
    assert isinstance(editor, CommentEdit)
    editor.insertPlainText("a\x07b")
    at.press(KEY.Key_Escape)
    assert at.session.answer(name).comment == "ab"


def test_others_edits_do_not_end_the_writing(at: Assess) -> None:
    """Somebody else grades meanwhile: what is typed next must still be words, not grades."""
    name, other = at.current, at.names()[1]
    wanted = "none" if at.grade(other) != "none" else "full"
    at.press("c", "half a ")
    at.somebody_else({Target("answer", other, "grade"): wanted})
    at.look()
    assert at.grade(other) == wanted
    assert isinstance(at.focus(), CommentEdit)
    grade = at.grade(name)
    at.press("sentence 1", KEY.Key_Escape)
    assert (at.session.answer(name).comment, at.grade(name)) == ("half a sentence 1", grade)


@pytest.mark.parametrize("field", ["comment", "filter"])
def test_grading_many_from_a_field_of_text_is_what_undo_takes_back_first(at: Assess, field: str) -> None:
    names = [name for name in at.names() if name in at.session.scope]
    at.session.edit({Target("answer", name, "grade"): None for name in names})
    at.go(names[0])
    if field == "comment":
        at.press("c", "seen on site")
    else:
        at.press(KEY.Key_F, with_=Qt.KeyboardModifier.ControlModifier)
    at.press(KEY.Key_1, with_=Qt.KeyboardModifier.ControlModifier)
    assert at.grade(names[0]) == "full"
    assert at.notice().endswith("Ctrl+Z undoes.")
    at.press(KEY.Key_Z, with_=Qt.KeyboardModifier.ControlModifier)
    assert {at.grade(name) for name in names} == {None}
    assert at.session.answer(names[0]).comment == ("seen on site" if field == "comment" else "")
    at.keys_grade()


@pytest.mark.parametrize("act", ["grade", "mark", "exclude"])
def test_an_edit_by_name_comes_after_the_words_being_written(at: Assess, act: str) -> None:
    name = next(
        name for name, place in at.session.rubric.places.items() if place.tailorable and name in at.session.scope
    )
    at.session.edit({Target("answer", name, "grade"): None})
    at.go(name)
    at.press("c", "kept")
    acts: dict[str, Callable[[], object]] = {
        "grade": lambda: at.page.grade(name, "full"),
        "mark": at.page.toggle_mark_here,
        "exclude": at.page.exclude_here,
    }
    acts[act]()
    assert at.session.answer(name).comment == "kept"
    assert not isinstance(at.focus(), CommentEdit)
    for asking in at.page.findChildren(ExclusionDialog):
        asking.reject()
    if act != "exclude":
        at.session.undo()
        assert at.session.answer(name).comment == "kept"


# The box


def box(at: Assess) -> CommentEdit:
    (found,) = (field for field in at.page.findChildren(CommentEdit) if field.isVisible())
    return found


def lines_shown(at: Assess) -> int:
    field = box(at)
    room = field.viewport().height() - 2 * field.document().documentMargin()
    return round(room / field.fontMetrics().lineSpacing())


def caret_is_in_view(at: Assess) -> bool:
    field = box(at)
    caret = field.cursorRect()
    caret.moveTopLeft(field.viewport().mapTo(at.view.viewport(), caret.topLeft()))
    return at.view.viewport().rect().contains(caret)


@pytest.mark.parametrize("size", [(1366, 768), (683, 384)])
def test_the_box_grows_with_the_words_and_the_caret_stays_in_view(at: Assess, size: tuple[int, int]) -> None:
    at.window.resize(*size)
    at.go(at.names()[-1])
    at.press("c")
    assert lines_shown(at) == 2
    assert caret_is_in_view(at)
    heights = []
    for number in range(1, 13):
        at.press(f"{number}")
        heights.append(lines_shown(at))
        assert caret_is_in_view(at), number
        at.press(KEY.Key_Return)
    assert heights == [2, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 10]
    assert box(at).verticalScrollBar().maximum() > 0
    whole = at.row().height()
    box(at).selectAll()
    at.press(KEY.Key_Delete)
    assert lines_shown(at) == 2
    assert at.row().height() < whole
    at.press("long words " * 60)
    assert lines_shown(at) > 2
    assert box(at).verticalScrollBar().maximum() == 0
    assert caret_is_in_view(at)


# What is pasted


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("one\r\ntwo\rthree\u2028four\u2029five\x0bsix\x85seven", "one\ntwo\nthree\nfour\nfive\nsix\nseven"),
        ("fur\x00nace\x07 \ufeffno. 2\u200b", "furnace no. 2"),
        ("a\tb", "a\tb"),
        ("炉\ufffc温", "炉温"),
    ],
)
def test_a_paste_keeps_the_words_without_what_comes_with_them(at: Assess, pasted: str, kept: str) -> None:
    name = at.current
    at.press("c")
    brought = QMimeData()
    brought.setText(pasted)
    brought.setHtml("<b>bold</b>")
    box(at).insertFromMimeData(brought)
    assert box(at).toPlainText() == kept
    at.press(KEY.Key_Escape)
    assert at.session.answer(name).comment == kept


def test_a_paste_of_a_format_alone_brings_its_words(at: Assess) -> None:
    at.press("c")
    brought = QMimeData()
    brought.setHtml("<p>kiln <b>no. 2</b></p>")
    assert box(at).canInsertFromMimeData(brought)
    box(at).insertFromMimeData(brought)
    assert box(at).toPlainText() == "kiln no. 2"


def test_blanks_at_the_end_leave_nothing_unsaved(at: Assess) -> None:
    name = at.current
    told: list[bool] = []
    at.press("c", "kept")
    box(at).unsent.connect(told.append)
    at.qtbot.waitUntil(lambda: at.session.answer(name).comment == "kept")
    at.press(" ", KEY.Key_Return)
    assert told[-1] is False
    at.press("x")
    assert told[-1] is True
    at.press(KEY.Key_Escape)
    assert at.session.answer(name).comment == "kept \nx"


# Too long


def said(at: Assess) -> str:
    note = named(box(at), "print-note", Label)
    return note.text() if note.isVisible() else ""


def fill(at: Assess, count: int) -> None:
    at.press("c")
    box(at).setPlainText("看" * count)


def test_the_length_is_told_near_the_limit_and_with_what_to_do_beyond(at: Assess) -> None:
    fill(at, 18_999)
    assert said(at) == ""
    box(at).insertPlainText("看")
    assert said(at) == "19,000 of 20,000 characters"
    box(at).setPlainText("看" * 20_050)
    assert said(at) == "20,050 of 20,000 characters: shorten it by 50, it is not saved until then."


def test_what_is_too_long_stays_open_and_is_not_called_saved(at: Assess) -> None:
    name = at.current
    fill(at, 20_001)
    box(at).finish()
    at.press(KEY.Key_Escape)
    assert at.focus() is box(at)
    assert at.session.answer(name).comment == ""
    click(at.qtbot, at.page, "item-after")
    assert at.current != name
    assert name in at.notice()
    assert not at.page.may_close()
    assert at.page.may_close(), "who closes again leaves it"
    at.go(name)
    at.press("c")
    assert len(box(at).toPlainText()) == 20_001
    box(at).moveCursor(QTextCursor.MoveOperation.End)
    at.press(KEY.Key_Backspace, KEY.Key_Escape)
    assert len(at.session.answer(name).comment) == 20_000
    assert at.page.may_close()


def test_c_after_a_grade_names_the_requirement_that_it_writes_of(at: Assess) -> None:
    first = at.current
    at.press("1", "c")
    field = at.focus()
    assert isinstance(field, CommentEdit)
    assert at.current != first
    at.press("seen")
    named_line = named(field, "comment-name", Label)
    assert (named_line.isVisible(), named_line.text()) == (True, f"Comment · {at.current}")
    words = field.viewport().geometry()
    assert words.top() >= named_line.geometry().bottom() - 2, "the words run into the name"
    assert field.height() - words.height() < 40, "the words lose the room that they had"
    at.window.switch_language("zh")
    assert named_line.text() == f"评语 · {at.current}"


def test_the_keys_told_while_one_writes_are_those_of_the_comment(at: Assess) -> None:
    graded = at.page.keys()
    with at.qtbot.waitSignal(at.page.keys_changed):
        at.press("c")
    hinted = list(at.page.keys())
    assert [hint[0] for hint in hinted] == ["Esc", "Ctrl Enter"]
    with at.qtbot.waitSignal(at.page.keys_changed):
        at.press(KEY.Key_Return, with_=Qt.KeyboardModifier.ControlModifier)
    assert at.page.keys() == graded


def test_the_box_stays_in_view_as_the_window_gets_lower(at: Assess) -> None:
    at.go(at.names()[2])
    at.press("c")
    for size in ((911, 512), (683, 384)):
        at.window.resize(*size)
        QApplication.processEvents()
        field, viewport = at.focus(), at.view.viewport()
        assert isinstance(field, CommentEdit)
        assert viewport.rect().contains(QRect(field.mapTo(viewport, QPoint(0, 0)), field.size())), size
    at.app.desk.tell("All is well.")
    QApplication.processEvents()
    assert viewport.rect().contains(QRect(field.mapTo(viewport, QPoint(0, 0)), field.size()))


@pytest.mark.parametrize("words", ["", "seen on site", "seen on site and asked the foreman " * 12])
def test_the_row_is_as_high_as_the_comment_needs(at: Assess, words: str) -> None:
    at.session.comment(at.current, words)
    at.press("c")
    QApplication.processEvents()
    editor, row = at.focus(), at.row()
    assert isinstance(editor, CommentEdit)
    assert editor.height() == editor.height_at(editor.width())
    assert row.height() == editor.geometry().bottom() + 1 + 12
