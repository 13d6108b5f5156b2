from __future__ import annotations

from fractions import Fraction

import pytest

from nfmaturity.analysis.blockers import blockers
from nfmaturity.domain.assessment import Assessment
from nfmaturity.domain.rubric import Rubric
from nfmaturity.domain.scope import scope_of
from nfmaturity.domain.scoring import NodeScore, score
from nfmaturity.i18n import language
from nfmaturity.ui.standing_words import (
    bounds_words,
    gain_words,
    level_name,
    percent,
    plain_number,
    score_words,
    share_words,
    short_by,
    sum_words,
    target_words,
    tau_words,
    verdict_words,
    way_up_words,
)
from tests.rubrics import assessment, domain, group, item, pack_source, rubric

TAU = Fraction(4, 5)


@pytest.fixture(autouse=True)
def _english() -> None:
    with language("en"):
        yield  # type: ignore[misc]


def one_item(counts: list[int], rule: str = "first_unmet") -> Rubric:
    return rubric(pack_source([group("A", [domain("A-D", [item("A-D-01", counts)])])], rule=rule, levels=len(counts)))


def standing(built: Rubric, grades: dict[str, str]) -> NodeScore:
    return score(built, assessment(grades)).overall


def grades_of(*levels: str) -> dict[str, str]:
    """Degrees by their first letters, level by level."""
    names = {"f": "full", "m": "most", "p": "partial", "n": "none"}
    return {
        f"A-D-01.{number}{letter}": names[degree]
        for number, degrees in enumerate(levels, 1)
        for letter, degree in zip("abcd", degrees, strict=False)
        if degree in names
    }


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (Fraction(3, 5), "0.60"),
        (Fraction(2, 3), "0.666"),
        (Fraction(7997, 10000), "0.799"),
        (Fraction(1), "1.00"),
        (Fraction(31, 40), "0.775"),
        (None, "–"),
    ],
)
def test_shares_are_cut(share: Fraction | None, said: str) -> None:
    assert share_words(share) == said


@pytest.mark.parametrize("share", [Fraction(n, 997) for n in range(0, 797, 13)])
def test_share_and_gap_add_to_the_threshold(share: Fraction) -> None:
    assert Fraction(share_words(share)) + Fraction(short_by(share, TAU)) == TAU


def test_nothing_is_missing_beyond_the_threshold() -> None:
    assert short_by(Fraction(9, 10), TAU) == "0.000"
    assert short_by(TAU, TAU) == "0.000"
    assert short_by(Fraction(31, 40), TAU) == "0.025"
    assert short_by(Fraction(2, 3), TAU) == "0.134", "rounded up"
    assert short_by(Fraction(0), Fraction(1)) == "1.000"


def test_figures() -> None:
    assert score_words(Fraction(27875, 10000)) == "2.787"
    assert score_words(None) == "–"
    assert gain_words(Fraction(1, 90)) == "+0.0111"
    assert gain_words(Fraction(1, 100_000)) == "<0.0001"
    assert gain_words(Fraction(1, 90), 3) == "+0.011"
    assert tau_words(TAU) == "0.80"
    assert tau_words(Fraction(7, 8)) == "0.875"
    assert percent(Fraction(1, 5)) == "20%"
    assert percent(Fraction(1, 3)) == "33.3%"
    assert percent(Fraction(2, 3)) == "66.7%"
    assert plain_number(Fraction(5, 2)) == "2.5"


def test_levels_follow_the_language() -> None:
    built = one_item([1, 1])
    assert level_name(built, 1) == "level 1"
    assert level_name(built, 0) == "Below level 1"
    assert level_name(built, None) == "–"
    with language("zh"):
        assert level_name(built, 0) == "未达一级"


def test_bounds_while_something_is_unanswered() -> None:
    built = one_item([1, 2, 2])
    assert bounds_words(built, standing(built, {})) == ("Nothing is graded yet", "Score between 0.000 and 3.000")
    some = standing(built, grades_of("f", "fp", "f"))
    assert bounds_words(built, some) == ("level 1 in any case", "")
    wide = standing(built, grades_of("f", "f", "n"))
    assert bounds_words(built, wide) == ("At least level 1, at most level 2", "Score between 1.500 and 2.500")
    low = standing(built, grades_of("", "n"))
    assert bounds_words(built, low) == ("At most level 1", "Score between 0.000 and 1.500")


