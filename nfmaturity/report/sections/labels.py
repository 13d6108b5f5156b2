"""What the fixed choices of an assessment and a profile are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nfmaturity.analysis.rule_words import RULES as RULE_SENTENCES
from nfmaturity.analysis.rule_words import SHARES
from nfmaturity.domain.enterprise import scale_class
from nfmaturity.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nfmaturity.domain.assessment import Kind
    from nfmaturity.domain.enterprise import Region
    from nfmaturity.domain.rubric_fields import Rule
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

EFFORTS: Mapping[str, str] = {
    "S": N_("up to a month"),
    "M": N_("one to six months, one project"),
    "L": N_("over six months, an investment"),
}

SYSTEMS: Mapping[str, str] = {
    "historian": N_("historian"),
    "dispatch": N_("dispatch"),
    "geology_model": N_("geology model"),
    "AI_platform": N_("AI platform"),
}

SYSTEM_STATES: Mapping[str, str] = {"in_use": N_("in use"), "pilot": N_("pilot"), "none": N_("not in place")}


def kind_label(kind: Kind) -> str:
    """Name the kind of an assessment."""
    return _(KINDS[kind])


def rule_label(rule: Rule) -> str:
    """Name a rule of accumulation."""
    return _(RULES[rule])


def shares_sentence() -> str:
    """Tell how grades become shares."""
    return _(SHARES)


def rule_sentence(rule: Rule, tau: str) -> str:
    """Tell how a rule makes a level and a score of shares; `tau` is the threshold as it is shown."""
    return _(RULE_SENTENCES[rule]).format(tau=tau)


def listed(names: list[str]) -> str:
    """Join names to a list."""
    return _(", ").join(names)


def segments_label(facts: Facts) -> str:
    """Name the segments of the enterprise as the pack names them."""
    return listed(facts.rubric.segment_names(facts.assessment.enterprise.segments, facts.language))


def enterprise_type(facts: Facts) -> str:
    """Name the segments, the scale class and the ownership of the enterprise."""
    ownership = facts.assessment.enterprise.ownership
    parts = (segments_label(facts), scale_label(facts), _(OWNERSHIP[ownership]) if ownership else "")
    return _("; ").join(part for part in parts if part)


def region_words(region: Region | None) -> str:
    """Name a region: its code, then the names that it is known by."""
    parts = (region.code, region.province, region.city, region.name) if region else ()
    return " ".join(part for part in parts if part)


def scale_label(facts: Facts) -> str:
    """Name the scale class, as stated or else as staff and revenue tell it; "" where they do not."""
    profile = facts.assessment.enterprise
    scale = profile.scale or scale_class(profile.staff, profile.revenue_band)
    return _(SCALES[scale]) if scale else ""


def system_name(name: str) -> str:
    """Name an information system; abbreviations and names of the user's own stay as they are."""
    return _(SYSTEMS[name]) if name in SYSTEMS else name.replace("_", " ")
