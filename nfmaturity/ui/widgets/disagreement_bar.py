"""Cells that somebody else changed meanwhile: yours or theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nfmaturity.i18n import N_, _, current_language
from nfmaturity.ui.widgets.buttons import Button
from nfmaturity.ui.widgets.frame import Ground
from nfmaturity.ui.widgets.label import Caution
from nfmaturity.ui.widgets.paragraph import Paragraph

if TYPE_CHECKING:
    from nfmaturity.domain.changes import Target, Value
    from nfmaturity.domain.rubric import Rubric
    from nfmaturity.ui.session import AssessmentSession, Disagreement

_CHANGED = N_("{cell} was changed by somebody else: it now holds {theirs}; you had put {yours}.")
_ADRIFT = N_("{cell} was not stored, as the rubric is another one now: it holds {theirs}; you had put {yours}.")
_SHOWN, _LONGEST = 3, 160
"""How many cells, and characters of a value, are shown."""


class DisagreementBar(Ground):
    """A line a cell, with the two choices; theirs is what is stored until the user decides."""

    put_asked = Signal(object)
    """The `Target` for which a person wants their own value written; the rules may refuse it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin hidden."""
        super().__init__("coptint", "b", parent)
        self.setObjectName("disagreements")
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(24, 6, 20, 6)
        self._down.setSpacing(8)
        self.hide()

    def show_of(self, session: AssessmentSession | None) -> None:
        """Show what waits for a decision."""
        while (item := self._down.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        found = session.disagreements if session else ()
        for one in found[:_SHOWN]:
            if session:
                self._down.addWidget(self._line(session, one))
        if len(found) > _SHOWN:
            self._down.addWidget(self._rest(len(found) - _SHOWN))
        self.setVisible(bool(found))

    def _rest(self, n: int) -> QWidget:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(24, 0, 0, 0)
        more = Paragraph(line, role="ink2")
        more.setText(_("And {n} more, once these are decided.").format(n=n))
        row.addWidget(more)
        return line

    def _line(self, session: AssessmentSession, one: Disagreement) -> QWidget:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        caution = Caution(line)
        caution.said.setText(
            _(_ADRIFT if one.is_adrift else _CHANGED).format(
                cell=one.target.id or _("A detail of the assessment"),
                theirs=_value(session.rubric, one.target, one.theirs),
                yours=_value(session.rubric, one.target, one.yours),
            )
        )
        row.addWidget(caution, 1, Qt.AlignmentFlag.AlignVCenter)
        keep = Button("plain", "", line)
        keep.setObjectName(f"theirs-{one.target.id}.{one.target.field}")
        keep.setText(_("Leave it as it is") if one.is_adrift else _("Leave theirs"))
        keep.clicked.connect(lambda: session.keep_theirs(one.target))
        put = Button("plain", "", line)
        put.setObjectName(f"yours-{one.target.id}.{one.target.field}")
        put.setText(_("Put mine"))
        put.clicked.connect(lambda: self.put_asked.emit(one.target))
        row.addWidget(keep)
        row.addWidget(put)
        return line


def _value(rubric: Rubric, target: Target, value: Value) -> str:
    if value is None:
        return _("no grade") if target.field == "grade" else _("nothing")
    if target.field == "grade" and value in rubric.degrees:
        return rubric.say(rubric.degrees[value].name, current_language())
    if isinstance(value, bool):
        return _("a mark for review") if value else _("no mark")
    words = str(value)
    shown = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
    return _("“{words}”").format(words=shown) if words else _("nothing")
