"""The line under every page: how far one is, what is saved, what can be undone, and the keys of the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from nfmaturity.i18n import N_, _
from nfmaturity.ui.fonts import elided, font, measure
from nfmaturity.ui.icons import draw_icon
from nfmaturity.ui.lettering import draw_line, draw_within
from nfmaturity.ui.spoken_roles import speak_as
from nfmaturity.ui.theme import colour
from nfmaturity.ui.widgets.buttons import HEIGHT, Button, IconButton
from nfmaturity.ui.widgets.frame import Ground
from nfmaturity.ui.widgets.label import Label
from nfmaturity.ui.widgets.passing_words import PassingWords

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QPaintEvent, QResizeEvent

    from nfmaturity.ui.wording import Wording

_BASELINE, _WORDS_X, _UNDO_WIDTH = 14.5, 22, 240
"""The line that the words stand on, where they begin after a sign, and the widest undo."""

_LEAST_SENTENCE = 200
"""How far a long sentence about progress gives way."""

_BAR_FROM, _UNDO_PART = 840, 5
"""The width from which progress has its bar; which part of the line what can be undone takes at most."""


class KeyHints(QWidget):
    """The keys of a page, each in a small box before what it does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._keys: tuple[tuple[str, str], ...] = ()
        self.over = PassingWords(ground="panel")
        self.over.setObjectName("overall-movement")
        self.over.moved.connect(self.update)  # hints come and go beside them
        within = QHBoxLayout(self)  # for a moment over the hints, so that nothing moves
        within.setContentsMargins(0, 0, 0, 0)
        within.addWidget(self.over)
        self.setFixedHeight(20)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show keys and the words for what they do, marked with `N_`."""
        shown = tuple((key, _(word)) for key, word in keys)
        if shown == self._keys:
            return
        self._keys = shown
        self.setAccessibleName("; ".join(f"{key}: {word}" for key, word in self._keys))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Give what the keys and words take."""
        return QSize(_taken(self._keys), 20)

    def _fitting(self) -> Sequence[tuple[str, str]]:
        """Give the hints that have room, whole or not at all; the last one leads to all keys, and goes last."""
        shown = self._keys
        while shown and _taken(shown) > self.width():
            shown = (*shown[:-2], *shown[-1:]) if len(shown) > 1 else ()
        return shown

    def placed(self) -> Sequence[tuple[float, str, str]]:
        """Give the hints in sight, each whole, with where it begins; what the words over them would cut is left out."""
        shown, covered = self._fitting(), self.over.covered
        x, found = float(self.width() - _taken(shown)), []
        for key, word in shown:
            if x >= covered:
                found.append((x, key, word))
            x = round(x + _key_width(key) + 6 + measure(word, 12, False) + 18)
        return tuple(found)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the keys and words that are asked for."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        last = event.rect().right()
        for x, key, word in self.placed():
            if x > last:
                break
            width = _key_width(key)
            box = QRectF(x + 0.5, 1.5, width, 17)
            painter.setPen(QPen(colour("line2"), 1))
            painter.setBrush(colour("page"))
            painter.drawRoundedRect(box, 3, 3)
            painter.setPen(colour("ink3"))
            draw_within(painter, box.translated(0, -1), key, 11, align="middle")
            painter.setPen(colour("ink2"))
            draw_line(painter, QPointF(x + width + 6, _BASELINE), word, 12)


def _key_width(key: str) -> int:
    return round(measure(key, 11, False) + 8)


def _taken(hints: Sequence[tuple[str, str]]) -> int:
    """Give the room that hints take side by side."""
    taken = sum(_key_width(key) + measure(word, 12, False) + 24 for key, word in hints)
    return max(0, round(taken) - 17)


