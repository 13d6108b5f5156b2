"""What surrounds every page: rail and header; notices and status bar have modules of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from nfmaturity.i18n import N_, _
from nfmaturity.ui.fonts import font
from nfmaturity.ui.theme import colour
from nfmaturity.ui.widgets.buttons import Button, IconButton, RailButton
from nfmaturity.ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from nfmaturity.ui.wording import Wording

ENTRIES: Sequence[tuple[str, str, str]] = (
    ("library", "library", N_("Library")),
    ("overview", "gauge", N_("Overview")),
    ("assess", "list-checks", N_("Assess")),
    ("report", "file-text", N_("Report")),
    ("rubric", "book-open", N_("Rubric")),
)
"""The pages of the rail: name, sign and word."""

_ENTRY_HEIGHT, _LOWEST_ENTRY = 58, 38
"""How high an entry of the rail is, and how low it may be where there is no room."""

_NAMES_BACK_FROM = 800
"""The width of the header from which the place that the way back leads to is named."""

_FIRST_NAME = 160
"""What the first name in the header keeps of its width while others stand beside it."""

_SHOWN_AS = {"new": "library", "enterprises": "library", "details": "overview", "move": "overview"}
"""Pages without an entry of their own."""

_ALWAYS = frozenset({"library", "rubric"})
"""Pages that need no assessment."""


def line_width(painter: QPainter) -> float:
    """Give how thick a hairline is: at least a pixel of the screen, as less is not painted everywhere."""
    return max(1.0, 1 / painter.device().devicePixelRatioF())


def draw_edges(painter: QPainter, size: QSize, edges: str, role: str) -> None:
    """Draw hairlines inside the edges of a widget: l, t, r, b."""
    width, height, thick = size.width(), size.height(), line_width(painter)
    lines = {
        "l": QRectF(0, 0, thick, height),
        "t": QRectF(0, 0, width, thick),
        "r": QRectF(width - thick, 0, thick, height),
        "b": QRectF(0, height - thick, width, thick),
    }
    for edge in edges:  # filled, as Qt takes ten times as long over a line of such a length
        painter.fillRect(lines[edge], colour(role))


class Ground(QWidget):
    """A widget with the ground of a role and hairlines on some of its edges."""

    def __init__(self, role: str, edges: str = "", parent: QWidget | None = None) -> None:
        """Take edges as letters: l, t, r, b."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # what is behind it need not be painted
        self._role, self._edges = role, edges

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground and hairlines."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(self._role))
        draw_edges(painter, self.size(), self._edges, "line")


class Mark(QWidget):
    """The program's sign: five steps and a line to reach."""

    def sizeHint(self) -> QSize:
        """Fill the rail's head."""
        return QSize(72, 48)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the steps."""
        painter = QPainter(self)
        for step in range(5):
            height = 5 + 4.2 * step
            painter.fillRect(QRectF(24 + 5 * step, 35 - height, 4, height), colour(f"l{step + 1}"))
        painter.fillRect(QRectF(24, 18, 24, 1.5), colour("cop"))


class Rail(Ground):
    """The pages, one under the other."""

    asked = Signal(str)

    def __init__(self, words: Wording, parent: QWidget | None = None) -> None:
        """Make an entry a page."""
        super().__init__("rail", "r", parent)
        self.setFixedWidth(72)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._mark = Mark(self)
        layout.addWidget(self._mark)
        self._entries: dict[str, RailButton] = {}
        for name, icon, word in ENTRIES:
            entry = RailButton(icon, self)
            entry.setObjectName(f"rail-{name}")
            words.say(entry.setText, word)
            entry.clicked.connect(lambda _=False, name=name: self.asked.emit(name))
            layout.addWidget(entry)
            self._entries[name] = entry
        layout.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give up the program's sign first and then air between the entries, so that each has its place."""
        super().resizeEvent(event)
        self._mark.setVisible(self.height() >= 48 + _ENTRY_HEIGHT * len(self._entries))
        room = self.height() // len(self._entries)
        for entry in self._entries.values():
            entry.setFixedHeight(max(_LOWEST_ENTRY, min(_ENTRY_HEIGHT, room)))

    def minimumSizeHint(self) -> QSize:
        """Ask for no more height than the entries take at the least."""
        return QSize(72, _LOWEST_ENTRY * len(self._entries))

    def show_place(self, page: str, *, has_assessment: bool) -> None:
        """Show which page is in front; pages of an assessment wait for one."""
        for name, entry in self._entries.items():
            entry.setEnabled(name in _ALWAYS or has_assessment)
            entry.setToolTip("" if entry.isEnabled() else _("Open an assessment first."))
        in_front = self._entries.get(_SHOWN_AS.get(page, page))
        for entry in self._entries.values():
            entry.setAutoExclusive(in_front is not None)
            entry.setChecked(entry is in_front)  # none of them where the page has no entry


