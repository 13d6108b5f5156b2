from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from nfmaturity.domain.changes import Target, Value
from nfmaturity.report.chapters import Part
from nfmaturity.storage.library import open_library
from nfmaturity.storage.place import parse_place
from nfmaturity.ui.app import App
from nfmaturity.ui.pages.questionnaire import Choice, QuestionnaireDialog
from nfmaturity.ui.pages.report import ReportPage
from nfmaturity.ui.pages.report_form import PartRow
from nfmaturity.ui.session import AssessmentSession
from nfmaturity.ui.settings import Location
from nfmaturity.ui.widgets.made_report import Made, MadeRow
from nfmaturity.workspace.opening import Workspace
from tests.report.reading import bookmarks, page_texts, text_of
from tests.storage.conftest import store
from tests.ui.conftest import Start
from tests.ui.driving import LEFT, click, named, saved
from tests.ui.spine import IDENT, small_pack

LONG = 60_000
"""A report takes a child process and some seconds."""


def session_of(app: App) -> AssessmentSession:
    assert app.desk.session
    return app.desk.session


@pytest.fixture
def opened(start: Start, qtbot: QtBot, tmp_path: Path) -> App:
    """The app on an assessment of a small rubric, whose report is made in a second."""
    library = open_library(parse_place(str(tmp_path / "library")), create=True)
    store(library, small_pack(), IDENT)
    library.close()
    app: App = start()
    with qtbot.waitSignal(app.desk.session_changed):
        app.window.go(Location("assess", IDENT))
    return app


@pytest.fixture
def page(opened: App) -> ReportPage:
    return page_of(opened)


def page_of(app: App) -> ReportPage:
    app.window.go(Location("report"))
    shown = app.window.stack.currentWidget()
    assert isinstance(shown, ReportPage)
    return shown


def put_file(page: ReportPage, qtbot: QtBot, path: Path) -> None:
    field = named(page, "report-file", QLineEdit)
    field.clear()
    qtbot.keyClicks(field, str(path))


def made(page: ReportPage, qtbot: QtBot) -> None:
    before = len(page.made)
    click(qtbot, page, "report-make")
    qtbot.waitUntil(lambda: len(page.made) == before + 1, timeout=LONG)


# Form


def test_the_draft_mark_cannot_be_taken_off_while_anything_is_unanswered(opened: App, page: ReportPage) -> None:
    session = session_of(opened)
    draft = named(page, "report-draft", QCheckBox)
    overall = session.card.overall
    complete = overall.answered == overall.in_scope
    assert draft.isEnabled() is complete
    graded = next(name for name in session.rubric.places if name in session.scope and session.answer(name).grade)
    session.grade(graded, None)
    assert draft.isChecked()
    assert not draft.isEnabled()
    assert "Unanswered" in page.form.about_draft.text()


def test_a_complete_report_is_marked_on_request(opened: App, page: ReportPage) -> None:
    session, draft = session_of(opened), named(page, "report-draft", QCheckBox)
    best = session.rubric.scoring.degrees[0].id
    for name in session.rubric.places:
        if name in session.scope and session.answer(name).grade is None:
            session.grade(name, best)
    assert draft.isEnabled()
    assert not draft.isChecked()
    draft.click()
    session.comment(next(iter(session.rubric.places)), "seen")
    assert draft.isChecked()


