"""The keys of a page and of the app, drawn as keys, each beside what it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from nfmaturity.i18n import N_, _
from nfmaturity.ui.fonts import font
from nfmaturity.ui.theme import colour
from nfmaturity.ui.touch import take_touch
from nfmaturity.ui.widgets.buttons import Button
from nfmaturity.ui.widgets.frame import Ground
from nfmaturity.ui.widgets.key_caps import cap_width, draw_cap
from nfmaturity.ui.widgets.label import Label
from nfmaturity.ui.widgets.overlay import Overlay
from nfmaturity.ui.widgets.paragraph import Paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from nfmaturity.ui.acts import Act, ActGroup
    from nfmaturity.ui.wording import Wording

_CAPS, _TWO_FROM = 92, 560
"""The width of the column of keys, and the width of the panel from which lines stand in two columns."""


class KeyLine(QWidget):
    """One key, or several, and what they do."""

    def __init__(self, act: Act, parent: QWidget) -> None:
        """Say what an act's key does; what cannot be done now is pale."""
        super().__init__(parent)
        self.cap = act.cap
        self._idle = bool(act.refused)
        self.setObjectName(f"key-{act.name}")
        self.setAccessibleName(f"{act.cap}: {act.said}")
        self.setToolTip(_(act.refused) if act.refused else "")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        across = QHBoxLayout(self)
        across.setContentsMargins(_CAPS, 3, 0, 3)
        said = Paragraph(self, role="ink3" if self._idle else "ink2")
        said.setText(act.said)
        across.addWidget(said, 1, Qt.AlignmentFlag.AlignTop)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the keys."""
        painter, x = QPainter(self), 0.0
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for key in self.cap.split(" "):
            draw_cap(painter, x, 13, key, is_idle=self._idle)
            x += cap_width(key) + 4

    def sizeHint(self) -> QSize:
        """Be a line high at least."""
        return QSize(240, max(26, super().sizeHint().height()))


class _Heading(QWidget):
    """The heading of a group, with a hairline over it."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = text
        self.setAccessibleName(text)
        self.setFixedHeight(34)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the heading."""
        painter = QPainter(self)
        painter.setFont(font(bold=True))
        painter.setPen(colour("ink"))
        painter.drawText(QPointF(0, 24), self._text)


class KeysSheet(Overlay):
    """All keys, group under group."""

    glossary_asked = Signal()

    def __init__(self, words: Wording, window: QWidget) -> None:
        """Lay the panel out."""
        super().__init__(window, "keys", 840, 600)
        head = QHBoxLayout()
        head.setContentsMargins(20, 10, 12, 6)
        title = Label(self.panel, size="heading", role="ink", bold=True)
        words.say(title.setText, N_("Keys"))
        self.glossary = Button("link", "book-open", self.panel)
        self.glossary.setObjectName("keys-glossary")
        words.say(self.glossary.setText, N_("Glossary"))
        self.glossary.clicked.connect(self.glossary_asked)
        self.close_button = Button("quiet", "x", self.panel)
        self.close_button.setObjectName("keys-close")
        words.say(self.close_button.setText, N_("Close"))
        self.close_button.set_key("Esc")
        self.close_button.clicked.connect(self.put_away)
        head.addWidget(title, 1)
        head.addWidget(self.glossary)
        head.addWidget(self.close_button)
        self.down.addLayout(head)
        line = Ground("line", parent=self.panel)
        line.setFixedHeight(1)
        self.down.addWidget(line)
        self.area = QScrollArea(self.panel)
        take_touch(self.area)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.viewport().setAutoFillBackground(False)
        words.say(self.area.setAccessibleName, N_("Keys"))
        self.down.addWidget(self.area, 1)
        self.down.addSpacing(6)

    def begin(self, groups: Sequence[ActGroup]) -> None:
        """Show the keys of groups."""
        self._place()
        sheet = Ground("page")
        down = QVBoxLayout(sheet)
        down.setContentsMargins(20, 4, 20, 12)
        down.setSpacing(0)
        columns = 2 if self.panel.width() >= _TWO_FROM else 1
        for group in groups:
            acts = [act for act in group.acts if act.cap]
            if not acts:
                continue
            down.addWidget(_Heading(_(group.heading) if group.heading else "", sheet))
            grid = QGridLayout()
            grid.setHorizontalSpacing(24)
            grid.setVerticalSpacing(0)
            rows = -(-len(acts) // columns)
            for place, act in enumerate(acts):
                grid.addWidget(KeyLine(act, sheet), place % rows, place // rows)
            for column in range(columns):
                grid.setColumnStretch(column, 1)
            down.addLayout(grid)
        down.addStretch(1)
        if before := self.area.takeWidget():
            before.deleteLater()  # Qt may be on its way through its lines, with another language or theme
        self.area.setWidget(sheet)
        self.open()
        self.area.setFocus(Qt.FocusReason.ShortcutFocusReason)
