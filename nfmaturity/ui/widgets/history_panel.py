"""A drawer with the history of one requirement or sub-indicator; an older value is a key or a click away."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from nfmaturity.i18n import _
from nfmaturity.ui.fonts import font
from nfmaturity.ui.theme import colour
from nfmaturity.ui.touch import take_touch
from nfmaturity.ui.widgets.buttons import Button, IconButton
from nfmaturity.ui.widgets.frame import Ground
from nfmaturity.ui.widgets.paragraph import Paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QHideEvent, QKeyEvent

    from nfmaturity.ui.history_words import HistoryEntry, Piece

_NARROW, _WIDE, _MOST = 260, 380, 200
"""The widths between which it grows with the page, and how many entries it shows."""

_BESIDE = 1034
"""What it leaves of the page before it grows: the tree, and requirements with everything on one line."""

_WHOLE_BELOW = 988
"""The width of the page below which it takes all of it: requirements beside it would have their grades cut."""


class HistoryPanel(Ground):
    """Shows entries newest first over the right of its page; Escape closes it."""

    restore_asked = Signal(object)
    """The `HistoryEntry` whose older value is wanted again."""

    closed = Signal()

    placed = Signal(int)
    """It takes so much of the right of its page, 0 where it is gone or covers all of it."""

    def __init__(self, page: QWidget) -> None:
        """Be hidden at first."""
        super().__init__("panel", "l", page)
        self.setObjectName("history")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._page, self._node = page, ""
        self._entries: Sequence[HistoryEntry] = ()
        down = QVBoxLayout(self)
        down.setContentsMargins(16, 8, 8, 0)
        down.setSpacing(4)
        across = QHBoxLayout()
        self._head = Paragraph(self, pixels=15, leading=22, bold=True, most_lines=2)
        across.addWidget(self._head, 1, Qt.AlignmentFlag.AlignVCenter)
        self.away = IconButton("x", self)
        self.away.setObjectName("history-close")
        self.away.clicked.connect(self.close_panel)
        across.addWidget(self.away)
        down.addLayout(across)
        self._scroll = QScrollArea(self)
        take_touch(self._scroll)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        down.addWidget(self._scroll, 1)
        page.installEventFilter(self)
        self.hide()

    @property
    def node(self) -> str:
        """Whose history is shown, "" while none is."""
        return self._node if self.isVisible() else ""

    def show_entries(self, node: str, entries: Sequence[HistoryEntry]) -> None:
        """Show a history, the keys on it unless they are elsewhere while it is shown."""
        had_keys = not self.isVisible() or self.has_keys()
        self._node, self._entries = node, entries
        self.retell()
        sheet = Ground("panel")
        down = QVBoxLayout(sheet)
        down.setContentsMargins(0, 4, 8, 12)
        down.setSpacing(0)
        for number, entry in enumerate(entries):
            if number < _MOST or entry.is_original:
                down.addWidget(self._entry(number, entry))
        if not entries:
            nothing = Paragraph(sheet, role="ink2")
            nothing.setText(_("Nothing was changed here yet."))
            down.addWidget(nothing)
        down.addStretch(1)
        self._scroll.setWidget(sheet)
        self.show()
        self._place()
        self.raise_()
        if had_keys and not self.has_keys():
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def retell(self) -> None:
        """Say the head in the language in force; the entries come with their own words."""
        self._head.setText(_("History of {node}").format(node=self._node))
        self.setAccessibleName(self._head.text())
        self.away.set_name(_("Close (Esc)"))

    @property
    def covers_page(self) -> bool:
        """Whether nothing of the page is in sight beside it."""
        return self.isVisible() and self.width() >= self._page.width()

    def has_keys(self) -> bool:
        """Tell whether the keys are on it."""
        focus = self.window().focusWidget()
        return focus is not None and (focus is self or self.isAncestorOf(focus))

    def close_panel(self) -> None:
        """Show no history any more."""
        if not self.isHidden():  # its page may be out of sight, and must not come back with it
            self.hide()
            self.closed.emit()

    def _entry(self, number: int, entry: HistoryEntry) -> QWidget:
        shown = Ground("panel", "b")
        down = QVBoxLayout(shown)
        down.setContentsMargins(0, 8, 0, 8)
        down.setSpacing(2)
        head = QHBoxLayout()
        what = Paragraph(shown, pixels=12, leading=18, bold=True, most_lines=1)
        what.setText(entry.what)
        head.addWidget(what, 1, Qt.AlignmentFlag.AlignVCenter)
        if not entry.is_held:
            again = Button("link", "rotate-ccw", shown)
            again.setObjectName(f"history-restore-{number}")
            again.setText(_("Restore"))
            again.setAccessibleName(_("Restore this value of {what}, {when}").format(what=entry.what, when=entry.when))
            again.clicked.connect(lambda: self.restore_asked.emit(entry))
            head.addWidget(again)
        down.addLayout(head)
        words = QLabel(_rich(entry.pieces), shown)
        words.setObjectName(f"history-words-{number}")
        words.setTextFormat(Qt.TextFormat.RichText)
        words.setFont(font("small"))
        words.setWordWrap(True)
        down.addWidget(words)
        told = Paragraph(shown, pixels=11, leading=16, role="ink3")
        saved = "" if entry.is_saved else _("not on disk yet")
        told.setText(" · ".join(part for part in (entry.when, entry.who, saved) if part))
        down.addWidget(told)
        return shown

    def _place(self) -> None:
        room = self._page.width()
        width = room if room < _WHOLE_BELOW else min(_WIDE, max(_NARROW, room - _BESIDE))
        self.setGeometry(room - width, 0, width, self._page.height())
        focus = self.window().focusWidget()
        if self.covers_page and focus and self._page.isAncestorOf(focus) and not self.has_keys():
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # no key grades what has just gone out of sight
        self._tell_place()

    def _tell_place(self) -> None:
        self.placed.emit(0 if self.isHidden() or self.width() >= self._page.width() else self.width())

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave the page its room again."""
        super().hideEvent(event)
        self._tell_place()

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:  # type: ignore[override]
        """Keep at the right of the page."""
        if watched is self._page and event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme, once Qt has been round all widgets: those shown now must live until then."""
        if event.type() == QEvent.Type.PaletteChange:
            QTimer.singleShot(0, self, self._colour_anew)
        super().changeEvent(event)

    def _colour_anew(self) -> None:
        if self.isVisible():
            self.show_entries(self._node, self._entries)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close at Escape and H, scroll by the arrows; no key of the page does anything meanwhile."""
        bar = self._scroll.verticalScrollBar()
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_H}:
            self.close_panel()
        elif event.key() in steps:
            bar.setValue(bar.value() + steps[Qt.Key(event.key())] * 40)
        event.accept()


def _rich(pieces: Sequence[Piece]) -> str:
    """Write what went struck through, what came underlined: the difference is seen without colour."""
    if [piece.kind for piece in pieces] == ["gone", "new"]:
        gone, new = (escape(piece.text).replace("\n", "<br>") for piece in pieces)
        return f"<span style='color:{colour('ink3').name()}'>{gone}</span> → <b>{new}</b>"
    marks = {"same": "{}", "gone": f"<s style='color:{colour('cop').name()}'>{{}}</s>", "new": "<u><b>{}</b></u>"}
    return "".join(marks[piece.kind].format(escape(piece.text).replace("\n", "<br>")) for piece in pieces)
