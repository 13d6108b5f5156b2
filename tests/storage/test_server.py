"""A library on a PostgreSQL server behaves as one in a folder."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from nfmaturity.domain.changes import fold
from nfmaturity.domain.enterprise import KeptEnterprise
from nfmaturity.domain.rubric import RubricPack
from nfmaturity.storage.archive import archive_bytes, read_archive, restore_archive
from nfmaturity.storage.enterprises import EnterpriseRepository, KeptProfile
from nfmaturity.storage.faults import LibraryFault
from nfmaturity.storage.finding import find_comments
from nfmaturity.storage.library import Library, NoLibraryHere, open_library
from nfmaturity.storage.place import parse_place
from nfmaturity.storage.repository import Repository, load_changes, load_state
from nfmaturity.storage.writer import AssessmentWriter
from tests import servers
from tests.edits import comment, exclude, grade
from tests.storage.conftest import OpenLibrary, store
from tests.storage.first_library import assert_brought_up_to_date, make_first_library
from tests.storage.test_writer import assert_consistent

pytestmark = pytest.mark.skipif(servers.programs() is None, reason="PostgreSQL is not installed")


def restored(archive: Path, library: Library) -> int:
    return restore_archive(archive, read_archive(archive), library).assessments


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="nfm-pg-") as folder:
        os.chmod(folder, 0o755)  # noqa: PTH101 - the server's own user must get in
        with servers.postgresql(Path(folder)) as address:
            yield address


@pytest.fixture
def address(server: str, request: pytest.FixtureRequest) -> str:
    name = f"t{abs(hash(request.node.name))}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[call-overload]
    return f"{server}/{name}"


@pytest.fixture
def shared(address: str, opened: OpenLibrary) -> Library:
    return opened(address)


def test_a_database_without_tables_is_no_library_yet(address: str) -> None:
    with pytest.raises(NoLibraryHere):
        open_library(parse_place(address))


def test_somebody_elses_database_is_refused(address: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CREATE TABLE photos (name TEXT)")
    with pytest.raises(LibraryFault, match="another program"):
        open_library(parse_place(address), create=True)


def test_a_database_that_does_not_exist(server: str) -> None:
    with pytest.raises(LibraryFault, match="does not answer"):
        open_library(parse_place(f"{server}/nothing"), create=True)


def test_edits_conflicts_and_undo(shared: Library, address: str, opened: OpenLibrary, pack: RubricPack) -> None:
    stored = store(shared, pack)
    li, wang = AssessmentWriter(shared, pack, stored.id), AssessmentWriter(opened(address), pack, stored.id)
    li.write(
        [grade(stored, "G-D-01.1a", "full"), comment(stored, "G-D-01.1a", "看过"), exclude(stored, "G-D-02", "none")]
    )
    assert find_comments(shared, ["看过"]) == {stored.id: "看过"}
    outcome = wang.write([grade(stored, "G-D-01.1a", "none"), grade(stored, "G-D-01.1b", "most")])
    assert [c.stored for c in outcome.conflicts] == ["full"]
    assert [c.target.id for c in outcome.accepted] == ["G-D-01.1b"]
    assert_consistent(shared, pack, stored.id)


def test_many_at_once_lose_nothing(shared: Library, address: str, pack: RubricPack) -> None:
    stored = store(shared, pack)
    names = list(pack.rubric.places)

    def work(who: int) -> int:
        library = open_library(parse_place(address))
        writer = AssessmentWriter(library, pack, stored.id)
        accepted = 0
        for n in range(15):
            seen = writer.refresh().assessment
            accepted += len(
                writer.write([grade(seen, names[(n * 7 + who) % 5], ("full", "most", "none")[n % 3])]).accepted
            )
        library.close()
        return accepted

    with ThreadPoolExecutor(4) as people:
        accepted = sum(people.map(work, range(4)))
    record = Repository(shared).record(stored.id)
    assert len(record.log) == accepted > 15
    assert fold(record.origin, record.log) == record.state
    assert_consistent(shared, pack, stored.id)


def test_a_backup_goes_from_a_server_into_a_folder_and_back(
    shared: Library, pack: RubricPack, opened: OpenLibrary, tmp_path: Path
) -> None:
    stored = store(shared, pack)
    AssessmentWriter(shared, pack, stored.id).write([grade(stored, "G-D-01.1a", "full")])
    expected = Repository(shared).record(stored.id)
    (tmp_path / "all.zip").write_bytes(archive_bytes(shared))
    folder = opened(tmp_path / "library")
    assert restored(tmp_path / "all.zip", folder) == 1
    assert Repository(folder).record(stored.id) == expected
    Repository(shared).purge(stored.id)
    assert restored(tmp_path / "all.zip", shared) == 1
    assert Repository(shared).record(stored.id) == expected


def test_a_view_stays_one_moment_while_others_write(
    shared: Library, address: str, opened: OpenLibrary, pack: RubricPack
) -> None:
    stored = store(shared, pack)
    writer = AssessmentWriter(opened(address), pack, stored.id)
    with shared.reading() as connection:
        before = load_state(connection, stored.id)
        writer.write([grade(stored, "G-D-01.1a", "full")])
        assert load_changes(connection, stored.id, after=0) == ()
        assert load_state(connection, stored.id) == before
    assert len(Repository(shared).record(stored.id).log) == 1


def test_a_backup_goes_only_into_an_empty_server(shared: Library, pack: RubricPack, tmp_path: Path) -> None:
    store(shared, pack)
    (tmp_path / "all.zip").write_bytes(archive_bytes(shared))
    with pytest.raises(LibraryFault, match="empty database"):
        restored(tmp_path / "all.zip", shared)


def test_a_library_of_the_first_version_is_brought_up_to_date(address: str, pack: RubricPack) -> None:
    place = parse_place(address)
    make_first_library(place, pack)
    assert_brought_up_to_date(place, pack)


def test_threads_may_make_one_library_at_once(address: str) -> None:
    with ThreadPoolExecutor(4) as people:
        libraries = list(people.map(lambda _: open_library(parse_place(address), create=True), range(4)))
    assert [Repository(library).rows() for library in libraries] == [[]] * 4
    for library in libraries:
        library.close()


def test_enterprises_are_kept_and_written_over_only_by_who_saw_them(
    shared: Library, address: str, opened: OpenLibrary, tmp_path: Path
) -> None:
    ident, at = "00000000-0000-4000-8000-0000000000a1", "2026-11-22T08:00:00Z"
    li, wang = EnterpriseRepository(shared), EnterpriseRepository(opened(address))
    profiles = [KeptProfile(KeptEnterprise(name="示例铜业", staff=staff)) for staff in (1680, 1700, 1712)]
    assert li.add(ident, profiles[0], at)
    assert wang.write(ident, profiles[1], revision=1, at=at).is_taken
    outcome = li.write(ident, profiles[2], revision=1, at=at)
    assert (outcome.is_taken, outcome.stored.kept.profile.staff) == (False, 1700)
    (tmp_path / "all.zip").write_bytes(archive_bytes(shared))
    with pytest.raises(LibraryFault, match="empty database"):
        restored(tmp_path / "all.zip", shared)
    folder = opened(tmp_path / "library")
    restored(tmp_path / "all.zip", folder)
    assert EnterpriseRepository(folder).read(ident) == li.read(ident)
