"""What the Assess page shows of a sub-indicator, as values: its levels, its requirements, where to go next."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from nfmaturity.domain.scope import applies
from nfmaturity.domain.scoring import cut
from nfmaturity.i18n import N_, _, current_language
from nfmaturity.ui.fonts import measure
from nfmaturity.ui.standing_words import is_reached, level_name, plain_number, short_by, way_up_words
from nfmaturity.ui.terms import MarkedText
from nfmaturity.ui.widgets.level_chip import chip_role
from nfmaturity.ui.widgets.level_header import LevelContent
from nfmaturity.ui.widgets.row_content import RowContent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from nfmaturity.analysis.blockers import Blocker
    from nfmaturity.domain.rubric import Degree, Place, Rubric
    from nfmaturity.domain.scoring import NodeScore
    from nfmaturity.ui.finding import Finding
    from nfmaturity.ui.session import AssessmentSession

_MET = N_("Graded “{degree}”: {n}. Grades that were there are untouched; Ctrl+Z undoes.")
_NOTHING_MET = N_("Nothing up to this level was unanswered, so nothing was changed.")
_EACH_CONFIRMED = N_("Nothing here was unanswered up to this level. Grades to confirm are confirmed one by one.")
_GRADED_BEST = N_("{requirement} graded {degree} reaches {level} here.")
_GRADED_OR_BETTER = N_("{requirement} graded {degree} or better reaches {level} here.")


@dataclass(frozen=True, slots=True)
class LevelRows:
    """One level of a sub-indicator with the requirements meant for the enterprise, excluded ones among them."""

    level: int
    requirements: tuple[str, ...]


def levels_of(session: AssessmentSession, item_id: str) -> tuple[LevelRows, ...]:
    """Give the levels of a sub-indicator; those without a requirement for the enterprise are left out."""
    item = session.rubric.sub_indicators[item_id][2]
    segments = session.assessment.enterprise.segments
    if not applies(item, segments):
        return ()
    found = (
        LevelRows(number, tuple(r.id for r in content.requirements if applies(r, segments)))
        for number, content in sorted(item.levels.items())
    )
    return tuple(rows for rows in found if rows.requirements)


def is_complete(session: AssessmentSession, item_id: str, rows: LevelRows) -> bool:
    """Tell whether a level is met and nothing of it left to do, so that there is no need to see it unfolded."""
    share = session.card.nodes[item_id].shares.get(rows.level, 0)
    is_met = share >= session.rubric.scoring.level_threshold
    counts = any(name in session.scope for name in rows.requirements)
    return counts and is_met and not first_open(session, rows.requirements)


def names_of(session: AssessmentSession | None, item_id: str) -> tuple[str, ...]:
    """Give the requirements of a sub-indicator that are meant for the enterprise, in their order; none for no item."""
    levels = levels_of(session, item_id) if session and item_id else ()
    return tuple(name for rows in levels for name in rows.requirements)


def left_out(session: AssessmentSession, item_id: str) -> int:
    """Count the requirements of a sub-indicator that are not meant for the enterprise's segments."""
    item = session.rubric.sub_indicators[item_id][2]
    shown = sum(len(rows.requirements) for rows in levels_of(session, item_id))
    return sum(len(content.requirements) for content in item.levels.values()) - shown


def row_content(session: AssessmentSession, requirement_id: str) -> RowContent:
    """Give what the row of a requirement shows."""
    place = session.rubric.places[requirement_id]
    exclusions = session.assessment.exclusions
    texts = _texts(session, place)
    return RowContent(
        id=requirement_id,
        short_id=requirement_id.rpartition(".")[2],
        text=texts["text"],
        answer=session.answer(requirement_id),
        words=session.words_of(requirement_id),
        details=_details(session, place, texts),
        tailorable=place.tailorable,
        excluded=exclusions.get(requirement_id, ""),
    )


def _texts(session: AssessmentSession, place: Place) -> Mapping[str, MarkedText]:
    """Give the texts of a requirement with their terms marked."""
    requirement = place.requirement
    texts = {"text": requirement.text, "guidance": requirement.guidance, "evidence": requirement.evidence}
    there = {name: text for name, text in texts.items() if text}
    return dict(zip(there, session.terms.marked(requirement.id, tuple(there.values())), strict=True))


