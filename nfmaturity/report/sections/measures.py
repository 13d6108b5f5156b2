"""The page after the summary that lists all measures with their person-days."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from reportlab.platypus.flowables import PageBreak, Spacer

from nfmaturity.analysis.amount_words import exact_days
from nfmaturity.analysis.measures import total_days, total_gain
from nfmaturity.domain.scoring import cut
from nfmaturity.i18n import _
from nfmaturity.report.facts import GAIN_DECIMALS, gain
from nfmaturity.report.frame import WIDTH, Entry
from nfmaturity.report.grid import Grid, Layout, Row, Stack
from nfmaturity.report.sections.parts import FIGURE, FIGURE_BOLD, HEAD, HEAD_RIGHT, opening
from nfmaturity.report.styles import CAPTION, SMALL, TABLE
from nfmaturity.report.words import Words, shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.platypus.flowables import Flowable

    from nfmaturity.analysis.blockers import Blocker
    from nfmaturity.report.facts import Facts

_LINES = 3
"""How many lines the text of a measure takes at most: the chapter on all requirements has it whole."""

_FIXED = (18.0, 66.0, 60.0, 52.0)
_GAP = 7.0
_LAYOUT = Layout((*_FIXED[:2], WIDTH - sum(_FIXED) - 4 * _GAP, *_FIXED[2:]), gap=_GAP, pad=(2.5, 2.5))


def needs_first(blocker: Blocker) -> list[Flowable]:
    """Name what a requirement waits for."""
    if not blocker.waits_for:
        return []
    return [Words(_("Needs first: {ids}").format(ids=_(", ").join(blocker.waits_for)), SMALL.but(role="ink3"))]


def measures_page(facts: Facts, entry: Entry) -> list[Flowable]:
    """List all measures, each after what it needs first, under them the sums that the summary names."""
    found = facts.measures.made
    level = facts.level_short(facts.measures.level or 0)
    sentence = _("Measures towards {level}: {n}").format(level=level, n=len(found))
    said = _(
        "The greatest gain comes first, each measure after what it needs first. Person-days lead from today's grade to "
        "the best. The gain is what a measure adds to the {level} share of the whole enterprise; one that adds nothing "
        "is there because others need it."
    )
    story: list[Flowable] = [*opening(entry, sentence), Words(said.format(level=level), SMALL)]
    story += [Spacer(0, 8), _table(facts, level), *_remark_on_sum(found)]
    return [PageBreak(), *story]


def grading_page(facts: Facts, entry: Entry) -> list[Flowable]:
    """List what is to be graded before any measure can be told."""
    found, level = facts.measures.to_grade, facts.level_short(facts.measures.level or 0)
    said = _("Unanswered on the way to {level}: {n}").format(level=level, n=len(found))
    return [PageBreak(), *opening(entry, said), requirement_table(facts, found)]


def requirement_table(facts: Facts, found: Sequence[Blocker], title: Sequence[Row] = ()) -> Grid:
    """List requirements by their ids and texts."""
    layout = Layout((66.0, WIDTH - 66 - _GAP), gap=_GAP, pad=(2.5, 2.5))
    head = Row((Words(_("Id"), HEAD), Words(_("Requirement"), HEAD)), rule="line2")
    rows = [
        Row((Words(blocker.id, CAPTION), Words(facts.say(blocker.place.requirement.text), TABLE))) for blocker in found
    ]
    return Grid(layout, rows, title=title, head=[head])


def _table(facts: Facts, level: str) -> Grid:
    """List the measures, so that whoever adds them up comes to the sum."""
    found = facts.measures.made
    head = Row(
        (
            None,
            Words(_("Id"), HEAD),
            Words(_("Requirement"), HEAD),
            Words(_("Person-days"), HEAD_RIGHT),
            Words(_("Gain in the {level} share").format(level=level), HEAD_RIGHT),
        ),
        rule="line2",
    )
    rows = [_row(facts, blocker, n) for n, blocker in enumerate(found, 1)]
    rows.append(_sum_row(_("Sum"), found))
    return Grid(_LAYOUT, rows, head=[head])


def _row(facts: Facts, blocker: Blocker, n: int) -> Row:
    text = shortened(facts.say(blocker.place.requirement.text), TABLE, _LAYOUT.widths[2], _LINES)
    gained = gain(blocker.gain) if blocker.gain else "–"
    return Row(
        (
            Words(str(n), CAPTION),
            Words(blocker.id, CAPTION),
            Stack([Words(text, TABLE), *needs_first(blocker)]),
            Words(_exact(blocker.effort_days), FIGURE),
            Words(gained, FIGURE_BOLD.but(role="acc" if blocker.gain else "ink3")),
        )
    )


def _sum_row(name: str, found: Sequence[Blocker]) -> Row:
    days, gained = _exact(total_days(found)), gain(total_gain(found))
    cells = (Words(name, TABLE.but(bold=True)), Words(days, FIGURE_BOLD), Words(gained, FIGURE_BOLD))
    return Row((None, None, *cells), over="ink")


def _remark_on_sum(found: Sequence[Blocker]) -> list[Flowable]:
    """Say why the gains as they are shown do not make the sum, where they do not."""
    shown = sum((Fraction(cut(blocker.gain, GAIN_DECIMALS)) for blocker in found), Fraction())
    if shown == Fraction(cut(total_gain(found), GAIN_DECIMALS)):
        return []
    said = _(
        "Every gain is cut after {n} decimals, the sum only after adding the exact gains; so its end may be higher "
        "than the rows add up to."
    )
    return [Spacer(0, 5), Words(said.format(n=GAIN_DECIMALS), CAPTION)]


def _exact(value: Fraction | None) -> str:
    return "–" if value is None else exact_days(value)
