"""What the user is told in a line under the header."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nfmaturity.domain.errors import Message


@dataclass(frozen=True, slots=True)
class Door:
    """Something that can be done about a notice: a word marked with `N_`, and the act."""

    word: str
    act: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence for the user; a fault stays until it is dismissed."""

    said: Message
    is_fault: bool = False
    door: Door | None = None
    is_move: bool = False
    """Whether it says that the open assessment was moved to another rubric."""
    stays: bool = False
    """Whether it comes back after what is said over it, and goes only when it is put away."""
    page: str = ""
    """The page that it goes with when that is left, "" for none."""
