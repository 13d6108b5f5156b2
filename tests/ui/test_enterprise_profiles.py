"""What assessments take from the profile of an enterprise, and what they give it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from nfmaturity.domain.enterprise import KeptEnterprise
from nfmaturity.storage.enterprises import KeptProfile, StoredEnterprise
from nfmaturity.ui.app import App
from nfmaturity.ui.pages.enterprises import EnterprisesPage
from nfmaturity.ui.pages.new_assessment import DetailsPage, NewAssessmentPage
from nfmaturity.ui.pages.overview import OverviewPage
from nfmaturity.ui.pages.overview_checks import check_lines
from nfmaturity.ui.pages.profile_exchange import ExchangeDialog
from nfmaturity.ui.pages.report import ReportPage
from nfmaturity.ui.profile_standing import news_for, not_taken_over
from nfmaturity.ui.settings import Location
from nfmaturity.ui.widgets.paragraph import Paragraph
from nfmaturity.workspace.enterprises import list_enterprises
from nfmaturity.workspace.opening import open_workspace
from tests.rubrics import assessment
from tests.ui.driving import click, named
from tests.ui.enterprises import COPPER, change, on_copper, on_page, stored
from tests.ui.filling import line, paste


@pytest.fixture
def page(opened: App, qtbot: QtBot) -> EnterprisesPage:
    """The page on the made-up enterprises, with the copper smelter open."""
    return on_copper(opened, qtbot)


def test_a_new_assessment_takes_all_that_is_known(page: EnterprisesPage, qtbot: QtBot, opened: App) -> None:
    click(qtbot, page, "assess-enterprise")
    new = named(opened.window, "page-new")
    qtbot.waitUntil(lambda: named(new, "field-name", QLineEdit).text() == COPPER)
    with qtbot.waitSignal(opened.desk.session_changed):
        click(qtbot, new, "form-done")
    session = opened.desk.session
    assert session
    profile = session.assessment.enterprise
    assert (profile.id, len(profile.products)) == (stored(page).profile.id, 7)
    assert opened.desk.library
    with open_workspace(opened.desk.library.shown) as workspace:
        assert [known.assessments for known in list_enterprises(workspace).kept if known.row.id == profile.id] == [3]


def test_a_known_enterprise_is_found_as_one_types(page: EnterprisesPage, qtbot: QtBot, opened: App) -> None:
    opened.window.go(Location("new"))
    new = named(opened.window, "page-new", NewAssessmentPage)
    qtbot.waitUntil(lambda: new.form.pack is not None and new.known.model().rowCount() == 2)
    name = new.form.name_line
    name.setFocus()
    qtbot.keyClicks(name, "yunl")
    popup = new.known.popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: new.form.draft.credit_code == "91530199DEMAL00260")
    assert (name.text(), len(new.form.draft.segments)) == ("示例云岭铝业集团有限公司", 4)
    assert len(new.form.draft.rest["products"]) == 6
    name.selectAll()
    qtbot.keyClick(name, Qt.Key.Key_Delete)
    assert not new.form.draft.rest, "another enterprise has other products"
    new.discard()


def test_one_typed_in_the_wizard_is_kept(app: App, qtbot: QtBot) -> None:
    app.window.show()
    app.window.go(Location("new"))
    new = named(app.window, "page-new", NewAssessmentPage)
    qtbot.waitUntil(lambda: new.form.pack is not None)
    qtbot.keyClicks(new.form.name_line, "Delta Tin")
    qtbot.waitUntil(lambda: named(new, "segment-smelting").isVisible())
    click(qtbot, new, "segment-smelting")
    with qtbot.waitSignal(app.desk.session_changed):
        click(qtbot, new, "form-done")
    page = on_page(app, qtbot)
    assert [(one.title, one.about) for one in page.panel.list.lines] == [("Delta Tin", "assessments: 1")]


@pytest.fixture
def details(page: EnterprisesPage, qtbot: QtBot, opened: App) -> DetailsPage:
    """The details of the copper smelter's assessment, after its enterprise took up mining and more people."""
    change(page, staff=2000, segments=("mining", "smelting"))
    opened.window.go(Location("details"))
    found = named(opened.window, "page-details", DetailsPage)
    qtbot.waitUntil(lambda: named(found, "take-profile").isVisible())
    return found


def said(dialog: ExchangeDialog, field: str) -> list[str]:
    return [named(dialog, f"difference-{field}-{n}", Paragraph).text() for n in (1, 2)]


def test_the_enterprises_profile_is_previewed_and_taken_over(details: DetailsPage, qtbot: QtBot) -> None:
    session = details.desk.session
    assert session
    before, in_scope = session.assessment, session.card.overall.in_scope
    click(qtbot, details, "take-profile")
    dialog = named(details, "exchange", ExchangeDialog)
    assert named(dialog, "difference-segments-2", Paragraph).text() == "Mining, Smelting"
    assert said(dialog, "staff") == [
        "1680 persons",
        "2000 persons",
    ]
    assert f"Requirements that count: {in_scope} → " in dialog.effect.text()
    assert session.assessment is before
    click(qtbot, dialog, "exchange-done")
    assert (session.assessment.enterprise.staff, session.assessment.enterprise.segments) == (
        2000,
        ("mining", "smelting"),
    )
    assert session.card.overall.in_scope > in_scope
    qtbot.waitUntil(lambda: not named(details, "take-profile").isVisible())
    assert details.form.draft.staff == "2000"
    session.undo()
    assert (session.assessment.enterprise, session.card.overall.in_scope) == (before.enterprise, in_scope)
    qtbot.waitUntil(lambda: named(details, "take-profile").isVisible())


