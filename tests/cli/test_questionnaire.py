"""The questionnaire from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from nfmaturity.resources import resource
from tests.cli.conftest import Cli
from tests.report.reading import bookmarks, text_of

DOCUMENT = resource("demo", "riverside-copper.json")


def test_a_domain_in_chinese(cli: Cli, tmp_path: Path) -> None:
    done = cli("questionnaire", DOCUMENT, tmp_path / "walk.pdf", "--domain", "BC-DAT", "--lang", "zh")
    assert (done.status, done.err) == (0, "")
    assert "走访日期" in text_of((tmp_path / "walk.pdf").read_bytes())


def test_the_case_of_an_id_does_not_matter(cli: Cli, tmp_path: Path) -> None:
    for place, node in enumerate(("BC-DAT-01", "bc-dat-01")):
        assert cli("questionnaire", DOCUMENT, tmp_path / f"{place}.pdf", "--domain", node).status == 0
    first, second = ((tmp_path / f"{place}.pdf").read_bytes() for place in range(2))
    assert first == second
    assert "BC-DAT-01.1a" in text_of(first)


def test_a_segment_instead_of_the_scope(cli: Cli, tmp_path: Path) -> None:
    cli("questionnaire", DOCUMENT, tmp_path / "own.pdf", "--domain", "IS")
    cli("questionnaire", DOCUMENT, tmp_path / "mine.pdf", "--domain", "IS", "--segment", "mining")
    own, mine = (bookmarks((tmp_path / name).read_bytes()) for name in ("own.pdf", "mine.pdf"))
    assert [title for title, _page in own] != [title for title, _page in mine]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--unanswered",), "Nothing is left to print"),
        (("--domain", "BC-XXX"), "BC-XXX is no domain or sub-indicator"),
        (("--domain", "dat"), "BC-ORG, BC-TEC, BC-DAT, BC-RES, BC-OPS, BC-BEN, IS-TEC, IS-OPS, IS-PROD, IS-SVC"),
        (("--segment", "baking"), "baking"),
    ],
)
def test_what_is_not_there_is_told(cli: Cli, tmp_path: Path, words: tuple[str, str], said: str) -> None:
    done = cli("questionnaire", DOCUMENT, tmp_path / "walk.pdf", *words)
    assert done.status == 1
    assert said in done.err
    assert not (tmp_path / "walk.pdf").exists()
