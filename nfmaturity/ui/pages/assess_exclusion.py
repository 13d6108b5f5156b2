"""What does not apply: asked for with a reason, and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nfmaturity.domain.errors import UserError
from nfmaturity.i18n import N_, current_language
from nfmaturity.ui.widgets.exclusion_dialog import ExclusionDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from nfmaturity.ui.pages.page import Page
    from nfmaturity.ui.session import AssessmentSession


def ask_exclusion(page: Page, session: AssessmentSession, node: str, then: Callable[[], object]) -> None:
    """Ask why a requirement or sub-indicator does not apply and go on once that was said, or take it back into scope.

    What the rubric or the rules forbid is told.
    """
    if node in session.assessment.exclusions:
        try:
            session.include(node)
        except UserError as refused:
            page.desk.tell_fault(refused)
        return
    place = session.rubric.places.get(node)
    item = place.sub_indicator if place else session.rubric.sub_indicators[node][2]
    if place and not place.tailorable:
        page.desk.tell(N_("The rubric does not allow {node} to be excluded."), node=node)
        return
    text = place.requirement.text if place else item.name
    name = f"{node}  {session.rubric.say(text, current_language())}"
    asking = ExclusionDialog(name, lambda reason: session.exclude(node, reason), page)
    asking.accepted.connect(then)
    asking.open()
