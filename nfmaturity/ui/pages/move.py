"""Moving the open assessment to a newer version of its rubric: a preview first, then the move, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from nfmaturity.domain.errors import NotAllowed, message
from nfmaturity.i18n import N_, _, say
from nfmaturity.ui.forms.inputs import ChoiceBox
from nfmaturity.ui.move_work import Move, Versions, make, plan, plan_back, read_versions
from nfmaturity.ui.pages.move_content import past_rows, preview_rows
from nfmaturity.ui.pages.page import Page
from nfmaturity.ui.saving import when_saved
from nfmaturity.ui.settings import Location
from nfmaturity.ui.sheet_rows import text, title
from nfmaturity.ui.widgets.action_bar import ActionBar
from nfmaturity.ui.widgets.buttons import Button
from nfmaturity.ui.widgets.frame import Ground
from nfmaturity.ui.widgets.sheet_view import SheetView

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from nfmaturity.domain.errors import Message, UserError
    from nfmaturity.ui.desk import Desk
    from nfmaturity.ui.pages.page import Go
    from nfmaturity.ui.session import AssessmentSession
    from nfmaturity.ui.sheet_rows import Row
    from nfmaturity.workspace.moving import PlannedMove

_UNSAVED = N_("A move is planned from what is saved, and your last edits are not: {fault}")

_SIDE, _NARROW_SIDE, _NARROW_BELOW = 300, 220, 720
"""The width of the list of earlier moves; where the page is narrow, it is shown only if there were any."""


class MovePage(Page):
    """Shows what a move would do to the open assessment; nothing happens before it is confirmed."""

    KEYS = (("Ctrl Enter", N_("move")), ("Esc", N_("back to the overview")))

    def __init__(self, desk: Desk, go: Go) -> None:
        """Lay the page out."""
        super().__init__(desk, go)
        self._session: AssessmentSession | None = None
        self._versions: Versions | None = None
        self._planned: PlannedMove | None = None
        self._is_return = self._moving = False
        self._plans = 0
        self._refusal: Message | None = None
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        down = QVBoxLayout()
        down.setSpacing(0)
        self.sheet = SheetView(self)
        self.sheet.setObjectName("move-sheet")
        self.words.say(self.sheet.setAccessibleName, N_("What the move does"))
        down.addWidget(self.sheet, 1)
        down.addWidget(self._bar())
        across.addLayout(down, 1)
        self._aside = self._side()
        across.addWidget(self._aside)
        self._connect()

    def _bar(self) -> QWidget:
        bar = ActionBar()
        self.out = Button("quiet", parent=bar)
        self.versions = ChoiceBox(bar)
        self.versions.setFixedWidth(160)
        self.done = Button("primary", "check", bar)
        self.done.set_key("Ctrl Enter")
        self.words.say(self.versions.setAccessibleName, N_("Version to move to"))
        for name, widget in (("out", self.out), ("versions", self.versions), ("done", self.done)):
            widget.setObjectName(f"move-{name}")
        bar.add(self.out)
        bar.add_right(self.versions, self.done)
        return bar

    def _side(self) -> QWidget:
        side = Ground("panel", "l")
        side.setFixedWidth(_SIDE)
        down = QVBoxLayout(side)
        down.setContentsMargins(1, 0, 0, 0)
        down.setSpacing(0)
        self.past = SheetView(side)
        self.past.setObjectName("past-moves")
        self.past.viewport().setAutoFillBackground(False)
        self.words.say(self.past.setAccessibleName, N_("Earlier moves"))
        self.back = Button("plain", "undo-2", side)
        self.back.setObjectName("move-back")
        self.words.say(self.back.setText, N_("Take the last move back…"))
        held = QHBoxLayout()
        held.setContentsMargins(24, 8, 16, 12)
        held.addWidget(self.back)
        held.addStretch(1)
        down.addWidget(self.past, 1)
        down.addLayout(held)
        return side

    def _connect(self) -> None:
        self.out.clicked.connect(self.leave)
        self.done.clicked.connect(self.move_on)
        self.back.clicked.connect(lambda: self._turn(is_return=True))
        self.versions.activated.connect(lambda _at: self._plan())
        self.desk.session_changed.connect(self._take_session)
        for keys, act in (("Ctrl+Return", self.move_on), ("Ctrl+Enter", self.move_on), ("Esc", self.leave)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # Places

    def enter(self, at: Location) -> None:  # noqa: ARG002 - the page has one place
        """Read which versions are at hand, and show what the newest would do."""
        self._take_session(self.desk.session)
        self._turn(is_return=False)
        self.sheet.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    def leave(self) -> None:
        """Go back to the overview, or from the preview of the way back to that of the way on."""
        if self._is_return:
            self._turn(is_return=False)
        else:
            self.go(Location("overview"))

    def _turn(self, *, is_return: bool) -> None:
        self._is_return, self._planned, self._versions = is_return, None, None
        self._plans += 1  # what is being planned is no longer wanted
        session = self._session
        self._show()
        if session:
            pack, ident = session.pack, session.assessment.id
            self.desk.ask(lambda w: read_versions(w, ident, pack), lambda found: self._take_versions(session, found))

    def _take_session(self, session: AssessmentSession | None) -> None:
        if self._session is not session:
            if self._session:
                self._session.moved.disconnect(self._on_moved)
            self._session, self._planned, self._versions, self._moving = session, None, None, False
            if session:
                session.moved.connect(self._on_moved)

    def _on_moved(self) -> None:
        """Plan anew what was planned on another state."""
        if self.isVisible() and not self._moving and self._versions:
            self._plan()

    def _take_versions(self, session: AssessmentSession, found: Versions) -> None:
        if session is not self._session:
            return
        self._versions = found
        self.versions.clear()
        for pack in found.newer:
            self.versions.addItem(pack.rubric.version)
        self._plan()

    # Planning

    def _plan(self) -> None:
        session, versions = self._session, self._versions
        self._planned, self._refusal = None, None
        self._show()
        if session is None or versions is None or not (versions.newer or self._is_return):
            return
        ident, chosen = session.assessment.id, max(0, self.versions.currentIndex())
        work = plan_back(ident) if self._is_return else plan(ident, versions.newer[chosen])
        self._plans += 1
        number = self._plans

        def take(planned: PlannedMove) -> None:
            if session is self._session and number == self._plans:
                self._planned = planned
                self._show()

        def refuse(said: Message) -> None:
            if number == self._plans:
                self._refuse(session, said)

        when_saved(
            session,
            lambda: self.desk.ask(work, take, lambda fault: refuse(fault.message)),
            lambda fault: refuse(message(_UNSAVED, fault=fault)),
        )

    def _refuse(self, session: AssessmentSession, said: Message) -> None:
        if session is self._session:
            self._refusal, self._moving = said, False
            self._show()

    # Moving

    def move_on(self) -> None:
        """Make the move that is shown."""
        session, planned = self._session, self._planned
        if session is None or planned is None or self._moving:
            return
        self._moving = True
        self._show_bar()
        work = make(planned, is_return=self._is_return)
        when_saved(
            session,
            lambda: self.desk.ask(work, self._finish, lambda fault: self._plan_again(session, fault)),
            lambda fault: self._refuse(session, message(_UNSAVED, fault=fault)),
        )

    def _finish(self, made: Move) -> None:
        self._moving = False
        made.tell(self.desk, lambda: self.go(Location("overview")))

    def _plan_again(self, session: AssessmentSession, fault: UserError) -> None:
        """Say that the assessment was edited meanwhile and show what the move would do now."""
        self._moving = False
        self.desk.tell_fault(fault)
        if session is self._session and isinstance(fault, NotAllowed):
            self.desk.look_for_others()
            self._plan()

    # Showing

    def keys(self) -> tuple[tuple[str, str], ...]:
        """Give the key of the move only where there is one to make."""
        return self.KEYS if self._planned else self.KEYS[1:]

    def retell(self) -> None:
        """Say everything in the language in force."""
        super().retell()
        self._show(from_top=False)

    def _show(self, *, from_top: bool = True) -> None:
        self.sheet.show_rows(self._rows(), from_top=from_top)
        if self._session:
            past = self._versions.past if self._versions else ()
            self.past.show_rows(past_rows(past, self._session.rubric) if self._versions else ())
            self._give_room()
        self._show_bar()

    def _give_room(self) -> None:
        """Let the list of earlier moves give way where the page is narrow."""
        is_narrow = self.width() < _NARROW_BELOW
        self._aside.setFixedWidth(_NARROW_SIDE if is_narrow else _SIDE)
        self._aside.setVisible(not is_narrow or bool(self._versions and self._versions.past))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        self._give_room()

    def _rows(self) -> tuple[Row, ...]:
        if self._planned:
            return preview_rows(self._planned, is_return=self._is_return)
        if self._refusal:
            return (title(_("This move cannot be made")), text(say(self._refusal), "cop"))
        if self._versions and not self._versions.newer and not self._is_return:
            return (title(_("No newer version of the rubric is at hand")), text(_(_NONE)))
        return (text(_("Comparing the versions of the rubric …"), "ink3"),)

    def _show_bar(self) -> None:
        planned, versions = self._planned, self._versions
        self.out.setText(_("Not now") if self._is_return else _("Back to the overview"))
        version = planned.move.wanted.rubric.version if planned else ""
        word = _("Go back to {version}") if self._is_return else _("Move to {version}")
        self.done.setText(word.format(version=version).strip())
        self.done.setVisible(planned is not None)
        self.done.setEnabled(planned is not None and not self._moving)
        self.keys_changed.emit()
        self.versions.setVisible(bool(versions and len(versions.newer) > 1) and not self._is_return)
        self.back.setVisible(bool(versions and any(move.stands for move in versions.past)) and not self._is_return)


_NONE = N_(
    "A newer version comes with a newer version of the program, as a folder in the library's folder of rubric packs, "
    "or as a workbook that the Rubric page imports."
)
