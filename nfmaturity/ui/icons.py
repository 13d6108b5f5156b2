"""The icons: Lucide's drawings in the colour that a place wants."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from nfmaturity.resources import resource

_STROKE = 'stroke-width="1.6"'


def draw_icon(painter: QPainter, name: str, box: QRectF, colour: QColor) -> None:
    """Draw an icon into a box."""
    scale = painter.device().devicePixelRatioF() if painter.device() else 1.0
    painter.drawPixmap(box.topLeft(), icon_pixmap(name, round(box.width()), colour.name(), scale))


def icon(name: str, colour: QColor, size: int = 16) -> QIcon:
    """Give an icon for a widget of Qt's own, such as a menu."""
    return QIcon(icon_pixmap(name, size, colour.name(), 2.0))


@cache
def icon_pixmap(name: str, size: int, colour: str, scale: float) -> QPixmap:
    """Give an icon as a picture, drawn once for each size, colour and resolution of a screen."""
    drawn = QPixmap(round(size * scale), round(size * scale))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode())).render(painter)
    painter.end()
    drawn.setDevicePixelRatio(scale)
    return drawn


@cache
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8").replace('stroke-width="2"', _STROKE)
