"""Words that are shown for a moment in a place that is kept for them, and fade: nothing moves, nothing waits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from nfmaturity.ui.fonts import measure
from nfmaturity.ui.lettering import draw_within
from nfmaturity.ui.motion import may_move
from nfmaturity.ui.theme import colour

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

STAY_MS, STEP_MS, STEPS = 3_000, 60, 6
"""How long the words stay, and the steps in which they fade."""

_GAP, _CLEAR = 8, 12


@dataclass(frozen=True, slots=True)
class Passing:
    """A part of the words: text, colour role and weight."""

    text: str
    role: str = "ink2"
    bold: bool = False


class PassingWords(QWidget):
    """Shows parts of a sentence for a moment, as many of the choices' parts as there is room for."""

    moved = Signal()
    """Words stand elsewhere than those before, or none any more."""

    def __init__(
        self, parent: QWidget | None = None, *, pixels: int = 12, at_right: bool = False, ground: str = ""
    ) -> None:
        """Show nothing yet; the place is kept, or with a ground the words cover for a moment what stands there."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._ground = ground
        self._pixels, self._at_right = pixels, at_right
        self._choices: tuple[tuple[Passing, ...], ...] = ()
        self._strength = 0
        self.setSizePolicy(
            QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored if ground else QSizePolicy.Policy.Fixed
        )
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._fade)

    def say(self, *choices: Sequence[Passing], aloud: str = "") -> None:
        """Show the first choice that there is room for; `aloud` is announced to those who cannot see it."""
        before = self._box()
        self._choices = tuple(tuple(part for part in parts if part.text) for parts in choices)
        self._strength = STEPS
        said = " ".join(part.text for part in self._choices[0]) if self._choices else ""
        self.setAccessibleName(said)
        self._timer.start(STAY_MS)
        self._show_after(before)
        if aloud:
            self._announce(aloud)

    def _announce(self, aloud: str) -> None:
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, aloud))

    def be_silent(self) -> None:
        """Show nothing any more."""
        if not self._strength:
            return
        before = self._box()
        self._timer.stop()
        self._choices, self._strength = (), 0
        self.setAccessibleName("")
        self._show_after(before)

    def _show_after(self, before: QRect) -> None:
        """Draw anew where words stood and stand, and tell where they stand elsewhere now."""
        now = self._box()
        self.update(before.united(now))
        if now != before:
            self.moved.emit()

    @property
    def shown(self) -> str:
        """What is shown now, "" for nothing."""
        return " ".join(part.text for part in self._fitting()) if self._strength else ""

    @property
    def covered(self) -> int:
        """How far from the left the words hide what stands behind them."""
        parts = self._fitting() if self._strength and self._ground else ()
        return round(self._width(parts)) + _CLEAR if parts else 0

    def _fade(self) -> None:
        self._strength = self._strength - 1 if may_move() else 0
        if self._strength <= 0:
            self._strength = 1
            self.be_silent()
        else:
            self._timer.start(STEP_MS)
            self.update(self._box())

    def _fitting(self) -> tuple[Passing, ...]:
        return next((parts for parts in self._choices if self._width(parts) <= self.width()), ())

    def _box(self) -> QRect:
        """Give where the words stand, with the ground beside them; empty while nothing is shown."""
        if not (self._strength and (parts := self._fitting())):
            return QRect()
        wide = self._width(parts)
        return QRectF(self._begin(wide) - _CLEAR, 0, wide + 2 * _CLEAR, self.height()).toAlignedRect()

    def _begin(self, wide: float) -> float:
        return self.width() - wide if self._at_right else 0.0

    def _width(self, parts: Sequence[Passing]) -> float:
        return sum(measure(part.text, self._pixels, part.bold) + _GAP for part in parts) - _GAP

    def sizeHint(self) -> QSize:
        """Take one line of whatever width there is."""
        return QSize(0, self._pixels + 6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the words, fainter at each step."""
        if not self._strength:
            return
        painter = QPainter(self)
        painter.setOpacity(self._strength / STEPS)
        parts = self._fitting()
        x = self._begin(self._width(parts))
        if self._ground and parts:
            painter.fillRect(self._box(), colour(self._ground))
        for part in parts:
            wide = measure(part.text, self._pixels, part.bold)
            painter.setPen(colour(part.role))
            draw_within(painter, QRectF(x, 0, wide + 2, self.height()), part.text, self._pixels, bold=part.bold)
            x += wide + _GAP
