"""The sheet of keys: every key that is listed does what the list says, on the page and in the whole app."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from nfmaturity.domain.changes import Target
from nfmaturity.ui.acts import Act
from nfmaturity.ui.pages.page import Page
from nfmaturity.ui.requirement_filter import RequirementFilter
from nfmaturity.ui.settings import Location
from nfmaturity.ui.widgets.exclusion_dialog import ExclusionDialog
from nfmaturity.ui.widgets.glossary import GlossaryPanel
from nfmaturity.ui.widgets.keys_sheet import KeyLine, KeysSheet
from nfmaturity.ui.widgets.sheet_view import SheetView
from tests.ui.assessing import KEY, Assess, closed_item
from tests.ui.driving import click, named

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def press(at: Assess, cap: str) -> None:
    """Press a key as the sheet writes it."""
    written = (
        cap.replace("Ctrl ", "Ctrl+")
        .replace("Alt ←", "Alt+Left")
        .replace("−", "-")
        .replace("PgUp", "PgUp")
        .replace("PgDn", "PgDown")
    )
    held = QKeySequence({"↑": "Up", "↓": "Down"}.get(written, written))[0]
    at.press(held.key(), with_=held.keyboardModifiers())


def listed(page: Page) -> dict[str, Act]:
    return {act.name: act for group in page.act_groups() for act in group.acts}


@contextmanager
def moves(at: Assess, what: Callable[[], object]) -> Iterator[None]:
    before = what()
    yield
    assert what() != before


def in_the_middle(at: Assess) -> None:
    """Stand on a requirement that may be excluded, with others before and after, a term and nothing graded."""
    item = closed_item(at.session)
    at.session.edit({Target("answer", name, "grade"): None for name in at.session.rubric.places})
    at.go(item)
    at.go(at.names()[1])


def check(at: Assess, name: str, act: Act) -> None:  # noqa: C901, PLR0912 - one case an act
    """Press the key of an act and look at what it is to do."""
    session, current, degrees = at.session, at.current, at.session.rubric.scoring.degrees
    if name.startswith("grade-"):
        session.grade(current, degrees[1].id if name != "grade-2" else degrees[0].id)
        press(at, act.cap)
        assert at.grade(current) == (None if name == "grade-0" else degrees[int(act.cap) - 1].id)
    elif name.startswith("met-"):
        press(at, act.cap)
        level = int(name[4:])
        upto = [r for n, names in session.scope.levels[at.item].items() if n <= level for r in names]
        assert all(at.grade(requirement) is not None for requirement in upto)
    elif name == "comment":
        press(at, act.cap)
        assert at.focus().objectName() == f"comment-text-{current}"
        at.press(KEY.Key_Escape)
    elif name == "history":
        press(at, act.cap)
        at.qtbot.waitUntil(lambda: at.page.history.panel.node == current)
        at.press(KEY.Key_Escape)
    elif name == "mark":
        with moves(at, lambda: session.answer(current).review):
            press(at, act.cap)
    elif name == "exclude":
        press(at, act.cap)
        named(at.window, "exclusion", ExclusionDialog).reject()
    elif name in {"before", "after", "next"}:
        with moves(at, lambda: at.current):
            press(at, act.cap)
    elif name in {"item-before", "item-after", "go-on"}:
        if name == "go-on":
            at.session.met_up_to(at.item, 9)
            at.page.setFocus()
        with moves(at, lambda: at.item):
            press(at, act.cap)
    elif name == "guidance":
        with moves(at, lambda: at.row().height_for(700)):
            press(at, act.cap)
    elif name == "terms":
        at.go(next(n for n in session.scope.requirements if named_terms(at, n)))
        press(at, act.cap)
        assert at.page.meanings.card.isVisible()
    elif name == "filter":
        press(at, act.cap)
        assert at.focus().objectName() == "filter"
    elif name == "filter-off":
        at.page.finding.ask(RequirementFilter("", frozenset({"unanswered"})))
        press(at, act.cap)
        assert not at.page.finding.is_set
    else:
        pytest.fail(f"nobody has looked at what {name} does")


def named_terms(at: Assess, requirement: str) -> bool:
    at.go(requirement)
    return bool(at.row().pointer.spots())


def test_each_key_of_assess_does_what_the_sheet_says(at: Assess) -> None:
    in_the_middle(at)
    names = [name for name, act in listed(at.page).items() if act.cap]
    assert len(names) > 15
    for name in names:
        in_the_middle(at)
        check(at, name, listed(at.page)[name])
        at.page.finding.clear()
        at.page.meanings.dismiss()


def test_each_act_says_in_time_why_it_cannot_be_done(at: Assess) -> None:
    assert listed(at.page)["filter-off"].refused
    at.page.finding.ask(RequirementFilter("nothing says this"))
    acts = listed(at.page)
    assert not acts["filter-off"].refused
    assert acts["mark"].refused == acts["comment"].refused == "No requirement is in sight."


def of_app(at: Assess) -> dict[str, Act]:
    return {act.name: act for group in at.window.finders.groups() for act in group.acts}


def test_each_key_of_the_app_does_what_the_sheet_says(at: Assess, monkeypatch: pytest.MonkeyPatch) -> None:
    in_the_middle(at)
    sizes: list[int] = []
    monkeypatch.setattr(at.window.text_size, "change", sizes.append)  # another size opens another process
    caps = {name: act.cap for name, act in of_app(at).items() if act.cap and name not in listed(at.page)}
    name = at.current
    at.press("r")
    for act, review in (("undo", False), ("redo", True)):
        press(at, caps.pop(act))
        assert at.session.answer(name).review is review
    for act, panel in (("palette", "palette"), ("keys", "keys")):
        press(at, caps[act])
        assert named(at.window, panel).isVisible()
        press(at, caps.pop(act))
        assert not named(at.window, panel).isVisible()
    press(at, caps.pop("text-larger"))
    press(at, caps.pop("text-smaller"))
    assert sizes == [110, 90]
    caps.pop("text-usual")  # bound to the same object, and nothing to see at the usual size
    press(at, caps["why"])
    assert at.window.why.is_shown
    press(at, caps.pop("why"))
    assert not at.window.why.is_shown
    press(at, caps["settings"])
    assert at.window.location.page == "settings"
    press(at, caps.pop("settings"))
    assert at.window.location.page == "assess"
    press(at, caps.pop("new"))
    assert at.window.location.page == "new"
    press(at, caps.pop("back"))
    assert at.window.location.page == "assess"
    assert caps == {}, "nobody has looked at what these do"


def spelled(caps: Iterable[str]) -> set[str]:
    """Give keys one by one: Ctrl ←→ are two."""
    parted = (cap.rpartition(" ") for cap in caps if cap)
    arrows = set("←→↑↓")
    return {held + gap + key for held, gap, keys in parted for key in (keys if set(keys) <= arrows else [keys])}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("page", ["library", "overview", "assess", "report", "rubric"])
def test_the_sheet_lists_the_keys_of_the_page_at_hand(at: Assess, page: str, language: str) -> None:
    at.window.switch_language(language)
    at.window.go(Location(page))
    shown = at.window.stack.currentWidget()
    assert isinstance(shown, Page)
    assert not spelled(hint[0] for hint in list(shown.keys())) & spelled(
        act.cap for name, act in of_app(at).items() if name not in {*listed(shown), "new", "why"}
    ), "a key that the page and the app both take does something else"
    before = at.window.focusWidget()
    QApplication.processEvents()
    at.window.finders.toggle_keys()
    sheet = named(at.window, "keys", KeysSheet)
    lines = {line.accessibleName() for line in sheet.findChildren(KeyLine)}
    for act in (act for group in shown.act_groups() for act in group.acts if act.cap):
        assert f"{act.cap}: {act.said}" in lines
    assert {"en": "Ctrl Z: Undo", "zh": "Ctrl Z: 撤销"}[language] in lines
    at.press(KEY.Key_Escape)
    assert not sheet.isVisible()
    assert at.window.focusWidget() in {before, at.window}


# The glossary


def glossary(at: Assess) -> SheetView:
    return named(at.window, "glossary-terms", SheetView)


def test_all_terms_are_listed_and_searched_in_both_languages(at: Assess) -> None:
    terms = at.session.rubric.glossary
    before = at.focus()
    press(at, "F1")
    click(at.qtbot, at.window, "keys-glossary")
    assert not named(at.window, "keys", KeysSheet).isVisible()
    assert glossary(at).sheet.rowCount() == len(terms)
    panel = named(at.window, "glossary", GlossaryPanel)
    for words in (terms[5].term["zh"], terms[5].term["en"].upper()):
        panel.search.setText(words)
        said = glossary(at).said
        assert terms[5].text["en"] in said
        assert len(glossary(at).sheet.rows) < len(terms)
    panel.search.setText("qqqqq")
    assert "No term is called that" in glossary(at).said
    at.press(KEY.Key_Escape)
    assert panel.search.text() == "", "Escape empties the search first"
    at.press(KEY.Key_Escape)
    assert not panel.isVisible()
    assert at.focus() is before


def test_a_term_is_shown_from_the_palette(at: Assess) -> None:
    term = at.session.rubric.glossary[-1]
    at.press(KEY.Key_K, with_=CTRL)
    at.press(term.term["en"], KEY.Key_Return)
    assert named(at.window, "glossary", GlossaryPanel).search.text() == term.term["en"]
    assert term.text["en"] in glossary(at).sheet.rows[0].spoken
    assert glossary(at).sought == term.term["en"]


def test_the_rubric_page_shows_the_terms_of_its_pack(at: Assess) -> None:
    terms = at.session.rubric.glossary
    at.window.go(Location("rubric"))
    click(at.qtbot, at.window, "rubric-glossary")
    assert glossary(at).sheet.rowCount() == len(terms)
    at.press(KEY.Key_Escape)
    at.app.desk.close_assessment()
    assert not of_app(at)["glossary"].refused, "the rubric is there without an assessment"
    at.window.go(Location("library"))
    assert of_app(at)["glossary"].refused == "Open an assessment first."


@pytest.mark.parametrize("size", [(683, 384), (911, 512)])
@pytest.mark.parametrize("what", ["keys", "glossary"])
def test_they_keep_inside_a_small_window(at: Assess, size: tuple[int, int], what: str) -> None:
    at.window.setMinimumSize(1, 1)
    at.window.resize(*size)
    finders = at.window.finders
    finders.toggle_keys() if what == "keys" else finders.show_glossary()
    shown = named(at.window, what)
    panel: QWidget = shown.panel  # type: ignore[attr-defined]
    assert shown.rect().contains(panel.geometry())
    assert all(
        panel.rect().contains(part.geometry())
        for part in panel.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    )