def test_a_report_with_grades_to_confirm_is_a_draft_unless_refused(
    opened: App, page: ReportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    session, draft = session_of(opened), named(page, "report-draft", QCheckBox)
    cells: dict[Target, Value] = {}
    for name in session.scope.requirements:
        cells[Target("answer", name, "grade")] = session.answer(name).grade or session.rubric.scoring.degrees[0].id
        cells[Target("answer", name, "confirm")] = True
    session.edit(cells)
    assert (draft.isEnabled(), draft.isChecked()) == (True, True)
    assert f"still to be confirmed: {len(session.scope.requirements)}." in page.form.about_draft.text()
    draft.click()
    session.comment(next(iter(session.rubric.places)), "seen")
    assert not draft.isChecked()
    put_file(page, qtbot, tmp_path / "report.pdf")
    made(page, qtbot)
    assert "Draft" not in page.made[0].said
    assert "Draft" not in page_texts((tmp_path / "report.pdf").read_bytes())[0]
    session.confirm(session.scope.requirements)
    assert "Everything is graded" in page.form.about_draft.text()


def test_the_file_follows_the_language_until_it_is_chosen(page: ReportPage, qtbot: QtBot, tmp_path: Path) -> None:
    field = named(page, "report-file", QLineEdit)
    qtbot.mouseClick(page.form.language.choice("zh"), LEFT)
    assert field.text().endswith(" zh.pdf")
    qtbot.mouseClick(page.form.language.choice("en"), LEFT)
    assert field.text().endswith(" en.pdf")
    put_file(page, qtbot, tmp_path / "mine.pdf")
    qtbot.mouseClick(page.form.language.choice("zh"), LEFT)
    assert field.text() == str(tmp_path / "mine.pdf")


def test_a_file_that_is_there_is_told_as_one_types(opened: App, page: ReportPage, qtbot: QtBot, tmp_path: Path) -> None:
    said = "This file is there already and will be replaced."
    (tmp_path / "old.pdf").touch()
    put_file(page, qtbot, tmp_path / "old")
    assert page.form.about_file.text() == said
    qtbot.keyClicks(named(page, "report-file", QLineEdit), "er")
    assert page.form.about_file.text() == ""
    page._is_own_file = False
    opened.desk.settings.report_folder = str(tmp_path)
    page._propose_file()
    field = named(page, "report-file", QLineEdit)
    qtbot.mouseClick(page.form.language.choice("zh"), LEFT)
    assert Path(field.text()).parent == tmp_path
    Path(field.text()).touch()
    qtbot.mouseClick(page.form.language.choice("en"), LEFT)
    assert page.form.about_file.text() == ""
    qtbot.mouseClick(page.form.language.choice("zh"), LEFT)
    assert page.form.about_file.text() == said


def test_a_file_is_chosen_in_a_dialog(page: ReportPage, qtbot: QtBot, tmp_path: Path) -> None:
    click(qtbot, page, "report-choose")
    dialog = named(page, "report-dialog", QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "chosen.pdf"))
    dialog.close()
    assert named(page, "report-file", QLineEdit).text() == str(tmp_path / "chosen.pdf")


def test_without_a_file_nothing_is_begun(page: ReportPage, qtbot: QtBot) -> None:
    named(page, "report-file", QLineEdit).clear()
    click(qtbot, page, "report-make")
    assert page.form.faults.text == "Name the file of the report first."
    assert named(page, "report-make").isEnabled()


# Making


def test_a_report_is_made_and_opened(opened: App, page: ReportPage, qtbot: QtBot, tmp_path: Path) -> None:
    said: list[str] = []
    page.working.connect(said.append)
    target = tmp_path / "made" / "report.pdf"
    target.parent.mkdir()
    put_file(page, qtbot, target)
    qtbot.mouseClick(page.form.language.choice("en"), LEFT)
    made(page, qtbot)
    assert said[0] == "Making the report"
    assert any("laid out" in words for words in said)
    assert said[-1] == ""
    reader = PdfReader(target)
    row = page.made[0]
    assert row.made.pages == len(reader.pages)
    assert f"{len(reader.pages)} pages" in row.said
    overall = session_of(opened).card.overall.score
    assert overall is not None
    assert opened.desk.settings.report_folder == str(target.parent)
    urls: list[QUrl] = []
    page.open_url = lambda url: bool(urls.append(url)) or True
    qtbot.waitUntil(row.isVisible)  # the layout shows it once the events are through
    click(qtbot, row, "made-open")
    click(qtbot, row, "made-folder")
    assert [Path(url.toLocalFile()) for url in urls] == [target, target.parent]


