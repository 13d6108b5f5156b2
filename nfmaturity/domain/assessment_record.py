"""An assessment with its history, read from a document and written as one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from nfmaturity.domain.admission import admitted_log
from nfmaturity.domain.assessment import Answer, Assessment, RubricRef
from nfmaturity.domain.assessment_document import FORMAT, SCHEMA, AssessmentDocument, ChangeEntry
from nfmaturity.domain.changes import Change, Target, apply
from nfmaturity.domain.documents import JsonValue, new_id
from nfmaturity.domain.errors import N_, Message, NotAllowed, message
from nfmaturity.domain.scope import check_exclusion, exclusion_note

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nfmaturity.domain.rubric import Rubric, RubricPack
    from nfmaturity.domain.schema_faults import Path


class HistoryAstray(NotAllowed):
    """A document whose change history is not of it or does not lead to what it states."""

    def __init__(self, file: str) -> None:
        """Say how it may be taken all the same; `file` is its name."""
        super().__init__(
            N_(
                "{file}: the change history does not lead to what the file states, as after an edit by hand: "
                'delete "history" to take it as it stands.'
            ),
            file=file,
        )


@dataclass(frozen=True, slots=True)
class Record:
    """An assessment with how it came about: `state` is the fold of `log` from `origin`."""

    state: Assessment
    origin: Assessment
    log: tuple[Change, ...] = ()


def misfits(document: AssessmentDocument, rubric: Rubric) -> Iterator[tuple[Path, Message]]:
    """Give what in a document does not fit its rubric: unknown ids and degrees, exclusions not permitted."""
    yield from _header_misfits(document, rubric)
    for key in ("grades", "comments", "review", "confirm"):
        for name in getattr(document, key):
            if name not in rubric.places:
                yield (key, name), message(N_("unknown requirement"))
    known = ", ".join(rubric.degrees)
    for name, degree in document.grades.items():
        if degree not in rubric.degrees:
            unknown = N_("unknown degree {degree}; the rubric has {known}")
            yield ("grades", name), message(unknown, degree=repr(degree), known=known)
    for node in document.exclusions:
        try:
            check_exclusion(rubric, document.enterprise.segments, document.exclusions, node)
        except NotAllowed as refused:
            yield ("exclusions", node), refused.message


def _header_misfits(document: AssessmentDocument, rubric: Rubric) -> Iterator[tuple[Path, Message]]:
    known = [segment.id for segment in rubric.segments]
    for segment in document.enterprise.segments:
        if segment not in known:
            unmeant = N_("the rubric is not made for {segment}, only for {known}")
            yield ("enterprise", "segments"), message(unmeant, segment=segment, known=", ".join(known))
    if document.period.to and document.period.from_ > document.period.to:
        yield ("period",), message(N_("ends before it begins"))
    if document.target_level is not None and document.target_level not in rubric.level_numbers:
        numbers = ", ".join(map(str, rubric.level_numbers))
        said = N_("the rubric has no level {level}, only {known}")
        yield ("target_level",), message(said, level=document.target_level, known=numbers)


def notes_on(document: AssessmentDocument, rubric: Rubric) -> tuple[Message, ...]:
    """Give what is no fault but worth a word: exclusions of what is out of scope already."""
    found = (exclusion_note(rubric, document.enterprise.segments, node) for node in document.exclusions)
    return tuple(note for note in found if note)


def record_of(document: AssessmentDocument, pack: RubricPack, name: str = "") -> Record:
    """Turn a document without misfits into values; one without id gets a new one. `name` is that of its file.

    Raises `HistoryAstray` when the change history is not one of this assessment or does not lead to what it states.
    """
    identity = document.id or new_id()
    rubric = RubricRef(pack.rubric.id, pack.rubric.version, pack.sha256)
    state = _assessment(document, identity, rubric)
    if document.history is None:
        return Record(state, state)
    origin = beginning_of(document, state)
    log = tuple(change_of(entry) for entry in document.history.changes)
    if not (_is_of_the_same(document) and _leads_to(pack.rubric, Record(state, origin, log))):
        raise HistoryAstray(name)
    return Record(state, origin, log)


def beginning_of(document: AssessmentDocument, state: Assessment) -> Assessment:
    """Give how an assessment began by what a document says of its history; as it stands without one."""
    if document.history is None:
        return state
    origin = document.history.origin
    return _assessment(origin, state.id, _rubric_named(origin) or state.rubric)


def _is_of_the_same(document: AssessmentDocument) -> bool:
    origin = document.history.origin if document.history else document
    changes = document.history.changes if document.history else ()
    distinct = len({change.id for change in changes}) == len(changes)
    moved = any(change_of(change).target.is_rubric for change in changes)
    return distinct and origin.id in ("", document.id) and (moved or origin.rubric in (None, document.rubric))


def _leads_to(rubric: Rubric, record: Record) -> bool:
    """Replay a log from another program: every change must be permitted and find what it says it replaces."""
    try:
        if admitted_log(rubric, record.log) != list(record.log):
            return False
    except NotAllowed:
        return False
    outcome = apply(record.origin, record.log)
    return len(outcome.accepted) == len(record.log) and outcome.assessment == record.state


def assessment_from_json(text: str | bytes, identity: str, rubric: RubricRef) -> Assessment:
    """Read an assessment that this program wrote itself; `rubric` is the one it stands under now."""
    return _assessment(AssessmentDocument.model_validate_json(text), identity, rubric)


def origin_from_json(text: str | bytes, identity: str, rubric: RubricRef) -> Assessment:
    """Read an assessment as it was created, under the rubric that it names itself, else under `rubric`."""
    document = AssessmentDocument.model_validate_json(text)
    return _assessment(document, identity, _rubric_named(document) or rubric)


def _rubric_named(document: AssessmentDocument) -> RubricRef | None:
    named = document.rubric
    return RubricRef(named.id, named.version, named.sha256) if named and named.sha256 else None


def document_of(record: Record) -> JsonValue:
    """Write a record as a document; what is empty is left out."""
    state = record.state
    period = {"from": state.period_from, "to": state.period_to}
    document = {
        "format": FORMAT,
        "schema": SCHEMA,
        "id": state.id,
        "rubric": {"id": state.rubric.id, "version": state.rubric.version, "sha256": state.rubric.sha256},
        "title": state.title,
        "kind": state.kind,
        "target_level": state.target_level,
        "date": state.date,
        "period": {key: day for key, day in period.items() if day},
        "assessors": list(state.assessors),
        "purpose": state.purpose,
        "scope_note": state.scope_note,
        "site": state.site,
        "parent": state.parent,
        "previous": state.previous,
        "enterprise": state.enterprise.model_dump(mode="json", exclude_defaults=True),
        "grades": {name: answer.grade for name, answer in state.answers.items() if answer.grade is not None},
        "comments": {name: answer.comment for name, answer in state.answers.items() if answer.comment},
        "review": [name for name, answer in state.answers.items() if answer.review],
        "confirm": [name for name, answer in state.answers.items() if answer.confirm],
        "exclusions": dict(state.exclusions),
    }
    if record.log:
        origin = document_of(Record(record.origin, record.origin))
        document["history"] = {"origin": origin, "changes": [change_to_json(change) for change in record.log]}
    return {key: value for key, value in document.items() if value not in ({}, [], "", None) or key == "grades"}


def change_to_json(change: Change) -> dict[str, JsonValue]:
    """Write one line of the change log."""
    entry = {
        "id": change.id,
        "seq": change.seq,
        "base_seq": change.base_seq,
        "kind": change.target.kind,
        "node": change.target.id,
        "field": change.target.field,
        "before": change.before,
        "after": change.after,
        "device": change.device,
        "actor": change.actor,
        "at": change.at,
        "group": change.group,
        "undoes": change.undoes,
    }
    return {key: value for key, value in entry.items() if value != "" or key in ("before", "after")}


def change_of(entry: ChangeEntry) -> Change:
    """Read one line of the change log."""
    values = dict(entry)
    target = Target(values.pop("kind"), values.pop("node"), values.pop("field"))
    return Change(target=target, **values)


def as_copy(record: Record, identity: str) -> Record:
    """Give the same content under another identity; the history stays with the original."""
    state = replace(record.state, id=identity)
    return Record(state, state)


def _assessment(document: AssessmentDocument, identity: str, rubric: RubricRef) -> Assessment:
    grades, comments = document.grades, document.comments
    marked, unconfirmed = frozenset(document.review), frozenset(document.confirm)
    answers = {
        name: Answer(grades.get(name), comments.get(name, ""), name in marked, name in unconfirmed)
        for name in dict.fromkeys((*grades, *comments, *document.review, *document.confirm))
    }
    same = ("title", "kind", "target_level", "date", "assessors", "purpose", "scope_note", "site", "parent", "previous")
    return Assessment(
        id=identity,
        rubric=rubric,
        enterprise=document.enterprise,
        period_from=document.period.from_,
        period_to=document.period.to,
        answers=MappingProxyType({name: answer for name, answer in answers.items() if answer != Answer()}),
        exclusions=MappingProxyType(dict(document.exclusions)),
        **{name: getattr(document, name) for name in same},
    )
