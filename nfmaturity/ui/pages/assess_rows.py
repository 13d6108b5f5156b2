"""The rows of a sub-indicator's sheet, all that is asked on them told on by the view that holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nfmaturity.ui.widgets.requirement_row import RequirementRow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from nfmaturity.ui.pages.assess_item import ItemView
    from nfmaturity.ui.widgets.grade_selector import Scale


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
