"""Assessments in and out of a library by command: new, list, import, export, merge, trash, backup."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nfmaturity.storage.place import parse_place
from nfmaturity.storage.relocation import move_library
from tests.cli.conftest import Cli
from tests.cli.stored import IDENT, Document, edit_stored


def test_new_then_list_then_score(cli: Cli) -> None:
    ident = cli("assessment", "new", "--name", "示例铜业", "--segments", "smelting, mining", "--target", 3).out.strip()
    (row,) = cli("assessment", "list", "--json").json
    assert (row["id"], row["enterprise"], row["target_level"], row["level"]) == (ident, "示例铜业", 3, 0)
    assert row["in_scope"] == cli("score", ident[:6], "--json").json["in_scope"] > 0
    listed = cli("assessment", "list").out
    assert ident[:8] in listed
    assert "0.000" not in listed, "what is not graded has no score yet"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--segments", "steel"], "--segments"),
        (["--segments", ""], "--segments"),
        (["--segments", "smelting,smelting"], "named twice"),
        (["--segments", "smelting", "--target", "9"], "no level 9, only 1, 2, 3, 4, 5."),
        (["--segments", "smelting", "--code", "91340799DEMCU00198"], "typing error"),
        (["--segments", "smelting", "--rubric", "none-such"], "no rubric none-such"),
    ],
)
def test_new_says_what_is_wrong(cli: Cli, words: list[str], said: str) -> None:
    result = cli("assessment", "new", "--name", "x", *words)
    assert (result.status, result.out) == (1, "")
    assert said in result.err
    assert result.err.count("\n") == 1


def test_export_then_import_elsewhere_is_the_same(
    cli: Cli, tmp_path: Path, pack_folder: Path, document: Document
) -> None:
    path = document(
        id=IDENT,
        title="2026",
        comments={"G-D-01.1a": "看过台账"},
        review=["G-D-01.1b"],
        exclusions={"G-D-02": "没有"},
        period={"from": "2026-10-12", "to": "2026-11-20"},
        assessors=["李"],
    )
    assert cli("assessment", "import", path, "--rubric", pack_folder).status == 0
    edit_stored(tmp_path / "library", pack_folder, "G-D-01.1b", "most")
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    assert cli("assessment", "export", IDENT[:5], first).status == 0
    there = tmp_path / "elsewhere"
    assert cli("assessment", "import", first, "--rubric", pack_folder, "--library", there).status == 0
    assert cli("assessment", "export", IDENT, second, "--library", there).status == 0
    assert first.read_bytes() == second.read_bytes()
    written = json.loads(first.read_text(encoding="utf-8"))
    assert written["comments"] == {"G-D-01.1a": "看过台账"}
    assert written["grades"] == {"G-D-01.1a": "full", "G-D-01.1b": "most"}
    assert [change["after"] for change in written["history"]["changes"]] == ["most"]


def test_an_import_again_changes_nothing(cli: Cli, pack_folder: Path, document: Document) -> None:
    path = document(id=IDENT)
    cli("assessment", "import", path, "--rubric", pack_folder)
    again = cli("assessment", "import", path, "--rubric", pack_folder)
    assert (again.status, "nothing to do" in again.out) == (0, True)


def test_a_history_that_does_not_lead_to_the_grades_is_refused(
    cli: Cli, tmp_path: Path, pack_folder: Path, document: Document
) -> None:
    cli("assessment", "import", document(id=IDENT), "--rubric", pack_folder)
    edit_stored(tmp_path / "library", pack_folder, "G-D-01.1b", "most")
    path = tmp_path / "changed.json"
    cli("assessment", "export", IDENT, path)
    tree = json.loads(path.read_text(encoding="utf-8"))
    tree["grades"]["G-D-01.1b"] = "full"
    path.write_text(json.dumps(tree), encoding="utf-8")
    result = cli("assessment", "import", path, "--rubric", pack_folder, "--library", tmp_path / "new")
    assert (result.status, "history" in result.err) == (1, True)
    assert not (tmp_path / "new").exists()


def test_delete_undelete_purge(cli: Cli) -> None:
    ident = cli("assessment", "new", "--name", "x", "--segments", "mining").out.strip()
    assert cli("assessment", "delete", ident).status == 0
    assert cli("assessment", "list", "--json").json == []
    assert [row["id"] for row in cli("assessment", "list", "--trash", "--json").json] == [ident]
    assert cli("assessment", "undelete", ident).status == 0
    assert cli("assessment", "delete", "--purge", ident).status == 1, "only what is in the trash is deleted for good"
    cli("assessment", "delete", ident)
    assert cli("assessment", "delete", "--purge", ident).status == 0
    assert cli("assessment", "list", "--trash", "--json").json == []


def test_a_duplicate_says_the_same_and_begins_anew(
    cli: Cli, tmp_path: Path, pack_folder: Path, document: Document
) -> None:
    path = document(
        id=IDENT,
        title="2026",
        date="2026-01-05",
        period={"from": "2025-10-12", "to": "2025-11-20"},
        comments={"G-D-01.1a": "看过台账"},
        review=["G-D-01.1b"],
        exclusions={"G-D-02": "没有"},
        assessors=["李"],
    )
    cli("assessment", "import", path, "--rubric", pack_folder)
    edit_stored(tmp_path / "library", pack_folder, "G-D-01.1b", "most")
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    ident = cli("assessment", "duplicate", IDENT[:6], "--title", " 2027 ").out.strip()
    cli("assessment", "export", IDENT, first)
    cli("assessment", "export", ident, second)
    held, made = (json.loads(file.read_text(encoding="utf-8")) for file in (first, second))
    assert len(held.pop("history")["changes"]) == 1
    assert "history" not in made
    assert made.pop("date") >= held.pop("date")
    assert held.pop("period")
    assert (made.pop("id"), made.pop("title"), held.pop("id"), held.pop("title")) == (ident, "2027", IDENT, "2026")
    assert made == held
    kept = cli("assessment", "duplicate", ident).out.strip()
    titles = {row["id"]: row["title"] for row in cli("assessment", "list", "--json").json}
    assert titles == {IDENT: "2026", ident: "2027", kept: "2027"}
    refused = cli("assessment", "duplicate", IDENT, "--title", "x" * 400)
    assert (refused.status, len(cli("assessment", "list", "--json").json)) == (1, 3)


def test_an_export_replaces_one_in_the_trash(cli: Cli, tmp_path: Path, pack_folder: Path, document: Document) -> None:
    cli("assessment", "import", document(id=IDENT), "--rubric", pack_folder)
    edit_stored(tmp_path / "library", pack_folder, "G-D-01.1b", "most")
    cli("assessment", "export", IDENT, tmp_path / "old.json")
    edit_stored(tmp_path / "library", pack_folder, "G-D-01.2a", "most")
    cli("assessment", "delete", IDENT)
    refused = cli("assessment", "import", tmp_path / "old.json", "--rubric", pack_folder, "--replace")
    assert (refused.status, "--merge" in refused.err) == (1, True)
    assert cli("assessment", "list", "--json").json == [], "what is refused leaves it in the trash"
    assert cli("assessment", "import", document(id=IDENT), "--rubric", pack_folder, "--replace").status == 0
    (row,) = cli("assessment", "list", "--json").json
    assert row["answered"] == 1


def test_backup_and_restore(cli: Cli, tmp_path: Path) -> None:
    ident = cli("assessment", "new", "--name", "x", "--segments", "mining").out.strip()
    assert cli("backup", tmp_path / "all.zip").status == 0
    cli("assessment", "delete", ident)
    cli("assessment", "new", "--name", "y", "--segments", "mining")
    restored = cli("restore", tmp_path / "all.zip")
    assert (restored.status, "1" in restored.out) == (0, True)
    assert [row["id"] for row in cli("assessment", "list", "--json").json] == [ident]
    assert cli("restore", tmp_path / "all.zip", "--library", tmp_path / "fresh").status == 0
    assert len(cli("assessment", "list", "--json", "--library", tmp_path / "fresh").json) == 1


def test_a_copy_of_the_day_is_kept(cli: Cli, tmp_path: Path) -> None:
    for name in ("x", "y"):
        cli("assessment", "new", "--name", name, "--segments", "mining")
    (copy,) = (tmp_path / "library" / "backups").iterdir()
    assert copy.name.startswith("daily-")


def test_rubrics_are_listed_shown_and_broken_ones_named(cli: Cli, tmp_path: Path, pack_folder: Path) -> None:
    cli("assessment", "new", "--name", "x", "--segments", "mining")
    own = tmp_path / "library" / "rubrics"
    (own / "broken").mkdir(parents=True)
    (own / "broken" / "pack.yaml").write_text("format: [", encoding="utf-8")
    pack_folder.rename(own / "mine")
    listed = cli("rubric", "list", "--json").json
    assert {entry.get("id") for entry in listed} == {"nonferrous-dx", "test", None}
    plain = cli("rubric", "list")
    assert (plain.status, "broken" in plain.err, "test" in plain.out) == (0, True, True)
    assert "G-D-02.5b" in cli("rubric", "show", "test").out
    assert cli("rubric", "show", "test 1.0.0", "--json").json["id"] == "test"
    assert cli("rubric", "show", "nothing").status == 1


def test_rubric_check_and_strict(cli: Cli, pack_folder: Path) -> None:
    assert "20 requirements" in cli("rubric", "check", pack_folder).out
    strict = cli("rubric", "check", "--strict", pack_folder)
    assert (strict.status, "G-D-01.1a: the requirement has no guidance" in strict.err) == (1, True)
    assert cli("rubric", "check", "--strict", Path("rubrics") / "nonferrous-dx").status == 0


def test_an_import_brings_back_from_the_trash_only_when_it_fits(
    cli: Cli, pack_folder: Path, document: Document
) -> None:
    path = document(id=IDENT)
    cli("assessment", "import", path, "--rubric", pack_folder)
    cli("assessment", "delete", IDENT)
    other = document("other.json", id=IDENT, grades={"G-D-01.1a": "none"})
    assert cli("assessment", "import", other, "--rubric", pack_folder).status == 1
    assert cli("assessment", "list", "--json").json == []
    assert cli("assessment", "import", path, "--rubric", pack_folder).status == 0
    assert len(cli("assessment", "list", "--json").json) == 1


def test_an_export_is_in_the_rubrics_order(cli: Cli, tmp_path: Path, pack_folder: Path, document: Document) -> None:
    names = ["G-D-02.5b", "G-D-01.1a", "G-D-01.3b"]
    cli("assessment", "import", document(id=IDENT, grades=dict.fromkeys(names, "full")), "--rubric", pack_folder)
    cli("assessment", "export", IDENT, tmp_path / "out.json")
    written = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert list(written["grades"]) == ["G-D-01.1a", "G-D-01.3b", "G-D-02.5b"]


def test_nothing_is_deleted_by_a_slip(cli: Cli) -> None:
    ident = cli("assessment", "new", "--name", "x", "--segments", "mining").out.strip()
    assert cli("assessment", "delete", "").status == 1
    cli("assessment", "delete", ident)
    for slip in ("", ident[:8]):
        assert cli("assessment", "delete", "--purge", slip).status == 1
    assert len(cli("assessment", "list", "--trash", "--json").json) == 1


def test_no_output_takes_the_place_of_a_database(cli: Cli, tmp_path: Path) -> None:
    ident = cli("assessment", "new", "--name", "x", "--segments", "mining").out.strip()
    for words in (["backup"], ["assessment", "export", ident], ["report", ident]):
        assert cli(*words, tmp_path / "library" / "library.db").status == 1
    assert len(cli("assessment", "list", "--json").json) == 1


@pytest.mark.parametrize("words", ["list", "new --name x --segments mining"])
def test_a_library_that_was_moved_says_where_it_is(cli: Cli, tmp_path: Path, words: str) -> None:
    cli("assessment", "new", "--name", "Tin Works", "--segments", "mining")
    old, new = tmp_path / "library", tmp_path / "new"
    move_library(parse_place(str(old)), new, lambda _place: None)
    result = cli("assessment", *words.split())
    assert (result.status, result.out) == (1, "")
    assert result.err.startswith(f"The library {old} was moved to {new}: open it there, and name that folder")
    assert result.err.count("\n") == 1
    assert not (old / "library.db").exists()
    assert "Tin Works" in cli("--library", new, "assessment", "list").out


def test_a_command_that_fails_makes_no_library(cli: Cli, tmp_path: Path) -> None:
    for words in (
        ["restore", tmp_path / "none.zip"],
        ["assessment", "new", "--name", "x", "--segments", "mining", "--target", 9],
        ["assessment", "new", "--name", "x", "--segments", "mining", "--title", "x" * 400],
        ["assessment", "new", "--name", "x", "--segments", "mining", "--title", "\udcff"],
    ):
        assert cli(*words).status == 1
    assert not (tmp_path / "library").exists()


def test_a_copy_can_be_restored_as_it_is(cli: Cli, tmp_path: Path) -> None:
    cli("assessment", "new", "--name", "x", "--segments", "mining")
    cli("backup", tmp_path / "all.zip")
    cli("assessment", "new", "--name", "y", "--segments", "mining")
    cli("restore", tmp_path / "all.zip")
    (kept,) = (tmp_path / "library" / "backups").glob("before-restore-*.db")
    for file in (tmp_path / "library").glob("library.db*"):
        file.unlink()
    assert cli("restore", kept).status == 0
    assert {row["enterprise"] for row in cli("assessment", "list", "--json").json} == {"x", "y"}
