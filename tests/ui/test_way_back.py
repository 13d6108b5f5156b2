"""The way back: by key and by click to the page, the spot and the keys that one came from."""

from __future__ import annotations

from PySide6.QtCore import Qt

from nfmaturity.ui.pages.overview import OverviewPage
from nfmaturity.ui.settings import Location
from tests.ui.assessing import KEY, Assess
from tests.ui.driving import click
from tests.ui.test_overview import shown

ALT = Qt.KeyboardModifier.AltModifier


def back(at: Assess) -> None:
    at.press(KEY.Key_Left, with_=ALT)


def on_a_gap(at: Assess) -> OverviewPage:
    """Stand on the third of the requirements in the way, far down on a small Overview."""
    at.window.resize(683, 384)
    page = shown(at.app)
    page.gaps.list.setFocus()
    at.press(KEY.Key_Down, KEY.Key_Down)
    page.area.verticalScrollBar().setValue(120)
    return page


def test_from_a_requirement_back_to_the_gap_that_led_there(at: Assess) -> None:
    begun = at.window.location
    page = on_a_gap(at)
    gap = page.gaps.list.held.found[2].id
    at.press(KEY.Key_Return)
    assert at.current == gap
    assert at.focus() is at.row(gap).selector
    assert at.row(gap).selector.accessibleDescription() == at.row(gap)._content.text.text  # type: ignore[union-attr]
    at.press(KEY.Key_Down)
    back(at)
    assert at.window.location.page == "overview"
    assert at.focus() is page.gaps.list
    assert page.gaps.list.currentIndex().row() == 2
    assert page.area.verticalScrollBar().value() == 120
    back(at)
    assert at.window.location == begun
    back(at)
    assert at.window.location.page == "library"
    back(at)
    assert at.window.location.page == "library", "there is nothing before"


def test_the_header_says_where_the_way_back_leads(at: Assess) -> None:
    button = at.window.header.back
    assert not button.isVisible(), "one knows the way to the library"
    name = at.current
    at.window.go(Location("overview"))
    assert (button.isVisible(), button.text(), button.accessibleName()) == (True, name, f"Back to {name} (Alt+←)")
    at.window.switch_language("zh")
    at.window.go(Location("assess", requirement=name))
    assert (button.text(), button.toolTip()) == ("总览", "返回总览（Alt+←）")
    at.window.switch_language("en")
    assert button.text() == "Overview"
    at.window.resize(683, 384)
    at.qtbot.waitUntil(lambda: (button.text(), button.width()) == ("", button.sizeHint().width()))
    click(at.qtbot, at.window, "back")
    assert at.window.location.page == "overview"


def test_within_assess_it_leads_back_from_a_requirement_that_was_looked_up(at: Assess) -> None:
    name, far = at.current, list(at.session.scope.requirements)[-1]
    at.go(far)
    assert at.window.header.back.text() == name
    at.window.go(Location("assess"))
    back(at)
    assert at.current == name


def test_a_place_that_is_gone_is_passed_over(at: Assess) -> None:
    at.window.go(Location("overview"))
    at.window.way_back.leave(Location("overview", "00000000-0000-4000-8000-00000000dead"), Location("report"))
    at.window.go(Location("rubric"))
    back(at)
    assert at.window.location.page == "overview"
    back(at)
    assert at.window.location.page == "assess"


def test_another_assessment_is_opened_again(at: Assess) -> None:
    before = at.window.location
    rows = at.app.desk.library.rows if at.app.desk.library else ()
    other = next(row.id for row in rows if row.id != before.assessment)
    at.window.go(Location("overview", other))
    at.qtbot.waitUntil(lambda: at.window.location == Location("overview", other))
    back(at)
    at.qtbot.waitUntil(lambda: at.window.location == before)
    assert at.session.assessment.id == before.assessment
    assert at.current == before.requirement
