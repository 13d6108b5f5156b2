"""The app's spine without its window: a small rubric, a library with one assessment of it, the desk on that."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from nfmaturity.domain.assessment import Assessment
from nfmaturity.domain.assessment_record import Record
from nfmaturity.domain.changes import Target, Value, fold
from nfmaturity.domain.errors import NotAllowed
from nfmaturity.domain.rubric import RubricPack
from nfmaturity.domain.scope import scope_of
from nfmaturity.domain.scoring import score
from nfmaturity.storage.library import Library, open_library
from nfmaturity.storage.place import parse_place
from nfmaturity.storage.repository import Repository
from nfmaturity.storage.writer import AssessmentWriter
from nfmaturity.ui.database import Database
from nfmaturity.ui.desk import Desk
from nfmaturity.ui.notice import Notice
from nfmaturity.ui.session import AssessmentSession
from nfmaturity.ui.settings import Settings
from tests import rubrics
from tests.edits import edit
from tests.storage.conftest import store

IDENT = "00000000-0000-4000-8000-000000000001"
OTHER = "00000000-0000-4000-8000-000000000002"
A1, B1 = "G-D-01.1a", "G-D-01.1b"
"""In the library the first is graded "partial", the second not at all."""


def small_pack() -> RubricPack:
    """Two domains, three sub-indicators, two requirements at each of three levels."""
    items = [rubrics.item(f"G-D-0{n}", [2, 2, 2]) for n in (1, 2)]
    domains = [rubrics.domain("G-D", items), rubrics.domain("G-E", [rubrics.item("G-E-01", [2, 2, 2])])]
    return rubrics.pack([rubrics.group("G", domains)], levels=3)  # type: ignore[arg-type]


def grade(requirement: str) -> Target:
    return Target("answer", requirement, "grade")


def comment(requirement: str) -> Target:
    return Target("answer", requirement, "comment")


@dataclass
class Spine:
    """The desk on a library, and the same library seen by somebody else."""

    qtbot: QtBot
    folder: Path
    pack: RubricPack
    desk: Desk
    database: Database
    told: list[Notice]
    crashes: list[BaseException]

    @property
    def session(self) -> AssessmentSession:
        assert self.desk.session
        return self.desk.session

    def open(self, ident: str = IDENT) -> AssessmentSession:
        with self.qtbot.waitSignal(self.desk.session_changed, check_params_cb=bool):
            self.desk.open_assessment(ident)
        return self.session

    def saved(self) -> None:
        """Wait until every edit is told as saved."""
        self.qtbot.waitUntil(lambda: self.desk.waiting == 0)

    def said(self) -> str:
        return " ".join(str(notice.said) for notice in self.told)

    def record(self, ident: str = IDENT) -> Record:
        """Read what is on disk, by a library handle of its own."""
        with self.others() as library:
            return Repository(library).record(ident)

    @contextmanager
    def others(self) -> Iterator[Library]:
        library = open_library(parse_place(str(self.folder)))
        yield library
        library.close()

    def somebody_else(self, cells: dict[Target, Value], ident: str = IDENT) -> None:
        """Store edits as another person with a window of their own does."""
        with self.others() as library:
            writer = AssessmentWriter(library, self.pack, ident)
            outcome = writer.write([edit(writer.standing.assessment, target, value) for target, value in cells.items()])
            assert not outcome.conflicts

    def in_thread(self, statement: str) -> None:
        """Run a statement on the library's own connection, in the thread of the database."""

        def work(workspace: object) -> None:
            with workspace.library.engine.connect() as connection:  # type: ignore[attr-defined]
                connection.exec_driver_sql(statement)

        done: list[object] = []
        self.database.ask(work, lambda _: done.append(1), done.append)
        self.qtbot.waitUntil(lambda: bool(done))
        assert done == [1]

    def assert_true(self) -> None:
        """What is held is the fold of the log on disk, and scores as it does from nothing."""
        record = self.record()
        assert fold(record.origin, record.log) == record.state == self.session.assessment
        assert self.session.card == fresh_score(self.pack, record.state)


def fresh_score(pack: RubricPack, state: Assessment) -> object:
    return score(pack.rubric, state, scope_of(pack.rubric, state.enterprise.segments, state.exclusions))


@contextmanager
def spine(qtbot: QtBot, tmp_path: Path) -> Iterator[Spine]:
    """Open the desk on a library that holds two assessments of the small rubric."""
    pack, folder = small_pack(), tmp_path / "library"
    library = open_library(parse_place(str(folder)), create=True)
    for ident in (IDENT, OTHER):
        store(library, pack, ident)
    library.close()
    database = Database()
    desk = Desk(database, Settings(tmp_path / "settings.ini"))
    made = Spine(qtbot, folder, pack, desk, database, [], [])
    desk.told.connect(made.told.append)
    database.crashed.connect(made.crashes.append)
    with qtbot.waitSignal(desk.library_changed):
        desk.open_library(str(folder))
    yield made
    desk.close()
    for _ in range(2):
        QCoreApplication.sendPostedEvents(None, 0)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    made.desk.deleteLater()
    assert made.crashes == []


def any_edit(session: AssessmentSession, dice: random.Random) -> None:
    """Do anything a person may do, allowed or not."""
    names = list(session.rubric.places)
    acts = [
        lambda: session.grade(dice.choice(names), dice.choice([None, "full", "most", "partial", "none"])),
        lambda: session.comment(dice.choice(names), dice.choice(["", "a", "b"]), dice.choice(["", "g"])),
        lambda: session.mark(dice.choice(names), review=dice.random() < 0.5),
        lambda: session.exclude(dice.choice([*names, "G-D-01", "G-D-02"]), dice.choice(["why", "for this"])),
        lambda: [session.include(node) for node in list(session.assessment.exclusions)[:1]],
        lambda: session.met_up_to(dice.choice(["G-D-01", "G-D-02", "G-E-01"]), dice.randint(1, 3)),
        lambda: session.edit({Target("assessment", "", "target_level"): dice.choice([None, 1, 2, 3])}),
        session.undo,
        session.undo,
        session.redo,
    ]
    try:
        dice.choice(acts)()
    except NotAllowed as refused:
        assert "exclu" in str(refused)  # noqa: PT017 - a refusal is one of the things that may happen
