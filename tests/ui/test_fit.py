"""Everything fits: each page, in both languages, at the sizes that text of 100, 150 and 200 % leaves on a laptop."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from nfmaturity.i18n import LANGUAGES
from nfmaturity.ui.app import App
from nfmaturity.ui.lettering import draw_line, draw_within
from nfmaturity.ui.pages.assess import AssessPage
from nfmaturity.ui.widgets.label import Label
from tests.ui.conftest import Start
from tests.ui.fitting import faults_of
from tests.ui.places import PLACES, Walk, on_demo, on_import, on_move

SIZES = ((1366, 768), (911, 512), (683, 384))


def faults_at_every_size(app: App, state: str) -> list[str]:
    found = []
    for size in SIZES:
        app.window.resize(*size)
        for _layout_within_layout in range(4):
            QApplication.sendPostedEvents()
            QApplication.processEvents()
        if (app.window.width(), app.window.height()) != size:
            found.append(f"{state} at {size}: the window cannot be so small")
        found += [f"{state} at {size[0]} × {size[1]}: {fault}" for fault in faults_of(app.window, least=12)]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_fits(qtbot: QtBot, start: Start, demo_library: Path, tmp_path: Path, language: str) -> None:
    walk = on_demo(qtbot, start, demo_library, tmp_path, language)
    found: list[str] = []
    for states in PLACES.values():
        for state in states(walk):
            found += faults_at_every_size(walk.app, state)
    assert not found, f"{len(found)} faults\n" + "\n".join(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_library_and_a_workbook_fit(qtbot: QtBot, start: Start, tmp_path: Path, language: str) -> None:
    app = start(lang=language)
    found = faults_at_every_size(app, "empty library")
    on_import(qtbot, app, tmp_path)
    found += faults_at_every_size(app, "workbook")
    assert not found, f"{len(found)} faults\n" + "\n".join(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_move_fits(qtbot: QtBot, start: Start, tmp_path: Path, language: str) -> None:
    walk: Walk = on_move(qtbot, start, tmp_path, language)
    found = faults_at_every_size(walk.app, "move")
    assert not found, f"{len(found)} faults\n" + "\n".join(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_drawers_a_filter_and_what_comes_over_a_page_fit(
    qtbot: QtBot, start: Start, demo_library: Path, tmp_path: Path, language: str
) -> None:
    walk = on_demo(qtbot, start, demo_library, tmp_path, language)
    page = walk.page("assess")
    assert isinstance(page, AssessPage)
    page.tree.filter.search.setText("数据" if language == "zh" else "data")
    found = faults_at_every_size(walk.app, "assess, filtered")
    for name, panel in (("tree", page.tree), ("standing", page.standing)):
        page.panels.toggle(panel)
        QApplication.processEvents()
        assert page.panels.drawer is panel
        found += [f"{name}: {fault}" for fault in faults_of(walk.window) if " below " not in fault]
        page.panels.close()
    page.finding.clear()
    for state in walk.panels():
        found += [fault for fault in faults_at_every_size(walk.app, state) if not covers(fault)]
    assert not found, f"{len(found)} faults\n" + "\n".join(found)


def covers(fault: str) -> bool:
    """Tell whether a panel stands over the page, as it is meant to."""
    return " lies below " in fault or ("HistoryPanel" in fault and " overlaps " in fault)


# The looking itself


class Painted(QWidget):
    """Paints a text at a point, or in a box; letters that are `kept` are drawn as the app does it."""

    def __init__(self, text: str, box: QRectF | None = None, *, kept: bool = False) -> None:
        super().__init__()
        self.text, self.box, self.kept = text, box, kept
        self.setFixedSize(100, 30)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.kept and self.box:
            draw_within(painter, self.box, self.text, 13)
        elif self.kept:
            draw_line(painter, QPointF(2, 20), self.text, 13)
        elif self.box:
            painter.drawText(self.box, Qt.AlignmentFlag.AlignLeft, self.text)
        else:
            painter.drawText(QPointF(2, 20), self.text)


def shown(qtbot: QtBot, *widgets: QWidget) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    for widget in widgets:
        layout.addWidget(widget)
    window.show()
    return window


LONG = "A text that is far longer than a hundred pixels"


@pytest.mark.parametrize(
    "widget",
    [
        lambda: Painted(LONG),
        lambda: Painted("Word", QRectF(0, 0, 12, 20)),
        lambda: Painted(LONG, kept=True),
        lambda: Painted("Word", QRectF(0, 0, 12, 20), kept=True),
        lambda: Painted("Cut somewh…"),
        lambda: _fixed(QLabel(LONG), 60, 20),
        lambda: _fixed(QPushButton(LONG), 60, 30),
        lambda: _fixed(QPushButton(""), 3, 3),
        lambda: _outside(QPushButton("Go")),
        lambda: _twice(80),
        lambda: _in_too_narrow_a_scroll(400),
    ],
)
def test_what_does_not_fit_is_found(application: QApplication, qtbot: QtBot, widget: object) -> None:
    assert faults_of(shown(qtbot, widget()))  # type: ignore[operator]


@pytest.mark.parametrize(
    "widget",
    [
        lambda: Painted("Short"),
        lambda: Painted("Word", QRectF(0, 0, 90, 20)),
        lambda: _told(Painted("Cut somewh…"), "Cut somewhere else"),
        lambda: QLabel(LONG),
        lambda: QPushButton(LONG),
        lambda: _label(60),
    ],
)
def test_what_fits_is_no_fault(application: QApplication, qtbot: QtBot, widget: object) -> None:
    assert not faults_of(shown(qtbot, widget()))  # type: ignore[operator]


def _fixed(widget: QWidget, width: int, height: int) -> QWidget:
    widget.setFixedSize(width, height)
    return widget


def _label(width: int) -> QWidget:
    label = Label()
    label.setText(LONG)
    return _fixed(label, width, 20)


def _told(widget: QWidget, whole: str) -> QWidget:
    widget.setToolTip(whole)
    return widget


def _outside(widget: QWidget) -> QWidget:
    holder = _fixed(QWidget(), 50, 30)
    widget.setParent(holder)
    widget.setGeometry(30, 0, 60, 30)
    return holder


def _twice(width: int) -> QWidget:
    holder = _fixed(QWidget(), 200, 40)
    for x in (0, 40):
        QPushButton("Go", holder).setGeometry(x, 0, width, 30)
    return holder


def _in_too_narrow_a_scroll(width: int) -> QWidget:
    area = QScrollArea()
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    content = _fixed(QWidget(), width, 60)
    QPushButton("Go", content).setGeometry(300, 0, 80, 30)
    area.setWidget(content)
    return _fixed(area, 150, 100)
