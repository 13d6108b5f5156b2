"""Which figures of the Assess page can be asked, and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nfmaturity.ui.asking import Spot
from nfmaturity.ui.pages.figures import figure_of
from nfmaturity.ui.widgets.figure_spots import FigureSpots

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nfmaturity.ui.pages.assess_item import ItemView
    from nfmaturity.ui.pages.assess_standing import BlockerRow, StandingPanel
    from nfmaturity.ui.widgets.level_header import LevelHeader


def ask_in_standing(panel: StandingPanel) -> FigureSpots:
    """Let level, score, bounds, shares and the way up be asked; gives the main one of them."""

    def shares() -> Iterator[Spot]:
        from nfmaturity.analysis.reasons.values import Figure

        for level, rect in panel.shares.places():
            yield Spot(rect, Figure("share", panel.node, level))

    def node() -> str:
        return panel.node

    figure_of(panel.chip, "level", node, takes_focus=True)
    score = figure_of(panel.score, "score", node, takes_focus=True)
    figure_of(panel.bounds, "bounds", node, takes_focus=True)
    figure_of(panel.detail, "bounds", node)
    FigureSpots(panel.shares, shares, takes_focus=True)
    figure_of(panel.way_up, "steps", node)
    return score


def ask_gain(row: BlockerRow, panel: StandingPanel) -> None:
    """Let the gain of a requirement be asked; the rest of its row goes on leading to the requirement."""

    def spots() -> Iterator[Spot]:
        from nfmaturity.analysis.reasons.values import Figure

        yield Spot(row.gain_place(), Figure("gain", panel.node, requirement=row.requirement))

    FigureSpots(row, spots)


def ask_of_level(header: LevelHeader, view: ItemView) -> None:
    """Let the share of a level be asked in the line over its requirements; the rest of the line folds it."""

    def spots() -> Iterator[Spot]:
        from nfmaturity.analysis.reasons.values import Figure

        if header.level:
            yield Spot(header.share_place(), Figure("share", view.item, header.level))

    FigureSpots(header, spots)
