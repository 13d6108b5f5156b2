"""Long work in child processes: lines of JSON, one ending, and nothing half-written when they are ended."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nfmaturity.domain.assessment_record import Record
from nfmaturity.workspace.assessments import add_record
from nfmaturity.workspace.opening import open_workspace
from tests.cli.conftest import Cli
from tests.cli.stored import IDENT, edit_stored
from tests.report.samples import large

Document = Callable[..., Path]
TERMINATED = 143
PIPE_SIZE = 4096
"""The smallest pipe there is: a child that tells more than this waits for us."""


@pytest.fixture
def stored(tmp_path: Path) -> str:
    """A library with one assessment whose report has many pages; gives its id."""
    pack, assessment = large(every=9, each=4)
    with open_workspace(str(tmp_path / "library"), create=True) as workspace:
        add_record(workspace, pack, Record(assessment, assessment))
    return assessment.id


def start(*words: object, program: str = "") -> subprocess.Popen[str]:
    """Start a task; `program` is run before it in the same process, to break something there."""
    command = ["-c", f"{program}\nfrom nfmaturity.__main__ import main\nsys.exit(main())"] if program else []
    return subprocess.Popen(
        [sys.executable, *(command or ["-m", "nfmaturity"]), "--lang", "en", "task", *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def ended(task: subprocess.Popen[str]) -> tuple[int, list[Any], str]:
    """Wait for a task: its status, its lines, and what it wrote to standard error."""
    out, err = task.communicate(timeout=60)
    return task.returncode, [json.loads(line) for line in out.splitlines()], err


def run(*words: object, program: str = "") -> tuple[int, list[Any], str]:
    return ended(start(*words, program=program))


def closing(*words: object) -> Any:
    """Run a task that tells how it ended, and give that."""
    status, lines, err = run(*words)
    assert err == ""
    assert all("progress" in line for line in lines[:-1])
    assert status == (0 if "done" in lines[-1] else 1)
    return lines[-1]


def test_a_report_is_told_page_by_page(tmp_path: Path, stored: str) -> None:
    out = tmp_path / "报告.pdf"
    status, lines, err = run("report", stored[:6], out)
    assert (status, err) == (0, "")
    assert all(set(line) == {"progress", "part", "of"} for line in lines[:-1])
    done = lines[-1]["done"]
    assert done == {"file": str(out), "pages": done["pages"], "missing": [], "renamed": False}
    pages = [line["part"] for line in lines if line.get("part")]
    assert pages == list(range(1, done["pages"] + 1))
    assert out.read_bytes().startswith(b"%PDF")


def test_a_complete_report_as_a_draft_is_another_file(tmp_path: Path) -> None:
    pack, assessment = large(items=2, each=2)
    with open_workspace(str(tmp_path / "library"), create=True) as workspace:
        add_record(workspace, pack, Record(assessment, assessment))
    files = [tmp_path / name for name in ("plain.pdf", "draft.pdf", "again.pdf")]
    for file, options in zip(files, ([], ["--draft"], []), strict=True):
        assert "done" in closing("report", assessment.id, file, *options)
    plain, draft, again = (file.read_bytes() for file in files)
    assert plain == again != draft


def test_lines_are_ascii_in_any_language_and_on_any_console(tmp_path: Path, stored: str) -> None:
    command = [sys.executable, "-m", "nfmaturity", "--lang", "zh", "task", "report", stored, tmp_path / "无" / "o.pdf"]
    surroundings = os.environ | {"PYTHONIOENCODING": "cp1252"}
    done = subprocess.run(command, env=surroundings, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (1, b"")
    fault = json.loads(done.stdout.decode("ascii").splitlines()[-1])["fault"]
    assert str(tmp_path / "无") in fault
    assert "文件夹" in fault


def test_a_report_that_another_program_holds_open_gets_a_second_name(tmp_path: Path, stored: str) -> None:
    out = tmp_path / "o.pdf"
    out.write_bytes(b"%PDF old")
    refuse = f"""
import sys
from pathlib import Path
real = Path.replace
def replace(beside, target):
    if str(target) == {str(out)!r}:
        raise OSError({errno.EACCES}, "held")
    return real(beside, target)
