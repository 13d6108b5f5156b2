"""The enterprises that are known already, offered under the line for a name as one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit

from nfmaturity.analysis.enterprise_words import enterprise_name
from nfmaturity.ui.widgets.composing import is_composing

if TYPE_CHECKING:
    from PySide6.QtCore import QPersistentModelIndex

    from nfmaturity.workspace.enterprises import EnterpriseList

_ID = int(Qt.ItemDataRole.UserRole)
_NAME = _ID + 1
_SEARCHED = _ID + 2


class KnownEnterprises(QCompleter):
    """Finds by names in both languages and by credit code; the last changed come first."""

    taken = Signal(str)
    """The id of the enterprise that a person took."""

    def __init__(self, line: QLineEdit) -> None:
        """Offer nothing yet."""
        self._items = QStandardItemModel()
        super().__init__(self._items, line)
        self._line = line
        self.setCompletionRole(_SEARCHED)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setMaxVisibleItems(8)
        if popup := self.popup():
            popup.setObjectName("known-enterprises")
        self.activated[QModelIndex].connect(lambda at: self.taken.emit(at.data(_ID)))  # type: ignore[index]
        line.setCompleter(self)
        line.installEventFilter(self)

    def show_list(self, listed: EnterpriseList) -> None:
        """Offer enterprises."""
        self._items.clear()
        for known in listed.kept:
            row = known.row
            name = enterprise_name(row.name, row.name_en)
            item = QStandardItem(" · ".join(part for part in (name, row.credit_code) if part))
            item.setData(row.id, _ID)
            item.setData(row.name or row.name_en, _NAME)
            item.setData(" ".join((row.name, row.name_en, row.credit_code)), _SEARCHED)
            self._items.appendRow(item)

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """Give the name, which is what the line takes."""
        return str(index.data(_NAME))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Offer all by the arrow down where nothing is typed; no key takes anything while one composes."""
        if event.type() == QEvent.Type.KeyPress and is_composing(self._line):
            return True
        is_down = event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down  # type: ignore[attr-defined]
        if watched is self._line and is_down and not self._line.text():
            self.setCompletionPrefix("")
            self.complete()
            return True
        return bool(super().eventFilter(watched, event))
