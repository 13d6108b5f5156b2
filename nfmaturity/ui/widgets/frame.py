"""What surrounds every page: rail, header, notices and status bar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from nfmaturity.i18n import N_, _
from nfmaturity.ui.fonts import font
from nfmaturity.ui.icons import draw_icon
from nfmaturity.ui.theme import colour
from nfmaturity.ui.widgets.buttons import SMALL_HEIGHT, Button, IconButton, RailButton, draw_word
from nfmaturity.ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from nfmaturity.ui.wording import Wording

ENTRIES: Sequence[tuple[str, str, str]] = (
    ("library", "library", N_("Library")),
    ("overview", "gauge", N_("Overview")),
    ("assess", "list-checks", N_("Assess")),
    ("report", "file-text", N_("Report")),
    ("rubric", "book-open", N_("Rubric")),
)
"""The pages of the rail: name, sign and word."""

_BASELINE, _WORDS_X, _UNDO_WIDTH = 14.5, 22, 240
"""The status bar: the line that its words stand on, where they begin after a sign, and the widest undo."""

_SHOWN_AS = {"new": "library", "details": "overview", "move": "overview"}
"""Pages without an entry of their own."""

_ALWAYS = frozenset({"library", "rubric"})
"""Pages that need no assessment."""


class Ground(QWidget):
    """A widget with the ground of a role and hairlines on some of its edges."""

    def __init__(self, role: str, edges: str = "", parent: QWidget | None = None) -> None:
        """Take edges as letters: l, t, r, b."""
        super().__init__(parent)
        self._role, self._edges = role, edges

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground and hairlines."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(self._role))
        painter.setPen(QPen(colour("line"), 1))
        width, height = self.width() - 0.5, self.height() - 0.5
        lines = {
            "l": (QPointF(0.5, 0), QPointF(0.5, height)),
            "t": (QPointF(0, 0.5), QPointF(width, 0.5)),
            "r": (QPointF(width, 0), QPointF(width, height)),
            "b": (QPointF(0, height), QPointF(width, height)),
        }
        for edge in self._edges:
            painter.drawLine(*lines[edge])


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
        layout.addWidget(Mark(self))
        self._entries: dict[str, RailButton] = {}
        for name, icon, word in ENTRIES:
            entry = RailButton(icon, self)
            entry.setObjectName(f"rail-{name}")
            words.say(entry.setText, word)
            entry.clicked.connect(lambda _=False, name=name: self.asked.emit(name))
            layout.addWidget(entry)
            self._entries[name] = entry
        layout.addStretch(1)

    def show_place(self, page: str, *, has_assessment: bool) -> None:
        """Show which page is in front; pages of an assessment wait for one."""
        for name, entry in self._entries.items():
            entry.setEnabled(name in _ALWAYS or has_assessment)
            entry.setToolTip("" if entry.isEnabled() else _("Open an assessment first."))
        self._entries[_SHOWN_AS.get(page, page)].setChecked(True)


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
        self.title = PathLine(self)
        layout.addWidget(self.title, 1)
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
        bold, plain = QFontMetricsF(font(bold=True)), QFontMetricsF(font())
        rest = sum(plain.horizontalAdvance(part) + 25 for part in self._parts[1:])
        x = 0.0
        for place, part in enumerate(self._parts):
            painter.setFont(font(bold=place == 0))
            painter.setPen(colour("ink" if place == 0 else "ink2" if place == 1 else "ink3"))
            if place == 0:
                part = bold.elidedText(part, Qt.TextElideMode.ElideRight, max(80.0, self.width() - rest))  # noqa: PLW2901
            metrics = bold if place == 0 else plain
            width = metrics.horizontalAdvance(part)
            painter.drawText(QPointF(x, self.height() / 2 + 4.5), part)
            x += width + 12
            if place < len(self._parts) - 1:
                painter.setPen(QPen(colour("line2"), 1))
                painter.drawLine(
                    QPointF(round(x) + 0.5, self.height() / 2 - 9), QPointF(round(x) + 0.5, self.height() / 2 + 9)
                )
                x += 13


class KeyHints(QWidget):
    """The keys of a page, each in a small box before what it does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._keys: tuple[tuple[str, str], ...] = ()
        self.setFixedHeight(20)

    def show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show keys and the words for what they do, marked with `N_`."""
        shown = tuple((key, _(word)) for key, word in keys)
        if shown == self._keys:
            return
        self._keys = shown
        self.setAccessibleName("; ".join(f"{key}: {word}" for key, word in self._keys))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Give what the keys and words take."""
        keys, words = QFontMetricsF(font("caption")), QFontMetricsF(font("small"))
        taken = sum(keys.horizontalAdvance(k) + words.horizontalAdvance(w) + 32 for k, w in self._keys)
        return QSize(max(0, round(taken) - 16), 20)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw keys and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        keys, words = QFontMetricsF(font("caption")), QFontMetricsF(font("small"))
        x = 0.0
        for key, word in self._keys:
            width = round(keys.horizontalAdvance(key) + 8)
            if x + width + 6 + words.horizontalAdvance(word) > self.width() + 1:
                break  # a hint is shown whole or not at all
            box = QRectF(x + 0.5, 1.5, width, 17)
            painter.setPen(QPen(colour("line2"), 1))
            painter.setBrush(colour("page"))
            painter.drawRoundedRect(box, 3, 3)
            painter.setFont(font("caption"))
            painter.setPen(colour("ink3"))
            draw_word(painter, box, Qt.AlignmentFlag.AlignCenter, key)
            x += width + 6
            painter.setFont(font("small"))
            painter.setPen(colour("ink2"))
            painter.drawText(QPointF(x, _BASELINE), word)
            x = round(x + words.horizontalAdvance(word) + 18)


