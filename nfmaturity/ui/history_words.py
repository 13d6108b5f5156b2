"""The history of one requirement as values: who changed what, when and from where, newest first; without Qt.

It ends with what cells held before anybody changed them: last year's grade, or what came with an imported assessment.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from nfmaturity.analysis.cell_words import FIELDS, value_words
from nfmaturity.analysis.day_words import moment
from nfmaturity.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nfmaturity.domain.changes import Change, Target, Value
    from nfmaturity.domain.rubric import Rubric

_COMPARED = 400_000
"""How many pairs of words are compared; more would take longer than one waits for a panel."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a text that stayed, went or came."""

    kind: Literal["same", "gone", "new"]
    text: str


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change as it is shown."""

    change: Change
    what: str
    when: str
    who: str
    pieces: tuple[Piece, ...]
    is_saved: bool
    is_held: bool
    """Whether the cell holds what this entry tells."""

    is_original: bool = False
    """Whether it tells what was there before the change, which is the first of its cell, and not what that gave."""

    @property
    def value(self) -> Value:
        """What the cell held after the change, or before it where that is what is told."""
        return self.change.before if self.is_original else self.change.after


def entries(rubric: Rubric, logged: Iterable[Change], pending: Iterable[Change]) -> tuple[HistoryEntry, ...]:
    """Give the changes of a node as they are shown, newest first; `pending` are those not on disk yet."""
    stored = list(logged)
    known = {change.id for change in stored}
    waiting = [change for change in pending if change.id not in known]
    newest: set[object] = set()
    made = []
    for change in (*reversed(waiting), *reversed(stored)):
        who = " · ".join(part for part in (change.actor, change.device) if part)
        is_held = change.target not in newest
        newest.add(change.target)
        what = _(FIELDS.get(change.target.field, change.target.field))
        pieces = _pieces(rubric, change)
        made.append(HistoryEntry(change, what, moment(change.at), who, pieces, change.id in known, is_held))
    return (*made, *_originals(rubric, [*stored, *waiting]))


def _originals(rubric: Rubric, changes: Iterable[Change]) -> Iterator[HistoryEntry]:
    """Give what each cell held before its first change, where it held anything."""
    first: dict[Target, Change] = {}
    newest: dict[Target, Change] = {}
    for change in changes:
        first.setdefault(change.target, change)
        newest[change.target] = change
    for field, words in FIELDS.items():
        for change in (change for target, change in first.items() if target.field == field and change.before):
            what = _("{what}: original value").format(what=_(words))
            pieces = (Piece("same", value_words(rubric, field, change.before)),)
            is_held = newest[change.target].after == change.before
            when = _("before the first change recorded here")
            yield HistoryEntry(change, what, when, "", pieces, is_saved=True, is_held=is_held, is_original=True)


def _pieces(rubric: Rubric, change: Change) -> tuple[Piece, ...]:
    if change.target.field in {"comment", "reason"} and change.before and change.after:
        return word_pieces(change.before, change.after)
    return (
        Piece("gone", value_words(rubric, change.target.field, change.before)),
        Piece("new", value_words(rubric, change.target.field, change.after)),
    )


def word_pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Give two texts as what stayed, went and came; whole words of alphabets, single characters of Chinese."""
    old, new = _words(before), _words(after)
    found: list[Piece] = []
    for kind, a, b, c, d in _opcodes(old, new):
        if kind == "equal":
            found.append(Piece("same", "".join(old[a:b])))
            continue
        found += [Piece("gone", "".join(old[a:b]))] if a < b else []
        found += [Piece("new", "".join(new[c:d]))] if c < d else []
    return tuple(found)


def _opcodes(old: Sequence[str], new: Sequence[str]) -> Iterable[tuple[str, int, int, int, int]]:
    """Tell what stayed at both ends first: what is compared word by word is then mostly short."""
    least = min(len(old), len(new))
    begin = next((i for i in range(least) if old[i] != new[i]), least)
    end = next((i for i in range(least - begin) if old[-1 - i] != new[-1 - i]), least - begin)
    a, c = len(old) - end, len(new) - end
    if begin:
        yield "equal", 0, begin, 0, begin
    if (a - begin) * (c - begin) > _COMPARED:
        yield "replace", begin, a, begin, c
    else:
        for kind, *at in SequenceMatcher(None, old[begin:a], new[begin:c], autojunk=False).get_opcodes():
            first, last, of_new, to_new = (place + begin for place in at)
            yield kind, first, last, of_new, to_new
    if end:
        yield "equal", a, len(old), c, len(new)


def _words(text: str) -> Sequence[str]:
    cuts = [0, *(i for i in range(1, len(text)) if not _holds_together(text[i - 1], text[i])), len(text)]
    return [text[a:b] for a, b in pairwise(cuts) if a < b]


def _holds_together(left: str, right: str) -> bool:
    return left.isascii() and right.isascii() and left.isalnum() and right.isalnum()
