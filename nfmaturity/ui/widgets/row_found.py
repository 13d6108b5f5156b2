"""What a search has found of a requirement: marked in its row, and its comment quoted where that is not shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

from nfmaturity.i18n import _
from nfmaturity.ui.fonts import measure
from nfmaturity.ui.found_words import excerpt, found_in
from nfmaturity.ui.terms import MarkedText
from nfmaturity.ui.theme import colour
from nfmaturity.ui.widgets.term_text import Setting, TermText, found_boxes, set_text

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

_QUOTE = Setting(12, 20, 14.5)
_AFTER = 60


class RowFound:
    """Knows the words that are sought, and what of a comment says them."""

    def __init__(self) -> None:
        """Seek nothing."""
        self.words = ""
        self._said = ""
        self._quote = set_text(MarkedText(""), _QUOTE, 0)

    def quote(self, comment: str, width: float) -> None:
        """Quote a comment around the words where it says them, broken at a width."""
        is_found = bool(found_in(comment, self.words))
        self._said = _("Comment: {words}").format(words=excerpt(comment, self.words, after=_AFTER)) if is_found else ""
        self._quote = set_text(MarkedText(self._said), _QUOTE, width)

    @property
    def height(self) -> int:
        """The height of the quotation."""
        return self._quote.height if self._said else 0

    def draw_quote(self, painter: QPainter, at: QPointF) -> None:
        """Draw the quotation, the words marked in it."""
        if self._said:
            self.mark(painter, self._quote, self._said, at)
            self._quote.draw(painter, at, "ink2")

    def mark(self, painter: QPainter, text: TermText, whole: str, at: QPointF) -> None:
        """Draw a ground behind the words in a text as it is set."""
        for box in found_boxes(text, whole, self.words):
            painter.fillRect(box.translated(at), colour("found"))

    def mark_id(self, painter: QPainter, ident: str, shown: str, box: QRectF, *, is_bold: bool) -> None:
        """Draw a ground behind the part of an id that is shown, where the id says the words."""
        if found_in(ident, self.words):
            box.setWidth(measure(shown, 13, is_bold) + 2)
            painter.fillRect(box, colour("found"))
