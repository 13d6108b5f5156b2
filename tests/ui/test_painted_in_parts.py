"""What an edit paints anew, and what it leaves as it was, make together the picture that is painted whole.

At a whole number of the screen's pixels a pixel: between them Qt itself leaves faint seams.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from nfmaturity.ui.widgets import passing_words
from tests.ui.assessing import KEY, Assess
from tests.ui.driving import saved


def on_screen(window: QWidget) -> QImage:
    """Give what the window's system has of a window."""
    QApplication.processEvents()
    return window.screen().grabWindow(window.winId()).toImage()


def painted_whole(window: QWidget) -> QImage:
    for part in (window, *window.findChildren(QWidget)):
        part.update()
    return on_screen(window)


def assert_same(at: Assess) -> None:
    saved(at.qtbot, at.app)  # else the window may tell so between the two
    shown = on_screen(at.window)
    whole = painted_whole(at.window)
    if shown != whole:
        where = QRect()
        for y in range(whole.height()):
            for x in range(whole.width()):
                if shown.pixel(x, y) != whole.pixel(x, y):
                    where = where.united(QRect(x, y, 1, 1))
        pytest.fail(f"something else is on screen in {where}")


@pytest.mark.parametrize("of", ["item", "overall"])
def test_grades(at: Assess, of: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passing_words, "STAY_MS", 60_000)  # else words fade between two pictures
    at.page.standing.of.choose(of)
    at.page.standing.refresh()
    first = at.item
    for key in "4123142431":
        at.press(key)
        assert_same(at)
    at.press(KEY.Key_Up, KEY.Key_Up, "0")
    assert_same(at)
    at.press("z", with_=Qt.KeyboardModifier.ControlModifier)
    assert_same(at)
    at.page.step_item(1)
    assert at.item != first
    assert_same(at)


def test_the_head_has_its_height_before_anything_is_painted(at: Assess) -> None:
    heights, page, header = set(), at.page, at.page.header
    for _step in range(12):
        page.step_item(1)
        assert header.height() == header.heightForWidth(header.width())
        assert page.view.height() == page.height() - header.height() - page.strip.isVisible() * page.strip.height()
        heights.add(header.height())
    assert len(heights) > 1


def test_words_that_go(at: Assess) -> None:
    at.press("1")
    assert_same(at)
    at.qtbot.waitUntil(lambda: not at.window.status.movement.shown, timeout=2 * passing_words.STAY_MS)
    assert_same(at)
    at.press("f")
    assert_same(at)
