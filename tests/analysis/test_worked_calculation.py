from __future__ import annotations

from fractions import Fraction

import pytest

from nfmaturity.analysis.worked_calculation import rule_steps, worked_calculation
from nfmaturity.domain.scope import scope_of
from nfmaturity.domain.scoring import score
from tests.rubrics import assessment, domain, group, item, pack_source, rubric


def test_shares_add_up_by_hand() -> None:
    first = domain("A-D", [item("A-D-01", [2], weight="3"), item("A-D-02", [1])])
    built = rubric(
        pack_source([group("A", [first], weight="2"), group("B", [domain("B-E", [item("B-E-01", [1])])])], levels=1)
    )
    given = assessment({"A-D-01.1a": "full", "A-D-01.1b": "partial", "B-E-01.1a": "most"})
    scope = scope_of(built, ("smelting",))
    worked = worked_calculation(built, given, scope, score(built, given, scope))
    assert worked is not None
    assert worked.grades.values == (1, Fraction(1, 2))
    assert worked.grades.share == Fraction(3, 4)
    assert worked.domain == "A-D"
    (mean,) = worked.domain_means
    assert [(part.weight, part.share) for part in mean.parts] == [(3, Fraction(3, 4)), (1, 0)]
    assert (mean.total_weight, mean.share) == (4, Fraction(9, 16))
    (whole,) = worked.overall_means
    assert whole.share == (2 * Fraction(9, 16) + Fraction(4, 5)) / 3
    assert worked.score == whole.share


@pytest.mark.parametrize("rule", ["first_unmet", "met_as_one", "plain_sum"])
def test_steps_give_the_score_under_every_rule(rule: str) -> None:
    built = rubric(pack_source([group("A", [domain("A-D", [item("A-D-01", [1, 3, 2, 2, 1])])])], rule=rule))
    grades = ["full", "most", "most", "partial", "full", "most", "partial", "none", "none"]
    given = assessment(dict(zip(built.places, grades, strict=True)))
    scope = scope_of(built, ("smelting",))
    card = score(built, given, scope)
    steps = rule_steps(built.scoring.accumulate, built.scoring.level_threshold, card.overall)
    assert sum(step.counted for step in steps) == card.overall.score
    assert [step.met for step in steps] == [True, False, True, False, False]


def test_nothing_to_work_out() -> None:
    built = rubric(pack_source([group("A", [domain("A-D", [item("A-D-01", [1])])])], levels=1))
    given = assessment({}, exclusions={"A-D-01": "reason"})
    scope = scope_of(built, ("smelting",), given.exclusions)
    assert worked_calculation(built, given, scope, score(built, given, scope)) is None


def test_what_is_graded_is_worked_out_rather_than_what_is_not() -> None:
    large = domain("A-D", [item("A-D-01", [1]), item("A-D-02", [1]), item("A-D-03", [1])])
    begun = domain("A-E", [item("A-E-01", [2]), item("A-E-02", [1])])
    built = rubric(pack_source([group("A", [large, begun])], levels=1))
    for answers, chosen in (
        ({}, ("A-D", "A-D-01")),
        ({"A-E-02.1a": "most"}, ("A-E", "A-E-02")),
        ({"A-E-02.1a": "most", "A-D-03.1a": "none"}, ("A-D", "A-D-03")),
        ({"A-E-01.1a": "full", "A-E-02.1a": "most", "A-D-03.1a": "none"}, ("A-E", "A-E-02")),
        ({"A-E-01.1a": "full"}, ("A-E", "A-E-01")),
    ):
        given = assessment(answers)
        scope = scope_of(built, ("smelting",))
        worked = worked_calculation(built, given, scope, score(built, given, scope))
        assert worked is not None
        assert (worked.domain, worked.grades.sub_indicator) == chosen
