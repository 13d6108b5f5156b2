"""The assessment document: how one assessment is written down for other programs. Source: INTERFACES."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)
from pydantic_core import PydanticCustomError

from nfmaturity.domain.assessment import Answer, Assessment, RubricRef
from nfmaturity.domain.changes import Change, Target, fold
from nfmaturity.domain.documents import JsonValue, new_id
from nfmaturity.domain.enterprise import Enterprise, Line, Note
from nfmaturity.domain.errors import N_, Message, NotAllowed, message
from nfmaturity.domain.scope import check_exclusion, exclusion_note

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nfmaturity.domain.rubric import Rubric, RubricPack
    from nfmaturity.domain.schema_faults import Path

FORMAT = "nfmaturity-assessment"
SCHEMA = 1
MAX_COMMENT = 20_000


def _day(text: str) -> str:
    try:
        if text:
            datetime.date.fromisoformat(text)
    except ValueError:
        raise PydanticCustomError("not_day", "not a day") from None
    return text


def _number(value: object) -> object:
    """Let no truth value pass for a number: to Python, true equals 1."""
    return None if isinstance(value, bool) else value


def _uuid(text: str) -> str:
    try:
        return str(uuid.UUID(text)) if text else ""
    except ValueError:
        raise PydanticCustomError("not_uuid", "not a UUID") from None


Day = Annotated[str, StringConstraints(pattern=r"^([0-9]{4}-[0-9]{2}-[0-9]{2})?$"), AfterValidator(_day)]
Identity = Annotated[str, AfterValidator(_uuid)]
Comment = Annotated[str, StringConstraints(max_length=MAX_COMMENT)]
Sequence = Annotated[int, Field(ge=0, strict=True)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class RubricName(_Part):
    """Which rubric the grades belong to; the hash may be left out."""

    id: str
    version: str
    sha256: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$")] = ""


class Period(_Part):
    """First and last day of what was assessed."""

    from_: Day = Field("", alias="from")
    to: Day = ""


class ChangeEntry(_Part):
    """One line of the change log; what is empty may be left out."""

    id: Identity
    seq: Sequence
    base_seq: Sequence
    kind: Literal["answer", "exclusion", "assessment"]
    node: str = ""
    field: str
    before: Any = None
    after: Any = None
    device: Line = ""
    actor: Line = ""
    at: Line
    group: Line
    undoes: Identity = ""

    @model_validator(mode="after")
    def _is_a_cell(self) -> ChangeEntry:
        try:
            target = Target(self.kind, self.node, self.field)
            if not all(is_value_of(target, value) for value in (self.before, self.after)):
                raise ValueError  # noqa: TRY301
        except ValueError:
            raise PydanticCustomError("not_a_change", "not an edit of a cell") from None
        return self


class History(_Part):
    """How the state came about: the assessment as created and every change since."""

    origin: AssessmentDocument
    changes: tuple[ChangeEntry, ...]

    @model_validator(mode="after")
    def _is_gapless(self) -> History:
        if [change.seq for change in self.changes] != list(range(1, len(self.changes) + 1)):
            raise PydanticCustomError("gaps_in_log", "changes are missing from the log")
        return self


class AssessmentDocument(_Part):
    """One assessment as JSON; only format, schema, the enterprise's segments and the grades are required."""

    format: Literal["nfmaturity-assessment"]
    schema_: Annotated[Literal[1], BeforeValidator(_number)] = Field(alias="schema")
    id: Identity = ""
    rubric: RubricName | None = None
    title: Line = ""
    kind: Literal["self", "audit"] = "self"
    target_level: Annotated[int, Field(ge=1, strict=True)] | None = None
    date: Day = ""
    period: Period = Period()
    assessors: tuple[Line, ...] = ()
    purpose: Note = ""
    scope_note: Note = ""
    site: Line = ""
    parent: Identity = ""
    enterprise: Enterprise
    grades: dict[str, str]
    comments: dict[str, Comment] = {}
    review: tuple[str, ...] = ()
    exclusions: dict[str, Comment] = {}
    history: History | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """An assessment with how it came about: `state` is the fold of `log` from `origin`."""

    state: Assessment
    origin: Assessment
    log: tuple[Change, ...] = ()


