"""What the pages with the form have in common: the bar under it, the keys, the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMessageBox, QPushButton, QVBoxLayout, QWidget

from nfmaturity.i18n import N_, _
from nfmaturity.ui.forms.fields import STEPS
from nfmaturity.ui.forms.form import AssessmentForm
from nfmaturity.ui.pages.page import Page
from nfmaturity.ui.tab_order import chain, in_reading_order
from nfmaturity.ui.widgets.action_bar import ActionBar
from nfmaturity.ui.widgets.buttons import Button
from nfmaturity.ui.widgets.frame import Ground
from nfmaturity.ui.widgets.paragraph import Paragraph

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nfmaturity.ui.desk import Desk
    from nfmaturity.ui.pages.page import Go
    from nfmaturity.ui.wording import Wording

_NAMES = [name for name, _word in STEPS]


class FormBar(ActionBar):
    """The way out at the left; back, on and done at the right."""

    def __init__(self, words: Wording, parent: QWidget | None = None) -> None:
        """Make the buttons; what "out" and "done" are called is the page's."""
        super().__init__(parent, left=32)
        self.out = Button("quiet", parent=self)
        self.back = Button(parent=self)
        self.next = Button(parent=self)
        self.done = Button("primary", "check", parent=self)
        self.done.set_key("Ctrl Enter")
        for name, button in (("out", self.out), ("back", self.back), ("next", self.next), ("done", self.done)):
            button.setObjectName(f"form-{name}")
        words.say(self.back.setText, N_("Back"))
        words.say(self.next.setText, N_("Next"))
        self.add(self.out)
        self.add_right(self.back, self.next, self.done)


class FormPage(Page):
    """A page with the form; subclasses say what happens when it is done and when it is left."""

    def __init__(self, desk: Desk, go: Go, advice: Mapping[str, str]) -> None:
        """Put the form, with its advice for each step, over its bar."""
        super().__init__(desk, go)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.form = AssessmentForm(self.words, advice, self)
        layout.addWidget(self.form)
        self.effect = _Effect(self)
        self.form.below.addWidget(self.effect)
        self.bar = FormBar(self.words, self)
        self.form.below.addWidget(self.bar)
        self.bar.back.clicked.connect(lambda: self._step(-1))
        self.bar.next.clicked.connect(lambda: self._step(1))
        self.bar.done.clicked.connect(self.finish)
        self.bar.out.clicked.connect(self.leave)
        self.form.changed.connect(self.show_state)
        for keys, act in (("Ctrl+Return", self.finish), ("Ctrl+Enter", self.finish), ("Esc", self.leave)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go on as one reads: tiles and boxes of a step come when the rubric is known, after the bar was made."""
        step = self.form.stack.currentWidget()
        if step:
            chain([*in_reading_order(step), *in_reading_order(self.bar)])
        return super().focusNextPrevChild(forward)

    def finish(self) -> None:
        """Do what the form is for, or go to the first fault."""
        raise NotImplementedError

    def leave(self) -> None:
        """Go away without doing it."""
        raise NotImplementedError

    def show_state(self) -> None:
        """Show where one is in the form."""
        at = _NAMES.index(self.form.step)
        self.bar.back.setEnabled(at > 0)
        self.bar.next.setEnabled(at < len(_NAMES) - 1)

    def retell(self) -> None:
        """Say everything in the language in force."""
        super().retell()
        self.form.retell()
        self.show_state()

    def at_stake(self) -> str:
        """Give the question to ask before what was typed is thrown away, "" where nothing would be lost."""
        raise NotImplementedError

    def may_close(self) -> bool:
        """Ask before the window takes along what was typed; False where that is to be kept."""
        question = self.at_stake()
        if not question:
            return True
        box, discard = self._question(question)
        box.exec()
        gone = box.clickedButton() is discard
        box.deleteLater()
        return gone

    def ask_to_discard(self, question: str) -> None:
        """Ask, and throw away what was typed where that is the answer."""
        box, discard = self._question(question)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        discard.clicked.connect(self.discard)
        box.open()

    def _question(self, question: str) -> tuple[QMessageBox, QPushButton]:
        box = QMessageBox(self)
        box.setObjectName("discard")
        box.setWindowTitle("nfmaturity")
        box.setText(question)
        keep = box.addButton(_("Keep it"), QMessageBox.ButtonRole.RejectRole)
        keep.setObjectName("keep")
        discard = box.addButton(_("Discard"), QMessageBox.ButtonRole.DestructiveRole)
        discard.setObjectName("discard-it")
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        return box, discard

    def discard(self) -> None:
        """Throw away what was typed."""
        raise NotImplementedError

    def _step(self, by: int) -> None:
        at = _NAMES.index(self.form.step) + by
        if 0 <= at < len(_NAMES):
            self.form.show_step(_NAMES[at])


class _Effect(Ground):
    """What an edit would do to the result, over the bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin hidden."""
        super().__init__("row", "t", parent)
        self.setObjectName("effect")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(40, 10, 24, 10)
        self._said = Paragraph(self)
        layout.addWidget(self._said)
        self.hide()

    def text(self) -> str:
        """Give the sentence, "" where nothing is said."""
        return "" if self.isHidden() else self._said.text()

    def say(self, text: str) -> None:
        """Say a sentence, nothing with ""."""
        self._said.setText(text)
        self.setVisible(bool(text))
