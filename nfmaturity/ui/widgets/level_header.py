"""The line over the requirements of one level: what is reached there, and whether they are shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractScrollArea, QSizePolicy, QWidget

from nfmaturity.i18n import _
from nfmaturity.ui.fonts import elided, measure
from nfmaturity.ui.icons import draw_icon
from nfmaturity.ui.lettering import draw_line, draw_within
from nfmaturity.ui.theme import colour
from nfmaturity.ui.widgets.buttons import PaintedButton
from nfmaturity.ui.widgets.level_chip import draw_chip

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_RIGHT = 20
_VERDICT_WIDTH = 88


def width_of_view(widget: QWidget) -> int:
    """Give where the view ends that a widget scrolls in, so that its scroll bar moves nothing at the right."""
    view = widget.parentWidget()
    while view is not None and not isinstance(view, QAbstractScrollArea):
        view = view.parentWidget()
    return view.width() - widget.mapTo(view, QPoint(0, 0)).x() if view else widget.width()


@dataclass(frozen=True, slots=True)
class LevelContent:
    """What the line says: level and its colour role, name, a remark, the share, and how far it falls short.

    `said` tells more to who points at the line; `widest` is the longest verdict of the lines around.
    """

    level: int
    role: str
    name: str
    remark: str
    share: str
    verdict: str
    is_met: bool
    said: str = ""
    widest: str = ""


class LevelHeader(PaintedButton):
    """Shows one level of a sub-indicator; a click folds or unfolds it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an unfolded line."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # moved as a picture, as the rows are
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._content: LevelContent | None = None

    @property
    def level(self) -> int:
        """The level that is shown, 0 for none."""
        return self._content.level if self._content else 0

    def show_content(self, content: LevelContent, *, is_open: bool) -> None:
        """Show a level."""
        if content == self._content and is_open == self.isChecked():
            return
        self._content = content
        self.setObjectName(f"level-{content.level}")
        self.setChecked(is_open)
        fold = _("unfolded") if is_open else _("folded")
        said = (content.name, content.remark, f"{_('Share')} {content.share}", content.verdict, fold)
        self.setAccessibleName(", ".join(part for part in said if part))
        self.setAccessibleDescription(content.said)
        self.setToolTip(content.said)
        self.update()

    def share_place(self) -> QRect:
        """Give where the share stands, with what it lacks."""
        width = width_of_view(self)
        verdict = self._verdict_width(width)
        return QRect(width - _RIGHT - verdict - 56, 0, verdict + 56, 32)

    def _verdict_width(self, width: int) -> int:
        """Give the room for the verdict: the same on all lines, and no more than a third of their width."""
        widest = self._content.widest if self._content else ""
        most = max(_VERDICT_WIDTH, width // 3)
        return max(_VERDICT_WIDTH, min(most, round(measure(widest, 12, False)) + 12)) if widest else _VERDICT_WIDTH

    def sizeHint(self) -> QSize:
        """Be one line."""
        return QSize(320, 32)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line."""
        if not self._content:
            return
        painter = self.begin("hover" if self.underMouse() else "page")
        painter.fillRect(0, 31, self.width(), 1, colour("line"))
        draw_icon(
            painter, "chevron-down" if self.isChecked() else "chevron-right", QRectF(14, 8, 16, 16), colour("ink2")
        )
        draw_chip(painter, QRectF(40, 7, 20, 18), str(self._content.level), self._content.role)
        self._draw_words(painter, self._content)
        self.draw_ring(painter)

    def _draw_words(self, painter: QPainter, content: LevelContent) -> None:
        painter.setPen(colour("ink"))
        draw_line(painter, QPointF(68, 20.5), content.name, 13, bold=True)
        x = 68 + measure(content.name, 13, True) + 12
        width = width_of_view(self)
        verdict_width = self._verdict_width(width)
        share_right = width - _RIGHT - verdict_width
        label = _("Share")
        label_x = share_right - 46 - measure(label, 12, False) - 8
        painter.setPen(colour("ink3"))
        remark = elided(content.remark, max(0.0, label_x - x - 12), 12, False)
        draw_line(painter, QPointF(x, 20.5), remark, 12)
        draw_line(painter, QPointF(label_x, 20.5), label, 12)
        painter.setPen(colour("acc" if content.is_met else "ink2"))
        verdict = elided(content.verdict, verdict_width - 8, 12, False)
        draw_within(painter, QRectF(share_right, 0, verdict_width, 32), verdict, 12, align="right")
        painter.setPen(colour("ink"))
        draw_within(painter, QRectF(share_right - 56, 0, 56, 32), content.share, 13, bold=True, align="right")
