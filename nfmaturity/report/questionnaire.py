"""The questionnaire for a site walk: requirements on paper, with boxes to tick and room to write."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from reportlab.platypus.flowables import Flowable, Spacer

from nfmaturity.analysis.day_words import full_day
from nfmaturity.domain.glossary import Glossary
from nfmaturity.domain.scope import still_to_do
from nfmaturity.i18n import _, current_language
from nfmaturity.report.document import Report
from nfmaturity.report.facts import Facts
from nfmaturity.report.fonts import BOLD, REGULAR, advances, missing_characters, printable
from nfmaturity.report.frame import WIDTH, Entry, Mark, ReportCanvas, Running, document_template
from nfmaturity.report.grid import Grid, Layout, Row
from nfmaturity.report.questionnaire_rows import blank_line, may_be_left_out, other_boxes, sub_indicator_sheet
from nfmaturity.report.sections.parts import block_title, heading, notes, pairs
from nfmaturity.report.styles import CAPTION, OPENING, SMALL, TABLE
from nfmaturity.report.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from nfmaturity.domain.assessment import Assessment
    from nfmaturity.domain.rubric import RubricPack, SubIndicator
    from nfmaturity.domain.scope import Scope
    from nfmaturity.domain.scoring import ScoreCard

_BRACKETS = frozenset({"【】", "[]"})
_ROOM = 130
"""A domain's heading stays with the first requirements under it."""


def make_questionnaire(  # noqa: PLR0913 - the last three have defaults
    pack: RubricPack,
    assessment: Assessment,
    scope: Scope,
    card: ScoreCard,
    *,
    nodes: Collection[str] = (),
    answers: bool = False,
    to_do: bool = False,
    on_page: Callable[[int], None] | None = None,
) -> Report:
    """Write the questionnaire in the language in force; the same input gives the same bytes.

    `nodes` are ids of groups, domains and sub-indicators to ask about, all where there are none; only what is in scope
    is asked, and with `to_do` of that only what has no grade or is to confirm. `answers` prints present grades and
    comments, else everything is blank.
    """
    for font in (REGULAR, BOLD):
        advances(font)
    facts = Facts(pack, assessment, still_to_do(scope, assessment) if to_do else scope, card, current_language())
    target = BytesIO()
    with missing_characters() as missing:
        running = Running(_title(facts), _footer(facts), _("Rubric {label}").format(label=pack.label), "")
        document = document_template(
            target,
            running,
            cover=False,
            title=printable(_title(facts)),
            author=printable(facts.enterprise),
            subject=printable(facts.say(facts.rubric.title)),
            creator="nfmaturity",
            lang={"zh": "zh-CN"}.get(facts.language, facts.language),
        )
        document.setPageCallBack(on_page)
        document.build(_story(facts, nodes, answers=answers, to_do=to_do), canvasmaker=ReportCanvas)
    return Report(target.getvalue(), document.page, tuple(missing))


def asked_items(facts: Facts, nodes: Collection[str]) -> list[tuple[str, list[SubIndicator]]]:
    """Give the domains that are asked about, each with its sub-indicators in scope."""
    found = []
    for group, domain in facts.rubric.domains:
        whole = not nodes or group.id in nodes or domain.id in nodes
        items = [one for one in domain.sub_indicators if one.id in facts.scope.levels and (whole or one.id in nodes)]
        if items:
            found.append((domain.id, items))
    return found


def _title(facts: Facts) -> str:
    return _("{enterprise}: questionnaire for a site walk").format(enterprise=facts.enterprise)


def _footer(facts: Facts) -> str:
    return " · ".join(part for part in (facts.assessment.title, facts.assessment.site) if part)


