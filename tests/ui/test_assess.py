"""Grading on the Assess page by keys and clicks, on the demonstration's library."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QTreeView

from nfmaturity.domain.changes import Target
from nfmaturity.domain.scope import LevelIds
from nfmaturity.ui.models.rubric_tree import NodeRole
from nfmaturity.ui.widgets.level_header import LevelHeader
from tests.ui.assessing import KEY, Assess
from tests.ui.driving import LEFT, click, named, saved

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier

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


def test_one_stands_on_what_was_undone_and_on_what_was_redone(at: Assess) -> None:
    first, second = at.names()[:2]
    at.session.edit({Target("answer", name, "grade"): None for name in at.names()})
    at.go(first)
    at.press("2")
    assert at.current == second
    at.press(KEY.Key_Z, with_=CTRL)
    assert at.current == first
    assert named(at.window, "undo").isVisible()  # type: ignore[attr-defined]
    at.press("1")
    assert (at.grade(first), at.grade(second)) == ("full", None)
    at.press(KEY.Key_Down)
    at.press(KEY.Key_Z, with_=CTRL)
    assert at.current == first
    at.press(KEY.Key_Down)
    at.press(KEY.Key_Z, with_=CTRL | SHIFT)
    assert (at.current, at.grade(first)) == (first, "full")


def test_one_stands_on_the_first_of_many_that_were_undone(at: Assess) -> None:
    names = at.names()
    at.session.edit({Target("answer", name, "grade"): "full" if name == names[0] else None for name in names})
    at.go(names[0])
    at.press(KEY.Key_2, with_=CTRL)
    for keys in (CTRL, CTRL | SHIFT, CTRL):
        at.go(names[-1])
        at.press(KEY.Key_Z, with_=keys)
        assert at.current == names[1]
    assert at.notice() == "", "it is in sight"


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
    assert "Graded “Full”" in at.notice()
    at.press(KEY.Key_Z, with_=Qt.KeyboardModifier.ControlModifier)
    assert {at.grade(name) for name in names[1:]} == {None}
    at.press(KEY.Key_9, with_=Qt.KeyboardModifier.ControlModifier)
    assert {at.grade(name) for name in names[1:]} == {None}


def test_undo_puts_its_notice_away_and_leads_to_what_is_not_in_sight(at: Assess) -> None:
    session, names, item = at.session, at.names(), at.item
    session.edit({Target("answer", name, "grade"): None for name in names})
    at.go(names[0])
    undo = Qt.KeyboardModifier.ControlModifier
    at.press(KEY.Key_2, with_=undo)
    at.press(KEY.Key_Z, with_=undo)
    assert not at.window.notices.isVisible()  # type: ignore[attr-defined]
    at.press(KEY.Key_2, with_=undo)
    at.press(KEY.Key_PageDown)
    at.press(KEY.Key_Z, with_=undo)
    assert at.notice() == f"Undone: {len(levels_up_to(at, item))} grades in {item}."
    click(at.qtbot, at.window, "notice-door")
    assert at.item == item
    assert not at.window.notices.isVisible()  # type: ignore[attr-defined]
    assert {at.grade(name) for name in names} == {None}


def levels_up_to(at: Assess, item: str) -> list[str]:
    return [name for level in (1, 2) for name in at.session.scope.levels[item].get(level, ())]


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
    assert at.view.is_at_end
    at.press(KEY.Key_Up)
    assert at.current == last
    at.keys_grade()


def test_a_click_on_the_chosen_degree_does_what_its_key_does_and_loses_no_grade(at: Assess) -> None:
    name, after = at.names()[:2]
    at.go(name)
    at.press("2", KEY.Key_Up)
    before = at.session.to_undo
    click(at.qtbot, at.view, f"{name}-most")
    assert (at.grade(name), at.current) == ("most", after)
    assert at.session.to_undo == before
    at.press(KEY.Key_Up, "2")
    assert (at.grade(name), at.current) == ("most", after)
    at.press(KEY.Key_Up, "0")
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


# Folding


def unfolded(at: Assess) -> LevelIds:
    """Take the grades of the sub-indicator away and go into each level, so that none is folded as complete."""
    levels = at.session.scope.levels[at.item]
    at.session.edit({Target("answer", name, "grade"): None for name in at.names()})
    for names in [*levels.values(), levels[1]]:
        at.go(names[0])
    return levels


def test_folding_leaves_no_key_on_what_is_hidden(at: Assess) -> None:
    levels = unfolded(at)
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
    item, levels = at.item, unfolded(at)
    click(at.qtbot, at.view, "level-3")
    at.press("1")
    at.session.mark(levels[1][0], review=True)
    at.window.switch_language("zh")
    at.window.switch_language("en")
    at.press(KEY.Key_PageDown, KEY.Key_PageUp)
    assert at.item == item
    assert not named(at.view, "level-3", LevelHeader).isChecked()
    assert not at.row(levels[3][0]).isVisible()
