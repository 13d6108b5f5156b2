"""Cells that somebody else changed meanwhile: yours or theirs, or both."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nfmaturity.i18n import _
from nfmaturity.ui.widgets.frame import Ground
from nfmaturity.ui.widgets.paragraph import Paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QResizeEvent

    from nfmaturity.domain.changes import Target
    from nfmaturity.ui.disagreement import Disagreement
    from nfmaturity.ui.session import AssessmentSession
    from nfmaturity.ui.widgets.disagreement_row import DisagreementRow

_SHOWN, _SHOWN_WHERE_LOW, _IS_LOW_BELOW = 3, 1, 600
"""How many cells are shown, and how many where the window is low."""


class DisagreementBar(Ground):
    """A row a cell, with the choices; theirs is what is stored until the user decides."""

    keep_asked = Signal(object)
    """The `Target` that a person leaves as it is stored."""

    put_asked = Signal(object)
    """The `Target` for which a person wants their own value written; the rules may refuse it."""

    both_asked = Signal(object)
    """The `Target` of a comment in which a person wants both texts; the rules may refuse it."""

    def __init__(self, window: QWidget) -> None:
        """Begin hidden."""
        super().__init__("coptint", "b", window)
        self.setObjectName("disagreements")
        self._session: AssessmentSession | None = None
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(24, 6, 20, 6)
        self._down.setSpacing(8)
        self._rows: dict[Target, DisagreementRow] = {}
        self._more = Paragraph(self, role="ink2")
        self._more.setContentsMargins(24, 0, 0, 0)
        self._down.addWidget(self._more)
        self.hide()
        window.installEventFilter(self)

    def show_of(self, session: AssessmentSession | None) -> None:
        """Show what waits for a decision."""
        self._session = session
        found = session.disagreements if session else ()
        shown = found[: self._most()]
        self._keep({one.target for one in shown})
        for place, one in enumerate(shown):
            if session:
                self._show_row(session, one, place)
        self._tell_rest(found, len(shown))
        self.setVisible(bool(found))
        self._take_height()

    def _most(self) -> int:
        return _SHOWN_WHERE_LOW if self.window().height() < _IS_LOW_BELOW else _SHOWN

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show more or fewer as the window gets higher or lower."""
        if event.type() == QEvent.Type.Resize and self._session:
            wanted = min(self._most(), len(self._session.disagreements))
            if len(self._rows) != wanted:
                self.show_of(self._session)
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that the words need at another width."""
        super().resizeEvent(event)
        self._take_height()

    def _take_height(self) -> None:
        """Never be lower than the words, whatever the page below asks for."""
        self._down.invalidate()
        self.setFixedHeight(max(1, self._down.heightForWidth(self.width())))

    def _keep(self, wanted: set[Target]) -> None:
        """Let go of other rows; one that stays is not made anew, so that a press on its button is not lost."""
        for target in self._rows.keys() - wanted:
            row = self._rows.pop(target)
            row.hide()
            row.deleteLater()

    def _show_row(self, session: AssessmentSession, one: Disagreement, place: int) -> None:
        from nfmaturity.ui.widgets.disagreement_row import DisagreementRow

        target = one.target
        if target not in self._rows:
            row = self._rows[target] = DisagreementRow(target, self)
            row.yours_asked.connect(partial(self.put_asked.emit, target))
            row.both_asked.connect(partial(self.both_asked.emit, target))
            row.theirs_asked.connect(partial(self.keep_asked.emit, target))
            self._down.insertWidget(place, row)
            row.show()  # at once, as the bar takes its height from what is shown
        self._rows[target].show_of(session.rubric, one)

    def _tell_rest(self, found: Sequence[Disagreement], shown: int) -> None:
        rest = len(found) - shown
        self._more.setText(_("And {n} more, once these are decided.").format(n=rest) if rest else "")
        self._more.setVisible(bool(rest))
