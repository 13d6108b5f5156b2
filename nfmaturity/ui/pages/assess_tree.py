"""The left of the Assess page: the rubric as a tree, with filters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nfmaturity.domain.scoring import NOT_IN_PLAY
from nfmaturity.i18n import N_
from nfmaturity.ui.fonts import font
from nfmaturity.ui.icons import draw_icon
from nfmaturity.ui.models.rubric_tree import FilteredTree, RubricTree
from nfmaturity.ui.pages.assess_filter import FilterBar
from nfmaturity.ui.pages.assess_why import ask_in_tree
from nfmaturity.ui.painter import draw_ball
from nfmaturity.ui.theme import colour
from nfmaturity.ui.widgets.frame import Ground
from nfmaturity.ui.widgets.level_chip import chip_role, draw_chip
from nfmaturity.ui.widgets.node_tree import NodeDelegate, NodeView, draw_figure

if TYPE_CHECKING:
    from nfmaturity.ui.finding import Finding
    from nfmaturity.ui.models.rubric_tree import NodeFace
    from nfmaturity.ui.session import AssessmentSession
    from nfmaturity.ui.wording import Wording


class _Standings(NodeDelegate):
    """Draws at the right of a node its level and how far it is graded."""

    def __init__(self, levels: tuple[int, ...], parent: QWidget) -> None:
        """Draw levels in the colours of a pack with these."""
        super().__init__(parent)
        self._levels = levels

    def draw_right(self, painter: QPainter, box: QRectF, face: NodeFace) -> float:
        """Draw a group's per cent; of the others level and progress."""
        node, middle = face.standing or NOT_IN_PLAY, box.y() + box.height() / 2
        if face.kind == "group":
            part = f"{100 * node.answered // node.in_scope}%" if node.in_scope else ""
            draw_figure(painter, box.adjusted(0, 0, -13, 0), part)
            return box.right() - 56
        chip = QRectF(box.right() - 54, middle - 9, 20, 18)
        draw_chip(painter, chip, str(node.level), chip_role(node.level, self._levels))
        if face.to_confirm:
            _draw_waiting(painter, QRectF(box.right() - 31, middle - 8, 23, 16), face.to_confirm)
        elif node.in_scope and node.answered == node.in_scope:
            draw_icon(painter, "check", QRectF(box.right() - 28, middle - 8, 16, 16), colour("acc"))
        elif node.in_scope:
            done = node.answered / node.in_scope if node.answered else None
            draw_ball(painter, QPointF(box.right() - 20, middle), done, colour("ink3"), radius=5)
        return chip.x() - 8

    def name_role(self, face: NodeFace) -> str:
        """Pale what is not in play."""
        return "ink" if face.standing and face.standing.in_play else "dis"


def _draw_waiting(painter: QPainter, box: QRectF, count: int) -> None:
    """Draw how many grades are to be confirmed in an edge as their selectors have it."""
    painter.setPen(QPen(colour("ink2"), 1, Qt.PenStyle.DashLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.setFont(font("caption"))
    painter.setPen(colour("ink2"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(count))


class TreePanel(Ground):
    """Search field, filters and tree."""

    chosen = Signal(str)
    """The sub-indicator that a person chose."""

    found = Signal(str)
    """The first requirement that the filter leaves, which a person chose by Enter."""

    left = Signal()
    """A person wants the keys back where the requirements are."""

    def __init__(self, words: Wording, finding: Finding, parent: QWidget | None = None) -> None:
        """Lay the panel out; the tree shows what a filter leaves."""
        super().__init__("panel", "r", parent)
        self._finding = finding
        self.setFixedWidth(260)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 1, 0)
        layout.setSpacing(0)
        self.filter = FilterBar(words, finding, self)
        layout.addWidget(self.filter)
        line = Ground("line", parent=self)
        line.setFixedHeight(1)
        layout.addWidget(line)
        self.tree = NodeView(self)
        words.say(self.tree.setAccessibleName, N_("Rubric"))
        ask_in_tree(self.tree)
        self.tree.item_chosen.connect(self.chosen)
        search = self.filter.search
        search.enter_chooses = True
        search.first_chosen.connect(self._choose_first)
        search.left_downwards.connect(self._go_down)
        search.left.connect(self.left)
        layout.addWidget(self.tree, 1)
        finding.changed.connect(self._narrow)
        finding.moved.connect(self._look)
        self._model: RubricTree | None = None
        self._filtered: FilteredTree | None = None
        self._node = ""

    def show_session(self, session: AssessmentSession | None) -> None:
        """Show the tree of an assessment."""
        self.tree.setModel(None)
        for old in (self._filtered, self._model):
            if old:
                old.deleteLater()
        self._model = self._filtered = None
        self.filter.show_session(session)
        if session is None:
            return
        self._model = RubricTree(session, self)
        self._filtered = FilteredTree(self._model, self._finding, self)
        self.tree.setModel(self._filtered)
        before = self.tree.itemDelegate()
        self.tree.setItemDelegate(_Standings(session.rubric.level_numbers, self.tree))
        before.deleteLater()
        self._model.modelReset.connect(self._show_node)
        self._unfold_groups()
        self._narrow()

    def show_node(self, node: str) -> None:
        """Show which sub-indicator is open on the page."""
        self._node = node
        if self._finding.is_set:
            self._look()
        self._show_node()

    def retell(self) -> None:
        """Say the names in the language in force."""
        if self._model:
            self._model.retell()
            self.filter.tell()
            self.tree.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the keys back at Escape, as the search field does once it is empty."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _go_down(self) -> None:
        self.tree.setFocus(Qt.FocusReason.TabFocusReason)

    def _choose_first(self) -> None:
        """Choose the first match; where nothing is asked there is none, and one goes on into the tree."""
        if not self._finding.is_set:
            self._go_down()
        elif matches := self._finding.matches:
            self.found.emit(matches[0])

    def _unfold_groups(self) -> None:
        if self._filtered:
            for row in range(self._filtered.rowCount()):
                self.tree.expand(self._filtered.index(row, 0))

    def _show_node(self) -> None:
        if self._model is None or self._filtered is None:
            return
        if not any(self.tree.isExpanded(self._filtered.index(row, 0)) for row in range(self._filtered.rowCount())):
            self._unfold_groups()
        index = self._filtered.mapFromSource(self._model.index_of(self._node))
        self.tree.setCurrentIndex(index)
        if index.isValid():
            self.tree.expand(index.parent())
            self.tree.scrollTo(index)
        else:  # the filter leaves it out; Qt marks a neighbour in its place
            self.tree.clearSelection()

    def _narrow(self) -> None:
        """Show what another filter leaves, all of it in sight."""
        self._look()
        if self._filtered and self._finding.is_set:
            self.tree.expandAll()
        self._show_node()

    def _look(self) -> None:
        if self._filtered:
            self._filtered.look()
