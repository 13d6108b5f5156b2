"""Every requirement in scope with its grade and comment: most of the report's pages, so they come last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus.flowables import Flowable

from nfmaturity.charts.harvey_ball import harvey_ball
from nfmaturity.i18n import _
from nfmaturity.report.facts import share, share_at
from nfmaturity.report.frame import WIDTH, Sign
from nfmaturity.report.grid import Grid, Layout, Row, Stack
from nfmaturity.report.sections.parts import HEAD, block_title, heading, opening, paragraphs
from nfmaturity.report.styles import CAPTION, ID, SMALL, TABLE
from nfmaturity.report.words import Words

if TYPE_CHECKING:
    from nfmaturity.domain.assessment import Answer
    from nfmaturity.domain.rubric import CapabilityDomain, SubIndicator
    from nfmaturity.domain.scoring import NodeScore
    from nfmaturity.report.facts import Facts
    from nfmaturity.report.sections.numbering import Numbering

_LAYOUT = Layout((66.0, WIDTH - 66 - 84 - 18, 84.0), gap=9, pad=(4, 4), middle=False)
_GRADE = Layout((10.0, 69.0), gap=5, pad=(0, 0))
_COMMENT = SMALL
_WAITS = CAPTION.but(role="cop")
_ROOM = 170
"""A domain's heading stays with the first requirements under it."""


def every_requirement(facts: Facts, chapters: Numbering) -> list[Flowable]:
    """Give the last chapter, with a section a domain in scope and in it a table a sub-indicator."""
    count = facts.overall.in_scope
    sentence = _("Requirements with grade and comment: {n}").format(n=count)
    story = opening(chapters.chapter(_("Every requirement")), sentence)
    if waiting := facts.waiting():
        said = _(
            'Grades marked "to confirm" are those of the year before, which nobody has confirmed yet: {n}. '
            "They count as they stand."
        )
        story += paragraphs(said.format(n=waiting), SMALL)
    for _group, domain in facts.rubric.domains:
        if facts.card.nodes[domain.id].in_play:
            story += [*heading(chapters.section(facts.name(domain.id)), _ROOM), *_requirement_lists(facts, domain)]
    return story


def _requirement_lists(facts: Facts, domain: CapabilityDomain) -> list[Flowable]:
    return [_requirements(facts, item) for item in domain.sub_indicators if item.id in facts.scope.levels]


def _requirements(facts: Facts, item: SubIndicator) -> Grid:
    node = facts.card.nodes[item.id]
    name = f"{item.id} {facts.say(item.name)}"
    title = block_title(
        name,
        _("not graded yet") if node.is_blank else _standing(facts, node),
    )
    definition = Row((Words(facts.say(item.definition), SMALL),), rule=None, whole=True, keep=True, pad=(0, 4))
    head = Row(
        (Words(_("Id"), HEAD), Words(_("Requirement and comment"), HEAD), Words(_("Grade"), HEAD)),
        rule="line2",
        pad=(2, 3),
    )
    more = Words(_("{name} (continued)").format(name=name), CAPTION.but(bold=True, role="ink2"))
    again = Row((more,), rule=None, whole=True, keep=True, pad=(0, 2))
    rows = []
    for level, names in facts.scope.levels[item.id].items():
        rows.append(_level_row(facts, node, level))
        rows += [_row(facts, name) for name in names]
    table = Grid(_LAYOUT, rows, title=[title, definition], head=[head], again=[again])
    table.spaceAfter = 14
    return table


def _standing(facts: Facts, node: NodeScore) -> str:
    return _("{level}, score {score}").format(level=facts.standing(node), score=share(node.score))


def _level_row(facts: Facts, node: NodeScore, level: int) -> Row:
    met = node.shares[level] >= facts.tau
    said = _("{level}: share {share}, met") if met else _("{level}: share {share}")
    text = said.format(level=facts.level(level), share=share_at(node, level))
    return Row((Words(text, CAPTION.but(bold=True, role="acc")),), ground="panel", whole=True, keep=True, pad=(3, 3))


def _row(facts: Facts, name: str) -> Row:
    answer = facts.assessment.answer(name)
    text: Flowable = Words(facts.say(facts.rubric.places[name].requirement.text), TABLE)
    if comment := facts.comment(name):
        text = Stack([text, Words(comment, _COMMENT)], 1.5)
    return Row((Words(name, ID), text, _grade(facts, answer)))


def _grade(facts: Facts, answer: Answer) -> Grid:
    degree = None if answer.grade is None else facts.rubric.degrees[answer.grade]
    ball = harvey_ball(9.5, None if degree is None else degree.value)
    said: Flowable = Words(_("unanswered") if degree is None else facts.say(degree.name), SMALL)
    if answer.is_to_confirm:
        said = Stack([said, Words(_("to confirm"), _WAITS)])
    return Grid(_GRADE, [Row((Sign(ball), said), rule=None)])
