"""Buttons as the design draws them: with a sign, a word and the key that does the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from nfmaturity.ui.fonts import font, measure, pixels_of
from nfmaturity.ui.icons import draw_icon
from nfmaturity.ui.theme import colour

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent

    from nfmaturity.ui.fonts import Role

Kind = Literal["primary", "plain", "link", "quiet"]

HEIGHT, SMALL_HEIGHT = 32, 26
_ICON, _SMALL_ICON = 16, 14
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


def draw_word(painter: QPainter, box: QRectF, flags: Qt.AlignmentFlag, word: str) -> None:
    """Draw a word in the middle of a button's height, for the eye: the font keeps more room above than below."""
    painter.drawText(box.translated(0, -1), flags, word)


class KeyFocus:
    """Whether focus came by key, so that its ring is drawn."""

    def __init__(self) -> None:
        """Begin without focus."""
        self.shown = False

    def came(self, event: QFocusEvent) -> None:
        """Take note of why focus came."""
        self.shown = event.reason() not in {
            Qt.FocusReason.MouseFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.PopupFocusReason,
        }


class PaintedButton(QAbstractButton):
    """A button that draws itself; subclasses say how."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Take focus by key only, so that a click leaves the keys of the page where they are."""
        super().__init__(parent)
        self.key_focus = KeyFocus()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring for those who came by key."""
        self.key_focus.came(event)
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press by Enter as by Space, and leave the arrows to the page.

        Qt would take the arrows for Tab, except among choices of which one holds.
        """
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_enter and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            if not event.isAutoRepeat():
                self.click()
        elif event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down} and not (self.autoExclusive() or self.group()):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Take the room that a text in another language needs."""
        super().changeEvent(event)
        self.updateGeometry()

    def setToolTip(self, text: str) -> None:
        """Say more where one points; Qt would send an event for the same words as well."""
        if text != self.toolTip():
            super().setToolTip(text)

    def begin(self, ground: str = "") -> QPainter:
        """Give a painter for this button, on a ground of a role where one is named.

        That is filled before edges are soft: where one falls between two of the screen's pixels, what was there before
        would shine through.
        """
        painter = QPainter(self)
        if ground:
            painter.fillRect(self.rect(), colour(ground))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        return painter

    def draw_ring(self, painter: QPainter, radius: float = 4, *, on_fill: bool = False) -> None:
        """Draw the focus ring inside the edge; on a filled ground with a line of that of the page inside it."""
        if self.hasFocus() and self.key_focus.shown:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            if on_fill:
                painter.setPen(QPen(colour("page"), 2))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), radius - 1, radius - 1)
            painter.setPen(QPen(colour("acc"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)


class Button(PaintedButton):
    """A sign and a word; `primary` once a page, `plain` with an edge, `link` in the accent, `quiet` without either."""

    def __init__(
        self, kind: Kind = "plain", icon: str = "", parent: QWidget | None = None, *, small: bool = False
    ) -> None:
        """Make a button; the text is set apart, so that it can follow the language. `small` fits the status bar."""
        super().__init__(parent)
        self._kind, self._icon, self._hint, self._small = kind, icon, "", small
        self._whole = ""

    def set_key(self, hint: str) -> None:
        """Show which key does the same."""
        self._hint = hint
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Give what sign, word and key take."""
        least = self.minimumSizeHint()
        hint = (measure(self._hint, pixels_of("small"), False) + 10) if self._hint else 0
        return QSize(round(least.width() + hint), least.height())

    def minimumSizeHint(self) -> QSize:
        """Never be narrower than sign and word, unless a greatest width was set; the key is left out before that."""
        width = self._word_width() + 2 * self._pad() + self._sign_width()
        return QSize(round(width + 0.5), SMALL_HEIGHT if self._small else HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, sign, word and key."""
        painter = self.begin()
        self._draw_ground(painter)
        ink = colour(self._ink())
        x = float(self._pad())
        if self._icon:
            size = _SMALL_ICON if self._small else _ICON
            draw_icon(painter, self._icon, QRectF(x, (self.height() - size) / 2, size, size), ink)
            x += self._sign_width()
        painter.setFont(self._font())
        painter.setPen(ink)
        box = QRectF(x, 0, self.width() - x - 4, self.height())
        word = self._word_within(self.width() - x - self._pad())
        if self._small:  # stands on the line of the sentences beside it
            painter.drawText(box, _LEFT, word)
        else:
            draw_word(painter, box, _LEFT, word)
        if self._hint and self.width() >= self.sizeHint().width():
            box.setLeft(x + self._word_width() + 10)
            painter.setFont(font("small"))
            draw_word(painter, box, _LEFT, self._hint)
        self.draw_ring(painter, on_fill=self._kind == "primary")

    def _word_within(self, room: float) -> str:
        """Give the word, cut and told whole by the tooltip where a greatest width leaves it too little room."""
        if self.width() >= self.minimumSizeHint().width():
            word = self.text()
        else:
            word = QFontMetricsF(self._font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        whole = self.text() if word != self.text() else ""
        if self.toolTip() == self._whole != whole:
            self._whole = whole
            self.setToolTip(whole)
        return word

    def _sign_width(self) -> int:
        return 0 if not self._icon else _SMALL_ICON + 6 if self._small else _ICON + 8

    def _font(self) -> QFont:
        return font(self._size(), bold=self._is_bold())

    def _size(self) -> Role:
        return "small" if self._small else "body"

    def _is_bold(self) -> bool:
        return self._kind == "primary" or (self.isCheckable() and self.isChecked())

    def _word_width(self) -> float:
        return measure(self.text(), pixels_of(self._size()), self._is_bold())

    def _pad(self) -> int:
        return 8 if self._kind in {"link", "quiet"} else 13

    def _ink(self) -> str:
        if not self.isEnabled():
            return "dis"
        if self._kind == "primary":
            return "on_acc"
        return "acc" if self._kind == "link" or self.isChecked() else "ink"

    def _draw_ground(self, painter: QPainter) -> None:
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        ground = "pressed" if self.isDown() else "hover" if self.underMouse() and self.isEnabled() else None
        if self._kind == "primary" and self.isEnabled():
            ground = "acc" if ground else "accfill"
        edged = self._kind == "plain" or (self._kind == "primary" and not self.isEnabled())
        painter.setPen(QPen(colour("line2" if self.isEnabled() else "line"), 1) if edged else Qt.PenStyle.NoPen)
        painter.setBrush(colour(ground) if ground else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 4, 4)


class IconButton(PaintedButton):
    """A square with a sign, and a count beside it where there is something to count."""

    def __init__(self, icon: str, parent: QWidget | None = None, *, size: int = _ICON) -> None:
        """Make a button of 32 by 32; it needs an accessible name, which its tooltip repeats."""
        super().__init__(parent)
        self._icon, self._size, self._count, self._lit = icon, size, 0, ""

    def set_name(self, name: str) -> None:
        """Say what the button does, to those who see it and those who hear it."""
        if name != self.toolTip():
            self.setAccessibleName(name)
            self.setToolTip(name)

    def set_lit(self, role: str, count: int = 0) -> None:
        """Draw the sign in a colour because it holds something, or as idle with ""; `count` 0 is not shown."""
        if (role, count) != (self._lit, self._count):
            self._lit, self._count = role, count
            self.update()

    def sizeHint(self) -> QSize:
        """Give a target that a finger hits."""
        return QSize(HEIGHT, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sign and its count."""
        painter = self.begin()
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("pressed" if self.isDown() else "hover"))
            painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
        role = (self._lit or "ink2" if self._lit or not self.isCheckable() else "ico") if self.isEnabled() else "dis"
        left = (self.width() - self._size) / 2 - (5 if self._count else 0)
        box = QRectF(left, (self.height() - self._size) / 2, self._size, self._size)
        draw_icon(painter, self._icon, box, colour(role))
        if self._count:
            painter.setFont(font("caption"))
            painter.setPen(colour("ink2"))
            painter.drawText(QPointF(box.right() + 3, self.height() / 2 + 4), str(self._count))
        self.draw_ring(painter)


