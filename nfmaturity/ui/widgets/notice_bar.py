"""One sentence under the header, with what can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from nfmaturity.i18n import N_, _, say
from nfmaturity.ui.icons import draw_icon
from nfmaturity.ui.theme import colour
from nfmaturity.ui.widgets.buttons import Button, IconButton
from nfmaturity.ui.widgets.paragraph import Paragraph

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QPaintEvent

    from nfmaturity.ui.notice import Notice
    from nfmaturity.ui.wording import Wording

_READ_MS = 12_000
"""How long a notice that is no fault stays."""
_ACT_MS = 120_000
"""The same where something can be done about it."""


class NoticeBar(QWidget):
    """One sentence under the header, with a cross to put it away; what is no fault goes by itself in time."""

    turned = Signal()
    """Something else is said than before, or nothing any more."""

    def __init__(self, words: Wording, parent: QWidget | None = None) -> None:
        """Begin hidden."""
        super().__init__(parent)
        self._notice: Notice | None = None
        self._under: list[Notice] = []
        """What stays, and comes back once what is said over it is put away."""
        layout = QHBoxLayout(self)
        layout.setContentsMargins(48, 5, 16, 7)
        self._said = Paragraph(self)
        self._said.setObjectName("notice")
        layout.addWidget(self._said, 1, Qt.AlignmentFlag.AlignVCenter)
        self.door = Button("link", "", self)
        self.door.setObjectName("notice-door")
        self.door.clicked.connect(self._go_through)
        layout.addWidget(self.door, 0, Qt.AlignmentFlag.AlignTop)
        self._away = IconButton("x", self)
        self._away.setObjectName("notice-away")
        words.say(self._away.set_name, N_("Put this notice away"))
        self._away.clicked.connect(self.put_away)
        layout.addWidget(self._away, 0, Qt.AlignmentFlag.AlignTop)
        self._time = QTimer(self)
        self._time.setSingleShot(True)
        self._time.timeout.connect(self.put_away)
        self.hide()
        if parent:
            parent.installEventFilter(self)

    def show_notice(self, notice: Notice) -> None:
        """Say something; what is said now comes back after it where it stays."""
        if (now := self.notice) and now.stays and now != notice:
            self._under.append(now)
        self._say(notice)

    def put_away(self) -> None:
        """Say what is said no longer."""
        if self._under:
            self._say(self._under.pop())
        else:
            self.hide()

    def withdraw(self, notice: Notice) -> None:
        """Say something no longer that holds no more, neither now nor later."""
        self._under = [one for one in self._under if one != notice]
        if self.notice == notice:
            self.put_away()

    def _say(self, notice: Notice) -> None:
        self._notice = notice
        self.retell()
        self.door.setVisible(notice.door is not None)
        self.show()
        self.turned.emit()
        if notice.is_fault or notice.stays:
            self._time.stop()
        else:
            self._time.start(_ACT_MS if notice.door else _READ_MS)

    @property
    def notice(self) -> Notice | None:
        """What is said now."""
        return None if self.isHidden() else self._notice

    def put_passing_away(self, left: str = "") -> None:
        """Put a notice away that would go by itself, or with the page that is left; any other fault stays."""
        if self._time.isActive() or (self.notice and left and self.notice.page == left):
            self.put_away()

    def put_door_away(self) -> None:
        """Put notices away that offer something of an assessment which is no longer open."""
        self._under = [one for one in self._under if one.is_fault or not one.door]
        if self._notice and self._notice.door and not self._notice.is_fault:
            self.put_away()

    def hideEvent(self, event: QHideEvent) -> None:
        """Say that nothing is said any more."""
        super().hideEvent(event)
        if self.isHidden():
            self.turned.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Escape, where nobody else in the window had a use for it."""
        is_escape = event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape  # type: ignore[attr-defined]
        if is_escape and self.isVisible():
            self.put_away()
            return True
        return super().eventFilter(watched, event)

    def _go_through(self) -> None:
        if self._notice and self._notice.door:
            self._notice.door.act()

    def retell(self) -> None:
        """Say it in the language in force."""
        if self._notice:
            self._said.setText(say(self._notice.said))
            self.door.setText(_(self._notice.door.word) if self._notice.door else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, sign and hairline."""
        is_fault = bool(self._notice and self._notice.is_fault)
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("coptint" if is_fault else "row"))
        icon = "triangle-alert" if is_fault else "circle-alert"
        first = self._said.y() + 2.0
        draw_icon(painter, icon, QRectF(24, first, 16, 16), colour("cop" if is_fault else "acc"))
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(QPointF(0, self.height() - 0.5), QPointF(self.width(), self.height() - 0.5))
