"""The glossary of a pack in one language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docs.generator.markdown import anchor, link, page, plain, table
from docs.generator.rubric_pages.spoken import GLOSSARY_PAGE, INDEX_PAGE, Spoken
from docs.generator.rubric_pages.words import NAMES

if TYPE_CHECKING:
    from nfmaturity.domain.rubric import Term


def glossary_page(spoken: Spoken) -> str:
    """Give the text of the page, in the pack's order."""
    others = [name for name in spoken.rubric.languages if name != spoken.language]
    head = [spoken.word("term"), *(NAMES.get(name, name) for name in others), spoken.word("meaning")]
    rows = (_row(spoken, term, others) for term in spoken.rubric.glossary)
    places = [link(spoken.word("index"), f"../{INDEX_PAGE}", spoken.language), spoken.others(GLOSSARY_PAGE)]
    return page(
        [f"# {spoken.word('glossary')}", "", " · ".join(place for place in places if place), "", *table(head, rows)]
    )


def _row(spoken: Spoken, term: Term, others: list[str]) -> list[str]:
    named = f"{anchor(term.id)}**{spoken.say(term.term)}**{_further(spoken, term)}"
    return [named, *(plain(spoken.rubric.say(term.term, name)) for name in others), spoken.say(term.text)]


def _further(spoken: Spoken, term: Term) -> str:
    forms = term.also.get(spoken.language, ()) if term.also else ()
    return spoken.aside(f"{spoken.word('also')} {spoken.listed(map(plain, forms))}") if forms else ""
