"""Says while one types which characters a PDF of ours cannot show, by the fonts that it is set in."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QRawFont

from nfmaturity.charts.printable import INVISIBLE, lacking
from nfmaturity.i18n import N_, _
from nfmaturity.resources import resource
from nfmaturity.ui.widgets.label import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QPlainTextEdit

    from nfmaturity.ui.forms.inputs import NoteKind

_FILES = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")
_SIZE, _MOST, _HEIGHT = 13, 4, 20
_SAID = N_("The PDF will lack {shown}.")


@cache
def _fonts() -> tuple[QRawFont, ...]:
    return tuple(QRawFont(str(resource("fonts", name)), _SIZE) for name in _FILES)


@cache
def has_char(char: str) -> bool:
    """Tell whether the fonts of our PDFs have a character."""
    return not INVISIBLE.match(char) and all(font.supportsCharacter(ord(char)) for font in _fonts())


def unprintable(text: str) -> tuple[str, ...]:
    """Give the characters of a text that a PDF of ours cannot show."""
    return () if text.isascii() else lacking(text, has_char)


def named(characters: Sequence[str]) -> str:
    """Name characters, each with its code; of many the first few."""
    shown = [f"{char} (U+{ord(char):04X})" for char in characters[:_MOST]]
    return _(", ").join([*shown, "…"] if len(characters) > _MOST else shown)


def print_words(text: str) -> str:
    """Say which characters of a text a PDF cannot show, "" where it shows all."""
    found = unprintable(text)
    return _(_SAID).format(shown=named(found)) if found else ""


def noted(note: tuple[NoteKind, str], value: object) -> tuple[NoteKind, str]:
    """Give the note of a field, or instead what a PDF cannot show of it where nothing is amiss."""
    said = print_words(value) if isinstance(value, str) else ""
    return ("doubt", said) if said and note[0] in {"hint", "ok"} else note


class PrintNote(QObject):
    """A quiet line at the foot of a field of several lines."""

    def __init__(self, field: QPlainTextEdit, first: Callable[[], tuple[str, str]] = lambda: ("", "ink2")) -> None:
        """Follow what is typed into a field; `first` gives what else is to be said, and the role of its colour.

        What it says as a warning, in copper, is said alone.
        """
        super().__init__(field)
        self._field, self._first = field, first
        self.line = Label(field, role="ink2")
        self.line.setObjectName("print-note")
        self.line.hide()
        field.installEventFilter(self)
        field.textChanged.connect(self._show)
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot, and follow the language."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        elif event.type() == QEvent.Type.LanguageChange:
            self._show()
        return super().eventFilter(watched, event)

    def _show(self) -> None:
        said, role = self._first()
        if role != "cop":
            said = " · ".join(part for part in (said, print_words(self._field.toPlainText())) if part)
        self.line.set_role(role)
        if said != self.line.text() or self.line.isHidden() == bool(said):
            self.line.setText(said)
            self.line.setVisible(bool(said))
            top = self._field.viewportMargins().top()  # the field may name itself there
            self._field.setViewportMargins(0, top, 0, _HEIGHT if said else 0)
            self._place()

    def _place(self) -> None:
        self.line.setGeometry(10, self._field.height() - _HEIGHT - 3, self._field.width() - 20, _HEIGHT)
        self.line.setAlignment(Qt.AlignmentFlag.AlignLeft)
