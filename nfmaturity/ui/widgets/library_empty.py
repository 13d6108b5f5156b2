"""The library page without a list: nothing assessed yet, or no library that could be opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from nfmaturity.i18n import N_, _, say
from nfmaturity.ui.fonts import font
from nfmaturity.ui.theme import colour
from nfmaturity.ui.touch import take_touch
from nfmaturity.ui.widgets.buttons import Button
from nfmaturity.ui.widgets.paragraph import Paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from nfmaturity.domain.errors import UserError
    from nfmaturity.ui.wording import Wording

_COLUMN = 760
_ABOVE = 88
_NARROW = 720
_LOW, _LOWEST = 560, 360
_STEPS: Sequence[tuple[str, str]] = (
    (N_("1 Grade"), N_("Press 1 to 4: one key grades one requirement")),
    (N_("2 See"), N_("Level, bounds and the gaps to the next level, at once")),
    (N_("3 Report"), N_("A PDF in Chinese or English, with every figure explained")),
)


class Steps(QWidget):
    """Five steps, and the line to reach."""

    def sizeHint(self) -> QSize:
        """Keep to the size of the drawing, with the room under it, which goes with it where the page is low."""
        return QSize(236, 70 + 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the steps over the line."""
        painter = QPainter(self)
        pen = QPen(colour("cop"), 1.5)
        pen.setDashPattern([3.4, 2])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLine(QPointF(0, 19), QPointF(192, 19))
        painter.setFont(font("small", bold=True))
        for step in range(1, 6):
            box = QRectF((step - 1) * 48, 70 - 10 - 12 * step, 44, 10 + 12 * step)
            painter.fillRect(box, colour(f"l{step}"))
            painter.setPen(colour({3: "on_l3", 4: "on_fill", 5: "on_fill"}.get(step, "ink")))
            painter.drawText(QPointF(box.left() + 7, 64), str(step))


class Rule(QWidget):
    """A hairline across or down."""

    def __init__(self, parent: QWidget, *, down: bool = False) -> None:
        """Take all the room in one direction and a pixel in the other."""
        super().__init__(parent)
        fixed, free = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        self.setSizePolicy(fixed if down else free, free if down else fixed)
        self.setFixedWidth(1) if down else self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line."""
        QPainter(self).fillRect(self.rect(), colour("line2"))


class _Centred(QScrollArea):
    """A column in the middle of the page, which scrolls where the window is low."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        take_touch(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget(self)
        across = QHBoxLayout(inside)
        across.setContentsMargins(24, _ABOVE, 24, 24)
        self._across = across
        column = QWidget(inside)
        column.setMaximumWidth(_COLUMN)
        across.addStretch(1)
        across.addWidget(column, 100)
        across.addStretch(1)
        self.column = QVBoxLayout(column)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.setWidget(inside)

    def show_room(self, *, low: bool) -> None:
        """Begin nearer to the top where the page is low."""
        self._across.setContentsMargins(24, 24 if low else _ABOVE, 24, 24)


