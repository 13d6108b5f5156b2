"""Whatever takes a tap on Assess is as large as a finger needs, with text of 100 and 200 %, in drawers and menus."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMenu, QScrollBar, QWidget

from nfmaturity.ui.requirement_filter import RequirementFilter
from nfmaturity.ui.widgets.figure_spots import FigureSpots
from tests.ui.assessing import Assess

LEAST = 32
IN_TREE = {"weight"}
"""Figures that the menu of the tree's rows tells as well."""

SIZES = ((1366, 768), (683, 384))


def small(root: QWidget) -> Iterator[str]:
    """Tell every control and every figure in sight that a finger might miss."""
    for widget in (root, *root.findChildren(QWidget)):
        if not widget.isVisible() or isinstance(widget, QScrollBar):
            continue
        if isinstance(widget, QAbstractButton | QLineEdit) and _is_less(widget.size()):
            yield f"{type(widget).__name__} {widget.objectName() or widget.accessibleName()}: {_said(widget.size())}"
        spots = widget.findChild(FigureSpots)
        if spots is not None and spots.parent() is widget:
            for spot in spots.spots:
                hit = spot.rect.intersected(widget.rect()).size()
                if _is_less(hit) and spot.figure.kind not in IN_TREE:
                    yield f"{spot.figure.kind} of {type(widget).__name__} {widget.objectName()}: {_said(hit)}"


def _is_less(size: QSize) -> bool:
    return size.width() < LEAST or size.height() < LEAST


def _said(size: QSize) -> str:
    return f"{size.width()} × {size.height()}"


def settle() -> None:
    for _layout_within_layout in range(4):
        QApplication.sendPostedEvents()
        QApplication.processEvents()


@pytest.mark.parametrize("size", SIZES)
def test_every_target_is_large_enough(at: Assess, size: tuple[int, int]) -> None:
    page = at.page
    page.finding.ask(RequirementFilter(words=at.current))
    at.window.resize(*size)
    settle()
    at.session.mark(at.current, review=True)
    at.session.undo()
    at.session.mark(at.names()[-1], review=True)
    at.session.undo()
    settle()
    assert at.window.status.redo.isVisible()
    found = [f"page: {fault}" for fault in small(page)]
    found += [f"status line: {fault}" for fault in small(at.window.status)]
    for name, panel in (("tree", page.tree), ("standing", page.standing)):
        if not page.panels.is_seen(panel):
            page.panels.show(panel)
            settle()
            found += [f"{name}: {fault}" for fault in small(panel)]
            page.panels.close()
    tree = page.tree.tree
    assert tree.sizeHintForRow(0) >= LEAST
    assert not found, "\n".join(sorted(set(found)))


@pytest.mark.parametrize("place", ["row", "tree"])
def test_a_line_of_a_menu_is_large_enough(at: Assess, place: str) -> None:
    widget, point = (at.row(), QPoint(90, 12)) if place == "row" else _at_current_node(at)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, widget.mapToGlobal(point))
    QApplication.sendEvent(widget, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    lines = [menu.actionGeometry(action) for action in menu.actions() if not action.isSeparator()]
    names = {action.text() for action in menu.actions()}
    menu.close()
    assert len(lines) >= 4
    assert all(line.height() >= LEAST for line in lines), [line.height() for line in lines]
    assert place == "row" or "Why this weight" in names


def _at_current_node(at: Assess) -> tuple[QWidget, QPoint]:
    tree = at.page.tree.tree
    return tree.viewport(), tree.visualRect(tree.currentIndex()).center()
