"""Enterprises in a library: kept, written over only by who saw what is there, in the trash and in backups."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from nfmaturity.domain.enterprise import Enterprise, KeptEnterprise
from nfmaturity.domain.errors import NotFound
from nfmaturity.domain.rubric import RubricPack
from nfmaturity.storage.archive import archive_bytes, read_archive, restore_archive
from nfmaturity.storage.enterprises import EnterpriseRepository, KeptProfile
from nfmaturity.storage.faults import LibraryFault
from nfmaturity.storage.library import Library, open_library
from nfmaturity.storage.place import parse_place
from tests.storage.conftest import AT, OpenLibrary

ONE = "00000000-0000-4000-8000-0000000000a1"
LATER = "2026-11-23T08:00:00Z"


def kept(name: str = "Riverside Copper", **fields: object) -> KeptProfile:
    return KeptProfile(KeptEnterprise.model_validate({"name": name, **fields}))


@pytest.fixture
def enterprises(library: Library) -> EnterpriseRepository:
    made = EnterpriseRepository(library)
    assert made.add(ONE, kept(staff=1680), AT)
    return made


def test_what_was_kept_is_read_again(enterprises: EnterpriseRepository) -> None:
    stored = enterprises.read(ONE)
    assert stored.kept == KeptProfile(kept(staff=1680).profile.model_copy(update={"id": ONE}))
    assert (stored.revision, stored.changed_at, stored.trashed_at) == (1, AT, None)
    assert [(row.id, row.name) for row in enterprises.rows()] == [(ONE, "Riverside Copper")]


def test_an_id_is_kept_once(enterprises: EnterpriseRepository) -> None:
    assert not enterprises.add(ONE, kept("Another"), LATER)
    assert enterprises.read(ONE).kept.profile.name == "Riverside Copper"


def test_entries_that_cannot_be_taken_yet_are_kept_as_typed(enterprises: EnterpriseRepository) -> None:
    wanted = replace(kept(staff=1680), unfinished={"credit_code": "9134", "staff_digital": "about 40"})
    assert enterprises.write(ONE, wanted, revision=1, at=LATER).is_taken
    assert enterprises.read(ONE).kept.unfinished == {"credit_code": "9134", "staff_digital": "about 40"}


def test_of_two_writes_over_the_same_the_first_stays(enterprises: EnterpriseRepository) -> None:
    assert enterprises.write(ONE, kept(staff=1700), revision=1, at=LATER).stored.revision == 2
    outcome = enterprises.write(ONE, kept(staff=1712), revision=1, at=LATER)
    assert (outcome.is_taken, outcome.stored.kept.profile.staff, outcome.stored.revision) == (False, 1700, 2)
    assert enterprises.read(ONE).kept.profile.staff == 1700


def test_a_write_without_an_answer_may_be_repeated(enterprises: EnterpriseRepository) -> None:
    for _ in range(2):
        assert enterprises.write(ONE, kept(staff=1700), revision=1, at=LATER).is_taken
    assert enterprises.read(ONE).revision == 2


def test_the_trash_gives_back_what_it_took(enterprises: EnterpriseRepository) -> None:
    enterprises.trash(ONE, LATER)
    assert enterprises.rows() == []
    assert [row.trashed_at for row in enterprises.rows(trashed=True)] == [LATER]
    enterprises.trash(ONE, None)
    assert [row.id for row in enterprises.rows()] == [ONE]


def test_one_that_is_not_there(enterprises: EnterpriseRepository) -> None:
    for act in (enterprises.read, lambda ident: enterprises.trash(ident, None)):
        with pytest.raises(NotFound, match="no longer in the library"):
            act("00000000-0000-4000-8000-000000000000")
    with pytest.raises(NotFound):
        enterprises.write("nothing", kept(), revision=1, at=AT)


@pytest.mark.parametrize("column", ["profile", "unfinished"])
def test_junk_is_told_as_damage(enterprises: EnterpriseRepository, library: Library, column: str) -> None:
    with library.writing() as connection:
        connection.execute(text(f"UPDATE enterprises SET {column} = '[1]'"))
    with pytest.raises(LibraryFault, match="damaged"):
        enterprises.read(ONE)


def test_a_backup_brings_enterprises_and_the_trash(
    enterprises: EnterpriseRepository, library: Library, tmp_path: Path, opened: OpenLibrary
) -> None:
    other = "00000000-0000-4000-8000-0000000000a2"
    enterprises.add(other, kept("Yunling Aluminium"), AT)
    enterprises.trash(other, LATER)
    backup = tmp_path / "backup.zip"
    backup.write_bytes(archive_bytes(library))
    new = opened(tmp_path / "new")
    EnterpriseRepository(new).add("00000000-0000-4000-8000-0000000000a3", kept("Gone after this"), AT)
    restore_archive(backup, read_archive(backup), new)
    restored = EnterpriseRepository(new)
    assert [row.id for row in (*restored.rows(), *restored.rows(trashed=True))] == [ONE, other]
    assert restored.read(ONE) == enterprises.read(ONE)


def test_an_older_library_gets_the_table(tmp_path: Path, opened: OpenLibrary, pack: RubricPack) -> None:
    from nfmaturity.storage.versions import RELEASED, Versions

    place = parse_place(str(tmp_path / "older"))
    older = open_library(place, create=True, versions=Versions(RELEASED.known[:-1], RELEASED.folders))
    older.close()
    enterprises = EnterpriseRepository(opened(tmp_path / "older", create=False))
    assert enterprises.rows() == []
    assert enterprises.add(ONE, kept(), AT)


def test_assessments_name_their_enterprise(library: Library, pack: RubricPack) -> None:
    from tests.storage.conftest import store

    state = store(library, pack)
    found = EnterpriseRepository(library).assessed()
    assert [(one.assessment_id, one.is_trashed) for one in found] == [(state.id, False)]
    assert Enterprise.model_validate(found[0].profile) == state.enterprise
