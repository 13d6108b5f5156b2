"""rubric export and rubric import: out to a workbook, back as a difference, then as a pack."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from nfmaturity.files.rubric_files import load_pack
from nfmaturity.files.rubric_workbook.layout import PACK
from tests.cli.conftest import Cli
from tests.files.packs import changed, write

Edit = Callable[..., Path]


@pytest.fixture
def workbook(cli: Cli, tmp_path: Path) -> Path:
    """The small pack as a workbook."""
    assert cli("rubric", "export", write(tmp_path / "pack"), tmp_path / "pack.xlsx").status == 0
    return tmp_path / "pack.xlsx"


@pytest.fixture
def edited(workbook: Path, tmp_path: Path) -> Edit:
    """The workbook with cells of sheets changed."""

    def edit(*cells: tuple[str, str, object]) -> Path:
        book = load_workbook(workbook)
        for sheet, cell, value in cells:
            book[sheet][cell].value = value
        book.save(tmp_path / "edited.xlsx")
        return tmp_path / "edited.xlsx"

    return edit


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


VERSION = (PACK, "K3", "1.1.0")
TEXT = ("G-A", "G3", "Record\nevery shift")


def test_export_tells_what_it_wrote(cli: Cli, tmp_path: Path) -> None:
    result = cli("rubric", "export", "nonferrous-dx", tmp_path / "ours.xlsx")
    assert result.status == 0
    assert result.out.endswith(f"was written to {tmp_path}/ours.xlsx.\n")
    assert (tmp_path / "ours.xlsx").read_bytes().startswith(b"PK")


def test_an_edited_workbook_is_not_replaced_unasked(cli: Cli, workbook: Path, tmp_path: Path) -> None:
    workbook.write_bytes(b"PK\x03\x04 edited")
    result = cli("rubric", "export", tmp_path / "pack", workbook)
    assert (result.status, result.err) == (
        1,
        f"{workbook} exists already: choose another name or give --replace.\n",
    )
    assert workbook.read_bytes() == b"PK\x03\x04 edited"
    assert cli("rubric", "export", tmp_path / "pack", workbook, "--replace").status == 0
    assert workbook.stat().st_size > 1000


@pytest.mark.parametrize("name", ["rubric", "rubric.xls", "rubric.xlsx.bak"])
def test_a_workbook_is_named_as_one(cli: Cli, tmp_path: Path, name: str) -> None:
    result = cli("rubric", "export", "nonferrous-dx", tmp_path / name)
    assert (result.status, result.err) == (1, f"{tmp_path / name} is no name for a workbook: end it in .xlsx.\n")
    assert not (tmp_path / name).exists()


def test_out_and_in_again_is_the_same_pack(cli: Cli, workbook: Path, tmp_path: Path) -> None:
    result = cli("rubric", "import", workbook, tmp_path / "new")
    assert (result.status, result.err) == (0, "")
    assert "was written to" in result.out
    assert load_pack(tmp_path / "new") == load_pack(tmp_path / "pack")


def test_a_dry_run_shows_the_difference_and_writes_nothing(cli: Cli, edited: Edit, tmp_path: Path) -> None:
    result = cli("rubric", "import", edited(VERSION, TEXT), tmp_path / "pack", "--dry-run")
    replaces = f"small 1.1.0 replaces 1.0.0 in {tmp_path / 'pack'}.\n"
    assert (result.status, result.err) == (0, f"{replaces}Nothing was written.\n")
    assert result.out == (
        "small 1.0.0 → small 1.1.0\n"
        "added 0  removed 0  changed 2  moved 0\n"
        "\n"
        "Rubric: changed\n"
        "  Version\n"
        "    - 1.0.0\n"
        "    + 1.1.0\n"
        "\n"
        "Requirement G-A-01.1a: changed\n"
        "  Text (English)\n"
        "    - Record\n"
        "    + Record\n"
        "    + every shift\n"
    )
    assert load_pack(tmp_path / "pack").rubric.version == "1.0.0"


def test_the_difference_in_chinese(cli: Cli, edited: Edit, tmp_path: Path) -> None:
    file = edited(VERSION, ("G-A", "F3", "逐班记录"))
    told = cli("--lang", "zh", "rubric", "import", file, tmp_path / "pack", "--dry-run")
    assert "\n指标体系：修改\n  版本\n    - 1.0.0\n    + 1.1.0\n" in told.out
    assert "\n要求 G-A-01.1a：修改\n  文字（中文）\n    - 记录\n    + 逐班记录\n" in told.out


def test_the_difference_for_programs(cli: Cli, edited: Edit, tmp_path: Path) -> None:
    told = cli("rubric", "import", edited(VERSION, TEXT), tmp_path / "pack", "--json").json
    assert (told["rubric"]["version"], told["against"]["version"]) == ("1.1.0", "1.0.0")
    assert told["rubric"]["sha256"] == load_pack(tmp_path / "pack").sha256
    assert [node["id"] for node in told["changed"]] == ["", "G-A-01.1a"]
    assert told["changed"][1]["changes"] == [
        {"field": "text", "language": "en", "before": "Record", "after": "Record\nevery shift"}
    ]
    assert (told["added"], told["removed"], told["moved"]) == ([], [], [])
    assert (told["written"], told["refused"]) == (str(tmp_path / "pack"), None)


def test_what_a_folder_holds_is_compared_also_where_the_library_has_a_newer_one(
    cli: Cli, edited: Edit, tmp_path: Path
) -> None:
    assert cli("assessment", "new", "--name", "A", "--segments", "smelting").status == 0
    packs = tmp_path / "library" / "rubrics"
    packs.mkdir(exist_ok=True)
    write(packs / "newer", changed("pack.yaml", ("version: 1.0.0", "version: 2.0.0")))
    write(packs / "older")
    told = cli("rubric", "import", edited(VERSION), packs / "older")
    assert told.out.startswith("small 1.0.0 → small 1.1.0\n")
    assert f"small 1.1.0 replaces 1.0.0 in {packs / 'older'}." in told.err
    assert load_pack(packs / "older").rubric.version == "1.1.0"


def test_a_version_below_the_newest_is_said_to_be_one(cli: Cli, workbook: Path, tmp_path: Path) -> None:
    assert cli("assessment", "new", "--name", "A", "--segments", "smelting").status == 0
    packs = tmp_path / "library" / "rubrics"
    packs.mkdir(exist_ok=True)
    write(packs / "newer", changed("pack.yaml", ("version: 1.0.0", "version: 1.10.0")))
    said = "small 1.0.0 is older than small 1.10.0, which is at hand.\n"
    assert cli("rubric", "import", workbook, packs / "older", "--dry-run").err == f"{said}Nothing was written.\n"
    assert cli("rubric", "import", workbook, packs / "older").err == said


def test_a_pack_that_lies_in_another_folder_of_the_library_is_not_written_twice(
    cli: Cli, edited: Edit, tmp_path: Path
) -> None:
    assert cli("assessment", "new", "--name", "A", "--segments", "smelting").status == 0
    packs = tmp_path / "library" / "rubrics"
    packs.mkdir(exist_ok=True)
    write(packs / "newer", changed("pack.yaml", ("version: 1.0.0", "version: 1.1.0")))
    write(packs / "older")
    for folder in ("older", "third"):
        told = cli("rubric", "import", edited(VERSION), packs / folder)
        assert (told.status, told.err) == (0, "Nothing was written.\n")
        assert told.out.endswith(f"{packs / 'newer'} holds exactly this pack already.\n")
        shown = cli("rubric", "import", edited(VERSION), packs / folder, "--json").json
        assert (shown["written"], shown["elsewhere"]) == (None, str(packs / "newer"))
    assert names(packs) == ["newer", "older"]
    assert load_pack(packs / "older").rubric.version == "1.0.0"


def test_a_higher_version_takes_the_place_of_the_pack(cli: Cli, edited: Edit, tmp_path: Path) -> None:
    assert cli("rubric", "import", edited(VERSION, TEXT), tmp_path / "pack").status == 0
    assert load_pack(tmp_path / "pack").rubric.version == "1.1.0"


def test_the_same_pack_again_is_left_alone(cli: Cli, workbook: Path, tmp_path: Path) -> None:
    before = (tmp_path / "pack" / "pack.yaml").read_bytes()
    result = cli("rubric", "import", workbook, tmp_path / "pack")
    assert (result.status, result.err) == (0, "")
    assert "holds exactly this pack already" in result.out
    assert (tmp_path / "pack" / "pack.yaml").read_bytes() == before


REFUSALS = {
    "same version, other content": ([TEXT], "pack", "small 1.0.0 is known with other content: raise the version"),
    "a lower version": ([(PACK, "K3", "0.9.0")], "pack", "which is not older than small 0.9.0"),
    "another rubric's folder": ([(PACK, "B3", "mine")], "pack", "name another folder for mine 1.0.0"),
    "a folder of other files": ([], "other", "holds files, but no rubric pack"),
    "a pack with faults": ([], "faulty", "holds a pack with faults"),
    "a file": ([], "pack.xlsx", "is a file: name a folder"),
    "nowhere": ([], "no/new", "does not exist: make it first"),
}


@pytest.mark.parametrize("name", list(REFUSALS))
@pytest.mark.parametrize("dry_run", [True, False])
def test_what_may_not_be_written_is_shown_and_refused(
    cli: Cli, edited: Edit, tmp_path: Path, name: str, dry_run: bool
) -> None:
    cells, target, sentence = REFUSALS[name]
    for folder, file in (("other", "a.txt"), ("faulty", "pack.yaml")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / file).write_text("x")
    before = names(tmp_path)
    result = cli("rubric", "import", edited(*cells), tmp_path / target, *(["--dry-run"] if dry_run else []))
    assert result.status == 1
    assert sentence in result.err
    assert len(result.err.splitlines()) == 1
    assert result.out
    assert load_pack(tmp_path / "pack").rubric.version == "1.0.0"
    assert names(tmp_path) == sorted([*before, "edited.xlsx"])


def test_a_refusal_for_programs(cli: Cli, edited: Edit, tmp_path: Path) -> None:
    result = cli("rubric", "import", edited(TEXT), tmp_path / "pack", "--json")
    assert result.status == 1
    assert result.json["written"] is None
    assert "raise the version" in result.json["refused"]


def test_a_pack_of_ones_own_stands_beside_ours(cli: Cli, tmp_path: Path) -> None:
    """Export one, give it an id of its own, import it into the library's rubrics: it is listed and can be chosen."""
    assert cli("assessment", "new", "--name", "A", "--segments", "smelting").status == 0
    (tmp_path / "library" / "rubrics").mkdir(exist_ok=True)
    write(tmp_path / "library" / "rubrics" / "small")
    assert cli("rubric", "export", "small", tmp_path / "ours.xlsx").status == 0
    book = load_workbook(tmp_path / "ours.xlsx")
    book[PACK]["B3"].value, book[PACK]["K3"].value = "official", "1.0.0"
    book.save(tmp_path / "ours.xlsx")
    own = tmp_path / "library" / "rubrics" / "official"
    result = cli("rubric", "import", tmp_path / "ours.xlsx", own)
    assert result.status == 0
    assert "No rubric with the id official is at hand" in result.out
    result = cli("rubric", "import", tmp_path / "ours.xlsx", own, "--against", "small", "--dry-run")
    assert "changed 1" in result.out
    assert "official" in [entry["id"] for entry in cli("rubric", "list", "--json").json]
    assert cli("assessment", "new", "--name", "B", "--segments", "smelting", "--rubric", "official").status == 0