def test_what_was_just_edited_is_in_the_report(opened: App, page: ReportPage, qtbot: QtBot, tmp_path: Path) -> None:
    session = session_of(opened)
    requirement = next(name for name in session.rubric.places if name in session.scope)
    session.comment(requirement, "Seen at the furnace of hall seven")
    assert session.save_state.waiting
    put_file(page, qtbot, tmp_path / "report.pdf")
    made(page, qtbot)
    assert "hallseven" in text_of((tmp_path / "report.pdf").read_bytes())


def test_a_cancelled_report_leaves_no_file(demo: App, qtbot: QtBot, tmp_path: Path) -> None:
    assert demo.desk.library
    with qtbot.waitSignal(demo.desk.session_changed):
        demo.window.go(Location("assess", demo.desk.library.rows[0].id))
    page = page_of(demo)  # its report takes long enough to be cancelled midway
    put_file(page, qtbot, tmp_path / "report.pdf")
    click(qtbot, page, "report-make")
    assert not named(page, "report-make").isEnabled()
    qtbot.waitUntil(lambda: "laid out" in page.form.doing.text(), timeout=LONG)
    click(qtbot, page, "report-cancel")
    qtbot.waitUntil(lambda: named(page, "report-make").isEnabled(), timeout=LONG)
    assert page.form.faults.text == "The report was cancelled, and nothing was written."
    assert [found.name for found in tmp_path.iterdir() if "pdf" in found.name or "tmp" in found.suffix] == []
    assert page.made == ()


def test_closing_the_app_ends_the_report(page: ReportPage, qtbot: QtBot, tmp_path: Path) -> None:
    put_file(page, qtbot, tmp_path / "report.pdf")
    click(qtbot, page, "report-make")
    page.close_work()
    assert not (tmp_path / "report.pdf").exists()
    assert named(page, "report-make").isEnabled()


def test_a_refusal_is_told_at_the_page(page: ReportPage, qtbot: QtBot, tmp_path: Path) -> None:
    put_file(page, qtbot, tmp_path / "nowhere" / "report.pdf")
    click(qtbot, page, "report-make")
    qtbot.waitUntil(lambda: bool(page.form.faults.text), timeout=LONG)
    assert "does not exist" in page.form.faults.text
    assert page.made == ()


