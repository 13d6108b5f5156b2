"""What a grade moved shows for a moment: the score with its difference, a level reached or lost; nothing else moves."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from nfmaturity.domain.changes import Target
from nfmaturity.domain.rubric import OVERALL
from nfmaturity.domain.scoring import cut
from nfmaturity.ui import motion
from nfmaturity.ui.settings import Location
from nfmaturity.ui.widgets import passing_words
from nfmaturity.ui.widgets.passing_words import Passing, PassingWords
from tests.ui.assessing import KEY, Assess
from tests.ui.driving import LEFT, saved

KEY_CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a moment be short."""
    monkeypatch.setattr(passing_words, "STAY_MS", 20)
    monkeypatch.setattr(passing_words, "STEP_MS", 5)


@pytest.fixture
def calm(at: Assess) -> Iterator[None]:
    """Let nothing move, after the app has put in force what its settings say."""
    assert at.page
    motion.put_calm(calm=True)
    yield
    motion.put_calm(calm=False)


def words_of(at: Assess) -> PassingWords:
    return at.page.standing.movement


def overall_words(at: Assess) -> PassingWords:
    return at.window.status.movement


def worst(at: Assess) -> str:
    """Go to a requirement graded worst at the level that sub-indicator and whole reach next, so that both will move."""
    nodes = at.session.card.nodes
    level = (nodes[OVERALL].level or 0) + 1
    name = next(
        levels[level][0] for item, levels in at.session.scope.levels.items() if (nodes[item].level or 0) + 1 == level
    )
    at.session.grade(name, "none")
    at.go(name)
    return name


def test_the_score_of_the_node_shows_from_where_to_where_it_went(at: Assess) -> None:
    name = worst(at)
    node = at.session.rubric.places[name].sub_indicator.id
    before = at.session.card.nodes[node].score
    at.press("1")
    after = at.session.card.nodes[node].score
    assert before is not None
    assert after is not None
    assert f"{cut(before)} → {cut(after)} +{cut(after - before, 4)}" in words_of(at).shown
    at.press(KEY.Key_Z, with_=KEY_CTRL)
    assert f"{cut(after)} → {cut(before)} −{cut(after - before, 4)}" in words_of(at).shown
    assert words_of(at).accessibleName() == words_of(at).shown


def test_the_whole_moves_in_the_status_line_unless_the_panel_shows_it(at: Assess) -> None:
    worst(at)
    before = at.session.card.overall.score
    at.press("1")
    after = at.session.card.overall.score
    assert before is not None
    assert after is not None
    said = overall_words(at).accessibleName()
    assert said.startswith("Overall ")
    assert said.endswith(f"+{cut(after - before, 4)}")
    at.qtbot.mouseClick(at.page.standing.of.choice("overall"), LEFT)
    worst(at)
    at.press("1")
    assert overall_words(at).accessibleName() == ""
    assert words_of(at).shown


def test_keys_that_the_words_would_cut_are_left_out_whole(at: Assess) -> None:
    keys = at.window.status.keys
    whole = keys.placed()
    assert len(whole) > 3
    worst(at)
    at.press("1")
    covered = overall_words(at).covered
    assert covered > whole[0][0], "nothing is covered here"
    assert keys.placed() == tuple(hint for hint in whole if hint[0] >= covered)
    overall_words(at).be_silent()
    assert overall_words(at).covered == 0
    assert len(keys.placed()) > len(whole) - 2


def test_a_level_reached_or_lost_is_named(at: Assess) -> None:
    item = at.item
    names = [n for n in at.names() if n in at.session.scope]
    at.session.edit({Target("answer", n, "grade"): "full" for n in names})
    first = [n for n in names if at.session.rubric.places[n].level == 1]
    at.go(first[0])
    high = at.session.card.nodes[item].level
    at.session.edit({Target("answer", n, "grade"): "none" for n in first})
    assert at.session.card.nodes[item].level != high
    assert f"Level {high} lost" in words_of(at).shown
    at.session.undo()
    assert f"Level {high} reached" in words_of(at).shown


def test_what_moves_nothing_says_nothing(at: Assess) -> None:
    name = worst(at)
    at.press("1")
    assert words_of(at).shown
    at.session.mark(name, review=not at.session.answer(name).review)
    assert words_of(at).shown == ""
    at.go(name)
    at.press("1")
    assert words_of(at).shown == ""


def test_another_node_begins_in_silence(at: Assess) -> None:
    worst(at)
    at.press("1", KEY.Key_PageDown)
    assert words_of(at).shown == ""


def test_others_edits_are_no_movement_of_ones_own(at: Assess) -> None:
    name = worst(at)
    saved(at.qtbot, at.app)
    at.somebody_else({Target("answer", name, "grade"): "full"})
    at.look()
    assert words_of(at).shown == ""


def test_a_refused_grade_shows_no_movement_of_the_whole(at: Assess) -> None:
    name = worst(at)
    saved(at.qtbot, at.app)
    at.somebody_else({Target("answer", name, "grade"): "partial"})
    at.press("1")
    assert overall_words(at).accessibleName()
    at.qtbot.waitUntil(at.window.disagreements.isVisible)
    assert overall_words(at).accessibleName() == ""


@pytest.mark.usefixtures("quick")
def test_the_words_fade_and_go(at: Assess) -> None:
    worst(at)
    at.press("1")
    places = {w.objectName(): w.geometry() for w in (at.page.standing.score, at.page.standing.bounds)}
    at.qtbot.waitUntil(lambda: 0 < words_of(at)._strength < passing_words.STEPS)
    at.qtbot.waitUntil(lambda: words_of(at).shown == "")
    assert places == {w.objectName(): w.geometry() for w in (at.page.standing.score, at.page.standing.bounds)}


@pytest.mark.usefixtures("quick", "calm")
def test_nothing_fades_where_one_wants_it_calm(at: Assess) -> None:
    worst(at)
    at.press("1")
    seen: set[int] = set()

    def gone() -> bool:
        seen.add(words_of(at)._strength)
        return words_of(at).shown == ""

    at.qtbot.waitUntil(gone)
    assert seen == {passing_words.STEPS, 0}


def test_a_narrow_place_shows_less(application: QApplication) -> None:
    words = PassingWords()
    whole, short = (Passing("Overall"), Passing("2.775 → 2.787"), Passing("+0.0125")), (Passing("+0.0125"),)
    words.resize(400, 18)
    words.say(whole, short)
    assert words.shown == "Overall 2.775 → 2.787 +0.0125"
    words.resize(80, 18)
    assert words.shown == "+0.0125"
    words.resize(10, 18)
    assert words.shown == ""
    words.be_silent()
    words.deleteLater()


def test_the_overview_needs_no_such_words(at: Assess) -> None:
    worst(at)
    at.press("1")
    at.window.go(Location("overview"))
    at.window.undo_acts.undo()
    assert overall_words(at).accessibleName() == ""
