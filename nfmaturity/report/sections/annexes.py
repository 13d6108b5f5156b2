"""What a reader checks a result with: exclusions, the rule worked through, provenance, glossary."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from reportlab.platypus.flowables import Flowable, Spacer

from nfmaturity.analysis.worked_calculation import RuleStep, WeightedMean, WorkedCalculation, worked_calculation
from nfmaturity.domain.scoring import cut
from nfmaturity.i18n import _
from nfmaturity.report.facts import share, threshold
from nfmaturity.report.frame import HEIGHT, WIDTH, Entry
from nfmaturity.report.grid import Grid, Layout, Row
from nfmaturity.report.sections.labels import rule_label, rule_sentence, shares_sentence
from nfmaturity.report.sections.parts import (
    FIGURE,
    FIGURE_BOLD,
    HEAD,
    HEAD_RIGHT,
    block_title,
    heading,
    notes,
    opening,
    paragraphs,
    together,
)
from nfmaturity.report.sections.terms import used_terms
from nfmaturity.report.styles import BODY, ID, SMALL, TABLE
from nfmaturity.report.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nfmaturity.report.facts import Facts
    from nfmaturity.report.sections.numbering import Numbering


def exclusions_register(facts: Facts, entry: Entry) -> list[Flowable]:
    """List what an assessor took out of scope, each with its reason."""
    found = facts.assessment.exclusions
    sentence = _("Excluded: {n}, each with a reason").format(n=len(found)) if found else _("Nothing is excluded")
    story = opening(entry, sentence)
    if not found:
        return [*story, Words(_("Everything that the rubric asks of this type of enterprise is in scope."), BODY)]
    layout = Layout((66.0, 150.0, WIDTH - 216 - 18), gap=9, pad=(4, 4), middle=False)
    head = Row(
        (Words(_("Id"), HEAD), Words(_("Sub-indicator or requirement"), HEAD), Words(_("Reason"), HEAD)),
        rule="line2",
        over="ink",
    )
    rows = [
        Row((Words(name, ID), Words(_what(facts, name), TABLE), Words(reason, TABLE))) for name, reason in found.items()
    ]
    return [*story, Grid(layout, rows, head=[head])]


def _what(facts: Facts, name: str) -> str:
    if name in facts.rubric.sub_indicators:
        return facts.name(name)
    place = facts.rubric.places.get(name)
    return facts.say(place.requirement.text) if place else ""


def method(facts: Facts, entry: Entry) -> list[Flowable]:
    """Tell the rule in words and work it through with this assessment's own figures."""
    rule, tau = facts.rubric.scoring.accumulate, threshold(facts.tau)
    figures = _("Figures are exact fractions, cut to three decimals where they are shown and never rounded up.")
    story = heading(entry, 260)
    for said in (shares_sentence(), rule_sentence(rule, tau), figures):
        story += paragraphs(said)
    return [*story, Spacer(0, 6), *_worked(facts)]


def _worked(facts: Facts) -> list[Flowable]:
    worked = worked_calculation(facts.rubric, facts.assessment, facts.scope, facts.card)
    if worked is None:
        return []
    domain = _("The domain {name} from its sub-indicators").format(name=facts.name(worked.domain))
    blocks: tuple[Flowable, ...] = (
        _grades_block(facts, worked),
        _means(facts, domain, worked.domain_means),
        _means(facts, _("The group {name} from its domains").format(name=facts.name(worked.group)), worked.group_means),
        _means(facts, _("The whole from its groups"), worked.overall_means),
        _steps(facts, worked),
    )
    return [part for block in blocks for part in (together(block), block, Spacer(0, 12))]


def _grades_block(facts: Facts, worked: WorkedCalculation) -> Grid:
    grades = worked.grades
    figures = [share(value).rstrip("0").rstrip(".") for value in grades.values]
    said = _("{name} ({id}) at {level}: ({sum}) ÷ {n} = {share}").format(
        name=facts.name(grades.sub_indicator),
        id=grades.sub_indicator,
        level=facts.level(grades.level),
        sum=" + ".join(figures),
        n=len(figures),
        share=share(grades.share),
    )
    rows = [block_title(_("A sub-indicator from its grades")), Row((Words(said, TABLE),), rule="line", pad=(2, 5))]
    return Grid(Layout((WIDTH,)), rows)


