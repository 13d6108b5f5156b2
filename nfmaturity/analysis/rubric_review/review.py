"""The whole review of a pack. Source: WRITING, D1; issue of a pack that a practitioner would sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nfmaturity.analysis.rubric_review.completeness import emptied_levels, omissions
from nfmaturity.analysis.rubric_review.efforts import falling_efforts
from nfmaturity.analysis.rubric_review.figures import differing_figures
from nfmaturity.analysis.rubric_review.sameness import repetitions
from nfmaturity.analysis.rubric_review.translations import differing_terms
from nfmaturity.analysis.rubric_review.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nfmaturity.analysis.rubric_review.remarks import Remark
    from nfmaturity.domain.rubric import Rubric

READINGS = (omissions, emptied_levels, falling_efforts, wording, differing_figures, differing_terms, repetitions)


def review(rubric: Rubric) -> Iterator[Remark]:
    """Tell everything that a careful reader of the pack would mark, kind by kind in the pack's order."""
    for reading in READINGS:
        yield from reading(rubric)
