"""The list of sub-indicators with what counts, where an assessor takes out what does not apply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nfmaturity.i18n import _
from nfmaturity.ui.fonts import font
from nfmaturity.ui.forms.inputs import NoteLine
from nfmaturity.ui.forms.one_line import OneLine
from nfmaturity.ui.theme import colour
from nfmaturity.ui.widgets.buttons import Button

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QPaintEvent

    from nfmaturity.ui.forms.scope_rows import DomainRows, ItemRow, Reason

_ROW = 36
_ID = 96
_ACT = 148
_COUNT = 44
_END = 8
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class ScopeList(QWidget):
    """Every capability domain with its sub-indicators."""

    excluded = Signal(str, object)
    """A node and the reason typed for leaving it out, None to take it in again."""

    left = Signal(str)
    """A node whose reason the person has left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._heads: dict[str, DomainHead] = {}
        self._items: dict[str, ItemBox] = {}
        self._withdrawn: dict[str, str] = {}

    def show_domains(self, domains: Sequence[DomainRows]) -> None:
        """Show the domains of a pack as they stand."""
        if list(self._heads) != [domain.id for domain in domains]:
            self._fill(domains)
        for domain in domains:
            self._heads[domain.id].show_domain(domain)
            for row in domain.items:
                self._items[row.id].show_row(row)

    def focus(self, node: str) -> None:
        """Take the keys to the reason of a node."""
        for item in self._items.values():
            if node in item.reasons:
                item.reasons[node].line.setFocus(Qt.FocusReason.OtherFocusReason)

    def editor(self, node: str) -> QWidget | None:
        """Give the line of a node's reason, None where it is not excluded."""
        return next((item.reasons[node] for item in self._items.values() if node in item.reasons), None)

    def _fill(self, domains: Sequence[DomainRows]) -> None:
        while (taken := self._layout.takeAt(0)) is not None:
            if (widget := taken.widget()) is not None:
                widget.deleteLater()
        self._heads, self._items, self._withdrawn = {}, {}, {}
        for domain in domains:
            self._heads[domain.id] = DomainHead(self)
            self._layout.addWidget(self._heads[domain.id])
            for row in domain.items:
                item = ItemBox(row.id, self)
                item.toggled.connect(self._toggle)
                item.typed.connect(self.excluded)
                item.left.connect(self.left)
                self._items[row.id] = item
                self._layout.addWidget(item)

    def _toggle(self, node: str) -> None:
        """Take a node out, with the reason that it had before, or in again."""
        editor = self.editor(node)
        if isinstance(editor, ReasonLine):
            self._withdrawn[node] = editor.line.text()
            self.excluded.emit(node, None)
        else:
            self.excluded.emit(node, self._withdrawn.get(node, ""))
            self.focus(node)


