"""What can be done with a requirement beside grading it: the signs at the end of its row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontMetricsF

from nfmaturity.i18n import _
from nfmaturity.ui.fonts import font
from nfmaturity.ui.theme import colour
from nfmaturity.ui.widgets.buttons import HEIGHT, IconButton

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QWidget

    from nfmaturity.ui.widgets.row_content import RowContent

WIDTH = 3 * HEIGHT


class RowMarks:
    """The signs for comment, review, exclusion and history; the keys stay with the grade."""

    def __init__(self, row: QWidget) -> None:
        """Make the signs in a row."""
        self.comment, self.review, self.exclude, self.history = (
            _sign(icon, row) for icon in ("message-square", "flag", "circle-slash", "history")
        )

    def show(self, content: RowContent) -> None:
        """Name the signs for a requirement, lit where there is a comment or a mark."""
        self.comment.setObjectName(f"comment-{content.id}")
        self.review.setObjectName(f"review-{content.id}")
        self.exclude.setObjectName(f"exclude-{content.id}")
        self.history.setObjectName(f"history-{content.id}")
        self.history.set_name(_("History (H)"))
        self.history.set_lit("ico")
        self.comment.set_name(_("Comment (C)"))
        self.comment.set_lit("acc" if content.answer.comment else "ico")
        self.review.set_name(
            _("No longer marked for review (R)") if content.answer.review else _("Mark for review (R)")
        )
        self.review.set_lit("cop" if content.answer.review else "ico")
        self.exclude.set_name(_("Not applicable … (X)"))
        self.exclude.set_lit("ico")
        self.exclude.setVisible(content.tailorable and not content.excluded)

    def place(self, x: int, y: int, below: int) -> None:
        """Put the signs side by side, that for the history under the last of them."""
        for place, sign in enumerate((self.comment, self.review, self.exclude)):
            sign.setGeometry(x + place * HEIGHT, y, HEIGHT, HEIGHT)
        self.history.setGeometry(x + 2 * HEIGHT, below, HEIGHT, HEIGHT)


def draw_waiting(painter: QPainter, at: QPointF, room: float, *, tells_how: bool) -> None:
    """Say of a grade that it is still to be confirmed, and how where that is asked for and has room."""
    painter.setFont(font("caption"))
    painter.setPen(colour("ink2"))
    metrics = QFontMetricsF(painter.font())
    how = _("To confirm: choose it again, or another")
    if not tells_how or metrics.horizontalAdvance(how) > room:
        how = _("To confirm")
    painter.drawText(at, metrics.elidedText(how, Qt.TextElideMode.ElideRight, room))


def _sign(icon: str, row: QWidget) -> IconButton:
    sign = IconButton(icon, row, size=15)
    sign.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return sign
