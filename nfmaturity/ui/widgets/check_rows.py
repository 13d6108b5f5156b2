"""Rows of checks: what is to be asked about in a sentence, and under it, unfolded, the places that it is about."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from nfmaturity.charts.line_breaks import break_lines
from nfmaturity.i18n import _
from nfmaturity.ui.fonts import font
from nfmaturity.ui.icons import draw_icon
from nfmaturity.ui.theme import colour
from nfmaturity.ui.widgets.buttons import PaintedButton
from nfmaturity.ui.widgets.paragraph import advance_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QPainter, QPaintEvent

    from nfmaturity.ui.settings import Location

ROW, SIDE = 32, 16
AT_ONCE = 8
"""How many places are unfolded at a time."""

_LEADING, _SIGN, _APART = 18, 16, 10
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True, slots=True)
class SpotLine:
    """A place that a check is about: its id, what stands there, and the way to it."""

    node: str
    said: str
    door: Location


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A check as it is shown; one about a single place is its own door."""

    kind: str
    is_grave: bool
    said: str
    count: int
    """How many places it is about."""

    first: Callable[[int], tuple[SpotLine, ...]] = field(compare=False)
    """Puts so many of them into words: there may be hundreds, most of which nobody asks for."""

    door: Location | None = None
    """The way to the only place, None where there is a choice."""


class _Row(PaintedButton):
    """A row over the whole width."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Give a target that a finger hits."""
        return QSize(200, ROW)

    def begin(self, ground: str = "") -> QPainter:
        """Give a painter, with the ground of a row that the pointer is over."""
        return super().begin(ground or ("hover" if self.underMouse() else ""))


class CheckRow(_Row):
    """A check: its sign, its sentence on as many lines as it takes, and whether it opens or leads on."""

    def __init__(self, line: CheckLine, parent: QWidget) -> None:
        """Show a check."""
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.line = line
        self.is_open = False
        self.show_line(line, is_open=False)

    def show_line(self, line: CheckLine, *, is_open: bool) -> None:
        """Show a check, folded or not."""
        self.line, self.is_open = line, is_open
        self.setObjectName(f"check-{line.kind}")
        grave = _("to be mended: {said}") if line.is_grave else _("to be looked at: {said}")
        self.setAccessibleName(grave.format(said=line.said))
        if line.door is None:
            self.setAccessibleDescription(_("opened") if is_open else _("folded"))
        self.updateGeometry()
        self.update()

    def _lines(self, width: int) -> list[str]:
        room = width - 2 * SIDE - _SIGN - _APART - 22
        return break_lines(self.line.said, advance_of(12, False), max(80.0, room))

    def hasHeightForWidth(self) -> bool:
        """Tell the layout to ask, so that no height of an earlier width is seen."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Take the lines that the sentence needs."""
        return max(ROW, len(self._lines(width)) * _LEADING + 10)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw sign, sentence, and what a press does."""
        painter, line = self.begin(), self.line
        lines = self._lines(self.width())
        top = (self.height() - len(lines) * _LEADING) / 2
        sign, role = ("triangle-alert", "cop") if line.is_grave else ("circle-alert", "ink3")
        draw_icon(painter, sign, QRectF(SIDE, top + 2, 14, 14), colour(role))
        painter.setFont(font("small"))
        painter.setPen(colour("ink"))
        for place, text in enumerate(lines):
            box = QRectF(SIDE + _SIGN + _APART, top + place * _LEADING, self.width(), _LEADING)
            painter.drawText(box, _LEFT, text)
        leads = "arrow-up-right" if line.door else "chevron-down" if self.is_open else "chevron-right"
        draw_icon(painter, leads, QRectF(self.width() - SIDE - 14, top + 2, 14, 14), colour("acc"))
        self.draw_ring(painter)


class SpotRow(_Row):
    """One place under a check: its id, and what stands there as far as there is room."""

    def __init__(self, parent: QWidget) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.line: SpotLine | None = None
        self._more = 0

    def show_line(self, line: SpotLine) -> None:
        """Show a place."""
        self.line, self._more = line, 0
        self.setAccessibleName(_("; ").join(part for part in (line.node, line.said) if part))
        self.setToolTip(line.said)
        self.update()

    def show_more(self, left: int) -> None:
        """Show how many places are still folded."""
        self.line, self._more = None, left
        self.setAccessibleName(_("{n} more").format(n=left))
        self.setToolTip("")
        self.update()

    def sizeHint(self) -> QSize:
        """Give a target that a finger hits."""
        return QSize(200, ROW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the row."""
        painter = self.begin()
        x, right = SIDE + _SIGN + _APART, self.width() - SIDE
        if self.line is None:
            painter.setFont(font("small"))
            painter.setPen(colour("acc"))
            painter.drawText(QRectF(x, 0, right - x, ROW), _LEFT, _("{n} more").format(n=self._more))
            self.draw_ring(painter)
            return
        if self.line.node:
            painter.setFont(font("caption"))
            painter.setPen(colour("ink3"))
            taken = QFontMetricsF(font("caption")).horizontalAdvance(self.line.node)
            painter.drawText(QPointF(x, ROW / 2 + 4), self.line.node)
            x += round(taken) + _APART
        metrics = QFontMetricsF(font("small"))
        shown = metrics.elidedText(self.line.said, Qt.TextElideMode.ElideRight, right - x)
        painter.setFont(font("small"))
        painter.setPen(colour("ink2"))
        painter.drawText(QRectF(x, 0, right - x + 2, ROW), _LEFT, shown)
        self.draw_ring(painter)


