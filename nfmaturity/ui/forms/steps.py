"""The steps of the form at its left: where one is, what is filled in already, what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPen
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from nfmaturity.ui.fonts import font, measure
from nfmaturity.ui.forms.fields import STEPS
from nfmaturity.ui.icons import draw_icon
from nfmaturity.ui.theme import colour
from nfmaturity.ui.widgets.buttons import PaintedButton
from nfmaturity.ui.widgets.frame import Ground
from nfmaturity.ui.widgets.paragraph import Paragraph

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from nfmaturity.ui.wording import Wording

State = Literal["open", "filled", "faulty"]

FLAT = 40
"""How high the steps are where they stand in a row."""


@dataclass(frozen=True, slots=True)
class StepSummary:
    """How a step stands, in one line."""

    state: State
    said: str

    def not_visited(self) -> StepSummary:
        """Give how a step stands that nobody has looked at yet: what is in it by itself is nobody's choice."""
        return replace(self, state="open") if self.state == "filled" else self


class StepButton(PaintedButton):
    """One step."""

    def __init__(self, number: int, parent: QWidget) -> None:
        """Make a step that stays down while it is shown."""
        super().__init__(parent)
        self._number, self._summary, self._is_flat = number, StepSummary("open", ""), False
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_summary(self, summary: StepSummary) -> None:
        """Show how the step stands."""
        self._summary = summary
        self.setAccessibleDescription(summary.said)
        self.setToolTip(summary.said)
        self.update()

    def lie_flat(self, *, is_flat: bool) -> None:
        """Stand in a row with the other steps: without the summary, which the tooltip keeps."""
        self._is_flat = is_flat
        self.updateGeometry()
        self.update()

    @property
    def summary(self) -> StepSummary:
        """How the step stands."""
        return self._summary

    def sizeHint(self) -> QSize:
        """Fill the column."""
        return QSize(round(measure(self.text(), 13, True)) + 68, FLAT) if self._is_flat else QSize(260, 60)

    def minimumSizeHint(self) -> QSize:
        """Never cut the name."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw number or sign, name and summary."""
        painter = self.begin()
        if self.isChecked() or self.underMouse():
            painter.fillRect(self.rect(), colour("acctint" if self.isChecked() else "hover"))
        if self.isChecked():
            bar = QRectF(0, self.height() - 3, self.width(), 3) if self._is_flat else QRectF(0, 0, 3, self.height())
            painter.fillRect(bar, colour("accfill"))
        if self._is_flat:
            painter.translate(-12, -10)
        faulty, filled = self._summary.state == "faulty", self._summary.state == "filled"
        dot = QRectF(24.5, 18.5, 23, 23)
        painter.setBrush(colour("acctint" if filled and not self.isChecked() else "page"))
        painter.setPen(QPen(colour("cop" if faulty else "accfill" if filled or self.isChecked() else "edge"), 1))
        painter.drawEllipse(dot)
        if faulty or filled:
            sign = "triangle-alert" if faulty else "check"
            draw_icon(painter, sign, QRectF(29, 23, 14, 14), colour("cop" if faulty else "acc"))
        else:
            painter.setFont(font("small", bold=self.isChecked()))
            painter.setPen(colour("acc" if self.isChecked() else "ink2"))
            painter.drawText(dot, Qt.AlignmentFlag.AlignCenter, str(self._number))
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(font(bold=self.isChecked()))
        painter.setPen(colour("ink"))
        painter.setPen(colour("cop" if faulty and self._is_flat else "ink"))
        painter.drawText(
            QRectF(60, 20 if self._is_flat else 10, self.width() - (52 if self._is_flat else 68), 20), left, self.text()
        )
        if self._is_flat:
            painter.resetTransform()
            self.draw_ring(painter)
            return
        painter.setFont(font("small"))
        painter.setPen(colour("cop" if faulty else "ink3"))
        said = QFontMetricsF(painter.font()).elidedText(
            self._summary.said, Qt.TextElideMode.ElideRight, self.width() - 72
        )
        painter.drawText(QRectF(60, 30, self.width() - 68, 20), left, said)
        self.draw_ring(painter)


class StepColumn(Ground):
    """The steps, one under the other, under the title of the page."""

    chosen = Signal(str)

    def __init__(self, words: Wording, parent: QWidget | None = None) -> None:
        """Make a step each."""
        super().__init__("panel", "rb", parent)
        self._layout = layout = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        layout.setSpacing(0)
        self._head = QWidget(self)
        head = QVBoxLayout(self._head)
        head.setContentsMargins(24, 0, 16, 16)
        head.setSpacing(4)
        self.title = Paragraph(self, pixels=17, leading=24, bold=True)
        self.said = Paragraph(self, pixels=12, leading=18, role="ink2")
        head.addWidget(self.title)
        head.addWidget(self.said)
        layout.addWidget(self._head)
        self._steps: dict[str, StepButton] = {}
        for number, (name, word) in enumerate(STEPS, start=1):
            step = StepButton(number, self)
            step.setObjectName(f"step-{name}")
            words.say(step.setText, word)
            step.clicked.connect(lambda _=False, name=name: self.chosen.emit(name))
            self._steps[name] = step
            layout.addWidget(step)
        layout.addStretch(1)
        self._foot = QWidget(self)
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(24, 0, 16, 0)
        self.foot = Paragraph(self, pixels=12, leading=18, role="ink3")
        foot.addWidget(self.foot)
        layout.addWidget(self._foot)
        self.lie_flat(is_flat=False)

    def lie_flat(self, *, is_flat: bool) -> None:
        """Stand over the form as one row, or at its left as a column."""
        direction = QBoxLayout.Direction
        self._layout.setDirection(direction.LeftToRight if is_flat else direction.TopToBottom)
        self._layout.setContentsMargins(*((0, 0, 0, 1) if is_flat else (0, 24, 1, 16)))
        self._head.setVisible(not is_flat)
        self._foot.setVisible(not is_flat)
        self.setMinimumWidth(0 if is_flat else 260)
        self.setMaximumWidth(16_777_215 if is_flat else 260)
        self.setMinimumHeight(FLAT + 1 if is_flat else 0)
        self.setMaximumHeight(FLAT + 1 if is_flat else 16_777_215)
        for step in self._steps.values():
            step.lie_flat(is_flat=is_flat)

    def step(self, name: str) -> StepButton:
        """Give the button of a step."""
        return self._steps[name]

    def choose(self, name: str) -> None:
        """Show which step is in front."""
        self._steps[name].setChecked(True)