class DomainHead(QWidget):
    """The name of a capability domain and how many of its requirements count."""

    def __init__(self, parent: QWidget) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.setFixedHeight(44)
        self._domain: DomainRows | None = None

    def show_domain(self, domain: DomainRows) -> None:
        """Show a domain."""
        self._domain = domain
        self.setAccessibleName(f"{domain.name}: {_said_count(domain.count)}")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw name, group and number over a line."""
        if self._domain is None:
            return
        painter = QPainter(self)
        box = QRectF(0, 12, self.width(), 32)
        painter.setFont(font(bold=True))
        painter.setPen(colour("ink"))
        painter.drawText(box, _LEFT, self._domain.name)
        x = QFontMetricsF(painter.font()).horizontalAdvance(self._domain.name) + 12
        painter.setFont(font("small"))
        painter.setPen(colour("ink3"))
        room = (
            box.width()
            - x
            - _ACT
            - QFontMetricsF(painter.font()).horizontalAdvance(_said_count(self._domain.count))
            - 12
        )
        if QFontMetricsF(painter.font()).horizontalAdvance(self._domain.group) <= room:
            painter.drawText(box.adjusted(x, 0, 0, 0), _LEFT, self._domain.group)
        painter.drawText(box.adjusted(0, 0, -_ACT, 0), _RIGHT, _said_count(self._domain.count))
        painter.setPen(QPen(colour("line2"), 1))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)


class ItemBox(QWidget):
    """One sub-indicator, with the reasons for what is left out of it."""

    toggled = Signal(str)
    typed = Signal(str, object)
    left = Signal(str)

    def __init__(self, node: str, parent: QWidget) -> None:
        """Make the row; its reasons come and go."""
        super().__init__(parent)
        self.node = node
        self.reasons: dict[str, ReasonLine] = {}
        self._row: ItemRow | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 2, 0, 2)
        self._layout.setSpacing(0)
        head = QHBoxLayout()
        head.addStretch(1)
        self.act = Button("link", parent=self)
        self.act.setObjectName(f"exclude-{node}")
        self.act.clicked.connect(lambda: self.toggled.emit(self.node))
        head.addWidget(self.act)
        self._layout.addLayout(head)
        self._layout.addSpacing(0)
        self.setMinimumHeight(_ROW)

    def show_row(self, row: ItemRow) -> None:
        """Show how the sub-indicator stands."""
        self._show_reasons(row.reasons)
        self._row = row
        can_act = row.standing in {"counts", "excluded"}
        self.act.setVisible(can_act)
        self.act.setText(_("applies after all") if row.standing == "excluded" else _("not applicable …"))
        self.act.setAccessibleName(f"{row.id} {row.name}: {self.act.text()}")
        self.setToolTip(_tooltip(row))
        self.update()

    def _show_reasons(self, reasons: Sequence[Reason]) -> None:
        wanted: Mapping[str, Reason] = {reason.node: reason for reason in reasons}
        for node in [node for node in self.reasons if node not in wanted]:
            line = self.reasons.pop(node)
            self._layout.removeWidget(line)
            line.hide()
            line.deleteLater()
        for node, reason in wanted.items():
            if node not in self.reasons:
                self._add(node)
            self.reasons[node].show_reason(reason)

    def _add(self, node: str) -> None:
        line = ReasonLine(node, is_item=node == self.node, parent=self)
        line.line.written.connect(lambda text: self.typed.emit(node, text))
        line.line.editingFinished.connect(lambda: self.left.emit(node))
        line.back.clicked.connect(lambda: self.toggled.emit(node))
        self.reasons[node] = line
        self._layout.addWidget(line)
        line.show()

    def changeEvent(self, event: QEvent) -> None:
        """Repaint in another theme."""
        super().changeEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw id, name and number, in grey where nothing counts."""
        row = self._row
        if row is None:
            return
        painter = QPainter(self)
        grey = row.count == 0
        painter.setFont(font("small"))
        painter.setPen(colour("ink3"))
        painter.drawText(QRectF(0, 0, _ID, _ROW), _LEFT, row.id)
        right = self.width() - _ACT
        room = right - _COUNT - _ID - 8
        painter.setFont(font())
        painter.setPen(colour("ink3" if grey else "ink"))
        name = QFontMetricsF(font()).elidedText(row.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(_ID, 0, room, _ROW), _LEFT, name)
        painter.drawText(QRectF(right - _COUNT, 0, _COUNT, _ROW), _RIGHT, "–" if grey else str(row.count))
        if row.standing in {"fixed", "unmeant"}:
            painter.setFont(font("small"))
            painter.setPen(colour("ink3"))
            said = row.said or _("always counts")
            said = QFontMetricsF(painter.font()).elidedText(said, Qt.TextElideMode.ElideRight, _ACT - 2 * _END)
            painter.drawText(QRectF(right + _END, 0, _ACT - 2 * _END, _ROW), _RIGHT, said)
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)


class ReasonLine(QWidget):
    """Why a sub-indicator or a requirement does not apply."""

    def __init__(self, node: str, *, is_item: bool, parent: QWidget) -> None:
        """Make a line; one for a requirement also names it and has its own way back."""
        super().__init__(parent)
        self.node, self._is_item = node, is_item
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_ID, 0, 0, 0)
        layout.setSpacing(0)
        across = QHBoxLayout()
        across.setSpacing(4)
        self.line = OneLine(self)
        self.line.setObjectName(f"reason-{node}")
        self.back = Button("link", parent=self)
        self.back.setObjectName(f"include-{node}")
        self.back.setVisible(not is_item)
        across.addWidget(self.line, 1)
        across.addWidget(self.back)
        self.note = NoteLine(self)
        self.note.setObjectName(f"note-reason-{node}")
        layout.addLayout(across)
        layout.addWidget(self.note)

    def show_reason(self, reason: Reason) -> None:
        """Show a reason and what is wrong with it."""
        self.line.show_text(reason.text)
        self.line.setPlaceholderText(_("why it does not apply, such as: no electrolysis on this site"))
        self.line.setAccessibleName(_("Reason for leaving {node} out").format(node=self.node))
        self.back.setText(_("{node} applies after all").format(node=self.node))
        if reason.fault:
            self.note.say("fault", reason.fault)
        else:
            self.note.say("doubt", reason.doubt)
        self.line.setAccessibleDescription(self.note.text())
        if bool(self.line.property("fault")) != bool(reason.fault):
            self.line.setProperty("fault", bool(reason.fault))
            self.line.style().polish(self.line)


def _said_count(count: int) -> str:
    return _("{n} requirements").format(n=count)


def _tooltip(row: ItemRow) -> str:
    if row.standing == "fixed":
        return f"{row.name}: " + _("The rubric does not allow {node} to be excluded.").format(node=row.id)
    return f"{row.name}: {row.said}" if row.said else row.name
