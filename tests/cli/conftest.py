"""Run the command line in this process, on a library of the test's own."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from nfmaturity.cli import run
from tests import rubrics


@dataclass(frozen=True)
class Result:
    """What a command left."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Cli = Callable[..., Result]


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Cli:
    """Call the command line with words; it works on `tmp_path/library` and in English unless told otherwise."""
    monkeypatch.setenv("NFMATURITY_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def call(*words: object) -> Result:
        capsys.readouterr()
        status = run([str(word) for word in words])
        printed = capsys.readouterr()
        return Result(status, printed.out, printed.err)

    return call


@pytest.fixture
def pack_folder(tmp_path: Path) -> Path:
    """A pack on disk: one domain, two sub-indicators of two requirements a level."""
    items = [rubrics.item(f"G-D-0{n}", [2] * 5) for n in (1, 2)]
    return rubrics.write_pack(
        tmp_path / "pack", rubrics.pack_source([rubrics.group("G", [rubrics.domain("G-D", items)])])
    )


@pytest.fixture
def document(tmp_path: Path) -> Callable[..., Path]:
    """Write an assessment document with these keys beside the required ones."""

    def write(name: str = "assessment.json", **keys: Any) -> Path:
        tree = {
            "format": "nfmaturity-assessment",
            "schema": 1,
            "enterprise": {"name": "示例企业", "segments": ["smelting"]},
            "grades": {"G-D-01.1a": "full"},
        }
        path = tmp_path / name
        path.write_text(json.dumps(tree | keys, ensure_ascii=False), encoding="utf-8")
        return path

    return write
