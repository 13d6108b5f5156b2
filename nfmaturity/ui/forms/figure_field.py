"""A figure with its unit beside it, and a single box to tick."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from nfmaturity.i18n import _
from nfmaturity.ui.forms.inputs import Field, LineField
from nfmaturity.ui.widgets.label import Label


class FigureField(LineField):
    """A line for a figure; the unit is said beside it, and to those who hear the field."""

    def make_input(self) -> QWidget:
        """Make a line with a word after it."""
        line = super().make_input()
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
        self.line.setMinimumWidth(72)
        held = QWidget(self)
        across = QHBoxLayout(held)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        self._unit = Label(held, size="small", role="ink3")
        across.addWidget(line, 1)
        across.addWidget(self._unit)
        line.setObjectName(f"line-{self.spec.name}")
        held.setFocusProxy(line)
        return held

    def retell(self) -> None:
        """Say label, unit and hint."""
        super().retell()
        self._unit.setText(_(self.spec.unit))
        self.line.setAccessibleName(f"{self.spec.shown_label} ({_(self.spec.unit)})")


class CheckField(Field):
    """One box to tick, its words beside it; it stands on the line of the inputs beside it."""

    def make_input(self) -> QWidget:
        """Make the box."""
        self.box = QCheckBox(self)
        self.box.setMinimumHeight(32)
        self.box.clicked.connect(self.edited.emit)
        return self.box

    def put(self, value: bool) -> None:
        """Tick or untick."""
        self.box.setChecked(bool(value))

    def retell(self) -> None:
        """Say the words beside the box."""
        super().retell()
        self._label.setText("\u00a0")
        self.box.setText(self.spec.shown_label)
