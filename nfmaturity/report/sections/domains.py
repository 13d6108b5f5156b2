"""A chapter a domain: where it stands, what is strong, what is missing, and ways to the next level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus.flowables import Flowable, PageBreak, Spacer

from nfmaturity.analysis.blockers import Blocker, blockers, gate
from nfmaturity.analysis.standouts import level_in_question, standouts
from nfmaturity.charts.harvey_ball import harvey_ball, level_cell
from nfmaturity.charts.shapes import Chart, Rect, Stroke
from nfmaturity.i18n import _
from nfmaturity.report.chapters import Part
from nfmaturity.report.facts import days, gain, gap, percent, score_of, share, share_at, surplus
from nfmaturity.report.frame import HEIGHT, WIDTH, Entry, Mark, Sign
from nfmaturity.report.grid import Grid, Layout, Row, Stack
from nfmaturity.report.painter import Picture
from nfmaturity.report.sections.labels import EFFORTS
from nfmaturity.report.sections.measures import needs_first, requirement_table
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
    together,
)
from nfmaturity.report.sections.sentences import answered_remark, bounds_remark, domain_sentence, short_words
from nfmaturity.report.styles import CAPTION, SMALL, TABLE
from nfmaturity.report.words import Words, capital

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from nfmaturity.domain.rubric import CapabilityDomain, Group, SubIndicator
    from nfmaturity.report.facts import Facts, gain, surplus
    from nfmaturity.report.sections.numbering import Numbering

_LEFT = 147.0
_SHOWN = 3
_BLOCKERS, _MOST_BLOCKERS, _ACTIONS = 8, 20, 8
"""How many blockers are listed at least, and at most where their page holds them; and how many ways to get there.

A domain takes a page where it stands and one on what to do, or one for both.
"""
_SPARE = 2
_NAMED = 12


def domain_chapters(facts: Facts, chapters: Numbering) -> list[Flowable]:
    """Give a chapter for every domain, in the pack's order."""
    parent = chapters.chapter(_("Capability domains"))
    story: list[Flowable] = []
    first = True
    for group, domain in facts.rubric.domains:
        if first:
            story.append(Mark(parent))
            first = False
        else:
            story.append(PageBreak())
        story += _chapter(facts, chapters.section(facts.name(domain.id)), group, domain)
    return story


def _chapter(facts: Facts, entry: Entry, group: Group, domain: CapabilityDomain) -> list[Flowable]:
    node = facts.card.nodes[domain.id]
    kicker = _("{group} / {id} {name}").format(group=facts.say(group.name), id=domain.id, name=facts.say(domain.name))
    weight = facts.domain_weights.get(domain.id)
    if weight is not None:
        kicker = _("{place} / weight {weight}").format(place=kicker, weight=percent(weight))
    story = opening(entry, capital(domain_sentence(facts, domain)), kicker)
    if not node.in_play:
        return [
            *story,
            Words(
                _("No requirement of this domain counts for the enterprise, so it has neither level nor score."), SMALL
            ),
            Spacer(0, 8),
            *_left_out(facts, domain),
        ]
    beside = WIDTH - _LEFT - 24
    top = side_by_side(
        [(_LEFT, score_block(facts, node, _remarks(facts, domain), _LEFT)), (beside, share_bars(facts, node, beside))]
    )
    story += [top, Spacer(0, 12), _items(facts, domain), Spacer(0, 4), _key(facts), Spacer(0, 8)]
    story += _left_out(facts, domain)
    points: list[Flowable] = [_points(facts, domain), Spacer(0, 10)]
    room, taken = HEIGHT - _height(story), _height(points)
    if 0 <= room < taken <= HEIGHT:
        return [*story, PageBreak(), *points, *_to_next(facts, domain, HEIGHT - taken, is_last=True)]
    return [*story, *points, *_to_next(facts, domain, room - taken)]


def _height(parts: Sequence[Flowable]) -> float:
    return sum(part.wrap(WIDTH, HEIGHT)[1] for part in parts)


