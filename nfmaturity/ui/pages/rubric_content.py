"""What the Rubric page says of a pack and of a sub-indicator, as rows of a sheet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from nfmaturity.analysis.rule_words import RULES, SHARES
from nfmaturity.domain.rubric import is_tailorable
from nfmaturity.domain.scope import scope_of
from nfmaturity.domain.scoring import cut
from nfmaturity.i18n import N_, _, current_language, language_name, say
from nfmaturity.ui.requirement_filter import tag_name
from nfmaturity.ui.sheet_rows import Fact, Row, field, head, text, title
from nfmaturity.ui.standing_words import level_name, percent, plain_number, tau_words
from nfmaturity.ui.widgets.level_chip import chip_role

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from fractions import Fraction

    from nfmaturity.domain.errors import UserError
    from nfmaturity.domain.rubric import Group, LevelContent, Requirement, Rubric, RubricPack
    from nfmaturity.domain.rubric_fields import SegmentId
    from nfmaturity.workspace.rubrics import RubricEntry

ORIGINS = {
    "shipped": N_("comes with the program"),
    "own": N_("in the library's folder of rubric packs"),
    "stored": N_("kept by the library for assessments made with it"),
}
_EFFORTS = {"S": N_("up to a month"), "M": N_("up to six months"), "L": N_("longer than six months")}


def about_pack(entry: RubricEntry, *also: RubricEntry) -> tuple[Row, ...]:
    """Say what a pack is: identity, provenance, rule, levels, degrees, segments, weights; `also` holds it as well."""
    if entry.pack is None:
        return about_fault(entry)
    pack, rubric = entry.pack, entry.pack.rubric
    spoken = current_language()
    rows = [title(rubric.say(rubric.title, spoken)), *_identity((entry, *also), pack)]
    rows += [head(_("Provenance")), text(rubric.say(rubric.provenance, spoken))]
    rows += [head(_("Scoring rule"), _("threshold τ = {tau}").format(tau=tau_words(rubric.scoring.level_threshold)))]
    rule = _(RULES[rubric.scoring.accumulate])
    rows += [text(rule.format(tau=tau_words(rubric.scoring.level_threshold))), text(_(SHARES))]
    rows += [head(_("Levels")), *_levels(rubric), head(_("Degrees")), *_degrees(rubric)]
    rows += [head(_("Segments"), _("what counts for an enterprise with this segment alone")), *_segments(rubric)]
    rows += [head(_("Domains and weights"), _("weight in the whole")), *_weights(rubric)]
    return tuple(rows)


def about_fault(entry: RubricEntry) -> tuple[Row, ...]:
    """Say why a pack cannot be read."""
    found = fault_words(entry.fault)
    rows = [title(_("This rubric pack cannot be read"), entry.where)]
    rows += [text(_("Mend what is listed here, or take the folder away; nothing else is affected."))]
    rows += [head(_("Faults found"), str(len(found)))]
    return (*rows, *(Row("entry", reason, lead=place) for place, reason in found))


def fault_words(fault: UserError | None) -> list[tuple[str, str]]:
    """Give each fault of a file as its place and what is wrong there."""
    from nfmaturity.domain.errors import FileFaults

    if isinstance(fault, FileFaults):
        lines = ((f":{one.line}" if one.line else "", one) for one in fault.faults)
        return [(f"{one.file}{line}", ": ".join(p for p in (one.place, say(one.reason)) if p)) for line, one in lines]
    return [("", say(fault.message))] if fault else []


def _identity(held: Sequence[RubricEntry], pack: RubricPack) -> Iterator[Row]:
    rubric = pack.rubric
    spoken = [language_name(name) for name in rubric.languages]
    yield field(_("Id and version"), pack.label)
    yield field("SHA-256", f"{pack.sha256[:16]}…")
    for place, one in enumerate(held):
        where = _(ORIGINS[one.origin]) + ("" if one.origin == "shipped" else f"  {one.where}")
        yield field("" if place else _("Where"), where)
    counts = _("{domains} domains, {items} sub-indicators, {n} requirements, {terms} terms")
    yield field(
        _("What it holds"),
        counts.format(
            domains=len(tuple(rubric.domains)),
            items=len(rubric.sub_indicators),
            n=len(rubric.places),
            terms=len(rubric.glossary),
        ),
    )
    yield field(_("Languages"), _(", ").join(spoken))


def _levels(rubric: Rubric) -> Iterator[Row]:
    for level in rubric.levels:
        role = chip_role(level.level, rubric.level_numbers)
        name = rubric.say(level.name, current_language())
        yield Row("entry", rubric.say(level.summary, current_language()), chip=(name, role))


def _degrees(rubric: Rubric) -> Iterator[Row]:
    spoken = current_language()
    for degree in rubric.scoring.degrees:
        meaning = rubric.say(degree.meaning, spoken) if degree.meaning else ""
        counts = _("counts {value}").format(value=cut(degree.value, 2))
        yield Row("entry", meaning, lead=rubric.say(degree.name, spoken), aside=counts)


def _segments(rubric: Rubric) -> Iterator[Row]:
    for segment in rubric.segments:
        scope = scope_of(rubric, (segment.id,))
        said = _("{items} sub-indicators, {n} requirements")
        counted = said.format(items=len(scope.levels), n=len(scope.requirements))
        yield Row("entry", rubric.say(segment.name, current_language()), aside=counted)


def _weights(rubric: Rubric) -> Iterator[Row]:
    whole = sum(group.weight for group in rubric.groups)
    for group in rubric.groups:
        part, name = percent(group.weight / whole), rubric.say(group.name, current_language())
        yield Row("entry", "", lead=name, aside=part, part_of=group.id)
        yield from _domains(rubric, group, group.weight / whole)


def _domains(rubric: Rubric, group: Group, part: Fraction) -> Iterator[Row]:
    whole = sum(domain.weight for domain in group.domains)
    for domain in group.domains:
        contents = [content for item in domain.sub_indicators for content in item.levels.values()]
        said = _("{items} sub-indicators, {n} requirements")
        n = sum(len(content.requirements) for content in contents)
        counted = Fact("", said.format(items=len(domain.sub_indicators), n=n), "ink3")
        name = rubric.say(domain.name, current_language())
        shown = percent(domain.weight / whole * part)
        yield Row("entry", name, key=domain.id, aside=shown, facts=(counted,), part_of=domain.id)


# A sub-indicator


def about_item(rubric: Rubric, ident: str) -> tuple[Row, ...]:
    """Say what a sub-indicator is and what it asks at each level."""
    group, domain, item = rubric.sub_indicators[ident]
    spoken = current_language()
    way = " › ".join((rubric.say(group.name, spoken), rubric.say(domain.name, spoken), ident))
    rows = [title(rubric.say(item.name, spoken), way), text(rubric.say(item.definition, spoken))]
    whole = sum(other.weight for other in domain.sub_indicators)
    share = _("{percent} of {domain}").format(
        percent=percent(item.weight / whole), domain=rubric.say(domain.name, spoken)
    )
    rows += [replace(field(_("Weight"), share), weight_of=ident)]
    if item.applies_to:
        rows += [field(_("Applies to"), _segment_names(rubric, item.applies_to))]
    if item.evidence:
        shown = item.evidence.get(spoken) or next(iter(item.evidence.values()))
        rows += [field(_("Typical evidence"), "\n".join(shown))]
    rows += [field(_("Exclusion"), _excludable(tailorable=is_tailorable(item, domain)))]
    for number, content in sorted(item.levels.items()):
        rows += _level(rubric, number, content)
    return tuple(rows)


def _excludable(*, tailorable: bool) -> str:
    if tailorable:
        return _("may be taken out of scope with a reason")
    return _("always counts")


def _level(rubric: Rubric, number: int, content: LevelContent) -> Iterator[Row]:
    role = chip_role(number, rubric.level_numbers)
    counted = _("requirements: {n}").format(n=len(content.requirements))
    yield Row("level", level_name(rubric, number), aside=counted, chip=(str(number), role))
    yield from (requirement_row(rubric, requirement) for requirement in content.requirements)
    if content.actions:
        found = [
            Fact(_(_EFFORTS[action.effort]), rubric.say(action.text, current_language())) for action in content.actions
        ]
        yield Row("entry", "", lead=_("Typical actions"), facts=tuple(found))


def requirement_row(rubric: Rubric, requirement: Requirement) -> Row:
    """Give a requirement with everything that the pack says of it."""
    says = rubric.say(requirement.text, current_language())
    facts = tuple(_facts(rubric, requirement))
    return Row("entry", says, key=requirement.id.rpartition(".")[2], facts=facts, ident=requirement.id)


def _facts(rubric: Rubric, requirement: Requirement) -> Iterator[Fact]:
    spoken = current_language()
    said: Sequence[tuple[str, Mapping[str, str] | None]] = (
        (_("Look at"), requirement.guidance),
        (_("Evidence"), requirement.evidence),
    )
    yield from (Fact(label, rubric.say(words, spoken)) for label, words in said if words)
    if requirement.effort_days is not None:
        days = plain_number(requirement.effort_days)
        yield Fact(_("Effort"), _("about {days} person-days from none to full").format(days=days))
    if requirement.applies_to:
        yield Fact(_("Applies to"), _segment_names(rubric, requirement.applies_to))
    if requirement.depends_on:
        yield Fact(_("Needs first"), _(", ").join(requirement.depends_on))
    if requirement.tags:
        yield Fact(_("Topics"), _(", ").join(map(tag_name, requirement.tags)))


def _segment_names(rubric: Rubric, wanted: Sequence[SegmentId]) -> str:
    return _(", ").join(rubric.segment_names(wanted, current_language()))