class StatusBar(Ground):
    """How far one is, what is saved, what can be undone, and the keys of the page."""

    def __init__(self, words: Wording, parent: QWidget | None = None) -> None:
        """Lay out the line."""
        super().__init__("panel", "t", parent)
        self.setFixedHeight(28)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 1, 24, 0)
        layout.setSpacing(12)
        self.progress = ProgressLine(self)
        self.saved = SavedLine(self)
        self.saved.setObjectName("saved")
        self.again = Button("link", "rotate-ccw", self, small=True)
        self.again.setObjectName("save-again")
        words.say(self.again.setText, N_("Try again now"))
        self.again.hide()
        self.undo = Button("quiet", "undo-2", self, small=True)
        self.undo.setMaximumWidth(_UNDO_WIDTH)
        self.undo.setObjectName("undo")
        self.undo.hide()
        self.redo = IconButton("redo-2", self, size=14)
        self.redo.setFixedSize(SMALL_HEIGHT, SMALL_HEIGHT)
        self.redo.setObjectName("redo")
        self.redo.hide()
        self.work = QLabel(self)
        self.work.setObjectName("work")
        self.work.setFont(font("small"))
        self.cancel = Button("link", "x", self, small=True)
        self.cancel.setObjectName("work-cancel")
        words.say(self.cancel.setText, N_("Cancel"))
        self.cancel.hide()
        self.keys = KeyHints(self)
        for widget in (self.progress, self.saved, self.again, self.undo, self.redo, self.work, self.cancel):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(self.keys)


class ProgressLine(QWidget):
    """So many of so many, with a bar, or any other short sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._figure, self._rest, self._part = "", "", -1.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str) -> None:
        """Show a sentence without a bar."""
        self._show("", text, -1.0)

    def show_progress(self, answered: int, in_scope: int, to_confirm: int = 0) -> None:
        """Show how many of how many requirements are graded, and how many of the grades are to be confirmed."""
        rest = _(" / {in_scope} graded").format(in_scope=in_scope)
        rest += _(", {n} to confirm").format(n=to_confirm) if to_confirm else ""
        self._show(str(answered), rest, answered / in_scope if in_scope else 0.0)

    def _show(self, figure: str, rest: str, part: float) -> None:
        if (figure, rest, part) == (self._figure, self._rest, self._part):
            return
        self._figure, self._rest, self._part = figure, rest, part
        self.setAccessibleName(figure + rest)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Give what text and bar take."""
        width = QFontMetricsF(font("small", bold=True)).horizontalAdvance(self._figure)
        width += QFontMetricsF(font("small")).horizontalAdvance(self._rest)
        return QSize(round(width + 2 + (130 if self._part >= 0 else 0)), 20)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw text and bar."""
        painter = QPainter(self)
        x = 0.0
        for text, bold, role in ((self._figure, True, "ink"), (self._rest, False, "ink2")):
            painter.setFont(font("small", bold=bold))
            painter.setPen(colour(role))
            painter.drawText(QPointF(x, _BASELINE), text)
            x += QFontMetricsF(painter.font()).horizontalAdvance(text)
        if self._part >= 0:
            painter.fillRect(QRectF(x + 12, 8, 116, 4), colour("track"))
            painter.fillRect(QRectF(x + 12, 8, 116 * self._part, 4), colour("met"))


class SavedLine(QLabel):
    """Whether everything is on disk; a check, dots, or a warning before the words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with nothing to say."""
        super().__init__(parent)
        self._icon, self._role = "", "ink2"
        self.setFont(font("small"))
        self.setFixedHeight(20)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Give what sign and words take."""
        return QSize(round(_WORDS_X + QFontMetricsF(self.font()).horizontalAdvance(self.text()) + 2), 20)

    def minimumSizeHint(self) -> QSize:
        """Give way to a narrow window; the words are cut then."""
        return QSize(min(120, self.sizeHint().width()), 20)

    def show_state(self, icon: str, text: str, role: str = "ink2") -> None:
        """Say how the edits stand."""
        self._icon, self._role = icon, role
        self.setText(text)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw sign and words."""
        painter = QPainter(self)
        if self._icon:
            sign = colour("acc" if self._role == "ink2" else self._role)
            draw_icon(painter, self._icon, QRectF(2, 3, 14, 14), sign)
        painter.setFont(self.font())
        painter.setPen(colour(self._role))
        room = self.width() - _WORDS_X
        shown = QFontMetricsF(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        whole = self.text() if shown != self.text() else ""
        if whole != self.toolTip():
            self.setToolTip(whole)
        painter.drawText(QPointF(_WORDS_X, _BASELINE), shown)
