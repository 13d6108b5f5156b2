"""An assessment of the small rubric beside which a newer version lies, and somebody else who moves it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from nfmaturity.domain.changes import Target
from nfmaturity.storage.library import open_library
from nfmaturity.storage.place import parse_place
from nfmaturity.storage.writer import AssessmentWriter
from nfmaturity.workspace.moving import make_move, newer_rubrics, plan_of_move, plan_of_return
from nfmaturity.workspace.opening import open_workspace
from nfmaturity.workspace.subject import stored_subject
from tests import rubrics
from tests.analysis.test_rubric_move import HELD, newer
from tests.edits import edit
from tests.storage.conftest import store

IDENT = "00000000-0000-4000-8000-000000000001"
GRADES = {"G-D-01.1a": "full", "G-D-01.1b": "full", "G-D-01.2b": "partial", "G-D-02.1a": "full"}


def library_to_move(folder: Path) -> None:
    """Make a library whose assessment is graded, with a comment on what the newer version drops."""
    library = open_library(parse_place(str(folder)), create=True)
    store(library, HELD, IDENT)
    library.close()
    rubrics.write_pack(folder / "rubrics" / "test-1.1", newer())
    cells = {Target("answer", name, "grade"): degree for name, degree in GRADES.items()}
    write_elsewhere(folder, {**cells, Target("answer", "G-D-01.2b", "comment"): "seen on site"})


def write_elsewhere(folder: Path, cells: Mapping[Target, object]) -> None:
    """Store edits as another window does."""
    with open_workspace(str(folder)) as workspace:
        subject = stored_subject(workspace, IDENT)
        writer = AssessmentWriter(workspace.library, subject.pack, IDENT)
        for target, value in cells.items():
            assert writer.write([edit(writer.standing.assessment, target, value)])


def move_elsewhere(folder: Path) -> None:
    """Move the assessment as another window does."""
    with open_workspace(str(folder)) as workspace:
        wanted = newer_rubrics(workspace, stored_subject(workspace, IDENT).pack)[0]
        make_move(workspace, plan_of_move(workspace, IDENT, wanted))


def return_elsewhere(folder: Path) -> None:
    """Take the last move back as another window does."""
    with open_workspace(str(folder)) as workspace:
        make_move(workspace, plan_of_return(workspace, IDENT))


def version_on_disk(folder: Path) -> str:
    with open_workspace(str(folder)) as workspace:
        return stored_subject(workspace, IDENT).pack.rubric.version
