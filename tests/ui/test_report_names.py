"""What a report's file is called, and the folder that is offered for it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from nfmaturity.domain.assessment import Assessment, RubricRef
from nfmaturity.domain.enterprise import Enterprise
from nfmaturity.ui.pages.library_questions import first_folder
from nfmaturity.ui.pages.report_file import is_there, report_name, safe_name, wanted_path


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("江畔铜业 2026", "江畔铜业 2026.pdf"),
        ('a<b>:"/\\|?*c', "a b c.pdf"),
        ("..  ", "nfmaturity.pdf"),
        ("CON", "_CON.pdf"),
        ("con.x", "_con.x.pdf"),
        ("console", "console.pdf"),
        ("line\nbreak\ttab", "line break tab.pdf"),
    ],
)
def test_names_that_every_file_system_takes(words: str, name: str) -> None:
    assert safe_name(words, ".pdf") == name


def test_a_long_name_is_cut_between_characters() -> None:
    name = safe_name("铜" * 300, " zh.pdf")
    assert name == "铜" * 60 + " zh.pdf"


def test_the_name_is_in_the_reports_language() -> None:
    profile = Enterprise.model_validate({"name": "江畔铜业", "name_en": "Riverside", "segments": ["smelting"]})
    given = Assessment(
        id="00000000-0000-4000-8000-000000000001",
        rubric=RubricRef("r", "1.0.0", "0" * 64),
        enterprise=profile,
        title="2026",
    )
    assert report_name(given, "zh") == "江畔铜业 2026 zh.pdf"
    assert report_name(given, "en") == "Riverside 2026 en.pdf"


def test_what_is_written_becomes_a_pdf_in_the_folder(tmp_path: Path) -> None:
    assert wanted_path("  ", tmp_path) is None
    assert wanted_path("a", tmp_path) == tmp_path / "a.pdf"
    assert wanted_path("a.v2", tmp_path) == tmp_path / "a.v2.pdf"
    assert wanted_path(str(tmp_path / "b.PDF"), Path("/elsewhere")) == tmp_path / "b.PDF"
    assert wanted_path("/", tmp_path) is None
    assert wanted_path("~nobody-of-that-name/a", tmp_path) == tmp_path / "~nobody-of-that-name/a.pdf"
    assert not is_there(tmp_path / ("long" * 100))


@pytest.mark.skipif(os.name == "nt", reason="there the folders are not told by the environment")
def test_the_folder_is_the_last_one_else_documents_else_the_users_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert first_folder("") == first_folder(str(tmp_path / "gone")) == tmp_path
    (tmp_path / "Documents").mkdir()
    assert first_folder("") == first_folder(str(tmp_path / "gone")) == tmp_path / "Documents"
    (tmp_path / "last").mkdir()
    assert first_folder(str(tmp_path / "last")) == tmp_path / "last"
