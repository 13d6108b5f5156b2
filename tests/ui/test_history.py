"""The history of one requirement: who changed what, newest first, words with their difference, older values again."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from nfmaturity.domain.changes import Target
from nfmaturity.i18n import language
from nfmaturity.ui.app import App
from nfmaturity.ui.history_words import entries, word_pieces
from nfmaturity.ui.settings import Location
from nfmaturity.ui.widgets.comment_edit import CommentEdit
from nfmaturity.ui.widgets.history_panel import HistoryPanel
from tests.ui.assessing import KEY, Assess, closed_item
from tests.ui.driving import click, named, saved


def panel(at: Assess) -> HistoryPanel:
    return named(at.page, "history", HistoryPanel)


def open_history(at: Assess) -> HistoryPanel:
    at.press("h")
    at.qtbot.waitUntil(lambda: panel(at).isVisible())
    return panel(at)


def words(at: Assess, number: int) -> str:
    return named(panel(at), f"history-words-{number}", QLabel).text()


def test_grades_are_listed_newest_first_and_an_older_one_comes_back(at: Assess) -> None:
    name = at.current
    for degree in ("full", "none", "partial"):
        at.session.grade(name, degree)
    saved(at.qtbot, at.app)
    shown = open_history(at)
    assert shown.node == name
    found = shown._entries
    assert [(e.change.before, e.change.after) for e in found[:2]] == [("none", "partial"), ("full", "none")]
    assert all(e.is_saved for e in found)
    assert found[0].is_held
    assert shown.findChild(QLabel, "history-restore-0") is None
    assert at.app.desk.settings.assessor in found[0].who
    before = at.grade(name)
    click(at.qtbot, shown, "history-restore-1")
    assert (before, at.grade(name)) == ("partial", "none")
    at.qtbot.waitUntil(lambda: panel(at)._entries[0].change.after == "none" and panel(at)._entries[0].is_saved)
    at.session.undo()
    assert at.grade(name) == "partial"


def test_what_was_there_before_the_first_change_comes_back(filled: App, qtbot: QtBot) -> None:
    """Last year's grade, or what came with an imported assessment: no change in the log gave it."""
    assert filled.desk.library
    with qtbot.waitSignal(filled.desk.session_changed, check_params_cb=bool):
        filled.window.go(Location("assess", filled.desk.library.rows[0].id))
    at = Assess(qtbot, filled)
    name = next(n for n in at.session.rubric.places if at.grade(n) and not at.session.answer(n).review)
    at.go(name)
    original, other = at.grade(name), "none" if at.grade(name) != "none" else "full"
    at.session.grade(name, other)
    at.session.mark(name, review=True)
    saved(qtbot, filled)
    shown = open_history(at)
    (last,) = [entry for entry in shown._entries if entry.is_original and entry.change.target.field == "grade"]
    assert (last.value, last.is_held, last.what) == (original, False, "Grade: original value")
    assert not [e for e in shown._entries if e.is_original and e.change.target.field == "review"], "there was no mark"
    click(qtbot, shown, f"history-restore-{shown._entries.index(last)}")
    assert at.grade(name) == original
    qtbot.waitUntil(lambda: shown._entries[0].is_saved and shown._entries[0].value == original)
    assert all(entry.is_held for entry in shown._entries if entry.is_original and entry.value == original)
    at.session.undo()
    assert at.grade(name) == other


def test_a_grade_that_comes_back_from_the_history_is_confirmed(at: Assess) -> None:
    name, confirm = at.current, Target("answer", at.current, "confirm")
    at.session.grade(name, "none")
    at.session.edit({Target("answer", name, "grade"): "full", confirm: True})
    saved(at.qtbot, at.app)
    shown = open_history(at)
    place = next(n for n, entry in enumerate(shown._entries) if entry.value == "none")
    click(at.qtbot, shown, f"history-restore-{place}")
    assert (at.grade(name), at.session.answer(name).confirm) == ("none", False)
    at.session.undo()
    assert (at.grade(name), at.session.answer(name).confirm) == ("full", True)


def test_keys_of_the_page_rest_while_a_history_is_read(at: Assess) -> None:
    name, grade = at.current, at.grade(at.current)
    open_history(at)
    at.press("1", "x", "r")
    assert (at.grade(name), at.session.answer(name).review) == (grade, False)
    at.press(KEY.Key_Escape)
    assert not panel(at).isVisible()
    at.keys_grade()