class EmptyLibrary(_Centred):
    """Two doors: start an assessment, or look at the demonstration."""

    started = Signal()
    demo_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, words: Wording, parent: QWidget | None = None) -> None:
        """Lay out the column."""
        super().__init__(parent)
        column = self.column
        self._steps_to_reach = Steps(self)
        column.addWidget(self._steps_to_reach, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(_said(words, N_("No assessment yet"), self, pixels=24, leading=32, bold=True))
        column.addSpacing(4)
        lead = N_(
            "Grade requirement by requirement and see the level, the bounds of the score and the gaps to the next "
            "level at any time. Everything stays in your own library; nothing is sent anywhere."
        )
        column.addWidget(_said(words, lead, self, role="ink2"))
        column.addSpacing(32)
        column.addWidget(Rule(self))
        self._doors_row = self._doors(words)
        column.addLayout(self._doors_row)
        column.addWidget(Rule(self))
        column.addSpacing(16)
        column.addLayout(self._import_line(words))
        column.addSpacing(32)
        column.addLayout(self._steps(words))
        column.addStretch(1)

    def _doors(self, words: Wording) -> QHBoxLayout:
        self.start = Button("primary", "plus", self)
        self.start.setObjectName("start")
        self.start.set_key("Ctrl N")
        words.say(self.start.setText, N_("Start"))
        self.start.clicked.connect(self.started)
        self.demo = Button("plain", "arrow-up-right", self)
        self.demo.setObjectName("demo")
        words.say(self.demo.setText, N_("Open the demo"))
        self.demo.clicked.connect(self.demo_wanted)
        begin = N_(
            "Name the enterprise, choose mining, beneficiation, smelting or processing, "
            "and grade the first requirement. It takes about a minute."
        )
        look = N_(
            "Two made-up enterprises, graded throughout: a copper smelter in two years, and an aluminium group. "
            "Try everything; nothing of yours changes."
        )
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addLayout(_door(words, self, (N_("Start an assessment"), begin), self.start), 1)
        self._between = Rule(self, down=True)
        row.addWidget(self._between)
        row.addLayout(_door(words, self, (N_("Look at the demo"), look), self.demo), 1)
        return row

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put one door below the other where the page is too narrow for both."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        self._between.setVisible(not narrow)
        down = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._doors_row.setDirection(down)
        self._doors_row.setSpacing(0 if narrow else 24)
        self.show_room(low=self.height() < _LOW)
        self._steps_to_reach.setVisible(self.height() >= _LOWEST)

    def _import_line(self, words: Wording) -> QHBoxLayout:
        bring = Button("link", "download", self)
        bring.setObjectName("import-first")
        words.say(bring.setText, N_("Import"))
        bring.clicked.connect(self.import_wanted)
        row = QHBoxLayout()
        row.setSpacing(4)
        before = _said(words, N_("Have an assessment file already?"), self, role="ink3")
        after = _said(words, N_("or drop it on this page"), self, role="ink3")
        for widget in (before, bring, after):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        return row

    def _steps(self, words: Wording) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(0)
        for place, (head, text) in enumerate(_STEPS):
            grid.addWidget(_said(words, head, self, pixels=12, role="acc", bold=True), 0, place)
            grid.addWidget(
                _said(words, text, self, pixels=12, leading=18, role="ink2"), 1, place, Qt.AlignmentFlag.AlignTop
            )
            grid.setColumnStretch(place, 1)
        return grid


class FailedLibrary(_Centred):
    """Says why no library is open, and what can be done."""

    again_wanted = Signal()
    other_wanted = Signal()
    moved_wanted = Signal(str)
    """The folder to which the library was moved is to be opened."""

    def __init__(self, words: Wording, parent: QWidget | None = None) -> None:
        """Lay out the column."""
        super().__init__(parent)
        self._fault: UserError | None = None
        self._said = Paragraph(self, role="ink2")
        self._said.setObjectName("library-fault")
        self._to = ""
        self.moved = Button("primary", "arrow-up-right", self)
        self.moved.setObjectName("library-moved")
        words.say(self.moved.setText, N_("Open it there"))
        self.moved.clicked.connect(lambda: self.moved_wanted.emit(self._to))
        self.again = Button("primary", "rotate-ccw", self)
        self.again.setObjectName("library-again")
        words.say(self.again.setText, N_("Try again"))
        self.again.clicked.connect(self.again_wanted)
        other = Button("plain", "folder-open", self)
        other.setObjectName("library-other")
        words.say(other.setText, N_("Choose another folder…"))
        other.clicked.connect(self.other_wanted)
        self._head = Paragraph(self, pixels=24, leading=32, bold=True)
        self.column.addWidget(self._head)
        self.column.addSpacing(12)
        self.column.addWidget(self._said)
        self.column.addSpacing(24)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.moved, self.again, other):
            row.addWidget(button)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addStretch(1)

    def show_fault(self, fault: UserError) -> None:
        """Say what is wrong; one that was moved is opened there only when that is asked for."""
        from nfmaturity.storage.moved_note import LibraryMoved

        self._fault = fault
        self._to = fault.to if isinstance(fault, LibraryMoved) else ""
        self.moved.setVisible(bool(self._to))
        self.again.setVisible(not self._to)
        self.retell()

    def take_keys(self) -> None:
        """Put the keys on what helps most."""
        (self.moved if self._to else self.again).setFocus()

    def retell(self) -> None:
        """Say it in the language in force."""
        if self._fault:
            head = _("The library lies elsewhere now") if self._to else _("The library could not be opened")
            self._head.setText(head)
            self._said.setText(say(self._fault.message))


def _said(words: Wording, template: str, parent: QWidget, *, role: str = "ink", **look: int) -> Paragraph:
    made = Paragraph(parent, role=role, **look)  # type: ignore[arg-type]
    words.say(made.setText, template)
    return made


def _door(words: Wording, parent: QWidget, said: tuple[str, str], button: Button) -> QVBoxLayout:
    head, text = said
    column = QVBoxLayout()
    column.setContentsMargins(0, 24, 0, 24)
    column.setSpacing(0)
    column.addWidget(_said(words, head, parent, pixels=17, leading=24, bold=True))
    column.addSpacing(4)
    column.addWidget(_said(words, text, parent, role="ink2"))
    column.addSpacing(16)
    column.addStretch(1)
    column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
    return column
