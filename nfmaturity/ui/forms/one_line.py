"""A line to type in that stays one line, whatever is pasted into it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from nfmaturity.ui.widgets.composing import TextLine
from nfmaturity.ui.widgets.placeholder import tell_placeholder

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

MOST = 120
"""How many characters a name, a title or a site may have where it is typed."""

_BREAK = re.compile("[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BLANKS = re.compile(" +")
_ODD = re.compile(r"[^\S ]")


class OneLine(TextLine):
    """Takes line breaks and tabs as blanks; `most` characters at most, 0 for as many as there are."""

    written = Signal(str)
    """The text after a person changed it, single blanks in it."""

    def __init__(self, parent: QWidget | None = None, *, most: int = 0, at_breaks: str = " ") -> None:
        """Begin empty; `at_breaks` stands where a pasted text broke its lines."""
        super().__init__(parent)
        self._most, self._at_breaks = most, at_breaks
        self.setText("")
        self.textEdited.connect(self._tell)

    def setText(self, text: str | None) -> None:
        """Show a text; one that is too long already stays whole."""
        if self._most:
            self.setMaxLength(max(self._most, len((text or "").encode("utf-16-le")) // 2))
        super().setText(text)

    def show_text(self, text: str) -> None:
        """Show a text from its beginning, where it is another one than was told of, once nothing is composed."""

        def show() -> None:
            if text not in {self.text(), _BLANKS.sub(" ", self.text())}:
                self.setText(text)
                self.setCursorPosition(0)

        self.once_composed(show)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, and tell what it says of itself where that is cut."""
        super().paintEvent(event)
        tell_placeholder(self)

    def _tell(self, typed: str) -> None:
        """Tell of the text as it is kept; the field shows it so once nothing is composed any more."""
        plain = _ODD.sub(" ", _BREAK.sub(self._at_breaks, typed.strip("\r\n\u2028\u2029")))
        if plain != typed and self.preedit:
            self.once_composed(lambda: self._tell(self.text()))
        elif plain != typed:
            after = len(typed) - self.cursorPosition()
            self.setText(plain)
            self.setCursorPosition(max(0, len(plain) - after))
        self.written.emit(_BLANKS.sub(" ", plain))
