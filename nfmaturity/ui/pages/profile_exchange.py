"""Between the profile that an assessment holds and the one kept for its enterprise: either takes over the other's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from nfmaturity.analysis.profile_differences import profile_differences
from nfmaturity.domain.changes import Target
from nfmaturity.domain.enterprise import KeptEnterprise
from nfmaturity.domain.errors import N_, UserError
from nfmaturity.i18n import _, say
from nfmaturity.storage.enterprises import KeptProfile, StoredEnterprise, WriteOutcome
from nfmaturity.ui.forms.checks import scope_move
from nfmaturity.ui.forms.summaries import move_sentence
from nfmaturity.ui.profile_standing import news_for, not_taken_over, taken_over, update_message
from nfmaturity.ui.touch import take_touch
from nfmaturity.ui.widgets.buttons import Button
from nfmaturity.ui.widgets.default_button import make_default
from nfmaturity.ui.widgets.label import Caution
from nfmaturity.ui.widgets.paragraph import Paragraph
from nfmaturity.ui.widgets.profile_differences import ProfileDifferences
from nfmaturity.workspace.enterprises import add_enterprise, enterprise_of, write_enterprise

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nfmaturity.analysis.profile_differences import FieldDifference
    from nfmaturity.domain.enterprise import Enterprise
    from nfmaturity.ui.desk import Desk
    from nfmaturity.ui.session import AssessmentSession
    from nfmaturity.ui.wording import Wording
    from nfmaturity.workspace.opening import Workspace

_PROFILE = Target("assessment", "", "enterprise")


def with_data_of(kept: KeptProfile, profile: Enterprise) -> KeptProfile:
    """Give what is kept of an enterprise with the profile of an assessment in its place."""
    raw = profile.model_dump(mode="json", exclude_defaults=True) | {"id": kept.profile.id}
    changed = {difference.field for difference in profile_differences(kept.profile, profile)}
    unfinished = {name: typed for name, typed in kept.unfinished.items() if name not in changed}
    return KeptProfile(KeptEnterprise.model_validate(raw), unfinished)


class ProfileExchange(QWidget):
    """Says whether the two profiles are the same, and offers either way where they are not."""

    def __init__(self, desk: Desk, words: Wording, parent: QWidget | None = None) -> None:
        """Begin without an assessment."""
        super().__init__(parent)
        self._desk = desk
        self._session: AssessmentSession | None = None
        self._stored: StoredEnterprise | None = None
        self._is_read = False
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 16)
        down.setSpacing(4)
        self.said = Paragraph(self, pixels=12, leading=18, role="ink2")
        self.said.setObjectName("profile-standing")
        self.take = Button("plain", "download", self)
        self.take.setObjectName("take-profile")
        words.say(self.take.setText, N_("Take over the enterprise's profile…"))
        self.keep = Button("plain", parent=self)
        self.keep.setObjectName("keep-profile")
        words.say(self.keep.setText, N_("Keep these data for the enterprise…"))
        across = QHBoxLayout()
        across.setSpacing(8)
        across.addWidget(self.take)
        across.addWidget(self.keep)
        across.addStretch(1)
        down.addWidget(self.said)
        down.addLayout(across)
        self.take.clicked.connect(self._preview_taking)
        self.keep.clicked.connect(self._preview_keeping)
        self._show()

    def look_at(self, session: AssessmentSession | None) -> None:
        """Read what is kept of the enterprise of an assessment; what is known of another one is forgotten at once."""
        if session is not self._session:
            self._session, self._stored, self._is_read = session, None, False
            self._show()
        if session is None:
            return

        def show(stored: StoredEnterprise | None) -> None:
            if session is self._session:
                self._stored, self._is_read = stored, True
                self._show()

        profile = session.assessment.enterprise
        self._desk.ask(lambda workspace: enterprise_of(workspace, profile), show)

    def retell(self) -> None:
        """Say it in the language in force."""
        self._show()

    def hold(self, *, is_edited: bool) -> None:
        """Wait while the form holds what is not applied yet."""
        for button in (self.take, self.keep):
            button.setEnabled(not is_edited)
            button.setToolTip(_("Apply or discard your changes first.") if is_edited else "")

    def _show(self) -> None:
        session, stored = self._session, self._stored
        self.take.setVisible(False)
        self.keep.setVisible(False)
        if session is None or not self._is_read:
            self.said.setText("")
            return
        profile = session.assessment.enterprise
        if stored is None:
            is_named = bool(profile.name or profile.credit_code)
            self.keep.setVisible(is_named)
            self.said.setText(_("No profile of this enterprise is kept in the library.") if is_named else "")
            return
        n = len(not_taken_over(profile, stored))
        self.take.setVisible(n > 0)
        self.keep.setVisible(n > 0)
        same = _("The profile is the one kept for the enterprise.")
        self.said.setText(_("The profile kept for the enterprise differs: {n} fields.").format(n=n) if n else same)

    # The enterprise's into the assessment

    def _preview_taking(self) -> None:
        session, stored = self._session, self._stored
        if session is None or stored is None:
            return
        held = session.assessment
        wanted = taken_over(held.enterprise, stored)
        move = scope_move(session.rubric, held, replace(held, enterprise=wanted))
        effect = move_sentence(session.rubric, move) if move else _("The same requirements count; the result stays.")

        def apply() -> None:
            session.edit({_PROFILE: wanted.model_dump(mode="json", exclude_defaults=True)})
            self.look_at(session)

        offer = Offer(
            _("Take over the enterprise's profile"),
            (_("this assessment"), _("the enterprise")),
            profile_differences(held.enterprise, wanted),
            effect,
            _("Take over"),
            apply,
        )
        ExchangeDialog(offer, self).open()

    # The assessment's for the enterprise

    def _preview_keeping(self) -> None:
        session, stored = self._session, self._stored
        if session is None:
            return
        profile = session.assessment.enterprise
        before = stored.kept.profile if stored else KeptEnterprise()

        def apply() -> None:
            self._desk.ask(lambda workspace: _keep(workspace, stored, profile), self._kept)

        offer = Offer(
            _("Keep these data for the enterprise"),
            (_("the enterprise"), _("this assessment")),
            profile_differences(before, profile),
            _("Other assessments of the enterprise keep their own copies."),
            _("Keep"),
            apply,
        )
        ExchangeDialog(offer, self).open()

    def _kept(self, is_taken: bool) -> None:
        if is_taken:
            self._desk.tell(N_("The data are kept for the enterprise; new assessments take them over."))
        else:
            self._desk.tell(N_("Somebody else changed the enterprise meanwhile: look at the differences again."))
        self.look_at(self._session)


class ProfileUpdate(ProfileExchange):
    """A quiet line where the enterprise's profile says otherwise, with the way to take it over; else nothing."""

    def __init__(self, desk: Desk, words: Wording, parent: QWidget | None = None) -> None:
        """Begin hidden."""
        super().__init__(desk, words, parent)
        self.setObjectName("profile-update")

    def _show(self) -> None:
        n = news_for(self._session.assessment, self._stored) if self._session and self._is_read else 0
        self.keep.hide()
        self.take.setVisible(n > 0)
        self.said.setText(say(update_message(n)) if n else "")
        self.setVisible(n > 0)


