"""Colours and type of the report. Source: the design's tokens, light theme."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Literal

from reportlab.lib.colors import Color, HexColor

from nfmaturity.charts.palette import LIGHT
from nfmaturity.report.fonts import BOLD, REGULAR

if TYPE_CHECKING:
    from nfmaturity.charts.shapes import Role

PX = 0.75
"""One pixel of the design in points."""


@cache
def colour(role: Role) -> Color:
    """Give the colour of a role on paper."""
    return HexColor(LIGHT[role])


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set; sizes in points."""

    size: float
    leading: float
    bold: bool = False
    role: Role = "ink"
    align: Literal["left", "middle", "right"] = "left"

    @property
    def font(self) -> str:
        """The font's name."""
        return BOLD if self.bold else REGULAR

    def but(
        self,
        *,
        bold: bool | None = None,
        role: Role | None = None,
        align: Literal["left", "middle", "right"] | None = None,
    ) -> Style:
        """Give the same style with something else about it."""
        return replace(
            self,
            bold=self.bold if bold is None else bold,
            role=role or self.role,
            align=align or self.align,
        )


BODY = Style(9, 14.25)
TABLE = Style(8.6, 12.5)
CAPTION = Style(7.5, 10.5, role="ink3")
SMALL = Style(8, 12, role="ink2")
BLOCK_TITLE = Style(9.75, 15, bold=True)
OPENING = Style(17, 24.75, bold=True)
OPENING_LONG = Style(12, 18, bold=True)
ID = Style(7.5, 12.5, role="ink3")
KICKER = Style(8, 12, role="ink3")
SCORE = Style(33, 39, bold=True)
COVER_TITLE = Style(30, 42, bold=True)
COVER_NAME = Style(15, 22, bold=True)
