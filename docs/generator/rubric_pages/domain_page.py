"""The page of a capability domain: its sub-indicators, and what each asks at every level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docs.generator.markdown import anchor, link, page, plain, table
from docs.generator.rubric_pages.spoken import INDEX_PAGE, Spoken, number, share_of
from nfmaturity.domain.rubric import is_tailorable
from nfmaturity.i18n import LANGUAGES, _, language
from nfmaturity.report.sections.labels import EFFORTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nfmaturity.domain.rubric import CapabilityDomain, Group, LevelContent, Requirement, SubIndicator


def domain_page(spoken: Spoken, group: Group, domain: CapabilityDomain) -> str:
    """Give the text of the page."""
    places = [link(spoken.word("index"), f"../{INDEX_PAGE}", spoken.language), spoken.others(f"{domain.id}.md")]
    of_group = share_of(domain.weight, group.domains)
    facts = (
        spoken.named("group", f"{group.id} {spoken.say(group.name)}"),
        spoken.named("weight", number(domain.weight) + spoken.aside(f"{spoken.word('of_group')} {of_group}")),
        spoken.word("tailorable" if domain.tailorable else "fixed"),
    )
    lines = [f"# {domain.id} {spoken.say(domain.name)}", "", " · ".join(place for place in places if place)]
    lines += ["", " · ".join(facts), "", *_overview(spoken, domain), "", *_notes(spoken)]
    for item in domain.sub_indicators:
        lines += ["", *_sub_indicator(spoken, domain, item)]
    return page(lines)


def _overview(spoken: Spoken, domain: CapabilityDomain) -> Iterator[str]:
    """Give a table of the sub-indicators, with the number of requirements of each level."""
    head = [spoken.word(word) for word in ("sub_indicator", "weight", "applies")]
    head += [spoken.level(level) for level in spoken.rubric.level_numbers]
    rows = (
        [
            link(f"{item.id} {spoken.say(item.name)}", "", item.id),
            number(item.weight),
            spoken.segments_of(item),
            *(str(len(content.requirements)) for _, content in sorted(item.levels.items())),
        ]
        for item in domain.sub_indicators
    )
    return table(head, rows, right=(1, *range(3, len(head))))


def _notes(spoken: Spoken) -> Iterator[str]:
    """Tell how the page is read."""
    yield spoken.word("note")
    with language(spoken.language if spoken.language in LANGUAGES else "en"):
        efforts = (f"{effort} {_(meaning)}" for effort, meaning in EFFORTS.items())
        yield from ("", spoken.named("efforts", spoken.word("semicolon").join(efforts)) + spoken.word("stop"))


def _sub_indicator(spoken: Spoken, domain: CapabilityDomain, item: SubIndicator) -> Iterator[str]:
    of_domain = share_of(item.weight, domain.sub_indicators)
    facts = [
        spoken.named("weight", number(item.weight) + spoken.aside(f"{spoken.word('of_domain')} {of_domain}")),
        spoken.named("applies", spoken.segments_of(item)),
    ]
    if item.tailorable is not None:
        facts.append(spoken.word("tailorable" if is_tailorable(item, domain) else "fixed"))
    facts += filter(None, [spoken.others(f"{domain.id}.md", item.id)])
    yield from (f"## {anchor(item.id)}{item.id} {spoken.say(item.name)}", "", spoken.say(item.definition), "")
    yield " · ".join(facts)
    if item.evidence:
        texts = item.evidence.get(spoken.language) or item.evidence[spoken.rubric.languages[0]]
        yield from ("", spoken.named("typical", spoken.listed(map(plain, texts))))
    for level, content in sorted(item.levels.items()):
        yield from ("", *_level(spoken, domain, item, level, content))


def _level(
    spoken: Spoken, domain: CapabilityDomain, item: SubIndicator, level: int, content: LevelContent
) -> Iterator[str]:
    place = f"{item.id}.{level}"
    yield f"### {anchor(place)}{item.id} · {spoken.level(level)}"
    yield ""
    for requirement in content.requirements:
        yield from _requirement(spoken, domain, requirement)
    if content.actions:
        yield from ("", spoken.word("actions") + spoken.word("colon").rstrip(), "")
        yield from (f"- **{action.effort}** {spoken.say(action.text)}" for action in content.actions)


def _requirement(spoken: Spoken, domain: CapabilityDomain, requirement: Requirement) -> Iterator[str]:
    yield f"- {anchor(requirement.id)}**{requirement.id}** {spoken.say(requirement.text)}"
    if requirement.guidance:
        yield f"  - {spoken.named('look', spoken.say(requirement.guidance))}"
    if requirement.evidence:
        yield f"  - {spoken.named('evidence', spoken.say(requirement.evidence))}"
    if facts := " · ".join(_facts(spoken, domain, requirement)):
        yield f"  - {facts}"


def _facts(spoken: Spoken, domain: CapabilityDomain, requirement: Requirement) -> Iterator[str]:
    if requirement.effort_days is not None:
        yield spoken.word("days").format(n=number(requirement.effort_days))
    if requirement.applies_to is not None:
        yield spoken.named("applies", spoken.segments_of(requirement))
    if requirement.depends_on:
        links = (_requirement_link(spoken, domain, name) for name in requirement.depends_on)
        yield spoken.named("depends", spoken.listed(links))
    if requirement.tags:
        yield spoken.named("tags", " ".join(f"`{tag}`" for tag in requirement.tags))


def _requirement_link(spoken: Spoken, domain: CapabilityDomain, name: str) -> str:
    holder = spoken.rubric.places[name].domain
    return link(name, "" if holder.id == domain.id else f"{holder.id}.md", name)
