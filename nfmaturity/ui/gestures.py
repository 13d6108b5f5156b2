"""What a gesture of edits is called, for the undo button and the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nfmaturity.i18n import N_, _, current_language
from nfmaturity.ui.settings import Location

if TYPE_CHECKING:
    from nfmaturity.domain.changes import Change
    from nfmaturity.domain.rubric import Rubric
    from nfmaturity.ui.undo import Gesture

_FIELDS = {
    "comment": N_("comment on {node}"),
    "reason": N_("{node} not applicable"),
    "previous": N_("what this one is compared with"),
}
_MARKS = {
    "review": (N_("{node} no longer marked"), N_("{node} marked")),
    "confirm": (N_("{node} confirmed"), N_("{node} to confirm again")),
}


def gesture_words(rubric: Rubric, gesture: Gesture) -> str:
    """Say in a few words what a gesture did."""
    gesture = tuple(change for change in gesture if not change.is_witness)
    first = gesture[0]
    if first.is_merged:
        return _("what was taken over from a file ({n} edits)").format(n=_touched(gesture))
    confirmed = [change for change in gesture if change.target.field == "confirm"]
    if len(confirmed) == len(gesture) > 1:
        return _("{n} grades confirmed").format(n=len(confirmed))
    graded = [change for change in gesture if change.target.field == "grade"]
    if len(graded) > 1:
        return _("{n} grades in {node}").format(n=len(graded), node=graded[0].target.id.rpartition(".")[0])
    return _change_words(rubric, graded[0] if graded else first)


def _touched(gesture: Gesture) -> int:
    """Count what a gesture touches as people do: a requirement is one, whatever is said of it."""
    targets = (change.target for change in gesture)
    return len({(target.id, "" if target.kind == "answer" else target.field) for target in targets})


def gesture_place(rubric: Rubric, gesture: Gesture, here: str = "") -> Location:
    """Give where one sees what a gesture changed: the first of its requirements, of a sub-indicator at hand if any."""
    names = {change.target.id for change in gesture}
    touched = [name for name in rubric.places if name in names]
    inside = (name for name in touched if rubric.places[name].sub_indicator.id == here)
    first = gesture[0].target
    if found := next(inside, next(iter(touched), "")):
        return Location("assess", node=rubric.places[found].sub_indicator.id, requirement=found)
    if first.id in rubric.sub_indicators:
        return Location("assess", node=first.id)
    return Location("overview" if first.field == "previous" else "details")


def _change_words(rubric: Rubric, change: Change) -> str:
    target, after = change.target, change.after
    if target.field == "grade":
        if after is None:
            return _("grade of {node} taken away").format(node=target.id)
        name = rubric.say(rubric.degrees[after].name, current_language()) if after in rubric.degrees else after
        return _("{node} graded {degree}").format(node=target.id, degree=name)
    if target.field in _MARKS:
        return _(_MARKS[target.field][bool(after)]).format(node=target.id)
    if target.field == "reason" and after is None:
        return _("{node} applicable again").format(node=target.id)
    if target.field in _FIELDS:
        return _(_FIELDS[target.field]).format(node=target.id)
    return _("details of the assessment")