class RailButton(PaintedButton):
    """One entry of the rail: a sign over a word; closer together where the entry is low."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        """Make an entry that stays down while its page is shown."""
        super().__init__(parent)
        self._icon = icon
        self.setCheckable(True)
        self.setAutoExclusive(True)

    def sizeHint(self) -> QSize:
        """Fill the rail."""
        return QSize(72, 58)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw sign over word; the page that is shown has a ground and a bar at the left."""
        painter, height = self.begin(), self.height()
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setBrush(colour("acctint"))
            painter.drawRoundedRect(QRectF(4, 1, 64, height - 2), 6, 6)
            painter.fillRect(QRectF(0, 7, 3, height - 14), colour("accfill"))
        elif self.underMouse() and self.isEnabled():
            painter.setBrush(colour("hover"))
            painter.drawRoundedRect(QRectF(4, 1, 64, height - 2), 6, 6)
        role = "dis" if not self.isEnabled() else "acc" if self.isChecked() else "ink2"
        air = max(0, (height - 38) / 2)  # above the sign and below the word, which fill 20 and 18
        draw_icon(painter, self._icon, QRectF(26, air - 1, 20, 20), colour(role))
        painter.setFont(font("small", bold=self.isChecked()))
        painter.setPen(colour(role))
        word = QFontMetricsF(painter.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() - 4)
        draw_word(painter, QRectF(0, height - air - 18, self.width(), 18), Qt.AlignmentFlag.AlignCenter, word)
        self.draw_ring(painter, 6)
