"""The part of the Overview that says how things moved since an earlier assessment, and lets one choose which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from nfmaturity.analysis.change_words import change_sentence, left_out_words
from nfmaturity.analysis.day_words import short_day
from nfmaturity.analysis.enterprise_words import enterprise_words
from nfmaturity.analysis.hidden_move_words import hidden_move_words
from nfmaturity.analysis.scope_change_words import level_words, scope_words
from nfmaturity.i18n import N_, _
from nfmaturity.ui.fonts import font
from nfmaturity.ui.pages.overview_changes import past_words
from nfmaturity.ui.pages.overview_sections import PAD, Section
from nfmaturity.ui.widgets.buttons import Button
from nfmaturity.ui.widgets.paragraph import Paragraph
from nfmaturity.workspace.earlier import NO_EARLIER

if TYPE_CHECKING:
    from nfmaturity.storage.listing import AssessmentRow
    from nfmaturity.ui.session import AssessmentSession
    from nfmaturity.ui.wording import Wording
    from nfmaturity.workspace.earlier import Before

_MISSING = {
    "away": N_(
        "The assessment that this one is compared with is not in this library: "
        "export it where it is and import it here, or choose another one."
    ),
    "trashed": N_(
        "The assessment that this one is compared with is in the trash: bring it back, or choose another one."
    ),
}
_WIDEST = 200
"""How wide the button with the name of the earlier assessment grows."""


class PastSection(Section):
    """What rose and fell since an earlier assessment; there is none of it where nothing went before."""

    chosen = Signal(str)
    """What the assessment is to be compared with: an id, or `NO_EARLIER`."""

    def __init__(self, words: Wording, parent: QWidget | None = None) -> None:
        """Lay the part out."""
        super().__init__(parent)
        self.before: Before | None = None
        """What went before, as far as it was read."""
        down = QVBoxLayout(self)
        down.setContentsMargins(PAD, 10, PAD, 12)
        down.setSpacing(2)
        title = QLabel(self)
        title.setFont(font(bold=True))
        words.say(title.setText, N_("Change since"))
        self.choice = Button("link", "chevron-down", self)
        self.choice.setObjectName("compared-with")
        self.choice.setMaximumWidth(_WIDEST)
        self.choice.clicked.connect(self._open)
        across = QHBoxLayout()
        across.setSpacing(8)
        across.addWidget(title)
        across.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignVCenter)
        across.addStretch(1)
        self.said = Paragraph(self, pixels=12, leading=18)
        self.said.setObjectName("compared-said")
        self.left_out = Paragraph(self, pixels=12, leading=18, role="ink3")
        down.addLayout(across)
        down.addWidget(self.said)
        down.addWidget(self.left_out)
        self.menu: QMenu | None = None

    def refresh(self, session: AssessmentSession) -> None:
        """Say how things moved."""
        missing = self.before.missing if self.before else ""
        self.setVisible(bool(missing or (self.before and self.before.rows)))
        compared = self.compared
        if compared is None:
            self.choice.setText(_("not at hand") if missing else _("none"))
            self._say(_(_MISSING[missing]) if missing else "", "")
        else:
            when = past_words(session, compared)
            self.choice.setText(when)
            rubric = session.rubric
            sentence = change_sentence(rubric, compared, when) if compared.same_scale else ""
            about = (scope_words(rubric, session.assessment, compared, when), left_out_words(rubric, compared))
            self._say(
                _lines(sentence, level_words(rubric, compared), hidden_move_words(rubric, compared)), _lines(*about)
            )
        self.choice.setAccessibleName(_("Change since: {when}").format(when=self.choice.text()))

    def _say(self, sentence: str, left_out: str) -> None:
        for widget, text in ((self.said, sentence), (self.left_out, left_out)):
            widget.setText(text)
            widget.setVisible(bool(text))

    def _open(self) -> None:
        """Show what may be compared with, the one that is taken ticked."""
        self.menu = self._filled()
        self.menu.popup(self.choice.mapToGlobal(QPoint(0, self.choice.height())))

    def _filled(self) -> QMenu:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        among = QActionGroup(menu)
        none = "" if self.before and self.before.missing else NO_EARLIER
        taken = self.compared.earlier.assessment.id if self.compared else none
        choices = [(row.id, _row_words(row)) for row in (self.before.rows if self.before else ())]
        for ident, words in [*choices, (NO_EARLIER, _("Compare with none"))]:
            action = menu.addAction(words.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(ident == taken)
            action.setData(ident)
            among.addAction(action)
        among.triggered.connect(lambda action: self.chosen.emit(action.data()))
        return menu


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _row_words(row: AssessmentRow) -> str:
    said = " · ".join(part for part in (short_day(row.date), row.title, row.site) if part)
    return said or enterprise_words(row.enterprise, row.name_en)