def test_nothing_is_begun_while_edits_cannot_be_saved(
    opened: App, page: ReportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    session = session_of(opened)
    allow = keep_from_growing(opened, qtbot)
    session.comment(next(iter(session.rubric.places)), "看" * 19_000)
    qtbot.waitUntil(lambda: session.save_state.kind == "failed", timeout=10_000)
    put_file(page, qtbot, tmp_path / "report.pdf")
    click(qtbot, page, "report-make")
    assert page.form.faults.text.startswith("The report is made from what is saved, and your last edits are not:")
    assert named(page, "report-make").isEnabled()
    assert not (tmp_path / "report.pdf").exists()
    allow()
    session.try_saving_again()
    saved(qtbot, opened)
    made(page, qtbot)
    assert page.form.faults.text == ""


def keep_from_growing(app: App, qtbot: QtBot) -> Callable[[], None]:
    """Keep SQLite from growing, as a full disk would; gives what takes that back."""

    def run(workspace: Workspace, pages: int) -> bool:
        with workspace.library.engine.connect() as connection:
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        return True

    def put(pages: int) -> None:
        done: list[object] = []
        app.desk.ask(lambda workspace: run(workspace, pages), done.append)
        qtbot.waitUntil(lambda: bool(done))

    put(1)
    return lambda: put(1_000_000)


@pytest.mark.skipif(os.name != "nt", reason="only there does another program keep a file from being replaced")
def test_a_file_that_is_open_elsewhere_gets_a_second_name(page: ReportPage, qtbot: QtBot, tmp_path: Path) -> None:
    target = tmp_path / "report.pdf"
    target.write_bytes(b"%PDF-1.4")
    put_file(page, qtbot, target)
    with target.open("rb"):
        made(page, qtbot)
    assert page.made[0].made.file == tmp_path / "report (2).pdf"


def test_a_second_name_and_missing_characters_are_told(application: QApplication, tmp_path: Path) -> None:
    assert application
    row = MadeRow(
        Made(
            file=tmp_path / "report (2).pdf",
            asked=tmp_path / "report.pdf",
            pages=9,
            at="14:03:07",
            language="zh",
            is_draft=True,
            missing=("𡃁", "𡃂"),
        )
    )
    assert "report.pdf was held open by another program" in row.said
    assert "𡃁, 𡃂" in row.said
    assert "9 pages  ·  Chinese  ·  Draft  ·  14:03:07" in row.said
    row.deleteLater()


def test_the_list_follows_the_language(opened: App, page: ReportPage, qtbot: QtBot, tmp_path: Path) -> None:
    put_file(page, qtbot, tmp_path / "report.pdf")
    made(page, qtbot)
    assert "English" in page.made[0].said
    opened.window.switch_language("zh")
    assert "英文" in page.made[0].said


def test_the_enterprise_is_named_as_in_the_header(opened: App) -> None:
    session = opened.desk.session
    assert session
    profile = session.assessment.enterprise.model_copy(update={"name": "示例江畔铜业", "name_en": "Demo Riverside"})
    session.edit({Target("assessment", "", "enterprise"): profile})
    page = page_of(opened)
    assert page.form.subject.text() == "Demo Riverside"
    opened.window.switch_language("zh")
    assert page.form.subject.text() == "示例江畔铜业"


def test_leaving_the_page_does_not_stop_it(opened: App, page: ReportPage, qtbot: QtBot, tmp_path: Path) -> None:
    put_file(page, qtbot, tmp_path / "report.pdf")
    click(qtbot, page, "report-make")
    opened.window.go(Location("overview"))
    qtbot.waitUntil(lambda: len(page.made) == 1, timeout=LONG)
    assert (tmp_path / "report.pdf").exists()


def test_only_the_ticked_parts_are_made(opened: App, page: ReportPage, qtbot: QtBot, tmp_path: Path) -> None:
    for part in Part:
        if part != Part.SUMMARY:
            named(page, f"report-part-{part}", QCheckBox).click()
    assert page.form.file.text().endswith("excerpt en.pdf")
    assert "Every requirement" in page.form.left_out.text()
    assert page.form.left_out.isVisible()
    named(page, "report-part-summary", QCheckBox).click()
    assert not named(page, "report-make", QAbstractButton).isEnabled()
    assert "at least one part" in page.form.no_part.text
    assert page.form.left_out.text() == "No part of the report is ticked."
    named(page, "report-part-summary", QCheckBox).click()
    assert page.form.no_part.text == ""
    assert not page.form.no_part.isVisible()
    put_file(page, qtbot, tmp_path / "short.pdf")
    made(page, qtbot)
    assert [title for title, _page in bookmarks((tmp_path / "short.pdf").read_bytes())] == [
        "1 Summary",
        "1.1 To be graded first",
    ]
    assert "excerpt" in page.made[0].said


def test_a_part_is_ticked_anywhere_in_its_row(opened: App, page: ReportPage) -> None:
    box = named(page, "report-part-summary", QCheckBox)
    row = box.parentWidget()
    assert isinstance(row, PartRow)
    page._form_area.ensureWidgetVisible(row)
    middle = row.height() // 2 - 4
    for n, x in enumerate((8, box.width() - 6, box.width() + 4, row.width() // 2)):
        at = row.mapTo(opened.window, QPoint(x, middle))
        QTest.mouseClick(opened.window.windowHandle(), LEFT, Qt.KeyboardModifier.NoModifier, at)
        assert box.isChecked() is (n % 2 == 1), x
        assert box.hasFocus()


def test_a_questionnaire_of_ticked_domains(opened: App, page: ReportPage, qtbot: QtBot, tmp_path: Path) -> None:
    click(qtbot, page, "report-questionnaire")
    dialog = named(page, "questionnaire", QuestionnaireDialog)
    assert dialog.domains.count() == 2
    dialog.all.click()
    assert not dialog.done_.isEnabled()
    row = dialog.domains.visualItemRect(dialog.domains.item(1))
    qtbot.mouseClick(dialog.domains.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
    with qtbot.waitSignal(dialog.asked) as asked:
        dialog.done_.click()
    assert asked.args == [Choice(("G-E",), "en", answers=False)]
    chooser = named(page, "questionnaire-dialog", QFileDialog)
    assert Path(chooser.selectedFiles()[0]).name.endswith("questionnaire G-E en.pdf")
    chooser.fileSelected.emit(str(tmp_path / "walk.pdf"))
    chooser.close()
    qtbot.waitUntil(lambda: bool(page.made), timeout=LONG)
    text = text_of((tmp_path / "walk.pdf").read_bytes())
    assert "G-E-01.1a" in text
    assert "G-D-01.1a" not in text
    assert page.form.questionnaire.isEnabled()


def test_a_questionnaire_of_what_is_still_to_do(opened: App, page: ReportPage, qtbot: QtBot) -> None:
    session = opened.desk.session
    assert session
    done = {Target("answer", name, "grade"): "full" for name in session.scope.requirements if name.startswith("G-E")}
    session.edit(done | {Target("answer", name, "confirm"): False for name in session.scope.requirements})
    click(qtbot, page, "report-questionnaire")
    dialog = named(page, "questionnaire", QuestionnaireDialog)
    dialog.to_do.click()
    names = [str(dialog.domains.item(row).data(Qt.ItemDataRole.UserRole)) for row in range(dialog.domains.count())]
    left = {name for name in session.scope.requirements if session.answer(name).grade is None}
    assert names == sorted({name.rpartition("-")[0] for name in left})
    assert "G-E" not in names
    with qtbot.waitSignal(dialog.asked) as asked:
        dialog.done_.click()
    assert asked.args == [Choice((), "en", answers=False, to_do=True)]
    assert asked.args[0].flags == ["--unanswered"]


def test_many_domains_do_not_make_a_name_endless() -> None:
    assert Choice(("A", "B", "C", "D", "E", "F"), "en", answers=False).name == "questionnaire A B C D +2"
    assert Choice((), "en", answers=False, to_do=True).name == "questionnaire ungraded"


@pytest.mark.parametrize("size", [(1366, 768), (683, 384)])
def test_the_questions_about_the_questionnaire_fit_and_take_a_finger(
    opened: App, page: ReportPage, qtbot: QtBot, size: tuple[int, int]
) -> None:
    opened.window.resize(*size)
    click(qtbot, page, "report-questionnaire")
    dialog = named(page, "questionnaire", QuestionnaireDialog)
    assert dialog.width() <= size[0]
    assert dialog.height() <= size[1]
    assert dialog.rect().contains(dialog.done_.geometry())
    bold = QFont(dialog.done_.font())
    bold.setBold(True)
    assert dialog.done_.width() >= QFontMetrics(bold).horizontalAdvance(dialog.done_.text()) + 30
    assert dialog.domains.sizeHintForRow(0) >= 32
    for widget in (*dialog.language.findChildren(QAbstractButton), dialog.answers, dialog.done_, dialog.all):
        assert widget.height() >= 32, widget.objectName()
    dialog.close()


def test_a_questionnaire_that_is_cancelled_writes_nothing(
    opened: App, page: ReportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.make_questionnaire(Choice((), "zh", answers=True), tmp_path / "walk.pdf")
    assert not page.form.questionnaire.isEnabled()
    with qtbot.waitSignal(page.working, timeout=LONG):
        page.cancel()
    qtbot.waitUntil(page.form.questionnaire.isEnabled, timeout=LONG)
    assert not (tmp_path / "walk.pdf").exists()
    assert not page.made
