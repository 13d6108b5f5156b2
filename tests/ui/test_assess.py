"""The Assess page by keys and clicks, on the demonstration's library."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from nfmaturity.domain.assessment import RubricRef
from nfmaturity.domain.assessment_record import Record
from nfmaturity.domain.changes import Target
from nfmaturity.domain.documents import canonical_json, sha256_of
from nfmaturity.domain.rubric import RubricPack
from nfmaturity.domain.scope import scope_of
from nfmaturity.domain.scoring import cut, score
from nfmaturity.storage.library import open_library
from nfmaturity.storage.place import parse_place
from nfmaturity.storage.repository import Repository
from nfmaturity.storage.writer import AssessmentWriter
from nfmaturity.ui.app import App
from nfmaturity.ui.models.rubric_tree import NodeRole
from nfmaturity.ui.pages.assess import AssessPage
from nfmaturity.ui.pages.assess_item import ItemView
from nfmaturity.ui.session import AssessmentSession
from nfmaturity.ui.settings import Location
from nfmaturity.ui.widgets.comment_edit import CommentEdit
from nfmaturity.ui.widgets.exclusion_dialog import ExclusionDialog
from nfmaturity.ui.widgets.grade_selector import GradeSelector
from nfmaturity.ui.widgets.level_header import LevelHeader
from nfmaturity.ui.widgets.paragraph import Paragraph
from nfmaturity.ui.widgets.requirement_row import RequirementRow
from tests import rubrics
from tests.edits import edit
from tests.ui.conftest import Start
from tests.ui.driving import LEFT, click, named, saved

KEY = Qt.Key


class Assess:
    """The page as a person has it before them."""

    def __init__(self, qtbot: QtBot, app: App) -> None:
        self.qtbot, self.app, self.window = qtbot, app, app.window
        page = app.window.stack.currentWidget()
        assert isinstance(page, AssessPage)
        self.page, self.view = page, named(page, "item", ItemView)

    @property
    def session(self) -> AssessmentSession:
        assert self.app.desk.session
        return self.app.desk.session

    @property
    def current(self) -> str:
        return self.view.current

    @property
    def item(self) -> str:
        return self.page._item

    def focus(self) -> QWidget:
        found = self.window.focusWidget()
        assert found
        return found

    def press(self, *keys: Qt.Key | str, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press keys where the focus is, as the window's system does."""
        for key in keys:
            if isinstance(key, str):
                QTest.keyClicks(self.focus(), key, with_)
            else:
                QTest.keyClick(self.focus(), key, with_)

    def go(self, node: str) -> None:
        kind = "requirement" if "." in node else "node"
        self.window.go(Location("assess", **{kind: node}))

    def row(self, requirement: str = "") -> RequirementRow:
        return named(self.view, f"row-{requirement or self.current}", RequirementRow)

    def names(self) -> list[str]:
        return [name for rows in self.view._levels for name in rows.requirements]

    def grade(self, requirement: str) -> str | None:
        return self.session.answer(requirement).grade

    def notice(self) -> str:
        said = named(self.window, "notice", Paragraph)
        return said.text() if said.isVisible() else ""

    def keys_grade(self) -> None:
        """The keys act on the current requirement, wherever the last click went."""
        name = self.current
        for key, degree in (("1", "full"), ("3", "partial")):
            self.press(key)
            assert self.grade(name) == degree
            self.go(name)

    def somebody_else(self, cells: dict[Target, object]) -> None:
        """Store edits as another person does, and look."""
        session, done = self.session, []

        def work(workspace: object) -> object:
            writer = AssessmentWriter(workspace.library, session.pack, session.assessment.id)  # type: ignore[attr-defined]
            return writer.write([edit(writer.standing.assessment, target, value) for target, value in cells.items()])

        self.app.desk.ask(work, done.append)
        self.qtbot.waitUntil(lambda: bool(done))

    def look(self) -> None:
        with self.qtbot.waitSignal(self.session.moved):
            self.app.desk.look_for_others()


@pytest.fixture
def at(opened: App, qtbot: QtBot) -> Assess:
    made = Assess(qtbot, opened)
    made.go(open_item(made.session))
    made.session.edit({Target("answer", name, "comment"): "" for name in made.session.rubric.places})
    return made


def open_item(session: AssessmentSession) -> str:
    """Give a sub-indicator in scope, none of whose first two requirements share a level with nothing else."""
    return next(item for item, levels in session.scope.levels.items() if len(levels) >= 3 and len(levels[1]) >= 2)


