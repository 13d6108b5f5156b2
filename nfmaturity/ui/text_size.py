"""The size of text and everything else on screen, in per cent of what the system asks for.

Qt scales the whole interface by a factor that it reads once, when the application is made; widgets know nothing of it,
their window merely has fewer or more device-independent pixels. Another size therefore needs another process.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZES = (80, 90, 100, 110, 125, 150, 175, 200)
"""The sizes to choose from, in per cent."""

USUAL = 100

_FACTOR = "QT_SCALE_FACTOR"
"""Qt multiplies this with the factor of each screen; a user may have set it for all Qt programs."""


def known_size(kept: object) -> int:
    """Give a size as kept in the settings, the usual one where that is broken."""
    text = str(kept)
    return int(text) if text.isascii() and text.isdigit() and int(text) in SIZES else USUAL


def stepped(size: int, by: int) -> int:
    """Give the size so many steps larger, or smaller with a negative number; the last one at the end."""
    at = SIZES.index(known_size(size)) + by
    return SIZES[max(0, min(at, len(SIZES) - 1))]


@contextmanager
def scaled(size: int) -> Iterator[None]:
    """Scale the application that is made meanwhile, on top of a factor that the user has set.

    The surroundings are put back after, so that child processes start from what the user has set.
    """
    own = os.environ.get(_FACTOR)
    os.environ[_FACTOR] = f"{_number(own) * size / USUAL:g}"
    try:
        yield
    finally:
        if own is None:
            del os.environ[_FACTOR]
        else:
            os.environ[_FACTOR] = own


def _number(text: str | None) -> float:
    """Give a factor of the user's; what Qt would not take is 1."""
    try:
        factor = float(text or 1)
    except ValueError:
        return 1.0
    return factor if 0 < factor < float("inf") else 1.0
