"""The parts of the Overview: each shows one thing of the open assessment and says which place is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from nfmaturity.charts.radar import SCREEN, before_stroke
from nfmaturity.charts.shapes import Hatch, Line, Rect, Shape, Stroke
from nfmaturity.domain.rubric import OVERALL
from nfmaturity.i18n import N_, _
from nfmaturity.ui.fonts import font
from nfmaturity.ui.pages.overview_changes import beside_earlier, past_words, since_words
from nfmaturity.ui.pages.overview_content import (
    heat_rows,
    radar_axes,
    share_rows,
    short_level,
)
from nfmaturity.ui.settings import Location
from nfmaturity.ui.standing_words import (
    bounds_words,
    level_name,
    score_of,
    standing_name,
    sum_words,
    target_words,
    tau_words,
)
from nfmaturity.ui.theme import colour
from nfmaturity.ui.widgets.bounds_view import BoundsView
from nfmaturity.ui.widgets.buttons import Button
from nfmaturity.ui.widgets.domain_chart import DomainChart
from nfmaturity.ui.widgets.heat_table import HeatHead, HeatShown, HeatTable
from nfmaturity.ui.widgets.level_chip import LevelChip, chip_role
from nfmaturity.ui.widgets.paragraph import Paragraph
from nfmaturity.ui.widgets.sample_key import HEIGHT, WIDTH, SampleKey
from nfmaturity.ui.widgets.share_rows import ShareRows

if TYPE_CHECKING:
    from fractions import Fraction

    from PySide6.QtGui import QPaintEvent

    from nfmaturity.analysis.comparison import Comparison
    from nfmaturity.domain.scoring import NodeScore
    from nfmaturity.ui.session import AssessmentSession
    from nfmaturity.ui.wording import Wording

PAD = 20


class Section(QWidget):
    """A part of the page, under a hairline where another stands above it."""

    asked = Signal(object)
    """The `Location` that is asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without a hairline."""
        super().__init__(parent)
        self._has_line = False
        self.compared: Comparison | None = None
        """The earlier assessment beside this one, to be shown at the next refresh."""

    def put_line(self, *, above: bool) -> None:
        """Draw the hairline, or leave it out."""
        self._has_line = above
        self.update()

    def refresh(self, session: AssessmentSession) -> None:
        """Show how things stand."""
        raise NotImplementedError

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the hairline."""
        if self._has_line:
            QPainter(self).fillRect(0, 0, self.width(), 1, colour("line"))


class Heading(QWidget):
    """The bold words over a part, and in small what is to be known with them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without words."""
        super().__init__(parent)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(12)
        self.title = QLabel(self)
        self.title.setFont(font(bold=True))
        self.aside = Paragraph(self, pixels=12, leading=20, role="ink3", most_lines=1)
        self.aside.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        across.addWidget(self.title)
        across.addStretch(1)
        across.addWidget(self.aside)
        self.setFixedHeight(24)


