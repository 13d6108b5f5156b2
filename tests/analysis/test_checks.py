from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from types import MappingProxyType
from typing import Any

import pytest

from nfmaturity.analysis.checks.all_checks import checks
from nfmaturity.analysis.checks.check import Asked, Check
from nfmaturity.analysis.checks.pace import FASTEST, Graded, last_graders, pace_checks
from nfmaturity.domain.assessment import Answer, Assessment
from nfmaturity.domain.enterprise import Enterprise, missing_fields
from nfmaturity.domain.rubric import Rubric
from nfmaturity.domain.scope import scope_of
from nfmaturity.domain.scoring import score
from nfmaturity.files.rubric_files import load_pack
from nfmaturity.i18n import say
from nfmaturity.resources import shipped_rubrics
from nfmaturity.workspace.demo import demo_documents
from nfmaturity.workspace.subject import read_subject
from tests.rubrics import assessment, domain, group, item, pack_source, rubric

PROFILE = {
    "name": "A Works",
    "credit_code": "",
    "segments": ["smelting"],
    "revenue_band": "10-20",
    "staff": 1200,
    "products": [{"name": "Cathode", "capacity": "100", "output": "104", "unit": "kt"}],
}


@pytest.fixture
def small() -> Rubric:
    """Two sub-indicators of five levels; the second requirement of a level needs the first of the level below."""
    first, second = item("A-D-01", [2] * 5), item("A-D-02", [1] * 5)
    levels: Any = first["levels"]
    levels["3"]["requirements"][1]["depends_on"] = ["A-D-01.2a", "A-D-01.3a"]
    return rubric(pack_source([group("A", [domain("A-D", [first, second])])]))


def given(grades: Mapping[str, str], **more: Any) -> Assessment:
    held = replace(
        assessment(grades),
        enterprise=Enterprise.model_validate(PROFILE),
        date="2026-11-22",
        assessors=("Zhou",),
    )
    return replace(held, **more)


def asked(rules: Rubric, held: Assessment, today: str = "") -> Asked:
    scope = scope_of(rules, held.enterprise.segments, held.exclusions)
    return Asked(rules, held, scope, score(rules, held, scope), today)


def of_kind(found: Iterable[Check], kind: str) -> Check | None:
    return next((check for check in found if check.kind == kind), None)


def kinds(rules: Rubric, held: Assessment, today: str = "") -> list[str]:
    return [check.kind for check in checks(asked(rules, held, today)) if check.kind != "profile_missing"]


def nodes(check: Check | None) -> list[str]:
    assert check
    return [spot.node for spot in check.spots]


def with_grades(held: Assessment, answers: Mapping[str, Answer]) -> Assessment:
    return replace(held, answers=MappingProxyType({**held.answers, **answers}))


def mixed(rules: Rubric) -> dict[str, str]:
    """Grades that nothing can be asked about: falling from level to level, not all alike."""
    by_level = {1: "most", 2: "most", 3: "partial", 4: "partial", 5: "none"}
    return {name: by_level[place.level] for name, place in rules.places.items()}


# Grades


def test_a_sound_assessment_is_asked_nothing(small: Rubric) -> None:
    assert kinds(small, given(mixed(small))) == []


def test_what_is_open_is_listed_in_the_order_of_the_rubric(small: Rubric) -> None:
    grades = mixed(small)
    del grades["A-D-02.1a"], grades["A-D-01.4b"]
    held = with_grades(
        given(grades),
        {
            "A-D-01.1a": Answer("most", review=True),
            "A-D-01.1b": Answer("most", confirm=True),
            "A-D-01.2a": Answer("most"),
        },
    )
    found = checks(asked(small, held))
    assert nodes(of_kind(found, "unanswered")) == ["A-D-01.4b", "A-D-02.1a"]
    assert nodes(of_kind(found, "to_confirm")) == ["A-D-01.1b"]
    assert nodes(of_kind(found, "for_review")) == ["A-D-01.1a"]
    assert {check.severity for check in found if check.kind in {"unanswered", "to_confirm", "for_review"}} == {"mend"}
    assert str(found[0].said) == "Requirements not graded, counted 0: 2"


def test_what_is_out_of_scope_is_not_asked_about(small: Rubric) -> None:
    grades = {name: grade for name, grade in mixed(small).items() if not name.startswith("A-D-02")}
    held = given(grades, exclusions={"A-D-02": "no such process at this works, sold in 2019"})
    assert kinds(small, held) == []


