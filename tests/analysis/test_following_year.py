"""What a following year's assessment takes over."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nfmaturity.analysis.following_year import a_year_on, day_a_year_on, title_a_year_on
from nfmaturity.domain.assessment import Answer
from nfmaturity.domain.scoring import score
from tests import rubrics

IDENT = "00000000-0000-4000-8000-000000000007"


@pytest.mark.parametrize(
    ("title", "next_one"),
    [
        ("2026 年度自评估", "2027 年度自评估"),
        ("Audit", "Audit"),
        ("", ""),
        ("12026", "12026"),
        ("2025–2026", "2025–2027"),
    ],
)
def test_a_title_goes_a_year_on(title: str, next_one: str) -> None:
    assert title_a_year_on(title) == next_one


@pytest.mark.parametrize(
    ("day", "next_one"), [("2026-11-22", "2027-11-22"), ("2028-02-29", "2029-02-28"), ("", ""), ("9999-01-01",) * 2]
)
def test_a_day_goes_a_year_on(day: str, next_one: str) -> None:
    assert day_a_year_on(day) == next_one


def test_every_grade_is_taken_over_to_be_confirmed() -> None:
    pack = rubrics.pack([rubrics.group("G", [rubrics.domain("G-D", [rubrics.item("G-D-01", [2] * 5)])])])
    answers = {
        "G-D-01.1a": Answer("full", "三份报表", review=True),
        "G-D-01.1b": Answer(None, "to be seen"),
        "G-D-01.2a": Answer(None, review=True),
    }
    held = replace(
        rubrics.assessment({}, exclusions={"G-D-01.5b": "no such plant"}),
        answers=answers,
        title="2026 audit",
        kind="audit",
        date="2026-11-22",
        period_from="2026-10-01",
        period_to="2026-10-31",
        target_level=3,
        site="North works",
    )
    following = a_year_on(held, IDENT, "2027-03-08")
    assert following.answers == {
        "G-D-01.1a": Answer("full", "三份报表", confirm=True),
        "G-D-01.1b": Answer(None, "to be seen"),
    }
    assert (following.id, following.previous) == (IDENT, held.id)
    assert (following.title, following.date) == ("2027 audit", "2027-03-08")
    assert (following.period_from, following.period_to) == ("2027-10-01", "2027-10-31")
    assert (following.exclusions, following.target_level, following.site) == (held.exclusions, 3, "North works")
    assert (following.kind, following.enterprise, following.rubric) == ("audit", held.enterprise, held.rubric)
    assert score(pack.rubric, following) == score(pack.rubric, held)