class LastingButton(Button):
    """A button whose words change often: it keeps the widest room that they took, so that nothing beside it moves.

    Its width is fixed, so that other words are no reason to lay out the line anew.
    """

    _room, _most, _is_new = 0, _UNDO_WIDTH, True

    def setText(self, text: str) -> None:
        """Take more room where the words need it; the first words of another time take their own."""
        super().setText(text)
        needed = self.sizeHint().width()
        self._take(needed if self._is_new else max(self._room, needed))
        self._is_new = False

    def allow(self, most: int) -> None:
        """Take no more than a width; the words are cut then."""
        self._most = most
        self._take(self._room)

    def _take(self, room: int) -> None:
        self._room = room
        if (width := min(room, self._most)) != self.minimumWidth():
            self.setFixedWidth(width)

    def hideEvent(self, event: QHideEvent) -> None:
        """Begin anew with the next words, as for another assessment; a window that is put down changes nothing."""
        super().hideEvent(event)
        self._is_new = self._is_new or not event.spontaneous()

    def changeEvent(self, event: QEvent) -> None:
        """Begin anew in another language, in which the words are already or will be next."""
        if event.type() == QEvent.Type.LanguageChange:
            self._is_new = True
            self._take(self.sizeHint().width())
        super().changeEvent(event)


