"""An .xlsx file is read cell by cell, and never trusted."""

from __future__ import annotations

import contextlib
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from nfmaturity.domain.errors import FileFaults
from nfmaturity.domain.spot import reference
from nfmaturity.files import xlsx_parts, xlsx_source
from nfmaturity.files.xlsx_source import Cell, read_xlsx, shortest_figure

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PARTS = {
    "_rels/.rels": f'<Relationships><Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="/xl/workbook.xml"/>'
    "</Relationships>",
    "xl/workbook.xml": f'<x:workbook xmlns:x="{MAIN}" xmlns:r="{RELATIONS}"><x:sheets>'
    '<x:sheet name="One" sheetId="1" r:id="r1"/></x:sheets></x:workbook>',
    "xl/_rels/workbook.xml.rels": "<Relationships>"
    f'<Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="sheets/one.xml"/>'
    f'<Relationship Id="r2" Type="{RELATIONS}/sharedStrings" Target="strings.xml"/>'
    f'<Relationship Id="r3" Type="{RELATIONS}/styles" Target="styles.xml"/></Relationships>',
    "xl/strings.xml": "<sst><si><t>plain</t></si>"
    '<si><r><t>rich </t></r><r><t xml:space="preserve">text </t></r><rPh><t>aloud</t></rPh></si>'
    "<si><t>a_x000D_b_x005F_x000D_</t></si></sst>",
    "xl/styles.xml": '<styleSheet><numFmts><numFmt numFmtId="200" formatCode="yyyy/m/d"/>'
    '<numFmt numFmtId="201" formatCode="0.0 &quot;days&quot;"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="200"/><xf numFmtId="201"/></cellXfs></styleSheet>',
}


def sheet_with(cells: str, rest: str = "") -> Mapping[str, str]:
    return {**PARTS, "xl/sheets/one.xml": f"<worksheet><sheetData>{cells}</sheetData>{rest}</worksheet>"}


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def told(folder: Path, raw: bytes) -> str:
    path = folder / "x.xlsx"
    path.write_bytes(raw)
    with pytest.raises(FileFaults) as caught:
        read_xlsx(path)
    (fault,) = caught.value.faults
    assert (fault.file, fault.line, fault.place) == ("x.xlsx", 0, "")
    return str(fault.reason)


def cells(folder: Path, written: str) -> dict[str, Cell]:
    path = folder / "x.xlsx"
    path.write_bytes(packed(sheet_with(written)))
    (sheet,) = read_xlsx(path)
    return {reference(*position): cell for position, cell in sheet.cells.items()}


@pytest.mark.parametrize(
    ("written", "cell"),
    [
        ('<c r="A1" t="s"><v>0</v></c>', Cell("text", "plain")),
        ('<c r="A1" t="s"><v>1</v></c>', Cell("text", "rich text ")),
        ('<c r="A1" t="s"><v>2</v></c>', Cell("text", "a\rb_x000D_")),
        ('<c r="A1" t="inlineStr"><is><t>in_x0041_</t></is></c>', Cell("text", "inA")),
        ('<c r="A1" t="str"><v>said</v></c>', Cell("text", "said")),
        ('<c r="A1"><v>0.80000000000000004</v></c>', Cell("number", "0.8")),
        ('<c r="A1"><v>25.0</v></c>', Cell("number", "25")),
        ('<c r="A1"><v>1E-3</v></c>', Cell("number", "0.001")),
        ('<c r="A1" s="3"><v>2</v></c>', Cell("number", "2")),
        ('<c r="A1" s="1"><v>46000</v></c>', Cell("date", "46000")),
        ('<c r="A1" s="2"><v>46000</v></c>', Cell("date", "46000")),
        ('<c r="A1" t="d"><v>2026-11-23</v></c>', Cell("date", "2026-11-23")),
        ('<c r="A1" t="b"><v>1</v></c>', Cell("truth", "true")),
        ('<c r="A1" t="e"><v>#REF!</v></c>', Cell("error", "#REF!")),
        ('<c r="A1" t="str"><f>B1</f><v>x</v></c>', Cell("formula", "")),
    ],
)
def test_what_a_cell_holds(tmp_path: Path, written: str, cell: Cell) -> None:
    assert cells(tmp_path, f"<row>{written}</row>") == {"A1": cell}


