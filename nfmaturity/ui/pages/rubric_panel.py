"""The left of the Rubric page: the packs at hand, and the chosen one as a tree to search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nfmaturity.i18n import N_
from nfmaturity.ui.models.pack_tree import PackTree
from nfmaturity.ui.widgets.frame import Ground
from nfmaturity.ui.widgets.label import Label
from nfmaturity.ui.widgets.library_search import SearchField
from nfmaturity.ui.widgets.node_tree import NodeDelegate, NodeView, draw_figure
from nfmaturity.ui.widgets.pack_list import PackList
from nfmaturity.ui.widgets.paragraph import Paragraph

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from nfmaturity.domain.rubric import Rubric
    from nfmaturity.ui.models.rubric_tree import NodeFace
    from nfmaturity.ui.wording import Wording


class _Counts(NodeDelegate):
    """Draws at the right of a node how many requirements it holds."""

    def draw_right(self, painter: QPainter, box: QRectF, face: NodeFace) -> float:
        """Write the count, where there is one."""
        if face.count:
            draw_figure(painter, box.adjusted(0, 0, -14, 0), str(face.count))
        return box.right() - 48


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
        self.search.left.connect(lambda: self.tree.setFocus(Qt.FocusReason.OtherFocusReason))
        keys = QShortcut(QKeySequence.StandardKey.Find, self, self.search.setFocus)
        keys.setContext(Qt.ShortcutContext.WindowShortcut)
        return self.search

    def _tree(self, words: Wording) -> NodeView:
        self.nodes = PackTree(self)
        self.tree = NodeView(self)
        self.tree.setObjectName("pack-tree")
        self.tree.setModel(self.nodes)
        self.tree.setItemDelegate(_Counts(self.tree))
        words.say(self.tree.setAccessibleName, N_("Domains and sub-indicators"))
        self.tree.item_chosen.connect(self.item_chosen)
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


def _inset(widget: QWidget, by: int) -> QHBoxLayout:
    across = QHBoxLayout()
    across.setContentsMargins(by, 0, by, 0)
    across.addWidget(widget)
    return across
