"""Next year's assessment from this year's, through the command line and on real libraries."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nfmaturity.workspace.opening import today
from tests import rubrics
from tests.analysis.test_rubric_move import newer
from tests.cli.conftest import Cli

IDENT = "00000000-0000-4000-8000-000000000001"
GRADES = {"G-D-01.1a": "full", "G-D-01.1b": "most", "G-D-01.2b": "partial"}


@pytest.fixture
def held(cli: Cli, pack_folder: Path, document: Callable[..., Path]) -> str:
    """An assessment of 2026 in the library."""
    path = document(
        id=IDENT,
        title="2026 self-assessment",
        date="2026-11-22",
        grades=GRADES,
        comments={"G-D-01.2b": "seen on site"},
        review=["G-D-01.2a"],
        exclusions={"G-D-02": "no such plant"},
    )
    assert cli("assessment", "import", path, "--rubric", pack_folder).status == 0
    return IDENT


def exported(cli: Cli, ident: str, file: Path) -> dict[str, Any]:
    assert cli("assessment", "export", ident, file).status == 0
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def test_next_year_keeps_the_grades_to_be_confirmed(cli: Cli, held: str, tmp_path: Path) -> None:
    day = today()
    begun = cli("assessment", "duplicate", held, "--next-year")
    assert begun.err.strip() == "Grades to be confirmed: 3"
    made = exported(cli, begun.out.strip(), tmp_path / "next.json")
    assert (made["schema"], made["previous"], made["grades"]) == (2, held, GRADES)
    assert made["confirm"] == list(GRADES)
    assert made["title"] == "2027 self-assessment"
    assert day <= made["date"] <= today(), "it is begun today: a day ahead is none that anybody assessed on"
    assert (made["comments"], made["exclusions"]) == ({"G-D-01.2b": "seen on site"}, {"G-D-02": "no such plant"})
    listed = {row["id"]: row for row in cli("assessment", "list", "--json").json}
    assert listed[made["id"]]["previous"] == held
    assert listed[made["id"]]["score"] == listed[held]["score"]
    copied = cli("assessment", "import", tmp_path / "next.json", "--as-copy").out.split(":")[0]
    assert exported(cli, copied, tmp_path / "copy.json")["confirm"] == list(GRADES)


def test_the_list_names_the_enterprise_in_its_language_and_counts_what_waits(
    cli: Cli, pack_folder: Path, document: Callable[..., Path]
) -> None:
    profile = {"name": "示例企业", "name_en": "Demo Works", "segments": ["smelting"]}
    path = document(schema=2, enterprise=profile, grades=GRADES, confirm=list(GRADES))
    ident = cli("assessment", "import", path, "--rubric", pack_folder).out.split(":")[0]
    listed = cli("assessment", "list").out
    assert "Demo Works" in listed
    assert "3/20, 3 to confirm" in listed
    assert "示例企业" in cli("--lang", "zh", "assessment", "list").out
    scored = cli("score", ident).out
    assert scored.startswith("Demo Works\nGraded: 3 of 20\nGrades to be confirmed: 3\n")


def test_an_export_says_what_it_is_compared_with(cli: Cli, held: str, tmp_path: Path) -> None:
    begun = cli("assessment", "duplicate", held, "--next-year").out.strip()
    done = cli("assessment", "export", begun, tmp_path / "next.json")
    assert done.status == 0
    assert done.err.strip() == (
        f"It is compared with {held[:8]} 2026 self-assessment: "
        "export that as well, or the comparison is missing elsewhere."
    )
    assert cli("assessment", "export", held, tmp_path / "this.json").err == ""


def test_next_year_stands_under_the_newest_version(cli: Cli, held: str, tmp_path: Path) -> None:
    rubrics.write_pack(tmp_path / "library" / "rubrics" / "test-1.1", newer())
    begun = cli("assessment", "duplicate", held, "--next-year", "--title", "Second round")
    assert "test 1.1.0; answers without a place there: 1" in begun.err
    made = exported(cli, begun.out.strip(), tmp_path / "next.json")
    assert (made["title"], made["rubric"]["version"]) == ("Second round", "1.1.0")
    assert list(made["grades"]) == made["confirm"] == ["G-D-01.1a", "G-D-01.1b"]
    assert made["review"] == ["G-D-01.1a"]
    assert exported(cli, held, tmp_path / "held.json")["rubric"]["version"] == "1.0.0"


def test_next_year_stays_where_the_newer_version_does_not_fit(cli: Cli, held: str, tmp_path: Path) -> None:
    tree = newer()
    tree["segments"] = [segment for segment in tree["segments"] if segment["id"] != "smelting"]
    rubrics.write_pack(tmp_path / "library" / "rubrics" / "test-1.1", tree)
    begun = cli("assessment", "duplicate", held, "--next-year")
    made = exported(cli, begun.out.strip(), tmp_path / "next.json")
    assert (made["rubric"]["version"], made["grades"]) == ("1.0.0", GRADES)
