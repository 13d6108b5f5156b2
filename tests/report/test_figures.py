"""The figures on the pages of one sample worked out by hand.

Two groups weigh 40 and 60. A has the domains D (weight 1) and E (weight 3), B has F, each of one sub-indicator. Shares
by level (τ = 0.8): D 1, .5, 0; E 1, 1, .5; F 1, .8, .8. So A is 1, .875, .375,
the whole 1, .83, .63: level 2, score 2.63.
"""

from __future__ import annotations

import re
from dataclasses import replace
from types import SimpleNamespace

import pytest

from nfmaturity.domain.assessment import Answer, Assessment
from nfmaturity.domain.enterprise import Enterprise
from nfmaturity.report.document import Report
from nfmaturity.report.sections.cover import percent_answered
from tests import rubrics
from tests.report.reading import page_texts, text_of
from tests.report.samples import pack_of, report_of

GRADES = {
    "A-D-01": ("full full", "partial partial", "none none"),
    "A-E-01": ("full full", "full full", "partial partial"),
    "B-F-01": ("full full", "most most", "most most"),
}


def sample(rule: str) -> tuple[object, Assessment]:
    groups = [
        rubrics.group(
            "A",
            [
                rubrics.domain("A-D", [rubrics.item("A-D-01", [2] * 3)], "1"),
                rubrics.domain("A-E", [rubrics.item("A-E-01", [2] * 3)], "3"),
            ],
            "40",
        ),
        rubrics.group("B", [rubrics.domain("B-F", [rubrics.item("B-F-01", [2] * 3)])], "60"),
    ]
    source = rubrics.pack_source(groups, rule=rule, levels=3)
    answers = {
        f"{item}.{level}{letter}": Answer(degree)
        for item, levels in GRADES.items()
        for level, row in enumerate(levels, 1)
        for letter, degree in zip("ab", row.split(), strict=True)
    }
    given = replace(rubrics.assessment({}), answers=answers, target_level=3)
    profile = {"name_en": "Acme", "segments": ["smelting"], "revenue_band": "30-40", "investment_3y": "168"}
    return source, replace(given, enterprise=Enterprise.model_validate(profile))


def pages(rule: str, lang: str = "en", without: str = "", only: str = "") -> list[str]:
    source, given = sample(rule)
    if without:
        given = replace(given, answers={k: v for k, v in given.answers.items() if k != without})
    if only:
        given = replace(given, answers={k: v for k, v in given.answers.items() if k in only.split()})
    report: Report = report_of(pack_of(source), given, lang)
    return [" ".join(text.split()) for text in page_texts(report.pdf)]


@pytest.fixture(scope="module")
def level_by_level() -> list[str]:
    return pages("first_unmet")


def test_cover_and_summary(level_by_level: list[str]) -> None:
    cover, summary = level_by_level[0], level_by_level[2]
    for said in ("2.630", "0.170", "1.000", "0.830", "0.630"):
        assert said in cover
    for said in (
        "Overall at level 2, level 3 share short by 0.170",
        "Target level 3: not yet reached.",
        "All 18 requirements in scope are graded.",
        "10.0%",
        "30.0%",
        "60.0%",
    ):
        assert said in summary


def test_actions_and_what_they_bring(level_by_level: list[str]) -> None:
    """At level 3 each of E's two would add .3 × .5 / 2 = .075, each of F's .6 × .2 / 2 = .06, of D's .1 / 2 = .05."""
    summary = level_by_level[2]
    first = "A-E-01.3a, now partial. 5 person-days. Gain +0.0750."
    for said in (first, "A-E-01.3b", "B-F-01.3a, now most"):
        assert said in summary
    assert "take the level 3 share of the whole from 0.630 to 0.840, at 12 person-days." in summary
    assert "The overall level becomes level 3 (3.000)." in summary
    assert "Still below it on their own, the weakest first (1): A-D." in summary
    assert "cut after" not in level_by_level[3], "the gains make the sum"


def test_domain_chapters(level_by_level: list[str]) -> None:
    chapter = next(text for text in level_by_level if "/ A-D A-D / weight 10.0%" in text)
    for said in (
        "Level 1 reached, level 2 share short by 0.300",
        "Rank by score: 3 of 3.",
        "Graded: 6 of 6.",
        "+0.2500",
    ):
        assert said in chapter


def test_worked_calculation(level_by_level: list[str]) -> None:
    first = next(n for n, text in enumerate(level_by_level) if "The group A from its domains" in text)
    method = " ".join(level_by_level[first : first + 2])
    for said in ("0.875", "0.375", "0.830 ≥ 0.80: met", "0.630 < 0.80: not met", "level 2, score 2.630"):
        assert said in method


@pytest.mark.parametrize(
    ("rule", "said"),
    [("met_as_one", "level 2, score 2.630"), ("plain_sum", "level 2, score 2.460")],
)
def test_the_other_rules(rule: str, said: str) -> None:
    assert any(said in text for text in pages(rule))


