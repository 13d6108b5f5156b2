"""The right of the Assess page: where the sub-indicator, its domain or the whole stands, and what is in the way."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from nfmaturity.analysis.blockers import Blocker, blockers, gate
from nfmaturity.charts.line_breaks import break_lines
from nfmaturity.charts.shapes import Chart, Hatch
from nfmaturity.domain.rubric import OVERALL
from nfmaturity.domain.scoring import cut
from nfmaturity.i18n import N_, _, current_language
from nfmaturity.ui.fonts import font, measure, pixels_of
from nfmaturity.ui.lettering import draw_line, draw_within
from nfmaturity.ui.pages.assess_content import least_step_words
from nfmaturity.ui.pages.assess_why import ask_gain, ask_in_standing, ask_in_strip
from nfmaturity.ui.painter import paint_chart
from nfmaturity.ui.score_movement import movement_of
from nfmaturity.ui.standing_words import (
    bounds_words,
    gain_words,
    level_name,
    score_words,
    tau_words,
)
from nfmaturity.ui.theme import colour
from nfmaturity.ui.touch import take_touch
from nfmaturity.ui.widgets.bounds_view import BoundsView
from nfmaturity.ui.widgets.buttons import PaintedButton
from nfmaturity.ui.widgets.frame import Ground, line_width
from nfmaturity.ui.widgets.label import Label
from nfmaturity.ui.widgets.level_chip import LevelChip, chip_role
from nfmaturity.ui.widgets.movement_words import say_movement
from nfmaturity.ui.widgets.paragraph import Paragraph, advance_of, with_dots
from nfmaturity.ui.widgets.passing_words import PassingWords
from nfmaturity.ui.widgets.segmented import Segmented
from nfmaturity.ui.widgets.share_list import ShareLine, ShareList
from nfmaturity.ui.widgets.standing_strip import StandingStrip, StripContent

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from nfmaturity.domain.rubric import Rubric
    from nfmaturity.domain.scoring import NodeScore
    from nfmaturity.ui.session import AssessmentSession, Moved
    from nfmaturity.ui.wording import Wording

_MOST_BLOCKERS = 12
_PAD, _PAD_AT_BAR, _COLUMN = 16, 6, 227
"""The right margin without and with a scroll bar, so that nothing moves when it comes; the width that is left."""


_TEXT_X = 36


class BlockerRow(PaintedButton):
    """One requirement in the way: what it is and what full satisfaction would add; a click goes there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty row."""
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.requirement = self._id = self._gain = self._text = ""
        self._lines: list[str] = []
        self._shown: tuple[object, ...] = ()
        self._with_item = False
        self.resize(_COLUMN, 50)

    def show_blocker(self, blocker: Blocker, text: str, *, with_item: bool) -> None:
        """Show a blocker; outside its own sub-indicator with the whole id."""
        if (shown := (blocker.id, blocker.gain, text, with_item)) == self._shown:
            return
        self._shown = shown
        self.requirement, self._gain, self._text = blocker.id, gain_words(blocker.gain), text
        self._id = blocker.id if with_item else blocker.id.rpartition(".")[2]
        self._with_item = with_item
        self.setObjectName(f"blocker-{blocker.id}")
        self.setAccessibleName(f"{blocker.id} {text} {self._gain}")
        self._break()

    def gain_place(self) -> QRect:
        """Give where the gain stands."""
        width = round(measure(self._gain, 12, True)) + 8
        return QRect(self.width() - width, 0, width, 32)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the text anew for another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._break()

    def _break(self) -> None:
        """Settle the lines of the text, which keeps clear of the gain."""
        room = float(self.width())
        if not self._with_item:
            room -= _TEXT_X + measure(self._gain, 12, True) + 12
        advance = advance_of(12, False)
        lines = break_lines(self._text, advance, room) if self._text else []
        self._lines = lines if len(lines) <= 2 else [lines[0], with_dots(lines[1], advance, room)]
        self.setToolTip(self._text if len(lines) > 2 else "")
        self.setFixedHeight(14 + 18 * (len(self._lines) + self._with_item))
        self.update()

    def sizeHint(self) -> QSize:
        """Fill the column."""
        return QSize(200, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw id, text and gain."""
        painter = self.begin()
        if self.underMouse():
            painter.fillRect(self.rect(), colour("hover"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, colour("line"))
        painter.setPen(colour("acc"))
        draw_line(painter, QPointF(0, 20), self._id, 12, bold=True)
        painter.setPen(colour("cop"))
        draw_within(painter, QRectF(0, 7, self.width(), 18), self._gain, 12, bold=True, align="right")
        painter.setPen(colour("ink"))
        x, y = (0, 38) if self._with_item else (_TEXT_X, 20)
        for line in self._lines:
            draw_line(painter, QPointF(x, y), line, 12)
            y += 18
        self.draw_ring(painter)


class StandingPanel(Ground):
    """Level, score, bounds, shares and blockers of one node."""

    asked = Signal(str)
    """The requirement that a person wants to see."""

    def __init__(self, words: Wording, strip: StandingStrip, parent: QWidget | None = None) -> None:
        """Lay the panel out; the strip says the same where the panel is out of sight."""
        super().__init__("panel", "l", parent)
        self.setFixedWidth(260)
        self.strip = strip
        self.strip.setObjectName("standing-strip")
        self.strip_figure = ask_in_strip(self.strip, self)
        self.strip.hide()
        self._session: AssessmentSession | None = None
        self._item = ""
        self._shown: tuple[str, NodeScore] | None = None
        self._rows: list[BlockerRow] = []
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        scroll = QScrollArea(self)
        take_touch(scroll)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        sheet = Ground("panel")
        scroll.setWidget(sheet)
        outer.addWidget(scroll)
        self._down = QVBoxLayout(sheet)
        self._down.setContentsMargins(16, 12, _PAD, 12)
        self._down.setSpacing(0)
        self._build(words)
        scroll.verticalScrollBar().rangeChanged.connect(self._make_room)

    def _make_room(self, _low: int, high: int) -> None:
        """Let a scroll bar come and go in the margin."""
        self._down.setContentsMargins(16, 12, _PAD_AT_BAR if high else _PAD, 12)

    def _build(self, words: Wording) -> None:
        self.of = Segmented(("item", "domain", "overall"), self, pad=4)
        self.of.setObjectName("standing-of")
        self.of.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.of.choose("item")
        self.of.chosen.connect(lambda _name: self.refresh())
        self._down.addWidget(self.of)
        self._down.addSpacing(16)
        self._down.addLayout(self._standing())
        self.movement = PassingWords(self, pixels=11, at_right=True)
        self.movement.setObjectName("standing-movement")
        self._down.addWidget(self.movement)
        self.bounds = BoundsView(self)
        self._down.addWidget(self.bounds)
        self._down.addSpacing(4)
        self.headline = Paragraph(self, pixels=12, leading=18, role="ink2", bold=True, fills=True)
        self.detail = Paragraph(self, pixels=12, leading=18, role="ink2", fills=True)
        self._down.addWidget(self.headline)
        self._down.addWidget(self.detail)
        lines = [self._line()]
        self._down.addLayout(self._shares_head(words))
        self.shares = ShareList(self)
        self._down.addWidget(self.shares)
        self._legend = HatchNote(self)
        words.say(self._legend.setText, N_("hatched: what can still be added"))
        self._down.addWidget(self._legend)
        lines.append(self._line())
        self.missing = Paragraph(self, pixels=12, leading=18, bold=True, fills=True)
        self._down.addWidget(self.missing)
        self._blockers = QVBoxLayout()
        self._blockers.setSpacing(0)
        self._down.addLayout(self._blockers)
        self._down.addSpacing(8)
        self.way_up = Paragraph(self, pixels=12, leading=18, role="ink2", fills=True)
        self._down.addWidget(self.way_up)
        self._down.addStretch(1)
        self.main_figure = ask_in_standing(self)
        self._counted = (*lines, self.bounds, self._shares_title, self._tau, self.shares, self.missing, self.way_up)

    def _standing(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.chip = LevelChip(self, pixels=17)
        self.chip.setObjectName("standing-level")
        self.chip.setMinimumHeight(32)
        self.score = Label(self, size="standing", role="ink")
        self.score.setObjectName("standing-score")
        self.score.setFixedHeight(40)
        row.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        row.addWidget(self.score)
        return row

    def _shares_head(self, words: Wording) -> QHBoxLayout:
        row = QHBoxLayout()
        self._shares_title = Label(self, role="ink", bold=True)
        words.say(self._shares_title.setText, N_("Share met, by level"))
        self._tau = Label(self, size="caption", role="ink3")
        row.addWidget(self._shares_title)
        row.addStretch(1)
        row.addWidget(self._tau)
        return row

    def _line(self) -> Hairline:
        line = Hairline(self)
        self._down.addWidget(line)
        return line

    # What is shown

    @property
    def node(self) -> str:
        """Whose standing is shown: the sub-indicator's, its domain's or that of the whole; "" for none."""
        if self._session is None or not self._item:
            return ""
        domain = self._session.rubric.sub_indicators[self._item][1]
        return {"item": self._item, "domain": domain.id}.get(self.of.current, OVERALL)

    def show_item(self, session: AssessmentSession | None, item: str) -> None:
        """Show a sub-indicator, its domain or the whole, as was chosen."""
        self._session, self._item = session, item
        self.refresh()

    def follow(self, edit: Moved) -> None:
        """Show the figures anew after an edit, and for a moment how the user's own moved them."""
        before = self._shown
        self.refresh()
        shown, session = self._shown, self._session
        is_same = before and shown and before[0] == shown[0]
        moved = movement_of(before[1], shown[1]) if before and shown and is_same and not edit.whole else None
        for place in (self.movement, self.strip.movement):
            if moved and session:
                say_movement(place, session.rubric, moved)
            else:
                place.be_silent()

    def refresh(self) -> None:
        """Show the figures anew."""
        session = self._session
        if session is None or not self._item:
            return
        rubric = session.rubric
        domain = rubric.sub_indicators[self._item][1]
        self.of.set_words((_("This item"), _("Domain"), _("Overall")))
        self.of.choice("domain").setToolTip(rubric.say(domain.name, current_language()))
        node_id = self.node
        node = session.card.nodes[node_id]
        if self._shown and self._shown[0] != node_id:
            self.movement.be_silent()
            self.strip.movement.be_silent()
            for part in (self.detail, self._legend):
                _keep_room(part, kept=False)
        self._shown = (node_id, node)
        for widget in self._counted:
            widget.setVisible(node.bounds is not None)
        self._show_standing(session, node)
        self._show_shares(rubric, node)
        self._show_blockers(session, node_id)

    def _show_score(self, said: str) -> None:
        """Show a score; where it is as wide as the one before, as figures are, nothing is laid out anew."""
        self.score.setText(said)
        if (width := ceil(measure(said, pixels_of("standing"), True))) != self.score.minimumWidth():
            self.score.setFixedWidth(width)

    def _show_standing(self, session: AssessmentSession, node: NodeScore) -> None:
        rubric = session.rubric
        name = level_name(rubric, node.level)
        self.chip.show_level(name, chip_role(node.level, rubric.level_numbers))
        self._show_score(score_words(node.score))
        self.score.setAccessibleName(f"{_('Score')}: {score_words(node.score)}")
        headline, detail = bounds_words(rubric, node, session.to_confirm.get(self.node, 0))
        self.headline.setText(headline)
        self.detail.setText(detail)
        _come_and_go(self.detail, is_there=bool(detail))
        bounds = node.bounds.score if node.bounds else None
        top, target, said = rubric.level_numbers[-1], session.assessment.target_level, f"{headline} {detail}"
        self.bounds.show_bounds(bounds, top, target, said)
        role, of = chip_role(node.level, rubric.level_numbers), self.of.choice(self.of.current).text()
        self.strip.show_content(StripContent(of, name, role, score_words(node.score), bounds, top, target, said))

    def _show_shares(self, rubric: Rubric, node: NodeScore) -> None:
        tau = rubric.scoring.level_threshold
        self._tau.setText(_("met at {tau}").format(tau=tau_words(tau)))
        lines = [
            ShareLine(n, chip_role(n, rubric.level_numbers), share, node.upper_shares[n], cut(share), share >= tau)
            for n, share in sorted(node.shares.items())
        ]
        said = "; ".join(f"{level_name(rubric, line.level)}: {line.figure}" for line in lines)
        self.shares.show_lines(lines, tau, said)
        _come_and_go(self._legend, is_there=any(line.upper > line.share for line in lines))

    def _show_blockers(self, session: AssessmentSession, node_id: str) -> None:
        found = blockers(session.rubric, session.assessment, session.scope, session.card, node_id)
        level = gate(session.rubric, session.card.nodes[node_id])
        if level is None or not found:
            self.missing.setText(_("Nothing stands in the way of a higher level here."))
        else:
            self.missing.setText(_("Missing for {level}").format(level=level_name(session.rubric, level)))
        self.way_up.setText(least_step_words(session.rubric, session.card.nodes[node_id], found))
        shown = found[:_MOST_BLOCKERS]
        while len(self._rows) < len(shown):
            row = BlockerRow(self)
            row.clicked.connect(self._ask)
            ask_gain(row, self)
            self._blockers.addWidget(row)
            self._rows.append(row)
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(shown))
            if place < len(shown):
                text = session.rubric.say(shown[place].place.requirement.text, current_language())
                row.show_blocker(shown[place], text, with_item=node_id != self._item)

    def _ask(self) -> None:
        row = self.sender()
        if isinstance(row, BlockerRow):
            self.asked.emit(row.requirement)


def _come_and_go(part: QWidget, *, is_there: bool) -> None:
    """Show or hide a part; what stands below it stays where it is once it was there, until another node is shown."""
    part.setVisible(is_there)
    if is_there:
        _keep_room(part, kept=True)


def _keep_room(part: QWidget, *, kept: bool) -> None:
    policy = part.sizePolicy()
    if policy.retainSizeWhenHidden() != kept:
        policy.setRetainSizeWhenHidden(kept)
        part.setSizePolicy(policy)


class Hairline(QWidget):
    """A hairline with air above and below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Take the width there is."""
        super().__init__(parent)
        self.setFixedHeight(25)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line."""
        painter = QPainter(self)
        painter.fillRect(QRectF(0, 12, self.width(), line_width(painter)), colour("line"))


class HatchNote(QLabel):
    """A hatched sample before a caption."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the caption."""
        super().__init__(parent)
        self.setFont(font("caption"))
        self.setFixedHeight(20)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw sample and words."""
        painter = QPainter(self)
        paint_chart(painter, Chart(14, 8, (Hatch(0, 0, 14, 8),)), QPointF(0, 6))
        painter.setFont(self.font())
        painter.setPen(colour("ink3"))
        painter.drawText(QRectF(self.rect()).adjusted(20, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
