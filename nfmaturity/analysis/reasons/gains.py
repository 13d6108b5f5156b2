"""Why a grade would add what it adds, and why so many grades lead to the next level. Source: SCORING, Blockers."""

from __future__ import annotations

from fractions import Fraction
from itertools import accumulate
from typing import TYPE_CHECKING

from nfmaturity.analysis.blockers import blockers, gate
from nfmaturity.analysis.reasons.names import DegreeName, LevelName, NodeName, RequirementName
from nfmaturity.analysis.reasons.nodes import above, children
from nfmaturity.analysis.reasons.numbers import plain, threshold
from nfmaturity.analysis.reasons.values import (
    FACTOR,
    HOW,
    PRODUCT,
    REACHED,
    VERDICT,
    Column,
    Figure,
    LeftOut,
    Reason,
    Row,
)
from nfmaturity.domain.errors import N_, Message, message
from nfmaturity.domain.scoring import cut

if TYPE_CHECKING:
    from nfmaturity.analysis.blockers import Blocker
    from nfmaturity.analysis.reasons.values import Scored

GAIN = Column(N_("Gain"), "fine")
_MET, _SHORT = N_("met"), N_("not met")
_MULTIPLIED = N_(
    "What is missing to {best} is multiplied on its way up: once by its part of the requirements, then by each weight."
)
_RAISED = N_("The share of {level} would rise from {before} to {after}.")
_WAITS = N_("is to be met first: until then this one cannot be")


def gain_reason(scored: Scored, figure: Figure) -> Reason:
    """Give why the best degree for a requirement would add so much to a node's share at its level."""
    rubric, name = scored.rubric, figure.requirement
    place, best = rubric.places[name], rubric.scoring.degrees[0]
    title = message(N_("{requirement}: gain for {node}"), requirement=name, node=NodeName(rubric, figure.node))
    if name not in scored.scope:
        return Reason(figure, title, (), "fine", (message(N_("The requirement is not in scope, so it adds nothing.")),))
    grade = scored.assessment.answer(name).grade
    missing = best.value - (rubric.degrees[grade].value if grade is not None else 0)
    how = message(N_("{held} to {best}"), held=DegreeName(rubric, grade or ""), best=DegreeName(rubric, best.id))
    rows = [Row(RequirementName(rubric, name), (how, missing, missing), name)]
    product = missing
    for below, factor, said in _way_up(scored, place.sub_indicator.id, figure.node, place.level):
        product *= factor
        rows.append(Row(NodeName(rubric, below), (said, factor, product), Figure("share", below, place.level)))
    before = scored.node(figure.node).shares[place.level]
    raised = {"level": LevelName(rubric, place.level), "before": cut(before), "after": cut(before + product)}
    return Reason(
        figure,
        title,
        (product,),
        "fine",
        (message(_MULTIPLIED, best=DegreeName(rubric, best.id)), message(_RAISED, **raised)),
        (HOW, FACTOR, PRODUCT),
        tuple(rows),
        (None, None, product),
        _prerequisites(scored, name),
    )


def _way_up(scored: Scored, item: str, top: str, level: int) -> list[tuple[str, Fraction, Message]]:
    """Give the node and factor of every step from a sub-indicator's requirements up to a node's share."""
    count = len(scored.scope.levels[item][level])
    found = [(item, Fraction(1, count), message(N_("one of {n} requirements"), n=count))]
    node = item
    while node != top:
        parent = above(scored.rubric, node)
        having = {c.id: c.weight for c in children(scored.rubric, parent) if level in scored.node(c.id).shares}
        total = sum(having.values(), Fraction())
        said = message(N_("weight {weight} of {total}"), weight=plain(having[node]), total=plain(total))
        found.append((parent, having[node] / total, said))
        node = parent
    return found


def _prerequisites(scored: Scored, name: str) -> tuple[LeftOut, ...]:
    rubric, best = scored.rubric, scored.rubric.scoring.degrees[0].id
    needed = [other for other in rubric.places[name].requirement.depends_on if other in scored.scope]
    unmet = [other for other in needed if scored.assessment.answer(other).grade != best]
    return tuple(LeftOut(RequirementName(rubric, other), message(_WAITS), other) for other in unmet)


# The greatest gains that lead up


def steps_reason(scored: Scored, figure: Figure) -> Reason:
    """Give why so many of the greatest gains, or one degree of the first, take a node's share to τ."""
    rubric, node = scored.rubric, scored.node(figure.node)
    title = message(
        N_("{node}: measures towards the next level, greatest gain first"), node=NodeName(rubric, figure.node)
    )
    level, tau = gate(rubric, node), rubric.scoring.level_threshold
    found = blockers(rubric, scored.assessment, scored.scope, scored.card, figure.node)
    if level is None or not found or node.shares[level] >= tau:
        said = message(N_("Nothing stands in the way of a higher level here."))
        return Reason(figure, title, (), "share", (said,))
    share = node.shares[level]
    first = found[0]
    alone = share + first.gain >= tau and not first.waits_for
    rows = _by_degree(scored, first, share) if alone else _by_blocker(scored, figure.node, found, share)
    reached = rows[-1].cells[1]
    names = {"level": LevelName(rubric, level), "share": cut(share), "tau": threshold(tau)}
    start = message(N_("{level} has {share} and takes {tau}."), **names)
    return Reason(
        figure,
        title,
        (reached,) if isinstance(reached, Fraction) else (),
        "share",
        (start, message(_ONE if alone else _SEVERAL, n=len(rows), first=first.id)),
        (GAIN, REACHED, VERDICT),
        tuple(rows),
        left_out=() if alone else _waiting(scored, found[: len(rows)]),
    )


_ONE = N_("{first} alone is enough; the table says from which degree on.")
_SEVERAL = N_(
    "The requirements below it are taken with the greatest gain first, each fully met, until the share is there: {n}."
)


def _by_degree(scored: Scored, blocker: Blocker, share: Fraction) -> list[Row]:
    """Give what each better degree of one requirement would do, the best last."""
    rubric, tau = scored.rubric, scored.rubric.scoring.level_threshold
    best = rubric.scoring.degrees[0].value
    held = rubric.degrees[blocker.grade].value if blocker.grade is not None else Fraction()
    rows = []
    for degree in reversed(rubric.scoring.degrees):
        if degree.value > held:
            gain = blocker.gain * (degree.value - held) / (best - held)
            cells = (gain, share + gain, message(_MET if share + gain >= tau else _SHORT))
            rows.append(Row(DegreeName(rubric, degree.id), cells, blocker.id))
    return rows


def _by_blocker(scored: Scored, node: str, found: tuple[Blocker, ...], share: Fraction) -> list[Row]:
    tau, rubric = scored.rubric.scoring.level_threshold, scored.rubric
    rows = []
    for blocker, reached in zip(found, list(accumulate((b.gain for b in found), initial=share))[1:], strict=True):
        cells = (blocker.gain, reached, message(_MET if reached >= tau else _SHORT))
        rows.append(Row(RequirementName(rubric, blocker.id), cells, Figure("gain", node, requirement=blocker.id)))
        if reached >= tau:
            break
    return rows


def _waiting(scored: Scored, counted: tuple[Blocker, ...]) -> tuple[LeftOut, ...]:
    ids = {blocker.id for blocker in counted}
    needed = dict.fromkeys(name for blocker in counted for name in blocker.waits_for if name not in ids)
    why = message(N_("is to be met first; adds nothing to this share by itself, or is counted elsewhere"))
    return tuple(LeftOut(RequirementName(scored.rubric, name), why, name) for name in needed)