class CheckBlock(QWidget):
    """A check with its places; unfolds where there are several."""

    asked = Signal(object)
    """The `Location` of the place that was pressed."""

    moved = Signal()
    """Other rows than before are shown."""

    def __init__(self, line: CheckLine, parent: QWidget) -> None:
        """Show a check, folded."""
        super().__init__(parent)
        self._most = 0
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._down.setSpacing(0)
        self.head = CheckRow(line, self)
        self.head.clicked.connect(self._press)
        self._down.addWidget(self.head)
        self._rows: list[SpotRow] = []

    @property
    def rows(self) -> Sequence[_Row]:
        """The rows that are shown, from top to bottom."""
        return [self.head, *(row for row in self._rows if not row.isHidden())]

    def show_line(self, line: CheckLine) -> None:
        """Show a check, folded as it was."""
        if line.door:
            self._most = 0
        self.head.show_line(line, is_open=self._most > 0)
        self._show_spots()

    def _press(self) -> None:
        line = self.head.line
        if line.door:
            self.asked.emit(line.door)
            return
        self._most = 0 if self._most else AT_ONCE
        self.show_line(line)
        self.moved.emit()

    def _press_spot(self) -> None:
        row = self.sender()
        if not isinstance(row, SpotRow):
            return
        if row.line:
            self.asked.emit(row.line.door)
            return
        self._most += 2 * AT_ONCE
        self.show_line(self.head.line)
        self.moved.emit()

    def _show_spots(self) -> None:
        spots = self.head.line.first(self._most)
        left = self.head.line.count - len(spots) if self._most else 0
        wanted = len(spots) + bool(left)
        while len(self._rows) < wanted:
            row = SpotRow(self)
            row.clicked.connect(self._press_spot)
            self._down.addWidget(row)
            self._rows.append(row)
        for place, row in enumerate(self._rows):
            row.setVisible(place < wanted)
            if place < len(spots):
                row.show_line(spots[place])
            elif place < wanted:
                row.show_more(left)


class CheckRows(QWidget):
    """Checks, one under the other."""

    asked = Signal(object)
    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._blocks: dict[str, CheckBlock] = {}
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._down.setSpacing(0)

    @property
    def blocks(self) -> Sequence[CheckBlock]:
        """The checks that are shown, in their order."""
        return list(self._blocks.values())

    @property
    def rows(self) -> Sequence[QWidget]:
        """Every row that is shown, from top to bottom."""
        return [row for block in self.blocks for row in block.rows]

    def show_lines(self, lines: Sequence[CheckLine]) -> None:
        """Show checks; those that were unfolded stay so."""
        before, self._blocks = self._blocks, {}
        for place, (key, line) in enumerate(_keyed(lines)):
            block = before.pop(key, None) or self._made(line)
            block.show_line(line)
            self._down.insertWidget(place, block)
            self._blocks[key] = block
        for block in before.values():
            self._down.removeWidget(block)
            block.hide()
            block.deleteLater()

    def _made(self, line: CheckLine) -> CheckBlock:
        block = CheckBlock(line, self)
        block.asked.connect(self.asked)
        block.moved.connect(self.moved)
        return block


def _keyed(lines: Sequence[CheckLine]) -> list[tuple[str, CheckLine]]:
    """Give each check a key of its own, as one question may be asked of several things."""
    seen: dict[str, int] = {}
    keyed = []
    for line in lines:
        seen[line.kind] = seen.get(line.kind, 0) + 1
        keyed.append((f"{line.kind}-{seen[line.kind]}", line))
    return keyed
