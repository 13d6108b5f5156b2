"""The figures of the core."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import yaml
from sqlalchemy import insert

from nfmaturity.domain.assessment import Answer, Assessment, RubricRef
from nfmaturity.domain.assessment_record import Record, document_of
from nfmaturity.domain.rubric import RubricPack
from nfmaturity.domain.scope import scope_of
from nfmaturity.domain.scoring import rescore, score
from nfmaturity.files.rubric_files import load_pack
from nfmaturity.i18n import language
from nfmaturity.report.document import make_report
from nfmaturity.resources import shipped_rubrics
from nfmaturity.storage import tables
from nfmaturity.storage.library import Library, open_library
from nfmaturity.storage.listing import AssessmentRow
from nfmaturity.storage.place import parse_place
from nfmaturity.storage.repository import Repository
from nfmaturity.storage.writer import AssessmentWriter
from tests import rubrics, synthetic
from tests.bench.app_figures import app_figures
from tests.bench.measuring import Figure, Pace, in_turns, process
from tests.bench.plain_tables import plain_tables
from tests.edits import grade

LISTED = 10_000
AT = "2026-11-22T08:00:00Z"


def figures(folder: Path) -> Iterator[Figure]:
    """Every figure in turn; `folder` is to work in."""
    pack_folder = shipped_rubrics() / "nonferrous-dx"
    pack = load_pack(pack_folder)
    state = graded(pack)
    yield reading(pack_folder)
    yield from scoring(pack, state)
    with opened(folder / "library") as library:
        yield durable_grade(library, pack, state, folder)
    with opened(folder / "many") as library:
        yield listing(library, pack, state)
    yield reporting(pack, state)
    yield scoring_process(folder, pack_folder, state)
    yield from app_figures(folder / "app", pack, state)


def graded(pack: RubricPack) -> Assessment:
    """A graded and commented assessment of the whole pack."""
    grades, comments = synthetic.grades_for(pack.rubric, 20261122)
    answers = {name: Answer(degree, comments.get(name, "")) for name, degree in grades.items()}
    reference = RubricRef(pack.rubric.id, pack.rubric.version, pack.sha256)
    state = rubrics.assessment({}, segments=("mining", "beneficiation", "smelting", "processing"))
    profile = state.enterprise.model_copy(update={"name": "示例有色集团有限公司"})
    return replace(
        state, rubric=reference, answers=answers, enterprise=profile, title="2026 年自评估", date="2026-11-22"
    )


@contextlib.contextmanager
def opened(folder: Path) -> Iterator[Library]:
    library = open_library(parse_place(str(folder)), create=True)
    try:
        yield library
    finally:
        library.close()


def reading(folder: Path) -> Figure:
    def floor() -> None:
        for path in folder.iterdir():
            with path.open("rb") as file:
                yaml.load(file, yaml.CSafeLoader)

    pace = Pace()
    ours, bare = in_turns(9, lambda: load_pack(folder), floor, pace=pace)
    name = "the pack, read and checked from YAML"
    return Figure(name, ours, "≤ 120 ms", 120, "CSafeLoader, same files", bare, seconds=pace.seconds)


def scoring(pack: RubricPack, state: Assessment) -> Iterator[Figure]:
    scope = scope_of(pack.rubric, state.enterprise.segments)
    card = score(pack.rubric, state, scope)
    name = next(iter(state.answers))
    changed = replace(state, answers={**state.answers, name: Answer("partial")})
    pace = Pace()
    whole, one = in_turns(
        41,
        lambda: score(pack.rubric, state, scope),
        lambda: rescore(pack.rubric, changed, scope, card, [name]),
        pace=pace,
    )
    yield Figure("exact score of it with bounds, whole", whole, "≤ 8 ms", 8, seconds=pace.seconds)
    yield Figure("exact score of it with bounds, after one grade", one, "≤ 0.6 ms", 0.6, seconds=pace.seconds)


def durable_grade(library: Library, pack: RubricPack, state: Assessment, folder: Path) -> Figure:
    Repository(library).add(pack, Record(state, state), score(pack.rubric, state), AT)
    writer = AssessmentWriter(library, pack, state.id)
    names = iter(list(pack.rubric.places) * 4)

    def ours() -> None:
        seen = writer.standing.assessment
        name = next(names)
        wanted = "none" if seen.answer(name).grade == "full" else "full"
        assert writer.write([grade(seen, name, wanted)]).accepted

    with contextlib.closing(sqlite3.connect(folder / "raw.db", isolation_level=None)) as raw:
        raw.execute("PRAGMA journal_mode = WAL")
        raw.execute("PRAGMA synchronous = FULL")
        raw.execute("CREATE TABLE answers (id INTEGER PRIMARY KEY, requirement TEXT, grade TEXT)")

        def floor() -> None:
            raw.execute("BEGIN IMMEDIATE")
            raw.execute("INSERT INTO answers (requirement, grade) VALUES ('BC-ORG-01.1a', 'full')")
            raw.execute("COMMIT")

        mine, bare = in_turns(400, ours, floor)
    return Figure("one grade durable on disk", mine, "≤ 3 × floor", 3 * bare, "sqlite3, one row, same pragmas", bare)


def listing(library: Library, pack: RubricPack, state: Assessment) -> Figure:
    repository = Repository(library)
    repository.add(pack, Record(state, state), score(pack.rubric, state), AT)
    with library.reading() as connection:
        row = dict(connection.execute(tables.assessments.select()).mappings().one())
    ids = (f"00000000-0000-4000-9000-{n:012}" for n in range(LISTED - 1))
    with library.writing() as connection:
        connection.execute(insert(tables.assessments), [row | {"id": ident, "origin": "{}"} for ident in ids])
    columns = ", ".join(AssessmentRow._fields)
    query = f"SELECT {columns} FROM assessments WHERE trashed_at IS NULL ORDER BY changed_at DESC, id"
    assert library.place.database is not None
    with contextlib.closing(sqlite3.connect(library.place.database)) as raw:
        ours, bare = in_turns(9, repository.rows, lambda: raw.execute(query).fetchall())
    assert len(repository.rows()) == LISTED
    return Figure(
        "list of 10,000 assessments", ours, "≤ 2 × floor + 20 ms", 2 * bare + 20, "sqlite3, same columns", bare
    )


def reporting(pack: RubricPack, state: Assessment) -> Figure:
    scope = scope_of(pack.rubric, state.enterprise.segments)
    card = score(pack.rubric, state, scope)
    with language("zh"):
        pages = make_report(pack, state, scope, card).pages
        ours, bare = in_turns(
            7, lambda: make_report(pack, state, scope, card), lambda: plain_tables(pack, state, pages)
        )
    assert pages >= 60
    return Figure(
        f"report of {pages} pages", ours, "≤ 1.6 × floor", 1.6 * bare, "reportlab, as many pages of plain tables", bare
    )


def scoring_process(folder: Path, pack_folder: Path, state: Assessment) -> Figure:
    document = folder / "assessment.json"
    document.write_text(json.dumps(document_of(Record(state, state)), ensure_ascii=False), encoding="utf-8")
    command = ["-m", "nfmaturity", "score", str(document), "--rubric", str(pack_folder)]
    subprocess.run([sys.executable, *command], check=True, capture_output=True)
    ours, bare = in_turns(11, process(*command), process("-c", "import pydantic, yaml"))
    floor = 'python -c "import pydantic, yaml"'
    return Figure("nfmaturity score FILE, whole process", ours, "≤ 1.6 × floor", 1.6 * bare, floor, bare)
