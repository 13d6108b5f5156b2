"""The segments of an enterprise as large tiles to tick, each with how many requirements it brings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from nfmaturity.i18n import _, join_sentences, say
from nfmaturity.ui.fonts import font, measure
from nfmaturity.ui.forms.inputs import NoteKind, NoteLine
from nfmaturity.ui.icons import draw_icon
from nfmaturity.ui.theme import colour
from nfmaturity.ui.widgets.buttons import PaintedButton
from nfmaturity.ui.widgets.paragraph import Paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from nfmaturity.domain.errors import Message


@dataclass(frozen=True, slots=True)
class SegmentCount:
    """A segment by id and name, and how many requirements count for it alone."""

    id: str
    name: str
    requirements: int


class SegmentTile(PaintedButton):
    """One segment."""

    def __init__(self, ident: str, parent: QWidget) -> None:
        """Make a tile that is ticked by click and by Space."""
        super().__init__(parent)
        self.segment, self._count, self._faulty = ident, "", False
        self.setCheckable(True)
        self.setObjectName(f"segment-{ident}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_segment(self, named: SegmentCount) -> None:
        """Show name and number."""
        self._count = _("{n} requirements").format(n=named.requirements)
        self.setText(named.name)
        self.setAccessibleName(f"{named.name}: {self._count}")
        self.update()

    def show_fault(self, *, faulty: bool) -> None:
        """Show by its edge that a choice is missing."""
        self._faulty = faulty
        self.update()

    def sizeHint(self) -> QSize:
        """Give a target that nobody misses, and what its words take."""
        words = max(measure(self.text(), 13, True), measure(self._count, 12, False))
        return QSize(max(124, round(words) + 50), 64)

    def minimumSizeHint(self) -> QSize:
        """Never cut the words."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box, the name and the number."""
        painter = self.begin()
        on, live = self.isChecked(), self.isEnabled()
        ground = "acctint" if on else "hover" if live and self.underMouse() else "page"
        edge = "accfill" if on else "line" if not live else "cop" if self._faulty else "edge"
        painter.setPen(QPen(colour(edge), 1))
        painter.setBrush(colour(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        tick = QRectF(12.5, 13.5, 15, 15)
        painter.setBrush(colour("accfill" if on else "page"))
        painter.drawRoundedRect(tick, 2, 2)
        if on:
            draw_icon(painter, "check", tick.adjusted(1.5, 1.5, -1.5, -1.5), colour("on_acc"))
        painter.setFont(font("body", bold=on))
        painter.setPen(colour("ink" if live else "dis"))
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(38, 10, self.width() - 42, 22), left, self.text())
        painter.setFont(font("small"))
        painter.setPen(colour("ink3" if live else "dis"))
        painter.drawText(QRectF(38, 33, self.width() - 42, 20), left, self._count)
        self.draw_ring(painter)


class SegmentTiles(QWidget):
    """The tiles in a row, and what they make together."""

    edited = Signal(object)
    """The ids of the segments that are ticked, in the pack's order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with four tiles without names, so that nothing jumps when the rubric has come."""
        super().__init__(parent)
        self.tiles: list[SegmentTile] = []
        self._unread: Message | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self._label = Paragraph(self, pixels=12, leading=18, role="ink2")
        self._row = QGridLayout()
        self._row.setSpacing(12)
        self._across = 0
        self.total = Paragraph(self, pixels=12, leading=18, role="ink3")
        self.total.setObjectName("segments-total")
        self.total.setMinimumHeight(20)
        self.note = NoteLine(self)
        self.note.setObjectName("note-segments")
        in_turn = self.note.sizePolicy()
        in_turn.setRetainSizeWhenHidden(False)
        self.note.setSizePolicy(in_turn)
        layout.addWidget(self._label)
        layout.addLayout(self._row)
        layout.addSpacing(4)
        layout.addWidget(self.total)
        layout.addWidget(self.note)
        self._fill([SegmentCount(f"{place}", "", 0) for place in range(4)])

    def tell_unread(self, why: Message) -> None:
        """Say why the rubric cannot be read, and what to do."""
        self._unread = why
        self.show_reading()

    def show_reading(self) -> None:
        """Say that the segments come with the rubric, which is being read, or why it cannot be."""
        for tile in self.tiles:
            tile.setEnabled(False)
        self.total.setText(_("Reading the rubric…"))
        again = _("Mend that, then leave this page and come back: what you typed stays.")
        why = join_sentences((say(self._unread), again)) if self._unread else ""
        self.say("fault", why)

    def show_segments(self, segments: Sequence[SegmentCount]) -> None:
        """Show the segments of a pack."""
        self._unread = None
        if [tile.segment for tile in self.tiles] != [segment.id for segment in segments]:
            self._fill(segments)
        for tile, segment in zip(self.tiles, segments, strict=True):
            tile.show_segment(segment)
            tile.setEnabled(True)
        self._arrange()

    def put(self, chosen: Sequence[str]) -> None:
        """Tick what is chosen."""
        for tile in self.tiles:
            tile.setChecked(tile.segment in chosen)

    def retell(self) -> None:
        """Say the label."""
        self._label.setText(_("Business segments (at least one)"))

    def say(self, kind: NoteKind, text: str) -> None:
        """Say something under the tiles; a fault stands instead of what they make together."""
        self.note.say(kind, text)
        faulty = kind == "fault" and bool(text)
        self.total.setVisible(not faulty)
        for tile in self.tiles:
            tile.show_fault(faulty=faulty)

    def focus(self) -> None:
        """Take the keys to the first tile."""
        self.tiles[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _fill(self, segments: Sequence[SegmentCount]) -> None:
        for tile in self.tiles:
            self._row.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        self.tiles = [SegmentTile(segment.id, self) for segment in segments]
        for tile in self.tiles:
            tile.clicked.connect(self._tell)
        self._across = 0
        self._arrange()

    def _arrange(self) -> None:
        """Put the tiles side by side, in two rows where their words would not fit."""
        widest = max((tile.minimumSizeHint().width() for tile in self.tiles), default=0)
        needed = len(self.tiles) * widest + 12 * (len(self.tiles) - 1)
        across = len(self.tiles) if self.width() >= needed or len(self.tiles) < 3 else (len(self.tiles) + 1) // 2
        if across != self._across:
            self._across = across
            for at, tile in enumerate(self.tiles):
                self._row.addWidget(tile, at // across, at % across)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the tiles anew."""
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Be no wider than two tiles."""
        return QSize(240, super().minimumSizeHint().height())

    def _tell(self) -> None:
        self.edited.emit(tuple(tile.segment for tile in self.tiles if tile.isChecked()))