Path.replace = replace
"""
    status, lines, err = run("report", stored, out, program=refuse)
    assert (status, err) == (0, "")
    done = lines[-1]["done"]
    assert (done["file"], done["renamed"]) == (str(tmp_path / "o (2).pdf"), True)
    assert out.read_bytes() == b"%PDF old"
    assert (tmp_path / "o (2).pdf").read_bytes().startswith(b"%PDF-")


def test_a_fault_is_a_sentence_and_not_a_traceback(
    tmp_path: Path, stored: str, pack_folder: Path, document: Document
) -> None:
    assert "no such" in closing("report", "ffff", tmp_path / "o.pdf")["fault"]
    assert "does not exist" in closing("report", stored, tmp_path / "none" / "o.pdf")["fault"]
    assert closing("import", tmp_path / "none.json")["fault"] == "none.json: there is no such file"
    nowhere = tmp_path / "a" / "b"
    words = ["import", document(), "--rubric", pack_folder, "--library", nowhere]
    assert "does not exist" in closing(*words)["fault"]
    assert not nowhere.parent.exists()
    assert not (tmp_path / "o.pdf").exists()


def test_every_fault_of_a_file_is_told(tmp_path: Path, pack_folder: Path, document: Document) -> None:
    two = document("two.json", grades={"G-D-99.1a": "full", "G-D-01.1a": "perfect"})
    told = closing("import", two, "--rubric", pack_folder)
    assert [line.split(":")[0] for line in told["faults"]] == ["two.json"] * 2
    assert "Faults found: 2" in told["fault"]
    one = document("one.json", grades={"G-D-99.1a": "full"})
    told = closing("import", one, "--rubric", pack_folder)
    assert ("G-D-99.1a" in told["fault"], "faults" in told) == (True, False)
    assert not (tmp_path / "library").exists()


def test_a_crash_leaves_a_traceback_and_no_ending(tmp_path: Path, stored: str) -> None:
    broken = """
import sys
import nfmaturity.workspace.scores as scores
def break_down(subject):
    raise ZeroDivisionError("made up")
scores.score_subject = break_down
"""
    status, lines, err = run("report", stored, tmp_path / "o.pdf", program=broken)
    assert status == 1
    assert all("progress" in line for line in lines)
    assert lines
    assert "Traceback" in err
    assert "ZeroDivisionError: made up" in err


def test_a_report_ended_midway_leaves_the_old_file(tmp_path: Path, stored: str) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    out = folder / "o.pdf"
    out.write_bytes(b"%PDF old")
    task = start_and_hold("report", stored, out)
    task.terminate()
    status, lines, err = ended(task)
    assert (status, err) == (TERMINATED, "")
    assert not any("done" in line or "fault" in line for line in lines)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == {"o.pdf": b"%PDF old"}


def test_a_report_ended_while_it_is_written_clears_away_what_it_wrote(tmp_path: Path, stored: str) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    out = folder / "o.pdf"
    out.write_bytes(b"%PDF old")
    end_it = """
import os, signal, sys
real = os.fsync
def fsync(handle):
    print([name for name in os.listdir(sys.argv[-1].rpartition("/")[0])], file=sys.stderr)
    os.kill(os.getpid(), signal.SIGTERM)
    real(handle)
