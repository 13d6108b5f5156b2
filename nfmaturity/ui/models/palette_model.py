"""What the command palette found, for Qt's list view."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from nfmaturity.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtCore import QObject

    from nfmaturity.ui.palette_index import Entry, Kind

    Index = QModelIndex | QPersistentModelIndex

KIND_WORDS: Mapping[Kind, str] = {
    "page": N_("Page"),
    "act": N_("Action"),
    "assessment": N_("Assessment"),
    "domain": N_("Domain"),
    "item": N_("Sub-indicator"),
    "requirement": N_("Requirement"),
    "term": N_("Term"),
}


class PaletteRole(IntEnum):
    """What a row holds besides its text."""

    ENTRY = Qt.ItemDataRole.UserRole
    """The `Entry`."""


class PaletteModel(QAbstractListModel):
    """Holds the entries found; all are replaced together."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.entries: tuple[Entry, ...] = ()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show others."""
        self.beginResetModel()
        self.entries = tuple(entries)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        """Count the entries."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give an entry, its title, or all of it in words."""
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == PaletteRole.ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (entry.title, entry.aside, entry.refused) if part)
        return spoken(entry) if role == Qt.ItemDataRole.AccessibleTextRole else None


def spoken(entry: Entry) -> str:
    """Say all of an entry."""
    return ", ".join(
        part for part in (_(KIND_WORDS[entry.kind]), entry.title, entry.aside, entry.cap, entry.refused) if part
    )
