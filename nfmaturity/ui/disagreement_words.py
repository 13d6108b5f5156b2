"""What a cell that somebody else changed meanwhile is told as: a sentence, and for texts what differs; without Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nfmaturity.analysis.cell_words import cell_name, value_words
from nfmaturity.i18n import N_, _
from nfmaturity.ui.history_words import Piece, word_pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nfmaturity.domain.changes import Target, Value
    from nfmaturity.domain.rubric import Rubric
    from nfmaturity.ui.disagreement import Disagreement

_CHANGED = N_("{cell}: after somebody else's edit it holds {theirs}; yours would make it {yours}.")
_ADRIFT = N_("{cell} was not stored, as the rubric is another one now: it holds {theirs}; you had put {yours}.")
_WORDS_CHANGED = N_("{cell}: somebody else has written here meanwhile. What differs is underlined.")
_WORDS_ADRIFT = N_("{cell}: your words were not stored, as the rubric is another one now. What differs is underlined.")
_LONGEST, _AROUND = 160, 16
"""How many characters of a value are shown, and how many of what stayed the same beside what differs."""
_ROOM, _FIRST_WIDE = 240, "\u2e80"
"""How much of a text is shown, in characters of the alphabet; one of Chinese counts twice."""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence, and for two texts both of them in pieces: what is only in one of them is not of the kind "same"."""

    sentence: str
    theirs: tuple[Piece, ...] = ()
    yours: tuple[Piece, ...] = ()


def told(rubric: Rubric, one: Disagreement) -> Told:
    """Say what somebody else stored and what the user had put."""
    cell = cell_name(one.target)
    if not _are_texts(one):
        said = _(_ADRIFT if one.is_adrift else _CHANGED)
        theirs, yours = (_value_words(rubric, one.target, value) for value in (one.theirs, one.yours))
        return Told(said.format(cell=cell, theirs=theirs, yours=yours))
    pieces = word_pieces(one.theirs, one.yours)
    return Told(
        _(_WORDS_ADRIFT if one.is_adrift else _WORDS_CHANGED).format(cell=cell),
        tuple(_excerpt([piece for piece in pieces if piece.kind != "new"])),
        tuple(_excerpt([piece for piece in pieces if piece.kind != "gone"])),
    )


def both_of(one: Disagreement) -> str:
    """Give a comment that keeps both texts, the user's under the other; "" where there is nothing to join."""
    if one.target.field != "comment" or not one.theirs or not one.yours:
        return ""
    holds_both = one.yours in one.theirs or one.theirs in one.yours
    return "" if holds_both else f"{one.theirs}\n{one.yours}"


def _are_texts(one: Disagreement) -> bool:
    is_told_apart = one.target.field in {"grade", "enterprise"}
    return not is_told_apart and all(isinstance(value, str) and value for value in (one.theirs, one.yours))


def _value_words(rubric: Rubric, target: Target, value: Value) -> str:
    words = value_words(rubric, target.field, value)
    if not value and not isinstance(value, bool):  # that nothing is there is no quotation
        return words
    shown = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
    return _("“{words}”").format(words=shown)


def _excerpt(pieces: Sequence[Piece]) -> Iterable[Piece]:
    """Leave out what stayed the same, but for what stands beside a difference; end with "…" what is too long."""
    room = _ROOM
    for place, piece in enumerate(pieces):
        words = piece.text
        if piece.kind == "same":
            words = _beside(words, is_first=place == 0, is_last=place == len(pieces) - 1)
        fitting = _fitting(words, room)
        if len(fitting) < len(words):
            yield Piece(piece.kind, fitting + "…")
            return
        room -= _taken(words)
        yield Piece(piece.kind, words)


def _taken(words: str) -> int:
    return len(words) + sum(character >= _FIRST_WIDE for character in words)


def _fitting(words: str, room: int) -> str:
    while _taken(words) > room:
        words = words[: max(0, min(len(words) - 1, room))]
    return words


def _beside(words: str, *, is_first: bool, is_last: bool) -> str:
    if is_first and is_last:
        return words
    begin = "" if is_first else _whole_words(words[: _AROUND + 1])
    end = "" if is_last else _whole_words(words[-_AROUND - 1 :][::-1])[::-1]
    return words if len(words) <= len(begin) + len(end) + 1 else f"{begin}…{end}"


def _whole_words(words: str) -> str:
    """Leave off the last character, and the rest of the word that it cuts where words stand apart."""
    last, kept = words[-2:], words[:-1]
    is_cut = len(last) > 1 and last.isascii() and not last.isspace() and " " in kept
    return (kept[: kept.rindex(" ")] if is_cut else kept).rstrip()