def _details(
    session: AssessmentSession, place: Place, texts: Mapping[str, MarkedText]
) -> tuple[tuple[str, MarkedText], ...]:
    requirement, found = place.requirement, []
    if excluded := session.assessment.exclusions.get(requirement.id):
        found.append((_("Not applicable"), MarkedText(excluded)))
    for name, label in (("guidance", _("Look at")), ("evidence", _("Evidence"))):
        if name in texts:
            found.append((label, texts[name]))
    if requirement.effort_days is not None:
        days = plain_number(requirement.effort_days)
        found.append((_("Effort"), MarkedText(_("about {days} person-days from none to full").format(days=days))))
    if needed := [name for name in requirement.depends_on if name in session.scope]:
        found.append((_("Needs first"), MarkedText(_(", ").join(needed))))
    return tuple(found)


def level_contents(
    session: AssessmentSession, item_id: str, levels: Iterable[tuple[LevelRows, int]]
) -> Iterator[LevelContent]:
    """Give what the line over each level says, where a filter leaves so many of its requirements."""
    rubric, node = session.rubric, session.card.nodes[item_id]
    verdicts = {level: _verdict(rubric, node, level) for level in node.shares}
    widest = max((one.said for one in verdicts.values()), key=lambda said: measure(said, 12, False), default="")
    for rows, shown in levels:
        share, verdict = node.shares.get(rows.level), verdicts.get(rows.level, _NO_VERDICT)
        yield LevelContent(
            level=rows.level,
            role=chip_role(rows.level, rubric.level_numbers),
            name=level_name(rubric, rows.level),
            remark=_remark(session, rows) if shown == len(rows.requirements) else _shown_words(shown, rows),
            share="–" if share is None else cut(share),
            verdict=verdict.said,
            is_met=verdict.is_met,
            said=_waits_for(session, node, rows.level) if verdict.waits else "",
            widest=widest,
        )


class _Verdict(NamedTuple):
    """What the line over a level says of its share; one that is enough and does not count yet waits."""

    said: str = ""
    is_met: bool = False
    waits: bool = False


_NO_VERDICT = _Verdict()


def _verdict(rubric: Rubric, node: NodeScore, level: int) -> _Verdict:
    share, tau = node.shares[level], rubric.scoring.level_threshold
    if share < tau:
        return _Verdict(_("{gap} short").format(gap=short_by(share, tau)))
    if not is_reached(rubric, node, level):
        return _Verdict(_("share met, does not count yet"), waits=True)
    return _Verdict(_("met"), is_met=True)


def _waits_for(session: AssessmentSession, node: NodeScore, level: int) -> str:
    """Say which level is to be met before one whose own share is enough."""
    tau = session.rubric.scoring.level_threshold
    unmet = min((n for n, share in node.shares.items() if n < level and share < tau), default=0)
    if not unmet:
        return ""
    said = _("The share of {level} is enough, but the level is reached only once {unmet} is: no level is skipped.")
    return said.format(level=level_name(session.rubric, level), unmet=level_name(session.rubric, unmet))


def _remark(session: AssessmentSession, rows: LevelRows) -> str:
    """Say what waits on a level first, as the end may be cut where there is little room."""
    counted = [session.answer(name) for name in rows.requirements if name in session.scope]
    waiting = sum(answer.is_to_confirm for answer in counted)
    unanswered = sum(answer.grade is None for answer in counted)
    if waiting and unanswered:
        return _("{n} of {all} to confirm, unanswered: {open}").format(n=waiting, all=len(counted), open=unanswered)
    if waiting:
        return _("{n} of {all} to confirm").format(n=waiting, all=len(counted))
    return _graded_words(session, [answer.grade for answer in counted])


def _graded_words(session: AssessmentSession, counted: Sequence[str | None]) -> str:
    unanswered, full = counted.count(None), counted.count(session.rubric.scoring.degrees[0].id)
    if not counted:
        return _("nothing counts here")
    if unanswered == len(counted):
        return _("requirements: {n}, none graded yet").format(n=len(counted))
    if unanswered:
        return _("requirements: {n}, unanswered: {open}").format(n=len(counted), open=unanswered)
    if full == len(counted):
        return _("all {n} fully satisfied").format(n=len(counted))
    return _("requirements: {n}").format(n=len(counted))


