"""The page of enterprises: the profiles that assessments take a copy of, filled in as one goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nfmaturity.domain.enterprise import KeptEnterprise
from nfmaturity.domain.errors import N_, message
from nfmaturity.storage.enterprises import KeptProfile
from nfmaturity.ui.enterprise_session import EnterpriseSession
from nfmaturity.ui.forms.enterprise_form import EnterpriseForm, is_way_back
from nfmaturity.ui.leaving import leaves_unsaved
from nfmaturity.ui.notice import Door, Notice
from nfmaturity.ui.pages.page import Page
from nfmaturity.ui.settings import Location
from nfmaturity.ui.widgets.enterprise_head import ContestedBar, EnterpriseHead, NoEnterprise
from nfmaturity.ui.widgets.enterprise_panel import WIDTH, EnterprisePanel
from nfmaturity.workspace.enterprises import add_enterprise, list_enterprises, read_enterprise, trash_enterprise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from nfmaturity.domain.errors import UserError
    from nfmaturity.storage.enterprises import StoredEnterprise
    from nfmaturity.ui.desk import Desk
    from nfmaturity.ui.pages.page import Go
    from nfmaturity.workspace.enterprises import EnterpriseList

_NARROW = 740
"""Below this width the list and the form take turns."""

_LOOK_EVERY_MS = 5_000
_KEYS = (("Ctrl F", N_("search")), ("Tab", N_("next field")), ("Ctrl Z", N_("undo")))


class EnterprisesPage(Page):
    """A list at the left, the form of one at the right; every entry is saved after a moment."""

    KEYS = _KEYS

    saving = Signal()
    """One of the enterprises stands otherwise on its way to the disk."""

    def __init__(self, desk: Desk, go: Go) -> None:
        """Build the page; the list is read when it is entered."""
        super().__init__(desk, go)
        self._listed: EnterpriseList | None = None
        self._session: EnterpriseSession | None = None
        self._leaving: list[EnterpriseSession] = []
        self._wanted = ""
        self._is_new = False
        self._trashed: list[str] = []
        self._build()
        desk.library_changed.connect(self._on_library)
        desk.leaving.connect(self._save)
        self._place = desk.place
        self._others = QTimer(self)
        self._others.setInterval(_LOOK_EVERY_MS)
        self._others.timeout.connect(self._look_again)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self._search)

    def _build(self) -> None:
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        self.panel = EnterprisePanel(self.words, self)
        across.addWidget(self.panel)
        self.right = QWidget(self)
        down = QVBoxLayout(self.right)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        self.head = EnterpriseHead(self.words, self.right)
        self.contested = ContestedBar(self.words, self.right)
        self.form = EnterpriseForm(self.words, self.right)
        self.none = NoEnterprise(self.words, self.right)
        for part in (self.head, self.contested, self.form, self.none):
            down.addWidget(part, int(part in (self.form, self.none)))
        across.addWidget(self.right, 1)
        self.panel.back.clicked.connect(lambda: self.go(Location("library")))
        for begin in (self.panel.new, self.none.new):
            begin.clicked.connect(self.begin_one)
        self.panel.chosen.connect(self.show_enterprise)
        self.panel.trash_shown.connect(self._on_trash_shown)
        self.head.back.clicked.connect(self.show_list)
        self.head.assess.clicked.connect(self._assess)
        self.head.trash.clicked.connect(self._trash)
        self.head.restore.clicked.connect(self._restore)
        self.head.missing_asked.connect(self.form.go_to)
        self.contested.mine.clicked.connect(lambda: self._choose(mine=True))
        self.contested.theirs.clicked.connect(lambda: self._choose(mine=False))
        self.form.shown.connect(self._show_head)
        self._show_session()

    # Coming and going

    def enter(self, at: Location) -> None:
        """Show the enterprises as they are now, one of them open."""
        self._wanted = at.node or (self._session.id if self._session else "")
        self.reload()
        self._others.start()
        self.panel.list.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    def reload(self) -> None:
        """Read the list anew."""
        place = self.desk.place
        self.desk.ask(list_enterprises, lambda listed: self._show_list(listed, place))

    def retell(self) -> None:
        """Say everything in the language in force."""
        super().retell()
        self.panel.retell()
        self.form.retell()
        self._show_head()
        self._show_contested()

    def hideEvent(self, event: QEvent) -> None:
        """Put on disk what is typed as one goes elsewhere."""
        super().hideEvent(event)  # type: ignore[arg-type]
        self._others.stop()
        self._save()

    def _save(self) -> None:
        for session in self._sessions():
            session.save()

    def may_close(self) -> bool:
        """Wait until what is typed is on disk; ask where that cannot be."""
        pause = QEventLoop()
        self.saving.connect(pause.quit)
        for session in self._sessions():
            if session.state != "saved":
                session.save()
        while any(session.state == "saving" for session in self._sessions()):
            pause.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        self.saving.disconnect(pause.quit)
        failed = [session for session in self._sessions() if session.state == "failed"]
        return not failed or leaves_unsaved(self, len(failed))

    def _on_library(self) -> None:
        if self.desk.place != self._place:
            self._place = self.desk.place
            self._trashed = []
            self._close_session()
            for session in self._leaving:
                session.save()
            self._listed = None
            self.panel.trash.setChecked(False)
        if self.isVisible():
            self.reload()

    # The list

    def show_list(self) -> None:
        """Show the list in the place of the form, where there is room for one of them."""
        self.panel.show()
        self.right.setVisible(not self._is_narrow)
        self.panel.list.setFocus()

    def begin_one(self) -> None:
        """Keep a new enterprise and go to its name."""
        self.panel.trash.setChecked(False)
        self.panel.search.clear()

        def added(stored: StoredEnterprise) -> None:
            self._wanted = stored.id
            self._is_new = True
            self.reload()

        self.desk.ask(lambda workspace: add_enterprise(workspace, KeptProfile(KeptEnterprise())), added)

    def show_enterprise(self, ident: str) -> None:
        """Open an enterprise."""
        self._wanted = ident
        if self._session and self._session.id == ident:
            self._bring_form()
            return
        self.desk.ask(lambda workspace: read_enterprise(workspace, ident), self._open)

    def _show_list(self, listed: EnterpriseList, place: str | None) -> None:
        if place != self.desk.place:
            return
        self._listed = listed
        part = listed.trashed if self.panel.in_trash else listed.kept
        known = [one.row.id for one in part]
        wanted = self._wanted if self._wanted in known else next(iter(known), "")
        self._wanted = wanted
        self.panel.show_list(listed, wanted)
        if not wanted:
            self._close_session()
        elif not self._session or self._session.id != wanted:
            self.desk.ask(lambda workspace: read_enterprise(workspace, wanted), self._open)
        self._show_session()

    def _on_trash_shown(self) -> None:
        if self._listed is not None:
            self._show_list(self._listed, self.desk.place)

    def _search(self) -> None:
        self.show_list()
        self.panel.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # The one that is open

    def _open(self, stored: StoredEnterprise) -> None:
        if stored.id != self._wanted:
            return  # another one was asked for since
        self._close_session()
        self._session = EnterpriseSession(self.desk, stored)
        session = self._session
        session.saving.connect(self._on_saving)
        session.contested.connect(self._show_contested)
        session.failed.connect(self._tell_failure)
        self.form.open(session)
        if self._listed:
            self.panel.show_list(self._listed, stored.id)
        self.came_to.emit(Location("enterprises", node=stored.id))
        self._show_session()
        if self._is_new:
            self._is_new = False
            self._bring_form()
            self.form.go_to("name")

    def _bring_form(self) -> None:
        if self._is_narrow:
            self.panel.hide()
            self.right.show()
            self.head.back.setFocus(Qt.FocusReason.MouseFocusReason)

    def _close_session(self) -> None:
        session, self._session = self._session, None
        self.form.forget()
        if session is None:
            return
        session.contested.disconnect(self._show_contested)
        session.save()
        if session.state == "saved":
            session.deleteLater()
        else:
            self._leaving.append(session)

    def _on_saving(self, state: str) -> None:
        session = self.sender()
        if state == "saved" and isinstance(session, EnterpriseSession):
            if session in self._leaving:
                self._leaving.remove(session)
                session.deleteLater()
            if self.isVisible() and self._is_listed_otherwise(session):
                self.reload()
        self._show_head()
        self.saving.emit()

    def _is_listed_otherwise(self, session: EnterpriseSession) -> bool:
        """Tell whether the list says something else of an enterprise; to read a long one anew takes a while."""
        profile = session.checked.kept.profile
        rows = [one.row for one in (*self._listed.kept, *self._listed.trashed)] if self._listed else []
        shown = [(row.name, row.name_en, row.credit_code) for row in rows if row.id == session.id]
        return shown != [(profile.name, profile.name_en, profile.credit_code)]

    def _tell_failure(self, fault: UserError) -> None:
        self.desk.tell_fault(fault)

    def _sessions(self) -> list[EnterpriseSession]:
        return [*self._leaving, *([self._session] if self._session else [])]

    def _look_again(self) -> None:
        """Take up what somebody else has stored of the enterprise that is open."""
        session = self._session
        if session is None or session.state != "saved" or not self.isVisible():
            return

        def take(stored: StoredEnterprise) -> None:
            if session is self._session:
                session.look_again(stored)

        self.desk.ask(lambda workspace: read_enterprise(workspace, session.id), take, lambda _fault: None)

    def _show_session(self) -> None:
        is_open = self._session is not None
        self.head.setVisible(is_open)
        self.form.setVisible(is_open)
        is_known = self._listed is not None and not self._wanted  # one that is wanted is on its way
        self.none.setVisible(not is_open and is_known)
        self.none.show_trash(in_trash=self.panel.in_trash)
        self._show_head()
        self._show_contested()

    def _show_head(self) -> None:
        if self._session:
            trashed = self._listed.trashed if self._listed else ()
            is_trashed = self._session.id in {one.row.id for one in trashed}
            self.form.setEnabled(not is_trashed)
            self.head.show_session(self._session, self.form.faults, is_trashed=is_trashed, is_alone=self._is_narrow)

    def _show_contested(self) -> None:
        self.contested.show_differences(self._session.differences if self._session else ())

    # Acts

    def _choose(self, *, mine: bool) -> None:
        if self._session and mine:
            self._session.keep_mine()
        elif self._session:
            self._session.keep_theirs()

    def _assess(self) -> None:
        if self._session:
            self._session.save()
            self.go(Location("new", node=self._session.id))

    def _trash(self) -> None:
        session = self._session
        if session is None:
            return
        session.save()
        name = self.head.title.text()

        def done(_nothing: object) -> None:
            self._trashed.append(session.id)
            self.reload()
            door = Door(N_("Take it back"), lambda: self._take_back(session.id))
            self.desk.told.emit(Notice(message(N_("{name} is in the trash."), name=name), door=door))

        self.desk.ask(lambda workspace: trash_enterprise(workspace, session.id), done)

    def _restore(self) -> None:
        if self._session:
            self._take_back(self._session.id)

    def _take_back(self, ident: str) -> None:
        """Bring an enterprise back from the trash."""

        def done(_nothing: object) -> None:
            self._trashed = [one for one in self._trashed if one != ident]
            self._wanted = ident
            self.panel.trash.setChecked(False)
            self.reload()

        self.desk.ask(lambda workspace: trash_enterprise(workspace, ident, back=True), done)

    # Keys and room

    def event(self, event: QEvent) -> bool:
        """Keep undo and redo from the window, which would undo in the open assessment."""
        if event.type() == QEvent.Type.ShortcutOverride and is_way_back(event):  # type: ignore[arg-type]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take an edit back, or the last enterprise out of the trash where there is no edit."""
        if not is_way_back(event):
            super().keyPressEvent(event)
        elif not self.form.take_back(event) and event.matches(QKeySequence.StandardKey.Undo) and self._trashed:
            self._take_back(self._trashed[-1])

    def keys(self) -> Sequence[tuple[str, str]]:
        """Give the keys that do something here."""
        return self.KEYS

    @property
    def _is_narrow(self) -> bool:
        return self.width() < _NARROW

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show list and form side by side where there is room."""
        super().resizeEvent(event)
        if self._is_narrow:
            self.panel.setMinimumWidth(0)
            self.panel.setMaximumWidth(16_777_215)
            self.panel.setVisible(self._session is None or (self.panel.isVisible() and self.panel.hasFocus()))
            self.right.setVisible(not self.panel.isVisibleTo(self))
        else:
            self.panel.setFixedWidth(WIDTH)
            self.panel.show()
            self.right.show()
        self._show_head()
