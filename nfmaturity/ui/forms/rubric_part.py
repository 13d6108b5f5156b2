"""Which rubric an assessment is made with; a choice only where more than one is at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nfmaturity.i18n import _, current_language
from nfmaturity.ui.forms.inputs import ChoiceBox
from nfmaturity.ui.rubric_names import version_words
from nfmaturity.ui.widgets.paragraph import Paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nfmaturity.domain.rubric import RubricPack


class RubricPart(QWidget):
    """Names the rubric and says where it comes from."""

    chosen = Signal(str)
    """The hash of the rubric that a person took."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without a rubric."""
        super().__init__(parent)
        self._packs: Sequence[RubricPack] = ()
        self._current = ""
        self._layout = layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self._label = Paragraph(self, pixels=12, leading=18, role="ink2")
        self.box = ChoiceBox(self)
        self.box.setObjectName("rubric")
        self.box.activated.connect(lambda at: self.chosen.emit(self.box.itemData(at)))
        self.named = Paragraph(self)
        self.counts = Paragraph(self, pixels=12, leading=18, role="ink2")
        self._source = Paragraph(self, pixels=12, leading=18, role="ink3")
        for part in (self._label, self.box, self.named, self.counts, self._source):
            layout.addWidget(part)
        self.box.hide()

    def show_packs(self, packs: Sequence[RubricPack], current: str) -> None:
        """Offer rubrics, the one in force by its hash."""
        self._packs, self._current = tuple(packs), current
        self.retell()

    def retell(self) -> None:
        """Name rubric and source in the language in force."""
        self._label.setText(_("Rubric"))
        self.box.setAccessibleName(_("Rubric"))
        self.box.clear()
        for pack in self._packs:
            self.box.addItem(_name(pack, self._packs), pack.sha256)
        self.box.setVisible(len(self._packs) > 1)
        self.named.setVisible(len(self._packs) <= 1)
        self._layout.setContentsMargins(0, 0, 0, 20 if len(self._packs) > 1 else 0)
        for pack in (pack for pack in self._packs if pack.sha256 == self._current):
            self.box.setCurrentIndex(self.box.findData(self._current))
            self.named.setText(_name(pack, self._packs))
            counts = _("{items} sub-indicators, {n} requirements")
            self.counts.setText(counts.format(items=len(pack.rubric.sub_indicators), n=len(pack.rubric.places)))
            self._source.setText(pack.rubric.say(pack.rubric.provenance, current_language()))


def _name(pack: RubricPack, among: Sequence[RubricPack]) -> str:
    return f"{pack.rubric.say(pack.rubric.title, current_language())} {version_words(pack, among)}"
