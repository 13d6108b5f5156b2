"""The index of a pack's pages: what holds for all of it, once in each language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docs.generator.markdown import anchor, link, page, plain, table
from docs.generator.rubric_pages.spoken import GLOSSARY_PAGE, Spoken, number, share_of
from docs.generator.rubric_pages.words import NAMES
from nfmaturity.domain.scope import scope_of
from nfmaturity.i18n import LANGUAGES, language
from nfmaturity.report.facts import threshold
from nfmaturity.report.sections.labels import rule_sentence, shares_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nfmaturity.domain.rubric import CapabilityDomain, RubricPack


def index_page(pack: RubricPack) -> str:
    """Give the text of the index."""
    rubric = pack.rubric
    spoken = [Spoken(rubric, name) for name in rubric.languages]
    lines = [
        f"# {' / '.join(each.say(rubric.title) for each in spoken)}",
        "",
        f"{pack.label} · SHA-256 `{pack.sha256}`",
    ]
    lines += ["", " · ".join(link(NAMES.get(each.language, each.language), "", each.language) for each in spoken)]
    for each in spoken:
        lines += ["", *_part(each)]
    return page(lines)


def _part(spoken: Spoken) -> Iterator[str]:
    """Give all that the index says in one language."""
    yield f"## {anchor(spoken.language)}{NAMES.get(spoken.language, spoken.language)}"
    for word, block in (
        ("domains", _domains(spoken)),
        ("segments", _segments(spoken)),
        ("levels", _levels(spoken)),
        ("degrees", _degrees(spoken)),
        ("scoring", _scoring(spoken)),
        ("provenance", _provenance(spoken)),
    ):
        yield from ("", f"### {spoken.word(word)}", "", *block)


def _domains(spoken: Spoken) -> Iterator[str]:
    head = [spoken.word(word) for word in ("domain", "weight", "sub_indicators", "requirements")]
    for group in spoken.rubric.groups:
        of_whole = spoken.aside(share_of(group.weight, spoken.rubric.groups))
        yield f"**{group.id} {spoken.say(group.name)}** · {spoken.named('weight', number(group.weight))}{of_whole}"
        rows = (_domain_row(spoken, domain) for domain in group.domains)
        yield from ("", *table(head, rows, right=(1, 2, 3)), "")
    if count := len(spoken.rubric.glossary):
        yield link(spoken.word("glossary") + spoken.aside(str(count)), f"{spoken.language}/{GLOSSARY_PAGE}")


def _domain_row(spoken: Spoken, domain: CapabilityDomain) -> list[str]:
    contents = [content for item in domain.sub_indicators for content in item.levels.values()]
    return [
        link(f"{domain.id} {spoken.say(domain.name)}", f"{spoken.language}/{domain.id}.md"),
        number(domain.weight),
        str(len(domain.sub_indicators)),
        str(sum(len(content.requirements) for content in contents)),
    ]


def _segments(spoken: Spoken) -> Iterator[str]:
    """Count what is asked of an enterprise with one segment, and of one with all."""
    rubric = spoken.rubric
    head = [spoken.word(word) for word in ("segment", "sub_indicators", "requirements")]
    rows = [_counts(spoken, spoken.say(segment.name), [segment.id]) for segment in rubric.segments]
    if len(rubric.segments) > 1:
        rows.append(_counts(spoken, spoken.word("all_segments"), [segment.id for segment in rubric.segments]))
    levels = [spoken.level(number) for number in rubric.level_numbers]
    right = range(1, len(head) + len(levels))
    return table([*head, *levels], rows, right=right)


def _counts(spoken: Spoken, name: str, segments: Sequence[str]) -> list[str]:
    scope = scope_of(spoken.rubric, segments)
    by_level = [
        sum(len(levels.get(number, ())) for levels in scope.levels.values()) for number in spoken.rubric.level_numbers
    ]
    return [name, str(len(scope.levels)), str(len(scope.requirements)), *map(str, by_level)]


def _levels(spoken: Spoken) -> Iterator[str]:
    head = [spoken.word("level"), spoken.word("meaning")]
    return table(head, ([spoken.say(level.name), spoken.say(level.summary)] for level in spoken.rubric.levels))


def _degrees(spoken: Spoken) -> Iterator[str]:
    head = [spoken.word("degree"), spoken.word("value"), spoken.word("when")]
    rows = (
        [f"{spoken.say(degree.name)} `{degree.id}`", number(degree.value), spoken.say(degree.meaning or {"": "–"})]
        for degree in spoken.rubric.scoring.degrees
    )
    return table(head, rows, right=(1,))


def _scoring(spoken: Spoken) -> Iterator[str]:
    scoring = spoken.rubric.scoring
    with language(spoken.language if spoken.language in LANGUAGES else "en"):
        said = (shares_sentence(), rule_sentence(scoring.accumulate, threshold(scoring.level_threshold)))
    for sentence in said:
        yield from (plain(sentence), "")


def _provenance(spoken: Spoken) -> Iterator[str]:
    for paragraph in spoken.rubric.say(spoken.rubric.provenance, spoken.language).splitlines():
        yield from (plain(paragraph), "")