def test_the_first_pack_of_a_library_makes_its_folder_of_packs(cli: Cli, workbook: Path, tmp_path: Path) -> None:
    assert cli("assessment", "new", "--name", "A", "--segments", "smelting").status == 0
    packs = tmp_path / "library" / "rubrics"
    assert not packs.exists()
    assert cli("rubric", "import", workbook, packs / "small", "--dry-run").status == 0
    assert not packs.exists()
    assert cli("rubric", "import", workbook, packs / "small").status == 0
    assert load_pack(packs / "small") == load_pack(tmp_path / "pack")


def test_a_pack_of_a_new_id_is_compared_with_the_one_that_shares_most(cli: Cli, edited: Edit, tmp_path: Path) -> None:
    assert cli("assessment", "new", "--name", "A", "--segments", "smelting").status == 0
    packs = tmp_path / "library" / "rubrics"
    packs.mkdir(exist_ok=True)
    write(packs / "old", changed("pack.yaml", ("version: 1.0.0", "version: 0.9.0")))
    write(packs / "small")
    told = cli("rubric", "import", edited((PACK, "B3", "mine"), TEXT), tmp_path / "mine", "--dry-run")
    assert told.out.startswith(
        "No rubric with the id mine is at hand: compared with small 1.0.0, which shares most requirements.\n"
        "small 1.0.0 → mine 1.0.0\n"
        "added 0  removed 0  changed 2  moved 0\n"
    )
    told = cli("rubric", "import", tmp_path / "edited.xlsx", tmp_path / "mine", "--against", packs / "old", "--dry-run")
    assert told.out.startswith("small 0.9.0 → mine 1.0.0\n")


