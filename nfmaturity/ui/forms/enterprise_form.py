"""The form of an enterprise: sections under headings, every field of them an edit of the session at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from nfmaturity.i18n import _, say
from nfmaturity.ui.forms.amounts import plain_amount, plain_figure
from nfmaturity.ui.forms.field_row import FieldRow
from nfmaturity.ui.forms.figure_field import CheckField, FigureField
from nfmaturity.ui.forms.inputs import ChecksField, ChoiceField, Field, LineField, NoteField
from nfmaturity.ui.forms.profile_fields import FORM_SECTIONS, PROFILE_SPECS, FormSection
from nfmaturity.ui.forms.profile_notes import is_unfinished_entry, profile_note
from nfmaturity.ui.forms.summaries import scale_rule
from nfmaturity.ui.forms.table_field import TableField
from nfmaturity.ui.touch import take_touch
from nfmaturity.ui.widgets.composing import is_composing
from nfmaturity.ui.widgets.paragraph import Paragraph
from nfmaturity.ui.widgets.print_note import noted

if TYPE_CHECKING:
    from typing import Any

    from PySide6.QtGui import QKeyEvent

    from nfmaturity.domain.errors import Message
    from nfmaturity.ui.enterprise_session import EnterpriseSession
    from nfmaturity.ui.wording import Wording

_KINDS: Mapping[str, type[Field]] = {
    "line": LineField,
    "note": NoteField,
    "choice": ChoiceField,
    "checks": ChecksField,
    "figure": FigureField,
    "check": CheckField,
    "table": TableField,
}
_WIDEST = 960
_REDO = (QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y"))


class EnterpriseForm(QScrollArea):
    """Shows the draft of a session and hands every edit to it."""

    shown = Signal()
    """What is said of the draft is new."""

    def __init__(self, words: Wording, parent: QWidget | None = None) -> None:
        """Build every section; a session comes later."""
        super().__init__(parent)
        take_touch(self)
        self._words = words
        self._session: EnterpriseSession | None = None
        self._left: set[str] = set()
        self._faults: list[str] = []
        self.fields: dict[str, Field] = {}
        self._heads: dict[str, QWidget] = {}
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        held = QWidget(self)
        around = QVBoxLayout(held)
        around.setContentsMargins(24, 4, 24, 32)
        column = QWidget(held)
        column.setMaximumWidth(_WIDEST)
        column.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        around.addWidget(column)
        around.addStretch(1)
        self._column = QVBoxLayout(column)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        for section in FORM_SECTIONS:
            self._add(section)
        self.setWidget(held)

    def _add(self, section: FormSection) -> None:
        head = Paragraph(self, pixels=17, leading=24, bold=True)
        head.setObjectName(f"section-{section.name}")
        self._words.say(head.setText, section.heading)
        self._column.addSpacing(16)
        self._column.addWidget(head)
        self._column.addSpacing(8)
        self._heads[section.name] = head
        for row in section.rows:
            made = []
            for spec in row:
                field = _KINDS[spec.kind](spec, self)
                field.edited.connect(lambda value, name=spec.name: self._edit(name, value))
                field.left.connect(lambda name=spec.name: self._leave(name))
                if spec.kind == "figure":
                    field.setProperty("least", 150)
                for line in (*field.findChildren(QLineEdit), *field.findChildren(QPlainTextEdit)):
                    line.installEventFilter(self)
                self.fields[spec.name] = field
                made.append((field, spec.width))
            self._column.addWidget(FieldRow(made, self))
        if section.name == "size":
            self._rule = Paragraph(self, pixels=12, leading=18, role="ink3")
            self._column.addWidget(self._rule)

    # What is shown

    @property
    def faults(self) -> tuple[str, ...]:
        """The fields with what cannot be taken, one for each such entry, from the top."""
        return tuple(sorted(self._faults, key=list(PROFILE_SPECS).index))

    def open(self, session: EnterpriseSession) -> None:
        """Show the draft of another session."""
        if self._session:
            self._session.moved.disconnect(self._put)
        self._session = session
        self._left.clear()
        session.moved.connect(self._put)
        self._put("")
        self.verticalScrollBar().setValue(0)

    def forget(self) -> None:
        """Show nobody's draft any more."""
        if self._session:
            self._session.moved.disconnect(self._put)
        self._session = None

    def retell(self) -> None:
        """Say everything in the language in force."""
        for field in self.fields.values():
            field.retell()
        self._rule.setText(scale_rule())
        self._show()

    def go_to(self, field: str) -> None:
        """Bring a field into sight and take the keys to it."""
        part = self.fields[field]
        part.focus()
        QTimer.singleShot(0, part, lambda: self.ensureWidgetVisible(part, 0, 40))

    def _put(self, _field: str) -> None:
        """Put the draft into the inputs."""
        if self._session is None:
            return
        for name, field in self.fields.items():
            field.put(self._session.draft[name])
        self._show()

    def _show(self) -> None:
        """Say what is wrong with the draft and what else is worth saying."""
        session = self._session
        if session is None:
            return
        cells: dict[str, dict[tuple[int, str], Message]] = {"products": {}, "sites": {}, "systems": {}}
        shown: dict[str, str] = {}
        self._faults.clear()
        for name, said in session.checked.faults.items():
            table, *cell = name.split("/")
            if cell:
                cells[table][int(cell[0]), cell[1]] = said
                self._faults.append(table)
            elif name in self._left or not is_unfinished_entry(session.draft, name):
                shown[name] = say(said)
                self._faults.append(name)
        for name, field in self.fields.items():
            if isinstance(field, TableField):
                field.say_cells(cells[name])
            elif name in shown:
                field.say("fault", shown[name][:1].upper() + shown[name][1:] + _full_stop(shown[name]))
            else:
                field.say(*noted(profile_note(session.draft, name, self._left), session.draft[name]))
        self.fields["credit_code"].input.setEnabled(not session.draft["no_credit_code"])
        self.shown.emit()

    # Edits

    def _edit(self, name: str, value: Any) -> None:
        session = self._session
        if session is None:
            return
        if PROFILE_SPECS[name].kind == "checks":
            # What the form has no box for, as a segment of another pack, stays.
            unknown = tuple(held for held in session.draft[name] if held not in PROFILE_SPECS[name].options)
            value = (*value, *unknown)
            session.rest()
        session.edit(name, value)
        if isinstance(self.fields[name], ChoiceField | CheckField | ChecksField):
            session.rest()
        self._show()

    def _leave(self, name: str) -> None:
        if self._session:
            if PROFILE_SPECS[name].kind == "figure":
                self._write_out(self._session, name)
            self._session.rest()
            self._left.add(name)
            self._show()

    def _write_out(self, session: EnterpriseSession, name: str) -> None:
        """Put what 38.5万 comes to in the unit of the field in its place."""
        typed = session.draft[name]
        amount = plain_amount(name, typed)
        if amount != plain_figure(typed):
            session.edit(name, amount)
            self.fields[name].put(amount)

    # The way back

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take undo and redo from the inputs, which would know their own words only."""
        if event.type() == QEvent.Type.KeyPress and not is_composing(watched) and is_way_back(event):  # type: ignore[arg-type]
            self.take_back(event)  # type: ignore[arg-type]
            return True
        return super().eventFilter(watched, event)

    def take_back(self, event: QKeyEvent) -> bool:
        """Take an edit back, or do it again, where these are the keys for that."""
        if self._session is None or not is_way_back(event):
            return False
        field = self._session.redo() if _is_redo(event) else self._session.undo()
        if field:
            self.go_to(field)
        return bool(field)


def _full_stop(said: str) -> str:
    return "" if said.endswith((".", "。", "!", "！")) else _("{fault}.").format(fault="")


def _is_redo(event: QKeyEvent) -> bool:
    typed = QKeySequence(event.keyCombination())
    return event.matches(QKeySequence.StandardKey.Redo) or typed in _REDO


def is_way_back(event: QKeyEvent) -> bool:
    """Tell whether a key takes something back or does it again."""
    return event.matches(QKeySequence.StandardKey.Undo) or _is_redo(event)
