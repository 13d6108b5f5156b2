"""The form of the Report page: language, draft mark and file, and what is under way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from nfmaturity.i18n import LANGUAGES, N_, _, language_name
from nfmaturity.report.chapters import PART_NAMES, Part
from nfmaturity.ui.fonts import font
from nfmaturity.ui.icons import draw_icon
from nfmaturity.ui.theme import colour
from nfmaturity.ui.widgets.buttons import Button
from nfmaturity.ui.widgets.paragraph import Paragraph
from nfmaturity.ui.widgets.path_line import PathLine
from nfmaturity.ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from nfmaturity.ui.wording import Wording

_LABEL, _PART = 80, 160
_CHAPTERS = (
    (Part.SUMMARY, N_("level, score and shares on one page, the domains, strengths, gaps and next actions")),
    (Part.ASSESSMENT, N_("what was assessed, when, by whom and within which limits; the enterprise")),
    (Part.RESULT, N_("groups and domains by level, with the bounds while anything is unanswered")),
    (Part.DOMAINS, N_("a chapter each: shares, sub-indicators, gaps and ways to close them")),
    (Part.ANNEXES, N_("exclusions with their reasons, the calculation worked out by hand, the rubric, the glossary")),
    (Part.REQUIREMENTS, N_("each with its grade and comment, domain by domain")),
)


class PartBar(QWidget):
    """How much of the work is done; nothing is drawn where that is not known."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with nothing known."""
        super().__init__(parent)
        self._part: float | None = None
        self.setFixedHeight(6)

    @property
    def part(self) -> float | None:
        """The part that is shown (0–1)."""
        return self._part

    def show_part(self, part: float | None) -> None:
        """Show a part (0–1), or None."""
        self._part = part
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bar."""
        if self._part is not None:
            painter = QPainter(self)
            painter.fillRect(self.rect(), colour("track"))
            painter.fillRect(0, 0, round(self.width() * self._part), self.height(), colour("accfill"))


class Faults(QWidget):
    """Sentences that say what went wrong and what to do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin hidden."""
        super().__init__(parent)
        across = QHBoxLayout(self)
        across.setContentsMargins(24, 0, 0, 0)
        self._said = Paragraph(self, role="cop")
        across.addWidget(self._said)
        self.hide()

    @property
    def text(self) -> str:
        """What is said."""
        return self._said.text()

    def show_sentences(self, sentences: Sequence[str]) -> None:
        """Say sentences, or nothing."""
        self._said.setText("\n".join(sentences))
        self.setVisible(bool(sentences))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sign before them."""
        draw_icon(QPainter(self), "triangle-alert", QRectF(0, 2, 16, 16), colour("cop"))


