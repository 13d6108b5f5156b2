from __future__ import annotations

from pathlib import Path

import pytest

from nfmaturity.domain.errors import FileFaults
from nfmaturity.files.rubric_files import load_pack
from tests.files.packs import DOMAIN, FILES, PACK, changed, faults_of, line_of, write

# Another format or a later program


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("nfmaturity-rubric", "other", 2, 'is not a rubric pack: its "format" must be nfmaturity-rubric'),
        ("format: nfmaturity-rubric\n", "", 2, 'is not a rubric pack: its "format" must be nfmaturity-rubric'),
        (PACK, "- a\n- b\n", 1, 'is not a rubric pack: its "format" must be nfmaturity-rubric'),
        (
            "schema: 1",
            "schema: 12\nnovelty: 1",
            2,
            "was made by a newer version of nfmaturity; update it to read this (schema 12)",
        ),
    ],
)
def test_a_foreign_pack_is_told_in_one_sentence(tmp_path: Path, old: str, new: str, line: int, reason: str) -> None:
    assert faults_of(write(tmp_path, changed("pack.yaml", (old, new)))) == [("pack.yaml", line, "", reason)]


@pytest.mark.parametrize("schema", ["0", "one", "", "-1", "1.5"])
def test_a_schema_that_is_no_number_is_a_fault(tmp_path: Path, schema: str) -> None:
    found = faults_of(write(tmp_path, changed("pack.yaml", ("schema: 1", f"schema: '{schema}'"))))
    assert found == [("pack.yaml", 3, "schema", "is not a whole number from 1")]


# Files and folders


def test_a_missing_folder(tmp_path: Path) -> None:
    assert faults_of(tmp_path / "nowhere") == [("nowhere", 0, "", "there is no such folder")]


def test_a_file_for_a_folder(tmp_path: Path) -> None:
    write(tmp_path)
    reason = "is a file: name the folder that holds pack.yaml"
    assert faults_of(tmp_path / "pack.yaml") == [("pack.yaml", 0, "", reason)]


def test_a_missing_pack_file_does_not_hide_the_others(tmp_path: Path) -> None:
    write(tmp_path, {"G-A.yaml": "a: [", "G-B.yaml": DOMAIN})
    found = faults_of(tmp_path)
    assert [fault[:2] for fault in found] == [("G-A.yaml", 2), ("pack.yaml", 0)]
    assert found[1][3] == "there is no such file"


def test_a_folder_for_a_file(tmp_path: Path) -> None:
    write(tmp_path, {name: text for name, text in FILES.items() if name != "G-B.yaml"})
    (tmp_path / "G-B.yaml").mkdir()
    assert faults_of(tmp_path) == [("G-B.yaml", 0, "", "is a folder, not a file")]


def test_a_file_in_a_circle_of_links(tmp_path: Path) -> None:
    write(tmp_path, {name: text for name, text in FILES.items() if name != "pack.yaml"})
    (tmp_path / "pack.yaml").symlink_to(tmp_path / "pack.yaml")
    assert faults_of(tmp_path) == [("pack.yaml", 0, "", "cannot be read (ELOOP)")]


def test_a_missing_domain_file_is_told_once(tmp_path: Path) -> None:
    files = changed("G-A.yaml", ("depends_on: [G-A-01.1b]", "depends_on: [G-B-01.1b]"))
    del files["G-B.yaml"]
    line = line_of(files, "pack.yaml", "domains:")
    assert faults_of(write(tmp_path, files)) == [
        ("pack.yaml", line, "groups.0.domains.1", "the file G-B.yaml is missing")
    ]


def test_files_that_are_not_listed(tmp_path: Path) -> None:
    write(
        tmp_path, {**FILES, "G-C.yaml": DOMAIN, "G-A.yml": DOMAIN, ".G-A.yaml.swp": "x", "._G-A.yaml": "x", "a.md": ""}
    )
    reason = "is not listed in pack.yaml: list it under its group or take it out of the folder"
    assert faults_of(tmp_path) == [("G-A.yml", 0, "", reason), ("G-C.yaml", 0, "", reason)]


def test_a_file_with_another_id_than_its_name(tmp_path: Path) -> None:
    files = changed("G-B.yaml", ("id: G-B\n", "id: X-B\n"), ("id: G-B-01\n", "id: X-B-01\n"))
    found = faults_of(write(tmp_path, files))
    assert ("G-B.yaml", 1, "id", "must be G-B, as the file is named") in found
    assert all(place.startswith("sub_indicators.0.levels") for _, _, place, _ in found[1:])


def test_a_domain_listed_twice_is_read_once(tmp_path: Path) -> None:
    files = changed("pack.yaml", ("[G-A, G-B]", "[G-A, G-B, G-A]"))
    line = line_of(files, "pack.yaml", "domains:")
    assert faults_of(write(tmp_path, files)) == [
        ("pack.yaml", line, "groups.0.domains.2", "the domain G-A is listed twice")
    ]


@pytest.mark.parametrize("name", ["../G-A", "/etc/passwd", "G-A/../G-A", "''", "[]", "{a: b}", ".hidden", "C:x"])
def test_domains_are_plain_ids(tmp_path: Path, name: str) -> None:
    files = changed("pack.yaml", ("[G-A, G-B]", f"[G-A, G-B, {name}]"))
    line = line_of(files, "pack.yaml", "domains:")
    reason = "must be the id of a domain, which its file is named after"
    assert faults_of(write(tmp_path, files)) == [("pack.yaml", line, "groups.0.domains.2", reason)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [("just words", "must be a group of keys"), ("[a, b]", "must be a group of keys"), ("# no\n", "the file is empty")],
)
def test_a_domain_file_that_is_no_domain(tmp_path: Path, text: str, reason: str) -> None:
    found = faults_of(write(tmp_path, {**FILES, "G-B.yaml": text}))
    assert [(file, place, said) for file, _, place, said in found] == [("G-B.yaml", "", reason)]


