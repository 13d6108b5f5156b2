"""A file that went on apart from the library: what differs is shown, asked about and brought together."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from nfmaturity.domain.changes import Target
from nfmaturity.storage.writer import AssessmentWriter
from nfmaturity.ui import main_window
from nfmaturity.ui.app import App
from nfmaturity.ui.pages.apart_question import ApartQuestion
from nfmaturity.ui.pages.library_questions import Question
from nfmaturity.workspace.assessments import export_assessment
from nfmaturity.workspace.opening import open_workspace
from nfmaturity.workspace.subject import stored_subject
from tests.edits import edit
from tests.ui.conftest import Start
from tests.ui.shelf import (
    TASK_MS,
    answer,
    names,
    notices,
    page_of,
    put,
)

# Acts

_BOTH = ("BC-ORG-01.1a Grade",)


@pytest.mark.parametrize(("way", "rows"), [("merge", 1), ("beside", 2), ("leave", 1)])
def test_edited_apart_is_asked_for(start: Start, qtbot: QtBot, tmp_path: Path, way: str, rows: int) -> None:
    with open_workspace(str(tmp_path / "library"), create=True, writes=True) as workspace:
        ident = put(workspace, "Alpha Copper", "2026", 0.5, "2026-03-04T10:00:00.000Z")
        file = tmp_path / "apart.json"
        export_assessment(stored_subject(workspace, ident), file)
    document = json.loads(file.read_text(encoding="utf-8"))
    document.pop("history", None)
    document["comments"][next(iter(document["grades"]))] = "edited outside"
    file.write_text(json.dumps(document), encoding="utf-8")
    app = start()
    app.window.desk.settings.assessor = "Chen"
    told = notices(app)
    page_of(app).import_files([file])
    qtbot.waitUntil(lambda: app.window.findChild(Question, "apart") is not None, timeout=TASK_MS)
    question = app.window.findChild(ApartQuestion)
    assert question
    assert question.side == "library", "the file does not tell who changed what"
    question.sides.choose("file")
    answer(qtbot, app, way)
    qtbot.waitUntil(lambda: bool(told), timeout=TASK_MS)
    said = {"merge": "apart.json was taken over; edits made: 1.", "beside": "apart.json was added to the library."}
    assert told[0] == said.get(way, "apart.json was left aside; the library stays as it is.")
    if way == "merge":
        with open_workspace(str(tmp_path / "library")) as workspace:
            newest = stored_subject(workspace, ident).record.log[-1]
        assert (newest.actor, newest.target.field) == ("Chen", "comment"), "the file names nobody"
    qtbot.waitUntil(lambda: len(names(app)) == rows, timeout=TASK_MS)


@pytest.mark.parametrize("side", ["file", "library"])
def test_what_two_edited_apart_is_shown_and_brought_together(
    start: Start, qtbot: QtBot, tmp_path: Path, side: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy of the library is edited elsewhere; its export is taken in here, where the assessment is open."""
    monkeypatch.setattr(main_window, "_LOOK_EVERY_MS", 3_600_000)
    with open_workspace(str(tmp_path / "library"), create=True, writes=True) as workspace:
        ident = put(workspace, "Alpha Copper", "2026", 0.5, "2026-03-04T10:00:00.000Z")
    shutil.copytree(tmp_path / "library", tmp_path / "there")
    file, (both, theirs, ours) = tmp_path / "apart.json", ("BC-ORG-01.1a", "BC-ORG-01.1b", "BC-ORG-01.2a")
    for name, words in (("there", {both: "theirs", theirs: "theirs"}), ("library", {both: "ours", ours: "ours"})):
        with open_workspace(str(tmp_path / name), writes=True) as workspace:
            subject = stored_subject(workspace, ident)
            writer = AssessmentWriter(workspace.library, subject.pack, ident)
            cells = {Target("answer", node, "comment"): said for node, said in words.items()}
            who = {"there": "Zhang", "library": "Li"}[name]
            writer.write([edit(writer.standing.assessment, target, said, actor=who) for target, said in cells.items()])
            if name == "there":
                export_assessment(stored_subject(workspace, ident), file)
    app = start()
    told = notices(app)
    app.desk.open_assessment(ident)
    qtbot.waitUntil(lambda: app.desk.session is not None)
    page_of(app).import_files([file])
    qtbot.waitUntil(lambda: app.window.findChild(ApartQuestion) is not None, timeout=TASK_MS)
    question = app.window.findChild(ApartQuestion)
    assert question
    shown = question.list.toPlainText()
    for head, node in (("in the file only (1)", theirs), ("in the library only (1)", ours), ("in both (1)", both)):
        assert f"{node} Comment: " in shown.partition(head)[2].splitlines()[1]
    assert "→ ours" in next(line for line in shown.splitlines() if ours in line)
    assert "→ theirs" in next(line for line in shown.splitlines() if theirs in line)
    assert f"{both} Comment: library: ours | file: theirs" in shown
    question.sides.choose(side)
    answer(qtbot, app, "merge")
    qtbot.waitUntil(lambda: bool(told), timeout=TASK_MS)
    session = app.desk.session
    assert session
    qtbot.waitUntil(lambda: session.assessment.answer(theirs).comment == "theirs", timeout=TASK_MS)
    with open_workspace(str(tmp_path / "library")) as workspace:
        state = stored_subject(workspace, ident).assessment
        log = {change.target.id: change for change in stored_subject(workspace, ident).record.log}
    assert (log[theirs].actor, log[theirs].device, log[theirs].at) == ("Zhang", "laptop", "2026-11-22T08:00:00Z")
    wanted = {both: {"file": "theirs", "library": "ours"}[side], theirs: "theirs", ours: "ours"}
    assert {node: state.answer(node).comment for node in wanted} == wanted


