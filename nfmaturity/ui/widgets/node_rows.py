"""Rows of nodes that lead somewhere: how far a domain is graded, where a group stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from nfmaturity.analysis.reasons.graders import grader_name
from nfmaturity.analysis.reasons.values import Figure
from nfmaturity.domain.errors import Message
from nfmaturity.i18n import _, say
from nfmaturity.ui.asking import Spot, ask_why
from nfmaturity.ui.fonts import font, measure
from nfmaturity.ui.theme import colour
from nfmaturity.ui.widgets.buttons import PaintedButton
from nfmaturity.ui.widgets.figure_spots import FigureSpots
from nfmaturity.ui.widgets.level_chip import draw_chip

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from nfmaturity.ui.pages.overview_content import GroupLine, ProgressLine
    from nfmaturity.ui.pages.overview_people import PersonLine
    from nfmaturity.ui.settings import Location

ROW, SIDE = 32, 16
_LEFT_TO_DO = 14
_WIDEST_BAR, _NARROWEST_BAR, _APART = 96, 36, 12
_CHIP, _SCORE, _WEIGHT = 28, 56, 60
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class NodeRow(PaintedButton):
    """A row over the width of its column, with a name that gives way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty row."""
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.figures = FigureSpots(self, self.spots)

    def spots(self) -> Iterator[Spot]:
        """Give the figures of the row that can be asked; the rest of it leads on."""
        yield from ()

    def sizeHint(self) -> QSize:
        """Give a target that a finger hits."""
        return QSize(200, ROW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Say by Enter why the figure of the row is so; Space does what a click does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and (spot := next(iter(self.spots()), None)):
            ask_why(self, spot, by_key=True)
        else:
            super().keyPressEvent(event)

    def begin(self, ground: str = "") -> QPainter:
        """Give a painter, with the ground of a row that the pointer is over."""
        return super().begin(ground or ("hover" if self.underMouse() else ""))

    def show_line(self, line: Any, among: Sequence[Any]) -> None:
        """Show a line, in columns that hold all of those among which it is shown."""
        raise NotImplementedError

    @property
    def door(self) -> Location | None:
        """Where the row leads."""
        raise NotImplementedError

    def draw_name(self, painter: QPainter, name: str, right: float, height: float = 0) -> None:
        """Write a name from the left, cut where the rest begins, in the middle of a height if not of the row's."""
        box = QRectF(SIDE, 0, right - SIDE, height or self.height())
        shown = QFontMetricsF(font("small")).elidedText(name, Qt.TextElideMode.ElideRight, box.width())
        self.setToolTip("" if shown == name else name)
        painter.setFont(font("small"))
        painter.setPen(colour("ink"))
        painter.drawText(box, _LEFT, shown)


class ProgressRow(NodeRow):
    """How many of a domain's requirements are graded."""

    line: ProgressLine | None = None
    _name_width, _count_width = 0.0, 0.0

    def sizeHint(self) -> QSize:
        """Take a little less, as there is a row for every domain; more for one that has something to be told."""
        return QSize(200, ROW - 4 + (_LEFT_TO_DO if self._open else 0))

    @property
    def _open(self) -> str:
        """What is left to do besides grading, in words."""
        line = self.line
        counted = ((line.marked, _("{n} marked")), (line.to_confirm, _("{n} to confirm"))) if line else ()
        return _(", ").join(words.format(n=n) for n, words in counted if n)

    def show_line(self, line: ProgressLine, among: Sequence[ProgressLine]) -> None:
        """Show a domain, in columns that hold all of those among which it is shown."""
        self.line = line
        self._name_width = max(measure(other.name, 12, False) for other in among)
        self._count_width = max(measure(_count(other), 12, True) for other in among)
        self.setObjectName(f"progress-{line.node}")
        self.setAccessibleName(" ".join(part for part in (line.name, self._open, _count(line)) if part))
        self.updateGeometry()
        self.update()

    def spots(self) -> Iterator[Spot]:
        """Give the count."""
        if self.line:
            width = round(self._count_width) + 2
            place = QRect(self.width() - SIDE - width, 2, width, self.height() - 4)
            yield Spot(place, Figure("progress", self.line.node), self.line.door)

    @property
    def door(self) -> Location | None:
        """Where grading goes on."""
        return self.line.door if self.line else None

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw name, bar and count; what is not finished is in bold."""
        if self.line is None:
            return
        painter, line = self.begin(), self.line
        right = self.width() - SIDE
        room = right - SIDE - self._count_width - self._name_width - 2 * _APART
        width = min(_WIDEST_BAR, max(_NARROWEST_BAR, room))
        upper = ROW - 4
        bar = QRectF(right - self._count_width - _APART - width, upper / 2 - 2.5, width, 5)
        self.draw_name(painter, line.name, bar.left() - _APART, upper)
        if self._open:
            painter.setFont(font("caption"))
            painter.setPen(colour("ink3"))
            painter.drawText(QRectF(SIDE, upper - 5, right, _LEFT_TO_DO), _LEFT, self._open)
        painter.fillRect(bar, colour("track"))
        bar.setWidth(width * line.answered / line.in_scope)
        painter.fillRect(bar, colour("met"))
        is_open = line.answered < line.in_scope
        painter.setFont(font("small", bold=is_open))
        painter.setPen(colour("ink" if is_open else "ink3"))
        painter.drawText(QRectF(0, 0, right, upper), _RIGHT, _count(line))
        self.draw_ring(painter)


class PersonRow(NodeRow):
    """How much somebody graded."""

    line: PersonLine | None = None
    _count_width = 0.0

    def spots(self) -> Iterator[Spot]:
        """Give the count."""
        if self.line:
            width, graders = round(self._count_width) + 2, self.line.graders
            place = QRect(self.width() - SIDE - width, 2, width, self.height() - 4)
            whose = Figure("graded", who=self.line.name)
            yield Spot(place, whose, beside=lambda scored: replace(scored, graders=graders))

    def show_line(self, line: PersonLine, among: Sequence[PersonLine]) -> None:
        """Show somebody."""
        self.line = line
        self._count_width = max(measure(str(other.graded), 12, False) for other in among)
        self.setAccessibleName(f"{self._name} {line.graded}")
        self.update()

    @property
    def door(self) -> Location | None:
        """Nowhere."""
        return None

    @property
    def _name(self) -> str:
        if self.line is None:
            return ""
        who = grader_name(self.line.name)
        name = say(who) if isinstance(who, Message) else who
        confirmed = self.line.confirmed
        return _("{name} (confirmed: {n})").format(name=name, n=confirmed) if confirmed else name

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw name, bar and count."""
        if self.line is None:
            return
        painter, line = self.begin(), self.line
        right = self.width() - SIDE
        bar = QRectF(right - self._count_width - _APART - _WIDEST_BAR, self.height() / 2 - 2.5, _WIDEST_BAR, 5)
        self.draw_name(painter, self._name, bar.left() - _APART)
        painter.fillRect(bar, colour("track"))
        bar.setWidth(_WIDEST_BAR * line.graded / max(1, line.in_scope))
        painter.fillRect(bar, colour("ico"))
        painter.setFont(font("small"))
        painter.setPen(colour("ink3"))
        painter.drawText(QRectF(0, 0, right, self.height()), _RIGHT, str(line.graded))
        self.draw_ring(painter)


