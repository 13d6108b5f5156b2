from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from nfmaturity.files.yaml_source import MAX_BYTES, MAX_DEPTH, MAX_FAULTS, parse_yaml, read_yaml
from tests.files.packs import DOMAIN, PACK


def told(raw: bytes | str) -> list[tuple[int, str, str]]:
    source = parse_yaml(raw.encode() if isinstance(raw, str) else raw, "a.yaml")
    assert {fault.file for fault in source.faults} <= {"a.yaml"}
    return [(fault.line, fault.place, str(fault.reason)) for fault in source.faults]


@pytest.mark.parametrize(
    "words", ["no", "on", "~", "null", "12:30", "2026-11-23", "010", "1e3", "0x1F", ".inf", "<<", ""]
)
def test_every_scalar_is_a_string(words: str) -> None:
    assert parse_yaml(f"a: {words}\nb: ['{words}']".encode(), "a").tree == {"a": words, "b": [words]}


@pytest.mark.parametrize("text", [PACK, DOMAIN])
def test_the_tree_is_the_one_that_pyyaml_builds_without_types(text: str) -> None:
    source = parse_yaml(text.encode(), "a.yaml")
    assert source.tree == yaml.load(text, yaml.BaseLoader)
    assert not source.faults


def test_texts_and_keys_are_composed() -> None:
    assert parse_yaml("cafe\u0301: e\u0301".encode(), "a").tree == {"café": "é"}


def test_a_byte_order_mark_is_accepted() -> None:
    source = parse_yaml(b"\xef\xbb\xbfa: 1\nb: 2", "a")
    assert source.tree == {"a": "1", "b": "2"}
    assert source.line_of(("b",)) == 2


def test_lines_of_keys_items_and_the_nearest_place_above() -> None:
    source = parse_yaml(b"# c\na:\n  - x: 1\n    y:\n      z: 2\n  - [p,\n     q]\nb: |\n  t\n", "a")
    places = [(), ("a",), ("a", 0), ("a", 0, "x"), ("a", 0, "y", "z"), ("a", 1, 0), ("a", 1, 1), ("b",)]
    assert [source.line_of(place) for place in places] == [2, 2, 3, 3, 5, 6, 7, 8]
    assert source.line_of(("a", 0, "missing")) == 3
    assert source.line_of(("a", 9, "x")) == 2
    assert source.line_of(("b", "below", 3)) == 8
    assert source.line_of(("nothing",)) == 2


@pytest.mark.parametrize(
    ("text", "line", "place", "reason"),
    [
        ("a: 1\nb: &x 2", 2, "b", "&x is an anchor: a pack has none"),
        ("a:\n  - &y {b: 1}", 2, "a.0", "&y is an anchor: a pack has none"),
        ("a: 1\nb: !!int 2", 2, "b", "tag:yaml.org,2002:int is a tag: a pack has none"),
        ("a: ! 2", 1, "a", "! is a tag: a pack has none"),
        ("!mine\na: 1", 1, "", "!mine is a tag: a pack has none"),
        ("a: !!python/name:os.system x", 1, "a", "tag:yaml.org,2002:python/name:os.system is a tag: a pack has none"),
        ("a: 1\nb:\n  c: 1\n  c: 2", 4, "b.c", "the key c stands here twice"),
        ("a: 1\n'a': 2", 2, "a", "the key a stands here twice"),
        ("é: 1\ne\u0301: 2", 2, "é", "the key é stands here twice"),
        ("a: 1\n? [b, c]\n: 2", 2, "", "a key must be a word, not a list or a group of keys"),
        ("? {b: c}\n: 2", 1, "", "a key must be a word, not a list or a group of keys"),
        ("a: 1\n---\nb: 2", 2, "", "a second document begins here: a file holds one"),
        ("a: 1\n...\n---\n", 3, "", "a second document begins here: a file holds one"),
        ('a: 1\nb: "\\0"', 2, "b", "holds a control character or half a character"),
        ("a: 1\nb: \x01", 2, "", "holds a control character or half a character"),
        ("", 0, "", "the file is empty"),
        (" \n\t\n", 0, "", "the file is empty"),
        ("# nothing\n", 0, "", "the file is empty"),
    ],
)  # fmt: skip
def test_what_a_pack_may_not_hold(text: str, line: int, place: str, reason: str) -> None:
    assert told(text) == [(line, place, reason)]


