"""The part of the Overview that asks what a careful reader would ask before believing the result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nfmaturity.analysis.checks.all_checks import checks
from nfmaturity.analysis.checks.check import Asked, Check, Spot
from nfmaturity.i18n import N_, _, current_language, say
from nfmaturity.ui.pages.overview_lists import inset
from nfmaturity.ui.pages.overview_people import pace
from nfmaturity.ui.pages.overview_sections import PAD, Heading, Section
from nfmaturity.ui.profile_standing import news_for, update_message
from nfmaturity.ui.settings import Location
from nfmaturity.ui.widgets.check_rows import SIDE, CheckLine, CheckRows, SpotLine
from nfmaturity.ui.widgets.paragraph import Paragraph
from nfmaturity.workspace.opening import today

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nfmaturity.analysis.checks.pace import Graded
    from nfmaturity.domain.assessment import Assessment
    from nfmaturity.domain.rubric import Rubric
    from nfmaturity.domain.scope import Scope
    from nfmaturity.storage.enterprises import StoredEnterprise
    from nfmaturity.ui.session import AssessmentSession
    from nfmaturity.ui.wording import Wording


class ChecksSection(Section):
    """What is to be mended and what is to be looked at, each with the places that it is about."""

    moved = Signal()
    """Other rows than before are shown."""

    def __init__(self, words: Wording, parent: QWidget | None = None) -> None:
        """Lay the part out."""
        super().__init__(parent)
        self.log: Sequence[Graded] = ()
        """Who graded what and when, as far as it was read."""
        self._paced: tuple[Sequence[Graded], Scope | None, tuple[Check, ...]] = ((), None, ())
        self.kept: StoredEnterprise | None = None
        """The enterprise with its own profile, once that was read."""
        down = QVBoxLayout(self)
        down.setContentsMargins(PAD - SIDE, 12, PAD - SIDE, 10)
        down.setSpacing(0)
        self.head = Heading(self)
        words.say(self.head.title.setText, N_("Checks"))
        self.rows = CheckRows(self)
        self.rows.asked.connect(self.asked)
        self.rows.moved.connect(self.moved)
        words.say(self.rows.setAccessibleName, N_("Checks"))
        self.nothing = Paragraph(self, pixels=12, leading=18, role="ink3")
        words.say(self.nothing.setText, N_("Nothing was found that has to be asked about."))
        down.addLayout(inset(self.head))
        down.addWidget(self.rows)
        down.addLayout(inset(self.nothing))
        down.addStretch(1)

    def refresh(self, session: AssessmentSession) -> None:
        """Ask anew."""
        earlier = self.compared.earlier.assessment if self.compared else None
        lines = check_lines(session, self._pace(session.scope), self.kept, earlier)
        grave = sum(line.is_grave for line in lines)
        counted = ((grave, _("{n} to mend")), (len(lines) - grave, _("{n} to look at")))
        self.head.aside.setText(" · ".join(words.format(n=n) for n, words in counted if n))
        self.rows.show_lines(lines)
        self.rows.setVisible(bool(lines))
        self.nothing.setVisible(not lines)

    def _pace(self, scope: Scope) -> tuple[Check, ...]:
        """Give what was graded too fast; looked for again only where the log or the scope is another."""
        log, counted_in, found = self._paced
        if log is not self.log or counted_in is not scope:
            found = pace(self.log, scope)
            self._paced = (self.log, scope, found)
        return found


def check_lines(
    session: AssessmentSession,
    paced: Sequence[Check] = (),
    kept: StoredEnterprise | None = None,
    earlier: Assessment | None = None,
) -> tuple[CheckLine, ...]:
    """Give the checks of the open assessment, in words and with ways to their places; `paced` are those on its log."""
    asked = Asked(session.rubric, session.assessment, session.scope, session.card, today(), earlier)
    more = (*paced, *_profile_check(session, kept))
    return tuple(_line(session.rubric, check) for check in checks(asked, more))


def _profile_check(session: AssessmentSession, kept: StoredEnterprise | None) -> tuple[Check, ...]:
    """Ask for the enterprise's profile to be taken over where it says otherwise; the details have the way to."""
    n = news_for(session.assessment, kept)
    return (Check("profile_newer", "look", update_message(n), (Spot(""),)),) if n else ()


def _line(rubric: Rubric, check: Check) -> CheckLine:
    def first(count: int) -> tuple[SpotLine, ...]:
        return tuple(_spot(rubric, spot) for spot in check.spots[:count])

    count = len(check.spots)
    door = first(1)[0].door if count == 1 else None
    return CheckLine(check.kind, check.severity == "mend", say(check.said), count, first, door)


def _spot(rubric: Rubric, spot: Spot) -> SpotLine:
    said = say(spot.said) if spot.said else ""
    if not spot.node:
        return SpotLine("", said, Location("details"))
    spoken = current_language()
    place = rubric.places.get(spot.node)
    if place is None:
        name = rubric.say(rubric.node_names[spot.node], spoken)
        parts, door = (said, name), Location("assess", node=spot.node)
    else:
        parts = (said, rubric.say(place.requirement.text, spoken))
        door = Location("assess", node=place.sub_indicator.id, requirement=spot.node)
    return SpotLine(spot.node, " · ".join(part for part in parts if part), door)
