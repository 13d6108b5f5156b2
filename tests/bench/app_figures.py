"""The figures of the app."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import insert

from nfmaturity.domain.assessment import Assessment
from nfmaturity.domain.assessment_record import Record, document_of
from nfmaturity.domain.changes import with_cell
from nfmaturity.domain.documents import new_id
from nfmaturity.domain.rubric import RubricPack
from nfmaturity.domain.scoring import score
from nfmaturity.storage import tables
from nfmaturity.storage.library import open_library
from nfmaturity.storage.place import parse_place
from nfmaturity.storage.repository import Repository
from tests.bench.listing import fill
from tests.bench.measuring import Figure
from tests.edits import grade

LISTED = 200
MANY = 10_000
ROUNDS = 11
_GRADING = {
    "quiet": ("grade, key press to repaint, p95", 8.0),
    "beside": ("the same while a report is made, p95", 25.0),
    "filter": ("filter of the whole pack, key press to repaint, p95", 16.0),
    "palette": ("command palette, key press to repaint, p95", 16.0),
    "overview": ("Overview said anew", 16.0),
}
_STALLS = {
    "quiet": "nothing goes on",
    "search": "10,000 assessments are searched",
    "report": "a report is made and one grades",
    "import": "a history of 5,000 edits is imported and one grades",
    "filter": "the rubric is filtered",
}
AT = "2026-11-22T08:00:00Z"


class Run(NamedTuple):
    """One process: how long it took to its fact, and its peak memory."""

    ms: float
    mb: float


def app_figures(folder: Path, pack: RubricPack, state: Assessment) -> Iterator[Figure]:
    """Start and memory of the app on a library with 200 assessments, grading and waiting on one with 10,000."""
    folder.mkdir()
    ident = _fill(folder / "library", pack, state)
    yield from _starting(folder)
    _crowd(folder / "library")
    yield from _grading(folder, ident)
    yield from _stalls(folder, pack, state, ident)
    yield from _listing(folder / "long", pack, state)


def _fill(place: Path, pack: RubricPack, state: Assessment) -> str:
    library = open_library(parse_place(str(place)), create=True)
    card = score(pack.rubric, state)
    ident = ""
    for turn in range(LISTED):
        ident = new_id()
        one = replace(state, id=ident, site=f"{turn} 号厂", answers=state.answers if turn % 20 == 19 else {})
        Repository(library).add(pack, Record(one, one), card, AT)
    library.close()
    return ident


def _starting(folder: Path) -> Iterator[Figure]:
    runs: dict[str, list[Run]] = {"bare": [], "painted": [], "imported": [], "listed": []}
    for _ in range(ROUNDS + 1):
        for what, taken in runs.items():
            taken.append(_run(what, folder))
    ms = {what: statistics.median(run.ms for run in taken[1:]) for what, taken in runs.items()}
    mb = {what: statistics.median(run.mb for run in taken[1:]) for what, taken in runs.items()}
    bare, imported = "a bare window with our fonts", "the same + importing pydantic and SQLAlchemy"
    yield Figure("app start to first paint", ms["painted"], "≤ 1.5 ×", 1.5 * ms["bare"], bare, ms["bare"])
    aim = "≤ 1.3 ×"
    yield Figure("app start to 200 listed", ms["listed"], aim, 1.3 * ms["imported"], imported, ms["imported"])
    yield Figure(
        "app peak memory then", mb["listed"], "≤ 1.4 ×", 1.4 * mb["imported"], imported, mb["imported"], unit="MB"
    )


def _run(what: str, folder: Path) -> Run:
    begin = time.perf_counter()
    done = _python("tests.bench.starting", what, str(folder))
    return Run((time.perf_counter() - begin) * 1000, int(done) / 1024)


def _grading(folder: Path, ident: str) -> Iterator[Figure]:
    taken = json.loads(_python("tests.bench.grading", str(folder), ident))
    for what, (name, aim) in _GRADING.items():
        took, seconds = taken[what]
        yield Figure(name, took, f"≤ {aim:.0f} ms", aim, seconds=seconds)


def _stalls(folder: Path, pack: RubricPack, state: Assessment, ident: str) -> Iterator[Figure]:
    """Pauses of the event loop while long work goes on."""
    document = folder / "long.json"
    document.write_text(json.dumps(document_of(_long(pack, state)), ensure_ascii=False), encoding="utf-8")
    taken = json.loads(_python("tests.bench.stalls", str(folder), ident, str(document)))
    for name, words in _STALLS.items():
        p99, longest, seconds = taken[name]
        said = f"wait for the event loop while {words}, p99 (longest {longest:.0f})"
        yield Figure(said, p99, "≤ 50 ms", 50.0, seconds=seconds)


def _crowd(place: Path) -> None:
    """Fill a library up to 10,000 assessments by copies of the rows of one."""
    library = open_library(parse_place(str(place)))
    with library.reading() as connection:
        held = connection.execute(tables.assessments.select()).mappings().all()
    ids = (f"00000000-0000-4000-9000-{n:012}" for n in range(MANY - len(held)))
    rows = [dict(held[n % len(held)]) | {"id": ident, "enterprise": f"{n} 号厂"} for n, ident in enumerate(ids)]
    with library.writing() as connection:
        connection.execute(insert(tables.assessments), rows)
    library.close()


def _long(pack: RubricPack, state: Assessment) -> Record:
    """Give an assessment with a history of 5,000 edits."""
    origin = replace(state, id=new_id())
    after, log = origin, []
    names = list(pack.rubric.places)
    for turn in range(5_000):
        name = names[turn % len(names)]
        wanted = "none" if after.answer(name).grade == "full" else "full"
        change = replace(grade(after, name, wanted), seq=turn + 1)
        after = with_cell(after, change.target, change.after)
        log.append(change)
    return Record(after, origin, tuple(log))


def _listing(folder: Path, pack: RubricPack, state: Assessment) -> Iterator[Figure]:
    folder.mkdir()
    fill(folder / "library", _fill(folder / "library", pack, state))
    taken = json.loads(_python("tests.bench.listing", str(folder)))
    for what, name in (
        ("search", "a key in the search"),
        ("sort", "a sort by a column"),
        ("scroll", "a page scrolled"),
    ):
        took, seconds = taken[what]
        yield Figure(f"10,000 assessments: {name} to painted, p99", took, "≤ 50 ms", 50.0, seconds=seconds)


def _python(*arguments: str) -> str:
    surroundings = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, env=surroundings).stdout