# Faults of the schema


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "place", "reason"),
    [
        ("G-A.yaml", 'weight: "25"', 'weght: "25"', 8, "sub_indicators.0.weght", "unknown key"),
        ("G-A.yaml", '    weight: "25"\n', "", 5, "sub_indicators.0.weight", "this key is missing"),
        ("G-A.yaml", 'weight: "2"\n', "", 1, "weight", "this key is missing"),
        ("G-A.yaml", '"25"', '"-1"', 8, "sub_indicators.0.weight", "must be above 0"),
        ("G-A.yaml", '"25"', "1e3", 8, "sub_indicators.0.weight", "is not a decimal number"),
        ("G-A.yaml", '"25"', "[25]", 8, "sub_indicators.0.weight", "is not a decimal number"),
        ("G-A.yaml", "{zh: 定义, en: Definition}", "{zh: 定义}", 7, "sub_indicators.0.definition", "in en is missing"),
        (
            "G-A.yaml",
            "{zh: 定义, en: Definition}",
            "{zh: 定义, en: '  '}",
            7,
            "sub_indicators.0.definition",
            "in en is empty",
        ),
        ("G-A.yaml", "{zh: 定义, en: Definition}", "words", 7, "sub_indicators.0.definition", "several languages"),
        ("G-A.yaml", "en: Definition}", "en: D, fr: D}", 7, "sub_indicators.0.definition", "the language fr"),
        ("G-A.yaml", "en: [Ledger]}", "en: Ledger}", 10, "sub_indicators.0.evidence", "list of texts"),
        (
            "G-A.yaml",
            "effort: S",
            "effort: XL",
            22,
            "sub_indicators.0.levels.1.actions.0.effort",
            "must be one of 'S', 'M', 'L'",
        ),
        (
            "G-A.yaml",
            "effort_days: 10",
            "effort_days: -5",
            16,
            "sub_indicators.0.levels.1.requirements.0.effort_days",
            "below 0",
        ),
        ("G-A.yaml", 'weight: "2"\n', 'weight: "2"\ntailorable: maybe\n', 4, "tailorable", "true or false"),
        ("pack.yaml", "1.0.0", "1.0", 5, "version", "not a version such as 1.0.0"),
        ("pack.yaml", 'value: "0.5"', 'value: "1.5"', 18, "scoring.degrees.1.value", "between 0 and 1"),
        (
            "pack.yaml",
            "accumulate: first_unmet",
            "accumulate: best",
            21,
            "scoring.accumulate",
            "must be one of 'first_unmet'",
        ),
        ("pack.yaml", "id: mining", "id: fishing", 13, "segments.0.id", "must be one of 'mining'"),
        ("pack.yaml", "level: 2,", "level: two,", 11, "levels.1.level", "whole number"),
    ],
)
def test_schema_faults_name_line_and_place(
    tmp_path: Path, name: str, old: str, new: str, line: int, place: str, reason: str
) -> None:
    found = [fault for fault in faults_of(write(tmp_path, changed(name, (old, new)))) if fault[2] == place]
    assert [(file, number) for file, number, _, _ in found] == [(name, line)]
    assert reason in found[0][3]


@pytest.mark.parametrize("languages", ["[]", "zh", "{a: b}", "[zh, zh, en]"])
def test_languages_at_fault_do_not_spoil_every_text(tmp_path: Path, languages: str) -> None:
    found = faults_of(write(tmp_path, changed("pack.yaml", ("[zh, en]", languages))))
    assert [(file, line) for file, line, _, _ in found] == [("pack.yaml", 6)]


# All at once


def test_every_fault_of_every_file_at_once(tmp_path: Path) -> None:
    files = changed("pack.yaml", ('level_threshold: "0.8"', "level_threshold: 2"), ("G-B]", "G-B, G-C, G-D]"))
    files["G-A.yaml"] = DOMAIN.replace('weight: "25"', "weght: 25").replace("[G-A-01.1b]", "[G-Z-01.1a]")
    files["G-B.yaml"] = FILES["G-B.yaml"].replace("id: G-B-01.2a", "id: &x G-B-01.2b").replace('"2"', "[")
    files["G-C.yaml"] = (
        FILES["G-B.yaml"]
        .replace("G-B", "G-C")
        .replace("{zh: 乙", "{zh: 丙")
        .replace("effort: S", "effort: S, effort: M")
    )
    files["stray.yaml"] = "a: b"
    found = [fault[:3] for fault in faults_of(write(tmp_path, files))]
    domains = line_of(files, "pack.yaml", "domains:")
    assert found == [
        ("G-A.yaml", 5, "sub_indicators.0.weight"),
        ("G-A.yaml", 8, "sub_indicators.0.weght"),
        ("G-A.yaml", 27, "sub_indicators.0.levels.2.requirements.0.depends_on.0"),
        ("G-B.yaml", 5, "weight.0.sub_indicators"),
        ("G-C.yaml", 22, "sub_indicators.0.levels.1.actions.0.effort"),
        ("pack.yaml", 20, "scoring.level_threshold"),
        ("pack.yaml", domains, "groups.0.domains.3"),
        ("stray.yaml", 0, ""),
    ]


def test_faults_count_in_the_sentence(tmp_path: Path) -> None:
    folder = write(tmp_path / "mine", changed("G-A.yaml", ('weight: "25"', "weght: 25")))
    with pytest.raises(FileFaults) as caught:
        load_pack(folder)
    assert str(caught.value) == "mine was not read. Faults found: 2, listed above."
