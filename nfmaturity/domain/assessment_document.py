"""The assessment document: how one assessment is written down for other programs. Source: INTERFACES."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from nfmaturity.domain.changes import RUBRIC_FIELD, Target, Value
from nfmaturity.domain.enterprise import Enterprise, newer_keys
from nfmaturity.domain.field_types import (
    MAX_COMMENT,
    Comment,
    Day,
    GivenIdentity,
    Identity,
    Line,
    Moment,
    Note,
    Sequence,
    holds_forbidden,
)
from nfmaturity.domain.rubric_fields import Identifier, VersionNumber

FORMAT = "nfmaturity-assessment"
SCHEMA = 2
"""The schema that is written; documents of schema 1, without `confirm`, `previous` and `newer_keys`, are read."""


def _number(value: object) -> object:
    """Let nothing pass for a whole number that only equals one: to Python, true and 1.0 equal 1."""
    return value if type(value) is int else None


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class RubricName(_Part):
    """Which rubric the grades belong to; the hash may be left out."""

    id: Identifier
    version: VersionNumber
    sha256: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$")] = ""


class Period(_Part):
    """First and last day of what was assessed."""

    from_: Day = Field("", alias="from")
    to: Day = ""


class ChangeEntry(_Part):
    """One line of the change log; what is empty may be left out."""

    id: GivenIdentity
    seq: Sequence
    base_seq: Sequence
    kind: Literal["answer", "exclusion", "assessment"]
    node: str = ""
    field: str
    before: Any = None
    after: Any = None
    device: Line = ""
    actor: Line = ""
    at: Moment
    group: Line
    undoes: Identity = ""

    @model_validator(mode="after")
    def _is_a_cell(self) -> ChangeEntry:
        try:
            Target(self.kind, self.node, self.field)
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
    schema_: Annotated[Literal[1, 2], BeforeValidator(_number)] = Field(alias="schema")
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
    previous: Identity = ""
    enterprise: Enterprise
    grades: dict[str, str]
    comments: dict[str, Comment] = {}
    review: tuple[str, ...] = ()
    confirm: tuple[str, ...] = ()
    exclusions: dict[str, Comment] = {}
    history: History | None = None

    @field_validator("previous", "confirm", mode="before")
    @classmethod
    def _is_known_to_its_schema(cls, value: object, info: ValidationInfo) -> object:
        """Refuse a key that programs which know this schema would refuse."""
        if info.data.get("schema_") == 1:
            raise PydanticCustomError("newer_key", "a key of schema 2")
        return value

    @field_validator("enterprise")
    @classmethod
    def _holds_what_its_schema_knows(cls, profile: Enterprise, info: ValidationInfo) -> Enterprise:
        """Refuse a key of the profile that programs which know this schema would refuse."""
        if info.data.get("schema_") == 1 and (keys := newer_keys(profile)):
            raise PydanticCustomError("newer_keys", "keys of schema 2", {"keys": ", ".join(keys)})
        return profile


def normal_value(target: Target, value: Value) -> Value:
    """Give a value as its cell holds it, as far as that needs no rubric; `ValueError` for one that it cannot hold."""
    if target.kind == "assessment":
        return _normal_field(target.field, value)
    wanted = {"grade": str | None, "comment": str, "review": bool, "confirm": bool, "reason": str | None}[target.field]
    is_unfit = isinstance(value, str) and (len(value) > MAX_COMMENT or holds_forbidden(value))
    if is_unfit or not isinstance(value, wanted):
        raise ValueError(target.field)
    return value


def _normal_field(field: str, value: Value) -> Value:
    raw: dict[str, Any] = {"format": FORMAT, "schema": SCHEMA, "grades": {}, "enterprise": {"segments": ["mining"]}}
    end = {"period_from": "from", "period_to": "to"}.get(field)
    try:
        document = AssessmentDocument.model_validate(raw | ({"period": {end: value}} if end else {field: value}))
    except ValidationError:
        raise ValueError(field) from None
    if end:
        return document.period.from_ if end == "from" else document.period.to
    if field == RUBRIC_FIELD:
        if document.rubric is None or not document.rubric.sha256:
            raise ValueError(field)
        return document.rubric.model_dump()
    if field == "enterprise":
        return document.enterprise.model_dump(mode="json", exclude_defaults=True)
    held = getattr(document, field)
    return list(held) if isinstance(held, tuple) else held
