"""Assessments to make reports of: a large one in Chinese and English, and odd ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from nfmaturity.domain.assessment import Answer, Assessment
from nfmaturity.domain.documents import canonical_json, sha256_of
from nfmaturity.domain.enterprise import Enterprise
from nfmaturity.domain.rubric import Rubric, RubricPack
from nfmaturity.domain.scope import scope_of
from nfmaturity.domain.scoring import score
from nfmaturity.i18n import language
from nfmaturity.report.document import Report, make_report
from tests.rubrics import assessment, pack_source, rubric

NAMES = {
    "BC": (
        ("ORG", "组织", "Organization", "8"),
        ("TEC", "技术", "Technology", "7"),
        ("DAT", "数据", "Data", "9"),
        ("RES", "资源", "Resources", "7"),
        ("OPS", "数字化运营", "Digital operations", "7"),
        ("BEN", "效益", "Benefits", "7"),
    ),
    "IS": (
        ("TEC", "技术", "Technology", "12"),
        ("OPS", "数字化运营", "Digital operations", "15"),
        ("PROD", "数字化生产", "Digital production", "20"),
        ("SVC", "数字化服务", "Digital services", "8"),
    ),
}
REQUIREMENTS = (
    (
        "书面指定计量、化验、能源三类数据各自的责任部门。",
        "Name in writing the department answerable for each class of data.",
    ),
    (
        "保存磅单、化验单和抄表记录的原件（含电子原件）至少一年。",
        "Keep original weigh tickets and assay slips for one year.",
    ),
    ("在MES中记录每批投料与产出，并与LIMS的化验结果按炉次对应。", "Record feed and output of every lot in MES."),
    (
        "以工单派发“数据质量问题”，写明责任人、期限和关闭证据。",
        "Send data-quality issues as tickets with an owner and a deadline.",
    ),
)
COMMENTS = (
    "化验写进了质检中心职责，计量写进了物流部职责；能源数据没有部门认领。问“磅单有误找谁”，三个人答法不一。",
    "原件由档案室保存三年（电子件五年）。10月抽2025年12月和2026年9月各三份，全部调出。",
    "LIMS、计量系统和EMS改数必须填原因，自动记下人员和时间，抽九条都齐全。只是更正多拖到月底才做。",
    "",
)


def both(zh: str, en: str) -> dict[str, str]:
    return {"zh": zh, "en": en}


def item(ident: str, names: Mapping[str, str], *, levels: int = 5, each: int = 3) -> dict[str, object]:
    content = {}
    for level in range(1, levels + 1):
        requirements = []
        for place in range(each):
            name = f"{ident}.{level}{'abcdefghij'[place]}"
            zh, en = REQUIREMENTS[(level + place) % len(REQUIREMENTS)]
            requirements.append({"id": name, "text": both(zh, en), "effort_days": str(5 * (1 + place))})
        content[str(level)] = {"requirements": requirements}
    definition = both(
        "设定并执行计量、化验、过程和经营数据的规则，发现并消除差错。",
        "Sets and enforces rules for data and removes errors.",
    )
    return {"id": ident, "name": dict(names), "definition": definition, "weight": "1", "levels": content}


def large_source(*, items: int = 5, each: int = 3) -> dict[str, object]:
    groups = []
    for group, domains in NAMES.items():
        found = []
        for code, zh, en, weight in domains:
            ident = f"{group}-{code}"
            below = [
                item(f"{ident}-0{n}", both(f"{zh}规划与执行之{n}", f"{en} item {n}"), each=each)
                for n in range(1, items + 1)
            ]
            found.append({"id": ident, "name": both(zh, en), "weight": weight, "sub_indicators": below})
        name = (
            both("基础共性能力域", "Basic common capability")
            if group == "BC"
            else both("行业特性能力域", "Industry-specific capability")
        )
        groups.append({"id": group, "name": name, "weight": {"BC": "45", "IS": "55"}[group], "domains": found})
    source = pack_source(groups)
    source["levels"] = [
        {
            "level": str(n),
            "name": both(f"{'一二三四五'[n - 1]}级", f"Level {n}"),
            "summary": both("有规划、有记录。", "Planned and recorded."),
        }
        for n in range(1, 6)
    ]
    scoring = source["scoring"]
    assert isinstance(scoring, dict)
    words = {
        "full": ("满足", "Full"),
        "most": ("大部分满足", "Most"),
        "partial": ("部分满足", "Partial"),
        "none": ("不满足", "None"),
    }
    for degree in scoring["degrees"]:
        degree["name"] = both(*words[degree["id"]])
    source["title"] = both("数字化转型成熟度评估指标体系", "Digital transformation rubric")
    source["glossary"] = [
        {
            "id": "metal-balance",
            "term": both("金属平衡", "Metal balance"),
            "text": both("金属量的收支核算。", "Account of metal."),
        },
        {
            "id": "weigh-ticket",
            "term": both("磅单", "Weigh ticket"),
            "text": both("称重的凭据。", "Record of a weighing."),
        },
    ]
    return source


def pack_of(source: object, languages: Sequence[str] = ("zh", "en")) -> RubricPack:
    built = Rubric.model_validate(source, context={"languages": tuple(languages)})
    return RubricPack(built, sha256_of(canonical_json(source)), canonical_json(source))


def graded(pack: RubricPack, *, every: int = 1, seed: int = 7) -> dict[str, Answer]:
    """Grades that fall with the level and differ between sub-indicators; each `every`-th requirement is left out."""
    degrees = list(pack.rubric.degrees)
    answers = {}
    for n, (name, place) in enumerate(pack.rubric.places.items()):
        if every > 1 and n % every == 0:
            continue
        spread = (sum(map(ord, place.domain.id)) + n * seed) % 5
        worst = max(0, min(len(degrees) - 1, (place.level * 2 + spread - 5) // 2))
        answers[name] = Answer(degrees[worst], COMMENTS[n % len(COMMENTS)])
    return answers


def large(*, every: int = 1, items: int = 5, each: int = 3) -> tuple[RubricPack, Assessment]:
    pack = pack_of(large_source(items=items, each=each))
    enterprise = Enterprise.model_validate(
        {
            "segments": ["smelting"],
            "name": "示例江畔铜业有限公司",
            "name_en": "Demo Riverside Copper Co., Ltd.",
            "staff": 1680,
        }
    )
    base = assessment({}, exclusions={"IS-SVC-02": "不回收废旧金属，也没有再生业务。"})
    return pack, replace(
        base,
        enterprise=enterprise,
        title="2026年数字化转型成熟度自评估",
        target_level=3,
        date="2026-11-20",
        period_from="2026-10-12",
        period_to="2026-11-20",
        assessors=("周砚秋（组长）", "何思齐"),
        purpose="摸清数据治理、电解控制和节能降碳效益的现状。",
        answers=MappingProxyType(graded(pack, every=every)),
    )


def report_of(pack: RubricPack, given: Assessment, lang: str = "zh", **wanted: Any) -> Report:
    scope = scope_of(pack.rubric, given.enterprise.segments, given.exclusions)
    with language(lang):
        return make_report(pack, given, scope, score(pack.rubric, given, scope), **wanted)


__all__ = ["Fraction", "both", "graded", "item", "large", "large_source", "pack_of", "report_of", "rubric"]
