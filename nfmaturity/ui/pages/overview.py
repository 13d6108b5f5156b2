"""The Overview: where the whole stands, what it is made of and what is in the way; every figure is a door."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from nfmaturity.i18n import N_
from nfmaturity.ui.move_work import read_versions
from nfmaturity.ui.pages.overview_lists import GapsSection, GroupsSection, LevelsSection, ProgressSection
from nfmaturity.ui.pages.overview_sections import HeatSection, RadarSection, Section, StandingSection
from nfmaturity.ui.pages.page import Page
from nfmaturity.ui.settings import Location
from nfmaturity.ui.widgets.frame import Ground
from nfmaturity.ui.widgets.rubric_line import RubricLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from nfmaturity.ui.desk import Desk
    from nfmaturity.ui.move_work import Versions
    from nfmaturity.ui.notice import Notice
    from nfmaturity.ui.pages.page import Go
    from nfmaturity.ui.session import AssessmentSession

LEFT, RIGHT = 604, 290
_THREE_FROM, _TWO_FROM = 1280 - 72, 900
"""Widths of the page from which there are three columns, and two."""
_GAP_ROWS = 7
"""How many gaps are seen at once where the page scrolls as a whole."""
_RADAR = 360
"""The height of the radar there."""

_Arrangement = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
_THREE: _Arrangement = (("standing", "heat"), ("radar", "groups", "levels"), ("gaps", "progress"))
_TWO: _Arrangement = (("standing", "heat", "progress"), ("radar", "groups", "levels", "gaps"), ())
_ONE: _Arrangement = (("standing", "levels", "gaps", "heat", "radar", "groups", "progress"), (), ())


class OverviewPage(Page):
    """Shows the open assessment as a whole, anew after every edit while it is seen."""

    KEYS = (("Tab", N_("next part")), ("← ↑ → ↓", N_("figure")), ("Enter", N_("open it")))

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
        self._build()
        for section in self.sections.values():
            section.asked.connect(self._ask)
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
        }

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.rubric_line = RubricLine(self)
        self.rubric_line.asked.connect(lambda: self._ask(Location("move")))
        outer.addWidget(self.rubric_line)
        self.area = QScrollArea(self)
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

    # Places

    def enter(self, _at: Location) -> None:
        """Show how things stand now; the arrows go through the table of figures at once."""
        self._refresh()
        self._look_for_versions()
        self.heat.table.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

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
        self.rubric_line.hide()
        if session:
            session.moved.connect(self._on_moved)
            self._on_moved()

    def _on_moved(self) -> None:
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        if self._session is None:
            return
        for section in self.sections.values():
            section.refresh(self._session)
        self._fit_gaps()
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
        self._fit_gaps()
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
            down.addWidget(section, 1 if self._grows(name) else 0)
        if not any(self._grows(name) for name in names):
            down.addStretch(1)

    def _grows(self, name: str) -> bool:
        return self._arranged is _THREE and name in {"radar", "gaps"}

    def _fit_gaps(self) -> None:
        fills_column = self._arranged is _THREE
        self.gaps.fix_rows(0 if fills_column else _GAP_ROWS)
        self.radar.chart.setMinimumHeight(0 if fills_column or not self.radar.chart.is_radar else _RADAR)

    def _order_tabs(self) -> None:
        stops: tuple[QWidget, ...] = (
            self.rubric_line.door,
            self.standing.details,
            *self.standing.shares.lines,
            self.heat.table,
            *self.groups.rows.rows,
            self.gaps.list,
            *self.progress.rows.rows,
        )
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)
