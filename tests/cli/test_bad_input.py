"""Whatever a user hands in ends in a sentence and status 1 (2 for wrong usage), and nothing is half-written."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Cli, Result

Document = Callable[..., Path]
GOOD = {
    "format": "nfmaturity-assessment",
    "schema": 1,
    "rubric": {"id": "test", "version": "1.0.0"},
    "enterprise": {"segments": ["smelting"]},
    "grades": {},
}
FILES: dict[str, bytes] = {
    "empty": b"",
    "blank": b"  \n",
    "cut": b'{"format": "nfmaturity-assessment", "sch',
    "binary": bytes(range(256)) * 8,
    "utf-16": json.dumps(GOOD).encode("utf-16"),
    "gbk": json.dumps(GOOD | {"title": "冶炼"}, ensure_ascii=False).encode("gbk"),
    "nested": b"[" * 100_000,
    "nested groups": b'{"a":' * 100_000,
    "nan": b'{"format": "nfmaturity-assessment", "schema": NaN}',
    "duplicate": b'{"format": "nfmaturity-assessment", "format": "x"}',
    "long number": b'{"schema": ' + b"9" * 5000 + b"}",
    "half a character": json.dumps(GOOD | {"title": "\ud800"}).encode(),
    "list": b"[1, 2]",
    "other format": b'{"format": "photos"}',
}
CHANGED: dict[str, tuple[dict[str, Any], str]] = {
    "unknown key": ({"colour": 1}, "colour"),
    "newer": ({"schema": 3}, "newer version"),
    "schema as 1.0": ({"schema": 1.0}, "schema"),
    "rubric that is a path": ({"rubric": {"id": "../../etc", "version": "1.0.0"}}, "rubric.id"),
    "version without end": ({"rubric": {"id": "test", "version": f"{'1' * 5000}.0.0"}}, "rubric.version"),
    "control character": ({"comments": {"G-D-01.1a": "a\x0bb"}}, "control character"),
    "schema as text": ({"schema": "1"}, "schema"),
    "no grades": ({"grades": None}, "grades"),
    "unknown requirement": ({"grades": {"G-D-99.1a": "full"}}, "G-D-99.1a"),
    "unknown degree": ({"grades": {"G-D-01.1a": "perfect"}}, "perfect"),
    "grade is a number": ({"grades": {"G-D-01.1a": 1}}, "G-D-01.1a"),
    "unknown segment": ({"enterprise": {"segments": ["steel"]}}, "segments"),
    "no segment": ({"enterprise": {"segments": []}}, "segments"),
    "wrong credit code": ({"enterprise": {"segments": ["mining"], "credit_code": "123"}}, "18 characters"),
    "long name": ({"enterprise": {"segments": ["mining"], "name": "x" * 301}}, "300"),
    "level out of range": ({"target_level": 9}, "no level 9"),
    "wrong day": ({"date": "2026-02-30"}, "date"),
    "wrong id": ({"id": "me"}, "UUID"),
    "exclusion unknown": ({"exclusions": {"G-D-09": "x"}}, "G-D-09"),
    "exclusion without reason": ({"exclusions": {"G-D-02": " "}}, "reason"),
    "exclusions empty a level": ({"exclusions": {"G-D-01.1a": "x", "G-D-01.1b": "x"}}, "empty"),
    "other rubric": ({"rubric": {"id": "test", "version": "2.0.0"}}, "2.0.0"),
    "other content": ({"rubric": {"id": "test", "version": "1.0.0", "sha256": "0" * 64}}, "000000000000"),
    "bad history": ({"history": {"origin": GOOD, "changes": [{}]}}, "history"),
}


def assert_told(result: Result, *, status: int = 1) -> None:
    assert result.status == status
    assert result.out == ""
    assert result.err.strip()
    assert "Traceback" not in result.err
    assert "Error" not in result.err


@pytest.mark.parametrize("kind", FILES)
def test_a_file_that_is_no_document(cli: Cli, tmp_path: Path, pack_folder: Path, kind: str) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(FILES[kind])
    for words in (["score", path], ["report", path, tmp_path / "out.pdf"], ["assessment", "import", path]):
        result = cli(*words, "--rubric", pack_folder)
        assert_told(result)
        assert result.err.count("\n") == 1
        assert "bad.json" in result.err
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["bad.json", "pack"]


@pytest.mark.parametrize("kind", CHANGED)
def test_a_document_with_a_fault(cli: Cli, tmp_path: Path, pack_folder: Path, kind: str) -> None:
    changes, said = CHANGED[kind]
    path = tmp_path / "bad.json"
    path.write_text(json.dumps({k: v for k, v in (GOOD | changes).items() if v is not None}), encoding="utf-8")
    result = cli("assessment", "import", path, "--rubric", pack_folder)
    assert_told(result)
    assert said in result.err
    assert ("must not be empty" in result.err) == (kind == "no segment"), "what holds a wrong segment is not empty"
    assert not (tmp_path / "library").exists()


CHANGE: dict[str, Any] = {
    "id": "0190d6c2-0000-4000-8000-00000000000a",
    "seq": 1,
    "base_seq": 0,
    "kind": "answer",
    "node": "G-D-01.1a",
    "field": "grade",
    "before": None,
    "after": "full",
    "at": "2026-11-22T08:00:00Z",
    "group": "g",
}
HISTORIES: dict[str, list[dict[str, Any]]] = {
    "huge number": [{"base_seq": 2**63}],
    "no id": [{"id": ""}],
    "same id twice": [{}, {"seq": 2, "before": "full", "after": "full"}],
    "gap": [{"seq": 2}],
    "unknown requirement": [{"node": "G-D-99.1a"}],
    "unknown degree": [{"after": "perfect"}],
    "lying before": [{"before": "none"}],
    "no time": [{"at": "yesterday"}],
    "unknown field": [{"field": "colour"}],
    "assessment with a node": [{"kind": "assessment", "field": "title", "before": "", "after": "x"}],
    "value of another kind": [{"after": 5}],
}


@pytest.mark.parametrize("kind", HISTORIES)
def test_a_history_with_a_fault(cli: Cli, tmp_path: Path, pack_folder: Path, kind: str) -> None:
    def write(changes: list[dict[str, Any]]) -> None:
        history = {"origin": GOOD, "changes": [CHANGE | change for change in changes]}
        path.write_text(json.dumps(GOOD | {"grades": {"G-D-01.1a": "full"}, "history": history}), encoding="utf-8")

    path = tmp_path / "bad.json"
    write([{}])
    assert cli("score", path, "--rubric", pack_folder).status == 0
    write(HISTORIES[kind])
    result = cli("assessment", "import", path, "--rubric", pack_folder)
    assert_told(result)
    assert "history" in result.err
    assert not (tmp_path / "library").exists()


PACKS: dict[str, tuple[str, str]] = {
    "empty": ("", "empty"),
    "tag": ("format: nfmaturity-rubric\nid: !!python/object/apply:os.system ['touch /tmp/nfmaturity-was-here']", "tag"),
    "alias bomb": ("format: nfmaturity-rubric\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]", "anchor"),
    "nested": ("[" * 100_000, "nested"),
    "nested groups": ("{a: " * 100_000, "nested"),
    "duplicate": ("format: nfmaturity-rubric\nformat: nfmaturity-rubric", "twice"),
    "newer": ("format: nfmaturity-rubric\nschema: 2", "newer version"),
    "other format": ("format: photos", "format"),
    "tab": ("format:\n\t- x", "YAML"),
}


@pytest.mark.parametrize("kind", PACKS)
def test_a_pack_with_a_fault(cli: Cli, tmp_path: Path, document: Document, kind: str) -> None:
    folder = tmp_path / "bad"
    folder.mkdir()
    content, said = PACKS[kind]
    (folder / "pack.yaml").write_text(content, encoding="utf-8")
    for words in (["rubric", "check", folder], ["score", document(), "--rubric", folder]):
        result = cli(*words)
        assert_told(result)
        assert said in result.err
        assert "pack.yaml" in result.err
    assert not Path("/tmp/nfmaturity-was-here").exists()


@pytest.mark.parametrize(
    "words",
    [
        ["score", "nothing.json"],
        ["score", "."],
        ["report", ".", "out.pdf"],
        ["assessment", "import", "nothing.json"],
        ["assessment", "import", "."],
        ["assessment", "export", "0190", "out.json"],
        ["assessment", "delete", "0190"],
        ["assessment", "undelete", "0190"],
        ["assessment", "list"],
        ["rubric", "check", "nothing"],
        ["rubric", "check", "README.md"],
        ["rubric", "show", "nothing"],
        ["backup", "out.zip"],
        ["restore", "nothing.zip"],
        ["restore", "README.md"],
        ["assessment", "list", "--library", "README.md"],
        ["assessment", "list", "--library", "/proc/nothing"],
        ["assessment", "new", "--name", "x", "--segments", "mining", "--library", "/proc/nothing"],
        ["assessment", "new", "--name", "x", "--segments", "mining", "--library", "no/such/folder"],
        ["assessment", "list", "--library", ""],
        ["assessment", "list", "--library", "ftp://example"],
        ["assessment", "list", "--library", "postgresql://nobody@127.0.0.1:1/nothing"],
        ["demo", "--headless", "/proc/nothing/there"],
        ["demo", "--headless", "README.md"],
        ["score", "x" * 300],
        ["rubric", "show", "x" * 300],
        ["assessment", "list", "--library", "~nosuchuser/x"],
    ],
)
def test_a_place_that_is_wrong(cli: Cli, words: list[str]) -> None:
    result = cli(*words)
    assert_told(result)
    assert result.err.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [
        ["nothing"],
        ["score"],
        ["score", "a", "b"],
        ["score", "a", "--colour", "red"],
        ["report", "a"],
        ["--lang", "fr", "rubric", "list"],
        ["--lang"],
        ["--library"],
        ["assessment", "new"],
        ["assessment", "new", "--name", "x", "--segments", "mining", "--kind", "guess"],
        ["assessment", "new", "--name", "x", "--segments", "mining", "--target", "high"],
    ],
)
def test_wrong_usage(cli: Cli, words: list[str]) -> None:
    result = cli(*words)
    assert_told(result, status=2)
    assert "--help" in result.err


@pytest.mark.parametrize("target", ["missing/out.pdf", "folder", "/proc/out.pdf"])
def test_an_output_that_cannot_be_written(
    cli: Cli, tmp_path: Path, pack_folder: Path, document: Document, target: str
) -> None:
    (tmp_path / "folder").mkdir()
    source = document()
    before = sorted(tmp_path.rglob("*"))
    assert_told(cli("report", source, tmp_path / target, "--rubric", pack_folder))
    assert sorted(tmp_path.rglob("*")) == before


def test_an_environment_variable_that_is_wrong(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    for value in ("", "README.md", "mysql://x", "a\tb/c\n"):
        monkeypatch.setenv("NFMATURITY_LIBRARY", value)
        assert_told(cli("assessment", "list"))


def test_a_failed_run_leaves_the_old_file_whole(tmp_path: Path, pack_folder: Path, document: Document) -> None:
    """The disk fills up while the PDF is written: the old one stays, and nothing lies beside it."""
    old = tmp_path / "out.pdf"
    old.write_bytes(b"%PDF the old report")
    source = document()
    before = sorted(tmp_path.rglob("*"))
    done = command(
        ["report", source, old, "--rubric", pack_folder],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000)),
    )
    assert done.returncode == 1
    assert old.read_bytes() == b"%PDF the old report"
    assert sorted(tmp_path.rglob("*")) == before
    assert done.stderr.count("\n") == 1


def test_results_that_cannot_be_printed(pack_folder: Path, document: Document) -> None:
    words = ["score", document(), "--rubric", pack_folder]
    with Path("/dev/full").open("w") as full:
        done = command(words, stdout=full)
    assert (done.returncode, "No space left" in done.stderr, "Traceback" in done.stderr) == (1, True, False)
    reader, writer = os.pipe()
    os.close(reader)
    done = command([*words, "--json"], stdout=writer)
    os.close(writer)
    assert (done.returncode, done.stderr) == (1, "")


def test_no_console_at_all(pack_folder: Path, document: Document) -> None:
    words = [sys.executable, "-m", "nfmaturity", "score", str(document()), "--rubric", str(pack_folder)]
    done = subprocess.run(["sh", "-c", 'exec "$@" >&-', "sh", *words], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_json_for_programs_is_json_on_any_console(tmp_path: Path) -> None:
    own = ["--library", tmp_path / "l"]
    command([*own, "assessment", "new", "--name", "Café示例𠀀", "--segments", "mining"])
    for encoding in ("ascii", "cp1252", "utf-8"):
        surroundings = os.environ | {"PYTHONIOENCODING": encoding}
        done = command([*own, "assessment", "list", "--json"], env=surroundings, encoding=encoding)
        assert json.loads(done.stdout)[0]["enterprise"] == "Café示例𠀀"


def test_a_console_that_knows_no_chinese(pack_folder: Path, document: Document) -> None:
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "LC_ALL": "zh_CN.UTF-8"}
    done = command(["score", document(), "--rubric", pack_folder], env=environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.isascii()


def test_the_command_line_loads_no_qt(pack_folder: Path, document: Document) -> None:
    program = "import sys; from nfmaturity.cli import run; run(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
    words = ["score", str(document()), "--rubric", str(pack_folder)]
    done = subprocess.run([sys.executable, "-c", program, *words], capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in done.stderr.split()}
    assert "nfmaturity" in loaded
    assert loaded.isdisjoint({"PySide6", "shiboken6", "sqlalchemy", "reportlab"})


def command(words: list[Any], **options: Any) -> subprocess.CompletedProcess[str]:
    """Run the program as a process of its own."""
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True} | options
    return subprocess.run([sys.executable, "-m", "nfmaturity", *map(str, words)], check=False, **options)
