"""The Overview: where the whole stands, what it is made of and what is in the way; every figure is a door."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from nfmaturity.domain.changes import Target
from nfmaturity.i18n import N_
from nfmaturity.ui.move_work import read_versions
from nfmaturity.ui.pages.overview_checks import ChecksSection
from nfmaturity.ui.pages.overview_lists import (
    GapsSection,
    GroupsSection,
    LevelsSection,
    PeopleSection,
    ProgressSection,
)
from nfmaturity.ui.pages.overview_past import PastSection
from nfmaturity.ui.pages.overview_reading import OverviewReading
from nfmaturity.ui.pages.overview_sections import PAD, HeatSection, RadarSection, Section, StandingSection
from nfmaturity.ui.pages.overview_why import ask_of_domains, ask_of_lists, ask_of_past, ask_of_whole
from nfmaturity.ui.pages.page import Page
from nfmaturity.ui.settings import Location
from nfmaturity.ui.touch import take_touch
from nfmaturity.ui.widgets.domain_chart import MOST as RADAR_MOST
from nfmaturity.ui.widgets.frame import Ground
from nfmaturity.ui.widgets.rubric_line import RubricLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from nfmaturity.ui.desk import Desk
    from nfmaturity.ui.move_work import Versions
    from nfmaturity.ui.notice import Notice
    from nfmaturity.ui.pages.page import Go
    from nfmaturity.ui.session import AssessmentSession, Moved
    from nfmaturity.ui.widgets.figure_spots import FigureSpots

LEFT, RIGHT = 604, 290
_THREE_FROM, _TWO_FROM = 1280 - 72, 900
"""Widths of the page from which there are three columns, and two."""
_HELD_MS = 250
"""How long nothing is painted at the most while the assessment before this one is read."""

_RADAR, _RADAR_BESIDE = 360, 320
"""The height of the radar in one column or two, and in three."""

_Arrangement = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
_NAMES = 20
"""What the names beside the radar take of its width, at each side, beyond its height."""

_THREE: _Arrangement = (
    ("standing", "heat", "groups"),
    ("radar", "past", "checks", "levels"),
    ("gaps", "progress", "people"),
)
_TWO: _Arrangement = (
    ("standing", "heat", "groups", "progress", "people"),
    ("radar", "past", "checks", "gaps", "levels"),
    (),
)
_ONE: _Arrangement = (
    ("standing", "gaps", "heat", "radar", "past", "checks", "progress", "people", "groups", "levels"),
    (),
    (),
)


class OverviewPage(Page):
    """Shows the open assessment as a whole, anew after every edit while it is seen."""

    KEYS = (("Tab", N_("next part")), ("← ↑ → ↓", N_("figure")), ("Enter", N_("why?")))

    def __init__(self, desk: Desk, go: Go) -> None:
        """Lay the page out."""
        super().__init__(desk, go)
        self._session: AssessmentSession | None = None
        self._versions: Versions | None = None
        self._move_is_told = False
        self._arranged: _Arrangement | None = None
        self.standing = StandingSection(self.words)
        self.heat = HeatSection(self.words)
        self.radar = RadarSection()
        self.groups = GroupsSection(self.words)
        self.levels = LevelsSection(self.words)
        self.gaps = GapsSection()
        self.progress = ProgressSection(self.words)
        self.past = PastSection(self.words)
        self.checks = ChecksSection(self.words)
        self.people = PeopleSection(self.words)
        self.reading = OverviewReading(desk, self._show_read)
        self._score = ask_of_whole(self.standing)
        ask_of_domains(self.radar)
        ask_of_lists(self.gaps, self.progress)
        ask_of_past(self.past)
        self._build()
        for section in self.sections.values():
            section.asked.connect(self._ask)
        self.gaps.list.came_to.connect(self._reveal_gap)
        self.past.chosen.connect(self._compare_with)
        self.checks.moved.connect(self._order_tabs)
        desk.session_changed.connect(self._take_session)
        self._take_session(desk.session)

    @property
    def sections(self) -> dict[str, Section]:
        """The parts of the page by name."""
        return {
            "standing": self.standing,
            "heat": self.heat,
            "radar": self.radar,
            "groups": self.groups,
            "levels": self.levels,
            "gaps": self.gaps,
            "progress": self.progress,
            "past": self.past,
            "checks": self.checks,
            "people": self.people,
        }

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.rubric_line = RubricLine(self)
        self.rubric_line.asked.connect(lambda: self._ask(Location("move")))
        outer.addWidget(self.rubric_line)
        self.area = QScrollArea(self)
        take_touch(self.area)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        sheet = Ground("page")
        across = QHBoxLayout(sheet)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        self._columns = (Ground("page", "", sheet), Ground("page", "l", sheet), Ground("panel", "l", sheet))
        for column in self._columns:
            across.addWidget(column)
        self._downs = tuple(QVBoxLayout(column) for column in self._columns)
        for down in self._downs:
            down.setContentsMargins(0, 0, 0, 0)
            down.setSpacing(0)
        self._across = across
        self.area.setWidget(sheet)
        outer.addWidget(self.area)
        self._arrange(_THREE)

    def main_figure(self) -> FigureSpots:
        """Give the score of the whole."""
        return self._score

    # Places

    @property
    def shows_overall(self) -> bool:
        """Whether the level and score of the whole are in sight: here they are."""
        return True

    def enter(self, _at: Location) -> None:
        """Show how things stand now; the arrows go through the table of figures at once."""
        self._refresh()
        self._look_for_versions()
        self._hold_still()
        self.reading.read()
        self.heat.table.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    def _hold_still(self) -> None:
        """Paint nothing until what went before is read, so that nothing moves as it comes; not for long, however."""
        if self.reading.before is None:
            self.area.setUpdatesEnabled(False)
            QTimer.singleShot(_HELD_MS, self, self._go_on)

    def _go_on(self) -> None:
        self.area.setUpdatesEnabled(True)

    def _ask(self, place: Location) -> None:
        session = self._session
        if session:
            self.go(replace(place, assessment=session.assessment.id))

    def _look_for_versions(self) -> None:
        session = self._session
        if session is None:
            return

        def show(found: Versions) -> None:
            if session is self._session:
                self._versions = found
                self._show_line()

        ident, pack = session.assessment.id, session.pack
        self.desk.ask(lambda workspace: read_versions(workspace, ident, pack), show)

    # Following

    def _take_session(self, session: AssessmentSession | None) -> None:
        if self._session:
            self._session.moved.disconnect(self._on_moved)
        self._session, self._versions = session, None
        self.reading.follow(session)
        self.rubric_line.hide()
        if session:
            session.moved.connect(self._on_moved)
            self._on_moved()

    def _on_moved(self, moved: Moved | None = None) -> None:
        if self.isVisible():
            self._refresh()
            if moved and (moved.whole or any(target.kind == "assessment" for target in moved.targets)):
                self.reading.read()

    def _show_read(self) -> None:
        """Show what was read from the library: what went before, and who graded what."""
        self.past.before = self.reading.before
        self.checks.log = self.people.log = self.reading.log
        self.checks.kept = self.reading.kept
        self._refresh()
        self._go_on()

    def _compare_with(self, ident: str) -> None:
        """Let the assessment follow another one: an edit like every other, which the report follows too."""
        if self._session:
            self._session.edit({Target("assessment", "", "previous"): ident})

    def _refresh(self) -> None:
        if self._session is None:
            return
        compared = self.reading.compared()
        alike = compared if compared and compared.same_scale else None
        for name, section in self.sections.items():
            section.compared = compared if name == "past" else alike
        for section in self.sections.values():
            section.refresh(self._session)
        self._fit_radar()
        self._order_tabs()

    def retell(self) -> None:
        """Say everything in the language in force."""
        super().retell()
        self._refresh()
        self._show_line()

    def heed(self, notice: Notice | None) -> None:
        """Leave the line about the last move out while the notice of it stands above."""
        self._move_is_told = bool(notice and notice.is_move)
        self._show_line()

    def _show_line(self) -> None:
        session, found = self._session, self._versions
        if session:
            told = bool(self._move_is_told and found and not found.newer)
            self.rubric_line.show_versions(session.pack, found, is_told=told)

    # Arrangement

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the parts into as many columns as there is room for."""
        super().resizeEvent(event)
        width = self.width()
        self._arrange(_THREE if width >= _THREE_FROM else _TWO if width >= _TWO_FROM else _ONE)
        self._fit_radar()

    def _arrange(self, arrangement: _Arrangement) -> None:
        if arrangement == self._arranged:
            return
        self._arranged = arrangement
        self._take_apart()
        for column, down, names in zip(self._columns, self._downs, arrangement, strict=True):
            column.setVisible(bool(names))
            self._fill(down, names)
        is_one = arrangement is _ONE
        self._columns[0].setMinimumWidth(0 if is_one else LEFT)
        self._columns[0].setMaximumWidth(16_777_215 if is_one else LEFT)
        self._columns[2].setFixedWidth(RIGHT)
        self._across.setStretch(1, 0 if is_one else 1)
        self._fit_radar()
        self._order_tabs()

    def _take_apart(self) -> None:
        for down in self._downs:
            for section in self.sections.values():
                # Not `takeAt`: an item that Python holds on to would go on answering for the widget, with stale sizes.
                down.removeWidget(section)
            while down.count():
                down.takeAt(0)

    def _fill(self, down: QVBoxLayout, names: Sequence[str]) -> None:
        for place, name in enumerate(names):
            section = self.sections[name]
            section.put_line(above=place > 0)
            down.addWidget(section)
        if names:
            down.addStretch(1)

    def _fit_radar(self) -> None:
        chart = self.radar.chart
        chart.setFixedHeight(self._radar_height() if chart.is_radar else chart.minimumSizeHint().height())

    def _radar_height(self) -> int:
        """Give the radar as much as the width has for it, so that it is no taller than wide."""
        least = _RADAR_BESIDE if self._arranged is _THREE else _RADAR
        return max(least, min(RADAR_MOST, self.radar.width() - 2 * PAD - 2 * _NAMES))

    def _reveal_gap(self, row: QRect) -> None:
        """Scroll to the row that the arrows came to."""
        if (sheet := self.area.widget()) is None:
            return
        place = QRect(self.gaps.list.viewport().mapTo(sheet, row.topLeft()), row.size())
        self.area.ensureVisible(place.center().x(), place.center().y(), 0, place.height() // 2 + 8)

    def _order_tabs(self) -> None:
        """Let Tab go down the columns, one after the other."""
        stops: dict[str, Sequence[QWidget]] = {
            "standing": (
                self.standing.details,
                self.standing.score,
                self.standing.chip,
                self.standing.bounds,
                *self.standing.shares.lines,
            ),
            "heat": (self.heat.table,),
            "groups": self.groups.rows.rows,
            "past": (self.past.choice,),
            "checks": self.checks.rows.rows,
            "gaps": (self.gaps.list, self.gaps.more),
            "progress": self.progress.rows.rows,
            "people": self.people.rows.rows,
        }
        names = (name for column in self._arranged or () for name in column)
        ordered = [self.rubric_line.door, *(stop for name in names for stop in stops.get(name, ()))]
        for before, after in pairwise(ordered):
            QWidget.setTabOrder(before, after)
