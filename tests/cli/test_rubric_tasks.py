"""Workbooks of rubrics as tasks of the app: what it is told, and nothing written that was not shown."""

from __future__ import annotations

import json
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from nfmaturity.files.rubric_files import load_pack
from nfmaturity.files.rubric_workbook.layout import PACK
from nfmaturity.workspace.opening import open_workspace
from tests.cli.conftest import Cli
from tests.cli.test_task import run
from tests.files.packs import write

Closing = Callable[..., Any]
VERSION = (PACK, "K3", "1.1.0")
TEXT = ("G-A", "G3", "Record every shift")


@pytest.fixture
def rubrics(cli: Cli, tmp_path: Path) -> Path:
    """The folder of packs of a library, with the small pack in it."""
    assert cli
    with open_workspace(str(tmp_path / "library"), create=True):
        folder = tmp_path / "library" / "rubrics"
    folder.mkdir()
    write(folder / "small")
    return folder


@pytest.fixture
def workbook(cli: Cli, rubrics: Path, tmp_path: Path) -> Path:
    """That pack as a workbook."""
    assert cli("rubric", "export", rubrics / "small", tmp_path / "pack.xlsx").status == 0
    return tmp_path / "pack.xlsx"


@pytest.fixture
def closing(cli: Cli) -> Iterator[Closing]:
    """Run a task in this process and give how it ended; one of the tests below runs a process of its own."""
    before = signal.getsignal(signal.SIGTERM)

    def call(*words: object) -> Any:
        result = cli("task", *words)
        last = json.loads(result.out.splitlines()[-1])
        assert (result.status, result.err) == (0 if "done" in last else 1, "")
        return last

    yield call
    signal.signal(signal.SIGTERM, before)


def change(workbook: Path, *cells: tuple[str, str, object]) -> None:
    book = load_workbook(workbook)
    for sheet, cell, value in cells:
        book[sheet][cell].value = value
    book.save(workbook)


def folders(rubrics: Path) -> list[str]:
    return sorted(path.name for path in rubrics.iterdir())


def test_a_rubric_goes_out_by_its_hash(closing: Closing, rubrics: Path, tmp_path: Path) -> None:
    file = tmp_path / "指标体系.xlsx"
    status, lines, err = run("rubric-export", load_pack(rubrics / "small").sha256, file)
    assert (status, err) == (0, "")
    assert [line["progress"] for line in lines[:-1]] == ["Reading the rubric", "Writing the workbook"]
    assert lines[-1] == {"done": {"name": "small 1.0.0", "file": str(file)}}
    assert load_workbook(file).sheetnames[-2:] == ["G-A", "G-B"]
    assert "is not at hand" in closing("rubric-export", "0" * 64, tmp_path / "none.xlsx")["fault"]
    assert not (tmp_path / "none.xlsx").exists()


def test_a_workbook_is_shown_first_and_taken_in_by_the_hash_that_was_shown(
    closing: Closing, workbook: Path, rubrics: Path
) -> None:
    change(workbook, VERSION, TEXT)
    shown = closing("rubric-import", workbook)["done"]
    assert (shown["id"], shown["version"], shown["base"]) == ("small", "1.1.0", "small 1.0.0")
    assert shown["nodes"] == [
        ["changed", "pack", "", [["version", "", "1.0.0", "1.1.0"]]],
        ["changed", "requirement", "G-A-01.1a", [["text", "en", "Record", "Record every shift"]]],
    ]
    assert (shown["refused"], shown["is_there"], shown["folder"]) == ("", False, str(rubrics / "small-1.1.0"))
    assert folders(rubrics) == ["small"]
    assert closing("rubric-import", workbook, "--write", shown["sha256"])["done"] == shown
    assert load_pack(rubrics / "small-1.1.0").sha256 == shown["sha256"]
    assert closing("rubric-import", workbook)["done"]["is_there"]


def test_another_workbook_than_the_one_shown_is_not_taken_in(closing: Closing, workbook: Path, rubrics: Path) -> None:
    change(workbook, VERSION)
    shown = closing("rubric-import", workbook)["done"]
    change(workbook, TEXT)
    fault = closing("rubric-import", workbook, "--write", shown["sha256"])["fault"]
    assert fault == "The workbook was changed meanwhile: look at the difference again."
    assert folders(rubrics) == ["small"]


def test_what_may_not_be_taken_in_is_shown_with_the_reason_and_not_written(
    closing: Closing, workbook: Path, rubrics: Path
) -> None:
    change(workbook, TEXT)
    shown = closing("rubric-import", workbook)["done"]
    assert "known with other content" in shown["refused"]
    assert "known with other content" in closing("rubric-import", workbook, "--write", shown["sha256"])["fault"]
    assert folders(rubrics) == ["small"]


def test_a_pack_gets_another_id_and_version(closing: Closing, workbook: Path, rubrics: Path) -> None:
    renamed = ("rubric-import", "--id", "ours", "--version", "2.0.0")
    shown = closing(*renamed, "--", workbook)["done"]
    assert (shown["id"], shown["version"], shown["base"]) == ("ours", "2.0.0", "small 1.0.0")
    assert "done" in closing(*renamed, "--write", shown["sha256"], "--", workbook)
    assert load_pack(rubrics / "ours-2.0.0").label == "ours 2.0.0"
    assert "fault" in closing("rubric-import", "--id", "../up", "--", workbook)
    assert folders(rubrics) == ["ours-2.0.0", "small"]


def test_faults_are_told_with_sheet_and_cell(closing: Closing, workbook: Path) -> None:
    change(workbook, ("G-A", "G3", "=A1"), ("G-A", "L2", 0))
    told = closing("rubric-import", workbook)
    assert "pack.xlsx:G-A!L2" in str(told)
    assert "pack.xlsx:G-A!G3" in str(told)
    assert told["count"] == 2
    assert [(place, spot) for place, _reason, spot in told["places"]] == [
        ("G-A!L2", ["G-A", 2, 12]),
        ("G-A!G3", ["G-A", 3, 7]),
    ]
    assert all(
        sentence.endswith(reason) for sentence, (_, reason, _) in zip(told["faults"], told["places"], strict=True)
    )
