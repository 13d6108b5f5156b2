"""The inputs of the form: each with its label above and one sentence under it where there is something to say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from nfmaturity.i18n import _
from nfmaturity.ui.forms.one_line import OneLine
from nfmaturity.ui.icons import draw_icon
from nfmaturity.ui.theme import colour
from nfmaturity.ui.widgets.composing import TextBox
from nfmaturity.ui.widgets.paragraph import Paragraph
from nfmaturity.ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent, QWheelEvent

    from nfmaturity.ui.forms.fields import FieldSpec

NoteKind = Literal["fault", "doubt", "ok", "hint"]
_SIGNS: dict[NoteKind, tuple[str, str, str]] = {
    "fault": ("triangle-alert", "cop", "cop"),
    "doubt": ("circle-alert", "ico", "ink2"),
    "ok": ("check", "acc", "ink2"),
    "hint": ("", "ink3", "ink3"),
}
_SIGN, _BOX_GAP = 14, 12


class NoteLine(QWidget):
    """One sentence under an input, with a sign for what it is.

    Its line is kept free while nothing is said, so that what stands below stays where it is.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin hidden."""
        super().__init__(parent)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self._kind: NoteKind = "hint"
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 2, 0, 0)
        self._said = Paragraph(self, pixels=12, leading=18)
        self._layout.addWidget(self._said)
        self.hide()

    def keep_lines(self, lines: int) -> None:
        """Keep so many lines free; with none, a sentence takes its room when it comes."""
        self.setMinimumHeight((2 + 18 * lines) if lines else 0)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(bool(lines))
        self.setSizePolicy(policy)

    @property
    def kind(self) -> NoteKind | None:
        """What is said, None while nothing is."""
        return None if self.isHidden() else self._kind

    def text(self) -> str:
        """Give the sentence."""
        return "" if self.isHidden() else self._said.text()

    def say(self, kind: NoteKind, text: str) -> None:
        """Say a sentence, nothing with ""."""
        self._kind = kind
        sign, _sign_role, role = _SIGNS[kind]
        self._layout.setContentsMargins(_SIGN + 6 if sign else 0, 2, 0, 0)
        self._said.setText(text)
        self._said.set_role(role)
        self.setVisible(bool(text))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sign."""
        sign, role, _text_role = _SIGNS[self._kind]
        if sign:
            draw_icon(QPainter(self), sign, QRectF(0, 4, _SIGN, _SIGN), colour(role))


class Field(QWidget):
    """A label, an input and a note; subclasses make the input and say how it shows and gives a value."""

    edited = Signal(object)
    """The value, after a person changed it."""

    left = Signal()
    """The person went on to something else."""

    def __init__(self, spec: FieldSpec, parent: QWidget | None = None) -> None:
        """Build label and note around what `make_input` gives."""
        super().__init__(parent)
        self.spec = spec
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 6)
        layout.setSpacing(0)
        self._label = Paragraph(self, pixels=12, leading=18, role="ink2")
        self.note = NoteLine(self)
        self.note.setObjectName(f"note-{spec.name}")
        self.note.keep_lines(spec.note_lines)
        layout.addWidget(self._label)
        layout.addSpacing(4)
        self.input = self.make_input()
        self.input.setObjectName(f"field-{spec.name}")
        layout.addWidget(self.input)
        layout.addWidget(self.note)
        layout.addStretch(1)
        self.retell()

    def make_input(self) -> QWidget:
        """Make the input."""
        raise NotImplementedError

    def put(self, value: Any) -> None:
        """Show a value; nothing is signalled."""
        raise NotImplementedError

    def retell(self) -> None:
        """Say everything in the language in force."""
        self._label.setText(self.spec.shown_label)
        self.input.setAccessibleName(self.spec.shown_label)

    def say(self, kind: NoteKind, text: str) -> None:
        """Say something under the input."""
        self.note.say(kind, text)
        self.input.setAccessibleDescription(text)

    def focus(self) -> None:
        """Take the keys to the input."""
        self.input.setFocus(Qt.FocusReason.OtherFocusReason)


class LineField(Field):
    """A text on one line."""

    def make_input(self) -> QWidget:
        """Make a line."""
        self.line = OneLine(self, most=self.spec.most, at_breaks=self.spec.at_breaks)
        self.line.written.connect(self.edited.emit)
        self.line.editingFinished.connect(self.left)
        return self.line

    def put(self, value: str) -> None:
        """Show a text, where it is another one: a new text would move the cursor."""
        self.line.show_text(value)

    def say(self, kind: NoteKind, text: str) -> None:
        """Draw the edge of a line with a fault in copper."""
        super().say(kind, text)
        is_faulty = kind == "fault" and bool(text)
        if bool(self.line.property("fault")) != is_faulty:
            self.line.setProperty("fault", is_faulty)
            self.line.style().polish(self.line)

    def retell(self) -> None:
        """Say label and hint."""
        super().retell()
        self.line.setPlaceholderText(self.spec.shown_hint)


