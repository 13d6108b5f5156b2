"""Text being composed with an input method: keys are its own, and nothing else touches the field meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from nfmaturity.ui.plain_words import plain_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QFocusEvent
    from PySide6.QtWidgets import QWidget as _Base
else:
    _Base = object

_KEYS = frozenset({QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress})
_STAYS = frozenset({Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason})


class Composing(_Base):
    """What a text field has to heed while an input method composes in it; mixed in before the field's own class."""

    preedit = ""
    """What is being composed, "" for nothing."""

    _waiting: Callable[[], object] | None = None

    def once_composed(self, act: Callable[[], object]) -> None:
        """Show something in the field once nothing is composed: at once, or later unless words came in between.

        Of several acts that wait, the last is done.
        """
        self._waiting = act if self.preedit else None
        if not self.preedit:
            act()

    def take_preedit(self) -> None:
        """Put what is being composed into the text, as the field is about to be left or read."""
        if self.preedit and self.hasFocus():
            QGuiApplication.inputMethod().commit()
        if self.preedit:  # the system has no input method that would have done it
            event = QInputMethodEvent("", [])
            event.setCommitString(self.preedit)
            QCoreApplication.sendEvent(self, event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Know what is being composed before anything hears of the words that came."""
        self.preedit = event.preeditString() if self.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled) else ""
        if event.commitString():
            self._waiting = None
        super().inputMethodEvent(event)
        if not self.preedit and self._waiting:
            waiting, self._waiting = self._waiting, None
            waiting()

    def event(self, event: QEvent) -> bool:
        """Let no key that reaches the field meanwhile do anything: not type, submit, close or go to the page."""
        if self.preedit and event.type() in _KEYS:
            event.accept()
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep what is being composed as one leaves; a menu or another window does not end it."""
        if event.reason() not in _STAYS:
            self.take_preedit()
        super().focusOutEvent(event)


class TextLine(Composing, QLineEdit):
    """A line to type in."""


class TextBox(Composing, QPlainTextEdit):
    """Several lines to type in; a paste brings words, whatever else is on the clipboard."""

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take words, also where they come with a format only."""
        return source.hasText() or source.hasHtml()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Insert the words, with line ends and without control characters as a text of ours has them."""
        if source.hasText():
            words = source.text()
        else:
            from PySide6.QtGui import QTextDocumentFragment

            words = QTextDocumentFragment.fromHtml(source.html()).toPlainText()
        self.textCursor().insertText(plain_words(words))
        self.ensureCursorVisible()


def is_composing(widget: QObject | None) -> bool:
    """Tell whether an input method composes in a widget."""
    return isinstance(widget, Composing) and bool(widget.preedit)


def take_preedit(widget: QObject | None) -> None:
    """Put what is being composed in a widget into its text."""
    if isinstance(widget, Composing):
        widget.take_preedit()