class StatusBar(Ground):
    """How far one is, what is saved, what can be undone, and the keys of the page."""

    def __init__(self, words: Wording, parent: QWidget | None = None) -> None:
        """Lay out the line."""
        super().__init__("panel", "t", parent)
        self.setFixedHeight(HEIGHT + 2)  # with a hairline: what takes a tap in it is as large as a finger needs
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 1, 24, 0)
        layout.setSpacing(12)
        self.opening = Label(self, size="small", role="acc", bold=True)
        self.opening.setObjectName("opening")
        words.say(self.opening.setText, N_("Opening the assessment…"))
        self.opening.hide()
        self.progress = ProgressLine(self)
        self.saved = SavedLine(self)
        self.saved.setObjectName("saved")
        self.again = Button("link", "rotate-ccw", self, small=True)
        self.again.setObjectName("save-again")
        words.say(self.again.setText, N_("Try again now"))
        self.again.hide()
        self.undo = LastingButton("quiet", "undo-2", self, small=True)
        self.undo.setObjectName("undo")
        self.undo.hide()
        self.redo = IconButton("redo-2", self, size=14)
        self.redo.setFixedSize(HEIGHT, HEIGHT)
        self.redo.setObjectName("redo")
        self.redo.hide()
        self.work = QLabel(self)
        self.work.setObjectName("work")
        self.work.setFont(font("small"))
        self.work.hide()
        self.cancel = Button("link", "x", self, small=True)
        self.cancel.setObjectName("work-cancel")
        words.say(self.cancel.setText, N_("Cancel"))
        self.cancel.hide()
        for button in (self.again, self.undo, self.cancel):
            button.setFixedHeight(HEIGHT)
        self.keys = KeyHints(self)
        self.keys.setObjectName("key-hints")
        self.movement = self.keys.over
        for widget in (
            self.opening,
            self.progress,
            self.saved,
            self.again,
            self.undo,
            self.redo,
            self.work,
            self.cancel,
        ):
            layout.addWidget(widget)
        layout.addWidget(self.keys, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give way where there is little room: keys first, then the bar of progress and the words of the undo."""
        super().resizeEvent(event)
        self.progress.show_bar(shown=self.width() >= _BAR_FROM)
        self.undo.allow(max(96, min(_UNDO_WIDTH, self.width() // _UNDO_PART)))


class ProgressLine(QWidget):
    """So many of so many, with a bar, or any other short sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._figure, self._rest, self._part = "", "", -1.0
        self._has_bar = True
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_bar(self, *, shown: bool) -> None:
        """Show the bar beside the figures, or leave it out."""
        if shown != self._has_bar:
            self._has_bar = shown
            self.updateGeometry()
            self.update()

    def show_text(self, text: str) -> None:
        """Show a sentence without a bar."""
        self._show("", text, -1.0)

    def show_progress(self, answered: int, in_scope: int, to_confirm: int = 0) -> None:
        """Show how many of how many requirements are graded, and how many of the grades are to be confirmed."""
        rest = _(" / {in_scope} graded").format(in_scope=in_scope)
        rest += _(", {n} to confirm").format(n=to_confirm) if to_confirm else ""
        self._show(str(answered), rest, answered / in_scope if in_scope else 0.0)

    def _show(self, figure: str, rest: str, part: float) -> None:
        if (figure, rest, part) == (self._figure, self._rest, self._part):
            return
        self._figure, self._rest, self._part = figure, rest, part
        self.setAccessibleName(figure + rest)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Give what text and bar take."""
        width = measure(self._figure, 12, True) + measure(self._rest, 12, False)
        return QSize(round(width + 2 + (130 if self._part >= 0 and self._has_bar else 0)), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Give way with a long sentence, as the place of a library is."""
        return QSize(min(_LEAST_SENTENCE, self.sizeHint().width()), HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw text and bar."""
        painter = QPainter(self)
        painter.translate(0, (self.height() - 20) / 2)
        room = self.width() - QFontMetricsF(font("small", bold=True)).horizontalAdvance(self._figure)
        rest = QFontMetricsF(font("small")).elidedText(self._rest, Qt.TextElideMode.ElideMiddle, room)
        whole = self._figure + self._rest if rest != self._rest else ""
        if whole != self.toolTip():
            self.setToolTip(whole)
        x = 0.0
        for text, bold, role in ((self._figure, True, "ink"), (rest, False, "ink2")):
            painter.setFont(font("small", bold=bold))
            painter.setPen(colour(role))
            painter.drawText(QPointF(x, _BASELINE), text)
            x += measure(text, 12, bold)
        if self._part >= 0 and self._has_bar:
            painter.fillRect(QRectF(x + 12, 8, 116, 4), colour("track"))
            painter.fillRect(QRectF(x + 12, 8, 116 * self._part, 4), colour("met"))


def _room_of(words: str) -> int:
    """Give what a sign and words take."""
    return round(_WORDS_X + measure(words, 12, False) + 2)


class SavedLine(QWidget):
    """Whether everything is on disk; a check, dots, or a warning before the words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with nothing to say."""
        super().__init__(parent)
        self._icon, self._text, self._role, self._room = "", "", "ink2", 0
        speak_as(self, QAccessible.Role.StaticText)
        self.setFixedHeight(20)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """Give the words."""
        return self._text

    def sizeHint(self) -> QSize:
        """Give what sign and words take."""
        return QSize(self._room, 20)

    def changeEvent(self, event: QEvent) -> None:
        """Keep no room for the words of another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._room = _room_of(self._text)
            self.updateGeometry()
        super().changeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Give way to a narrow window; the words are cut then."""
        return QSize(min(120, self.sizeHint().width()), 20)

    def show_state(self, icon: str, text: str, role: str = "ink2") -> None:
        """Say how the edits stand; what is said at each edit keeps the widest room, so that nothing beside it moves."""
        if (icon, text, role) == (self._icon, self._text, self._role):
            return
        needed = _room_of(text)
        lasts = bool(text and self._text) and role == self._role == "ink2"
        room = max(self._room, needed) if lasts else needed
        self._icon, self._text, self._role = icon, text, role
        self.setAccessibleName(text)
        if room != self._room:
            self._room = room
            self.updateGeometry()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw sign and words."""
        painter = QPainter(self)
        if self._icon:
            sign = colour("acc" if self._role == "ink2" else self._role)
            draw_icon(painter, self._icon, QRectF(2, 3, 14, 14), sign)
        shown = elided(self._text, self.width() - _WORDS_X, 12, False)
        whole = self._text if shown != self._text else ""
        if whole != self.toolTip():
            self.setToolTip(whole)
        painter.setPen(colour(self._role))
        draw_line(painter, QPointF(_WORDS_X, _BASELINE), shown, 12)