def test_bounds_when_all_is_said_or_nothing_counts() -> None:
    built = one_item([1, 1])
    assert bounds_words(built, standing(built, grades_of("f", "p"))) == ("Everything is graded", "")
    assert bounds_words(built, standing(built, grades_of("f", "p")), 1) == ("All have a grade, to confirm: 1", "")
    nothing = score(built, assessment({}, exclusions={"A-D-01": "not here"})).overall
    assert bounds_words(built, nothing) == ("Nothing is in scope", "")
    assert target_words(built, nothing, 2) == sum_words(built, nothing) == ""


def test_verdict_and_target() -> None:
    built = one_item([1, 2])
    assert verdict_words(TAU, TAU) == "met"
    assert verdict_words(Fraction(63, 80), TAU) == "short by 0.013"
    assert target_words(built, standing(built, grades_of("f")), 1) == "Target level 1: reached."
    assert target_words(built, standing(built, grades_of("f")), 2) == "Target level 2: not yet reached."
    lost = standing(built, grades_of("f", "n"))
    said = "Target level 2: out of reach of the unanswered alone; graded requirements must rise as well."
    assert target_words(built, lost, 2) == said
    assert target_words(built, standing(built, grades_of("f", "nn")), 2) == "Target level 2: not yet reached."
    assert target_words(built, lost, None) == ""


@pytest.mark.parametrize(
    ("rule", "levels", "said"),
    [
        ("first_unmet", ("f", "fp", "n"), "Score = levels met 1 + share of level 2 0.750"),
        ("first_unmet", ("p", "nn", "n"), "Score = share of level 1 0.500"),
        ("first_unmet", ("f", "ff", "f"), "Score = levels met 3"),
        ("met_as_one", ("f", "fp", "f"), "Score = levels met 2 + shares of the others 0.750"),
        ("plain_sum", ("f", "fp", "f"), "Score = sum of the shares of all levels"),
    ],
)
def test_how_the_score_adds_up(rule: str, levels: tuple[str, ...], said: str) -> None:
    built = one_item([1, 2, 1], rule)
    assert sum_words(built, standing(built, grades_of(*levels))) == said


def way_up(built: Rubric, given: Assessment) -> str:
    scope = scope_of(built, given.enterprise.segments)
    card = score(built, given, scope)
    return way_up_words(built, card.overall, blockers(built, given, scope, card))


def test_how_many_gains_it_takes() -> None:
    built = one_item([4, 1])
    assert way_up(built, assessment(grades_of("nnnn"))) == "With the first 4 fully met, the share reaches 0.80."
    assert way_up(built, assessment(grades_of("fppn"))) == "With the first 2 fully met, the share reaches 0.80."
    assert way_up(built, assessment(grades_of("fffn"))) == "With the first of them fully met, the share reaches 0.80."
    assert way_up(built, assessment(grades_of("ffff", "f"))) == ""


def needing(built_from: dict[str, object], needs: dict[str, list[str]]) -> dict[str, object]:
    for content in built_from["levels"].values():  # type: ignore[attr-defined]
        for found in content["requirements"]:
            found["depends_on"] = needs.get(found["id"], [])
    return built_from


def test_as_many_are_counted_as_the_figures_beside_them_add_up_to() -> None:
    source = needing(item("A-D-01", [4, 1]), {"A-D-01.1a": ["A-D-01.1d"], "A-D-01.1b": ["A-D-01.2a"]})
    built = rubric(pack_source([group("A", [domain("A-D", [source])])], levels=2))
    # a would do and waits for d, which is not counted: it is needed besides.
    said = "With the first of them and what it waits for fully met, the share reaches 0.80."
    assert way_up(built, assessment(grades_of("nffp"))) == said
    # b waits for what stands at another level and is no blocker here.
    assert way_up(built, assessment(grades_of("fnfp"))) == said
    said = "With the first 2 and what they wait for fully met, the share reaches 0.80."
    assert way_up(built, assessment(grades_of("fnpp"))) == said
    # a waits for d, and d is among those counted.
    said = "With the first 4 fully met, the share reaches 0.80."
    assert way_up(built, assessment(grades_of("nnnn", "f"))) == said