def test_the_button_of_the_open_row_opens_it(at: Assess) -> None:
    click(at.qtbot, at.row(), f"history-{at.current}")
    at.qtbot.waitUntil(lambda: panel(at).node == at.current)
    click(at.qtbot, panel(at), "history-close")
    at.keys_grade()


def test_a_comment_shows_what_went_and_what_came(at: Assess) -> None:
    name = at.current
    at.session.comment(name, "meter <old> on furnace 2")
    at.session.comment(name, "meter <new> on furnace 2")
    open_history(at)
    said = words(at, 0)
    assert "meter &lt;" in said
    assert "old</s>" in said
    assert "<u><b>new</b></u>" in said


def test_words_are_written_beside_the_history(at: Assess) -> None:
    """The comment keeps the keys while the history follows, and what is written stays one change."""
    name, parts = at.current, ("seen", " on", " site")
    at.session.comment(name, "")
    saved(at.qtbot, at.app)
    shown = open_history(at)
    count = len(shown._entries)
    at.row().edit_comment()
    editor = at.focus()
    assert isinstance(editor, CommentEdit)
    editor._rest.setInterval(0)
    for end in range(1, len(parts) + 1):
        written = "".join(parts[:end])
        at.press(parts[end - 1])
        at.qtbot.waitUntil(lambda written=written: shown._entries[0].change.after == written)  # type: ignore[misc]
        saved(at.qtbot, at.app)
        assert at.focus() is editor
    assert len(shown._entries) == count + 1
    editor.clearFocus()
    at.qtbot.waitUntil(lambda: shown._entries[0].is_saved)
    assert (len(shown._entries), at.session.answer(name).comment) == (count + 1, "seen on site")


def test_a_slow_disk_is_asked_for_one_history_at_a_time(at: Assess) -> None:
    shown, free = open_history(at), threading.Event()
    at.app.desk.ask(lambda _: free.wait(30), lambda _: None)
    for number in range(6):
        at.session.mark(at.current, review=not number % 2)
    assert at.app.database._thread.jobs.qsize() <= 2, "the wait itself, unless it has begun, and one reading"
    free.set()
    saved(at.qtbot, at.app)
    wanted = at.session.answer(at.current).review
    at.qtbot.waitUntil(lambda: shown._entries[0].is_saved and shown._entries[0].value == wanted)


def test_edits_that_cannot_be_stored_are_shown_as_such(at: Assess) -> None:
    name = at.current
    saved(at.qtbot, at.app)
    at.session.grade(name, "none" if at.grade(name) != "none" else "full")
    (newest, *_older) = entries(at.session.rubric, (), [c for c in at.session.pending if c.target.id == name])
    assert not newest.is_saved
    assert newest.change.after == at.grade(name)


def test_an_exclusion_is_in_the_history_of_its_sub_indicator(at: Assess) -> None:
    item = closed_item(at.session)
    at.go(item)
    at.session.exclude(item, "no such line")
    saved(at.qtbot, at.app)
    at.page.history.show(item)
    at.qtbot.waitUntil(lambda: panel(at).node == item)
    assert "applicable" in words(at, 0)
    assert "no such line" in words(at, 0)
    at.session.include(item)
    at.qtbot.waitUntil(lambda: len(panel(at)._entries) == 2)
    click(at.qtbot, panel(at), "history-restore-1")
    assert at.session.assessment.exclusions[item] == "no such line"


def test_others_edits_are_there_too(at: Assess) -> None:
    name = at.current
    saved(at.qtbot, at.app)
    wanted = "none" if at.grade(name) != "none" else "full"
    at.somebody_else({Target("answer", name, "grade"): wanted})
    open_history(at)
    assert panel(at)._entries[0].change.after == wanted


def test_chinese_is_compared_by_characters_and_english_by_words() -> None:
    assert [(p.kind, p.text) for p in word_pieces("炉温未记录", "炉温已记录")] == [
        ("same", "炉温"),
        ("gone", "未"),
        ("new", "已"),
        ("same", "记录"),
    ]
    assert [p.text for p in word_pieces("seen two meters", "seen three meters") if p.kind != "same"] == ["two", "three"]


def test_a_history_is_told_in_either_language(at: Assess) -> None:
    at.session.grade(at.current, "full" if at.grade(at.current) != "full" else "none")
    with language("zh"):
        (entry, *_original) = entries(at.session.rubric, (), at.session.pending[-1:])
    assert entry.what == "评定"


