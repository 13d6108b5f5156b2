"""Which library is opened: one that was chosen, wherever it lies by now."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from nfmaturity.storage.faults import LibraryFault
from nfmaturity.storage.moved_note import LibraryMoved
from nfmaturity.storage.place import parse_place
from nfmaturity.storage.relocation import move_library
from nfmaturity.workspace.chosen_library import choose_library
from nfmaturity.workspace.opening import open_workspace


def opened(named: str | None) -> str:
    with open_workspace(named, create=True) as workspace:
        return workspace.library.place.shown


def test_a_chosen_library_that_a_colleague_moved_says_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("NFMATURITY_LIBRARY", raising=False)
    old, new = tmp_path / "old", tmp_path / "new"
    choose_library(opened(str(old)))
    move_library(parse_place(str(old)), new, lambda _place: None)
    with pytest.raises(LibraryMoved) as caught:
        opened(None)
    assert caught.value.to == str(new)
    shutil.rmtree(old)
    with pytest.raises(LibraryFault, match="that you chose is not there"):
        opened(None)
    assert not old.exists()
