"""Checks on the grades: what is open, what contradicts itself, what nobody explained."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from nfmaturity.analysis.change_words import when_words
from nfmaturity.analysis.checks.check import Asked, Check, Spot
from nfmaturity.analysis.following_year import with_old_comments
from nfmaturity.domain.errors import N_, message

if TYPE_CHECKING:
    from fractions import Fraction

    from nfmaturity.domain.assessment import Answer
    from nfmaturity.domain.scope import LevelIds

FEWEST_ALIKE = 6
"""So many requirements of one sub-indicator with one grade are no coincidence."""

_UPPER = 2
"""How many of the highest levels ask for words beside the best grade, in a pack of four levels or more."""


def grade_checks(asked: Asked) -> Iterator[Check]:
    """Give what is found in the grades, the gravest first."""
    for ask in (_unanswered, _to_confirm, _for_review, _builds_on, _upside_down, _level_order, _alike, _unexplained):
        yield from ask(asked)
    yield from _old_comments(asked)


def _found(check: Check) -> Iterator[Check]:
    if check.spots:
        yield check


def _where(asked: Asked, holds: Callable[[Answer], bool]) -> tuple[Spot, ...]:
    """Give the requirements in scope whose answer is of a kind, in the order of the rubric."""
    return tuple(Spot(name) for name, answer in asked.answers.items() if holds(answer))


def _unanswered(asked: Asked) -> Iterator[Check]:
    spots = _where(asked, lambda answer: answer.grade is None)
    said = message(N_("Requirements not graded, counted 0: {n}"), n=len(spots))
    yield from _found(Check("unanswered", "mend", said, spots))


def _to_confirm(asked: Asked) -> Iterator[Check]:
    spots = _where(asked, lambda answer: answer.is_to_confirm)
    said = message(N_("Grades of the year before, not yet confirmed: {n}"), n=len(spots))
    yield from _found(Check("to_confirm", "mend", said, spots))


def _for_review(asked: Asked) -> Iterator[Check]:
    spots = _where(asked, lambda answer: answer.review)
    yield from _found(Check("for_review", "mend", message(N_("Marks for review still open: {n}"), n=len(spots)), spots))


def _value(asked: Asked, name: str) -> Fraction | None:
    grade = asked.answers[name].grade
    return None if grade is None else asked.rubric.degrees[grade].value


def _is_best(asked: Asked, name: str) -> bool:
    return asked.answers[name].grade == asked.rubric.scoring.degrees[0].id


def _is_worst(asked: Asked, name: str) -> bool:
    return asked.answers[name].grade == asked.rubric.scoring.degrees[-1].id


def _builds_on(asked: Asked) -> Iterator[Check]:
    """Ask about the best grade of a requirement that builds on another which is not fully met.

    It is to be mended where the other is not met at all: then one of the two grades is wrong.
    """
    spots, is_grave, places = [], False, asked.rubric.places
    for name in asked.answers:
        depends_on = places[name].requirement.depends_on
        if not depends_on or not _is_best(asked, name):
            continue
        needed = [other for other in depends_on if other in asked.scope]
        short = [other for other in needed if not _is_best(asked, other)]
        if short:
            is_grave = is_grave or any(not _value(asked, other) for other in short)
            spots.append(Spot(name, message(N_("builds on {ids}, not fully met"), ids=", ".join(short))))
    said = message(N_("Fully met, though what they build on is not: {n}"), n=len(spots))
    yield from _found(Check("builds_on", "mend" if is_grave else "look", said, tuple(spots)))


def _upside_down(asked: Asked) -> Iterator[Check]:
    """Ask about sub-indicators where a higher level has a requirement fully met and a lower one has none of it."""
    spots = []
    for levels in asked.scope.levels.values():
        best, worst = _highest(asked, levels, _is_best), _lowest(asked, levels, _is_worst)
        if best and worst and asked.rubric.places[best].level > asked.rubric.places[worst].level:
            spots.append(Spot(worst, message(N_("not met at all, but {id} of a higher level fully"), id=best)))
    said = message(N_("Sub-indicators with a higher level fully met and a lower one not at all: {n}"), n=len(spots))
    yield from _found(Check("upside_down", "look", said, tuple(spots)))


def _highest(asked: Asked, levels: LevelIds, holds: Callable[[Asked, str], bool]) -> str:
    names = (name for level in sorted(levels, reverse=True) for name in levels[level])
    return next((name for name in names if holds(asked, name)), "")


def _lowest(asked: Asked, levels: LevelIds, holds: Callable[[Asked, str], bool]) -> str:
    names = (name for level in sorted(levels) for name in levels[level])
    return next((name for name in names if holds(asked, name)), "")


def _level_order(asked: Asked) -> Iterator[Check]:
    """Ask about sub-indicators, graded to the end, that meet a level but not the one below it."""
    tau, spots = asked.rubric.scoring.level_threshold, []
    for item, levels in asked.scope.levels.items():
        node = asked.card.nodes[item]
        if node.answered < node.in_scope:
            continue
        met = [level for level in levels if node.shares[level] >= tau]
        unmet = [level for level in levels if node.shares[level] < tau]
        if met and unmet and max(met) > min(unmet):
            said = message(N_("level {high} met, level {low} not"), high=max(met), low=min(unmet))
            spots.append(Spot(item, said))
    said = message(N_("Sub-indicators that meet a level but not a lower one: {n}"), n=len(spots))
    yield from _found(Check("level_order", "look", said, tuple(spots)))


def _alike(asked: Asked) -> Iterator[Check]:
    spots = []
    for item, levels in asked.scope.levels.items():
        grades = {asked.answers[name].grade for name in _all(levels)}
        if (
            len(levels) > 1
            and sum(map(len, levels.values())) >= FEWEST_ALIKE
            and len(grades) == 1
            and None not in grades
        ):
            spots.append(Spot(item))
    said = message(N_("Sub-indicators with one and the same grade throughout: {n}"), n=len(spots))
    yield from _found(Check("alike", "look", said, tuple(spots)))


def _unexplained(asked: Asked) -> Iterator[Check]:
    """Ask about the best grade at the highest levels where no word says what was seen."""
    numbers = asked.rubric.level_numbers
    upper = numbers[-_UPPER if len(numbers) > _UPPER + 1 else -1 :]
    spots = tuple(
        Spot(name)
        for name, answer in asked.answers.items()
        if asked.rubric.places[name].level in upper and _is_best(asked, name) and not answer.comment.strip()
    )
    said = message(
        N_("Fully met from level {level} on without a word on what was seen: {n}"), level=upper[0], n=len(spots)
    )
    yield from _found(Check("unexplained", "look", said, spots))


def _old_comments(asked: Asked) -> Iterator[Check]:
    """Ask about grades that were changed beside a comment that was taken over: it may say what is no longer so."""
    if asked.earlier is None:
        return
    old = with_old_comments(asked.assessment, asked.earlier)
    spots = tuple(Spot(name) for name in asked.answers if name in old)
    when = when_words(asked.earlier, asked.assessment)
    said = message(
        N_("Grades changed since {when} beside a comment that is still of then: {n}"), when=when, n=len(spots)
    )
    yield from _found(Check("old_comment", "look", said, spots))


def _all(levels: LevelIds) -> Iterable[str]:
    return (name for names in levels.values() for name in names)