@pytest.mark.parametrize(("needed", "severity"), [("partial", "look"), ("none", "mend"), (None, "mend")])
def test_full_on_what_is_not_full(small: Rubric, needed: str | None, severity: str) -> None:
    grades = mixed(small) | {"A-D-01.3b": "full", "A-D-01.2a": "full", "A-D-01.3a": needed}
    found = of_kind(checks(asked(small, given({n: g for n, g in grades.items() if g}))), "builds_on")
    assert nodes(found) == ["A-D-01.3b"]
    assert found
    assert found.severity == severity
    assert str(found.spots[0].said) == "builds on A-D-01.3a, not fully met"
    met = grades | {"A-D-01.3a": "full"}
    assert of_kind(checks(asked(small, given({n: g for n, g in met.items() if g}))), "builds_on") is None


def test_full_above_none(small: Rubric) -> None:
    grades = mixed(small) | {"A-D-01.2b": "none", "A-D-01.4a": "full", "A-D-01.3a": "full"}
    found = of_kind(checks(asked(small, given(grades))), "upside_down")
    assert nodes(found) == ["A-D-01.2b"]
    assert found
    assert str(found.spots[0].said) == "not met at all, but A-D-01.4a of a higher level fully"
    same_level = mixed(small) | {"A-D-01.3b": "none", "A-D-01.3a": "full"}
    assert of_kind(checks(asked(small, given(same_level))), "upside_down") is None


def test_a_level_met_over_one_that_is_not(small: Rubric) -> None:
    grades = mixed(small) | {"A-D-02.1a": "partial", "A-D-02.3a": "most"}
    found = of_kind(checks(asked(small, given(grades))), "level_order")
    assert nodes(found) == ["A-D-02"]
    assert found
    assert str(found.spots[0].said) == "level 3 met, level 1 not"
    del grades["A-D-02.1a"]
    assert of_kind(checks(asked(small, given(grades))), "level_order") is None


@pytest.mark.parametrize("degree", ["full", "most", "partial", "none"])
def test_one_grade_throughout(small: Rubric, degree: str) -> None:
    found = of_kind(checks(asked(small, given(dict.fromkeys(small.places, degree)))), "alike")
    assert nodes(found) == ["A-D-01"]  # the other has five requirements only
    but_one = dict.fromkeys(small.places, degree) | {"A-D-01.5b": "none" if degree != "none" else "most"}
    assert of_kind(checks(asked(small, given(but_one))), "alike") is None


def test_full_at_the_top_without_a_word(small: Rubric) -> None:
    grades = mixed(small) | {"A-D-01.4a": "full", "A-D-01.5a": "full", "A-D-01.3a": "full"}
    held = with_grades(given(grades), {"A-D-01.4a": Answer("full", "  "), "A-D-02.5a": Answer("full", "seen in DCS")})
    found = of_kind(checks(asked(small, held)), "unexplained")
    assert nodes(found) == ["A-D-01.4a", "A-D-01.5a"]
    assert found
    assert str(found.said) == "Fully met from level 4 on without a word on what was seen: 2"


# Details


@pytest.mark.parametrize(
    ("more", "kind", "severity"),
    [
        ({"date": ""}, "no_date", "mend"),
        ({"assessors": (" ",)}, "no_assessor", "mend"),
        ({"period_from": "2026-11-02", "period_to": "2026-11-01"}, "period_turned", "mend"),
        ({"period_from": "2026-11-02", "period_to": "2026-11-23"}, "period_after", "look"),
        ({"period_from": "2026-11-02", "period_to": "2026-11-27"}, "period_after", "look"),
        ({"period_from": "2026-11-23", "period_to": "2026-11-30"}, "date_before", "look"),
        ({"period_from": "2026-11-23"}, "date_before", "look"),
        ({"date": "2026-11-27"}, "in_future", "look"),
        ({"target_level": 1}, "target_below", "look"),
        ({"exclusions": {"A-D-02": "没有此工序"}}, "short_reason", "look"),
    ],
)
def test_what_surrounds_the_grades(small: Rubric, more: dict[str, Any], kind: str, severity: str) -> None:
    found = checks(asked(small, given(mixed(small), **more), today="2026-11-26"))
    check = of_kind(found, kind)
    assert check
    assert check.severity == severity
    assert [other.kind for other in found if other.kind not in {"profile_missing", kind}] == []
    assert any(spot.node for spot in check.spots) == (kind == "short_reason")


