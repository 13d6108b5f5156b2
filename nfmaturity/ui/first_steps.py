"""The three steps to begin with, each told on the page that it is about, on the first start only."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nfmaturity.i18n import N_, _
from nfmaturity.ui.widgets.buttons import Button
from nfmaturity.ui.widgets.frame import Ground
from nfmaturity.ui.widgets.paragraph import Paragraph

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nfmaturity.ui.settings import Settings
    from nfmaturity.ui.wording import Wording

_STEPS: Sequence[str] = (
    N_("Start an assessment of your enterprise, or look at the demonstration first."),
    N_("One key grades a requirement: 1 to 4, the best first. The next one comes up by itself, and all is saved."),
    N_("Level and score follow every grade: look at the Overview, then make the PDF under Report."),
)
_PAGES: Mapping[str, int] = MappingProxyType({"library": 0, "new": 0, "assess": 1, "overview": 2, "report": 2})
"""Which step is told on which page."""


class FirstSteps(Ground):
    """A strip over the page, which covers nothing: one step at a time, until it is put away."""

    def __init__(self, words: Wording, settings: Settings, parent: QWidget) -> None:
        """Begin hidden."""
        super().__init__("row", "b", parent)
        self.setObjectName("first-steps")
        self._settings, self._step, self._was_shown = settings, -1, False
        across = QHBoxLayout(self)
        across.setContentsMargins(24, 6, 16, 6)
        across.setSpacing(12)
        self.number = Paragraph(self, bold=True, role="acc", most_lines=1)
        self.number.setFixedWidth(32)
        self.said = Paragraph(self)
        for part, stretch in ((self.number, 0), (self.said, 1)):
            down = QVBoxLayout()  # stands in the middle beside the buttons, and grows past them where it must
            down.addStretch(1)
            down.addWidget(part)
            down.addStretch(1)
            across.addLayout(down, stretch)
        self.got_it, self.never = Button("plain", parent=self), Button("link", parent=self)
        for button, name, word, act in (
            (self.got_it, "steps-got-it", N_("Got it"), self.put_away),
            (self.never, "steps-never", N_("Don't show again"), self.end),
        ):
            button.setObjectName(name)
            words.say(button.setText, word)
            button.clicked.connect(act)
            across.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        parent.installEventFilter(self)
        self.hide()

    def show_for(self, page: str, *, has_begun: bool) -> None:
        """Tell the step that a page is about, nothing where there is none or it is known or done already."""
        self._step = _PAGES.get(page, -1)
        known = self._settings.known_steps | ({0} if has_begun else set())
        wanted = self._settings.shows_first_steps and self._step >= 0 and self._step not in known
        if wanted:
            self._was_shown = True
            self.number.setText(f"{self._step + 1} / {len(_STEPS)}")
            self.number.setAccessibleName(_("Step {n} of {all}").format(n=self._step + 1, all=len(_STEPS)))
            self.said.setText(_(_STEPS[self._step]))
        self.setVisible(wanted)

    def put_away(self) -> None:
        """Take the step as known, at later starts too; after the last one nothing is told any more."""
        self._settings.known_steps |= {self._step}
        if len(self._settings.known_steps) == len(_STEPS):
            self.end()
        self.hide()

    def end(self) -> None:
        """Tell nothing any more, at later starts either; Settings bring it back."""
        self._settings.shows_first_steps = False
        self.hide()

    def leave(self) -> None:
        """Take the first start as over, as the window closes."""
        if self._was_shown:
            self._settings.shows_first_steps = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Escape, where nobody else on the page had a use for it."""
        if isinstance(event, QKeyEvent) and self._takes(event):
            self.put_away()
            return True
        return super().eventFilter(watched, event)

    def _takes(self, event: QKeyEvent) -> bool:
        is_escape = event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape
        return is_escape and self.isVisible()
