"""A widget that shows one figure of a node, all of which can be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nfmaturity.ui.asking import Spot
from nfmaturity.ui.widgets.figure_spots import FigureSpots

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QWidget

    from nfmaturity.analysis.reasons.values import Kind
    from nfmaturity.ui.asking import Beside


def figure_of(
    widget: QWidget,
    kind: Kind,
    node: Callable[[], str],
    *,
    takes_focus: bool = False,
    beside: Callable[[], Beside | None] = lambda: None,
) -> FigureSpots:
    """Let a widget be asked for a figure of a node; "" as node is none. `beside` gives what adds to what it is of."""

    def spots() -> Iterator[Spot]:
        from nfmaturity.analysis.reasons.values import Figure

        if named := node():
            yield Spot(widget.rect(), Figure(kind, named), beside=beside())

    return FigureSpots(widget, spots, takes_focus=takes_focus)
