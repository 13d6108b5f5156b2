"""Which figures of the Overview can be asked besides those of its tables, and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nfmaturity.analysis.reasons.values import Figure
from nfmaturity.domain.rubric import OVERALL
from nfmaturity.ui.asking import Spot
from nfmaturity.ui.pages.figures import figure_of
from nfmaturity.ui.pages.overview_changes import beside_earlier
from nfmaturity.ui.widgets.figure_spots import FigureSpots

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nfmaturity.ui.asking import Beside
    from nfmaturity.ui.pages.overview_lists import GapsSection, ProgressSection
    from nfmaturity.ui.pages.overview_past import PastSection
    from nfmaturity.ui.pages.overview_sections import RadarSection, StandingSection


def ask_of_whole(standing: StandingSection) -> FigureSpots:
    """Let score, level and bounds of the whole be asked; gives the main one of them."""

    def earlier() -> Beside | None:
        return beside_earlier(standing.compared)

    score = figure_of(standing.score, "score", _whole, takes_focus=True, beside=earlier)
    figure_of(standing.chip, "level", _whole, takes_focus=True)
    figure_of(standing.bounds, "bounds", _whole, takes_focus=True)
    figure_of(standing.detail, "bounds", _whole)
    figure_of(standing.sum, "score", _whole)
    figure_of(standing.since, "change", _whole, beside=earlier)
    return score


def ask_of_past(past: PastSection) -> None:
    """Let the sentence about what rose and fell be asked."""

    def compared() -> str:
        return OVERALL if past.compared and past.compared.same_scale else ""

    figure_of(past.said, "change", compared, beside=lambda: beside_earlier(past.compared))


def ask_of_domains(radar: RadarSection) -> None:
    """Let the score of each domain be asked where the chart writes it."""

    def spots() -> Iterator[Spot]:
        for node, place in radar.chart.places():
            yield Spot(place, Figure("score", node), beside=beside_earlier(radar.compared))

    FigureSpots(radar.chart, spots)


def ask_of_lists(gaps: GapsSection, progress: ProgressSection) -> None:
    """Let the way up and the progress of the whole be asked; rows see to their own figures."""
    figure_of(gaps.way_up, "steps", _whole)
    figure_of(progress.head.aside, "progress", _whole)


def _whole() -> str:
    return OVERALL
