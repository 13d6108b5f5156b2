"""What every command can be told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nfmaturity.cli.output import note
from nfmaturity.i18n import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nfmaturity.domain.errors import Message


@dataclass(frozen=True, slots=True)
class Common:
    """The options that all commands share, as given."""

    library: str | None


def tell(notes: Iterable[Message]) -> None:
    """Print notes in the language in force."""
    for one in notes:
        note(say(one))
