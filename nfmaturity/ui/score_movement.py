"""How an edit moved a level and a score, as a value and in words; without Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nfmaturity.domain.scoring import cut
from nfmaturity.i18n import N_, _
from nfmaturity.ui.standing_words import gain_words, level_name

if TYPE_CHECKING:
    from fractions import Fraction

    from nfmaturity.domain.rubric import Rubric
    from nfmaturity.domain.scoring import NodeScore

_REACHED, _LOST = N_("{level} reached"), N_("{level} lost")


@dataclass(frozen=True, slots=True)
class ScoreMovement:
    """Where the score of a node was and is, and the same of its level."""

    before: Fraction
    after: Fraction
    level_before: int
    level_after: int

    @property
    def is_up(self) -> bool:
        """Whether the score rose."""
        return self.after > self.before


def movement_of(before: NodeScore, after: NodeScore) -> ScoreMovement | None:
    """Give how a node moved; None where its score stayed, or is none on either side."""
    if before.score is None or after.score is None or before.level is None or after.level is None:
        return None
    if before.score == after.score:
        return None
    return ScoreMovement(before.score, after.score, before.level, after.level)


def difference_words(moved: ScoreMovement) -> str:
    """Write by how much the score moved, with its sign and as the gains of grades are written."""
    if moved.is_up:
        return gain_words(moved.after - moved.before)
    fallen = gain_words(moved.before - moved.after)
    return f"−{fallen.removeprefix('+')}"


def from_to_words(moved: ScoreMovement) -> str:
    """Write where the score was and is, cut as everywhere; "" where both are written alike."""
    before, after = cut(moved.before), cut(moved.after)
    return "" if before == after else f"{before} → {after}"


def level_words(rubric: Rubric, moved: ScoreMovement) -> str:
    """Say which level was reached or lost; "" where it is as before."""
    if moved.level_after == moved.level_before:
        return ""
    is_up = moved.level_after > moved.level_before
    level = moved.level_after if is_up else moved.level_before
    return _(_REACHED if is_up else _LOST).format(level=level_name(rubric, level))
