"""What the form says of a draft in one line: under a field, beside a step, before an edit is applied."""

from __future__ import annotations

from collections.abc import Callable, Collection
from math import ceil
from typing import TYPE_CHECKING, cast

from nfmaturity.domain.credit_code import LENGTH, check_code
from nfmaturity.domain.enterprise import RevenueBand, scale_class
from nfmaturity.domain.scope import scope_of
from nfmaturity.domain.scoring import NodeScore, cut
from nfmaturity.i18n import N_, _, current_language, join_sentences, say
from nfmaturity.report.sections.labels import SCALES
from nfmaturity.ui.forms.draft import Draft, effective_title, named_assessors, staff_of
from nfmaturity.ui.forms.fields import MOST_OF
from nfmaturity.ui.forms.segment_tiles import SegmentCount
from nfmaturity.ui.forms.steps import State, StepSummary
from nfmaturity.workspace.opening import today

if TYPE_CHECKING:
    from nfmaturity.domain.rubric import Rubric
    from nfmaturity.ui.forms.checks import ScopeMove
    from nfmaturity.ui.forms.inputs import NoteKind

Note = tuple["NoteKind", str]

_RULE = N_(
    "Rule of the National Bureau of Statistics for industry (2017): large from 1,000 employees and 0.4 bn CNY, medium "
    "from 300 and 20 m CNY, small from 20 and 3 m CNY; where only one of the two is met, the class below."
)

_SECONDS_A_REQUIREMENT = 30
"""What reading a requirement and grading it takes who knows the plant; looking up evidence comes on top."""

_LONG_MINUTES = 90


def segment_counts(rubric: Rubric) -> list[SegmentCount]:
    """Give the segments of a pack with the number of requirements that count for each alone."""
    language = current_language()
    return [
        SegmentCount(s.id, rubric.say(s.name, language), len(scope_of(rubric, [s.id]).requirements))
        for s in rubric.segments
    ]


def scope_sentence(rubric: Rubric, draft: Draft) -> str:
    """Say how much counts."""
    if not draft.segments:
        return _("The segments decide which requirements count.")
    scope = scope_of(rubric, draft.segments, draft.exclusions)
    said = _("{n} requirements in {items} sub-indicators count.").format(
        n=len(scope.requirements), items=len(scope.levels)
    )
    effort = _effort(len(scope.requirements))
    return join_sentences((said, effort)) if scope.requirements else said


def _effort(requirements: int) -> str:
    """Estimate how long it takes to grade so many requirements."""
    minutes = requirements * _SECONDS_A_REQUIREMENT / 60
    if minutes < _LONG_MINUTES:
        said, n = _("Estimate: about {n} minutes, at half a minute each."), 5 * ceil(minutes / 5)
    else:
        said, n = _("Estimate: about {n} hours, at half a minute each; domains can be shared out."), round(minutes / 60)
    return said.format(n=n)


def field_note(draft: Draft, field: str, left: Collection[str]) -> Note:  # noqa: PLR0911 - one a field
    """Give what is worth saying of a field without fault."""
    if field == "credit_code":
        return _code_note(draft, left)
    if field == "name" and draft.rest.get("id") and draft.name:
        return "hint", _("What you change here is this assessment's alone.")
    if field == "scale":
        return "hint", _scale_note(draft)
    if field == "assessors":
        names = named_assessors(draft.assessors)
        return "hint", _("{n} assessors: {names}").format(n=len(names), names=" · ".join(names)) if names else ""
    if field == "title" and not draft.title_typed:
        return "hint", _("Follows kind and year until you write another.")
    if field in MOST_OF and len(getattr(draft, field)) >= MOST_OF[field]:
        return "hint", _("{n} characters at most").format(n=MOST_OF[field])
    return "hint", ""


def _code_note(draft: Draft, left: Collection[str]) -> Note:
    check = check_code(draft.credit_code)
    if check.warning:
        return "doubt", say(check.warning)
    if not check.code:
        return "hint", ""
    if check.error:
        typing = "credit_code" not in left
        return "hint", _("{n} of {length} characters").format(n=len(check.code), length=LENGTH) if typing else ""
    return "ok", _("The check character fits.")


def _scale_note(draft: Draft) -> str:
    if draft.scale:
        return ""
    band = cast("RevenueBand | None", draft.revenue_band or None)
    scale = scale_class(staff_of(draft), band)
    if scale:
        return _("By revenue and employees: {scale}.").format(scale=_(SCALES[scale]))
    if band and staff_of(draft) is not None:
        return _("These figures do not decide it: choose.")
    return ""


def scale_rule() -> str:
    """Say how the scale class follows from employees and revenue."""
    return _(_RULE)


def enterprise_summary(rubric: Rubric, draft: Draft, *, faulty: bool) -> StepSummary:
    """Sum the first step up: name and segments."""
    language = current_language()
    names = [rubric.say(s.name, language) for s in rubric.segments if s.id in draft.segments]
    parts = [part for part in (draft.name.strip(), _(", ").join(names)) if part]
    return _summary(" · ".join(parts) or _("name and segments"), faulty=faulty, filled=bool(names))


def scope_summary(rubric: Rubric, draft: Draft, *, faulty: bool) -> StepSummary:
    """Sum the second step up: how much counts, and how much is left out."""
    if not draft.segments:
        return _summary(_("follows from the segments"), faulty=faulty, filled=False)
    said = _("{n} requirements").format(n=len(scope_of(rubric, draft.segments, draft.exclusions).requirements))
    if draft.exclusions:
        said = " · ".join((said, _("{n} not applicable").format(n=len(draft.exclusions))))
    return _summary(said, faulty=faulty, filled=True)


def assessment_summary(rubric: Rubric, draft: Draft, *, faulty: bool) -> StepSummary:
    """Sum the last step up: title and target."""
    title = effective_title(draft, today()).strip()
    target = rubric.level_name(int(draft.target_level), current_language()) if draft.target_level else ""
    parts = [title, _("target {level}").format(level=target) if target else ""]
    begun = any((draft.target_level, draft.period_from, draft.period_to, draft.assessors, draft.purpose, draft.title))
    return _summary(" · ".join(part for part in parts if part), faulty=faulty, filled=begun)


def _summary(said: str, *, faulty: bool, filled: bool) -> StepSummary:
    state: State = "faulty" if faulty else "filled" if filled else "open"
    return StepSummary(state, said)


def move_sentence(rubric: Rubric, move: ScopeMove) -> str:
    """Say what an edit of the scope does to the result, before it is applied."""
    said = _("Requirements that count: {before} → {after}. Result: {result_before} → {result_after}.")
    return said.format(
        before=move.before.in_scope,
        after=move.after.in_scope,
        result_before=_result(rubric, move.before),
        result_after=_result(rubric, move.after),
    )


def _result(rubric: Rubric, node: NodeScore) -> str:
    if node.level is None or node.score is None:
        return _("none")
    level = rubric.level_name(node.level, current_language()) or _("Below level 1")
    return _("{level} ({score})").format(level=level, score=cut(node.score))


def level_word(rubric: Rubric) -> Callable[[str], str]:
    """Give what names a target level as the form holds it, "" for none."""

    def word(value: str) -> str:
        return rubric.level_name(int(value), current_language()) or value if value else _("no target")

    return word