def _remarks(facts: Facts, domain: CapabilityDomain) -> list[str]:
    node = facts.card.nodes[domain.id]
    nodes = (facts.card.nodes[domain.id] for _group, domain in facts.rubric.domains)
    scores = sorted((other.score or 0 for other in nodes if other.answered), reverse=True)
    remarks = []
    if short := short_words(facts, node):
        remarks.append(_("{sentence}.").format(sentence=short))
    if len(scores) > 1 and node.score is not None and not facts.overall.ungraded:
        is_shared = scores.count(node.score) > 1
        said = _("Rank by score: equal {rank} of {n}.") if is_shared else _("Rank by score: {rank} of {n}.")
        remarks.append(said.format(rank=scores.index(node.score) + 1, n=len(scores)))
    remarks.append(answered_remark(facts, domain.id))
    remarks.append(bounds_remark(facts, node))
    return remarks


def _items(facts: Facts, domain: CapabilityDomain) -> Grid:
    numbers = facts.rubric.level_numbers
    cell = min(50.0, 250.0 / len(numbers))
    fixed = (32.0, *([cell] * len(numbers)), 24.0, 33.0)
    layout = Layout((WIDTH - sum(fixed) - 4 * len(fixed), *fixed), gap=4, pad=(2, 2))
    heads = [Words(_("Sub-indicator"), HEAD), Words(_("Weight"), HEAD_RIGHT)]
    for level in numbers:
        name = facts.level_short(level)
        heads.append(Words(name if len(name) <= 8 else str(level), HEAD_MIDDLE))
    heads += [Words(_("Level"), HEAD_MIDDLE), Words(_("Score"), HEAD_RIGHT)]
    head = Row(tuple(heads), rule="line2")
    weights = facts.weights(domain.sub_indicators)
    rows = [_item_row(facts, item, weights[item.id], cell) for item in domain.sub_indicators if item.id in weights]
    where = _("each requirement with its comment: last chapter") if Part.REQUIREMENTS in facts.parts else ""
    title = block_title(_("Sub-indicators and grades of their requirements"), where)
    return Grid(layout, [*rows, _total_row(facts, domain)], title=[title], head=[head])


def _item_row(facts: Facts, item: SubIndicator, weight: Fraction, cell: float) -> Row:
    node = facts.card.nodes[item.id]
    cells: list[Flowable] = [
        Stack([Words(facts.say(item.name), TABLE), Words(item.id, CAPTION)]),
        Words(percent(weight), FIGURE.but(role="ink3")),
    ]
    for level in facts.rubric.level_numbers:
        value = node.shares.get(level)
        if value is None:
            cells.append(Words("–", CAPTION.but(align="middle")))
            continue
        grades = (facts.assessment.answer(name).grade for name in facts.scope.levels[item.id][level])
        values = tuple(None if grade is None else facts.rubric.degrees[grade].value for grade in grades)
        decides = level == gate(facts.rubric, node) and not node.is_blank
        cells.append(Sign(level_cell(cell, values, share_at(node, level), met=value >= facts.tau, decides=decides)))
    return Row((*cells, chip(facts, node), Words(score_of(node), FIGURE_BOLD)))


def _total_row(facts: Facts, domain: CapabilityDomain) -> Row:
    node = facts.card.nodes[domain.id]
    shares = [Words(share_at(node, n), TABLE.but(bold=True, align="middle")) for n in facts.rubric.level_numbers]
    named = (Words(_("The domain"), TABLE.but(bold=True)), Words("100.0%", FIGURE.but(role="ink3")))
    return Row((*named, *shares, chip(facts, node), Words(score_of(node), FIGURE_BOLD)), pad=(5, 5))


def _key(facts: Facts) -> Stack:
    samples: list[tuple[Picture, str]] = []
    for degree in facts.rubric.scoring.degrees:
        said = _("{degree} {value}").format(
            degree=facts.say(degree.name), value=share(degree.value).rstrip("0").rstrip(".")
        )
        samples.append((Picture(harvey_ball(9, degree.value)), said))
    samples.append((Picture(harvey_ball(9, None)), _("unanswered, counts 0")))
    frame = Chart(11, 9, (Rect(0.7, 0.7, 9.6, 7.6, stroke=Stroke("cop", 1.3)),))
    samples.append((Picture(frame), _("decides the next level")))
    return legend(samples)


def _left_out(facts: Facts, domain: CapabilityDomain) -> list[Flowable]:
    out = [item for item in domain.sub_indicators if item.id not in facts.scope.levels]
    story: list[Flowable] = []
    for item in out:
        reason = facts.assessment.exclusions.get(item.id)
        said = _("Not in scope: {id} {name}. {reason}").format(
            id=item.id,
            name=facts.say(item.name),
            reason=reason or _("It is not meant for this type of enterprise."),
        )
        story += [Words(said, SMALL), Spacer(0, 4)]
    return story


