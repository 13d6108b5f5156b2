"""How the Overview's figures moved since an earlier assessment, beside the figures and in words."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from nfmaturity.analysis.change_words import signed, then_and_change, when_words
from nfmaturity.domain.scoring import cut
from nfmaturity.i18n import _
from nfmaturity.ui.standing_words import level_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nfmaturity.analysis.comparison import Comparison, Difference, NodeChange
    from nfmaturity.charts.radar import Axis
    from nfmaturity.ui.asking import Beside
    from nfmaturity.ui.session import AssessmentSession
    from nfmaturity.ui.widgets.heat_table import HeatFigure, HeatRow

PLACES = 2
"""How many decimals the figures of a domain have."""


def past_words(session: AssessmentSession, compared: Comparison) -> str:
    """Say which earlier assessment is meant, in a word."""
    return when_words(compared.earlier.assessment, session.assessment)


def since_words(session: AssessmentSession, compared: Comparison) -> str:
    """Say level and score of the earlier assessment and how the score moved since; "" where one has none."""
    return then_and_change(compared, past_words(session, compared))


def beside_earlier(compared: Comparison | None) -> Beside | None:
    """Give what adds the earlier assessment to what a figure is of; None without one on the same scale."""
    if compared is None or not compared.same_scale:
        return None
    return lambda scored: replace(scored, earlier=compared.earlier)


def with_past(axes: Sequence[Axis], compared: Comparison) -> tuple[Axis, ...]:
    """Give the axes with what their scores were."""
    return tuple(_axis_with_past(axis, compared.domains.get(axis.short)) for axis in axes)


def _axis_with_past(axis: Axis, change: NodeChange | None) -> Axis:
    if change is None or change.before.score is None:
        return axis
    said = _("{figure}, before {before}").format(figure=axis.figure, before=cut(change.before.score, PLACES))
    return replace(axis, before=float(change.before.score), said=said)


def with_changes(row: HeatRow, session: AssessmentSession, compared: Comparison) -> HeatRow:
    """Give a row of the table with how each of its figures moved."""
    change = compared.domains.get(row.node)
    if change is None:
        return row
    score, *shares = row.figures
    levels = session.rubric.level_numbers
    told = [
        _with_change(figure, change.before.shares.get(level), change.share(level, PLACES))
        for figure, level in zip(shares, levels, strict=True)
    ]
    first = _with_change(score, change.before.score, change.score(PLACES))
    if change.is_settled and change.before.level != change.after.level:
        then = level_name(compared.earlier.pack.rubric, change.before.level)
        first = replace(first, said=_("{said} Level before: {level}.").format(said=first.said, level=then))
    return replace(row, figures=(first, *told))


def _with_change(figure: HeatFigure, before: Fraction | None, moved: Difference | None) -> HeatFigure:
    if moved is None or before is None:
        return figure
    change = signed(moved)
    sentence = figure.said if figure.door else _("{sentence}.").format(sentence=figure.said)
    said = _("{said} Before {before}, change {change}.").format(
        said=sentence, before=cut(before, PLACES), change=change
    )
    return replace(figure, change=change, said=said)
