"""Moving an assessment to another version of its rubric, through the command line and on real libraries."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from nfmaturity.analysis.rubric_move import RUBRIC_CELL
from nfmaturity.domain.errors import NotAllowed
from nfmaturity.storage.writer import AssessmentWriter, RubricMoved
from nfmaturity.workspace.moving import make_move, plan_of_move
from nfmaturity.workspace.opening import open_workspace
from nfmaturity.workspace.rubrics import find_rubric
from nfmaturity.workspace.subject import stored_subject
from tests import rubrics
from tests.analysis.test_rubric_move import newer
from tests.cli.conftest import Cli
from tests.edits import edit, grade

GRADES = {"G-D-01.1a": "full", "G-D-01.1b": "full", "G-D-01.2b": "partial", "G-D-02.1a": "full"}


@pytest.fixture
def ident(cli: Cli, pack_folder: Path, document: Callable[..., Path]) -> str:
    """An assessment under 1.0.0 in the library, beside which 1.1.0 lies."""
    rubrics.write_pack(pack_folder.parent / "library" / "rubrics" / "test-1.1", newer())
    assert cli("assessment", "import", document(grades=GRADES), "--rubric", pack_folder).status == 0
    return str(cli("assessment", "list", "--json").json[0]["id"])


def test_the_preview_tells_all_and_changes_nothing(cli: Cli, ident: str) -> None:
    shown = cli("assessment", "move", ident, "--dry-run")
    assert shown.status == 0
    assert shown.out.splitlines()[0] == "test 1.0.0 → test 1.1.0"
    for line in (
        "below level 1, score 0.750 → below level 1, score 0.666",
        "Requirements kept: 18, changed: 1, new: 1, gone: 1",
        "~ G-D-01.1a  worded anew",
        "    requirement: G-D-01.1a → worded anew",
        "    keeps 满足, marked for review",
        "+ G-D-01.3c  new",
        "- G-D-01.2b  G-D-01.2b",
        "Other weights: G-D-01, G-D-02",
    ):
        assert line.replace("满足", "full") in shown.out
    assert "Nothing was changed." in shown.err
    assert cli("assessment", "moves", ident, "--json").json == []


def test_a_move_keeps_the_old_score_on_record_and_is_taken_back(cli: Cli, ident: str) -> None:
    before = cli("score", ident, "--json").json["nodes"]["overall"]
    assert cli("assessment", "move", ident).status == 0
    after = cli("score", ident, "--json").json
    assert after["rubric"]["version"] == "1.1.0"
    listed = cli("assessment", "list", "--json").json[0]
    assert listed["score"] == after["nodes"]["overall"]["score_exact"]
    assert listed["in_scope"] == after["in_scope"] == 20
    (move,) = cli("assessment", "moves", ident, "--json").json
    assert (move["from"], move["to"]) == ("test 1.0.0", "test 1.1.0")
    assert move["before"] == {"level": before["level"], "score_exact": before["score_exact"]}
    assert move["after"]["score_exact"] == after["nodes"]["overall"]["score_exact"]

    assert cli("assessment", "move", ident, "--undo").status == 0
    assert cli("score", ident, "--json").json["nodes"]["overall"] == before
    assert [move["to"] for move in cli("assessment", "moves", ident, "--json").json] == ["test 1.1.0", "test 1.0.0"]
    assert "1.1.0" in cli("assessment", "moves", ident).out


def test_taking_back_tells_what_comes_back_and_which_marks_go(cli: Cli, ident: str) -> None:
    cli("assessment", "move", ident)
    shown = cli("assessment", "move", ident, "--undo", "--dry-run").out
    assert "    keeps full, mark removed\n" in shown
    assert "+ G-D-01.2b  G-D-01.2b\n    comes back: partial\n" in shown
    assert "marked for review" not in shown
    assert "    将恢复：partial\n" in cli("assessment", "move", ident, "--undo", "--dry-run", "--lang", "zh").out


def test_taking_back_never_moves_forward(cli: Cli, ident: str, pack_folder: Path) -> None:
    """Of two moves the second is taken back first, then the first, then nothing; moved again, that is taken back."""
    rubrics.write_pack(pack_folder.parent / "library" / "rubrics" / "test-1.2", newer() | {"version": "1.2.0"})
    state = cli("score", ident, "--json").json
    assert "--undo takes it back" in cli("assessment", "move", ident, "--rubric", "test 1.1.0").err
    cli("assessment", "move", ident, "--rubric", "test 1.2.0")
    for version in ("1.1.0", "1.0.0"):
        taken = cli("assessment", "move", ident, "--undo")
        assert (taken.status, taken.err) == (0, "The move was taken back.\n")
        assert cli("score", ident, "--json").json["rubric"]["version"] == version
    assert cli("score", ident, "--json").json == state
    refused = cli("assessment", "move", ident, "--undo")
    assert (refused.status, "was taken back already: there is nothing to take back" in refused.err) == (1, True)
    cli("assessment", "move", ident, "--rubric", "test 1.1.0")
    assert cli("assessment", "move", ident, "--undo").status == 0
    assert cli("score", ident, "--json").json == state
    assert cli("assessment", "move", ident, "--undo").status == 1


def test_a_moved_assessment_is_exported_and_imported_with_its_history(cli: Cli, ident: str, tmp_path: Path) -> None:
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    cli("assessment", "export", ident, old)
    cli("assessment", "move", ident)
    cli("assessment", "export", ident, new)
    other = ("--library", tmp_path / "other")
    rubric = ("--rubric", tmp_path / "library" / "rubrics" / "test-1.1")
    assert cli("assessment", "import", new, *rubric, *other).status == 0
    (move,) = cli("assessment", "moves", ident, "--json", *other).json
    assert (move["before"], move["after"]["level"]) == (None, 0)  # the other library has no 1.0.0
    third = ("--library", tmp_path / "third")
    assert cli("assessment", "import", old, "--rubric", tmp_path / "pack", *third).status == 0
    took = cli("assessment", "import", new, *rubric, *third)
    assert "its newer edits were taken up" in took.out
    assert len(cli("assessment", "moves", ident, "--json", *third).json) == 1
    assert cli("score", ident, "--json", *third).json == cli("score", ident, "--json").json
    assert cli("assessment", "move", ident, "--undo", *third).status == 0


def test_a_history_that_moves_to_another_rubric_than_it_states_is_refused(cli: Cli, ident: str, tmp_path: Path) -> None:
    file = tmp_path / "new.json"
    cli("assessment", "move", ident)
    cli("assessment", "export", ident, file)
    tree = json.loads(file.read_text(encoding="utf-8"))
    moved = next(change for change in tree["history"]["changes"] if change["field"] == "rubric")
    moved["after"]["sha256"] = "0" * 64
    file.write_text(json.dumps(tree), encoding="utf-8")
    words = ("assessment", "import", file, "--rubric", tmp_path / "library" / "rubrics" / "test-1.1")
    refused = cli(*words, "--library", tmp_path / "elsewhere")
    said = f"{file.name}: the change history does not lead to what the file states"
    assert (refused.status, said in refused.err) == (1, True)
    assert cli(*words).out == f"{ident}: known already, nothing to do\n", "what it states is what the library holds"


def test_an_edited_export_of_before_the_move_is_refused(cli: Cli, ident: str, tmp_path: Path) -> None:
    file = tmp_path / "old.json"
    cli("assessment", "export", ident, file)
    cli("assessment", "move", ident)
    refused = cli("assessment", "import", file, "--replace", "--rubric", tmp_path / "pack")
    assert (refused.status, "under another rubric than test 1.0.0" in refused.err) == (1, True)
    tree = json.loads(file.read_text(encoding="utf-8"))
    tree["title"] = "as it is called elsewhere"
    file.write_text(json.dumps(tree), encoding="utf-8")
    refused = cli("assessment", "import", file, "--rubric", tmp_path / "pack")
    assert (refused.status, "under another rubric than test 1.0.0" in refused.err, "--as-copy" in refused.err) == (
        1,
        True,
        True,
    )


def test_nothing_newer_nothing_to_take_back_and_the_same_rubric_are_said(
    cli: Cli, pack_folder: Path, ident: str
) -> None:
    assert "was never moved" in cli("assessment", "move", ident, "--undo").err
    assert "stands under test 1.0.0 already" in cli("assessment", "move", ident, "--rubric", pack_folder).err
    cli("assessment", "move", ident)
    assert "No rubric at hand is newer than test 1.1.0" in cli("assessment", "move", ident).err


def test_others_at_work_are_told_and_lose_nothing(cli: Cli, ident: str, tmp_path: Path) -> None:
    with open_workspace(str(tmp_path / "library"), writes=True) as workspace:
        subject = stored_subject(workspace, ident)
        colleague = AssessmentWriter(workspace.library, subject.pack, ident)
        wanted = find_rubric(workspace, "test 1.1.0")
        planned = plan_of_move(workspace, ident, wanted)
        colleague.write([grade(colleague.standing.assessment, "G-D-02.1b", "full")])
        with pytest.raises(NotAllowed, match="was edited meanwhile"):
            make_move(workspace, planned)
        make_move(workspace, plan_of_move(workspace, ident, wanted))
        with pytest.raises(RubricMoved, match=r"was moved to the rubric test 1\.1\.0"):
            colleague.write([grade(colleague.standing.assessment, "G-D-02.2b", "full")])
        state = stored_subject(workspace, ident).assessment
    assert (state.answer("G-D-02.1b").grade, state.answer("G-D-02.2b").grade) == ("full", None)


def test_an_edit_cannot_change_the_rubric(cli: Cli, ident: str, tmp_path: Path) -> None:
    with open_workspace(str(tmp_path / "library"), writes=True) as workspace:
        subject = stored_subject(workspace, ident)
        writer = AssessmentWriter(workspace.library, subject.pack, ident)
        other = {"id": "test", "version": "9.0.0", "sha256": "0" * 64}
        with pytest.raises(NotAllowed, match="changed by moving it"):
            writer.write([edit(subject.assessment, RUBRIC_CELL, other)])
