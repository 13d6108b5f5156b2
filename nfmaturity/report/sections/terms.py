"""Which terms of the pack's glossary the report uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nfmaturity.domain.glossary import Glossary
from nfmaturity.report.chapters import Part
from nfmaturity.report.facts import threshold
from nfmaturity.report.sections.labels import rule_sentence, shares_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nfmaturity.domain.rubric import Term
    from nfmaturity.report.facts import Facts


def used_terms(facts: Facts) -> list[Term]:
    """Give the terms in the texts that the report prints, by the alphabet, in Chinese by their pinyin."""
    used = Glossary(facts.rubric).used(_texts(facts), facts.language)
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
    whole = Part.REQUIREMENTS in facts.parts
    for _group, domain in facts.rubric.domains:
        yield domain.name
        for item in domain.sub_indicators:
            if item.id in facts.scope.levels:
                yield from (item.name, item.definition) if whole else (item.name,)
    if whole or facts.parts & {Part.DOMAINS, Part.SUMMARY}:
        for levels in facts.scope.levels.values():
            for names in levels.values():
                yield from (facts.rubric.places[name].requirement.text for name in names)
