from __future__ import annotations

from fractions import Fraction

from nfmaturity.analysis.standouts import level_in_question, nodes_to_compare, standouts
from nfmaturity.domain.scope import scope_of
from nfmaturity.domain.scoring import score
from tests.rubrics import assessment, domain, group, item, pack_source, rubric

NAMES = ("A-D", "A-E", "A-F", "A-G")


def test_nodes_by_their_distance_to_the_threshold() -> None:
    built = rubric(pack_source([group("A", [domain(name, [item(f"{name}-01", [1, 2])]) for name in NAMES])], levels=2))
    grades = {f"{name}-01.1a": "full" for name in NAMES}
    grades |= {"A-D-01.2a": "none", "A-D-01.2b": "none", "A-E-01.2a": "full", "A-E-01.2b": "full"}
    grades |= {"A-F-01.2a": "most", "A-F-01.2b": "most", "A-G-01.2a": "partial", "A-G-01.2b": "most"}
    given = assessment(grades)
    card = score(built, given, scope_of(built, ("smelting",)))
    found = standouts(built, card, nodes_to_compare(built, card))
    assert found
    assert found.level == 2
    assert [(m.node, m.margin) for m in found.strengths] == [("A-E", Fraction(1, 5)), ("A-F", Fraction(0))]
    assert [(m.node, m.margin) for m in found.gaps] == [("A-D", Fraction(-4, 5)), ("A-G", Fraction(-3, 20))]


def test_the_strongest_is_the_one_with_the_highest_score() -> None:
    items = [item(f"{name}-01", [1, 2, 1]) for name in NAMES]
    built = rubric(pack_source([group("A", [domain(n, [i]) for n, i in zip(NAMES, items, strict=True)])], levels=3))
    grades = dict.fromkeys(built.places, "none") | {f"{name}-01.1a": "full" for name in NAMES}
    grades |= {"A-D-01.2a": "full", "A-D-01.2b": "most", "A-D-01.3a": "partial"}
    grades |= {"A-E-01.2a": "full", "A-E-01.2b": "full", "A-F-01.2a": "partial"}
    card = score(built, assessment(grades), scope_of(built, ("smelting",)))
    found = standouts(built, card, nodes_to_compare(built, card))
    assert found
    assert [(m.node, m.share, card.nodes[m.node].score) for m in found.strengths] == [
        ("A-D", Fraction(9, 10), Fraction(5, 2)),
        ("A-E", Fraction(1), Fraction(2)),
    ]
    assert [m.node for m in found.gaps] == ["A-G", "A-F"]


def test_few_domains_are_compared_by_sub_indicator() -> None:
    built = rubric(pack_source([group("A", [domain("A-D", [item("A-D-01", [1]), item("A-D-02", [1])])])], levels=1))
    card = score(built, assessment({"A-D-01.1a": "full"}), scope_of(built, ("smelting",)))
    assert nodes_to_compare(built, card) == ("A-D-01", "A-D-02")


def test_the_highest_level_is_in_question_once_all_are_reached() -> None:
    built = rubric(pack_source([group("A", [domain("A-D", [item("A-D-01", [1, 1])])])], levels=2))
    card = score(built, assessment(dict.fromkeys(built.places, "full")), scope_of(built, ("smelting",)))
    assert level_in_question(built, card.overall) == 2
    nothing = score(built, assessment({}, exclusions={"A-D-01": "reason"}))
    assert level_in_question(built, nothing.overall) is None
    assert standouts(built, nothing, ()) is None


def test_what_may_still_reach_the_threshold_is_undecided_and_a_laggard_comes_first() -> None:
    items = [item(f"A-D-0{n}", [1, 1]) for n in range(1, 5)]
    built = rubric(pack_source([group("A", [domain("A-D", items)])], levels=2))
    grades = {"A-D-01.1a": "full", "A-D-01.2a": "none", "A-D-02.1a": "none", "A-D-02.2a": "full"}
    grades |= {"A-D-03.1a": "full", "A-D-04.1a": "full", "A-D-04.2a": "full"}
    card = score(built, assessment(grades | {"A-D-02.1a": "partial"}), scope_of(built, ("smelting",)))
    found = standouts(built, card, tuple(built.sub_indicators), "A-D")
    assert found
    assert card.nodes["A-D"].level == 1
    assert [m.node for m in found.strengths] == ["A-D-04"]
    assert [(m.node, m.level) for m in found.gaps] == [("A-D-02", 1), ("A-D-01", 2)]
    assert [m.node for m in found.undecided] == ["A-D-03"]
