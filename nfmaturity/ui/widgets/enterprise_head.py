"""What stands over the form of an enterprise: its name, whether it is saved, what it lacks, what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nfmaturity.analysis.enterprise_words import enterprise_name
from nfmaturity.domain.enterprise import missing_fields
from nfmaturity.i18n import N_, _
from nfmaturity.ui.forms.profile_words import field_label
from nfmaturity.ui.widgets.buttons import Button, IconButton
from nfmaturity.ui.widgets.frame import Ground
from nfmaturity.ui.widgets.label import Caution, Label
from nfmaturity.ui.widgets.paragraph import Paragraph
from nfmaturity.ui.widgets.profile_differences import ProfileDifferences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nfmaturity.analysis.profile_differences import FieldDifference
    from nfmaturity.ui.enterprise_session import EnterpriseSession
    from nfmaturity.ui.wording import Wording

_STATES = {"saved": N_("saved"), "saving": N_("saving"), "failed": N_("not saved yet")}


class EnterpriseHead(Ground):
    """One line, and under it what a complete profile would state besides."""

    missing_asked = Signal(str)
    """A field that lacks something, to be gone to."""

    def __init__(self, words: Wording, parent: QWidget | None = None) -> None:
        """Lay the line out."""
        super().__init__("page", "b", parent)
        self._first = self._first_fault = ""
        self.back = IconButton("chevron-left", self)
        self.back.setObjectName("to-enterprises")
        words.say(self.back.set_name, N_("Back to the list of enterprises"))
        self.title = Label(self, size="heading", role="ink")
        self.state = Label(self, size="small", role="ink3")
        self.state.setObjectName("enterprise-state")
        self.faulty = Button("link", "triangle-alert", self, small=True)
        self.faulty.setObjectName("enterprise-faults")
        self.faulty.clicked.connect(lambda: self.missing_asked.emit(self._first_fault))
        self.assess = Button("plain", "list-checks", self)
        self.assess.setObjectName("assess-enterprise")
        words.say(self.assess.setText, N_("New assessment"))
        self.restore = Button("plain", "undo-2", self)
        self.restore.setObjectName("restore-enterprise")
        words.say(self.restore.setText, N_("Take out of the trash"))
        self.trash = IconButton("trash-2", self)
        self.trash.setObjectName("trash-enterprise")
        words.say(self.trash.set_name, N_("Move the enterprise to the trash"))
        self.missing = Button("link", "", self)
        self.missing.setObjectName("missing")
        self.missing.clicked.connect(lambda: self.missing_asked.emit(self._first))
        down = QVBoxLayout(self)
        down.setContentsMargins(24, 8, 16, 6)
        down.setSpacing(2)
        across = QHBoxLayout()
        across.setSpacing(8)
        across.addWidget(self.back)
        across.addWidget(self.title, 1)
        for part in (self.state, self.faulty, self.assess, self.restore, self.trash):
            across.addWidget(part)
        down.addLayout(across)
        below = QHBoxLayout()
        below.setContentsMargins(0, 0, 0, 0)
        self._said = Label(self, size="small", role="ink2")
        self._said.setObjectName("completeness")
        below.addWidget(self.missing)
        below.addWidget(self._said, 1)
        down.addLayout(below)

    def show_session(
        self, session: EnterpriseSession, faults: Sequence[str], *, is_trashed: bool, is_alone: bool
    ) -> None:
        """Show how an enterprise stands; `faults` are fields with entries that were kept but cannot be taken."""
        profile = session.checked.kept.profile
        self.back.setVisible(is_alone)
        self.title.setText(enterprise_name(profile.name, profile.name_en))
        self.state.setText("" if is_trashed else _(_STATES[session.state]))
        self.state.set_role("cop" if session.state == "failed" else "ink3")
        self._show_faults(faults if session.state == "saved" and not is_trashed else ())
        self.assess.setVisible(not is_trashed)
        self.trash.setVisible(not is_trashed)
        self.restore.setVisible(is_trashed)
        lacking = missing_fields(profile)
        self._first = lacking[0] if lacking else ""
        self._first = "region_code" if self._first == "region" else self._first
        self.missing.setVisible(bool(lacking) and not is_trashed)
        self.missing.setText(_("Still missing: {n}").format(n=len(lacking)))
        names = _(", ").join(field_label(name) for name in lacking)
        self._said.setText(names if lacking else _("The profile is complete."))

    def _show_faults(self, faults: Sequence[str]) -> None:
        """Say beside "saved" what waits to be put right; a click leads to the first of it."""
        self._first_fault = next(iter(faults), "")
        self.faulty.setVisible(bool(faults))
        self.state.setVisible(not faults)
        self.faulty.setText(_("saved, to put right: {n}").format(n=len(faults)))


class ContestedBar(Ground):
    """Fields that somebody else changed meanwhile as well, with both versions and the choice between them."""

    def __init__(self, words: Wording, parent: QWidget | None = None) -> None:
        """Begin hidden."""
        super().__init__("coptint", "b", parent)
        self.setObjectName("contested")
        down = QVBoxLayout(self)
        down.setContentsMargins(24, 8, 16, 8)
        down.setSpacing(6)
        across = QHBoxLayout()
        across.setSpacing(8)
        said = Caution(self)
        words.say(said.said.setText, N_("Somebody else changed the same fields meanwhile. Which version shall stand?"))
        across.addWidget(said, 1, Qt.AlignmentFlag.AlignVCenter)
        self.theirs = Button("plain", "", self)
        self.theirs.setObjectName("contested-theirs")
        words.say(self.theirs.setText, N_("Leave theirs"))
        self.mine = Button("plain", "", self)
        self.mine.setObjectName("contested-mine")
        words.say(self.mine.setText, N_("Put mine"))
        across.addWidget(self.theirs)
        across.addWidget(self.mine)
        down.addLayout(across)
        self._found = ProfileDifferences(self)
        down.addWidget(self._found)
        self.hide()

    def show_differences(self, found: Sequence[FieldDifference]) -> None:
        """Show what waits for a choice; nothing is shown where nothing does."""
        self._found.show_differences(_("theirs, stored"), _("mine, not stored"), found)
        self.setVisible(bool(found))


class NoEnterprise(QWidget):
    """Stands in the place of the form where there is no enterprise."""

    def __init__(self, words: Wording, parent: QWidget | None = None) -> None:
        """Say what the page is for."""
        super().__init__(parent)
        self._words = words
        down = QVBoxLayout(self)
        down.setContentsMargins(40, 40, 40, 24)
        down.setSpacing(12)
        self._head = Paragraph(self, pixels=17, leading=24, bold=True)
        self._said = Paragraph(self, role="ink2")
        self.new = Button("primary", "plus", self)
        self.new.setObjectName("first-enterprise")
        words.say(self.new.setText, N_("New enterprise"))
        down.addWidget(self._head)
        down.addWidget(self._said)
        down.addWidget(self.new, 0, Qt.AlignmentFlag.AlignLeft)
        down.addStretch(1)

    def show_trash(self, *, in_trash: bool) -> None:
        """Say what there is none of."""
        self._head.setText(_("The trash is empty.") if in_trash else _("No enterprise is kept yet."))
        self._said.setText(
            ""
            if in_trash
            else _("What is written down here once (products, sites, figures) is taken into every new assessment.")
        )
        self.new.setVisible(not in_trash)
