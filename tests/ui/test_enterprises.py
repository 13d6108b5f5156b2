"""The page of enterprises: typed, saved as one goes, taken back, shared, thrown away."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox
from pytestqt.qtbot import QtBot

from nfmaturity.storage.enterprises import EnterpriseRepository
from nfmaturity.ui.app import App
from nfmaturity.ui.pages.enterprises import EnterprisesPage
from nfmaturity.ui.settings import Location
from nfmaturity.ui.widgets.label import Label
from nfmaturity.workspace.enterprises import list_enterprises
from nfmaturity.workspace.opening import open_workspace, today
from tests.ui.conftest import Start
from tests.ui.driving import LEFT, click, named
from tests.ui.enterprises import change, on_copper, on_page, profile_saved, stored, table
from tests.ui.filling import line, write

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(opened: App, qtbot: QtBot) -> EnterprisesPage:
    """The page on the made-up enterprises, with the copper smelter open."""
    return on_copper(opened, qtbot)


def test_figures_are_asked_for_of_the_last_full_year(page: EnterprisesPage) -> None:
    assert line(page, "field-figures_year").placeholderText() == str(int(today()[:4]) - 1)


def test_an_amount_is_written_out_as_the_field_is_left(page: EnterprisesPage, qtbot: QtBot) -> None:
    QApplication.clipboard().setText("38.5万")
    energy = line(page, "line-energy_tce")
    energy.setFocus()
    energy.selectAll()
    energy.paste()
    assert page.form.fields["energy_tce"].note.kind != "fault"
    qtbot.keyClick(energy, Qt.Key.Key_Tab)
    assert energy.text() == "385000"
    profile_saved(qtbot, page)
    assert stored(page).profile.energy_tce == "385000"


def test_saved_is_not_all_where_something_waits_to_be_put_right(page: EnterprisesPage, qtbot: QtBot) -> None:
    door = named(page, "enterprise-faults")
    assert not door.isVisible()
    write(qtbot, page, "line-co2_kt", "much")
    write(qtbot, page, "products-0-output", "x")
    write(qtbot, page, "products-1-capacity", "y")
    profile_saved(qtbot, page)
    assert door.isVisible()
    assert door.text() == "saved, to put right: 3"
    assert not page.head.state.isVisible()
    told = page.form.fields["products"].note.text().splitlines()
    assert [words[:6] for words in told] == ["Row 1,", "Row 2,"]
    click(qtbot, page, "enterprise-faults")
    assert QApplication.focusWidget() is line(page, "products-0-output")
    write(qtbot, page, "products-0-output", "1")
    write(qtbot, page, "products-1-capacity", "2")
    write(qtbot, page, "line-co2_kt", "3")
    profile_saved(qtbot, page)
    assert not door.isVisible()
    assert page.head.state.text() == "saved"


def test_the_enterprises_of_the_assessments_are_there(page: EnterprisesPage) -> None:
    page.panel.search.clear()
    lines = page.panel.list.lines
    assert [(one.title, one.about.split(" · ")[0]) for one in lines] == [
        ("Demo Riverside Copper Co., Ltd.", "assessments: 2"),
        ("Demo Yunling Aluminium Group Co., Ltd.", "assessments: 1"),
    ]


def test_typing_is_saved_after_a_moment(page: EnterprisesPage, qtbot: QtBot) -> None:
    write(qtbot, page, "line-staff", "1,712")
    assert page._session
    assert page._session.state == "saving"
    profile_saved(qtbot, page)
    assert stored(page).profile.staff == 1712
    assert named(page, "enterprise-state", Label).text() == "saved"


def test_a_half_typed_code_is_there_again(page: EnterprisesPage, qtbot: QtBot, opened: App) -> None:
    write(qtbot, page, "field-credit_code", "9134")
    profile_saved(qtbot, page)
    assert stored(page).unfinished == {"credit_code": "9134"}
    assert page._session
    ident = page._session.id
    page.panel.search.clear()
    page.panel.list.click(next(one.name for one in page.panel.list.lines if one.name != ident))
    qtbot.waitUntil(lambda: page._session is not None and page._session.id != ident)
    page.panel.list.click(ident)
    qtbot.waitUntil(lambda: page._session is not None and page._session.id == ident)
    assert line(page, "field-credit_code").text() == "9134"


def test_leaving_the_page_saves_at_once(page: EnterprisesPage, qtbot: QtBot, opened: App) -> None:
    write(qtbot, page, "field-industry_code", "32")
    session = page._session
    assert session
    opened.window.go(Location("library"))
    qtbot.waitUntil(lambda: session.state == "saved")
    assert stored(page).profile.industry_code == "32"


def test_what_is_on_its_way_belongs_to_its_library(
    page: EnterprisesPage, qtbot: QtBot, opened: App, tmp_path: Path
) -> None:
    """What is typed right before another library is opened; and what the disk of the first one does not take."""
    session, folder, away, other = page._session, tmp_path / "library", tmp_path / "away", tmp_path / "other"
    assert session
    write(qtbot, page, "field-industry_code", "32")
    with qtbot.waitSignal(opened.desk.library_changed):
        opened.desk.open_library(str(other))
    with open_workspace(str(folder)) as workspace:
        assert EnterpriseRepository(workspace.library).read(session.id).kept.profile.industry_code == "32"
    with qtbot.waitSignal(opened.desk.library_changed):
        opened.desk.open_library(str(folder))
    page = on_copper(opened, qtbot)
    session = page._session
    assert session
    folder.rename(away)
    write(qtbot, page, "field-industry_code", "33")
    qtbot.waitUntil(lambda: session.state == "failed")
    with qtbot.waitSignal(opened.desk.library_changed):
        opened.desk.open_library(str(other))
    opened.desk.ask(list_enterprises, (asked := []).append)
    qtbot.waitUntil(lambda: bool(asked))
    assert (session.state, session._rest.isActive()) == ("failed", False), "it waits, and asks no other library"
    away.rename(folder)
    with qtbot.waitSignal(opened.desk.library_changed):
        opened.desk.open_library(str(folder))
    qtbot.waitUntil(lambda: page._leaving == [])
    with open_workspace(str(folder)) as workspace:
        assert EnterpriseRepository(workspace.library).read(session.id).kept.profile.industry_code == "33"


def test_closing_the_window_waits_for_the_disk(page: EnterprisesPage, qtbot: QtBot, opened: App) -> None:
    write(qtbot, page, "field-industry_code", "32")
    assert opened.window.close()
    assert stored(page).profile.industry_code == "32"


def test_a_write_that_breaks_keeps_what_was_typed_and_the_window_may_close(
    page: EnterprisesPage, qtbot: QtBot, opened: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.database.crashed.disconnect(opened.watch.take)
    broken: list[Exception] = []
    opened.database.crashed.connect(broken.append)
    monkeypatch.setattr("nfmaturity.ui.enterprise_session.write_enterprise", lambda *_: {}["a fault of ours"])
    write(qtbot, page, "field-industry_code", "32")
    session = page._session
    assert session
    qtbot.waitUntil(lambda: session.state == "failed")
    assert [type(one) for one in broken] == [KeyError], "it is told once"
    monkeypatch.undo()
    assert opened.window.close()
    assert stored(page).profile.industry_code == "32"


def test_two_enterprises_on_their_way_are_both_waited_for(page: EnterprisesPage, qtbot: QtBot, opened: App) -> None:
    """The one that was left is let go of once it is on disk, while the other is still waited for."""
    write(qtbot, page, "field-industry_code", "32")
    first = page._session
    assert first
    assert page.desk.library
    with open_workspace(page.desk.library.shown) as workspace:
        other = next(one.row.id for one in list_enterprises(workspace).kept if one.row.id != first.id)
        page._wanted = other
        page._open(EnterpriseRepository(workspace.library).read(other))
    write(qtbot, page, "field-industry_code", "33")
    assert opened.window.close()
    assert [stored(page, one).profile.industry_code for one in (first.id, other)] == ["32", "33"]


def test_undo_goes_field_by_field_and_leaves_the_assessment_alone(page: EnterprisesPage, qtbot: QtBot) -> None:
    assessed = page.desk.session
    assert assessed
    assert page._session
    before = assessed.assessment
    code = line(page, "field-industry_code")
    write(qtbot, page, "field-industry_code", "32")
    write(qtbot, page, "line-staff", "1700")
    qtbot.keyClick(line(page, "line-staff"), Qt.Key.Key_Z, CONTROL)
    assert line(page, "line-staff").text() == "1680"
    qtbot.keyClick(line(page, "line-staff"), Qt.Key.Key_Z, CONTROL)
    assert (code.text(), QApplication.focusWidget()) == ("", code)
    qtbot.keyClick(code, Qt.Key.Key_Y, CONTROL)
    assert code.text() == "32"
    profile_saved(qtbot, page)
    assert (stored(page).profile.industry_code, stored(page).profile.staff) == ("32", 1680)
    assert assessed.assessment is before


def test_rows_are_typed_in_place(page: EnterprisesPage, qtbot: QtBot) -> None:
    blank = len(table(page, "products")._value)
    first = line(page, f"products-{blank}-name")
    first.setFocus()
    qtbot.keyClicks(first, "Copper foil")
    for word in ("", "30", "x", "kt"):
        focused = QApplication.focusWidget()
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
        qtbot.keyClicks(QApplication.focusWidget(), word)
    assert "Row 8, Output, last year" in page.form.fields["products"].note.text()
    assert line(page, f"products-{blank}-output").property("fault")
    write(qtbot, page, f"products-{blank}-output", "28.5")
    profile_saved(qtbot, page)
    last = stored(page).profile.products[-1]
    assert (last.name, last.capacity, last.output, last.unit) == ("Copper foil", "30", "28.5", "kt")


def test_rows_move_and_go_by_key(page: EnterprisesPage, qtbot: QtBot) -> None:
    names = [row[0] for row in table(page, "products")._value]
    cell = line(page, "products-0-name")
    cell.setFocus()
    qtbot.keyClick(cell, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [row[0] for row in table(page, "products")._value][:2] == [names[1], names[0]]
    moved = QApplication.focusWidget()
    assert moved is line(page, "products-1-name")
    qtbot.keyClick(moved, Qt.Key.Key_Delete, CONTROL)
    assert [row[0] for row in table(page, "products")._value] == [names[1], *names[2:]]
    focused = QApplication.focusWidget()
    qtbot.keyClick(focused, Qt.Key.Key_Up)
    assert QApplication.focusWidget() is line(page, "products-0-name")
    for _ in range(2):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, CONTROL)
    assert [row[0] for row in table(page, "products")._value] == names


def test_cells_of_a_spreadsheet_are_pasted(page: EnterprisesPage, qtbot: QtBot) -> None:
    rows = len(table(page, "sites")._value)
    QApplication.clipboard().setText("North mine\tmine\t\topen pit、选矿\t4.0 Mt\t980\t\t否\nOffice\toffice\n")
    cell = line(page, f"sites-{rows}-name")
    cell.setFocus()
    qtbot.keyClick(cell, Qt.Key.Key_V, CONTROL)
    profile_saved(qtbot, page)
    mine, office = stored(page).profile.sites[-2:]
    assert (mine.name, mine.sections, mine.staff, mine.in_scope) == (
        "North mine",
        ("open_pit", "concentrator"),
        980,
        False,
    )
    assert (office.name, office.kind, office.in_scope) == ("Office", "office", True)


def test_process_sections_of_a_site_are_ticked(page: EnterprisesPage, qtbot: QtBot) -> None:
    cell = line(page, "sites-1-sections")
    cell.setFocus()
    qtbot.keyClick(cell, Qt.Key.Key_Space)
    menu = named(page, "sections-menu")
    named(menu, "cell-section-acid", QCheckBox).click()
    named(menu, "cell-section-pyro_smelter", QCheckBox).click()
    menu.close()
    profile_saved(qtbot, page)
    assert stored(page).profile.sites[1].sections == ("pyro_smelter", "acid")
    assert cell.text() == "pyrometallurgical smelter, acid plant"


def test_a_choice_made_by_somebody_else_is_taken_up(page: EnterprisesPage, qtbot: QtBot) -> None:
    change(page, staff=1700)
    page._look_again()
    qtbot.waitUntil(lambda: line(page, "line-staff").text() == "1700")
    assert not page.contested.isVisible()


@pytest.mark.parametrize(("choice", "staff"), [("contested-mine", 1712), ("contested-theirs", 1700)])
def test_the_same_field_changed_twice_waits_for_a_choice(
    page: EnterprisesPage, qtbot: QtBot, choice: str, staff: int
) -> None:
    change(page, staff=1700, industry_code="32")
    write(qtbot, page, "line-staff", "1712")
    qtbot.waitUntil(page.contested.isVisible)
    profile_saved(qtbot, page)
    assert (stored(page).profile.staff, stored(page).profile.industry_code) == (1700, "32"), "theirs stays until chosen"
    assert line(page, "line-staff").text() == "1712"
    assert line(page, "field-industry_code").text() == "32"
    click(qtbot, page, choice)
    profile_saved(qtbot, page)
    assert stored(page).profile.staff == staff
    assert line(page, "line-staff").text() == str(staff)
    assert not page.contested.isVisible()


def test_what_others_come_to_agree_to_is_not_put_back(page: EnterprisesPage, qtbot: QtBot) -> None:
    change(page, staff=1700)
    write(qtbot, page, "line-staff", "1712")
    qtbot.waitUntil(page.contested.isVisible)
    profile_saved(qtbot, page)
    change(page, staff=1712)
    page._look_again()
    qtbot.waitUntil(lambda: not page.contested.isVisible())
    profile_saved(qtbot, page)
    assert stored(page).profile.staff == 1712
    assert line(page, "line-staff").text() == "1712"


def test_a_new_one_begins_at_its_name(page: EnterprisesPage, qtbot: QtBot) -> None:
    click(qtbot, page, "new-enterprise")
    qtbot.waitUntil(
        lambda: QApplication.focusWidget() is line(page, "field-name") and not line(page, "field-name").text()
    )
    qtbot.keyClicks(line(page, "field-name"), "Delta Tin")
    profile_saved(qtbot, page)
    qtbot.waitUntil(lambda: "Delta Tin" in [one.title for one in page.panel.list.lines])
    assert named(page, "missing").isVisible()
    click(qtbot, page, "missing")
    assert QApplication.focusWidget() is line(page, "field-credit_code")


def test_the_trash_gives_back_what_it_took(page: EnterprisesPage, qtbot: QtBot) -> None:
    page.panel.search.clear()
    assert page._session
    ident = page._session.id
    click(qtbot, page, "trash-enterprise")
    qtbot.waitUntil(lambda: page._session is not None and page._session.id != ident)
    assert ident not in [one.name for one in page.panel.list.lines]
    page.panel.list.setFocus()
    qtbot.keyClick(page.panel.list, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: ident in [one.name for one in page.panel.list.lines])


def test_one_in_the_trash_is_read_only(page: EnterprisesPage, qtbot: QtBot) -> None:
    page.panel.search.clear()
    assert page._session
    ident = page._session.id
    click(qtbot, page, "trash-enterprise")
    qtbot.waitUntil(page.panel.trash.isVisible)
    qtbot.mouseClick(page.panel.trash, LEFT)
    qtbot.waitUntil(lambda: page._session is not None and page._session.id == ident)
    assert not line(page, "field-name").isEnabled()
    click(qtbot, page, "restore-enterprise")
    qtbot.waitUntil(lambda: line(page, "field-name").isEnabled())


def test_an_empty_library_says_what_the_page_is_for(start: Start, qtbot: QtBot) -> None:
    page = on_page(start(), qtbot)
    assert page.none.isVisible()
    click(qtbot, page, "first-enterprise")
    qtbot.waitUntil(lambda: page._session is not None)
    assert page.form.isVisible()


def test_nothing_is_called_empty_before_it_is_read(filled: App, qtbot: QtBot) -> None:
    filled.window.go(Location("enterprises"))
    page = filled.window.stack.currentWidget()
    assert isinstance(page, EnterprisesPage)
    assert not page.none.isVisible()
    qtbot.waitUntil(page.form.isVisible)
    assert not page.none.isVisible()


@pytest.mark.parametrize("width", [611, 839])
def test_list_and_form_take_turns_where_it_is_narrow(filled: App, qtbot: QtBot, width: int) -> None:
    page = on_page(filled, qtbot)
    page.setFixedWidth(width)
    qtbot.waitUntil(lambda: page.width() == width)
    page.show_list()
    assert page.panel.isVisible()
    assert page.right.isVisible() == (width > 740)
    page.panel.list.click(page.panel.list.lines[0].name)
    qtbot.waitUntil(page.right.isVisible)
    assert page.panel.isVisible() == (width > 740)
    for name, field in page.form.fields.items():
        assert field.width() <= page.form.viewport().width(), name


def test_enterprises_come_from_the_library_page(opened: App, qtbot: QtBot) -> None:
    opened.window.go(Location("library"))
    click(qtbot, named(opened.window, "page-library"), "to-enterprises")
    assert opened.window.location.page == "enterprises"


def test_a_kill_while_one_types_keeps_what_was_stored_meanwhile(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.ui.typing_process", str(tmp_path)]
    typed = kept = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        patience = threading.Timer(60, process.kill)
        patience.start()
        while kept <= 10:
            typed, kept = map(int, process.stdout.readline().split())
        patience.cancel()
        process.kill()
    assert typed > kept, "it is stored while one types on"
    with open_workspace(str(tmp_path / "library")) as workspace:
        (known,) = list_enterprises(workspace).kept
    assert len(known.row.name) >= kept
