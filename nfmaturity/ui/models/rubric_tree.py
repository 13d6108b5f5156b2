"""The rubric as a tree of groups, capability domains and sub-indicators, with where each stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt

from nfmaturity.domain.scope import applies
from nfmaturity.i18n import _, current_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nfmaturity.domain.scoring import NodeScore
    from nfmaturity.ui.finding import Finding
    from nfmaturity.ui.session import AssessmentSession, Moved

    Index = QModelIndex | QPersistentModelIndex

NodeKind = Literal["group", "domain", "item"]


class NodeRole(IntEnum):
    """What the tree's cells hold besides their name."""

    ID = Qt.ItemDataRole.UserRole
    KIND = Qt.ItemDataRole.UserRole + 1
    FACE = Qt.ItemDataRole.UserRole + 2
    """All that its row shows, as a `NodeFace`: asked for at once, as each question goes from Qt to Python and back."""


@dataclass(frozen=True, slots=True)
class NodeFace:
    """What the row of a node shows: its number in the id, its name, and where it stands or how much it holds."""

    kind: NodeKind
    id: str
    name: str
    standing: NodeScore | None = None
    to_confirm: int = 0
    count: int = 0


_Told = tuple[int | None, int, int, int]
"""What a row shows of a node's standing: level, requirements answered, in scope and to be confirmed."""


@dataclass(frozen=True, slots=True)
class _Node:
    id: str
    kind: NodeKind
    parent: int
    row: int


