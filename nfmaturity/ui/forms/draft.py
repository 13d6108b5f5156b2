"""What a person has typed about an assessment, as a value; nothing of it is checked yet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from nfmaturity.domain.assessment_document import FORMAT, SCHEMA
from nfmaturity.i18n import _
from nfmaturity.ui.forms.place_text import place_line, place_parts

if TYPE_CHECKING:
    from nfmaturity.domain.assessment import Assessment
    from nfmaturity.domain.enterprise import Enterprise
    from nfmaturity.domain.rubric import Rubric

_NAME = re.compile("(?:[^,，、;；\n(（]|[(（][^)）]*[)）]?)+")
"""A name up to a separator; what stands in brackets, such as a department, may hold one."""

_DAY = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?|([0-9]{4})([0-9]{2})([0-9]{2})")

_TEXTS = ("name", "name_en", "credit_code", "revenue_band", "scale", "ownership")
_LISTS = ("segments", "sections", "metals")
_HEADER = ("kind", "period_from", "period_to", "site", "purpose")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What the form holds; texts are as typed, and "" is what nobody chose.

    `rest` is what the profile holds besides; `title_typed` is False while the title follows kind and year; `exclusions`
    hold the reason by node.
    """

    segments: tuple[str, ...] = ()
    name: str = ""
    name_en: str = ""
    credit_code: str = ""
    region: str = ""
    region_code: str = ""
    sections: tuple[str, ...] = ()
    metals: tuple[str, ...] = ()
    revenue_band: str = ""
    staff: str = ""
    scale: str = ""
    ownership: str = ""
    rest: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    title: str = ""
    title_typed: bool = False
    kind: str = "self"
    target_level: str = ""
    period_from: str = ""
    period_to: str = ""
    assessors: str = ""
    site: str = ""
    purpose: str = ""
    exclusions: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def draft_of(assessment: Assessment) -> Draft:
    """Give the draft that shows an assessment."""
    header: dict[str, Any] = {name: getattr(assessment, name) for name in _HEADER}
    draft = Draft(
        **header,
        title=assessment.title,
        title_typed=True,
        target_level="" if assessment.target_level is None else str(assessment.target_level),
        assessors=shown_assessors(assessment.assessors),
        exclusions=assessment.exclusions,
    )
    return with_profile(draft, assessment.enterprise)


def with_profile(draft: Draft, profile: Enterprise) -> Draft:
    """Give the draft with another profile of the enterprise, as a whole."""
    region = profile.region
    same: dict[str, Any] = {
        **{name: tuple(getattr(profile, name)) for name in _LISTS},
        **{name: getattr(profile, name) or "" for name in _TEXTS},
    }
    held = profile.model_dump(mode="json", exclude_defaults=True)
    place = {key: text for key, text in held.get("region", {}).items() if key != "code"}
    rest = {name: value for name, value in held.items() if name not in {*same, "staff", "region"}}
    return replace(
        draft,
        **same,
        region=place_line(place),
        region_code=region.code if region else "",
        staff="" if profile.staff is None else str(profile.staff),
        rest=MappingProxyType(rest | ({"region": place} if place else {})),
    )


def document_of_draft(draft: Draft, day: str, held: Assessment | None = None) -> dict[str, Any]:
    """Write a draft as the document of an assessment without answers; what `held` has besides is kept."""
    document: dict[str, Any] = {
        "format": FORMAT,
        "schema": SCHEMA,
        "date": held.date if held else day,
        "scope_note": held.scope_note if held else "",
        "parent": held.parent if held else "",
        "previous": held.previous if held else "",
        "title": effective_title(draft, day),
        "kind": draft.kind,
        "target_level": int(draft.target_level) if draft.target_level else None,
        "period": {"from": plain_day(draft.period_from), "to": plain_day(draft.period_to)},
        "assessors": _assessors(draft, held),
        "site": draft.site,
        "purpose": draft.purpose,
        "enterprise": _profile(draft),
        "grades": {},
        "exclusions": dict(draft.exclusions),
    }
    return document | ({"id": held.id} if held else {})