def _story(facts: Facts, nodes: Collection[str], *, answers: bool, to_do: bool) -> list[Flowable]:
    asked = asked_items(facts, nodes)
    story = _head(facts, [one for _domain, items in asked for one in items], answers=answers, to_do=to_do)
    for place, (domain, items) in enumerate(asked, start=1):
        entry = Entry(f"d{place}", domain, facts.name(domain))
        said = _("Requirements: {n}").format(n=_count(facts, items))
        marks = _marks(facts, items)
        room = _ROOM + CAPTION.leading * len(marks)
        story += [*heading(entry, room), Words(said, CAPTION), *marks, Spacer(0, 4)]
        for one in items:
            story += [
                Mark(Entry(one.id, one.id, facts.say(one.name), 1)),
                sub_indicator_sheet(facts, one, answers=answers),
            ]
    return story


def _marks(facts: Facts, items: Sequence[SubIndicator]) -> list[Flowable]:
    """Say what the marks in brackets of the domain's sheets mean, which may be all that one has in hand."""
    asked = (name for one in items for names in facts.scope.levels[one.id].values() for name in names)
    texts = [guidance for name in asked if (guidance := facts.rubric.places[name].requirement.guidance)]
    used = Glossary(facts.rubric).used(texts, facts.language)
    terms = [term for term in facts.rubric.glossary if term.id in used]
    return [
        Words(said + " " * said.endswith("]") + facts.say(term.text), CAPTION)
        for term in terms
        if (said := facts.say(term.term))[:1] + said[-1:] in _BRACKETS
    ]


def _count(facts: Facts, items: Sequence[SubIndicator]) -> int:
    return sum(len(names) for one in items for names in facts.scope.levels[one.id].values())


def _head(facts: Facts, items: Sequence[SubIndicator], *, answers: bool, to_do: bool) -> list[Flowable]:
    assessment = facts.assessment
    asked = _("{n}: only what has no grade or is to confirm") if to_do else "{n}"
    given = pairs(
        [
            (_("Enterprise"), facts.enterprise),
            (_("Site"), assessment.site),
            (_("Assessment"), assessment.title),
            (_("Assessment date"), full_day(assessment.date)),
            (_("Requirements"), asked.format(n=_count(facts, items))),
        ]
    )
    how = _(
        "Tick one box for each requirement once you have seen what it asks for; leave it empty where you have not. "
        "Write on the line what you saw: the screen, the record, the person."
    )
    if answers:
        how += " " * (facts.language == "en") + _("What is graded already is ticked, with its comment under it.")
    return [
        Mark(Entry("head", "", _("Questionnaire for a site walk"))),
        Words(_("Questionnaire for a site walk"), OPENING),
        Spacer(0, 8),
        given,
        Spacer(0, 8),
        _to_fill_in(),
        notes([(_("How to fill it in"), how)]),
        _boxes(facts, leaves_out=any(may_be_left_out(facts, one) for one in items)),
    ]


def _to_fill_in() -> Grid:
    """Give the lines that are filled in by hand, two beside one another."""
    label = 84.0
    line = (WIDTH - 2 * label - 27) / 2
    layout = Layout((label, line, label, line), gap=9, pad=(7, 2), middle=False)
    names = [_("Assessor"), _("Day of the visit"), _("Department, place"), _("Spoken with")]
    cells = [(Words(name, SMALL.but(role="ink3")), blank_line(line, 12.5)) for name in names]
    return Grid(layout, [Row((*cells[n], *cells[n + 1]), rule=None) for n in range(0, len(cells), 2)])


def _boxes(facts: Facts, *, leaves_out: bool) -> Grid:
    """Say what a tick in each box means; that for what does not apply is among them where a sheet has it."""
    layout = Layout((87.0, WIDTH - 96.0), gap=9, pad=(2.5, 2.5), middle=False)
    rows = [block_title(_("The boxes"))]
    for degree in facts.rubric.scoring.degrees:
        meaning = facts.say(degree.meaning) if degree.meaning else ""
        rows.append(_meaning_row(facts.say(degree.name), meaning))
    rows += [_meaning_row(name, meaning) for name, meaning in other_boxes()[0 if leaves_out else 1 :]]
    return Grid(layout, rows)


def _meaning_row(name: str, meaning: str) -> Row:
    return Row((Words(name, TABLE.but(bold=True)), Words(meaning, SMALL)), rule="line")
