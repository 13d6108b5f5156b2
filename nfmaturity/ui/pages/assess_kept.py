"""Comments that are too long to be saved: what is said of them, and how often they hold the window back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from nfmaturity.domain.errors import message
from nfmaturity.i18n import N_
from nfmaturity.ui.notice import Door, Notice
from nfmaturity.ui.settings import Location

if TYPE_CHECKING:
    from nfmaturity.ui.desk import Desk
    from nfmaturity.ui.pages.assess_item import ItemView

_TOO_LONG = N_("The comment on {node} is too long and not saved. Its words are kept while the app is open: shorten it.")


class KeptWords:
    """Tells of the words that the sheet keeps since they are too long to be saved."""

    def __init__(self, desk: Desk, view: ItemView) -> None:
        """Begin with nothing told."""
        self._desk, self._view = desk, view
        self._told_of: dict[tuple[str, str], str] = {}

    def may_close(self) -> bool:
        """Tell of the words that are kept; False, once, where there are any.

        Who closes again without touching them wants to leave them; their assessment may be gone besides.
        """
        kept = {(ident, name): words for ident, found in self._view.unsaved.items() for name, words in found.items()}
        if not kept or kept == self._told_of:
            return True
        self._told_of = kept
        self.tell(*next(iter(kept)))
        return False

    def tell(self, assessment: str, requirement: str) -> None:
        """Say which comment is too long to be saved, with the way there."""
        at = Location("assess", assessment, requirement=requirement)
        door = Door(N_("Show it"), partial(self._desk.show_asked.emit, at))
        self._desk.told.emit(Notice(message(_TOO_LONG, node=requirement), door=door))
