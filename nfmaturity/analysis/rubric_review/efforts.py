"""Whether a higher level costs more than the one below it."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from nfmaturity.analysis.rubric_review.remarks import Remark
from nfmaturity.domain.errors import N_, message
from nfmaturity.domain.scope import applies

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from nfmaturity.domain.rubric import LevelContent, Rubric, SubIndicator


def falling_efforts(rubric: Rubric) -> Iterator[Remark]:
    """Tell where a level's efforts do not exceed those of the level below in sum, whole or for one segment."""
    for _, _, item in rubric.sub_indicators.values():
        limited = any(r.applies_to for content in item.levels.values() for r in content.requirements)
        whole: set[str] = {segment.id for segment in rubric.segments}
        kinds: list[set[str]] = [{name} for name in sorted(whole)] if limited else [whole]
        yield from _falling(item, [kind for kind in kinds if applies(item, kind)])


def _falling(item: SubIndicator, kinds: list[set[str]]) -> Iterator[Remark]:
    for (lower, below), (higher, above) in pairwise(sorted(item.levels.items())):
        for segments in kinds:
            low, high = _sum(below, segments), _sum(above, segments)
            if low is not None and high is not None and high <= low:
                yield Remark(
                    f"{item.id}.{higher}",
                    message(
                        N_("takes {n} person-days in sum, no more than level {level} with {m} ({segments})"),
                        n=float(high),
                        level=lower,
                        m=float(low),
                        segments=", ".join(sorted(segments)),
                    ),
                )
                break


def _sum(content: LevelContent, segments: Collection[str]) -> Fraction | None:
    """Add the efforts of a level, None where one is not given."""
    efforts = [r.effort_days for r in content.requirements if applies(r, segments)]
    known = [effort for effort in efforts if effort is not None]
    return sum(known, Fraction()) if len(known) == len(efforts) else None
