"""Which terms of the pack's glossary the report uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nfmaturity.domain.glossary import Glossary
from nfmaturity.report.facts import threshold
from nfmaturity.report.sections.labels import rule_sentence, shares_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nfmaturity.domain.rubric import Term
    from nfmaturity.report.facts import Facts


def used_terms(facts: Facts) -> list[Term]:
    """Give the terms in the texts that the report prints: by the alphabet, in Chinese as the pack orders them."""
    used = Glossary(facts.rubric).used(_texts(facts), facts.language)
    terms = [term for term in facts.rubric.glossary if term.id in used]
    return terms if facts.language == "zh" else sorted(terms, key=lambda term: facts.say(term.term).casefold())


def _texts(facts: Facts) -> Iterator[Mapping[str, str]]:
    scoring = facts.rubric.scoring
    for said in (shares_sentence(), rule_sentence(scoring.accumulate, threshold(facts.tau))):
        yield {facts.language: said}
    for degree in scoring.degrees:
        yield degree.name
    for _group, domain in facts.rubric.domains:
        yield domain.name
        for item in domain.sub_indicators:
            if item.id in facts.scope.levels:
                yield from (item.name, item.definition)
    for levels in facts.scope.levels.values():
        for names in levels.values():
            yield from (facts.rubric.places[name].requirement.text for name in names)
