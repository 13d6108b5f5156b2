"""An assessment in the library of a test, edited as the app does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from nfmaturity.files.rubric_files import load_pack
from nfmaturity.storage.library import open_library
from nfmaturity.storage.place import parse_place
from nfmaturity.storage.writer import AssessmentWriter
from tests.edits import grade

Document = Callable[..., Path]
IDENT = "0190d6c2-0000-4000-8000-000000000001"


def edit_stored(library: Path, pack_folder: Path, requirement: str, degree: str, actor: str = "Li") -> None:
    """Grade one requirement as the app does."""
    opened = open_library(parse_place(str(library)))
    writer = AssessmentWriter(opened, load_pack(pack_folder), IDENT)
    assert writer.write([grade(writer.standing.assessment, requirement, degree, actor=actor)]).accepted
    opened.close()
