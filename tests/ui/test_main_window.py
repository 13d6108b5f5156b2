"""The frame: where one is, language and theme at once, notices, keys, leaving and coming back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from nfmaturity.domain.errors import N_
from nfmaturity.i18n import current_language
from nfmaturity.ui.app import App
from nfmaturity.ui.settings import Location, Settings
from nfmaturity.ui.theme import TOKENS, current_theme
from tests.ui.conftest import Start
from tests.ui.driving import click, key, named, rested, saved


def test_only_pages_that_exist_are_in_the_rail_and_those_of_an_assessment_wait_for_one(app: App) -> None:
    rail = app.window.rail
    assert named(rail, "rail-library").isEnabled()
    for name in ("overview", "assess", "report"):
        entry = named(rail, f"rail-{name}")
        assert not entry.isEnabled()
        assert entry.toolTip() == "Open an assessment first."


def test_the_rail_goes_from_page_to_page(opened: App, qtbot: QtBot) -> None:
    for name in ("overview", "report", "assess", "library", "overview"):
        click(qtbot, opened.window, f"rail-{name}")
        assert opened.window.location.page == name
        assert opened.window.stack.currentWidget().objectName() == f"page-{name}"


def test_a_click_switches_the_language_everywhere_and_it_is_remembered(
    opened: App, qtbot: QtBot, tmp_path: Path
) -> None:
    click(qtbot, opened.window, "choice-zh")
    assert current_language() == "zh"
    assert named(opened.window, "rail-library").text() == "评估库"
    assert "已评定" in opened.window.status.progress.accessibleName()
    assert opened.window.header.title.accessibleName().endswith("指标体系 1.0.0")
    assert Settings(tmp_path / "settings.ini").language == "zh"
    click(qtbot, opened.window, "choice-en")
    assert named(opened.window, "rail-library").text() == "Library"


def test_qts_own_words_follow_the_language(app: App, qtbot: QtBot) -> None:
    said = lambda: QApplication.translate("QPlatformTheme", "Cancel")  # noqa: E731
    click(qtbot, app.window, "choice-zh")
    assert said() == "取消"
    click(qtbot, app.window, "choice-en")
    assert said() == "Cancel"


def test_the_theme_is_chosen_from_a_menu_and_painted_at_once(app: App, qtbot: QtBot) -> None:
    click(qtbot, app.window, "theme")
    menu = named(app.window, "themes", QMenu)
    qtbot.waitUntil(menu.isVisible)
    assert [action.text() for action in menu.actions()] == ["As the system", "Light", "Dark"]
    menu.actions()[2].trigger()
    menu.close()
    assert current_theme() == "dark"
    shown = app.window.grab().toImage().pixelColor(700, 400).name().upper()
    assert shown == TOKENS["dark"]["page"]


def test_a_notice_is_said_in_the_language_in_force_and_put_away(app: App, qtbot: QtBot) -> None:
    app.desk.tell(N_("Open an assessment first."))
    said = named(app.window, "notice")
    assert said.isVisible()
    assert said.accessibleName() == "Open an assessment first."
    click(qtbot, app.window, "choice-zh")
    assert said.accessibleName() == "请先打开一项评估。"
    click(qtbot, app.window, "notice-away")
    assert not said.isVisible()
    app.desk.tell(N_("Open an assessment first."))
    assert said.isVisible()
    qtbot.keyClick(app.window.stack.currentWidget(), Qt.Key.Key_Escape)
    assert not said.isVisible()


def test_undo_and_redo_by_key_on_any_page(opened: App, qtbot: QtBot) -> None:
    session = opened.desk.session
    assert session
    name = opened.window.location.requirement
    before = session.answer(name).grade
    wanted = "2" if before != "most" else "3"
    key(qtbot, opened, wanted)
    after = session.answer(name).grade
    assert after != before
    click(qtbot, opened.window, "rail-overview")
    qtbot.keyClick(opened.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert session.answer(name).grade == before
    assert named(opened.window, "redo").isVisible()
    qtbot.keyClick(opened.window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert session.answer(name).grade == after
    click(qtbot, opened.window, "undo")
    assert session.answer(name).grade == before


def test_the_app_opens_where_one_was(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    first = start(demo=True)
    assert first.desk.library
    # A throw-away library is gone with the app, so the place is kept of a library that stays.
    place = str(tmp_path / "kept")
    _fill(place)
    with qtbot.waitSignal(first.desk.library_changed):
        first.desk.open_library(place)
    ident = first.desk.library.rows[0].id
    with qtbot.waitSignal(first.desk.session_changed):
        first.window.go(Location("assess", ident))
    rested(qtbot, first)
    key(qtbot, first, "n")
    qtbot.keyClick(first.window.focusWidget() or first.window, Qt.Key.Key_PageDown)
    qtbot.keyClick(first.window.focusWidget() or first.window, Qt.Key.Key_Down)
    was = first.window.location
    assert was.requirement
    saved(qtbot, first)
    first.window.close()
    again = start(library=place)
    qtbot.waitUntil(lambda: again.window.location == was)
    assert again.window.stack.currentWidget().objectName() == "page-assess"


def test_a_place_that_is_gone_leads_to_the_library(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    Settings(tmp_path / "settings.ini").location = Location("assess", "00000000-0000-4000-8000-00000000dead")
    app = start()
    qtbot.waitUntil(lambda: app.database is not None and app.window.location.page == "library")
    assert app.desk.session is None


def test_everything_that_takes_focus_has_a_name(opened: App) -> None:
    for page in ("library", "overview", "assess", "report", "details", "new"):
        opened.window.go(Location(page))
        QApplication.processEvents()
        for widget in opened.window.findChildren(QWidget):
            if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled():
                interface = QAccessible.queryAccessibleInterface(widget)
                said = interface.text(QAccessible.Text.Name) if interface else ""
                assert said, f"{page}: {type(widget).__name__} {widget.objectName()} has no name"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_reads_on_every_ground(theme: str) -> None:
    tokens = TOKENS[theme]  # type: ignore[index]
    for text in ("ink", "ink2", "ink3", "acc", "cop"):
        for ground in ("page", "panel", "rail", "row", "hover", "acctint"):
            assert _contrast(tokens[text], tokens[ground]) >= 4.5, (text, ground)
    for degree in ("full", "most", "partial", "none"):
        assert _contrast(tokens[f"{degree}_text"], tokens[f"{degree}_fill"]) >= 4.5
    assert _contrast(tokens["on_acc"], tokens["accfill"]) >= 4.5
    assert _contrast(tokens["edge"], tokens["page"]) >= 3


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(code: str) -> float:
    parts = [int(code[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _fill(place: str) -> None:
    from nfmaturity.workspace.demo import fill_demo_library
    from nfmaturity.workspace.opening import open_workspace

    with open_workspace(place, create=True) as workspace:
        fill_demo_library(workspace)


def test_an_empty_library_offers_no_keys_that_do_nothing(app: App) -> None:
    said = app.window.status.keys.accessibleName()
    assert "new" in said
    assert "open" not in said
