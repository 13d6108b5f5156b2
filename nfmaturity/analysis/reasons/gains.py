"""Why a grade would add what it adds, and which measures lead to the next level. Source: SCORING, Blockers."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from nfmaturity.analysis.blockers import blockers, enough, gate, with_prerequisites
from nfmaturity.analysis.measures import measures_of, total_days, total_gain
from nfmaturity.analysis.reasons.names import DegreeName, LevelName, NodeName, RequirementName
from nfmaturity.analysis.reasons.nodes import above, children
from nfmaturity.analysis.reasons.numbers import plain, threshold
from nfmaturity.analysis.reasons.values import (
    DAYS,
    FACTOR,
    GAIN,
    HOW,
    PRODUCT,
    REACHED,
    VERDICT,
    Figure,
    LeftOut,
    Reason,
    Row,
)
from nfmaturity.domain.errors import N_, Message, message
from nfmaturity.domain.rubric import OVERALL
from nfmaturity.domain.scoring import cut

if TYPE_CHECKING:
    from nfmaturity.analysis.blockers import Blocker
    from nfmaturity.analysis.reasons.names import Name
    from nfmaturity.analysis.reasons.values import Scored

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


# The measures that lead up


def steps_reason(scored: Scored, figure: Figure) -> Reason:
    """Give the measures that take a node's share to τ, each after what it waits for, or one degree of the first.

    For the whole they are those of the report. What is to be graded before them comes alone.
    """
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
    names = {"level": LevelName(rubric, level), "share": cut(share), "tau": threshold(tau)}
    made = Reason(figure, title, (), "share", (message(N_("{level} has {share} and takes {tau}."), **names),))
    measures = measures_of(rubric, scored.assessment, scored.scope, scored.card)
    if figure.node == OVERALL and measures.to_grade:
        first = message(N_("Grade first what is unanswered at the next level: {n}."), n=measures.ungraded)
        return replace(made, sentences=(*made.sentences, first))
    if share + found[0].gain >= tau and not found[0].waits_for:
        return _with_degrees(scored, made, found[0], share)
    chosen = enough(found, tau - share)
    listed = with_prerequisites(rubric, scored.assessment, scored.scope, found, chosen)
    told = [message(_SEVERAL, n=len(chosen))]
    if more := len(listed) - len(chosen):
        told.append(message(_AND_NEEDS, n=more))
    reason = _with_measures(scored, replace(made, sentences=(*made.sentences, *told)), listed, share)
    return replace(reason, values=(share + total_gain(listed),))


_ONE = N_("{first} alone is enough; the table says from which degree on.")
_SEVERAL = N_(
    "The requirements below it are taken with the greatest gain first, each fully met, until the share is there: {n}."
)
_AND_NEEDS = N_("What they wait for is listed as well, each before what needs it: {n}.")


def _with_degrees(scored: Scored, made: Reason, blocker: Blocker, share: Fraction) -> Reason:
    """Give what each better degree of one requirement would take and do, the best last."""
    rubric, tau = scored.rubric, scored.rubric.scoring.level_threshold
    best = rubric.scoring.degrees[0].value
    held = rubric.degrees[blocker.grade].value if blocker.grade is not None else Fraction()
    rows = []
    for degree in reversed(rubric.scoring.degrees):
        if degree.value > held:
            part = (degree.value - held) / (best - held)
            gain = blocker.gain * part
            days = None if blocker.effort_days is None else blocker.effort_days * part
            cells = (gain, days, share + gain, message(_MET if share + gain >= tau else _SHORT))
            rows.append(Row(DegreeName(rubric, degree.id), cells, blocker.id))
    return replace(
        made,
        values=(share + blocker.gain,),
        sentences=(*made.sentences, message(_ONE, first=blocker.id)),
        columns=(GAIN, DAYS, REACHED, VERDICT),
        rows=tuple(rows),
    )


def _with_measures(scored: Scored, made: Reason, listed: tuple[Blocker, ...], share: Fraction) -> Reason:
    """List measures with gain, person-days and the share that they lead to, and under them the sums."""
    rows, reached = [], share
    for blocker in listed:
        reached += blocker.gain
        door = Figure("gain", made.figure.node, requirement=blocker.id) if blocker.gain else blocker.id
        rows.append(Row(RequirementName(scored.rubric, blocker.id), (blocker.gain, blocker.effort_days, reached), door))
    return replace(
        made,
        columns=(GAIN, DAYS, REACHED),
        rows=tuple(rows),
        total=(total_gain(listed), total_days(listed), reached),
        left_out=_without_gain(scored, listed),
    )


def _without_gain(scored: Scored, listed: tuple[Blocker, ...]) -> tuple[LeftOut, ...]:
    """Say of measures that add nothing to the share who needs them, and why they add nothing."""
    rubric, found = scored.rubric, []
    level = next((blocker.place.level for blocker in listed if blocker.gain), 0)
    for blocker in (blocker for blocker in listed if not blocker.gain):
        place = blocker.place
        elsewhere: Name = NodeName(rubric, place.sub_indicator.id)
        if place.level != level:
            elsewhere = LevelName(rubric, place.level)
        needed_by = tuple(other.id for other in listed if blocker.id in other.waits_for)
        why = message(_NO_GAIN, ids=", ".join(needed_by), elsewhere=elsewhere)
        found.append(LeftOut(RequirementName(rubric, blocker.id), why, blocker.id))
    return tuple(found)


_NO_GAIN = N_("needed first by {ids}; it counts in {elsewhere}, so it adds nothing to this share")
