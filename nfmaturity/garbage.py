"""Work during which Python need not look for garbage, as nearly all that it makes stays."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def no_collecting() -> Iterator[None]:
    """Let Python not look for garbage meanwhile; leaves it off where it was off.

    Whoever switches it off for good does so before another thread works in here, as the window does.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
