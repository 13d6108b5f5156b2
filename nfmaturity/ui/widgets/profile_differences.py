"""In what two states of a profile differ, field by field: what is there, and what would stand in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from nfmaturity.ui.forms.profile_words import field_label, value_words
from nfmaturity.ui.widgets.label import Label
from nfmaturity.ui.widgets.paragraph import Paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nfmaturity.analysis.profile_differences import FieldDifference

_LABEL = 112


class ProfileDifferences(QWidget):
    """A row a field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnMinimumWidth(0, _LABEL)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)

    def show_differences(self, before: str, after: str, found: Sequence[FieldDifference]) -> None:
        """Show differences under the names of the two sides."""
        while (item := self._grid.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for column, word in ((1, before), (2, after)):
            head = Label(self, size="small", role="ink3")
            head.setText(word)
            self._grid.addWidget(head, 0, column)
        for at, one in enumerate(found, start=1):
            label = Paragraph(self, pixels=12, leading=18, role="ink2")
            label.setText(field_label(one.field))
            old, new = Paragraph(self, pixels=12, leading=18, role="ink2"), Paragraph(self, pixels=12, leading=18)
            old.setText(value_words(one.field, one.before))
            new.setText(value_words(one.field, one.after))
            for column, cell in enumerate((label, old, new)):
                cell.setObjectName(f"difference-{one.field}-{column}")
                self._grid.addWidget(cell, at, column, Qt.AlignmentFlag.AlignTop)
                cell.show()