def test_cells_without_place_follow_one_another_and_blank_ones_are_left_out(tmp_path: Path) -> None:
    number = "<c><v>1</v></c>"
    found = cells(tmp_path, f'<row>{number}<c/>{number}</row><row/><row r="9">{number}<c t="inlineStr"/></row>')
    assert list(found) == ["A1", "C1", "A9"]


def test_merged_cells_are_told(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(packed(sheet_with("", '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>')))
    assert read_xlsx(path)[0].merged == ("A1:B2",)


def test_figures_are_given_in_shortest_form() -> None:
    written = ("0.1", "1e5", "-0.0", "123456789012", "1e-7", "33.333333333333336")
    assert [shortest_figure(text) for text in written] == [
        "0.1",
        "100000",
        "-0",
        "123456789012",
        "0.0000001",
        "33.333333333333336",
    ]


NO_WORKBOOK = "is not an Excel workbook (.xlsx): save it in this format"
PROTECTED = "is protected by a password or in an old format: save it as .xlsx without a password"
DAMAGED = "is a damaged workbook: open it in Excel, save it again and import that ({part})"
UNKNOWN_ENCODING = '<?xml version="1.0" encoding="x"?><a/>'
WHOLE = packed(sheet_with('<row><c t="s"><v>0</v></c></row>'))


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", NO_WORKBOOK),
        (b"row,id\n", NO_WORKBOOK),
        (packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), NO_WORKBOOK),
        (packed({**PARTS, "xl/_rels/workbook.xml.rels": "<Relationships/>"}), NO_WORKBOOK),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), PROTECTED),
        (WHOLE[: len(WHOLE) // 2], DAMAGED.format(part="zip")),
        (packed(PARTS), DAMAGED.format(part="xl/sheets/one.xml")),
        (packed(sheet_with("<row>")), DAMAGED.format(part="xl/sheets/one.xml")),
        (packed(sheet_with('<row><c t="s"><v>9</v></c></row>')), DAMAGED.format(part="xl/sheets/one.xml")),
        (packed(sheet_with('<row><c t="s"><v>-1</v></c></row>')), DAMAGED.format(part="xl/sheets/one.xml")),
        (packed(sheet_with("<row><c><v>much</v></c></row>")), DAMAGED.format(part="xl/sheets/one.xml")),
        (packed(sheet_with("<row><c><v>1e999</v></c></row>")), DAMAGED.format(part="xl/sheets/one.xml")),
        (packed(sheet_with('<row r="9999999"><c/></row>')), DAMAGED.format(part="xl/sheets/one.xml")),
        (packed(sheet_with('<row><c r="A0"/></row>')), DAMAGED.format(part="xl/sheets/one.xml")),
        (packed({**PARTS, "xl/styles.xml": "<a"}), DAMAGED.format(part="xl/styles.xml")),
        (packed({**PARTS, "xl/styles.xml": UNKNOWN_ENCODING}), DAMAGED.format(part="xl/styles.xml")),
    ],
)
def test_what_is_no_workbook_is_told_in_one_sentence(tmp_path: Path, raw: bytes, reason: str) -> None:
    assert told(tmp_path, raw) == reason


def test_entities_are_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>'
    raw = packed({**sheet_with(""), "xl/strings.xml": bomb})
    assert told(tmp_path, raw) == DAMAGED.format(part="xl/strings.xml")


def test_an_encrypted_part_is_told(tmp_path: Path) -> None:
    raw = bytearray(WHOLE)
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    assert told(tmp_path, bytes(raw)) == PROTECTED


