"""Assessments and rubrics in and out of a library; rows never leave this module."""

from __future__ import annotations

import json
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection, Row, delete, insert, select, update

from nfmaturity.domain.assessment import Answer, Assessment, RubricRef
from nfmaturity.domain.assessment_record import Record, assessment_from_json, document_of, origin_from_json
from nfmaturity.domain.changes import Change, Target, last_gesture
from nfmaturity.domain.documents import new_id
from nfmaturity.domain.errors import N_, NotAllowed, NotFound
from nfmaturity.domain.scope import scope_of
from nfmaturity.storage import tables
from nfmaturity.storage.faults import damage_told
from nfmaturity.storage.listing import AssessmentRow, list_assessments

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from nfmaturity.domain.rubric import RubricPack
    from nfmaturity.domain.scope import Scope
    from nfmaturity.domain.scoring import NodeScore, ScoreCard
    from nfmaturity.storage.library import Library

_A = tables.assessments.c


class RubricRow(NamedTuple):
    """A rubric that the library holds."""

    id: str
    version: str
    sha256: str


class Repository:
    """What an open library holds."""

    def __init__(self, library: Library) -> None:
        """Work on an open library."""
        self.library = library

    def rows(self, *, trashed: bool = False) -> list[AssessmentRow]:
        """List assessments, last changed first."""
        return list_assessments(self.library, trashed=trashed)

    def find(self, beginning: str, *, trashed: bool = False) -> AssessmentRow:
        """Give the one assessment whose id begins so; `NotFound` when there is none or more than one."""
        found = [row for row in self.rows(trashed=trashed) if row.id.startswith(beginning.lower())]
        if not beginning:
            raise NotFound(N_("No assessment was named: give the beginning of its id."))
        if len(found) == 1:
            return found[0]
        if found:
            several = N_("{n} assessments have an id that begins with {id}: give more of it.")
            raise NotFound(several, n=len(found), id=beginning)
        raise NotFound(N_("No assessment has an id that begins with {id}, and there is no such file."), id=beginning)

    def record(self, assessment_id: str) -> Record:
        """Give an assessment with its origin and change log."""
        with self.library.reading() as connection, damage_told(self.library.place.shown):
            row = connection.execute(select(_A.origin).where(_A.id == assessment_id)).one()
            state = load_state(connection, assessment_id).assessment
            origin = origin_from_json(row.origin, assessment_id, state.rubric)
            return Record(state, origin, load_changes(connection, assessment_id, after=0))

    def last_gesture(self, assessment_id: str) -> tuple[Change, ...]:
        """Give what was edited last and not taken back, () where nothing was since the assessment began."""
        with self.library.reading() as connection, damage_told(self.library.place.shown):
            return last_gesture(load_changes(connection, assessment_id, after=0))

    def changes_of(self, assessment_id: str, node: str) -> tuple[Change, ...]:
        """Give what the log says of one requirement or sub-indicator, oldest first."""
        c = tables.changes.c
        query = select(tables.changes).where(c.assessment_id == assessment_id, c.node == node).order_by(c.seq)
        with self.library.reading() as connection, damage_told(self.library.place.shown):
            return tuple(change_of(row, row.seq, row.undoes) for row in connection.execute(query))

    def add(self, pack: RubricPack, record: Record, card: ScoreCard, at: str) -> bool:
        """Store an assessment with its rubric and its log; False, and nothing stored, if the library has the id."""
        state = record.state
        scope = scope_of(pack.rubric, state.enterprise.segments, state.exclusions)
        with self.library.writing() as connection:
            keep_rubric(connection, pack)
            if connection.execute(select(_A.id).where(_A.id == state.id)).first() is not None:
                return False
            header = {
                "id": state.id,
                "rubric_sha256": pack.sha256,
                "origin": _json(document_of(Record(record.origin, record.origin))),
                "seq": len(record.log),
                # Without a change it is an id of its own: a replaced assessment is never taken for the one before.
                "head": record.log[-1].id if record.log else new_id(),
                "created_at": at,
            }
            connection.execute(insert(tables.assessments), header | summary(state, scope, card, at))
            _insert_many(connection, tables.answers, (_answer_row(state, name) for name in state.answers))
            exclusions = ({"assessment_id": state.id, "node": n, "reason": r} for n, r in state.exclusions.items())
            _insert_many(connection, tables.exclusions, exclusions)
            _insert_many(connection, tables.changes, (change_row(state.id, change) for change in record.log))
        return True

    def trash(self, assessment_id: str, at: str | None) -> None:
        """Move an assessment to the trash, or back with None."""
        with self.library.writing() as connection:
            done = connection.execute(update(tables.assessments).where(_A.id == assessment_id).values(trashed_at=at))
            _refuse_none(done.rowcount, assessment_id)

    def purge(self, assessment_id: str) -> None:
        """Delete an assessment for good."""
        with self.library.writing() as connection:
            done = connection.execute(delete(tables.assessments).where(_A.id == assessment_id))
            _refuse_none(done.rowcount, assessment_id)

    def rubrics(self) -> list[RubricRow]:
        """List the rubrics that the library holds."""
        c = tables.rubrics.c
        with self.library.reading() as connection:
            found = connection.execute(select(c.id, c.version, c.sha256).order_by(c.id, c.version))
            return [RubricRow._make(row) for row in found]

    def rubric_source(self, sha256: str) -> str:
        """Give the canonical source of a rubric that the library holds."""
        with self.library.reading() as connection:
            query = select(tables.rubrics.c.source).where(tables.rubrics.c.sha256 == sha256)
            source = connection.execute(query).scalar()
        if source is None:
            raise NotFound(N_("The library holds no rubric with the hash {sha256}."), sha256=sha256)
        return str(source)


