"""What can be undone and redone, as a value: gestures of changes, newest last."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from nfmaturity.domain.changes import Change, Target

Gesture = tuple["Change", ...]
"""The changes that one act of a person made, in order."""


@dataclass(frozen=True, slots=True)
class UndoHistory:
    """The gestures since the assessment was opened: those that hold and those taken back."""

    done: tuple[Gesture, ...] = ()
    undone: tuple[Gesture, ...] = ()

    def did(self, gesture: Gesture) -> UndoHistory:
        """Take up a new gesture; one of the same group as the last, as typing makes them, continues that."""
        if self.done and self.done[-1][0].group == gesture[0].group:
            return UndoHistory((*self.done[:-1], self.done[-1] + gesture))
        return UndoHistory((*self.done, gesture))

    def wrote_on(self, gesture: Gesture) -> UndoHistory:
        """Take up words that go on from those of the last gesture, where they are of its group: one change in all."""
        if not self.done or self.done[-1][0].group != gesture[0].group:
            return self.did(gesture)
        whole = merged(self.done[-1], gesture)
        return UndoHistory((*self.done[:-1], whole) if whole else self.done[:-1])

    def took_back(self, inverse: Gesture) -> UndoHistory:
        """Note that the newest gesture was taken back by these changes."""
        return UndoHistory(self.done[:-1], (*self.undone, inverse))

    def did_again(self, again: Gesture) -> UndoHistory:
        """Note that the gesture taken back last was done again by these changes."""
        return UndoHistory((*self.done, again), self.undone[:-1])

    def without(self, cells: Collection[Target]) -> UndoHistory:
        """Forget what was done to cells that somebody else has changed since."""
        if not cells:
            return self
        return replace(self, done=_kept(self.done, cells), undone=_kept(self.undone, cells))


def merged(done: Gesture, more: Gesture) -> Gesture:
    """Give two gestures as one, with one change a cell; what comes back to where it began is none."""
    changes = {change.target: change for change in done}
    for change in more:
        first = changes.get(change.target)
        changes[change.target] = replace(first, after=change.after, at=change.at) if first else change
    return tuple(change for change in changes.values() if change.before != change.after)


def _kept(gestures: tuple[Gesture, ...], cells: Collection[Target]) -> tuple[Gesture, ...]:
    gone = {mate for cell in cells for mate in cell.pair}
    kept = (tuple(change for change in gesture if change.target not in gone) for gesture in gestures)
    return tuple(gesture for gesture in kept if gesture)
