"""A newcomer: from the first start to a first graded requirement in five clicks or fewer."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from nfmaturity.ui.app import App
from tests.ui.driving import LEFT, click, named, saved


class Clicks(QObject):
    """Counts every press of the left button that reaches a widget of the app."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[int] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_press = event.type() == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget)
        if is_press and isinstance(event, QMouseEvent) and event.button() == LEFT:
            self.seen.add(event.timestamp())
        return False


def test_five_clicks_lead_to_a_first_grade(app: App, qtbot: QtBot) -> None:
    clicks = Clicks()
    QApplication.instance().installEventFilter(clicks)  # type: ignore[union-attr]
    try:
        click(qtbot, app.window, "start")
        page = named(app.window, "page-new")
        qtbot.waitUntil(lambda: named(page, "segment-smelting").isVisible())
        click(qtbot, page, "segment-smelting")
        with qtbot.waitSignal(app.desk.session_changed):
            click(qtbot, page, "form-done")
        qtbot.waitUntil(lambda: app.window.location.page == "assess")
        session = app.desk.session
        assert session
        requirement = app.window.location.requirement
        assert session.answer(requirement).grade is None
        click(qtbot, app.window, f"{requirement}-full")
    finally:
        QApplication.instance().removeEventFilter(clicks)  # type: ignore[union-attr]
    assert session.answer(requirement).grade == "full"
    saved(qtbot, app)
    assert 1 <= len(clicks.seen) <= 5, f"{len(clicks.seen)} clicks"


def test_the_same_by_key_alone(app: App, qtbot: QtBot) -> None:
    qtbot.keyClick(app.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    page = named(app.window, "page-new")
    qtbot.waitUntil(lambda: named(page, "segment-mining").isVisible())
    tile = named(page, "segment-mining")
    tile.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(tile, Qt.Key.Key_Space)
    with qtbot.waitSignal(app.desk.session_changed):
        qtbot.keyClick(tile, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: app.window.location.page == "assess" and app.window.location.requirement != "")
    qtbot.waitUntil(lambda: not app.window.arrival.is_resting)
    requirement = app.window.location.requirement
    qtbot.keyClick(app.window.focusWidget() or app.window, "2")
    assert app.desk.session
    assert app.desk.session.answer(requirement).grade == "most"
    saved(qtbot, app)
