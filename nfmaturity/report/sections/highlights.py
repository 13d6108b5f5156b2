"""What the summary makes of the figures: strengths, gaps, actions and what these would bring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus.flowables import Spacer

from nfmaturity.analysis.amount_words import person_days
from nfmaturity.analysis.blockers import outcome
from nfmaturity.analysis.standouts import nodes_to_compare, standouts
from nfmaturity.i18n import _, join_sentences
from nfmaturity.report.facts import gain, gap, share, surplus
from nfmaturity.report.frame import WIDTH, Entry
from nfmaturity.report.grid import Grid, Layout, Row, Stack
from nfmaturity.report.sections.parts import side_by_side
from nfmaturity.report.styles import BODY, SMALL, TABLE
from nfmaturity.report.words import Words, capital, shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.platypus.flowables import Flowable

    from nfmaturity.analysis.blockers import Blocker, Outcome
    from nfmaturity.analysis.standouts import Margin, Standouts
    from nfmaturity.charts.shapes import Role
    from nfmaturity.report.facts import Facts

_SHOWN = 3
_MOST, _LINES = 12, 40
"""How many measures are listed at most, and the lines that a text of them takes: all it has."""

_COLUMNS = (125.0, 119.0, WIDTH - 244 - 30)
_EDGES: tuple[Role, Role, Role] = ("acc", "cop", "ink")


def ending(facts: Facts, room: float, listing: Entry | None) -> list[Flowable]:
    """Give strengths, gaps and as many of the measures as fit the height, then what all of them bring.

    Three of each are listed where there is room for them, fewer where texts are long; `listing` has all measures.
    """
    story: list[Flowable] = []
    most = min(len(facts.measures.made), _MOST)
    for shown in range(_SHOWN, 0, -1):
        for listed in range(max(shown, most), shown - 1, -1):
            story = [highlights(facts, shown, listed), Spacer(0, 7), *closing(facts, listed, listing)]
            if sum(part.wrap(WIDTH, 0)[1] for part in story) <= room:
                return story
    return story


def highlights(facts: Facts, shown: int, listed: int) -> Grid:
    """Give so many strengths and gaps, and so many of the measures that make the next level."""
    found = standouts(facts.rubric, facts.card, nodes_to_compare(facts.rubric, facts.card))
    actions = sorted(facts.measures.made, key=lambda blocker: -blocker.gain)
    strengths = [_strength(facts, margin, n) for n, margin in enumerate(found.strengths[:shown] if found else (), 1)]
    gaps = [_shortfall(facts, margin, n) for n, margin in enumerate(found.gaps[:shown] if found else (), 1)]
    todo = [_action(facts, blocker, n) for n, blocker in enumerate(actions[:listed], 1)]
    level = facts.level_short(actions[0].place.level) if actions else ""
    measured = _("Measures, by gain in the {level} share").format(level=level) if todo else _("Measures")
    if to_grade := facts.measures.to_grade:
        measured, texts = _("To be graded first"), [facts.say(one.place.requirement.text) for one in to_grade[:shown]]
        todo = [_numbered(n, text, one.id, 2) for n, (one, text) in enumerate(zip(to_grade, texts, strict=False), 1)]
    columns = (
        (_("Strengths"), strengths, _no_strength(facts)),
        (_("Gaps"), gaps, _no_gap(found)),
        (measured, todo, _("No level is left to reach.")),
    )
    parts = [
        (width, _column(title, points, width, role, instead))
        for (title, points, instead), width, role in zip(columns, _COLUMNS, _EDGES, strict=True)
    ]
    return side_by_side(parts, 15)


def _column(title: str, points: Sequence[Flowable], width: float, role: Role, instead: str) -> Grid:
    """Give points under a title, or what is said where there are none."""
    head = Row((Words(title, BODY.but(bold=True)),), rule=None, over=role, pad=(5, 1))
    rows = [Row((point,)) for point in points] or [Row((Words(instead, SMALL),), rule=None)]
    return Grid(Layout((width,), pad=(3.2, 3.2)), rows, head=[head])


def _no_strength(facts: Facts) -> str:
    if facts.overall.is_blank:
        return _("Nothing is graded yet.")
    return _("None stands above the threshold at this level.")


def _no_gap(found: Standouts | None) -> str:
    if found is not None and found.undecided:
        return _("None is certain while requirements are unanswered.")
    return _("None falls short of the threshold at this level.")


def _numbered(n: int, title: str, text: str, column: int, lines: int = 2) -> Grid:
    layout = Layout((9.0, _COLUMNS[column] - 12), gap=3, pad=(0, 0), middle=False)
    role = _EDGES[column]
    number = Words(str(n), TABLE.but(bold=True, role=role))
    bold = TABLE.but(bold=True)
    rows = [
        Row((number, Words(shortened(title, bold, layout.widths[1], lines), bold)), rule=None),
        Row((None, Words(text, SMALL)), rule=None),
    ]
    return Grid(layout, rows)


def _strength(facts: Facts, margin: Margin, n: int) -> Grid:
    """Say how far above the threshold a node is and what it has of the level after."""
    node = facts.card.nodes[margin.node]
    said = _("{level} share {share}, {gap} above the threshold.").format(
        level=facts.level_short(margin.level), share=share(margin.share), gap=surplus(margin.margin)
    )
    after = node.shares.get(margin.level + 1)
    if after is not None:
        said += _(" Of {level} it already has {share}.").format(
            level=facts.level_short(margin.level + 1), share=share(after)
        )
    return _numbered(n, f"{facts.name(margin.node)} {share(node.score)}", capital(said), 0)


def _shortfall(facts: Facts, margin: Margin, n: int) -> Grid:
    """Say how far below the threshold a node is and how much of it is unanswered."""
    node = facts.card.nodes[margin.node]
    said = _("{level} share {share}, {gap} short of the threshold.").format(
        level=facts.level_short(margin.level), share=share(margin.share), gap=gap(-margin.margin)
    )
    open_ = node.in_scope - node.answered
    if open_:
        said += _(" Unanswered: {n}.").format(n=open_)
    return _numbered(n, f"{facts.name(margin.node)} {share(node.score)}", capital(said), 1)


def _action(facts: Facts, blocker: Blocker, n: int) -> Grid:
    """Say what a requirement would add, at what effort, and what it is graded now."""
    grade = facts.grade(blocker.id)
    said = [_("{id}, now {grade}").format(id=blocker.id, grade=grade)]
    if blocker.waits_for:
        said.append(_("Needs first: {ids}").format(ids=_(", ").join(blocker.waits_for)))
    if blocker.effort_days is not None:
        said.append(person_days(blocker.effort_days))
    if blocker.gain:
        said.append(_("Gain {gain}").format(gain=gain(blocker.gain)))
    else:
        said.append(_("Others of the measures wait for it"))
    return _numbered(n, facts.say(blocker.place.requirement.text), _sentences(said), 2, _LINES)


def _sentences(said: Sequence[str]) -> str:
    return join_sentences(_("{sentence}.").format(sentence=one) for one in said)


def closing(facts: Facts, listed: int, listing: Entry | None) -> list[Flowable]:
    """Say what the actions would make of the share and the level, worked out exactly."""
    actions = facts.measures.made
    if count := facts.measures.ungraded:
        said = _(
            "Unanswered on the way to {level}: {n}. Which gaps there are and what to do is told once they are graded."
        )
        parts = [Words(said.format(level=facts.level_short(facts.measures.level or 0), n=count), TABLE.but(bold=True))]
        if listing is not None:
            parts.append(Words(_("They are listed in chapter {chapter}.").format(chapter=listing.title), TABLE))
        return [_box(parts)]
    after = outcome(facts.rubric, facts.assessment, facts.scope, facts.card, actions)
    if after is None or not actions:
        return []
    single = _("The measure takes the {level} share of the whole from {before} to {after}")
    several = _("The {n} measures together take the {level} share of the whole from {before} to {after}")
    lead = (single if len(actions) == 1 else several).format(
        n=len(actions), level=facts.level_short(after.level), before=share(after.before), after=share(after.after)
    )
    effort = facts.measures.days
    if effort is not None:
        lead = _("{lead}, at {effort}").format(lead=lead, effort=person_days(effort))
    if not after.reached.level:
        said = _("The overall result stays below level 1 ({score}).")
    elif after.reached.level == facts.overall.level:
        said = _("The overall level stays {level} ({score}).")
    else:
        said = _("The overall level becomes {level} ({score}).")
    result = said.format(level=facts.standing(after.reached), score=share(after.reached.score))
    result += _behind(facts, after)
    parts = [Words(_("{sentence}.").format(sentence=lead), TABLE.but(bold=True)), Words(result, TABLE)]
    if listing is not None:
        said = _("Listed above: {shown} of {n}. All of them with person-days: chapter {chapter}.")
        if listed >= len(actions):
            said = _("Their sum, and what each needs first: chapter {chapter}.")
        parts.append(Words(said.format(shown=listed, n=len(actions), chapter=listing.title), TABLE))
    return [_box(parts)]


def _box(parts: Sequence[Flowable]) -> Grid:
    box = Layout((1.0, WIDTH - 18, 1.0), gap=8, pad=(7, 7))
    return Grid(box, [Row((None, Stack(parts, 2), None), rule=None, ground="l0")])


def _behind(facts: Facts, after: Outcome) -> str:
    """Name the domains that stay below the level the whole would reach: a weighted mean does not lift them all."""
    reached, nodes = after.reached.level or 0, after.card.nodes
    if reached <= (facts.overall.level or 0):
        return ""
    domains = [domain.id for _group, domain in facts.rubric.domains if nodes[domain.id].level is not None]
    behind = [domain for domain in domains if (nodes[domain].level or 0) < reached]
    if not behind:
        return ""
    weakest_first = sorted(behind, key=lambda domain: nodes[domain].score or 0)
    names = _(", ").join(facts.name(domain) for domain in weakest_first)
    return _(" Still below it on their own, the weakest first ({n}): {names}.").format(names=names, n=len(behind))
