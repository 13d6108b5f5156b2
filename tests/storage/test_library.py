"""Opening libraries: what is refused, in one sentence and with nothing changed; rubrics once; copies; versions."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect

from nfmaturity.domain.assessment import Assessment
from nfmaturity.domain.errors import NotAllowed, NotFound, UserError
from nfmaturity.domain.rubric import RubricPack
from nfmaturity.storage import tables
from nfmaturity.storage.archive import verify
from nfmaturity.storage.backup import keep_daily_copy
from nfmaturity.storage.drives import is_on_network
from nfmaturity.storage.faults import LibraryFault, WriteFailed
from nfmaturity.storage.library import Library, NoLibraryHere, open_library
from nfmaturity.storage.place import parse_place
from nfmaturity.storage.repository import Repository
from nfmaturity.storage.versions import MIGRATIONS, RELEASED, Versions
from nfmaturity.storage.writer import AssessmentWriter
from tests import rubrics
from tests.edits import comment, grade
from tests.storage.conftest import OpenLibrary, store
from tests.storage.first_library import assert_brought_up_to_date, make_first_library

NEXT_REVISION = """
import sqlalchemy as sa
from alembic import op
revision, down_revision = "next", "{head}"
def upgrade():
    op.add_column("assessments", sa.Column("note", sa.Text))
    {more}
