"""One cell that somebody else changed meanwhile: what both say, and the choices."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from nfmaturity.i18n import _
from nfmaturity.ui.disagreement_words import both_of, told
from nfmaturity.ui.fonts import font
from nfmaturity.ui.widgets.buttons import Button
from nfmaturity.ui.widgets.label import Caution

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QResizeEvent

    from nfmaturity.domain.changes import Target
    from nfmaturity.domain.rubric import Rubric
    from nfmaturity.ui.disagreement import Disagreement
    from nfmaturity.ui.history_words import Piece

_BESIDE_FROM = 900
"""The width from which the choices stand beside the words, and not under them."""


class DisagreementRow(QWidget):
    """Says what is stored and what the user had put; texts with what differs, which comments may both keep."""

    theirs_asked = Signal()
    yours_asked = Signal()
    both_asked = Signal()

    def __init__(self, target: Target, parent: QWidget | None = None) -> None:
        """Lay out the words and the choices."""
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(8)
        self._across.addLayout(self._words(), 1)
        choices = QHBoxLayout()
        choices.setSpacing(8)
        self.theirs, self.yours, self.both = Button("plain"), Button("plain"), Button("plain")
        for button, name, asked in (
            (self.theirs, "theirs", self.theirs_asked),
            (self.yours, "yours", self.yours_asked),
            (self.both, "both", self.both_asked),
        ):
            button.setObjectName(f"{name}-{target.id}.{target.field}")
            button.clicked.connect(asked)
            choices.addWidget(button)
        choices.addStretch(1)
        self._across.addLayout(choices)
        self._across.setAlignment(choices, Qt.AlignmentFlag.AlignVCenter)

    def _words(self) -> QVBoxLayout:
        down = QVBoxLayout()
        down.setSpacing(2)
        self.caution = Caution(self)
        down.addWidget(self.caution)
        self._texts = tuple(QLabel(self) for _side in ("theirs", "yours"))
        for label in self._texts:
            label.setTextFormat(Qt.TextFormat.RichText)
            label.setFont(font("small"))
            label.setWordWrap(True)
            label.setContentsMargins(24, 0, 0, 0)
            down.addWidget(label)
        return down

    def show_of(self, rubric: Rubric, one: Disagreement) -> None:
        """Say how things stand, in the language in force."""
        from nfmaturity.domain.field_types import MAX_COMMENT  # pydantic comes with it, too late for the first window

        found = told(rubric, one)
        self.caution.said.setText(found.sentence)
        heads = (_("Stored now"), _("You had put"))
        for label, head, pieces in zip(self._texts, heads, (found.theirs, found.yours), strict=True):
            label.setText(_rich(head, pieces))
            label.setVisible(bool(found.yours or found.theirs))
        self.theirs.setText(_("Leave it as it is") if one.is_adrift else _("Leave theirs"))
        self.yours.setText(_("Put mine"))
        self.both.setText(_("Keep both"))
        both = both_of(one)
        self.both.setVisible(bool(both))
        self.both.setEnabled(len(both) <= MAX_COMMENT)
        too_long = _("Together they are longer than the {most} characters of a comment.").format(
            most=f"{MAX_COMMENT:,}"
        )
        under = _("Your words come under those that are stored.")
        self.both.setToolTip(under if self.both.isEnabled() else too_long)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the choices under the words where there is little room."""
        super().resizeEvent(event)
        is_wide = self.width() >= _BESIDE_FROM
        wanted = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        if self._across.direction() != wanted:
            self._across.setDirection(wanted)


def _rich(head: str, pieces: Iterable[Piece]) -> str:
    """Underline what only one of the texts has: the difference is seen without colour."""
    marked = "".join(
        escape(piece.text) if piece.kind == "same" else f"<u><b>{escape(piece.text)}</b></u>" for piece in pieces
    )
    return _("{name}: {value}").format(name=escape(head), value=marked.replace("\n", "<br>"))
