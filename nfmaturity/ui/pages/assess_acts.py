"""What can be done on the Assess page, by key or by name: the keys of the page go by this list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from nfmaturity.domain.rubric import is_tailorable
from nfmaturity.i18n import N_, current_language
from nfmaturity.ui.acts import Act, ActGroup
from nfmaturity.ui.standing_words import level_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nfmaturity.domain.rubric import Rubric
    from nfmaturity.ui.pages.assess import AssessPage
    from nfmaturity.ui.session import AssessmentSession

_K = Qt.Key
_NONE = N_("No requirement is in sight.")
AT_END = N_("This is the end of the sub-indicator: ↑ goes back to the last requirement, Enter goes on.")
_NO_TERM = N_("No term of the glossary here.")


def assess_acts(page: AssessPage, session: AssessmentSession | None, item: str) -> tuple[ActGroup, ...]:
    """Give the acts of the page as it stands: grading, walking, finding."""
    if session is None or not item:
        return ()
    return (
        ActGroup(N_("Grading"), tuple(_grading(page, session, item))),
        ActGroup(N_("Walk"), tuple(_walking(page))),
        ActGroup(N_("Find"), tuple(_finding(page))),
    )


def _grading(page: AssessPage, session: AssessmentSession, item: str) -> Iterator[Act]:
    current = page.view.current
    refused = "" if current else AT_END if page.view.is_at_end else _NONE
    uncounted = refused or ("" if current in session.scope else N_("It does not count here."))
    spoken = current_language()
    for place, degree in enumerate(session.rubric.scoring.degrees[:9], start=1):
        params = {"degree": session.rubric.say(degree.name, spoken)}
        give = partial(page.grade, current, degree.id)
        yield Act(f"grade-{place}", N_("Grade “{degree}”"), str(place), give, None, uncounted, params)
    yield Act("grade-0", N_("Take the grade away"), "0", partial(page.grade, current, None), None, uncounted)
    yield Act("comment", N_("Comment"), "C", partial(_edit_comment, page), _K.Key_C, refused)
    yield Act("history", N_("History"), "H", page.show_history_here, _K.Key_H, refused)
    yield Act("mark", N_("Mark for review, or no longer"), "R", page.toggle_mark_here, _K.Key_R, refused)
    yield Act(
        "exclude", N_("Not applicable, or applicable again"), "X", page.exclude_here, _K.Key_X, _fixed(session, item)
    )
    for level in session.scope.levels.get(item, {}):
        params = {"level": level_name(session.rubric, level)}
        word = N_("Everything unanswered up to {level} is met")
        yield Act(f"met-{level}", word, f"Ctrl {level}", partial(page.met_up_to, level), None, "", params)


def _fixed(session: AssessmentSession, item: str) -> str:
    rubric: Rubric = session.rubric
    _group, domain, found = rubric.sub_indicators[item]
    return "" if is_tailorable(found, domain) else N_("The rubric allows no exclusion here.")


def _edit_comment(page: AssessPage) -> None:
    if row := page.view.row(page.view.current):
        row.edit_comment()


def _walking(page: AssessPage) -> Iterator[Act]:
    view = page.view
    yield Act("before", N_("Requirement before"), "↑", lambda: view.step(-1), _K.Key_Up)
    yield Act("after", N_("Next requirement"), "↓", lambda: view.step(1), _K.Key_Down)
    yield Act("item-before", N_("Sub-indicator before"), "PgUp", lambda: page.step_item(-1), _K.Key_PageUp)
    yield Act("item-after", N_("Next sub-indicator"), "PgDn", lambda: page.step_item(1), _K.Key_PageDown)
    yield Act("go-on", N_("From the end of a sub-indicator on to the next"), "Enter", page.walk.go_on, _K.Key_Return)
    word = N_("Next requirement without a grade or to confirm")
    word = N_("Next match of the filter") if page.finding.is_set else word
    yield Act("next", word, "N", page.walk.next_open, _K.Key_N)
    yield Act("guidance", N_("Show or hide what to look at"), "G", page.toggle_guidance, _K.Key_G)
    row = view.row(view.current)
    none = AT_END if view.is_at_end else _NONE
    refused = none if row is None else "" if row.has_terms else _NO_TERM
    show = partial(page.desk.tell, refused) if refused else view.show_meanings
    yield Act("terms", N_("Meanings of the terms, one after the other"), "T", show, _K.Key_T, refused)


def _finding(page: AssessPage) -> Iterator[Act]:
    yield Act("filter", N_("Filter the requirements"), "Ctrl F", page.tree.filter.search.setFocus)
    refused = "" if page.finding.is_set else N_("No filter is set.")
    yield Act("filter-off", N_("Clear the filter"), "Esc", page.clear_filter, None, refused)