def _keep(workspace: Workspace, stored: StoredEnterprise | None, profile: Enterprise) -> bool:
    if stored is None:
        add_enterprise(workspace, with_data_of(KeptProfile(KeptEnterprise()), profile))
        return True
    outcome: WriteOutcome = write_enterprise(workspace, stored.id, with_data_of(stored.kept, profile), stored.revision)
    return outcome.is_taken


@dataclass(frozen=True, slots=True)
class Offer:
    """An exchange before it is done: what the two sides are called and differ in, what comes of it, and the act."""

    title: str
    sides: tuple[str, str]
    found: Sequence[FieldDifference]
    effect: str
    word: str
    act: Callable[[], None]


class ExchangeDialog(QDialog):
    """Shows field by field what an act would change, and what that does to the result, before it is done."""

    def __init__(self, offer: Offer, parent: QWidget) -> None:
        """Lay out title, differences, effect and buttons."""
        super().__init__(parent)
        self._act = offer.act
        self.setObjectName("exchange")
        self.setWindowTitle(offer.title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        down = QVBoxLayout(self)
        down.setContentsMargins(24, 16, 24, 16)
        down.setSpacing(8)
        head = Paragraph(self, pixels=17, leading=24, bold=True)
        head.setText(offer.title)
        down.addWidget(head)
        self.found = ProfileDifferences(self)
        self.found.show_differences(*offer.sides, offer.found)
        pane = QScrollArea(self)
        take_touch(pane)
        pane.setWidgetResizable(True)
        pane.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        held = QWidget(pane)
        inner = QVBoxLayout(held)
        inner.setContentsMargins(0, 0, 8, 0)
        inner.addWidget(self.found)
        inner.addStretch(1)
        pane.setWidget(held)
        down.addWidget(pane, 1)
        self.effect = Paragraph(self, bold=True)
        self.effect.setObjectName("exchange-effect")
        self.effect.setText(offer.effect)
        down.addWidget(self.effect)
        self.fault = Caution(self, role="cop")
        self.fault.said.setObjectName("exchange-fault")
        self.fault.hide()
        down.addWidget(self.fault)
        down.addLayout(self._buttons(offer.word))
        room = parent.window().size()
        wanted = 220 + 32 * len(offer.found)
        self.resize(min(760, room.width() - 40), min(wanted, 520, room.height() - 40))

    def _buttons(self, word: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        leave = QPushButton(_("Cancel"))
        leave.setObjectName("exchange-cancel")
        leave.clicked.connect(self.reject)
        done = QPushButton(word)
        done.setObjectName("exchange-done")
        make_default(done)
        done.clicked.connect(self._try)
        row.addWidget(leave)
        row.addWidget(done)
        return row

    def _try(self) -> None:
        try:
            self._act()
        except UserError as refused:
            self.fault.said.setText(say(refused.message))
            self.fault.show()
        else:
            self.accept()