def test_what_is_huge_unpacked_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    raw = packed({**sheet_with(""), "bomb": bytes(xlsx_parts.MAX_UNPACKED)})
    assert len(raw) < 1_000_000
    assert told(tmp_path, raw) == "is far larger than a rubric's workbook: more than 100 MB unpacked"


def test_one_part_that_is_named_many_times_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_parts, "MAX_UNPACKED", 1_000_000)
    sheets = "".join(f'<sheet name="{n}" id="r1"/>' for n in range(20))
    long = sheet_with(f"<row><c><v>{'0' * 100_000}1</v></c></row>")
    raw = packed({**long, "xl/workbook.xml": f"<workbook><sheets>{sheets}</sheets></workbook>"})
    assert told(tmp_path, raw) == "is far larger than a rubric's workbook: more than 1 MB unpacked"


def test_a_part_that_hides_its_size_is_told(tmp_path: Path) -> None:
    raw = bytearray(packed(sheet_with("<row/>" * 100_000)))
    entry = raw.rindex(b"PK\x01\x02")
    raw[entry + 24 : entry + 28] = (100).to_bytes(4, "little")
    assert told(tmp_path, bytes(raw)) == DAMAGED.format(part="xl/sheets/one.xml")


@pytest.mark.parametrize("content", ["<row><c/><c/></row>" * 10, "<row/>" * 30, "<row><c><v>1</v></c></row>" * 20])
def test_too_many_cells_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str) -> None:
    monkeypatch.setattr(xlsx_source, "MAX_CELLS", 20)
    assert told(tmp_path, packed(sheet_with(content))).startswith("is no rubric's workbook: it has more than 20 cells")


def test_elements_without_end_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = packed({**sheet_with(""), "xl/styles.xml": "<a>" * 1000})
    assert told(tmp_path, deep) == DAMAGED.format(part="xl/styles.xml")
    monkeypatch.setattr(xlsx_parts, "MAX_ELEMENTS", 1000)
    many = packed({**sheet_with(""), "xl/styles.xml": f"<a>{'<b/>' * 1000}</a>"})
    assert told(tmp_path, many) == "is far larger than a rubric's workbook: more than 1000 elements"


def test_a_folder_and_a_missing_file(tmp_path: Path) -> None:
    for path, reason in ((tmp_path, "is a folder, not a file"), (tmp_path / "no.xlsx", "there is no such file")):
        with pytest.raises(FileFaults) as caught:
            read_xlsx(path)
        assert str(caught.value.faults[0].reason) == reason


def _by_openpyxl() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in range(1, 20):
        sheet.append([f"text {row}", row, row / 3, True])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


GOOD = _by_openpyxl()


@settings(max_examples=300, deadline=None)
@given(start=st.integers(0), length=st.integers(0, 60), put=st.binary(max_size=12))
def test_a_damaged_file_never_crashes(
    tmp_path_factory: pytest.TempPathFactory, start: int, length: int, put: bytes
) -> None:
    start %= len(GOOD)
    path = tmp_path_factory.getbasetemp() / "damaged.xlsx"
    path.write_bytes(GOOD[:start] + put + GOOD[start + length :])
    with contextlib.suppress(FileFaults):
        read_xlsx(path)


@settings(max_examples=200, deadline=None)
@given(
    part=st.sampled_from([*sorted(PARTS), "xl/sheets/one.xml"]),
    start=st.integers(0),
    put=st.text('<>/"=&9A ', max_size=6),
)
def test_a_damaged_part_never_crashes(
    tmp_path_factory: pytest.TempPathFactory, part: str, start: int, put: str
) -> None:
    parts = dict(sheet_with('<row r="1"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1"><v>1</v></c></row>'))
    start %= len(parts[part])
    parts[part] = parts[part][:start] + put + parts[part][start + len(put) :]
    path = tmp_path_factory.getbasetemp() / "damaged.xlsx"
    path.write_bytes(packed(parts))
    with contextlib.suppress(FileFaults):
        read_xlsx(path)
