"""The two fonts of the report, and the characters they lack."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING

from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont

from nfmaturity.charts.printable import INVISIBLE, printed_form
from nfmaturity.resources import resource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

REGULAR = "NotoSansSC"
BOLD = "NotoSansSC-Bold"
_FILES = {REGULAR: "NotoSansSC-Regular.ttf", BOLD: "NotoSansSC-Bold.ttf"}

_missing: ContextVar[dict[str, None] | None] = ContextVar("missing", default=None)


@cache
def advances(font: str) -> Mapping[str, float]:
    """Give the width of every character of a font in thousandths of its size; registers the font once a process."""
    loaded = TTFont(font, str(resource("fonts", _FILES[font])))
    registerFont(loaded)
    return {chr(code): width for code, width in loaded.face.charWidths.items()}


class _Advances(dict[str, float]):
    """The widths of characters at one size, worked out as they are met; a line feed takes no room."""

    def __init__(self, font: str, size: float) -> None:
        super().__init__()
        self._widths, self._scale = advances(font), size / 1000

    def __missing__(self, char: str) -> float:
        self[char] = width = self._widths.get(char, 0) * self._scale
        return width


@cache
def advance(font: str, size: float) -> Callable[[str], float]:
    """Give the function that measures one printable character."""
    return _Advances(font, size).__getitem__


def measure(text: str, size: float, bold: bool) -> float:
    """Measure a printable line of text; a line feed takes no room."""
    widths = advances(BOLD if bold else REGULAR)
    return sum(widths.get(char, 0) for char in text) * size / 1000


@contextmanager
def missing_characters() -> Iterator[dict[str, None]]:
    """Remember, for the duration of a block, which characters the fonts lack."""
    found: dict[str, None] = {}
    token = _missing.set(found)
    try:
        yield found
    finally:
        _missing.reset(token)


def printable(text: str) -> str:
    """Give a text that the fonts can print; a character they lack becomes its code, such as 〈U+1F600〉.

    Control and other invisible characters are left out, a tab is a space; line feeds stay.
    """
    if _printed().issuperset(text):
        return text
    return printed_form(text, _printed().__contains__, _code)


def elided(text: str, style: tuple[str, float], width: float) -> str:
    """Shorten a printable line with "…" until it fits; only for what stands in full elsewhere."""
    size_of = advance(*style)
    if sum(map(size_of, text)) <= width:
        return text
    room, kept = width - size_of("…"), 0
    for char in text:
        room -= size_of(char)
        if room < 0:
            break
        kept += 1
    return text[:kept].rstrip() + "…"


@cache
def _printed() -> frozenset[str]:
    both = advances(REGULAR).keys() & advances(BOLD).keys()
    return frozenset(char for char in both if not INVISIBLE.match(char)) | {"\n"}


def _code(char: str) -> str:
    found = _missing.get()
    if found is not None:
        found[char] = None
    return f"〈U+{ord(char):04X}〉"
