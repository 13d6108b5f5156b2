"""What says that it hides all behind it does so at every size of text: nothing of what was there shines through."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QRegion
from PySide6.QtWidgets import QWidget

from nfmaturity.ui.text_size import SIZES
from nfmaturity.ui.widgets.level_header import LevelHeader
from nfmaturity.ui.widgets.onward_row import OnwardRow
from nfmaturity.ui.widgets.requirement_row import RequirementRow
from tests.ui.assessing import Assess

LEFT_OVER = QColor(255, 0, 255)
"""What no part of the app is drawn in."""


def shines_through(part: QWidget, scale: float) -> list[QPoint]:
    """Give the pixels of the edges that are neither drawn nor left, but something between."""
    picture = QImage(round(part.width() * scale) + 4, round(part.height() * scale) + 4, QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(scale)
    picture.fill(LEFT_OVER)
    painter = QPainter(picture)
    part.render(painter, QPoint(0, 0), QRegion(), QWidget.RenderFlag(0))
    painter.end()
    y = picture.height() // 3
    inside = picture.pixelColor(round((part.width() - 4) * scale), y)
    across = [QPoint(at, y) for at in range(round((part.width() - 3) * scale), picture.width())]
    down = [QPoint(round(20 * scale), at) for at in (0, 1)]
    return [at for at in (*across, *down) if picture.pixelColor(at) not in (inside, LEFT_OVER)]


@pytest.mark.parametrize("size", SIZES)
def test_rows_and_the_lines_over_them(at: Assess, size: int) -> None:
    for kind in (RequirementRow, LevelHeader, OnwardRow):
        for part in at.view.findChildren(kind):
            if part.isVisible():
                part.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
                for width in (part.width(), part.width() - 1, part.width() - 2):
                    part.resize(width, part.height())
                    assert shines_through(part, size / 100) == [], (part.objectName(), width)
