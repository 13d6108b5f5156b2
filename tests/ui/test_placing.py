"""How far one scrolls to see a place, and which levels are unfolded."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect

from nfmaturity.ui.pages.assess_folds import Folds
from nfmaturity.ui.widgets.placing import scrolled_to


@pytest.mark.parametrize(
    ("y", "high", "at", "expected"),
    [
        (100, 50, 0, 0),  # in view: nothing moves
        (100, 50, 80, 60),  # above: with the line over it
        (20, 50, 80, 0),  # never before the beginning
        (500, 50, 0, 262),  # below: with what stands under it
        (500, 280, 0, 480),  # as high as the window but for the lines around it: they give way
        (500, 400, 0, 500),  # higher than the window: from its top
    ],
)
def test_a_place_comes_into_view(y: int, high: int, at: int, expected: int) -> None:
    assert scrolled_to(QRect(0, y, 200, high), at, 300) == expected


def test_a_filter_unfolds_and_leaves_the_usual_folds_alone() -> None:
    filters: list[str] = []
    folds = Folds(lambda: bool(filters))
    folds.begin("A", 1, is_open=False)
    folds.begin("A", 1, is_open=True)
    assert (folds.is_open("A", 1), folds.is_open("A", 2)) == (False, True)
    filters.append("words")
    assert folds.is_open("A", 1)
    folds.put("A", 1, is_open=False)
    assert not folds.is_open("A", 1)
    folds.clear_narrowed()
    assert folds.is_open("A", 1)
    filters.clear()
    assert not folds.is_open("A", 1)
    folds.clear()
    assert folds.is_open("A", 1)
