"""The report of the command line and of the app is set beside the assessment before, where the library has it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from nfmaturity.domain.assessment_record import Record
from nfmaturity.workspace.assessments import add_record
from nfmaturity.workspace.earlier import NO_EARLIER
from nfmaturity.workspace.opening import open_workspace
from tests.cli.conftest import Cli
from tests.cli.test_task import closing
from tests.report.reading import bookmarks, text_of
from tests.report.samples import large

THEN = "00000000-0000-4000-8000-000000000002"


@pytest.fixture
def stored(tmp_path: Path) -> str:
    """A library with the same assessment in two years; gives the id of the later one."""
    pack, now = large(items=2, each=1)
    then = replace(now, id=THEN, date="2025-11-20", title="2025年自评估")
    with open_workspace(str(tmp_path / "library"), create=True) as workspace:
        for state in (then, now):
            add_record(workspace, pack, Record(state, state))
    return now.id


def test_a_stored_assessment_and_its_document(cli: Cli, tmp_path: Path, stored: str) -> None:
    out, document = tmp_path / "out.pdf", tmp_path / "now.json"
    assert cli("--lang", "en", "report", stored, out).status == 0
    assert "Thesamescoreas2025" in text_of(out.read_bytes())
    assert cli("assessment", "export", stored, document).status == 0
    assert cli("--lang", "en", "report", document, out).err == ""
    assert "Thesamescoreas2025" in text_of(out.read_bytes())
    held = json.loads(document.read_text(encoding="utf-8"))
    document.write_text(json.dumps(held | {"previous": NO_EARLIER}), encoding="utf-8")
    assert cli("--lang", "en", "report", document, out).err == ""
    assert "Comparisonwithanearlierassessment" not in text_of(out.read_bytes())


def test_the_report_of_the_app(tmp_path: Path, stored: str) -> None:
    out = tmp_path / "out.pdf"
    assert "done" in closing("report", stored, out)
    assert "Thesamescoreas2025" in text_of(out.read_bytes())


@pytest.mark.parametrize("by_app", [False, True])
def test_only_some_parts(cli: Cli, tmp_path: Path, stored: str, by_app: bool) -> None:
    out, parts = tmp_path / "out.pdf", ("--part", "annexes", "--part", "summary")
    if by_app:
        assert "done" in closing("report", stored, out, *parts)
    else:
        assert cli("--lang", "en", "report", stored, out, *parts).status == 0
    titles = [title for title, _page in bookmarks(out.read_bytes())]
    assert titles[0] in ("1 Summary", "1 摘要")
    assert "1.1" in titles[1]
    assert len(titles) == 7, "exclusions, checks, method, provenance and glossary come after it"


def test_a_part_that_is_not_there_is_refused(cli: Cli, tmp_path: Path, stored: str) -> None:
    refused = cli("--lang", "en", "report", stored, tmp_path / "out.pdf", "--part", "nonsense")
    assert refused.status != 0
    assert "--part takes one of these: summary, assessment, " in refused.err
    assert not (tmp_path / "out.pdf").exists()
