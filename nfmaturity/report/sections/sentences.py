"""The sentences that a chapter opens with, written from the figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nfmaturity.analysis.blockers import next_level
from nfmaturity.analysis.standouts import nodes_to_compare, standouts
from nfmaturity.i18n import _
from nfmaturity.report.facts import gap, share

if TYPE_CHECKING:
    from nfmaturity.analysis.standouts import Standouts
    from nfmaturity.domain.rubric import CapabilityDomain
    from nfmaturity.domain.scoring import NodeScore
    from nfmaturity.report.facts import Facts

_LONG_NAME = {"zh": 14, "en": 45}


def headline(facts: Facts) -> str:
    """Say in one sentence where the enterprise stands, and what is strong and weak about it."""
    node = facts.overall
    if node.level is None:
        return _("Nothing is in scope, so there is no result")
    if node.ungraded:
        return _unfinished_words(facts, node)
    first = _reached(facts, node)
    found = standouts(facts.rubric, facts.card, nodes_to_compare(facts.rubric, facts.card))
    if found is None or not (found.strengths or found.gaps):
        return first
    return _with_standouts(facts, first, found)


def _with_standouts(facts: Facts, first: str, found: Standouts) -> str:
    names = [facts.name(side[0].node) for side in (found.strengths, found.gaps) if side]
    if any(len(name) > _LONG_NAME.get(facts.language, 32) for name in names):
        return first
    if found.strengths and found.gaps and names[0] != names[1]:
        return _("{first};\nstrongest in {strong}, weakest in {weak}").format(
            first=first, strong=names[0], weak=names[1]
        )
    if found.gaps:
        return _("{first};\nweakest in {weak}").format(first=first, weak=names[0])
    return _("{first};\nstrongest in {strong}").format(first=first, strong=names[0])


def _unfinished_words(facts: Facts, node: NodeScore) -> str:
    """Say how much is graded and between which levels the result will lie: what stands so far is no verdict."""
    if node.is_blank:
        return _("Nothing is graded yet")
    said = _("Not fully graded yet: {answered} of {all} graded").format(answered=node.answered, all=node.in_scope)
    if node.bounds is None:
        return said
    least, most = node.bounds.level
    if least == most:
        bounds = _("{level} in any case")
    else:
        bounds = _("at most {most}") if least == 0 else _("at least {least}, at most {most}")
    named = {"least": facts.level_short(least), "most": facts.level_short(most), "level": facts.level_short(most)}
    return _("{said}; {bounds}").format(said=said, bounds=bounds.format(**named))


def result_sentence(facts: Facts) -> str:
    """Say which level each group has reached."""
    if facts.overall.ungraded and not facts.overall.is_blank:
        return _ungraded_words(facts.overall)
    groups = [group for group in facts.rubric.groups if facts.card.nodes[group.id].in_play]
    names = [facts.say(group.name) for group in groups]
    if not 1 < len(groups) <= 3 or any(len(name) > _LONG_NAME.get(facts.language, 32) for name in names):
        return headline(facts)
    said = []
    for group, name in zip(groups, names, strict=True):
        level, is_blank = facts.card.nodes[group.id].level or 0, facts.card.nodes[group.id].is_blank
        template = _("{name} at {level}") if level else _("{name} below level 1")
        template = _("{name} not graded yet") if is_blank else template
        said.append(template.format(name=name, level=facts.level_short(level)))
    return _("; ").join(said)


def distance(facts: Facts, node: NodeScore) -> str:
    """Say how far the next level is, "" where there is none or not everything is graded."""
    following = next_level(node)
    if node.ungraded or following is None or node.level is None or node.score is None:
        return ""
    missing = following - 1 + facts.tau - node.score
    return gap(missing) if missing > 0 else ""


def short_words(facts: Facts, node: NodeScore) -> str:
    """Say how far the next level is and of what, "" where `distance` is none.

    Level by level the share of that level is short of the threshold, and not the score of the level's number.
    """
    missing, following = distance(facts, node), next_level(node)
    if not missing or following is None:
        return ""
    is_share = facts.rubric.scoring.accumulate == "first_unmet"
    said = _("{level} share short by {gap}") if is_share else _("{gap} short of {level}")
    return said.format(level=facts.level_short(following), gap=missing)


def _reached(facts: Facts, node: NodeScore) -> str:
    level = node.level or 0
    short = short_words(facts, node)
    if short and level == 0:
        return _("Overall still below {next}, {short}").format(
            next=facts.level_short(next_level(node) or 1), short=short
        )
    if short:
        return _("Overall at {level}, {short}").format(level=facts.level_short(level), short=short)
    return _("Overall at {level} with a score of {score}").format(
        level=facts.level_short(level), score=share(node.score)
    )


def bounds_remark(facts: Facts, node: NodeScore) -> str:
    """Say between what the final result lies while anything is unanswered."""
    if node.bounds is None or node.answered == node.in_scope:
        return ""
    least, most = node.bounds.level
    if node.bounds.score[0] == node.bounds.score[1]:
        said = _("{least} and a score of {low} in any case. Unanswered: {n}, counted 0.")
    elif most == 0:
        said = _("Below level 1 in any case; score between {low} and {high}. Unanswered: {n}, counted 0.")
    elif least == 0:
        said = _("At most {most}; score between {low} and {high}. Unanswered: {n}, counted 0.")
    else:
        said = _("At least {least}, at most {most}; score between {low} and {high}. Unanswered: {n}, counted 0.")
    low, high = (share(value) for value in node.bounds.score)
    named = {"least": facts.level_short(least), "most": facts.level_short(most)}
    return said.format(low=low, high=high, n=node.in_scope - node.answered, **named)


def answered_remark(facts: Facts, node_id: str) -> str:
    """Say how many of a node's requirements are answered, and how many of the grades are to be confirmed."""
    node, waiting = facts.card.nodes[node_id], facts.waiting(node_id)
    said = _("Graded: {answered} of {all}; to confirm: {n}.") if waiting else _("Graded: {answered} of {all}.")
    return said.format(answered=node.answered, all=node.in_scope, n=waiting)


