"""Why a level, a score and their bounds are what they are, under the pack's own rule. Source: SCORING."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from nfmaturity.analysis.reasons.left_out import all_left_out
from nfmaturity.analysis.reasons.names import DegreeName, LevelName, NodeName
from nfmaturity.analysis.reasons.numbers import threshold
from nfmaturity.analysis.reasons.values import (
    ADDS,
    ADDS_LEAST,
    ADDS_MOST,
    LEAST,
    MOST,
    NEEDS,
    SCORE,
    SHARE,
    VERDICT,
    Figure,
    Lead,
    LeftOut,
    Reason,
    Row,
)
from nfmaturity.analysis.rule_words import RULES
from nfmaturity.analysis.worked_calculation import RuleStep, rule_steps
from nfmaturity.domain.errors import N_, Message, message
from nfmaturity.domain.scoring import cut, standing

if TYPE_CHECKING:
    from nfmaturity.analysis.reasons.values import Scored
    from nfmaturity.domain.rubric import Rubric
    from nfmaturity.domain.scoring import NodeScore, Shares

MET, NOT_MET, NO_SHARE = N_("met"), N_("not met"), N_("nothing in scope")
_REACHED, _NOT_REACHED = N_("reached"), N_("not reached")
_NOTHING = N_("Nothing of it is in scope, so it has neither level nor score.")
_ABOVE = N_("nothing is in scope at it, so it can be neither won nor lost")

_FIRST_SUM = N_("Levels met: {n}, each counts 1; the level after them, {level}, counts its share: {sum} = {score}.")
_FIRST_SHARE = N_("No level is met yet, so the score is the share of {level}: {score}.")
_FIRST_ALL = N_("Every level in scope is met, and each counts 1: {score}.")
_SUM = N_("What the levels count is added up: {score}.")
_LATER = N_("The shares of later levels count only once every level before them is met.")


def score_reason(scored: Scored, figure: Figure) -> Reason:
    """Give why a node's score is what it is."""
    node = scored.node(figure.node)
    title = message(N_("{node}: score"), node=NodeName(scored.rubric, figure.node))
    if node.score is None:
        return _nothing(scored, figure, title)
    steps = _steps(scored.rubric, node)
    rows = []
    for step in steps:
        door = None if step.share is None else Figure("share", figure.node, step.level)
        cells = (step.share, message(_verdict(step)), step.counted)
        rows.append(Row(LevelName(scored.rubric, step.level), cells, door))
    return Reason(
        figure,
        title,
        (node.score,),
        "share",
        (*_score_sentences(scored.rubric, node), _rule(scored.rubric)),
        (SHARE, VERDICT, ADDS),
        tuple(rows),
        (None, None, node.score),
        (*_levels_above(scored.rubric, len(steps)), *all_left_out(scored, figure.node)),
        _leads(figure, "level"),
    )


def level_reason(scored: Scored, figure: Figure) -> Reason:
    """Give why a node's level is what it is."""
    rubric, node = scored.rubric, scored.node(figure.node)
    title = message(N_("{node}: level"), node=NodeName(rubric, figure.node))
    if node.level is None or node.score is None:
        return _nothing(scored, figure, title)
    by_level = rubric.scoring.accumulate == "first_unmet"
    steps = _steps(rubric, node)
    rows = _level_rows(scored, figure, steps) if by_level else _band_rows(scored, figure, node.score, len(steps))
    sentence = _level_sentence(rubric, node) if by_level else _band_sentence(rubric, node, len(steps))
    return Reason(
        figure,
        title,
        (Fraction(node.level),),
        "count",
        (sentence, _rule(rubric)),
        (SHARE if by_level else SCORE, NEEDS, VERDICT),
        tuple(rows),
        left_out=(*_levels_above(rubric, len(steps)), *all_left_out(scored, figure.node)),
        leads=_leads(figure, "score"),
        named=LevelName(rubric, node.level),
    )


def bounds_reason(scored: Scored, figure: Figure) -> Reason:
    """Give why the final score lies between these bounds, whatever is graded next."""
    rubric, node = scored.rubric, scored.node(figure.node)
    title = message(N_("{node}: lowest and highest score still possible"), node=NodeName(rubric, figure.node))
    if node.bounds is None:
        return _nothing(scored, figure, title)
    low, high = (_steps(rubric, _as_if(rubric, node, shares)) for shares in (node.shares, node.upper_shares))
    rows = []
    for least, most in zip(low, high, strict=True):
        door = None if least.share is None else Figure("share", figure.node, least.level)
        cells = (least.share, most.share, least.counted, most.counted)
        rows.append(Row(LevelName(rubric, least.level), cells, door))
    return Reason(
        figure,
        title,
        node.bounds.score,
        "share",
        (*_bounds_sentences(scored, node), _rule(rubric)),
        (LEAST, MOST, ADDS_LEAST, ADDS_MOST),
        tuple(rows),
        (None, None, *node.bounds.score),
        _levels_above(rubric, len(low)),
        (*_open(figure, node), *_leads(figure, "score")),
    )


def _nothing(scored: Scored, figure: Figure, title: Message) -> Reason:
    left_out = all_left_out(scored, figure.node)
    return Reason(figure, title, (), "share", (message(_NOTHING),), left_out=left_out)


def _steps(rubric: Rubric, node: NodeScore) -> tuple[RuleStep, ...]:
    return rule_steps(rubric.scoring.accumulate, rubric.scoring.level_threshold, node)


