"""Keeps the frame around the pages telling where one is, how far, what is saved and what can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from nfmaturity.i18n import N_, _
from nfmaturity.ui.frame_words import assessment_parts, library_words, saving_words
from nfmaturity.ui.settings import Location

if TYPE_CHECKING:
    from nfmaturity.domain.scoring import NodeScore
    from nfmaturity.ui.desk import Desk
    from nfmaturity.ui.pages.page import Page
    from nfmaturity.ui.saving import SaveState
    from nfmaturity.ui.session import AssessmentSession
    from nfmaturity.ui.widgets.frame import Header, Rail
    from nfmaturity.ui.widgets.status_bar import StatusBar

OF_AN_ASSESSMENT = frozenset({"overview", "assess", "report", "details", "move"})
"""The pages that show the open assessment."""

_OF_THE_LIBRARY = {
    "library": N_("Library"),
    "new": N_("New assessment"),
    "enterprises": N_("Enterprises"),
    "rubric": N_("Rubric"),
    "settings": N_("Settings"),
}


class FrameContent(QObject):
    """Shows in rail, header and status line what holds at a place."""

    def __init__(self, desk: Desk, rail: Rail, header: Header, status: StatusBar) -> None:
        """Follow how the edits are saved; places and progress are told by the window."""
        super().__init__(status)
        self._desk = desk
        self._rail, self._header, self._status = rail, header, status
        self._at = Location()
        self._page: Page | None = None
        self._worker: Page | None = None
        self._overall: NodeScore | None = None
        self._is_held = False
        status.again.clicked.connect(desk.try_saving_again)
        status.cancel.clicked.connect(self._cancel_work)
        desk.saving.connect(self.show_saving)

    def hold(self, *, is_held: bool) -> None:
        """Lead to no page of the assessment that is open while another one comes in its place, and undo nothing."""
        self._is_held = is_held
        self._show_rail(self._at)
        self._status.undo.setEnabled(not is_held)
        self._status.redo.setEnabled(not is_held)

    def _show_rail(self, at: Location) -> None:
        self._rail.show_place(at.page, has_assessment=self._desk.session is not None and not self._is_held)

    def show_place(self, at: Location, page: Page | None) -> None:
        """Show everything for a place and the page that is in front there."""
        session = self._desk.session
        self._show_rail(at)
        self.show_keys(at, page)
        self.show_saving(self._desk.save_state)
        if session is None or at.page not in OF_AN_ASSESSMENT:
            self._show_library()
        else:
            self._header.title.show_parts(assessment_parts(session.assessment))
            self.show_progress()

    def show_keys(self, at: Location, page: Page | None) -> None:
        """Show the keys of a page as it stands now."""
        self._at, self._page = at, page
        self._status.keys.show_keys((*page.keys(), ("F1", N_("all keys"))) if page else ())

    def show_keys_anew(self) -> None:
        """Show the keys of the page in front, which are others now."""
        self.show_keys(self._at, self._page)

    def show_progress(self) -> None:
        """Show how far the open assessment is graded, and what can be undone in it."""
        session = self._desk.session
        if session and self._at.page in OF_AN_ASSESSMENT:
            overall = session.card.overall
            self._status.progress.show_progress(
                overall.answered, overall.in_scope, session.to_confirm.get("overall", 0)
            )
            self._show_undo(session)
            self._overall = overall

    def show_movement(self) -> None:
        """Show for a moment how an edit moved the score of the whole, where the page in front does not show it."""
        from nfmaturity.ui.score_movement import movement_of
        from nfmaturity.ui.widgets.movement_words import say_movement

        session, before = self._desk.session, self._overall
        moved = movement_of(before, session.card.overall) if session and before else None
        if session and moved and self._page and not self._page.shows_overall:
            say_movement(self._status.movement, session.rubric, moved, of=_("Overall"))
        else:
            self._status.movement.be_silent()

    def end_movement(self) -> None:
        """Say no longer how the score moved, as it stands elsewhere once an edit was refused or others' came in."""
        self._status.movement.be_silent()

    def show_saving(self, state: SaveState) -> None:
        """Show how the edits stand on their way to the disk."""
        self._status.again.setVisible(state.kind == "failed")
        is_shown = self._desk.session is not None and self._at.page in OF_AN_ASSESSMENT
        self._status.saved.show_state(*saving_words(state, at_rest=is_shown))

    def show_work(self, page: Page, said: str) -> None:
        """Show what a page works on wherever one is, "" for nothing; that page takes the cancel."""
        self._worker = page if said else None
        self._status.work.setText(said)
        self._status.work.setVisible(bool(said))
        self._status.cancel.setVisible(bool(said))

    @property
    def is_working(self) -> bool:
        """Whether a page works on something that can be cancelled."""
        return self._worker is not None

    def _show_library(self) -> None:
        self._header.title.show_parts((_(_OF_THE_LIBRARY.get(self._at.page, "Library")),))
        self._status.progress.show_text(library_words(self._desk.library))
        self._status.undo.hide()
        self._status.redo.hide()

    def _show_undo(self, session: AssessmentSession) -> None:
        from nfmaturity.ui.gestures import gesture_words

        gesture = session.to_undo
        self._status.undo.setVisible(gesture is not None)
        if gesture:
            self._status.undo.setText(_("Undo: {what}").format(what=gesture_words(session.rubric, gesture)))
        again = session.to_redo
        self._status.redo.setVisible(again is not None)
        if again:
            self._status.redo.set_name(_("Redo (Ctrl+Y)"))

    def _cancel_work(self) -> None:
        if self._worker:
            self._worker.cancel()
