"""The left of the Rubric page: the packs at hand, and the chosen one as a tree to search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeySequence, QPainter, QPen, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from nfmaturity.i18n import N_
from nfmaturity.ui.fonts import font
from nfmaturity.ui.icons import draw_icon
from nfmaturity.ui.models.pack_tree import COUNT, PackTree
from nfmaturity.ui.models.rubric_tree import NodeRole
from nfmaturity.ui.pages.assess_tree import NodeView
from nfmaturity.ui.theme import colour
from nfmaturity.ui.widgets.frame import Ground
from nfmaturity.ui.widgets.label import Label
from nfmaturity.ui.widgets.library_search import SearchField
from nfmaturity.ui.widgets.pack_list import PackList
from nfmaturity.ui.widgets.paragraph import Paragraph

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from nfmaturity.domain.rubric import Rubric
    from nfmaturity.ui.wording import Wording

    Index = QModelIndex | QPersistentModelIndex

_ROW = 33
_NAME_X = {"group": 28, "domain": 36, "item": 64}


class _Nodes(QStyledItemDelegate):
    """Draws a node: its name, and at the right how many requirements it holds."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Give every row the same height."""
        return QSize(200, _ROW)

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        """Draw one row."""
        box, kind = QRectF(option.rect), index.data(NodeRole.KIND)
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
            sign = "chevron-down" if option.state & QStyle.StateFlag.State_Open else "chevron-right"
            x = box.x() + (8 if kind == "group" else 16)
            draw_icon(painter, sign, QRectF(x, box.y() + 9, 14, 14), colour("ink2"))
        self._draw_words(painter, box, index, selected=selected)
        painter.restore()

    def _draw_words(self, painter: QPainter, box: QRectF, index: Index, *, selected: bool) -> None:
        kind, count = index.data(NodeRole.KIND), index.data(COUNT)
        baseline = box.y() + box.height() / 2 + 4.5
        if count:
            painter.setFont(font("small"))
            painter.setPen(colour("ink3"))
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box.adjusted(0, 0, -14, 0), flags, str(count))
        if kind == "item":
            painter.setFont(font(bold=selected))
            painter.setPen(colour("acc" if selected else "ink3"))
            painter.drawText(QPointF(box.x() + 38, baseline), str(index.data(NodeRole.ID)).rpartition("-")[2])
        used = font(bold=selected or kind == "group")
        painter.setFont(used)
        painter.setPen(colour("ink"))
        x = box.x() + _NAME_X[kind]
        name = QFontMetricsF(used).elidedText(index.data(), Qt.TextElideMode.ElideRight, box.right() - x - 48)
        painter.drawText(QPointF(x, baseline), name)


class RubricPanel(Ground):
    """Packs over search field over tree."""

    item_chosen = Signal(str)
    """The sub-indicator that a person chose."""

    def __init__(self, words: Wording, parent: QWidget | None = None) -> None:
        """Lay the panel out."""
        super().__init__("panel", "r", parent)
        self.setFixedWidth(300)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 12, 1, 0)
        down.setSpacing(0)
        name = Label(self, size="small", role="ink3")
        name.setContentsMargins(16, 0, 0, 0)
        name.setFixedHeight(24)
        words.say(name.setText, N_("Rubric packs at hand"))
        self.packs = PackList(self)
        self.packs.setObjectName("packs")
        words.say(self.packs.setAccessibleName, N_("Rubric packs at hand"))
        line = Ground("line", parent=self)
        line.setFixedHeight(1)
        down.addLayout(_inset(name, 16))
        down.addWidget(self.packs)
        down.addSpacing(8)
        down.addWidget(line)
        down.addSpacing(8)
        down.addLayout(_inset(self._search(words), 12))
        down.addSpacing(6)
        self._nothing = Paragraph(self, role="ink2")
        words.say(self._nothing.setText, N_("No sub-indicator mentions this."))
        self._nothing.hide()
        down.addLayout(_inset(self._nothing, 16))
        down.addWidget(self._tree(words), 1)

    def _search(self, words: Wording) -> SearchField:
        self.search = SearchField(words, self)
        self.search.setObjectName("rubric-search")
        words.say(self.search.setPlaceholderText, N_("Id or words, Chinese or English"))
        words.say(self.search.setAccessibleName, N_("Search the rubric"))
        self.search.textChanged.connect(self._narrow)
        self.search.left_downwards.connect(self._go_down)
        keys = QShortcut(QKeySequence.StandardKey.Find, self, self.search.setFocus)
        keys.setContext(Qt.ShortcutContext.WindowShortcut)
        return self.search

    def _tree(self, words: Wording) -> NodeView:
        self.nodes = PackTree(self)
        self.tree = NodeView(self)
        self.tree.setObjectName("pack-tree")
        self.tree.setModel(self.nodes)
        self.tree.setItemDelegate(_Nodes(self.tree))
        words.say(self.tree.setAccessibleName, N_("Domains and sub-indicators"))
        self.tree.clicked.connect(self._click)
        self.tree.activated.connect(self._click)
        return self.tree

    def show_rubric(self, rubric: Rubric | None) -> None:
        """Show the tree of a rubric."""
        self.nodes.show_rubric(rubric)
        self.search.setEnabled(rubric is not None)
        self._unfold()

    def show_item(self, ident: str) -> None:
        """Show which sub-indicator is open, none with ""."""
        index = self.nodes.index_of(ident)
        if index.isValid():
            self.tree.expand(index.parent())
            self.tree.setCurrentIndex(index)
            self.tree.scrollTo(index)
        else:
            self.tree.selectionModel().clear()

    def retell(self) -> None:
        """Name the nodes in the language in force."""
        self.nodes.retell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty the search at Escape, from the tree as well."""
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
        else:
            super().keyPressEvent(event)

    def _unfold(self) -> None:
        if self.search.text().strip():
            self.tree.expandAll()
            return
        for row in range(self.nodes.rowCount()):
            self.tree.expand(self.nodes.index(row, 0))

    def _narrow(self) -> None:
        self.nodes.narrow(self.search.text().strip())
        self._nothing.setVisible(self.search.isEnabled() and self.nodes.rowCount() == 0)
        self._unfold()

    def _go_down(self) -> None:
        """Go on to what was found, and show the first of it."""
        if first := self.nodes.first_item() if self.search.text().strip() else "":
            self.item_chosen.emit(first)
        self.tree.setFocus(Qt.FocusReason.TabFocusReason)

    def _click(self, index: QModelIndex) -> None:
        if index.data(NodeRole.KIND) == "item":
            self.item_chosen.emit(index.data(NodeRole.ID))
        elif index.isValid():
            self.tree.setExpanded(index, not self.tree.isExpanded(index))


def _inset(widget: QWidget, by: int) -> QHBoxLayout:
    across = QHBoxLayout()
    across.setContentsMargins(by, 0, by, 0)
    across.addWidget(widget)
    return across