class PartRow(QWidget):
    """A part of the report: its box, and what it holds; the whole row turns the box."""

    def __init__(self, box: QCheckBox, about: Paragraph, parent: QWidget) -> None:
        """Put a box and what is said of it into one row."""
        super().__init__(parent)
        self._box = box
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 8)
        across.setSpacing(8)
        box.setFixedWidth(_PART)
        across.addWidget(box)
        across.addWidget(about, 1, Qt.AlignmentFlag.AlignVCenter)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the press that the box leaves, so that the release comes here too."""
        event.setAccepted(event.button() == Qt.MouseButton.LeftButton)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Turn the box where the button is let go over the row, and leave the keys with it."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._box.setFocus(Qt.FocusReason.MouseFocusReason)
            self._box.click()


class ReportForm(QWidget):
    """Asks what is to be made, and shows how it goes."""

    asked = Signal()
    """The report is to be made."""

    choose_asked = Signal()
    """A file is to be chosen."""

    cancel_asked = Signal()

    parts_changed = Signal()
    """Other parts of the report are wanted."""

    questionnaire_asked = Signal()
    """A questionnaire is to be made instead."""

    def __init__(self, words: Wording, parent: QWidget | None = None) -> None:
        """Lay the form out."""
        super().__init__(parent)
        self._boxes: dict[Part, QCheckBox] = {}
        self._is_busy = False
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(24, 20, 24, 24)
        self._down.setSpacing(0)
        self._head(words)
        self._fields(words)
        self._acts(words)
        self._down.addSpacing(28)
        self._contents(words)
        self._down.addStretch(1)

    def _head(self, words: Wording) -> None:
        title = Paragraph(self, pixels=24, leading=32, bold=True)
        words.say(title.setText, N_("Report"))
        self.subject = Paragraph(self, role="ink2")
        self._down.addWidget(title)
        self._down.addSpacing(4)
        self._down.addWidget(self.subject)
        self._down.addSpacing(20)

    def _fields(self, words: Wording) -> None:
        self.language = Segmented(("zh", "en"), self, pad=16)
        self.language.setObjectName("report-language")
        self._row(words, N_("Language"), self.language)
        self.draft = QCheckBox(self)
        self.draft.setObjectName("report-draft")
        words.say(self.draft.setText, N_("Mark every page as a draft"))
        self._row(words, N_("Draft mark"), self.draft)
        self.about_draft = Paragraph(self, pixels=12, leading=18, role="ink3")
        self._under(self.about_draft)
        self._down.addSpacing(12)
        self.file = PathLine(self)
        self.file.setObjectName("report-file")
        words.say(self.file.setAccessibleName, N_("File of the report"))
        self.file.returnPressed.connect(self.asked)
        self.choose = Button("plain", "folder-open", self)
        self.choose.setObjectName("report-choose")
        words.say(self.choose.setText, N_("Choose…"))
        self.choose.clicked.connect(self.choose_asked)
        self._row(words, N_("File"), self.file, self.choose)
        self.about_file = Paragraph(self, pixels=12, leading=18, role="ink3")
        self.about_file.setObjectName("report-about-file")
        self._under(self.about_file)

    def _row(self, words: Wording, label: str, *widgets: QWidget) -> None:
        across = QHBoxLayout()
        across.setSpacing(8)
        name = QLabel(self)
        name.setFixedWidth(_LABEL)
        name.setFont(font())
        words.say(name.setText, label)
        across.addWidget(name)
        for widget in widgets:
            across.addWidget(widget)
        if len(widgets) == 1:
            across.addStretch(1)
        self._down.addLayout(across)
        self._down.addSpacing(4)

    def put_note(self, widget: QWidget) -> None:
        """Show something to know before the report is made, over the button that makes it."""
        self._under(widget, self._notes_at)

    def _under(self, widget: QWidget, at: int = -1) -> None:
        across = QHBoxLayout()
        across.setContentsMargins(_LABEL + 8, 0, 0, 0)
        across.addWidget(widget)
        self._down.insertLayout(at, across)

    def _acts(self, words: Wording) -> None:
        self._notes_at = self._down.count()
        self._down.addSpacing(12)
        self.make = Button("primary", "file-output", self)
        self.make.setObjectName("report-make")
        words.say(self.make.setText, N_("Make the report"))
        self.make.clicked.connect(self.asked)
        self.cancel = Button("plain", "x", self)
        self.cancel.setObjectName("report-cancel")
        words.say(self.cancel.setText, N_("Cancel"))
        self.cancel.clicked.connect(self.cancel_asked)
        self.doing = Paragraph(self, role="ink2", most_lines=1)
        self.doing.setObjectName("report-doing")
        across = QHBoxLayout()
        across.setContentsMargins(_LABEL + 8, 0, 0, 0)
        across.setSpacing(12)
        across.addWidget(self.make)
        across.addWidget(self.cancel)
        across.addStretch(1)
        self._down.addLayout(across)
        self.bar = PartBar(self)
        self._under(self.bar)
        self._under(self.doing)
        self.faults = Faults(self)
        self.faults.setObjectName("report-faults")
        self._under(self.faults)
        self.left_out = Paragraph(self, pixels=12, leading=18, role="ink2")
        self.left_out.setObjectName("report-left-out")
        self._under(self.left_out, self._notes_at)
        self.lacking = Paragraph(self, pixels=12, leading=18, role="ink2")
        self.lacking.setObjectName("report-lacking")
        self._under(self.lacking, self._notes_at)
        self._down.addSpacing(8)
        self.questionnaire = Button("link", "list-checks", self)
        self.questionnaire.setObjectName("report-questionnaire")
        words.say(self.questionnaire.setText, N_("Questionnaire for a site walk…"))
        self.questionnaire.clicked.connect(self.questionnaire_asked)
        beside = QHBoxLayout()
        beside.setContentsMargins(_LABEL, 0, 0, 0)
        beside.addWidget(self.questionnaire)
        beside.addStretch(1)
        self._down.addLayout(beside)
        self.show_work("", None)

    def _contents(self, words: Wording) -> None:
        title = Paragraph(self, bold=True)
        words.say(title.setText, N_("What the report holds"))
        self._down.addWidget(title)
        self._down.addSpacing(2)
        self._boxes = {part: QCheckBox(self) for part, _told in _CHAPTERS}
        for part, told in _CHAPTERS:
            box = self._boxes[part]
            box.setObjectName(f"report-part-{part}")
            box.setChecked(True)
            box.toggled.connect(self.parts_changed)
            words.say(box.setText, PART_NAMES[part])
            about = Paragraph(self, pixels=12, leading=18, role="ink2")
            words.say(about.setText, told)
            self._down.addWidget(PartRow(box, about, self))
        self.no_part = Faults(self)
        self.no_part.setObjectName("report-no-part")
        self._down.addWidget(self.no_part)

    @property
    def parts(self) -> frozenset[Part]:
        """What of the report is wanted."""
        return frozenset(part for part, box in self._boxes.items() if box.isChecked())

    # What is shown

    def show_work(self, said: str, part: float | None) -> None:
        """Say what is under way, "" for nothing."""
        busy = bool(said)
        self.doing.setText(said)
        self.bar.show_part(part)
        self._is_busy = busy
        self._allow()
        self.questionnaire.setEnabled(not busy)
        self.cancel.setVisible(busy)

    def _allow(self) -> None:
        """Let the report be made where nothing is under way and it would hold anything."""
        self.make.setEnabled(not self._is_busy and bool(self.parts))

    def show_draft_rule(self, unanswered: int, waiting: int, *, wanted: bool | None) -> None:
        """Show the draft mark: always there with anything unanswered, and unless refused with grades to confirm."""
        self.draft.setChecked(unanswered > 0 or (waiting > 0 if wanted is None else wanted))
        self.draft.setEnabled(unanswered == 0)
        if unanswered:
            said = _("Unanswered: {n}. A report with anything unanswered is always marked as a draft.")
        elif waiting:
            said = _("Grades of the year before, still to be confirmed: {n}. Until then the report is a draft.")
        else:
            said = _("Everything is graded. Mark the report while it is still being discussed.")
        self.about_draft.setText(said.format(n=unanswered or waiting))

    def show_left_out(self) -> None:
        """Say over the button what of the report is not wanted; where that is all of it, say so at the boxes too."""
        self._allow()
        self.no_part.show_sentences([] if self.parts else [_("Tick at least one part that the report is to hold.")])
        names = [_(PART_NAMES[part]) for part in Part if part not in self.parts]
        said = _("Left out: {names}.") if self.parts else _("No part of the report is ticked.")
        self.left_out.setText(said.format(names=_(", ").join(names)))
        self.left_out.setVisible(bool(names))

    def retell(self) -> None:
        """Name the languages anew."""
        self.show_left_out()
        self.language.set_words([language_name(name) for name in LANGUAGES])
