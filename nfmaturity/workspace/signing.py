"""Who is named for what a document brings: whom its own log names, else who imports it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nfmaturity.domain.changes import last_standing
from nfmaturity.domain.signature import Signature

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from nfmaturity.domain.changes import Change, Target, Value

_NOBODY = frozenset({"", "import"})
"""What logs hold in the place of a name where nobody was named; "import" is of earlier ones."""


@dataclass(frozen=True, slots=True)
class Authors:
    """Who is named for the cells that a document brings: who last edited them there, else who imports it now."""

    last: Mapping[Target, Change]
    importer: Signature
    at: str

    def of(self, target: Target, value: Value) -> tuple[Signature, str]:
        """Give who, on which machine, made a cell what it becomes, and when; the log may tell of another value."""
        told = self.last.get(target)
        if told is None or told.after != value or told.actor in _NOBODY:
            return self.importer, self.at
        return Signature(told.actor, told.device), told.at


def authors_of(log: Iterable[Change], importer: Signature, at: str) -> Authors:
    """Give the authors of what a document says whose log is given, in its order; it is imported `at`."""
    by_cell: dict[Target, list[Change]] = {}
    for change in log:
        by_cell.setdefault(change.target, []).append(change)
    found = ((target, last_standing(changes)) for target, changes in by_cell.items())
    return Authors({target: change for target, change in found if change}, importer, at)
