"""The terms of a rubric to browse and to search, in every language that the rubric has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from nfmaturity.i18n import N_, _, current_language
from nfmaturity.ui.pinyin_initials import initials
from nfmaturity.ui.sheet_rows import Row
from nfmaturity.ui.widgets.buttons import Button
from nfmaturity.ui.widgets.frame import Ground
from nfmaturity.ui.widgets.label import Label
from nfmaturity.ui.widgets.library_search import SearchField
from nfmaturity.ui.widgets.overlay import Overlay
from nfmaturity.ui.widgets.sheet_view import SheetView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from nfmaturity.domain.rubric import Rubric, Term
    from nfmaturity.ui.wording import Wording


class GlossaryPanel(Overlay):
    """All terms with their meanings; what is typed narrows them."""

    def __init__(self, words: Wording, window: QWidget) -> None:
        """Lay the panel out."""
        super().__init__(window, "glossary", 720, 560)
        self._rubric: Rubric | None = None
        head = QHBoxLayout()
        head.setContentsMargins(24, 10, 12, 0)
        title = Label(self.panel, size="heading", role="ink", bold=True)
        words.say(title.setText, N_("Glossary"))
        self.close_button = Button("quiet", "x", self.panel)
        self.close_button.setObjectName("glossary-close")
        words.say(self.close_button.setText, N_("Close"))
        self.close_button.set_key("Esc")
        self.close_button.clicked.connect(self.put_away)
        head.addWidget(title, 1)
        head.addWidget(self.close_button)
        self.search = SearchField(words, self.panel)
        self.search.setObjectName("glossary-search")
        self.search.tells_key = False
        words.say(self.search.setPlaceholderText, N_("Term or meaning"))
        words.say(self.search.setAccessibleName, N_("Search the terms"))
        self.search.textChanged.connect(self._show)
        self.count = Label(self.panel, role="ink3")
        self.count.setObjectName("glossary-count")
        below = QHBoxLayout()
        below.setContentsMargins(24, 6, 24, 10)
        below.setSpacing(12)
        below.addWidget(self.search)
        below.addWidget(self.count, 1)
        self.sheet = SheetView(self.panel)
        self.sheet.setObjectName("glossary-terms")
        words.say(self.sheet.setAccessibleName, N_("Terms"))
        self.search.left_downwards.connect(self.sheet.setFocus)
        self.search.left.connect(self.put_away)
        line = Ground("line", parent=self.panel)
        line.setFixedHeight(1)
        layout: QVBoxLayout = self.down
        layout.addLayout(head)
        layout.addLayout(below)
        layout.addWidget(line)
        layout.addWidget(self.sheet, 1)
        layout.addSpacing(6)

    def begin(self, rubric: Rubric, term: str = "") -> None:
        """Show the terms of a rubric; where one is named, what its name finds."""
        self._rubric = rubric
        named = (one.term for one in rubric.glossary if one.id == term)
        self.search.setText(next((rubric.say(name, current_language()) for name in named), ""))
        self.open()
        self._show()
        self.search.setFocus()
        self.search.selectAll()

    def look_through(self, rubric: Rubric | None) -> None:
        """Show the terms of another rubric for the words that stand there; without one there is nothing to show."""
        self._rubric = rubric
        if rubric is None:
            self.put_away()
        self._show()

    def _found(self) -> list[Term]:
        """Give the terms that what is typed finds: those called so first, each by the alphabet."""
        words = self.search.text().strip().casefold()
        terms = self._rubric.glossary if self._rubric else ()
        found = [term for term in terms if words in _all_words(term)]
        name = {term.id: initials(_named(self._rubric, term)[0]) for term in found} if self._rubric else {}
        return sorted(found, key=lambda term: (_distance(term, words), name[term.id]))

    def _show(self) -> None:
        if self._rubric is None:
            return
        found = self._found()
        self.sheet.mark(self.search.text().strip())
        self.sheet.show_rows(tuple(_row(self._rubric, term) for term in found) or (_nothing(),))
        self.count.setText(_("{n} of {all} terms").format(n=len(found), all=len(self._rubric.glossary)))


def _row(rubric: Rubric, term: Term) -> Row:
    name, elsewhere = _named(rubric, term)
    lead = f"{name}  {elsewhere}" if elsewhere else name
    return Row("entry", rubric.say(term.text, current_language()), lead=lead)


def _nothing() -> Row:
    return Row("text", _("No term is called that, and no meaning says it."))


def _named(rubric: Rubric, term: Term) -> tuple[str, str]:
    """Give a term in the language in force and in the others."""
    named = rubric.say(term.term, current_language())
    return named, " · ".join(dict.fromkeys(word for word in term.term.values() if word != named))


def _distance(term: Term, words: str) -> int:
    """Tell how far a term's name is from words: the same, containing them, or not."""
    names = [name.casefold() for name in term.term.values()]
    return 0 if words in names else 1 if any(words in name for name in names) else 2


def _all_words(term: Term) -> str:
    return "\n".join(_words_of(term)).casefold()


def _words_of(term: Term) -> Iterator[str]:
    yield from term.term.values()
    yield from term.text.values()
    for forms in (term.also or {}).values():
        yield from forms
