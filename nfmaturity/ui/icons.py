"""The icons: Lucide's drawings in the colour that a place wants."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from nfmaturity.resources import resource

_STROKE, _THICKEST, _GRID = 1.6, 2.7, 24
"""Pixels a line is thick on screen; the most of it in the drawing's own units; how many of those a drawing is wide."""


def draw_icon(painter: QPainter, name: str, box: QRectF, colour: QColor) -> None:
    """Draw an icon into a box."""
    scale = painter.device().devicePixelRatioF() if painter.device() else 1.0
    painter.drawPixmap(box.topLeft(), icon_pixmap(name, round(box.width()), colour.name(), scale))


@cache
def icon_pixmap(name: str, size: int, colour: str, scale: float) -> QPixmap:
    """Give an icon as a picture, drawn once for each size, colour and resolution of a screen."""
    drawn = QPixmap(round(size * scale), round(size * scale))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(_source(name, size).replace("currentColor", colour).encode())).render(painter)
    painter.end()
    drawn.setDevicePixelRatio(scale)
    return drawn


@cache
def _source(name: str, size: int) -> str:
    """Give the drawing with lines as thick on screen at this size as at any other, as far as its gaps stay open."""
    thickness = min(_THICKEST, _STROKE * _GRID / size)
    drawing = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    return drawing.replace('stroke-width="2"', f'stroke-width="{thickness:.2f}"')