def _profile(draft: Draft) -> dict[str, Any]:
    region = {**place_parts(draft.region, draft.rest.get("region", {})), "code": draft.region_code.strip()}
    shown = {
        **{name: list(getattr(draft, name)) for name in _LISTS},
        **{name: getattr(draft, name) for name in _TEXTS},
        "staff": _whole_number(draft.staff),
        "region": {key: text for key, text in region.items() if text},
    }
    kept = {name: value for name, value in draft.rest.items() if name not in shown}
    return kept | {name: value for name, value in shown.items() if value or value == 0 or name == "segments"}


def _whole_number(typed: str) -> int | str:
    """Read what people write for a count, 1,450 and full-width figures among it; the rest is left for the check."""
    plain = re.sub(r"[,\s]", "", unicodedata.normalize("NFKC", typed))
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 12 else plain


def staff_of(draft: Draft) -> int | None:
    """Give the number of employees where one is typed."""
    typed = _whole_number(draft.staff)
    return typed if isinstance(typed, int) else None


def plain_day(typed: str) -> str:
    """Give a day typed as 2026/1/5, 2026.1.5, 20260105 or 2026年1月5日 in the form 2026-01-05; the rest as it is."""
    plain = unicodedata.normalize("NFKC", typed).strip()
    found = _DAY.fullmatch(plain)
    if not found:
        return plain
    year, month, day = (part for part in found.groups() if part is not None)
    return f"{year}-{int(month):02d}-{int(day):02d}"


def named_assessors(typed: str) -> tuple[str, ...]:
    """Give the names in a list with commas, semicolons or lines between, each once."""
    return tuple(dict.fromkeys(name for part in _NAME.findall(typed) if (name := part.strip())))


def shown_assessors(names: Sequence[str]) -> str:
    """Write names as a list, the same in every language of the program."""
    return (", " if all(name.isascii() for name in names) else "、").join(names)


def _assessors(draft: Draft, held: Assessment | None) -> list[str]:
    """Read the names; a list that nobody touched stays, as a name may itself hold a comma."""
    if held and draft.assessors == shown_assessors(held.assessors):
        return list(held.assessors)
    return list(named_assessors(draft.assessors))


def effective_title(draft: Draft, day: str) -> str:
    """Give the title as typed, else one of kind and year in the language in force; `day` is today."""
    if draft.title_typed:
        return draft.title
    days = (plain_day(draft.period_to), plain_day(draft.period_from), day)
    year = next(text[:4] for text in days if text[:4].isdigit())
    named = _("{year} self-assessment") if draft.kind == "self" else _("{year} third-party assessment")
    return named.format(year=year)


def rebased(draft: Draft, base: Draft, anew: Draft) -> Draft:
    """Put what was typed since `base` on top of another state of the assessment."""
    typed = {
        name: getattr(draft, name)
        for name in (f.name for f in fields(Draft))
        if name != "exclusions" and getattr(draft, name) != getattr(base, name)
    }
    return replace(anew, **typed, exclusions=_rebased_exclusions(draft, base, anew))


def _rebased_exclusions(draft: Draft, base: Draft, anew: Draft) -> Mapping[str, str]:
    nodes = dict.fromkeys((*anew.exclusions, *draft.exclusions))
    kept = {}
    for node in nodes:
        typed = draft.exclusions.get(node) != base.exclusions.get(node)
        reason = (draft if typed else anew).exclusions.get(node)
        if reason is not None:
            kept[node] = reason
    return MappingProxyType(kept)


def with_exclusion(draft: Draft, node: str, reason: str | None) -> Draft:
    """Give the draft with a node excluded for a reason, or in again with None."""
    kept = {**draft.exclusions, node: reason}
    return replace(draft, exclusions=MappingProxyType({name: said for name, said in kept.items() if said is not None}))


def fitted(draft: Draft, rubric: Rubric) -> Draft:
    """Give the draft without what a rubric does not have: segments, exclusions, target level."""
    known = [segment.id for segment in rubric.segments]
    nodes = {*rubric.sub_indicators, *rubric.places}
    return replace(
        draft,
        segments=tuple(name for name in known if name in draft.segments),
        exclusions=MappingProxyType({node: said for node, said in draft.exclusions.items() if node in nodes}),
        target_level=draft.target_level if draft.target_level in map(str, rubric.level_numbers) else "",
    )
