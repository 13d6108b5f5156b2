"""The question before a file is taken in of an assessment that was edited here as well: what differs, what becomes."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QHBoxLayout, QToolTip, QWidget

from nfmaturity.i18n import N_, _
from nfmaturity.ui.pages.list_question import ListQuestion
from nfmaturity.ui.widgets.paragraph import Paragraph
from nfmaturity.ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_HEADS = {
    "both": N_("Changed in both ({n}) – as chosen above"),
    "file": N_("Changed in the file only ({n}) – taken over"),
    "library": N_("Changed in the library only ({n}) – stays"),
}
"""What was changed by whom, that which needs a choice first."""
_UNKNOWN = N_("Different ({n}) – as chosen above")
_LONGEST = 60
"""So many characters of what a requirement asks stand in its line."""
_OUTSIDE = N_("Outside the scope ({n}), kept and not counted:")
_SIDES = {"file": N_("The file counts"), "library": N_("The library counts")}


class ApartQuestion(ListQuestion):
    """Shows what differs between the library and a file, and asks what to do; `side` counts where both changed."""

    def __init__(self, parent: QWidget, name: str, told: Mapping[str, Any]) -> None:
        """Take what the import told: `changed` by side, none where both stand under different rubrics."""
        changed: Mapping[str, Sequence[str]] = told.get("changed", {})
        can_merge = bool(changed)
        answers = [("merge", _("Take over as edits"))] if can_merge else []
        answers += [("beside", _("Add beside")), ("leave", _("Import nothing"))]
        is_one_sided = can_merge and _is_one_sided(told)
        said = _("{file}: edited in the file") if is_one_sided else _("{file}: edited here and in the file")
        head, about = said.format(file=name), _about(can_merge=can_merge, is_one_sided=is_one_sided)
        if told.get("again"):
            about = _("Meanwhile the library was edited once more; this is how they differ now.") + "\n\n" + about
        is_known = bool(told.get("is_known"))
        self._asked: Mapping[str, str] = told.get("asked", {})
        lines = [_with_text(line, self._asked) for line in _lines(changed, told.get("outside", {}), is_known=is_known)]
        super().__init__(parent, (head, about), answers, lines)
        self.setObjectName("apart")
        self.list.setObjectName("apart-differences")
        self.list.setAccessibleName(_("What differs"))
        self.list.viewport().installEventFilter(self)
        self.sides = Segmented(tuple(_SIDES), self)
        self.sides.setObjectName("apart-sides")
        self.sides.setAccessibleName(_("Where both changed the same"))
        self.sides.set_words([_(word) for word in _SIDES.values()])
        self.sides.choose("file" if is_known else "library")  # else what others did since would be undone
        self._both = Paragraph(self)
        self._both.setText(_("Where both changed the same:"))
        choice = QHBoxLayout()
        choice.setSpacing(12)
        choice.addWidget(self._both, 1, Qt.AlignmentFlag.AlignVCenter)
        choice.addWidget(self.sides)
        self.column.insertLayout(self.before_answers - 1, choice)
        self.list.setVisible(can_merge)
        self._is_contested, self._shown_at = _is_contested(told), told.get("seq")
        for widget in (self._both, self.sides):
            widget.setVisible(self._is_contested)
        if can_merge:
            self.fit(parent.window())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say the whole of what a requirement asks where one points at its line."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            line = self.list.cursorForPosition(event.pos()).block().text()
            QToolTip.showText(event.globalPos(), self.whole_text(line), self.list)
            return True
        return super().eventFilter(watched, event)

    def whole_text(self, line: str) -> str:
        """Give what the requirement of a line asks, broken into lines by Qt; "" for a line of none."""
        text = self._asked.get(_name_in(line), "")
        return f"<qt>{escape(text)}</qt>" if text else ""

    @property
    def side(self) -> str:
        """Whose value counts where both changed the same; what comes about while nobody was asked stays as it is."""
        return self.sides.current if self._is_contested else "library"

    @property
    def merge(self) -> tuple[str, ...]:
        """The options of the import that merges as is shown here, and only while the library is as it was then."""
        return ("--merge", self.side, "--shown-at", str(self._shown_at))


def _name_in(line: str) -> str:
    return line.split(maxsplit=1)[0] if line.strip() else ""


def _with_text(line: str, asked: Mapping[str, str]) -> str:
    """Add the beginning of what its requirement asks to a line, as nobody knows requirements by their ids."""
    text = asked.get(_name_in(line), "")
    if not text:
        return line
    shown = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    return _("{line} ({text})").format(line=line, text=shown)


def _is_contested(told: Mapping[str, Any]) -> bool:
    return any(told.get(key, {}).get("both") for key in ("changed", "outside"))


def _is_one_sided(told: Mapping[str, Any]) -> bool:
    """Tell whether it is known that only the file was edited."""
    sides = [told.get(key, {}).get(side) for key in ("changed", "outside") for side in ("both", "library")]
    return bool(told.get("is_known")) and not any(sides)


def _lines(changed: Mapping[str, Sequence[str]], outside: Mapping[str, Sequence[str]], *, is_known: bool) -> list[str]:
    lines: list[str] = []
    for side, head in _HEADS.items():
        counted, beyond = changed.get(side, ()), outside.get(side, ())
        if counted or beyond:
            lines += [""] * bool(lines)
            lines.append(_(head if is_known else _UNKNOWN).format(n=len(counted)))
            lines += [f"    {line}" for line in counted]
        if beyond:
            lines.append("    " + _(_OUTSIDE).format(n=len(beyond)))
            lines += [f"        {line}" for line in beyond]
    return lines


def _about(*, can_merge: bool, is_one_sided: bool) -> str:
    if not can_merge:
        return _(
            "The library and the file hold different edits of the same assessment, under different rubrics, so that "
            "they cannot be brought together. Added beside, the file becomes an assessment of its own."
        )
    if is_one_sided:
        return _(
            "The file was edited since it was exported, and the library was not. What is taken over is an edit as any "
            "other, and the history keeps what was. Added beside, the file becomes an assessment of its own."
        )
    return _(
        "The library and the file hold different edits of the same assessment. What is taken over is an edit as any "
        "other, and the history keeps what was. Added beside, the file becomes an assessment of its own."
    )
