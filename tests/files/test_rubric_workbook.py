"""Export then import gives the same pack, to the hash, whatever the pack and whoever saved the file in between."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from nfmaturity.domain.errors import UserError
from nfmaturity.domain.rubric import RubricPack
from nfmaturity.files.rubric_files import load_pack, rubric_from_source
from nfmaturity.files.rubric_workbook import writer
from nfmaturity.files.rubric_workbook.cells import join_texts, split_texts
from nfmaturity.files.rubric_workbook.layout import GLOSSARY, NOTES, PACK
from nfmaturity.files.rubric_workbook.reader import read_workbook
from nfmaturity.files.rubric_workbook.writer import workbook_bytes
from nfmaturity.resources import shipped_rubrics
from tests.files.packs import write
from tests.files.random_packs import TEXT, sources
from tests.synthetic import large_pack


def through_a_workbook(pack: RubricPack, folder: Path) -> RubricPack:
    path = folder / "pack.xlsx"
    path.write_bytes(workbook_bytes(pack))
    return read_workbook(path)


@pytest.fixture(scope="module")
def few_empty_rows() -> Iterator[None]:
    """Fewer of the rows to write into, which take most of the time and hold nothing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writer, "EMPTY_ROWS", 1)
        yield


@pytest.mark.usefixtures("few_empty_rows")
@settings(max_examples=40, deadline=None)
@given(source=sources())
def test_any_pack_comes_back_the_same_to_the_hash(tmp_path_factory: pytest.TempPathFactory, source: Any) -> None:
    pack = rubric_from_source(source)
    assert through_a_workbook(pack, tmp_path_factory.getbasetemp()) == pack


@pytest.mark.parametrize("folder", sorted(shipped_rubrics().iterdir()), ids=lambda folder: folder.name)
def test_the_shipped_packs_come_back_the_same(folder: Path, tmp_path: Path) -> None:
    pack = load_pack(folder)
    assert through_a_workbook(pack, tmp_path) == pack


def test_a_pack_of_real_size_comes_back_the_same(tmp_path: Path) -> None:
    pack = large_pack()
    assert through_a_workbook(pack, tmp_path) == pack


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not here")
@pytest.mark.parametrize("by_way_of", ["ods", "xlsx"])
def test_a_workbook_that_libreoffice_saved_is_the_same(tmp_path: Path, by_way_of: str) -> None:
    pack = load_pack(write(tmp_path / "pack"))
    folder, file = tmp_path / "saved", tmp_path / "pack.xlsx"
    file.write_bytes(workbook_bytes(pack))
    for kind in (by_way_of, "xlsx"):
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(file)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        file = folder / f"pack.{kind}"
    assert read_workbook(file) == pack


@settings(max_examples=200, deadline=None)
@given(texts=st.lists(TEXT, max_size=4))
def test_a_list_of_texts_reads_back_as_it_was(texts: list[str]) -> None:
    assert split_texts(join_texts(texts)) == texts


def test_lists_of_texts_stand_one_a_line() -> None:
    assert join_texts(["a", "b: c"]) == "a\nb: c"
    assert join_texts([]) == "[]"
    assert split_texts("\n a \r\n\n b\n") == ["a", "b"]
    assert split_texts("[AL] a\nb") == ["[AL] a", "b"]


def test_the_workbook_as_excel_shows_it(tmp_path: Path) -> None:
    """One sheet for the pack, one a domain; one row a requirement; frozen, validated and with locked ids."""
    pack = load_pack(write(tmp_path / "pack"))
    book = load_workbook(io.BytesIO(workbook_bytes(pack)))
    assert book.sheetnames == [NOTES, PACK, GLOSSARY, "G-A", "G-B"]
    sheet = book["G-A"]
    heads = [str(cell.value).split("\n")[0] for cell in sheet[1]]
    assert heads[:7] == ["row", "id", "level", "name zh", "name en", "text zh", "text en"]
    rows = [(row[0], row[1], row[2], row[6]) for row in sheet.iter_rows(min_row=2, max_row=7, values_only=True)]
    assert rows == [
        ("sub-indicator 能力子域", "G-A-01", None, "Definition"),
        ("requirement 要求", "G-A-01.1a", 1, "Record"),
        ("requirement 要求", "G-A-01.1b", 1, "Check"),
        ("action 措施", None, 1, "Set up"),
        ("requirement 要求", "G-A-01.2a", 2, "Predict"),
        (None, None, None, None),
    ]
    assert sheet.freeze_panes == "D2"
    assert sheet.protection.sheet
    assert not sheet.protection.password
    assert not sheet.protection.insertRows
    assert [sheet[cell].protection.locked for cell in ("B3", "F3", "B7", "A1", "L3")] == [
        True,
        False,
        False,
        True,
        True,
    ]
    lists = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation if rule.type == "list"}
    assert lists["C2:C5000"] == '"1,2"'
    assert '"S,M,L"' in lists.values()
    assert '"true,false"' in lists.values()
    assert '"mining,smelting"' in lists.values()


def test_the_notes_speak_both_languages(tmp_path: Path) -> None:
    book = load_workbook(io.BytesIO(workbook_bytes(load_pack(write(tmp_path / "pack")))))
    rows = list(book[NOTES].iter_rows(min_row=2, values_only=True))
    assert len(rows) > 5
    assert all(zh and en and zh != en for zh, en in rows)


def test_figures_are_numbers_unless_excel_would_round_them(tmp_path: Path) -> None:
    folder = write(tmp_path / "pack")
    domain = folder / "G-A.yaml"
    domain.write_text(domain.read_text(encoding="utf-8").replace('"25"', '"123456.123456789012"'), encoding="utf-8")
    book = load_workbook(io.BytesIO(workbook_bytes(load_pack(folder))))
    assert book[PACK]["H4"].value == 0.8
    assert book["G-A"]["L2"].value == "123456.123456789012"


def test_texts_are_never_formulas(tmp_path: Path) -> None:
    folder = write(tmp_path / "pack")
    pack = folder / "pack.yaml"
    pack.write_text(pack.read_text(encoding="utf-8").replace("Made up", "=1+1"), encoding="utf-8")
    cell = load_workbook(io.BytesIO(workbook_bytes(load_pack(folder))))[PACK]["F3"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


def test_a_text_that_no_cell_holds_is_told(tmp_path: Path) -> None:
    folder = write(tmp_path / "pack")
    domain = folder / "G-A.yaml"
    domain.write_text(domain.read_text(encoding="utf-8").replace("[账]", f"[{'账' * 32_768}]"), encoding="utf-8")
    with pytest.raises(UserError, match="G-A!J2 would hold more than 32767 characters"):
        workbook_bytes(load_pack(folder))
