"""Which assessments of the list are shown, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QSortFilterProxyModel

from nfmaturity.ui.models.library_model import Column, Entry, LibraryModel

if TYPE_CHECKING:
    from nfmaturity.ui.models.library_model import Index

View = Literal["all", "open", "complete", "trash"]
VIEWS: tuple[View, ...] = ("all", "open", "complete", "trash")


def belongs(entry: Entry, view: View) -> bool:
    """Say whether an entry is shown in a view; what is not complete counts as in progress."""
    return view in {"all", "trash"} or (entry.state == "complete") == (view == "complete")


class LibraryFilter(QSortFilterProxyModel):
    """Shows one view of the list, those that hold every word searched for, sorted by a column."""

    def __init__(self, model: LibraryModel) -> None:
        """Show everything of a list."""
        super().__init__()
        self._model = model
        self._view: View = "all"
        self._words: tuple[str, ...] = ()
        self.setSourceModel(model)

    def show_only(self, view: View, searched: str) -> None:
        """Show a view, and of it what holds every word of a search."""
        words = tuple(searched.casefold().split())
        if (view, words) != (self._view, self._words):
            self._view, self._words = view, words
            self.setFilterFixedString(f"{view}:{searched}")  # has Qt ask again; what it says is not looked at

    def filterAcceptsRow(self, row: int, _parent: Index) -> bool:
        """Say whether a row is shown."""
        if not belongs(self._model.entries[row], self._view):
            return False
        return not self._words or all(word in self._model.haystack(row) for word in self._words)

    def lessThan(self, left: Index, right: Index) -> bool:
        """Compare two rows by the column that sorts."""
        column = Column(left.column())
        return self._model.rank(left.row(), column) < self._model.rank(right.row(), column)
