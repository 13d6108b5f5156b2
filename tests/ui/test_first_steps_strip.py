"""The three steps of the first start: told where they belong, put away by key or click, and not told again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from nfmaturity.ui.app import App
from nfmaturity.ui.settings import Location
from tests.ui.driving import click

Start = Callable[..., App]


def test_each_step_is_told_on_its_page(start: Start, qtbot: QtBot) -> None:
    app = start(is_first=True, demo=True)
    strip = app.window.first_steps
    qtbot.waitUntil(lambda: bool(app.desk.library and app.desk.library.rows), timeout=20_000)
    assert strip.isVisible()
    assert strip.number.accessibleName() == "Step 1 of 3"
    assert app.desk.library
    with qtbot.waitSignal(app.desk.session_changed):
        app.window.go(Location("assess", app.desk.library.rows[0].id))
    assert "1 to 4" in strip.said.text()
    app.window.switch_language("zh")
    assert strip.number.accessibleName() == "第 2 步，共 3 步"
    app.window.switch_language("en")
    app.window.go(Location("rubric"))
    assert not strip.isVisible()
    app.window.go(Location("overview"))
    assert strip.number.text() == "3 / 3"


def test_escape_and_got_it_put_a_step_away(start: Start, qtbot: QtBot) -> None:
    app = start(is_first=True)
    strip = app.window.first_steps
    QTest.keyClick(app.window, Qt.Key.Key_Escape)
    assert not strip.isVisible()
    app.window.go(Location("rubric"))
    app.window.go(Location("library"))
    assert not strip.isVisible(), "a step that is known is not told again"
    assert app.desk.settings.shows_first_steps
    assert "known_steps=0" in Path(app.desk.settings._kept.fileName()).read_text(encoding="utf-8"), "on disk at once"


def test_where_an_assessment_exists_nobody_is_told_to_begin(filled: App) -> None:
    filled.desk.settings.shows_first_steps = True
    filled.window.go(Location("library"))
    assert filled.window.first_steps.isHidden()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_keys_press_the_button_that_has_the_focus(start: Start, key: Qt.Key) -> None:
    app = start(is_first=True)
    strip = app.window.first_steps
    strip.got_it.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(strip.got_it, key)
    assert strip.isHidden()


def test_it_can_be_turned_off_and_on_again(start: Start, qtbot: QtBot) -> None:
    app = start(is_first=True)
    strip = app.window.first_steps
    click(qtbot, app.window, "steps-never")
    assert not strip.isVisible()
    assert not app.desk.settings.shows_first_steps
    app.window.go(Location("settings"))
    click(qtbot, app.window, "settings-first-steps")
    app.window.go(Location("library"))
    assert strip.isVisible()


def test_it_is_of_the_first_start_only(start: Start) -> None:
    app = start(is_first=True)
    app.window.close()
    assert not app.desk.settings.shows_first_steps


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_it_fits_a_narrow_window_and_covers_nothing(start: Start, lang: str) -> None:
    app = start(is_first=True, lang=lang)
    app.window.resize(683, 384)
    QApplication.processEvents()
    strip = app.window.first_steps
    assert strip.geometry().bottom() < app.window.stack.geometry().top()
    assert strip.height() < 80
    assert strip.never.geometry().right() <= strip.width()
    assert not strip.number.toolTip(), "the number is whole"
    for button in (strip.got_it, strip.never):
        assert button.width() >= button.sizeHint().width()


def test_the_example_is_at_hand_where_an_assessment_exists(filled: App, qtbot: QtBot) -> None:
    assert filled.desk.library
    assert not filled.desk.library.is_demo
    acts = {act.name: act for group in filled.window.finders._acts.groups() for act in group.acts}
    assert "example" in acts["demo"].said
    click(qtbot, filled.window, "to-demo")
    qtbot.waitUntil(lambda: bool(filled.desk.library and filled.desk.library.is_demo), timeout=20_000)
    assert (button := filled.window.show_page("library").findChild(QWidget, "to-demo"))
    assert button.isHidden()
