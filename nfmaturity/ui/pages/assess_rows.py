"""The rows of a sub-indicator's sheet, all that is asked on them told on by the view that holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nfmaturity.ui.widgets.requirement_row import RequirementRow

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from PySide6.QtWidgets import QWidget

    from nfmaturity.ui.pages.assess_content import LevelRows
    from nfmaturity.ui.pages.assess_item import ItemView
    from nfmaturity.ui.widgets.grade_selector import Scale
    from nfmaturity.ui.widgets.level_header import LevelHeader


def asking_row(scale: Scale, view: ItemView, sheet: QWidget) -> RequirementRow:
    """Make an empty row on a sheet, heard by a view."""
    row = RequirementRow(scale, sheet)
    row.grade_asked.connect(view.grade_asked)
    row.mark_asked.connect(view.mark_asked)
    row.exclusion_asked.connect(view.exclusion_asked)
    row.comment_written.connect(view.comment_written)
    row.comment_ended.connect(view.comment_ended)
    row.history_asked.connect(view.history_asked)
    row.words_unsent.connect(view.words_unsent)
    row.words_kept.connect(view.words_kept)
    return row


def in_tab_order(levels: Iterable[tuple[LevelRows, LevelHeader]], rows: Rows) -> Iterator[QWidget]:
    """Give what takes keys on a sheet, from its top."""
    for held, header in levels:
        yield header
        yield from (rows[name].selector for name in held.requirements)


def parts_of(
    levels: Iterable[tuple[LevelRows, LevelHeader]],
    rows: Rows,
    left_in: Callable[[LevelRows], Iterable[str]],
    width: int,
) -> Iterator[tuple[QWidget, int]]:
    """Give what a sheet shows from its top, each with its height at a width, and hide the other rows."""
    for held, header in levels:
        yield header, 32
        left = frozenset(left_in(held))
        for name, row in ((name, rows[name]) for name in held.requirements):
            if name in left:
                yield row, row.height_for(width)
            elif not row.isHidden():
                row.hide()


class Rows(dict[str, RequirementRow]):
    """The rows of the requirements that a sheet shows, by their ids; those of others are put aside and used again."""

    def __init__(self, make: Callable[[Scale], RequirementRow]) -> None:
        """Begin with none; `make` gives a new one."""
        super().__init__()
        self._make, self._spare = make, list[RequirementRow]()
        self._scale: Scale | None = None

    def take_scale(self, scale: Scale) -> None:
        """Grade by a scale; rows put aside that have other degrees are of no use any more."""
        if self._scale and scale.degrees != self._scale.degrees:
            for row in self._spare:
                row.deleteLater()
            self._spare.clear()
        self._scale = scale
        for row in (*self.values(), *self._spare):
            row.show_scale(scale)

    def hold(self, name: str) -> None:
        """Have a row for a requirement."""
        if name in self:
            return
        if self._scale is None:
            raise RuntimeError("no scale to grade by")
        self[name] = self._spare.pop() if self._spare else self._make(self._scale)

    def put_aside(self, names: Collection[str]) -> None:
        """Hide the rows of requirements, for others."""
        for name in names:
            row = self.pop(name)
            row.hide()
            self._spare.append(row)