class StoredState(NamedTuple):
    """An assessment as the library holds it now, with the number and id of its newest change."""

    assessment: Assessment
    seq: int
    head: str


def load_state(connection: Connection, assessment_id: str) -> StoredState:
    """Read an assessment from its rows."""
    rubric = tables.rubrics.c
    query = select(_A.header, _A.seq, _A.head, rubric.id, rubric.version, rubric.sha256).join(tables.rubrics)
    row = connection.execute(query.where(_A.id == assessment_id)).first()
    if row is None:
        raise NotFound(N_("The assessment {id} is no longer in the library."), id=assessment_id)
    header = assessment_from_json(row.header, assessment_id, RubricRef(row.id, row.version, row.sha256))
    a = tables.answers.c
    answers = connection.execute(
        select(a.requirement, a.grade, a.comment, a.review, a.confirm).where(a.assessment_id == assessment_id)
    )
    e = tables.exclusions.c
    exclusions = connection.execute(select(e.node, e.reason).where(e.assessment_id == assessment_id))
    state = replace(
        header,
        answers=MappingProxyType({name: Answer(*said) for name, *said in answers}),
        exclusions=MappingProxyType({node: reason for node, reason in exclusions}),  # noqa: C416 - rows, not pairs
    )
    return StoredState(state, row.seq, row.head)


def load_changes(connection: Connection, assessment_id: str, *, after: int) -> tuple[Change, ...]:
    """Read the changes of an assessment that came after the given number."""
    c = tables.changes.c
    query = select(tables.changes).where(c.assessment_id == assessment_id, c.seq > after).order_by(c.seq)
    return tuple(change_of(row, row.seq, row.undoes) for row in connection.execute(query))


def keep_rubric(connection: Connection, pack: RubricPack) -> None:
    """Store a rubric once; the same id and version with another content is refused."""
    c = tables.rubrics.c
    named = (c.id == pack.rubric.id) & (c.version == pack.rubric.version)
    held = connection.execute(select(c.sha256).where(named)).scalar()
    if held is None:
        values = {"sha256": pack.sha256, "id": pack.rubric.id, "version": pack.rubric.version, "source": pack.source}
        connection.execute(insert(tables.rubrics), values)
    elif held != pack.sha256:
        raise NotAllowed(
            N_(
                "The library holds {pack} with other content (SHA-256 {held}, not {new}): "
                "a changed rubric needs a new version number."
            ),
            pack=pack.label,
            held=held[:12],
            new=pack.sha256[:12],
        )


def summary(state: Assessment, scope: Scope, card: ScoreCard, at: str) -> dict[str, object]:
    """Give the columns that lists are made of."""
    header = replace(state, answers=MappingProxyType({}), exclusions=MappingProxyType({}))
    return {
        "header": _json(document_of(Record(header, header))),
        "changed_at": at,
        "title": state.title,
        "enterprise": state.enterprise.name,
        "name_en": state.enterprise.name_en,
        "site": state.site,
        "kind": state.kind,
        "date": state.date,
        "target_level": state.target_level,
        "previous": state.previous,
    } | standing_columns(state, scope, card.overall)


def standing_columns(state: Assessment, scope: Scope, overall: NodeScore) -> dict[str, object]:
    """Give the columns that tell where the whole stands."""
    return grade_columns(overall) | {"to_confirm": sum(name in scope for name in state.to_confirm)}


def grade_columns(overall: NodeScore) -> dict[str, object]:
    """Give the columns that move with every grade; how many are to be confirmed is counted only where that moved."""
    bounds = overall.bounds
    return {
        "level": overall.level,
        "score": None if overall.score is None else str(overall.score),
        "level_high": bounds.level[1] if bounds else None,
        "score_high": str(bounds.score[1]) if bounds else None,
        "answered": overall.answered,
        "in_scope": overall.in_scope,
    }


def change_row(assessment_id: str, change: Change) -> dict[str, object]:
    """Give a change as a row of the log."""
    return {
        "assessment_id": assessment_id,
        "seq": change.seq,
        "id": change.id,
        "base_seq": change.base_seq,
        "kind": change.target.kind,
        "node": change.target.id,
        "field": change.target.field,
        "before": _json(change.before),
        "after": _json(change.after),
        "device": change.device,
        "actor": change.actor,
        "at": change.at,
        "gesture": change.group,
        "undoes": change.undoes,
    }


def change_of(row: Row[Any], seq: int, undoes: str) -> Change:
    """Give a row of the log, or of the drafts, which have no place in it, as a change."""
    return Change(
        id=row.id,
        target=Target(row.kind, row.node, row.field),
        before=json.loads(row.before),
        after=json.loads(row.after),
        device=row.device,
        actor=row.actor,
        at=row.at,
        group=row.gesture,
        base_seq=row.base_seq,
        seq=seq,
        undoes=undoes,
    )


def _answer_row(state: Assessment, name: str) -> dict[str, object]:
    answer = state.answers[name]
    return {
        "assessment_id": state.id,
        "requirement": name,
        "grade": answer.grade,
        "comment": answer.comment,
        "review": answer.review,
        "confirm": answer.confirm,
    }


def _refuse_none(count: int, assessment_id: str) -> None:
    if not count:
        raise NotFound(N_("The assessment {id} is no longer in the library."), id=assessment_id)


def _insert_many(connection: Connection, table: Any, rows: Iterable[Mapping[str, object]]) -> None:
    if found := list(rows):
        connection.execute(insert(table), found)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