class StandingSection(Section):
    """Level and score of the whole, between what they still lie, and the shares that make them."""

    def __init__(self, words: Wording, parent: QWidget | None = None) -> None:
        """Lay the part out."""
        super().__init__(parent)
        across = QHBoxLayout(self)
        across.setContentsMargins(PAD, 12, PAD, 14)
        across.setSpacing(28)
        across.addLayout(self._whole(words), 212)
        across.addLayout(self._by_level(words), 324)

    def _whole(self, words: Wording) -> QVBoxLayout:
        down = QVBoxLayout()
        down.setSpacing(0)
        head = QHBoxLayout()
        self._of = Paragraph(self, pixels=12, leading=20, role="ink2", most_lines=1)
        words.say(self._of.setText, N_("Whole enterprise"))
        self.details = Button("link", "", self)
        self.details.setObjectName("details")
        words.say(self.details.setText, N_("Details…"))
        self.details.clicked.connect(lambda: self.asked.emit(Location("details")))
        head.addWidget(self._of, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.details)
        down.addLayout(head)
        down.addLayout(self._score())
        down.addSpacing(6)
        self.bounds = BoundsView(self)
        down.addWidget(self.bounds)
        down.addSpacing(6)
        self.headline = Paragraph(self, pixels=12, leading=18, role="ink2", bold=True)
        self.detail = Paragraph(self, pixels=12, leading=18, role="ink2")
        self.target = Paragraph(self, pixels=12, leading=18, role="ink2")
        self.since = Paragraph(self, pixels=12, leading=18, role="ink2")
        self.since.setObjectName("overview-since")
        for said in (self.headline, self.detail, self.target, self.since):
            down.addWidget(said)
        down.addStretch(1)
        return down

    def _score(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(14)
        self.score = QLabel(self)
        self.score.setObjectName("overview-score")
        self.score.setFont(font("score"))
        self.score.setFixedHeight(52)
        self.chip = LevelChip(self, pixels=17)
        self.chip.setObjectName("overview-level")
        row.addWidget(self.score)
        row.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        return row

    def _by_level(self, words: Wording) -> QVBoxLayout:
        down = QVBoxLayout()
        down.setSpacing(0)
        down.addSpacing(4)
        head = Heading(self)
        words.say(head.title.setText, N_("Share met, by level"))
        self._tau = head.aside
        down.addWidget(head)
        down.addSpacing(8)
        self.shares = ShareRows(self)
        self.shares.asked.connect(self.asked)
        words.say(self.shares.setAccessibleName, N_("Share met, by level"))
        down.addWidget(self.shares)
        down.addSpacing(8)
        self.sum = Paragraph(self, pixels=12, leading=18, role="ink2")
        self.sum.setObjectName("overview-sum")
        down.addWidget(self.sum)
        down.addStretch(1)
        return down

    def refresh(self, session: AssessmentSession) -> None:
        """Show the standing of the whole."""
        rubric, node = session.rubric, session.card.overall
        self.score.setText(score_of(node))
        self.score.setAccessibleName(f"{_('Score')}: {score_of(node)}")
        level = 0 if node.is_blank else node.level
        self.chip.show_level(standing_name(rubric, node), chip_role(level, rubric.level_numbers))
        headline, detail = bounds_words(rubric, node, session.to_confirm.get(OVERALL, 0))
        if node.bounds is None:
            detail = _("Choose the segments of the enterprise under Details, or take back what was excluded.")
        self.headline.setText(headline)
        since = since_words(session, self.compared) if self.compared else ""
        target = self._about_target(session, node)
        for said, text in ((self.detail, detail), (self.target, target), (self.since, since)):
            said.setText(text)
            said.setVisible(bool(text))
        bounds = node.bounds.score if node.bounds else None
        top = rubric.level_numbers[-1]
        self.bounds.show_bounds(bounds, top, session.assessment.target_level, f"{headline} {detail}".strip())
        self._show_shares(session, node)

    def _about_target(self, session: AssessmentSession, node: NodeScore) -> str:
        return target_words(session.rubric, node, session.assessment.target_level)

    def _show_shares(self, session: AssessmentSession, node: NodeScore) -> None:
        rubric, tau = session.rubric, session.rubric.scoring.level_threshold
        self._tau.setText(_("met at {tau}").format(tau=tau_words(tau)))
        self.shares.show_rows(share_rows(session), tau)
        self.sum.setText(sum_words(rubric, node))


class HeatSection(Section):
    """The domains by level, each figure a door."""

    def __init__(self, words: Wording, parent: QWidget | None = None) -> None:
        """Lay the part out."""
        super().__init__(parent)
        down = QVBoxLayout(self)
        down.setContentsMargins(PAD, 14, PAD, 12)
        down.setSpacing(0)
        head = Heading(self)
        words.say(head.title.setText, N_("Domains and levels"))
        words.say(head.aside.setText, N_("click a figure to see what it is made of"))
        self.table = HeatTable(self)
        self.table.setObjectName("heat")
        words.say(self.table.setAccessibleName, N_("Domains and levels"))
        self.table.asked.connect(self.asked)
        self.key = SampleKey(self)
        down.addWidget(head)
        down.addWidget(HeatHead(self.table, self))
        down.addWidget(self.table)
        down.addSpacing(8)
        down.addWidget(self.key)

    def refresh(self, session: AssessmentSession) -> None:
        """Show every domain's shares."""
        rubric = session.rubric
        heads = (_("Score"), *(short_level(rubric, level) for level in rubric.level_numbers))
        rows = heat_rows(session, self.compared)
        self.table.beside = beside_earlier(self.compared)
        self.table.show_rows(HeatShown(heads, rows, rubric.scoring.level_threshold))
        has_gaps = any(cell.share is None for row in rows for cell in row.figures[1:])
        has_open = any(cell.is_open for row in rows for cell in row.figures)
        self.key.show_entries(_heat_key(rubric.scoring.level_threshold, has_gaps=has_gaps, has_open=has_open))


def _heat_key(tau: Fraction, *, has_gaps: bool, has_open: bool) -> list[tuple[tuple[Shape, ...], str]]:
    shown = tau_words(tau)
    box = (0, 0, WIDTH, HEIGHT)
    samples: list[tuple[tuple[Shape, ...], str]] = [
        ((Rect(*box, fill="l3"),), _("met, at least {tau}").format(tau=shown))
    ]
    if tau * 2 > 1:
        samples.append(((Rect(*box, fill="l1"),), _("0.50 to below {tau}").format(tau=shown)))
        samples.append(((Rect(*box, fill="l0"),), _("below 0.50")))
    else:
        samples.append(((Rect(*box, fill="l0"),), _("below {tau}").format(tau=shown)))
    edge = Rect(1, 1, WIDTH - 2, HEIGHT - 2, stroke=Stroke("cop", 2))
    samples.append(((edge,), _("decides the next level")))
    if has_open:
        bare = Rect(0.5, 0.5, WIDTH - 1, HEIGHT - 1, stroke=Stroke("line2", 1))
        samples.append(((bare,), _("not graded yet")))
    if has_gaps:
        samples.append(((Hatch(*box, "panel", "line2"),), _("not in scope")))
    return samples


class RadarSection(Section):
    """Where the domains stand against the target."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Lay the part out."""
        super().__init__(parent)
        down = QVBoxLayout(self)
        down.setContentsMargins(PAD, 16, PAD, 12)
        down.setSpacing(0)
        self.head = Heading(self)
        self.key = SampleKey(self)
        self.chart = DomainChart(self)
        self.chart.setObjectName("domains")
        down.addWidget(self.head)
        down.addWidget(self.key)
        down.addSpacing(4)
        down.addWidget(self.chart, 1)

    def refresh(self, session: AssessmentSession) -> None:
        """Show the domains in scope."""
        rubric, target = session.rubric, session.assessment.target_level
        axes = radar_axes(session, self.compared)
        self.head.title.setText(_("Capability domains: {n}").format(n=len(axes)))
        weight = SCREEN.weight
        middle = ((0, HEIGHT / 2), (WIDTH, HEIGHT / 2))
        entries: list[tuple[tuple[Shape, ...], str]] = [((Line(*middle, Stroke("accfill", 1.5 * weight)),), _("now"))]
        if target is not None:
            dashed = Stroke("cop", 1.1 * weight, (4 * weight, 2.4 * weight))
            entries.append(((Line(*middle, dashed),), _("target {level}").format(level=level_name(rubric, target))))
        if self.compared:
            entries.append(((Line(*middle, before_stroke(SCREEN)),), past_words(session, self.compared)))
        self.key.show_entries(entries if axes else ())
        self.chart.show_axes(axes, rubric.level_numbers[-1], target)