def _shown_words(shown: int, rows: LevelRows) -> str:
    return _("{shown} of {n} shown").format(shown=shown, n=len(rows.requirements))


def is_open(session: AssessmentSession, name: str) -> bool:
    """Tell whether a requirement is still to do: it counts, and has no grade or one that is to be confirmed."""
    return name in session.scope and session.answer(name).is_to_do


def first_open(session: AssessmentSession, names: Sequence[str]) -> str:
    """Give the first requirement that is still to do, "" where there is none."""
    return next((name for name in names if is_open(session, name)), "")


def next_open(session: AssessmentSession, after: str) -> str:
    """Give the next requirement still to do in the rubric's order, from the beginning again after the last."""
    overall = session.card.overall
    if overall.answered == overall.in_scope and not session.to_confirm:
        return ""  # known without a look at hundreds, after each grade
    names = list(session.rubric.places)
    start = names.index(after) + 1 if after in session.rubric.places else 0
    return first_open(session, names[start:] + names[:start])


def next_to_walk(session: AssessmentSession, after: str, finding: Finding) -> str:
    """Give the next requirement that `N` goes to: with a filter what matches, else what is to do; "" for none."""
    if finding.is_set:
        return finding.next_match(after, tuple(session.rubric.places))
    return next_open(session, after)


def met_words(session: AssessmentSession, item_id: str, done: int) -> tuple[str, Mapping[str, str | int]]:
    """Give what is said once so many of a sub-indicator were graded best at once, and what stands in it."""
    if done:
        best = session.rubric.scoring.degrees[0]
        return _MET, {"n": done, "degree": session.rubric.say(best.name, current_language())}
    return _EACH_CONFIRMED if session.to_confirm.get(item_id) else _NOTHING_MET, {}


def items_in_scope(session: AssessmentSession) -> list[str]:
    """Give the sub-indicators that count, in the rubric's order."""
    return [item for item in session.rubric.sub_indicators if item in session.scope.levels]


def where_to_begin(session: AssessmentSession) -> str:
    """Give the first requirement still to do, else the first that counts, "" where none does."""
    first = next(iter(items_in_scope(session)), "")
    levels = levels_of(session, first) if first else ()
    return next_open(session, "") or (levels[0].requirements[0] if levels else "")


def neighbour(session: AssessmentSession, item_id: str, step: int, finding: Finding) -> str:
    """Give the sub-indicator before or after one of which a filter leaves something, "" at either end."""
    order = list(session.rubric.sub_indicators)
    at = order.index(item_id)
    beyond = order[at + 1 :] if step > 0 else order[:at][::-1]
    return next((item for item in beyond if item in session.scope.levels and finding.has(item)), "")


def least_step_words(rubric: Rubric, node: NodeScore, found: Sequence[Blocker]) -> str:
    """Say which single grade takes the node a level up, or else how many of the greatest gains it needs."""
    if not found:
        return ""
    first, level = found[0], found[0].place.level
    missing = rubric.scoring.level_threshold - node.shares[level]
    if missing <= 0 or first.gain < missing or first.waits_for:
        return way_up_words(rubric, node, found)
    degree = _least_degree(rubric, first, missing)
    best = degree == rubric.scoring.degrees[0]
    said = _GRADED_BEST if best else _GRADED_OR_BETTER
    return _(said).format(
        requirement=first.id,
        degree=rubric.say(degree.name, current_language()),
        level=level_name(rubric, level),
    )


def _least_degree(rubric: Rubric, blocker: Blocker, missing: Fraction) -> Degree:
    """Give the lowest degree of a requirement with which its node has nothing missing any more."""
    degrees = rubric.scoring.degrees
    held = rubric.degrees[blocker.grade].value if blocker.grade is not None else Fraction()
    per_unit = blocker.gain / (degrees[0].value - held)
    return [degree for degree in degrees if per_unit * (degree.value - held) >= missing][-1]
