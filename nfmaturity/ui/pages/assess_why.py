"""Which figures of the Assess page can be asked, and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from nfmaturity.i18n import _
from nfmaturity.ui.asking import Spot, ask_why
from nfmaturity.ui.models.rubric_tree import NodeRole
from nfmaturity.ui.pages.figures import figure_of
from nfmaturity.ui.widgets.figure_spots import FigureSpots

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QModelIndex, QPoint
    from PySide6.QtWidgets import QTreeView, QWidget

    from nfmaturity.analysis.reasons.values import Kind
    from nfmaturity.ui.pages.assess_item import ItemView
    from nfmaturity.ui.pages.assess_standing import BlockerRow, StandingPanel
    from nfmaturity.ui.widgets.level_header import LevelHeader

_OF_ROW = 54
"""How much of a row of the tree its figures take, at the right; pixels."""


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


def ask_in_strip(strip: QWidget, panel: StandingPanel) -> FigureSpots:
    """Let the key ask for the score where the line stands for the panel; a click goes on opening the panel."""

    def current() -> Spot | None:
        from nfmaturity.analysis.reasons.values import Figure

        return Spot(strip.rect(), Figure("score", panel.node)) if panel.node else None

    return FigureSpots(strip, lambda: (), current=current)


def ask_in_tree(tree: QTreeView) -> None:
    """Let the figures of a row of the tree be asked: its level by key, each of them by a menu of the row."""

    def spot(index: QModelIndex, kind: Kind) -> Spot | None:
        from nfmaturity.analysis.reasons.values import Figure

        rect = tree.visualRect(index)
        rect.setLeft(rect.right() - _OF_ROW)
        return Spot(rect, Figure(kind, index.data(NodeRole.ID))) if index.isValid() else None

    def show_menu(at: QPoint) -> None:
        index = tree.indexAt(at)
        if not index.isValid():
            return
        menu = QMenu(tree)
        menu.setObjectName("tree-why")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        kinds: tuple[tuple[Kind, str], ...] = (
            ("level", _("Why this level")),
            ("score", _("Why this score")),
            ("weight", _("Why this weight")),
            ("progress", _("What is not graded yet")),
        )
        for kind, said in kinds:
            if found := spot(index, kind):
                action = menu.addAction(said)
                action.triggered.connect(lambda _checked=False, found=found: ask_why(tree.viewport(), found))
        menu.popup(tree.viewport().mapToGlobal(at))

    FigureSpots(tree.viewport(), lambda: (), current=lambda: spot(tree.currentIndex(), "level"))
    tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    tree.customContextMenuRequested.connect(show_menu)


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
