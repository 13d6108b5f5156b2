"""The Assess page as a test has it before it: keys where the focus is, what is shown, what somebody else does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from nfmaturity.domain.assessment import RubricRef
from nfmaturity.domain.assessment_record import Record
from nfmaturity.domain.changes import Target
from nfmaturity.domain.documents import canonical_json, sha256_of
from nfmaturity.domain.rubric import RubricPack
from nfmaturity.domain.scoring import score
from nfmaturity.storage.library import open_library
from nfmaturity.storage.place import parse_place
from nfmaturity.storage.repository import Repository
from nfmaturity.storage.writer import AssessmentWriter
from nfmaturity.ui.app import App
from nfmaturity.ui.pages.assess import AssessPage
from nfmaturity.ui.pages.assess_item import ItemView
from nfmaturity.ui.session import AssessmentSession
from nfmaturity.ui.settings import Location
from nfmaturity.ui.widgets.paragraph import Paragraph
from nfmaturity.ui.widgets.requirement_row import RequirementRow
from tests import rubrics
from tests.edits import edit
from tests.ui.driving import named, rested

KEY = Qt.Key


class Assess:
    """The page as a person has it before them."""

    def __init__(self, qtbot: QtBot, app: App) -> None:
        self.qtbot, self.app, self.window = qtbot, app, app.window
        page = app.window.stack.currentWidget()
        assert isinstance(page, AssessPage)
        rested(qtbot, app)
        self.page, self.view = page, named(page, "item", ItemView)

    @property
    def session(self) -> AssessmentSession:
        assert self.app.desk.session
        return self.app.desk.session

    @property
    def current(self) -> str:
        return self.view.current

    @property
    def item(self) -> str:
        return self.page._item

    def focus(self) -> QWidget:
        found = self.window.focusWidget()
        assert found
        return found

    def press(self, *keys: Qt.Key | str, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press keys where the focus is, as the window's system does, once a page that came by itself takes them."""
        self.qtbot.waitUntil(lambda: not self.window.arrival.is_resting)
        for key in keys:
            if isinstance(key, str):
                QTest.keyClicks(self.focus(), key, with_)
            else:
                QTest.keyClick(self.focus(), key, with_)

    def go(self, node: str) -> None:
        kind = "requirement" if "." in node else "node"
        self.window.go(Location("assess", **{kind: node}))

    def row(self, requirement: str = "") -> RequirementRow:
        return named(self.view, f"row-{requirement or self.current}", RequirementRow)

    def names(self) -> list[str]:
        return [name for rows in self.view._levels for name in rows.requirements]

    def grade(self, requirement: str) -> str | None:
        return self.session.answer(requirement).grade

    def notice(self) -> str:
        said = named(self.window, "notice", Paragraph)
        return said.text() if said.isVisible() else ""

    def keys_grade(self) -> None:
        """The keys act on the current requirement, wherever the last click went."""
        name = self.current
        for key, degree in (("1", "full"), ("3", "partial")):
            self.press(key)
            assert self.grade(name) == degree
            self.go(name)

    def somebody_else(self, cells: dict[Target, object]) -> None:
        """Store edits as another person does, and look."""
        session, done = self.session, []

        def work(workspace: object) -> object:
            writer = AssessmentWriter(workspace.library, session.pack, session.assessment.id)  # type: ignore[attr-defined]
            return writer.write([edit(writer.standing.assessment, target, value) for target, value in cells.items()])

        self.app.desk.ask(work, done.append)
        self.qtbot.waitUntil(lambda: bool(done))

    def look(self) -> None:
        with self.qtbot.waitSignal(self.session.moved):
            self.app.desk.look_for_others()


def open_item(session: AssessmentSession) -> str:
    """Give a sub-indicator in scope, none of whose first two requirements share a level with nothing else."""
    return next(item for item, levels in session.scope.levels.items() if len(levels) >= 3 and len(levels[1]) >= 2)


def closed_item(session: AssessmentSession) -> str:
    """Give a sub-indicator that may be excluded."""
    return next(
        place.sub_indicator.id
        for name, place in session.rubric.places.items()
        if place.tailorable and name in session.scope
    )


def on_pack(start: Callable[[], App], qtbot: QtBot, tmp_path: Path, source: Mapping[str, object]) -> Assess:
    """Open an assessment of a made-up rubric."""
    written = canonical_json(source)
    pack = RubricPack(rubrics.rubric(source), sha256_of(written), written)
    state = replace(rubrics.assessment({}), rubric=RubricRef("test", "1.0.0", pack.sha256))
    library = open_library(parse_place(str(tmp_path / "library")), create=True)
    Repository(library).add(pack, Record(state, state), score(pack.rubric, state), "2026-11-22T08:00:00Z")
    library.close()
    app = start()
    with qtbot.waitSignal(app.desk.session_changed, check_params_cb=bool):
        app.window.go(Location("assess", state.id))
    return Assess(qtbot, app)


def ready_to_grade(qtbot: QtBot, app: App) -> Assess:
    """Give the page at a sub-indicator with several levels, no requirement of which has a comment."""
    made = Assess(qtbot, app)
    made.go(open_item(made.session))
    made.session.edit({Target("answer", name, "comment"): "" for name in made.session.rubric.places})
    return made
