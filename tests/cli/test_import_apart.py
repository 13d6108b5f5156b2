"""Files of assessments that went on apart from the library: compared, merged, replaced or copied by command."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from nfmaturity.workspace.account import account
from tests.cli.conftest import Cli
from tests.cli.stored import IDENT, Document, edit_stored

FIXED = "2026-11-22T08:00:00Z"
THEIRS = {"G-D-01.1b": "none", "G-D-01.3a": "most"}


def test_a_descendant_is_merged_either_way(cli: Cli, tmp_path: Path, pack_folder: Path, document: Document) -> None:
    cli("assessment", "import", document(id=IDENT), "--rubric", pack_folder)
    edit_stored(tmp_path / "library", pack_folder, "G-D-01.1b", "most")
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    cli("assessment", "export", IDENT, old)
    edit_stored(tmp_path / "library", pack_folder, "G-D-01.2a", "full")
    cli("assessment", "export", IDENT, new)
    there = tmp_path / "there"
    cli("assessment", "import", old, "--rubric", pack_folder, "--library", there)
    newer = cli("assessment", "import", new, "--rubric", pack_folder, "--library", there)
    assert "newer edits were taken up" in newer.out
    older = cli("assessment", "import", old, "--rubric", pack_folder, "--library", there)
    assert "holds newer edits" in older.out
    cli("assessment", "export", IDENT, tmp_path / "merged.json", "--library", there)
    assert (tmp_path / "merged.json").read_bytes() == new.read_bytes()


def test_edits_apart_are_not_merged_but_may_be_copied(
    cli: Cli, tmp_path: Path, pack_folder: Path, document: Document
) -> None:
    cli("assessment", "import", document(id=IDENT), "--rubric", pack_folder)
    cli("assessment", "import", document(id=IDENT), "--rubric", pack_folder, "--library", tmp_path / "there")
    edit_stored(tmp_path / "library", pack_folder, "G-D-01.1b", "most")
    edit_stored(tmp_path / "there", pack_folder, "G-D-01.1b", "none")
    cli("assessment", "export", IDENT, tmp_path / "apart.json", "--library", tmp_path / "there")
    refused = cli("assessment", "import", tmp_path / "apart.json", "--rubric", pack_folder)
    assert (refused.status, "--as-copy" in refused.err) == (1, True)
    assert "Changed in both (1), as --merge says:\n  G-D-01.1b Grade: " in refused.err
    copied = cli("assessment", "import", tmp_path / "apart.json", "--rubric", pack_folder, "--as-copy")
    assert copied.status == 0
    assert len(cli("assessment", "list", "--json").json) == 2


def test_a_refused_merge_stores_nothing(cli: Cli, tmp_path: Path, pack_folder: Path, document: Document) -> None:
    """Two edits come in, a colleague made one of them otherwise: neither is taken, and the log is as it was."""
    cli("assessment", "import", document(id=IDENT), "--rubric", pack_folder)
    there = tmp_path / "there"
    cli("assessment", "import", document(id=IDENT), "--rubric", pack_folder, "--library", there)
    for requirement in ("G-D-01.1b", "G-D-01.2a"):
        edit_stored(there, pack_folder, requirement, "most")
    edit_stored(tmp_path / "library", pack_folder, "G-D-01.1b", "none")
    cli("assessment", "export", IDENT, tmp_path / "before.json")
    cli("assessment", "export", IDENT, tmp_path / "apart.json", "--library", there)
    assert cli("assessment", "import", tmp_path / "apart.json", "--rubric", pack_folder).status == 1
    cli("assessment", "export", IDENT, tmp_path / "after.json")
    assert (tmp_path / "after.json").read_bytes() == (tmp_path / "before.json").read_bytes()


def test_another_origin_is_no_ancestor(cli: Cli, pack_folder: Path, document: Document) -> None:
    cli("assessment", "import", document(id=IDENT), "--rubric", pack_folder)
    other = document("other.json", id=IDENT, grades={"G-D-01.1a": "none"})
    assert cli("assessment", "import", other, "--rubric", pack_folder).status == 1


def test_an_edited_export_is_taken_over_as_edits(
    cli: Cli, tmp_path: Path, pack_folder: Path, document: Document
) -> None:
    """Week by week: export, grade by hand, import; the history grows and the list stays one line."""
    cli("assessment", "import", document(id=IDENT), "--rubric", pack_folder)
    path = tmp_path / "mine.json"
    for week, requirement in enumerate(("G-D-01.1b", "G-D-01.2a"), start=1):
        cli("assessment", "export", IDENT, path)
        tree = json.loads(path.read_text(encoding="utf-8"))
        tree["grades"][requirement] = "most"
        tree["comments"] = {requirement: f"第{week}周"}
        path.write_text(json.dumps(tree, ensure_ascii=False), encoding="utf-8")
        assert cli("assessment", "import", path, "--rubric", pack_folder).status == 1
        done = cli("assessment", "import", path, "--rubric", pack_folder, "--replace")
        assert (done.status, done.err) == (0, "")
    assert len(cli("assessment", "list", "--json").json) == 1
    cli("assessment", "export", IDENT, path)
    written = json.loads(path.read_text(encoding="utf-8"))
    assert written["grades"] == {"G-D-01.1a": "full", "G-D-01.1b": "most", "G-D-01.2a": "most"}
    assert written["comments"] == {"G-D-01.2a": "第2周"}
    assert len(written["history"]["changes"]) == 5


def test_an_export_that_is_no_longer_the_newest_replaces_nothing(
    cli: Cli, tmp_path: Path, pack_folder: Path, document: Document
) -> None:
    cli("assessment", "import", document(id=IDENT), "--rubric", pack_folder)
    edit_stored(tmp_path / "library", pack_folder, "G-D-01.1b", "most")
    path = tmp_path / "mine.json"
    cli("assessment", "export", IDENT, path)
    edit_stored(tmp_path / "library", pack_folder, "G-D-01.2a", "full")
    refused = cli("assessment", "import", path, "--rubric", pack_folder, "--replace")
    assert (refused.status, "--merge" in refused.err) == (1, True)
    assert "Changed in the library only (1), stays with --merge:\n  G-D-01.2a Grade: not graded → full\n" in refused.err


@pytest.mark.parametrize("is_by_hand", [False, True])
@pytest.mark.parametrize(("side", "contested"), [("library", "most"), ("file", "none")])
def test_edits_apart_are_brought_together(
    cli: Cli, tmp_path: Path, pack_folder: Path, document: Document, side: str, contested: str, *, is_by_hand: bool
) -> None:
    """Two who took a copy each: nothing of either is lost, and only what both changed needs a word."""
    here, there, file = tmp_path / "library", tmp_path / "there", tmp_path / "theirs.json"
    cli("assessment", "import", document(id=IDENT), "--rubric", pack_folder)
    edit_stored(here, pack_folder, "G-D-01.2b", "full")
    shutil.copytree(here, there)
    for library, edits in ((here, {"G-D-01.1b": "most", "G-D-01.2a": "full"}), (there, {} if is_by_hand else THEIRS)):
        for requirement, degree in edits.items():
            edit_stored(library, pack_folder, requirement, degree, "张工" if library == there else "Li")
    cli("assessment", "export", IDENT, file, "--library", there)
    if is_by_hand:
        tree = json.loads(file.read_text(encoding="utf-8"))
        tree["grades"] |= THEIRS
        file.write_text(json.dumps(tree), encoding="utf-8")
    refused = cli("assessment", "import", file, "--rubric", pack_folder, "--replace")
    for line in (
        "in the file only (1), taken over with --merge:\n  G-D-01.3a Grade: not graded → most\n",
        "in the library only (1), stays with --merge:\n  G-D-01.2a Grade: not graded → full\n",
        "in both (1), as --merge says:\n  G-D-01.1b Grade: library: most | file: none\n",
    ):
        assert line in refused.err
    merged = cli("assessment", "import", file, "--rubric", pack_folder, "--merge", side)
    assert (merged.status, merged.err) == (0, "")
    once_more = cli("assessment", "import", file, "--rubric", pack_folder)
    if side == "file":
        assert once_more.out.endswith("the library holds newer edits, nothing was changed\n"), "all of it is here"
    else:
        assert "(1), as --merge says" in once_more.err, "where the library counted the file still says otherwise"
    cli("assessment", "export", IDENT, file)
    held = json.loads(file.read_text(encoding="utf-8"))
    grades, changes = held["grades"], held["history"]["changes"]
    last = next(change for change in reversed(changes) if change["node"] == "G-D-01.3a")
    signed = (last["actor"], last["device"], last["at"] == FIXED)
    assert signed == (*account(), False) if is_by_hand else ("张工", "laptop", True)
    assert [change["seq"] for change in changes] == list(range(1, len(changes) + 1))
    (row,) = cli("assessment", "list", "--json").json
    assert row["changed_at"] > FIXED, (
        "the assessment changed when that was taken over, not when it was edited elsewhere"
    )
    assert grades["G-D-01.1b"] == contested
    assert (grades["G-D-01.2a"], grades["G-D-01.3a"], grades["G-D-01.2b"]) == ("full", "most", "full")


def test_an_import_counts_requirements_and_says_what_does_not_count(
    cli: Cli, tmp_path: Path, pack_folder: Path, document: Document
) -> None:
    grades, left_out = {"G-D-01.1a": "full", "G-D-02.1a": "full"}, {"G-D-02": "nothing of the kind"}
    path = document(id=IDENT, schema=2, grades=grades, confirm=list(grades), exclusions=left_out)
    beyond = "Requirements outside the scope, kept and not counted: 1.\n"
    assert cli("assessment", "import", path, "--rubric", pack_folder).err == beyond
    path = document(
        id=IDENT,
        schema=2,
        grades=dict.fromkeys(grades, "most"),
        comments={"G-D-01.1a": "seen"},
        exclusions=left_out,
        title="second",
    )
    refused = cli("assessment", "import", path, "--rubric", pack_folder)
    assert "(2)" in refused.err
    assert "\n  G-D-01.1a Grade: library: full | file: most; Comment: library: empty | file: seen\n" in refused.err
    told = "\n  Outside the scope (1), kept and not counted:\n    G-D-02.1a Grade: library: full | file: most\n"
    assert told in refused.err
    merged = cli("assessment", "import", path, "--rubric", pack_folder, "--merge", "file")
    assert (merged.out, merged.err) == (f"{IDENT}: edits taken over: 2\n", beyond)
    cli("assessment", "export", IDENT, path)
    assert "confirm" not in json.loads(path.read_text(encoding="utf-8"))


def test_an_import_of_another_profile_says_which_segments_it_has(
    cli: Cli, pack_folder: Path, document: Document
) -> None:
    """They decide what counts; what else differs in a profile is not told in a line."""
    cli("assessment", "import", document(id=IDENT), "--rubric", pack_folder)
    for profile, told in (
        ({"name": "示例企业", "segments": ["mining"]}, ": library: 示例企业 (smelting) | file: 示例企业 (mining)"),
        (
            {"name": "示例企业", "segments": ["smelting"], "name_en": "Copper"},
            ": library: 示例企业 (smelting) | file: Copper (smelting)",
        ),
        ({"name": "示例企业", "segments": ["smelting"], "staff": 5}, ""),
    ):
        refused = cli("assessment", "import", document(id=IDENT, enterprise=profile), "--rubric", pack_folder)
        assert (
            f"(1); the file does not tell who changed it, so it becomes as --merge says:\n  Enterprise profile{told}\n"
            in refused.err
        )


@pytest.mark.parametrize("ways", ["--replace --as-copy", "--merge file --as-copy", "--replace --merge library"])
def test_several_ways_to_import_at_once_are_refused(cli: Cli, pack_folder: Path, document: Document, ways: str) -> None:
    path = document(id=IDENT)
    cli("assessment", "import", path, "--rubric", pack_folder)
    refused = cli("assessment", "import", path, "--rubric", pack_folder, *ways.split())
    assert (refused.status, refused.out) == (1, "")
    assert refused.err.endswith("cannot be given together: choose one.\n")
    assert refused.err.count("\n") == 1
    assert len(cli("assessment", "list", "--json").json) == 1


def test_the_same_edits_made_apart_are_no_question(
    cli: Cli, tmp_path: Path, pack_folder: Path, document: Document
) -> None:
    here, there, file = tmp_path / "library", tmp_path / "there", tmp_path / "theirs.json"
    cli("assessment", "import", document(id=IDENT), "--rubric", pack_folder)
    shutil.copytree(here, there)
    for library in (here, there):
        edit_stored(library, pack_folder, "G-D-01.2a", "full")
    cli("assessment", "export", IDENT, file, "--library", there)
    brought = cli("assessment", "import", file, "--rubric", pack_folder)
    assert (brought.status, brought.out) == (0, f"{IDENT}: known already, nothing to do\n")
