"""The head of the Assess page: which sub-indicator is shown, and the ways to others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from nfmaturity.charts.line_breaks import break_lines
from nfmaturity.i18n import N_, _, current_language
from nfmaturity.ui.fonts import measure, sized_font
from nfmaturity.ui.pages.figures import figure_of
from nfmaturity.ui.standing_words import level_name, percent
from nfmaturity.ui.theme import colour
from nfmaturity.ui.widgets.buttons import Button, IconButton
from nfmaturity.ui.widgets.frame import Ground
from nfmaturity.ui.widgets.label import Label
from nfmaturity.ui.widgets.paragraph import Paragraph, advance_of, with_dots
from nfmaturity.ui.widgets.term_paragraph import TermParagraph

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from nfmaturity.domain.rubric import Rubric, SubIndicator
    from nfmaturity.ui.session import AssessmentSession
    from nfmaturity.ui.wording import Wording


_SIZES, _COMPACT_SIZES = (24, 20, 17), (17, 15)
"""The sizes of a name, in pixels, largest first; and those where the page is low."""


class NameLine(QWidget):
    """Id and name of a sub-indicator; a long name is set smaller, then on two lines, before it is cut."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._id = self._name = ""
        self._sizes: tuple[int, ...] = _SIZES
        self._pixels, self._lines = _SIZES[0], [""]
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._break()

    def show_name(self, ident: str, name: str) -> None:
        """Show a sub-indicator."""
        self._id, self._name = ident, name
        self.setAccessibleName(f"{ident} {name}")
        self.setToolTip(name)
        self._break()

    def set_compact(self, compact: bool) -> None:
        """Take less room where the page is low."""
        sizes = _COMPACT_SIZES if compact else _SIZES
        if sizes != self._sizes:
            self._sizes = sizes
            self._break()

    def sizeHint(self) -> QSize:
        """Be one line of a title, or two of a heading."""
        return QSize(200, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the name anew for another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._break()

    def _break(self) -> None:
        """Settle the size and the lines of the name."""
        room, smallest = self.width() - self._name_x() - 8, self._sizes[-1]
        self._pixels = next((size for size in self._sizes if measure(self._name, size, True) <= room), smallest)
        self._lines = [self._name]
        if measure(self._name, self._pixels, True) > room:
            advance = advance_of(smallest, True)
            self._lines = break_lines(self._name, advance, room)
            if len(self._lines) > 2:
                self._lines = [self._lines[0], with_dots(self._lines[1], advance, room)]
        self.setFixedHeight(34 if len(self._lines) == 1 else 12 + 2 * self._leading)
        self.update()

    @property
    def _leading(self) -> int:
        return 24 if self._sizes is _SIZES else 20

    def _name_x(self) -> float:
        return measure(self._id, self._sizes[-1], False) + 10

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw id and name."""
        painter = QPainter(self)
        y = 19 + self._sizes[-1] // 3 if len(self._lines) == 1 else 4 + self._leading * 2 // 3
        painter.setFont(sized_font(self._sizes[-1]))
        painter.setPen(colour("ink3"))
        painter.drawText(QPointF(0, y), self._id)
        painter.setFont(sized_font(self._pixels, bold=True))
        painter.setPen(colour("ink"))
        y += 1 if self._pixels == _SIZES[0] else 0
        for place, line in enumerate(self._lines):
            painter.drawText(QPointF(self._name_x(), y + self._leading * place), line)


class ItemHeader(Ground):
    """Where the sub-indicator stands in the rubric, its name and meaning, and what can be done with all of it."""

    met_asked = Signal(int)
    """The level up to which everything unanswered is met."""

    step_asked = Signal(int)
    """-1 for the sub-indicator before, 1 for the next."""

    exclusion_asked = Signal()

    def __init__(self, words: Wording, parent: QWidget | None = None) -> None:
        """Lay the head out."""
        super().__init__("page", "b", parent)
        self._item = ""
        self._levels: tuple[tuple[int, str], ...] = ()
        self._is_compact = False
        down = self._down = QVBoxLayout(self)
        down.setContentsMargins(24, 12, 20, 12)
        down.setSpacing(2)
        down.addLayout(self._path())
        down.addLayout(self._title(words))
        self.definition = TermParagraph(self, role="ink2")
        down.addWidget(self.definition)
        self.excluded = Paragraph(self, role="cop")
        self.excluded.setObjectName("item-excluded")
        down.addWidget(self.excluded)

    def _path(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.path = Paragraph(self, pixels=12, leading=18, role="ink2", most_lines=1)
        self.weight = Label(self, role="ink3")
        figure_of(self.weight, "weight", lambda: self._item)
        self.fixed = Label(self, role="ink2")
        self.fixed.setObjectName("item-fixed")
        row.setSpacing(16)
        row.addWidget(self.path, 1)
        row.addWidget(self.fixed)
        row.addWidget(self.weight)
        return row

    def _title(self, words: Wording) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.tree = self._panel_button("panel-left", "show-tree")
        words.say(self.tree.set_name, N_("Rubric as a tree (Ctrl+B)"))
        row.addWidget(self.tree)
        self.name = NameLine(self)
        row.addWidget(self.name, 1)
        self.about = IconButton("info", self)
        self.about.setObjectName("item-about")
        self.about.setCheckable(True)
        words.say(self.about.set_name, N_("What this sub-indicator is about"))
        self.about.toggled.connect(self._show_about)
        self.about.hide()
        self.exclude = IconButton("circle-slash", self)
        self.exclude.setObjectName("item-exclude")
        self.exclude.clicked.connect(self.exclusion_asked)
        self.met = Button("plain", "list-checks", self)
        self.met.setObjectName("met-up-to")
        words.say(self.met.setText, N_("Met up to …"))
        self.met.clicked.connect(self._choose_level)
        self.met_short = IconButton("list-checks", self)
        self.met_short.setObjectName("met-up-to-short")
        words.say(self.met_short.set_name, N_("Met up to …"))
        self.met_short.clicked.connect(self._choose_level)
        self.met_short.hide()
        self.before = IconButton("chevron-up", self)
        self.before.setObjectName("item-before")
        words.say(self.before.set_name, N_("Sub-indicator before (Page up)"))
        self.before.clicked.connect(lambda: self.step_asked.emit(-1))
        self.after = IconButton("chevron-down", self)
        self.after.setObjectName("item-after")
        words.say(self.after.set_name, N_("Next sub-indicator (Page down)"))
        self.after.clicked.connect(lambda: self.step_asked.emit(1))
        self.standing = self._panel_button("panel-right", "show-standing")
        words.say(self.standing.set_name, N_("Standing (Ctrl+Shift+B)"))
        for widget in (self.about, self.exclude, self.met, self.met_short, self.before, self.after, self.standing):
            row.addWidget(widget)
        return row

    def _panel_button(self, icon: str, name: str) -> IconButton:
        button = IconButton(icon, self)
        button.setObjectName(name)
        button.hide()
        return button

    def set_compact(self, compact: bool) -> None:
        """Take one line where the page is low; what the sub-indicator is about is then shown when asked for."""
        if compact == self._is_compact:
            return
        self._is_compact = compact
        self._down.setContentsMargins(*((16, 3, 12, 3) if compact else (24, 12, 20, 12)))
        self.name.set_compact(compact)
        self.met.setVisible(not compact)
        self.met_short.setVisible(compact)
        self.about.setVisible(compact)
        self._show_about()

    def _show_about(self) -> None:
        shown = not self._is_compact or self.about.isChecked()
        for widget in (self.path, self.weight, self.definition):
            widget.setVisible(shown)
        self.fixed.setVisible(shown and bool(self.fixed.text()))

    def show_item(self, session: AssessmentSession, item_id: str) -> None:
        """Show a sub-indicator."""
        self._item = item_id
        rubric, spoken = session.rubric, current_language()
        group, domain, item = rubric.sub_indicators[item_id]
        self.path.setText(f"{rubric.say(group.name, spoken)}  ›  {rubric.say(domain.name, spoken)}")
        self.name.show_name(item.id, rubric.say(item.name, spoken))
        self.definition.show_marked(*session.terms.marked(item.id, (item.definition,)))
        part = _part_of(session, domain.sub_indicators, item)
        said = _("{percent} of {domain}").format(percent=part, domain=rubric.say(domain.name, spoken))
        self.weight.setText(said if part else "")
        self._levels = tuple((n, level_name(rubric, n)) for n in session.scope.levels.get(item_id, {}))
        self.met.setToolTip(f"Ctrl+1 – Ctrl+{max(rubric.level_numbers)}")
        self.met.setEnabled(bool(self._levels))
        self.met_short.setEnabled(bool(self._levels))
        self._show_exclusion(session, rubric, item_id)
        self._take_height()

    def _take_height(self) -> None:
        """Be as high as the words need before anything is painted: else all below would jump a moment later."""
        self._down.activate()
        if (page := self.parentWidget()) and (around := page.layout()):
            around.activate()

    def _show_exclusion(self, session: AssessmentSession, rubric: Rubric, item_id: str) -> None:
        from nfmaturity.domain.rubric import is_tailorable

        _group, domain, item = rubric.sub_indicators[item_id]
        reason = session.assessment.exclusions.get(item_id, "")
        self.excluded.setVisible(bool(reason))
        self.excluded.setText(_("Not applicable, does not count: {reason}").format(reason=reason) if reason else "")
        may_go = is_tailorable(item, domain)
        self.fixed.setText("" if may_go else _("always counts"))
        self._show_about()
        refused = _("The rubric does not allow {node} to be excluded.").format(node=item_id)
        self.fixed.setAccessibleDescription("" if may_go else refused)
        self.fixed.setToolTip("" if may_go else refused)
        self.exclude.setVisible(bool(reason) or may_go)
        self.exclude.set_name(_("Applicable again") if reason else _("This sub-indicator is not applicable …"))
        self.exclude.set_lit("cop" if reason else "")

    def _choose_level(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("met-levels")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for level, name in self._levels:
            said = _("Everything unanswered up to {level} is met").format(level=name)
            action = menu.addAction(f"{said}\tCtrl+{level}")
            action.triggered.connect(lambda _=False, level=level: self.met_asked.emit(level))
        under = self.met_short if self._is_compact else self.met
        menu.popup(under.mapToGlobal(under.rect().bottomLeft()))


def _part_of(session: AssessmentSession, siblings: tuple[SubIndicator, ...], item: SubIndicator) -> str:
    """Give what a sub-indicator weighs among those of its domain that count, "" where it does not count itself."""
    counted = [sibling for sibling in siblings if sibling.id in session.scope.levels]
    if item not in counted:
        return ""
    return percent(item.weight / sum(sibling.weight for sibling in counted))