class RubricTree(QAbstractItemModel):
    """Reads the session; every node whose standing moves is announced."""

    def __init__(self, session: AssessmentSession, parent: QObject | None = None) -> None:
        """Show the nodes that are meant for the assessed enterprise."""
        super().__init__(parent)
        self._session = session
        self._nodes: list[_Node] = []
        self._children: Mapping[int, list[int]] = {}
        self._told: dict[str, _Told] = {}
        self._groups = frozenset(group.id for group in session.rubric.groups)
        self._build()
        session.moved.connect(self._on_moved)

    def index_of(self, node: str) -> QModelIndex:
        """Give where a node stands; an invalid index where it is not shown."""
        place = next((n for n, held in enumerate(self._nodes) if held.id == node), None)
        return QModelIndex() if place is None else self.createIndex(self._nodes[place].row, 0, place)

    def retell(self) -> None:
        """Announce every node anew."""
        self._note_told()
        for parent, children in self._children.items():
            if children:
                above = QModelIndex() if parent < 0 else self.createIndex(self._nodes[parent].row, 0, parent)
                self.dataChanged.emit(self.index(0, 0, above), self.index(len(children) - 1, 0, above))

    def item_at(self, row: int, parent: Index) -> str:
        """Give the id of a sub-indicator in a row below a node, "" where something else stands there."""
        node = self._nodes[self._below(parent)[row]]
        return node.id if node.kind == "item" else ""

    # Qt's side

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008 - Qt's own
        """Give the index of a child."""
        children = self._below(parent)
        if column != 0 or not 0 <= row < len(children):
            return QModelIndex()
        return self.createIndex(row, 0, children[row])

    def parent(self, index: Index | None = None) -> Any:
        """Give the index above."""
        if index is None:
            return QObject.parent(self)
        if not index.isValid():
            return QModelIndex()
        above = self._nodes[index.internalId()].parent
        return QModelIndex() if above < 0 else self.createIndex(self._nodes[above].row, 0, above)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        """Count the children."""
        return len(self._below(parent))

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        """Have one column."""
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give what a role asks of a node."""
        if not index.isValid():
            return None
        node = self._nodes[index.internalId()]
        if role == NodeRole.FACE:
            return self._face(node)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self._name(node)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._said(node)
        return self._held(node, role)

    # Within

    def _below(self, parent: Index) -> list[int]:
        return self._children.get(parent.internalId() if parent.isValid() else -1, [])

    def _name(self, node: _Node) -> str:
        return self._session.rubric.say(self._session.rubric.node_names[node.id], current_language())

    def _face(self, node: _Node) -> NodeFace:
        waiting = self._session.to_confirm.get(node.id, 0)
        return NodeFace(node.kind, node.id, self._name(node), self._session.card.nodes[node.id], waiting)

    def _held(self, node: _Node, role: int) -> Any:
        if role == NodeRole.ID:
            return node.id
        return node.kind if role == NodeRole.KIND else None

    def _said(self, node: _Node) -> str:
        name = self._name(node)
        standing: NodeScore = self._session.card.nodes[node.id]
        if standing.level is None:
            return _("{name}, not applicable").format(name=name)
        said = _("{name}, level {level}, {answered} of {in_scope} graded").format(
            name=name, level=standing.level, answered=standing.answered, in_scope=standing.in_scope
        )
        waiting = self._session.to_confirm.get(node.id, 0)
        return said + _(", {n} to confirm").format(n=waiting) if waiting else said

    def _build(self) -> None:
        self._nodes = []
        children: dict[int, list[int]] = {-1: []}
        for ident, kind, above in self._shown():
            siblings = children[above]
            siblings.append(len(self._nodes))
            children[len(self._nodes)] = []
            self._nodes.append(_Node(ident, kind, above, len(siblings) - 1))
        self._children = children
        self._note_told()

    def _note_told(self) -> None:
        self._told = {node.id: self._telling(node.id) for node in self._nodes}

    def _telling(self, node: str) -> _Told:
        standing: NodeScore = self._session.card.nodes[node]
        if node in self._groups:  # of these a row shows the part in whole per cent alone
            return None, 100 * standing.answered // (standing.in_scope or 1), standing.in_scope, 0
        return standing.level, standing.answered, standing.in_scope, self._session.to_confirm.get(node, 0)

    def _shown(self) -> Iterator[tuple[str, NodeKind, int]]:
        segments, at = self._session.assessment.enterprise.segments, 0
        for group in self._session.rubric.groups:
            found = [(d, [i for i in d.sub_indicators if applies(i, segments)]) for d in group.domains]
            found = [(domain, items) for domain, items in found if items]
            if not found:
                continue
            group_at = at
            yield group.id, "group", -1
            at += 1
            for domain, items in found:
                domain_at = at
                yield domain.id, "domain", group_at
                at += 1
                for item in items:
                    yield item.id, "item", domain_at
                    at += 1

    def _on_moved(self, moved: Moved) -> None:
        if moved.scope:
            if [(node.id, node.kind, node.parent) for node in self._nodes] == list(self._shown()):
                self.retell()
                return
            self.beginResetModel()
            self._build()
            self.endResetModel()
            return
        places = (self._session.rubric.places[name] for name in moved.requirements)
        touched = {node for p in places for node in (p.sub_indicator.id, p.domain.id, p.group.id)}
        marked = any(target.field == "review" for target in moved.targets)
        for node in touched:
            told = self._telling(node)
            if marked or told != self._told.get(node):
                self._told[node] = told
                index = self.index_of(node)
                self.dataChanged.emit(index, index)


class FilteredTree(QSortFilterProxyModel):
    """The sub-indicators that hold something of what a person looks for, with what is above them."""

    def __init__(self, tree: RubricTree, finding: Finding, parent: QObject | None = None) -> None:
        """Show what a filter leaves of a tree, and look anew when told to."""
        super().__init__(parent)
        self._tree, self._finding = tree, finding
        self.setSourceModel(tree)
        self.look()

    def look(self) -> None:
        """Let through what the filter wants now.

        Only a filter keeps a row for what is below it; without one Qt would paint all above a changed row anew as well.
        """
        if self._finding.is_set != self.isRecursiveFilteringEnabled():
            self.setRecursiveFilteringEnabled(self._finding.is_set)  # looks anew as well
        else:
            self.invalidate()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        """Tell whether a node stays by itself; those above it stay with it."""
        if not self._finding.is_set:
            return True
        item = self._tree.item_at(row, parent)
        return bool(item) and self._finding.has(item)