"""


LOG = "INSERT INTO changes SELECT id, 1, id, 0,"


def next_version(folder: Path, more: str) -> Versions:
    folder.mkdir()
    (folder / "next_note.py").write_text(NEXT_REVISION.format(more=more, head=RELEASED.head))
    return Versions((*RELEASED.known, "next"), (*RELEASED.folders, folder))


def fingerprint(folder: Path) -> dict[str, str]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def refused(place: Path | str, *, create: bool = True, kind: type[UserError] = LibraryFault) -> str:
    with pytest.raises(kind) as caught:
        open_library(parse_place(str(place)), create=create).close()
    return str(caught.value)


def test_a_folder_with_other_files_is_no_library(tmp_path: Path) -> None:
    (tmp_path / "holiday.txt").write_text("sea")
    before = fingerprint(tmp_path)
    assert "Choose an empty folder" in refused(tmp_path)
    assert fingerprint(tmp_path) == before


def test_a_file_is_no_library(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("x")
    assert "is a file" in refused(file)


@pytest.mark.parametrize("content", [b"\x00" * 4096, b"hello", os.urandom(5000)])
def test_a_database_file_that_is_none_is_refused_untouched(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "library.db").write_bytes(content)
    before = fingerprint(tmp_path)
    assert "another kind of file" in refused(tmp_path)
    assert fingerprint(tmp_path) == before


def test_a_folder_named_library_db_is_refused(tmp_path: Path) -> None:
    (tmp_path / "library.db").mkdir()
    assert "another kind of file" in refused(tmp_path)


def test_another_programs_database_is_refused_untouched(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "library.db")) as other:
        other.execute("CREATE TABLE photos (name TEXT)")
        other.commit()
    before = fingerprint(tmp_path)
    assert "another program" in refused(tmp_path)
    assert fingerprint(tmp_path) == before


def test_a_newer_library_is_refused_untouched(tmp_path: Path, opened: OpenLibrary) -> None:
    opened(tmp_path / "library").close()
    with closing(sqlite3.connect(tmp_path / "library" / "library.db")) as database:
        database.execute("UPDATE alembic_version SET version_num = '0099'")
        database.commit()
    before = fingerprint(tmp_path)
    assert "newer version" in refused(tmp_path / "library")
    assert fingerprint(tmp_path) == before


def test_a_cut_library_is_refused(tmp_path: Path, opened: OpenLibrary, pack: RubricPack) -> None:
    library = opened(tmp_path / "library")
    store(library, pack)
    library.close()
    database = tmp_path / "library" / "library.db"
    database.write_bytes(database.read_bytes()[:5000])
    with pytest.raises(LibraryFault, match="damaged"):
        Repository(opened(tmp_path / "library")).rows()


@pytest.mark.parametrize("create", [True, False])
def test_a_missing_folder(tmp_path: Path, create: bool) -> None:
    kind = LibraryFault if create else NoLibraryHere
    said = refused(tmp_path / "no" / "such", create=create, kind=kind)
    assert ("create it first" in said) == create
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written() -> None:
    assert "cannot be written" in refused("/proc/library")


@pytest.mark.parametrize(
    "place", ["", "  ", "a\0b", "mysql://u@h/db", "http://example", "postgresql://[::1/x", "~nosuchuser/x"]
)
def test_a_place_that_is_none(place: str) -> None:
    with pytest.raises(LibraryFault):
        parse_place(place)


def test_a_server_that_is_not_there_and_no_password_shown() -> None:
    said = refused("postgresql://someone:secret@127.0.0.1:1/nothing")
    assert "does not answer" in said
    assert "secret" not in said


def test_reading_makes_no_library(tmp_path: Path) -> None:
    refused(tmp_path, create=False, kind=NoLibraryHere)
    assert list(tmp_path.iterdir()) == []


def test_a_library_that_was_being_made_when_the_power_failed_is_made_anew(tmp_path: Path, opened: OpenLibrary) -> None:
    (tmp_path / "library.db").write_bytes(b"")
    refused(tmp_path, create=False, kind=NoLibraryHere)
    assert Repository(opened(tmp_path)).rows() == []


def test_the_migrations_lead_to_the_tables(tmp_path: Path, opened: OpenLibrary) -> None:
    opened(tmp_path / "library")
    plain = create_engine(f"sqlite:///{tmp_path / 'plain.db'}")
    tables.metadata.create_all(plain)
    made = create_engine(f"sqlite:///{tmp_path / 'library' / 'library.db'}")
    described = []
    for engine in (plain, made):
        inspector = inspect(engine)
        names = sorted(set(inspector.get_table_names()) - {"alembic_version"})
        described.append(
            {
                name: (
                    [str(sorted(column.items(), key=str)) for column in inspector.get_columns(name)],
                    inspector.get_pk_constraint(name),
                    inspector.get_foreign_keys(name),
                    inspector.get_unique_constraints(name),
                    inspector.get_table_options(name),
                )
                for name in names
            }
        )
        engine.dispose()
    assert described[0] == described[1]


def test_the_released_versions_are_all_revisions() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    steps = ScriptDirectory.from_config(config).walk_revisions()
    assert [step.revision for step in steps] == list(reversed(RELEASED.known))


def test_an_open_library_needs_no_alembic(tmp_path: Path, opened: OpenLibrary) -> None:
    opened(tmp_path / "library").close()
    program = (
        "import sys; from nfmaturity.storage.library import open_library;"
        "from nfmaturity.storage.place import parse_place;"
        f"open_library(parse_place({str(tmp_path / 'library')!r})).close(); print('alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_copy_is_kept_before_a_migration(tmp_path: Path, opened: OpenLibrary, pack: RubricPack) -> None:
    library = opened(tmp_path / "library")
    stored = store(library, pack)
    library.close()
    newer = open_library(library.place, versions=next_version(tmp_path / "versions", "pass"))
    with newer.reading() as connection:
        assert "note" in {column["name"] for column in inspect(connection).get_columns("assessments")}
    newer.close()
    (copy,) = (tmp_path / "library" / "backups").iterdir()
    assert copy.name.startswith(f"before-migration-from-{RELEASED.head}-")
    shutil.copy(copy, tmp_path / "library.db")
    (tmp_path / "old").mkdir()
    (tmp_path / "library.db").rename(tmp_path / "old" / "library.db")
    assert Repository(opened(tmp_path / "old")).record(stored.id).state == stored


def test_a_library_of_the_first_version_is_brought_up_to_date(tmp_path: Path, pack: RubricPack) -> None:
    place = parse_place(str(tmp_path / "library"))
    make_first_library(place, pack)
    assert_brought_up_to_date(place, pack)
    (copy,) = (tmp_path / "library" / "backups").iterdir()
    assert copy.name.startswith("before-migration-from-0001-")


def test_a_migration_that_fails_changes_nothing(tmp_path: Path, opened: OpenLibrary, pack: RubricPack) -> None:
    library = opened(tmp_path / "library")
    stored = store(library, pack)
    library.close()
    failing = next_version(tmp_path / "versions", "op.execute('DROP TABLE nothing')")
    with pytest.raises(LibraryFault):
        open_library(library.place, versions=failing)
    assert Repository(opened(tmp_path / "library")).record(stored.id).state == stored


def test_one_copy_a_day_and_ten_kept(library: Library, stored: Assessment) -> None:
    assert library.place.backups is not None
    days = [dt.date(2026, 11, 1) + dt.timedelta(days=n) for n in range(13)]
    for day in days:
        assert keep_daily_copy(library.place, day) is not None
        assert keep_daily_copy(library.place, day) is None
    kept = sorted(path.name for path in library.place.backups.iterdir())
    assert kept == [f"daily-{day.isoformat()}.db" for day in days[3:]]
    with closing(sqlite3.connect(library.place.backups / kept[-1])) as copy:
        assert copy.execute("SELECT id FROM assessments").fetchall() == [(stored.id,)]


def test_a_rubric_is_kept_once_and_a_changed_one_refused(library: Library, pack: RubricPack) -> None:
    store(library, pack)
    store(library, pack, "00000000-0000-4000-8000-000000000002")
    assert len(Repository(library).rubrics()) == 1
    assert Repository(library).rubric_source(pack.sha256) == pack.source
    other = rubrics.pack([rubrics.group("G", [rubrics.domain("G-D", [rubrics.item("G-D-01", [3] * 5)])])])
    with pytest.raises(NotAllowed, match="other content"):
        store(library, other, "00000000-0000-4000-8000-000000000003")
    assert len(Repository(library).rows()) == 2


def test_any_unique_beginning_of_an_id_will_do(library: Library, pack: RubricPack) -> None:
    store(library, pack)
    store(library, pack, "00000000-0000-4000-8000-00000000000f")
    repository = Repository(library)
    assert repository.find("00000000-0000-4000-8000-00000000000F").id.endswith("f")
    with pytest.raises(NotFound, match="2 assessments"):
        repository.find("0000")
    with pytest.raises(NotFound):
        repository.find("ffff")


def test_the_trash_gives_back_what_it_took(library: Library, stored: Assessment) -> None:
    repository = Repository(library)
    repository.trash(stored.id, "2026-11-22T10:00:00Z")
    assert (repository.rows(), [row.id for row in repository.rows(trashed=True)]) == ([], [stored.id])
    repository.trash(stored.id, None)
    assert repository.record(stored.id).state == stored


@pytest.mark.parametrize("limit", ["pages", "file size"])
def test_a_full_disk_loses_nothing_and_is_told(
    library: Library, pack: RubricPack, stored: Assessment, limit: str
) -> None:
    """Every edit is either stored or refused in a sentence; afterwards the library goes on where it was."""
    writer = AssessmentWriter(library, pack, stored.id)
    words = "满" * 15000
    before = writer.standing
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with library.engine.connect() as connection:
        if limit == "pages":
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    try:
        if limit == "file size":
            resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
        with pytest.raises(WriteFailed):
            writer.write([comment(before.assessment, "G-D-01.1a", words)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    library.close()
    assert writer.standing == before
    assert Repository(library).record(stored.id).state == before.assessment
    writer.write([grade(before.assessment, "G-D-01.1a", "full")])
    assert Repository(library).record(stored.id).state.answer("G-D-01.1a").grade == "full"


@pytest.mark.parametrize(
    ("path", "drives", "network"),
    [
        ("/mnt/share/lib", [("/", "ext4", "rw"), ("/mnt/share", "nfs4", "rw")], True),
        (
            "/mnt/share/usb/lib",
            [("/", "ext4", "rw"), ("/mnt/share", "cifs", "rw"), ("/mnt/share/usb", "vfat", "rw")],
            False,
        ),
        ("/home/li", [("/", "ext4", "rw")], False),
        ("/Volumes/x", [("/", "apfs", "rw"), ("/Volumes/x", "smbfs", "rw")], True),
        ("/media/y", [("/", "ext4", "rw"), ("/media/y", "fuse.sshfs", "rw")], True),
        ("/z", [("/", "NTFS", "rw,remote")], True),
        ("/q", [], False),
    ],
)
def test_network_drives_are_known(path: str, drives: list[tuple[str, str, str]], network: bool) -> None:
    assert is_on_network(Path(path), drives) is network


def test_a_migration_that_rewrites_a_table_keeps_what_belongs_to_it(
    tmp_path: Path, opened: OpenLibrary, pack: RubricPack
) -> None:
    library = opened(tmp_path / "library")
    stored = store(library, pack)
    AssessmentWriter(library, pack, stored.id).write([grade(stored, "G-D-01.1b", "full")])
    expected = Repository(library).record(stored.id)
    library.close()
    more = "with op.batch_alter_table('assessments', recreate='always') as t: t.add_column(sa.Column('more', sa.Text))"
    newer = open_library(library.place, versions=next_version(tmp_path / "versions", more))
    assert Repository(newer).record(stored.id) == expected
    newer.close()


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE alembic_version SET version_num = '0000'", "damaged"),
        ("UPDATE alembic_version SET version_num = 'abc'", "damaged"),
        ("DELETE FROM alembic_version", "another program"),
    ],
)
def test_a_version_that_never_was(tmp_path: Path, opened: OpenLibrary, statement: str, said: str) -> None:
    opened(tmp_path / "library").close()
    with closing(sqlite3.connect(tmp_path / "library" / "library.db")) as database:
        database.execute(statement)
        database.commit()
    assert said in refused(tmp_path / "library")
    assert not (tmp_path / "library" / "backups").exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE assessments SET header = 'x'",
        "UPDATE assessments SET origin = '[]'",
        "UPDATE answers SET review = 'perhaps', grade = x'00'",
        f"{LOG} 'odd', '', 'grade', 'null', 'null', '', '', '', '', '' FROM assessments",
        f"{LOG} 'answer', 'x', 'grade', '{{', 'null', '', '', '', '', '' FROM assessments",
    ],
)
def test_rows_that_are_junk_are_told_as_damage(library: Library, stored: Assessment, statement: str) -> None:
    with library.writing() as connection:
        connection.exec_driver_sql(statement)
    with pytest.raises(LibraryFault, match="damaged"):
        verify(library)
    assert stored.id in {row.id for row in Repository(library).rows()}


def test_a_password_is_never_shown() -> None:
    for address in ("postgresql://u:hunter2@127.0.0.1:1/db", "postgresql://127.0.0.1:1/db?user=u&password=hunter2"):
        assert "hunter2" not in refused(address)
