"""What the summary makes of the figures: strengths, gaps, actions and what these would bring."""

from __future__ import annotations

from fractions import Fraction
from itertools import zip_longest
from typing import TYPE_CHECKING

from nfmaturity.analysis.blockers import blockers, outcome
from nfmaturity.analysis.standouts import nodes_to_compare, standouts
from nfmaturity.i18n import _
from nfmaturity.report.facts import days, gap, share
from nfmaturity.report.frame import WIDTH
from nfmaturity.report.grid import Grid, Layout, Row, Stack
from nfmaturity.report.styles import BODY, SMALL, TABLE
from nfmaturity.report.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.platypus.flowables import Flowable

    from nfmaturity.analysis.blockers import Blocker
    from nfmaturity.analysis.standouts import Margin
    from nfmaturity.charts.shapes import Role
    from nfmaturity.report.facts import Facts

_SHOWN = 3
_COLUMNS = (138.0, 138.0, WIDTH - 276 - 30)
_EDGES: tuple[Role, Role, Role] = ("acc", "cop", "ink")


def highlights(facts: Facts) -> Grid:
    """Give three strengths, three gaps and the three requirements that add most to the next level."""
    found = standouts(facts.rubric, facts.card, nodes_to_compare(facts.rubric, facts.card))
    actions = blockers(facts.rubric, facts.assessment, facts.scope, facts.card)[:_SHOWN]
    strengths = [_strength(facts, margin, n) for n, margin in enumerate(found.strengths[:_SHOWN] if found else (), 1)]
    gaps = [_shortfall(facts, margin, n) for n, margin in enumerate(found.gaps[:_SHOWN] if found else (), 1)]
    todo = [_action(facts, blocker, n) for n, blocker in enumerate(actions, 1)]
    columns: list[Sequence[Flowable]] = [
        strengths or [Words(_("None stands above the threshold at this level."), SMALL)],
        gaps or [Words(_("None falls short of the threshold at this level."), SMALL)],
        todo or [Words(_("No level is left to reach."), SMALL)],
    ]
    titles = (
        _("Strengths: {n}").format(n=len(strengths)) if strengths else _("Strengths"),
        _("Gaps: {n}").format(n=len(gaps)) if gaps else _("Gaps"),
        _("Actions: {n}").format(n=len(todo)) if todo else _("Actions"),
    )
    rows = [
        Row(
            tuple(map(_topped, titles, _COLUMNS, _EDGES)),
            rule=None,
            pad=(0, 0),
            keep=True,
        )
    ]
    rows += [Row(cells) for cells in zip_longest(*columns)]
    return Grid(Layout(_COLUMNS, gap=15, pad=(3.5, 3.5), middle=False), rows)


def _topped(title: str, width: float, role: Role) -> Grid:
    style = BODY.but(bold=True)
    return Grid(Layout((width,)), [Row((Words(title, style),), rule=None, over=role, pad=(5, 1))])


def _numbered(n: int, title: str, text: str, column: int) -> Grid:
    layout = Layout((9.0, _COLUMNS[column] - 12), gap=3, pad=(0, 0), middle=False)
    role = _EDGES[column]
    number = Words(str(n), TABLE.but(bold=True, role=role))
    rows = [Row((number, Words(title, TABLE.but(bold=True))), rule=None), Row((None, Words(text, SMALL)), rule=None)]
    return Grid(layout, rows)


def _strength(facts: Facts, margin: Margin, n: int) -> Grid:
    """Say how far above the threshold a node is and what it has of the level after."""
    node = facts.card.nodes[margin.node]
    said = _("{level} share {share}, {gap} above the threshold.").format(
        level=facts.level_short(margin.level), share=share(margin.share), gap=gap(margin.margin)
    )
    after = node.shares.get(margin.level + 1)
    if after is not None:
        said += _(" Of {level} it already has {share}.").format(
            level=facts.level_short(margin.level + 1), share=share(after)
        )
    return _numbered(n, f"{facts.name(margin.node)} {share(node.score)}", said, 0)


def _shortfall(facts: Facts, margin: Margin, n: int) -> Grid:
    """Say how far below the threshold a node is and which requirement holds it back most."""
    node = facts.card.nodes[margin.node]
    said = _("{level} share {share}, {gap} short of the threshold.").format(
        level=facts.level_short(margin.level), share=share(margin.share), gap=gap(-margin.margin)
    )
    open_ = node.in_scope - node.answered
    if open_:
        said += _(" Unanswered: {n}.").format(n=open_)
    return _numbered(n, f"{facts.name(margin.node)} {share(node.score)}", said, 1)


def _action(facts: Facts, blocker: Blocker, n: int) -> Grid:
    """Say what a requirement would add, at what effort, and what it is graded now."""
    grade = _("unanswered") if blocker.grade is None else facts.say(facts.rubric.degrees[blocker.grade].name)
    level = facts.level_short(blocker.place.level)
    if blocker.effort_days is None:
        said = _("{id}, now {grade}. {level} share +{gain}.").format(
            id=blocker.id, grade=grade, level=level, gain=gap(blocker.gain)
        )
    else:
        said = _("{id}, now {grade}. {days} person-days, {level} share +{gain}.").format(
            id=blocker.id, grade=grade, level=level, gain=gap(blocker.gain), days=days(blocker.effort_days)
        )
    return _numbered(n, facts.say(blocker.place.requirement.text), said, 2)


def closing(facts: Facts) -> list[Flowable]:
    """Say what the actions would make of the share and the level, worked out exactly."""
    actions = blockers(facts.rubric, facts.assessment, facts.scope, facts.card)[:_SHOWN]
    after = outcome(facts.rubric, facts.assessment, facts.scope, facts.card, actions)
    if after is None or not actions:
        return []
    efforts = [blocker.effort_days for blocker in actions if blocker.effort_days is not None]
    lead = _("Together the actions listed take the {level} share from {before} to {after}").format(
        level=facts.level_short(after.level), before=share(after.before), after=share(after.after)
    )
    if len(efforts) == len(actions):
        lead = _("{lead}, at {days} person-days").format(lead=lead, days=days(sum(efforts, Fraction())))
    if not after.reached.level:
        said = _("The overall result stays below level 1 ({score}).")
    elif after.reached.level == facts.overall.level:
        said = _("The overall level stays {level} ({score}).")
    else:
        said = _("The overall level becomes {level} ({score}).")
    result = said.format(level=facts.standing(after.reached), score=share(after.reached.score))
    box = Layout((1.0, WIDTH - 18, 1.0), gap=8, pad=(7, 7))
    text = Stack([Words(_("{sentence}.").format(sentence=lead), TABLE.but(bold=True)), Words(result, TABLE)], 2)
    return [Grid(box, [Row((None, text, None), rule=None, ground="l0")])]
