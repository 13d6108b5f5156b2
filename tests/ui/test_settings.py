"""The Settings page: what is chosen holds at once and the next time, and a library is moved or stays."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from nfmaturity.domain.assessment_record import Record
from nfmaturity.i18n import current_language, say
from nfmaturity.ui.app import App
from nfmaturity.ui.motion import may_move
from nfmaturity.ui.pages.settings import SettingsPage
from nfmaturity.ui.settings import Location
from nfmaturity.ui.theme import current_theme
from nfmaturity.workspace import relocating
from nfmaturity.workspace.chosen_library import choose_library, chosen_library
from nfmaturity.workspace.opening import library_place
from tests.ui.assessing import Assess
from tests.ui.driving import settled

Start = Callable[..., App]


def shown(qtbot: QtBot, app: App) -> SettingsPage:
    """Open the page by its key and wait until it knows the library."""
    app.window.activateWindow()
    QTest.keyClick(app.window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    page = app.window.show_page("settings")
    assert isinstance(page, SettingsPage)
    qtbot.waitUntil(lambda: page.library.to_move.isEnabled() or not page.library.to_use.isEnabled(), timeout=5_000)
    return page


def told(app: App) -> str:
    notice = app.window.notices.notice
    return say(notice.said) if notice else ""


def press(page: QWidget, name: str) -> None:
    QApplication.processEvents()  # what was just shown is laid out
    button = page.findChild(QWidget, name)
    assert button, name
    assert button.isEnabled(), name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def data_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folder of data, and no library named outside."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("NFMATURITY_LIBRARY")
    return tmp_path / "data"


def test_key_and_button_lead_to_the_page_and_back(filled: App, qtbot: QtBot) -> None:
    filled.window.go(Location("rubric"))
    shown(qtbot, filled)
    assert filled.window.location.page == "settings"
    assert not any(entry.isChecked() for entry in filled.window.rail._entries.values())
    press(filled.window, "settings")
    assert filled.window.location.page == "rubric"
    assert filled.window.rail._entries["rubric"].isChecked()


def test_nothing_moves_once_the_library_is_counted(filled: App, qtbot: QtBot) -> None:
    filled.window.go(Location("settings"))
    page = filled.window.stack.currentWidget()
    note, button = page.library.row.note, page.library.to_use
    said = note.text()
    assert said == "Counting what it holds…"
    page.grab()  # lays it out, and lets no answer in
    at = button.mapTo(page, button.rect().topLeft())
    qtbot.waitUntil(lambda: note.text() != said)
    assert note.text().startswith("Assessments: 4")
    page.grab()
    assert button.mapTo(page, button.rect().topLeft()) == at


def test_language_and_theme_hold_everywhere_at_once_and_are_kept(app: App, qtbot: QtBot) -> None:
    page = shown(qtbot, app)
    page.language.choice("zh").click()
    assert (current_language(), app.window.header.languages.current) == ("zh", "zh")
    assert page.theme.choice("system").text() == "跟随系统"
    page.theme.choice("dark").click()
    assert current_theme() == "dark"
    assert (app.desk.settings.language, app.desk.settings.theme) == ("zh", "dark")
    app.window.header.languages.choice("en").click()
    assert page.language.current == "en"
    app.window.switch_theme("light")
    assert page.theme.current == "light"


def test_a_text_size_is_asked_for_and_shows_once_it_holds(app: App, qtbot: QtBot) -> None:
    page = shown(qtbot, app)
    with qtbot.waitSignal(page.text_size_asked) as asked:
        page.text_size_asked.disconnect(app.window.text_size.change)
        page.text_size.choice("150").click()
    assert asked.args == [150]
    assert page.text_size.current == "100"


def test_names_are_signed_from_the_next_edit_on(at: Assess, qtbot: QtBot) -> None:
    app = at.app
    before = app.desk.session
    assert before
    page = shown(qtbot, app)
    QTest.keyClicks(page.assessor, "Wang Gong")
    QTest.keyClicks(page.device, "Control room 2")
    app.window.settings_door.pass_through()
    before.mark(at.current, review=not before.answer(at.current).review)
    settled(qtbot, app)
    found: list[Record] = []
    app.desk.ask(lambda workspace: workspace.repository.record(before.assessment.id), found.append)
    qtbot.waitUntil(lambda: bool(found))
    last = found[0].log[-1]
    assert (last.actor, last.device) == ("Wang Gong", "Control room 2")
    page.assessor.clear()
    page.assessor.written.emit("")
    assert app.desk.settings.assessor == app.desk.settings.system_user


def test_languages_have_their_own_names(app: App, qtbot: QtBot) -> None:
    page = shown(qtbot, app)
    assert [page.language.choice(name).text() for name in ("zh", "en")] == ["中文", "English"]


def test_boxes_are_kept(app: App, qtbot: QtBot) -> None:
    page = shown(qtbot, app)
    showed = app.desk.settings.shows_first_steps
    page.calm.click()
    page.first_steps.click()
    assert app.desk.settings.reduces_motion
    assert not may_move()
    page.calm.click()
    assert not app.desk.settings.reduces_motion
    assert app.desk.settings.shows_first_steps != showed


def test_the_library_is_moved_and_open_at_its_new_place(filled: App, qtbot: QtBot, tmp_path: Path) -> None:
    page = shown(qtbot, filled)
    section = page.library
    assert section.place.text() == str(tmp_path / "library")
    assert "Assessments: 4" in section.row.note.text()
    section._ask("move", "")
    (tmp_path / "drive").mkdir()
    (tmp_path / "drive" / "other.txt").touch()
    section.take_folder(str(tmp_path / "drive"))
    target = tmp_path / "drive" / "nfmaturity-library"
    assert section.target.text() == str(target)
    with qtbot.waitSignal(filled.desk.library_changed, timeout=10_000):
        press(page, "settings-yes")
    qtbot.waitUntil(lambda: section.place.text() == str(target))
    assert [entry.name for entry in (tmp_path / "library").iterdir()] == ["moved-to.txt"]
    assert filled.desk.place == str(target)
    assert filled.desk.library
    assert len(filled.desk.library.rows) == 4
    assert section.asking.isHidden()
    assert "name the new folder there" in told(filled)


def test_a_move_that_fails_leaves_the_library_open_where_it_is(filled: App, qtbot: QtBot, tmp_path: Path) -> None:
    page = shown(qtbot, filled)
    with closing(sqlite3.connect(tmp_path / "library" / "library.db")) as other:
        other.execute("SELECT * FROM assessments").fetchall()
        page.library._ask("move", str(tmp_path / "new"))
        with qtbot.waitSignal(filled.desk.told, timeout=10_000):
            press(page, "settings-yes")
    assert "Another window or program" in told(filled)
    assert page.library.yes.isEnabled()
    assert not (tmp_path / "new").exists()
    with qtbot.waitSignal(filled.desk.library_changed):
        filled.desk.reload()
    assert filled.desk.library
    assert len(filled.desk.library.rows) == 4


def test_a_target_that_is_none_is_refused_before_anything_is_closed(filled: App, qtbot: QtBot, tmp_path: Path) -> None:
    page, desk = shown(qtbot, filled), filled.desk
    assert desk.library
    with qtbot.waitSignal(desk.session_changed):
        desk.open_assessment(desk.library.rows[0].id)
    assert (session := desk.session)
    page.library._ask("move", str(tmp_path / "library" / "within"))
    with qtbot.waitSignal(desk.told, timeout=10_000):
        press(page, "settings-yes")
    assert "lies within the library" in told(filled)
    assert desk.session is session, "the assessment stays open"
    page.library.target.setText(str(tmp_path / "new"))
    press(page, "settings-yes")
    assert filled.window.notices.notice is None, "the refusal is not said of another folder"
    qtbot.waitUntil(lambda: desk.place == str(tmp_path / "new"), timeout=10_000)
    qtbot.waitUntil(lambda: desk.session is not None, timeout=10_000)
    assert desk.session is not session
    assert desk.session.assessment.id == session.assessment.id, "it is opened again where the library lies now"


def test_an_assessment_is_open_again_after_a_move_that_failed(filled: App, qtbot: QtBot, tmp_path: Path) -> None:
    page, desk = shown(qtbot, filled), filled.desk
    assert desk.library
    ident = desk.library.rows[0].id
    with qtbot.waitSignal(desk.session_changed):
        desk.open_assessment(ident)
    with closing(sqlite3.connect(tmp_path / "library" / "library.db")) as other:
        other.execute("SELECT * FROM assessments").fetchall()
        page.library._ask("move", str(tmp_path / "new"))
        with qtbot.waitSignal(desk.told, timeout=10_000):
            press(page, "settings-yes")
    qtbot.waitUntil(lambda: desk.session is not None, timeout=10_000)
    assert desk.session
    assert desk.session.assessment.id == ident
    assert filled.window.rail.isEnabled()


def test_a_choice_holds_for_the_next_start_and_the_command_line(
    data_home: Path, start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    own = data_home / "nfmaturity" / "library"
    app = start(own=True)
    assert app.desk.place == str(own)
    page = shown(qtbot, app)
    page.library._ask("move", str(tmp_path / "elsewhere"))
    with qtbot.waitSignal(app.desk.library_changed, timeout=10_000):
        press(page, "settings-yes")
    assert chosen_library() == str(tmp_path / "elsewhere")
    assert library_place(None).folder == tmp_path / "elsewhere"
    assert "the old folder holds a note of that" in told(app)
    qtbot.waitUntil(page.library.to_use.isEnabled)
    press(page, "use-library")
    QTest.keyClicks(page.library.target, str(tmp_path / "third"))
    with qtbot.waitSignal(app.desk.library_changed, timeout=10_000):
        QTest.keyClick(page.library.target, Qt.Key.Key_Return)
    assert library_place(None).folder == tmp_path / "third"
    choose_library("")
    assert library_place(None).folder == own


def test_another_library_that_is_none_changes_nothing(filled: App, qtbot: QtBot, tmp_path: Path) -> None:
    page = shown(qtbot, filled)
    press(page, "use-library")
    page.library.target.setText("mysql://host/db")
    with qtbot.waitSignal(filled.desk.told):
        press(page, "settings-yes")
    assert "postgresql://" in told(filled)
    assert filled.desk.place == str(tmp_path / "library")
    assert filled.desk.library
    assert len(filled.desk.library.rows) == 4


def test_a_choice_that_cannot_be_opened_leaves_another_one(
    filled: App, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library is there when it is looked at, and torn when it is opened."""
    looked = relocating.begin_with

    def tear(chosen: str, **how: bool) -> str:
        shown = looked(chosen, **how)
        (Path(chosen) / "library.db").write_bytes(b"torn")
        return shown

    monkeypatch.setattr(relocating, "begin_with", tear)
    page = shown(qtbot, filled)
    press(page, "use-library")
    page.library.target.setText(str(tmp_path / "torn"))
    with qtbot.waitSignal(filled.desk.library_failed):
        press(page, "settings-yes")
    assert not page.library.asking.isVisible()
    monkeypatch.setattr(relocating, "begin_with", looked)
    press(page, "use-library")
    page.library.target.setText(str(tmp_path / "library"))
    with qtbot.waitSignal(filled.desk.library_changed):
        press(page, "settings-yes")


