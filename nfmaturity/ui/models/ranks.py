"""The place of each row when a list is sorted by one of its columns; found a step at a time, as lists may be long."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QCollator, QLocale

from nfmaturity.i18n import current_language

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    Steps = Generator[None, None, "Result"]
    """Work that pauses between its steps, and what comes of it."""

STEP = 1_000
"""So many keys are made and sorted in one step, that what is pressed meanwhile need not wait; merging is one more."""
Row = TypeVar("Row")
Result = TypeVar("Result")


def through(steps: Steps[Result]) -> Result:
    """Do all steps at once, for somebody who waits for what comes of them."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]


def each(rows: Sequence[Row], said: Callable[[Row], Result]) -> Steps[list[Result]]:
    """Give what is said of each row."""
    every = list[Result]()
    for first in range(0, len(rows), STEP):
        every += map(said, rows[first : first + STEP])
        yield
    return every


def ranks(keys: Sequence[Any]) -> Steps[list[int]]:
    """Give the place of each key among them, from 0; equal ones have the same."""
    order = list[int]()
    for first in range(0, len(keys), STEP):
        order += sorted(range(first, min(first + STEP, len(keys))), key=keys.__getitem__)
        yield
    order.sort(key=keys.__getitem__)  # quick, as Python's sort only merges what is in order already
    yield
    places = [0] * len(keys)
    for before, after in pairwise(order):
        places[after] = places[before] + (keys[before] < keys[after])
    return places


def ranks_of_names(names: Sequence[str]) -> Steps[list[int]]:
    """Rank names as one reads them in the language in force; each of them is looked at once."""
    collator = QCollator(QLocale("zh_CN" if current_language() == "zh" else "en"))
    different = list(dict.fromkeys(names))
    keys = yield from each(different, collator.sortKey)
    places = dict(zip(different, (yield from ranks(keys)), strict=True))
    return [places[name] for name in names]