def test_it_fits_a_small_window(at: Assess) -> None:
    at.session.comment(at.current, "words " * 60)
    at.window.resize(683, 384)
    shown = open_history(at)
    assert at.page.rect().contains(shown.geometry())
    assert shown.focusPolicy() == Qt.FocusPolicy.StrongFocus
    assert shown._scroll.horizontalScrollBar().maximum() == 0


def test_an_open_history_follows_the_language(at: Assess) -> None:
    at.session.grade(at.current, "full" if at.grade(at.current) != "full" else "none")
    shown = open_history(at)
    head = shown._head.text()
    assert head == f"History of {at.current}"
    at.window.switch_language("zh")
    assert shown._head.text() not in {head, ""}
    assert shown.accessibleName() == shown._head.text()
    at.qtbot.waitUntil(lambda: "评定" in [entry.what for entry in shown._entries])
    assert shown.isVisible()


def test_an_open_history_takes_other_colours_and_stays_behind_with_its_assessment(at: Assess) -> None:
    at.session.grade(at.current, "full")
    saved(at.qtbot, at.app)
    shown = open_history(at)
    for theme in ("dark", "light"):
        rows = named(shown, "history-words-0", QLabel)
        with at.qtbot.waitSignal(rows.destroyed):  # thrown away while Qt walked through them, they ended the program
            at.window.switch_theme(theme)
    at.window.go(Location("library"))
    at.page.history.follow(at.session)  # another assessment comes while the page is out of sight
    assert shown.isHidden()


def test_escape_and_the_key_close_it_from_the_list(at: Assess) -> None:
    for key in (KEY.Key_Escape, "h"):
        shown = open_history(at)
        at.view.focus_current()
        at.press(key)
        assert not shown.isVisible()
    at.keys_grade()


def test_it_follows_where_one_goes(at: Assess) -> None:
    shown, before = open_history(at), at.current
    at.view.focus_current()
    at.press(KEY.Key_Down)
    assert at.current != before
    at.qtbot.waitUntil(lambda: shown.node == at.current)
    assert shown._head.text() == f"History of {at.current}"
    at.go(closed_item(at.session))
    at.qtbot.waitUntil(lambda: shown.node == at.current)


def test_a_log_that_is_read_when_it_is_closed_does_not_open_it_again(at: Assess) -> None:
    shown, read = open_history(at), []
    at.session.mark(at.current, review=not at.session.answer(at.current).review)
    shown.close_panel()
    saved(at.qtbot, at.app)
    at.app.desk.ask(lambda _: None, read.append)
    at.qtbot.waitUntil(lambda: bool(read))
    assert not shown.isVisible()


def test_beside_half_a_requirement_it_takes_the_whole_page(at: Assess) -> None:
    at.window.resize(911, 512)
    shown = open_history(at)
    assert shown.geometry() == at.page.rect()
    at.window.resize(1366, 768)
    at.qtbot.waitUntil(lambda: shown.width() < at.page.width() // 2)


def test_no_key_grades_a_requirement_that_it_covers(at: Assess) -> None:
    shown, name, grade = open_history(at), at.current, at.grade(at.current)
    at.view.focus_current()
    at.window.resize(911, 512)
    at.qtbot.waitUntil(lambda: shown.covers_page)
    at.press("1", "4")
    assert (shown.isVisible(), at.grade(name)) == (True, grade)
    at.view.focus_current()
    assert not shown.isVisible()
    at.keys_grade()


@pytest.mark.parametrize("width", [1366, 1080, 1600])
def test_nothing_of_the_requirements_lies_below_it(at: Assess, width: int) -> None:
    at.window.resize(width, 768)
    shown, page = open_history(at), at.page

    def right_end() -> int:
        QApplication.processEvents()
        return max(part.mapTo(page, part.rect().topRight()).x() for part in (page.header, page.view))

    assert right_end() < shown.x()
    reached = [at.focus()]
    at.press(KEY.Key_Tab)
    while at.focus() not in reached:
        reached.append(at.focus())
        at.press(KEY.Key_Tab)
    assert len(reached) > len(at.names()), "Tab goes round the page"
    assert not [stop for stop in reached if page.standing.isAncestorOf(stop)], "nor do the keys go below it"
    page.panels.toggle(page.standing)
    assert right_end() < shown.x(), "nor where the standing that it covers is folded away"
    shown.close_panel()
    assert page.standing.isEnabled()
    assert right_end() == page.width() - 1
    page.panels.toggle(page.standing)
    assert right_end() == page.standing.x() - 1
