from __future__ import annotations

from fractions import Fraction

import pytest

from nfmaturity.analysis.change_words import (
    change_headline,
    change_sentence,
    left_out_words,
    signed,
    then_and_change,
    when_words,
)
from nfmaturity.analysis.comparison import Comparison, Difference, Earlier, compare, difference
from nfmaturity.analysis.hidden_move_words import hidden_move_words
from nfmaturity.analysis.scope_change_words import level_words, scope_words
from nfmaturity.domain.assessment import Assessment
from nfmaturity.domain.rubric import RubricPack
from nfmaturity.domain.scoring import score
from nfmaturity.i18n import language
from tests.rubrics import assessment, domain, group, item, pack

THIRD = Fraction(1, 3)


def pack_of(*names: str, tau: str = "0.8") -> RubricPack:
    domains = [domain(f"G-{name}", [item(f"G-{name}-01", [3, 3])]) for name in names]
    return pack([group("G", domains)], levels=2, tau=tau)  # type: ignore[arg-type]


def grades(name: str, *degrees: str) -> dict[str, str]:
    places = [f"G-{name}-01.{level}{letter}" for level in (1, 2) for letter in "abc"]
    return dict(zip(places, degrees, strict=False))


def graded(of: RubricPack, given: dict[str, str]) -> Assessment:
    """Every requirement has a grade, the lowest one where none is given."""
    return assessment(dict.fromkeys(of.rubric.places, "none") | given)


def compared(now: RubricPack, given: dict[str, str], then: RubricPack, before: dict[str, str]) -> Comparison:
    earlier = graded(then, before)
    card = score(now.rubric, graded(now, given))
    return compare(now.rubric, card, Earlier(then, earlier, score(then.rubric, earlier)))


def test_domains_are_matched_by_id() -> None:
    now, then = pack_of("A", "B", "N"), pack_of("O", "B", "A")
    found = compared(now, {}, then, {})
    assert list(found.domains) == ["G-A", "G-B"]
    assert found.new == ("G-N",)
    assert found.gone == ("G-O",)
    with language("en"):
        said = left_out_words(now.rubric, found)
    assert said == ("Not compared, as they did not count then: G-N. Not compared, as they no longer count: G-O.")


def test_a_domain_out_of_scope_is_not_compared() -> None:
    now = pack_of("A", "B")
    earlier = assessment({}, exclusions={"G-B-01": "x"})
    card = score(now.rubric, assessment({}))
    found = compare(now.rubric, card, Earlier(now, earlier, score(now.rubric, earlier)))
    assert list(found.domains) == ["G-A"]
    assert found.new == ("G-B",)


def test_a_difference_is_cut_from_the_exact_one_and_never_rounded_up() -> None:
    # 1.000 and 0.0139 are shown 1.00 and 0.01 with two decimals, and lie 0.986 apart.
    near, one = Fraction("0.0139"), Fraction(1)
    assert [signed(difference(near, one, places)) for places in (2, 3)] == ["+0.98", "+0.986"]
    assert [signed(difference(one, near, places)) for places in (2, 3)] == ["−0.98", "−0.986"]
    assert difference(THIRD, 2 * THIRD, 3) == Difference(THIRD, Fraction(333, 1000), 3)
    assert difference(2 * THIRD, THIRD, 2) == Difference(-THIRD, Fraction(-33, 100), 2)
    assert difference(None, THIRD, 3) is None


@pytest.mark.parametrize(
    ("before", "after", "places", "said"),
    [
        ("0.10", "0.15", 3, "+0.050"),
        ("0.13", "0.10", 3, "−0.030"),
        ("0.1", "0.1", 3, "±0"),
        ("0.1234", "0.1239", 3, "+<0.001"),
        ("0.1239", "0.1234", 2, "−<0.01"),
        ("0.1299", "0.1301", 2, "+<0.01"),
    ],
)
def test_a_change_too_small_for_the_figures_is_not_called_none(before: str, after: str, places: int, said: str) -> None:
    assert signed(difference(Fraction(before), Fraction(after), places)) == said


