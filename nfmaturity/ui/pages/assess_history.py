"""The history of a requirement on the Assess page: read from the log, with what is on its way there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from nfmaturity.domain.errors import UserError
from nfmaturity.ui.history_words import entries
from nfmaturity.ui.widgets.history_panel import HistoryPanel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from nfmaturity.domain.changes import Change
    from nfmaturity.ui.history_words import HistoryEntry
    from nfmaturity.ui.pages.page import Page
    from nfmaturity.ui.session import AssessmentSession
    from nfmaturity.workspace.opening import Workspace


class History(QObject):
    """Shows who changed what of a node, and brings an older value back as an ordinary edit."""

    def __init__(self, page: Page) -> None:
        """Show nothing yet."""
        super().__init__(page)
        self._page = page
        self._session: AssessmentSession | None = None
        self._node = ""
        self._is_reading = False
        self._wanted: tuple[AssessmentSession, str] | None = None
        self.panel = HistoryPanel(page)
        self.panel.restore_asked.connect(self._restore)
        self.panel.closed.connect(self._forget)
        if isinstance(application := QApplication.instance(), QApplication):
            application.focusChanged.connect(self._follow_focus)

    def follow(self, session: AssessmentSession | None) -> None:
        """Belong to another assessment; what was shown of the one before is put away."""
        if self._session:
            self._session.saving.disconnect(self._read_anew)
        self._session = session
        self.close()
        if session:
            session.saving.connect(self._read_anew)

    def show(self, node: str) -> None:
        """Show the history of a requirement or sub-indicator."""
        if self._session and node:
            self._session.end_writing()
            self._node = node
            self._read(self._session, node)

    def toggle(self, node: str) -> None:
        """Show a history, or put away the one that is open or on its way."""
        if not self.close():
            self.show(node)

    def come_to(self, node: str) -> None:
        """Follow where one goes on the page while a history is open."""
        if self._session and self._node and node not in {"", self._node}:
            self._node = node
            self._read(self._session, node)

    def close(self) -> bool:
        """Put the history away, one that is on its way as well; False where none is."""
        had_one = bool(self._node)
        self._forget()
        self.panel.close_panel()
        return had_one

    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Put away what covers the page once the keys have left for the page: no key grades what is out of sight."""
        if now and self.panel.covers_page and self._page.isAncestorOf(now) and not self.panel.has_keys():
            self._forget()
            self.panel.hide()

    def _forget(self) -> None:
        self._node = ""

    def _read(self, session: AssessmentSession, node: str) -> None:
        """Read the log, once at a time: what is asked for meanwhile is read when that is done."""
        self._wanted = session, node
        if not self._is_reading:
            self._read_wanted()

    def _read_wanted(self) -> None:
        if self._wanted is None:
            return
        (session, node), self._wanted, self._is_reading = self._wanted, None, True
        ident = session.assessment.id

        def read(workspace: Workspace) -> tuple[Change, ...]:
            return workspace.repository.changes_of(ident, node)

        def show(logged: tuple[Change, ...]) -> None:
            if self._session is session and self._node == node:  # neither closed nor gone on meanwhile
                pending = [change for change in session.pending if change.target.id == node]
                self.panel.show_entries(node, entries(session.rubric, logged, pending))
            end()

        def fail(fault: UserError) -> None:
            self._page.desk.tell_fault(fault)
            end()

        def end() -> None:
            self._is_reading = False
            self._read_wanted()

        self._page.desk.ask(read, show, fail, end)

    def retell(self) -> None:
        """Say an open history in the language in force: its head at once, its entries as they are read again."""
        self.panel.retell()
        self._read_anew()

    def _read_anew(self) -> None:
        """Follow what is edited meanwhile; words that are being written beside it go on."""
        if self._session and self._node:
            self._read(self._session, self._node)

    def _restore(self, entry: HistoryEntry) -> None:
        if self._session is None:
            return
        target = entry.change.target
        try:
            if target.field == "grade":
                self._session.grade(target.id, entry.value)
            else:
                self._session.edit({target: entry.value})
        except UserError as refused:
            self._page.desk.tell_fault(refused)
