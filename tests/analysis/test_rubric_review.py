"""The review of a pack: a sound pack has no remark, and each fault of content brings its own."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from nfmaturity.analysis.rubric_review.figures import chinese_figures, english_figures
from nfmaturity.analysis.rubric_review.review import review
from nfmaturity.analysis.rubric_review.sameness import likeness, pieces
from nfmaturity.domain.rubric import Rubric
from tests.rubrics import domain, group, pack_source, rubric

Tree = dict[str, Any]

WRITTEN = [
    ("记录每班的铜精矿入厂重量。", "Record the weight of incoming copper concentrate every shift."),
    ("指定地磅数据的责任人。", "Name the person answerable for weighbridge data."),
    ("在计量系统中采集全部磅单。", "Collect all weigh tickets in the metering system."),
    ("按月统计化验单的差错率。", "Report the error rate of assay slips every month."),
    ("由平台比对库存与结算数量。", "Have a platform compare stock with settled quantities."),
    ("以工单跟踪每次盘点差异。", "Follow every stocktake difference with a ticket."),
]
MEANING = {"zh": "说明。", "en": "What it means."}


def source() -> Tree:
    """A pack of three levels without a fault of content."""
    levels: Tree = {}
    for index, (chinese, english) in enumerate(WRITTEN):
        level, letter = index // 2 + 1, "ab"[index % 2]
        entry = levels.setdefault(str(level), {"requirements": [], "actions": []})
        entry["requirements"].append(
            {
                "id": f"G-D-01.{level}{letter}",
                "text": {"zh": chinese, "en": english},
                "guidance": {
                    "zh": f"抽{'三四五'[level - 1]}份单据核对。",
                    "en": f"Draw {['three', 'four', 'five'][level - 1]} papers.",
                },
                "evidence": {"zh": "单据", "en": "Papers"},
                "effort_days": str(10 * level),
            }
        )
        entry["actions"].append(
            {
                "text": {
                    "zh": f"{'甲乙丙丁戊己'[index]}。",
                    "en": f"{['Alpha', 'Beta', 'Gamma', 'Delta', 'Epsilon', 'Zeta'][index]}.",
                },
                "effort": "S",
            }
        )
    item = {
        "id": "G-D-01",
        "name": {"zh": "计量", "en": "Metering"},
        "definition": {"zh": "计量进出物料。", "en": "Meters what comes and goes."},
        "weight": "1",
        "evidence": {"zh": ["磅单"], "en": ["Weigh tickets"]},
        "levels": levels,
    }
    made: Tree = pack_source([group("G", [domain("G-D", [item])])], levels=3)
    for degree in made["scoring"]["degrees"]:
        degree["meaning"] = MEANING
    made["glossary"] = [
        {"id": "ticket", "term": {"zh": "磅单", "en": "Weigh ticket"}, "text": MEANING},
        {"id": "concentrate", "term": {"zh": "精矿", "en": "Concentrate"}, "text": MEANING, "also": {"zh": ["铜精矿"]}},
    ]
    return made


def item_of(tree: Tree) -> Tree:
    found: Tree = tree["groups"][0]["domains"][0]["sub_indicators"][0]
    return found


def requirement(tree: Tree, level: int, place: int = 0) -> Tree:
    found: Tree = item_of(tree)["levels"][str(level)]["requirements"][place]
    return found


def remarks(tree: Tree) -> list[str]:
    read: Rubric = rubric(tree)
    return [f"{remark.place}: {remark.reason}" for remark in review(read)]


def test_a_sound_pack_has_no_remark() -> None:
    assert remarks(source()) == []


def set_(node: Callable[[Tree], Tree], key: str, value: object) -> Callable[[Tree], None]:
    def change(tree: Tree) -> None:
        node(tree)[key] = value

    return change


def drop(node: Callable[[Tree], Tree], key: str) -> Callable[[Tree], None]:
    def change(tree: Tree) -> None:
        del node(tree)[key]

    return change


def second(tree: Tree) -> Tree:
    return requirement(tree, 2)


FAULTS: list[tuple[Callable[[Tree], None], str]] = [
    (drop(second, "guidance"), "G-D-01.2a: the requirement has no guidance"),
    (drop(second, "evidence"), "G-D-01.2a: the requirement names no evidence"),
    (drop(second, "effort_days"), "G-D-01.2a: the requirement has no effort in person-days"),
    (drop(item_of, "evidence"), "G-D-01: the sub-indicator names no typical evidence"),
    (
        drop(lambda tree: item_of(tree)["levels"]["2"], "actions"),
        "G-D-01.2: the level names no action that leads to it",
    ),
    (
        drop(lambda tree: tree["scoring"]["degrees"][0], "meaning"),
        "full: the degree has no meaning that tells assessors",
    ),
    (
        set_(lambda tree: requirement(tree, 3), "effort_days", "10"),
        "G-D-01.3: takes 40.0 person-days in sum, no more than",
    ),
    (
        set_(second, "text", {"zh": "一二三四五六七八九十" * 4 + "。", "en": "One."}),
        "G-D-01.2a: requirement (zh): 41 characters, 40 at most",
    ),
    (
        set_(second, "text", {"zh": "短。", "en": "word " * 26 + "end."}),
        "G-D-01.2a: requirement (en): 27 words, 25 at most",
    ),
    (
        set_(second, "text", {"zh": "有效管理磅单。", "en": "Manage weigh tickets."}),
        'G-D-01.2a: requirement (zh): "有效" says nothing that can be checked',
    ),
    (
        set_(second, "text", {"zh": "管理磅单。", "en": "Manage weigh tickets appropriately."}),
        'G-D-01.2a: requirement (en): "appropriately" says nothing that can be checked',
    ),
    (
        set_(second, "text", {"zh": "看磅单,再核对。", "en": "See weigh tickets, then compare."}),
        'G-D-01.2a: requirement (zh): write "单," with full-width marks and no space',
    ),
    (
        set_(second, "text", {"zh": "采集 MES 的磅单。", "en": "Collect weigh tickets of the MES."}),
        'G-D-01.2a: requirement (zh): write "集 M" with full-width marks and no space',
    ),
    (
        set_(second, "text", {"zh": "采集磅单", "en": "Collect weigh tickets."}),
        "G-D-01.2a: requirement (zh): end the sentence with a full stop",
    ),
    (
        set_(second, "guidance", {"zh": "看近两个季度的单据。", "en": "See the papers of the last three quarters."}),
        "G-D-01.2a: guidance: the Chinese has the figures 2, the English 3",
    ),
    (
        set_(second, "text", {"zh": "采集全部磅单。", "en": "Collect all weighing slips."}),
        'G-D-01.2a: requirement: "磅单" (zh) is not rendered as "Weigh ticket" (en)',
    ),
    (
        set_(second, "text", {"zh": "采集全部称重单。", "en": "Collect all weigh tickets."}),
        'G-D-01.2a: requirement: "Weigh ticket" (en) is not rendered as "磅单" (zh)',
    ),
    (
        set_(second, "text", {"zh": "记录每班的铜精矿入厂的重量。", "en": "Note how much copper concentrate came."}),
        "G-D-01.2a: says nearly the same as G-D-01.1a",
    ),
    (set_(lambda tree: tree, "glossary", []), "glossary: the pack has no glossary"),
]


@pytest.mark.parametrize(("change", "told"), FAULTS, ids=[told for _, told in FAULTS])
def test_each_fault_brings_its_remark_and_no_other(change: Callable[[Tree], None], told: str) -> None:
    tree = copy.deepcopy(source())
    change(tree)
    found = remarks(tree)
    assert len(found) == 1, found
    assert found[0].startswith(told)


def test_a_level_that_asks_nothing_of_one_segment_is_told() -> None:
    tree = source()
    for place in (0, 1):
        requirement(tree, 2, place)["applies_to"] = ["mining"]
    emptied = [told for told in remarks(tree) if "asks nothing" in told]
    assert emptied == [
        f"G-D-01.2: the level asks nothing of an enterprise with segment {name}"
        for name in ("beneficiation", "smelting", "processing")
    ]


def test_a_segment_that_the_item_is_not_meant_for_empties_nothing() -> None:
    tree = source()
    item_of(tree)["applies_to"] = ["mining"]
    for place in (0, 1):
        requirement(tree, 2, place)["applies_to"] = ["mining"]
    assert remarks(tree) == []


def test_effort_is_compared_for_each_segment() -> None:
    tree = source()
    requirement(tree, 2, 1)["applies_to"] = ["mining"]
    requirement(tree, 2, 0)["effort_days"] = "15"
    assert [told.split(" person")[0] for told in remarks(tree)] == ["G-D-01.2: takes 15.0"]


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("看近两个季度的报表。", "See the reports of two quarters."),
        ("抽十二张磅单，每张核对三项。", "Draw twelve weigh tickets and check three items of each."),
        ("保存20至40台槽的数据。", "Keep the data of 20 to 40 cells."),
        ("按0.5%的限值报警。", "Alarm at a limit of 0.5%."),
        ("建立三维模型，由第三方核查。", "Build a 3D model and have a third party verify it."),
        ("每百槽短路数。", "Shorts per 100 cells."),
        ("保存一年的5G测试记录。", "Keep 5G test records of a year."),
        ("产能二十五万吨，每二十个批次抽检。", "Capacity of many tonnes; test every 20 lots."),
    ],
)
def test_the_same_figures_are_found_in_both_languages(chinese: str, english: str) -> None:
    assert chinese_figures(chinese) == english_figures(english)


def test_likeness_is_that_of_the_pieces() -> None:
    first, other = pieces("记录每班入厂重量。", "zh"), pieces("发布工控资产清单。", "zh")
    assert likeness(first, first) == 1
    assert likeness(first, other) == 0
    assert 0.5 < likeness(first, pieces("记录每天入厂重量。", "zh")) < 0.9
    assert likeness(frozenset(), frozenset()) == 0
