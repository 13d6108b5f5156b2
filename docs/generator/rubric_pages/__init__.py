"""A pack as readable pages: an index in all its languages, and for each language its domains and its glossary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docs.generator.rubric_pages.domain_page import domain_page
from docs.generator.rubric_pages.glossary_page import glossary_page
from docs.generator.rubric_pages.index_page import index_page
from docs.generator.rubric_pages.spoken import GLOSSARY_PAGE, INDEX_PAGE, Spoken

if TYPE_CHECKING:
    from nfmaturity.domain.rubric import RubricPack


def rubric_pages(pack: RubricPack) -> dict[str, str]:
    """Give the text of every page of a pack by its path below the folder of the pages."""
    pages = {INDEX_PAGE: index_page(pack)}
    for language in pack.rubric.languages:
        spoken = Spoken(pack.rubric, language)
        pages[f"{language}/{GLOSSARY_PAGE}"] = glossary_page(spoken)
        for group, domain in pack.rubric.domains:
            pages[f"{language}/{domain.id}.md"] = domain_page(spoken, group, domain)
    return pages
