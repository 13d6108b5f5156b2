from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType

import pytest

from nfmaturity.charts.line_breaks import break_lines, units
from nfmaturity.domain.assessment import Answer, Assessment
from nfmaturity.domain.enterprise import Enterprise
from nfmaturity.domain.rubric import RubricPack
from nfmaturity.report.frame import LEFT, RIGHT
from nfmaturity.report.grid import Grid, Layout, Row
from nfmaturity.report.styles import TABLE
from nfmaturity.report.words import Words
from tests.report.reading import page_texts, printed_lines, text_of
from tests.report.samples import both, graded, item, large, large_source, pack_of, report_of
from tests.rubrics import assessment, pack_source

CLOSING = "，。、；：）」』”》！？％"
OPENING = "（「『“《"
LONG_ZH = "这是一个（很长的）名称，" * 25
LONG_WORD = "x" * 300


def lines_with_faults(pdf: bytes) -> list[str]:
    return [
        line.text
        for _, line in printed_lines(pdf)
        if len(line.text) > 1 and (line.text[0] in CLOSING or line.text[-1] in OPENING)
    ]


def outside(pdf: bytes) -> list[str]:
    return [line.text for _, line in printed_lines(pdf) if line.left < LEFT - 1 or line.right > RIGHT + 1.5]


@pytest.mark.parametrize("width", range(12, 120, 7))
def test_lines_break_where_chinese_and_english_permit(width: int) -> None:
    said = "说明“（磅单）有误”，由MES（v2.1）派发；don't stop: 12.5%（含）。a/b 用《规则》！"
    lines = break_lines(said, lambda char: 10.0 if char > "\u2000" else 5.0, width * 5.0)
    assert "".join(lines).replace(" ", "") == said.replace(" ", "")
    for line in lines:
        assert line[0] not in CLOSING
        assert line[-1] not in OPENING
    assert all(word in "\n".join(lines) for word in ("don't", "v2.1", "12.5%")) or width < 15


def test_units_are_the_text() -> None:
    for said in ("", "a", "（（", "。。。中", " a  b ", "中文 and（English）…", "“”‘’"):
        assert "".join(units(said)) == said


def test_numbers_stay_with_what_they_measure_or_count() -> None:
    for kept in ("400 kA", "98.45 kWh/t", "15 条", "0 计。"):
        assert kept in [unit.strip() for unit in units(f"其余 {kept} 其余")] or kept in units(f"其余 {kept}")
    assert units("10 requirements")[0] == "10 "


def test_a_row_that_goes_on_with_the_last_one_does_not_begin_on_this_page() -> None:
    layout = Layout((100.0,), pad=(4, 4))
    head = Row((Words("head", TABLE),))
    one = Grid(layout, [head]).wrap(100, 0)[1]
    grid = Grid(layout, [Row((Words(f"row {n}", TABLE),)) for n in range(4)], head=[head])
    room = one * 4.5
    top, rest = grid.split(100, room)
    left = room - top.wrap(100, room)[1]
    assert 0 <= left < 1
    assert rest.split(100, left) == []
    assert rest.wrap(100, 1000)[1] == pytest.approx(one * 3)


def test_endless_words_are_cut() -> None:
    lines = break_lines("a" * 30 + "。", lambda _: 1.0, 10)
    assert [len(line) for line in lines][:2] == [10, 10]
    assert "".join(lines) == "a" * 30 + "。"
    assert lines[-1] != "。"
    assert break_lines("。" * 30, lambda _: 1.0, 10)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_line_begins_or_ends_with_the_wrong_mark(lang: str) -> None:
    pack, given = large(every=11, items=2, each=4)
    report = report_of(pack, given, lang)
    assert lines_with_faults(report.pdf) == []
    assert outside(report.pdf) == []


def long_pack(name: str) -> RubricPack:
    source = large_source(items=2, each=2)
    for group in source["groups"]:  # type: ignore[attr-defined]
        for domain in group["domains"]:
            domain["name"] = both(domain["id"] + name, domain["id"] + name)
            for below in domain["sub_indicators"]:
                below["name"] = both(name, name)
                below["levels"]["1"]["requirements"][0]["text"] = both(name, name)
    for level in source["levels"]:  # type: ignore[attr-defined]
        level["name"] = both(name, name)
    for degree in source["scoring"]["degrees"]:  # type: ignore[index]
        degree["name"] = both(name[:60], name[:60])
    return pack_of(source)


