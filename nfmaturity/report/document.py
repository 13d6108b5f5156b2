"""The report as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from reportlab.platypus.doctemplate import NextPageTemplate
from reportlab.platypus.flowables import Flowable, PageBreak

from nfmaturity.analysis.day_words import full_day
from nfmaturity.garbage import no_collecting
from nfmaturity.i18n import _, current_language
from nfmaturity.report.chapters import ALL_PARTS, Part
from nfmaturity.report.facts import Facts
from nfmaturity.report.fonts import BOLD, REGULAR, advances, missing_characters, printable
from nfmaturity.report.frame import BODY_PAGE, Mark, ReportCanvas, Running, document_template, draft_word
from nfmaturity.report.sections.annexes import exclusions_register, glossary, method, provenance
from nfmaturity.report.sections.assessed import assessed, enterprise_profile
from nfmaturity.report.sections.checks import checks_annex
from nfmaturity.report.sections.comparison import comparison
from nfmaturity.report.sections.cover import contents, cover, left_out
from nfmaturity.report.sections.domains import domain_chapters
from nfmaturity.report.sections.labels import rule_label
from nfmaturity.report.sections.measures import grading_page, measures_page
from nfmaturity.report.sections.numbering import Numbering
from nfmaturity.report.sections.requirements import every_requirement
from nfmaturity.report.sections.result import result
from nfmaturity.report.sections.summary import summary

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from nfmaturity.analysis.comparison import Earlier
    from nfmaturity.domain.assessment import Assessment
    from nfmaturity.domain.rubric import RubricPack
    from nfmaturity.domain.scope import Scope
    from nfmaturity.domain.scoring import ScoreCard


_HANDFUL = 5
"""So few chapters and sections are found without a page of contents."""


@dataclass(frozen=True, slots=True)
class Report:
    """A finished report; `missing` are the characters that the fonts lack and that stand as codes in it."""

    pdf: bytes
    pages: int
    missing: tuple[str, ...]


def make_report(  # noqa: PLR0913 - the last ones are seldom named
    pack: RubricPack,
    assessment: Assessment,
    scope: Scope,
    card: ScoreCard,
    *,
    draft: bool | None = None,
    earlier: Earlier | None = None,
    parts: Collection[Part] = ALL_PARTS,
    on_page: Callable[[int], None] | None = None,
) -> Report:
    """Write the report of an assessment in the language in force; the same input gives the same bytes.

    `earlier` is the assessment that the result is set beside. `draft` marks a complete assessment too, or takes the
    mark off one with grades to confirm, which else bears it; nothing takes it off one with anything unanswered.
    Of `parts` at least one is needed. `on_page` is told the number of each page when it is done.
    """
    for font in (REGULAR, BOLD):
        advances(font)
    facts = Facts(
        pack,
        assessment,
        scope,
        card,
        current_language(),
        marked=draft,
        earlier=earlier,
        parts=frozenset(parts),
    )
    target = BytesIO()
    with missing_characters() as missing, no_collecting():
        pages = _build(target, facts, on_page)
    return Report(target.getvalue(), pages, tuple(missing))


def _build(target: BytesIO, facts: Facts, on_page: Callable[[int], None] | None) -> int:
    body = _body(facts)
    entries = [part.entry for part in body if isinstance(part, Mark)]
    if len(entries) > _HANDFUL:
        first = [*cover(facts), NextPageTemplate(BODY_PAGE), PageBreak(), *contents(facts, entries)]
    else:
        first = [*cover(facts), *left_out(facts), NextPageTemplate(BODY_PAGE)]
    story = [*first, *body]
    document = document_template(
        target,
        _running(facts),
        title=printable(_title(facts)),
        author=printable(facts.enterprise),
        subject=printable(facts.say(facts.rubric.title)),
        creator="nfmaturity",
        lang={"zh": "zh-CN"}.get(facts.language, facts.language),
    )
    document.setPageCallBack(on_page)
    document.build(story, canvasmaker=ReportCanvas)
    return document.page


def _title(facts: Facts) -> str:
    return _("{enterprise}: digital transformation maturity report").format(enterprise=facts.enterprise)


def _running(facts: Facts) -> Running:
    footer = " · ".join(part for part in (facts.assessment.title, full_day(facts.assessment.date)) if part)
    pack = _("Rubric {label}, {rule}").format(label=facts.pack.label, rule=rule_label(facts.rubric.scoring.accumulate))
    return Running(_title(facts), footer, pack, draft_word() if facts.draft else "")


def _body(facts: Facts) -> Sequence[Flowable]:
    chapters = Numbering()
    story: list[Flowable] = []
    for part in Part:
        if part in facts.parts:
            for pages in _WRITERS[part]:
                if written := pages(facts, chapters):
                    story += [PageBreak(), *written]
    return story


def _summary(facts: Facts, chapters: Numbering) -> list[Flowable]:
    first = chapters.chapter(_("Summary"))
    if facts.measures.to_grade:
        listing = chapters.section(_("To be graded first"))
        return [*summary(facts, first, listing), *grading_page(facts, listing)]
    if not facts.measures.made:
        return summary(facts, first, None)
    listing = chapters.section(_("Measures"))
    return [*summary(facts, first, listing), *measures_page(facts, listing)]


def _assessment(facts: Facts, chapters: Numbering) -> list[Flowable]:
    return [
        *assessed(facts, chapters.chapter(_("The assessment"))),
        *enterprise_profile(facts, chapters.chapter(_("The enterprise"))),
    ]


def _result(facts: Facts, chapters: Numbering) -> list[Flowable]:
    return result(facts, chapters.chapter(_("Result")))


def _compared(facts: Facts, chapters: Numbering) -> list[Flowable]:
    if facts.compared is None:
        return []
    return comparison(facts, chapters.chapter(_("Comparison with an earlier assessment")), facts.compared)


def _annexes(facts: Facts, chapters: Numbering) -> list[Flowable]:
    return [
        *exclusions_register(facts, chapters.chapter(_("Exclusions"))),
        *checks_annex(facts, chapters.chapter(_("Checks"))),
        *method(facts, chapters.chapter(_("Method and worked calculation"))),
        *provenance(facts, chapters.chapter(_("Provenance of the rubric"))),
        *glossary(facts, chapters),
    ]


_WRITERS: Mapping[Part, Sequence[Callable[[Facts, Numbering], list[Flowable]]]] = {
    Part.SUMMARY: (_summary,),
    Part.ASSESSMENT: (_assessment,),
    Part.RESULT: (_result, _compared),
    Part.DOMAINS: (domain_chapters,),
    Part.ANNEXES: (_annexes,),
    Part.REQUIREMENTS: (every_requirement,),
}
"""What each part is written by; each begins on a new page."""