def test_bounds_of_a_draft() -> None:
    """Without B-F-01.3b F has .4 at level 3: the whole .39; graded full it would be .9 and the whole .69."""
    summary = pages("first_unmet", without="B-F-01.3b")[2]
    assert "score between 2.390 and 2.690. Unanswered: 1" in summary


def test_a_draft_lists_what_is_to_be_graded_and_no_measure() -> None:
    """All of level 1 and one of the six of level 2 are graded: five are to be graded, and of gains nothing is known."""
    first = " ".join(f"{item}.1{letter}" for item in GRADES for letter in "ab")
    found = pages("first_unmet", only=f"{first} B-F-01.2a")
    cover, summary, listing = found[0], found[2], found[3]
    assert "level 1 so far" in cover
    assert "share short by" not in cover
    assert "Not fully graded yet: 7 of 18 graded; at least level 1, at most level 3" in summary
    assert "Unanswered on the way to level 2: 5." in summary
    assert "They are listed in chapter 1.1 To be graded first." in summary
    assert list(dict.fromkeys(re.findall(r"[AB]-\w-01\.\d\w", listing))) == [
        "B-F-01.2b", "A-E-01.2a", "A-E-01.2b", "A-D-01.2a", "A-D-01.2b",
    ]  # fmt: skip
    said = " ".join(found)
    assert "Not fully graded yet: 11 of 18 without a grade" in said
    for verdict in ("Overall at", "Rank by score", "Measures towards", "Gain", "Person-days"):
        assert verdict not in said


@pytest.mark.parametrize("rule", ["first_unmet", "plain_sum"])
def test_what_is_short_is_named(rule: str) -> None:
    """Level by level it is a share; where shares are summed up it is the score."""
    said = "level 3 share short by 0.170" if rule == "first_unmet" else "0.340 short of level 3"
    assert f"Overall at level 2, {said}" in pages(rule)[2]


def test_money_is_counted_in_each_language_its_own_way() -> None:
    assert any("30–40 billion CNY" in text and "168 million CNY" in text for text in pages("first_unmet"))
    assert any("300–400 亿元" in text and "1.68 亿元" in text for text in pages("first_unmet", "zh"))


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ["not issued", "340799 Anhui Tongling", "110,416 tce", "560 GWh", "410 kt", "Main works (91340799"]),
        ("zh", ["未核发", "340799 Anhui Tongling", "11.04 万吨标准煤", "56,000 万千瓦时", "41 万吨", "冶炼厂，制酸"]),
    ],
)
def test_the_profile_names_places_sites_and_energy(lang: str, said: list[str]) -> None:
    source, given = sample("first_unmet")
    profile = {
        "name_en": "Acme",
        "segments": ["smelting"],
        "no_credit_code": True,
        "region": {"code": "340799", "province": "Anhui", "city": "Tongling"},
        "sites": [{"name": "Main works", "kind": "冶炼厂", "sections": ["acid"], "credit_code": "91340799DEMCU00199"}],
        "figures_year": "2025",
        "energy_tce": "110416",
        "power_gwh": "560",
        "co2_kt": "410",
        "carbon_market": False,
    }
    given = replace(given, enterprise=Enterprise.model_validate(profile))
    text = " ".join(" ".join(page_texts(report_of(pack_of(source), given, lang).pdf)).split())
    assert [words for words in said if words not in text] == []


def test_no_rank_while_anything_is_not_graded_and_equals_share_one() -> None:
    assert not any("Rank by score" in text for text in pages("first_unmet", only="none at all"))
    said = " ".join(pages("first_unmet", only="A-D-01.1a A-E-01.1a"))
    assert "Rank by score" not in said
    source, given = sample("first_unmet")
    given = replace(given, answers=dict.fromkeys(given.answers, Answer("partial")))
    said = " ".join(" ".join(page_texts(report_of(pack_of(source), given, "en").pdf)).split())
    assert said.count("Rank by score: equal 1 of 3.") == 3


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "1,680 人，其中数字化 46 人、工艺与数据 12 人"),
        ("en", "1,680 staff, among them 46 digital, 12 process and data"),
    ],
)
def test_staff_are_counted_with_what_they_are(lang: str, said: str) -> None:
    source, given = sample("first_unmet")
    profile = {"name_en": "Acme", "segments": ["smelting"], "staff": 1680, "staff_digital": 46, "staff_data": 12}
    given = replace(given, enterprise=Enterprise.model_validate(profile))
    text = "".join(text_of(report_of(pack_of(source), given, lang).pdf).split())
    assert "".join(said.split()) in text


@pytest.mark.parametrize(
    ("answered", "in_scope", "said"),
    [(95, 788, "12.0%"), (804, 805, "99.8%"), (2999, 3000, "99.9%"), (3000, 3000, "100.0%"), (0, 0, "0.0%")],
)
def test_what_is_graded_is_cut_and_all_only_where_nothing_is_missing(answered: int, in_scope: int, said: str) -> None:
    overall = SimpleNamespace(answered=answered, in_scope=in_scope)
    assert percent_answered(SimpleNamespace(overall=overall)) == said  # type: ignore[arg-type]
