"""What a move to another rubric does, requirement by requirement, as rows of a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nfmaturity.analysis.day_words import moment
from nfmaturity.analysis.rubric_move import parts_of_whole
from nfmaturity.analysis.rule_words import RULES
from nfmaturity.domain.scoring import cut
from nfmaturity.i18n import N_, _, current_language
from nfmaturity.ui.sheet_rows import Fact, Row, field, head, text, title
from nfmaturity.ui.standing_words import level_name, percent, tau_words, whole_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from nfmaturity.analysis.rubric_move import RequirementFate, RubricMove
    from nfmaturity.domain.assessment import Answer
    from nfmaturity.domain.rubric import Requirement, Rubric
    from nfmaturity.workspace.moving import PastMove, PlannedMove

_PARTS = {
    "text": N_("Was"),
    "guidance": N_("Look at"),
    "evidence": N_("Evidence"),
    "applies_to": N_("Applies to"),
}
_STAYS = N_(
    "Grades and comments stay where the requirement stays. What is taken out comes back when the move is taken back, "
    "unless something else was said there meanwhile."
)


def preview_rows(planned: PlannedMove, *, is_return: bool) -> tuple[Row, ...]:
    """Say everything that a move does, what is lost first."""
    move = planned.move
    version = move.wanted.rubric.version
    named = _("Back to version {version} of the rubric") if is_return else _("Move to version {version} of the rubric")
    rows = [title(named.format(version=version), f"{move.held.label}  →  {move.wanted.label}"), *_whole(planned)]
    rows += [text(_(_STAYS))] if not is_return else []
    rows += _part(_("Gone"), _("what was said there is taken out"), _gone(planned))
    rows += _part(_("Also taken out"), "", _also_taken(move))
    rows += _part(_("Comes back"), "", _coming_back(planned))
    changed = _("may keep their grades") if is_return else _("graded ones keep their grade and are marked for review")
    rows += _part(_("Changed wording"), changed, _changed(planned))
    rows += _part(_("New"), _("not graded yet"), _plain(move, "new", without=move.result.answers))
    rows += _part(_("Other weights"), _("among their siblings"), _weights(move))
    rows += _part(_("Other scale or rule"), "", _rules(move)) if move.rules_differ else []
    rows += _part(_("Kept as they are"), "", _plain(move, "kept"))
    return tuple(rows)


def past_rows(moves: Sequence[PastMove], rubric: Rubric) -> tuple[Row, ...]:
    """List moves on record, the newest first, each with the result before and after."""
    rows = [head(_("Earlier moves"), str(len(moves)) if moves else "")]
    if not moves:
        return (*rows, text(_("None. This assessment has stood under one rubric from its beginning."), "ink3"))
    for move in reversed(moves):
        results = " → ".join(whole_words(rubric, card) for card in (move.before, move.after))
        versions = " → ".join(label.rpartition(" ")[2] for label in (move.held, move.wanted))
        rows.append(Row("entry", results, lead=versions, facts=(Fact("", moment(move.at), "ink3"),)))
    return tuple(rows)


def _whole(planned: PlannedMove) -> Iterator[Row]:
    move, before, after = planned.move, planned.before, planned.after
    results = (whole_words(move.held.rubric, before), whole_words(move.wanted.rubric, after))
    yield field(_("Result"), "  →  ".join(results))
    graded = _("{answered} of {in_scope}")
    counts = (graded.format(answered=card.overall.answered, in_scope=card.overall.in_scope) for card in (before, after))
    yield field(_("Graded"), "  →  ".join(counts))
    fates = {fate: len(move.with_fate(fate)) for fate in ("kept", "changed", "new", "gone")}
    yield field(_("Requirements"), _("{kept} kept, {changed} changed, {new} new, {gone} gone").format(**fates))


def _part(name: str, aside: str, rows: Iterator[Row]) -> list[Row]:
    found = list(rows)
    about = f"{len(found)}  ·  {aside}" if aside else str(len(found))
    return [head(name, about), *found] if found else []


def _plain(move: RubricMove, fate: str, without: Collection[str] = ()) -> Iterator[Row]:
    for entry in move.fates:
        if entry.fate == fate and entry.after and entry.id not in without:
            yield Row("entry", _says(move.wanted.rubric, entry.after), key=entry.id)


def _gone(planned: PlannedMove) -> Iterator[Row]:
    held = planned.move.held.rubric
    for entry in planned.move.with_fate("gone"):
        answer = planned.subject.assessment.answer(entry.id)
        said = answer_words(held, answer)
        facts = (Fact(_("Taken out"), said, "cop"),) if said else (Fact("", _("nothing was said here"), "ink3"),)
        if entry.before:
            yield Row("entry", _says(held, entry.before), key=entry.id, facts=facts)


def _changed(planned: PlannedMove) -> Iterator[Row]:
    move = planned.move
    for entry in move.with_fate("changed"):
        facts = [fact for part in entry.parts for fact in _difference(move, entry, part)]
        answer = planned.subject.assessment.answer(entry.id)
        after = move.result.answer(entry.id)
        if answer.grade and after.grade:
            said = _("{answer}, marked for review") if after.review else "{answer}"
            said = _("{answer}, mark removed") if answer.review and not after.review else said
            facts.append(Fact(_("Keeps"), said.format(answer=answer_words(move.held.rubric, answer))))
        if entry.after:
            yield Row("entry", _says(move.wanted.rubric, entry.after), key=entry.id, facts=tuple(facts))


def _difference(move: RubricMove, entry: RequirementFate, part: str) -> Iterator[Fact]:
    before = _value(move.held.rubric, entry.before, part)
    yield Fact(_(_PARTS[part]), before, "ink3")
    if part != "text":  # the new text stands over it
        yield Fact("→", _value(move.wanted.rubric, entry.after, part))


def _value(rubric: Rubric, requirement: Requirement | None, part: str) -> str:
    value = getattr(requirement, part)
    if part == "applies_to":
        return _(", ").join(rubric.segment_names(value, current_language())) if value else _("all")
    return rubric.say(value, current_language()) if value else "–"


def _coming_back(planned: PlannedMove) -> Iterator[Row]:
    move = planned.move
    names = dict.fromkeys(step.target.id for step in move.steps if step.undoes and step.target.kind == "answer")
    for name in names:
        before, after = planned.subject.assessment.answer(name), move.result.answer(name)
        if (after.grade, after.comment) != (before.grade, before.comment):
            said = answer_words(move.wanted.rubric, after) or _("nothing")
            wanted = move.wanted.rubric.places[name].requirement
            yield Row("entry", _says(move.wanted.rubric, wanted), key=name, facts=(Fact(_("Answer"), said),))


def _also_taken(move: RubricMove) -> Iterator[Row]:
    for step in move.steps:
        if step.target.kind == "exclusion" and step.after is None:
            yield Row("entry", _("Exclusion: {reason}").format(reason=step.before), key=step.target.id)
        elif step.target.field == "target_level" and step.after is None:
            level = level_name(move.held.rubric, step.before)
            yield Row("entry", _("The target {level}, which the version does not have").format(level=level))


def _weights(move: RubricMove) -> Iterator[Row]:
    shares = [parts_of_whole(pack.rubric) for pack in (move.held, move.wanted)]
    names = move.wanted.rubric.node_names
    for node in move.weighted:
        said = " → ".join(percent(share[node]) for share in shares)
        yield Row("entry", move.wanted.rubric.say(names[node], current_language()), key=node, aside=said)


def _rules(move: RubricMove) -> Iterator[Row]:
    held, wanted = move.held.rubric.scoring, move.wanted.rubric.scoring
    if held.level_threshold != wanted.level_threshold:
        taus = " → ".join(tau_words(scoring.level_threshold) for scoring in (held, wanted))
        yield Row("entry", _("Threshold τ"), aside=taus)
    if held.degrees != wanted.degrees:
        yield Row("entry", "  →  ".join(_degrees(pack.rubric) for pack in (move.held, move.wanted)), lead=_("Degrees"))
    if held.accumulate != wanted.accumulate:
        rule = _(RULES[wanted.accumulate]).format(tau=tau_words(wanted.level_threshold))
        yield Row("entry", rule, lead=_("Scoring rule"))


def _degrees(rubric: Rubric) -> str:
    found = (f"{rubric.say(d.name, current_language())} {cut(d.value, 2)}" for d in rubric.scoring.degrees)
    return _(", ").join(found)


def answer_words(rubric: Rubric, answer: Answer) -> str:
    """Name what was said of a requirement: the grade, and the comment in quotation marks; "" for nothing."""
    degree = rubric.degrees.get(answer.grade or "")
    grade = rubric.say(degree.name, current_language()) if degree else ""
    comment = _("“{words}”").format(words=answer.comment) if answer.comment else ""
    return " ".join(part for part in (grade, comment) if part)


def _says(rubric: Rubric, requirement: Requirement) -> str:
    return rubric.say(requirement.text, current_language())
