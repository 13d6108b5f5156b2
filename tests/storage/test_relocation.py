"""A library that is moved is there whole, or stays where it was."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from nfmaturity.storage import relocation
from nfmaturity.storage.archive import verify
from nfmaturity.storage.backup import copy_database
from nfmaturity.storage.drives import sync_service
from nfmaturity.storage.faults import LibraryFault
from nfmaturity.storage.library import open_library
from nfmaturity.storage.moved_note import LibraryMoved
from nfmaturity.storage.place import parse_place
from nfmaturity.storage.relocation import move_library
from nfmaturity.storage.repository import Repository
from tests import rubrics
from tests.storage.conftest import store

PACK = rubrics.pack([rubrics.group("G", [rubrics.domain("G-D", [rubrics.item("G-D-01", [2] * 3)])])], levels=3)
IDENT = "00000000-0000-4000-8000-000000000001"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A library with an assessment, a copy of its own and a rubric folder; nobody has it open."""
    folder = tmp_path / "library"
    library = open_library(parse_place(str(folder)), create=True)
    store(library, PACK, IDENT)
    library.close()
    copy_database(folder / "library.db", folder / "backups" / "daily-2026-11-22.db")
    (folder / "rubrics" / "own").mkdir(parents=True)
    (folder / "rubrics" / "own" / "rubric.yaml").write_text("id: 铜", encoding="utf-8")
    return folder


def forget(_place: str) -> None:
    """Remember nothing."""


def assessments(folder: Path) -> list[str]:
    library = open_library(parse_place(str(folder)))
    try:
        verify(library)
        return [row.id for row in Repository(library).rows()]
    finally:
        library.close()


def test_all_of_it_is_at_the_new_place_and_nothing_at_the_old_one(old: Path, tmp_path: Path) -> None:
    remembered: list[str] = []
    moved = move_library(parse_place(str(old)), tmp_path / "new", remembered.append)
    assert (moved.place.shown, moved.left) == (str(tmp_path / "new"), "")
    assert remembered == [str(tmp_path / "new")]
    assert [entry.name for entry in old.iterdir()] == ["moved-to.txt"]
    assert assessments(tmp_path / "new") == [IDENT]
    assert (tmp_path / "new" / "rubrics" / "own" / "rubric.yaml").read_text(encoding="utf-8") == "id: 铜"
    assert (tmp_path / "new" / "backups" / "daily-2026-11-22.db").exists()
    with closing(sqlite3.connect(tmp_path / "new" / "library.db")) as database:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_what_a_person_put_beside_it_stays_and_is_told(old: Path, tmp_path: Path) -> None:
    (old / "notes.txt").write_text("mine", encoding="utf-8")
    moved = move_library(parse_place(str(old)), tmp_path / "new", forget)
    assert moved.left == str(old)
    assert sorted(entry.name for entry in old.iterdir()) == ["moved-to.txt", "notes.txt"]


def refusal(folder: Path) -> LibraryMoved:
    """What is said at a place that a library was moved away from, where nothing is made."""
    before = sorted(folder.iterdir())
    with pytest.raises(LibraryMoved) as caught:
        open_library(parse_place(str(folder)), create=True)
    assert sorted(folder.iterdir()) == before
    return caught.value


@pytest.mark.parametrize("beside", ["", "notes.txt", ".DS_Store"])
def test_the_old_place_says_where_the_library_went(old: Path, tmp_path: Path, beside: str) -> None:
    first, second = tmp_path / "first", tmp_path / "二"
    if beside:
        (old / beside).touch()
    move_library(parse_place(str(old)), first, forget)
    assert refusal(old).to == str(first)
    move_library(parse_place(str(first)), second, forget)
    assert {refusal(old).to, refusal(first).to} == {str(second)}
    assert f"{old} was moved to {second}: open it there" in str(refusal(old))
    second.rename(tmp_path / "away")
    assert refusal(old).to == ""
    assert f"{old} was moved to {second}, which cannot be reached now" in str(refusal(old))


def test_where_a_library_lies_again_no_note_leads_away(old: Path, tmp_path: Path) -> None:
    new = tmp_path / "new"
    move_library(parse_place(str(old)), new, forget)
    copy_database(new / "library.db", old / "library.db")
    assert assessments(old) == [IDENT]
    (old / "library.db").unlink()
    move_library(parse_place(str(new)), old, forget)
    assert not (old / "moved-to.txt").exists()
    assert assessments(old) == [IDENT]
    assert refusal(new).to == str(old)


