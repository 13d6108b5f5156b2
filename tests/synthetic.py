"""A made-up pack of the size of a real one: 800 requirements, ten domains, 52 sub-indicators, five levels."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

from nfmaturity.domain.rubric import Rubric, RubricPack
from nfmaturity.files.rubric_files import load_pack

DOMAINS = {
    "BC-ORG": 6,
    "BC-TEC": 5,
    "BC-DAT": 6,
    "BC-RES": 5,
    "BC-OPS": 5,
    "BC-BEN": 5,
    "IS-TEC": 5,
    "IS-OPS": 5,
    "IS-PROD": 6,
    "IS-SVC": 4,
}
REQUIREMENTS = 800
LEVELS = 5
EFFORTS = ("2", "5", "10", "20", "40", "80", "160")
DEGREES = (("full", "1"), ("most", "0.8"), ("partial", "0.5"), ("none", "0"))

SEGMENTS = ("mining", "beneficiation", "smelting", "processing")
_OBJECTS = (
    ("采选冶主流程的金属平衡报表", "the metal balance reports of the main process"),
    ("电解槽和浮选机的在线检测数据", "the online readings of cells and flotation machines"),
    ("关键设备的点检与维修工单", "the inspection and repair orders of key equipment"),
    ("能源介质的计量与分摊记录", "the metering and allocation records of energy media"),
    ("化验室样品的全流程信息", "the full trail of samples through the laboratory"),
    ("原料采购与配料方案", "the purchase and blending plans of raw material"),
    ("安全与环保监测的报警事件", "the alarm events of safety and environmental monitoring"),
)
_ACTS = (
    ("按月汇总并由责任部门复核", "is summed up every month and reviewed by the department in charge"),
    ("由系统自动采集并保存一年以上", "is collected by a system and kept for more than a year"),
    ("在各工序之间贯通并按班核对", "runs through all process stages and is checked each shift"),
    ("用模型预测偏差并推送给当班人员", "is predicted by a model that warns the people on shift"),
    ("与上下游伙伴共享并每季度评价", "is shared with partners and evaluated every quarter"),
)
_TRACES = (
    ("系统截图与近三个月的导出记录", "Screens of the system and exports of the last three months"),
    ("制度文件、签批页与会议纪要", "The written rule, its signed page and the minutes"),
    ("随机抽取的十份工单及其闭环记录", "Ten orders drawn at random with the record of their closing"),
)


@cache
def large_pack() -> RubricPack:
    """Give the pack, which is written and read once: nothing can change it."""
    with tempfile.TemporaryDirectory() as folder:
        return load_pack(write_pack(Path(folder)))


def write_pack(folder: Path) -> Path:
    """Write the pack's files into a folder, made where it is missing, and give the folder back."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "pack.yaml", _pack())
    counts = _counts()
    for name, items in DOMAINS.items():
        _write(folder / f"{name}.yaml", _domain(name, items, counts))
    return folder


def grades_for(rubric: Rubric, seed: int) -> tuple[dict[str, str], dict[str, str]]:
    """Give grades of nine in ten requirements and comments on one in five, the same for the same seed."""
    dice = random.Random(seed)
    names, degrees = list(rubric.places), list(rubric.degrees)
    grades = {name: dice.choice(degrees) for name in names if dice.random() < 0.9}
    comments = {name: f"现场核对第{dice.randint(1, 99)}号记录，与台账一致。" for name in names if dice.random() < 0.2}
    return grades, comments


def _write(path: Path, tree: object) -> None:
    text = yaml.dump(tree, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000)
    path.write_text(text, encoding="utf-8")


def _both(zh: str, en: str) -> dict[str, str]:
    return {"zh": zh, "en": en}


def _counts() -> Iterator[int]:
    """How many requirements each level of each sub-indicator has: three, and four until 800 are reached."""
    cells = sum(DOMAINS.values()) * LEVELS
    extra = REQUIREMENTS - 3 * cells
    return iter([4 if index < extra else 3 for index in range(cells)])


