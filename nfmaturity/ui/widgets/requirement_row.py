"""One requirement to grade: its text, its grade, its marks, and below it, where it is current, what to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from nfmaturity.i18n import current_language
from nfmaturity.ui.lettering import draw_line, prepare
from nfmaturity.ui.terms import MarkedText
from nfmaturity.ui.theme import colour
from nfmaturity.ui.widgets.buttons import HEIGHT
from nfmaturity.ui.widgets.comment_edit import CommentEdit
from nfmaturity.ui.widgets.grade_selector import GradeSelector, Scale
from nfmaturity.ui.widgets.left_out import LeftOut
from nfmaturity.ui.widgets.row_details import RowDetails, draw_label, set_details
from nfmaturity.ui.widgets.row_found import RowFound
from nfmaturity.ui.widgets.row_marks import WIDTH as MARKS_WIDTH
from nfmaturity.ui.widgets.row_marks import RowMarks, draw_waiting
from nfmaturity.ui.widgets.term_pointer import TermPointer
from nfmaturity.ui.widgets.term_text import Setting, TermSpot, TermText, set_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent

    from nfmaturity.ui.widgets.row_content import RowContent

ID_X, TEXT_X = 40, 84
_TEXT = Setting(13, 20, 14.5)
_WIDEST_TEXT, _NARROWEST_TEXT = 640, 190
_BELOW_EDITOR, _NEAR_FOOT = 12, 48


class RequirementRow(QWidget):
    """Shows one requirement and asks for edits of it; the session answers."""

    grade_asked = Signal(str, object)
    mark_asked = Signal(str)
    exclusion_asked = Signal(str)
    comment_written = Signal(str, str, str, str)
    """Requirement, words, the group of the editing they belong to, and the words that they came from."""

    words_unsent = Signal(bool)
    """Whether words of the comment were typed that were not sent on yet."""

    history_asked = Signal(str)
    comment_ended = Signal()
    """The comment is written no longer; all its words were told before."""

    words_kept = Signal(str)
    """The comment had to be closed while it was too long to be saved; its words are kept for the next writing."""

    caret_moved = Signal(QRect)
    """Where on the row's sheet one writes now."""

    taken = Signal(str)
    """A person clicked into the row."""

    grown = Signal()
    """The row needs another height."""

    def __init__(self, scale: Scale, parent: QWidget | None = None) -> None:
        """Make an empty row, to be filled and filled again."""
        super().__init__(parent)
        # A row that hides what is behind it is moved as a picture when one above it grows, instead of painted anew.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._content: RowContent | None = None
        self._told: tuple[RowContent, str] | None = None
        self._current = self._details_shown = False
        self._text = set_text(MarkedText(""), _TEXT, 0)
        self._details = RowDetails()
        self._drops = False
        self._selector_x = TEXT_X
        self._laid_out_at, self._whole_height = -1, 0
        self._found = RowFound()
        self.unsaved: dict[str, str] = {}
        self.selector = GradeSelector(scale, self)
        self.selector.asked.connect(self._ask_grade)
        self.marks = RowMarks(self)
        self.marks.comment.clicked.connect(self.edit_comment)
        self.marks.review.clicked.connect(lambda: self.mark_asked.emit(self.id))
        self.marks.exclude.clicked.connect(lambda: self.exclusion_asked.emit(self.id))
        self.marks.history.clicked.connect(lambda: self.history_asked.emit(self.id))
        self.left_out = LeftOut(self)
        self.again = self.left_out.again
        self.again.clicked.connect(lambda: self.exclusion_asked.emit(self.id))
        self._editor: CommentEdit | None = None
        self.pointer = TermPointer(self, self._spots)

    @property
    def id(self) -> str:
        """The requirement that is shown, "" for none."""
        return self._content.id if self._content else ""

    def show_content(self, content: RowContent, *, current: bool, details: bool) -> None:
        """Show a requirement; details are shown below the current one."""
        if self._content and content.id != self._content.id:
            self.end_comment()
            self.marks.history.hide()
        self._content, self._current, self._details_shown = content, current, details
        self._laid_out_at = -1
        if (told := (content, current_language())) != self._told:
            self._told = told
            self._tell(content)
        if self._editor:
            self._editor.take(content.words)
            self._editor.name(self.id)
        self._lay_out(self.width())
        if self._whole_height == self.height():  # else the parts are placed as the row takes its height
            self._place()
        self.update()

    def _tell(self, content: RowContent) -> None:
        """Let the parts show a requirement, and name the row to those who cannot see it."""
        self.selector.show_grade(content.id, content.answer.grade, to_confirm=content.answer.is_to_confirm)
        self.selector.setVisible(not content.excluded)
        self.left_out.show_reason(content.id, content.excluded)
        self.marks.show(content)
        self.setObjectName(f"row-{content.id}")
        self.setAccessibleName(f"{content.short_id} {content.text.text}")
        self.setAccessibleDescription(content.meanings)
        self.selector.setAccessibleDescription(content.text.text)  # which one is led to is heard, not its grade alone

    def mark(self, words: str) -> None:
        """Mark words wherever the row says them, none with ""."""
        if words != self._found.words:
            self._found.words = words
            self._laid_out_at = -1
            self.update()

    def take_focus(self) -> None:
        """Put the keys where they act on this row: into the comment being written, else to the grade."""
        part = self._editor or (self.again if self.again.isVisibleTo(self) else self.selector)
        part.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_scale(self, scale: Scale) -> None:
        """Show the degrees in the language in force."""
        self.selector.show_scale(scale)
        self.selector.tell()
        self._laid_out_at = -1
        self._place()

    def height_for(self, width: int) -> int:
        """Give the height that the row takes at a width."""
        self._lay_out(width)
        return self._whole_height

    # Comment

    def edit_comment(self) -> None:
        """Open the comment for writing, or close it."""
        if self._editor:
            self._leave_comment(by_key=True)
            return
        if not self._content:
            return
        self.taken.emit(self.id)
        self._editor = CommentEdit(self._content.words, self)
        self._editor.setObjectName(f"comment-text-{self.id}")
        self._editor.name(self.id)
        QWidget.setTabOrder(self.selector, self._editor)
        self._editor.wrote.connect(self._tell_comment)
        self._editor.unsent.connect(self.words_unsent)
        if kept := self.unsaved.pop(self.id, ""):
            self._editor.setPlainText(kept)
        self._laid_out_at = -1
        self._editor.ended.connect(self._leave_comment)
        self._place()
        self._editor.show()
        self._laid_out_at = -1  # only now it knows how high it is
        self.grown.emit()
        self.caret_moved.emit(self._editor.geometry().translated(self.pos()))
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self._editor.reshaped.connect(self._follow_editor)

    def end_comment(self, by_key: bool = False) -> None:
        """Close the comment; what was written is kept, and after a key the grade has the focus again."""
        if self._editor:
            editor, self._editor = self._editor, None
            self._laid_out_at = -1
            editor.take_preedit()
            editor.finish()
            if kept := editor.too_long:
                self.unsaved[self.id] = kept
                self.words_kept.emit(self.id)
            self.comment_ended.emit()
            editor.hide()
            editor.deleteLater()
            self.grown.emit()
            if by_key:
                self.take_focus()

    def _leave_comment(self, by_key: bool = False) -> None:
        """Close the comment, unless it is too long: it stays open then, and says so."""
        if self._editor and not self._editor.too_long:
            self.end_comment(by_key)

    def _follow_editor(self) -> None:
        """Grow and shrink with the words, and tell where one writes."""
        if editor := self._editor:
            if editor.height_at(editor.width()) != editor.height():
                self._laid_out_at = -1
                self.grown.emit()
            caret = editor.cursorRect()
            caret.moveTopLeft(editor.viewport().mapTo(self, caret.topLeft()) + self.pos())
            foot = editor.y() + editor.height() + self.y()
            if foot - caret.bottom() < _NEAR_FOOT:  # with what is said at the foot of the box
                caret.setBottom(foot)
            self.caret_moved.emit(caret)

    def _tell_comment(self, words: str, group: str, before: str) -> None:
        self.comment_written.emit(self.id, words, group, before)

    # Within

    def _ask_grade(self, degree: str | None) -> None:
        self.taken.emit(self.id)
        self.grade_asked.emit(self.id, degree)

    def _lay_out(self, width: int) -> None:
        if width == self._laid_out_at or not self._content:
            return
        marks = width - 12 - MARKS_WIDTH - 4
        right = marks - self.selector.whole_width - 16
        self._drops = right - TEXT_X < _NARROWEST_TEXT
        fits = self.selector.whole_width <= marks - TEXT_X
        self._selector_x = TEXT_X if fits else ID_X
        self.selector.fit(marks - self._selector_x if self._drops else self.selector.whole_width)
        room = (width - 24 if self._drops else right) - TEXT_X
        self._text = set_text(self._content.text, _TEXT, min(room, _WIDEST_TEXT))
        self._found.quote("" if self._shows_comment() else self._content.answer.comment, min(room, _WIDEST_TEXT))
        self._details = self._set_details(self._content, width) if self._shows_details() else RowDetails()
        self._whole_height = self._head_height() + self._details.height + self._editor_height(width)
        self._laid_out_at = width

    def _set_details(self, content: RowContent, width: int) -> RowDetails:
        shown = content.details if self._editor else content.details_and_comment
        return set_details(shown, width - TEXT_X, 2 * _WIDEST_TEXT)

    def prepare(self) -> None:
        """Set what is shown once the row is the current one and make its letters, so that it comes sooner."""
        if self._content and self._details_shown and not self._current:
            scale = self.devicePixelRatioF()
            self._set_details(self._content, self.width()).prepare(scale)
            prepare([self._content.short_id], _TEXT.pixels, scale, bold=True)

    def _shows_details(self) -> bool:
        return bool(self._content and self._current and self._details_shown)

    def _shows_comment(self) -> bool:
        return self._shows_details() or self._editor is not None

    def _words_height(self) -> int:
        return self._text.height + self._found.height

    def _head_height(self) -> int:
        if self._drops:
            return 10 + self._words_height() + 6 + self.selector.height() + 12
        return max(56, self._words_height() + 16)

    def _text_at(self) -> QPointF:
        """Give the corner of the text."""
        return QPointF(TEXT_X, 10 if self._drops else (self._head_height() - self._words_height()) / 2)

    def _details_at(self) -> Iterator[tuple[str, TermText, QPointF]]:
        """Give each detail with the corner of its text."""
        return self._details.placed(TEXT_X, self._head_height())

    @property
    def has_terms(self) -> bool:
        """Whether a term is marked in what is shown now."""
        return bool(self._text.spots) or any(text.spots for _label, text in self._details.texts)

    def _spots(self) -> list[TermSpot]:
        """Give the terms that are shown now."""
        texts = ((self._text, self._text_at()), *((text, at) for _label, text, at in self._details_at()))
        return [spot.moved(at) for text, at in texts for spot in text.spots]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the parts in their places."""
        super().resizeEvent(event)
        self._place()
        # Only now: shown or hidden before the sheet is scrolled, it would have all rows painted anew.
        self.marks.history.setVisible(bool(self._details.texts))

    def _place(self) -> None:
        self._lay_out(self.width())
        head = self._head_height()
        y = head - self.selector.height() - 12 if self._drops else (head - HEIGHT) // 2
        y -= self._raised()
        x = self.width() - 12 - MARKS_WIDTH
        self.selector.move(self._selector_x if self._drops else x - 4 - self.selector.width(), y)
        self.marks.place(x, y, head + 1)
        self.left_out.place(self._selector_x if self._drops else self.selector.x(), x - 4, y)
        if self._editor and (box := self.writing_place(self.width())):
            self._editor.setGeometry(box)

    def writing_place(self, width: int) -> QRect | None:
        """Give where the comment is written in a row of a width, None while it is not."""
        if not self._editor:
            return None
        top, height = self._head_height() + self._details.height, self._editor_height(width) - _BELOW_EDITOR
        return QRect(TEXT_X, top, width - TEXT_X - 24, height)

    def _editor_height(self, width: int) -> int:
        return self._editor.height_at(width - TEXT_X - 24) + _BELOW_EDITOR if self._editor else 0

    def _raised(self) -> int:
        """Give how much the grade goes up for the word below it, so that the row keeps its height when it is gone."""
        return 8 if self._waits() and not self._drops else 0

    def _waits(self) -> bool:
        return self._content is not None and self._content.waits

    def _draw_sign(self, painter: QPainter) -> None:
        """Say below or beside the grade that it is still to be confirmed, and in the current row how."""
        if not self._waits():
            return
        box = self.selector.geometry()
        if self._drops:
            at, room = QPointF(box.right() + 12, box.center().y() + 5), self.marks.comment.x() - box.right() - 16
        else:
            at, room = QPointF(box.x(), box.bottom() + 15), self.width() - box.x() - 12
        draw_waiting(painter, at, room, tells_how=self._current)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Look for a term under the mouse."""
        self.pointer.move_to(event.position())

    def leaveEvent(self, event: QEvent) -> None:
        """Leave every term."""
        self.pointer.move_to(None)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Make the row the current one; a term is found before, as the row may then be elsewhere."""
        spot = self.pointer.at(event.position()) if event.button() == Qt.MouseButton.LeftButton else None
        self.taken.emit(self.id)
        if spot:
            self.pointer.asked.emit(spot.meaning)
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, id, text and details."""
        if not self._content:
            return
        self._lay_out(self.width())
        painter = QPainter(self)
        # Before edges are soft: where one falls between two of the screen's pixels, what was there would shine through.
        painter.fillRect(self.rect(), colour("row" if self._current else "page"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._current:
            painter.fillRect(QRectF(0, 0, 3, self.height()), colour("accfill"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, colour("line"))
        self._draw_text(painter, self._content)
        self._draw_details(painter, self._content)
        self._draw_sign(painter)
        if self.selector.hasFocus():
            painter.setPen(QPen(colour("acc"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.selector.geometry()).adjusted(-2, -2, 2, 2), 5, 5)

    def _draw_text(self, painter: QPainter, content: RowContent) -> None:
        at = self._text_at()
        self._found.mark(painter, self._text, content.text.text, at)
        box = QRectF(ID_X - 1, at.y() + 1, 0, _TEXT.leading - 2)
        self._found.mark_id(painter, content.id, content.short_id, box, is_bold=self._current)
        painter.setPen(colour("acc" if self._current else "ink3"))
        draw_line(painter, QPointF(ID_X, at.y() + _TEXT.baseline), content.short_id, 13, bold=self._current)
        self._text.draw(painter, at, "ink3" if content.excluded else "ink", self.pointer.pointed)
        self._found.draw_quote(painter, at + QPointF(0, self._text.height))

    def _draw_details(self, painter: QPainter, content: RowContent) -> None:
        if not self._details.texts:
            return
        painter.fillRect(TEXT_X, self._head_height() - 2, self.width() - 12 - TEXT_X, 1, colour("line"))
        for place, (label, text, at) in enumerate(self._details_at(), start=1):
            draw_label(painter, TEXT_X, at, label)
            if place == len(self._details.texts) and not self._editor:
                self._found.mark(painter, text, content.answer.comment, at)  # the last one, where there is a comment
            text.draw(painter, at, "ink", self.pointer.pointed)
