"""With what an edit is signed in the log."""

from __future__ import annotations

from typing import NamedTuple


class Signature(NamedTuple):
    """Who made an edit, and on which machine."""

    actor: str
    device: str
