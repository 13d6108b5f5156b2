"""The line of buttons under a page, on as few lines as its parts need."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from nfmaturity.ui.widgets.action_bar import ActionBar


class Part(QWidget):
    """A part that wants to be so wide, and no narrower."""

    def __init__(self, wide: int) -> None:
        super().__init__()
        self.wide = wide

    def sizeHint(self) -> QSize:
        return QSize(self.wide, 32)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


@pytest.mark.parametrize(
    ("wide", "lines"),
    [
        (500, [{0, 1, 2}]),  # 100 + 100 + 200, two gaps and the margins
        (380, [{0}, {1, 2}]),  # the first is 250 here: the last at the left shares a line with what is at the right
        (280, [{0, 1}, {2}]),
        (240, [{0}, {1}, {2}]),
    ],
)
def test_lines_are_shared_where_there_is_room(qtbot: QtBot, wide: int, lines: list[set[int]]) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    bar = ActionBar(window)
    parts = [Part(250 if wide == 380 else 100), Part(100), Part(200)]
    bar.add(*parts[:2])
    bar.add_right(parts[2])
    for one in parts:
        one.show()
    window.show()
    bar.setFixedWidth(wide)
    tops = sorted({one.y() for one in parts})
    assert [{place for place, one in enumerate(parts) if one.y() == top} for top in tops] == lines
    assert parts[2].geometry().right() + 1 == wide - 24
