"""How many grades of the open assessment are still to be confirmed, counted anew only where an edit moved that."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from nfmaturity.analysis.following_year import count_to_confirm

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nfmaturity.domain.assessment import Assessment
    from nfmaturity.domain.rubric import Rubric
    from nfmaturity.domain.scope import Scope
    from nfmaturity.ui.undo import Gesture


class Confirmations:
    """Keeps the counts of the assessment that they were asked for last."""

    def __init__(self) -> None:
        """Begin with nothing counted."""
        self._counted_in: Assessment | None = None
        self._counts: Mapping[str, int] = MappingProxyType({})

    def counts(self, rubric: Rubric, scope: Scope, assessment: Assessment) -> Mapping[str, int]:
        """Count the grades in scope that are to be confirmed, by node and as "overall"; nodes without are absent."""
        if self._counted_in is not assessment:
            self._counted_in, self._counts = assessment, count_to_confirm(rubric, scope, assessment)
        return self._counts

    def follow(self, gesture: Gesture, before: Assessment, after: Assessment) -> None:
        """Keep the counts over an edit that confirms nothing, as nearly all do; the scope must be as before."""
        names = {change.target.id for change in gesture if change.target.kind == "answer"}
        if self._counted_in is before and after.waits_as(before, names):
            self._counted_in = after
