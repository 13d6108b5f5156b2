"""The shipped pack: what it asks of each kind of enterprise, and how it is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nfmaturity.analysis.rubric_review.review import review
from nfmaturity.domain.rubric import Rubric
from nfmaturity.domain.scope import scope_of
from nfmaturity.files.rubric_files import load_pack
from nfmaturity.files.rubric_yaml import pack_files
from nfmaturity.resources import shipped_rubrics

FOLDER = shipped_rubrics() / "nonferrous-dx"
SEGMENTS = ("mining", "beneficiation", "smelting", "processing")
# Sub-indicators and the sum of their weights in the domain: mining, beneficiation, smelting, processing, all four.
PLANNED = {
    "BC-ORG": ("8", [(5, 100)] * 5),
    "BC-TEC": ("7", [(4, 100)] * 5),
    "BC-DAT": ("9", [(5, 100)] * 5),
    "BC-RES": ("7", [(4, 100)] * 5),
    "BC-OPS": ("7", [(4, 100)] * 5),
    "BC-BEN": ("7", [(4, 100)] * 5),
    "IS-TEC": ("12", [(5, 90), (4, 75), (5, 85), (5, 85), (6, 100)]),
    "IS-OPS": ("15", [(8, 100), (8, 100), (7, 90), (7, 90), (8, 100)]),
    "IS-PROD": ("20", [(3, 40), (4, 50), (5, 60), (4, 45), (8, 100)]),
    "IS-SVC": ("8", [(2, 55), (3, 80), (4, 100), (4, 100), (4, 100)]),
}
TAGS = {"ai", "green", "safety", "security", "data", "quality", "cost"}
EFFORTS = {2, 5, 10, 20, 40, 80, 160}


@pytest.fixture(scope="module")
def shipped() -> Rubric:
    return load_pack(FOLDER).rubric


@pytest.mark.parametrize("folder", sorted(shipped_rubrics().iterdir()), ids=lambda folder: folder.name)
def test_the_review_has_no_remark(folder: Path) -> None:
    assert [f"{remark.place}: {remark.reason}" for remark in review(load_pack(folder).rubric)] == []


def test_sub_indicators_and_weights_for_each_kind_of_enterprise(shipped: Rubric) -> None:
    kinds = [{segment} for segment in SEGMENTS] + [set(SEGMENTS)]
    scopes = [scope_of(shipped, kind) for kind in kinds]
    assert [domain.id for _, domain in shipped.domains] == list(PLANNED)
    for _, domain in shipped.domains:
        weight, counts = PLANNED[domain.id]
        found = [
            (len(inside), sum(item.weight for item in inside))
            for scope in scopes
            if (inside := [item for item in domain.sub_indicators if item.id in scope.levels])
        ]
        assert (domain.weight, found) == (int(weight), counts), domain.id
    assert [len(scope.levels) for scope in scopes] == [44, 45, 47, 46, 52]


def test_every_level_asks_two_to_four_things_of_every_enterprise_and_names_two_actions(shipped: Rubric) -> None:
    for segments in [{segment} for segment in SEGMENTS] + [set(SEGMENTS)]:
        for levels in scope_of(shipped, segments).levels.values():
            assert sorted(levels) == [1, 2, 3, 4, 5]
            assert all(2 <= len(ids) <= 4 for ids in levels.values())
    for _, _, item in shipped.sub_indicators.values():
        assert all(len(content.actions) == 2 for content in item.levels.values()), item.id


def test_requirements_are_complete_and_use_the_known_efforts_and_tags(shipped: Rubric) -> None:
    assert len(shipped.places) >= 780
    for place in shipped.places.values():
        requirement = place.requirement
        assert requirement.guidance
        assert requirement.evidence
        assert requirement.effort_days in EFFORTS, requirement.id
        assert set(requirement.tags) <= TAGS, requirement.id
    assert {tag for place in shipped.places.values() for tag in place.requirement.tags} == TAGS
    assert any(place.requirement.depends_on for place in shipped.places.values())


def test_only_industry_domains_may_be_left_out(shipped: Rubric) -> None:
    assert {place.domain.id for place in shipped.places.values() if not place.tailorable} == {
        name for name in PLANNED if name.startswith("BC-")
    }


def test_the_glossary_and_the_provenance_speak_both_languages(shipped: Rubric) -> None:
    assert len(shipped.glossary) >= 100
    assert len({term.term["en"].lower() for term in shipped.glossary}) == len(shipped.glossary)
    assert "自编" in shipped.provenance["zh"]
    assert "weights" in shipped.provenance["en"]


def test_the_files_are_written_as_the_program_writes_them() -> None:
    """So that a pack that went through a workbook differs from ours only in what was changed."""
    written = pack_files(json.loads(load_pack(FOLDER).source))
    assert {path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()} == written
