"""How a figure moved since an earlier assessment: what it is made of, then and now."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from nfmaturity.analysis.change_words import when_words
from nfmaturity.analysis.comparison import NodeChange
from nfmaturity.analysis.reasons.names import DegreeName, LevelName, MovedBy, NodeName, RequirementName, Words
from nfmaturity.analysis.reasons.nodes import children, requirements_of
from nfmaturity.analysis.reasons.values import CHANGE, GRADE, GRADE_THEN, NOW, THEN, Figure, Lead, Reason, Row
from nfmaturity.domain.errors import N_, message
from nfmaturity.domain.scope import scope_of
from nfmaturity.domain.scoring import NOT_IN_PLAY, cut

if TYPE_CHECKING:
    from fractions import Fraction

    from nfmaturity.analysis.comparison import Difference, Earlier
    from nfmaturity.analysis.reasons.values import Scored
    from nfmaturity.domain.errors import Message
    from nfmaturity.domain.scoring import NodeScore

_PLACES = 3
_FROM_TO = N_("{when}: {before}, now: {after}. The change is the exact difference, cut as both figures are.")
_TOO_SMALL = N_("It moved by less than figures with {places} decimals show.")
_SCOPE = N_("Requirements in scope then: {then}, now: {now}; what counts no longer or newly moves the figure as well.")
_NOTHING = N_("One of the two has no figure here, so there is no change.")
_OPEN_NOW = N_("Not fully graded yet, so not compared: {n} without a grade. Each counts 0 until it is graded.")
_OPEN_THEN = N_("{when} was not fully graded, so it is not compared: {n} without a grade.")
_SAME_GRADES = N_("No grade below it differs.")


def change_reason(scored: Scored, figure: Figure) -> Reason:
    """Give how the score of a node moved, or with a level its share there."""
    earlier, rubric = scored.earlier, scored.rubric
    node = NodeName(rubric, figure.node)
    if earlier is None:
        return Reason(figure, message(N_("{node}: change"), node=node), (), "words", (message(_NOTHING),))
    when = when_words(earlier.assessment, scored.assessment)
    then, now = earlier.card.nodes.get(figure.node, NOT_IN_PLAY), scored.node(figure.node)
    title = message(N_("{node}: change of the score since {when}"), node=node, when=when)
    if figure.level:
        level = LevelName(rubric, figure.level)
        title = message(N_("{node}: change of the share of {level} since {when}"), node=node, level=level, when=when)
    before, after = _figure(then, figure.level), _figure(now, figure.level)
    by = _moved(then, now, figure.level)
    if then.ungraded or now.ungraded:
        why = message(_OPEN_NOW, n=now.ungraded) if now.ungraded else message(_OPEN_THEN, when=when, n=then.ungraded)
        return Reason(figure, title, (), "words", (why,))
    if before is None or after is None or by is None:
        return Reason(figure, title, (), "words", (message(_NOTHING),))
    shown_from = Figure("share" if figure.level else "score", figure.node, figure.level)
    made = Reason(
        figure,
        title,
        (by.exact,),
        "words",
        (message(_FROM_TO, when=when, before=cut(before), after=cut(after)), *_remarks(by, then, now)),
        leads=(Lead(message(N_("Why it is so now")), shown_from),),
        named=MovedBy(by),
    )
    if figure.node in rubric.sub_indicators:
        rows = _grades(scored, earlier, figure)
        said = made.sentences if rows else (*made.sentences, message(_SAME_GRADES))
        return replace(made, sentences=said, columns=(GRADE_THEN, GRADE), rows=rows)
    rows, total = _below(scored, earlier, figure), (before, after, MovedBy(by))
    return replace(made, columns=(THEN, NOW, CHANGE), rows=rows, total=total)


def _remarks(by: Difference, then: NodeScore, now: NodeScore) -> list[Message]:
    said = [message(_TOO_SMALL, places=_PLACES)] if by.shown == 0 != by.exact else []
    return said + ([message(_SCOPE, then=then.in_scope, now=now.in_scope)] if then.in_scope != now.in_scope else [])


def change_lead(scored: Scored, figure: Figure) -> tuple[Lead, ...]:
    """Give the further question how a score or a share moved, where there is an earlier one to compare with."""
    earlier = scored.earlier
    if earlier is None or figure.kind not in {"score", "share"}:
        return ()
    then, now = earlier.card.nodes.get(figure.node, NOT_IN_PLAY), scored.node(figure.node)
    if _figure(then, figure.level) is None or _figure(now, figure.level) is None:
        return ()
    when = when_words(earlier.assessment, scored.assessment)
    return (Lead(message(N_("How it moved since {when}"), when=when), Figure("change", figure.node, figure.level)),)


def _moved(then: NodeScore, now: NodeScore, level: int) -> Difference | None:
    change = NodeChange(then, now)
    return change.share(level, _PLACES) if level else change.score(_PLACES)


def _figure(node: NodeScore, level: int) -> Fraction | None:
    return node.shares.get(level) if level else node.score


def _below(scored: Scored, earlier: Earlier, figure: Figure) -> tuple[Row, ...]:
    rows = []
    for child in children(scored.rubric, figure.node):
        then, now = earlier.card.nodes.get(child.id, NOT_IN_PLAY), scored.node(child.id)
        before, after = _figure(then, figure.level), _figure(now, figure.level)
        by = _moved(then, now, figure.level)
        if before is not None or after is not None:
            door = Figure("change", child.id, figure.level) if by else None
            rows.append(Row(NodeName(scored.rubric, child.id), (before, after, MovedBy(by)), door))
    return tuple(rows)


def _grades(scored: Scored, earlier: Earlier, figure: Figure) -> tuple[Row, ...]:
    """Give the requirements of a sub-indicator whose grades are not the same, at a level or at all of them."""
    before, after = earlier.assessment, scored.assessment
    scope = scope_of(earlier.pack.rubric, before.enterprise.segments, before.exclusions)
    rows = []
    for name in requirements_of(scored.rubric, figure.node):
        if figure.level not in (0, scored.rubric.places[name].level):
            continue
        then = DegreeName(earlier.pack.rubric, before.answer(name).grade or "") if name in scope else _OUT
        now = DegreeName(scored.rubric, after.answer(name).grade or "") if name in scored.scope else _OUT
        if then.id != now.id:
            rows.append(Row(RequirementName(scored.rubric, name), (then, now), name if now is not _OUT else None))
    return tuple(rows)


_OUT = Words(message(N_("not in scope")), "-")