def _points(facts: Facts, domain: CapabilityDomain) -> Grid:
    width = (WIDTH - 18) / 2
    left, right = _strengths(facts, domain), _shortfalls(facts, domain)
    unanswered = _unanswered(facts, domain)
    if unanswered:
        names = _(", ").join(unanswered[:_NAMED])
        said = names if len(unanswered) <= _NAMED else _("{names} and others").format(names=names)
        right.append(_point(_("Unanswered: {n}").format(n=len(unanswered)), "", said))
    titles = (_("Strengths"), _("Gaps and unanswered") if unanswered else _("Gaps"))
    left = left or [Words(_nothing_yet(facts, domain), SMALL)]
    right = right or [Words(_("No sub-indicator falls short of the threshold at this level."), SMALL)]
    columns = [(width, _column(title, points, width)) for title, points in zip(titles, (left, right), strict=True)]
    return side_by_side(columns, 18)


def _column(title: str, points: Sequence[Flowable], width: float) -> Grid:
    head = Row((Words(title, TABLE.but(bold=True)),), rule=None, over="ink", pad=(5, 5))
    rows = [Row((point,), rule="line" if place < len(points) else None) for place, point in enumerate(points, 1)]
    return Grid(Layout((width,), pad=(4, 4)), rows, head=[head])


def _nothing_yet(facts: Facts, domain: CapabilityDomain) -> str:
    node = facts.card.nodes[domain.id]
    level = level_in_question(facts.rubric, node)
    if node.is_blank or level is None:
        return _("Nothing is graded yet.") if node.is_blank else ""
    return _("No sub-indicator has reached {level} yet.").format(level=facts.level_short(level))


def _strengths(facts: Facts, domain: CapabilityDomain) -> list[Flowable]:
    """Give the sub-indicators above τ, or where there are none the requirements that are already fulfilled."""
    found = standouts(facts.rubric, facts.card, [item.id for item in domain.sub_indicators], domain.id)
    if found is None:
        return []
    level = facts.level_short(found.level)
    said = _("{level} share {share}, {gap} above the threshold.")
    points: list[Flowable] = [
        _point(
            facts.name(m.node), m.node, capital(said.format(level=level, share=share(m.share), gap=surplus(m.margin)))
        )
        for m in found.strengths[:_SHOWN]
    ]
    if points:
        return points
    best = facts.rubric.scoring.degrees[0]
    names = [
        name
        for item in domain.sub_indicators
        for name in facts.scope.levels.get(item.id, {}).get(found.level, ())
        if facts.assessment.answer(name).grade == best.id
    ]
    said = capital(_("{level}: {grade}.").format(level=level, grade=facts.say(best.name)))
    return [_point(facts.say(facts.rubric.places[name].requirement.text), name, said) for name in names[:_SHOWN]]


def _shortfalls(facts: Facts, domain: CapabilityDomain) -> list[Flowable]:
    found = standouts(facts.rubric, facts.card, [item.id for item in domain.sub_indicators], domain.id)
    if found is None:
        return []
    said = _("{level} share {share}, {gap} short of the threshold.")
    return [
        _point(
            facts.name(m.node),
            m.node,
            capital(said.format(level=facts.level_short(m.level), share=share(m.share), gap=gap(-m.margin))),
        )
        for m in found.gaps[:_SHOWN]
    ]


def _point(name: str, node: str, said: str) -> Stack:
    title = f"{name}   {node}" if node else name
    return Stack([Words(title, TABLE.but(bold=True)), Words(said, SMALL)])


def _unanswered(facts: Facts, domain: CapabilityDomain) -> list[str]:
    return [
        name
        for item in domain.sub_indicators
        for names in facts.scope.levels.get(item.id, {}).values()
        for name in names
        if facts.assessment.answer(name).grade is None
    ]


