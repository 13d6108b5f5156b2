"""What the Overview shows, as values: domains by level, groups, progress, and where each figure leads."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from nfmaturity.analysis.blockers import gate
from nfmaturity.charts.radar import Axis
from nfmaturity.domain.scoring import cut
from nfmaturity.i18n import _, current_language
from nfmaturity.ui.pages.overview_changes import with_changes, with_past
from nfmaturity.ui.settings import Location
from nfmaturity.ui.standing_words import (
    NOTHING,
    is_reached,
    level_name,
    percent,
    score_of,
    score_words,
    share_words,
    verdict_words,
)
from nfmaturity.ui.widgets.heat_table import HeatFigure, HeatRow
from nfmaturity.ui.widgets.level_chip import chip_role
from nfmaturity.ui.widgets.share_rows import ShareRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nfmaturity.analysis.comparison import Comparison
    from nfmaturity.domain.assessment import Answer
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
    door: Location | None


@dataclass(frozen=True, slots=True)
class ProgressLine:
    """How much of a domain is graded, and where one goes on."""

    node: str
    name: str
    answered: int
    in_scope: int
    door: Location
    marked: int = 0
    to_confirm: int = 0

    @property
    def is_open(self) -> bool:
        """Whether anything of it is left to do."""
        return self.answered < self.in_scope or bool(self.marked or self.to_confirm)


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


def door_at(session: AssessmentSession, items: Iterable[SubIndicator], level: int | None) -> Location | None:
    """Give the way to what keeps a share down: in the weakest sub-indicator the first unanswered, else the lowest."""
    node = "" if level is None else weakest(session.card, items, level)
    if level is None or not node:
        return None
    answer, counted = session.assessment.answer, session.rubric.degree_units.by_id

    def height(name: str) -> int:
        grade = answer(name).grade
        return -1 if grade is None else counted[grade]

    return Location("assess", node=node, requirement=min(session.scope.levels[node][level], key=height))


def _deciding_door(session: AssessmentSession, items: Iterable[SubIndicator], node: NodeScore) -> Location | None:
    return door_at(session, items, deciding(session.rubric, node))


def _weakest_domain(session: AssessmentSession, level: int) -> CapabilityDomain:
    nodes = session.card.nodes
    having = [domain for _group, domain in session.rubric.domains if level in nodes[domain.id].shares]
    return min(having, key=lambda domain: nodes[domain.id].shares[level])


def _with_door(said: str, door: Location | None) -> str:
    return (
        _("{said}. Click for the reason, twice to open {requirement}.").format(said=said, requirement=door.requirement)
        if door
        else said
    )


# Shares


def share_rows(session: AssessmentSession) -> tuple[ShareRow, ...]:
    """Give the shares of the whole by level; the one that decides what comes next stands out."""
    return tuple(_share_row(session, level) for level in sorted(session.card.overall.shares))


def _share_row(session: AssessmentSession, level: int) -> ShareRow:
    rubric, node = session.rubric, session.card.overall
    share, tau = node.shares[level], rubric.scoring.level_threshold
    door = door_at(session, _weakest_domain(session, level).sub_indicators, level)
    verdict = verdict_words(share, tau, is_reached=is_reached(rubric, node, level))
    figure = cut(share)
    if node.is_blank:
        verdict, figure = _("not graded"), NOTHING
    said = _("{level}: share {share}, {verdict}")
    return ShareRow(
        level=level,
        role=chip_role(level, rubric.level_numbers),
        share=share,
        upper=node.upper_shares[level],
        figure=figure,
        verdict=verdict,
        is_met=share >= tau,
        decides=level == gate(rubric, node) and not node.is_blank,
        said=_with_door(said.format(level=level_name(rubric, level), share=figure, verdict=verdict), door),
        door=door,
    )


# Domains by level


def heat_rows(session: AssessmentSession, compared: Comparison | None = None) -> tuple[HeatRow, ...]:
    """Give a row a domain, in the order of the rubric; `compared` tells how each figure moved."""
    rows = (_heat_row(session, domain) for _group, domain in session.rubric.domains)
    return tuple(with_changes(row, session, compared) for row in rows) if compared else tuple(rows)


def _heat_row(session: AssessmentSession, domain: CapabilityDomain) -> HeatRow:
    rubric, card = session.rubric, session.card
    node, name = card.nodes[domain.id], rubric.say(domain.name, current_language())
    if node.is_blank:
        return _ungraded_row(session, domain, name)
    decides, door = gate(rubric, node), _deciding_door(session, domain.sub_indicators, node)
    standing = _("{name}: {level}, score {score}").format(
        name=name, level=level_name(rubric, node.level), score=score_words(node.score)
    )
    figure = NOTHING if node.score is None else cut(node.score, 2)
    figures = [HeatFigure(figure, _with_door(standing, door), door)]
    for level in rubric.level_numbers:
        share, door = node.shares.get(level), door_at(session, domain.sub_indicators, level)
        said = _cell_said(rubric, name, node, level, decides=level == decides)
        figures.append(
            HeatFigure(
                figure="" if share is None else cut(share, 2),
                said=_with_door(said, door),
                door=door,
                share=share,
                decides=level == decides,
            )
        )
    role = chip_role(node.level, rubric.level_numbers)
    return HeatRow(domain.id, name, NOTHING if node.level is None else str(node.level), role, tuple(figures))


def _ungraded_row(session: AssessmentSession, domain: CapabilityDomain, name: str) -> HeatRow:
    """Give the row of a domain of which nothing is graded: its 0 would read as a result."""
    rubric, node = session.rubric, session.card.nodes[domain.id]
    door = _deciding_door(session, domain.sub_indicators, node)
    figures = [HeatFigure(NOTHING, _with_door(_("{name}: not graded yet").format(name=name), door), door)]
    for level in rubric.level_numbers:
        if level not in node.shares:
            figures.append(HeatFigure("", _cell_said(rubric, name, node, level, decides=False)))
            continue
        said = _("{name}, {level}: not graded yet").format(name=name, level=level_name(rubric, level))
        door = door_at(session, domain.sub_indicators, level)
        figures.append(HeatFigure(NOTHING, _with_door(said, door), door, node.shares[level], is_open=True))
    return HeatRow(domain.id, name, NOTHING, "", tuple(figures))


def _cell_said(rubric: Rubric, name: str, node: NodeScore, level: int, *, decides: bool) -> str:
    at, share = level_name(rubric, level), node.shares.get(level)
    if share is None:
        return _("{name}, {level}: not in scope").format(name=name, level=at)
    verdict = verdict_words(share, rubric.scoring.level_threshold, is_reached=is_reached(rubric, node, level))
    said = _("{name}, {level}: share {share}, {verdict}")
    if decides:
        said = _("{name}, {level}: share {share}, {verdict}, decides the next level")
    return said.format(name=name, level=at, share=share_words(share), verdict=verdict)


# Radar


def radar_axes(session: AssessmentSession, compared: Comparison | None = None) -> tuple[Axis, ...]:
    """Give an axis for each domain in scope; `compared` tells where it stood before."""
    axes = tuple(_axis(session, domain) for _group, domain in session.rubric.domains if _counts(session, domain))
    return with_past(axes, compared) if compared else axes


def _axis(session: AssessmentSession, domain: CapabilityDomain) -> Axis:
    node, target = session.card.nodes[domain.id], session.assessment.target_level
    below = target is not None and (node.level or 0) < target
    name = session.rubric.say(domain.name, current_language())
    if node.is_blank or node.score is None:
        return Axis(name, domain.id, NOTHING, None, said=_("not graded yet"))
    return Axis(name, domain.id, cut(node.score, 2), float(node.score), below)


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
        level=None if node.is_blank else node.level,
        role="" if node.is_blank else chip_role(node.level, rubric.level_numbers),
        score=score_of(node),
        door=_deciding_door(session, items, node),
    )


# Progress


def progress_lines(session: AssessmentSession) -> tuple[ProgressLine, ...]:
    """Give how far each domain in scope is graded."""
    return tuple(
        _progress_line(session, domain) for _group, domain in session.rubric.domains if _counts(session, domain)
    )


def _progress_line(session: AssessmentSession, domain: CapabilityDomain) -> ProgressLine:
    node, name = session.card.nodes[domain.id], session.rubric.say(domain.name, current_language())
    answers = [session.answer(id_) for item in domain.sub_indicators for id_ in _ids(session, item)]
    return ProgressLine(
        node=domain.id,
        name=name,
        answered=node.answered,
        in_scope=node.in_scope,
        door=_next_to_do(session, domain),
        marked=sum(answer.review for answer in answers),
        to_confirm=sum(answer.is_to_confirm for answer in answers),
    )


def _ids(session: AssessmentSession, item: SubIndicator) -> list[str]:
    return [name for _level, names in sorted(session.scope.levels.get(item.id, {}).items()) for name in names]


def _next_to_do(session: AssessmentSession, domain: CapabilityDomain) -> Location:
    """Give the way to what is not graded, else to confirm, else marked, of a domain; else to where it begins."""
    counted = [item for item in domain.sub_indicators if item.id in session.scope.levels]
    for state, is_open in (("unanswered", _is_unanswered), ("to_confirm", _is_to_confirm), ("marked", _is_marked)):
        for item in counted:
            first = next((name for name in _ids(session, item) if is_open(session.answer(name))), "")
            if first:
                return Location("assess", node=item.id, requirement=first, state=state)
    return Location("assess", node=counted[0].id if counted else "")


def _is_unanswered(answer: Answer) -> bool:
    return answer.grade is None


def _is_to_confirm(answer: Answer) -> bool:
    return answer.is_to_confirm


def _is_marked(answer: Answer) -> bool:
    return answer.review
