"""The colours of the charts' roles on light ground: on paper, and on screen in the light theme. Source: the tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nfmaturity.charts.shapes import Role

LIGHT: Mapping[Role, str] = {
    "page": "#FFFFFF",
    "panel": "#FAFBFB",
    "line": "#DFE3E6",
    "line2": "#C2C9CF",
    "ink": "#14202A",
    "ink2": "#3E4A55",
    "ink3": "#5B6771",
    "acc": "#1B6B7B",
    "accfill": "#1F7383",
    "acctint": "#E6F2F4",
    "cop": "#A6541C",
    "coptint": "#F9EFE8",
    "l0": "#F0F2F4",
    "l1": "#C0DEE4",
    "l2": "#88C1CC",
    "l3": "#4E9BAA",
    "l4": "#1F7383",
    "l5": "#0B4553",
    "on_l3": "#0A141B",
    "on_fill": "#FFFFFF",
    "met": "#1F7383",
    "unmet": "#88C1CC",
    "track": "#F0F2F4",
    "hatch_line": "#6FB3BF",
    "hatch_ground": "#DCEDF0",
}
