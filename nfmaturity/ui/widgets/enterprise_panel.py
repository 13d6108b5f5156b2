"""The left of the page of enterprises: begin one, search, choose; and what lies in the trash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nfmaturity.analysis.enterprise_words import enterprise_name
from nfmaturity.i18n import N_, _
from nfmaturity.ui.widgets.buttons import Button
from nfmaturity.ui.widgets.frame import Ground
from nfmaturity.ui.widgets.library_search import SearchField
from nfmaturity.ui.widgets.pack_list import PackLine, PackList
from nfmaturity.ui.widgets.paragraph import Paragraph

if TYPE_CHECKING:
    from nfmaturity.ui.wording import Wording
    from nfmaturity.workspace.enterprises import EnterpriseList, KnownEnterprise

WIDTH = 268


class EnterprisePanel(Ground):
    """The list of enterprises, or of those in the trash."""

    chosen = Signal(str)
    """The id of the enterprise that a person went to."""

    trash_shown = Signal(bool)
    """Whether the trash is listed now."""

    def __init__(self, words: Wording, parent: QWidget | None = None) -> None:
        """Lay the panel out."""
        super().__init__("panel", "r", parent)
        self._listed: EnterpriseList | None = None
        self._current = ""
        self.back = Button("link", "library", self)
        self.back.setObjectName("to-library")
        words.say(self.back.setText, N_("Library"))
        self.new = Button("primary", "plus", self)
        self.new.setObjectName("new-enterprise")
        words.say(self.new.setText, N_("New enterprise"))
        self.search = SearchField(words, self)
        self.search.setObjectName("search-enterprises")
        self.search.setMaximumWidth(16_777_215)
        words.say(self.search.setPlaceholderText, N_("Name or credit code"))
        words.say(self.search.setAccessibleName, N_("Search the enterprises"))
        self.list = PackList(self, most=0)
        self.list.setObjectName("enterprises")
        words.say(self.list.setAccessibleName, N_("Enterprises"))
        self.said = Paragraph(self, pixels=12, leading=18, role="ink3")
        self.trash = Button("quiet", "trash-2", self)
        self.trash.setObjectName("enterprise-trash")
        self.trash.setCheckable(True)
        self._lay_out()
        self.search.textChanged.connect(lambda _text: self._show())
        self.search.left_downwards.connect(self._go_down)
        self.search.left.connect(self.list.setFocus)
        self.list.chosen.connect(self.chosen)
        self.trash.toggled.connect(self._turn)

    def _lay_out(self) -> None:
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 8, 1, 8)
        down.setSpacing(8)
        first, second, third = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row in (first, second, third):
            row.setContentsMargins(12, 0, 12, 0)
        first.addWidget(self.back)
        first.addStretch(1)
        first.addWidget(self.new)
        second.addWidget(self.search)
        third.addWidget(self.trash)
        third.addStretch(1)
        said = QHBoxLayout()
        said.setContentsMargins(16, 0, 12, 0)
        said.addWidget(self.said)
        down.addLayout(first)
        down.addLayout(second)
        down.addLayout(said)
        down.addWidget(self.list, 1)
        down.addLayout(third)

    @property
    def in_trash(self) -> bool:
        """Whether the trash is listed."""
        return self.trash.isChecked()

    def show_list(self, listed: EnterpriseList, current: str) -> None:
        """Show enterprises, one of them as open."""
        self._listed, self._current = listed, current
        self._show()

    def retell(self) -> None:
        """Say everything in the language in force."""
        self._show()

    def _turn(self) -> None:
        self._show()
        self.trash_shown.emit(self.in_trash)

    def _show(self) -> None:
        if self._listed is None:
            return
        part = self._listed.trashed if self.in_trash else self._listed.kept
        wanted = self.search.text().strip().casefold()
        fitting = [known for known in part if wanted in _searched(known)]
        self.list.show_lines([_line(known) for known in fitting], self._current)
        self.trash.setText(_("Trash {n}").format(n=len(self._listed.trashed)))
        self.trash.setVisible(bool(self._listed.trashed) or self.in_trash)
        said = ""
        if not fitting and wanted:
            said = _("Nothing matches “{searched}”.").format(searched=self.search.text().strip())
        elif not fitting:
            said = _("The trash is empty.") if self.in_trash else _("No enterprise is kept yet.")
        self.said.setText(said)
        self.said.setVisible(bool(said))

    def _go_down(self) -> None:
        lines = self.list.lines
        if lines:
            self.list.setFocus()
            if self._current not in {line.name for line in lines}:
                self.list.click(lines[0].name)


def _line(known: KnownEnterprise) -> PackLine:
    row = known.row
    count = _("assessments: {n}").format(n=known.assessments) if known.assessments else _("no assessment")
    about = " · ".join(part for part in (count, row.credit_code) if part)
    return PackLine(row.id, enterprise_name(row.name, row.name_en), about)


def _searched(known: KnownEnterprise) -> str:
    return " ".join((known.row.name, known.row.name_en, known.row.credit_code)).casefold()
