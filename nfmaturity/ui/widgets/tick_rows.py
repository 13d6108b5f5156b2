"""Rows to tick that are as high as a finger needs, each turned wherever it is tapped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

if TYPE_CHECKING:
    Index = QModelIndex | QPersistentModelIndex

ROW = 32
_TICK = Qt.ItemDataRole.CheckStateRole


class TickRows(QStyledItemDelegate):
    """Draws rows with a box; without it only the box itself, a third of a row high, would take a tap."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the size of a row."""
        return super().sizeHint(option, index).expandedTo(QSize(0, ROW))

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        """Turn the row when a button is let go over it; keys do what they always do."""
        if not isinstance(event, QMouseEvent):
            return super().editorEvent(event, model, option, index)
        if event.type() == QEvent.Type.MouseButtonRelease and event.button() == Qt.MouseButton.LeftButton:
            is_ticked = Qt.CheckState(index.data(_TICK)) == Qt.CheckState.Checked
            wanted = Qt.CheckState.Unchecked if is_ticked else Qt.CheckState.Checked
            return model.setData(_plain(model, index), wanted, _TICK)
        return False


def _plain(model: QAbstractItemModel, index: Index) -> QModelIndex:
    return model.index(index.row(), index.column())