def test_what_is_edited_here_while_the_question_stands_is_asked_for(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    """ "The file counts" was said of other words than those that lie there by then."""
    target = Target("answer", "BC-ORG-01.1a", "comment")

    def say_here(words: str) -> None:
        with open_workspace(str(tmp_path / "library"), writes=True) as workspace:
            writer = AssessmentWriter(workspace.library, stored_subject(workspace, ident).pack, ident)
            writer.write([edit(writer.standing.assessment, target, words)])

    with open_workspace(str(tmp_path / "library"), create=True, writes=True) as workspace:
        ident = put(workspace, "Alpha Copper", "2026", 0.5, "2026-03-04T10:00:00.000Z")
        file = tmp_path / "apart.json"
        export_assessment(stored_subject(workspace, ident), file)
    document = json.loads(file.read_text(encoding="utf-8"))
    document.setdefault("comments", {})[target.id] = "theirs"
    document.pop("history", None)
    file.write_text(json.dumps(document), encoding="utf-8")
    say_here("ours")
    app = start()
    told = notices(app)
    page_of(app).import_files([file])
    first = _asked(app, qtbot, "ours")
    assert "edited once more" not in first.said.text()
    first.sides.choose("file")
    say_here("newest words")
    answer(qtbot, app, "merge")
    second = _asked(app, qtbot, "newest words")
    assert "edited once more" in second.said.text()
    second.sides.choose("file")
    answer(qtbot, app, "merge")
    qtbot.waitUntil(lambda: bool(told), timeout=TASK_MS)
    assert told == ["apart.json was taken over; edits made: 1."]


def _asked(app: App, qtbot: QtBot, words: str) -> ApartQuestion:
    """Wait for the question that shows these words."""

    def shown() -> list[ApartQuestion]:
        return [one for one in app.window.findChildren(ApartQuestion) if words in one.list.toPlainText()]

    qtbot.waitUntil(lambda: bool(shown()), timeout=TASK_MS)
    return shown()[0]


@pytest.mark.parametrize(
    ("both", "is_known", "side"), [((), True, "library"), (_BOTH, True, "file"), (_BOTH, False, "library")]
)
def test_what_nobody_was_asked_of_is_not_written_over(
    qtbot: QtBot, both: tuple[str, ...], is_known: bool, side: str
) -> None:
    """A file without a log, as of edits that reached no disk, does not tell what others have done since."""
    parent = QWidget()
    qtbot.addWidget(parent)
    changed = {"file": ["BC-ORG-01.1b Grade"], "library": [], "both": both}
    assert ApartQuestion(parent, "apart.json", {"changed": changed, "is_known": is_known}).side == side
