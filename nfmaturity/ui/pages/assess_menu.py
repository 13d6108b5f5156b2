"""The menu of a requirement or level on the Assess page, for a right click, a long press and the key of the menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from nfmaturity.domain.rubric import is_tailorable
from nfmaturity.i18n import _
from nfmaturity.ui.asking import Spot, ask_why
from nfmaturity.ui.widgets.level_header import LevelHeader
from nfmaturity.ui.widgets.requirement_row import RequirementRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QRect
    from PySide6.QtWidgets import QWidget

    from nfmaturity.analysis.reasons.values import Kind
    from nfmaturity.ui.pages.assess import AssessPage
    from nfmaturity.ui.session import AssessmentSession


class SheetMenu(QObject):
    """Offers what can be done with the requirement or level under a finger or pointer."""

    def __init__(self, page: AssessPage) -> None:
        """Follow the page's sheet."""
        super().__init__(page)
        self._page = page
        page.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        page.view.customContextMenuRequested.connect(self._show)

    def _show(self, at: QPoint) -> None:
        page, session = self._page, self._page.desk.session
        below = _part_at(page.view.viewport(), at)
        if session is None or below is None:
            return
        menu = QMenu(page.view)
        menu.setObjectName("sheet-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if isinstance(below, RequirementRow):
            page.view.make_current(below.id)
            self._offer_of_requirement(menu, session, below)
        else:
            self._offer_of_level(menu, below)
        menu.popup(page.view.viewport().mapToGlobal(at))

    def _offer_of_requirement(self, menu: QMenu, session: AssessmentSession, row: RequirementRow) -> None:
        page, name = self._page, row.id
        place, answer = session.rubric.places[name], session.answer(name)
        _add(menu, "comment", _("Comment"), "C", row.edit_comment)
        marked = _("No longer marked for review") if answer.review else _("Mark it for review")
        _add(menu, "mark", marked, "R", page.toggle_mark_here)
        if is_tailorable(place.sub_indicator, place.domain):
            is_excluded = name in session.assessment.exclusions
            said = _("Applicable again") if is_excluded else _("Not applicable …")
            _add(menu, "exclude", said, "X", page.exclude_here)
        _add(menu, "history", _("History"), "H", page.show_history_here)
        menu.addSeparator()
        _add(menu, "guidance", _("Show or hide what to look at"), "G", page.toggle_guidance)
        if row.has_terms:
            _add(menu, "terms", _("Meanings of the terms, one after the other"), "T", page.view.show_meanings)
        _add(menu, "why", _("What a better grade adds"), "", lambda: self._ask(row, row.rect(), requirement=name))

    def _offer_of_level(self, menu: QMenu, header: LevelHeader) -> None:
        level = header.level
        acts = (act for group in self._page.act_groups() for act in group.acts if act.name == f"met-{level}")
        for act in acts:
            _add(menu, act.name, act.said, f"Ctrl+{level}", lambda: self._page.met_up_to(level))
        _add(menu, "why", _("Why this share"), "", lambda: self._ask(header, header.share_place(), level=level))

    def _ask(self, widget: QWidget, place: QRect, *, level: int = 0, requirement: str = "") -> None:
        from nfmaturity.analysis.reasons.values import Figure

        kind: Kind = "gain" if requirement else "share"
        ask_why(widget, Spot(place, Figure(kind, self._page.view.item, level, requirement)))


def _part_at(viewport: QWidget, at: QPoint) -> RequirementRow | LevelHeader | None:
    part: QWidget | None = viewport.childAt(at)
    while part is not None and part is not viewport:
        if isinstance(part, RequirementRow | LevelHeader):
            return part
        part = part.parentWidget()
    return None


def _add(menu: QMenu, name: str, word: str, key: str, act: Callable[[], object]) -> None:
    action = menu.addAction(f"{word}\t{key}" if key else word)
    action.setObjectName(f"menu-{name}")
    action.triggered.connect(lambda _checked=False: act())
