"""What is on screen after rows grew, shrank and scrolled is what the page would paint from nothing."""

from __future__ import annotations

import contextlib

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from nfmaturity.ui.widgets.requirement_row import RequirementRow
from tests.ui.assessing import KEY, Assess


def is_as_painted_anew(at: Assess) -> bool:
    """Tell whether the screen comes to hold what the window paints now; what is on its way may take a moment."""

    def same() -> bool:
        held = at.window.screen().grabWindow(at.window.winId()).toImage()
        anew: QImage = at.window.grab().toImage().convertToFormat(held.format())
        return held == anew

    QApplication.processEvents()
    with contextlib.suppress(at.qtbot.TimeoutError):
        at.qtbot.waitUntil(same, timeout=1000)
    return same()


def test_the_screen_follows_grades_that_move_and_scroll_the_rows(at: Assess) -> None:
    bar, seen = at.view.verticalScrollBar(), set()
    for turn in range(16):
        at.press(str(1 + turn % 4))
        assert is_as_painted_anew(at), f"{at.current} after {turn + 1} grades"
        seen.add(bar.value())
    assert len(seen) > 3, "nothing was scrolled"


def test_the_screen_follows_the_arrows_and_what_to_look_at(at: Assess) -> None:
    for key in (*[KEY.Key_Down] * 9, KEY.Key_G, *[KEY.Key_Up] * 6, KEY.Key_G, *[KEY.Key_Up] * 6, KEY.Key_PageDown):
        at.press(key)
        assert is_as_painted_anew(at), f"{at.current} after {key}"


class Painted(QObject):
    """Which rows are asked to paint themselves."""

    def __init__(self, at: Assess) -> None:
        super().__init__()
        self.rows: set[str] = set()
        for row in at.view.findChildren(RequirementRow):
            row.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, RequirementRow):
            self.rows.add(watched.id)
        return False


def test_a_row_that_scrolls_is_not_painted_again(at: Assess) -> None:
    bar, scrolled = at.view.verticalScrollBar(), 0
    for _turn in range(5):
        at.press("1")
    painted = Painted(at)
    for _turn in range(6):
        QApplication.processEvents()
        before, graded = bar.value(), at.current
        painted.rows.clear()
        at.press("2")
        QApplication.processEvents()
        scrolled += bar.value() != before
        assert {graded, at.current} <= painted.rows
        assert len(painted.rows) <= 3, "more than the two rows that changed and the one that came into view"
    assert scrolled
