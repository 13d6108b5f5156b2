"""A disk that takes nothing: what is wrong is read whole, and a file of what is in memory is a click away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from nfmaturity.domain.changes import Target
from nfmaturity.domain.errors import message
from nfmaturity.files.assessment_files import read_document
from nfmaturity.ui.notice import Notice
from tests.ui.assessing import Assess
from tests.ui.driving import click, named, saved


@pytest.fixture
def folder(at: Assess, tmp_path: Path) -> Iterator[Path]:
    """The library, taken away while a grade is on its way to it."""
    folder, away = tmp_path / "library", tmp_path / "away"
    saved(at.qtbot, at.app)
    folder.rename(away)
    at.session.grade(at.current, "full" if at.grade(at.current) != "full" else "none")
    at.qtbot.waitUntil(lambda: at.session.save_state.kind == "failed" and bool(at.notice()))
    yield folder
    if away.exists():
        away.rename(folder)
    at.app.desk.try_saving_again()
    saved(at.qtbot, at.app)


def test_what_is_wrong_is_read_whole_and_stays_until_it_is_mended(at: Assess, folder: Path, qtbot: QtBot) -> None:
    said = at.notice()
    assert said.startswith("Your edits are not on disk yet.")
    assert str(folder) in said
    assert "no longer there" in said
    assert "…/library" in at.window.status.saved.text()
    assert str(folder) not in at.window.status.saved.text()
    at.app.desk.told.emit(Notice(message("something else")))
    assert at.notice() == "something else"
    click(qtbot, at.window, "notice-away")
    assert at.notice() == said
    (folder.parent / "away").rename(folder)
    at.app.desk.try_saving_again()
    qtbot.waitUntil(lambda: at.notice() == "")


def test_the_assessment_is_saved_as_a_file(at: Assess, folder: Path, tmp_path: Path, qtbot: QtBot) -> None:
    assert not folder.exists()
    file = tmp_path / "kept.json"
    at.window.unsaved.ask_file = lambda _parent, _question: [file]
    at.session.offer({Target("answer", at.current, "comment"): "mine, undecided"}, is_adrift=False)
    click(qtbot, at.window, "notice-door")
    document = read_document(file)
    assert document.id == at.session.assessment.id
    assert document.grades[at.current] == at.grade(at.current)
    assert document.comments[at.current] == "mine, undecided", "the library holds what others stored, not this"
    assert at.notice().startswith(f"{file} holds the assessment")
    click(qtbot, at.window, "notice-away")
    assert at.notice().startswith("Your edits are not on disk yet.")


@pytest.mark.parametrize("writes", [True, False])
def test_who_leaves_may_save_a_file_first(at: Assess, folder: Path, tmp_path: Path, writes: bool) -> None:
    assert not folder.exists()
    file = tmp_path / "kept.json"
    at.window.unsaved.ask_file = lambda _parent, _question: [file] if writes else []

    def answer() -> None:
        box = at.window.findChild(QMessageBox, "unsaved")
        if box is None:
            QTimer.singleShot(5, answer)
        else:
            named(box, "save-as-file").click()  # type: ignore[attr-defined]

    QTimer.singleShot(0, answer)
    assert at.window.close() == writes
    assert file.exists() == writes
