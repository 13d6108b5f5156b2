"""Asks which part of the rubric is printed for a site walk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout

from nfmaturity.i18n import LANGUAGES, N_, _, current_language, language_name
from nfmaturity.ui.touch import take_touch
from nfmaturity.ui.widgets.buttons import Button
from nfmaturity.ui.widgets.default_button import make_default
from nfmaturity.ui.widgets.paragraph import Paragraph
from nfmaturity.ui.widgets.segmented import Segmented
from nfmaturity.ui.widgets.tick_rows import ROW, TickRows

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from nfmaturity.ui.session import AssessmentSession

_ABOUT = N_(
    "Only what is in scope is printed: each requirement with what to look at, its boxes and a line to write on, "
    "some twelve a page."
)
_WIDTH, _HEIGHT, _MARGIN = 560, 254, 24
"""How wide the dialog is, how high all but its list, and what it leaves of the window around it."""

_MOST_NAMED = 4
"""How many domains a file is named by."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to be printed: ids of domains, all with none, in which language, and with what is graded already.

    With `to_do` only what has no grade or is to confirm.
    """

    nodes: tuple[str, ...]
    language: str
    answers: bool
    to_do: bool = False

    @property
    def flags(self) -> list[str]:
        """How the task that prints it is told so."""
        return [*(["--answers"] if self.answers else []), *(["--unanswered"] if self.to_do else [])]

    @property
    def name(self) -> str:
        """What the file is called by beside enterprise and title, so that two for the same walk get two names."""
        shown = [*self.nodes[:_MOST_NAMED], f"+{len(self.nodes) - _MOST_NAMED}"]
        named = shown if len(self.nodes) > _MOST_NAMED else self.nodes
        return " ".join([_("questionnaire"), *([_("ungraded")] if self.to_do else []), *named])


class QuestionnaireDialog(QDialog):
    """A list of domains to tick, and how they are printed."""

    asked = Signal(object)
    """The `Choice`."""

    def __init__(self, session: AssessmentSession, parent: QWidget | None = None) -> None:
        """List the domains that are in scope, all of them ticked."""
        super().__init__(parent)
        self._session = session
        self._left_out: set[str] = set()
        self.setObjectName("questionnaire")
        self.setWindowTitle(_("Questionnaire for a site walk"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        down = QVBoxLayout(self)
        down.setContentsMargins(24, 16, 24, 16)
        down.setSpacing(8)
        title = Paragraph(self, pixels=17, leading=24, bold=True)
        title.setText(_("Questionnaire for a site walk"))
        about = Paragraph(self, role="ink2")
        about.setText(_(_ABOUT))
        down.addWidget(title)
        down.addWidget(about)
        self.domains = QListWidget(self)
        self.domains.setObjectName("questionnaire-domains")
        self.domains.setAccessibleName(_("Capability domains"))
        self.domains.itemChanged.connect(self._show)
        self.domains.setItemDelegate(TickRows(self.domains))
        self.domains.setMinimumHeight(2 * ROW)
        take_touch(self.domains)
        down.addWidget(self.domains, 1)
        down.addLayout(self._choices())
        self.to_do = QCheckBox(_("Only what has no grade or is to confirm"), self)
        self.to_do.setObjectName("questionnaire-to-do")
        self.to_do.toggled.connect(self._fill)
        down.addWidget(self.to_do)
        down.addLayout(self._buttons())
        self._fill()
        self._take_room(parent)
        self.domains.setFocus()

    def _take_room(self, parent: QWidget | None) -> None:
        """Be as high as all rows need, within the window, which is small where text is large."""
        width, height = _WIDTH, _HEIGHT + self.domains.count() * ROW
        if parent is not None:
            room = parent.window().size()
            width, height = min(width, room.width() - _MARGIN), min(height, room.height() - _MARGIN)
        self.resize(width, height)

    def _choices(self) -> QHBoxLayout:
        across = QHBoxLayout()
        across.setSpacing(12)
        self.language = Segmented(LANGUAGES, self, pad=12)
        self.language.set_words([language_name(name) for name in LANGUAGES])
        self.language.choose(current_language())
        self.answers = QCheckBox(_("With present grades and comments"), self)
        self.answers.setObjectName("questionnaire-answers")
        across.addWidget(self.language)
        across.addWidget(self.answers)
        across.addStretch(1)
        return across

    def _buttons(self) -> QHBoxLayout:
        across = QHBoxLayout()
        across.setSpacing(8)
        self.all = Button("link", parent=self)
        self.all.setObjectName("questionnaire-all")
        self.all.clicked.connect(self._turn_all)
        across.addWidget(self.all)
        across.addStretch(1)
        leave = QPushButton(_("Cancel"), self)
        leave.clicked.connect(self.reject)
        self.done_ = QPushButton(_("Make the PDF…"), self)
        self.done_.setObjectName("questionnaire-done")
        make_default(self.done_)
        self.done_.clicked.connect(self._ask)
        across.addWidget(leave)
        across.addWidget(self.done_)
        return across

    def _count(self, domain: str) -> int:
        """Give how many requirements of a domain would be printed."""
        node = self._session.card.nodes[domain]
        left = node.in_scope - node.answered + self._session.to_confirm.get(domain, 0)
        return left if self.to_do.isChecked() else node.in_scope

    def _fill(self) -> None:
        """List what can be printed, ticked but for what a person left out."""
        rubric = self._session.rubric
        self.domains.blockSignals(True)
        self.domains.clear()
        for _group, domain in rubric.domains:
            if count := self._count(domain.id):
                name = f"{domain.id}  {rubric.say(domain.name, current_language())}"
                item = QListWidgetItem(_("{name}, requirements: {n}").format(name=name, n=count), self.domains)
                item.setData(Qt.ItemDataRole.UserRole, domain.id)
                is_out = domain.id in self._left_out
                item.setCheckState(Qt.CheckState.Unchecked if is_out else Qt.CheckState.Checked)
        self.domains.blockSignals(False)
        self._show()

    def _items(self) -> list[QListWidgetItem]:
        return [self.domains.item(row) for row in range(self.domains.count())]

    def _ticked(self) -> tuple[str, ...]:
        ticked = [item for item in self._items() if item.checkState() == Qt.CheckState.Checked]
        return tuple(str(item.data(Qt.ItemDataRole.UserRole)) for item in ticked)

    def _turn_all(self) -> None:
        whole = len(self._ticked()) == self.domains.count()
        for item in self._items():
            item.setCheckState(Qt.CheckState.Unchecked if whole else Qt.CheckState.Checked)

    def _show(self) -> None:
        ticked = self._ticked()
        listed = {str(item.data(Qt.ItemDataRole.UserRole)) for item in self._items()}
        self._left_out = (self._left_out - listed) | (listed - set(ticked))
        self.all.setText(_("Tick none") if len(ticked) == self.domains.count() > 0 else _("Tick all"))
        self.done_.setEnabled(bool(ticked))

    def _ask(self) -> None:
        ticked = self._ticked()
        nodes = () if len(ticked) == self.domains.count() else ticked
        self.asked.emit(Choice(nodes, self.language.current, self.answers.isChecked(), self.to_do.isChecked()))
        self.accept()
