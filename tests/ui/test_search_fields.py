"""The search field of each page: Escape empties it, then gives the keys back to what is listed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from nfmaturity.ui.settings import Location
from tests.ui.assessing import KEY, Assess
from tests.ui.driving import named
from tests.ui.places import MS

CTRL = Qt.KeyboardModifier.ControlModifier
FIELDS = {
    "library": ("search", "assessments"),
    "assess": ("filter", "item"),
    "rubric": ("rubric-search", "pack-tree"),
    "enterprises": ("search-enterprises", "enterprises"),
}


@pytest.mark.parametrize("width", [1366, 683])
def test_escape_empties_a_search_and_then_leaves_it(at: Assess, width: int) -> None:
    at.window.resize(width, 600)
    for page, (name, listed) in FIELDS.items():
        at.window.go(Location(page))
        at.qtbot.waitUntil(lambda: not at.window.arrival.is_resting)
        field = named(at.window, name, QLineEdit)
        at.qtbot.waitUntil(field.isEnabled, timeout=MS)
        for words in ("", "zzqq"):
            QTest.keyClick(at.window.stack.currentWidget(), KEY.Key_F, CTRL)
            assert field.hasFocus(), page
            at.press(*words)
            assert field.text() == words
            if words:
                at.press(KEY.Key_Escape)
                assert (field.text(), field.hasFocus()) == ("", True), page
            at.press(KEY.Key_Escape)
            QApplication.processEvents()
            held = named(at.window, listed)
            assert held is at.focus() or held.isAncestorOf(at.focus()), page
            assert field.text() == ""


def test_the_glossary_is_closed_by_escape_once_its_search_is_empty(at: Assess) -> None:
    before = at.focus()
    at.window.finders.show_glossary(at.session.rubric.glossary[0].id)
    field, panel = named(at.window, "glossary-search", QLineEdit), named(at.window, "glossary")
    assert field.text()
    at.press(KEY.Key_Escape)
    assert (field.text(), panel.isVisible()) == ("", True)
    at.press(KEY.Key_Escape)
    assert not panel.isVisible()
    assert at.focus() is before
