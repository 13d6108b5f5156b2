"""The way back to the page and place that one came from, with the keys where they were."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from nfmaturity.i18n import N_, _
from nfmaturity.ui.frame_content import OF_AN_ASSESSMENT
from nfmaturity.ui.widgets.frame import ENTRIES

if TYPE_CHECKING:
    from nfmaturity.ui.main_window import MainWindow
    from nfmaturity.ui.settings import Location

KEY = "Alt+Left"
_MOST = 30
_NOT_GONE_BACK_TO = frozenset({"new", "move"})
"""Pages on which one does a thing once."""
_NAMES = {name: word for name, _icon, word in ENTRIES} | {
    "details": N_("Details of the assessment"),
    "enterprises": N_("Enterprises"),
    "settings": N_("Settings"),
}


@dataclass(frozen=True, slots=True)
class Left:
    """A place that was left, and what had the keys there."""

    at: Location
    focus: QWidget | None


class WayBack(QObject):
    """Remembers the places of a window that were left for others, the last one first to be gone back to."""

    def __init__(self, window: MainWindow) -> None:
        """Begin with none behind."""
        super().__init__(window)
        self._window = window
        self._behind: list[Left] = []
        self._wanted: Left | None = None
        self._was_sent = False
        window.header.back.clicked.connect(self.go)
        QShortcut(QKeySequence(KEY), window).activated.connect(self.go)

    @property
    def place(self) -> Location | None:
        """The place that one would come to, None where one came from nowhere."""
        return next((left.at for left in reversed(self._behind) if self._is_there(left.at)), None)

    def go(self) -> None:
        """Go back to where one was; nowhere where there is no such place any more."""
        while self._behind:
            left = self._behind.pop()
            if self._is_there(left.at):
                self._wanted = left
                self._window.go(left.at)
                return

    def leave(self, before: Location, after: Location) -> None:
        """Note that a place is left for another one, which the same page is where it is entered at another spot."""
        was_sent, self._was_sent = self._was_sent, False
        if was_sent or (self._wanted and after == self._wanted.at):
            return
        self._wanted = None
        is_other = before.page != after.page or bool(
            (after.node or after.requirement) and _spot(before) != _spot(after)
        )
        if is_other and before.page not in _NOT_GONE_BACK_TO:
            self._behind = [*self._behind, Left(before, self._window.focusWidget())][-_MOST:]

    def note_sent(self) -> None:
        """Note that one was sent to the place at hand, as an assessment was closed: it is not one to come back to."""
        self._was_sent = True

    def arrive(self) -> None:
        """Put the keys back where they were as one left the place that one came back to."""
        left, self._wanted = self._wanted, None
        focus = left.focus if left else None
        if focus is None or self._window.arrival.is_resting or not isValid(focus):
            return
        page = self._window.stack.currentWidget()
        if page and page.isAncestorOf(focus) and focus.isVisible():
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self) -> None:
        """Say beside the names of what is open where the way back leads; one knows the way to the library."""
        place = self.place
        self._window.header.show_back(place_words(place) if place and place.page != "library" else "")

    def _is_there(self, at: Location) -> bool:
        """Tell whether a place can still be come to: its assessment lies open, or in the library."""
        if _spot(at) == _spot(self._window.location):
            return False
        desk = self._window.desk
        if at.page not in OF_AN_ASSESSMENT or (desk.session and desk.session.assessment.id == at.assessment):
            return True
        return any(row.id == at.assessment for row in (desk.library.rows if desk.library else ()))


def place_words(at: Location) -> str:
    """Name a place: a requirement or sub-indicator by its id, else the page."""
    of_assess = (at.requirement or at.node) if at.page == "assess" else ""
    return of_assess or _(_NAMES[at.page])


def _spot(at: Location) -> Location:
    """Give what tells a place from another; what a filter is set to on coming there does not."""
    return replace(at, state="")