@pytest.mark.parametrize("name", [LONG_ZH, LONG_WORD])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_long_texts_stay_inside_the_page_and_whole(name: str, lang: str) -> None:
    pack = long_pack(name)
    _, given = large(items=2, each=2)
    first = next(iter(pack.rubric.places))
    answers = {**graded(pack, every=5), first: Answer("full", ("评语（之一），" * 3000)[:20_000])}
    enterprise = Enterprise.model_validate(
        {"segments": ["smelting"], "name": name, "name_en": name, "energy_note": name * 9}
    )
    report = report_of(
        pack,
        replace(
            given, enterprise=enterprise, title=name, purpose=name, answers=MappingProxyType(answers), exclusions={}
        ),
        lang,
    )
    assert outside(report.pdf) == []
    assert name in text_of(report.pdf)
    assert text_of(report.pdf).count("评语（之一），") >= 2800
    if name == LONG_ZH:
        assert lines_with_faults(report.pdf) == []


def small_pack(*, levels: int, domains: int, degrees: int = 4, groups: int = 1) -> RubricPack:
    found = [
        {
            "id": f"G{g}",
            "name": both(f"第{g}组", f"Group {g}"),
            "weight": "1",
            "domains": [
                {
                    "id": f"G{g}-D{n}",
                    "name": both(f"能力{n}", f"Domain {n}"),
                    "weight": "1",
                    "sub_indicators": [item(f"G{g}-D{n}-01", both(f"子域{n}", f"Item {n}"), levels=levels, each=2)],
                }
                for n in range(1, domains + 1)
            ],
        }
        for g in range(1, groups + 1)
    ]
    source = pack_source(found, levels=levels)
    scale = [
        {"id": f"d{n}", "value": str(round(1 - n / (degrees - 1), 3)), "name": both(f"程度{n}", f"Degree {n}")}
        for n in range(degrees)
    ]
    source["scoring"]["degrees"] = scale  # type: ignore[index]
    return pack_of(source)


@pytest.mark.parametrize(
    ("levels", "domains", "degrees", "groups"), [(3, 1, 2, 1), (7, 2, 6, 1), (5, 3, 3, 1), (4, 10, 5, 3), (3, 13, 4, 1)]
)
def test_other_rubrics_hold(levels: int, domains: int, degrees: int, groups: int) -> None:
    pack = small_pack(levels=levels, domains=domains, degrees=degrees, groups=groups)
    for every in (1, 3):
        given = replace(assessment({}), answers=MappingProxyType(graded(pack, every=every)))
        for lang in ("zh", "en"):
            report = report_of(pack, given, lang)
            assert outside(report.pdf) == []
            radar = "domains: " if lang == "en" else "个能力域"
            assert (radar in "".join(page_texts(report.pdf)[2:5])) == (domains * groups >= 3)


def test_one_language_only() -> None:
    source = large_source(items=1, each=2)

    def chinese(node: object) -> object:
        if isinstance(node, dict):
            return node["zh"] if node.keys() == {"zh", "en"} else {key: chinese(value) for key, value in node.items()}
        return [chinese(value) for value in node] if isinstance(node, list) else node

    source = {**chinese(source), "languages": ["zh"]}  # type: ignore[dict-item]
    pack = pack_of(source, ["zh"])
    report = report_of(pack, replace(assessment({}), answers=MappingProxyType(graded(pack))), "en")
    assert "组织" in text_of(report.pdf)
    assert outside(report.pdf) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_in_scope(lang: str) -> None:
    pack, given = large(items=2, each=2)
    domain = {name: "没有这项业务。" for name in pack.rubric.sub_indicators if name.startswith("IS-SVC")}
    report = report_of(pack, replace(given, exclusions=domain), lang)
    assert outside(report.pdf) == []
    everything = dict.fromkeys(pack.rubric.sub_indicators, "没有这项业务。")
    empty: Assessment = replace(given, exclusions=everything)
    report = report_of(pack, empty, lang)
    assert outside(report.pdf) == []
    assert Fraction(report.pages) > 10


@pytest.mark.parametrize(("rule", "named"), [("met_as_one", "达标计一"), ("plain_sum", "比例求和")])
def test_every_rule_is_told_and_worked_through(rule: str, named: str) -> None:
    source = large_source(items=1, each=2)
    source["scoring"]["accumulate"] = rule  # type: ignore[index]
    pack = pack_of(source)
    report = report_of(pack, replace(assessment({}), answers=MappingProxyType(graded(pack, every=7))))
    assert named in text_of(report.pdf)
    assert outside(report.pdf) == []
