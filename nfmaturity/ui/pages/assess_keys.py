"""The keys of the Assess page: which there are as things stand, and what each does wherever the focus is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from nfmaturity.domain.rubric import is_tailorable
from nfmaturity.i18n import N_
from nfmaturity.ui.pages.assess_acts import AT_END
from nfmaturity.ui.widgets.comment_edit import CommentEdit
from nfmaturity.ui.widgets.composing import is_composing

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from nfmaturity.ui.pages.assess import AssessPage
    from nfmaturity.ui.session import AssessmentSession

_KEYS = (("N", N_("next unanswered")), ("C", N_("comment")), ("H", N_("history")))
_WRITING = (("Esc", N_("close the comment, it is kept")), ("Ctrl Enter", N_("closes it too")))
"""The keys of a comment: all others type."""

_SEEKING = (("Enter", N_("first match")), ("Esc", N_("empty the search, then leave it")))
"""The keys of the search for requirements, likewise."""

_LOOKING_BACK = (("↑ ↓", N_("scroll")), ("Esc", N_("close the history")))
"""The keys of the history: no other does anything meanwhile."""

_REPEATED = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})
"""Keys that go on while they are held down; a grade held down would be given to all that follows."""


_FOR_ONE = frozenset({Qt.Key.Key_C, Qt.Key.Key_R, Qt.Key.Key_X, Qt.Key.Key_T})
"""Keys that do something with the current requirement, as the figures do."""

_NONE_ANYWHERE = N_("No requirement matches the filter. Esc shows all of them.")
_NONE_HERE = N_("No requirement here matches the filter. N goes to the next match, Esc shows all of them.")


class AssessKeys(QObject):
    """Grades by figures, and does by single keys what the acts of the page list."""

    def __init__(self, page: AssessPage) -> None:
        """Act for a page, and bind the keys that give the best degree up to a level."""
        super().__init__(page)
        self._page = page
        for level in range(1, 10):
            keys = QShortcut(QKeySequence(f"Ctrl+{level}"), page, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            keys.activated.connect(lambda level=level: self._met_up_to(level))
        if isinstance(app := QApplication.instance(), QApplication):
            app.focusChanged.connect(self._follow_focus)

    def _follow_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        """Tell other keys where one begins or ends to write, to search or to look back."""
        if self._kept_by(before) != self._kept_by(now):
            self._page.keys_changed.emit()

    def _kept_by(self, part: QWidget | None) -> tuple[tuple[str, str], ...]:
        """Give the keys of a part of the page that takes those of the page for itself; none where it takes none."""
        if isinstance(part, CommentEdit):
            return _WRITING
        if part is not None and part is self._page.tree.filter.search:
            return _SEEKING
        history = self._page.history.panel
        return _LOOKING_BACK if part and (part is history or history.isAncestorOf(part)) else ()

    def shown(self, session: AssessmentSession | None, item: str) -> tuple[tuple[str, str], ...]:
        """Give the keys: those of the grades where the requirement counts, X where it may be excluded."""
        if session is None or not item:
            return _KEYS
        if kept := self._kept_by(self._page.window().focusWidget()):
            return kept
        _group, domain, sub_indicator = session.rubric.sub_indicators[item]
        count = min(9, len(session.rubric.scoring.degrees))
        exclude = (("X", N_("not applicable")),) if is_tailorable(sub_indicator, domain) else ()
        view = self._page.view
        row = view.row(view.current)
        if view.is_at_end:
            return self._shown_at_end(session)
        if not view.current and self._page.finding.is_set:
            return self._shown_of_nothing()
        terms = (("T", N_("terms")),) if row and row.has_terms else ()
        walk = (("N", self._next_word(session)), *_KEYS[1:])
        grade = ((f"1–{count}", N_("grade")),) if view.current in session.scope else ()
        return (*terms, *grade, *walk, *exclude, ("W", N_("why?")))  # what comes and goes moves no other

    def _next_word(self, session: AssessmentSession) -> str:
        if self._page.finding.is_set:
            return N_("next match")
        return N_("next to grade or confirm") if session.to_confirm else N_("next unanswered")

    def _shown_at_end(self, session: AssessmentSession) -> tuple[tuple[str, str], ...]:
        """Give the keys behind the last requirement, where none is graded."""
        on = (("Enter", N_("go on")),) if self._page.view.onward.isEnabled() else ()
        return (*on, ("↑", N_("back to the last one")), ("N", self._next_word(session)), ("W", N_("why?")))

    def _shown_of_nothing(self) -> tuple[tuple[str, str], ...]:
        """Give the keys where the filter leaves nothing here: those that lead to something again."""
        walk = (("N", N_("next match")),) if self._page.finding.matches else ()
        return (*walk, ("Esc", N_("show all")), _KEYS[-1], ("W", N_("why?")))

    def take(self, event: QKeyEvent, session: AssessmentSession | None) -> bool:
        """Do what a key is for; False where it is for nothing here. What a text field wants never comes here."""
        page = self._page
        if is_composing(page.window().focusWidget()) or page.panels.take_key(event.key()):
            return True
        if event.key() == Qt.Key.Key_Escape and page.history.close():
            return True
        if event.key() == Qt.Key.Key_Escape and page.finding.is_set:
            page.clear_filter()
            return True
        if event.isAutoRepeat() and event.key() not in _REPEATED:
            return True
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not is_plain or session is None:
            return False
        return self._tells_of_none(event) or self._grade(event.text(), session) or self._act(event.key())

    def _tells_of_none(self, event: QKeyEvent) -> bool:
        """Say so where a key is for a requirement and none is the current one; False for any other key."""
        page = self._page
        is_for_one = event.key() in _FOR_ONE or _is_figure(event.text())
        if page.view.is_at_end and is_for_one:
            page.desk.tell(AT_END)
            return True
        if page.view.current or page.view.is_at_end or not page.finding.is_set:
            return False
        wants_match = event.key() == Qt.Key.Key_N and not page.finding.matches
        misses_one = wants_match or (is_for_one and page.view.isEnabled())
        if misses_one:
            page.desk.tell(_NONE_HERE if page.finding.matches else _NONE_ANYWHERE)
        return misses_one

    def _met_up_to(self, level: int) -> None:
        """Grade from a field of text as well, and leave it: there Ctrl+Z would take back words, not the grades."""
        self._page.take_keys()
        self._page.met_up_to(level)

    def _grade(self, text: str, session: AssessmentSession) -> bool:
        current = self._page.view.current
        if not current or not _is_figure(text):
            return False
        degrees = session.rubric.scoring.degrees
        if text == "0":
            self._page.grade(current, None)
        elif int(text) <= len(degrees):
            self._page.grade(current, degrees[int(text) - 1].id)
        return True

    def _act(self, key: int) -> bool:
        acts = (act for group in self._page.act_groups() for act in group.acts)
        wanted = Qt.Key.Key_Return if key == Qt.Key.Key_Enter else key
        act = next((act for act in acts if act.key is not None and act.key == wanted), None)
        if act and act.do:
            act.do()
        return act is not None


def _is_figure(text: str) -> bool:
    return text.isascii() and text.isdigit()