def test_a_domain_that_rose_too_little_to_be_seen_rose() -> None:
    # 78 requirements: half a grade more moves the score by less than 0.01.
    domains = [domain(f"G-{name}", [item(f"G-{name}-0{n}", [26]) for n in (1, 2, 3)]) for name in "AB"]
    now = pack([group("G", domains)], levels=1)
    grade = {next(name for name in now.rubric.places if name.startswith("G-A")): "partial"}
    found = compared(now, grade, now, {})
    assert [(name, signed(by)) for name, by in found.moved(1, 2)] == [("G-A", "+<0.01")]
    assert found.moved(-1) == ()
    with language("en"):
        assert change_sentence(now.rubric, found, "2025", 2) == "Up 0.003 since 2025: G-A +<0.01 rose, none fell."
    back = compared(now, {}, now, grade)
    assert [name for name, _by in back.moved(-1, 2)] == ["G-A"]
    with language("en"):
        assert change_headline(back, "2025") == "Down 0.003 since 2025; domains up: 0, down: 1"


def test_what_rose_and_what_fell() -> None:
    now = pack_of("A", "B", "C")
    given = grades("A", "full", "full", "none") | grades("B", "partial") | grades("C", "full")
    before = grades("A", "full") | grades("B", "full") | grades("C", "full")
    found = compared(now, given, now, before)
    assert [(name, by.shown) for name, by in found.moved(1)] == [("G-A", Fraction("0.333"))]
    assert [(name, by.shown) for name, by in found.moved(-1)] == [("G-B", Fraction("-0.166"))]
    assert found.domains["G-A"].share(1) == Difference(THIRD, Fraction("0.33"), 2)
    assert found.domains["G-A"].share(2) == Difference(Fraction(0), Fraction(0), 2)
    assert found.overall.score() == Difference(Fraction(1, 18), Fraction("0.055"), 3)
    with language("en"):
        assert change_sentence(now.rubric, found, "2025") == "Up 0.055 since 2025: G-A +0.333 rose; G-B −0.166 fell."


@pytest.mark.parametrize(
    ("given", "before", "said"),
    [
        ({}, {}, "The same score as 2025; no domain moved."),
        (grades("A", "full"), {}, "Up 0.111 since 2025: G-A +0.333 rose, none fell."),
        ({}, grades("A", "full"), "Down 0.111 since 2025: G-A −0.333 fell, none rose."),
        (
            grades("A", "full") | grades("B", "full", "full") | grades("C", "full", "full"),
            {},
            "Up 0.555 since 2025: 3 domains (G-B +0.666, G-C +0.666 most) rose, none fell.",
        ),
    ],
)
def test_the_sentence(given: dict[str, str], before: dict[str, str], said: str) -> None:
    now = pack_of("A", "B", "C")
    with language("en"):
        assert change_sentence(now.rubric, compared(now, given, now, before), "2025") == said


def test_grades_taken_over_and_not_confirmed_are_told_first() -> None:
    now = pack_of("A", "B")
    of = graded(now, {})
    card = score(now.rubric, of)
    found = compare(now.rubric, card, Earlier(now, of, card), waiting=12)
    with language("en"):
        first = "Grades taken over and not confirmed yet: 12. The same score as 2026; "
        assert change_headline(found, "2026") == f"{first}domains up: 0, down: 0"
        assert change_sentence(now.rubric, found, "2026") == f"{first}no domain moved."


def test_a_fall_that_no_score_shows_is_told() -> None:
    """Level 1 stays met, so the score stays, though a sub-indicator loses its level."""
    now = pack([group("G", [domain("G-A", [item(f"G-A-0{n}", [3, 3]) for n in (1, 2)])])], levels=2)
    before = {name: "full" for name in now.rubric.places if ".1" in name}
    found = compared(now, before | {"G-A-01.1a": "none"}, now, before)
    assert found.moved(-1) == ()
    assert [(name, level, by.shown) for name, level, by in found.hidden_shares()] == [
        ("overall", 1, Fraction("-0.166")),
        ("G-A", 1, Fraction("-0.166")),
    ]
    with language("en"):
        assert change_headline(found, "2025") == (
            "The same score as 2025; no domain's score moved, but there are changes below the scores"
        )
        assert change_sentence(now.rubric, found, "2025") == "The same score as 2025; no domain's score moved."
        assert hidden_move_words(now.rubric, found) == (
            "The score stayed, the share moved: Whole enterprise level 1 share −0.166, G-A level 1 share −0.166. "
            "Sub-indicators at a lower level: G-A-01 from level 1 to Below level 1."
        )
        back = compared(now, before, now, before | {"G-A-01.1a": "none"})
        assert "at a higher level: G-A-01 from Below level 1 to level 1." in hidden_move_words(now.rubric, back)
        assert hidden_move_words(now.rubric, compared(now, before, now, before)) == ""


def test_another_scale_is_told() -> None:
    now, then = pack_of("A"), pack_of("A", tau="0.9")
    found = compared(now, {}, then, {})
    assert not found.same_scale
    with language("en"):
        assert left_out_words(now.rubric, found).startswith("Scored then by another scale or rule")