def _means(facts: Facts, title: str, means: tuple[WeightedMean, ...]) -> Grid:
    figure = min(52.0, 300.0 / max(1, len(means)))
    layout = Layout((WIDTH - 42 - (figure + 6) * len(means) - 6, 42.0, *([figure] * len(means))), gap=6, pad=(3.4, 3.4))
    heads = [Words(_("Part"), HEAD), Words(_("Weight"), HEAD_RIGHT)]
    for mean in means:
        name = facts.level_short(mean.level)
        heads.append(Words(name if len(name) <= 8 else str(mean.level), HEAD_RIGHT))
    rows = []
    for place, part in enumerate(means[0].parts):
        shares = [Words(share(mean.parts[place].share), FIGURE) for mean in means]
        rows.append(
            Row(
                (
                    Words(facts.name(part.node), TABLE),
                    Words(cut(part.weight, 2).rstrip("0").rstrip("."), FIGURE),
                    *shares,
                )
            )
        )
    shares = [Words(share(mean.share), FIGURE_BOLD) for mean in means]
    rows.append(Row((Words(_("Weighted mean"), TABLE.but(bold=True)), None, *shares)))
    return Grid(layout, rows, title=[block_title(title)], head=[Row(tuple(heads), rule="line2")])


def _steps(facts: Facts, worked: WorkedCalculation) -> Grid:
    layout = Layout((90.0, 60.0, WIDTH - 90 - 60 - 66 - 27, 66.0), gap=9, pad=(3.4, 3.4))
    heads = (
        Words(_("Level"), HEAD),
        Words(_("Share"), HEAD_RIGHT),
        Words(_("Against the threshold"), HEAD),
        Words(_("Counts"), HEAD_RIGHT),
    )
    rows = [_step_row(facts, step, threshold(worked.tau)) for step in worked.steps]
    bold, total = TABLE.but(bold=True), share(worked.score)
    is_cut = Fraction(total) != worked.score
    said = _("{level}, score {score}, exactly {exact}") if is_cut else _("{level}, score {score}")
    said = said.format(level=facts.level(worked.level), score=total, exact=worked.score)
    rows.append(Row((Words(_("Result"), bold), None, Words(said, bold), Words(total, FIGURE_BOLD))))
    title = block_title(_("Level and score from the shares"), rule_label(worked.rule))
    return Grid(layout, rows, title=[title], head=[Row(heads, rule="line2")])


def _step_row(facts: Facts, step: RuleStep, tau: str) -> Row:
    is_sum = facts.rubric.scoring.accumulate == "plain_sum"
    if step.share is None:
        said = _("nothing in scope, counts 0") if is_sum else _("nothing in scope, taken as met")
    else:
        said = (_("{share} ≥ {tau}: met") if step.met else _("{share} < {tau}: not met")).format(
            share=share(step.share), tau=tau
        )
    name, figure = Words(facts.level(step.level), TABLE), Words(share(step.share), FIGURE)
    return Row((name, figure, Words(said, TABLE), Words(share(step.counted), FIGURE)))


def provenance(facts: Facts, entry: Entry) -> list[Flowable]:
    """Say where the rubric comes from and which one exactly it was."""
    rows = [
        (_("Rubric title"), facts.say(facts.rubric.title)),
        (_("Rubric"), facts.pack.label),
        ("SHA-256", facts.pack.sha256),
        (_("Provenance"), facts.say(facts.rubric.provenance)),
    ]
    return [*heading(entry, 160), notes(rows)]


_PADS = (3.0, 2.6, 2.2, 3.5, 4.0)
"""How loosely the glossary may be set, in the order of preference."""


def glossary(facts: Facts, chapters: Numbering) -> list[Flowable]:
    """Explain the terms of the pack that the report uses."""
    terms = used_terms(facts)
    if not terms:
        return []
    rows = [
        Row((Words(facts.say(term.term), TABLE.but(bold=True)), Words(facts.say(term.text), SMALL))) for term in terms
    ]
    tables = [Grid(Layout((105.0, WIDTH - 114), gap=9, pad=(pad, pad), middle=False), rows) for pad in _PADS]
    return [*heading(chapters.chapter(_("Glossary")), 140), _Filling(tables)]


class _Filling(Flowable):
    """The first of several tables that leaves no few rows to a page of their own, wherever it begins."""

    def __init__(self, tables: Sequence[Grid]) -> None:
        """Take the same table set in several ways, the best first."""
        super().__init__()
        self.tables = tables

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        """Take the height of the best."""
        self.width, self.height = self.tables[0].wrap(aW, aH)
        return self.width, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803
        """Split the one that fills its pages from here on."""
        return next((table for table in self.tables if _fills(table, aH)), self.tables[0]).split(aW, aH)

    def draw(self) -> None:
        """Draw the best: it fits."""
        self.tables[0].drawOn(self.canv, 0, 0)


def _fills(table: Grid, room: float) -> bool:
    """Tell whether a table that begins with so much room ends on this page or goes far enough down its last one."""
    over = table.wrap(WIDTH, HEIGHT)[1] - room
    return over <= 0 or over % HEIGHT > HEIGHT / 4
