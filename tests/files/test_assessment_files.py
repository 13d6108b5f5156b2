from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nfmaturity.domain.assessment import Answer
from nfmaturity.domain.assessment_record import Record
from nfmaturity.domain.changes import apply
from nfmaturity.domain.errors import FileFaults, UserError
from nfmaturity.domain.rubric import RubricPack
from nfmaturity.files.assessment_files import document_from, read_document, record_from, write_document
from nfmaturity.files.rubric_files import load_pack, rubric_from_source
from tests.edits import comment, grade
from tests.files.packs import write
from tests.synthetic import grades_for, large_pack

MINIMAL = {
    "format": "nfmaturity-assessment",
    "schema": 2,
    "enterprise": {"segments": ["smelting"]},
    "grades": {"G-A-01.1a": "full"},
}
FULL = MINIMAL | {
    "id": "0190d6c2-0000-7000-8000-000000000001",
    "title": "年度自评",
    "kind": "audit",
    "target_level": 2,
    "date": "2026-11-23",
    "period": {"from": "2026-01-01", "to": "2026-10-31"},
    "assessors": ["李", "Wang"],
    "enterprise": {"name": "某铜业", "segments": ["smelting"]},
    "comments": {"G-A-01.1a": "查三份", "G-A-01.1b": "—"},
    "review": ["G-A-01.1b"],
    "confirm": ["G-A-01.1a"],
    "previous": "0190d6c2-0000-7000-8000-000000000002",
    "exclusions": {"G-B-01": "无此业务"},
}


@pytest.fixture
def pack(tmp_path: Path) -> RubricPack:
    return load_pack(write(tmp_path / "pack"))


def told(path: Path, tree: object) -> list[tuple[str, str]]:
    path.write_text(json.dumps(tree), encoding="utf-8")
    with pytest.raises(FileFaults) as caught:
        read_document(path)
    assert {(fault.file, fault.line) for fault in caught.value.faults} == {(path.name, 0)}
    return [(fault.place, str(fault.reason)) for fault in caught.value.faults]


def read(path: Path, tree: object, pack: RubricPack) -> Record:
    path.write_text(json.dumps(tree), encoding="utf-8")
    return record_from(read_document(path), pack)[0]


def test_the_least_that_is_a_document(tmp_path: Path, pack: RubricPack) -> None:
    record = read(tmp_path / "a.json", MINIMAL, pack)
    assert record.state.answers == {"G-A-01.1a": Answer("full")}
    assert record.state.rubric.sha256 == pack.sha256
    assert record.state.id
    assert record.state == record.origin


