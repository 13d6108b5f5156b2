"""The cells of a table in a form: each a real input, so that keys, input methods and assistive tools work as ever."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QCheckBox, QHBoxLayout, QMenu, QWidget, QWidgetAction

from nfmaturity.i18n import LANGUAGES, N_, _, language
from nfmaturity.report.sections.labels import SECTIONS
from nfmaturity.ui.forms.inputs import ChoiceBox
from nfmaturity.ui.forms.one_line import OneLine
from nfmaturity.ui.forms.profile_fields import ColumnSpec

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from PySide6.QtGui import QKeyEvent, QMouseEvent

_APART = re.compile(r"[,，、;；/]+")
_NONE = N_("choose …")


class LineCell(OneLine):
    """A text or figure; several cells of a spreadsheet can be pasted into it."""

    written_in = Signal(str)
    pasted = Signal(object)
    """The cells of the clipboard, row by row, where there are several."""

    def __init__(self, column: ColumnSpec, parent: QWidget) -> None:
        """Make a line; figures stand at the right."""
        super().__init__(parent)
        self.column = column
        self.written.connect(self.written_in)
        if column.kind in {"figure", "count"}:
            self.setAlignment(Qt.AlignmentFlag.AlignRight)
            self.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)

    def put(self, value: str) -> None:
        """Show a text, where it is another one."""
        self.show_text(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a paste of several cells apart; Enter and the arrows belong to the table."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paste(self) -> None:
        """Paste one text into the cell, or several cells into the table."""
        cells = cells_of(QApplication.clipboard().text())
        if len(cells) > 1 or len(cells[0]) > 1:
            self.pasted.emit(cells)
        else:
            super().paste()

    def retell(self) -> None:
        """Say the hint."""
        self.setPlaceholderText(_(self.column.hint) if self.column.hint else "")


def cells_of(text: str) -> tuple[tuple[str, ...], ...]:
    """Give what a spreadsheet put on the clipboard as rows of cells; there is always one."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    return tuple(tuple(cell.strip() for cell in line.split("\t")) for line in lines)


class ChoiceCell(ChoiceBox):
    """One of several choices."""

    written_in = Signal(str)

    def __init__(self, column: ColumnSpec, parent: QWidget) -> None:
        """Make a list."""
        super().__init__(parent)
        self.column = column
        self.activated.connect(lambda at: self.written_in.emit(self.itemData(at)))

    def put(self, value: str) -> None:
        """Show a choice."""
        self.setCurrentIndex(max(0, self.findData(value)))

    def retell(self) -> None:
        """Name the choices, the one that holds stays."""
        held, words = self.currentData(), self.column.words or {}
        self.clear()
        for value in self.column.options:
            self.addItem(_(words[value]), value)
        self.put(held or "")


class TickCell(QWidget):
    """Yes or no."""

    written_in = Signal(str)

    def __init__(self, column: ColumnSpec, parent: QWidget) -> None:
        """Put a box into the middle."""
        super().__init__(parent)
        self.column = column
        self.box = QCheckBox(self)
        self.box.clicked.connect(lambda on: self.written_in.emit("yes" if on else "no"))
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 2, 0, 2)
        across.addStretch(1)
        across.addWidget(self.box)
        across.addStretch(1)

    def focusProxy(self) -> QWidget:
        """Give the box. It is no proxy to Qt, whose order of Tab is no ring any more once one was put into it."""
        return self.box

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Put the keys on the box."""
        self.box.setFocus(reason)

    def put(self, value: str) -> None:
        """Show yes for everything that is not "no"."""
        self.box.setChecked(value != "no")

    def setAccessibleName(self, name: str) -> None:
        """Name the box."""
        self.box.setAccessibleName(name)

    def retell(self) -> None:
        """Nothing is written here."""


class SectionsCell(OneLine):
    """Any of the process sections: shown as a list of names, chosen from a menu that stays open."""

    written_in = Signal(str)

    def __init__(self, column: ColumnSpec, parent: QWidget) -> None:
        """Show nothing chosen."""
        super().__init__(parent)
        self.column = column
        self._value = ""
        self.setReadOnly(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def put(self, value: str) -> None:
        """Show the sections by name."""
        self._value = value
        self.retell()

    def retell(self) -> None:
        """Name the sections in the language in force."""
        names = [_(SECTIONS[part]) if part in SECTIONS else part for part in self._value.split(",") if part]
        self.setText(_(", ").join(names))
        self.setCursorPosition(0)
        self.setToolTip(self.text())
        self.setPlaceholderText(_(_NONE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the menu by Space, F4 or Alt and the arrow down; the rest belongs to the table."""
        opens = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() in {Qt.Key.Key_Space, Qt.Key.Key_F4} or opens:
            self.open()
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and not event.modifiers():
            self.written_in.emit("")
        elif event.matches(QKeySequence.StandardKey.Copy):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the menu."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self.open()

    def open(self) -> None:
        """Show every section with a box to tick."""
        menu = _StayingMenu(self)
        menu.setObjectName("sections-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chosen = self._value.split(",")
        for section, word in SECTIONS.items():
            box = QCheckBox(_(word), menu)
            box.setObjectName(f"cell-section-{section}")
            box.setChecked(section in chosen)
            box.setContentsMargins(12, 0, 12, 0)
            box.toggled.connect(lambda on, section=section: self._toggle(section, on=on))
            action = QWidgetAction(menu)
            action.setDefaultWidget(box)
            menu.addAction(action)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _toggle(self, section: str, *, on: bool) -> None:
        chosen = {part for part in self._value.split(",") if part}
        chosen = chosen | {section} if on else chosen - {section}
        known = [name for name in SECTIONS if name in chosen]
        self.written_in.emit(",".join([*known, *sorted(chosen - set(SECTIONS))]))


class _StayingMenu(QMenu):
    """Stays open while boxes in it are ticked."""

    def event(self, event: QEvent) -> bool:
        """Tick with Space and Enter what the arrows lead to."""
        if event.type() == QEvent.Type.KeyPress and event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Return}:  # type: ignore[attr-defined]
            action = self.activeAction()
            box = action.defaultWidget() if isinstance(action, QWidgetAction) else None
            if isinstance(box, QCheckBox):
                box.toggle()
                return True
        return super().event(event)


def taken_over(cell: str, column: ColumnSpec) -> str:
    """Give a pasted text as a cell of this column holds it: words of either language for what is chosen."""
    if column.kind == "tick":
        return "no" if cell.casefold() in {"no", "n", "0", "否", "×", "x"} else "yes"
    if column.kind == "sections":
        known = _known(SECTIONS)
        return ",".join(known.get(part.strip().casefold(), part.strip()) for part in _APART.split(cell) if part.strip())
    if column.kind == "choice":
        return _known(column.words or {}).get(cell.casefold(), "")
    return cell


def _known(words: Mapping[Any, str]) -> dict[str, str]:
    """Give what each choice is called, in every language and by its name in files."""
    found: dict[str, str] = {str(value).casefold(): value for value in words}
    for name in LANGUAGES:
        with language(name):
            found |= {_(word).casefold(): value for value, word in words.items()}
    return found


Cell = LineCell | ChoiceCell | TickCell | SectionsCell
_CELLS: dict[str, type[LineCell | ChoiceCell | TickCell | SectionsCell]] = {
    "choice": ChoiceCell,
    "tick": TickCell,
    "sections": SectionsCell,
}


def make_cell(column: ColumnSpec, parent: QWidget) -> Cell:
    """Make the input of a column."""
    return _CELLS.get(column.kind, LineCell)(column, parent)
