"""Where one goes on after the last requirement of a sub-indicator, and how its end says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nfmaturity.i18n import N_, _, current_language
from nfmaturity.ui.pages.assess_content import first_open, names_of, neighbour, next_open
from nfmaturity.ui.widgets.onward_row import Onward

if TYPE_CHECKING:
    from nfmaturity.ui.finding import Finding
    from nfmaturity.ui.session import AssessmentSession


def onward(session: AssessmentSession, item_id: str, finding: Finding) -> str:
    """Give where one goes on after a sub-indicator: what was left out in it, the next to do, the next to look at.

    With a filter the next that matches. A requirement or, where nothing is left to do, a sub-indicator; "" at the end.
    """
    everything = names_of(session, item_id)
    names = tuple(filter(finding.shows, everything)) if finding.is_set else everything
    if not _is_done(session, item_id) and (left_out := first_open(session, names)):
        return left_out
    # A filter may leave nothing here; one goes on from here all the same.
    last = next(reversed(names or everything), "")
    if finding.is_set:
        found = finding.next_match(last, tuple(session.rubric.places))
        is_here = found in session.rubric.places and session.rubric.places[found].sub_indicator.id == item_id
        return "" if is_here else found
    return next_open(session, last) or neighbour(session, item_id, 1, finding)


def _is_done(session: AssessmentSession, item_id: str) -> bool:
    """Tell whether nothing of a sub-indicator is left to do, without a look at each requirement after each grade."""
    return not session.card.nodes[item_id].ungraded and not session.to_confirm.get(item_id)


def next_here(session: AssessmentSession, item_id: str, finding: Finding, after: str = "") -> str:
    """Give the first requirement in sight of a sub-indicator, below one if that is given, still to do; "" for none."""
    names = names_of(session, item_id)
    below = names[names.index(after) + 1 :] if after else names
    return first_open(session, tuple(filter(finding.shows, below)))


def onward_content(session: AssessmentSession, item_id: str, finding: Finding) -> Onward:
    """Give what the end of a sub-indicator says."""
    node = session.card.nodes[item_id]
    said = _standing(node.in_scope, node.ungraded, session.to_confirm.get(item_id, 0))
    is_done = bool(node.in_scope) and _is_done(session, item_id)
    return Onward(said, _door(session, item_id, finding), is_done=is_done)


def _standing(in_scope: int, left: int, waiting: int) -> str:
    if left and waiting:
        return _("Unanswered here: {n}, to confirm: {waiting}").format(n=left, waiting=waiting)
    if left:
        return _("Unanswered here: {n}").format(n=left)
    if waiting:
        return _("To confirm here: {n}").format(n=waiting)
    return _("All graded: {n}").format(n=in_scope) if in_scope else _("nothing counts here")


def _door(session: AssessmentSession, item_id: str, finding: Finding) -> str:
    found = onward(session, item_id, finding)
    if not found:
        return "" if finding.is_set else _("To the overview")
    place = session.rubric.places.get(found)
    item = place.sub_indicator if place else session.rubric.sub_indicators[found][2]
    if item.id == item_id:
        return _("Back to {requirement}").format(requirement=found.rpartition(".")[2])
    said = N_("On to {id} {name}") if place and not finding.is_set else N_("Next: {id} {name}")
    return _(said).format(id=item.id, name=session.rubric.say(item.name, current_language()))