os.fsync = fsync
"""
    status, lines, err = run("report", stored, out, program=end_it)
    assert status == TERMINATED
    assert ".tmp" in err, "the signal came before anything was written"
    assert "progress" in lines[-1]
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == {"o.pdf": b"%PDF old"}


def test_a_task_whose_parent_is_gone_ends(tmp_path: Path, stored: str) -> None:
    task = start_and_hold("report", stored, tmp_path / "o.pdf")
    assert task.stdout is not None
    assert task.stderr is not None
    task.stdout.close()
    assert task.wait(timeout=60) == 1
    assert task.stderr.read() == ""
    task.stderr.close()
    assert not (tmp_path / "o.pdf").exists()


def start_and_hold(*words: object) -> subprocess.Popen[str]:
    """Start a report and read no further than its first page: the rest does not fit into the pipe, so it cannot end."""
    task = start(*words)
    assert task.stdout is not None
    fcntl.fcntl(task.stdout, fcntl.F_SETPIPE_SZ, PIPE_SIZE)
    told = os.read(task.stdout.fileno(), 1)
    while b"Page" not in told or not told.endswith(b"\n"):
        told += os.read(task.stdout.fileno(), 1)
    assert task.poll() is None
    return task


def test_an_import_makes_a_library_and_tells_what_it_did(pack_folder: Path, document: Document, cli: Cli) -> None:
    path = document(id=IDENT, enterprise={"name": "x", "segments": ["smelting"]})
    status, lines, err = run("import", path, "--rubric", pack_folder)
    assert (status, err) == (0, "")
    assert [(line["part"], line["of"]) for line in lines[:-1]] == [(1, 3), (2, 3), (3, 3)]
    assert lines[-1] == {"done": {"id": IDENT, "fate": "added", "edits": 0, "outside": 0, "notes": []}}
    assert closing("import", path, "--rubric", pack_folder)["done"]["fate"] == "same"
    assert [row["id"] for row in cli("assessment", "list", "--json").json] == [IDENT]


def test_a_document_without_id_says_that_it_comes_anew_each_time(document: Document, pack_folder: Path) -> None:
    path = document()
    first, second = (closing("import", path, "--rubric", pack_folder)["done"] for _time in range(2))
    assert first["id"] != second["id"]
    assert first["notes"] == ["The file has no id: imported once more, it becomes another assessment."]


@pytest.mark.parametrize("named", [{"id": "elsewhere", "version": "2.0.0"}, None])
def test_a_rubric_that_is_not_at_hand_is_told_as_the_app_can_help(
    tmp_path: Path, document: Document, cli: Cli, named: object
) -> None:
    path = document(rubric=named)
    told = closing("import", path)["fault"]
    assert path.name in told
    assert "--" not in told
    assert ("elsewhere 2.0.0" in told) == (named is not None)
    assert "--rubric" in cli("assessment", "import", path).err
    assert not (tmp_path / "library").exists()


def test_newer_and_older_edits(tmp_path: Path, pack_folder: Path, document: Document, cli: Cli) -> None:
    there = tmp_path / "there"
    for library in (tmp_path / "library", there):
        cli("assessment", "import", document(id=IDENT), "--rubric", pack_folder, "--library", library)
    cli("assessment", "export", IDENT, tmp_path / "old.json")
    for requirement in ("G-D-01.1b", "G-D-01.2a"):
        edit_stored(there, pack_folder, requirement, "most")
    cli("assessment", "export", IDENT, tmp_path / "new.json", "--library", there)
    newer = closing("import", tmp_path / "new.json")["done"]
    assert (newer["fate"], newer["edits"]) == ("newer", 2)
    older = closing("import", tmp_path / "old.json")["done"]
    assert (older["fate"], older["edits"]) == ("older", 0)


@pytest.fixture
def apart(tmp_path: Path, pack_folder: Path, document: Document, cli: Cli) -> Path:
    """A document whose assessment the library holds with another edit."""
    there = tmp_path / "there"
    for library, degree in ((tmp_path / "library", "none"), (there, "most")):
        cli("assessment", "import", document(id=IDENT), "--rubric", pack_folder, "--library", library)
        edit_stored(library, pack_folder, "G-D-01.1b", degree)
    cli("assessment", "export", IDENT, tmp_path / "apart.json", "--library", there)
    return tmp_path / "apart.json"


def test_edits_apart_are_told_as_such_and_may_be_copied_or_merged(tmp_path: Path, apart: Path, cli: Cli) -> None:
    told = closing("import", apart)
    assert (told["apart"], told["id"]) == (True, IDENT)
    assert "--" not in told["fault"]
    assert {side: len(lines) for side, lines in told["changed"].items()} == {"both": 1, "file": 0, "library": 0}
    assert told["outside"] == {"both": [], "file": [], "library": []}
    assert told["is_known"]
    copied = closing("import", apart, "--as-copy")["done"]
    assert copied["fate"] == "added"
    assert copied["id"] != IDENT
    merged = closing("import", apart, "--merge", "file", "--shown-at", told["seq"])["done"]
    assert (merged["id"], merged["fate"], merged["edits"]) == (IDENT, "replaced", 1)
    cli("assessment", "export", IDENT, tmp_path / "after.json")
    after = json.loads((tmp_path / "after.json").read_text(encoding="utf-8"))
    assert after["grades"]["G-D-01.1b"] == "most"
    assert [change["after"] for change in after["history"]["changes"]] == ["none", "most"]


def test_an_export_that_was_edited_by_hand_is_asked_for_where_the_assessment_is_known(
    tmp_path: Path, apart: Path, pack_folder: Path, cli: Cli
) -> None:
    """Its history no longer leads to its grades, but who holds the assessment sees what differs."""
    tree = json.loads(apart.read_text(encoding="utf-8"))
    tree["grades"] |= {"G-D-01.2a": "full"}
    apart.write_text(json.dumps(tree), encoding="utf-8")
    told = closing("import", apart)
    assert {side: len(lines) for side, lines in told["changed"].items()} == {"both": 1, "file": 1, "library": 0}
    assert closing("import", apart, "--merge", "library", "--shown-at", told["seq"])["done"]["edits"] == 1
    assert closing("import", apart, "--merge", "file")["done"]["edits"] == 1
    assert closing("import", apart)["done"]["fate"] == "same"
    elsewhere = tmp_path / "elsewhere"
    refused = cli("assessment", "import", apart, "--rubric", pack_folder, "--library", elsewhere)
    assert refused.err.startswith(f"{apart.name}: the change history does not lead to what the file states")
    assert not elsewhere.exists()


def test_what_is_edited_while_the_question_stands_is_asked_for(
    tmp_path: Path, pack_folder: Path, apart: Path, cli: Cli
) -> None:
    told = closing("import", apart)
    assert not told["again"]
    edit_stored(tmp_path / "library", pack_folder, "G-D-01.1b", "partial")
    merge = ("import", apart, "--merge", "file", "--shown-at")
    again = closing(*merge, told["seq"])
    assert (again["apart"], again["again"], again["seq"]) == (True, True, told["seq"] + 1)
    assert again["changed"]["both"] != told["changed"]["both"]
    cli("assessment", "export", IDENT, tmp_path / "after.json")
    grades = json.loads((tmp_path / "after.json").read_text(encoding="utf-8"))["grades"]
    assert grades["G-D-01.1b"] == "partial", "nobody chose between this and the file"
    assert closing(*merge, again["seq"])["done"]["edits"] == 1


def test_several_ways_at_once_are_refused(apart: Path, cli: Cli) -> None:
    told = closing("import", apart, "--as-copy", "--merge", "file")
    assert told == {"fault": "--as-copy, --merge cannot be given together: choose one."}
    assert len(cli("assessment", "list", "--json").json) == 1


def test_one_in_the_trash_may_be_merged(apart: Path, cli: Cli) -> None:
    cli("assessment", "delete", IDENT)
    assert closing("import", apart)["apart"]
    assert cli("assessment", "list", "--json").json == []
    assert closing("import", apart, "--merge", "file")["done"]["edits"] == 1
    assert len(cli("assessment", "list", "--json").json) == 1


def test_an_import_ended_midway_stores_nothing(tmp_path: Path, apart: Path, cli: Cli) -> None:
    cli("assessment", "delete", IDENT)
    end_it = """
import os, signal, sys
from nfmaturity.storage.writer import AssessmentWriter
real = AssessmentWriter._store_answers
def store(self, *words):
    real(self, *words)
    os.kill(os.getpid(), signal.SIGTERM)
AssessmentWriter._store_answers = store
"""
    status, lines, err = run("import", apart, "--merge", "file", program=end_it)
    assert (status, err) == (TERMINATED, "")
    assert lines[-1]["part"] == 3
    assert len(cli("assessment", "list", "--trash", "--json").json) == 1, "it lies where it lay"
    cli("assessment", "undelete", IDENT)
    cli("assessment", "export", IDENT, tmp_path / "after.json")
    after = json.loads((tmp_path / "after.json").read_text(encoding="utf-8"))
    assert [change["after"] for change in after["history"]["changes"]] == ["none"]


def test_the_help_does_not_name_what_is_for_the_app(cli: Cli) -> None:
    assert "task" not in cli("--help").out
    assert "report" in cli("task", "--help").out
