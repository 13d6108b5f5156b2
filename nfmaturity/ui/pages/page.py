"""What every page of the app is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget

from nfmaturity.i18n import N_
from nfmaturity.ui.acts import Act, ActGroup
from nfmaturity.ui.wording import Wording

if TYPE_CHECKING:
    from nfmaturity.domain.rubric import Rubric
    from nfmaturity.ui.desk import Desk
    from nfmaturity.ui.notice import Notice
    from nfmaturity.ui.settings import Location
    from nfmaturity.ui.widgets.figure_spots import FigureSpots

Go = Callable[["Location"], None]
"""Shows a place of the app."""


class Page(QWidget):
    """One page: shows what lies on the desk, follows the language, and goes elsewhere by `go`."""

    came_to = Signal(object)
    """A `Location` that the page came to by itself."""

    begun = Signal()
    """What was asked for on the page takes a while, and leads elsewhere."""

    led_to = Signal(object)
    """The `Location` that it leads to, for one who is still there."""

    keys_changed = Signal()
    """Other keys than before do something here."""

    working = Signal(str)
    """What a page's long work does now, "" once it is over."""

    text_size_asked = Signal(int)
    """The text size that a person chose on a page, in per cent."""

    glossary_asked = Signal()
    """The terms of the rubric at hand are to be shown."""

    KEYS: Sequence[tuple[str, str]] = ()
    """Keys of this page and what they do, marked with `N_`, for the status bar."""

    def __init__(self, desk: Desk, go: Go) -> None:
        """Build the page; it is filled when it is entered."""
        super().__init__()
        self.desk, self.go = desk, go
        self.words = Wording()

    @property
    def shows_overall(self) -> bool:
        """Whether the level and score of the whole are in sight on the page, so that no other place need tell them."""
        return False

    def enter(self, at: Location) -> None:
        """Come to the page, at a place of it."""
        raise NotImplementedError

    def keys(self) -> Sequence[tuple[str, str]]:
        """Give the keys that do something here and now, and what they do, marked with `N_`."""
        return self.KEYS

    def main_figure(self) -> FigureSpots | None:
        """Give the figure whose reason the key asks for where none has the focus."""
        return None

    def rubric_at_hand(self) -> Rubric | None:
        """Give the rubric that one looks at: that of the open assessment, unless the page shows another."""
        return self.desk.session.rubric if self.desk.session else None

    def act_groups(self) -> Sequence[ActGroup]:
        """Give what can be done here by key or by name; by default the keys alone, which widgets take."""
        return (ActGroup(N_("On this page"), tuple(Act(f"key-{cap}", word, cap) for cap, word in self.keys())),)

    def heed(self, notice: Notice | None) -> None:
        """Leave out what the line under the header says already."""

    def may_close(self) -> bool:
        """Hand over what is being written and tell whether the window may close; asks where something would be lost."""
        return True

    def cancel(self) -> None:
        """End the page's long work, if it has any; what it would have written stays as it was."""

    def close_work(self) -> None:
        """End the page's long work and wait until it is gone, as the app is closed."""

    def retell(self) -> None:
        """Say everything in the language in force: the fixed texts, then what a page shows besides."""
        self.words.retell()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retell()
        super().changeEvent(event)
