"""Finding requirements on the Assess page: what a filter leaves of tree and sheet, and how keys walk through it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QTreeView

from nfmaturity.domain.changes import Target
from nfmaturity.ui.models.rubric_tree import NodeRole
from nfmaturity.ui.requirement_filter import RequirementFilter, RequirementIndex, is_for, matching, segments_to_choose
from nfmaturity.ui.theme import colour
from nfmaturity.ui.widgets.buttons import Button
from nfmaturity.ui.widgets.label import Label
from nfmaturity.ui.widgets.level_header import LevelHeader
from tests.ui.assessing import KEY, Assess
from tests.ui.driving import click, named

CTRL = Qt.KeyboardModifier.ControlModifier


def in_tree(at: Assess) -> set[str]:
    tree, found = named(at.page, "tree", QTreeView), set()
    index = tree.model().index(0, 0)
    while index.isValid():
        if index.data(NodeRole.KIND) == "item":
            found.add(index.data(NodeRole.ID))
        tree.expand(index)
        index = tree.indexBelow(index)
    return found


def on_sheet(at: Assess) -> list[str]:
    return [name for name in at.names() if at.row(name).isVisible()]


def said(at: Assess) -> str:
    label = named(at.page, "filter-said", Label)
    return label.text() if label.isVisible() else ""


def choose(at: Assess, word: str) -> None:
    click(at.qtbot, at.page, "filter-more")
    menu = named(at.page, "filter-menu", QMenu)
    next(action for action in menu.actions() if action.text() == word).trigger()
    menu.close()


def ask(at: Assess, wanted: RequirementFilter) -> None:
    at.page.finding.ask(wanted)


def take_grades(at: Assess) -> None:
    at.session.edit({Target("answer", name, "grade"): None for name in at.session.rubric.places})


def test_a_filter_leaves_the_requirements_that_match_in_tree_and_sheet(at: Assess) -> None:
    first, second = at.names()[:2]
    at.session.mark(second, review=True)
    click(at.qtbot, at.page, "filter-marked")
    assert in_tree(at) == {at.item}
    assert on_sheet(at) == [second]
    assert at.current == second
    assert named(at.page, "filter-count", Label).text() == "1 requirement"
    assert said(at) == f"Filter: Marked. 1 requirement, here 1 of {len(at.names())}"
    rows = at.view._levels[0]
    header = named(at.view, f"level-{rows.level}", LevelHeader)
    assert f"1 of {len(rows.requirements)} shown" in header.accessibleName()
    click(at.qtbot, at.page, "filter-all")
    assert on_sheet(at) == at.names()
    assert at.current == second
    at.page.show_item(next(item for item in at.session.scope.levels if item != at.item))
    assert on_sheet(at) == []
    at.go(first)
    assert on_sheet(at) == [first, second], "what one goes to is in sight whatever the filter says"


def test_what_was_just_graded_stays_until_one_moves_on(at: Assess) -> None:
    take_grades(at)
    click(at.qtbot, at.page, "filter-unanswered")
    before = on_sheet(at)
    assert len(before) > 2
    here = at.item
    at.go(before[0])
    at.press("1", "2")
    assert on_sheet(at) == before
    assert at.current == before[2]
    assert str(len(at.page.finding.matches)) in said(at)
    at.press(KEY.Key_PageDown)
    assert at.item != here
    at.page.show_item(here)
    assert on_sheet(at) == before[2:]


def test_keys_walk_what_matches(at: Assess) -> None:
    order = [name for name in at.session.rubric.places if name in at.session.scope]
    marked = [order[3], order[5], order[200], order[600]]
    at.session.edit({Target("answer", name, "review"): True for name in marked})
    click(at.qtbot, at.page, "filter-marked")
    at.go(marked[0])
    walked = []
    for _ in range(len(marked)):
        at.press("n")
        walked.append(at.current)
    assert walked == [*marked[1:], marked[0]]
    items = list(dict.fromkeys(name.rpartition(".")[0] for name in marked))
    assert at.item == items[0]
    steps = []
    for _ in items:
        at.press(KEY.Key_PageDown)
        steps.append(at.item)
    assert steps == [*items[1:], items[-1]]
    at.go(marked[0])
    at.press(KEY.Key_Down)
    assert at.current == marked[1]
    at.page.show_item(next(item for item in at.session.scope.levels if item not in items))
    click(at.qtbot, at.page, "filter-next")
    assert at.current in marked


def test_escape_takes_the_filter_away_and_the_keys_grade_on(at: Assess) -> None:
    click(at.qtbot, at.page, "filter-unanswered")
    at.press(KEY.Key_F, with_=CTRL)
    at.press("nothing says this")
    assert in_tree(at) == set()
    assert on_sheet(at) == []
    assert named(at.page, "filter-count", Label).text() == "No requirement matches."
    assert at.focus() is named(at.page, "filter"), "the field keeps the keys while one types"
    at.press(KEY.Key_Escape)
    assert named(at.page, "filter", QLineEdit).text() == ""
    assert at.page.finding.is_set
    at.press(KEY.Key_Escape, KEY.Key_Escape)
    assert not at.page.finding.is_set
    assert said(at) == ""
    assert in_tree(at) == set(at.session.scope.levels)
    at.keys_grade()


def in_view(at: Assess) -> bool:
    return at.row().isVisible() and at.view.viewport().rect().contains(at.row().mapTo(at.view.viewport(), QPoint(1, 1)))


def test_a_filter_that_is_put_away_leaves_one_where_one_was(at: Assess) -> None:
    at.window.resize(683, 384)
    name, other = at.names()[-1], at.names()[0]
    at.go(name)
    at.press(KEY.Key_F, with_=CTRL)
    at.press(other)
    assert at.current == other
    at.press(KEY.Key_Escape)
    assert at.current == other, "the current one stays"
    assert in_view(at)
    at.go(name)
    at.press(KEY.Key_F, with_=CTRL)
    at.press("nothing says this")
    assert at.current == ""
    at.press(KEY.Key_Escape, KEY.Key_Escape)
    assert at.current == name
    assert in_view(at)
    at.keys_grade()


def test_a_match_that_one_went_on_to_stays_the_current_one(at: Assess) -> None:
    rows = next(rows for rows in at.view._levels if len(rows.requirements) > 1)
    at.session.met_up_to(at.item, rows.level)
    here, name = at.item, rows.requirements[1]
    at.page.show_item(next(item for item in at.session.scope.levels if item != here))
    at.view.show_session(at.session)  # which folds what is complete
    at.page.show_item(here)
    ask(at, RequirementFilter(name.rpartition(".")[0], frozenset({"no_comment"})))
    at.go(name)
    at.press(KEY.Key_Escape)
    assert not at.page.finding.is_set
    assert at.current == name
    assert in_view(at)


def test_words_are_sought_in_ids_texts_of_both_languages_and_comments(at: Assess) -> None:
    name = sorted(at.session.scope.requirements)[7]
    text = at.session.rubric.places[name].requirement.text
    for words in (name.lower(), text["en"].upper(), text["zh"]):
        ask(at, RequirementFilter(words))
        assert at.page.finding.matches == (name,)
    at.session.comment(name, "Seen beside the Flash Furnace")
    ask(at, RequirementFilter("flash FURNACE"))
    assert at.page.finding.matches == (name,)
    item = at.session.rubric.places[name].sub_indicator
    ask(at, RequirementFilter(item.id))
    of_item = [r for names in at.session.scope.levels[item.id].values() for r in names]
    assert set(at.page.finding.matches) >= set(of_item)


def test_a_filter_that_asks_for_more_is_looked_for_among_what_matched_and_finds_all(at: Assess) -> None:
    finding, session = at.page.finding, at.session
    session.comment(at.current, "数据 安全 and DATA")
    asked = (
        RequirementFilter(words="数"),
        RequirementFilter(words="数据"),
        RequirementFilter(words="数据", states=frozenset({"no_comment"})),
        RequirementFilter(words="数据"),
        RequirementFilter(words="DATA"),
        RequirementFilter(words="data"),
        RequirementFilter(words="a"),
        RequirementFilter(words="a", tag="data"),
        RequirementFilter(words="a", tag="safety"),
        RequirementFilter(words="a", segment="smelting"),
        RequirementFilter(words="a"),
        RequirementFilter(segment="smelting"),
        RequirementFilter(words="a", segment="mining"),
        RequirementFilter(states=frozenset({"unanswered"})),
        RequirementFilter(words="a", states=frozenset({"unanswered"})),
        RequirementFilter(words="da"),
    )
    for wanted in asked:
        finding.ask(wanted)
        assert finding.matches == tuple(matching(session, RequirementIndex(session.rubric), wanted))
    assert finding.matches
    session.comment(at.current, "")
    finding.ask(RequirementFilter(words="DATA", states=frozenset({"no_comment"})))
    assert finding.matches == tuple(matching(session, RequirementIndex(session.rubric), finding.wanted))


def test_what_is_found_is_marked_where_it_stands(at: Assess) -> None:
    take_grades(at)
    name = at.names()[0]
    at.go(name)
    ask(at, RequirementFilter("", frozenset({"unanswered"})))
    row, words = at.row(), at.session.rubric.places[name].requirement.text["en"][:12]
    plain = row.grab().toImage()
    ask(at, RequirementFilter(words))
    assert row.grab().toImage() != plain
    other = row.grab().toImage()
    ask(at, RequirementFilter(words[:6]))
    assert row.grab().toImage() not in (other, plain)
    ask(at, RequirementFilter("", frozenset({"unanswered"})))
    assert row.grab().toImage() == plain


def test_the_menu_asks_for_segment_topic_and_comment(at: Assess) -> None:
    session = at.session
    session.comment(at.current, "seen")
    choose(at, "No comment")
    assert set(at.page.finding.matches) == {n for n in session.scope.requirements if not session.answer(n).comment}
    segment = segments_to_choose(session)[0]
    choose(at, "No comment")
    choose(at, session.rubric.segment_names([segment], "en")[0])
    places = session.rubric.places
    both = {n for n in session.scope.requirements if is_for(places[n], segment)}
    assert both
    assert set(at.page.finding.matches) & set(session.scope.requirements) == both
    choose(at, "Work safety")
    assert set(at.page.finding.matches) == {n for n in both if "safety" in places[n].requirement.tags}
    assert named(at.page, "filter-more", Button).text() == "More: 2"
    click(at.qtbot, at.page, "filter-clear")
    assert named(at.page, "filter-more", Button).text() == "More …"


def test_below_target_shows_what_is_in_the_way(at: Assess) -> None:
    session = at.session
    target = session.assessment.target_level
    assert target
    click(at.qtbot, at.page, "filter-below_target")
    found = at.page.finding.matches
    best = session.rubric.scoring.degrees[0].id
    assert found
    assert all(session.rubric.places[n].level <= target and at.grade(n) != best for n in found)
    below = {item for item in session.scope.levels if (session.card.nodes[item].level or 0) < target}
    assert in_tree(at) == below


def test_an_excluded_requirement_has_no_state_but_its_words_are_found(at: Assess) -> None:
    name = next(n for n, place in at.session.rubric.places.items() if place.tailorable and n in at.session.scope)
    at.session.exclude(name, "not here")
    ask(at, RequirementFilter("", frozenset({"unanswered"})))
    assert name not in at.page.finding.matches
    ask(at, RequirementFilter(name))
    assert at.page.finding.matches == (name,)


def test_a_level_folded_as_complete_opens_for_what_is_found_in_it(at: Assess) -> None:
    rows = at.view._levels[0]
    at.session.met_up_to(at.item, rows.level)
    here, name = at.item, rows.requirements[0]
    at.page.show_item(next(item for item in at.session.scope.levels if item != here))
    at.view.show_session(at.session)
    at.page.show_item(here)
    assert name not in on_sheet(at)
    ask(at, RequirementFilter(name))
    assert on_sheet(at) == [name]
    at.go(at.view._levels[-1].requirements[0])
    at.page.finding.clear()
    assert name not in on_sheet(at), "the fold is as it was"
    ask(at, RequirementFilter(name))
    at.page.finding.clear()
    assert at.current == name
    assert name in on_sheet(at), "no key grades what is folded away"


def test_where_nothing_is_in_sight_the_page_has_the_keys(at: Assess) -> None:
    at.view.focus_current()
    ask(at, RequirementFilter("nothing says this"))
    assert at.focus() is at.page
    at.press(KEY.Key_Escape)
    at.keys_grade()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_filter_is_told_in_the_language_in_force(at: Assess, language: str) -> None:
    at.window.switch_language(language)
    ask(at, RequirementFilter("", frozenset({"unanswered"}), tag="safety"))
    assert {"zh": "安全生产", "en": "Work safety"}[language] in said(at)


def test_it_goes_with_its_assessment(at: Assess) -> None:
    ask(at, RequirementFilter("", frozenset({"unanswered"})))
    at.page.finding.follow(at.session)
    assert at.page.finding.is_set, "read anew, it is still the same assessment"
    at.app.desk.close_assessment()
    QApplication.processEvents()
    assert not at.page.finding.is_set


@pytest.mark.parametrize("width", [1366, 683])
def test_enter_chooses_the_first_match_and_down_leads_into_the_tree(at: Assess, width: int) -> None:
    at.window.resize(width, 768)
    places = at.session.rubric.places
    wanted = next(
        name
        for name in places
        if name in at.session.scope
        and places[name].sub_indicator.id != at.item
        and name != f"{places[name].sub_indicator.id}.1a"
    )
    at.press(KEY.Key_F, with_=CTRL)
    at.press(wanted, KEY.Key_Return)
    assert (at.item, at.current) == (places[wanted].sub_indicator.id, wanted)
    assert at.page.tree.isVisible() == (width == 1366)
    at.keys_grade()
    at.press(KEY.Key_F, with_=CTRL)
    at.press(KEY.Key_Down)
    assert at.focus() is at.page.tree.tree


def test_enter_stays_in_the_filter_where_nothing_matches(at: Assess) -> None:
    before = at.current
    at.press(KEY.Key_F, with_=CTRL)
    search = at.focus()
    at.press(KEY.Key_Return)
    assert at.focus() is at.page.tree.tree
    at.press(KEY.Key_F, with_=CTRL)
    at.press("zzqqxx", KEY.Key_Return)
    assert at.focus() is search
    at.press(KEY.Key_Escape)
    assert at.current == before


@pytest.mark.parametrize("elsewhere", [False, True])
def test_keys_for_a_requirement_say_that_none_matches(at: Assess, elsewhere: bool) -> None:
    other = next(item for item in at.session.scope.levels if item != at.item)
    ask(at, RequirementFilter(other if elsewhere else "nothing says this"))
    before = {name: at.session.answer(name) for name in at.session.rubric.places}
    hinted = [hint[0] for hint in list(at.page.keys())]
    assert hinted == ["N", "Esc", "H", "W"] if elsewhere else ["Esc", "H", "W"]
    told = "No requirement here matches the filter. N" if elsewhere else "No requirement matches the filter. Esc"
    for key in ("1", "0", "c", "r", "x", "t", *(() if elsewhere else ("n",))):
        at.window.notices.put_away()
        at.press(key)
        assert at.notice().startswith(told), key
    assert {name: at.session.answer(name) for name in before} == before
    at.press("h")
    at.qtbot.waitUntil(at.page.history.panel.isVisible)
    at.press(KEY.Key_Escape)
    at.press("n" if elsewhere else KEY.Key_Escape)
    assert at.current
    at.keys_grade()


def marks(at: Assess, name: str) -> bool:
    """Tell whether something in a row has the ground of what was found."""
    picture, ground = at.row(name).grab().toImage(), colour("found")
    return any(picture.pixelColor(x, y) == ground for y in range(picture.height()) for x in range(0, 600, 3))


@pytest.mark.parametrize("width", [1366, 683])
def test_a_comment_that_says_the_words_is_quoted(at: Assess, width: int) -> None:
    at.window.resize(width, 768)
    name, other = at.names()[:2]
    at.session.comment(name, "The flue register. " * 12 + "The QWELL book is missing.")
    at.go(other)
    height = at.row(name).height()
    ask(at, RequirementFilter("qwell"))
    at.page.finding.show_all_of(tuple(at.names()))
    at.go(other)
    assert at.row(name).height() > height
    assert marks(at, name)
    assert not marks(at, other)
    at.go(name)
    assert marks(at, name), "the comment below the current one is marked, too"
    at.press("g")
    assert marks(at, name), "and quoted where it is not shown"
    at.press("g", KEY.Key_Escape)
    at.go(other)
    assert at.row(name).height() == height
    assert not marks(at, name)
