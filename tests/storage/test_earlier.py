from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from nfmaturity.domain.assessment import Answer, Assessment, RubricRef
from nfmaturity.domain.assessment_record import Record
from nfmaturity.domain.changes import Change, Target
from nfmaturity.domain.documents import new_id
from nfmaturity.domain.enterprise import Enterprise
from nfmaturity.domain.rubric import RubricPack
from nfmaturity.domain.scoring import score
from nfmaturity.storage.earlier import earlier_assessments
from nfmaturity.storage.grade_log import grade_log
from nfmaturity.storage.writer import AssessmentWriter
from nfmaturity.workspace.earlier import NO_EARLIER, look_before
from nfmaturity.workspace.opening import Workspace, open_workspace
from tests.edits import comment, edit, grade
from tests.rubrics import domain, group, item, pack

CODE, OTHER_CODE = "91340799DEMCU00199", "91530199DEMAL00260"


@pytest.fixture
def small() -> RubricPack:
    return pack([group("G", [domain("G-A", [item("G-A-01", [1] * 5)])])])


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with open_workspace(str(tmp_path / "library"), create=True) as opened:
        yield opened


def put(workspace: Workspace, small: RubricPack, date: str, code: str = CODE, **more: Any) -> Assessment:
    name = more.pop("name", "江畔铜业")
    answers = more.pop("answers", {"G-A-01.1a": Answer("full")})
    created, sites = more.pop("created", "2026-01-01T00:00:00Z"), more.pop("sites", ())
    state = Assessment(
        id=new_id(),
        rubric=RubricRef(small.rubric.id, small.rubric.version, small.sha256),
        enterprise=Enterprise.model_validate(
            {"name": name, "credit_code": code, "segments": ["smelting"], "sites": sites}
        ),
        date=date,
        answers=answers,
        **more,
    )
    workspace.repository.add(small, Record(state, state), score(small.rubric, state), created)
    return state


def before(workspace: Workspace, state: Assessment) -> list[str]:
    return [row.id for row in earlier_assessments(workspace.library, state)]


def test_the_newest_of_the_same_enterprise_comes_first(workspace: Workspace, small: RubricPack) -> None:
    first, second = (put(workspace, small, day) for day in ("2024-11-01", "2025-11-01"))
    now = put(workspace, small, "2026-11-01")
    put(workspace, small, "2027-11-01")
    put(workspace, small, "2025-12-01", OTHER_CODE)
    put(workspace, small, "2025-12-01", kind="audit")
    put(workspace, small, "2025-12-01", site="North works")
    trashed = put(workspace, small, "2025-12-01")
    workspace.repository.trash(trashed.id, "2026-01-01T00:00:00Z")
    assert before(workspace, now) == [second.id, first.id]
    assert before(workspace, first) == []


def test_a_code_counts_more_than_a_name(workspace: Workspace, small: RubricPack) -> None:
    renamed = put(workspace, small, "2025-11-01", name="江畔冶炼")
    uncoded = put(workspace, small, "2024-11-01", "")
    put(workspace, small, "2023-11-01", OTHER_CODE)
    assert before(workspace, put(workspace, small, "2026-11-01")) == [renamed.id, uncoded.id]


def test_without_a_code_the_name_counts(workspace: Workspace, small: RubricPack) -> None:
    same = put(workspace, small, "2025-11-01", "")
    put(workspace, small, "2025-11-01", "", name="云岭铝业")
    assert before(workspace, put(workspace, small, "2026-11-01", "")) == [same.id]
    assert before(workspace, put(workspace, small, "2026-11-01", "", name="")) == []


def test_the_code_of_a_site_is_not_that_of_its_enterprise(workspace: Workspace, small: RubricPack) -> None:
    sites = ({"name": "江畔厂", "credit_code": CODE},)
    put(workspace, small, "2025-11-01", "", name="江畔集团", sites=sites)
    assert before(workspace, put(workspace, small, "2026-11-01")) == []


def test_without_a_date_the_day_of_its_beginning_counts(workspace: Workspace, small: RubricPack) -> None:
    first = put(workspace, small, "", created="2026-02-01T00:00:00Z")
    second = put(workspace, small, "", created="2026-03-01T00:00:00Z")
    assert before(workspace, second) == [first.id]
    assert before(workspace, first) == []
    twin = put(workspace, small, "2026-03-01", created="2026-03-01T10:00:00Z")
    assert before(workspace, twin) == [second.id, first.id]


