"""The filter of the open assessment and what it lets through, kept while edits go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from nfmaturity.ui.requirement_filter import EVERYTHING, RequirementFilter, RequirementIndex, in_items, matching

if TYPE_CHECKING:
    from nfmaturity.ui.session import AssessmentSession, Moved


class Finding(QObject):
    """Knows the requirements that match, and those that stay in sight although they match no longer.

    What stops matching as it is graded stays until one moves on to another sub-indicator or asks for something else,
    so that nothing moves away under the hand.
    """

    changed = Signal()
    """Another filter is in force."""

    moved = Signal()
    """The filter lets other requirements through, after an edit."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Ask for nothing."""
        super().__init__(parent)
        self._session: AssessmentSession | None = None
        self._index: RequirementIndex | None = None
        self._indexed = ""
        self._wanted = EVERYTHING
        self._matches: dict[str, None] = {}
        self._items: frozenset[str] = frozenset()
        self._staying: frozenset[str] = frozenset()
        self._item = ""

    @property
    def wanted(self) -> RequirementFilter:
        """The filter in force."""
        return self._wanted

    @property
    def is_set(self) -> bool:
        """Whether anything is left out."""
        return self._wanted.is_set

    @property
    def matches(self) -> tuple[str, ...]:
        """The requirements that match, in the rubric's order."""
        return tuple(self._matches)

    def follow(self, session: AssessmentSession | None) -> None:
        """Look through another assessment; the filter is kept where it is the same one read anew."""
        before = self._session
        if before:
            before.moved.disconnect(self._on_moved)
        if before is None or session is None or before.assessment.id != session.assessment.id:
            self._wanted = EVERYTHING
        self._session, self._staying, self._item = session, frozenset(), ""
        if session:
            session.moved.connect(self._on_moved)
        self._look()
        self.changed.emit()

    def ask(self, wanted: RequirementFilter) -> None:
        """Put a filter in force."""
        if wanted != self._wanted:
            narrows = self.is_set and wanted.is_within(self._wanted)
            self._wanted, self._staying = wanted, frozenset()
            self._look(self.matches if narrows else None)
            self.changed.emit()

    def clear(self) -> None:
        """Let everything through again."""
        self.ask(EVERYTHING)

    def come_to(self, item: str, requirement: str = "") -> None:
        """Take note of the sub-indicator that is shown now; a requirement that was asked for is in sight whatever."""
        if item != self._item:
            self._item, self._staying = item, frozenset()
        if self.is_set and requirement and requirement not in self._matches:
            self._staying |= {requirement}

    def show_all_of(self, names: tuple[str, ...]) -> None:
        """Let requirements of the sub-indicator at hand stay in sight until one moves on."""
        self._staying |= frozenset(names)
        self.moved.emit()

    def shows(self, requirement: str) -> bool:
        """Tell whether a requirement of the sub-indicator at hand is in sight."""
        return not self.is_set or requirement in self._matches or requirement in self._staying

    def has(self, item: str) -> bool:
        """Tell whether a sub-indicator is in sight: with a match, or at hand while something stays there."""
        return not self.is_set or item in self._items or (item == self._item and bool(self._staying))

    def next_match(self, after: str, order: tuple[str, ...]) -> str:
        """Give the next match in an order of all requirements, from the beginning again after the last; "" for none."""
        start = order.index(after) + 1 if after in order else 0
        return next((name for name in (*order[start:], *order[:start]) if name in self._matches and name != after), "")

    # Within

    def _look(self, within: tuple[str, ...] | None = None) -> None:
        """Find what matches, among some requirements where no other can."""
        session = self._session
        self._matches, self._items = {}, frozenset()
        if session and self.is_set:
            self._matches = dict.fromkeys(matching(session, self._texts(session), self._wanted, within))
            self._items = in_items(session.rubric, self._matches)

    def _texts(self, session: AssessmentSession) -> RequirementIndex:
        if self._index is None or self._indexed != session.pack.sha256:
            self._index, self._indexed = RequirementIndex(session.rubric), session.pack.sha256
        return self._index

    def _on_moved(self, moved: Moved) -> None:
        if not self.is_set or self._session is None:
            return
        before = frozenset(self._matches)
        self._look()
        after = frozenset(self._matches)
        if before != after or moved.scope:
            places = self._session.rubric.places
            self._staying |= {name for name in before - after if places[name].sub_indicator.id == self._item}
            self.moved.emit()
