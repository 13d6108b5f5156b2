"""`nfmaturity score`: the worked examples' fractions, the form of the result, exclusions and scope."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests import rubrics
from tests.cli.conftest import Cli
from tests.domain.test_scoring_examples import EXAMPLES, RULES, one_item, weighted

Document = Callable[..., Path]


def scored(cli: Cli, folder: Path, source: Any, document: Document, **keys: Any) -> Any:
    pack = rubrics.write_pack(folder / "example", source)
    result = cli("score", document(**keys), "--rubric", pack, "--json")
    assert (result.status, result.err) == (0, "")
    return result.json["nodes"]["overall"]


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("name", EXAMPLES)
def test_worked_examples(cli: Cli, tmp_path: Path, document: Document, name: str, rule: str) -> None:
    grades, scores, levels = EXAMPLES[name]
    source, graded = one_item(grades, rule, other_segment=5 if name == "V2" else 0)
    node = scored(cli, tmp_path, source, document, grades=graded)
    expected = Fraction(scores[RULES.index(rule)])
    assert (node["score_exact"], node["level"]) == (str(expected), levels[RULES.index(rule)])
    assert Fraction(node["score"]) <= expected < Fraction(node["score"]) + Fraction(1, 1000)


@pytest.mark.parametrize(
    ("exclusions", "expected"),
    [({}, ("13/5", "117/40", "553/200")), ({"G-D-03": "not run"}, ("11/4", "101/32", "493/160"))],
)
@pytest.mark.parametrize("rule", RULES)
def test_worked_examples_of_weights(
    cli: Cli, tmp_path: Path, document: Document, rule: str, exclusions: dict[str, str], expected: tuple[str, ...]
) -> None:
    source, graded = weighted(rule)
    node = scored(cli, tmp_path, source, document, grades=graded, exclusions=exclusions)
    assert node["score_exact"] == expected[RULES.index(rule)]


def test_the_form_that_programs_read(cli: Cli, tmp_path: Path, document: Document) -> None:
    grades, *_ = EXAMPLES["V2"]
    source, graded = one_item(grades, "first_unmet", other_segment=5)
    pack = rubrics.write_pack(tmp_path / "example", source)
    result = cli("score", document(grades=graded), "--rubric", pack, "--json").json
    node = {
        "level": 2,
        "score": "2.775",
        "score_exact": "111/40",
        "shares": {"1": "9/10", "2": "4/5", "3": "31/40", "4": "13/20"},
        "bounds": {"level": [2, 2], "score_exact": ["111/40", "111/40"]},
    }
    assert result == {
        "rubric": {"id": "test", "version": "1.0.0"},
        "answered": 10,
        "in_scope": 10,
        "nodes": {"overall": node, "G": node, "G-D": node, "G-D-01": node},
    }


def test_nothing_in_scope_is_null_and_unanswered_has_bounds(cli: Cli, pack_folder: Path, document: Document) -> None:
    path = document(exclusions={"G-D-02": "not run here"})
    nodes = cli("score", path, "--rubric", pack_folder, "--json").json["nodes"]
    nothing = {"level": None, "score": None, "score_exact": None, "shares": {}, "bounds": None}
    assert nodes["G-D-02"] == nothing
    assert nodes["overall"]["bounds"] == {"level": [0, 5], "score_exact": ["1/2", "5"]}


def test_a_person_reads_a_table_in_either_language(cli: Cli, pack_folder: Path, document: Document) -> None:
    english = cli("score", document(), "--rubric", pack_folder)
    chinese = cli("--lang", "zh", "score", document(), "--rubric", pack_folder)
    anywhere = cli("score", document(), "--rubric", pack_folder, "--lang=zh")
    assert "Graded: 1 of 20" in english.out
    assert "示例企业" in english.out
    assert "0.250" in english.out
    assert "1" in chinese.out
    assert "Graded" not in chinese.out
    assert chinese.out == anywhere.out


def test_an_exclusion_of_what_is_out_of_scope_is_a_note(cli: Cli, tmp_path: Path, document: Document) -> None:
    items = [rubrics.item("G-D-01", [1] * 5), rubrics.item("G-D-02", [1] * 5) | {"applies_to": ["mining"]}]
    pack = rubrics.write_pack(tmp_path / "p", rubrics.pack_source([rubrics.group("G", [rubrics.domain("G-D", items)])]))
    result = cli("score", document(exclusions={"G-D-02": "no mine"}), "--rubric", pack)
    assert result.status == 0
    assert "out of scope already" in result.err


def test_grades_out_of_scope_are_kept_and_not_counted(cli: Cli, tmp_path: Path, document: Document) -> None:
    items = [rubrics.item("G-D-01", [1] * 5), rubrics.item("G-D-02", [1] * 5) | {"applies_to": ["mining"]}]
    pack = rubrics.write_pack(tmp_path / "p", rubrics.pack_source([rubrics.group("G", [rubrics.domain("G-D", items)])]))
    result = cli("score", document(grades={"G-D-02.1a": "full"}), "--rubric", pack, "--json").json
    assert (result["answered"], result["in_scope"]) == (0, 5)
