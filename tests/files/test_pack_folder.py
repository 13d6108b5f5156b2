"""A pack's folder is written whole or stays as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from nfmaturity.domain.errors import UserError
from nfmaturity.domain.rubric import RubricPack
from nfmaturity.files import pack_folder
from nfmaturity.files.pack_folder import write_pack_folder
from nfmaturity.files.rubric_files import load_pack, rubric_from_source
from tests import rubrics
from tests.files.packs import write


def other_pack() -> RubricPack:
    return rubrics.pack([rubrics.group("G", [rubrics.domain("G-D", [rubrics.item("G-D-01", [1] * 5)])])])


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_a_new_folder_holds_the_pack(tmp_path: Path) -> None:
    pack = other_pack()
    write_pack_folder(pack, tmp_path / "new")
    assert load_pack(tmp_path / "new").sha256 == pack.sha256
    assert names(tmp_path) == ["new"]


def test_another_pack_takes_the_place_and_what_else_lies_there_stays(tmp_path: Path) -> None:
    folder = write(tmp_path / "pack")
    (folder / "README.md").write_text("mine")
    (folder / ".git").mkdir()
    (folder / ".git" / "HEAD").write_text("main")
    write_pack_folder(other_pack(), folder)
    assert names(folder) == [".git", "G-D.yaml", "README.md", "pack.yaml"]
    assert (folder / ".git" / "HEAD").read_text() == "main"
    assert load_pack(folder).rubric.id == "test"
    assert names(tmp_path) == ["pack"]


def test_a_link_to_a_folder_stays_a_link(tmp_path: Path) -> None:
    write(tmp_path / "pack")
    (tmp_path / "link").symlink_to("pack")
    write_pack_folder(other_pack(), tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert load_pack(tmp_path / "pack").rubric.id == "test"


@pytest.mark.parametrize("step", ["write_pack_files", "load_pack", "_keep_others", "sync_folder"])
def test_a_run_that_fails_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    folder = write(tmp_path / "pack")
    before = content(folder)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pack_folder, step, fail)
    with pytest.raises(UserError, match="the disk is full"):
        write_pack_folder(other_pack(), folder)
    assert content(folder) == before
    assert names(tmp_path) == ["pack"]


def test_the_old_folder_comes_back_when_the_new_one_cannot_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path / "pack")
    before = content(folder)
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self.suffix == ".tmp":
            raise PermissionError(13, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(UserError, match="you have no permission there"):
        write_pack_folder(other_pack(), folder)
    assert content(folder) == before
    assert names(tmp_path) == ["pack"]


def test_a_text_that_no_file_can_hold_is_told(tmp_path: Path) -> None:
    source = rubrics.pack_source([rubrics.group("G", [rubrics.domain("G-D", [rubrics.item("G-D-01", [1] * 5)])])])
    pack = rubric_from_source(source | {"provenance": rubrics.text("a\x07b")})
    with pytest.raises(UserError, match="holds a text that a pack's files cannot hold"):
        write_pack_folder(pack, tmp_path / "new")
    assert names(tmp_path) == []


def test_a_folder_nowhere(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="does not exist"):
        write_pack_folder(other_pack(), tmp_path / "no" / "new")
