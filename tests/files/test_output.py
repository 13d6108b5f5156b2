from __future__ import annotations

import errno
import os
import resource
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from nfmaturity.domain.errors import UserError
from nfmaturity.files.output import write_beside_if_held, write_whole


def names(folder: Path) -> list[str]:
    return [entry.name for entry in folder.iterdir()]


def refusal(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        write_whole(path, b"{new}")
    return str(caught.value)


def test_a_file_is_made_and_replaced(tmp_path: Path) -> None:
    target = tmp_path / "结果.json"
    write_whole(target, b"{one}")
    write_whole(target, b"{two}")
    assert target.read_bytes() == b"{two}"
    assert names(tmp_path) == ["结果.json"]


def test_the_longest_name_that_a_folder_takes(tmp_path: Path) -> None:
    target = tmp_path / ("铜" * 85)
    write_whole(target, b"{one}")
    assert target.read_bytes() == b"{one}"


def test_mode_is_kept_and_a_new_file_gets_the_usual_one(tmp_path: Path) -> None:
    target = tmp_path / "a"
    before = os.umask(0o027)
    try:
        write_whole(target, b"{one}")
    finally:
        os.umask(before)
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    target.chmod(0o604)
    write_whole(target, b"{two}")
    assert stat.S_IMODE(target.stat().st_mode) == 0o604


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"{old}")
    (tmp_path / "link").symlink_to("real")
    write_whole(tmp_path / "link", b"{new}")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"{new}"


def test_a_relative_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_whole(Path("a"), b"x")
    assert (tmp_path / "a").read_bytes() == b"x"


def test_a_missing_folder(tmp_path: Path) -> None:
    folder = tmp_path / "none"
    assert refusal(folder / "a.json") == (
        f"{folder / 'a.json'} cannot be written: the folder {folder} does not exist. Make it first or choose another."
    )
    assert not folder.exists()


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert "does not exist" in refusal(tmp_path / "file" / "a.json")


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="this system has no folder that says it holds no such file")
def test_a_folder_of_the_system_that_takes_no_file_is_not_called_missing() -> None:
    assert "no permission" in refusal(Path("/proc/a.json"))


def test_a_folder_as_target(tmp_path: Path) -> None:
    (tmp_path / "a.json").mkdir()
    assert refusal(tmp_path / "a.json") == "a.json is a folder: name a file."
    assert names(tmp_path) == ["a.json"]


def test_a_device_or_pipe_as_target(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert refusal(tmp_path / "pipe") == "pipe is not an ordinary file and was left alone."
    assert refusal(Path("/dev/null")) == "null is not an ordinary file and was left alone."


def test_too_long_a_name(tmp_path: Path) -> None:
    assert refusal(tmp_path / ("n" * 300)).endswith("cannot be written: the name is too long.")


@pytest.mark.skipif(not Path("/sys/kernel").is_dir(), reason="no folder that even root may not write to")
def test_no_permission() -> None:
    assert refusal(Path("/sys/kernel/a.json")) == (
        "/sys/kernel/a.json cannot be written: you have no permission there, or another program holds it open."
    )


def test_a_write_that_breaks_off_leaves_the_old_file_whole(tmp_path: Path) -> None:
    target = tmp_path / "a.json"
    target.write_bytes(b"{old}")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(UserError) as caught:
            write_whole(target, b"{" * 5000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert str(caught.value) == f"{target} cannot be written: it is larger than the system allows here."
    assert target.read_bytes() == b"{old}"
    assert names(tmp_path) == ["a.json"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(disk)], check=False, capture_output=True
    )
    if made.returncode:
        pytest.skip("a small disk can be mounted only by root")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a tmpfs")
def test_a_full_disk_leaves_the_old_file_whole(small_disk: Path) -> None:
    target = small_disk / "a.json"
    write_whole(target, b"{old}")
    with pytest.raises(UserError) as caught:
        write_whole(target, b"{" * 200_000)
    assert str(caught.value) == f"{target} cannot be written: the disk is full. Make room and try again."
    assert target.read_bytes() == b"{old}"
    assert names(small_disk) == ["a.json"]


@pytest.mark.parametrize("held", [b"%PDF", b"PK", b"SQLite format 3\0", b"hello"])
def test_a_file_of_another_kind_is_left_alone(tmp_path: Path, held: bytes) -> None:
    target = tmp_path / "a.json"
    target.write_bytes(held)
    with pytest.raises(UserError, match="another kind of file"):
        write_whole(target, b"{}")
    assert target.read_bytes() == held


@pytest.mark.parametrize("code", [errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY])
def test_a_file_that_is_held_open_stays_and_the_new_one_stands_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    """Linux lets any file be replaced, so the refusal is made up for this one name."""
    target = tmp_path / "a.b.pdf"
    target.write_bytes(b"{old}")
    refuse_to_replace(target, code, monkeypatch)
    assert "holds it open" in refusal(target)
    second, third = tmp_path / "a.b (2).pdf", tmp_path / "a.b (3).pdf"
    assert write_beside_if_held(target, b"{one}") == second
    assert write_beside_if_held(target, b"{two}") == third
    assert [path.read_bytes() for path in (target, second, third)] == [b"{old}", b"{one}", b"{two}"]
    assert sorted(names(tmp_path)) == ["a.b (2).pdf", "a.b (3).pdf", "a.b.pdf"]


def test_what_is_refused_otherwise_is_told_and_not_written_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.pdf"
    refuse_to_replace(target, errno.EACCES, monkeypatch)
    for made in (False, True):
        with pytest.raises(UserError, match="cannot be written"):
            write_beside_if_held(target, b"{new}")
        assert names(tmp_path) == (["a.pdf"] if made else [])
        target.write_bytes(b"{old}")
        refuse_to_replace(target, errno.EIO, monkeypatch)


def test_a_file_that_nobody_holds_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    for data in (b"{one}", b"{two}"):
        assert write_beside_if_held(target, data) == target
    assert target.read_bytes() == b"{two}"
    assert names(tmp_path) == ["a.pdf"]


def refuse_to_replace(held: Path, code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.replace

    def replace(beside: Path, target: Path) -> Path:
        if target == held:
            raise OSError(code, os.strerror(code))
        return real(beside, target)

    monkeypatch.setattr(Path, "replace", replace)


def test_what_is_written_is_on_disk_before_it_takes_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A power cut cannot be had in a test, so the order of the system calls is looked at."""
    done: list[tuple[str, int, int]] = []
    real_sync, real_replace = os.fsync, Path.replace

    def sync(handle: int) -> None:
        real_sync(handle)
        held = os.fstat(handle)
        done.append(("on disk", held.st_ino, 0 if stat.S_ISDIR(held.st_mode) else held.st_size))

    def replace(beside: Path, target: Path) -> Path:
        done.append(("named", beside.stat().st_ino, beside.stat().st_size))
        return real_replace(beside, target)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(Path, "replace", replace)
    write_whole(tmp_path / "a", b"four")
    file, folder = (tmp_path / "a").stat().st_ino, tmp_path.stat().st_ino
    assert done == [("on disk", file, 4), ("named", file, 4), ("on disk", folder, 0)]
