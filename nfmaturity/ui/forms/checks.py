"""What is wrong with a draft, field by field, and the assessment that one without fault describes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pydantic import ValidationError

from nfmaturity.domain.assessment_document import AssessmentDocument
from nfmaturity.domain.assessment_record import record_of
from nfmaturity.domain.credit_code import LENGTH, normalize_code
from nfmaturity.domain.errors import N_, Message, NotAllowed, message
from nfmaturity.domain.schema_faults import Path, schema_faults
from nfmaturity.domain.scope import check_exclusion, scope_of
from nfmaturity.domain.scoring import NodeScore, score
from nfmaturity.ui.forms.draft import Draft, document_of_draft, plain_day
from nfmaturity.ui.forms.fields import place_of
from nfmaturity.workspace.opening import today

if TYPE_CHECKING:
    from typing import Any

    from nfmaturity.domain.assessment import Assessment
    from nfmaturity.domain.rubric import Rubric, RubricPack

EXCLUSION = "exclusion/"
_WHOLE: Mapping[str, int] = {"credit_code": LENGTH, "region_code": 6}
"""How long a code is when it is typed to its end."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft's faults by field, topmost first, or the assessment that it describes."""

    faults: Mapping[str, Message]
    assessment: Assessment | None = None


@dataclass(frozen=True, slots=True)
class ScopeMove:
    """What an edit of segments or exclusions does to the result."""

    before: NodeScore
    after: NodeScore


def check_draft(draft: Draft, pack: RubricPack, held: Assessment | None = None) -> Checked:
    """Check a draft under a rubric; `held` is the assessment that it edits, None for a new one."""
    raw = document_of_draft(draft, today(), held)
    faults = {**dict(_misfits(draft, pack.rubric)), **dict(_schema_faults(raw))}
    if faults:
        return Checked({field: faults[field] for field in sorted(faults, key=place_of)})
    state = record_of(AssessmentDocument.model_validate(raw), pack).state
    if held:
        state = replace(state, rubric=held.rubric, answers=held.answers)
    return Checked({}, state)


def is_unfinished(draft: Draft, field: str) -> bool:
    """Tell whether a field lacks something that is perhaps about to come, so that its fault is not shown yet."""
    if field in _WHOLE:
        return len(normalize_code(getattr(draft, field))) < _WHOLE[field]
    if field in {"period_from", "period_to"}:
        return len(plain_day(getattr(draft, field))) < len("2026-11-22")
    if field.startswith(EXCLUSION):
        return not draft.exclusions.get(field.removeprefix(EXCLUSION), "").strip()
    return field == "segments"


def scope_move(rubric: Rubric, before: Assessment, after: Assessment) -> ScopeMove | None:
    """Give what becomes of the result, None where the same requirements count."""
    scopes = [scope_of(rubric, state.enterprise.segments, state.exclusions) for state in (before, after)]
    if scopes[0].requirements == scopes[1].requirements:
        return None
    return ScopeMove(score(rubric, before, scopes[0]).overall, score(rubric, after, scopes[1]).overall)


def _misfits(draft: Draft, rubric: Rubric) -> Iterator[tuple[str, Message]]:
    first, last = plain_day(draft.period_from), plain_day(draft.period_to)
    if first and last and first > last:
        yield "period_to", message(N_("It ends before it begins."))
    known = [segment.id for segment in rubric.segments]
    if not set(draft.segments) <= set(known):
        yield "segments", message(N_("The rubric is not made for all of these segments."))
    for node in draft.exclusions:
        try:
            check_exclusion(rubric, draft.segments, draft.exclusions, node)
        except NotAllowed as refused:
            yield EXCLUSION + node, refused.message


def _schema_faults(raw: dict[str, Any]) -> Iterator[tuple[str, Message]]:
    try:
        AssessmentDocument.model_validate(raw)
    except ValidationError as error:
        for place, said in schema_faults(error):
            field = _field_at(place)
            yield field, _sentence(field, said)


def _field_at(place: Path) -> str:
    names = [str(part) for part in place]
    if names[0] == "exclusions":
        return EXCLUSION + names[1]
    if names[0] == "period":
        return f"period_{names[1]}"
    if names[0] != "enterprise":
        return names[0]
    return "region_code" if names[1:] == ["region", "code"] else names[1]


def _sentence(field: str, said: Message) -> Message:
    if field == "segments":
        return message(N_("Choose at least one segment."))
    if field == "credit_code":
        return said
    return message(N_("{fault}."), fault=message(N_("six digits")) if field == "region_code" else said)
