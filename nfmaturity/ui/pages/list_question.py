"""A question about many lines: they have the room that the window leaves, and the answers are always in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from nfmaturity.ui.pages.library_questions import Question
from nfmaturity.ui.touch import take_touch

if TYPE_CHECKING:
    from collections.abc import Sequence

_LIST_HEIGHT, _LEAST_HEIGHT = 260, 96
"""How high the list is, and how low at least."""
_WIDTH, _BESIDE, _ABOVE = 680, 32, 24
"""How wide the question is where the window has room, and what of the window is left beside and above it."""


class ListQuestion(Question):
    """Shows lines between what is said of them and the answers."""

    def __init__(
        self, parent: QWidget, words: tuple[str, str], answers: Sequence[tuple[str, str]], lines: Sequence[str]
    ) -> None:
        """Take heading and sentence as `words`."""
        super().__init__(parent, *words, answers)
        self._lines = lines
        self.setMinimumWidth(min(_WIDTH, parent.window().width() - _BESIDE))
        self.list = QPlainTextEdit(self)
        self.list.setReadOnly(True)
        self.list.setTabChangesFocus(True)
        take_touch(self.list)
        self.list.setPlainText("\n".join(lines))
        self.column.insertWidget(self.before_answers, self.list)

    @property
    def before_answers(self) -> int:
        """The place in the column after all but the answers."""
        return self.column.count() - 2

    def fit(self, window: QWidget) -> None:
        """Give the list the height that a window leaves; where that is next to none the sentence goes into it."""
        room = window.height() - _ABOVE
        left = room - self._height_without_list()
        if left < _LEAST_HEIGHT:
            self.said.hide()
            self.list.setPlainText("\n".join([*self._lines, "", self.said.text()]))
            left = room - self._height_without_list()
        height = max(_LEAST_HEIGHT, min(_LIST_HEIGHT, left))
        around = self._height_without_list()
        self.list.setFixedHeight(height)
        self.setMinimumHeight(around + height)  # Qt would ask for the height of the texts at another width
        self.resize(self.minimumSize())

    def _height_without_list(self) -> int:
        self.list.setFixedHeight(0)
        self.column.invalidate()
        return self.column.totalHeightForWidth(self.minimumWidth())