def closed_item(session: AssessmentSession) -> str:
    """Give a sub-indicator that may be excluded."""
    return next(
        place.sub_indicator.id
        for name, place in session.rubric.places.items()
        if place.tailorable and name in session.scope
    )


# Grading by keys


def test_a_key_grades_and_goes_on(at: Assess) -> None:
    names = at.names()
    at.go(names[0])
    for key, degree, name in zip("1234", ("full", "most", "partial", "none"), names, strict=False):
        assert at.current == name
        at.press(key)
        assert at.grade(name) == at.session.rubric.scoring.degrees[int(key) - 1].id == degree
        assert at.focus() is at.row().selector
    saved(at.qtbot, at.app)


def test_zero_takes_the_grade_away_and_stays(at: Assess) -> None:
    name = at.names()[0]
    at.go(name)
    at.press("1", KEY.Key_Up, "0")
    assert (at.current, at.grade(name)) == (name, None)


def test_keys_without_a_degree_do_nothing(at: Assess) -> None:
    before = at.session.assessment
    at.press("5", "9", "z", KEY.Key_F9)
    at.app.window.focusWidget()
    QApplication.sendEvent(at.focus(), QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, "中"))
    assert at.session.assessment is before


def test_the_keypad_grades_as_well(at: Assess) -> None:
    name = at.current
    QTest.keyClick(at.focus(), KEY.Key_2, Qt.KeyboardModifier.KeypadModifier)
    assert at.grade(name) == "most"


def test_a_key_held_down_grades_once_and_an_arrow_goes_on(at: Assess) -> None:
    names = at.names()
    at.go(names[0])
    at.session.edit({Target("answer", name, "grade"): None for name in names})
    at.press("1")
    for _ in range(5):
        held = QKeyEvent(QEvent.Type.KeyPress, KEY.Key_1, Qt.KeyboardModifier.NoModifier, "1", True)
        QApplication.sendEvent(at.focus(), held)
    assert [at.grade(name) for name in names[:3]] == ["full", None, None]
    held = QKeyEvent(QEvent.Type.KeyPress, KEY.Key_Down, Qt.KeyboardModifier.NoModifier, "", True)
    QApplication.sendEvent(at.focus(), held)
    assert at.current == names[2]


def test_arrows_and_pages_move(at: Assess) -> None:
    first, item = at.names()[0], at.item
    at.go(first)
    at.press(KEY.Key_Up)
    assert at.current == first
    at.press(KEY.Key_Down, KEY.Key_Down, KEY.Key_Up)
    assert at.current == at.names()[1]
    at.press(KEY.Key_PageDown)
    assert at.item != item
    at.press(KEY.Key_PageUp)
    assert at.item == item
    assert at.focus() is at.row().selector


def test_pages_end_where_the_rubric_ends(at: Assess) -> None:
    items = [item for item in at.session.rubric.sub_indicators if item in at.session.scope.levels]
    at.go(items[0])
    assert not named(at.page, "item-before").isEnabled()
    at.press(KEY.Key_PageUp)
    assert at.item == items[0]
    at.go(items[-1])
    assert not named(at.page, "item-after").isEnabled()
    at.press(KEY.Key_PageDown)
    assert at.item == items[-1]
    click(at.qtbot, at.page, "item-before")
    assert at.item == items[-2]


def test_n_goes_to_what_is_unanswered_and_round_again(at: Assess) -> None:
    session = at.session
    order = [name for name in session.rubric.places if name in session.scope]
    session.edit({Target("answer", name, "grade"): "full" for name in order})
    session.edit({Target("answer", name, "grade"): None for name in (order[3], order[-1])})
    at.go(order[0])
    for name in (order[3], order[-1], order[3]):
        at.press("n")
        assert at.current == name
    at.press("1")
    at.press("n", "1")
    at.press("n")
    assert "Everything that counts is graded" in at.notice()


