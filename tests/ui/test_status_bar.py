"""The line under every page: what is said of each edit moves nothing beside it."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from nfmaturity.ui.fonts import measure
from nfmaturity.ui.language_choice import switch_language
from tests.ui.assessing import Assess
from tests.ui.driving import saved


def edges(at: Assess) -> list[tuple[int, int]]:
    status = at.window.status
    return [(part.x(), part.width()) for part in (status.saved, status.undo, status.redo, status.keys)]


def test_nothing_moves_from_grade_to_grade(at: Assess) -> None:
    for _turn in range(2):
        for key in "4321":
            at.press(key)
            saved(at.qtbot, at.app)
    before, told = edges(at), at.window.status.undo.text()
    for key in "1234":
        at.press(key)
        at.window.repaint()
        assert edges(at) == before
        saved(at.qtbot, at.app)
        at.window.repaint()
        assert edges(at) == before
    assert at.window.status.undo.text() != told


def test_other_words_in_the_room_there_is_are_no_reason_to_lay_out_anew(at: Assess) -> None:
    at.press("4")
    saved(at.qtbot, at.app)
    status, asked = at.window.status, Counter[str]()

    class Watch(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            asked[event.type().name] += 1
            return False

    watch = Watch()
    status.installEventFilter(watch)
    said, before = status.undo.text(), status.undo.width()
    status.undo.setText(said[::-1])
    status.saved.show_state("ellipsis", status.saved.text()[::-1])
    QApplication.processEvents()
    assert asked["LayoutRequest"] == 0
    status.undo.setText(f"{said} and more")
    QApplication.processEvents()
    assert asked["LayoutRequest"] > 0
    assert status.undo.width() == min(status.undo.sizeHint().width(), 240) > before


def test_the_undo_stays_whatever_becomes_of_the_window(at: Assess) -> None:
    at.press("4")
    saved(at.qtbot, at.app)
    undo = at.window.status.undo
    switch_language(at.window, at.app.desk.settings, "zh")
    try:
        for change in (lambda: at.window.resize(1300, 768), at.window.showMinimized, at.window.showNormal):
            change()
            QApplication.processEvents()
        at.window.resize(1366, 768)
        QApplication.processEvents()
        assert undo.isVisible()
        assert undo.width() == undo.sizeHint().width()
    finally:
        switch_language(at.window, at.app.desk.settings, "en")


def test_the_undo_is_cut_where_the_line_is_narrow(at: Assess) -> None:
    at.press("4")
    undo = at.window.status.undo
    undo.setText("a sentence that is much longer than what a narrow window has room for")
    for width in (1366, 900, 1366):
        at.window.resize(width, 768)
        QApplication.processEvents()
        assert undo.width() == max(96, min(240, at.window.status.width() // 5))
        at.window.repaint()
        assert undo.toolTip() == undo.text()


def test_what_is_saved_is_heard(at: Assess) -> None:
    line = at.window.status.saved
    at.press("4")
    saved(at.qtbot, at.app)
    assert line.accessibleName() == line.text() != ""


def test_the_undo_keeps_no_room_once_it_was_hidden(at: Assess) -> None:
    at.press("4")
    undo = at.window.status.undo
    undo.setText("a sentence that is longer than any")
    wide = undo.width()
    undo.setText("short")
    assert undo.width() == wide
    undo.hide()
    undo.setText("short")
    undo.show()
    assert undo.width() == undo.sizeHint().width() < wide


def test_a_fault_takes_its_own_room_and_leaves_none_behind(at: Assess) -> None:
    line = at.window.status.saved
    line.show_state("", "")
    line.show_state("check", "saved")
    usual = line.sizeHint().width()
    line.show_state("ellipsis", "saving and saving")
    wide = line.sizeHint().width()
    line.show_state("check", "saved")
    assert line.sizeHint().width() == wide > usual
    line.show_state("triangle-alert", "not saved, as the library's drive is gone", "cop")
    line.show_state("check", "saved")
    assert line.sizeHint().width() == usual


def test_no_room_is_kept_for_the_words_of_another_language(at: Assess) -> None:
    status = at.window.status
    for key in "4321":
        at.press(key)
        saved(at.qtbot, at.app)
    status.undo.setText("a sentence that is longer than any that is said here")
    english = status.saved.sizeHint().width(), status.undo.width()
    switch_language(at.window, at.app.desk.settings, "zh")
    try:
        assert status.saved.sizeHint().width() < english[0]
        assert status.undo.width() == status.undo.sizeHint().width() < english[1]
        assert status.saved.sizeHint().width() > measure(status.saved.text(), 12, False)
        at.press("4")
        saved(at.qtbot, at.app)
        assert status.saved.sizeHint().width() > measure(status.saved.text(), 12, False)
    finally:
        switch_language(at.window, at.app.desk.settings, "en")
