"""A rubric's nodes as a tree: how its rows are drawn, but for what stands at the right, and which keys it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from nfmaturity.ui.fonts import elided
from nfmaturity.ui.icons import draw_icon
from nfmaturity.ui.lettering import draw_line, draw_within
from nfmaturity.ui.models.rubric_tree import NodeRole
from nfmaturity.ui.theme import colour
from nfmaturity.ui.touch import take_touch

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from nfmaturity.ui.models.rubric_tree import NodeFace

Index = QModelIndex | QPersistentModelIndex

_ROW = 33
_NAME_X = {"group": 28, "domain": 36, "item": 64}
# As numbers: Python makes an object for each set of Qt's flags, and a row asks for four.
_SELECTED = QStyle.StateFlag.State_Selected.value
_POINTED_AT = QStyle.StateFlag.State_MouseOver.value
_OPEN = QStyle.StateFlag.State_Open.value
_HAS_FOCUS = QStyle.StateFlag.State_HasFocus.value


class NodeDelegate(QStyledItemDelegate):
    """Draws a node: a sign to unfold it or its number, and its name; subclasses say what stands at the right."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Give every row the same height."""
        return QSize(200, _ROW)

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        """Draw one row."""
        box, state = QRectF(option.rect), option.state.value
        face: NodeFace = index.data(NodeRole.FACE)
        selected = bool(state & _SELECTED) and face.kind == "item"
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _draw_ground(painter, box, state, selected=selected)
        if face.kind == "group" and index.row() > 0:
            painter.setPen(QPen(colour("line"), 1))
            painter.drawLine(QPointF(box.x(), box.y() + 0.5), QPointF(box.right(), box.y() + 0.5))
        if face.kind != "item":
            sign = "chevron-down" if state & _OPEN else "chevron-right"
            x = box.x() + (8 if face.kind == "group" else 16)
            draw_icon(painter, sign, QRectF(x, box.y() + 9, 14, 14), colour("ink2"))
        right = self.draw_right(painter, box, face)
        self._draw_name(painter, box, face, right, selected=selected)
        painter.restore()

    def draw_right(self, painter: QPainter, box: QRectF, face: NodeFace) -> float:
        """Draw what stands at the right; gives where the name has to end."""
        raise NotImplementedError

    def name_role(self, _face: NodeFace) -> str:
        """Give the colour role of a node's name."""
        return "ink"

    def _draw_name(self, painter: QPainter, box: QRectF, face: NodeFace, right: float, *, selected: bool) -> None:
        baseline = box.y() + box.height() / 2 + 4.5
        if face.kind == "item":
            painter.setPen(colour("acc" if selected else "ink3"))
            number = face.id.rpartition("-")[2]
            draw_line(painter, QPointF(box.x() + 38, baseline), number, 13, bold=selected)
        painter.setPen(colour(self.name_role(face)))
        x, bold = box.x() + _NAME_X[face.kind], selected or face.kind == "group"
        draw_line(painter, QPointF(x, baseline), elided(face.name, right - x, 13, bold), 13, bold=bold)


def _draw_ground(painter: QPainter, box: QRectF, state: int, *, selected: bool) -> None:
    if selected:
        painter.fillRect(box, colour("acctint"))
        painter.fillRect(QRectF(box.x(), box.y(), 3, box.height()), colour("accfill"))
    elif state & _POINTED_AT:
        painter.fillRect(box, colour("hover"))
    if state & _HAS_FOCUS:
        painter.setPen(QPen(colour("acc"), 2))
        painter.drawRect(box.adjusted(1, 1, -1, -1))


def draw_figure(painter: QPainter, box: QRectF, figure: str) -> None:
    """Write a figure at the right end of a row."""
    painter.setPen(colour("ink3"))
    draw_within(painter, box, figure, 12, align="right")


class NodeView(QTreeView):
    """The tree itself: letters and digits go to the page, not to a search in the tree."""

    item_chosen = Signal(str)
    """The sub-indicator that a person clicked or entered; groups and domains are unfolded and folded instead."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Set a flat tree up."""
        super().__init__(parent)
        take_touch(self)
        self.setObjectName("tree")
        self.setHeaderHidden(True)
        self.viewport().setAutoFillBackground(False)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that move in a tree; leave the others to the page."""
        keys = Qt.Key
        if event.key() in {keys.Key_Up, keys.Key_Down, keys.Key_Left, keys.Key_Right, keys.Key_Home, keys.Key_End}:
            super().keyPressEvent(event)
        elif event.key() in {keys.Key_Return, keys.Key_Enter, keys.Key_Space}:
            self.activated.emit(self.currentIndex())
        else:
            event.ignore()

    def currentChanged(self, now: Index, before: Index) -> None:
        """Paint a pixel around both rows as well: at some sizes of text edges fall between the screen's."""
        super().currentChanged(now, before)
        for index in (now, before):
            self.viewport().update(self.visualRect(index).adjusted(0, -1, 0, 1))

    def _choose(self, index: QModelIndex) -> None:
        if index.data(NodeRole.KIND) == "item":
            self.item_chosen.emit(index.data(NodeRole.ID))
        elif index.isValid():
            self.setExpanded(index, not self.isExpanded(index))