def test_a_workbook_is_no_assessment(cli: Cli, workbook: Path) -> None:
    for words in (("score", workbook), ("assessment", "import", workbook)):
        result = cli(*words)
        assert result.status == 1
        assert (
            "pack.xlsx: is a workbook, not an assessment: the Rubric page or rubric import reads a rubric's\n"
            in result.err
        )


def test_faults_are_told_with_sheet_and_cell(cli: Cli, edited: Edit, tmp_path: Path) -> None:
    result = cli("rubric", "import", edited(("G-A", "G3", "=A1"), ("G-A", "L2", 0)), tmp_path / "new", "--lang", "zh")
    assert result.status == 1
    assert "edited.xlsx:G-A!L2：应大于 0" in result.err.replace("必须大于 0", "应大于 0")
    assert "edited.xlsx:G-A!G3：含有公式" in result.err
    assert not (tmp_path / "new").exists()


def test_the_command_line_knows_openpyxl_only_where_a_workbook_is_written(cli: Cli, workbook: Path) -> None:
    program = "import sys; from nfmaturity.cli import run; run(sys.argv[1:]); print('openpyxl' in sys.modules)"
    for words in (["rubric", "list"], ["rubric", "import", str(workbook), str(workbook.parent / "new"), "--dry-run"]):
        done = subprocess.run([sys.executable, "-c", program, *words], capture_output=True, text=True, check=True)
        assert done.stdout.splitlines()[-1] == "False"
