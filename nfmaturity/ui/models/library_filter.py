"""Which assessments of the list are shown, and in which order.

The rows are put together here, as Qt's own proxy asks Python for every pair that it compares and stands still for
seconds where a list is long.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt

from nfmaturity.ui.models.library_entries import Entry
from nfmaturity.ui.models.library_model import ENTRY, NO_INDEX, Column, LibraryModel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nfmaturity.ui.models.library_model import Index

View = Literal["all", "open", "complete", "trash"]
VIEWS: tuple[View, ...] = ("all", "open", "complete", "trash")
EXCERPT = ENTRY + 1
"""The role under which every cell gives the words of a comment for which its row was found, "" for none."""


def belongs(entry: Entry, view: View) -> bool:
    """Say whether an entry is shown in a view; what is not complete counts as in progress."""
    return view in {"all", "trash"} or (entry.state == "complete") == (view == "complete")


class LibraryFilter(QAbstractTableModel):
    """Shows one view of the list, those that hold every word searched for, sorted by a column."""

    def __init__(self, model: LibraryModel) -> None:
        """Show everything of a list."""
        super().__init__()
        self._model = model
        self._view: View = "all"
        self._words: tuple[str, ...] = ()
        self._excerpts: Mapping[str, str] = {}
        self._column, self._order = Column.CHANGED, Qt.SortOrder.DescendingOrder
        self._rows: Sequence[int] = ()
        self._places: dict[str, int] | None = None
        model.modelAboutToBeReset.connect(self.beginResetModel)
        model.modelReset.connect(self._follow_reset)
        model.dataChanged.connect(self._follow_words)
        model.headerDataChanged.connect(self.headerDataChanged)

    def show_only(self, view: View, searched: str, excerpts: Mapping[str, str] | None = None) -> bool:
        """Show a view, and of it what holds every word of a search; False where that is shown already.

        `excerpts` are the comments that hold them all, by the ids of their assessments.
        """
        words, found = tuple(searched.casefold().split()), excerpts or {}
        if (view, words, found) == (self._view, self._words, self._excerpts):
            return False
        self.beginResetModel()
        self._view, self._words, self._excerpts = view, words, found
        self._arrange()
        self.endResetModel()
        return True

    def entry(self, row: int) -> Entry | None:
        """Give the entry of a shown row, None where there is none."""
        return self._model.entries[self._rows[row]] if 0 <= row < len(self._rows) else None

    def row_of(self, ident: str) -> int:
        """Give the row in which an assessment is shown, -1 for none."""
        if self._places is None:
            entries = self._model.entries
            self._places = {entries[source].id: row for row, source in enumerate(self._rows)}
        return self._places.get(ident, -1)

    def longest_names(self) -> Sequence[str]:
        """Give the names that may take the most room, whatever is shown of the list now."""
        return self._model.longest_names()

    # Qt's side

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """Count the assessments that are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give what a cell says, and below the tooltip of a name the words that were found."""
        if not index.isValid():
            return None
        source = self._rows[index.row()]
        if role == EXCERPT:
            return self._excerpts.get(self._model.entries[source].id, "")
        said = self._model.data(self._model.index(source, index.column()), role)
        if role == Qt.ItemDataRole.ToolTipRole and index.column() in {Column.NAME, Column.TITLE}:
            excerpt = self._excerpts.get(self._model.entries[source].id, "")
            return f"{said}\n{excerpt}" if excerpt else said
        return said

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give the head of a column."""
        return self._model.headerData(section, orientation, role)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the rows into the order of a column; what is equal there stays as the library lists it."""
        if column < 0:
            return
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        sources = [self._rows[index.row()] for index in held]
        self._column, self._order = Column(column), order
        self._arrange()
        places = {source: row for row, source in enumerate(self._rows)} if held else {}
        moved = [
            self.index(places[source], index.column()) if source in places else QModelIndex()
            for source, index in zip(sources, held, strict=True)
        ]
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()

    # Within

    def _arrange(self) -> None:
        entries, view, words, found = self._model.entries, self._view, self._words, self._excerpts
        rows: Sequence[int] = self._model.order(self._column, falling=self._order == Qt.SortOrder.DescendingOrder)
        if view in {"open", "complete"}:
            rows = [row for row in rows if belongs(entries[row], view)]
        if words:
            said = self._model.haystacks()
            hits = set(rows)
            for word in words:
                hits = {row for row in hits if word in said[row]}
            hits |= {row for row in rows if entries[row].id in found} if found else set()
            rows = [row for row in rows if row in hits]
        self._rows, self._places = rows, None

    def _follow_reset(self) -> None:
        self._arrange()
        self.endResetModel()

    def _follow_words(self) -> None:
        """Say everything anew, in the order and with the hits of the language in force."""
        self.beginResetModel()
        self._arrange()
        self.endResetModel()