class _Text(TextBox):
    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the person went on."""
        super().focusOutEvent(event)
        self.left.emit()


class NoteField(Field):
    """A text of several lines; Tab goes on to the next field."""

    def make_input(self) -> QWidget:
        """Make a box."""
        self.box = _Text(self)
        self.box.setTabChangesFocus(True)
        self.box.setFixedHeight(76)
        self.box.textChanged.connect(self._tell)
        self.box.left.connect(self.left)
        return self.box

    def put(self, value: str) -> None:
        """Show a text, once nothing is composed."""

        def show() -> None:
            if value != self.box.toPlainText():
                self.box.blockSignals(True)
                self.box.setPlainText(value)
                self.box.blockSignals(False)

        self.box.once_composed(show)

    def retell(self) -> None:
        """Say label and hint."""
        super().retell()
        self.box.setPlaceholderText(_(self.spec.hint) if self.spec.hint else "")

    def _tell(self) -> None:
        self.edited.emit(self.box.toPlainText())


class ChoiceBox(QComboBox):
    """A list to choose from that the wheel scrolls past, so that no value changes on the way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Take focus by key and click."""
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumContentsLength(6)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMaxVisibleItems(12)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sign that there is a list."""
        super().paintEvent(event)
        box = QRectF(self.width() - 24, (self.height() - 14) / 2, 14, 14)
        draw_icon(QPainter(self), "chevron-down", box, colour("ico" if self.isEnabled() else "dis"))


class ChoiceField(Field):
    """One of several choices."""

    def make_input(self) -> QWidget:
        """Make a list."""
        self.box = ChoiceBox(self)
        self._options, self._word = self.spec.options, self.spec.word
        self.box.activated.connect(lambda at: self.edited.emit(self.box.itemData(at)))
        return self.box

    def set_options(self, options: Sequence[str], word: Any) -> None:
        """Offer other choices."""
        self._options, self._word = tuple(options), word
        self.retell()

    def put(self, value: str) -> None:
        """Show a choice."""
        self.box.setCurrentIndex(max(0, self.box.findData(value)))

    def retell(self) -> None:
        """Name the choices, the one that holds stays."""
        super().retell()
        held = self.box.currentData()
        self.box.clear()
        for value in self._options:
            self.box.addItem(self._word(value), value)
        self.put(held or "")


class SegmentedField(Field):
    """One of two or three choices, side by side."""

    def make_input(self) -> QWidget:
        """Make the row."""
        self.row = Segmented(self.spec.options, self)
        self.row.chosen.connect(self.edited.emit)
        return self.row

    def put(self, value: str) -> None:
        """Show a choice."""
        self.row.choose(value)

    def retell(self) -> None:
        """Name the choices."""
        super().retell()
        self.row.set_words([self.spec.word(value) for value in self.spec.options])

    def focus(self) -> None:
        """Take the keys to the choice that holds."""
        self.row.choice(self.row.current).setFocus(Qt.FocusReason.OtherFocusReason)


class BoxGrid(QWidget):
    """Boxes in columns, in fewer ones where their words would not fit side by side."""

    def __init__(self, most: int, parent: QWidget | None = None) -> None:
        """Take so many columns at most."""
        super().__init__(parent)
        self._most, self._columns = most, 0
        self._boxes: list[QCheckBox] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_BOX_GAP)
        self._grid.setVerticalSpacing(0)

    def hold(self, boxes: list[QCheckBox]) -> None:
        """Take the boxes, in their order."""
        self._boxes = boxes
        self.arrange()

    def arrange(self) -> None:
        """Put the boxes into as many columns as there is room for."""
        widest = max((box.sizeHint().width() for box in self._boxes), default=1)
        fitting = max(1, min(self._most, (self.width() + _BOX_GAP) // (widest + _BOX_GAP)))
        if fitting == self._columns:
            return
        self._columns = fitting
        for column in range(self._most):
            self._grid.setColumnStretch(column, int(column < fitting))
        for at, box in enumerate(self._boxes):
            self._grid.addWidget(box, at // fitting, at % fitting)
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """Be no wider than the widest box needs."""
        widest = max((box.sizeHint().width() for box in self._boxes), default=1)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the boxes anew."""
        super().resizeEvent(event)
        self.arrange()


class ChecksField(Field):
    """Any of many choices."""

    def make_input(self) -> QWidget:
        """Make a box to tick for each."""
        held = BoxGrid(self.spec.columns, self)
        self._boxes: dict[str, QCheckBox] = {}
        for value in self.spec.options:
            box = QCheckBox(held)
            box.setObjectName(f"{self.spec.name}-{value}")
            box.clicked.connect(self._tell)
            self._boxes[value] = box
        held.hold(list(self._boxes.values()))
        return held

    def put(self, value: Sequence[str]) -> None:
        """Tick what is chosen."""
        for name, box in self._boxes.items():
            box.setChecked(name in value)

    def retell(self) -> None:
        """Name the choices."""
        super().retell()
        for name, box in self._boxes.items():
            box.setText(self.spec.word(name))
        if isinstance(self.input, BoxGrid):
            self.input.arrange()

    def focus(self) -> None:
        """Take the keys to the first box."""
        next(iter(self._boxes.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self) -> None:
        self.edited.emit(tuple(name for name, box in self._boxes.items() if box.isChecked()))
