"""Answers why a figure is what it is, in one sheet over the window, and keeps the answer true while it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid

from nfmaturity.ui.settings import Location
from nfmaturity.ui.widgets.figure_spots import FigureSpots

if TYPE_CHECKING:
    from collections.abc import Callable

    from nfmaturity.analysis.reasons.values import Door, Figure, Scored
    from nfmaturity.ui.asking import WhyAsked
    from nfmaturity.ui.desk import Desk
    from nfmaturity.ui.main_window import MainWindow
    from nfmaturity.ui.pages.page import Go, Page
    from nfmaturity.ui.session import AssessmentSession
    from nfmaturity.ui.widgets.why_panel import WhyPanel
    from nfmaturity.workspace.opening import Workspace

_ENDS = frozenset(
    {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.Wheel, QEvent.Type.Scroll}
)


class Why(QObject):
    """Shows the reason of what was asked, the reasons behind it one after the other, and the way back."""

    def __init__(self, desk: Desk, go: Go, window: MainWindow) -> None:
        """Show nothing yet; the sheet is made when something is first asked."""
        super().__init__(window)
        self._desk, self._go, self._window = desk, go, window
        self._panel: WhyPanel | None = None
        self._asked: WhyAsked | None = None
        self._trail: list[Figure] = []
        self._place = QRect()
        self._kept: Scored | None = None
        self._had_focus: QWidget | None = None
        self._just_closed: tuple[QWidget, Figure] | None = None
        self._followed: AssessmentSession | None = None
        desk.session_changed.connect(self._take_session)
        desk.library_changed.connect(self._look_again)

    @property
    def is_shown(self) -> bool:
        """Whether an answer stands."""
        return self._panel is not None and not self._panel.isHidden()

    def answer(self, asked: WhyAsked) -> None:
        """Answer a question; the same figure clicked again puts the answer away."""
        before, self._just_closed = self._just_closed, None
        if before == (asked.widget, asked.spot.figure):
            return
        self._asked, self._place = asked, QRect()
        _application().installEventFilter(self)  # once, however often it is said
        if asked.spot.stored:
            self._fetch(asked, lambda scored: self._open(asked, scored))
        else:
            self._open(asked, asked.spot.scored() if asked.spot.scored else None)

    def ask_of_page(self, page: Page | None) -> None:
        """Ask for the figure that has the focus, else for the main one of a page; an answer that stands is put away."""
        if self.is_shown:
            self.close()
            return
        focused = self._window.focusWidget()
        host = focused.viewport() if isinstance(focused, QAbstractScrollArea) else focused
        spots = host.findChild(FigureSpots, options=Qt.FindChildOption.FindDirectChildrenOnly) if host else None
        found = spots if spots and spots.current else page.main_figure() if page else None
        if found:
            found.ask()

    def close(self) -> None:
        """Put the answer away and give the focus back to where it was."""
        if self.is_shown:
            by_key = self._asked is not None and self._asked.by_key
            self.leave()
            self._give_back(by_key=by_key)

    def leave(self) -> None:
        """Put the answer away as one goes elsewhere, one that is still on its way among them.

        Keys that were in it go back to where they were: what is pressed may take none itself.
        """
        _application().removeEventFilter(self)
        if self._panel is not None:
            now = self._window.focusWidget()
            had_keys = now is not None and self._panel.isAncestorOf(now)
            self._panel.hide()
            if had_keys:
                self._give_back(by_key=False)
        self._asked, self._trail = None, []

    def _give_back(self, *, by_key: bool) -> None:
        before = self._had_focus
        if before is None or not isValid(before) or not before.isVisible():
            before = self._window
        before.setFocus(Qt.FocusReason.BacktabFocusReason if by_key else Qt.FocusReason.PopupFocusReason)

    # What is shown

    def _fetch(self, asked: WhyAsked, then: Callable[[Scored], None]) -> None:
        """Have an assessment of the library scored by the thread of the database."""
        stored = asked.spot.stored

        def show(scored: Scored) -> None:
            if self._asked is asked:
                then(scored)

        self._desk.ask(lambda workspace: scored_of_stored(workspace, stored), show)

    def _open(self, asked: WhyAsked, kept: Scored | None) -> None:
        if kept is None and self._desk.session is None:
            return
        if not self.is_shown:
            self._had_focus = self._window.focusWidget()
        self._kept, self._trail = kept, [asked.spot.figure]
        self._show(by_key=asked.by_key)

    def _show(self, *, by_key: bool) -> None:
        """Show the newest question of the trail, with the focus on what one does next."""
        panel = self._sheet()
        self._refresh()
        if panel.isHidden():
            panel.show()
        panel.raise_()
        panel.area.verticalScrollBar().setValue(0)
        panel.first_stop(way_on=len(self._trail) == 1).setFocus(
            Qt.FocusReason.TabFocusReason if by_key else Qt.FocusReason.PopupFocusReason
        )
        panel.announce()

    def _sheet(self) -> WhyPanel:
        if self._panel is None:
            from nfmaturity.ui.widgets.why_panel import WhyPanel

            self._panel = WhyPanel(self._window)
            self._panel.asked.connect(self._take_door)
            self._panel.went_back.connect(self._go_back)
            self._panel.closed.connect(self.close)
            self._panel.opened.connect(self._go_through)
        return self._panel

    def _refresh(self) -> None:
        """Show the answer as the figures stand now."""
        from nfmaturity.analysis.reasons.reason import reason_of

        scored, panel = self._scored(), self._panel
        if scored is None or panel is None or not self._trail:
            self.leave()
            return
        reason = reason_of(scored, self._trail[-1])
        panel.show_reason(reason, has_door=self._door() is not None, has_back=len(self._trail) > 1)
        self._stand()

    def _stand(self) -> None:
        asked, panel = self._asked, self._panel
        if asked is None or panel is None:
            return
        if isValid(asked.widget) and asked.widget.isVisible():
            corner = asked.widget.mapTo(self._window, QPoint(0, 0))
            self._place = asked.spot.rect.translated(corner)
        elif self._place.isNull():
            self._place = QRect(self._window.rect().center(), QSize(1, 1))
        panel.stand_beside(self._place)

    def _scored(self) -> Scored | None:
        session, beside = self._desk.session, self._asked.spot.beside if self._asked else None
        scored = self._kept or (scored_of(session) if session else None)
        return beside(scored) if scored and beside else scored

    # Doors

    def _door(self) -> Location | None:
        """Give the place that the figure leads to besides."""
        asked, scored = self._asked, self._scored()
        if asked is None or scored is None or not self._trail:
            return None
        if len(self._trail) == 1:
            return asked.spot.door
        node, here = self._trail[-1].node, self._window.location
        if node not in scored.rubric.sub_indicators or asked.spot.scored or (here.page, here.node) == ("assess", node):
            return None
        return self._location(node)

    def _location(self, name: str) -> Location:
        asked, scored = self._asked, self._scored()
        stored = asked.spot.stored if asked else ""
        page = "rubric" if asked and asked.spot.scored else "assess"
        is_requirement = scored is not None and name in scored.rubric.places
        return Location(page, stored, requirement=name) if is_requirement else Location(page, stored, node=name)

    def _take_door(self, door: Door) -> None:
        if isinstance(door, str):
            at = self._location(door)
            self.close()
            self._go(at)
        elif door is not None:
            self._trail.append(door)
            self._show(by_key=True)

    def _go_through(self) -> None:
        if (at := self._door()) is not None:
            self.close()
            self._go(at)

    def _go_back(self) -> None:
        if len(self._trail) > 1:
            self._trail.pop()
            self._show(by_key=True)

    # Following

    def _take_session(self, session: AssessmentSession | None) -> None:
        if self._followed is not None and isValid(self._followed):
            self._followed.moved.disconnect(self._on_moved)
        self._followed = session
        if session:
            session.moved.connect(self._on_moved)
        if self._kept is None:
            self.leave()

    def _on_moved(self) -> None:
        if self.is_shown and self._kept is None:
            self._refresh()

    def _look_again(self) -> None:
        """Take in what was changed meanwhile in an assessment of the library."""
        if self.is_shown and self._asked and self._asked.spot.stored:
            self._fetch(self._asked, self._take_anew)

    def _take_anew(self, scored: Scored) -> None:
        if self.is_shown:
            self._kept = scored
            self._refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Put the answer away where one presses or scrolls elsewhere; follow window and language."""
        kind = event.type()
        if watched is self._window and kind in {QEvent.Type.Resize, QEvent.Type.LanguageChange}:
            if self.is_shown:
                self._refresh()
        elif kind in _ENDS and isinstance(watched, QWidget) and watched.window() is self._window:
            panel, asked = self._panel, self._asked
            if panel is None or not (watched is panel or panel.isAncestorOf(watched)):
                is_again = kind == QEvent.Type.MouseButtonPress and asked is not None and asked.widget is watched
                self._just_closed = (asked.widget, asked.spot.figure) if is_again and asked else None
                self.leave()
        return False


def scored_of(session: AssessmentSession) -> Scored:
    """Give the open assessment as reasons are made from it."""
    from nfmaturity.analysis.reasons.values import Scored

    return Scored(session.rubric, session.assessment, session.scope, session.card)


def scored_of_stored(workspace: Workspace, ident: str) -> Scored:
    """Score an assessment of the library."""
    from nfmaturity.analysis.reasons.values import Scored
    from nfmaturity.domain.scope import scope_of
    from nfmaturity.domain.scoring import score
    from nfmaturity.workspace.subject import stored_subject

    subject = stored_subject(workspace, ident)
    rubric, assessment = subject.pack.rubric, subject.assessment
    scope = scope_of(rubric, assessment.enterprise.segments, assessment.exclusions)
    return Scored(rubric, assessment, scope, score(rubric, assessment, scope))


def _application() -> QApplication:
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        raise RuntimeError("there is no application")  # noqa: TRY004 - no argument of ours has a wrong type
    return application