def test_one_undo_each_and_redo(at: Assess) -> None:
    name = at.names()[0]
    at.go(name)
    before = at.grade(name)
    at.press("0") if before else None
    at.press("2")
    assert "Undo" in named(at.window, "undo").text()  # type: ignore[attr-defined]
    at.press(KEY.Key_Z, with_=Qt.KeyboardModifier.ControlModifier)
    assert at.grade(name) is None
    at.press(KEY.Key_Z, with_=Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert at.grade(name) == "most"
    click(at.qtbot, at.window, "undo")
    assert at.grade(name) is None


# Comments


def test_digits_in_a_comment_are_words(at: Assess) -> None:
    name, grade = at.current, at.grade(at.current)
    at.press("c", "line 1 of 4: n c r g x 0")
    assert isinstance(at.focus(), CommentEdit)
    assert at.grade(name) == grade
    at.press(KEY.Key_Escape)
    assert at.session.answer(name).comment == "line 1 of 4: n c r g x 0"
    assert at.focus() is at.row(name).selector
    at.keys_grade()


def test_a_comment_is_saved_after_a_rest_and_one_undo_takes_it_back(at: Assess) -> None:
    name = at.current
    at.press("c", "first")
    at.qtbot.waitUntil(lambda: at.session.answer(name).comment == "first")
    at.press(" second")
    at.qtbot.waitUntil(lambda: at.session.answer(name).comment == "first second")
    assert isinstance(at.focus(), CommentEdit)
    at.press(KEY.Key_Escape, KEY.Key_Z)
    at.press(KEY.Key_Z, with_=Qt.KeyboardModifier.ControlModifier)
    assert at.session.answer(name).comment == ""
    saved(at.qtbot, at.app)


def test_undo_shows_in_a_comment_that_is_open(at: Assess) -> None:
    name = at.current
    at.press("c", "words")
    at.qtbot.waitUntil(lambda: at.session.answer(name).comment == "words")
    click(at.qtbot, at.window, "undo")
    editor = named(at.row(), f"comment-text-{name}", QPlainTextEdit)
    assert (editor.toPlainText(), at.session.answer(name).comment) == ("", "")
    at.press("others", KEY.Key_Escape)
    assert at.session.answer(name).comment == "others"


@pytest.mark.parametrize("leave", ["click", "page", "tree", "library", "item"])
def test_a_comment_is_saved_on_leaving_it(at: Assess, leave: str) -> None:
    name = at.current
    at.press("c", "kept")
    acts: dict[str, Callable[[], object]] = {
        "click": lambda: at.qtbot.mouseClick(at.row(at.names()[1]), LEFT),
        "page": lambda: click(at.qtbot, at.page, "item-after"),
        "tree": lambda: named(at.page, "filter").setFocus(),
        "library": lambda: at.window.go(Location("library")),
        "item": lambda: at.go(list(at.session.scope.levels)[-1]),
    }
    acts[leave]()
    assert at.session.answer(name).comment == "kept"
    assert at.page.findChild(CommentEdit) is None or not at.page.findChild(CommentEdit).isVisible()


def test_a_comment_just_written_is_on_disk_when_the_app_ends(start: Start, qtbot: QtBot) -> None:
    app = start(demo=True)
    assert app.desk.library
    ident = app.desk.library.rows[0].id
    with qtbot.waitSignal(app.desk.session_changed):
        app.window.go(Location("assess", ident))
    at = Assess(qtbot, app)
    written: list[object] = []
    at.session.moved.connect(written.append)
    at.press("c", "last words")
    app.desk.close_assessment()
    assert written
    assert app.desk.waiting == 1
    saved(qtbot, app)


def test_c_closes_and_opens_by_the_sign_too(at: Assess) -> None:
    name = at.names()[1]
    click(at.qtbot, at.view, f"comment-{name}")
    assert at.current == name
    assert isinstance(at.focus(), CommentEdit)
    at.press("x", KEY.Key_Return, "y")
    at.press(KEY.Key_Return, with_=Qt.KeyboardModifier.ControlModifier)
    assert at.session.answer(name).comment == "x\ny"
    click(at.qtbot, at.view, f"comment-{name}")
    click(at.qtbot, at.view, f"comment-{name}")
    at.keys_grade()


def test_tab_leads_out_of_a_comment_and_back_to_the_grades(at: Assess) -> None:
    name = at.current
    at.press("c", "a")
    at.press(KEY.Key_Backtab, with_=Qt.KeyboardModifier.ShiftModifier)
    assert at.focus() is at.row(name).selector


def test_what_a_comment_cannot_hold_is_left_out_or_told(at: Assess) -> None:
    name = at.current
    at.press("c")
    editor = at.focus()
    assert isinstance(editor, CommentEdit)
    editor.insertPlainText("a\x07b")
    at.press(KEY.Key_Escape)
    assert at.session.answer(name).comment == "ab"
    at.press("c")
    editor = at.focus()
    assert isinstance(editor, CommentEdit)
    editor.insertPlainText("看" * 20_000)
    editor.finish()
    assert "20000 characters at most" in at.notice()
    assert at.session.answer(name).comment == "ab"


def test_others_edits_do_not_end_the_writing(at: Assess) -> None:
    """Somebody else grades meanwhile: what is typed next must still be words, not grades."""
    name, other = at.current, at.names()[1]
    wanted = "none" if at.grade(other) != "none" else "full"
    at.press("c", "half a ")
    at.somebody_else({Target("answer", other, "grade"): wanted})
    at.look()
    assert at.grade(other) == wanted
    assert isinstance(at.focus(), CommentEdit)
    grade = at.grade(name)
    at.press("sentence 1", KEY.Key_Escape)
    assert (at.session.answer(name).comment, at.grade(name)) == ("half a sentence 1", grade)


# Marks, guidance, exclusions


def test_marks_by_key_and_click(at: Assess) -> None:
    name = at.current
    at.press("r")
    assert at.session.answer(name).review
    click(at.qtbot, at.view, f"review-{name}")
    assert not at.session.answer(name).review
    at.keys_grade()


def test_guidance_goes_and_comes(at: Assess) -> None:
    full = at.row().height()
    at.press("g")
    assert at.row().height() < full
    at.press("g")
    assert at.row().height() == full


def tailored(at: Assess) -> str:
    """Go to a requirement that may be excluded alone."""
    for name, place in at.session.rubric.places.items():
        levels = at.session.scope.levels.get(place.sub_indicator.id, {})
        if place.tailorable and name in at.session.scope and len(levels[place.level]) > 1:
            at.go(name)
            return name
    raise AssertionError


def dialog(at: Assess) -> ExclusionDialog:
    return named(at.page, "exclusion", ExclusionDialog)


def close_away(at: Assess) -> None:
    at.qtbot.waitUntil(lambda: at.page.findChild(ExclusionDialog) is None)


def test_not_applicable_with_a_reason_and_back(at: Assess) -> None:
    name = tailored(at)
    at.press("x")
    asked = dialog(at)
    click(at.qtbot, asked, "exclusion-done")
    fault = named(asked, "exclusion-fault", Paragraph)
    assert fault.isVisible()
    assert "without a reason" in fault.text()
    reason = named(asked, "exclusion-reason", QPlainTextEdit)
    QTest.keyClicks(reason, "no furnace 1 here")
    QTest.keyClick(reason, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    close_away(at)
    assert at.session.assessment.exclusions == {**at.session.assessment.exclusions, name: "no furnace 1 here"}
    assert not at.row(name).selector.isVisible()
    before = at.session.assessment
    at.press("1")
    assert at.session.assessment is before
    at.press(KEY.Key_Down)
    at.go(name)
    click(at.qtbot, at.view, f"include-{name}")
    assert name not in at.session.assessment.exclusions
    at.keys_grade()


def test_leaving_the_question_excludes_nothing_and_keys_go_on(at: Assess) -> None:
    name = tailored(at)
    at.press("x")
    QTest.keyClick(dialog(at), KEY.Key_Escape)
    close_away(at)
    assert name not in at.session.assessment.exclusions
    at.keys_grade()


def test_a_refusal_is_told_in_the_question_and_the_words_are_kept(at: Assess) -> None:
    name = tailored(at)
    place = at.session.rubric.places[name]
    level = [n for n in at.session.scope.levels[place.sub_indicator.id][place.level] if n != name]
    at.session.edit({Target("exclusion", n, "reason"): "why" for n in level})
    at.go(name)
    at.press("x")
    reason = named(dialog(at), "exclusion-reason", QPlainTextEdit)
    QTest.keyClicks(reason, "mine")
    click(at.qtbot, dialog(at), "exclusion-done")
    assert "empty" in named(dialog(at), "exclusion-fault", Paragraph).text()
    assert reason.toPlainText() == "mine"
    click(at.qtbot, dialog(at), "exclusion-cancel")
    close_away(at)


def test_what_the_rubric_forbids_is_told(at: Assess) -> None:
    name = next((n for n, p in at.session.rubric.places.items() if not p.tailorable and n in at.session.scope), "")
    assert name
    at.go(name)
    at.press("x")
    assert "does not allow" in at.notice()
    assert at.page.findChild(ExclusionDialog) is None


def test_a_whole_sub_indicator_and_back(at: Assess) -> None:
    item = closed_item(at.session)
    at.go(item)
    click(at.qtbot, at.page, "item-exclude")
    QTest.keyClicks(named(dialog(at), "exclusion-reason", QPlainTextEdit), "none here")
    click(at.qtbot, dialog(at), "exclusion-done")
    close_away(at)
    assert named(at.page, "item-excluded").isVisible()
    assert not at.view.isEnabled()
    before = at.session.assessment
    at.press("1", "0")
    assert at.session.assessment is before
    assert named(at.page, "filter", QLineEdit).text() == ""
    is_last = not named(at.page, "item-after").isEnabled()
    at.press(KEY.Key_PageUp if is_last else KEY.Key_PageDown)
    assert at.item != item
    at.go(item)
    at.press("x")
    assert item not in at.session.assessment.exclusions
    assert at.view.isEnabled()
    at.keys_grade()


def test_taking_back_what_would_leave_a_level_empty_is_told(at: Assess) -> None:
    item = closed_item(at.session)
    at.go(item)
    at.session.exclude(item, "none here")
    level = at.session.rubric.sub_indicators[item][2].levels[1]
    at.session.edit({Target("exclusion", r.id, "reason"): "nor this" for r in level.requirements})
    click(at.qtbot, at.page, "item-exclude")
    assert "empty" in at.notice()
    assert item in at.session.assessment.exclusions


def test_the_question_goes_away_with_the_assessment(at: Assess) -> None:
    tailored(at)
    at.press("x")
    at.app.desk.close_assessment()
    close_away(at)


# Met up to


def test_met_up_to_never_overwrites(at: Assess) -> None:
    session, names = at.session, at.names()
    session.edit({Target("answer", name, "grade"): None for name in names})
    at.go(names[0])
    at.press("4")
    at.press(KEY.Key_2, with_=Qt.KeyboardModifier.ControlModifier)
    levels = session.scope.levels[at.item]
    assert at.grade(names[0]) == "none"
    assert {at.grade(n) for level in (1, 2) for n in levels.get(level, ()) if n != names[0]} == {"full"}
    assert {at.grade(n) for n in levels[3]} == {None}
    assert "Graded as fully satisfied" in at.notice()
    at.press(KEY.Key_Z, with_=Qt.KeyboardModifier.ControlModifier)
    assert {at.grade(name) for name in names[1:]} == {None}
    at.press(KEY.Key_9, with_=Qt.KeyboardModifier.ControlModifier)
    assert {at.grade(name) for name in names[1:]} == {None}


def test_met_up_to_by_the_menu(at: Assess) -> None:
    session, names = at.session, at.names()
    session.edit({Target("answer", name, "grade"): None for name in names})
    click(at.qtbot, at.page, "met-up-to")
    menu = named(at.page, "met-levels", QMenu)
    assert len(menu.actions()) == len(session.scope.levels[at.item])
    menu.actions()[0].trigger()
    menu.close()
    level = min(session.scope.levels[at.item])
    assert {at.grade(name) for name in session.scope.levels[at.item][level]} == {"full"}
    at.qtbot.waitUntil(lambda: at.page.findChild(QMenu, "met-levels") is None)
    at.keys_grade()


# Clicks


def test_a_click_on_a_degree_grades_and_keys_go_on(at: Assess) -> None:
    names = at.names()
    at.go(names[0])
    named(at.page, "filter").setFocus()
    click(at.qtbot, at.view, f"{names[2]}-most")
    assert at.grade(names[2]) == "most"
    assert at.current == at.names()[3]
    at.keys_grade()


def test_a_click_on_the_last_degree_takes_the_keys_along(at: Assess) -> None:
    last = at.names()[-1]
    at.go(last)
    named(at.page, "filter").setFocus()
    click(at.qtbot, at.view, f"{last}-none")
    assert at.current == last
    at.keys_grade()


def test_a_click_on_the_chosen_degree_takes_the_grade_away(at: Assess) -> None:
    name = at.names()[0]
    at.go(name)
    at.press("2", KEY.Key_Up)
    click(at.qtbot, at.view, f"{name}-most")
    assert (at.grade(name), at.current) == (None, name)


def test_a_click_in_the_tree_opens_and_keys_go_on(at: Assess) -> None:
    tree = named(at.page, "tree", QTreeView)
    wanted = list(at.session.scope.levels)[-1]
    at.page.tree.show_node(wanted)  # brings it into view
    index = tree.currentIndex()
    at.page.tree.show_node(at.item)
    tree.expand(index.parent())
    tree.scrollTo(index)
    at.qtbot.mouseClick(tree.viewport(), LEFT, pos=tree.visualRect(index).center())
    assert at.item == wanted == index.data(NodeRole.ID)
    at.keys_grade()
    parent = index.parent()
    tree.scrollTo(parent)
    open_before = tree.isExpanded(parent)
    at.qtbot.mouseClick(tree.viewport(), LEFT, pos=tree.visualRect(parent).center())
    assert tree.isExpanded(parent) is not open_before
    name = at.current
    at.press("2")
    assert at.grade(name) == "most"


def test_blockers_lead_to_their_requirement(at: Assess) -> None:
    click(at.qtbot, at.page, "choice-overall")
    row = next(row for row in at.page.standing._rows if row.isVisibleTo(at.page))
    at.qtbot.mouseClick(row, LEFT)
    assert at.current == row.requirement
    at.keys_grade()


# The tree's filters


def shown(at: Assess) -> set[str]:
    tree, found = named(at.page, "tree", QTreeView), set()
    index = tree.model().index(0, 0)
    while index.isValid():
        if index.data(NodeRole.KIND) == "item":
            found.add(index.data(NodeRole.ID))
        tree.expand(index)
        index = tree.indexBelow(index)
    return found


def test_the_words_of_a_requirement_find_its_sub_indicator(at: Assess) -> None:
    name = sorted(at.session.scope.requirements)[5]
    text = at.session.rubric.places[name].requirement.text["en"]
    at.press(KEY.Key_F, with_=Qt.KeyboardModifier.ControlModifier)
    assert at.focus() is named(at.page, "filter")
    before = at.session.assessment
    at.press(text[:40].upper())
    assert shown(at) == {at.session.rubric.places[name].sub_indicator.id}
    assert at.session.assessment is before
    named(at.page, "filter", QLineEdit).clear()
    assert shown(at) == set(at.session.rubric.sub_indicators)


def test_ticks_narrow_the_tree_and_follow_edits(at: Assess) -> None:
    at.press("r")
    click(at.qtbot, at.page, "filter-marked")
    assert shown(at) == {at.item}
    at.go(at.current)
    at.press("r")
    assert shown(at) == set()
    at.keys_grade()
    click(at.qtbot, at.page, "filter-marked")
    click(at.qtbot, at.page, "filter-unanswered")
    nodes = at.session.card.nodes
    assert shown(at) == {i for i in at.session.scope.levels if nodes[i].answered < nodes[i].in_scope}


# Folding


def test_folding_leaves_no_key_on_what_is_hidden(at: Assess) -> None:
    levels = at.session.scope.levels[at.item]
    at.session.edit({Target("answer", name, "grade"): None for name in at.names()})
    at.go(levels[1][0])
    click(at.qtbot, at.view, "level-1")
    assert not at.row(levels[1][0]).isVisible()
    assert at.current == levels[2][0]
    at.press("1")
    assert (at.grade(levels[1][0]), at.grade(levels[2][0])) == (None, "full")
    for level in [n for n in levels if n > 1]:
        click(at.qtbot, at.view, f"level-{level}")
    assert at.current == ""
    before = at.session.assessment
    at.press("1", "0", "r", "c", "g", "x")
    assert at.session.assessment is before
    click(at.qtbot, at.view, "level-2")
    at.press(KEY.Key_Down)
    assert at.current == levels[2][0]
    at.keys_grade()


def test_a_fold_stays_through_grades_exclusions_language_and_items(at: Assess) -> None:
    item, levels = at.item, at.session.scope.levels[at.item]
    at.go(levels[1][0])
    click(at.qtbot, at.view, "level-3")
    at.press("1")
    at.session.mark(levels[1][0], review=True)
    at.window.switch_language("zh")
    at.window.switch_language("en")
    at.press(KEY.Key_PageDown, KEY.Key_PageUp)
    assert at.item == item
    assert not named(at.view, "level-3", LevelHeader).isChecked()
    assert not at.row(levels[3][0]).isVisible()


# What stands at the right


def test_figures_are_those_of_the_score(at: Assess) -> None:
    at.press("1", "2", "3")
    session = at.session
    state = session.assessment
    anew = score(session.rubric, state, scope_of(session.rubric, state.enterprise.segments, state.exclusions))
    domain = session.rubric.sub_indicators[at.item][1].id
    for choice, node in (("item", at.item), ("domain", domain), ("overall", "overall")):
        click(at.qtbot, at.page, f"choice-{choice}")
        found = anew.nodes.get(node) or anew.overall
        shown_score = named(at.page, "standing-score").text()  # type: ignore[attr-defined]
        assert shown_score == (cut(found.score) if found.score is not None else "–")
        for line in at.page.standing.shares._lines:
            assert (line.figure, line.is_met) == (
                cut(found.shares[line.level]),
                found.shares[line.level] >= session.rubric.scoring.level_threshold,
            )
            assert isinstance(line.share, Fraction)


# Disagreements


@pytest.mark.parametrize(("button", "after"), [("theirs", "none"), ("yours", "full")])
def test_yours_or_theirs(at: Assess, button: str, after: str) -> None:
    name = at.names()[0]
    at.go(name)
    at.session.grade(name, "partial")
    saved(at.qtbot, at.app)
    at.somebody_else({Target("answer", name, "grade"): "none"})
    at.press("1")
    bar = named(at.page, "disagreements")
    at.qtbot.waitUntil(bar.isVisible)
    assert at.grade(name) == "none"
    click(at.qtbot, bar, f"{button}-{name}.grade")
    assert not bar.isVisible()
    assert at.grade(name) == after
    saved(at.qtbot, at.app)


# Language, theme, width


def test_the_language_changes_under_a_comment(at: Assess) -> None:
    name = at.current
    at.press("c", "half a ")
    click(at.qtbot, at.window, "choice-zh")
    assert at.current == name
    editor = named(at.row(), f"comment-text-{name}", CommentEdit)
    assert editor.isVisible()
    assert "Esc" in editor.placeholderText()
    assert "写" in editor.placeholderText() or editor.placeholderText() != ""
    assert at.focus() is editor
    at.press("sentence", KEY.Key_Escape)
    assert at.session.answer(name).comment == "half a sentence"
    text = at.session.rubric.places[name].requirement.text["zh"]
    assert text in at.row().accessibleName()
    click(at.qtbot, at.window, "choice-en")
    at.keys_grade()


def test_the_theme_changes_and_everything_stays(at: Assess) -> None:
    name = at.current
    light = at.view.grab().toImage()
    at.window.switch_theme("dark")
    dark = at.view.grab().toImage()
    assert light.pixelColor(400, 200).lightness() > 128 > dark.pixelColor(400, 200).lightness()
    assert at.current == name
    at.keys_grade()


@pytest.mark.parametrize("width", [1366, 980, 760])
def test_a_narrow_window_keeps_the_requirements(at: Assess, width: int) -> None:
    at.window.resize(width, 600)
    QApplication.processEvents()
    assert named(at.page, "tree").isVisible() is (width == 1366)
    for name in at.names():
        row = at.row(name)
        assert row.selector.geometry().right() <= row.width() <= at.view.viewport().width()
    at.keys_grade()


# For everybody


def focusable(at: Assess) -> list[QWidget]:
    found = [w for w in at.page.findChildren(QWidget) if w.focusPolicy() != Qt.FocusPolicy.NoFocus]
    return [w for w in found if w.isVisible() and w.isEnabled()]


def test_everything_that_takes_focus_has_a_name(at: Assess) -> None:
    at.press("c")
    for language in ("en", "zh", "en"):
        at.window.switch_language(language)
        for widget in [*focusable(at), *at.row().findChildren(QWidget)]:
            if isinstance(widget, QWidget) and (widget.focusPolicy() or widget.objectName()):
                said = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
                assert said or "qt_" in widget.objectName(), widget


def test_tab_goes_down_the_page(at: Assess) -> None:
    at.go(at.names()[0])
    order = []
    for _ in range(4):
        order.append(at.focus())
        at.press(KEY.Key_Tab)
    tops = [widget.mapTo(at.page, QPoint(0, 0)).y() for widget in order]
    assert tops == sorted(tops)
    assert all(isinstance(widget, GradeSelector | LevelHeader) for widget in order)


def test_nothing_is_left_behind_by_going_from_item_to_item(at: Assess) -> None:
    items = list(at.session.scope.levels)
    for item in items:
        at.go(item)
        at.press("c", "x", KEY.Key_Escape)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    before = len(at.page.findChildren(QWidget))
    for _ in range(2):
        for item in items[:10]:
            at.go(item)
            at.press("c", "y", KEY.Key_Escape)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert len(at.page.findChildren(QWidget)) == before
    saved(at.qtbot, at.app)


def test_another_assessment_takes_the_place_of_the_first(at: Assess) -> None:
    first = at.session
    assert at.app.desk.library
    others = [row.id for row in at.app.desk.library.rows if row.id != first.assessment.id]
    at.press("1")
    for ident in (others[0], first.assessment.id, others[0]):
        with at.qtbot.waitSignal(at.app.desk.session_changed, check_params_cb=bool):
            at.window.go(Location("assess", ident))
        assert at.session.assessment.id == ident
        at.keys_grade()
    saved(at.qtbot, at.app)
    at.qtbot.waitUntil(lambda: not shiboken6.isValid(first))
    assert len(at.page.tree.tree.children()) < 20


def test_one_opened_again_while_it_is_being_saved_shows_each_edit_once(at: Assess) -> None:
    session, ident = at.session, at.session.assessment.id
    at.press("1", "2")
    at.app.desk.close_assessment()
    at.window.go(Location("assess", ident))
    assert at.session is session
    seen: list[object] = []
    at.view.current_changed.connect(seen.append)
    refreshed: list[object] = []
    real = at.page.standing.refresh
    at.page.standing.refresh = lambda: refreshed.append(real())  # type: ignore[method-assign]
    at.press("4")
    assert len(refreshed) == 1
    saved(at.qtbot, at.app)


# Other rubrics


def with_rubric(start: Start, qtbot: QtBot, tmp_path: Path, scale: Sequence[tuple[str, str]], words: str) -> Assess:
    """Open an assessment of a made-up rubric with another scale and long names."""
    source = rubrics.pack_source(
        [
            rubrics.group(
                "G", [rubrics.domain("G-D", [rubrics.item("G-D-01", [3] * 5), rubrics.item("G-D-02", [2] * 5)])]
            )
        ]
    )
    source["scoring"]["degrees"] = [  # type: ignore[index]
        {"id": f"d{n}", "value": value, "name": rubrics.text(name)} for n, (name, value) in enumerate(scale)
    ]
    for item in source["groups"][0]["domains"][0]["sub_indicators"]:  # type: ignore[index]
        item["name"] = rubrics.text(f"{item['id']} {words}")
        for level in item["levels"].values():
            for requirement in level["requirements"]:
                requirement["text"] = rubrics.text(f"{requirement['id']} {words * 8}")
    written = canonical_json(source)
    pack = RubricPack(rubrics.rubric(source), sha256_of(written), written)
    state = replace(rubrics.assessment({}), rubric=RubricRef("test", "1.0.0", pack.sha256))
    library = open_library(parse_place(str(tmp_path / "library")), create=True)
    Repository(library).add(pack, Record(state, state), score(pack.rubric, state), "2026-11-22T08:00:00Z")
    library.close()
    app = start()
    with qtbot.waitSignal(app.desk.session_changed, check_params_cb=bool):
        app.window.go(Location("assess", state.id))
    return Assess(qtbot, app)


def test_thirty_degrees_can_all_be_reached(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    scale = [(f"degree {n}", f"{(29 - n) / 29:.6f}" if n else "1") for n in range(30)]
    at = with_rubric(start, qtbot, tmp_path, scale, "requirement")
    for width in (1366, 760):
        at.window.resize(width, 700)
        QApplication.processEvents()
        name = at.current
        for place in (0, 12, 29):
            row = at.row(name)
            segment = named(row, f"{name}-d{place}")
            corner = segment.mapTo(row, QPoint(segment.width(), segment.height()))
            assert corner.x() <= row.width() <= at.view.viewport().width()
            assert corner.y() <= row.height()
            at.qtbot.mouseClick(segment, LEFT)
            assert at.grade(name) == f"d{place}"
            at.go(name)
    at.press("9")
    assert at.grade(name) == "d8"


@pytest.mark.parametrize("words", ["sentence " * 21, "铜" * 190, "W" * 190])
def test_long_names_are_shown_whole_or_cut_and_never_wider(
    start: Start, qtbot: QtBot, tmp_path: Path, words: str
) -> None:
    at = with_rubric(start, qtbot, tmp_path, [("yes", "1"), ("no", "0")], words)
    width = at.window.width()
    at.press("1", "c", "x", KEY.Key_Escape, KEY.Key_PageDown)
    at.window.grab()
    assert at.window.width() == width
    assert at.row().height() >= 20 * len(at.row()._lines)
    assert at.row().selector.geometry().right() <= at.row().width()
