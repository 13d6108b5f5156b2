"""The page of enterprises: typed, saved as one goes, taken back, shared, thrown away; and what assessments take."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit
from pytestqt.qtbot import QtBot

from nfmaturity.storage.enterprises import EnterpriseRepository, KeptProfile
from nfmaturity.ui.app import App
from nfmaturity.ui.forms.profile_draft import check_profile, draft_of_profile, empty_draft
from nfmaturity.ui.forms.profile_fields import PROFILE_SPECS
from nfmaturity.ui.forms.table_field import TableField
from nfmaturity.ui.pages.enterprises import EnterprisesPage
from nfmaturity.ui.pages.new_assessment import DetailsPage, NewAssessmentPage
from nfmaturity.ui.pages.profile_exchange import ExchangeDialog
from nfmaturity.ui.settings import Location
from nfmaturity.ui.widgets.label import Label
from nfmaturity.ui.widgets.paragraph import Paragraph
from nfmaturity.workspace.demo import demo_documents
from nfmaturity.workspace.enterprises import kept_from, list_enterprises
from nfmaturity.workspace.opening import open_workspace, today
from nfmaturity.workspace.subject import read_subject
from tests.ui.conftest import Start
from tests.ui.driving import LEFT, click, named

COPPER = "示例江畔铜业有限公司"
CONTROL = Qt.KeyboardModifier.ControlModifier


def on_page(app: App, qtbot: QtBot, node: str = "") -> EnterprisesPage:
    app.window.show()
    app.window.go(Location("enterprises", node=node))
    page = named(app.window, "page-enterprises", EnterprisesPage)
    qtbot.waitUntil(lambda: page._listed is not None)
    qtbot.waitUntil(lambda: bool(page._session) == bool(page.panel.list.lines))
    return page


@pytest.fixture
def page(opened: App, qtbot: QtBot) -> EnterprisesPage:
    """The page on the made-up enterprises, with the copper smelter open."""
    found = on_page(opened, qtbot)
    found.panel.search.setText("江畔")
    found.panel.list.click(found.panel.list.lines[0].name)
    qtbot.waitUntil(lambda: found._session is not None and found._session.draft["name"] == COPPER)
    return found


def line(page: EnterprisesPage, name: str) -> QLineEdit:
    return named(page, name, QLineEdit)


def write(qtbot: QtBot, page: EnterprisesPage, name: str, text: str) -> QLineEdit:
    found = line(page, name)
    found.setFocus()
    found.selectAll()
    qtbot.keyClick(found, Qt.Key.Key_Delete)
    qtbot.keyClicks(found, text)
    return found


def saved(qtbot: QtBot, page: EnterprisesPage) -> None:
    qtbot.waitUntil(lambda: all(session.state == "saved" for session in page._sessions()))


def stored(page: EnterprisesPage, ident: str = "") -> KeptProfile:
    place = page.desk.library
    assert place
    assert page._session
    with open_workspace(place.shown) as workspace:
        return EnterpriseRepository(workspace.library).read(ident or page._session.id).kept


def table(page: EnterprisesPage, name: str) -> TableField:
    found = page.form.fields[name]
    assert isinstance(found, TableField)
    return found


# The draft, without a window


@pytest.mark.parametrize("path", demo_documents(), ids=lambda path: path.stem)
def test_a_profile_goes_through_the_form_as_it_is(path: Path) -> None:
    kept = kept_from(read_subject(path, None, None).assessment.enterprise)
    checked = check_profile(draft_of_profile(kept))
    assert (checked.faults, checked.kept) == ({}, kept)


def test_figures_are_asked_for_of_the_last_full_year(page: EnterprisesPage) -> None:
    assert line(page, "field-figures_year").placeholderText() == str(int(today()[:4]) - 1)


def test_the_form_shows_what_a_draft_holds() -> None:
    assert PROFILE_SPECS.keys() == empty_draft().keys()


@pytest.mark.parametrize(
    ("field", "typed", "fault", "said"),
    [
        ("credit_code", "91340799DEMCU00198", "credit_code", "typing error"),
        ("staff", "many", "staff", "a whole number"),
        ("energy_tce", "110,5 kt", "energy_tce", "a plain number"),
        ("region_code", "34079", "region_code", "six digits"),
        ("figures_year", "26", "figures_year", "four digits"),
        ("products", (("Cathode", "", "about 400", "", "kt"),), "products/0/capacity", "a plain number"),
        ("products", (("",) * 5, ("Cathode", "", "", "x", "kt")), "products/1/output", "a plain number"),
        ("sites", (("Main", "", "", "melting", "", "", "", "yes"),), "sites/0/sections", "from the list"),
        ("sites", (("Main", "", "", "", "", "12.5", "", "yes"),), "sites/0/staff", "a whole number"),
        ("sites", (("Main", "", "", "", "", "", "9134", "yes"),), "sites/0/credit_code", "18 characters"),
    ],
)
def test_a_bad_entry_is_told_and_kept_as_typed(field: str, typed: object, fault: str, said: str) -> None:
    draft = {**empty_draft(), "name": "Riverside", field: typed}
    checked = check_profile(draft)
    assert list(checked.faults) == [fault]
    assert said in str(checked.faults[fault])
    assert checked.kept.profile.name == "Riverside"
    assert draft_of_profile(checked.kept)[field] == typed


@pytest.mark.parametrize(
    ("typed", "held"), [("1,450", "1450"), ("１４５０", "1450"), (" 98.5 ", "98.5"), ("1 450", "1450")]
)
def test_figures_may_be_typed_as_people_write_them(typed: str, held: str) -> None:
    assert check_profile({**empty_draft(), "energy_tce": typed}).kept.profile.energy_tce == held


# The page


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
    saved(qtbot, page)
    assert stored(page).profile.staff == 1712
    assert named(page, "enterprise-state", Label).text() == "saved"


def test_a_half_typed_code_is_there_again(page: EnterprisesPage, qtbot: QtBot, opened: App) -> None:
    write(qtbot, page, "field-credit_code", "9134")
    saved(qtbot, page)
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
    saved(qtbot, page)
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
    saved(qtbot, page)
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
    saved(qtbot, page)
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
    saved(qtbot, page)
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
    saved(qtbot, page)
    assert (stored(page).profile.staff, stored(page).profile.industry_code) == (1700, "32"), "theirs stays until chosen"
    assert line(page, "line-staff").text() == "1712"
    assert line(page, "field-industry_code").text() == "32"
    click(qtbot, page, choice)
    saved(qtbot, page)
    assert stored(page).profile.staff == staff
    assert line(page, "line-staff").text() == str(staff)
    assert not page.contested.isVisible()


def test_what_others_come_to_agree_to_is_not_put_back(page: EnterprisesPage, qtbot: QtBot) -> None:
    change(page, staff=1700)
    write(qtbot, page, "line-staff", "1712")
    qtbot.waitUntil(page.contested.isVisible)
    saved(qtbot, page)
    change(page, staff=1712)
    page._look_again()
    qtbot.waitUntil(lambda: not page.contested.isVisible())
    saved(qtbot, page)
    assert stored(page).profile.staff == 1712
    assert line(page, "line-staff").text() == "1712"


def change(page: EnterprisesPage, **fields: object) -> None:
    """Change the enterprise as another window does."""
    assert page.desk.library
    assert page._session
    with open_workspace(page.desk.library.shown, writes=True) as workspace:
        repository = EnterpriseRepository(workspace.library)
        held = repository.read(page._session.id)
        kept = KeptProfile(held.kept.profile.model_copy(update=fields))
        assert repository.write(held.id, kept, revision=held.revision, at="2026-11-25T00:00:00Z").is_taken


def test_a_new_one_begins_at_its_name(page: EnterprisesPage, qtbot: QtBot) -> None:
    click(qtbot, page, "new-enterprise")
    qtbot.waitUntil(
        lambda: QApplication.focusWidget() is line(page, "field-name") and not line(page, "field-name").text()
    )
    qtbot.keyClicks(line(page, "field-name"), "Delta Tin")
    saved(qtbot, page)
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


# What assessments take


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


def test_what_is_not_applied_comes_first(details: DetailsPage, qtbot: QtBot) -> None:
    details.form.name_line.setFocus()
    qtbot.keyClicks(details.form.name_line, "!")
    assert not named(details, "take-profile").isEnabled()
    details.discard()
    assert named(details, "take-profile").isEnabled()


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
