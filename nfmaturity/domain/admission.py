"""Which changes an assessment under a rubric may take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nfmaturity.domain.assessment_document import is_value_of
from nfmaturity.domain.errors import N_, NotAllowed
from nfmaturity.domain.scope import check_exclusion

if TYPE_CHECKING:
    from nfmaturity.domain.assessment import Assessment
    from nfmaturity.domain.changes import Change
    from nfmaturity.domain.rubric import Rubric


def check_value(rubric: Rubric, change: Change) -> None:
    """Refuse with `NotAllowed` a value that its cell cannot hold under the rubric."""
    target, value = change.target, change.after
    if not is_value_of(target, value):
        raise NotAllowed(N_("{value} cannot be written into {field}."), value=value, field=target.field)
    if target.kind == "answer" and target.id not in rubric.places:
        raise NotAllowed(N_("{node} is no requirement of this rubric."), node=target.id)
    if target.field == "grade" and value is not None and value not in rubric.degrees:
        raise NotAllowed(N_("The rubric has no degree {degree}."), degree=value)
    if target.field == "target_level" and value is not None and value not in rubric.level_numbers:
        raise NotAllowed(N_("The rubric has no level {level}."), level=value)


def check_exclusions(rubric: Rubric, after: Assessment, change: Change) -> None:
    """Refuse with `NotAllowed` a change after which an exclusion would not be permitted."""
    target = change.target
    if target.kind == "exclusion" and change.after is not None:
        check_exclusion(rubric, after.enterprise.segments, after.exclusions, target.id)
    elif target.field == "enterprise":
        for node in after.exclusions:
            check_exclusion(rubric, after.enterprise.segments, after.exclusions, node)
