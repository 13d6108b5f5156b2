"""How one goes on through the requirements: from one that was graded, from the end of a sub-indicator, to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from nfmaturity.i18n import N_
from nfmaturity.ui.pages.assess_content import names_of, next_to_walk
from nfmaturity.ui.pages.assess_onward import next_here, onward
from nfmaturity.ui.settings import Location

if TYPE_CHECKING:
    from nfmaturity.ui.pages.assess import AssessPage


class Walk(QObject):
    """Goes on for a page."""

    def __init__(self, page: AssessPage) -> None:
        """Begin where the page stands."""
        super().__init__(page)
        self._page = page

    def leave(self, *, to_confirm: bool = False) -> None:
        """Go on from the current requirement, which was graded; from one that was to confirm to the next to do.

        After the last none is the current one, as a key too many would give that another grade.
        """
        page, session = self._page, self._page.desk.session
        view = page.view
        found = next_here(session, view.item, page.finding, view.current) if session and to_confirm else ""
        if found:
            view.make_current(found)
        elif not view.step(1, unfold=True):
            view.stand_at_end()
            if not view.onward.isEnabled():
                page.setFocus(Qt.FocusReason.OtherFocusReason)

    def next_open(self) -> None:
        """Go to the next requirement still to do, wherever it is; with a filter to the next that matches."""
        page, session = self._page, self._page.desk.session
        if session is None:
            return
        after = page.view.current or next(reversed(names_of(session, page.view.item)), "")
        if found := next_to_walk(session, after, page.finding):
            page.show_requirement(found)
        elif not page.finding.is_set:
            page.desk.tell(N_("Everything that counts is graded: see the overview, or make the report."))

    def go_on(self) -> None:
        """Go on after this sub-indicator, as its end says; from what that leads back to, to the next to do."""
        page, session = self._page, self._page.desk.session
        if session is None or not page.view.item:
            return
        found = onward(session, page.view.item, page.finding)
        if found and found == page.view.current:
            self.next_open()
        elif found in session.rubric.places:
            page.show_requirement(found)
        elif found:
            page.show_item(found)
        elif not page.finding.is_set:
            page.go(Location("overview"))
