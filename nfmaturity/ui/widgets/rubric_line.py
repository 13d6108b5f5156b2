"""A quiet line that a newer version of the rubric is at hand, or that the assessment was moved to another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from nfmaturity.analysis.day_words import moment
from nfmaturity.i18n import _
from nfmaturity.ui.standing_words import whole_words
from nfmaturity.ui.widgets.buttons import Button
from nfmaturity.ui.widgets.frame import Ground
from nfmaturity.ui.widgets.paragraph import Paragraph

if TYPE_CHECKING:
    from nfmaturity.domain.rubric import RubricPack
    from nfmaturity.ui.move_work import Versions


class RubricLine(Ground):
    """Says in one sentence what is to be known of the rubric's versions, with the door to more."""

    asked = Signal()
    """A person wants to see what a move would do, or did."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin hidden."""
        super().__init__("row", "b", parent)
        across = QHBoxLayout(self)
        across.setContentsMargins(20, 2, 20, 3)
        across.setSpacing(12)
        self.said = Paragraph(self, pixels=12, leading=18, role="ink2")
        self.said.setObjectName("rubric-line")
        self.door = Button("link", "", self)
        self.door.setObjectName("rubric-line-door")
        self.door.clicked.connect(self.asked)
        across.addWidget(self.said, 1, Qt.AlignmentFlag.AlignVCenter)
        across.addWidget(self.door)
        self.hide()

    def show_versions(self, pack: RubricPack, versions: Versions | None, *, is_told: bool = False) -> None:
        """Show what there is to say of an assessment that stands under a pack; nothing is said of the ordinary.

        Nor is anything where a notice tells it.
        """
        self.setVisible(bool(versions and (versions.newer or versions.past)) and not is_told)
        if versions is None:
            return
        if versions.newer:
            newest = versions.newer[0].rubric.version
            said = _("Version {newest} of the rubric is at hand; this assessment stands under {held}.")
            self.said.setText(said.format(newest=newest, held=pack.rubric.version))
            self.door.setText(_("See what a move would change…"))
        elif versions.past:
            last = versions.past[-1]
            held, wanted = (label.rpartition(" ")[2] for label in (last.held, last.wanted))
            said = _("Moved from version {held} of the rubric to {wanted} on {at}; result {before} → {after}.")
            before, after = (whole_words(pack.rubric, card) for card in (last.before, last.after))
            at = moment(last.at)
            self.said.setText(said.format(held=held, wanted=wanted, at=at, before=before, after=after))
            self.door.setText(_("Moves and the way back…"))