def test_each_day_that_lies_ahead_is_told_once(small: Rubric) -> None:
    dates = {"date": "2026-11-28", "period_to": "2026-11-29"}
    found = checks(asked(small, given(mixed(small), **dates), today="2026-11-26"))
    said = [str(check.said) for check in found if check.kind != "profile_missing"]
    assert said == ["The period ends on 2026-11-29, after the date of the assessment.", "2026-11-28 still lies ahead."]


@pytest.mark.parametrize(
    "more",
    [
        {"period_from": "2026-11-02", "period_to": "2026-11-22"},
        {"date": "2026-11-26"},
        {"target_level": 2},
        {"target_level": None},
        {"exclusions": {"A-D-02": "没有电解工序全部外委"}},
    ],
)
def test_what_is_in_order_is_passed_over(small: Rubric, more: dict[str, Any]) -> None:
    assert kinds(small, given(mixed(small), **more), today="2026-11-26") == []


def test_a_period_that_was_put_a_year_on_is_a_plan_until_all_is_confirmed(small: Rubric) -> None:
    held = given(mixed(small), period_from="2027-10-12", period_to="2027-11-20")
    copied = with_grades(held, {"A-D-01.1a": Answer("most", confirm=True)})
    assert kinds(small, copied, today="2026-11-26") == ["to_confirm"]
    assert kinds(small, replace(copied, date="2027-11-22"), today="2026-11-26") == ["to_confirm", "in_future"]
    turned = replace(copied, period_to="2027-10-11")
    assert kinds(small, turned, today="2026-11-26") == ["to_confirm", "period_turned"]
    assert kinds(small, held, today="2026-11-26") == ["date_before"]


@pytest.mark.parametrize(
    ("more", "kind", "said"),
    [
        ({"staff_digital": 1201}, "profile_impossible", "1201 digital staff are more than the 1200 staff."),
        ({"staff_data": 1300}, "profile_impossible", "1300 data staff are more than the 1200 staff."),
        (
            {"loops_in_automatic": "100.5"},
            "profile_impossible",
            "A rate of 100.5% of loops in automatic is beyond 100%.",
        ),
        (
            {"products": [{"name": "Cathode", "capacity": "100", "output": "120.1"}]},
            "profile_implausible",
            "The output of Cathode, 120.1, is more than 120% of its capacity, 100.",
        ),
        (
            {"sites": [{"name": "N", "staff": 700}, {"name": "S", "staff": 501}]},
            "profile_implausible",
            "The sites have 1201 staff together, the enterprise 1200.",
        ),
        (
            {"scale": "small"},
            "profile_implausible",
            "The scale class given is not the one that staff and revenue make.",
        ),
    ],
)
def test_figures_of_the_profile(small: Rubric, more: dict[str, Any], kind: str, said: str) -> None:
    held = given(mixed(small), enterprise=Enterprise.model_validate(PROFILE | more))
    found = of_kind(checks(asked(small, held)), kind)
    assert found
    assert str(found.said) == said
    assert found.severity == ("mend" if kind == "profile_impossible" else "look")


@pytest.mark.parametrize(
    "more",
    [
        {"staff_digital": 1200, "loops_in_automatic": "100", "scale": "large"},
        {"products": [{"name": "Cathode", "capacity": "100", "output": "120"}]},
        {"products": [{"name": "By-product", "output": "120"}]},
        {"sites": [{"name": "N", "staff": 700}, {"name": "S", "staff": 500}]},
    ],
)
def test_figures_that_can_be(small: Rubric, more: dict[str, Any]) -> None:
    assert kinds(small, given(mixed(small), enterprise=Enterprise.model_validate(PROFILE | more))) == []


def test_what_the_profile_lacks_is_one_check(small: Rubric) -> None:
    held = given(mixed(small), enterprise=Enterprise.model_validate({"segments": ["smelting"]}))
    found = of_kind(checks(asked(small, held)), "profile_missing")
    assert found
    assert [str(spot.said) for spot in found.spots] == [
        "name", "credit code", "main process sections", "main metals", "place", "main products", "list of sites",
        "revenue band", "number of staff", "scale of the enterprise",
    ]  # fmt: skip
    assert len(found.spots) == len(missing_fields(held.enterprise))
    not_issued = given(mixed(small), enterprise=held.enterprise.model_copy(update={"no_credit_code": True}))
    assert len(of_kind(checks(asked(small, not_issued)), "profile_missing").spots) == len(found.spots) - 1


def test_an_enterprise_without_a_credit_code_lacks_none(small: Rubric) -> None:
    profile = Enterprise.model_validate({"segments": ["smelting"], "no_credit_code": True})
    found = of_kind(checks(asked(small, given(mixed(small), enterprise=profile))), "profile_missing")
    assert found
    assert "credit code" not in [str(spot.said) for spot in found.spots]


