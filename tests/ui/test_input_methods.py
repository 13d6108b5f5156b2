"""Words composed with an input method, as all Chinese is typed: in every field nothing is lost, cut short or taken."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit, QWidget

from nfmaturity.domain.changes import Target
from nfmaturity.ui.forms.table_field import TableField
from nfmaturity.ui.pages.enterprises import EnterprisesPage
from nfmaturity.ui.pages.library import LibraryPage
from nfmaturity.ui.pages.new_assessment import NewAssessmentPage
from nfmaturity.ui.settings import Location
from nfmaturity.ui.widgets.comment_edit import CommentEdit
from nfmaturity.ui.widgets.composing import Composing
from nfmaturity.ui.widgets.overlay import Overlay
from tests.ui.assessing import KEY, Assess, closed_item
from tests.ui.driving import click, named, saved

CTRL = Qt.KeyboardModifier.ControlModifier
Field = QLineEdit | QPlainTextEdit


def compose(field: QWidget, words: str) -> None:
    """Show words being composed, as the input method does after each key that it takes."""
    QCoreApplication.sendEvent(field, QInputMethodEvent(words, []))


def commit(field: QWidget, words: str, rest: str = "") -> None:
    """Give the words that were chosen, and what of the composing goes on."""
    event = QInputMethodEvent(rest, [])
    event.setCommitString(words)
    QCoreApplication.sendEvent(field, event)


def caret(field: Field) -> float:
    """Give where the caret is drawn, which is after what is being composed."""
    return float(field.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle).x())


def text(field: Field) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


# Every field


def comment(at: Assess) -> QWidget:
    at.press("c")
    return at.focus()


def requirement_filter(at: Assess) -> QWidget:
    at.press(KEY.Key_F, with_=CTRL)
    return at.focus()


def exclusion_reason(at: Assess) -> QWidget:
    at.page.exclude(closed_item(at.session))
    return named(at.page, "exclusion-reason")


def library_search(at: Assess) -> QWidget:
    at.window.go(Location("library"))
    return named(at.window, "search")


def copy_title(at: Assess) -> QWidget:
    at.window.go(Location("library"))
    page = named(at.window, "page-library", LibraryPage)
    page.show_assessment(at.session.assessment.id)
    click(at.qtbot, at.window, "act-duplicate")
    return named(at.window, "copy-title")


def new_form(at: Assess) -> NewAssessmentPage:
    at.window.go(Location("new"))
    page = at.window.show_page("new")
    assert isinstance(page, NewAssessmentPage)
    at.qtbot.waitUntil(lambda: page.form.pack is not None)
    return page


def new_name(at: Assess) -> QWidget:
    return named(new_form(at), "field-name")


def new_title(at: Assess) -> QWidget:
    page = new_form(at)
    click(at.qtbot, page, "step-assessment")
    return named(page, "field-title")


def new_purpose(at: Assess) -> QWidget:
    page = new_form(at)
    click(at.qtbot, page, "step-assessment")
    return named(page, "field-purpose")


def details_name(at: Assess) -> QWidget:
    at.window.go(Location("details", at.session.assessment.id))
    return named(at.window.show_page("details"), "field-name")


def enterprises(at: Assess) -> EnterprisesPage:
    at.window.go(Location("enterprises"))
    page = named(at.window, "page-enterprises", EnterprisesPage)
    at.qtbot.waitUntil(lambda: page._listed is not None)
    page.show_enterprise(page.panel.list.lines[0].name)
    at.qtbot.waitUntil(lambda: page._session is not None)
    return page


def enterprise_name(at: Assess) -> QWidget:
    return enterprises(at).form.fields["name"].input


def enterprise_note(at: Assess) -> QWidget:
    page = enterprises(at)
    return next(field.input for field in page.form.fields.values() if isinstance(field.input, QPlainTextEdit))


def enterprise_cell(at: Assess) -> QWidget:
    page = enterprises(at)
    table = page.form.fields["sites"]
    assert isinstance(table, TableField)
    return table.cell(0, table.columns[0].name)


def enterprise_search(at: Assess) -> QWidget:
    return enterprises(at).panel.search


def palette(at: Assess) -> QWidget:
    at.press(KEY.Key_K, with_=CTRL)
    return at.focus()


def glossary_search(at: Assess) -> QWidget:
    at.page.glossary_asked.emit()
    return named(at.window, "glossary-search")


def rubric_search(at: Assess) -> QWidget:
    at.window.go(Location("rubric"))
    field = named(at.window, "rubric-search")
    at.qtbot.waitUntil(field.isEnabled)
    return field


def settings_name(at: Assess) -> QWidget:
    at.window.go(Location("settings"))
    return named(at.window, "settings-assessor")


def report_file(at: Assess) -> QWidget:
    at.window.go(Location("report"))
    return named(at.window, "report-file")


FIELDS: dict[str, tuple[Callable[[Assess], QWidget], ...]] = {
    "grading": (comment, requirement_filter, exclusion_reason),
    "finding": (palette, glossary_search, rubric_search, library_search),
    "form": (new_name, new_title, new_purpose, details_name),
    "enterprises": (enterprise_name, enterprise_note, enterprise_cell, enterprise_search),
    "other": (settings_name, report_file, copy_title),
}
MEANWHILE = (
    (KEY.Key_1, Qt.KeyboardModifier.NoModifier),
    (KEY.Key_N, Qt.KeyboardModifier.NoModifier),
    (KEY.Key_X, Qt.KeyboardModifier.NoModifier),
    (KEY.Key_Return, Qt.KeyboardModifier.NoModifier),
    (KEY.Key_Escape, Qt.KeyboardModifier.NoModifier),
    (KEY.Key_Down, Qt.KeyboardModifier.NoModifier),
    (KEY.Key_Tab, Qt.KeyboardModifier.NoModifier),
    (KEY.Key_Return, CTRL),
    (KEY.Key_K, CTRL),
    (KEY.Key_Z, CTRL),
    (KEY.Key_2, CTRL),
)
"""Keys that some input methods let through although they act on them."""


@pytest.mark.parametrize("where", FIELDS)
def test_what_is_composed_is_neither_cut_nor_taken_for_keys(at: Assess, where: str) -> None:
    for find in FIELDS[where]:
        field = find(at)
        type_into(at, field)
        if isinstance(around := field.window(), QDialog):
            around.reject()
        elif isinstance(over := field.parentWidget().parentWidget(), Overlay):
            over.put_away()


def type_into(at: Assess, field: QWidget) -> None:
    """Compose, press keys meanwhile, choose words, and leave the field while words are still composed."""
    assert isinstance(field, QLineEdit | QPlainTextEdit)
    assert isinstance(field, Composing)
    field.window().activateWindow()
    at.qtbot.waitUntil(field.window().isActiveWindow)
    field.setFocus()
    field.clear()
    assessment, place, empty = at.session.assessment, at.window.location, caret(field)
    compose(field, "lu")
    compose(field, "lu wen")
    composed = caret(field)
    assert (text(field), composed > empty) == ("", True)
    for key, modifier in MEANWHILE:
        QTest.keyClick(field, key, modifier)
        if field.window() is at.window:
            QTest.keyClick(at.window.stack.currentWidget(), KEY.Key_2)
        assert (text(field), caret(field), field.preedit) == ("", composed, "lu wen"), key
    assert at.session.assessment is assessment
    assert (at.window.location, field.isVisible()) == (place, True)
    at.window.switch_language("zh")
    assert (text(field), caret(field), field.preedit) == ("", composed, "lu wen")
    at.window.switch_language("en")
    commit(field, "炉", "wen")
    assert text(field) == "炉"
    commit(field, "温")
    assert (text(field), field.preedit) == ("炉温", "")
    compose(field, "")
    assert text(field) == "炉温"
    compose(field, "gao")
    leave(field)
    assert (text(field), field.preedit) == ("炉温gao", "")


def leave(field: QWidget) -> None:
    """Put the keys elsewhere, as a click does."""
    window = field.window()
    others = (part for part in window.findChildren(QWidget) if part.isVisible() and part.isEnabled())
    next(part for part in others if part is not field and part.focusPolicy() & Qt.FocusPolicy.TabFocus).setFocus(
        Qt.FocusReason.MouseFocusReason
    )


# A comment


def writing(at: Assess) -> CommentEdit:
    field = comment(at)
    assert isinstance(field, CommentEdit)
    return field


def test_saving_and_others_edits_leave_what_is_composed(at: Assess) -> None:
    name, other = at.current, at.names()[1]
    field = writing(at)
    commit(field, "炉温", "wei")
    composed = caret(field)
    at.qtbot.waitUntil(lambda: at.session.answer(name).comment == "炉温")
    wanted = "none" if at.grade(other) != "none" else "full"
    at.somebody_else({Target("answer", other, "grade"): wanted})
    at.look()
    assert at.grade(other) == wanted
    assert (field.toPlainText(), field.preedit, caret(field)) == ("炉温", "wei", composed)
    assert at.focus() is field
    commit(field, "未记录")
    at.press(KEY.Key_Escape)
    assert at.session.answer(name).comment == "炉温未记录"
    at.keys_grade()


def test_words_of_somebody_else_come_once_nothing_is_composed(at: Assess) -> None:
    name = at.current
    field = writing(at)
    saved(at.qtbot, at.app)
    compose(field, "wei")
    at.somebody_else({Target("answer", name, "comment"): "theirs"})
    at.look()
    assert (field.toPlainText(), field.preedit) == ("", "wei")
    compose(field, "")
    assert field.toPlainText() == "theirs"


def test_words_composed_over_those_of_somebody_else_are_a_choice(at: Assess) -> None:
    name = at.current
    field = writing(at)
    saved(at.qtbot, at.app)
    compose(field, "wei")
    at.somebody_else({Target("answer", name, "comment"): "theirs"})
    at.look()
    commit(field, "未")
    assert field.toPlainText() == "未"
    field.finish()
    (choice,) = at.session.disagreements
    assert (choice.yours, choice.theirs) == ("未", "theirs")


@pytest.mark.parametrize("how", ["sign", "item", "window"])
def test_a_comment_keeps_what_is_composed_as_it_is_closed(at: Assess, how: str) -> None:
    name = at.current
    compose(writing(at), "wei")
    acts: dict[str, Callable[[], object]] = {
        "sign": lambda: click(at.qtbot, at.view, f"comment-{name}"),
        "item": lambda: at.go(list(at.session.scope.levels)[-1]),
        "window": at.window.may_leave,
    }
    acts[how]()
    assert at.session.answer(name).comment == "wei"


# Forms


def test_a_draft_that_moves_leaves_what_is_composed(at: Assess) -> None:
    page = enterprises(at)
    field = page.form.fields["name"].input
    assert isinstance(field, QLineEdit)
    assert isinstance(field, Composing)
    field.setFocus()
    field.clear()
    commit(field, "铜", "ye")
    composed = caret(field)
    page.form.fields["name"].put("somebody's")
    assert (field.text(), caret(field), field.preedit) == ("铜", composed, "ye")
    commit(field, "业")
    assert field.text() == "铜业"
    compose(field, "you")
    page.form.fields["name"].put("somebody's")
    compose(field, "")
    assert field.text() == "somebody's"


def test_wide_blanks_are_made_plain_once_nothing_is_composed(at: Assess) -> None:
    field = new_name(at)
    assert isinstance(field, QLineEdit)
    field.setFocus()
    commit(field, "江\u3000", "tong")
    assert field.text() == "江\u3000"
    commit(field, "铜")
    assert field.text() == "江 铜"
    assert field.cursorPosition() == 3


def test_two_blanks_in_a_cell_leave_the_caret_where_it_is(at: Assess) -> None:
    field = enterprise_cell(at)
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.clear()
    QTest.keyClicks(field, "a  b")
    assert (field.text(), field.cursorPosition()) == ("a  b", 4)