def _pack() -> dict[str, object]:
    groups = (("BC", "基础共性能力域", "Basic common capability", "45"), ("IS", "行业特性", "Industry-specific", "55"))
    return {
        "format": "nfmaturity-rubric",
        "schema": "1",
        "id": "synthetic",
        "version": "1.0.0",
        "languages": ["zh", "en"],
        "title": _both("合成指标体系", "Synthetic pack"),
        "provenance": _both("为测试自动生成。", "Generated for tests."),
        "levels": [
            {
                "level": str(n),
                "name": _both(f"{n}级", f"Level {n}"),
                "summary": _both(f"第{n}级的概述", f"What level {n} is"),
            }
            for n in range(1, LEVELS + 1)
        ],
        "segments": [{"id": name, "name": _both(name, name)} for name in SEGMENTS],
        "scoring": {
            "degrees": [{"id": name, "value": value, "name": _both(name, name)} for name, value in DEGREES],
            "level_threshold": "0.8",
            "accumulate": "first_unmet",
        },
        "groups": [
            {
                "id": name,
                "name": _both(zh, en),
                "weight": weight,
                "domains": [domain for domain in DOMAINS if domain.startswith(f"{name}-")],
            }
            for name, zh, en, weight in groups
        ],
    }


def _domain(name: str, items: int, counts: Iterator[int]) -> dict[str, object]:
    return {
        "id": name,
        "name": _both(f"能力域{name}", f"Domain {name}"),
        "weight": str(5 + len(name)),
        "tailorable": "false" if name.startswith("BC") else "true",
        "sub_indicators": [_item(f"{name}-{n:02}", counts) for n in range(1, items + 1)],
    }


def _item(name: str, counts: Iterator[int]) -> dict[str, object]:
    zh, en = _OBJECTS[int(name[-2:]) % len(_OBJECTS)]
    item: dict[str, object] = {
        "id": name,
        "name": _both(f"能力子域{name}", f"Sub-indicator {name}"),
        "definition": _both(f"评价企业对{zh}的管理和利用程度。", f"How well the enterprise manages and uses {en}."),
        "weight": "25",
        "evidence": {"zh": [zh for zh, _ in _TRACES], "en": [en for _, en in _TRACES]},
        "levels": {str(level): _level(name, level, next(counts)) for level in range(1, LEVELS + 1)},
    }
    if name.startswith("IS") and name.endswith("02"):
        item["applies_to"] = ["smelting", "processing"]
    return item


def _level(item: str, level: int, count: int) -> dict[str, object]:
    return {
        "requirements": [_requirement(item, level, letter) for letter in "abcd"[:count]],
        "actions": [
            {
                "text": _both("建立台账并明确责任人和完成期限。", "Set up a ledger with owners and dates."),
                "effort": "S",
            },
            {
                "text": _both("在一条产线试点后逐步推广到全厂。", "Pilot on one line, then roll out to the site."),
                "effort": "M",
            },
        ],
    }


def _requirement(item: str, level: int, letter: str) -> dict[str, object]:
    turn = level * 7 + ord(letter) + int(item[-2:])
    thing, act, trace = (table[turn % len(table)] for table in (_OBJECTS, _ACTS, _TRACES))
    requirement: dict[str, object] = {
        "id": f"{item}.{level}{letter}",
        "text": _both(
            f"对{thing[0]}{act[0]}，覆盖全部主要产线。", f"Make sure that {thing[1]} {act[1]}, on every main line."
        ),
        "guidance": _both(
            f"查看{thing[0]}的来源、口径和负责人，随机抽查三份并与现场核对，缺一份即不能评为满足。",
            f"Look at source, boundary and owner of {thing[1]}. Draw three at random and compare them with the site.",
        ),
        "evidence": _both(*trace),
        "effort_days": EFFORTS[turn % len(EFFORTS)],
    }
    if letter == "b":
        requirement["depends_on"] = [f"{item}.{level}a"]
    if letter == "c" and item.startswith("IS"):
        requirement["applies_to"] = [SEGMENTS[turn % len(SEGMENTS)]]
    return requirement