def test_what_is_to_be_mended_comes_first(small: Rubric) -> None:
    found = checks(asked(small, given({"A-D-01.5a": "full", "A-D-01.1a": "none"}, date="")))
    severities = [check.severity for check in found]
    assert severities == sorted(severities, key=lambda one: one != "mend")
    assert set(severities) == {"mend", "look"}


def test_a_comment_that_is_older_than_its_grade_is_asked_about(small: Rubric) -> None:
    """With the same grade, other words or none, to confirm, or of one it does not follow, there is nothing to ask."""
    names = ("A-D-01.1a", "A-D-01.1b", "A-D-01.2a", "A-D-02.1a", "A-D-02.2a")
    then = with_grades(
        given({}, id="then", date="2025-11-20"), {name: Answer("full", "seen on site") for name in names}
    )
    now = {
        names[0]: Answer("partial", "seen on site "),
        names[1]: Answer("full", "seen on site"),
        names[2]: Answer("partial", "no longer there"),
        names[3]: Answer("partial"),
        names[4]: Answer("partial", "seen on site", confirm=True),
    }
    held = with_grades(given({}, previous="then"), now)

    def told(held: Assessment) -> Check | None:
        return of_kind(checks(replace(asked(small, held), earlier=then)), "old_comment")

    found = told(held)
    assert nodes(found) == [names[0]]
    assert found
    assert say(found.said) == "Grades changed since 2025 beside a comment that is still of then: 1"
    assert told(replace(held, previous="another")) is None
    assert of_kind(checks(asked(small, held)), "old_comment") is None


# Pace


def graded(moments: Sequence[float], *, actor: str = "Zhou", gesture: str = "") -> list[Graded]:
    at = [f"2026-11-22T08:{int(s) // 60:02}:{int(s) % 60:02}Z" for s in moments]
    return [Graded(f"A-D-01.{n}", actor, moment, gesture or f"g{n}") for n, moment in enumerate(at)]


def pace(log: Iterable[Graded]) -> list[str]:
    held = list(log)
    scope = scope_of(rubric(pack_source([group("A", [domain("A-D", [item("A-D-01", [1] * 5)])])])), ["smelting"])
    everything = replace(scope, requirements=frozenset(one.requirement for one in held))
    found = pace_checks(held, everything)
    return [spot.node for spot in found[0].spots] if found else []


def test_twenty_in_a_minute_are_too_fast() -> None:
    assert len(pace(graded([n * 3 for n in range(FASTEST)]))) == FASTEST
    assert pace(graded([n * 3 for n in range(FASTEST - 1)])) == []
    assert pace(graded([n * 3.5 for n in range(40)])) == []


def test_every_minute_is_looked_at_and_a_requirement_graded_twice_in_it_is_one() -> None:
    for seed in range(30):
        dice = random.Random(seed)
        seconds = list(accumulate(dice.choice((0, 1, 2, 3, 5, 20)) for _ in range(150)))
        log = [replace(one, requirement=f"A-D-01.{dice.randint(0, 40)}") for one in graded([float(s) for s in seconds])]
        told: dict[str, None] = {}
        for last, end in enumerate(seconds):
            minute = [log[n].requirement for n in range(last + 1) if end - seconds[n] <= 60]
            if len(set(minute)) >= FASTEST:
                told |= dict.fromkeys(minute)
        assert pace(log) == list(told)


def test_one_gesture_is_one_judgement_and_two_people_are_two() -> None:
    seconds = [float(n) for n in range(FASTEST)]
    assert pace(graded(seconds, gesture="met up to level 3")) == []
    both = graded(seconds[:10]) + graded(seconds[10:], actor="He")
    assert pace(both) == []


def test_the_last_to_grade_is_named() -> None:
    log = [Graded("a", "Zhou", "", "1"), Graded("b", "Zhou", "", "2"), Graded("a", "He", "", "3")]
    assert last_graders(log) == {"a": "He", "b": "Zhou"}


# The demonstration


def test_the_made_up_enterprises_are_asked_little() -> None:
    pack = load_pack(shipped_rubrics() / "nonferrous-dx")
    for document in demo_documents():
        held = read_subject(document, None, None).assessment
        found = checks(asked(pack.rubric, held))
        assert len(found) <= 5
        assert not any(
            check.severity == "mend" for check in found if check.kind not in {"unanswered", "to_confirm", "for_review"}
        )
