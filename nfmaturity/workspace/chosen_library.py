"""Which library a user chose for good; the app and the command line both begin there."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from nfmaturity.files.output import write_whole

if TYPE_CHECKING:
    from pathlib import Path

_FILE = "library-place.txt"


def data_folder() -> Path:
    """Give the folder of the user's own data."""
    from platformdirs import user_data_path

    return user_data_path("nfmaturity", appauthor=False)


def own_library() -> Path:
    """Give the folder of the library that a user has without choosing one."""
    return data_folder() / "library"


def chosen_library() -> str:
    """Give the folder or address chosen, "" where it is the user's own."""
    with suppress(OSError, UnicodeDecodeError):
        return (data_folder() / _FILE).read_text(encoding="utf-8").strip()
    return ""


def choose_library(named: str) -> None:
    """Remember a folder or an address, or with "" the user's own library.

    The file is the user's alone, as an address may hold a password.
    """
    file = data_folder() / _FILE
    if not named or named == str(own_library()):
        file.unlink(missing_ok=True)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(mode=0o600)
    write_whole(file, f"{named}\n".encode())
    file.chmod(0o600)