def test_notes_that_lead_in_a_circle_or_nowhere_make_no_library(tmp_path: Path) -> None:
    one, other, torn = (tmp_path / name for name in ("one", "other", "torn"))
    for folder, noted in ((one, f"{other}\n"), (other, f"{one}\n"), (torn, "")):
        folder.mkdir()
        (folder / "moved-to.txt").write_text(noted, encoding="utf-8")
        with pytest.raises(LibraryFault):
            open_library(parse_place(str(folder)), create=True)
        assert [entry.name for entry in folder.iterdir()] == ["moved-to.txt"]


def test_a_disk_that_takes_no_note_keeps_no_library_from_moving(old: Path, tmp_path: Path) -> None:
    (old / "moved-to.txt").mkdir()
    moved = move_library(parse_place(str(old)), tmp_path / "new", forget)
    assert moved.left == ""
    assert assessments(tmp_path / "new") == [IDENT]


def test_a_library_that_another_program_has_open_is_not_moved(old: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(old / "library.db")) as other:
        other.execute("SELECT * FROM assessments").fetchall()
        with pytest.raises(LibraryFault, match="Another window or program has the library"):
            move_library(parse_place(str(old)), tmp_path / "new", forget)
    assert not (tmp_path / "new").exists()
    assert assessments(old) == [IDENT]


def broken_copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(source.read_bytes()[:-1])


@pytest.mark.parametrize("was_there", [True, False])
def test_a_copy_that_differs_leaves_the_old_one_in_use(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, was_there: bool
) -> None:
    new = tmp_path / "new"
    if was_there:
        new.mkdir()
    monkeypatch.setattr("shutil.copy2", broken_copy)  # as a disk that loses a byte
    with pytest.raises(LibraryFault, match="is not the same as the library"):
        move_library(parse_place(str(old)), new, forget)
    assert (list(new.iterdir()) == []) if was_there else not new.exists()
    assert assessments(old) == [IDENT]
    assert (old / "backups" / "daily-2026-11-22.db").exists()


def test_a_place_that_cannot_be_remembered_leaves_the_old_one_in_use(old: Path, tmp_path: Path) -> None:
    def refuse(_place: str) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(LibraryFault, match="full"):
        move_library(parse_place(str(old)), tmp_path / "new", refuse)
    assert not (tmp_path / "new").exists()
    assert assessments(old) == [IDENT]


def test_a_database_whose_content_differs_is_noticed(old: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy_database(old / "library.db", copy)
    with closing(sqlite3.connect(old / "library.db")) as one, closing(sqlite3.connect(copy)) as other:
        assert relocation._content_hash(one) == relocation._content_hash(other)
        other.execute("UPDATE assessments SET title = 'x'")
        assert relocation._content_hash(one) != relocation._content_hash(other)


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("library", "lies in .* already"),
        ("library/inner", "lies within the library"),
        (".", "lies within the library"),
        ("full", "is not empty"),
        ("missing/new", "does not exist"),
    ],
)
def test_a_place_that_is_none_is_refused(old: Path, tmp_path: Path, target: str, said: str) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").touch()
    with pytest.raises(LibraryFault, match=said):
        move_library(parse_place(str(old)), tmp_path / target, forget)
    assert assessments(old) == [IDENT]


def test_too_small_a_disk_is_told_before(old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _path: type("Usage", (), {"free": 100})())
    with pytest.raises(LibraryFault, match="not enough room"):
        move_library(parse_place(str(old)), tmp_path / "new", forget)


def test_a_library_on_a_server_is_not_moved_from_here(tmp_path: Path) -> None:
    with pytest.raises(LibraryFault, match="whoever runs it"):
        move_library(parse_place("postgresql://li:secret@host/db"), tmp_path, forget)


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("/home/li/OneDrive - 云南铜业/库", "OneDrive"),
        ("/home/li/Dropbox/x", "Dropbox"),
        ("/home/li/我的坚果云/x", "Nutstore"),
        ("/Users/li/Library/Mobile Documents/com~apple~CloudDocs/x", "iCloud"),
        ("/home/li/Documents/dropboxes", ""),
    ],
)
def test_folders_that_are_synchronised_are_known_by_name(folder: str, service: str) -> None:
    assert sync_service(Path(folder)) == service
