"""Whether everything on screen fits: what is painted is recorded, Qt's own widgets are measured, controls are in reach.

Text painted by our widgets goes through `QPainter.drawText` or the app's `lettering`: both are watched while a widget
is drawn into a picture.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QScrollBar,
    QWidget,
)

from nfmaturity.ui import lettering

SLACK = 1.5
"""Pixels by which a text may leave its box: advances are rounded up, ink is narrower."""
LEAST_VIEW = 60
"""The height that something to be scrolled must at least be seen in."""


@dataclass(frozen=True)
class Drawn:
    """A text as it was painted on a widget: its ink, and the box it was given, if any."""

    widget: QWidget
    text: str
    ink: QRectF
    box: QRectF | None


@contextmanager
def recorded() -> Iterator[list[Drawn]]:
    """Record every text that is painted on a widget meanwhile."""
    texts: list[Drawn] = []
    draw, draw_line, draw_within = QPainter.drawText, lettering.draw_line, lettering.draw_within
    draw_kept, kept, watched = QPainter.drawStaticText, [0], [0]

    def note(painter: QPainter, *asked: object) -> None:
        device = painter.device()
        if isinstance(device, QWidget) and (found := _drawn(painter, device, asked)):
            texts.append(found)

    def watch(painter: QPainter, *asked: object) -> object:
        note(painter, *asked)
        return draw(painter, *asked)

    def watch_line(painter: QPainter, at: QPointF, text: str, pixels: float, *, bold: bool = False) -> None:
        draw_line(painter, at, text, pixels, bold=bold)  # which puts the font in force
        note(painter, at, text)
        watched[0] += 1

    def watch_within(painter: QPainter, box: QRectF, text: str, pixels: float, **more: object) -> None:
        draw_within(painter, box, text, pixels, **more)  # type: ignore[arg-type]
        note(painter, box, _ALIGNED[str(more.get("align", "left"))] | Qt.AlignmentFlag.AlignVCenter, text)
        watched[0] += 1

    def count(painter: QPainter, *asked: object) -> object:
        kept[0] += 1
        return draw_kept(painter, *asked)  # type: ignore[arg-type, call-overload]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QPainter, "drawText", watch)
        patch.setattr(QPainter, "drawStaticText", count)
        for module in (module for module in list(sys.modules.values()) if module is not lettering):
            for known, watching in ((draw_line, watch_line), (draw_within, watch_within)):
                if getattr(module, "__dict__", {}).get(known.__name__) is known:
                    patch.setattr(module, known.__name__, watching)
        yield texts
    assert kept == watched, "kept letters are drawn by something that is not watched"


_ALIGNED = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "middle": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}


def _drawn(painter: QPainter, widget: QWidget, asked: tuple[object, ...]) -> Drawn | None:
    text = next((part for part in reversed(asked) if isinstance(part, str)), "")
    if not text.strip() or not _is_seen_through_clip(painter, widget):
        return None
    metrics, at = QFontMetricsF(painter.font()), painter.transform()
    first = asked[0]
    if isinstance(first, QPointF | QPoint):
        ink = metrics.tightBoundingRect(text).translated(QPointF(first))
        return Drawn(widget, text, at.mapRect(ink), None)
    if not isinstance(first, QRectF | QRect):
        raise TypeError(f"drawText{asked}: teach the recorder this form")
    box = QRectF(first)
    flags = int(getattr(asked[1], "value", asked[1]))  # type: ignore[call-overload]
    width, height = metrics.horizontalAdvance(text), metrics.capHeight()
    x = box.x()
    if flags & Qt.AlignmentFlag.AlignRight.value:
        x = box.right() - width
    elif flags & Qt.AlignmentFlag.AlignHCenter.value:
        x = box.center().x() - width / 2
    y = box.center().y() - height / 2 if flags & Qt.AlignmentFlag.AlignVCenter.value else box.y() + 2
    return Drawn(widget, text, at.mapRect(QRectF(x, y, width, height)), at.mapRect(box))


def _is_seen_through_clip(painter: QPainter, widget: QWidget) -> bool:
    """Leave out what a delegate paints below the end of its view."""
    view = widget.parent()
    if not isinstance(view, QAbstractItemView):
        return True
    corner = painter.transform().map(QPointF(0, 0))
    return corner.y() < widget.height()


def faults_of(window: QWidget, *, least: int = 0) -> list[str]:
    """Tell everything in a window that does not fit; fewer texts than there must be are a fault, too."""
    found: list[str] = []
    for root in (window, *_scrolled(window)):
        with recorded() as texts:
            root.grab()
        if root is window and len(texts) < least:
            found.append(f"only {len(texts)} texts were painted: what is looked at?")
        for drawn in texts:
            found += _text_faults(drawn)
    for widget in _visible(window):
        found += _own_faults(widget)
    controls = [widget for widget in _visible(window) if is_control(widget)]
    for control in controls:
        found += _reach_faults(control, window)
    return sorted({*found, *_overlaps(controls)})


def _scrolled(window: QWidget) -> Iterator[QWidget]:
    for area in window.findChildren(QScrollArea):
        content = area.widget()
        if area.isVisible() and content and area.viewport().height() < content.height():
            yield content


def _visible(window: QWidget) -> Iterator[QWidget]:
    return (widget for widget in window.findChildren(QWidget) if widget.isVisible())


def is_control(widget: QWidget) -> bool:
    """Tell what a person clicks or writes in."""
    if isinstance(widget, QScrollBar) or widget.objectName().startswith("qt_"):
        return False
    is_within = isinstance(widget.parent(), QLineEdit | QAbstractSpinBox | QComboBox)
    takes_tab = bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
    return not is_within and (takes_tab or isinstance(widget, QAbstractButton))


def _name(widget: QWidget) -> str:
    own = widget.objectName() or widget.accessibleName()[:40]
    near: QWidget | None = widget
    while near and not near.objectName():
        near = near.parentWidget()
    within = f" in {near.objectName()}" if near and near is not widget else ""
    return f"{type(widget).__name__} {own}{within}".strip()


def _text_faults(drawn: Drawn) -> Iterator[str]:
    room, widget = QRectF(drawn.widget.rect()), drawn.widget
    if is_view := isinstance(widget.parent(), QAbstractItemView):
        room.setTop(drawn.ink.top())  # rows are cut at both ends of a view: it scrolls
        room.setBottom(drawn.ink.bottom())
    if drawn.ink.left() < room.left() - SLACK or drawn.ink.right() > room.right() + SLACK:
        yield f"{_name(widget)}: “{drawn.text}” is wider than its place"
    elif drawn.ink.top() < room.top() - SLACK or drawn.ink.bottom() > room.bottom() + SLACK:
        yield f"{_name(widget)}: “{drawn.text}” is higher than its place"
    elif drawn.box and drawn.ink.width() > drawn.box.width() + SLACK:
        yield f"{_name(widget)}: “{drawn.text}” is wider than its box"
    if "…" in drawn.text and not _is_told(drawn, is_view=is_view):
        yield f"{_name(widget)}: “{drawn.text}” is cut and told nowhere"
    if not is_view:
        for child in widget.children():
            if isinstance(child, QWidget) and child.isVisible() and is_control(child):
                covered = QRectF(child.geometry()).intersected(drawn.ink)
                if covered.width() > SLACK and covered.height() > SLACK:
                    yield f"{_name(widget)}: “{drawn.text}” lies below {_name(child)}"


def _is_told(drawn: Drawn, *, is_view: bool) -> bool:
    """Tell whether the whole of a text that was cut can be read somewhere."""
    kept, widget = [part.strip() for part in drawn.text.split("…")], drawn.widget
    texts: list[str] = []
    if is_view and isinstance(view := widget.parent(), QAbstractItemView):
        index = view.indexAt(drawn.ink.center().toPoint())
        roles = Qt.ItemDataRole
        told = (roles.ToolTipRole, roles.AccessibleTextRole, roles.AccessibleDescriptionRole)
        texts += [str(index.data(role) or "") for role in told]
    near: QWidget | None = widget
    for _generation in range(2):
        if near:
            own = near.text() if isinstance(near, QAbstractButton | QLabel) else ""
            texts += [near.toolTip(), near.accessibleName(), near.accessibleDescription(), own]
            near = near.parentWidget()
    return any(all(part in text.replace("\n", " ") for part in kept) for text in texts)


def _own_faults(widget: QWidget) -> Iterator[str]:
    """Measure the widgets that Qt paints itself."""
    paints_itself = type(widget).paintEvent in {kind.paintEvent for kind in _OURS_BY_QT}
    width = widget.contentsRect().width()
    if isinstance(widget, QLabel) and paints_itself and widget.text():
        if not widget.wordWrap() and widget.sizeHint().width() > widget.width() + SLACK:
            yield f"{_name(widget)}: “{widget.text()}” is wider than its label"
        if widget.wordWrap() and widget.heightForWidth(widget.width()) > widget.height() + SLACK:
            yield f"{_name(widget)}: “{widget.text()}” is higher than its label"
    elif isinstance(widget, QPushButton | QCheckBox | QRadioButton) and paints_itself:
        if widget.sizeHint().width() > widget.width() + SLACK:
            yield f"{_name(widget)}: “{widget.text()}” is wider than its button"
    elif isinstance(widget, QComboBox):
        needed = QFontMetricsF(widget.font()).horizontalAdvance(widget.currentText())
        if needed > width - 32 and widget.currentText() not in widget.toolTip():
            yield f"{_name(widget)}: “{widget.currentText()}” is wider than its box"
    elif isinstance(widget, QLineEdit) and not widget.text():
        margins = widget.textMargins()
        needed = QFontMetricsF(widget.font()).horizontalAdvance(widget.placeholderText())
        if needed > width - margins.left() - margins.right() - 4 and widget.placeholderText() not in widget.toolTip():
            yield f"{_name(widget)}: “{widget.placeholderText()}” is wider than its field"


_OURS_BY_QT = (QLabel, QPushButton, QCheckBox, QRadioButton)


def _reach_faults(control: QWidget, window: QWidget) -> Iterator[str]:
    """Look whether a control lies wholly in what holds it, up to something that scrolls, and on in that."""
    if control.width() < 4 or control.height() < 4:
        yield f"{_name(control)} has no size"
        return
    part: QWidget = control
    while part is not window and (parent := part.parentWidget()):
        scrolls = parent.parentWidget()
        place = QRect(part.mapTo(parent, QPoint(0, 0)), part.size())
        if isinstance(scrolls, QAbstractScrollArea) and scrolls.viewport() is parent:
            if place.width() > parent.width() and scrolls.horizontalScrollBarPolicy() == _OFF:
                yield f"{_name(part)} is wider than what it scrolls in"
            if parent.height() < min(LEAST_VIEW, part.height()):
                yield f"{_name(scrolls)} is hardly to be seen: {parent.height()} px"
        elif not parent.rect().adjusted(-1, -1, 1, 1).contains(place):
            yield f"{_name(part)} is cut off by {_name(parent)}"
        part = parent


_OFF = Qt.ScrollBarPolicy.ScrollBarAlwaysOff


def _overlaps(controls: Iterable[QWidget]) -> Iterator[str]:
    """Look whether controls that stand side by side cover each other."""
    beside: dict[QWidget, list[QWidget]] = {}
    for control in controls:
        beside.setdefault(control.parentWidget(), []).append(control)
    for one, other in (pair for group in beside.values() for pair in combinations(group, 2)):
        covered = one.geometry().intersected(other.geometry())
        if covered.width() > SLACK and covered.height() > SLACK:
            yield f"{_name(one)} overlaps {_name(other)}"
