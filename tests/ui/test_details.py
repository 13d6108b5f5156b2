"""The details of an assessment changed later, and how what was typed is taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from nfmaturity.domain.changes import Target
from nfmaturity.domain.scope import scope_of
from nfmaturity.ui.app import App
from nfmaturity.ui.forms.draft import Draft, named_assessors, plain_day, rebased
from nfmaturity.ui.pages.new_assessment import DetailsPage
from nfmaturity.ui.session import AssessmentSession
from nfmaturity.ui.settings import Location
from tests.ui.driving import click, named
from tests.ui.filling import answers, exclude, line, write


@pytest.fixture
def details(demo: App, qtbot: QtBot) -> Iterator[DetailsPage]:
    """The details of the copper smelter of the demonstration; what is typed in the end is thrown away."""
    library = demo.desk.library
    assert library
    ident = next(row.id for row in library.rows if "铜" in row.enterprise)
    with qtbot.waitSignal(demo.desk.session_changed):
        demo.window.go(Location("details", ident))
    found = demo.window.show_page("details")
    assert isinstance(found, DetailsPage)
    yield found
    found.discard()


def held(details: DetailsPage) -> AssessmentSession:
    session = details.desk.session
    assert session
    return session


def test_a_longer_name_that_came_by_a_file_stays_whole(details: DetailsPage) -> None:
    long = "铜" * 200
    enterprise = held(details).assessment.enterprise.model_copy(update={"name": long})
    details.form.open(held(details).pack, replace(details.form.draft, name=enterprise.name), held(details).assessment)
    assert line(details, "field-name").text() == long


def test_closing_asks_about_what_is_not_applied(details: DetailsPage, qtbot: QtBot) -> None:
    assert details.may_close()
    write(qtbot, details, "field-name", "Other Copper")
    asked = answers(qtbot, details, "keep")
    assert not details.may_close()
    assert asked == ["Your changes are not applied yet. Discard them?"]
    click(qtbot, details, "form-done")
    assert details.may_close()


def test_details_are_one_gesture_that_keeps_the_rest_of_the_profile(details: DetailsPage, qtbot: QtBot) -> None:
    session = held(details)
    before = session.assessment
    assert before.enterprise.products
    assert not named(details, "form-done").isEnabled()
    write(qtbot, details, "field-name", "Other Copper")
    click(qtbot, details, "more")
    write(qtbot, details, "field-region_code", "340700")
    click(qtbot, details, "step-scope")
    exclude(qtbot, details)
    qtbot.keyClicks(line(details, "reason-IS-PROD-06"), "no cells")
    click(qtbot, details, "step-assessment")
    write(qtbot, details, "field-title", "Second try")
    click(qtbot, details, "form-done")
    after = session.assessment
    assert before.enterprise.region
    region = before.enterprise.region.model_copy(update={"code": "340700"})
    assert after.enterprise == before.enterprise.model_copy(update={"name": "Other Copper", "region": region})
    assert (after.title, dict(after.exclusions)) == ("Second try", {**before.exclusions, "IS-PROD-06": "no cells"})
    assert after.assessors == before.assessors
    assert after.previous == before.previous != ""
    assert not named(details, "form-done").isEnabled()
    session.undo()
    assert session.assessment == before
    assert line(details, "field-name").text() == before.enterprise.name
    assert session.to_undo is None


def test_what_a_scope_change_does_is_told_before_it_is_applied(details: DetailsPage, qtbot: QtBot) -> None:
    session = held(details)
    in_scope = session.card.overall.in_scope
    write(qtbot, details, "field-name", "Other Copper")
    assert details.effect.text() == ""
    click(qtbot, details, "segment-mining")
    click(qtbot, details, "segment-smelting")
    said = details.effect.text()
    mined = len(scope_of(session.rubric, ["mining"], session.assessment.exclusions).requirements)
    assert said.startswith(f"Requirements that count: {in_scope} → {mined}. Result: ")
    assert session.card.overall.in_scope == in_scope
    click(qtbot, details, "form-done")
    assert session.card.overall.in_scope == mined
    assert details.effect.text() == ""


def test_edits_from_elsewhere_come_in_under_what_is_typed(details: DetailsPage, qtbot: QtBot) -> None:
    session = held(details)
    write(qtbot, details, "field-name", "Other Copper")
    session.edit({Target("assessment", "", "site"): "East plant", Target("assessment", "", "purpose"): "Another"})
    assert line(details, "field-name").text() == "Other Copper"
    assert line(details, "field-site").text() == "East plant"
    click(qtbot, details, "form-done")
    profile = session.assessment
    assert (profile.enterprise.name, profile.site, profile.purpose) == ("Other Copper", "East plant", "Another")


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-11-22", "2026-11-22"),
        ("2026/1/5", "2026-01-05"),
        ("2026年1月5日", "2026-01-05"),
        ("20260105", "2026-01-05"),
        (" ", ""),
        ("soon", "soon"),
    ],
)
def test_days_are_taken_as_people_write_them(typed: str, day: str) -> None:
    assert plain_day(typed) == day


def test_names_stand_apart_by_any_comma_but_one_in_brackets() -> None:
    assert named_assessors("王工（组长，数字化部）、李工；Wang, 李工\n") == ("王工（组长，数字化部）", "李工", "Wang")
    assert named_assessors(" , ，") == ()


def test_what_was_typed_goes_on_top_of_a_newer_state() -> None:
    base = Draft(name="A", site="B", exclusions={"x": "one", "y": "two"})
    typed = replace(base, name="mine", exclusions={"x": "typed", "y": "two"})
    anew = Draft(name="theirs", site="theirs", exclusions={"x": "one", "z": "three"})
    after = rebased(typed, base, anew)
    assert (after.name, after.site) == ("mine", "theirs")
    assert dict(after.exclusions) == {"x": "typed", "z": "three"}
