"""The left of the Assess page: the rubric as a tree, with filters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QKeySequence, QPainter, QPen, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from nfmaturity.i18n import N_
from nfmaturity.ui.fonts import font
from nfmaturity.ui.icons import draw_icon
from nfmaturity.ui.models.rubric_tree import FilteredTree, NodeRole, RubricTree, TreeFilter
from nfmaturity.ui.painter import draw_ball
from nfmaturity.ui.theme import colour
from nfmaturity.ui.widgets.buttons import Button
from nfmaturity.ui.widgets.frame import Ground
from nfmaturity.ui.widgets.level_chip import chip_role, draw_chip
from nfmaturity.ui.widgets.library_search import SearchField
from nfmaturity.ui.widgets.paragraph import Paragraph

if TYPE_CHECKING:
    from nfmaturity.domain.scoring import NodeScore
    from nfmaturity.ui.session import AssessmentSession
    from nfmaturity.ui.wording import Wording

    Index = QModelIndex | QPersistentModelIndex

_ROW = 33
_NAME_X = {"group": 28, "domain": 36, "item": 64}
_FILTERS = (
    ("unanswered", N_("Unanswered")),
    ("marked", N_("Marked")),
    ("below_target", N_("Below target")),
)


class NodeDelegate(QStyledItemDelegate):
    """Draws a node: its name, and at the right its level and how far it is graded."""

    def __init__(self, levels: tuple[int, ...], parent: QWidget) -> None:
        """Draw levels in the colours of a pack with these."""
        super().__init__(parent)
        self._levels = levels

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Give every row the same height."""
        return QSize(200, _ROW)

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        """Draw one row."""
        box = QRectF(option.rect)
        kind, node = index.data(NodeRole.KIND), index.data(NodeRole.STANDING)
        selected = bool(option.state & QStyle.StateFlag.State_Selected) and kind == "item"
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected:
            painter.fillRect(box, colour("acctint"))
            painter.fillRect(QRectF(box.x(), box.y(), 3, box.height()), colour("accfill"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, colour("hover"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(colour("acc"), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        if kind == "group" and index.row() > 0:
            painter.setPen(QPen(colour("line"), 1))
            painter.drawLine(QPointF(box.x(), box.y() + 0.5), QPointF(box.right(), box.y() + 0.5))
        if kind != "item":
            unfolded = bool(option.state & QStyle.StateFlag.State_Open)
            x = 8 if kind == "group" else 16
            draw_icon(
                painter,
                f"chevron-{'down' if unfolded else 'right'}",
                QRectF(box.x() + x, box.y() + 9, 14, 14),
                colour("ink2"),
            )
        right = self._draw_standing(painter, box, kind, node)
        self._draw_name(painter, box, index, right, selected=selected)
        painter.restore()

    def _draw_standing(self, painter: QPainter, box: QRectF, kind: str, node: NodeScore) -> float:
        """Draw what stands at the right; gives where it begins."""
        middle = box.y() + box.height() / 2
        if kind == "group":
            painter.setFont(font("small"))
            painter.setPen(colour("ink3"))
            part = f"{100 * node.answered // node.in_scope}%" if node.in_scope else ""
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box.adjusted(0, 0, -13, 0), flags, part)
            return box.right() - 48
        chip = QRectF(box.right() - 54, middle - 9, 20, 18)
        draw_chip(painter, chip, str(node.level), chip_role(node.level, self._levels))
        if node.in_scope and node.answered == node.in_scope:
            draw_icon(painter, "check", QRectF(box.right() - 28, middle - 8, 16, 16), colour("acc"))
        elif node.in_scope:
            done = node.answered / node.in_scope if node.answered else None
            draw_ball(painter, QPointF(box.right() - 20, middle), done, colour("ink3"), radius=5)
        return chip.x()

    def _draw_name(self, painter: QPainter, box: QRectF, index: Index, right: float, *, selected: bool) -> None:
        kind, node = index.data(NodeRole.KIND), index.data(NodeRole.STANDING)
        x = box.x() + _NAME_X[kind]
        baseline = box.y() + box.height() / 2 + 4.5
        if kind == "item":
            painter.setFont(font(bold=selected))
            painter.setPen(colour("acc" if selected else "ink3"))
            painter.drawText(QPointF(box.x() + 38, baseline), str(index.data(NodeRole.ID)).rpartition("-")[2])
        used = font(bold=selected or kind == "group")
        painter.setFont(used)
        painter.setPen(colour("ink" if node.in_play else "dis"))
        name = str(index.data(Qt.ItemDataRole.DisplayRole))
        painter.drawText(
            QPointF(x, baseline), QFontMetricsF(used).elidedText(name, Qt.TextElideMode.ElideRight, right - x - 8)
        )


class NodeView(QTreeView):
    """The tree itself: letters and digits go to the page, not to a search in the tree."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Set a flat tree up."""
        super().__init__(parent)
        self.setObjectName("tree")
        self.setHeaderHidden(True)
        self.viewport().setAutoFillBackground(False)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that move in a tree; leave the others to the page."""
        keys = Qt.Key
        if event.key() in {keys.Key_Up, keys.Key_Down, keys.Key_Left, keys.Key_Right, keys.Key_Home, keys.Key_End}:
            super().keyPressEvent(event)
        elif event.key() in {keys.Key_Return, keys.Key_Enter, keys.Key_Space}:
            self.activated.emit(self.currentIndex())
        else:
            event.ignore()


class TreePanel(Ground):
    """Search field, filters and tree."""

    chosen = Signal(str)
    """The sub-indicator that a person chose."""

    left = Signal()
    """A person wants the keys back where the requirements are."""

    def __init__(self, words: Wording, parent: QWidget | None = None) -> None:
        """Lay the panel out."""
        super().__init__("panel", "r", parent)
        self.setFixedWidth(260)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 1, 0)
        layout.setSpacing(0)
        layout.addLayout(self._search(words))
        layout.addLayout(self._filters(words))
        line = Ground("line", parent=self)
        line.setFixedHeight(1)
        layout.addWidget(line)
        self._nothing = self._without_hit(words)
        layout.addWidget(self._nothing)
        self.tree = NodeView(self)
        words.say(self.tree.setAccessibleName, N_("Rubric"))
        self.tree.clicked.connect(self._click)
        self.tree.activated.connect(self._click)
        self.search.left_downwards.connect(lambda: self.tree.setFocus(Qt.FocusReason.TabFocusReason))
        layout.addWidget(self.tree, 1)
        QShortcut(QKeySequence.StandardKey.Find, self, self.search.setFocus, context=Qt.ShortcutContext.WindowShortcut)
        self._model: RubricTree | None = None
        self._filtered: FilteredTree | None = None
        self._node = ""

    def _search(self, words: Wording) -> QVBoxLayout:
        self.search = SearchField(words, self)
        self.search.setObjectName("filter")
        words.say(self.search.setPlaceholderText, N_("Name, id, requirement"))
        words.say(self.search.setAccessibleName, N_("Filter the tree"))
        self.search.textChanged.connect(self._narrow)
        top = QVBoxLayout()
        top.setContentsMargins(12, 0, 12, 0)
        top.addWidget(self.search)
        return top

    def _filters(self, words: Wording) -> QGridLayout:
        boxes = QGridLayout()
        boxes.setContentsMargins(12, 4, 12, 4)
        boxes.setVerticalSpacing(0)
        self._boxes: dict[str, QCheckBox] = {}
        for place, (name, word) in enumerate(_FILTERS):
            box = QCheckBox(self)
            box.setObjectName(f"filter-{name}")
            box.setFont(font("small"))
            words.say(box.setText, word)
            box.toggled.connect(self._narrow)
            boxes.addWidget(box, place // 2, place % 2)
            self._boxes[name] = box
        return boxes

    def _without_hit(self, words: Wording) -> QWidget:
        """Make what is shown where the filters leave nothing."""
        shown = QWidget(self)
        down = QVBoxLayout(shown)
        down.setContentsMargins(8, 12, 12, 0)
        down.setSpacing(0)
        sentence = QHBoxLayout()
        sentence.setContentsMargins(8, 0, 0, 0)
        said = Paragraph(shown, role="ink2")
        words.say(said.setText, N_("No sub-indicator matches."))
        clear = Button("link", parent=shown)
        clear.setObjectName("filter-clear")
        words.say(clear.setText, N_("Clear the filter"))
        clear.clicked.connect(self._clear_filter)
        sentence.addWidget(said)
        down.addLayout(sentence)
        down.addWidget(clear)
        shown.hide()
        return shown

    def show_session(self, session: AssessmentSession | None) -> None:
        """Show the tree of an assessment."""
        self.tree.setModel(None)
        for old in (self._filtered, self._model):
            if old:
                old.deleteLater()
        self._model = self._filtered = None
        if session is None:
            return
        self._model = RubricTree(session, self)
        self._filtered = FilteredTree(session, self)
        self._filtered.setSourceModel(self._model)
        for changed in (self._filtered.rowsInserted, self._filtered.rowsRemoved, self._filtered.modelReset):
            changed.connect(self._tell_nothing)
        self.tree.setModel(self._filtered)
        before = self.tree.itemDelegate()
        self.tree.setItemDelegate(NodeDelegate(session.rubric.level_numbers, self.tree))
        before.deleteLater()
        self._model.modelReset.connect(self._show_node)
        self._boxes["below_target"].setEnabled(session.assessment.target_level is not None)
        self._unfold_groups()
        self._narrow()

    def show_node(self, node: str) -> None:
        """Show which sub-indicator is open on the page."""
        self._node = node
        self._show_node()

    def retell(self) -> None:
        """Say the names in the language in force."""
        if self._model:
            self._model.retell()
            self.tree.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the keys back at Escape; in the search field the first one empties it."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

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
        if index.isValid():
            self.tree.expand(index.parent())
            self.tree.setCurrentIndex(index)
            self.tree.scrollTo(index)

    def _narrow(self) -> None:
        if self._filtered is None:
            return
        ticked = {name: box.isChecked() and box.isEnabled() for name, box in self._boxes.items()}
        self._filtered.narrow(TreeFilter(self.search.text().strip(), **ticked))
        if self.search.text().strip() or any(ticked.values()):
            self.tree.expandAll()
        self._tell_nothing()
        self._show_node()

    def _tell_nothing(self) -> None:
        self._nothing.setVisible(self._filtered is not None and self._filtered.rowCount() == 0)

    def _clear_filter(self) -> None:
        self.search.clear()
        for box in self._boxes.values():
            box.setChecked(False)

    def _click(self, index: QModelIndex) -> None:
        if index.data(NodeRole.KIND) == "item":
            self.chosen.emit(index.data(NodeRole.ID))
        elif index.isValid():
            self.tree.setExpanded(index, not self.tree.isExpanded(index))