class GroupRow(NodeRow):
    """Where a group of domains stands, and what it weighs."""

    line: GroupLine | None = None

    def show_line(self, line: GroupLine, _among: Sequence[GroupLine]) -> None:
        """Show a group."""
        self.line = line
        self.setObjectName(f"group-{line.node}")
        level = _("not graded yet") if line.level is None else line.level
        self.setAccessibleName(f"{line.name} {line.weight} {level} {line.score}")
        self.update()

    def spots(self) -> Iterator[Spot]:
        """Give score, level and weight."""
        if self.line:
            node, right, height = self.line.node, self.width() - SIDE, self.height() - 4
            yield Spot(QRect(right - _SCORE + 8, 2, _SCORE - 8, height), Figure("score", node), self.line.door)
            yield Spot(QRect(right - _SCORE - _CHIP, 2, _CHIP, height), Figure("level", node), self.line.door)
            yield Spot(QRect(right - _SCORE - _CHIP - _WEIGHT, 2, _WEIGHT - 8, height), Figure("weight", node))

    @property
    def door(self) -> Location | None:
        """Where its figure comes from."""
        return self.line.door if self.line else None

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw name, weight, chip and score."""
        if self.line is None:
            return
        painter, line = self.begin(), self.line
        right = self.width() - SIDE
        chip = QRectF(right - _SCORE - _CHIP, self.height() / 2 - 10, _CHIP, 20)
        self.draw_name(painter, line.name, chip.left() - _WEIGHT)
        painter.setPen(colour("ink3"))
        painter.drawText(QRectF(chip.left() - _WEIGHT, 0, _WEIGHT - 12, self.height()), _RIGHT, line.weight)
        draw_chip(painter, chip, str(line.level), line.role)
        painter.setFont(font(bold=True))
        painter.setPen(colour("ink"))
        painter.drawText(QRectF(right - _SCORE, 0, _SCORE, self.height()), _RIGHT, line.score)
        self.draw_ring(painter)


class NodeRows(QWidget):
    """One row under the other; `asked` carries the `Location` of the one that was pressed."""

    asked = Signal(object)

    def __init__(self, kind: type[NodeRow], parent: QWidget | None = None) -> None:
        """Begin empty, to be filled with rows of a kind."""
        super().__init__(parent)
        self._kind = kind
        self._rows: list[NodeRow] = []
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._down.setSpacing(0)

    @property
    def rows(self) -> Sequence[NodeRow]:
        """The rows that are shown."""
        return [row for row in self._rows if not row.isHidden()]

    def show_lines(self, lines: Sequence[ProgressLine | GroupLine | PersonLine]) -> None:
        """Show lines, in rows that are there already as far as they go."""
        while len(self._rows) < len(lines):
            row = self._kind(self)
            row.clicked.connect(self._ask)
            self._down.addWidget(row)
            self._rows.append(row)
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(lines))
            if place < len(lines):
                row.show_line(lines[place], lines)
        self.updateGeometry()

    def _ask(self) -> None:
        row = self.sender()
        if isinstance(row, GroupRow | PersonRow) and (spot := next(iter(row.spots()), None)):
            ask_why(row, spot, by_key=row.hasFocus())
        elif isinstance(row, NodeRow) and row.door:
            self.asked.emit(row.door)


def _count(line: ProgressLine) -> str:
    return f"{line.answered} / {line.in_scope}"
