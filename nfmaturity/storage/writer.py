"""Write changes to one assessment: compare-and-set, log row and summary in one durable transaction an edit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, delete, func, insert, null, select, update

from nfmaturity.domain.admission import admitted, admitted_log, check_exclusions
from nfmaturity.domain.changes import ANSWER_FIELDS, RUBRIC_FIELD, Change, Outcome, Target, apply, fold
from nfmaturity.domain.errors import N_, NotAllowed, NotFound
from nfmaturity.domain.scope import Scope, scope_of
from nfmaturity.domain.scoring import ScoreCard, rescore, score
from nfmaturity.storage import tables
from nfmaturity.storage.faults import damage_told
from nfmaturity.storage.repository import (
    change_row,
    grade_columns,
    keep_rubric,
    load_changes,
    load_state,
    standing_columns,
    summary,
)

if TYPE_CHECKING:
    from nfmaturity.domain.assessment import Assessment
    from nfmaturity.domain.rubric import Rubric, RubricPack
    from nfmaturity.storage.library import Library

_A = tables.assessments.c
_HEAD = select(_A.seq, _A.head, _A.trashed_at, null().label("known")).where(_A.id == bindparam("wanted"))


def _head_to_write(which: ColumnElement[bool]) -> Select[Any]:
    """Read the head for an edit, and the first of its changes that the log holds already.

    A server makes other writers of the assessment wait here.
    """
    c = tables.changes.c
    known = select(func.min(c.seq)).where(c.assessment_id == bindparam("wanted"), which).scalar_subquery()
    return (
        select(_A.seq, _A.head, _A.trashed_at, known.label("known"))
        .where(_A.id == bindparam("wanted"))
        .with_for_update()
    )


# One change, as a grade is, has a statement of its own: a list of ids is written out anew at each call.
_HEAD_FOR_ONE = _head_to_write(tables.changes.c.id == bindparam("only"))
_HEAD_FOR_MANY = _head_to_write(tables.changes.c.id.in_(bindparam("ids", expanding=True)))
_LOGGED = select(tables.changes.c.seq).where(
    tables.changes.c.assessment_id == bindparam("wanted"), tables.changes.c.id == bindparam("head")
)
_ADD_CHANGE = insert(tables.changes)
_UPDATE = update(tables.assessments).where(_A.id == bindparam("wanted"))
_R = tables.answers.c
_DROP_ANSWER = delete(tables.answers).where(
    _R.assessment_id == bindparam("wanted"), _R.requirement == bindparam("gone")
)
_X = tables.exclusions.c
_DROP_EXCLUSION = delete(tables.exclusions).where(_X.assessment_id == bindparam("wanted"), _X.node == bindparam("gone"))


@dataclass(frozen=True, slots=True)
class Standing:
    """An assessment with its scope and score as of one change of the log."""

    assessment: Assessment
    scope: Scope
    card: ScoreCard
    seq: int
    head: str


class RubricMoved(NotAllowed):
    """The assessment stands under another rubric than its writer was made for."""


_Head = Row[Any]


class AssessmentWriter:
    """Keep the stored state of one assessment at hand, so that an edit neither reads nor scores everything anew."""

    def __init__(self, library: Library, pack: RubricPack, assessment_id: str) -> None:
        """Load the assessment; `pack` must be the rubric it names."""
        self._library = library
        self._pack = pack
        self._id = assessment_id
        self._has_counted = False
        with library.reading() as connection:
            self._standing = self._load(connection)
        self._based_on = self._standing.head

    @property
    def based_on(self) -> str:
        """The newest change that the last write found in the log."""
        return self._based_on

    @property
    def standing(self) -> Standing:
        """The state as last stored or seen."""
        return self._standing

    def refresh(self) -> Standing:
        """Take in what others have stored since."""
        with self._library.reading() as connection:
            self._standing = self._catch_up(connection, connection.execute(_HEAD, {"wanted": self._id}).first())
        return self._standing

    def write(self, changes: Sequence[Change]) -> Outcome:
        """Make changes durable; a conflict on one cell lets the others through.

        A change whose id the log holds already counts as accepted, so that a write without an answer may be repeated.
        Raises `NotAllowed` for what the rubric does not permit and `LibraryFault` when nothing could be stored.
        """
        wanted = list({change.id: admitted(self._pack.rubric, change) for change in changes}.values())
        with self._library.writing() as connection:
            head = self._head_to_write(connection, wanted)
            before = self._catch_up(connection, head)
            self._based_on = before.head
            known = self._known(connection, head, wanted)
            outcome = _without_witnesses(apply(before.assessment, _to_judge(wanted, known)))
            standing, numbered = self._store(connection, before, outcome, self._pack)
        self._standing, self._has_counted = standing, self._has_counted or bool(numbered)
        repeated = tuple(known[change.id] for change in wanted if change.id in known)
        return replace(outcome, assessment=standing.assessment, accepted=repeated + numbered)

    def append(self, changes: Sequence[Change], *, at_seq: int, pack: RubricPack | None = None, at: str = "") -> bool:
        """Make changes durable all together, if the newest change is `at_seq` and none conflicts; else none of them.

        `pack` is the rubric that the assessment stands under after them, where they move it to another one; `at` is
        when the assessment changes, where they were made earlier.
        """
        under = pack or self._pack
        wanted = admitted_log(under.rubric, changes)
        with self._library.writing() as connection:
            before = self._catch_up(connection, self._head_to_write(connection, wanted))
            outcome = apply(before.assessment, wanted)
            whole = len(outcome.accepted) == len(wanted) and outcome.assessment.rubric.sha256 == under.sha256
            if before.seq != at_seq or not whole:
                return False
            if under.sha256 != self._pack.sha256:
                keep_rubric(connection, under)
            standing, _ = self._store(connection, before, outcome, under, at)
        self._standing, self._pack = standing, under
        return True

    def _load(self, connection: Connection) -> Standing:
        self._has_counted = False  # how many grades are to be confirmed, at which a migrated library only guesses
        with damage_told(self._library.place.shown):
            stored = load_state(connection, self._id)
        return self._score(stored.assessment, stored.seq, stored.head)

    def _score(self, assessment: Assessment, seq: int, head: str) -> Standing:
        """Score a state as the library holds it; one that was moved to another rubric needs another writer."""
        if assessment.rubric.sha256 != self._pack.sha256:
            label = f"{assessment.rubric.id} {assessment.rubric.version}"
            raise RubricMoved(N_("The assessment was moved to the rubric {name}: open it anew."), name=label)
        return _scored(self._pack.rubric, assessment, seq, head)

    def _catch_up(self, connection: Connection, row: _Head | None) -> Standing:
        held = self._standing
        if row is None:
            raise NotFound(N_("The assessment {id} is no longer in the library."), id=self._id)
        if row.trashed_at is not None:
            raise NotAllowed(N_("The assessment {id} lies in the trash: bring it back before editing it."), id=self._id)
        if (row.seq, row.head) == (held.seq, held.head):
            return held
        # The log was replaced, by a restored copy perhaps, when it no longer holds the change that we saw last.
        logged = connection.execute(_LOGGED, {"wanted": self._id, "head": held.head}).scalar()
        if held.seq == 0 or logged != held.seq:
            return self._load(connection)
        others = load_changes(connection, self._id, after=held.seq)
        return self._score(fold(held.assessment, others), row.seq, row.head)

    def _head_to_write(self, connection: Connection, changes: Sequence[Change]) -> _Head | None:
        ids = [change.id for change in changes]
        if len(ids) == 1:
            return connection.execute(_HEAD_FOR_ONE, {"wanted": self._id, "only": ids[0]}).first()
        return connection.execute(_HEAD_FOR_MANY, {"wanted": self._id, "ids": ids}).first()

    def _known(self, connection: Connection, head: _Head | None, changes: Sequence[Change]) -> dict[str, Change]:
        """Give those of the changes that the log holds already, by id."""
        if head is None or head.known is None:
            return {}
        ids = {change.id for change in changes}
        return {c.id: c for c in load_changes(connection, self._id, after=head.known - 1) if c.id in ids}

    def _store(
        self, connection: Connection, before: Standing, outcome: Outcome, pack: RubricPack, at: str = ""
    ) -> tuple[Standing, tuple[Change, ...]]:
        after = outcome.assessment
        changes = tuple(replace(change, seq=before.seq + n) for n, change in enumerate(outcome.accepted, start=1))
        if not changes:
            return before, ()
        rescoped = any(_changes_scope(change.target) for change in changes)
        if rescoped:
            check_exclusions(pack.rubric, after)
        rows = [change_row(self._id, change) for change in changes]
        connection.execute(_ADD_CHANGE, rows if len(rows) > 1 else rows[0])
        self._store_answers(connection, after, (c.target.id for c in changes if c.target.kind == "answer"))
        self._store_exclusions(connection, after, (c.target.id for c in changes if c.target.kind == "exclusion"))
        newest = changes[-1]
        if rescoped:
            standing = _scored(pack.rubric, after, newest.seq, newest.id)
        else:
            standing = self._regraded(before, after, changes)
        changed = at or newest.at
        values = {"seq": newest.seq, "head": newest.id, "changed_at": changed, "rubric_sha256": pack.sha256}
        if any(change.target.kind == "assessment" for change in changes):
            values |= summary(after, standing.scope, standing.card, changed)
        elif self._has_counted and not rescoped and after.waits_as(before.assessment, {c.target.id for c in changes}):
            values |= grade_columns(standing.card.overall)
        else:
            values |= standing_columns(after, standing.scope, standing.card.overall)
        connection.execute(_UPDATE, {"wanted": self._id} | values)
        return standing, changes

    def _regraded(self, before: Standing, after: Assessment, changes: tuple[Change, ...]) -> Standing:
        newest = changes[-1]
        graded = {change.target.id for change in changes if change.target.field == "grade"}
        card = rescore(self._pack.rubric, after, before.scope, before.card, graded)
        return Standing(after, before.scope, card, newest.seq, newest.id)

    def _store_answers(self, connection: Connection, after: Assessment, names: Iterable[str]) -> None:
        for name in dict.fromkeys(names):
            answer = after.answers.get(name)
            if answer is None:
                connection.execute(_DROP_ANSWER, {"wanted": self._id, "gone": name})
            else:
                values = {field: getattr(answer, field) for field in ANSWER_FIELDS}
                connection.execute(
                    _put_answer(connection.dialect.name), {"assessment_id": self._id, "requirement": name} | values
                )

    def _store_exclusions(self, connection: Connection, after: Assessment, nodes: Iterable[str]) -> None:
        for node in dict.fromkeys(nodes):
            connection.execute(_DROP_EXCLUSION, {"wanted": self._id, "gone": node})
            if node in after.exclusions:
                values = {"assessment_id": self._id, "node": node, "reason": after.exclusions[node]}
                connection.execute(insert(tables.exclusions), values)


def _to_judge(wanted: Sequence[Change], known: Mapping[str, Change]) -> list[Change]:
    """Leave out what the log holds already, and what such an edit took for granted when it was stored."""
    stored = {(change.group, change.target.pair) for change in known.values()}
    new = [change for change in wanted if change.id not in known]
    return [change for change in new if not (change.is_witness and (change.group, change.target.pair) in stored)]


def _without_witnesses(outcome: Outcome) -> Outcome:
    """Keep out of the log what moves nothing."""
    moving = tuple(change for change in outcome.accepted if not change.is_witness)
    witnesses = tuple(change for change in outcome.accepted if change.is_witness)
    return replace(outcome, accepted=moving, agreed=outcome.agreed + witnesses)


def _scored(rubric: Rubric, assessment: Assessment, seq: int, head: str) -> Standing:
    scope = scope_of(rubric, assessment.enterprise.segments, assessment.exclusions)
    return Standing(assessment, scope, score(rubric, assessment, scope), seq, head)


def _changes_scope(target: Target) -> bool:
    return target.kind == "exclusion" or target.field in ("enterprise", RUBRIC_FIELD)


@cache
def _put_answer(dialect: str) -> Any:
    """Insert an answer or set the one there is; both databases write it alike, SQLAlchemy under two names."""
    put = import_module(f"sqlalchemy.dialects.{dialect}").insert(tables.answers)
    values = {name: put.excluded[name] for name in ANSWER_FIELDS}
    return put.on_conflict_do_update(index_elements=["assessment_id", "requirement"], set_=values)
