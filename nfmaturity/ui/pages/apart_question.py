"""The question before a file is taken in of an assessment that was edited here as well: what differs, what becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from nfmaturity.i18n import N_, _
from nfmaturity.ui.pages.library_questions import Question
from nfmaturity.ui.touch import take_touch
from nfmaturity.ui.widgets.paragraph import Paragraph
from nfmaturity.ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_HEADS = {
    "file": N_("Changed in the file only ({n}) – taken over"),
    "library": N_("Changed in the library only ({n}) – stays"),
    "both": N_("Changed in both ({n}), library → file – as chosen below"),
}
_UNKNOWN = N_("Different ({n}), library → file – as chosen below")
_SIDES = {"file": N_("The file counts"), "library": N_("The library counts")}
_LIST_HEIGHT, _LEAST_HEIGHT, _AROUND = 220, 60, 330
"""How high the list is, how low at least, and what stands above and below it."""


class ApartQuestion(Question):
    """Shows what differs between the library and a file, and asks what to do; `side` counts where both changed."""

    def __init__(self, parent: QWidget, name: str, told: Mapping[str, Any]) -> None:
        """Take what the import told: `changed` by side, none where both stand under different rubrics."""
        changed: Mapping[str, Sequence[str]] = told.get("changed", {})
        can_merge = bool(changed)
        answers = [("merge", _("Take over as edits"))] if can_merge else []
        answers += [("beside", _("Add beside")), ("leave", _("Import nothing"))]
        head = _("{file}: edited here and in the file").format(file=name)
        about = _about(can_merge=can_merge)
        if told.get("again"):
            about = _("Meanwhile the library was edited once more; this is how they differ now.") + "\n\n" + about
        super().__init__(parent, head, about, answers)
        self.setObjectName("apart")
        is_known = bool(told.get("is_known"))
        self.differences = self._list(parent, changed, is_known=is_known)
        self.sides = Segmented(tuple(_SIDES), self)
        self.sides.setObjectName("apart-sides")
        self.sides.setAccessibleName(_("Where both changed the same"))
        self.sides.set_words([_(word) for word in _SIDES.values()])
        self.sides.choose("file" if is_known else "library")  # else what others did since would be undone
        self._both = Paragraph(self)
        self._both.setText(_("Where both changed the same:"))
        at = self.column.count() - 2
        self.column.insertWidget(at, self.differences)
        self.column.insertWidget(at + 1, self._both)
        self.column.insertWidget(at + 2, self.sides, 0, Qt.AlignmentFlag.AlignLeft)
        self.differences.setVisible(can_merge)
        self._is_contested, self._shown_at = bool(changed.get("both")), told.get("seq")
        for widget in (self._both, self.sides):
            widget.setVisible(self._is_contested)

    @property
    def side(self) -> str:
        """Whose value counts where both changed the same; what comes about while nobody was asked stays as it is."""
        return self.sides.current if self._is_contested else "library"

    @property
    def merge(self) -> tuple[str, ...]:
        """The options of the import that merges as is shown here, and only while the library is as it was then."""
        return ("--merge", self.side, "--shown-at", str(self._shown_at))

    def _list(self, parent: QWidget, changed: Mapping[str, Sequence[str]], *, is_known: bool) -> QPlainTextEdit:
        shown = QPlainTextEdit(self)
        shown.setObjectName("apart-differences")
        shown.setAccessibleName(_("What differs"))
        shown.setReadOnly(True)
        shown.setTabChangesFocus(True)
        room = parent.height() - _AROUND
        shown.setFixedHeight(min(_LIST_HEIGHT, max(_LEAST_HEIGHT, room)))
        take_touch(shown)
        parts = []
        for side, lines in changed.items():
            if lines:
                head = _(_HEADS[side] if is_known else _UNKNOWN).format(n=len(lines))
                parts.append("\n".join([head, *(f"    {line}" for line in lines)]))
        shown.setPlainText("\n\n".join(parts))
        return shown


def _about(*, can_merge: bool) -> str:
    if not can_merge:
        return _(
            "The library and the file hold different edits of the same assessment, under different rubrics, so that "
            "they cannot be brought together. Added beside, the file becomes an assessment of its own."
        )
    return _(
        "The library and the file hold different edits of the same assessment. What is taken over is an edit as any "
        "other, and the history keeps what was. Added beside, the file becomes an assessment of its own."
    )
