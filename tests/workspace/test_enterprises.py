"""Enterprises of a library: known again in assessments, kept when one begins, never brought back from the trash."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from nfmaturity.domain.assessment import Assessment
from nfmaturity.domain.assessment_record import Record
from nfmaturity.domain.enterprise import Enterprise
from nfmaturity.domain.rubric import RubricPack
from nfmaturity.workspace.assessments import Plan, add_record, planned_assessment
from nfmaturity.workspace.enterprises import (
    add_enterprise,
    enterprise_of,
    kept_from,
    list_enterprises,
    read_enterprise,
    trash_enterprise,
    with_enterprise,
)
from nfmaturity.workspace.opening import Workspace, open_workspace
from tests import rubrics

CODE, OTHER = "91340799DEMCU00199", "91530199DEMAL00260"


@pytest.fixture(scope="module")
def pack() -> RubricPack:
    return rubrics.pack([rubrics.group("G", [rubrics.domain("G-D", [rubrics.item("G-D-01", [2] * 5)])])])


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with open_workspace(str(tmp_path / "library"), create=True, writes=True) as opened:
        yield opened


def assess(workspace: Workspace, pack: RubricPack, **profile: object) -> Assessment:
    enterprise = Enterprise.model_validate({"segments": ["smelting"], **profile})
    state = planned_assessment(pack, Plan(enterprise))
    add_record(workspace, pack, Record(state, state))
    return state


def listed(workspace: Workspace) -> list[tuple[str, int]]:
    return sorted((known.row.name, known.assessments) for known in list_enterprises(workspace).kept)


def test_assessments_bring_an_enterprise_for_each_code_else_name(workspace: Workspace, pack: RubricPack) -> None:
    assess(workspace, pack, name="Riverside", credit_code=CODE)
    assess(workspace, pack, name="Riverside", credit_code=CODE)
    assess(workspace, pack, name="Riverside")
    assess(workspace, pack, name="Yunling", credit_code=OTHER)
    assess(workspace, pack, name="Without a code")
    assess(workspace, pack)
    assert listed(workspace) == [("Riverside", 3), ("Without a code", 1), ("Yunling", 1)]


def test_the_same_name_with_another_code_is_another_enterprise(workspace: Workspace, pack: RubricPack) -> None:
    assess(workspace, pack, name="Riverside")
    assess(workspace, pack, name="Riverside", credit_code=CODE)
    assert listed(workspace) == [("Riverside", 2)]
    assess(workspace, pack, name="Riverside", credit_code=OTHER)
    assert [count for _, count in listed(workspace)] in ([1, 2], [2, 1])


def test_the_newest_assessment_says_what_the_enterprise_is(workspace: Workspace, pack: RubricPack) -> None:
    for staff, at in ((1712, "2025-11-01T00:00:00Z"), (1680, "2026-11-01T00:00:00Z")):
        enterprise = Enterprise.model_validate({"segments": ["smelting"], "name": "Riverside", "staff": staff})
        state = planned_assessment(pack, Plan(enterprise))
        add_record(workspace, pack, Record(state, state))
        with workspace.library.writing() as connection:
            connection.exec_driver_sql(f"UPDATE assessments SET changed_at = '{at}' WHERE id = '{state.id}'")
    (known,) = list_enterprises(workspace).kept
    assert known.row.changed_at == "2026-11-01T00:00:00Z"
    assert read_enterprise(workspace, known.row.id).kept.profile.staff == 1680


def test_asking_again_brings_nothing_twice(workspace: Workspace, pack: RubricPack) -> None:
    assess(workspace, pack, name="Riverside", credit_code=CODE)
    first, again = list_enterprises(workspace), list_enterprises(workspace)
    assert first == again
    assess(workspace, pack, name="Imported since")
    assert listed(workspace) == [("Imported since", 1), ("Riverside", 1)]


def test_two_windows_give_the_same_enterprise_the_same_id(pack: RubricPack, tmp_path: Path) -> None:
    found = []
    for name in ("a", "b"):
        with open_workspace(str(tmp_path / name), create=True, writes=True) as workspace:
            assess(workspace, pack, name="Riverside", credit_code=CODE)
            found.append(list_enterprises(workspace).kept[0].row.id)
    assert found[0] == found[1]


def test_what_lies_in_the_trash_stays_there(workspace: Workspace, pack: RubricPack) -> None:
    assess(workspace, pack, name="Riverside", credit_code=CODE)
    ident = list_enterprises(workspace).kept[0].row.id
    trash_enterprise(workspace, ident)
    found = list_enterprises(workspace)
    assert (found.kept, [(known.row.id, known.assessments) for known in found.trashed]) == ((), [(ident, 1)])
    trash_enterprise(workspace, ident, back=True)
    assert listed(workspace) == [("Riverside", 1)]


def test_a_new_assessment_is_of_an_enterprise_that_is_known(workspace: Workspace, pack: RubricPack) -> None:
    held = add_enterprise(workspace, kept_from(Enterprise(name="Riverside", credit_code=CODE, segments=("smelting",))))
    enterprise = Enterprise(name="Riverside Copper", credit_code=CODE, segments=("smelting",), staff=1680)
    begun = with_enterprise(workspace, planned_assessment(pack, Plan(enterprise)))
    assert begun.enterprise == enterprise.model_copy(update={"id": held.id})
    assert read_enterprise(workspace, held.id).kept == held.kept, "the profile that is kept stays as it is"


def test_a_new_assessment_brings_its_enterprise(workspace: Workspace, pack: RubricPack) -> None:
    enterprise = Enterprise(name="Riverside", segments=("smelting",), staff=1680)
    begun = with_enterprise(workspace, planned_assessment(pack, Plan(enterprise)))
    stored = enterprise_of(workspace, begun.enterprise)
    assert stored is not None
    assert (stored.id, stored.kept.profile.staff) == (begun.enterprise.id, 1680)


def test_an_assessment_without_a_name_brings_none(workspace: Workspace, pack: RubricPack) -> None:
    state = planned_assessment(pack, Plan(Enterprise(segments=("smelting",))))
    assert with_enterprise(workspace, state) == state
    assert listed(workspace) == []
    assert enterprise_of(workspace, replace(state).enterprise) is None
