"""Why a figure is what it is, beside the figure: a sheet over the page that takes the keys until it is put away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from nfmaturity.i18n import N_, _, say
from nfmaturity.ui.theme import colour
from nfmaturity.ui.touch import take_touch
from nfmaturity.ui.why_words import cut_words, figure_words, left_out_words, name_words, spoken
from nfmaturity.ui.widgets.buttons import Button, IconButton
from nfmaturity.ui.widgets.frame import Ground, draw_edges
from nfmaturity.ui.widgets.label import Label
from nfmaturity.ui.widgets.paragraph import Paragraph
from nfmaturity.ui.widgets.why_table import SIDE, WhyLine, WhyRow, WhyTable
from nfmaturity.ui.wording import Wording

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from nfmaturity.analysis.reasons.values import Lead, Reason

WIDE, EDGE, GAP = 440, 8, 6
"""How wide the sheet is where there is room, from the edge of the window, and from the figure; pixels."""

_MOST_LEFT_OUT = 30


class WhyPanel(QWidget):
    """Shows one reason after the other."""

    asked = Signal(object)
    """The `Door` that is asked for: another figure, or by its id a requirement or sub-indicator."""

    went_back = Signal()

    closed = Signal()
    """A key or the cross puts the sheet away."""

    opened = Signal()
    """The place that the figure leads to besides is asked for."""

    def __init__(self, window: QWidget) -> None:
        """Lay the sheet out; it is hidden at first."""
        super().__init__(window)
        self.setObjectName("why")
        self.words = Wording()
        self._leads: list[Button] = []
        self._left_out: list[WhyRow] = []
        self._doors: list[Lead] = []
        down = QVBoxLayout(self)
        down.setContentsMargins(1, 1, 1, 1)
        down.setSpacing(0)
        down.addLayout(self._head())
        self.area = _Body(self)
        take_touch(self.area)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sheet = Ground("page")
        self.area.setWidget(self._sheet)
        down.addWidget(self.area, 1)
        self._build()
        self.hide()

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(4, 4, 4, 0)
        row.setSpacing(4)
        self.back = IconButton("chevron-left", self)
        self.back.setObjectName("why-back")
        self.words.say(self.back.set_name, N_("Back (Backspace)"))
        self.back.clicked.connect(self.went_back)
        self.title = Paragraph(self, bold=True)
        self.title.setObjectName("why-title")
        self.away = IconButton("x", self)
        self.away.setObjectName("why-away")
        self.words.say(self.away.set_name, N_("Close (Esc)"))
        self.away.clicked.connect(self.closed)
        row.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        row.addSpacing(SIDE - 4)
        row.addWidget(self.title, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.away, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _build(self) -> None:
        down = QVBoxLayout(self._sheet)
        down.setContentsMargins(0, 2, 0, 10)
        down.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(SIDE, 0, SIDE, 4)
        self.value = Label(self, size="title", role="ink")
        self.value.setObjectName("why-value")
        self.value.setFixedHeight(34)
        self.door = Button("primary", "arrow-up-right", self)
        self.door.setObjectName("why-door")
        self.words.say(self.door.setText, N_("Open in Assess"))
        self.door.clicked.connect(self.opened)
        top.addWidget(self.value, 1)
        top.addWidget(self.door)
        down.addLayout(top)
        self._sentences = [self._said(down, "ink"), self._said(down, "ink2"), self._said(down, "ink2")]
        down.addSpacing(8)
        self.table = WhyTable(self)
        self.table.asked.connect(self.asked)
        down.addWidget(self.table)
        self._cuts = [self._said(down, "ink3", pixels=11) for _n in range(3)]
        self._out_title = self._said(down, "ink", bold=True)
        self._out = QVBoxLayout()
        self._out.setSpacing(0)
        down.addLayout(self._out)
        self._out_more = self._said(down, "ink3")
        down.addSpacing(6)
        self._ways = QVBoxLayout()
        self._ways.setContentsMargins(SIDE - 8, 0, SIDE, 0)
        self._ways.setSpacing(0)
        down.addLayout(self._ways)
        down.addStretch(1)

    def _said(self, down: QVBoxLayout, role: str, *, pixels: int = 12, bold: bool = False) -> Paragraph:
        inset = QHBoxLayout()
        inset.setContentsMargins(SIDE, 4, SIDE, 0)
        said = Paragraph(self, pixels=pixels, leading=pixels + 6, role=role, bold=bold)
        inset.addWidget(said)
        down.addLayout(inset)
        return said

    # What is shown

    def show_reason(self, reason: Reason, *, has_door: bool, has_back: bool) -> None:
        """Show a reason."""
        self.resize(min(WIDE, self._room().width() - 2 * EDGE), self.height())
        self.title.setText(say(reason.title))
        self.value.setText(figure_words(reason))
        self.door.setVisible(has_door)
        self.back.setVisible(has_back)
        _show_all(self._sentences, [say(sentence) for sentence in reason.sentences])
        self.table.show_reason(reason, self.width() - 2)
        _show_all(self._cuts, cut_words(reason))
        self._show_left_out(reason)
        self._show_leads(reason)
        self.setAccessibleName(spoken(reason))

    def announce(self) -> None:
        """Read the reason to those who hear it."""
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.accessibleName()))

    def _show_left_out(self, reason: Reason) -> None:
        shown = reason.left_out[:_MOST_LEFT_OUT]
        self._out_title.setVisible(bool(shown))
        self._out_title.setText(left_out_words(reason))
        while len(self._left_out) < len(shown):
            row = WhyRow(self)
            row.setObjectName(f"why-out-{len(self._left_out)}")
            row.clicked.connect(self._ask_left_out)
            self._out.addWidget(row)
            self._left_out.append(row)
        for place, row in enumerate(self._left_out):
            row.setVisible(place < len(shown))
            if place < len(shown):
                out = shown[place]
                name = _("{name}: {why}").format(name=name_words(out.of, reason.figure.node), why=say(out.why))
                row.resize(self.width() - 2, row.height())
                row.show_line(WhyLine(name, (), out.door or None, most_lines=4), (), ())
        more = len(reason.left_out) - len(shown)
        self._out_more.setVisible(more > 0)
        self._out_more.setText(_("and {n} more").format(n=more))

    def _show_leads(self, reason: Reason) -> None:
        self._doors = list(reason.leads)
        while len(self._leads) < len(self._doors):
            button = Button("link", "chevron-right", self)
            button.setObjectName(f"why-lead-{len(self._leads)}")
            button.clicked.connect(self._ask_lead)
            self._ways.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            self._leads.append(button)
        for place, button in enumerate(self._leads):
            button.setVisible(place < len(self._doors))
            if place < len(self._doors):
                button.setText(say(self._doors[place].words))

    def _ask_left_out(self) -> None:
        row = self.sender()
        if isinstance(row, WhyRow) and row.line.door is not None:
            self.asked.emit(row.line.door)

    def _ask_lead(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.asked.emit(self._doors[self._leads.index(button)].door)

    # Place and keys

    def _room(self) -> QRect:
        window = self.parentWidget()
        return window.rect() if window else self.rect()

    def stand_beside(self, figure: QRect) -> None:
        """Take the height that is needed and a place beside a figure of the window."""
        width, window = self.width(), self._room()
        title = self.title.heightForWidth(width - (64 if self.back.isHidden() else 100))
        body = 0
        for inner in (self.table.layout(), self._sheet.layout()):
            if inner:  # else the height is that of what was shown before, until Qt comes to arrange it
                inner.invalidate()
                inner.activate()
                body = inner.totalHeightForWidth(width - 2)
        wanted = max(title, 32) + 8 + body
        self.resize(width, min(wanted, window.height() - 2 * EDGE))
        self.move(place_beside(self.size(), figure, window))

    def first_stop(self, *, way_on: bool) -> QWidget:
        """Give what takes the focus first: the way on where that is asked for, else the first door, else the cross."""
        stops = [*([self.door] if way_on else []), *self.table.rows, *self._left_out, *self._leads]
        for stop in stops:
            if not stop.isHidden() and stop.focusPolicy() != Qt.FocusPolicy.NoFocus:
                return stop
        return self.away

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab go round within the sheet."""
        stops = self._stops()
        at = next((place for place, stop in enumerate(stops) if stop.hasFocus()), -1)
        wanted = stops[(at + (1 if forward else -1)) % len(stops)]
        wanted.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        if self._sheet.isAncestorOf(wanted):
            self.area.ensureWidgetVisible(wanted, 0, 24)
        return True

    def _stops(self) -> list[QWidget]:
        every: list[QWidget] = [self.door, *self.table.rows, *self._left_out, *self._leads, self.back, self.away]
        return [stop for stop in every if not stop.isHidden() and stop.focusPolicy() != Qt.FocusPolicy.NoFocus]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by Escape, go back by Backspace, move by the arrows and scroll by the page keys; no key goes on.

        Enter goes through every door, as Space does.
        """
        key, bar = event.key(), self.area.verticalScrollBar()
        if key == Qt.Key.Key_Escape:
            self.closed.emit()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if isinstance(focused := self.window().focusWidget(), QAbstractButton):
                focused.click()
        elif key == Qt.Key.Key_Backspace and not self.back.isHidden():
            self.went_back.emit()
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._step(-1 if key == Qt.Key.Key_Up else 1)
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            bar.setValue(bar.value() + (-1 if key == Qt.Key.Key_PageUp else 1) * bar.pageStep())
        event.accept()

    def _step(self, by: int) -> None:
        stops = self._stops()
        at = next((place for place, stop in enumerate(stops) if stop.hasFocus()), 0)
        if 0 <= at + by < len(stops):
            self.focusNextPrevChild(by > 0)
        else:
            bar = self.area.verticalScrollBar()
            bar.setValue(bar.maximum() if by > 0 else 0)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.words.retell()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground and its edge."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("page"))
        draw_edges(painter, self.size(), "ltrb", "edge")


class _Body(QScrollArea):
    """What scrolls of the sheet, which takes the keys for it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave every key to the sheet."""
        event.ignore()


def _show_all(said: list[Paragraph], texts: list[str] | tuple[str, ...]) -> None:
    for place, paragraph in enumerate(said):
        paragraph.setVisible(place < len(texts))
        if place < len(texts):
            paragraph.setText(texts[place])


def place_beside(size: QSize, figure: QRect, window: QRect) -> QPoint:
    """Give where a sheet goes: below a figure, above, right or left of it, whichever first leaves the figure free."""
    inside = window.adjusted(EDGE, EDGE, -EDGE, -EDGE)
    x = max(inside.left(), min(figure.left(), inside.right() + 1 - size.width()))
    y = max(inside.top(), min(figure.top(), inside.bottom() + 1 - size.height()))
    ways = (
        QPoint(x, figure.bottom() + 1 + GAP),
        QPoint(x, figure.top() - GAP - size.height()),
        QPoint(figure.right() + 1 + GAP, y),
        QPoint(figure.left() - GAP - size.width(), y),
    )
    return next((way for way in ways if inside.contains(QRect(way, size))), QPoint(x, y))
