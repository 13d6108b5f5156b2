"""A small fixed pack, written out by hand, and ways to break it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from nfmaturity.domain.errors import FileFaults
from nfmaturity.files.rubric_files import load_pack

PACK = """\
# A comment changes nothing.
format: nfmaturity-rubric
schema: 1
id: small
version: 1.0.0
languages: [zh, en]
title: {zh: 小, en: Small}
provenance: {zh: 自编, en: Made up}
levels:
  - {level: 1, name: {zh: 一级, en: One}, summary: {zh: 有, en: Something}}
  - {level: 2, name: {zh: 二级, en: Two}, summary: {zh: 多, en: More}}
segments:
  - {id: mining, name: {zh: 采矿, en: Mining}}
  - {id: smelting, name: {zh: 冶炼, en: Smelting}}
scoring:
  degrees:
    - {id: full, value: "1", name: {zh: 满足, en: Full}}
    - {id: half, value: "0.5", name: {zh: 部分满足, en: Half}}
    - {id: none, value: "0", name: {zh: 不满足, en: None}}
  level_threshold: "0.8"
  accumulate: first_unmet
groups:
  - id: G
    name: {zh: 组, en: Group}
    weight: "1"
    domains: [G-A, G-B]
glossary:
  - {id: word, term: {zh: 词, en: Word}, text: {zh: 义, en: Meaning}}
"""

DOMAIN = """\
id: G-A
name: {zh: 甲, en: First}
weight: "2"
sub_indicators:
  - id: G-A-01
    name: {zh: 子, en: Item}
    definition: {zh: 定义, en: Definition}
    weight: "25"
    applies_to: [mining, smelting]
    evidence: {zh: [账], en: [Ledger]}
    levels:
      1:
        requirements:
          - id: G-A-01.1a
            text: {zh: 记录, en: Record}
            effort_days: 10
          - id: G-A-01.1b
            text: {zh: 核对, en: Check}
            applies_to: [smelting]
            depends_on: [G-A-01.1a]
        actions:
          - {text: {zh: 建账, en: Set up}, effort: S}
      2:
        requirements:
          - id: G-A-01.2a
            text: {zh: 预测, en: Predict}
            depends_on: [G-A-01.1b]
"""

FILES = {"pack.yaml": PACK, "G-A.yaml": DOMAIN, "G-B.yaml": DOMAIN.replace("G-A", "G-B")}

Told = tuple[str, int, str, str]


def write(folder: Path, files: Mapping[str, str] = FILES) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def changed(name: str, *edits: tuple[str, str]) -> dict[str, str]:
    """The small pack with words of one file replaced; every edit must find its words."""
    text = FILES[name]
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return {**FILES, name: text}


def line_of(files: Mapping[str, str], name: str, words: str) -> int:
    return next(n for n, line in enumerate(files[name].splitlines(), start=1) if words in line)


def faults_of(folder: Path) -> list[Told]:
    with pytest.raises(FileFaults) as caught:
        load_pack(folder)
    return [(fault.file, fault.line, fault.place, str(fault.reason)) for fault in caught.value.faults]