def _to_next(facts: Facts, domain: CapabilityDomain, room: float, *, is_last: bool = False) -> list[Flowable]:
    """Give blockers and ways to get past them, in the room that is left or else so many as fill the next page.

    On the domain's last page they are as many as it holds.
    """
    node = facts.card.nodes[domain.id]
    level = gate(facts.rubric, node)
    found = blockers(facts.rubric, facts.assessment, facts.scope, facts.card, domain.id)
    if level is None or not found:
        return []
    if to_grade := [blocker for blocker in found if blocker.grade is None]:
        table = _to_grade(facts, level, to_grade)
        return [together(table), table]
    actions = _typical_actions(facts, domain, level)
    rows = [_blocker_row(facts, blocker) for blocker in found[:_MOST_BLOCKERS]]

    def first(shown: int) -> list[Flowable]:
        return [_blockers(facts, level, rows[:shown], len(found)), *actions]

    def most_within(height: float) -> int:
        """Give how many blockers stand over all the ways within a height, 0 where that holds not even one."""
        return next((shown for shown in range(len(rows), 0, -1) if _height(first(shown)) <= height), 0)

    listed = first(_BLOCKERS)
    if is_last and (shown := most_within(room - _SPARE)):
        return first(shown)
    if _height(listed) <= room:
        return listed
    if room > 0 and (shown := most_within(HEIGHT - _SPARE)):  # with less room a second page is begun already
        return [PageBreak(), *first(shown)]
    return [together(listed[0]), *listed]


def _to_grade(facts: Facts, level: int, found: Sequence[Blocker]) -> Grid:
    """List what is unanswered at the next level: until it is graded nobody knows what is missing."""
    said = _("To be graded first, on the way to {level}").format(level=facts.level_short(level))
    return requirement_table(facts, found[:_MOST_BLOCKERS], [block_title(said, _first_of(_MOST_BLOCKERS, len(found)))])


def _gaps_listed(facts: Facts, shown: int, count: int) -> str:
    """Say how many gaps are listed, and where the others stand."""
    if shown >= count:
        return _("greatest gain first, {n} in all").format(n=count)
    said = _("greatest gain first, {shown} of {all}")
    if Part.REQUIREMENTS in facts.parts:
        said = _("greatest gain first, {shown} of {all}; the others: last chapter")
    return said.format(shown=shown, all=count)


def _first_of(shown: int, count: int) -> str:
    return (
        _("{n} in all").format(n=count)
        if shown >= count
        else _("the first {shown} of {all}").format(shown=shown, all=count)
    )


def _blockers(facts: Facts, level: int, rows: Sequence[Row], count: int) -> Grid:
    fixed = (12.0, 50.0, 46.0, 52.0)
    layout = Layout((66.0, WIDTH - 66 - sum(fixed) - 30, *fixed), gap=6, pad=(4, 4))
    name = facts.level_short(level)
    title = block_title(
        _("What stands between the domain and {level}").format(level=name),
        _gaps_listed(facts, len(rows), count),
    )
    heads = (
        Words(_("Id"), HEAD),
        Words(_("Requirement"), HEAD),
        None,
        Words(_("Grade now"), HEAD),
        Words(_("Person-days"), HEAD_RIGHT),
        Words(_("Gain in its {level} share").format(level=name), HEAD_RIGHT),
    )
    return Grid(layout, rows, title=[title], head=[Row(heads, rule="line2")])


def _typical_actions(facts: Facts, domain: CapabilityDomain, level: int) -> list[Flowable]:
    """List the pack's ways to reach a level for the sub-indicators that fall short of it."""
    rows = [
        Row((Words(item.id, CAPTION), Words(facts.say(action.text), TABLE), Words(_(EFFORTS[action.effort]), SMALL)))
        for item in domain.sub_indicators
        if level in (shares := facts.card.nodes[item.id].shares) and shares[level] < facts.tau and level in item.levels
        for action in item.levels[level].actions
    ]
    if not rows:
        return []
    title = block_title(_("Typical ways to get there"))
    layout = Layout((66.0, WIDTH - 66 - 130 - 12, 130.0), gap=6, pad=(4, 4))
    actions = Grid(layout, rows[:_ACTIONS], title=[title])
    return [Spacer(0, 10), together(actions), actions]


def _blocker_row(facts: Facts, blocker: Blocker) -> Row:
    value = None if blocker.grade is None else facts.rubric.degrees[blocker.grade].value
    return Row(
        (
            Words(blocker.id, CAPTION),
            Stack([Words(facts.say(blocker.place.requirement.text), TABLE), *needs_first(blocker)]),
            Sign(harvey_ball(9, value)),
            Words(facts.grade(blocker.id), SMALL),
            Words(days(blocker.effort_days), FIGURE),
            Words(gain(blocker.gain), FIGURE_BOLD.but(role="acc")),
        )
    )
