"""What the Overview shows, as values: domains by level, groups, progress, and where each figure leads."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from nfmaturity.analysis.blockers import gate
from nfmaturity.charts.radar import Axis
from nfmaturity.domain.scoring import cut
from nfmaturity.i18n import _, current_language
from nfmaturity.ui.settings import Location
from nfmaturity.ui.standing_words import NOTHING, level_name, percent, score_words, share_words, verdict_words
from nfmaturity.ui.widgets.heat_table import HeatFigure, HeatRow
from nfmaturity.ui.widgets.level_chip import chip_role
from nfmaturity.ui.widgets.share_rows import ShareRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nfmaturity.domain.rubric import CapabilityDomain, Group, Rubric, SubIndicator
    from nfmaturity.domain.scoring import NodeScore, ScoreCard
    from nfmaturity.ui.session import AssessmentSession


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group of domains: its name, what it weighs, where it stands and where its figure leads."""

    node: str
    name: str
    weight: str
    level: int | None
    role: str
    score: str
    door: Location


@dataclass(frozen=True, slots=True)
class ProgressLine:
    """How much of a domain is graded, and where one goes on."""

    node: str
    name: str
    answered: int
    in_scope: int
    door: Location


def short_level(rubric: Rubric, level: int, most: int = 8) -> str:
    """Give the name of a level, its number where the name is longer than that many characters."""
    name = level_name(rubric, level)
    return name if len(name) <= most else str(level)


# Doors


def weakest(card: ScoreCard, items: Iterable[SubIndicator], level: int) -> str:
    """Give the sub-indicator with the lowest share at a level, the first of those; "" where none has one."""
    having = [item.id for item in items if level in card.nodes[item.id].shares]
    return min(having, key=lambda name: card.nodes[name].shares[level], default="")


def deciding(rubric: Rubric, node: NodeScore) -> int | None:
    """Give the level that decides what comes next, or the highest there is."""
    level = gate(rubric, node)
    return level if level is not None else max(node.shares, default=None)


def _door(rubric: Rubric, card: ScoreCard, items: Sequence[SubIndicator], node: NodeScore) -> Location:
    level = deciding(rubric, node)
    return Location("assess", node="" if level is None else weakest(card, items, level))


# Shares


def share_rows(rubric: Rubric, node: NodeScore) -> tuple[ShareRow, ...]:
    """Give the shares of a node by level; the one that decides what comes next stands out."""
    tau, decides = rubric.scoring.level_threshold, gate(rubric, node)
    return tuple(
        ShareRow(
            level=level,
            role=chip_role(level, rubric.level_numbers),
            share=share,
            upper=node.upper_shares[level],
            figure=cut(share),
            verdict=verdict_words(share, tau),
            is_met=share >= tau,
            decides=level == decides,
        )
        for level, share in sorted(node.shares.items())
    )


# Domains by level


def heat_rows(session: AssessmentSession) -> tuple[HeatRow, ...]:
    """Give a row a domain, in the order of the rubric."""
    return tuple(_heat_row(session, domain) for _group, domain in session.rubric.domains)


def _heat_row(session: AssessmentSession, domain: CapabilityDomain) -> HeatRow:
    rubric, card = session.rubric, session.card
    node, name = card.nodes[domain.id], rubric.say(domain.name, current_language())
    decides = gate(rubric, node)
    standing = _("{name}: {level}, score {score}")
    figures = [
        HeatFigure(
            figure=NOTHING if node.score is None else cut(node.score, 2),
            said=standing.format(name=name, level=level_name(rubric, node.level), score=score_words(node.score)),
            door=_door(rubric, card, domain.sub_indicators, node).node,
        )
    ]
    for level in rubric.level_numbers:
        share = node.shares.get(level)
        figures.append(
            HeatFigure(
                figure="" if share is None else cut(share, 2),
                said=_cell_said(rubric, name, level, share, decides=level == decides),
                door=weakest(card, domain.sub_indicators, level),
                share=share,
                decides=level == decides,
            )
        )
    role = chip_role(node.level, rubric.level_numbers)
    return HeatRow(domain.id, name, NOTHING if node.level is None else str(node.level), role, tuple(figures))


def _cell_said(rubric: Rubric, name: str, level: int, share: Fraction | None, *, decides: bool) -> str:
    at = level_name(rubric, level)
    if share is None:
        return _("{name}, {level}: not in scope").format(name=name, level=at)
    verdict = verdict_words(share, rubric.scoring.level_threshold)
    said = _("{name}, {level}: share {share}, {verdict}")
    if decides:
        said = _("{name}, {level}: share {share}, {verdict}, decides the next level")
    return said.format(name=name, level=at, share=share_words(share), verdict=verdict)


# Radar


def radar_axes(session: AssessmentSession) -> tuple[Axis, ...]:
    """Give an axis for each domain in scope."""
    return tuple(_axis(session, domain) for _group, domain in session.rubric.domains if _counts(session, domain))


def _axis(session: AssessmentSession, domain: CapabilityDomain) -> Axis:
    node, target = session.card.nodes[domain.id], session.assessment.target_level
    below = target is not None and (node.level or 0) < target
    name = session.rubric.say(domain.name, current_language())
    score = node.score or Fraction()
    return Axis(name, domain.id, cut(score, 2), float(score), below)


def _counts(session: AssessmentSession, node: Group | CapabilityDomain) -> bool:
    return session.card.nodes[node.id].in_play


# Groups


def group_lines(session: AssessmentSession) -> tuple[GroupLine, ...]:
    """Give the groups in scope; none where there is but one, which is the whole."""
    having = [group for group in session.rubric.groups if _counts(session, group)]
    total = sum(group.weight for group in having)
    lines = (_group_line(session, group, group.weight / total) for group in having)
    return tuple(lines) if len(having) > 1 else ()


def _group_line(session: AssessmentSession, group: Group, part: Fraction) -> GroupLine:
    rubric, node = session.rubric, session.card.nodes[group.id]
    items = [item for domain in group.domains for item in domain.sub_indicators]
    return GroupLine(
        node=group.id,
        name=rubric.say(group.name, current_language()),
        weight=percent(part),
        level=node.level,
        role=chip_role(node.level, rubric.level_numbers),
        score=score_words(node.score),
        door=_door(rubric, session.card, items, node),
    )


# Progress


def progress_lines(session: AssessmentSession) -> tuple[ProgressLine, ...]:
    """Give how far each domain in scope is graded."""
    return tuple(
        _progress_line(session, domain) for _group, domain in session.rubric.domains if _counts(session, domain)
    )


def _progress_line(session: AssessmentSession, domain: CapabilityDomain) -> ProgressLine:
    node, name = session.card.nodes[domain.id], session.rubric.say(domain.name, current_language())
    return ProgressLine(domain.id, name, node.answered, node.in_scope, _next_to_grade(session, domain))


def _next_to_grade(session: AssessmentSession, domain: CapabilityDomain) -> Location:
    counted = [item for item in domain.sub_indicators if item.id in session.scope.levels]
    for item in counted:
        node = session.card.nodes[item.id]
        if node.answered < node.in_scope:
            ids = (name for _level, names in sorted(session.scope.levels[item.id].items()) for name in names)
            first = next((name for name in ids if session.answer(name).grade is None), "")
            return Location("assess", node=item.id, requirement=first)
    return Location("assess", node=counted[0].id if counted else "")