def domain_sentence(facts: Facts, domain: CapabilityDomain) -> str:
    """Say where a domain stands and which of its sub-indicators hold it back."""
    node = facts.card.nodes[domain.id]
    if node.level is None:
        return _("Nothing of this domain is in scope")
    if node.is_blank:
        return _("Nothing of this domain is graded yet")
    if node.ungraded:
        return _ungraded_words(node)
    items = [item for item in domain.sub_indicators if facts.card.nodes[item.id].in_play]
    behind = [item for item in items if (facts.card.nodes[item.id].level or 0) < node.level]
    if node.level == 0 or not behind:
        return _standing_sentence(facts, node)
    weakest = min(behind, key=lambda item: (facts.card.nodes[item.id].level or 0, facts.card.nodes[item.id].score or 0))
    name = facts.say(weakest.name)
    if len(name) > _LONG_NAME.get(facts.language, 32):
        return _standing_sentence(facts, node)
    lower = facts.card.nodes[weakest.id].level or 0
    said = _("{level} reached; {name} lags at {lower}") if lower else _("{level} reached; {name} is below level 1")
    return said.format(level=facts.level_short(node.level), name=name, lower=facts.level_short(lower))


def _ungraded_words(node: NodeScore) -> str:
    return _("Not fully graded yet: {n} of {all} without a grade").format(n=node.ungraded, all=node.in_scope)


def _standing_sentence(facts: Facts, node: NodeScore) -> str:
    level = node.level or 0
    short = short_words(facts, node)
    if not short:
        return _("{level} reached with a score of {score}").format(
            level=facts.level_short(level), score=share(node.score)
        )
    if level == 0:
        return _("Still below {next}, {short}").format(next=facts.level_short(next_level(node) or 1), short=short)
    return _("{level} reached, {short}").format(level=facts.level_short(level), short=short)
