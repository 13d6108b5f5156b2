"""A rubric pack as a tree of groups, domains and sub-indicators, narrowed to what mentions a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from nfmaturity.i18n import _, current_language
from nfmaturity.ui.models.rubric_tree import NodeFace, NodeRole

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from nfmaturity.domain.rubric import Rubric, SubIndicator

    Index = QModelIndex | QPersistentModelIndex


class PackTree(QSortFilterProxyModel):
    """Holds the nodes of one pack; a search finds ids and texts in all languages of the pack."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin without a pack."""
        super().__init__(parent)
        self._nodes = QStandardItemModel(self)
        self._rubric: Rubric | None = None
        self._items: dict[str, QStandardItem] = {}
        self._counts: dict[str, int] = {}
        self._texts: dict[str, str] = {}
        self._wanted = ""
        self.setRecursiveFilteringEnabled(True)
        self.setSourceModel(self._nodes)

    def show_rubric(self, rubric: Rubric | None) -> None:
        """Show another rubric."""
        self._rubric, self._texts = rubric, {}
        self._nodes.clear()
        self._items.clear()
        for group in rubric.groups if rubric else ():
            above = self._add(self._nodes.invisibleRootItem(), group.id, "group", 0)
            for domain in group.domains:
                counts = [sum(len(c.requirements) for c in item.levels.values()) for item in domain.sub_indicators]
                held = self._add(above, domain.id, "domain", sum(counts))
                for item, count in zip(domain.sub_indicators, counts, strict=True):
                    self._add(held, item.id, "item", count)
        self.retell()

    def retell(self) -> None:
        """Name every node in the language in force."""
        if self._rubric is None:
            return
        for ident, node in self._items.items():
            name = self._rubric.say(self._rubric.node_names[ident], current_language())
            count = self._counts[ident]
            node.setText(name)
            node.setToolTip(f"{ident} {name}")
            node.setData(NodeFace(node.data(int(NodeRole.KIND)), ident, name, count=count), int(NodeRole.FACE))
            said = _("{name}, {n} requirements").format(name=f"{ident} {name}", n=count) if count else name
            node.setData(said, Qt.ItemDataRole.AccessibleTextRole)

    def narrow(self, words: str) -> None:
        """Leave the sub-indicators that mention words."""
        if words.casefold() != self._wanted:
            self._wanted = words.casefold()
            self.invalidate()

    def index_of(self, ident: str) -> QModelIndex:
        """Give where a node is shown; an invalid index where it is not."""
        node = self._items.get(ident)
        return self.mapFromSource(node.index()) if node else QModelIndex()

    def first_item(self) -> str:
        """Give the first sub-indicator that is shown, "" for none."""
        for group in range(self.rowCount()):
            above = self.index(group, 0)
            for domain in range(self.rowCount(above)):
                return str(self.index(0, 0, self.index(domain, 0, above)).data(NodeRole.ID))
        return ""

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        """Tell whether a node stays by itself; those above it stay with it."""
        index = self._nodes.index(row, 0, parent)
        if index.data(NodeRole.KIND) != "item":
            return False
        return not self._wanted or self._wanted in self._text_of(str(index.data(NodeRole.ID)))

    def _add(self, above: QStandardItem, ident: str, kind: str, count: int) -> QStandardItem:
        node = QStandardItem()
        node.setEditable(False)
        node.setData(ident, int(NodeRole.ID))
        node.setData(kind, int(NodeRole.KIND))
        self._counts[ident] = count
        above.appendRow(node)
        self._items[ident] = node
        return node

    def _text_of(self, ident: str) -> str:
        """Give everything that a sub-indicator says, put together when it is first searched."""
        if ident not in self._texts and self._rubric:
            self._texts[ident] = _all_texts(self._rubric.sub_indicators[ident][2]).casefold()
        return self._texts.get(ident, "")


def _all_texts(item: SubIndicator) -> str:
    parts = [item.id, *item.name.values(), *item.definition.values()]
    for content in item.levels.values():
        for requirement in content.requirements:
            parts += [requirement.id, *requirement.tags]
            for text in (requirement.text, requirement.guidance, requirement.evidence):
                parts += (text or {}).values()
    return "\n".join(parts)