class Header(Ground):
    """Where one is, and the switches of language and theme."""

    language_chosen = Signal(str)

    def __init__(self, words: Wording, parent: QWidget | None = None) -> None:
        """Lay out the line."""
        super().__init__("page", "b", parent)
        self.setFixedHeight(48)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 0, 16, 0)
        layout.setSpacing(12)
        self._to = ""
        self.back = Button("link", "chevron-left", self)
        self.back.setObjectName("back")
        self.back.hide()
        layout.addWidget(self.back)
        self.title = PathLine(self)
        layout.addWidget(self.title, 1)
        self.seek = IconButton("search", self, size=18)
        self.seek.setObjectName("find")
        words.say(self.seek.set_name, N_("Find anything (Ctrl+K)"))
        layout.addWidget(self.seek)
        self.languages = Segmented(("zh", "en"), self, pad=11)
        self.languages.set_words(("中", "EN"))
        self.languages.setObjectName("language")
        words.say(self.languages.choice("zh").setAccessibleName, N_("Chinese"))
        words.say(self.languages.choice("en").setAccessibleName, N_("English"))
        self.languages.chosen.connect(self.language_chosen)
        layout.addWidget(self.languages)
        self.theme = IconButton("contrast", self, size=18)
        self.theme.setObjectName("theme")
        words.say(self.theme.set_name, N_("Light or dark"))
        layout.addWidget(self.theme)
        self.settings = IconButton("settings", self, size=18)
        self.settings.setObjectName("settings")
        words.say(self.settings.set_name, N_("Settings (Ctrl+,)"))
        layout.addWidget(self.settings)

    def show_back(self, place: str) -> None:
        """Show the way back to a place, none with ""; a narrow line shows the sign alone."""
        self._to = place
        self.back.setVisible(bool(place))
        self.back.setText(place if self.width() >= _NAMES_BACK_FROM else "")
        said = _("Back to {place} (Alt+←)").format(place=place)
        self.back.setAccessibleName(said)
        self.back.setToolTip(said)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Name the place that the way back leads to where there is room."""
        super().resizeEvent(event)
        self.show_back(self._to)


class PathLine(QWidget):
    """The names of what is open: the first in bold, hairlines between."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._parts: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumWidth(120)

    def show_parts(self, parts: Sequence[str]) -> None:
        """Show names; the first is cut where there is no room for all."""
        shown = tuple(part for part in parts if part)
        if shown == self._parts:
            return
        self._parts = shown
        self.setAccessibleName(" · ".join(self._parts))
        self.setToolTip(self.accessibleName())
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the names."""
        painter = QPainter(self)
        x, parts = 0.0, self._fitting()
        for place, part in enumerate(parts):
            painter.setFont(font(bold=place == 0))
            painter.setPen(colour("ink" if place == 0 else "ink2" if place == 1 else "ink3"))
            width = QFontMetricsF(painter.font()).horizontalAdvance(part)
            painter.drawText(QPointF(x, self.height() / 2 + 4.5), part)
            x += width + 12
            if place < len(parts) - 1:
                painter.setPen(QPen(colour("line2"), 1))
                painter.drawLine(
                    QPointF(round(x) + 0.5, self.height() / 2 - 9), QPointF(round(x) + 0.5, self.height() / 2 + 9)
                )
                x += 13

    def _fitting(self) -> list[str]:
        """Give the names that fit: the first is cut, what follows the second left out from the end, the second cut."""
        bold, plain = QFontMetricsF(font(bold=True)), QFontMetricsF(font())
        right, parts = Qt.TextElideMode.ElideRight, list(self._parts)
        while parts:
            rest = sum(plain.horizontalAdvance(part) + 25 for part in parts[1:])
            room = self.width() - rest
            if room >= min(_FIRST_NAME, bold.horizontalAdvance(parts[0])) or len(parts) == 1:
                return [bold.elidedText(parts[0], right, room), *parts[1:]]
            if len(parts) == 2:
                first = bold.elidedText(parts[0], right, self.width() / 2)
                room = self.width() - bold.horizontalAdvance(first) - 25
                return [first, plain.elidedText(parts[1], right, room)]
            parts.pop()
        return parts
