"""What the fixed choices of an assessment and a profile are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nfmaturity.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nfmaturity.domain.assessment import Assessment, Kind
    from nfmaturity.domain.rubric import Rule
    from nfmaturity.report.facts import Facts

KINDS: Mapping[str, str] = {"self": N_("self-assessment"), "audit": N_("assessment by a third party")}

RULES: Mapping[str, str] = {
    "first_unmet": N_("level by level"),
    "met_as_one": N_("met levels count one"),
    "plain_sum": N_("sum of shares"),
}

SECTIONS: Mapping[str, str] = {
    "open_pit": N_("open pit"),
    "underground": N_("underground mine"),
    "concentrator": N_("concentrator"),
    "pyro_smelter": N_("pyrometallurgical smelter"),
    "acid": N_("acid plant"),
    "hydro": N_("hydrometallurgy"),
    "alumina": N_("alumina"),
    "electrolysis_al": N_("aluminium electrolysis"),
    "electrolysis_er": N_("electrorefining"),
    "electrowinning": N_("electrowinning"),
    "precious_metals": N_("precious metals"),
    "casting": N_("casting"),
    "rolling": N_("rolling"),
    "extrusion": N_("extrusion"),
    "drawing": N_("drawing"),
    "recycling": N_("recycling"),
    "high_purity": N_("high-purity metal"),
}

OWNERSHIP: Mapping[str, str] = {
    "central_soe": N_("central state-owned"),
    "local_soe": N_("local state-owned"),
    "private": N_("private"),
    "foreign": N_("foreign-invested"),
    "mixed": N_("mixed ownership"),
}

SCALES: Mapping[str, str] = {
    "large": N_("large"),
    "medium": N_("medium"),
    "small": N_("small"),
    "micro": N_("micro"),
}

SYSTEM_STATES: Mapping[str, str] = {"in_use": N_("in use"), "pilot": N_("pilot"), "none": N_("not in place")}


def kind_label(kind: Kind) -> str:
    """Name the kind of an assessment."""
    return _(KINDS[kind])


def rule_label(rule: Rule) -> str:
    """Name a rule of accumulation."""
    return _(RULES[rule])


def listed(names: list[str]) -> str:
    """Join names to a list."""
    return _(", ").join(names)


def segments_label(facts: Facts) -> str:
    """Name the segments of the enterprise as the pack names them."""
    named = {segment.id: facts.say(segment.name) for segment in facts.rubric.segments}
    return listed([named.get(segment, segment) for segment in facts.assessment.enterprise.segments])


def period(assessment: Assessment) -> str:
    """Write the period of what was assessed, "" where none is given."""
    if assessment.period_from and assessment.period_to:
        return _("{first} to {last}").format(first=assessment.period_from, last=assessment.period_to)
    if assessment.period_from:
        return _("from {first}").format(first=assessment.period_from)
    return _("until {last}").format(last=assessment.period_to) if assessment.period_to else ""