def test_aliases_are_faults_of_their_own() -> None:
    assert told("a: &x 1\nb: *x\n*x : 3") == [
        (1, "a", "&x is an anchor: a pack has none"),
        (2, "b", "*x is an alias: write the value out"),
        (3, "", "*x is an alias: write the value out"),
    ]


def test_a_thousand_million_laughs_are_not_unfolded() -> None:
    lines = ["a0: &a0 [ha]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    assert len(told("\n".join(lines))) == MAX_FAULTS + 1


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\n b: 2", 2),
        ("a: [1, 2\nb: 3", 2),
        ("a: 'x\n\n", 3),
        ("a: 1\n\tb: 2", 2),
        ("a: @x", 1),
        ("%FOO\n---\na: 1", 1),
    ],
)
def test_what_is_not_yaml_is_told_with_its_line(text: str, line: int) -> None:
    (found,) = told(text)
    assert found[0] == line
    assert found[2].startswith("is not written as YAML: look at the indentation, colons and quotes here")
    assert parse_yaml(text.encode(), "a").tree is None


@pytest.mark.parametrize(
    ("raw", "line", "reason"),
    [
        ("a: 铜".encode("utf-16"), 0, "is UTF-16 text: save it as UTF-8"),
        ("a: 铜".encode("utf-16-be"), 0, "is UTF-16 text: save it as UTF-8"),
        ("a: 铜".encode("utf-16-le"), 0, "is UTF-16 text: save it as UTF-8"),
        ("a: 铜".encode("utf-32"), 0, "is UTF-32 text: save it as UTF-8"),
        ("a: 1\nb: 铜精矿".encode("gbk"), 2, "is not UTF-8 text (GBK perhaps): save it as UTF-8"),
        (b"a: 1\n\n\xff", 3, "is not UTF-8 text (GBK perhaps): save it as UTF-8"),
        (b"PK\x03\x04\0\0\0", 0, "is not a text file: it holds binary data"),
        (b"\0", 0, "is not a text file: it holds binary data"),
        (b"a: " + b"x" * MAX_BYTES, 0, "is larger than 5 MB"),
    ],
)
def test_other_encodings_and_binary_files(raw: bytes, line: int, reason: str) -> None:
    assert told(raw) == [(line, "", reason)]


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "? " * 100_000, "a: {b: [" * 50_000])
def test_deep_nesting_stops_the_reading(text: str) -> None:
    assert [reason for _, _, reason in told(text)] == [f"is nested more than {MAX_DEPTH} deep"]


def test_nesting_up_to_the_limit_is_read() -> None:
    assert told("[" * MAX_DEPTH + "]" * MAX_DEPTH) == []
    assert len(told("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1))) == 1


def test_too_many_faults_end_the_reading() -> None:
    found = told("a: 1\n" * 100_000)
    assert len(found) == MAX_FAULTS + 1
    assert found[-1] == (MAX_FAULTS + 1, "a", "from here on the file was not read: it has too many faults")


def file_told(path: Path) -> list[tuple[str, int, str]]:
    return [(fault.file, fault.line, str(fault.reason)) for fault in read_yaml(path).faults]


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "folder.yaml").mkdir()
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "file").write_text("a: 1", encoding="utf-8")
    (tmp_path / "large.yaml").write_bytes(b"#" * (MAX_BYTES + 1))
    assert file_told(tmp_path / "folder.yaml") == [("folder.yaml", 0, "is a folder, not a file")]
    assert file_told(tmp_path / "pipe.yaml") == [("pipe.yaml", 0, "is not an ordinary file")]
    assert file_told(tmp_path / "none.yaml") == [("none.yaml", 0, "there is no such file")]
    assert file_told(tmp_path / "file" / "x.yaml") == [("x.yaml", 0, "there is no such file")]
    assert file_told(tmp_path / "large.yaml") == [("large.yaml", 0, "is larger than 5 MB")]
    assert file_told(tmp_path / ("n" * 300)) == [("n" * 300, 0, "the name is too long")]


@given(st.binary(max_size=200))
def test_any_bytes_give_a_tree_or_faults(raw: bytes) -> None:
    source = parse_yaml(raw, "a.yaml")
    assert source.faults or source.tree is not None


@given(st.text(st.sampled_from("ab:-?[]{}&*!|>'\"#%@,\n \t\\é\u0301\x85\ufeff"), max_size=60))
def test_any_yaml_like_text_gives_a_tree_or_faults(text: str) -> None:
    source = parse_yaml(text.encode(), "a.yaml")
    assert source.faults or source.tree is not None
