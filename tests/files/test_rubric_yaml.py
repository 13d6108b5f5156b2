from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nfmaturity.files.rubric_files import load_pack, rubric_from_source
from nfmaturity.files.rubric_yaml import pack_files, write_pack_files
from nfmaturity.files.yaml_scalars import WIDTH, scalar_lines, short_scalar
from nfmaturity.files.yaml_source import parse_yaml
from nfmaturity.resources import shipped_rubrics
from tests.files.packs import write
from tests.files.random_packs import TEXT, sources


def read(text: str) -> Any:
    source = parse_yaml(text.encode(), "x.yaml")
    assert source.faults == ()
    return source.tree


@settings(max_examples=300, deadline=None)
@given(text=TEXT, bare=st.booleans(), first=st.integers(0, 30), indent=st.sampled_from([2, 10]))
def test_a_text_reads_back_as_it_was(text: str, bare: bool, first: int, indent: int) -> None:
    same = unicodedata.normalize("NFC", text)
    assert read(f"key: {short_scalar(text, bare=bare)}\n") == {"key": same}
    flow = short_scalar(text, bare=bare, in_flow=True)
    assert read(f"key: [{{zh: {flow}, en: {flow}}}, {flow}]\n") == {"key": [{"zh": same, "en": same}, same]}
    assert read("key: " + "\n".join(scalar_lines(text, first, indent)) + "\nnext: 1\n") == {"key": same, "next": "1"}


@settings(max_examples=60, deadline=None)
@given(source=sources())
def test_a_written_pack_is_the_same_to_the_hash(tmp_path_factory: pytest.TempPathFactory, source: Any) -> None:
    pack = rubric_from_source(source)
    folder = tmp_path_factory.mktemp("pack")
    write_pack_files(pack, folder)
    assert load_pack(folder) == pack


def test_a_text_that_looks_like_something_else_is_quoted() -> None:
    assert [short_scalar(text) for text in ("no", "010", "1.0", "~", "word", "a: b")] == [
        '"no"',
        '"010"',
        '"1.0"',
        '"~"',
        "word",
        '"a: b"',
    ]
    assert short_scalar("10", bare=True) == "10"


def test_long_texts_are_broken_where_they_read_the_same() -> None:
    assert scalar_lines("word " * 40 + "end", 4, 2) == ["word " * 26 + "word", "  " + "word " * 13 + "end"]
    assert scalar_lines("一二三，" * 40, 4, 2) == ['"' + "一二三，" * 33 + "\\", "  " + "一二三，" * 7 + '"']
    assert scalar_lines("one\n\n  two", 4, 2) == ["|-", "  one", "", "    two"]


def test_the_layout(tmp_path: Path) -> None:
    """Short values on one line, long texts one line a language, blank lines before sub-indicators and levels."""
    pack = load_pack(write(tmp_path / "small"))
    files = pack_files(json.loads(pack.source))
    assert list(files) == ["pack.yaml", "G-A.yaml", "G-B.yaml"]
    assert files["G-A.yaml"] == LAYOUT
    assert "\nsegments:\n  - {id: mining, name: {zh: 采矿, en: Mining}}\n" in files["pack.yaml"]
    assert '\n    - id: half\n      value: "0.5"\n      name: {zh: 部分满足, en: Half}\n' in files["pack.yaml"]
    assert "\n    domains: [G-A, G-B]\n" in files["pack.yaml"]


def test_the_shipped_packs_are_written_within_the_width(tmp_path: Path) -> None:
    for shipped in sorted(shipped_rubrics().iterdir()):
        pack = load_pack(shipped)
        write_pack_files(pack, tmp_path / shipped.name)
        assert load_pack(tmp_path / shipped.name) == pack
        for file in (tmp_path / shipped.name).iterdir():
            assert max(map(len, file.read_text(encoding="utf-8").splitlines())) <= WIDTH


LAYOUT = """\
# 甲 / First
id: G-A
name: {zh: 甲, en: First}
weight: "2"

sub_indicators:
  - id: G-A-01
    name: {zh: 子, en: Item}
    definition:
      zh: 定义
      en: Definition
    weight: "25"
    applies_to: [mining, smelting]
    evidence:
      zh: [账]
      en: [Ledger]
    levels:

      1:
        requirements:
          - id: G-A-01.1a
            text:
              zh: 记录
              en: Record
            effort_days: 10
          - id: G-A-01.1b
            text:
              zh: 核对
              en: Check
            applies_to: [smelting]
            depends_on: [G-A-01.1a]
        actions:
          - {text: {zh: 建账, en: Set up}, effort: S}

      2:
        requirements:
          - id: G-A-01.2a
            text:
              zh: 预测
              en: Predict
            depends_on: [G-A-01.1b]
"""
