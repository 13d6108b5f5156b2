"""The middle of the Assess page: one sub-indicator, level by level, each requirement to grade."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from nfmaturity.ui.pages.assess_content import LevelRows, is_complete, level_contents, levels_of, row_content
from nfmaturity.ui.pages.assess_folds import Folds, nearest_shown
from nfmaturity.ui.pages.assess_onward import onward_content
from nfmaturity.ui.pages.assess_rows import Rows, asking_row, in_tab_order, parts_of
from nfmaturity.ui.pages.assess_why import ask_of_level
from nfmaturity.ui.tab_order import chain
from nfmaturity.ui.touch import take_touch
from nfmaturity.ui.widgets.frame import Ground
from nfmaturity.ui.widgets.grade_selector import Scale, scale_of
from nfmaturity.ui.widgets.level_header import LevelHeader
from nfmaturity.ui.widgets.onward_row import HEIGHT as ONWARD_HEIGHT
from nfmaturity.ui.widgets.onward_row import OnwardRow
from nfmaturity.ui.widgets.placing import put, scrolled_to, stacked

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from nfmaturity.ui.finding import Finding
    from nfmaturity.ui.session import AssessmentSession
    from nfmaturity.ui.widgets.meanings import Meanings
    from nfmaturity.ui.widgets.requirement_row import RequirementRow


class ItemView(QScrollArea):
    """Shows the requirements of one sub-indicator; one of them is current, and keys go to it."""

    current_changed = Signal(str)
    """The requirement that is current now, "" for none."""

    grade_asked = Signal(str, object)
    mark_asked = Signal(str)
    exclusion_asked = Signal(str)
    comment_written = Signal(str, str, str, str)
    comment_ended = Signal()
    history_asked = Signal(str)
    words_unsent = Signal(bool)
    words_kept = Signal(str)

    def __init__(self, meanings: Meanings, finding: Finding | None = None, parent: QWidget | None = None) -> None:
        """Begin with nothing to show; the meanings of terms are shown by the page, and it says what is left out."""
        super().__init__(parent)
        take_touch(self)
        self._meanings = meanings
        self.verticalScrollBar().valueChanged.connect(meanings.dismiss)
        self.setObjectName("item")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sheet = Ground("page", "", self)
        self._sheet.setAttribute(Qt.WidgetAttribute.WA_StaticContents)  # not painted anew as it grows or shrinks
        self.setWidget(self._sheet)
        self.onward = OnwardRow(self._sheet)
        self.onward.hide()
        self._session: AssessmentSession | None = None
        self._item = self._current = self._hidden = ""  # `_hidden` was the current one before a filter hid it
        self._guidance = True
        self._waiting: set[str] | None = None
        self.is_at_end = False
        """Whether one stands behind the last requirement, so that none is the current one."""
        self._levels: tuple[LevelRows, ...] = ()
        self._folds = Folds(lambda: bool(self._finding and self._finding.is_set))
        self._finding = finding
        self._headers: list[LevelHeader] = []
        self._rows = Rows(self._new_row)
        self.unsaved: dict[str, dict[str, str]] = {}
        """Comments too long to be saved, by assessment and requirement."""

    # What is shown

    @property
    def item(self) -> str:
        """The sub-indicator that is shown, "" for none."""
        return self._item

    @property
    def current(self) -> str:
        """The current requirement, "" for none."""
        return self._current

    def row(self, requirement: str) -> RequirementRow | None:
        """Give the row of a requirement of the sub-indicator that is shown."""
        return self._rows.get(requirement)

    def show_session(self, session: AssessmentSession | None) -> None:
        """Take another assessment; its folds begin anew."""
        self._session = session
        self._meanings.dismiss()
        self._folds.clear()
        self._item = self._current = self._hidden = ""
        self._clear()
        if session:
            self._rows.take_scale(scale_of(session.rubric))

    def show_item(self, item: str, current: str, *, focus: bool = True) -> None:
        """Show a sub-indicator with one of its requirements current, "" for the first."""
        if self._session is None:
            return
        if item != self._item:
            self._clear()
            self._item = item
            levels = levels_of(self._session, item)
            for rows in levels:
                self._folds.begin(item, rows.level, is_open=not is_complete(self._session, item, rows))
            self._fill(levels)
            self.verticalScrollBar().setValue(0)
        self.is_at_end = False
        self.make_current(current if self._is_shown(current) else self._first_shown(), focus=focus)

    def narrow(self, finding: Finding) -> None:
        """Show what a filter leaves of the sub-indicator, and unfold it anew; the keys stay where they are."""
        self._finding, self.is_at_end = finding, False
        self._folds.clear_narrowed()
        self.look()

    def look(self) -> None:
        """Show the rows that the filter leaves now, and mark the words that it seeks."""
        for row in self._rows.values():
            row.mark(self._sought)
        self._show_headers()
        hidden, had_keys = self._hidden, self.has_focus()
        if self._is_shown(self._current) or self.is_at_end:
            self.make_current(self._current, focus=False)
        else:
            hidden = hidden or self._current
            self.make_current(hidden if self._is_shown(hidden) else self._first_shown(), focus=had_keys)
        self._hidden = "" if self._current == hidden else hidden

    def _is_shown(self, requirement: str) -> bool:
        return requirement in self._rows and self._is_in_sight(requirement)

    @property
    def _sought(self) -> str:
        return self._finding.wanted.words if self._finding else ""

    def _is_in_sight(self, requirement: str) -> bool:
        return self._finding is None or self._finding.shows(requirement)

    def _in_sight(self, rows: LevelRows) -> tuple[str, ...]:
        """Give the requirements of a level that the filter leaves."""
        is_narrowed = self._finding is not None and self._finding.is_set
        return tuple(filter(self._is_in_sight, rows.requirements)) if is_narrowed else rows.requirements

    def refresh(self, requirements: Iterable[str] | None = None) -> None:
        """Show answers and shares anew; those of some requirements, or everything with None."""
        if self._session is None or not self._item:
            return
        if self._waiting is not None and requirements is not None:
            self._waiting.update(requirements)
            return
        had_focus = self.has_focus()
        if requirements is None:
            levels = levels_of(self._session, self._item)
            self._clear(keep={name for rows in levels for name in rows.requirements})
            self._fill(levels)
            self._arrange()
        else:
            self._show_again(frozenset(requirements))
        if had_focus and not self.has_focus():
            self.focus_current()

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Show what an edit changes together with the step that follows it, instead of twice."""
        self._waiting = waiting = set[str]()
        try:
            yield
        finally:
            self._waiting = None
            if waiting:
                self.refresh(waiting)

    def _show_again(self, names: Collection[str]) -> None:
        """Show some rows and the lines over their levels anew; the others move only where one of them grew."""
        for name in names:
            self._show_row(name)
        self._show_headers()
        rows = [self._rows[name] for name in names if name in self._rows]
        if any(row.height_for(row.width()) != row.height() for row in rows):
            self._arrange()

    def end_writing(self) -> None:
        """Close the comments being written; their words are sent on first."""
        for row in self._rows.values():
            row.end_comment()

    def retell(self) -> None:
        """Say everything in the language in force."""
        if self._session:
            self._rows.take_scale(scale_of(self._session.rubric))
            self.refresh()

    # Moving

    def make_current(self, requirement: str, *, focus: bool = True) -> None:
        """Make a requirement the current one, unfold its level and bring it into view."""
        self._hidden, self.is_at_end = "", self.is_at_end and not requirement
        before, self._current = self._current, requirement
        self._unfold(requirement)
        waiting = self._waiting or set()
        for name in {before, requirement, *waiting}:
            self._show_row(name)
        if waiting:
            waiting.clear()
            self._show_headers()
        row = self._rows.get(requirement)
        self._arrange(row)
        if row and focus:
            row.take_focus()
        if requirement != before:
            self.current_changed.emit(requirement)

    def step(self, by: int, *, unfold: bool = False) -> bool:
        """Go up or down among the rows that are shown, or into a folded level as well; False at the end."""
        names = [name for name, is_shown in self.in_reach() if unfold or is_shown]
        if self._current not in names:
            if names and not self._current and not (self.is_at_end and by > 0):
                self.make_current(names[-1 if self.is_at_end else 0])
            return False
        at = names.index(self._current) + by
        if is_there := 0 <= at < len(names):
            self.make_current(names[at])
        return is_there

    def stand_at_end(self) -> None:
        """Leave the last requirement for the way on, so that a key too many grades nothing."""
        self.is_at_end = True
        self.make_current("")
        self.focus_current()

    def toggle_guidance(self) -> None:
        """Show or hide what to look at below the current requirement."""
        self._guidance = not self._guidance
        self._show_row(self._current)
        self._arrange()

    def show_meanings(self) -> None:
        """Show the meanings of the terms in the current requirement, one after the other."""
        if row := self._rows.get(self._current):
            self._reveal(row.geometry())
            self._meanings.step_through(row.pointer)

    def in_reach(self) -> list[tuple[str, bool]]:
        """Give the requirements that the filter leaves, each with whether its level is unfolded."""
        levels = ((rows, self._is_open(rows.level)) for rows in self._levels)
        return [(name, is_open) for rows, is_open in levels for name in self._in_sight(rows)]

    # Within

    def _first_shown(self) -> str:
        """Give the first requirement of an unfolded level, or of any where all are folded."""
        left = self.in_reach()
        return next((name for name, is_shown in left if is_shown), left[0][0] if left else "")

    def _is_open(self, level: int) -> bool:
        return self._folds.is_open(self._item, level)

    def has_focus(self) -> bool:
        """Tell whether keys go to a part of the view."""
        return (focused := self.window().focusWidget()) is not None and self.isAncestorOf(focused)

    def focus_current(self) -> None:
        """Put the keys on the current requirement."""
        if row := self._rows.get(self._current):
            row.take_focus()
        elif self.is_at_end and self.onward.isEnabled():
            self.onward.setFocus(Qt.FocusReason.TabFocusReason)

    def _clear(self, keep: Collection[str] = ()) -> None:
        """Put rows aside for others; those to keep stay as they are, with a comment being written."""
        gone = [name for name in self._rows if name not in keep]
        for name in gone:
            self._rows[name].end_comment()  # its words may come back as a refresh: all is still in place
        self._levels = ()
        self._rows.put_aside(gone)
        for header in (*self._headers, self.onward):
            header.hide()

    def _fill(self, levels: tuple[LevelRows, ...]) -> None:
        while len(self._headers) < len(levels):
            header = LevelHeader(self._sheet)
            header.clicked.connect(self._fold)
            ask_of_level(header, self)
            self._headers.append(header)
        for name in (name for rows in levels for name in rows.requirements):
            self._rows.hold(name)
            self._show_row(name)
        self._levels = levels  # only now, as Qt may ask for the arrangement in between
        self._show_headers()
        chain([*in_tab_order(zip(levels, self._headers, strict=False), self._rows), self.onward])

    def _new_row(self, scale: Scale) -> RequirementRow:
        row = asking_row(scale, self, self._sheet)
        row.taken.connect(self._take)
        row.caret_moved.connect(self._follow_caret)
        row.grown.connect(self._arrange)
        self._meanings.follow(row.pointer)
        return row

    def _take(self, requirement: str) -> None:
        self.focus_current() if requirement == self._current else self.make_current(requirement)

    def _show_row(self, name: str) -> None:
        row = self._rows.get(name)
        if row and self._session:
            content = row_content(self._session, name)
            row.mark(self._sought)
            row.show_content(content, current=name == self._current, details=self._guidance)
            row.unsaved = self.unsaved.setdefault(self._session.assessment.id, {})

    def _show_headers(self) -> None:
        """Show the lines over the levels and the line at the end; a level decides what those above it count."""
        if self._session is None or not self._item:
            return
        if self._finding:
            self.onward.show_onward(onward_content(self._session, self._item, self._finding))
        shown = [(rows, len(self._in_sight(rows))) for rows in self._levels]
        for content, header in zip(level_contents(self._session, self._item, shown), self._headers, strict=False):
            header.show_content(content, is_open=self._is_open(content.level))

    def _fold(self) -> None:
        header = self.sender()
        if isinstance(header, LevelHeader):
            self._folds.put(self._item, header.level, is_open=header.isChecked())
            self._show_headers()
            self._leave_folded(header)
            self._arrange()

    def _leave_folded(self, header: LevelHeader) -> None:
        """Let no key grade what cannot be seen: the nearest requirement that is shown becomes the current one."""
        if (nearest := nearest_shown(self.in_reach(), self._current)) is not None:
            self._rows[self._current].end_comment()
            self.make_current(nearest)
            if not nearest:
                header.setFocus(Qt.FocusReason.OtherFocusReason)

    def _unfold(self, requirement: str) -> None:
        if self._session and requirement in self._rows:
            level = self._session.rubric.places[requirement].level
            if not self._is_open(level):
                self._folds.put(self._item, level, is_open=True)
                self._show_headers()

    def _arrange(self, shown: RequirementRow | None = None) -> None:
        """Put header after header and row under row, one of them in view; by hand, as it is known and must be quick.

        The sheet is scrolled while nothing on it waits to be painted: Qt moves the picture of what is clean only.
        """
        width = self.viewport().width()
        parts = parts_of(zip(self._levels, self._headers, strict=False), self._rows, self._left_in, width)
        places = stacked([*parts, (self.onward, ONWARD_HEIGHT)], width)
        found, end = next((place for widget, place in places if widget is shown), None), places[-1][1]
        self._sheet.resize(width, end.y() + end.height())
        self._bring(shown, found, end)
        put(places)

    def _bring(self, row: RequirementRow | None, place: QRect | None, end: QRect) -> None:
        """Bring a row into view at its place, or the end where one stands behind the last."""
        if row and place:
            self._reveal(place.united(end) if place.bottom() + 1 == end.y() else place)
            if box := row.writing_place(place.width()):
                self._follow_caret(box.translated(place.topLeft()))
        elif self.is_at_end:
            self._reveal(end)

    def _left_in(self, rows: LevelRows) -> tuple[str, ...]:
        """Give the requirements of a level that are shown: those that the filter leaves, where it is unfolded."""
        return self._in_sight(rows) if self._is_open(rows.level) else ()

    def _follow_caret(self, caret: QRect) -> None:
        """Keep in view where one writes."""
        self._reveal(caret, above=8, below=11)

    def _reveal(self, place: QRect, **around: int) -> None:
        """Bring a place into view: that of a row with its level's line, where that fits."""
        bar = self.verticalScrollBar()
        bar.setValue(scrolled_to(place, bar.value(), self.viewport().height(), **around))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave every key to the page: arrows go from requirement to requirement, which scrolls as well."""
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the width; in another height everything stays where it is, and the current row in view."""
        super().resizeEvent(event)
        row = self._rows.get(self._current)
        if self._sheet.width() != self.viewport().width():
            self._arrange(row)
        else:
            self._bring(row, row.geometry() if row and not row.isHidden() else None, self.onward.geometry())
