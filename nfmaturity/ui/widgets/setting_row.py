"""A row of the Settings page: what is set at the left, the inputs beside it, or under it where there is little room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from nfmaturity.ui.widgets.paragraph import Paragraph

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from nfmaturity.ui.wording import Wording

_LABEL, _LINE, _BESIDE = 176, 20, 640
"""The width and the height of a label, and from which width on it stands at the left."""


class SettingRow(QWidget):
    """A label with inputs, and a sentence under them where there is something to say."""

    def __init__(self, words: Wording, label: str, *inputs: QWidget, stretches: bool = False) -> None:
        """Put inputs beside their label, marked with `N_`; `stretches` gives the first one all the room."""
        super().__init__()
        self._way = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._way.setContentsMargins(0, 0, 0, 0)
        self._label = Paragraph(self, role="ink2")
        if label:
            words.say(self._label.setText, label)
        self._head = QVBoxLayout()
        self._head.addWidget(self._label)
        self._head.addStretch(1)
        self._drop = max(0, (max(one.sizeHint().height() for one in inputs) - _LINE) // 2)
        self._way.addLayout(self._head)
        down = QVBoxLayout()
        down.setSpacing(4)
        across = QHBoxLayout()
        across.setSpacing(8)
        for place, one in enumerate(inputs):
            across.addWidget(one, 1 if stretches and place == 0 else 0)
        if not stretches:
            across.addStretch(1)
        down.addLayout(across)
        self.note = Paragraph(self, pixels=12, leading=18, role="ink3")
        self.note.hide()
        down.addWidget(self.note)
        self._way.addLayout(down, 1)
        self._lay_out(0)

    def say(self, text: str, role: str = "ink3") -> None:
        """Say a sentence under the inputs, nothing with ""."""
        self.note.set_role(role)
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the label at the left where there is room for both."""
        super().resizeEvent(event)
        self._lay_out(event.size().width())

    def _lay_out(self, width: int) -> None:
        is_beside = width >= _BESIDE
        way = QBoxLayout.Direction.LeftToRight if is_beside else QBoxLayout.Direction.TopToBottom
        if self._way.direction() == way and self._label.minimumWidth():
            return
        self._way.setDirection(way)
        self._head.setContentsMargins(0, self._drop if is_beside else 0, 0, 0)
        self._way.setSpacing(8 if is_beside else 4)
        self._label.setMinimumWidth(_LABEL if is_beside else 1)
        self._label.setMaximumWidth(_LABEL if is_beside else self.maximumWidth())
        self._label.setVisible(is_beside or bool(self._label.text()))
