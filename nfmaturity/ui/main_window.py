"""The window: composes frame and pages, and knows which page is in front."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from nfmaturity.i18n import current_language
from nfmaturity.ui.arrival import Arrival
from nfmaturity.ui.asking import WhyAsked
from nfmaturity.ui.decisions import Decisions
from nfmaturity.ui.finders import Finders
from nfmaturity.ui.first_steps import FirstSteps
from nfmaturity.ui.frame_content import OF_AN_ASSESSMENT, FrameContent
from nfmaturity.ui.language_choice import switch_language
from nfmaturity.ui.leaving import leaves_unsaved
from nfmaturity.ui.pages.page import Page
from nfmaturity.ui.reopening import TextSizeActs
from nfmaturity.ui.settings import Location
from nfmaturity.ui.settings_door import SettingsDoor
from nfmaturity.ui.theme_choice import ThemeChoice
from nfmaturity.ui.undo_acts import UndoActs
from nfmaturity.ui.unsaved import Unsaved
from nfmaturity.ui.way_back import WayBack
from nfmaturity.ui.widgets.composing import take_preedit
from nfmaturity.ui.widgets.disagreement_bar import DisagreementBar
from nfmaturity.ui.widgets.frame import Header, Rail
from nfmaturity.ui.widgets.notice_bar import NoticeBar
from nfmaturity.ui.widgets.status_bar import StatusBar
from nfmaturity.ui.window_place import place_of
from nfmaturity.ui.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent

    from nfmaturity.domain.errors import UserError
    from nfmaturity.ui.desk import Desk
    from nfmaturity.ui.session import AssessmentSession, Moved
    from nfmaturity.ui.theme import ThemeName
    from nfmaturity.ui.why import Why

_PAGES = {
    "library": ("nfmaturity.ui.pages.library", "LibraryPage"),
    "new": ("nfmaturity.ui.pages.new_assessment", "NewAssessmentPage"),
    "details": ("nfmaturity.ui.pages.new_assessment", "DetailsPage"),
    "overview": ("nfmaturity.ui.pages.overview", "OverviewPage"),
    "assess": ("nfmaturity.ui.pages.assess", "AssessPage"),
    "report": ("nfmaturity.ui.pages.report", "ReportPage"),
    "rubric": ("nfmaturity.ui.pages.rubric", "RubricPage"),
    "enterprises": ("nfmaturity.ui.pages.enterprises", "EnterprisesPage"),
    "move": ("nfmaturity.ui.pages.move", "MovePage"),
    "settings": ("nfmaturity.ui.pages.settings", "SettingsPage"),
}
"""Where each page is; one is imported when it is first shown, so that the window is there at once."""

_LOOK_EVERY_MS = 5_000


class MainWindow(QWidget):
    """The window of the app."""

    painted = Signal()
    """The window was painted for the first time."""

    def __init__(self, desk: Desk) -> None:
        """Build the frame around the library page."""
        super().__init__()
        self.desk = desk
        self.why: Why | None = None
        self.words = Wording()
        self._at = Location()
        self._pages: dict[str, Page] = {}
        self._painted = self._has_successor = False
        self._followed: AssessmentSession | None = None
        self.setObjectName("window")
        self.setWindowTitle("nfmaturity")
        self.setMinimumSize(560, 320)  # pages show less as they get narrower, whatever their layouts ask for
        self.resize(1366, 768)
        self.arrival = Arrival(self, desk)
        self._build()
        self._connect()
        self.text_size = TextSizeActs(self)
        self.finders = Finders(self, tuple(_PAGES))
        self.settings_door = SettingsDoor(self)
        self._others = QTimer(self)
        self._others.setInterval(_LOOK_EVERY_MS)
        self._others.timeout.connect(self._look_for_others)
        self._remember = QTimer(self)
        self._remember.setSingleShot(True)
        self._remember.setInterval(250)
        self._remember.timeout.connect(self._keep_place)

    def begin(self) -> None:
        """Show the first page and answer about figures; done once the window is painted, as both take a moment."""
        self._explain()
        self.show_page("library").enter(Location())
        self._show_frame()

    # Places

    @property
    def location(self) -> Location:
        """Where one is."""
        return self._at

    @property
    def place_to_return_to(self) -> Location:
        """Where one is, with the assessment that is open on whatever page."""
        if self._at.page in OF_AN_ASSESSMENT:
            return self._at
        session = self.desk.session
        return replace(self._at, assessment=session.assessment.id if session else "")

    def go(self, at: Location) -> None:
        """Show a place; one in another assessment opens that first."""
        session = self.desk.session
        wanted = at.assessment or (session.assessment.id if session else "")
        self.arrival.ask()
        if at.page not in OF_AN_ASSESSMENT:
            self._enter(at)
        elif session and wanted == session.assessment.id:
            self.desk.open_assessment(wanted)  # in the place of another that is being opened
            self._enter(replace(at, assessment=wanted))
        elif wanted:
            self._enter_once_open(replace(at, assessment=wanted))
        else:
            self._enter(Location("library"))

    def _enter_once_open(self, at: Location, failed: Callable[[UserError], None] | None = None) -> None:
        self.arrival.wait()
        self.desk.open_assessment(at.assessment, self.arrival.unless_asked(lambda: self._enter(at)), failed)

    def _enter_begun(self, at: Location) -> None:
        """Come to what was begun on a page, from there only."""
        if self.sender() is self._pages.get(self._at.page):
            self._enter(at)

    def show_page(self, name: str) -> Page:
        """Bring a page to the front, built where it was not yet."""
        if name not in self._pages:
            module, kind = _PAGES[name]
            page: Page = getattr(import_module(module), kind)(self.desk, self.go)
            page.setObjectName(f"page-{name}")
            page.working.connect(self._show_work)
            page.came_to.connect(self.note_place)
            page.begun.connect(self.arrival.wait)
            page.led_to.connect(self._enter_begun)
            page.keys_changed.connect(self._frame.show_keys_anew)
            page.glossary_asked.connect(self.finders.show_glossary)
            page.text_size_asked.connect(self.text_size.change)
            self._pages[name] = page
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(self._pages[name])
        return self._pages[name]

    def reopen(self, at: Location) -> None:
        """Go where one was, with the assessment that was open; stay where one went meanwhile, or where that is gone."""
        if at.page in OF_AN_ASSESSMENT and at.assessment and self._at.page == "library":
            stay = self.arrival.unless_asked(lambda: self._enter(Location()))
            self._enter_once_open(at, lambda _gone: stay())
            return
        if at.page not in OF_AN_ASSESSMENT and at.page != "library" and self._at.page == "library":
            self._enter(replace(at, assessment=""))
        if at.assessment:
            self.desk.open_assessment(at.assessment, None, lambda _gone: None)

    def _enter(self, at: Location) -> None:
        if at.page != self._at.page:
            self.notices.put_passing_away(self._at.page)
        self.way_back.leave(self._at, at)
        with self.arrival.entering():
            page = self.show_page(at.page)
            self._at = at
            page.enter(at)
        self.way_back.arrive()
        self._show_frame()
        self._remember.start()

    def _show_spot(self, at: Location) -> None:
        """Show a spot of the page in front, which leaves no place to go back to."""
        self._pages[at.page].enter(at)

    def note_place(self, at: Location) -> None:
        """Remember a place that a page came to by itself."""
        self._at = at
        self._frame.show_keys(at, self._pages.get(at.page))
        self._remember.start()

    def _keep_place(self) -> None:
        is_kept = not (self.desk.library and self.desk.library.is_demo)
        if is_kept and self._at.page != "new":
            self.desk.settings.location = self.place_to_return_to

    # Building

    def _build(self) -> None:
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        self.rail = Rail(self.words, self)
        across.addWidget(self.rail)
        down = QVBoxLayout()
        down.setSpacing(0)
        across.addLayout(down, 1)
        self.header = Header(self.words, self)
        self.notices = NoticeBar(self.words, self)
        self.disagreements = DisagreementBar(self)
        self.stack = QStackedWidget(self)
        self.status = StatusBar(self.words, self)
        down.addWidget(self.header)
        down.addWidget(self.notices)
        down.addWidget(self.disagreements)
        self.first_steps = FirstSteps(self.words, self.desk.settings, self)
        down.addWidget(self.first_steps)
        down.addWidget(self.stack, 1)
        down.addWidget(self.status)
        self._frame = FrameContent(self.desk, self.rail, self.header, self.status)
        self._themes = ThemeChoice(self.desk.settings, self.header.theme)
        self.undo_acts = UndoActs(self.desk, self.notices, lambda: self._at, self.go, self._show_spot)
        self.header.languages.choose(current_language())
        self.way_back = WayBack(self)
        self.rail.show_place("library", has_assessment=False)

    def _connect(self) -> None:
        self.rail.asked.connect(lambda page: self.go(Location(page)))
        self.header.language_chosen.connect(self.switch_language)
        self.status.undo.clicked.connect(self.undo_acts.undo)
        self.status.redo.clicked.connect(self.undo_acts.redo)
        self.desk.opening.connect(self._hold)
        self.desk.told.connect(self.notices.show_notice)
        self.desk.taken_back.connect(self.notices.withdraw)
        self.unsaved = Unsaved(self.desk, self.notices, self)
        self.desk.show_asked.connect(self.go)
        self.notices.turned.connect(self._pass_notice_on)
        self.desk.library_changed.connect(self._show_frame)
        self.desk.library_failed.connect(self._show_frame)
        self.desk.session_changed.connect(self._on_session)
        # Follows after the window, which puts notices away as it leaves the page of what was closed.
        self._decisions = Decisions(self.desk, self.disagreements)

    def _explain(self) -> None:
        """Let figures be asked why they are what they are, on this frame and on the pages."""
        from nfmaturity.ui.pages.figures import figure_of
        from nfmaturity.ui.why import Why

        self.why = Why(self.desk, self.go, self)
        self.stack.currentChanged.connect(self.why.leave)
        figure_of(self.status.progress, "progress", self._whole)

    # What the frame shows

    def switch_language(self, name: str) -> None:
        """Put a language in force everywhere at once."""
        switch_language(self, self.desk.settings, name)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language, and look for others' edits when one comes back to the window."""
        if event.type() == QEvent.Type.LanguageChange:
            self.header.languages.choose(current_language())
            self.words.retell()
            self.finders.retell()
            self.notices.retell()
            self._decisions.show()
            self._show_frame()
        elif event.type() == QEvent.Type.ActivationChange:
            if self.isActiveWindow():
                self._look_for_others()
                self._others.start()
            else:
                self._others.stop()
        super().changeEvent(event)

    def _whole(self) -> str:
        """Give the node whose progress the status line tells, "" where it tells something else."""
        if self._at.page not in OF_AN_ASSESSMENT:
            return ""
        from nfmaturity.domain.rubric import OVERALL

        return OVERALL

    def customEvent(self, event: QEvent) -> None:
        """Answer why a figure is what it is."""
        if self.why and isinstance(event, WhyAsked):
            self.why.answer(event)

    def _look_for_others(self) -> None:
        self.desk.look_for_others()
        if self._at.page == "library":
            self.desk.look_at_list()

    def switch_theme(self, name: ThemeName | None) -> None:
        """Put a theme in force, or follow the system with None."""
        self._themes.switch(name)

    def _pass_notice_on(self) -> None:
        for page in self._pages.values():
            page.heed(self.notices.notice)

    def _hold(self, is_opening: bool) -> None:
        """Take no edit of the assessment that is open while another one comes in its place."""
        self.status.opening.setVisible(is_opening)
        is_held = is_opening and self.desk.session is not None
        self.stack.setEnabled(not (is_held and self._at.page in OF_AN_ASSESSMENT))
        self._frame.hold(is_held=is_held)

    def _on_session(self, session: AssessmentSession | None) -> None:
        self.stack.setEnabled(True)
        if self._followed:
            self._followed.moved.disconnect(self._on_moved)
        self.notices.put_door_away()
        self._followed = session
        if session:
            session.moved.connect(self._on_moved)
        elif self._at.page in OF_AN_ASSESSMENT:
            self._enter(Location("library"))
            self.way_back.note_sent()
        self._show_frame()
        if session and self._at.page in OF_AN_ASSESSMENT and self._at.assessment == session.assessment.id:
            QTimer.singleShot(0, self, self._enter_again)  # it was read anew under what one looks at

    def _enter_again(self) -> None:
        if self.desk.session and self._at.page in OF_AN_ASSESSMENT:
            self._enter(self._at)

    def _on_moved(self, moved: Moved) -> None:
        if moved.whole or any(target.kind == "assessment" for target in moved.targets):
            self._frame.end_movement()
            self._show_frame()
        else:
            self._frame.show_movement()
            self._frame.show_progress()

    def _show_frame(self) -> None:
        self._frame.show_place(self._at, self._pages.get(self._at.page))
        library = self.desk.library
        has_begun = bool(library and library.rows and not library.is_demo)
        self.first_steps.show_for(self._at.page, has_begun=has_begun)
        self.way_back.tell()
        self.finders.renew()

    def _show_work(self, said: str) -> None:
        page = self.sender()
        if isinstance(page, Page):
            self._frame.show_work(page, said)

    # Coming and leaving

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take no key; those that are typed before a page can be seen end here."""
        self.arrival.note_key()
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say when the window is first seen."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave only when every edit is on disk, or when the user says so."""
        if not self._has_successor:
            if not self.may_leave() or not (self.desk.finish_saving() or self._leaves_unsaved()):
                event.ignore()
                return
            self.desk.settings.window = place_of(self)
            self.first_steps.leave()
        for page in self._pages.values():
            page.close_work()
        if self._remember.isActive():
            self._keep_place()
        super().closeEvent(event)

    def _leaves_unsaved(self) -> bool:
        return leaves_unsaved(self, self.desk.waiting, self.unsaved.save)

    def may_leave(self) -> bool:
        """Hand over what is being written on the pages; asks where something would be lost."""
        take_preedit(self.focusWidget())
        return all(page.may_close() for page in self._pages.values())

    def is_working(self) -> bool:
        """Tell whether a page's long work is under way."""
        return self._frame.is_working

    def leave_to_successor(self) -> None:
        """Close as another window has taken this one's place, with all that was entered here."""
        self._has_successor = True
        self.close()

    def take_focus_again(self) -> None:
        """Put the keys back where the page in front wants them, after the window was out of use."""
        if page := self._pages.get(self._at.page):
            page.enter(self._at)
