"""Kill a process that works on a library, again and again, and see that nothing acknowledged was lost.

Run as a program of its own, since it forks: `python -m tests.storage.killing ACT ROUNDS SEED`.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from nfmaturity.domain.changes import fold
from nfmaturity.domain.rubric import RubricPack
from nfmaturity.domain.scoring import score
from nfmaturity.storage.library import open_library
from nfmaturity.storage.place import Place, parse_place
from nfmaturity.storage.repository import Repository
from nfmaturity.storage.versions import RELEASED, Versions
from nfmaturity.storage.writer import AssessmentWriter
from tests import rubrics
from tests.edits import grade
from tests.storage.conftest import store

IDENT = "00000000-0000-4000-8000-000000000001"
DEGREES = ("full", "most", "partial", "none")
REVISION = f"""
import sqlalchemy as sa
from alembic import op
revision, down_revision = "next", "{RELEASED.head}"
def upgrade():
    for name in ("assessments", "answers"):
        with op.batch_alter_table(name, recreate="always") as table:
            table.add_column(sa.Column("note", sa.Text))
"""
Say = Callable[[str], None]


def make_pack() -> RubricPack:
    items = [rubrics.item(f"G-D-0{n}", [3] * 5) for n in range(1, 6)]
    return rubrics.pack([rubrics.group("G", [rubrics.domain("G-D", items)])])


def write_grades(place: Place, pack: RubricPack, say: Say) -> None:
    """Grade on and on, saying what was acknowledged as "requirement degree"."""
    library = open_library(place)
    writer = AssessmentWriter(library, pack, IDENT)
    names = list(pack.rubric.places)
    for n in range(10_000):
        name = names[n % len(names)]
        held = writer.standing.assessment.answer(name).grade
        degree = DEGREES[(DEGREES.index(held) + 1) % 4] if held else DEGREES[0]
        writer.write([grade(writer.standing.assessment, name, degree)])
        say(f"{name} {degree}")


def import_assessments(place: Place, pack: RubricPack, say: Say) -> None:
    """Store whole assessments on and on, saying the ids."""
    library = open_library(place)
    for n in range(2, 10_000):
        ident = f"00000000-0000-4000-8000-{os.getpid():06d}{n:06d}"
        store(library, pack, ident)
        say(ident)


def migrate(place: Place, _pack: RubricPack, say: Say) -> None:
    """Bring the library to a version that rewrites the answers' table."""
    open_library(place, versions=versions_beside(place)).close()
    say("migrated")


def versions_beside(place: Place) -> Versions:
    assert place.folder is not None
    return Versions((*RELEASED.known, "next"), (*RELEASED.folders, place.folder.parent / "versions"))


ACTS: dict[str, Callable[[Place, RubricPack, Say], None]] = {
    "acknowledged": write_grades,
    "write": write_grades,
    "import": import_assessments,
    "migrate": migrate,
}


def killed(act: str, place: Place, pack: RubricPack, delay: float, acks: int) -> list[str]:
    """Run an act in a child, kill it after so many acknowledgements and a delay, and give what it acknowledged."""
    reader, sink = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            ACTS[act](place, pack, lambda line: os.write(sink, f"{line}\n".encode()) and None)
        finally:
            os._exit(0)
    os.close(sink)
    with os.fdopen(reader) as lines:
        said = [line for line in (lines.readline().strip() for _ in range(acks)) if line]
        time.sleep(delay)  # no wait for anything: the kill strikes at a moment that nobody chose
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return said + [line.strip() for line in lines if line.endswith("\n")]


def check(act: str, place: Place, pack: RubricPack, said: list[str]) -> None:
    """Open the library as any user would and look for everything that was acknowledged."""
    library = open_library(place, versions=versions_beside(place) if act == "migrate" else RELEASED)
    repository = Repository(library)
    ids = {row.id for row in repository.rows()}
    assert repository.record(IDENT).state.answers
    assert IDENT in ids
    for ident in ids:
        record = repository.record(ident)
        assert fold(record.origin, record.log) == record.state
        row = repository.find(ident)
        assert row.exact_score == score(pack.rubric, record.state).overall.score
    if act == "import":
        assert ids.issuperset(said)
    elif act != "migrate":
        # What was acknowledged stands at the end of the log, before at most one edit that was killed unacknowledged.
        acknowledged = [tuple(line.split()) for line in said]
        tail = [(change.target.id, change.after) for change in repository.record(IDENT).log][-len(said) - 1 :]
        assert not said or acknowledged in (tail[-len(said) :], tail[: len(said)])
    library.close()


def rounds(act: str, count: int, seed: int) -> int:
    """Kill and check so many times; gives the number that held."""
    chance = random.Random(seed)
    pack = make_pack()
    with tempfile.TemporaryDirectory() as folder:
        for n in range(count):
            root = Path(folder) / str(n if act == "migrate" else 0)
            place = parse_place(str(root / "library"))
            if not root.exists():
                (root / "versions").mkdir(parents=True)
                (root / "versions" / "next_note.py").write_text(REVISION)
                library = open_library(place, create=True)
                store(library, pack, IDENT)
                library.close()
            if act == "acknowledged":
                delay, acks = 0.0, chance.randint(1, 8)
            else:
                delay, acks = chance.uniform(0, 0.25 if act == "migrate" else 0.06), 0
            check(act, place, pack, killed(act, place, pack, delay, acks))
    return count


if __name__ == "__main__":
    sys.stdout.write(f"{rounds(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))} rounds held\n")
