"""The Assess page: where the hours go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from nfmaturity.ui.finding import Finding
from nfmaturity.ui.pages.assess_acts import assess_acts
from nfmaturity.ui.pages.assess_ahead import Ahead
from nfmaturity.ui.pages.assess_content import (
    is_open,
    levels_of,
    met_words,
    names_of,
    neighbour,
    where_to_begin,
)
from nfmaturity.ui.pages.assess_exclusion import ExclusionQuestion
from nfmaturity.ui.pages.assess_filter import FilterStrip
from nfmaturity.ui.pages.assess_header import ItemHeader
from nfmaturity.ui.pages.assess_history import History
from nfmaturity.ui.pages.assess_item import ItemView
from nfmaturity.ui.pages.assess_kept import KeptWords
from nfmaturity.ui.pages.assess_keys import AssessKeys
from nfmaturity.ui.pages.assess_menu import SheetMenu
from nfmaturity.ui.pages.assess_onward import next_here
from nfmaturity.ui.pages.assess_panels import SidePanels
from nfmaturity.ui.pages.assess_standing import StandingPanel
from nfmaturity.ui.pages.assess_tree import TreePanel
from nfmaturity.ui.pages.assess_walk import Walk
from nfmaturity.ui.pages.page import Page
from nfmaturity.ui.requirement_filter import RequirementFilter
from nfmaturity.ui.settings import Location
from nfmaturity.ui.tab_order import chain, in_reading_order
from nfmaturity.ui.widgets.exclusion_dialog import ExclusionDialog
from nfmaturity.ui.widgets.meanings import Meanings
from nfmaturity.ui.widgets.standing_strip import StandingStrip

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from nfmaturity.ui.acts import ActGroup
    from nfmaturity.ui.desk import Desk
    from nfmaturity.ui.pages.page import Go
    from nfmaturity.ui.session import AssessmentSession, Moved
    from nfmaturity.ui.widgets.figure_spots import FigureSpots


class AssessPage(Page):
    """Tree, sub-indicator and standing side by side; keys grade wherever the focus is on the page."""

    def __init__(self, desk: Desk, go: Go) -> None:
        """Lay the page out."""
        super().__init__(desk, go)
        self._session: AssessmentSession | None = None
        self._item = ""
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        self.finding = Finding(self)
        self.tree = TreePanel(self.words, self.finding, self)
        across.addWidget(self.tree)
        across.addLayout(self._middle(), 1)
        self.standing = StandingPanel(self.words, self._standing_strip, self)
        across.addWidget(self.standing)
        self.panels = SidePanels(self, across)
        self.history = History(self)
        self.menu = SheetMenu(self)
        self.walk = Walk(self)
        self._keys = AssessKeys(self)
        self._exclusions = ExclusionQuestion(self)
        self._kept = KeptWords(desk, self.view)
        self._ahead = Ahead(self.view)
        self._connect()
        desk.session_changed.connect(self._take_session)
        self._take_session(desk.session)

    def _middle(self) -> QVBoxLayout:
        down = QVBoxLayout()
        down.setSpacing(0)
        self._standing_strip = StandingStrip(self)
        self.header = ItemHeader(self.words, self)
        self.meanings = Meanings(self)
        self.meanings.follow(self.header.definition.pointer)
        self.view = ItemView(self.meanings, self.finding, self)
        self.strip = FilterStrip(self.words, self)
        down.addWidget(self._standing_strip)
        down.addWidget(self.header)
        down.addWidget(self.strip)
        down.addWidget(self.view, 1)
        return down

    def _connect(self) -> None:
        self.tree.chosen.connect(self.show_item)
        self.tree.found.connect(self.show_requirement)
        self.tree.left.connect(self.take_keys)
        self.panels.closed.connect(self.take_keys)
        self.history.panel.closed.connect(self.take_keys)
        self.history.panel.placed.connect(self.panels.reserve)
        self.view.history_asked.connect(self.history.show)
        self.finding.changed.connect(self._narrow)
        self.finding.moved.connect(self._show_found)
        self.strip.cleared.connect(self.clear_filter)
        self.strip.next_asked.connect(self.walk.next_open)
        self.strip.all_asked.connect(lambda: self.finding.show_all_of(names_of(self._session, self._item)))
        self.header.met_asked.connect(self.met_up_to)
        self.header.step_asked.connect(self.step_item)
        self.header.exclusion_asked.connect(lambda: self.exclude(self._item))
        self.view.grade_asked.connect(self.grade)
        self.view.mark_asked.connect(self._toggle_mark)
        self.view.exclusion_asked.connect(self.exclude)
        self.view.comment_written.connect(self._write_comment)
        self.view.comment_ended.connect(lambda: self._session.end_writing() if self._session else None)
        self.view.words_unsent.connect(lambda held: self._session.show_writing(unsent=held) if self._session else None)
        self.view.words_kept.connect(self._keep_words)
        self.view.current_changed.connect(self._note_place)
        self.view.current_changed.connect(lambda current: self.history.come_to(current or self._item))
        self.view.onward.clicked.connect(self.walk.go_on)
        self.standing.asked.connect(self.show_requirement)

    def keys(self) -> tuple[tuple[str, str], ...]:
        """Give the keys as the rubric and the filter make them."""
        return self._keys.shown(self._session, self._item)

    def main_figure(self) -> FigureSpots:
        """Give the score that the standing shows."""
        return self.standing.strip_figure if self.standing.strip.isVisible() else self.standing.main_figure

    @property
    def shows_overall(self) -> bool:
        """Whether the standing of the whole is in sight."""
        is_seen = self.standing.isVisible() or self.standing.strip.isVisible()
        return is_seen and self.standing.of.current == "overall"

    def may_close(self) -> bool:
        """Hand over the comment that is being written; False, once, where one is too long to be saved."""
        self.view.end_writing()
        return self._kept.may_close()

    # Places

    def enter(self, at: Location) -> None:
        """Show a requirement or sub-indicator, or what is next to be graded where that is not meant for the plant."""
        session = self._session
        if session is None:
            return
        place = session.rubric.places.get(at.requirement)
        if place and at.state:
            self.finding.ask(RequirementFilter(words=place.domain.id, states=frozenset({at.state})))
        item = place.sub_indicator.id if place else at.node
        if item in session.rubric.sub_indicators and levels_of(session, item):
            self.show_item(item, at.requirement if place else "")
        elif self._item:
            self.show_item(self._item, self.view.current)
        else:
            self.show_requirement(where_to_begin(session))

    def show_item(self, item: str, requirement: str = "") -> None:
        """Show a sub-indicator, at a requirement or at the first that is still to do."""
        session = self._session
        if session is None or item not in session.rubric.sub_indicators:
            return
        stays_at_end = item == self._item and self.view.is_at_end and not requirement
        self._item = item
        self.finding.come_to(item, requirement)
        self.header.show_item(session, item)
        self._enable_view(session)
        self.view.show_item(item, requirement or next_here(session, item, self.finding))
        if stays_at_end:
            self.view.stand_at_end()
        self.tree.show_node(item)
        self.standing.show_item(session, item)
        self._show_ways()
        self.strip.show_filter(session, self.finding, names_of(session, self._item))
        self._note_place(self.view.current)

    def show_requirement(self, requirement: str) -> None:
        """Show the sub-indicator of a requirement and make it the current one."""
        session = self._session
        if session and requirement in session.rubric.places:
            self.show_item(session.rubric.places[requirement].sub_indicator.id, requirement)

    def step_item(self, by: int) -> None:
        """Go to the sub-indicator before or after."""
        if self._session and self._item and (found := neighbour(self._session, self._item, by, self.finding)):
            self.show_item(found)

    def _note_place(self, requirement: str) -> None:
        if self._session and self.isVisible():
            self.came_to.emit(Location("assess", self._session.assessment.id, self._item, requirement))

    # The filter

    def _narrow(self) -> None:
        """Show what another filter leaves."""
        if self._session and self._item:
            had_keys = self.view.has_focus()
            self.view.narrow(self.finding)
            self._tell_filter(self._session, had_keys=had_keys)

    def _show_found(self) -> None:
        """Show what the filter leaves after an edit."""
        if self._session and self._item:
            had_keys = self.view.has_focus()
            self.view.look()
            self._tell_filter(self._session, had_keys=had_keys)

    def _tell_filter(self, session: AssessmentSession, *, had_keys: bool = False) -> None:
        """Tell of the filter; where the requirements had the keys and none is in sight any more, the page has them."""
        self.strip.show_filter(session, self.finding, names_of(session, self._item))
        self._show_ways()
        self.keys_changed.emit()
        if not self.view.current and not self.view.is_at_end and had_keys:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_filter(self) -> None:
        """Show everything again, with the keys where requirements are graded."""
        self.finding.clear()
        self.take_keys()

    def take_keys(self) -> None:
        """Put the keys where requirements are graded, or on the page where none is in sight."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.view.focus_current()

    # Edits

    def grade(self, requirement: str, degree: str | None) -> None:
        """Grade a requirement and go on to the next one; from one that waited to be confirmed to the next to do."""
        session = self._session
        if session is None or requirement not in session.scope:
            return
        self._end_writing()
        waited = session.answer(requirement).is_to_confirm
        with self.view.at_once():
            session.grade(requirement, degree)
            if degree is not None and requirement == self.view.current:
                self.walk.leave(to_confirm=waited)

    def met_up_to(self, level: int) -> None:
        """Give the best degree to what is unanswered here up to a level."""
        if self._session is None or not self._item or level not in self._session.rubric.level_numbers:
            return
        self._end_writing()
        done, current = self._session.met_up_to(self._item, level), self.view.current
        if done and self._session.answer(current).grade is not None and not is_open(self._session, current):
            self.view.make_current(next_here(self._session, self._item, self.finding) or current)
        said, params = met_words(self._session, self._item, done)
        self.desk.tell(said, **params)

    def _end_writing(self) -> None:
        """Close a comment before another edit, so that its words are undone after that one."""
        had_keys = self.view.has_focus()
        self.view.end_writing()
        if had_keys and not self.view.has_focus():
            self.view.focus_current()

    def exclude(self, node: str) -> None:
        """Ask why a requirement or sub-indicator does not apply, or take it back into scope."""
        if self._session and node:
            self._end_writing()
            self._exclusions.ask(self._session, node, lambda: self._leave_excluded(node))

    def _leave_excluded(self, node: str) -> None:
        """Go on from a requirement that does not apply, as from one that was graded."""
        if node == self.view.current:
            self.walk.leave()

    def _keep_words(self, requirement: str) -> None:
        if self._session:
            self._kept.tell(self._session.assessment.id, requirement)

    def _toggle_mark(self, requirement: str) -> None:
        if self._session:
            self._end_writing()
            self._session.mark(requirement, review=not self._session.answer(requirement).review)

    def _write_comment(self, requirement: str, words: str, group: str, before: str) -> None:
        if self._session:
            self._session.comment(requirement, words, group, before)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Grade and move by single keys; what a text field wants never comes here."""
        if not self._keys.take(event, self._session):
            super().keyPressEvent(event)

    def act_groups(self) -> tuple[ActGroup, ...]:
        """Give what can be done here; single keys do what is listed."""
        return assess_acts(self, self._session, self._item)

    def toggle_mark_here(self) -> None:
        """Mark the current requirement for review, or take the mark off."""
        if self.view.current:
            self._toggle_mark(self.view.current)

    def exclude_here(self) -> None:
        """Exclude the current requirement or, where the sub-indicator does not count, take that back into scope."""
        self.exclude(self.view.current if self.view.isEnabled() else self._item)

    def show_history_here(self) -> None:
        """Show the history of the current requirement, or of the sub-indicator where none is, or put it away."""
        self.history.toggle(self.view.current or self._item)

    def toggle_guidance(self) -> None:
        """Show or hide what to look at."""
        self.view.toggle_guidance()
        self.keys_changed.emit()

    # Following

    def _take_session(self, session: AssessmentSession | None) -> None:
        self.view.end_writing()
        for asking in self.findChildren(ExclusionDialog):
            asking.reject()
        if self._session:
            self._session.moved.disconnect(self._on_moved)
            self._session.disagreed.disconnect(self._on_disagreed)
        self._session, self._item = session, ""
        self.finding.follow(session)
        self.history.follow(session)
        self.tree.show_session(session)
        self.view.show_session(session)
        if session:
            session.moved.connect(self._on_moved)
            session.disagreed.connect(self._on_disagreed)

    def _on_disagreed(self) -> None:
        """Show whose words a comment being written holds now, and keep it in view below the choices."""
        self.view.refresh([self.view.current])

    def _on_moved(self, moved: Moved) -> None:
        session = self._session
        if session is None or not self._item:
            return
        if moved.scope or moved.whole:
            self.header.show_item(session, self._item)
            self._enable_view(session)
            self.view.refresh()
            self._show_ways()
            self.keys_changed.emit()
        else:
            self.view.refresh(moved.requirements)
        self.standing.follow(moved)

    def _enable_view(self, session: AssessmentSession) -> None:
        """Show what does not count as such; the page keeps the keys that go elsewhere."""
        counts, did_count = self._item in session.scope.levels, self.view.isEnabled()
        has_focus = self.window().focusWidget() in {None, self} or self.view.has_focus()
        self.view.setEnabled(counts)
        if has_focus and not counts:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        elif has_focus and not did_count:
            self.view.focus_current()

    def _show_ways(self) -> None:
        if self._session:
            self.header.before.setEnabled(bool(neighbour(self._session, self._item, -1, self.finding)))
            self.header.after.setEnabled(bool(neighbour(self._session, self._item, 1, self.finding)))

    def retell(self) -> None:
        """Say everything in the language in force."""
        super().retell()
        self.tree.retell()
        self.history.retell()
        if self._session and self._item:
            self.header.show_item(self._session, self._item)
            self.view.retell()
            self._tell_filter(self._session)
            self.standing.refresh()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go on as one reads: what is shown of a sub-indicator came after what stands beside it."""
        chain(part for column in (self.header, self.view, self.standing) for part in in_reading_order(column))
        return super().focusNextPrevChild(forward)
