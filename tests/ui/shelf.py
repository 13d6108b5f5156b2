"""The library page as a test has it before it: what is listed, chosen, asked and told."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from nfmaturity.domain.assessment_record import Record
from nfmaturity.domain.documents import new_id
from nfmaturity.domain.scoring import score
from nfmaturity.i18n import say
from nfmaturity.ui.app import App
from nfmaturity.ui.models.library_model import Column
from nfmaturity.ui.pages.library import LibraryPage
from nfmaturity.ui.pages.library_questions import FileQuestion, Question
from nfmaturity.workspace.demo import demo_documents
from nfmaturity.workspace.opening import Workspace
from nfmaturity.workspace.subject import read_subject
from tests.ui.driving import LEFT, named

TASK_MS = 20_000


def put(workspace: Workspace, name: str, title: str, part: float, at: str, *, site: str = "", name_en: str = "") -> str:
    """Store a part of a made-up assessment, as if changed at a time; gives its id."""
    subject = read_subject(demo_documents()[0], None, None)
    held = subject.assessment
    names = [name for name in subject.pack.rubric.places if name in held.answers]
    answers = {name: held.answers[name] for name in names[: round(len(names) * part)]}
    enterprise = held.enterprise.model_copy(update={"name": name, "name_en": name_en})
    state = replace(held, id=new_id(), enterprise=enterprise, title=title, site=site, answers=MappingProxyType(answers))
    workspace.repository.add(subject.pack, Record(state, state), score(subject.pack.rubric, state), at)
    return state.id


def page_of(app: App) -> LibraryPage:
    page = app.window.show_page("library")
    assert isinstance(page, LibraryPage)
    return page


def names(app: App) -> list[str]:
    shown = page_of(app).shown
    return [str(shown.index(row, Column.NAME).data()) for row in range(shown.rowCount())]


def chosen(app: App) -> list[str]:
    return [entry.name for entry in page_of(app).chosen()]


def click_row(qtbot: QtBot, app: App, row: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    table = page_of(app).table
    at = table.visualRect(table.model().index(row, Column.STATE)).center()
    qtbot.mouseClick(table.viewport(), LEFT, modifier, at)


def changed(qtbot: QtBot, app: App) -> AbstractContextManager[object]:
    return qtbot.waitSignal(app.desk.library_changed, timeout=10_000)


def answer(qtbot: QtBot, app: App, name: str) -> None:
    question = named(app.window, named_question(app).objectName(), Question)
    qtbot.mouseClick(named(question, f"answer-{name}", QPushButton), LEFT)


def named_question(app: App) -> Question:
    question = app.window.findChild(Question)
    assert question is not None
    return question


def notices(app: App) -> list[str]:
    told: list[str] = []
    app.desk.told.connect(lambda notice: told.append(say(notice.said)))
    return told


def asks_for(app: App, *paths: Path) -> list[FileQuestion]:
    """Answer the next question for files with these."""
    asked: list[FileQuestion] = []

    def ask(_parent: QWidget, question: FileQuestion) -> Sequence[Path]:
        asked.append(question)
        return paths

    page_of(app).ask_file = ask
    return asked
