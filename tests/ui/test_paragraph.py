"""Running text that fills its place is laid out anew only where it takes more or fewer lines."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from nfmaturity.ui.widgets.paragraph import Paragraph

LONG = "words enough for more than the one line that there is room for " * 2


class Column(QWidget):
    """A paragraph over a line of free room, counting how often Qt is asked to lay it out anew."""

    def __init__(self, *, fills: bool) -> None:
        super().__init__()
        self.asked = Counter[str]()
        self.said = Paragraph(self, fills=fills)
        down = QVBoxLayout(self)
        down.addWidget(self.said)
        down.addStretch(1)
        self.resize(260, 300)

    def event(self, event: QEvent) -> bool:
        self.asked[event.type().name] += 1
        return super().event(event)

    def laid_out_for(self, text: str) -> int:
        """Give how often that was asked for with another text."""
        before = self.asked["LayoutRequest"]
        self.said.setText(text)
        QApplication.processEvents()
        return self.asked["LayoutRequest"] - before


@pytest.fixture(params=[True, False])
def column(request: pytest.FixtureRequest, application: QObject, qtbot: QtBot) -> Column:
    made = Column(fills=request.param)
    qtbot.addWidget(made)
    made.show()
    QApplication.processEvents()
    return made


def test_it_is_as_high_as_its_words(column: Column) -> None:
    for text in ("short", LONG, "short again", ""):
        column.laid_out_for(text)
        assert column.said.height() == column.said.heightForWidth(column.said.width())


def test_only_another_number_of_lines_matters_where_it_fills(column: Column) -> None:
    column.laid_out_for("short")
    assert bool(column.laid_out_for("brief")) is not column.said._fills
    assert column.laid_out_for(LONG) > 0


def test_what_was_asked_for_another_width_does_not_count(column: Column) -> None:
    column.laid_out_for(LONG)
    high = column.said.height()
    column.said.sizeHint()
    column.said.heightForWidth(2_000)
    column.laid_out_for("short")
    assert column.said.height() < high
