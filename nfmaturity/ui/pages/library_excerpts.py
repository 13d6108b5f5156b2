"""Searches the comments of the library once one has stopped typing, in the thread of the database."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from nfmaturity.ui.found_words import excerpt

if TYPE_CHECKING:
    from nfmaturity.domain.errors import UserError
    from nfmaturity.ui.desk import Desk
    from nfmaturity.workspace.opening import Workspace

PAUSE_MS = 250
_NOTHING: Mapping[str, str] = MappingProxyType({})


class Excerpts(QObject):
    """Knows the comments that hold every word of a search, by assessment, shortened to what stands around the first."""

    found = Signal()
    """What was looked for last is found."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        """Look in the library of a desk."""
        super().__init__(parent)
        self._desk = desk
        self._words: tuple[str, ...] = ()
        self._held: Mapping[str, str] | None = _NOTHING
        self._is_stale = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._look)

    @property
    def is_looking(self) -> bool:
        """Whether the comments for the last search are still to come."""
        return self._held is None

    def of(self, searched: str) -> Mapping[str, str]:
        """Give what is known for a search; what is not known yet is looked for after a pause."""
        words = tuple(searched.casefold().split())
        if words != self._words:
            self._words, self._held = words, None if _is_worth_looking(words) else _NOTHING
            self._pause.stop()
        elif not self._is_stale:
            return self._held or _NOTHING
        self._is_stale = False
        if _is_worth_looking(words):
            self._pause.start()
        return self._held or _NOTHING

    def forget(self) -> None:
        """Look anew at the next asking, as the library may hold other words now; what was found stays until then."""
        self._is_stale = True

    def _look(self) -> None:
        words = self._words

        def work(workspace: Workspace) -> Mapping[str, str]:
            from nfmaturity.storage.finding import find_comments

            comments = find_comments(workspace.library, words)
            return MappingProxyType({ident: excerpt(comment, words[0]) for ident, comment in comments.items()})

        def take(found: Mapping[str, str]) -> None:
            if words == self._words:
                self._held = found
                self.found.emit()

        def give_up(fault: UserError) -> None:
            take(_NOTHING)
            self._desk.tell_fault(fault)

        self._desk.ask(work, take, give_up)


def _is_worth_looking(words: tuple[str, ...]) -> bool:
    """Tell whether words say enough: a single Latin letter stands in every comment."""
    return any(len(word) > 1 or not word.isascii() for word in words)
