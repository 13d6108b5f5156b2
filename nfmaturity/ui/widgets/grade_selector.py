"""The grade of one requirement: a segment a degree, best first."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from nfmaturity.i18n import _, current_language
from nfmaturity.ui.fonts import measure
from nfmaturity.ui.lettering import draw_within
from nfmaturity.ui.painter import draw_ball
from nfmaturity.ui.spoken_roles import speak_as
from nfmaturity.ui.theme import colour, current_theme, degree_role
from nfmaturity.ui.widgets.buttons import HEIGHT, PaintedButton

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from PySide6.QtGui import QFocusEvent, QPaintEvent

    from nfmaturity.domain.rubric import Degree, Rubric
    from nfmaturity.ui.theme import ThemeName

_BALL = 12
_PAD = 9
_WORD_X = _PAD + _BALL + 4


@dataclass(frozen=True, slots=True)
class Scale:
    """The degrees as the selectors of a page show them: names and widths in the language in force."""

    degrees: tuple[Degree, ...]
    names: tuple[str, ...]
    widths: tuple[int, ...]

    @property
    def width(self) -> int:
        """The width of a whole selector."""
        return sum(self.widths) + len(self.widths) + 1


def scale_of(rubric: Rubric) -> Scale:
    """Measure the degrees of a rubric; a segment is as wide as its bold word, so that columns line up."""
    names = tuple(rubric.say(degree.name, current_language()) for degree in rubric.scoring.degrees)
    widths = tuple(max(HEIGHT, round(_WORD_X + _PAD + measure(name, 12, True))) for name in names)
    return Scale(rubric.scoring.degrees, names, widths)


class Segment(PaintedButton):
    """One degree of a selector."""

    def __init__(self, degree: Degree, parent: GradeSelector) -> None:
        """Make a segment; it never takes focus, as the selector has it."""
        super().__init__(parent)
        self.degree = degree
        self.is_to_confirm = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def nextCheckState(self) -> None:
        """Stay as the grade has it: a click asks, the session answers."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ball and word, filled in the degree's colour where it is the grade and needs no confirming."""
        live, is_grade = self.isEnabled(), self.isChecked()
        ground = "pressed" if self.isDown() else "hover" if self.underMouse() else ""
        size = (self.width(), self.height() - 2)
        doubt = is_grade and self.is_to_confirm
        look = _Look(current_theme(), size, self.degree.value, is_grade, live, ground if live else "", doubt)
        painter = QPainter(self)
        painter.translate(0, 1)
        _draw(painter, look, self.devicePixelRatioF())
        role = "ink" if doubt else f"{degree_role(self.degree.value)}_text" if is_grade else "ink2"
        painter.setPen(colour(role if live else "ink3" if is_grade else "dis"))
        draw_within(painter, QRectF(_WORD_X, -1, size[0] - _WORD_X, size[1]), self.text(), 12, bold=is_grade)


