"""The summary that fits one page: where the enterprise stands, what is strong, what is weak, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus.flowables import Flowable, Spacer

from nfmaturity.analysis.change_words import when_words
from nfmaturity.analysis.checks.all_checks import checks
from nfmaturity.analysis.standouts import level_in_question
from nfmaturity.charts.bars import share_bar
from nfmaturity.charts.radar import PRINT, Axis, before_stroke, radar
from nfmaturity.charts.shapes import Chart, Line, Shape, Stroke
from nfmaturity.i18n import N_, _
from nfmaturity.report.facts import percent, score_of, share
from nfmaturity.report.fonts import measure, printable
from nfmaturity.report.frame import HEIGHT, WIDTH, Entry
from nfmaturity.report.grid import Grid, Layout, Row, Stack
from nfmaturity.report.painter import Picture
from nfmaturity.report.sections.comparison import change_remark
from nfmaturity.report.sections.highlights import ending
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
from nfmaturity.report.sections.sentences import bounds_remark, headline
from nfmaturity.report.styles import TABLE
from nfmaturity.report.words import Words, capital

if TYPE_CHECKING:
    from nfmaturity.domain.rubric import CapabilityDomain
    from nfmaturity.domain.scoring import NodeScore
    from nfmaturity.report.facts import Facts

_LEFT, _RADAR, _SPACE = 147.0, 195.0, 12.0
_HEIGHT, _HEIGHT_OF_FEW, _FEW = 168.0, 150.0, 5
_RADAR_TEXT = 7.5
_LONG_NAME = 40
_SPARE = 2
_BESIDE = 12
"""So many domains still stand beside the radar; more go under it."""


def summary(facts: Facts, entry: Entry, listing: Entry | None) -> list[Flowable]:
    """Give the summary; `listing` is the page of all measures that it refers to."""
    node = facts.overall
    beside = WIDTH - _LEFT - 24
    top = side_by_side(
        [(_LEFT, score_block(facts, node, _remarks(facts), _LEFT)), (beside, share_bars(facts, node, beside))]
    )
    story: list[Flowable] = [*opening(entry, capital(headline(facts))), top, Spacer(0, 8), *_domains(facts)]
    if node.in_play:
        story.append(Spacer(0, 9))
        story += ending(facts, HEIGHT - sum(part.wrap(WIDTH, 0)[1] for part in story) - _SPARE, listing)
    return story


def _target_remark(node: NodeScore, target: int) -> str:
    """Say whether the target is reached, can still be, or is lost with the grades given so far."""
    if node.level is not None and node.level >= target:
        return N_("Target {level}: reached.")
    if node.bounds is not None and node.answered < node.in_scope and node.bounds.level[1] < target:
        return N_("Target {level}: out of reach with the grades given so far.")
    return N_("Target {level}: not yet reached.")


def _remarks(facts: Facts) -> list[str]:
    node = facts.overall
    remarks = [bounds_remark(facts, node)]
    target = facts.assessment.target_level
    if target is not None and node.answered:
        remarks.append(_(_target_remark(node, target)).format(level=facts.level_short(target)))
    remarks.append(change_remark(facts))
    remarks.append(_checks_remark(facts))
    if waiting := facts.waiting():
        remarks.append(_("Grades of the year before, still to be confirmed: {n}.").format(n=waiting))
    elif not facts.incomplete and node.in_scope:
        remarks.append(_("All {n} requirements in scope are graded.").format(n=node.in_scope))
    return remarks


def _checks_remark(facts: Facts) -> str:
    """Count the questions that the checks ask, "" where there are none."""
    found = checks(facts.asked)
    if not found:
        return ""
    grave = sum(check.severity == "mend" for check in found)
    return _("Checks: {grave} to mend, {rest} to look at.").format(grave=grave, rest=len(found) - grave)


def _domains(facts: Facts) -> list[Flowable]:
    in_play = [domain for _group, domain in facts.rubric.domains if facts.card.nodes[domain.id].in_play]
    if len(in_play) < 3:
        return [domain_table(facts, WIDTH)]
    if len(in_play) > _BESIDE or any(len(facts.name(domain.id)) > _LONG_NAME for domain in in_play):
        picture = _radar_block(facts, in_play, (WIDTH, 330.0))
        return [picture, Spacer(0, 12), domain_table(facts, WIDTH)]
    beside = WIDTH - _RADAR - _SPACE
    height = _HEIGHT if len(in_play) > _FEW else _HEIGHT_OF_FEW
    radar_block = _radar_block(facts, in_play, (_RADAR, height))
    return [side_by_side([(_RADAR, radar_block), (beside, domain_table(facts, beside))], _SPACE)]


def _radar_block(facts: Facts, domains: list[CapabilityDomain], size: tuple[float, float]) -> Grid:
    target = facts.assessment.target_level
    axes = [_axis(facts, domain, target) for domain in domains]
    chart = radar(size, axes, (max(facts.rubric.level_numbers), target), measure, _RADAR_TEXT)
    title = block_title(_("Capability domains: {n}").format(n=len(domains)), layout=Layout((size[0],)))
    rows = [
        title,
        Row((_key(facts, target, size[0]),), rule=None, pad=(0, 6)),
        Row((Picture(chart),), rule=None, pad=(0, 0)),
    ]
    return Grid(Layout((size[0],)), rows)


def _axis(facts: Facts, domain: CapabilityDomain, target: int | None) -> Axis:
    node = facts.card.nodes[domain.id]
    below = target is not None and bool(node.answered) and (node.level or 0) < target
    value = None if node.is_blank else float(node.score or 0)
    before = _score_before(facts, domain.id)
    return Axis(printable(facts.name(domain.id)), domain.id, score_of(node), value, below, before)


def _score_before(facts: Facts, domain: str) -> float | None:
    found = facts.compared
    change = found.domains.get(domain) if found and found.same_scale else None
    return None if change is None or change.before.score is None else float(change.before.score)


def _key(facts: Facts, target: int | None, width: float) -> Stack:
    def sample(stroke: Stroke) -> Picture:
        shapes: tuple[Shape, ...] = (Line((0, 4), (18, 4), stroke),)
        return Picture(Chart(18, 8, shapes))

    samples = [(sample(Stroke("accfill", 1.5)), _("now"))]
    if target is not None:
        said = _("target {level}").format(level=facts.level_short(target))
        samples.append((sample(Stroke("cop", 1.1, (4.0, 2.4))), said))
    if facts.compared and facts.compared.same_scale:
        when = when_words(facts.compared.earlier.assessment, facts.assessment)
        samples.append((sample(before_stroke(PRINT)), when))
    return legend(samples, width)


def domain_table(facts: Facts, width: float) -> Grid:
    """Give every domain with weight, level, score and its share at the level in question against τ."""
    level = level_in_question(facts.rubric, facts.overall)
    bar = 26.0 if width < WIDTH else 90.0
    fixed = (26.5, 21.0, 26.0, bar, 46.0)
    layout = Layout((width - sum(fixed) - 5 * 5, *fixed), gap=5, pad=(2.4, 2.4))
    at = "" if level is None else _("{level} share").format(level=facts.level_short(level))
    head = Row(
        (
            Words(_("Capability domain"), HEAD),
            Words(_("Weight"), HEAD_RIGHT),
            Words(_("Level"), HEAD_MIDDLE),
            Words(_("Score"), HEAD_RIGHT),
            None,
            Words(at, HEAD_RIGHT),
        ),
        rule="line2",
        over="ink",
    )
    domains = [domain for _group, domain in facts.rubric.domains]
    rows = [_domain_row(facts, domain, level, bar) for domain in domains]
    return Grid(layout, rows, head=[head])


def _domain_row(facts: Facts, domain: CapabilityDomain, level: int | None, bar: float) -> Row:
    node = facts.card.nodes[domain.id]
    weight = facts.domain_weights.get(domain.id)
    value = None if level is None else node.shares.get(level)
    picture: Flowable | None = None
    if value is not None and level is not None and node.answered:
        picture = Picture(share_bar((bar, 6), value, node.upper_shares[level], facts.tau))
    return Row(
        (
            Words(facts.name(domain.id), TABLE),
            Words("–" if weight is None else percent(weight), FIGURE.but(role="ink3")),
            chip(facts, node),
            Words(score_of(node), FIGURE_BOLD),
            picture,
            Words(_("not graded"), HEAD_RIGHT) if node.is_blank else Words(share(value), FIGURE),
        )
    )
