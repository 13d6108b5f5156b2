"""The result: the whole, the groups, the domains by level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus.flowables import Flowable, Spacer

from nfmaturity.analysis.blockers import gate
from nfmaturity.charts.bars import bounds_bar
from nfmaturity.charts.heat_map import HALF, HeatCell, heat_cell
from nfmaturity.charts.shapes import Chart, Hatch, Rect, Shape, Stroke
from nfmaturity.domain.rubric import OVERALL
from nfmaturity.i18n import _
from nfmaturity.report.facts import percent, score_of, share_at, threshold
from nfmaturity.report.frame import WIDTH, Entry
from nfmaturity.report.grid import Grid, Layout, Row, Stack
from nfmaturity.report.painter import Picture
from nfmaturity.report.sections.parts import (
    FIGURE,
    FIGURE_BOLD,
    HEAD,
    HEAD_MIDDLE,
    HEAD_RIGHT,
    block_title,
    chip,
    legend,
    opening,
    score_block,
    share_bars,
    side_by_side,
)
from nfmaturity.report.sections.sentences import answered_remark, bounds_remark, result_sentence
from nfmaturity.report.styles import SMALL, TABLE
from nfmaturity.report.words import Words, capital

if TYPE_CHECKING:
    from nfmaturity.domain.rubric import CapabilityDomain
    from nfmaturity.domain.scoring import NodeScore
    from nfmaturity.report.facts import Facts

_LEFT = 147.0


def result(facts: Facts, entry: Entry) -> list[Flowable]:
    """Give score and level of the whole and of the groups, and every domain's shares by level."""
    node, beside = facts.overall, WIDTH - _LEFT - 24
    remarks = [answered_remark(facts, OVERALL)]
    top = side_by_side([(_LEFT, score_block(facts, node, remarks, _LEFT)), (beside, share_bars(facts, node, beside))])
    return [
        *opening(entry, capital(result_sentence(facts))),
        top,
        Spacer(0, 14),
        *_bounds(facts),
        _groups(facts),
        Spacer(0, 14),
        _heat_map(facts),
        Spacer(0, 5),
        _key(facts),
    ]


def _bounds(facts: Facts) -> list[Flowable]:
    node = facts.overall
    if node.bounds is None or not facts.incomplete:
        return []
    bar = bounds_bar((WIDTH, 10), node.bounds.score, max(facts.rubric.level_numbers), facts.assessment.target_level)
    scale = _("0 to {top}, the upright line is the target") if facts.assessment.target_level else _("0 to {top}")
    title = block_title(_("Range of the final score"), scale.format(top=max(facts.rubric.level_numbers)))
    said = Words(bounds_remark(facts, node), SMALL)
    return [
        Grid(
            Layout((WIDTH,)), [title, Row((Picture(bar),), rule=None, pad=(4, 5)), Row((said,), rule=None, pad=(0, 0))]
        ),
        Spacer(0, 14),
    ]


def _groups(facts: Facts) -> Grid:
    numbers = facts.rubric.level_numbers
    layout = _columns(len(numbers))
    weights = facts.weights(facts.rubric.groups)
    rows = [block_title(_("Groups and the whole"))]
    rows.append(_heads(facts, _("Group")))
    for group in facts.rubric.groups:
        node = facts.card.nodes[group.id]
        rows.append(_figures(facts, node, facts.say(group.name), weights.get(group.id)))
    rows.append(_figures(facts, facts.overall, _("Whole enterprise"), None, total=True))
    return Grid(layout, rows)


def _columns(levels: int) -> Layout:
    cell = min(45.0, 240.0 / levels)
    return Layout(
        (WIDTH - 96 - cell * levels - 6 * (3 + levels), 36.0, 24.0, 36.0, *([cell] * levels)), gap=6, pad=(3.4, 3.4)
    )


def _heads(facts: Facts, first: str) -> Row:
    levels = [Words(_level_head(facts, level), HEAD_MIDDLE) for level in facts.rubric.level_numbers]
    cells = (
        Words(first, HEAD),
        Words(_("Weight"), HEAD_RIGHT),
        Words(_("Level"), HEAD_MIDDLE),
        Words(_("Score"), HEAD_RIGHT),
    )
    return Row((*cells, *levels), rule="line2", keep=True)


def _level_head(facts: Facts, level: int) -> str:
    name = facts.level_short(level)
    return name if len(name) <= 8 else str(level)


def _figures(facts: Facts, node: NodeScore, name: str, weight: object, *, total: bool = False) -> Row:
    from fractions import Fraction

    bold = TABLE.but(bold=True) if total else TABLE
    shares = [
        Words(share_at(node, level), (FIGURE_BOLD if total else FIGURE).but(align="middle"))
        for level in facts.rubric.level_numbers
    ]
    said = percent(weight) if isinstance(weight, Fraction) else ("" if total else "–")
    cells = (
        Words(name, bold),
        Words(said, FIGURE.but(role="ink3")),
        chip(facts, node),
        Words(score_of(node), FIGURE_BOLD),
    )
    return Row((*cells, *shares))


def _heat_map(facts: Facts) -> Grid:
    numbers = facts.rubric.level_numbers
    layout = _columns(len(numbers))
    narrow = Layout(layout.widths, gap=layout.gap, pad=(1.2, 1.2))
    rows = [_heat_row(facts, domain, layout.widths[-1]) for _group, domain in facts.rubric.domains]
    return Grid(
        narrow,
        rows,
        title=[block_title(_("Capability domains by level"))],
        head=[_heads(facts, _("Capability domain"))],
    )


def _heat_row(facts: Facts, domain: CapabilityDomain, width: float) -> Row:
    node = facts.card.nodes[domain.id]
    weight = facts.domain_weights.get(domain.id)
    cells = [
        Picture(heat_cell((width, 20), _cell(facts, node, level), facts.tau, 8)) for level in facts.rubric.level_numbers
    ]
    named = (
        Words(facts.name(domain.id), TABLE),
        Words("–" if weight is None else percent(weight), FIGURE.but(role="ink3")),
        chip(facts, node),
        Words(score_of(node), FIGURE_BOLD),
    )
    return Row((*named, *cells), rule=None)


def _cell(facts: Facts, node: NodeScore, level: int) -> HeatCell:
    value = node.shares.get(level)
    decides = level == gate(facts.rubric, node) and not node.is_blank
    return HeatCell(value, share_at(node, level), decides, is_open=node.is_blank)


def _key(facts: Facts) -> Stack:
    tau = threshold(facts.tau)
    box = (12.0, 9.0)
    samples: list[tuple[Shape, str]] = [(Rect(0, 0, *box, fill="l3"), _("met, at least {tau}").format(tau=tau))]
    if facts.tau > HALF:
        samples.append((Rect(0, 0, *box, fill="l1"), _("0.50 to below {tau}").format(tau=tau)))
        samples.append((Rect(0, 0, *box, fill="l0"), _("below 0.50")))
    else:
        samples.append((Rect(0, 0, *box, fill="l0"), _("below {tau}").format(tau=tau)))
    samples.append((Rect(0.7, 0.7, 10.6, 7.6, stroke=Stroke("cop", 1.3)), _("decides the next level")))
    if any(facts.card.nodes[domain.id].is_blank for _group, domain in facts.rubric.domains):
        samples.append((Rect(0.4, 0.4, 11.2, 8.2, stroke=Stroke("line2", 0.75)), _("not graded yet")))
    samples.append((Hatch(0, 0, *box, "panel", "line2"), _("not in scope")))
    return legend([(Picture(Chart(*box, (shape,))), text) for shape, text in samples])
