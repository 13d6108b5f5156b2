"""The type of the app: Noto Sans SC, regular and bold. Source: the design's tokens, Type."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from nfmaturity.resources import resource

FAMILY = "Noto Sans SC"
FILES = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")

Role = Literal["score", "standing", "title", "heading", "body", "small", "caption"]

_PIXELS: dict[Role, int] = {
    "score": 44,
    "standing": 32,
    "title": 24,
    "heading": 17,
    "body": 13,
    "small": 12,
    "caption": 11,
}
_BOLD: frozenset[Role] = frozenset({"score", "standing", "title", "heading"})


def load_fonts() -> None:
    """Register the shipped fonts with Qt."""
    for name in FILES:
        if QFontDatabase.addApplicationFont(str(resource("fonts", name))) < 0:
            raise RuntimeError(f"the shipped font {name} cannot be read")


def pixels_of(role: Role) -> int:
    """Give the size of a role of text."""
    return _PIXELS[role]


def font(role: Role = "body", *, bold: bool | None = None) -> QFont:
    """Give the font of a role of text; titles are bold unless told otherwise."""
    return sized_font(_PIXELS[role], bold=role in _BOLD if bold is None else bold)


@cache  # asked for some forty times at each repaint; whoever wants another one makes a copy
def sized_font(pixels: float, *, bold: bool = False) -> QFont:
    """Give the font at a size in device-independent pixels."""
    made = QFont(FAMILY)
    made.setPixelSize(max(1, round(pixels)))
    made.setBold(bold)
    return made


@cache
def _metrics(pixels: float, bold: bool) -> QFontMetricsF:
    return QFontMetricsF(sized_font(pixels, bold=bold))


@lru_cache(maxsize=16_384)  # asked for some eighty times at each repaint, mostly of the same words
def measure(text: str, pixels: float, bold: bool) -> float:
    """Give the width of a text in pixels, as the charts' geometry asks for it."""
    return _metrics(pixels, bold).horizontalAdvance(text)


@cache
def ascent_of(pixels: float, bold: bool) -> float:
    """Give how far letters stand above their baseline; pixels."""
    return _metrics(pixels, bold).ascent()


@cache
def line_height(pixels: float, bold: bool) -> float:
    """Give how high one line of text is; pixels."""
    return _metrics(pixels, bold).height()


@lru_cache(maxsize=4096)  # the tree asks for the same names at each repaint
def elided(text: str, room: float, pixels: float, bold: bool) -> str:
    """Give a text as it is, or cut with "…" where it has no room; pixels."""
    if measure(text, pixels, bold) <= room:
        return text
    return _metrics(pixels, bold).elidedText(text, Qt.TextElideMode.ElideRight, room)
