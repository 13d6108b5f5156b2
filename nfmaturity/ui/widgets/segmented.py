"""A row of choices of which one holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from nfmaturity.ui.fonts import font
from nfmaturity.ui.theme import colour
from nfmaturity.ui.widgets.buttons import HEIGHT, PaintedButton, draw_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent


class Choice(PaintedButton):
    """One choice of a row."""

    def __init__(self, name: str, pad: int, parent: QWidget) -> None:
        """Make a choice; `name` is what the row's signal carries."""
        super().__init__(parent)
        self.choice = name
        self._pad = pad
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Give what the bold word takes, so that nothing moves when the choice is taken."""
        width = QFontMetricsF(font("small", bold=True)).horizontalAdvance(self.text())
        return QSize(round(width) + 2 * self._pad, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the word, on a tint where the choice holds."""
        painter, within = self.begin(), self.rect().adjusted(0, 1, 0, -1)  # the edge of the row takes taps as well
        if self.isChecked():
            painter.fillRect(within, colour("acctint"))
        elif self.underMouse() and self.isEnabled():
            painter.fillRect(within, colour("hover"))
        painter.setFont(font("small", bold=self.isChecked()))
        painter.setPen(colour("acc" if self.isChecked() else "ink2" if self.isEnabled() else "dis"))
        draw_word(painter, QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, self.text())
        self.draw_ring(painter, 3)


class Segmented(QWidget):
    """A row of choices; `chosen` carries the name of the one that a person took."""

    chosen = Signal(str)

    def __init__(self, names: Sequence[str], parent: QWidget | None = None, *, pad: int = 12) -> None:
        """Make a choice for each name; words are set apart, so that they can follow the language."""
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(1, 0, 1, 0)
        layout.setSpacing(1)
        self._group = QButtonGroup(self)
        self._choices = {name: Choice(name, pad, self) for name in names}
        for name, choice in self._choices.items():
            choice.setObjectName(f"choice-{name}")
            self._group.addButton(choice)
            layout.addWidget(choice)
        self._group.buttonClicked.connect(self._tell)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def choice(self, name: str) -> Choice:
        """Give the button of a choice."""
        return self._choices[name]

    def set_words(self, words: Sequence[str]) -> None:
        """Name the choices, in their order."""
        for choice, word in zip(self._choices.values(), words, strict=True):
            if choice.text() != word:
                choice.setText(word)
                choice.updateGeometry()

    def choose(self, name: str) -> None:
        """Show which choice holds; nothing is signalled."""
        self._choices[name].setChecked(True)

    @property
    def current(self) -> str:
        """The name of the choice that holds, "" while none does."""
        return next((name for name, choice in self._choices.items() if choice.isChecked()), "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the arrows go from choice to choice."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        names = list(self._choices)
        at = names.index(self.current or names[0]) + step
        if 0 <= at < len(names):
            self._choices[names[at]].setFocus(Qt.FocusReason.TabFocusReason)
            self._choices[names[at]].click()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the edge around the row and the lines between the choices."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("line2"), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        for choice in list(self._choices.values())[1:]:
            x = choice.x() - 0.5
            painter.drawLine(
                QRectF(x, 1, 0, self.height() - 2).topLeft(), QRectF(x, 1, 0, self.height() - 2).bottomLeft()
            )

    def _tell(self, button: PaintedButton) -> None:
        if isinstance(button, Choice):
            self.chosen.emit(button.choice)
