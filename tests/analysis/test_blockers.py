from __future__ import annotations

from fractions import Fraction

import pytest

from nfmaturity.analysis.blockers import Outcome, blockers, gate, next_level, outcome
from nfmaturity.domain.assessment import Assessment
from nfmaturity.domain.rubric import OVERALL, Rubric
from nfmaturity.domain.scope import Scope, scope_of
from nfmaturity.domain.scoring import ScoreCard, score
from tests.rubrics import BY_VALUE, assessment, domain, group, item, pack_source, rubric

Case = tuple[Rubric, Assessment, Scope, ScoreCard]


@pytest.fixture
def case() -> Case:
    """Two groups of weight 1 and 3; the first holds two sub-indicators of weight 1 and 2.

    Level 1 is met everywhere; at level 2, A-D-01 has (most, none), A-D-02 (none), B-E-01 (partial, full, unanswered).
    """
    first = domain("A-D", [item("A-D-01", [1, 2]), item("A-D-02", [1, 1], weight="2")])
    second = domain("B-E", [item("B-E-01", [1, 3])])
    built = rubric(pack_source([group("A", [first]), group("B", [second], weight="3")], levels=2))
    grades = {"A-D-01.1a": "full", "A-D-02.1a": "full", "B-E-01.1a": "full"}
    grades |= {
        "A-D-01.2a": "most",
        "A-D-01.2b": "none",
        "A-D-02.2a": "none",
        "B-E-01.2a": "partial",
        "B-E-01.2b": "full",
    }
    given = assessment(grades)
    scope = scope_of(built, given.enterprise.segments)
    return built, given, scope, score(built, given, scope)


def test_blockers_of_the_whole_by_gain(case: Case) -> None:
    found = blockers(*case)
    # A weighs 1/4 and in it A-D-01 1/3, A-D-02 2/3; B weighs 3/4.
    assert [(blocker.id, blocker.gain) for blocker in found] == [
        ("B-E-01.2c", Fraction(3, 4) / 3),
        ("A-D-02.2a", Fraction(1, 4) * Fraction(2, 3)),
        ("B-E-01.2a", Fraction(3, 4) * Fraction(1, 2) / 3),
        ("A-D-01.2b", Fraction(1, 4) * Fraction(1, 3) / 2),
        ("A-D-01.2a", Fraction(1, 4) * Fraction(1, 3) * Fraction(1, 5) / 2),
    ]
    assert [blocker.grade for blocker in found] == [None, "none", "partial", "none", "most"]
    assert [blocker.effort_days for blocker in found] == [10, 10, 5, 10, 2]


def test_gains_add_up_to_what_is_missing(case: Case) -> None:
    card = case[3]
    for node in (OVERALL, "A", "A-D", "B", "B-E", "A-D-01"):
        found = blockers(*case, node)
        assert sum(blocker.gain for blocker in found) == 1 - card.nodes[node].shares[2], node


def test_outcome_is_the_score_with_these_graded_best(case: Case) -> None:
    found = blockers(*case)
    # Today A gives (4/5) / 2 of 1/3 of 1/4, B gives (1/2 + 1) / 3 of 3/4: 49/120. The first two add 1/4 and 1/6.
    assert stands(outcome(*case, found[:2])) == (2, Fraction(49, 120), Fraction(33, 40), 2, Fraction(2))
    assert stands(outcome(*case, found[1:])) == (2, Fraction(49, 120), Fraction(3, 4), 1, Fraction(7, 4))


def stands(found: Outcome | None) -> tuple[object, ...] | None:
    return found and (found.level, found.before, found.after, found.reached.level, found.reached.score)


def test_nothing_blocks_the_top(case: Case) -> None:
    built, given, scope, _ = case
    every = assessment(dict.fromkeys(built.places, "full"))
    card = score(built, every, scope)
    assert next_level(card.overall) is None
    assert blockers(built, every, scope, card) == ()
    assert outcome(built, every, scope, card, ()) is None
    empty = assessment({}, exclusions=dict.fromkeys(built.sub_indicators, "reason"))
    nothing = scope_of(built, given.enterprise.segments, empty.exclusions)
    assert blockers(built, empty, nothing, score(built, empty, nothing)) == ()


def test_a_level_without_requirements_is_passed_over() -> None:
    built = rubric(
        pack_source(
            [group("A", [domain("A-D", [item("A-D-01", [1, 1, 1], applies={"A-D-01.2a": ["mining"]})])])], levels=3
        )
    )
    given = assessment({"A-D-01.1a": "none"})
    scope = scope_of(built, ("smelting",))
    card = score(built, given, scope)
    assert next_level(card.overall) == 1
    given = assessment({"A-D-01.1a": "full"})
    card = score(built, given, scope)
    assert card.overall.level == 2
    assert next_level(card.overall) == 3
    assert [blocker.id for blocker in blockers(built, given, scope, card)] == ["A-D-01.3a"]


@pytest.mark.parametrize(
    ("rule", "shares", "level"),
    [
        ("first_unmet", "1 .5 1 0", 2),
        ("met_as_one", "1 .5 1 1", 2),
        ("met_as_one", ".8 .8 .8 .8", None),
        ("plain_sum", "1 .8 .5 1", 2),
        ("plain_sum", "1 1 1 1", None),
    ],
)
def test_the_gate_is_the_level_that_decides_under_each_rule(rule: str, shares: str, level: int | None) -> None:
    source = pack_source([group("A", [domain("A-D", [item("A-D-01", [1] * 4)])])], rule=rule, levels=4)
    built = rubric(source)
    grades = {f"A-D-01.{n}a": BY_VALUE[Fraction(value)] for n, value in enumerate(shares.split(), 1)}
    assert gate(built, score(built, assessment(grades)).overall) == level


def test_what_waits_for_another_requirement_says_so() -> None:
    source = item("A-D-01", [2])
    source["levels"]["1"]["requirements"][1]["depends_on"] = ["A-D-01.1a"]  # type: ignore[index]
    built = rubric(pack_source([group("A", [domain("A-D", [source])])], levels=1))
    given = assessment({"A-D-01.1a": "partial", "A-D-01.1b": "none"})
    scope = scope_of(built, ("smelting",))
    found = {b.id: b.waits_for for b in blockers(built, given, scope, score(built, given, scope))}
    assert found == {"A-D-01.1a": (), "A-D-01.1b": ("A-D-01.1a",)}