def _as_if(rubric: Rubric, node: NodeScore, shares: Shares) -> NodeScore:
    found = standing(rubric.scoring, shares)
    return replace(node, shares=shares, level=found[0] if found else None)


def _rule(rubric: Rubric) -> Message:
    return message(RULES[rubric.scoring.accumulate], tau=threshold(rubric.scoring.level_threshold))


def _leads(figure: Figure, other: str) -> tuple[Lead, ...]:
    words = {"level": N_("Why this level"), "score": N_("Why this score")}
    found = [Lead(message(words[other]), replace(figure, kind=other))]  # type: ignore[arg-type]
    if figure.kind == "level":
        found.append(
            Lead(message(N_("Measures towards the next level, greatest gain first")), replace(figure, kind="steps"))
        )
    return tuple(found)


def _open(figure: Figure, node: NodeScore) -> tuple[Lead, ...]:
    if node.answered == node.in_scope:
        return ()
    return (Lead(message(N_("What is not graded yet")), Figure("progress", figure.node)),)


def _levels_above(rubric: Rubric, top: int) -> tuple[LeftOut, ...]:
    return tuple(LeftOut(LevelName(rubric, n), message(_ABOVE)) for n in rubric.level_numbers if n > top)


def _verdict(step: RuleStep) -> str:
    return NO_SHARE if step.share is None else MET if step.met else NOT_MET


def _score_sentences(rubric: Rubric, node: NodeScore) -> tuple[Message, ...]:
    score, own = cut(node.score or Fraction()), node.level or 0
    if rubric.scoring.accumulate != "first_unmet":
        return (message(_SUM, score=score),)
    if own == max(node.shares):
        return (message(_FIRST_ALL, score=score),)
    after = LevelName(rubric, own + 1)
    if own == 0:
        said = message(_FIRST_SHARE, level=after, score=score)
    else:
        added = f"{own} + {cut(node.shares[own + 1])}"
        said = message(_FIRST_SUM, n=own, level=after, sum=added, score=score)
    return (said, message(_LATER)) if own + 1 < max(node.shares) else (said,)


# Levels met one after the other


def _level_rows(scored: Scored, figure: Figure, steps: tuple[RuleStep, ...]) -> list[Row]:
    tau = scored.rubric.scoring.level_threshold
    rows = []
    for step in steps:
        door = None if step.share is None else Figure("share", figure.node, step.level)
        cells = (step.share, tau, message(_verdict(step)))
        rows.append(Row(LevelName(scored.rubric, step.level), cells, door))
    return rows


def _level_sentence(rubric: Rubric, node: NodeScore) -> Message:
    own, tau = node.level or 0, threshold(rubric.scoring.level_threshold)
    if own == max(node.shares):
        return message(N_("Every level in scope is met: each share is {tau} or more."), tau=tau)
    after, share = LevelName(rubric, own + 1), cut(node.shares[own + 1])
    if own == 0:
        said = N_("{next} is not met: its share is {share}, and it takes {tau}.")
        return message(said, next=after, share=share, tau=tau)
    said = N_("Every level up to {own} is met; {next} is not: its share is {share}, and it takes {tau}.")
    return message(said, own=LevelName(rubric, own), next=after, share=share, tau=tau)


# Levels as bands of the score


def _band_rows(scored: Scored, figure: Figure, score: Fraction, top: int) -> list[Row]:
    tau, door = scored.rubric.scoring.level_threshold, Figure("score", figure.node)
    rows = []
    for level in range(1, top + 1):
        needs = level - 1 + tau
        cells = (score, needs, message(_REACHED if score >= needs else _NOT_REACHED))
        rows.append(Row(LevelName(scored.rubric, level), cells, door))
    return rows


def _band_sentence(rubric: Rubric, node: NodeScore, top: int) -> Message:
    own, score, tau = node.level or 0, cut(node.score or Fraction()), rubric.scoring.level_threshold
    if own == top:
        said = N_("The score is {score}; {level} takes {needs}, and there is no level above it.")
        return message(said, score=score, level=LevelName(rubric, own), needs=threshold(own - 1 + tau))
    after, needed = LevelName(rubric, own + 1), threshold(own + tau)
    if own == 0:
        return message(N_("The score is {score}; {next} takes {more}."), score=score, next=after, more=needed)
    said = N_("The score is {score}; {level} takes {needs}, and {next} takes {more}.")
    names = {"level": LevelName(rubric, own), "needs": threshold(own - 1 + tau)}
    return message(said, score=score, next=after, more=needed, **names)


# Bounds


def _bounds_sentences(scored: Scored, node: NodeScore) -> tuple[Message, ...]:
    rubric, degrees = scored.rubric, scored.rubric.scoring.degrees
    if node.bounds is None or node.answered == node.in_scope:
        return (message(N_("Everything in scope is graded, so the score is final as the scope stands.")),)
    low, high = node.bounds.score
    found = [
        message(
            N_(
                "Not graded yet: {n} of {all}. With all of these graded {worst} the score is {low}, with {best} {high}."
            ),
            n=node.in_scope - node.answered,
            all=node.in_scope,
            worst=DegreeName(rubric, degrees[-1].id),
            best=DegreeName(rubric, degrees[0].id),
            low=cut(low),
            high=cut(high),
        )
    ]
    least, most = node.bounds.level
    if least == most:
        found.append(message(N_("{level} holds in any case."), level=LevelName(rubric, least)))
    else:
        levels = {"least": LevelName(rubric, least), "most": LevelName(rubric, most)}
        found.append(message(N_("The level lies between {least} and {most}."), **levels))
    return tuple(found)
