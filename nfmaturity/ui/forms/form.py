"""The form that describes an assessment: three steps over one draft, every part of it shown as it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QLineEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from nfmaturity.domain.credit_code import normalize_code
from nfmaturity.i18n import _, say
from nfmaturity.ui.forms.checks import EXCLUSION, Checked, check_draft, is_unfinished
from nfmaturity.ui.forms.day_field import DayField
from nfmaturity.ui.forms.draft import Draft, effective_title, with_exclusion
from nfmaturity.ui.forms.field_row import FieldRow
from nfmaturity.ui.forms.fields import (
    ASSESSMENT_ROWS,
    CODE_ROWS,
    MORE_ROWS,
    NAME_ROWS,
    OF_MORE,
    STEPS,
    Row,
    step_of,
)
from nfmaturity.ui.forms.fold import Fold
from nfmaturity.ui.forms.inputs import (
    ChecksField,
    ChoiceField,
    Field,
    LineField,
    NoteField,
    SegmentedField,
)
from nfmaturity.ui.forms.rubric_part import RubricPart
from nfmaturity.ui.forms.scope_list import ScopeList
from nfmaturity.ui.forms.scope_rows import scope_rows
from nfmaturity.ui.forms.segment_tiles import SegmentTiles
from nfmaturity.ui.forms.step_page import AFTER_HEAD, StepPage
from nfmaturity.ui.forms.step_words import HEADS
from nfmaturity.ui.forms.steps import StepColumn
from nfmaturity.ui.forms.summaries import (
    assessment_summary,
    enterprise_summary,
    field_note,
    level_word,
    scale_rule,
    scope_sentence,
    scope_summary,
    segment_counts,
)
from nfmaturity.ui.widgets.paragraph import Paragraph
from nfmaturity.ui.widgets.print_note import noted
from nfmaturity.workspace.opening import today

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from nfmaturity.domain.assessment import Assessment
    from nfmaturity.domain.errors import Message
    from nfmaturity.domain.rubric import RubricPack
    from nfmaturity.ui.wording import Wording

_KINDS: Mapping[str, type[Field]] = {
    "line": LineField,
    "note": NoteField,
    "choice": ChoiceField,
    "checks": ChecksField,
    "day": DayField,
    "segmented": SegmentedField,
}
_FLAT_BELOW = 700
_SUMMARIES = {"enterprise": enterprise_summary, "scope": scope_summary, "assessment": assessment_summary}


class AssessmentForm(QWidget):
    """Holds the draft; every edit of a person makes a new one, which all parts then show."""

    changed = Signal()
    """A person edited the draft, or what is shown of it is new."""

    def __init__(self, words: Wording, advice: Mapping[str, str], parent: QWidget | None = None) -> None:
        """Build the steps, each with its advice; but for the first they are locked until a rubric is there."""
        super().__init__(parent)
        self._draft = Draft()
        self._pack: RubricPack | None = None
        self._held: Assessment | None = None
        self._checked = Checked({})
        self._left: set[str] = set()
        self._visited: set[str] = set()
        self._asked = False
        self._words, self._advice = words, advice
        self.fields: dict[str, Field] = {}
        self.column = StepColumn(words, self)
        self.column.chosen.connect(self.show_step)
        self.stack = QStackedWidget(self)
        self._across = across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.column)
        self.below = QVBoxLayout()
        self.below.setSpacing(0)
        self.below.addWidget(self.stack, 1)
        across.addLayout(self.below, 1)
        self._build()
        self.show_step("enterprise")
        self.retell()

    # What is held

    @property
    def draft(self) -> Draft:
        """What is typed."""
        return self._draft

    @property
    def pack(self) -> RubricPack | None:
        """The rubric, None until it is there."""
        return self._pack

    @property
    def checked(self) -> Checked:
        """What is wrong with the draft, or the assessment that it describes."""
        return self._checked

    @property
    def step(self) -> str:
        """The step in front."""
        return STEPS[self.stack.currentIndex()][0]

    def open(self, pack: RubricPack | None, draft: Draft, held: Assessment | None = None) -> None:
        """Show a draft under a rubric, nothing of it found fault with yet."""
        self._pack, self._draft, self._held = pack, draft, held
        self._left.clear()
        self._visited = {self.step}
        self._asked = False
        self.put()

    def put(self) -> None:
        """Put the draft into every input."""
        for name, field in self.fields.items():
            field.put(getattr(self._draft, name))
        self._tell_rubric()
        self.tiles.put(self._draft.segments)
        self._show()

    def take(self, draft: Draft, held: Assessment) -> None:
        """Go on with a draft on top of a newer state of the assessment."""
        self._draft, self._held = draft, held
        self.put()

    @property
    def name_line(self) -> QLineEdit:
        """The line for the enterprise's name."""
        return self.fields["name"].input  # type: ignore[return-value]

    def lead_with(self, part: QWidget) -> None:
        """Put a part before the fields of the first step."""
        self._enterprise.insertWidget(AFTER_HEAD, part)

    def show_step(self, name: str) -> None:
        """Bring a step to the front."""
        self.column.choose(name)
        self._visited.add(name)
        self.stack.setCurrentIndex([step for step, _word in STEPS].index(name))
        self._show()
        if self.isVisible():
            self.focus_step()

    def show_packs(self, packs: Sequence[RubricPack], current: str) -> None:
        """Offer rubrics: before all else where there is a choice, as everything else follows from it."""
        if len(packs) > 1:
            self._enterprise.insertWidget(AFTER_HEAD, self.rubric)
            QWidget.setTabOrder(self.column.step(self.step), self.rubric.box)
        else:
            self._assessment.insertWidget(self._assessment.count() - 1, self.rubric)
        self.rubric.show_packs(packs, current)

    def focus_step(self) -> None:
        """Take the keys to where typing in this step begins."""
        first = {"enterprise": "name", "assessment": "title"}.get(self.step)
        if first:
            self.fields[first].focus()
        else:
            self.column.step(self.step).setFocus(Qt.FocusReason.MouseFocusReason)

    def jump_to_fault(self) -> bool:
        """Show every fault and go to the first; False where there is none."""
        self._asked = True
        if not self._checked.faults:
            return False
        field = next(iter(self._checked.faults))
        self.show_step(step_of(field))
        self._focus(field)
        return True

    def retell(self) -> None:
        """Say everything in the language in force."""
        for field in self.fields.values():
            field.retell()
        self.tiles.retell()
        self.rubric.retell()
        self._rule.setText(scale_rule())
        self.more.setText(_("More about the enterprise"))
        self._tell_rubric()
        self._show()

    # Building

    def _build(self) -> None:
        self._enterprise = self._page("enterprise")
        self._add_rows(self._enterprise, NAME_ROWS)
        self.tiles = SegmentTiles(self)
        self.tiles.edited.connect(lambda chosen: self._edit("segments", chosen))
        self._enterprise.addWidget(self.tiles)
        self._enterprise.addSpacing(8)
        self._add_rows(self._enterprise, CODE_ROWS)
        self._build_more()
        scope = self._page("scope")
        self.scope_said = Paragraph(self, bold=True)
        self.scope_said.setObjectName("scope-total")
        self.scope = ScopeList(self)
        self.scope.excluded.connect(self._exclude)
        self.scope.left.connect(lambda node: self._leave(EXCLUSION + node))
        scope.addWidget(self.scope_said)
        scope.addSpacing(16)
        scope.addWidget(self.scope)
        self._assessment = self._page("assessment")
        self._add_rows(self._assessment, ASSESSMENT_ROWS)
        self.rubric = RubricPart(self)
        self._assessment.addWidget(self.rubric)
        for page in (self._enterprise, scope, self._assessment):
            page.addStretch(1)

    def _build_more(self) -> None:
        self.more = Fold(self)
        self.more.setObjectName("more")
        self._folded = QWidget(self)
        inner = QVBoxLayout(self._folded)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        self._rule = Paragraph(self._folded, pixels=12, leading=18, role="ink3")
        self._add_rows(inner, MORE_ROWS[:3])
        inner.addWidget(self._rule)
        inner.addSpacing(16)
        self._add_rows(inner, MORE_ROWS[3:])
        self._folded.hide()
        self.more.toggled.connect(self._folded.setVisible)
        self._enterprise.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._enterprise.addSpacing(16)
        self._enterprise.addWidget(self._folded)

    def _page(self, name: str) -> QVBoxLayout:
        """Make the page of a step, and give the column that its parts go into."""
        page = StepPage(name, self)
        self._words.say(page.head.setText, HEADS[name])
        self._words.say(page.advice.setText, self._advice[name])
        self.stack.addWidget(page)
        return page.column

    def _add_rows(self, layout: QVBoxLayout, rows: Sequence[Row]) -> None:
        for row in rows:
            made: list[tuple[QWidget, int]] = []
            for spec in row:
                field = _KINDS[spec.kind](spec, self)
                field.edited.connect(lambda value, name=spec.name: self._edit(name, value))
                field.left.connect(lambda name=spec.name: self._leave(name))
                self.fields[spec.name] = field
                made.append((field, spec.width))
            layout.addWidget(FieldRow(made, self))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the steps over the form where there is no room for a column."""
        super().resizeEvent(event)
        is_flat, direction = self.width() < _FLAT_BELOW, QBoxLayout.Direction
        if is_flat != (self._across.direction() == direction.TopToBottom):
            self._across.setDirection(direction.TopToBottom if is_flat else direction.LeftToRight)
            self.column.lie_flat(is_flat=is_flat)

    # Edits

    def _edit(self, name: str, value: Any) -> None:
        self._draft = replace(self._draft, **{name: value})
        if name == "title":
            self._draft = replace(self._draft, title_typed=True)
        if name == "name" and not value and self._held is None:
            self._draft = replace(self._draft, rest=MappingProxyType({}))  # another enterprise has other data
        self._show()

    def _exclude(self, node: str, reason: str | None) -> None:
        if reason is None:
            self._left.discard(EXCLUSION + node)
        self._draft = with_exclusion(self._draft, node, reason)
        self._show()

    def _leave(self, name: str) -> None:
        if name == "credit_code":
            self._draft = replace(self._draft, credit_code=normalize_code(self._draft.credit_code))
            self.fields[name].put(self._draft.credit_code)
        self._left.add(name)
        self._show()

    # Showing

    def _tell_rubric(self) -> None:
        """Show what only the rubric can name: segments and levels."""
        for at, (step, _word) in enumerate(STEPS):
            if page := self.stack.widget(at):
                page.setEnabled(self._pack is not None or step == "enterprise")
        if self._pack is None:
            self.tiles.show_reading()
            return
        rubric = self._pack.rubric
        self.tiles.show_segments(segment_counts(rubric))
        levels = self.fields["target_level"]
        if isinstance(levels, ChoiceField):
            numbers = [str(number) for number in rubric.level_numbers]
            levels.set_options(["", *numbers], level_word(self._pack.rubric))
            levels.put(self._draft.target_level)
        self.tiles.put(self._draft.segments)

    def _show(self) -> None:
        """Show the draft as it stands: faults, notes, numbers, steps."""
        if self._pack is None:
            return
        rubric = self._pack.rubric
        self._checked = check_draft(self._draft, self._pack, self._held)
        shown = self._shown_faults()
        for name, field in self.fields.items():
            if name in shown:
                field.say("fault", _sentence(shown[name]))
            else:
                field.say(*noted(field_note(self._draft, name, self._left), getattr(self._draft, name, "")))
        if not self._draft.title_typed:
            self.fields["title"].put(effective_title(self._draft, today()))
        self.tiles.total.setText(scope_sentence(rubric, self._draft))
        self.tiles.say("fault", _sentence(shown["segments"]) if "segments" in shown else "")
        faulty = {step_of(name) for name in shown}
        for step, summary in _SUMMARIES.items():
            is_new = self._held is None and step not in self._visited
            found = summary(rubric, self._draft, faulty=step in faulty)
            self.column.step(step).show_summary(found.not_visited() if is_new else found)
        if self.step == "scope":
            unchosen = _("No segment is chosen yet: all requirements are listed.")
            self.scope_said.setText(scope_sentence(rubric, self._draft) if self._draft.segments else unchosen)
            reasons = {name.removeprefix(EXCLUSION): said for name, said in shown.items() if name.startswith(EXCLUSION)}
            self.scope.show_domains(scope_rows(rubric, self._draft, reasons))
        self.changed.emit()

    def _shown_faults(self) -> dict[str, Message]:
        return {
            name: said
            for name, said in self._checked.faults.items()
            if self._asked or name in self._left or not is_unfinished(self._draft, name)
        }

    def _focus(self, field: str) -> None:
        if field in OF_MORE:
            self.more.setChecked(True)
        focus, part = self._part(field)
        focus()
        area = self.stack.currentWidget()
        if part is not None and isinstance(area, QScrollArea):
            QTimer.singleShot(0, part, lambda: area.ensureWidgetVisible(part, 0, 40))

    def _part(self, field: str) -> tuple[Callable[[], None], QWidget | None]:
        """Give what takes the keys to a field, and the widget to bring into sight."""
        if field == "segments":
            return self.tiles.focus, self.tiles
        if field in self.fields:
            return self.fields[field].focus, self.fields[field]
        node = field.removeprefix(EXCLUSION)
        return lambda: self.scope.focus(node), self.scope.editor(node)


def _sentence(fault: Message) -> str:
    """Say a fault under its field, which need not be named there."""
    said = say(fault)
    return said[:1].upper() + said[1:]
