"""The worked examples V1–V11 of the scoring rules, under each rule."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest

from nfmaturity.domain.scoring import NodeScore, cut, score
from tests import rubrics

RULES = ("first_unmet", "met_as_one", "plain_sum")


Case = tuple[dict[str, Any], dict[str, str]]


def one_item(grades: str, rule: str, other_segment: int = 0) -> Case:
    """The pack and grades of one sub-indicator; `other_segment` adds a level of another segment."""
    levels = [row.split() for row in grades.split("|")]
    counts = [len(grades) for grades in levels] + [1] * bool(other_segment)
    applies = {f"G-D-01.{other_segment}a": ["mining"]} if other_segment else {}
    source = rubrics.item("G-D-01", counts, applies=applies)
    pack = rubrics.pack_source([rubrics.group("G", [rubrics.domain("G-D", [source])])], rule=rule)
    return pack, {
        f"G-D-01.{level}{letter}": rubrics.BY_VALUE[Fraction(value)]
        for level, values in enumerate(levels, start=1)
        for letter, value in zip("abcdefghijkl", values, strict=False)
    }


EXAMPLES = {
    "V1": ("1 1|1 .8|.5 .5 0|0 0|0", ["7/3", "7/3", "67/30"], [2, 2, 2]),
    "V2": ("1 .8|.8 .8|1 .8 .8 .5|.8 .5", ["2.775", "3.425", "3.125"], [2, 3, 3]),
    "V3": ("1 .5|0|0|0|0", [".75"] * 3, [0, 0, 0]),
    "V4": ("1|.8 .8 .5|1 .8|.5 0|0", ["1.7", "2.95", "2.85"], [1, 3, 3]),
    "V5": ("1|1|.8 .8 .8 .8 .8 .8 .8 .8 .8 .8|0|0", ["3", "3", "2.8"], [3, 3, 3]),
    "V6": ("1|1|1|1|1", ["5"] * 3, [5, 5, 5]),
    "V7": (".8|.8|.8|.8|.8", ["5", "5", "4"], [5, 5, 4]),
    "V8": (".5|.5|.5|.5|.5", [".5", "2.5", "2.5"], [0, 2, 2]),
}


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("name", EXAMPLES)
def test_one_sub_indicator(name: str, rule: str) -> None:
    grades, scores, levels = EXAMPLES[name]
    node = overall(*one_item(grades, rule, other_segment=5 if name == "V2" else 0))
    assert (node.score, node.level) == (Fraction(scores[RULES.index(rule)]), levels[RULES.index(rule)])


def overall(source: dict[str, Any], grades: dict[str, str], exclusions: Mapping[str, str] | None = None) -> NodeScore:
    return score(rubrics.rubric(source), rubrics.assessment(grades, exclusions=exclusions)).overall


def weighted(rule: str) -> Case:
    """V9 and V10: three sub-indicators weighing 50, 30, 20, their levels graded to the shares wanted."""
    shares = {"01": "1 1 .9 .5 0", "02": "1 .8 .5 .25 0", "03": "1 .5 0 0 0"}
    weights = {"01": "50", "02": "30", "03": "20"}
    made_of = {".9": ["1", ".8"], ".25": [".5", "0"]}
    items, grades = [], {}
    for ident, row in shares.items():
        levels = [made_of.get(share, [share]) for share in row.split()]
        items.append(rubrics.item(f"G-D-{ident}", [len(level) for level in levels], weight=weights[ident]))
        for number, level in enumerate(levels, start=1):
            for letter, value in zip("ab", level, strict=False):
                grades[f"G-D-{ident}.{number}{letter}"] = rubrics.BY_VALUE[Fraction(value)]
    return rubrics.pack_source([rubrics.group("G", [rubrics.domain("G-D", items)])], rule=rule), grades


@pytest.mark.parametrize(
    ("rule", "total", "level"), tuple(zip(RULES, ("2.6", "2.925", "2.765"), (2, 3, 2), strict=True))
)
def test_v9_weights(rule: str, total: str, level: int) -> None:
    node = overall(*weighted(rule))
    assert [node.shares[n] for n in range(1, 6)] == [1, Fraction(".84"), Fraction(".6"), Fraction(".325"), 0]
    assert (node.score, node.level) == (Fraction(total), level)


@pytest.mark.parametrize(
    ("rule", "total", "level"), tuple(zip(RULES, ("2.75", "3.15625", "3.08125"), (2, 3, 3), strict=True))
)
def test_v10_exclusion_renormalises(rule: str, total: str, level: int) -> None:
    node = overall(*weighted(rule), {"G-D-03": "not run here"})
    assert [node.shares[n] for n in range(1, 6)] == [1, Fraction(".925"), Fraction(".75"), Fraction(".40625"), 0]
    assert (node.score, node.level) == (Fraction(total), level)


@pytest.mark.parametrize("rule", RULES)
def test_v11_empty_levels_cannot_be_won(rule: str) -> None:
    applies = {"G-D-01.4a": ["mining"], "G-D-01.5a": ["mining"]}
    source = rubrics.item("G-D-01", [1] * 5, applies=applies)
    pack = rubrics.rubric(rubrics.pack_source([rubrics.group("G", [rubrics.domain("G-D", [source])])], rule=rule))
    node = score(pack, rubrics.assessment({f"G-D-01.{n}a": "full" for n in (1, 2, 3)})).overall
    assert (dict(node.shares), node.score, node.level) == ({1: 1, 2: 1, 3: 1}, 3, 3)


@pytest.mark.parametrize("rule", RULES)
def test_nothing_in_scope_has_neither_level_nor_score(rule: str) -> None:
    pack = rubrics.rubric(
        rubrics.pack_source([rubrics.group("G", [rubrics.domain("G-D", [rubrics.item("G-D-01", [1] * 5)])])], rule=rule)
    )
    node = score(pack, rubrics.assessment({}, exclusions={"G-D-01": "not run here"})).overall
    assert (node.level, node.score, dict(node.shares), node.bounds) == (None, None, {}, None)


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        (Fraction("0.7997"), 3, "0.799"),
        (Fraction("2.7875"), 3, "2.787"),
        (Fraction(7, 3), 3, "2.333"),
        (Fraction(5), 3, "5.000"),
        (Fraction("0.0125"), 4, "0.0125"),
        (Fraction("-0.17"), 3, "-0.170"),
        (Fraction("-0.0001"), 3, "0.000"),
        (Fraction("311"), 1, "311.0"),
        (Fraction("2.9"), 0, "2"),
    ],
)
def test_figures_are_cut_never_rounded_up(value: Fraction, places: int, shown: str) -> None:
    assert cut(value, places) == shown
