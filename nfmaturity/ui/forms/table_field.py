"""A table in a form: rows to type into, with one more always at its end, moved and deleted by key and mouse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QMenu, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from nfmaturity.i18n import N_, _, say
from nfmaturity.ui.forms.inputs import Field
from nfmaturity.ui.forms.profile_fields import COLUMNS
from nfmaturity.ui.forms.table_cells import Cell, LineCell, TickCell, make_cell, taken_over
from nfmaturity.ui.tab_order import chain
from nfmaturity.ui.touch import take_touch
from nfmaturity.ui.widgets.buttons import IconButton
from nfmaturity.ui.widgets.composing import is_composing
from nfmaturity.ui.widgets.label import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QAction, QKeyEvent

    from nfmaturity.domain.errors import Message
    from nfmaturity.ui.forms.fields import FieldSpec
    from nfmaturity.ui.forms.profile_draft import Cells
    from nfmaturity.ui.forms.profile_fields import ColumnSpec

_GAP, _ACT = 6, 32
_MOST_ROWS, _MOST_TOLD = 200, 8
_MORE = N_("… and others: {n}")
_HEADS = {
    "products": N_("Row {n}: product"),
    "sites": N_("Row {n}: site"),
    "systems": N_("Row {n}: system"),
}


@dataclass(slots=True)
class _Row:
    """The inputs of one row and the button of its menu."""

    cells: list[Cell]
    act: IconButton


class _Pane(QScrollArea):
    """Shows the whole height of the table; what is too wide is scrolled to."""

    def sizeHint(self) -> QSize:
        """Be as high as the rows."""
        return QSize(200, self._height())

    def minimumSizeHint(self) -> QSize:
        """Never cut a row."""
        return QSize(120, self._height())

    def _height(self) -> int:
        held = self.widget()
        bar = self.horizontalScrollBar().sizeHint().height() if self._is_too_wide() else 0
        return (held.sizeHint().height() if held else 0) + bar

    def _is_too_wide(self) -> bool:
        held = self.widget()
        return held is not None and held.minimumSizeHint().width() > self.viewport().width()


class TableField(Field):
    """The rows of a table; its value is a text for each cell, and what is left blank is no row."""

    def __init__(self, spec: FieldSpec, parent: QWidget | None = None) -> None:
        """Begin with a blank row."""
        self.columns: tuple[ColumnSpec, ...] = tuple(COLUMNS[spec.name])
        self._value: Cells = ()
        self._rows: list[_Row] = []
        self._faults: Mapping[tuple[int, str], Message] = {}
        super().__init__(spec, parent)
        self._label.hide()
        self.note.setMinimumHeight(20)
        self.put(())

    def make_input(self) -> QWidget:
        """Make the heads of the columns; rows come with what there is."""
        self._pane = _Pane(self)
        take_touch(self._pane)
        self._pane.setWidgetResizable(True)
        self._pane.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._pane.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._pane.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        held = self._held = QWidget(self._pane)
        down = QVBoxLayout(held)
        down.setContentsMargins(0, 0, 0, 4)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(4)
        self._heads = [Label(held, size="small", role="ink3") for _column in self.columns]
        for at, (head, column) in enumerate(zip(self._heads, self.columns, strict=True)):
            self._grid.addWidget(head, 0, at)
            self._grid.setColumnMinimumWidth(at, column.width)
            self._grid.setColumnStretch(at, column.stretch)
            if column.kind in {"figure", "count"}:
                head.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._grid.setColumnMinimumWidth(len(self.columns), _ACT)
        down.addLayout(self._grid)
        self._pane.setWidget(held)
        return self._pane

    # What is shown

    def put(self, value: Cells) -> None:
        """Show rows, and a blank one after them."""
        self._value = tuple(value)
        wanted = min(len(self._value) + 1, _MOST_ROWS)
        while len(self._rows) < wanted:
            self._rows.append(self._make_row(len(self._rows)))
        while len(self._rows) > wanted:
            self._drop_row(self._rows.pop())
        for at, row in enumerate(self._rows):
            texts = self._value[at] if at < len(self._value) else ("",) * len(self.columns)
            for cell, text in zip(row.cells, texts, strict=True):
                cell.put(text)
            row.act.setVisible(at < len(self._value))
            for cell in row.cells:
                if isinstance(cell, TickCell):  # a row that says nothing yet is neither in scope nor out of it
                    cell.box.setVisible(at < len(self._value))
        self._say_names()
        self._pane.updateGeometry()

    def retell(self) -> None:
        """Name columns, cells and acts in the language in force."""
        super().retell()
        for head, column in zip(self._heads, self.columns, strict=True):
            head.setText(_(column.label))
        for row in self._rows:
            for cell in row.cells:
                cell.retell()
        self._say_names()

    def cell(self, row: int, column: str) -> Cell:
        """Give the input of a cell."""
        return self._rows[row].cells[[spec.name for spec in self.columns].index(column)]

    def say_cells(self, faults: Mapping[tuple[int, str], Message]) -> None:
        """Show which cells cannot be taken; under the table each is told, of many the first."""
        self._faults = faults
        for at, row in enumerate(self._rows):
            for cell in row.cells:
                fault = faults.get((at, cell.column.name))
                if isinstance(cell, LineCell) and bool(cell.property("fault")) != bool(fault):
                    cell.setProperty("fault", bool(fault))
                    cell.style().polish(cell)
                cell.setAccessibleDescription(say(fault) if fault else "")
        if faults:
            labels = {column.name: _(column.label) for column in self.columns}
            told = [
                _("Row {n}, {column}: {fault}").format(n=at + 1, column=labels[name], fault=say(said))
                for (at, name), said in sorted(faults.items(), key=lambda one: one[0][0])
            ]
            rest = [_(_MORE).format(n=len(told) - _MOST_TOLD)] if len(told) > _MOST_TOLD else []
            self.say("fault", "\n".join([*told[:_MOST_TOLD], *rest]))
        else:
            self.say("hint", _("Tab goes on, Alt+↑ and Alt+↓ move a row; cells of a spreadsheet can be pasted."))

    def focus(self) -> None:
        """Take the keys to the first fault, else to the first cell."""
        at, name = next(iter(self._faults), (0, self.columns[0].name))
        self.cell(at, name).setFocus(Qt.FocusReason.OtherFocusReason)

    # Rows

    def _make_row(self, at: int) -> _Row:
        held = self._held
        act = IconButton("ellipsis", held)
        act.setObjectName(f"{self.spec.name}-{at}-act")
        act.clicked.connect(lambda: self._show_menu(self._place(act)))
        cells = [make_cell(column, held) for column in self.columns]
        for place, cell in enumerate(cells):
            cell.setObjectName(f"{self.spec.name}-{at}-{cell.column.name}")
            cell.written_in.connect(lambda text, cell=cell: self._write(cell, text))
            if isinstance(cell, LineCell):
                cell.pasted.connect(lambda block, cell=cell: self._paste(cell, block))
                cell.editingFinished.connect(self.left)
            # The column says how wide, not the input, which would ask for more.
            cell.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            cell.installEventFilter(self)
            if proxy := cell.focusProxy():
                proxy.installEventFilter(self)
            cell.retell()
            self._grid.addWidget(cell, at + 1, place)
            cell.show()
        self._grid.addWidget(act, at + 1, len(cells))
        # What holds a box is no stop itself: Tab would come back to the box from it.
        stops = [cell.focusProxy() or cell for cell in cells]
        chain([*(row.act for row in self._rows[-1:]), *stops, act])
        return _Row(cells, act)

    def _drop_row(self, row: _Row) -> None:
        for widget in (*row.cells, row.act):
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def _place(self, widget: QWidget) -> int:
        return next(at for at, row in enumerate(self._rows) if widget is row.act or widget in row.cells)

    def _say_names(self) -> None:
        for at, row in enumerate(self._rows):
            named = _(_HEADS[self.spec.name]).format(n=at + 1)
            row.act.set_name(_("{row}: move or delete").format(row=named))
            for cell in row.cells:
                cell.setAccessibleName(f"{named}, {_(cell.column.label)}")

    # Edits

    def _write(self, cell: Cell, text: str) -> None:
        at, column = self._place(cell), self.columns.index(cell.column)
        rows = [list(row) for row in self._value]
        if at == len(rows):
            if not text:
                return
            rows.append([""] * len(self.columns))
        rows[at][column] = text
        self._show_edit(rows)

    def _paste(self, cell: LineCell, block: tuple[tuple[str, ...], ...]) -> None:
        """Put cells of a spreadsheet at a cell and right of and below it; what has no column is left out."""
        first, column = self._place(cell), self.columns.index(cell.column)
        rows = [list(row) for row in self._value]
        for down, texts in enumerate(block[: _MOST_ROWS - first]):
            while len(rows) <= first + down:
                rows.append([""] * len(self.columns))
            for right, text in enumerate(texts[: len(self.columns) - column]):
                rows[first + down][column + right] = taken_over(text, self.columns[column + right])
        self._tell(rows)

    def move_row(self, at: int, by: int) -> None:
        """Move a row up or down, the keys go with it."""
        rows = [list(row) for row in self._value]
        to = at + by
        if 0 <= at < len(rows) and 0 <= to < len(rows):
            rows.insert(to, rows.pop(at))
            column = self._focused_column(at)
            self._tell(rows)
            self._rows[to].cells[column].setFocus(Qt.FocusReason.OtherFocusReason)

    def delete_row(self, at: int) -> None:
        """Delete a row; the keys go to the one that takes its place."""
        rows = [list(row) for row in self._value]
        if at < len(rows):
            column = self._focused_column(at)
            del rows[at]
            self._tell(rows)
            self._rows[at].cells[column].setFocus(Qt.FocusReason.OtherFocusReason)

    def insert_row(self, at: int) -> None:
        """Put a blank row in before another one, and the keys into it."""
        rows = [list(row) for row in self._value]
        rows.insert(at, [""] * len(self.columns))
        self._tell(rows)
        self._rows[at].cells[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, rows: list[list[str]]) -> None:
        """Tell of an edit that is taken back by itself."""
        self.left.emit()
        self._show_edit(rows)
        self.left.emit()

    def _show_edit(self, rows: list[list[str]]) -> None:
        value = tuple(map(tuple, rows))
        self.put(value)
        self.edited.emit(value)

    def _focused_column(self, at: int) -> int:
        return next((place for place, cell in enumerate(self._rows[at].cells) if cell.hasFocus()), 0)

    def _show_menu(self, at: int) -> None:
        menu = QMenu(self)
        menu.setObjectName("row-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        last = len(self._value) - 1
        for name, word, act, fits in (
            ("up", N_("Move up (Alt+↑)"), lambda: self.move_row(at, -1), at > 0),
            ("down", N_("Move down (Alt+↓)"), lambda: self.move_row(at, 1), at < last),
            ("insert", N_("Insert a row above"), lambda: self.insert_row(at), True),
            ("delete", N_("Delete the row (Ctrl+Delete)"), lambda: self.delete_row(at), True),
        ):
            _add(menu, name, _(word), act).setEnabled(fits)
        button = self._rows[at].act
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that are the table's from its cells."""
        cell = watched if isinstance(watched, QWidget) else None
        if event.type() == QEvent.Type.KeyPress and cell is not None and not is_composing(cell):
            return self._on_key(self._cell_of(cell), event)  # type: ignore[arg-type]
        if event.type() == QEvent.Type.FocusIn and cell is not None:
            self._bring_into_sight(self._cell_of(cell))
        return super().eventFilter(watched, event)

    def _cell_of(self, widget: QWidget) -> Cell:
        held = next((c for row in self._rows for c in row.cells if widget in (c, c.focusProxy())), None)
        return held if held is not None else self._rows[0].cells[0]

    def _on_key(self, cell: Cell, event: QKeyEvent) -> bool:
        key, mods = event.key(), event.modifiers()
        at, column = self._place(cell), self.columns.index(cell.column)
        up_or_down = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1}.get(Qt.Key(key))
        if mods & Qt.KeyboardModifier.AltModifier and key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.move_row(at, up_or_down or 0)
        elif mods & Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_Delete:
            self.delete_row(at)
        elif up_or_down and not mods & ~Qt.KeyboardModifier.KeypadModifier and cell.column.kind != "choice":
            to = at + up_or_down
            if 0 <= to < len(self._rows):
                self._rows[to].cells[column].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            return False
        return True

    def _bring_into_sight(self, cell: QWidget) -> None:
        QTimer.singleShot(0, cell, lambda: self._pane.ensureWidgetVisible(cell, 8, 0))


def _add(menu: QMenu, name: str, word: str, act: Callable[[], None]) -> QAction:
    action = menu.addAction(word)
    action.setObjectName(f"row-{name}")
    action.triggered.connect(act)
    return action
