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


class ExclusionQuestion:
    """Asks why something does not apply; what was typed before a question was put away is there again."""

    def __init__(self, page: Page) -> None:
        """Ask over a page."""
        self._page = page
        self._unsaid: dict[tuple[str, str], str] = {}

    def ask(self, session: AssessmentSession, node: str, then: Callable[[], object]) -> None:
        """Ask why a requirement or sub-indicator does not apply and go on once that was said, or take it back.

        What the rubric or the rules forbid is told.
        """
        if node in session.assessment.exclusions:
            try:
                session.include(node)
            except UserError as refused:
                self._page.desk.tell_fault(refused)
            return
        place = session.rubric.places.get(node)
        item = place.sub_indicator if place else session.rubric.sub_indicators[node][2]
        if place and not place.tailorable:
            self._page.desk.tell(N_("The rubric does not allow {node} to be excluded."), node=node)
            return
        text = place.requirement.text if place else item.name
        self._open(session, node, f"{node}  {session.rubric.say(text, current_language())}", then)

    def _open(self, session: AssessmentSession, node: str, name: str, then: Callable[[], object]) -> None:
        of = (session.assessment.id, node)
        draft = self._unsaid.get(of, "")
        asking = ExclusionDialog(name, lambda reason: session.exclude(node, reason), self._page, draft=draft)
        asking.rejected.connect(lambda: self._unsaid.update({of: asking.reason.toPlainText()}))
        asking.accepted.connect(lambda: self._unsaid.pop(of, None))
        asking.accepted.connect(then)
        asking.open()
