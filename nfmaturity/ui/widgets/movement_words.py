"""How a score moved, said for a moment in a place that is kept for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nfmaturity.ui.score_movement import difference_words, from_to_words, level_words
from nfmaturity.ui.widgets.passing_words import Passing

if TYPE_CHECKING:
    from nfmaturity.domain.rubric import Rubric
    from nfmaturity.ui.score_movement import ScoreMovement
    from nfmaturity.ui.widgets.passing_words import PassingWords


def say_movement(place: PassingWords, rubric: Rubric, moved: ScoreMovement, of: str = "") -> None:
    """Show how a score moved, of what where that is not plain; a level reached or lost is said aloud."""
    role = "acc" if moved.is_up else "cop"
    difference = Passing(difference_words(moved), role, bold=True)
    level = Passing(level_words(rubric, moved), role, bold=True)
    name = Passing(of)
    whole = (name, level, Passing(from_to_words(moved)), difference)
    place.say(whole, (name, level, difference), (level,) if level.text else (difference,), aloud=level.text)
