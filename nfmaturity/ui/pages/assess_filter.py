"""The filter of the Assess page: what is asked above the tree, and what of it is told over the requirements."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from nfmaturity.i18n import N_, _, current_language
from nfmaturity.ui.fonts import font
from nfmaturity.ui.requirement_filter import STATES, filter_words, segments_to_choose, tag_name, tags_to_choose
from nfmaturity.ui.widgets.buttons import HEIGHT, Button
from nfmaturity.ui.widgets.frame import Ground
from nfmaturity.ui.widgets.label import Label
from nfmaturity.ui.widgets.library_search import SearchField

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from nfmaturity.ui.finding import Finding
    from nfmaturity.ui.session import AssessmentSession
    from nfmaturity.ui.wording import Wording

_QUICK: Mapping[str, tuple[int, int, int, int]] = {
    "unanswered": (0, 0, 1, 1),
    "marked": (0, 1, 1, 1),
    "below_target": (1, 0, 1, 1),
    "to_confirm": (2, 0, 1, 1),
}
"""The states with a box of their own, each with its place in the grid; the others are in the menu.

What is to confirm has its row while there is any: in next year's assessment it is what is asked for most.
"""


class FilterBar(QWidget):
    """Search field, boxes and a menu of further wishes; below them what the filter leaves."""

    def __init__(self, words: Wording, finding: Finding, parent: QWidget | None = None) -> None:
        """Lay the bar out."""
        super().__init__(parent)
        self._finding = finding
        self._session: AssessmentSession | None = None
        down = QVBoxLayout(self)
        down.setContentsMargins(12, 0, 12, 4)
        down.setSpacing(0)
        down.addWidget(self._search(words))
        down.addLayout(self._states(words))
        down.addWidget(self._count(words))
        finding.changed.connect(self.tell)
        finding.moved.connect(self.tell)

    def _search(self, words: Wording) -> SearchField:
        self.search = SearchField(words, self)
        self.search.setObjectName("filter")
        words.say(self.search.setPlaceholderText, N_("Name, id, text, comment"))
        words.say(self.search.setAccessibleName, N_("Filter the requirements"))
        self.search.textChanged.connect(self._ask_words)
        return self.search

    def _states(self, words: Wording) -> QGridLayout:
        boxes = QGridLayout()
        boxes.setContentsMargins(0, 4, 0, 0)
        boxes.setVerticalSpacing(0)
        self._boxes: dict[str, QCheckBox] = {}
        for state, place in _QUICK.items():
            box = QCheckBox(self)
            box.setObjectName(f"filter-{state}")
            box.setFont(font("small"))
            box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
            box.setMinimumHeight(HEIGHT)
            words.say(box.setText, STATES[state])
            box.toggled.connect(lambda on, state=state: self._ask_state(state, on))
            boxes.addWidget(box, *place)
            self._boxes[state] = box
        self.more = Button("link", "chevron-down", self, small=True)
        self.more.setObjectName("filter-more")
        self.more.setMinimumHeight(HEIGHT)
        self.more.clicked.connect(self._open_menu)
        boxes.addWidget(self.more, 1, 1, Qt.AlignmentFlag.AlignLeft)
        return boxes

    def _count(self, words: Wording) -> QWidget:
        self.told = QWidget(self)
        row = QHBoxLayout(self.told)
        row.setContentsMargins(0, 0, 0, 0)
        self.count = Label(self.told, bold=True, role="ink")
        self.count.setObjectName("filter-count")
        clear = Button("link", "x", self.told, small=True)
        clear.setObjectName("filter-clear")
        clear.setMinimumHeight(HEIGHT)
        words.say(clear.setText, N_("Clear the filter"))
        clear.clicked.connect(self._finding.clear)
        row.addWidget(self.count, 1)
        row.addWidget(clear)
        self.told.hide()
        return self.told

    def show_session(self, session: AssessmentSession | None) -> None:
        """Offer what an assessment has to choose from."""
        if self._session:
            self._session.moved.disconnect(self._show_waiting)
        self._session = session
        if session:
            session.moved.connect(self._show_waiting)
        self._boxes["below_target"].setEnabled(session is not None and session.assessment.target_level is not None)
        self.tell()

    def tell(self) -> None:
        """Show the filter in force, and how many requirements it leaves."""
        wanted = self._finding.wanted
        self.search.once_composed(self._show_words)
        for state, box in self._boxes.items():
            box.setChecked(state in wanted.states)
        self._show_waiting()
        further = len(wanted.states - set(_QUICK)) + bool(wanted.segment) + bool(wanted.tag)
        self.more.setText(_("More: {n}").format(n=further) if further else _("More …"))
        self.more.updateGeometry()
        matches = len(self._finding.matches)
        self.count.setText(count_words(matches) if matches else _("No requirement matches."))
        self.told.setVisible(self._finding.is_set)

    def _show_waiting(self) -> None:
        """Offer what is to confirm while there is any, and while it is asked for, so that it can be given up."""
        waits = bool(self._session and self._session.to_confirm)
        self._boxes["to_confirm"].setVisible(waits or "to_confirm" in self._finding.wanted.states)

    def _show_words(self) -> None:
        wanted = self._finding.wanted.words
        if self.search.text().strip() != wanted:
            self.search.setText(wanted)

    def _ask_words(self, text: str) -> None:
        self._finding.ask(replace(self._finding.wanted, words=text.strip()))

    def _ask_state(self, state: str, on: bool) -> None:
        self._finding.ask(self._finding.wanted.toggled(state, on))

    def _open_menu(self) -> None:
        session = self._session
        if session is None:
            return
        menu, wanted, ask = QMenu(self), self._finding.wanted, self._finding.ask
        menu.setObjectName("filter-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for state in (state for state in STATES if state not in _QUICK):
            action = menu.addAction(_(STATES[state]))
            action.setCheckable(True)
            action.setChecked(state in wanted.states)
            action.triggered.connect(lambda on, state=state: self._ask_state(state, on))
        segments = [(s, session.rubric.segment_names([s], current_language())[0]) for s in segments_to_choose(session)]
        self._add_choices(
            menu,
            N_("Of one segment"),
            segments,
            wanted.segment,
            lambda s: ask(replace(self._finding.wanted, segment=s)),
        )
        tags = [(tag, tag_name(tag)) for tag in tags_to_choose(session.rubric)]
        self._add_choices(
            menu, N_("On one topic"), tags, wanted.tag, lambda t: ask(replace(self._finding.wanted, tag=t))
        )
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _add_choices(
        self, menu: QMenu, title: str, choices: Iterable[tuple[str, str]], chosen: str, choose: Callable[[str], None]
    ) -> None:
        """Offer choices of which one may hold, under a heading; choosing the one that holds takes it away."""
        choices = list(choices)
        if choices:
            menu.addSeparator()
            menu.addAction(_(title)).setEnabled(False)
        for ident, name in choices:
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(ident == chosen)
            action.triggered.connect(lambda on, ident=ident: choose(ident if on else ""))


class FilterStrip(Ground):
    """One line over the requirements that tells of the filter, so that nobody thinks that rows are lost."""

    all_asked = Signal()
    """All requirements of the sub-indicator at hand are to be shown."""

    next_asked = Signal()
    """The next match is to be shown, as none is at hand."""

    cleared = Signal()

    def __init__(self, words: Wording, parent: QWidget | None = None) -> None:
        """Lay the line out."""
        super().__init__("coptint", "b", parent)
        self.setFixedHeight(36)
        across = QHBoxLayout(self)
        across.setContentsMargins(24, 0, 12, 1)
        across.setSpacing(8)
        self.said = Label(self, role="ink")
        self.said.setObjectName("filter-said")
        self.said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.all = Button("link", parent=self, small=True)
        self.all.setObjectName("filter-all")
        self.all.setMinimumHeight(HEIGHT)
        self.all.clicked.connect(self.all_asked)
        self.next = Button("link", parent=self, small=True)
        self.next.setObjectName("filter-next")
        self.next.setMinimumHeight(HEIGHT)
        words.say(self.next.setText, N_("Show the next match"))
        self.next.set_key("N")
        self.next.clicked.connect(self.next_asked)
        clear = Button("link", "x", self, small=True)
        clear.setObjectName("filter-off")
        clear.setMinimumHeight(HEIGHT)
        words.say(clear.setText, N_("Clear the filter"))
        clear.set_key("Esc")
        clear.clicked.connect(self.cleared)
        across.addWidget(self.said, 1)
        across.addWidget(self.next)
        across.addWidget(self.all)
        across.addWidget(clear)
        self.hide()

    def show_filter(self, session: AssessmentSession, finding: Finding, here: tuple[str, ...]) -> None:
        """Say what is asked, how much of it there is, and how much of the requirements at hand is in sight."""
        self.setVisible(finding.is_set)
        if not finding.is_set:
            return
        shown = sum(map(finding.shows, here))
        asked, matches = filter_words(session.rubric, finding.wanted), finding.matches
        said = _("Filter: {asked}. No requirement matches.").format(asked=asked)
        if matches or shown:
            said = _("Filter: {asked}. {found}, here {shown} of {n}").format(
                asked=asked, found=count_words(len(matches)), shown=shown, n=len(here)
            )
        self.said.setText(said)
        self.said.setAccessibleName(said)
        self.all.setText(_("Show all {n}").format(n=len(here)))
        self.all.updateGeometry()
        self.all.setVisible(shown < len(here))
        self.next.setVisible(not shown and bool(matches))


def count_words(count: int) -> str:
    """Say how many requirements match."""
    if not count:
        return _("no requirement")
    return _("1 requirement") if count == 1 else _("{n} requirements").format(n=count)