def test_when_it_was() -> None:
    from dataclasses import replace

    now = replace(assessment({}), date="2026-11-22")
    with language("en"):
        for day, title, said in (
            ("2025-11-28", "", "2025"),
            ("2026-03-01", "", "1 March 2026"),
            ("", "First try", "First try"),
            ("", "", "the earlier assessment"),
        ):
            assert when_words(replace(now, date=day, title=title), now) == said


def test_another_scope_is_told_with_what_differs() -> None:
    built = pack_of("A", "B")
    then = assessment({}, exclusions={"G-B-01.1a": "x"})
    now = assessment({}, exclusions={"G-A-01.2a": "x", "G-B-01.1a": "x"})
    earlier = Earlier(built, then, score(built.rubric, then))
    found = compare(built.rubric, score(built.rubric, now), earlier)
    before, after = found.overall.before.in_scope, found.overall.after.in_scope
    assert before == after + 1
    with language("en"):
        assert scope_words(built.rubric, now, found, "2025") == (
            f"Requirements in scope: 2025 {before}, now {after}. Excluded now, not then: G-A-01.2a."
        )
        same = compare(built.rubric, score(built.rubric, then), earlier)
        assert scope_words(built.rubric, then, same, "2025") == ""
        assert "Excluded then, not now: G-B-01.1a." in scope_words(built.rubric, assessment({}), same, "2025")


def test_the_domains_that_went_to_another_level_are_named() -> None:
    now = pack_of("A", "B", "C")
    full = grades("A", "full", "full", "full") | grades("B", "full", "full", "full")
    before = grades("C", "full", "full", "full")
    found = compared(now, full, now, before)
    with language("en"):
        said = level_words(now.rubric, found)
        rose, fell, why = said.split(". ")
        up, down = found.domains["G-A"].after.level, found.domains["G-C"].before.level
        assert up
        assert down
        assert rose == f"From Below level 1 to level {up}: G-A, G-B (2)"
        assert fell == f"From level {down} to Below level 1: G-C"
        assert why.startswith("A domain that reaches a level")
        assert level_words(now.rubric, compared(now, full, now, full)) == ""


def test_what_is_not_fully_graded_is_not_compared() -> None:
    now = pack_of("A", "B", "C")
    before = graded(now, dict.fromkeys(now.rubric.places, "full"))
    given = grades("A", "full", "full", "full", "full", "full", "none") | grades("B", "full")
    card = score(now.rubric, assessment(given))
    found = compare(now.rubric, card, Earlier(now, before, score(now.rubric, before)))
    assert found.overall.score() is None
    assert found.settled == ("G-A",)
    assert found.moved(1) == ()
    assert [name for name, _by in found.moved(-1)] == ["G-A"]
    assert found.domains["G-B"].share(1) is None
    with language("en"):
        first = "Not fully graded yet, the whole is not compared (11 without a grade); domains graded in full"
        assert change_headline(found, "2025") == f"{first}: 1, higher: 0, lower: 1"
        assert change_sentence(now.rubric, found, "2025") == f"{first} (1): G-A −0.333 fell, none rose."
        assert left_out_words(now.rubric, found) == (
            "Not fully graded yet, so not compared: G-B (5 without a grade), G-C (6 without a grade)."
        )
        assert level_words(now.rubric, found) == "From level 2 to level 1: G-A."
        assert then_and_change(found, "2025") == "2025: level 2, 2.000; not compared yet (11 without a grade)"


@pytest.mark.parametrize("is_now", [True, False])
def test_nothing_graded_is_not_called_a_fall_nor_a_rise(is_now: bool) -> None:
    pack = pack_of("A", "B")
    full, empty = graded(pack, dict.fromkeys(pack.rubric.places, "full")), assessment({})
    now, then = (empty, full) if is_now else (full, empty)
    found = compare(pack.rubric, score(pack.rubric, now), Earlier(pack, then, score(pack.rubric, then)))
    assert found.settled == ()
    with language("en"):
        said = "Not fully graded yet" if is_now else "2025 was not fully graded"
        said += ", the whole is not compared (12 without a grade)"
        assert change_headline(found, "2025") == said
        assert change_sentence(pack.rubric, found, "2025") == f"{said}; no domain is compared."
        assert level_words(pack.rubric, found) == ""
        assert left_out_words(pack.rubric, found).startswith(f"Not fully graded {'yet' if is_now else 'then'}, so not")
