"""The lists of the Overview: groups, levels in words, gaps and progress."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nfmaturity.analysis.blockers import gate
from nfmaturity.analysis.measures import measures_of
from nfmaturity.domain.rubric import OVERALL
from nfmaturity.i18n import N_, _, current_language
from nfmaturity.ui.pages.overview_content import group_lines, progress_lines
from nfmaturity.ui.pages.overview_people import person_lines
from nfmaturity.ui.pages.overview_sections import PAD, Heading, Section
from nfmaturity.ui.settings import Location
from nfmaturity.ui.standing_words import is_settled, level_name, measures_words
from nfmaturity.ui.widgets.buttons import Button
from nfmaturity.ui.widgets.gap_list import SIDE, GapList
from nfmaturity.ui.widgets.level_chip import LevelChip, chip_role
from nfmaturity.ui.widgets.node_rows import GroupRow, NodeRows, PersonRow, ProgressRow
from nfmaturity.ui.widgets.paragraph import Paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nfmaturity.analysis.checks.pace import Graded
    from nfmaturity.analysis.measures import Measures
    from nfmaturity.domain.rubric import Rubric
    from nfmaturity.ui.session import AssessmentSession
    from nfmaturity.ui.wording import Wording
_GAPS = 5
"""How many gaps are shown before one asks for all."""


class GroupsSection(Section):
    """Where the groups of domains stand; there is none of it where there is but one group."""

    def __init__(self, words: Wording, parent: QWidget | None = None) -> None:
        """Lay the part out."""
        super().__init__(parent)
        down = QVBoxLayout(self)
        down.setContentsMargins(PAD - SIDE, 12, PAD - SIDE, 12)
        down.setSpacing(0)
        head = Heading(self)
        words.say(head.title.setText, N_("Groups of domains"))
        words.say(head.aside.setText, N_("weight, level, score"))
        self.rows = NodeRows(GroupRow, self)
        self.rows.asked.connect(self.asked)
        down.addLayout(inset(head))
        down.addWidget(self.rows)

    def refresh(self, session: AssessmentSession) -> None:
        """Show the groups in scope."""
        lines = group_lines(session)
        self.setVisible(bool(lines))
        self.rows.show_lines(lines)


class LevelsSection(Section):
    """What the level of the whole means, and what the next one would."""

    def __init__(self, words: Wording, parent: QWidget | None = None) -> None:
        """Lay the part out."""
        super().__init__(parent)
        down = QVBoxLayout(self)
        down.setContentsMargins(PAD, 12, PAD, 14)
        down.setSpacing(6)
        head = Heading(self)
        words.say(head.title.setText, N_("What the levels mean"))
        down.addWidget(head)
        self.lines = tuple(
            (LevelChip(self, pixels=12), Paragraph(self, pixels=12, leading=18, most_lines=3)) for _n in range(2)
        )
        for chip, said in self.lines:
            across = QHBoxLayout()
            across.setSpacing(12)
            across.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
            across.addWidget(said, 1)
            down.addLayout(across)
        down.addStretch(1)

    def refresh(self, session: AssessmentSession) -> None:
        """Show the level that is reached and the one after it."""
        rubric, own = session.rubric, session.card.overall.level
        numbers = rubric.level_numbers
        shown = [] if own is None else [level for level in (own, own + 1) if level in numbers]
        self.setVisible(bool(shown))
        for place, (chip, said) in enumerate(self.lines):
            for widget in (chip, said):
                widget.setVisible(place < len(shown))
            if place < len(shown):
                entry = next(entry for entry in rubric.levels if entry.level == shown[place])
                chip.show_level(str(entry.level), chip_role(entry.level, numbers))
                chip.setAccessibleName(level_name(rubric, entry.level))
                said.setText(rubric.say(entry.summary, current_language()))


class GapsSection(Section):
    """What stands in the way of the next level of the whole, the greatest gain first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Lay the part out."""
        super().__init__(parent)
        down = QVBoxLayout(self)
        down.setContentsMargins(PAD - SIDE, 16, PAD - SIDE, 12)
        down.setSpacing(0)
        self.head = Heading(self)
        self.remark = Paragraph(self, pixels=12, leading=18, role="ink3")
        self.list = GapList(self)
        self.list.setObjectName("gaps")
        self.list.asked.connect(self._ask)
        self.way_up = Paragraph(self, pixels=12, leading=18, role="ink2")
        self.way_up.setObjectName("way-up")
        down.addLayout(inset(self.head))
        down.addLayout(inset(self.remark))
        down.addSpacing(4)
        self.more = Button("link", "", self)
        self.more.setObjectName("gaps-more")
        self.more.clicked.connect(self._unfold)
        down.addWidget(self.list)
        down.addLayout(_begun_at(self.more, SIDE - 8))  # with the word in line, which a link has 8 from its edge
        down.addSpacing(10)
        down.addLayout(inset(self.way_up))
        down.addStretch(1)
        self._session: AssessmentSession | None = None
        self._is_unfolded = False

    def _unfold(self) -> None:
        """Show all of them, or the first again."""
        if self._session:
            self._is_unfolded = not self._is_unfolded
            self.refresh(self._session)

    def refresh(self, session: AssessmentSession) -> None:
        """Show what is in the way."""
        if session is not self._session:
            self._is_unfolded = False
        self._session = session
        rubric, node = session.rubric, session.card.overall
        measures = measures_of(rubric, session.assessment, session.scope, session.card)
        found = measures.to_grade or measures.gaps
        level = gate(rubric, node)
        self.list.show_found(rubric, found, len(found) if self._is_unfolded else _GAPS)
        self.more.setVisible(len(found) > _GAPS)
        every, few = _("All {n} gaps"), _("Only the first {n} gaps")
        if measures.to_grade:
            every, few = _("All {n}"), _("Only the first {n}")
        words = few if self._is_unfolded else every
        self.more.setText(words.format(n=_GAPS if self._is_unfolded else len(found)))
        self.way_up.setText(measures_words(rubric, node, measures))
        self._name(rubric, level, measures)
        self.list.setAccessibleName(self.head.title.text())

    def _name(self, rubric: Rubric, level: int | None, measures: Measures) -> None:
        if level is None or not measures.gaps:
            self.head.title.setText(_("Missing to the next level"))
            self.head.aside.setText("")
            in_play = self._session is not None and self._session.card.overall.in_play
            self.remark.setText(_("No level is left to reach.") if in_play else _("Nothing is in scope"))
            return
        name = level_name(rubric, level)
        if measures.to_grade:
            self.head.title.setText(_("To be graded first"))
            self.head.aside.setText(_("{n} in all").format(n=measures.ungraded))
            self.remark.setText(_("unanswered on the way to {level}; gaps and measures come after").format(level=name))
            return
        self.head.title.setText(_("Gaps to {level}").format(level=name))
        self.head.aside.setText(_("{n} in all").format(n=len(measures.gaps)))
        self.remark.setText(_("gain in the {level} share when fully met, and its person-days").format(level=name))

    def _ask(self, requirement: str) -> None:
        if self._session:
            place = self._session.rubric.places[requirement]
            self.asked.emit(Location("assess", node=place.sub_indicator.id, requirement=requirement))


class ProgressSection(Section):
    """How far each domain is graded; once all are, a line that leaves the column to the gaps."""

    def __init__(self, words: Wording, parent: QWidget | None = None) -> None:
        """Lay the part out."""
        super().__init__(parent)
        down = QVBoxLayout(self)
        down.setContentsMargins(PAD - SIDE, 12, PAD - SIDE, 10)
        down.setSpacing(0)
        self.head = Heading(self)
        words.say(self.head.title.setText, N_("Progress"))
        self.rows = NodeRows(ProgressRow, self)
        self.rows.asked.connect(self.asked)
        down.addLayout(inset(self.head))
        down.addWidget(self.rows)

    def refresh(self, session: AssessmentSession) -> None:
        """Show the domains in scope."""
        overall = session.card.overall
        said = _("{answered} of {in_scope} graded").format(answered=overall.answered, in_scope=overall.in_scope)
        waiting = session.to_confirm.get(OVERALL, 0)
        if waiting and is_settled(overall):
            said = _("{n} to confirm").format(n=waiting)
        self.head.aside.setText(said if overall.in_scope else "")
        lines = progress_lines(session)
        going_on = any(line.is_open for line in lines)
        self.rows.show_lines(lines if going_on else ())
        self.rows.setVisible(going_on)


class PeopleSection(Section):
    """Who graded how much; there is none of it where the log does not tell."""

    def __init__(self, words: Wording, parent: QWidget | None = None) -> None:
        """Lay the part out."""
        super().__init__(parent)
        self.log: Sequence[Graded] = ()
        """Who graded what and when, as far as it was read."""
        down = QVBoxLayout(self)
        down.setContentsMargins(PAD - SIDE, 12, PAD - SIDE, 10)
        down.setSpacing(0)
        head = Heading(self)
        words.say(head.title.setText, N_("Graded by"))
        self.rows = NodeRows(PersonRow, self)
        down.addLayout(inset(head))
        down.addWidget(self.rows)

    def refresh(self, session: AssessmentSession) -> None:
        """Show the people."""
        lines = person_lines(session, self.log) if self.log else ()
        self.setVisible(bool(lines))
        self.rows.show_lines(lines)


def inset(widget: QWidget) -> QHBoxLayout:
    """Give a widget a row in which it stands in line with what rows hold."""
    row = QHBoxLayout()
    row.setContentsMargins(SIDE, 0, SIDE, 0)
    row.addWidget(widget)
    return row


def _begun_at(widget: QWidget, left: int) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(left, 0, 0, 0)
    row.addWidget(widget)
    row.addStretch(1)
    return row
