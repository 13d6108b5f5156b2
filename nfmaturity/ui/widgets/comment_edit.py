"""A comment being written: sent on each second, and when one leaves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from nfmaturity.domain.documents import new_id
from nfmaturity.domain.field_types import MAX_COMMENT
from nfmaturity.i18n import _
from nfmaturity.ui.plain_words import plain_words
from nfmaturity.ui.widgets.composing import TextBox
from nfmaturity.ui.widgets.label import Label
from nfmaturity.ui.widgets.print_note import PrintNote

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QResizeEvent

_REST_MS = 1_000
_LEAST, _MOST = 2, 10
"""How many lines the box shows."""
_TOLD_FROM = MAX_COMMENT * 95 // 100
_NAME_AT, _NAME_HEIGHT = 4, 18
"""Where the line stands that names the requirement, and how high it is."""


class CommentEdit(TextBox):
    """Text that goes to the session as it is written; one editing is undone as one."""

    wrote = Signal(str, str, str)
    """The words so far, the group that all words of this editing share, and the words that they came from."""

    unsent = Signal(bool)
    """Whether there are words that were not sent on yet."""

    reshaped = Signal()
    """The words may want another height, or the caret went elsewhere in them."""

    ended = Signal(bool)
    """The writer is done; whether by key, so that focus goes back to the grade."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        """Begin with the comment as it is."""
        super().__init__(words, parent)
        self._sent, self._group = words, new_id()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.finish)
        self.textChanged.connect(self._begin_rest)
        self.textChanged.connect(lambda: self.unsent.emit(self._words() != self._sent))
        self.setTabChangesFocus(True)
        self.named = Label(self, size="caption", role="acc", bold=True)
        self.named.setObjectName("comment-name")
        self.setViewportMargins(0, _NAME_HEIGHT, 0, 0)
        self._note = PrintNote(self, self._length_words)
        self.moveCursor(self.textCursor().MoveOperation.End)
        self.textChanged.connect(self.reshaped)
        self.cursorPositionChanged.connect(self.reshaped)

    def _begin_rest(self) -> None:
        """Send on what is written a second after the first key that was not sent, however long one writes on."""
        if not self._rest.isActive():
            self._rest.start()

    @property
    def too_long(self) -> str:
        """The words as they are written where they are more than a comment can hold, else ""."""
        return self.toPlainText() if len(self._words()) > MAX_COMMENT else ""

    def height_at(self, width: int) -> int:
        """Give the height for all the words at a width: of two lines at least, of ten at most."""
        if width != self.width():
            self.resize(width, max(self.height(), 92))
        lines, block = 0, self.document().begin()
        while block.isValid() and lines <= _MOST:
            self.blockBoundingRect(block)  # which lays it out
            lines += max(1, block.layout().lineCount())
            block = block.next()
        scrolls = Qt.ScrollBarPolicy.ScrollBarAsNeeded if lines > _MOST else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(scrolls)
        margins = 2 * round(self.document().documentMargin()) + 1  # with one less, Qt scrolls by a line
        around = self.height() - self.viewport().height() + margins
        return around + min(max(lines, _LEAST), _MOST) * self.fontMetrics().lineSpacing()

    def _length_words(self) -> tuple[str, str]:
        """Say how long the words are where they come near to what a comment can hold, and what to do beyond that."""
        count = len(self._words())
        if count > MAX_COMMENT:
            said = _("{n} of {most} characters: shorten it by {over}, it is not saved until then.")
            return said.format(n=f"{count:,}", most=f"{MAX_COMMENT:,}", over=f"{count - MAX_COMMENT:,}"), "cop"
        near = _("{n} of {most} characters").format(n=f"{count:,}", most=f"{MAX_COMMENT:,}")
        return (near if count >= _TOLD_FROM else ""), "ink2"

    def take(self, words: str) -> None:
        """Show what the comment became by undo or by somebody else, unless something newer is being written here.

        While an input method composes, it waits: another text would end the composing.
        """
        self.once_composed(lambda: self._show(words))

    def _show(self, words: str) -> None:
        if words != self._sent and self._words() == self._sent:
            self._sent, self._group = words, new_id()
            self.setPlainText(words)
            self.moveCursor(self.textCursor().MoveOperation.End)

    def name(self, requirement: str) -> None:
        """Say in the language in force of which requirement is written, as it is the next one after a grade.

        It stays above the words, so that nobody writes of another one unseen.
        """
        self.named.setText(_("Comment · {requirement}").format(requirement=requirement))
        self.setAccessibleName(_("Comment on {requirement}").format(requirement=requirement))
        self.setPlaceholderText(_("What was seen, where, and whom you asked. Esc closes; what is written is kept."))

    def _words(self) -> str:
        """Give the words as they are kept: without blanks around them and without what no comment can hold."""
        return plain_words(self.toPlainText()).strip()

    def finish(self) -> None:
        """Send what was not sent yet; what is too long stays here, and is never called saved."""
        self._rest.stop()
        words = self._words()
        if len(words) > MAX_COMMENT:
            self.unsent.emit(True)
            return
        if words != self._sent:
            before, self._sent = self._sent, words
            self.wrote.emit(words, self._group, before)
        self.unsent.emit(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the name above the words."""
        super().resizeEvent(event)
        self.named.setGeometry(10, _NAME_AT, self.width() - 20, _NAME_HEIGHT)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Grow with what is being composed as well."""
        super().inputMethodEvent(event)
        self.reshaped.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Send the words when one leaves; a menu or another window does not end the writing."""
        super().focusOutEvent(event)
        self.finish()
        if event.reason() not in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}:
            self.ended.emit(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """End with Escape or Ctrl+Enter."""
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if event.key() == Qt.Key.Key_Escape or (is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier):
            self.ended.emit(True)
            event.accept()
        else:
            super().keyPressEvent(event)