def test_what_is_compared_with(workspace: Workspace, small: RubricPack) -> None:
    first, second = (put(workspace, small, day) for day in ("2024-11-01", "2025-11-01"))
    now = put(workspace, small, "2026-11-01")
    newest = look_before(workspace, now)
    assert newest.chosen
    assert newest.chosen.assessment.id == second.id
    assert newest.chosen.card.overall.score == 1
    named = look_before(workspace, replace(now, previous=first.id))
    assert named.chosen
    assert named.chosen.assessment.id == first.id
    none = look_before(workspace, replace(now, previous=NO_EARLIER))
    assert none.chosen is None
    assert len(none.rows) == 2


def test_one_that_is_named_need_not_be_alike_but_at_hand(workspace: Workspace, small: RubricPack) -> None:
    audit = put(workspace, small, "2025-11-01", kind="audit")
    now = put(workspace, small, "2026-11-01", previous=audit.id)
    found = look_before(workspace, now)
    assert found.chosen
    assert found.chosen.assessment == audit
    workspace.repository.trash(audit.id, "2026-01-01T00:00:00Z")
    put(workspace, small, "2025-12-01")
    assert look_before(workspace, now).chosen is None


def test_who_graded_what(workspace: Workspace, small: RubricPack) -> None:
    state = put(workspace, small, "2026-11-01")
    writer = AssessmentWriter(workspace.library, small, state.id)
    first = grade(state, "G-A-01.2a", "most", actor="Zhou")
    words = comment(state, "G-A-01.2a", "seen", actor="He")
    cleared = grade(state, "G-A-01.1a", None, actor="He")
    writer.write([first, words, cleared])
    found = grade_log(workspace.library, state.id)
    assert [(row.requirement, row.actor, row.gesture) for row in found] == [("G-A-01.2a", "Zhou", first.group)]


def test_who_confirmed_what(workspace: Workspace, small: RubricPack) -> None:
    """A grade that was confirmed as it stands is told as confirmed; one that was changed as given, and but once."""
    names = ("G-A-01.1a", "G-A-01.2a", "G-A-01.3a")
    waiting = {name: Answer("most", confirm=True) for name in names}
    state = put(workspace, small, "2026-11-01", answers=waiting)
    writer = AssessmentWriter(workspace.library, small, state.id)

    def confirmed(name: str, actor: str) -> Change:
        return edit(state, Target("answer", name, "confirm"), False, actor=actor)

    told = confirmed(names[0], "He")
    seen = replace(grade(state, names[0], "most", actor="He"), group=told.group)
    given = grade(state, names[1], "full", actor="Zhou")
    writer.write([seen, told, given, replace(confirmed(names[1], "Zhou"), group=given.group)])
    slip = confirmed(names[2], "He")
    writer.write([slip])
    writer.write([slip.inverse(new_id=new_id(), at=slip.at, base_seq=4)])
    found = grade_log(workspace.library, state.id)
    assert [(row.requirement, row.actor, row.is_confirmed) for row in found] == [
        (names[0], "He", True),
        (names[1], "Zhou", False),
    ]


def test_a_grade_that_was_undone_is_nobodys_until_it_is_redone(workspace: Workspace, small: RubricPack) -> None:
    state = put(workspace, small, "2026-11-01")
    writer = AssessmentWriter(workspace.library, small, state.id)

    def graders() -> list[str]:
        return [row.actor for row in grade_log(workspace.library, state.id)]

    first = grade(state, "G-A-01.2a", "most", actor="Zhou")
    slip = replace(grade(state, "G-A-01.2a", "full", actor="root"), before="most", base_seq=1)
    writer.write([first])
    writer.write([slip])
    assert graders() == ["Zhou", "root"]
    back = slip.inverse(new_id=new_id(), at=slip.at, base_seq=2)
    writer.write([back])
    assert graders() == ["Zhou"]
    again = back.inverse(new_id=new_id(), at=slip.at, base_seq=3)
    writer.write([again])
    assert graders() == ["Zhou", "root"]
    writer.write([again.inverse(new_id=new_id(), at=slip.at, base_seq=4)])
    assert graders() == ["Zhou"]
