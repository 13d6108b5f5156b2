"""Which terms of the pack's glossary the report uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nfmaturity.domain.glossary import Glossary
from nfmaturity.domain.scope import applies
from nfmaturity.report.chapters import Part
from nfmaturity.report.facts import threshold
from nfmaturity.report.sections.labels import rule_sentence, shares_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nfmaturity.domain.rubric import Term
    from nfmaturity.report.facts import Facts


def used_terms(facts: Facts) -> list[Term]:
    """Give the terms in the texts that the report prints, by the alphabet, in Chinese by their pinyin.

    A definition names what there is in every segment: what only it names is left out where it belongs to another one.
    """
    glossary = Glossary(facts.rubric)
    used = glossary.used(_texts(facts), facts.language)
    others = {term.id for term in facts.rubric.glossary} - used
    if defined := glossary.used(_definitions(facts), facts.language, others):
        used |= defined - glossary.used(_texts_of_others(facts), facts.language, defined)
    terms = [term for term in facts.rubric.glossary if term.id in used]
    return sorted(terms, key=lambda term: by_alphabet(facts.say(term.term)))


def by_alphabet(term: str) -> bytes:
    """Give what a term is sorted by: GB 18030 has Latin letters first, then the usual characters by their pinyin."""
    return "".join(_SOUNDS_LIKE.get(char, char) for char in term.casefold()).encode("gb18030")


_SOUNDS_LIKE = {"萃": "脆"}
"""Characters of the field that are too rare to be among those by pinyin, each with one that is."""


def _texts(facts: Facts) -> Iterator[Mapping[str, str]]:
    scoring = facts.rubric.scoring
    for said in (shares_sentence(), rule_sentence(scoring.accumulate, threshold(facts.tau))):
        yield {facts.language: said}
    for degree in scoring.degrees:
        yield degree.name
    for _group, domain in facts.rubric.domains:
        yield domain.name
        yield from (item.name for item in domain.sub_indicators if item.id in facts.scope.levels)
    if facts.parts & {Part.REQUIREMENTS, Part.DOMAINS, Part.SUMMARY}:
        for levels in facts.scope.levels.values():
            for names in levels.values():
                yield from (facts.rubric.places[name].requirement.text for name in names)


def _definitions(facts: Facts) -> Iterator[Mapping[str, str]]:
    if Part.REQUIREMENTS in facts.parts:
        for _group, _domain, item in facts.rubric.sub_indicators.values():
            if item.id in facts.scope.levels:
                yield item.definition


def _texts_of_others(facts: Facts) -> Iterator[Mapping[str, str]]:
    """Give the texts of the requirements that are meant for segments which the enterprise does not have."""
    segments = facts.assessment.enterprise.segments
    for place in facts.rubric.places.values():
        if not (applies(place.sub_indicator, segments) and applies(place.requirement, segments)):
            yield place.requirement.text
            if place.requirement.guidance:
                yield place.requirement.guidance
