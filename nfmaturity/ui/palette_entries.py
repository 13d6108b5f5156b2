"""What the command palette finds: pages, acts, the open assessment's rubric, and the assessments of the library."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from nfmaturity.analysis.enterprise_words import enterprise_words
from nfmaturity.i18n import N_, _, current_language
from nfmaturity.ui.frame_content import OF_AN_ASSESSMENT
from nfmaturity.ui.palette_index import Entry
from nfmaturity.ui.settings import Location

if TYPE_CHECKING:
    from nfmaturity.domain.rubric import Rubric
    from nfmaturity.storage.listing import AssessmentRow
    from nfmaturity.ui.acts import ActGroup
    from nfmaturity.ui.pages.page import Go

PAGE_WORDS: Mapping[str, str] = {
    "library": N_("Library"),
    "overview": N_("Overview"),
    "assess": N_("Assess"),
    "report": N_("Report"),
    "rubric": N_("Rubric"),
    "details": N_("Details of the assessment"),
    "move": N_("Move to another version of the rubric"),
    "enterprises": N_("Enterprises"),
    "settings": N_("Settings"),
}
"""The pages that one may want to go to by name; those that a build has not are left out."""


def page_entries(go: Go, known: Iterable[str], *, is_open: bool) -> Iterator[Entry]:
    """Give the pages, those of an assessment only where one is open."""
    for name in (name for name in PAGE_WORDS if name in set(known)):
        refused = "" if is_open or name not in OF_AN_ASSESSMENT else _("Open an assessment first.")
        yield Entry(
            f"page:{name}", "page", _(PAGE_WORDS[name]), also=name, refused=refused, run=partial(go, Location(name))
        )


def act_entries(groups: Iterable[ActGroup]) -> Iterator[Entry]:
    """Give the acts that can be done by name."""
    for act in (act for group in groups for act in group.acts if act.do):
        refused = _(act.refused) if act.refused else ""
        yield Entry(f"act:{act.name}", "act", act.said, also=act.word, cap=act.cap, refused=refused, run=act.do)


def rubric_entries(rubric: Rubric, go: Go, show_term: Callable[[str], object], pack: str = "") -> Iterator[Entry]:
    """Give domains, sub-indicators, requirements and terms of a rubric.

    They lead to the Assess page of the open assessment, or with the hash of a pack to where the Rubric page tells them.
    """
    spoken = current_language()

    def place(item: str, requirement: str = "") -> Location:
        return (
            Location("rubric", node=item, requirement=requirement, rubric=pack)
            if pack
            else Location("assess", node="" if requirement else item, requirement=requirement)
        )

    for _group, domain in rubric.domains:
        run, also = partial(go, place(domain.sub_indicators[0].id)), _others(rubric, domain.name)
        yield Entry(f"domain:{domain.id}", "domain", rubric.say(domain.name, spoken), domain.id, also, run=run)
    for ident, (_group, _domain, item) in rubric.sub_indicators.items():
        run, also = partial(go, place(ident)), _others(rubric, item.name)
        yield Entry(f"item:{ident}", "item", rubric.say(item.name, spoken), ident, also, run=run)
    for ident, at in rubric.places.items():
        run, also = partial(go, place(at.sub_indicator.id, ident)), _others(rubric, at.requirement.text)
        said = rubric.say(at.requirement.text, spoken)
        yield Entry(f"requirement:{ident}", "requirement", said, ident, also, run=run)
    for term in rubric.glossary if not pack else ():
        named, show = _others(rubric, term.term), partial(show_term, term.id)
        yield Entry(f"term:{term.id}", "term", rubric.say(term.term, spoken), named, run=show)


def assessment_entries(rows: Iterable[AssessmentRow], go: Go, opened: str) -> Iterator[Entry]:
    """Give the assessments of the library, each opened on its Overview."""
    for row in rows:
        enterprise = enterprise_words(row.enterprise, row.name_en)
        name = " ".join(part for part in (enterprise, row.site) if part) or row.title or _("Unnamed enterprise")
        title = row.title if name != row.title else ""
        others = " ".join(other for other in (row.enterprise, row.name_en) if other and other != enterprise)
        refused = _("It is open.") if row.id == opened else ""
        at = Location("overview", row.id)
        also = f"{row.id} {others}".strip()
        yield Entry(f"assessment:{row.id}", "assessment", name, title, also, refused=refused, run=partial(go, at))


def _others(rubric: Rubric, text: Mapping[str, str]) -> str:
    """Give a text in the languages that are not in force."""
    said = rubric.say(text, current_language())
    return " ".join(words for words in text.values() if words != said)