def test_the_assessments_data_are_kept_for_the_enterprise(
    details: DetailsPage, page: EnterprisesPage, qtbot: QtBot
) -> None:
    click(qtbot, details, "keep-profile")
    dialog = named(details, "exchange", ExchangeDialog)
    assert said(dialog, "staff") == [
        "2000 persons",
        "1680 persons",
    ]
    click(qtbot, dialog, "exchange-done")
    qtbot.waitUntil(lambda: not named(details, "keep-profile").isVisible())
    assert (stored(page).profile.staff, stored(page).profile.segments) == (1680, ("smelting",))


def test_another_assessment_is_not_offered_the_profile_of_the_one_before(
    details: DetailsPage, qtbot: QtBot, opened: App
) -> None:
    assert opened.desk.library
    other = next(row.id for row in opened.desk.library.rows if row.enterprise != COPPER)
    with qtbot.waitSignal(opened.desk.session_changed):
        opened.window.go(Location("assess", other))
    opened.window.go(Location("details"))
    assert named(details, "take-profile").isHidden(), "nothing is read of this one yet"
    assert details.exchange.said.text() == ""
    qtbot.waitUntil(lambda: details.exchange.said.text() == "The profile is the one kept for the enterprise.")


def test_what_is_not_applied_comes_first(details: DetailsPage, qtbot: QtBot) -> None:
    details.form.name_line.setFocus()
    qtbot.keyClicks(details.form.name_line, "!")
    assert not named(details, "take-profile").isEnabled()
    details.discard()
    assert named(details, "take-profile").isEnabled()


def test_what_the_enterprises_profile_says_otherwise_is_told_where_it_matters(
    page: EnterprisesPage, qtbot: QtBot, opened: App
) -> None:
    told = "The enterprise's profile has changed in 2 fields; this assessment still holds its own."
    opened.window.go(Location("report"))
    report = opened.window.show_page("report")
    assert isinstance(report, ReportPage)
    note = report.update_note
    assert not note.isVisible()
    change(page, staff=2000, segments=("mining", "smelting"))
    opened.window.go(Location("report"))
    qtbot.waitUntil(note.isVisible)
    assert note.said.text() == told
    assert note.geometry().bottom() < report.form.make.geometry().top()
    opened.window.go(Location("overview"))
    overview = opened.window.show_page("overview")
    assert isinstance(overview, OverviewPage)
    qtbot.waitUntil(lambda: overview.reading.kept is not None)
    session = opened.desk.session
    assert session
    lines = {line.kind: line for line in check_lines(session, kept=overview.reading.kept)}
    assert lines["profile_newer"].said == told
    assert lines["profile_newer"].door == Location("details")
    assert "profile_newer-1" in overview.checks.rows._blocks
    opened.window.go(Location("report"))
    click(qtbot, note, "take-profile")
    click(qtbot, named(note, "exchange", ExchangeDialog), "exchange-done")
    assert session.assessment.enterprise.staff == 2000
    qtbot.waitUntil(lambda: not note.isVisible())
    assert "profile_newer" not in {line.kind for line in check_lines(session, kept=overview.reading.kept)}


def test_place_and_site_typed_in_the_wizard_are_in_their_fields(app: App, qtbot: QtBot) -> None:
    app.window.show()
    app.window.go(Location("new"))
    new = named(app.window, "page-new", NewAssessmentPage)
    qtbot.waitUntil(lambda: new.form.pack is not None)
    qtbot.waitUntil(lambda: named(new, "segment-smelting").isVisible())
    click(qtbot, new, "segment-smelting")
    click(qtbot, new, "more")
    for name, text in (("name", "Delta Tin"), ("site", "二厂"), ("region", "江西省鹰潭市贵溪市冶炼园")):
        paste(new, f"field-{name}", text)
    with qtbot.waitSignal(app.desk.session_changed):
        click(qtbot, new, "form-done")
    page = on_page(app, qtbot)
    shown = {name: line(page, f"field-{name}").text() for name in ("province", "city", "region")}
    assert shown == {"province": "江西省", "city": "鹰潭市", "region": "贵溪市冶炼园"}
    assert line(page, "sites-0-name").text() == "二厂"
    session = app.desk.session
    assert session
    assert page._session
    assert not not_taken_over(session.assessment.enterprise, StoredEnterprise(page._session.id, stored(page), 1, ""))
    app.window.go(Location("details"))
    details = named(app.window, "page-details", DetailsPage)
    assert details.form.draft.region == "江西省鹰潭市贵溪市冶炼园"
    assert not details.at_stake()


@pytest.mark.parametrize(
    ("date", "period_to", "figures_year", "news"),
    [
        ("2026-11-22", "", "2025", 1),
        ("2025-11-28", "", "2025", 0),
        ("", "2025-11-28", "2026", 0),
        ("", "", "2025", 1),
        ("2025-11-28", "", "", 1),
    ],
)
def test_an_assessment_that_is_over_is_not_asked_to_take_figures_of_later(
    date: str, period_to: str, figures_year: str, news: int
) -> None:
    held = replace(assessment({}), date=date, period_to=period_to)
    profile = KeptEnterprise.model_validate(
        held.enterprise.model_dump(exclude_defaults=True) | {"figures_year": figures_year, "staff": 2000}
    )
    held = replace(held, enterprise=held.enterprise.model_copy(update={"figures_year": figures_year}))
    assert news_for(held, StoredEnterprise("", KeptProfile(profile), 1, "")) == news
