"""The cover and the contents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus.flowables import Flowable, Spacer

from nfmaturity.analysis.blockers import next_level
from nfmaturity.analysis.day_words import full_day, period
from nfmaturity.charts.bars import share_bar
from nfmaturity.charts.shapes import level_role
from nfmaturity.domain.scoring import cut
from nfmaturity.i18n import _
from nfmaturity.report.chapters import PART_NAMES, Part
from nfmaturity.report.facts import score_of, share, share_at, threshold
from nfmaturity.report.fonts import measure, printable
from nfmaturity.report.frame import WIDTH, Entry, PageOf, draft_word
from nfmaturity.report.grid import Grid, Layout, Row, Stack
from nfmaturity.report.painter import Picture
from nfmaturity.report.sections.labels import enterprise_type, kind_label, rule_label
from nfmaturity.report.sections.parts import fits, pairs
from nfmaturity.report.sections.sentences import distance
from nfmaturity.report.styles import BODY, CAPTION, COVER_NAME, COVER_TITLE, OPENING, SMALL, TABLE, Style
from nfmaturity.report.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nfmaturity.report.facts import Facts

_LEVEL = Style(36, 46, bold=True)
_LEVEL_LONG = Style(20, 27, bold=True)
_LONG_PROVENANCE = {"zh": 260, "en": 620}
_FIGURE = Style(18, 24, bold=True)


def cover(facts: Facts) -> list[Flowable]:
    """Give the cover: whose report, what came out, and what it rests on."""
    title = facts.say(facts.rubric.title)
    return [
        Spacer(0, 8),
        Words(title, SMALL.but(bold=True)),
        Spacer(0, 44),
        Words(_("Digital transformation\nmaturity report"), COVER_TITLE),
        Spacer(0, 18),
        Words(facts.enterprise, COVER_NAME),
        Spacer(0, 2),
        Words(_subtitle(facts), BODY.but(role="ink2")),
        Spacer(0, 36),
        _result(facts),
        Spacer(0, 8),
        _bars(facts),
        Spacer(0, 26),
        pairs(_basis(facts)),
        Spacer(0, 10),
        Words(_provenance(facts), CAPTION),
        Spacer(0, 12),
        _mark(facts),
    ]


def _provenance(facts: Facts) -> str:
    """Say on the first page where the rubric comes from, in its own words where they are few."""
    said = facts.say(facts.rubric.provenance)
    if len(said) > _LONG_PROVENANCE.get(facts.language, 400):
        if Part.ANNEXES in facts.parts:
            return _("Where the rubric comes from and how far it goes is told in the chapter on its provenance.")
        return _("Where the rubric comes from and how far it goes is told in the full report.")
    return said


def _subtitle(facts: Facts) -> str:
    parts = [facts.assessment.title or kind_label(facts.assessment.kind), facts.assessment.site]
    return _(", ").join([part for part in parts if part])


def _result(facts: Facts) -> Grid:
    node = facts.overall
    level = facts.standing(node)
    if node.ungraded and not node.is_blank:
        level = _("{level} so far").format(level=level)
    style = _LEVEL if fits(level, _LEVEL, WIDTH * 0.36 - 12) else _LEVEL_LONG
    figures = [(_("Score, 0 to {top}").format(top=max(facts.rubric.level_numbers)), score_of(node), False)]
    missing = distance(facts, node)
    following = next_level(node)
    if missing and following is not None:
        is_share = facts.rubric.scoring.accumulate == "first_unmet"
        short = _("{level} share short by") if is_share else _("Short of {level}")
        figures.append((short.format(level=facts.level_short(following)), missing, True))
    if facts.incomplete and node.bounds is not None:
        low, high = node.bounds.score
        figures.append((_("Score bounds"), f"{share(low)}–{share(high)}", False))
    cells = [
        Stack([Words(name, CAPTION), Words(value, _FIGURE.but(role="cop" if warm else "ink"))])
        for name, value, warm in figures
    ]
    most = WIDTH * (0.46 if len(figures) < 3 else 0.36)
    first = min(most, max(measure(printable(level), style.size, bold=True) + 12, 60))
    widths = [first] + [max(measure(value, 18, bold=True) + 8, 72) for _name, value, _warm in figures]
    return Grid(Layout(tuple(widths), gap=14, pad=(0, 0)), [Row((Words(level, style), *cells), rule=None)])


def _bars(facts: Facts) -> Grid:
    figure, numbers = 40.0, facts.rubric.level_numbers
    names = [facts.level_short(level) for level in numbers]
    name = min(max(measure(printable(text), TABLE.size, bold=True) for text in names) + 4, 90)
    layout = Layout((name, WIDTH - name - figure - 18, figure), gap=9, pad=(2.5, 2.5))
    height = 25.0 if len(numbers) <= 5 else 17.0
    rows = []
    for level, text in zip(numbers, names, strict=True):
        value = facts.overall.shares.get(level)
        bar: Flowable | None = None
        if value is not None:
            fill = level_role(level, numbers)
            upper = facts.overall.upper_shares[level]
            bar = Picture(share_bar((layout.widths[1], height), value, upper, facts.tau, fill))
        decides = level == next_level(facts.overall) and not facts.overall.is_blank
        short = value is not None and value < facts.tau and decides
        style = BODY.but(bold=True, align="right", role="cop" if short else "ink")
        shown = Words(share_at(facts.overall, level), style)
        rows.append(Row((Words(text, TABLE.but(bold=True)), bar, shown), rule=None))
    if facts.rubric.scoring.accumulate == "first_unmet":
        said = _("Share met at each level, 0 to 1; a level takes {tau}, the upright line")
    else:
        said = _("Share met at each level, 0 to 1; the upright line is at {tau}")
    said = said.format(tau=threshold(facts.tau))
    if facts.incomplete:
        said += _("; hatched: what the unanswered can still add")
    rows.append(Row((Words(said, CAPTION),), rule=None, whole=True))
    return Grid(layout, rows)


def _basis(facts: Facts) -> list[tuple[str, str]]:
    assessment, node = facts.assessment, facts.overall
    target = assessment.target_level
    answered = _("{answered} of {all}").format(answered=node.answered, all=node.in_scope)
    if waiting := facts.waiting():
        answered = _("{answered} ({n} to confirm)").format(answered=answered, n=waiting)
    if facts.incomplete:
        answered = _("{answered}; the other {n} count 0").format(answered=answered, n=node.ungraded)
    scope = _("Sub-indicators: {items}, requirements: {requirements}")
    return [
        (_("Enterprise type"), enterprise_type(facts)),
        (_("Credit code"), assessment.enterprise.credit_code),
        (_("Period"), period(assessment.period_from, assessment.period_to)),
        (_("Target level"), facts.level(target) if target else ""),
        (_("Scope"), scope.format(items=len(facts.scope.levels), requirements=node.in_scope)),
        (_("Graded"), answered),
        (_("Rubric"), facts.pack.label),
        (_("Rule"), rule_label(facts.rubric.scoring.accumulate)),
        (_("Assessment date"), full_day(assessment.date)),
    ]


def _mark(facts: Facts) -> Flowable:
    if not facts.draft:
        return Spacer(0, 1)
    if facts.incomplete:
        said = _("{percent} of the requirements in scope are graded; not for use as proof.").format(
            percent=percent_answered(facts)
        )
    elif waiting := facts.waiting():
        said = _("Grades of the year before, still to be confirmed: {n}; not for use as proof.").format(n=waiting)
    else:
        said = _("Not yet released; not for use as proof.")
    word = draft_word()
    box = Layout((measure(word, 9, bold=True) + 2, WIDTH - measure(word, 9, bold=True) - 14), gap=12, pad=(4, 4))
    cells = (Words(word, BODY.but(bold=True, role="cop")), Words(said, SMALL))
    return Grid(box, [Row(cells, rule="cop", over="cop")])


def percent_answered(facts: Facts) -> str:
    """Write how much of what is in scope is answered, cut to a decimal: it is all only where nothing is missing."""
    from fractions import Fraction

    return cut(Fraction(100 * facts.overall.answered, max(1, facts.overall.in_scope)), 1) + "%"


def contents(facts: Facts, entries: Sequence[Entry]) -> list[Flowable]:
    """List chapters and domains with their pages, every line a link, and name what this printout leaves out."""
    layout = Layout((36.0, WIDTH - 36 - 40 - 18, 40.0), gap=9, pad=(3.0, 3.0))
    rows = []
    for entry in entries:
        style = BODY.but(bold=entry.depth == 0)
        number = Words(entry.number, style.but(role="acc" if entry.depth == 0 else "ink3"))
        rows.append(Row((number, Words(entry.name, style), PageOf(entry, bold=entry.depth == 0))))
    return [Words(_("Contents"), OPENING), Spacer(0, 10), Grid(layout, rows), *left_out(facts)]


def left_out(facts: Facts) -> list[Flowable]:
    """Name what this printout leaves out, if anything."""
    names = [_(PART_NAMES[part]) for part in Part if part not in facts.parts]
    if not names:
        return []
    said = _("Left out of this printout: {names}. The full report holds them.")
    return [Spacer(0, 8), Words(said.format(names=_(", ").join(names)), SMALL)]
