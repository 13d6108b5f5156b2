"""The assessment that follows another one a year later: what it takes over, and what is still to be confirmed in it."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nfmaturity.domain.assessment import Answer, Assessment
    from nfmaturity.domain.rubric import Rubric
    from nfmaturity.domain.scope import Scope

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


def title_a_year_on(title: str) -> str:
    """Give a title that names the following year where this one names a year; else the same."""
    years = list(_YEAR.finditer(title))
    if not years:
        return title
    last = years[-1]
    return f"{title[: last.start()]}{int(last[0]) + 1}{title[last.end() :]}"


def day_a_year_on(day: str) -> str:
    """Give the same day of the following year, the 28th for a 29th of February; "" stays."""
    if not day:
        return ""
    held = dt.date.fromisoformat(day)
    if held.year == dt.MAXYEAR:
        return day
    leap = (held.month, held.day) == (2, 29)
    return held.replace(year=held.year + 1, day=28 if leap else held.day).isoformat()


def a_year_on(state: Assessment, identity: str, day: str) -> Assessment:
    """Give the assessment that follows one, under the same rubric, begun on a day.

    Grades, comments, exclusions, target and profile are kept, every grade to be confirmed. What was marked for review
    was so for the year that is over; a mark is this year's. Title and period go a year on.
    """
    answers = {name: replace(answer, review=False) for name, answer in state.answers.items()}
    return replace(
        state,
        id=identity,
        previous=state.id,
        title=title_a_year_on(state.title),
        date=day,
        period_from=day_a_year_on(state.period_from),
        period_to=day_a_year_on(state.period_to),
        answers=_to_confirm(answers),
    )


def count_to_confirm(rubric: Rubric, scope: Scope, state: Assessment) -> Mapping[str, int]:
    """Count the grades in scope that are to be confirmed, by node and as "overall"; nodes without any are absent."""
    counts: Counter[str] = Counter()
    for name in state.to_confirm:
        if name in scope:
            place = rubric.places[name]
            counts.update(("overall", place.group.id, place.domain.id, place.sub_indicator.id))
    return MappingProxyType(counts)


def with_old_comments(state: Assessment, before: Assessment | None) -> frozenset[str]:
    """Give the requirements whose grade is no longer that of the year before while their comment still is.

    Only from the assessment that this one follows was anything taken over.
    """
    if before is None or before.id != state.previous:
        return frozenset()
    return frozenset(name for name, answer in state.answers.items() if _has_old_comment(answer, before.answer(name)))


def _has_old_comment(now: Answer, then: Answer) -> bool:
    is_changed = None not in (now.grade, then.grade) and now.grade != then.grade and not now.confirm
    return is_changed and bool(now.comment.strip()) and now.comment.strip() == then.comment.strip()


def _to_confirm(answers: Mapping[str, Answer]) -> Mapping[str, Answer]:
    marked = {name: replace(answer, confirm=answer.grade is not None) for name, answer in answers.items()}
    return MappingProxyType(
        {name: answer for name, answer in marked.items() if answer.grade is not None or answer.comment}
    )
