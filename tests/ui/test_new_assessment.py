"""A new assessment from the first click to the first requirement."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QCheckBox,
    QMessageBox,
    QPlainTextEdit,
    QScrollArea,
)
from pytestqt.qtbot import QtBot

from nfmaturity.domain.scope import scope_of
from nfmaturity.i18n import put_language
from nfmaturity.ui.app import App
from nfmaturity.ui.forms.fields import step_of
from nfmaturity.ui.forms.inputs import NoteLine
from nfmaturity.ui.pages.new_assessment import NewAssessmentPage
from nfmaturity.ui.settings import Location
from nfmaturity.workspace import rubrics
from nfmaturity.workspace.opening import today
from tests.ui.driving import LEFT, click, named
from tests.ui.filling import answers, exclude, line, note, paste, write

CODE = "91350211M000100Y46"


@pytest.fixture
def page(app: App, qtbot: QtBot) -> Iterator[NewAssessmentPage]:
    """The form of a new assessment on an empty library, its rubric there; what is typed in the end is thrown away."""
    app.window.go(Location("new"))
    found = app.window.show_page("new")
    assert isinstance(found, NewAssessmentPage)
    qtbot.waitUntil(lambda: found.form.pack is not None)
    yield found
    with qtbot.waitSignal(app.desk.library_changed):
        found.discard()


def test_a_segment_and_a_click_lead_to_the_first_requirement(app: App, page: NewAssessmentPage, qtbot: QtBot) -> None:
    click(qtbot, page, "segment-smelting")
    with qtbot.waitSignal(app.desk.session_changed):
        click(qtbot, page, "form-done")
    qtbot.waitUntil(lambda: app.window.location.page == "assess")
    session = app.desk.session
    assert session
    assert session.assessment.enterprise.segments == ("smelting",)
    assert session.assessment.title.endswith(" self-assessment")
    assert session.assessment.date
    assert app.window.location.assessment == session.assessment.id
    assert page.form.draft.segments == ()
    assert not named(page, "segment-smelting", type(page.form.tiles.tiles[0])).isChecked()


def test_the_account_of_the_machine_is_no_assessor(app: App, page: NewAssessmentPage, qtbot: QtBot) -> None:
    assert app.desk.settings.assessor
    assert page.form.draft.assessors == line(page, "field-assessors").text() == ""
    app.desk.settings.assessor = "Wang Gong"
    another = NewAssessmentPage(app.desk, page.go)
    qtbot.addWidget(another)
    another.enter(Location("new"))
    qtbot.waitUntil(lambda: another.form.draft.assessors == "Wang Gong")


def test_a_name_given_in_the_settings_is_in_the_form_at_once(app: App, page: NewAssessmentPage, qtbot: QtBot) -> None:
    app.window.go(Location("library"))
    app.desk.settings.assessor = "Wang Gong"
    app.window.go(Location("new"))
    assert page.form.draft.assessors == "Wang Gong"
    assert page.at_stake() == "", "nobody typed it here"
    write(qtbot, page, "field-assessors", "Li Gong")
    app.desk.settings.assessor = "Zhao Gong"
    page.enter(Location("new"))
    assert page.form.draft.assessors == "Li Gong", "what was typed here stays"


def test_a_rubric_that_cannot_be_read_is_told_with_what_to_do(
    app: App, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rubrics, "list_rubrics", lambda _workspace: [])
    app.window.go(Location("new"))
    form = named(app.window, "page-new", NewAssessmentPage).form
    told = named(form, "note-segments", NoteLine)._said
    qtbot.waitUntil(lambda: told.text().startswith("No rubric pack can be read."))
    assert told.text().endswith("leave this page and come back: what you typed stays.")
    app.window.switch_language("zh")
    assert (told.text().startswith("没有可读取的指标体系"), "。 " in told.text()) == (True, False)
    monkeypatch.undo()
    app.window.go(Location("library"))
    app.window.go(Location("new"))
    qtbot.waitUntil(lambda: form.pack is not None)
    assert not told.isVisible()


def test_tab_goes_from_the_name_to_the_segments_and_on(app: App, page: NewAssessmentPage, qtbot: QtBot) -> None:
    write(qtbot, page, "field-name", "Copper")
    seen = []
    for _press in range(8):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget().objectName())
    tiles = [f"segment-{name}" for name in ("mining", "beneficiation", "smelting", "processing")]
    assert seen == [*tiles, "field-credit_code", "field-site", "more", "form-out"]
    page.form.name_line.setFocus()
    qtbot.keyClick(page.form.name_line, Qt.Key.Key_Tab)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert page.form.draft.segments == ("mining",)


def test_ctrl_enter_creates_what_was_filled_in(app: App, page: NewAssessmentPage, qtbot: QtBot) -> None:
    write(qtbot, page, "field-name", "Copper")
    write(qtbot, page, "field-credit_code", CODE.lower())
    click(qtbot, page, "segment-mining")
    click(qtbot, page, "segment-smelting")
    click(qtbot, page, "more")
    write(qtbot, page, "field-staff", "1,200")
    named(page, "sections-open_pit", QCheckBox).click()
    click(qtbot, page, "step-assessment")
    click(qtbot, page, "choice-audit")
    write(qtbot, page, "line-period_from", "2026/1/5")
    write(qtbot, page, "line-period_to", "20261231")
    write(qtbot, page, "field-assessors", "Wang, Li; Wang")
    purpose = named(page, "field-purpose", QPlainTextEdit)
    purpose.setFocus()
    qtbot.keyClicks(purpose, "Plan 2027")
    with qtbot.waitSignal(app.desk.session_changed):
        qtbot.keyClick(purpose, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    session = app.desk.session
    assert session
    state = session.assessment
    assert (state.enterprise.name, state.enterprise.credit_code, state.enterprise.staff) == ("Copper", CODE, 1200)
    assert state.enterprise.segments == ("mining", "smelting")
    assert state.enterprise.sections == ("open_pit",)
    assert (state.kind, state.title) == ("audit", "2026 third-party assessment")
    assert (state.period_from, state.period_to) == ("2026-01-05", "2026-12-31")
    assert (state.assessors, state.purpose) == (("Wang", "Li"), "Plan 2027")


def test_enter_in_a_field_does_not_create(app: App, page: NewAssessmentPage, qtbot: QtBot) -> None:
    click(qtbot, page, "segment-smelting")
    qtbot.keyClick(write(qtbot, page, "field-name", "X"), Qt.Key.Key_Return)
    assert app.window.location.page == "new"
    assert named(page, "form-done").isEnabled()


def test_the_credit_code_is_checked_as_typed(page: NewAssessmentPage, qtbot: QtBot) -> None:
    typed = write(qtbot, page, "field-credit_code", CODE[:5])
    assert note(page, "credit_code") == ("hint", "5 of 18 characters")
    line(page, "field-name").setFocus()
    assert note(page, "credit_code")[0] == "fault"
    write(qtbot, page, "field-credit_code", CODE.lower())
    assert note(page, "credit_code") == ("ok", "The check character fits.")
    line(page, "field-name").setFocus()
    assert typed.text() == CODE
    write(qtbot, page, "field-credit_code", CODE[:-1] + "7")
    assert note(page, "credit_code")[0] == "fault"
    assert typed.property("fault") is True
    click(qtbot, page, "segment-smelting")
    click(qtbot, page, "form-done")
    assert page.form.checked.assessment is None
    write(qtbot, page, "field-credit_code", "")
    assert note(page, "credit_code") == (None, "")
    assert page.form.checked.assessment


def test_the_numbers_follow_the_segments(page: NewAssessmentPage, qtbot: QtBot) -> None:
    pack = page.form.pack
    assert pack
    for segment in ("mining", "smelting"):
        click(qtbot, page, f"segment-{segment}")
        scope = scope_of(pack.rubric, page.form.draft.segments)
        said = f"{len(scope.requirements)} requirements in {len(scope.levels)} sub-indicators count."
        effort = f"Estimate: about {round(len(scope.requirements) / 120)} hours, at half a minute each"
        assert page.form.tiles.total.text() == f"{said} {effort}; domains can be shared out."
        assert str(len(scope.requirements)) in page.form.column.step("scope").summary.said
    click(qtbot, page, "segment-smelting")
    click(qtbot, page, "step-scope")
    row = page.form.scope._items["IS-PROD-06"]._row
    assert row
    assert (row.standing, row.count, row.said) == ("unmeant", 0, "only for Smelting")
    assert not named(page, "exclude-IS-PROD-06").isVisible()


def test_an_exclusion_needs_its_reason(app: App, page: NewAssessmentPage, qtbot: QtBot) -> None:
    click(qtbot, page, "step-scope")
    assert page.form.scope_said.text() == "No segment is chosen yet: all requirements are listed."
    click(qtbot, page, "step-enterprise")
    click(qtbot, page, "segment-smelting")
    click(qtbot, page, "step-scope")
    assert not named(page, "exclude-BC-DAT-03").isVisible()
    exclude(qtbot, page)
    assert page.form.pack
    left = scope_of(page.form.pack.rubric, ["smelting"], ["IS-PROD-06"])
    said = f"{len(left.requirements)} requirements in {len(left.levels)} sub-indicators count."
    assert page.form.scope_said.text().startswith(f"{said} Estimate: about ")
    told = page.form.scope._items["IS-PROD-06"].reasons["IS-PROD-06"].note
    assert told.text() == ""
    click(qtbot, page, "step-enterprise")
    click(qtbot, page, "form-done")
    assert page.form.step == "scope"
    assert told.text() == "IS-PROD-06 is excluded without a reason: write one."
    reason = line(page, "reason-IS-PROD-06")
    qtbot.waitUntil(reason.hasFocus)
    qtbot.keyClicks(reason, "no cells")
    assert told.text() == ""
    with qtbot.waitSignal(app.desk.session_changed):
        click(qtbot, page, "form-done")
    assert app.desk.session
    assert dict(app.desk.session.assessment.exclusions) == {"IS-PROD-06": "no cells"}


def test_what_applies_after_all_comes_back_with_its_reason(page: NewAssessmentPage, qtbot: QtBot) -> None:
    click(qtbot, page, "segment-smelting")
    click(qtbot, page, "step-scope")
    exclude(qtbot, page)
    qtbot.keyClicks(line(page, "reason-IS-PROD-06"), "no cells")
    exclude(qtbot, page)
    assert dict(page.form.draft.exclusions) == {}
    exclude(qtbot, page)
    assert dict(page.form.draft.exclusions) == {"IS-PROD-06": "no cells"}


def test_a_period_does_not_end_before_it_begins(page: NewAssessmentPage, qtbot: QtBot) -> None:
    click(qtbot, page, "step-assessment")
    write(qtbot, page, "line-period_from", "2026-07-01")
    write(qtbot, page, "line-period_to", "2026-06-30")
    assert note(page, "period_to") == ("fault", "It ends before it begins.")
    write(qtbot, page, "line-period_to", "2026-13-01")
    assert note(page, "period_to")[1] == "Is not a day of the calendar."
    write(qtbot, page, "line-period_to", "2026-02-30")
    assert note(page, "period_to")[1] == "Is not a day of the calendar."
    write(qtbot, page, "line-period_to", "next spring")
    assert note(page, "period_to")[1] == "Is not a day written as 2026-11-22."
    write(qtbot, page, "line-period_to", "")
    assert note(page, "period_to") == (None, "")


def test_a_day_is_picked_from_the_calendar(page: NewAssessmentPage, qtbot: QtBot) -> None:
    click(qtbot, page, "step-assessment")
    write(qtbot, page, "line-period_from", "2025-03-01")
    field = page.form.fields["period_from"]
    field._open()  # type: ignore[attr-defined]
    calendar = named(field, "calendar", QCalendarWidget)
    assert calendar.selectedDate().toString("yyyy-MM-dd") == "2025-03-01"
    calendar.clicked.emit(calendar.selectedDate().addDays(4))
    assert page.form.draft.period_from == "2025-03-05"
    assert page.form.draft.title == ""
    assert line(page, "field-title").text() == "2025 self-assessment"


def test_a_step_has_its_tick_only_once_it_was_looked_at(page: NewAssessmentPage, qtbot: QtBot) -> None:
    def state() -> str:
        return page.form.column.step("scope").summary.state

    click(qtbot, page, "segment-smelting")
    assert (state(), page.form.column.step("enterprise").summary.state) == ("open", "filled")
    click(qtbot, page, "step-scope")
    assert state() == "filled"
    click(qtbot, page, "step-enterprise")
    assert state() == "filled"


def test_the_days_suggested_are_such_as_nobody_finds_fault_with(page: NewAssessmentPage, qtbot: QtBot) -> None:
    click(qtbot, page, "step-assessment")
    assert line(page, "line-period_from").placeholderText() == f"{today()[:4]}-01-01"
    assert line(page, "line-period_to").placeholderText() == today()


def test_create_goes_to_the_first_fault(page: NewAssessmentPage, qtbot: QtBot) -> None:
    click(qtbot, page, "more")
    write(qtbot, page, "field-staff", "many")
    click(qtbot, page, "more")
    click(qtbot, page, "step-assessment")
    click(qtbot, page, "form-done")
    assert page.form.step == "enterprise"
    assert page.form.tiles.note.text() == "Choose at least one segment."
    assert page.form.tiles.tiles[0].hasFocus()
    assert page.form.column.step("enterprise").summary.state == "faulty"
    click(qtbot, page, "segment-smelting")
    click(qtbot, page, "form-done")
    assert line(page, "field-staff").hasFocus()
    assert note(page, "staff") == ("fault", "Must be a whole number.")


def test_a_text_too_long_is_told_at_its_field(page: NewAssessmentPage, qtbot: QtBot) -> None:
    click(qtbot, page, "more")
    paste(page, "field-region", "x" * 301)
    assert page.form.draft.region == "x" * 301
    assert note(page, "region") == ("fault", "Is longer than 300 characters.")


@pytest.mark.parametrize("field", ["name", "name_en", "site", "title"])
def test_names_take_so_many_characters_and_say_so(page: NewAssessmentPage, qtbot: QtBot, field: str) -> None:
    click(qtbot, page, "more")
    click(qtbot, page, f"step-{step_of(field)}")
    typed = paste(page, f"field-{field}", "铜" * 119)
    assert "at most" not in note(page, field)[1]
    qtbot.keyClicks(typed, "xyz")
    assert getattr(page.form.draft, field) == typed.text() == "铜" * 119 + "x"
    assert note(page, field) == ("hint", "120 characters at most")


def test_what_is_pasted_stays_on_one_line(page: NewAssessmentPage, qtbot: QtBot) -> None:
    name = paste(page, "field-name", "Riverside\r\nCopper\tWorks\u2028Ltd\n")
    assert name.text() == "Riverside Copper Works Ltd"
    assert page.form.draft.name == "Riverside Copper Works Ltd"
    assert page.form.column.step("enterprise").summary.said == "Riverside Copper Works Ltd"
    qtbot.keyClicks(name, "  2")
    assert page.form.draft.name == "Riverside Copper Works Ltd 2"
    click(qtbot, page, "step-assessment")
    paste(page, "field-assessors", "Wang\nLi\n")
    assert note(page, "assessors")[1] == "2 assessors: Wang · Li"


def test_a_pasted_reason_stays_on_one_line(page: NewAssessmentPage, qtbot: QtBot) -> None:
    click(qtbot, page, "segment-smelting")
    click(qtbot, page, "step-scope")
    exclude(qtbot, page)
    paste(page, "reason-IS-PROD-06", "no\n\tcells")
    assert dict(page.form.draft.exclusions) == {"IS-PROD-06": "no cells"}


def test_the_administrative_code_has_six_digits(page: NewAssessmentPage, qtbot: QtBot) -> None:
    click(qtbot, page, "more")
    write(qtbot, page, "field-region_code", "34070x")
    assert note(page, "region_code") == ("fault", "Six digits.")


def test_a_fault_moves_nothing(app: App, page: NewAssessmentPage, qtbot: QtBot) -> None:
    click(qtbot, page, "more")
    app.window.resize(1366, 768)

    def places() -> dict[str, int]:
        sheets = {name: named(page, f"form-{step_of(name)}", QScrollArea).widget() for name in page.form.fields}
        return {name: field.input.mapTo(sheets[name], QPoint()).y() for name, field in page.form.fields.items()}

    def settled() -> dict[str, int]:
        seen: list[dict[str, int]] = []
        qtbot.waitUntil(lambda: bool(seen.append(places())) or (len(seen) > 9 and seen[-1] == seen[-9]))  # type: ignore[func-returns-value]
        return seen[-1]

    before = settled()
    write(qtbot, page, "field-region_code", "34070x")
    write(qtbot, page, "field-credit_code", CODE[:-1] + "7")
    click(qtbot, page, "form-done")
    assert note(page, "credit_code")[0] == note(page, "region_code")[0] == "fault"
    assert page.form.tiles.note.text()
    assert settled() == before


def test_metals_are_named(page: NewAssessmentPage, qtbot: QtBot) -> None:
    click(qtbot, page, "more")
    words = [named(page, f"metals-{name}", QCheckBox).text() for name in ("Cu", "RE", "other")]
    assert words == ["Cu copper", "RE rare earths", "other"]


def test_the_title_follows_kind_and_language_until_written(page: NewAssessmentPage, qtbot: QtBot) -> None:
    click(qtbot, page, "step-assessment")
    write(qtbot, page, "line-period_to", "2024-12-31")
    click(qtbot, page, "choice-audit")
    assert line(page, "field-title").text() == "2024 third-party assessment"
    write(qtbot, page, "field-title", "Mine")
    click(qtbot, page, "choice-self")
    assert line(page, "field-title").text() == "Mine"


def test_what_was_typed_outlives_language_and_other_pages(app: App, page: NewAssessmentPage, qtbot: QtBot) -> None:
    write(qtbot, page, "field-name", "Copper")
    click(qtbot, page, "segment-smelting")
    before = page.form.draft
    put_language("zh")
    QApplication.sendEvent(app.window, QEvent(QEvent.Type.LanguageChange))
    assert page.form.tiles.tiles[2].text() == "冶炼"
    assert page.form.tiles.tiles[2].isChecked()
    assert line(page, "field-name").text() == "Copper"
    put_language("en")
    QApplication.sendEvent(app.window, QEvent(QEvent.Type.LanguageChange))
    app.window.go(Location("library"))
    app.window.go(Location("new"))
    assert page.form.draft == before
    assert line(page, "field-name").text() == "Copper"


def test_escape_asks_only_where_something_was_typed(app: App, page: NewAssessmentPage, qtbot: QtBot) -> None:
    name = line(page, "field-name")
    qtbot.keyClick(name, Qt.Key.Key_Escape)
    assert app.window.location.page == "library"
    app.window.go(Location("new"))
    write(qtbot, page, "field-name", "Copper")
    qtbot.keyClick(name, Qt.Key.Key_Escape)
    assert app.window.location.page == "new"
    box = named(page, "discard", QMessageBox)
    qtbot.mouseClick(named(box, "discard-it"), LEFT, pos=QPoint(5, 5))
    assert app.window.location.page == "library"
    assert page.form.draft.name == ""
    assert name.text() == ""


def test_closing_asks_only_where_something_was_typed(page: NewAssessmentPage, qtbot: QtBot) -> None:
    assert page.may_close()
    write(qtbot, page, "field-name", "Copper")
    asked = answers(qtbot, page, "keep")
    assert not page.may_close()
    assert asked == ["What you typed about this assessment will be lost. Discard it?"]
    assert page.form.draft.name == "Copper"
    answers(qtbot, page, "discard-it")
    assert page.may_close()


def test_the_cross_asks_before_it_takes_what_was_typed(app: App, page: NewAssessmentPage, qtbot: QtBot) -> None:
    write(qtbot, page, "field-name", "Copper")
    asked = answers(qtbot, page, "keep")
    assert not app.window.close()
    assert len(asked) == 1
    assert app.window.isVisible()
