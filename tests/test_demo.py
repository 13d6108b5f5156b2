"""The made-up enterprises: graded whole, a reason for every grade, standing as their story tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from nfmaturity.domain.changes import fold
from nfmaturity.domain.scope import scope_of
from nfmaturity.domain.scoring import ScoreCard, score
from nfmaturity.files.rubric_files import load_pack
from nfmaturity.resources import shipped_rubrics
from nfmaturity.workspace.demo import demo_documents, fill_demo_library
from nfmaturity.workspace.opening import open_workspace
from nfmaturity.workspace.subject import Subject, read_subject, stored_subject

PACK = load_pack(shipped_rubrics() / "nonferrous-dx")
COPPER, LAST_YEAR, ALUMINIUM = (read_subject(path, None, None) for path in demo_documents())


def card_of(subject: Subject) -> ScoreCard:
    return score(PACK.rubric, subject.assessment)


def levels(subject: Subject) -> dict[str, int | None]:
    nodes = card_of(subject).nodes
    return {domain.id: nodes[domain.id].level for _, domain in PACK.rubric.domains}


@pytest.mark.parametrize("subject", [COPPER, LAST_YEAR, ALUMINIUM], ids=["copper", "last year", "aluminium"])
def test_everything_in_scope_is_graded_for_a_reason(subject: Subject) -> None:
    state = subject.assessment
    scope = scope_of(PACK.rubric, state.enterprise.segments, state.exclusions)
    assert subject.notes == ()
    assert {name for name, answer in state.answers.items() if answer.grade} == scope.requirements
    comments = [answer.comment for answer in state.answers.values()]
    assert all(len(comment) >= 10 for comment in comments)
    assert len(set(comments)) == len(comments)
    assert state.exclusions


def test_the_copper_smelter_just_misses_level_three() -> None:
    overall = card_of(COPPER).overall
    assert overall.level == 2
    assert 0.77 < overall.shares[3] < 0.8
    weak = {"BC-DAT", "BC-TEC", "IS-TEC", "IS-SVC"}
    assert levels(COPPER) == {name: 2 if name in weak else 3 for name in levels(COPPER)}
    nodes = card_of(COPPER).nodes
    by_weakness = sorted(levels(COPPER), key=lambda name: nodes[name].shares[3])
    assert by_weakness[:2] == ["IS-SVC", "BC-DAT"]
    assert 0.8 <= nodes["IS-SVC"].shares[2] < 0.85


def test_leaving_services_out_would_lift_it_unearned() -> None:
    state = COPPER.assessment
    services = {name: "no services" for name in PACK.rubric.sub_indicators if name.startswith("IS-SVC")}
    scope = scope_of(PACK.rubric, state.enterprise.segments, [*state.exclusions, *services])
    assert score(PACK.rubric, state, scope).overall.level == 3


def test_a_year_ago_it_stood_lower_in_automation_and_operations_and_the_same_in_data() -> None:
    now, then = card_of(COPPER).nodes, card_of(LAST_YEAR).nodes
    assert now["BC-DAT"].score == then["BC-DAT"].score
    for name in ("IS-PROD", "IS-OPS", "BC-RES", "BC-OPS"):
        assert now[name].shares[3] - then[name].shares[3] > 0.1
    assert all(now[name].shares[level] >= then[name].shares[level] for name in now for level in now[name].shares)
    assert COPPER.assessment.enterprise.credit_code == LAST_YEAR.assessment.enterprise.credit_code
    assert COPPER.assessment.id != LAST_YEAR.assessment.id


def test_the_aluminium_group_is_at_level_two_and_at_one_in_services() -> None:
    overall = card_of(ALUMINIUM).overall
    assert overall.level == 2
    assert 0.55 < overall.shares[3] < 0.65
    assert levels(ALUMINIUM) == {name: 1 if name == "IS-SVC" else 2 for name in levels(ALUMINIUM)}
    assert set(ALUMINIUM.assessment.exclusions) == {"IS-PROD-03"}


def test_the_library_of_the_demonstration_holds_them_with_their_history(tmp_path: Path) -> None:
    with open_workspace(str(tmp_path / "library"), create=True, writes=True) as workspace:
        idents = fill_demo_library(workspace)
        rows = workspace.repository.rows()
        assert {row.id for row in rows} == set(idents)
        assert rows[-1].id == LAST_YEAR.assessment.id  # last changed first
        for ident, wanted in zip(idents, (COPPER, LAST_YEAR, ALUMINIUM), strict=True):
            record = stored_subject(workspace, ident).record
            assert record.state == wanted.assessment == fold(record.origin, record.log)
            assert not record.origin.answers
            assert [change.seq for change in record.log] == list(range(1, len(record.log) + 1))
            period = record.state.period_from, record.state.period_to
            assert period[0] <= record.log[0].at[:10] <= record.log[-1].at[:10] <= period[1]