def misfits(document: AssessmentDocument, rubric: Rubric) -> Iterator[tuple[Path, Message]]:
    """Give what in a document does not fit its rubric: unknown ids and degrees, exclusions not permitted."""
    for key, names in (("grades", document.grades), ("comments", document.comments), ("review", document.review)):
        for name in names:
            if name not in rubric.places:
                yield (key, name), message(N_("unknown requirement"))
    known = ", ".join(rubric.degrees)
    for name, degree in document.grades.items():
        if degree not in rubric.degrees:
            yield (
                ("grades", name),
                message(N_("unknown degree {degree}; the rubric has {known}"), degree=degree, known=known),
            )
    for node in document.exclusions:
        try:
            check_exclusion(rubric, document.enterprise.segments, document.exclusions, node)
        except NotAllowed as refused:
            yield ("exclusions", node), refused.message
    if document.target_level is not None and document.target_level not in rubric.level_numbers:
        yield ("target_level",), message(N_("the rubric has no level {level}"), level=document.target_level)


def notes_on(document: AssessmentDocument, rubric: Rubric) -> tuple[Message, ...]:
    """Give what is no fault but worth a word: exclusions of what is out of scope already."""
    found = (exclusion_note(rubric, document.enterprise.segments, node) for node in document.exclusions)
    return tuple(note for note in found if note)


def record_of(document: AssessmentDocument, pack: RubricPack) -> Record:
    """Turn a document without misfits into values; one without id gets a new one.

    Raises `NotAllowed` when the change history does not lead to what the document states.
    """
    identity = document.id or new_id()
    rubric = RubricRef(pack.rubric.id, pack.rubric.version, pack.sha256)
    state = _assessment(document, identity, rubric)
    if document.history is None:
        return Record(state, state)
    origin = _assessment(document.history.origin, identity, rubric)
    log = tuple(change_of(entry) for entry in document.history.changes)
    if fold(origin, log) != state:
        raise NotAllowed(
            N_('The change history does not lead to what the file states: delete "history" to take it as it stands.')
        )
    return Record(state, origin, log)


def assessment_from_json(text: str | bytes, identity: str, rubric: RubricRef) -> Assessment:
    """Read an assessment that this program wrote itself."""
    return _assessment(AssessmentDocument.model_validate_json(text), identity, rubric)


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
        "enterprise": state.enterprise.model_dump(mode="json", exclude_defaults=True),
        "grades": {name: answer.grade for name, answer in state.answers.items() if answer.grade is not None},
        "comments": {name: answer.comment for name, answer in state.answers.items() if answer.comment},
        "review": [name for name, answer in state.answers.items() if answer.review],
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


def is_value_of(target: Target, value: Any) -> bool:
    """Tell whether a cell can hold a value, as far as that needs no rubric."""
    if target.kind == "answer":
        wanted = {"grade": str | None, "comment": str, "review": bool}[target.field]
        return isinstance(value, wanted) and (not isinstance(value, str) or len(value) <= MAX_COMMENT)
    if target.kind == "exclusion":
        return value is None or (isinstance(value, str) and len(value) <= MAX_COMMENT)
    field = {"period_from": {"period": {"from": value}}, "period_to": {"period": {"to": value}}}
    raw = {"format": FORMAT, "schema": SCHEMA, "grades": {}, "enterprise": {"segments": ["mining"]}}
    try:
        AssessmentDocument.model_validate(raw | field.get(target.field, {target.field: value}))
    except ValidationError:
        return False
    return True


def _assessment(document: AssessmentDocument, identity: str, rubric: RubricRef) -> Assessment:
    marked = frozenset(document.review)
    names = dict.fromkeys((*document.grades, *document.comments, *document.review))
    answers = {
        name: Answer(document.grades.get(name), document.comments.get(name, ""), name in marked) for name in names
    }
    same = ("title", "kind", "target_level", "date", "assessors", "purpose", "scope_note", "site", "parent")
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