def test_a_synchronised_folder_is_warned_of_before(filled: App, qtbot: QtBot) -> None:
    page = shown(qtbot, filled)
    page.library._ask("move", "/home/li/OneDrive/x")
    assert "OneDrive synchronises" in page.library.risk.said.text()
    page.library.target.setText("/home/li/x")
    assert page.library.risk.isHidden()


def test_the_demonstration_is_not_moved(demo: App, qtbot: QtBot) -> None:
    page = shown(qtbot, demo)
    qtbot.waitUntil(page.library.to_folder.isEnabled, timeout=10_000)
    assert not page.library.to_move.isEnabled()
    assert "demonstration" in page.library.row.note.text()


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("size", [(683, 384), (911, 512), (1366, 768)])
def test_nothing_is_cut_off_at_the_sides(start: Start, qtbot: QtBot, lang: str, size: tuple[int, int]) -> None:
    app = start(lang=lang)
    app.window.resize(*size)
    page = shown(qtbot, app)
    page.library._ask("move", "/home/li/OneDrive/x")
    QApplication.processEvents()
    for widget in page.findChildren(QWidget):
        if widget.isVisible() and widget.objectName():
            right = widget.mapTo(page, widget.rect().topRight()).x()
            assert right <= page.width(), widget.objectName()
            assert widget.width() >= widget.minimumSizeHint().width(), widget.objectName()