@dataclass(frozen=True, slots=True)
class _Look:
    """All that the picture behind a segment's word depends on."""

    theme: ThemeName
    size: tuple[int, int]
    value: Fraction
    is_grade: bool
    is_live: bool
    ground: str
    is_to_confirm: bool = False

    def draw(self, painter: QPainter) -> None:
        """Draw ground and ball."""
        role, box = degree_role(self.value), QRectF(0, 0, *self.size)
        if self.is_grade and self.is_to_confirm:
            if self.ground:
                painter.fillRect(box, colour(self.ground))
            ink = colour("ink2" if self.is_live else "ink3")
            painter.setPen(QPen(ink, 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(2.5, 2.5, -2.5, -2.5), 3, 3)
        elif self.is_grade:
            painter.fillRect(box, colour(f"{role}_fill" if self.is_live else "l0"))
            painter.setPen(QPen(colour(f"{role}_edge" if self.is_live else "line2"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
            ink = colour(f"{role}_text" if self.is_live else "ink3")
        else:
            if self.ground:
                painter.fillRect(box, colour(self.ground))
            ink = colour("ico" if self.is_live else "dis")
        draw_ball(painter, QPointF(_PAD + _BALL / 2, box.height() / 2), float(self.value), ink)


@dataclass(frozen=True, slots=True)
class _Frame:
    """All that the edge of a selector and the lines between its segments depend on; these by their corners."""

    theme: ThemeName
    size: tuple[int, int]
    corners: tuple[tuple[int, int], ...]
    is_live: bool

    def draw(self, painter: QPainter) -> None:
        """Draw edge and lines."""
        painter.setPen(QPen(colour("line2" if self.is_live else "line"), 1))
        painter.setBrush(colour("page"))
        width, height = self.size
        painter.drawRoundedRect(QRectF(0.5, 0.5, width - 1, height - 1), 4, 4)
        for left, top in self.corners:
            x, y = left - 0.5, top + 0.5
            if left > 1:
                painter.drawLine(QPointF(x, y), QPointF(x, y + HEIGHT - 1))
            elif top > 0:
                painter.drawLine(QPointF(0, y), QPointF(width, y))


def _draw(painter: QPainter, look: _Look | _Frame, scale: float) -> None:
    """Draw a look as a picture that is kept, where that falls on the screen's pixels."""
    if scale == round(scale):
        painter.drawPixmap(0, 0, _picture(look, round(scale)))
    else:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look.draw(painter)


@lru_cache(maxsize=256)  # a page shows some thirty selectors of the same few looks
def _picture(look: _Look | _Frame, scale: int) -> QPixmap:
    drawn = QPixmap(look.size[0] * scale, look.size[1] * scale)
    drawn.setDevicePixelRatio(scale)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    look.draw(painter)
    painter.end()
    return drawn


class GradeSelector(QWidget):
    """Shows the grade of a requirement and asks for another."""

    asked = Signal(object)
    """The degree's id that a person chose, which may be the one that it has."""

    def __init__(self, scale: Scale, parent: QWidget | None = None) -> None:
        """Make a segment for each degree."""
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        speak_as(self, QAccessible.Role.Grouping)
        self._segments = [Segment(degree, self) for degree in scale.degrees]
        for segment in self._segments:
            segment.clicked.connect(self._ask)
        self._subject = ""
        self._grade: str | None = ""
        self._is_to_confirm = False
        self._corners: tuple[tuple[int, int], ...] = ()
        self.show_scale(scale)

    def show_scale(self, scale: Scale) -> None:
        """Show the degrees in the language in force."""
        for segment, name in zip(self._segments, scale.names, strict=True):
            segment.setText(name)
            segment.setAccessibleName(name)
        self._scale, self._room = scale, -1
        self.fit(scale.width)

    @property
    def whole_width(self) -> int:
        """The width that all degrees take on one line."""
        return self._scale.width

    def fit(self, room: int) -> None:
        """Put the degrees on as many lines as a width asks for."""
        if room == self._room:
            return
        self._room = room
        x, y, widest = 1, 1, 0
        for segment, width in zip(self._segments, self._scale.widths, strict=True):
            if x > 1 and x + width + 1 > room:
                x, y = 1, y + HEIGHT - 1
            segment.setGeometry(x, y - 1, width, HEIGHT)  # with the edge, which takes taps as well
            x += width + 1
            widest = max(widest, x)
        self._corners = tuple((segment.x(), segment.y()) for segment in self._segments)
        self.setFixedSize(widest, y + HEIGHT - 1)

    def show_grade(self, subject: str, grade: str | None, *, to_confirm: bool = False) -> None:
        """Show the grade of a requirement, named by its id, and whether it is still to be confirmed."""
        if (subject, grade, to_confirm) == (self._subject, self._grade, self._is_to_confirm):
            return
        self._subject, self._grade, self._is_to_confirm = subject, grade, to_confirm
        for segment in self._segments:
            segment.is_to_confirm = to_confirm
            segment.update()
            segment.setChecked(segment.degree.id == grade)
            segment.setObjectName(f"{subject}-{segment.degree.id}")
        self.setObjectName(f"grade-{subject}")
        self.tell()

    def tell(self) -> None:
        """Say the grade to those who cannot see it."""
        named = next((segment.text() for segment in self._segments if segment.isChecked()), _("not graded"))
        named = _("{grade}, to confirm").format(grade=named) if self._is_to_confirm else named
        self.setAccessibleName(_("Grade of {requirement}: {grade}").format(requirement=self._subject, grade=named))

    @property
    def segments(self) -> Sequence[Segment]:
        """The segments, best degree first."""
        return self._segments

    def sizeHint(self) -> QSize:
        """Give the fixed size."""
        return self.size()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that keys go here."""
        super().focusInEvent(event)
        self._update_row()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that they no longer do."""
        super().focusOutEvent(event)
        self._update_row()

    def _update_row(self) -> None:
        """Let the row draw the focus ring, which stands out of the selector."""
        if row := self.parentWidget():
            row.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the edge and the lines between the segments."""
        size = (self.width(), self.height())
        frame = _Frame(current_theme(), size, self._corners, self.isEnabled())
        _draw(QPainter(self), frame, self.devicePixelRatioF())

    def _ask(self) -> None:
        segment = self.sender()
        if isinstance(segment, Segment):
            self.asked.emit(segment.degree.id)
