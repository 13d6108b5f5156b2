"""Opening what takes a while: what is typed blind grades nothing, whoever went elsewhere stays there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from nfmaturity.domain.errors import UserError
from nfmaturity.ui import arrival
from nfmaturity.ui.app import App
from nfmaturity.ui.pages.assess import AssessPage
from nfmaturity.ui.pages.new_assessment import NewAssessmentPage
from nfmaturity.ui.settings import Location
from nfmaturity.ui.widgets.keys_sheet import KeyLine, KeysSheet
from nfmaturity.ui.widgets.label import Label
from nfmaturity.ui.widgets.palette import Palette
from tests.ui.conftest import Start
from tests.ui.driving import LEFT, click, named

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


class Slow:
    """A library whose thread is busy until it is let go."""

    def __init__(self, app: App) -> None:
        self.app, self._gate = app, Event()
        app.desk.ask(lambda _workspace: self._gate.wait(30), lambda _: None)

    def let_go(self) -> None:
        self._gate.set()


@pytest.fixture(autouse=True)
def _as_a_person_has_it(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    assert start
    monkeypatch.setattr(arrival, "REST_MS", 400)


@pytest.fixture
def slow(filled: App) -> Iterator[Slow]:
    found = Slow(filled)
    yield found
    found.let_go()


def press(app: App, *keys: Qt.Key | str, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        target = app.window.focusWidget() or app.window
        QTest.keyClicks(target, key, with_) if isinstance(key, str) else QTest.keyClick(target, key, with_)


def grades(app: App) -> dict[str, str | None]:
    assert app.desk.session
    return {name: app.desk.session.answer(name).grade for name in app.desk.session.rubric.places}


def at_assess(app: App) -> bool:
    return app.window.location.page == "assess" and app.desk.session is not None


def comes(qtbot: QtBot, slow: Slow, there: Callable[[], bool] | None = None) -> dict[str, str | None]:
    """Let the thread go on; gives the grades as they are stored."""
    found: list[dict[str, str | None]] = []
    slow.app.desk.session_changed.connect(lambda session: found.append(grades(slow.app)) if session else None)
    slow.let_go()
    qtbot.waitUntil(there or (lambda: at_assess(slow.app)), timeout=10_000)
    return found[-1]


def begin_opening(app: App) -> None:
    press(app, KEY.Key_Down, KEY.Key_Return)


def says_opening(app: App) -> bool:
    return named(app.window.status, "opening", Label).isVisible()


def test_nobody_edits_the_one_in_whose_place_another_comes(filled: App, qtbot: QtBot) -> None:
    window, desk = filled.window, filled.desk
    assert desk.library
    first, second = (row.id for row in desk.library.rows[:2])
    with qtbot.waitSignal(desk.session_changed):
        window.go(Location("assess", first))
    slow = Slow(filled)
    window.go(Location("assess", second))
    assert says_opening(filled)
    before = grades(filled)
    page = window.show_page("assess")
    assert not page.isEnabled()
    assert not window.rail._entries["assess"].isEnabled()
    QTest.keyClicks(page, "1")
    press(filled, "1", KEY.Key_Z)
    assert grades(filled) == before
    comes(qtbot, slow, lambda: bool(desk.session and desk.session.assessment.id == second))
    assert page.isEnabled()
    assert window.rail._entries["assess"].isEnabled()


def test_keys_typed_blind_grade_nothing_until_one_rests(slow: Slow, qtbot: QtBot) -> None:
    app = slow.app
    begin_opening(app)
    assert says_opening(app)
    press(app, "1x2")
    before = comes(qtbot, slow)
    assert not says_opening(app)
    for _ in range(3):
        press(app, "1")
        press(app, KEY.Key_1, with_=CTRL)
    assert grades(app) == before
    assert app.window.arrival.is_resting
    qtbot.waitUntil(lambda: not app.window.arrival.is_resting)
    press(app, "3")
    page = app.window.stack.currentWidget()
    assert isinstance(page, AssessPage)
    changed = {name for name, grade in grades(app).items() if grade != before[name]}
    assert len(changed) == 1


def test_the_palette_keeps_the_keys_as_the_page_comes(slow: Slow, qtbot: QtBot) -> None:
    app = slow.app
    begin_opening(app)
    press(app, KEY.Key_K, with_=CTRL)
    palette = app.window.findChild(Palette)
    assert palette
    press(app, "12")
    before = comes(qtbot, slow)
    assert palette.isVisible()
    press(app, "34")
    line = app.window.focusWidget()
    assert isinstance(line, QLineEdit)
    assert line.text() == "1234"
    assert grades(app) == before
    press(app, KEY.Key_Escape)
    page = app.window.stack.currentWidget()
    assert page.isAncestorOf(app.window.focusWidget()), "now the page has the keys"
    assert not palette.isVisible()


def test_what_is_open_over_the_page_tells_of_the_one_that_came(slow: Slow, qtbot: QtBot) -> None:
    app = slow.app
    press(app, KEY.Key_F1)
    keys = named(app.window, "keys", KeysSheet)
    assert keys.findChild(KeyLine, "key-comment") is None
    assert app.desk.library
    app.window.go(Location("assess", app.desk.library.rows[0].id))
    comes(qtbot, slow)
    assert keys.isVisible()
    assert keys.findChild(KeyLine, "key-comment")
    press(app, KEY.Key_K, with_=CTRL)
    press(app, "assess")
    found = named(app.window, "palette", Palette)
    entries = {entry.ident: entry for entry in found.model.entries}
    assert not entries["page:assess"].refused
    app.desk.close_assessment()
    assert not found.isVisible(), "what it offers is gone, with the page that it lay over"


def test_the_palette_opened_just_after_gives_the_keys_to_the_page(slow: Slow, qtbot: QtBot) -> None:
    app = slow.app
    begin_opening(app)
    comes(qtbot, slow)
    press(app, KEY.Key_K, with_=CTRL)
    press(app, "12")
    qtbot.waitUntil(lambda: not app.window.arrival.is_resting)
    press(app, KEY.Key_Escape)
    assert app.window.stack.currentWidget().isAncestorOf(app.window.focusWidget())


def test_who_went_elsewhere_stays_there(slow: Slow, qtbot: QtBot) -> None:
    app = slow.app
    begin_opening(app)
    click(qtbot, app.window, "rail-rubric")
    had = app.window.focusWidget()
    comes(qtbot, slow, lambda: app.desk.session is not None and not says_opening(app))
    assert app.window.location.page == "rubric"
    assert app.window.focusWidget() is had
    assert named(app.window, "rail-assess").isEnabled()


def test_a_click_on_the_page_ends_the_rest(slow: Slow, qtbot: QtBot) -> None:
    app = slow.app
    begin_opening(app)
    before = comes(qtbot, slow)
    page = app.window.stack.currentWidget()
    assert isinstance(page, AssessPage)
    row = page.view.row(page.view.current)
    assert row
    qtbot.mouseClick(row, LEFT)
    wanted = "1" if before[page.view.current] != "full" else "2"
    press(app, wanted)
    assert grades(app) != before


def test_what_cannot_be_opened_gives_the_keys_back(slow: Slow, qtbot: QtBot) -> None:
    app = slow.app
    had = app.window.focusWidget()
    app.window.go(Location("assess", "00000000-0000-4000-8000-00000000dead"))
    assert app.window.focusWidget() is app.window
    slow.let_go()
    qtbot.waitUntil(lambda: app.window.focusWidget() is had)
    assert not says_opening(app)
    assert app.window.location.page == "library"


def test_the_form_is_locked_while_an_assessment_is_created(app: App, qtbot: QtBot) -> None:
    page = at_form(app)
    qtbot.waitUntil(lambda: page.form.pack is not None and named(page, "segment-smelting").isVisible())
    click(qtbot, page, "segment-smelting")
    slow = Slow(app)
    press(app, KEY.Key_Return, with_=CTRL)
    assert says_opening(app)
    assert not page.form.isEnabled()
    press(app, "Copper 11", KEY.Key_Escape)
    assert app.window.location.page == "new"
    comes(qtbot, slow)
    press(app, "11")
    assert set(grades(app).values()) == {None}
    assert page.form.isEnabled()
    assert page.form.draft.name == ""


def test_a_form_that_could_not_be_stored_is_free_again(app: App, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_given: object) -> None:
        raise UserError("The disk is full.")

    page = at_form(app)
    qtbot.waitUntil(lambda: page.form.pack is not None and named(page, "segment-smelting").isVisible())
    click(qtbot, page, "segment-smelting")
    named(page, "field-name").setFocus()
    monkeypatch.setattr("nfmaturity.ui.desk.begin_assessment", refuse)
    press(app, KEY.Key_Return, with_=CTRL)
    qtbot.waitUntil(lambda: app.window.focusWidget() is named(page, "field-name"))
    press(app, "Cu")
    assert page.form.draft.name == "Cu"
    assert page.form.draft.segments == ("smelting",)
    page.discard()


def test_what_is_typed_before_the_rubric_is_read_is_kept(app: App, qtbot: QtBot) -> None:
    slow = Slow(app)
    page = at_form(app)
    assert page.form.tiles.total.text() == "Reading the rubric…"
    assert not named(page, "form-done").isEnabled()
    press(app, "Riverside Copper")
    named(page, "field-site").setFocus()
    press(app, "North ")
    slow.let_go()
    qtbot.waitUntil(lambda: page.form.pack is not None)
    press(app, "works")
    assert (page.form.draft.name, page.form.draft.site) == ("Riverside Copper", "North works")
    assert page.form.tiles.total.text() != "Reading the rubric…"
    assert page.at_stake()
    page.discard()


def at_form(app: App) -> NewAssessmentPage:
    press(app, KEY.Key_N, with_=CTRL)
    page = app.window.stack.currentWidget()
    assert isinstance(page, NewAssessmentPage)
    return page


@pytest.mark.parametrize("page", ["library", "enterprises", "settings", "rubric"])
def test_the_open_assessment_is_open_again_on_whatever_page_one_left(
    start: Start, filled: App, qtbot: QtBot, page: str
) -> None:
    library = filled.desk.library
    assert library
    ident = library.rows[1].id
    with qtbot.waitSignal(filled.desk.session_changed):
        filled.window.go(Location("assess", ident))
    filled.window.go(Location(page))
    filled.window.close()
    again = start()
    qtbot.waitUntil(lambda: again.desk.session is not None and not says_opening(again))
    assert again.desk.session.assessment.id == ident
    assert again.window.location.page == page
    assert named(again.window, "rail-assess").isEnabled()
    QApplication.processEvents()