def test_what_is_written_is_read_back(tmp_path: Path, pack: RubricPack) -> None:
    record = read(tmp_path / "a.json", FULL, pack)
    write_document(tmp_path / "b.json", record)
    assert record_from(read_document(tmp_path / "b.json"), pack) == (record, ())
    write_document(tmp_path / "c.json", record)
    assert (tmp_path / "c.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_the_history_is_written_and_read_back(tmp_path: Path, pack: RubricPack) -> None:
    origin = read(tmp_path / "a.json", FULL, pack).state
    first = apply(origin, [grade(origin, "G-A-01.1b", "half")])
    second = apply(first.assessment, [comment(first.assessment, "G-A-01.1b", "复核")])
    log = [*first.accepted, *second.accepted]
    numbered = tuple(type(c)(**{k: getattr(c, k) for k in c.__slots__} | {"seq": n}) for n, c in enumerate(log, 1))
    record = Record(second.assessment, origin, numbered)
    write_document(tmp_path / "b.json", record)
    assert record_from(read_document(tmp_path / "b.json"), pack)[0] == record


def test_a_document_of_the_first_schema_is_read(tmp_path: Path, pack: RubricPack) -> None:
    old = {key: value for key, value in FULL.items() if key not in ("confirm", "previous")} | {"schema": 1}
    record = read(tmp_path / "a.json", old, pack)
    assert record.state.answer("G-A-01.1a") == Answer("full", "查三份")
    assert record.state.previous == ""
    write_document(tmp_path / "b.json", record)
    assert json.loads((tmp_path / "b.json").read_text(encoding="utf-8"))["schema"] == 2


def test_the_first_schema_had_no_provinces(tmp_path: Path) -> None:
    profile = {
        "segments": ["smelting"],
        "region": {"province": "安徽省"},
        "sites": [{"name": "主厂区", "sections": ["acid"]}],
    }
    newer = profile | {"carbon_market": False}
    reason = 'unknown in "schema": 1: carbon_market, province, sections; write "schema": 2'
    assert told(tmp_path / "a.json", MINIMAL | {"schema": 1, "enterprise": newer}) == [("enterprise", reason)]


def test_the_first_schema_had_no_grades_to_confirm(tmp_path: Path) -> None:
    reason = 'unknown key in "schema": 1; write "schema": 2'
    assert told(tmp_path / "a.json", FULL | {"schema": 1}) == [("previous", reason), ("confirm", reason)]


def test_a_document_is_readable(tmp_path: Path, pack: RubricPack) -> None:
    write_document(tmp_path / "a.json", read(tmp_path / "b.json", FULL, pack))
    text = (tmp_path / "a.json").read_text(encoding="utf-8")
    assert '\n "title": "年度自评",\n' in text
    assert '\n  "G-A-01.1a": "full"\n' in text
    assert text.endswith("}\n")


def test_a_failed_write_leaves_no_file(tmp_path: Path, pack: RubricPack) -> None:
    record = read(tmp_path / "a.json", MINIMAL, pack)
    with pytest.raises(UserError, match=r"b\.json cannot be written: the folder .* does not exist"):
        write_document(tmp_path / "none" / "b.json", record)


# Faults of the document


def test_every_fault_at_once_with_its_place(tmp_path: Path) -> None:
    tree = {
        "format": "nfmaturity-assessment",
        "schema": 1,
        "kind": "guess",
        "date": "2026-02-30",
        "target_level": "3",
        "enterprise": {"segments": ["smelting", "fishing"], "staff": -1, "shoe_size": 4},
        "grades": {"G-A-01.1a": 1},
        "novelty": True,
    }
    assert told(tmp_path / "a.json", tree) == [
        ("kind", "must be one of 'self', 'audit'"),
        ("target_level", "must be a whole number"),
        ("date", "is not a day of the calendar"),
        ("enterprise.segments.1", "must be one of 'mining', 'beneficiation', 'smelting', 'processing'"),
        ("enterprise.staff", "must be at least 0"),
        ("enterprise.shoe_size", "unknown key"),
        ("grades.G-A-01.1a", "must be a text"),
        ("novelty", "unknown key"),
    ]


@pytest.mark.parametrize("key", ["enterprise", "grades", "schema"])
def test_required_keys(tmp_path: Path, key: str) -> None:
    tree = {name: value for name, value in MINIMAL.items() if name != key}
    assert told(tmp_path / "a.json", tree) == [(key, "this key is missing")]


def test_an_enterprise_has_a_segment(tmp_path: Path) -> None:
    tree = MINIMAL | {"enterprise": {"segments": []}}
    assert told(tmp_path / "a.json", tree) == [("enterprise.segments", "must not be empty")]


@pytest.mark.parametrize("tree", [[], "x", 1, None, {}, {"format": "nfmaturity-rubric"}, {"format": ["x"]}])
def test_another_document(tmp_path: Path, tree: object) -> None:
    reason = 'is not an assessment: its "format" must be nfmaturity-assessment'
    assert told(tmp_path / "a.json", tree) == [("", reason)]


def test_a_document_of_a_later_program(tmp_path: Path) -> None:
    reason = "was made by a newer version of nfmaturity; update it to read this (schema 3)"
    assert told(tmp_path / "a.json", MINIMAL | {"schema": 3, "grades": [], "novelty": 1}) == [("", reason)]


@pytest.mark.parametrize("schema", [0, -1, "1", None, 1.5, [], True])
def test_a_schema_that_is_none(tmp_path: Path, schema: object) -> None:
    assert told(tmp_path / "a.json", MINIMAL | {"schema": schema}) == [("schema", "must be one of 1, 2")]


def test_a_file_that_is_no_json_or_not_there(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{\n'x'", encoding="utf-8")
    with pytest.raises(FileFaults) as caught:
        read_document(tmp_path / "a.json")
    assert caught.value.faults[0].line == 2
    with pytest.raises(FileFaults) as caught:
        read_document(tmp_path / "b.json")
    assert str(caught.value.faults[0].reason) == "there is no such file"


# Under a rubric


def misfits(tree: dict[str, Any], pack: RubricPack) -> list[tuple[str, str, str]]:
    document = document_from(json.dumps(tree).encode(), "a.json")
    with pytest.raises(FileFaults) as caught:
        record_from(document, pack, "a.json")
    return [(fault.file, fault.place, str(fault.reason)) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"%PDF-1.4\n\x00\x01", "is a PDF, not an assessment"),
        (b"PK\x03\x04 xl/workbook.xml", "is a workbook, not an assessment"),
        (b"PK\x03\x04 word/document.xml", "is packed, or of another program, not an assessment"),
    ],
)
def test_a_file_that_is_chosen_by_mistake_is_named_for_what_it_is(raw: bytes, said: str) -> None:
    with pytest.raises(FileFaults, match="was not read") as caught:
        document_from(raw, "report.json")
    (fault,) = caught.value.faults
    assert str(fault.reason).startswith(said)


def test_everything_that_does_not_fit_the_rubric_at_once(pack: RubricPack) -> None:
    tree = FULL | {
        "grades": {"G-A-01.1a": "mostly", "G-Z-01.1a": "full"},
        "confirm": ["G-Z-01.1b"],
        "exclusions": {"G-B-01": " ", "nothing": "because"},
        "target_level": 5,
    }
    assert misfits(tree, pack) == [
        ("a.json", "target_level", "the rubric has no level 5, only 1, 2"),
        ("a.json", "grades.G-Z-01.1a", "unknown requirement"),
        ("a.json", "confirm.G-Z-01.1b", "unknown requirement"),
        ("a.json", "grades.G-A-01.1a", "unknown degree 'mostly'; the rubric has full, half, none"),
        ("a.json", "exclusions.G-B-01", "G-B-01 is excluded without a reason: write one."),
        ("a.json", "exclusions.nothing", "nothing is no sub-indicator or requirement of this rubric."),
    ]


def test_an_exclusion_out_of_scope_is_a_note(pack: RubricPack) -> None:
    tree = MINIMAL | {"enterprise": {"segments": ["mining"]}, "exclusions": {"G-A-01.1b": "not ours"}}
    _, notes = record_from(document_from(json.dumps(tree).encode(), "a"), pack)
    assert [str(note) for note in notes] == ["G-A-01.1b is out of scope already; its exclusion changes nothing."]


@pytest.mark.parametrize(
    ("named", "label"),
    [
        ({"id": "other", "version": "1.0.0"}, "other 1.0.0"),
        ({"id": "small", "version": "1.0.1"}, "small 1.0.1"),
        ({"id": "small", "version": "1.0.0", "sha256": "ab" * 32}, "small 1.0.0 (abababababab)"),
    ],
)
def test_another_rubric_is_refused_and_both_are_named(pack: RubricPack, named: dict[str, str], label: str) -> None:
    document = document_from(json.dumps(MINIMAL | {"rubric": named}).encode(), "a")
    with pytest.raises(UserError) as caught:
        record_from(document, pack)
    assert str(caught.value) == (
        f"The assessment was made with the rubric {label}, not with small 1.0.0 ({pack.sha256[:12]}): "
        "choose the rubric that it names."
    )


@pytest.mark.parametrize("with_hash", [True, False])
def test_the_rubric_that_is_named_is_accepted(pack: RubricPack, with_hash: bool) -> None:
    named = {"id": "small", "version": "1.0.0"} | ({"sha256": pack.sha256} if with_hash else {})
    record, _ = record_from(document_from(json.dumps(MINIMAL | {"rubric": named}).encode(), "a"), pack)
    assert record.state.rubric.version == "1.0.0"


def test_an_assessment_of_real_size(tmp_path: Path) -> None:
    pack = large_pack()
    grades, comments = grades_for(pack.rubric, seed=1)
    record = read(tmp_path / "a.json", MINIMAL | {"grades": grades, "comments": comments}, pack)
    write_document(tmp_path / "b.json", record)
    assert record_from(read_document(tmp_path / "b.json"), rubric_from_source(pack.source))[0] == record


VALUES = st.recursive(
    st.sampled_from(["", "full", "G-A-01.1a", "2026-13-01", "\ud800", 0, 1, -1, 10**30, 1.5, True, None]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "from", "G-A-01.1a"]), inner),
    max_leaves=4,
)


@settings(max_examples=200)
@given(st.sampled_from([*FULL, "history", "rubric", "purpose", "site", "parent", "scope_note"]), VALUES)
def test_a_document_with_anything_in_a_key_is_read_or_refused(key: str, value: object) -> None:
    raw = json.dumps(FULL | {key: value}).encode()
    try:
        document = document_from(raw, "a.json")
    except FileFaults:
        return
    assert document.format == "nfmaturity-assessment"
