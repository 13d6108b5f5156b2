"""Move an assessment to another version of its rubric, and tell of moves made."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from nfmaturity.cli.common import Common, tell
from nfmaturity.cli.output import elided, note, put, put_json, put_table
from nfmaturity.cli.speaking import Command
from nfmaturity.domain.errors import NotFound
from nfmaturity.i18n import N_, _, current_language, local_time

if TYPE_CHECKING:
    from nfmaturity.analysis.rubric_move import RequirementFate, RubricMove
    from nfmaturity.domain.assessment import Answer
    from nfmaturity.domain.rubric import Requirement, Rubric
    from nfmaturity.domain.scoring import ScoreCard
    from nfmaturity.workspace.moving import PastMove, PlannedMove
    from nfmaturity.workspace.opening import Workspace

_SIGNS = {"kept": "=", "changed": "~", "new": "+", "gone": "-"}
_PARTS = {
    "text": N_("requirement"),
    "guidance": N_("guidance"),
    "evidence": N_("evidence"),
    "applies_to": N_("segments"),
}


def add_moving(app: typer.Typer) -> None:
    """Add the commands."""
    ident = Annotated[str, typer.Argument(metavar="ID", help=_("The beginning of an assessment's id."))]
    as_json = Annotated[bool, typer.Option("--json", help=_("For programs: exact, in JSON."))]

    @app.command("move", cls=Command, help=_("Move an assessment to another version of its rubric."))
    def move(
        context: typer.Context,
        name: ident,
        rubric: Annotated[
            str | None, typer.Option(metavar="RUBRIC", help=_("A folder or an id; without it the newest at hand."))
        ] = None,
        dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Only tell what the move would do."))] = False,
        undo: Annotated[bool, typer.Option("--undo", help=_("Take the last move back."))] = False,
        json: as_json = False,
    ) -> None:
        _move(context.obj, name, _Wish(rubric, dry_run, undo, json))

    @app.command("moves", cls=Command, help=_("Tell of an assessment's moves, with its score before and after."))
    def moves(context: typer.Context, name: ident, json: as_json = False) -> None:
        _moves(context.obj, name, as_json=json)


@dataclass(frozen=True, slots=True)
class _Wish:
    """What the move is to be, as given."""

    rubric: str | None
    dry_run: bool
    undo: bool
    as_json: bool


def _move(common: Common, name: str, wish: _Wish) -> None:
    from nfmaturity.workspace.moving import make_move
    from nfmaturity.workspace.opening import open_workspace

    with open_workspace(common.library, writes=not wish.dry_run) as workspace:
        tell(workspace.library.warnings)
        planned = _planned(workspace, name, wish)
        if not wish.dry_run:
            make_move(workspace, planned)
    if wish.as_json:
        put_json(_plan_json(planned) | {"moved": not wish.dry_run})
    else:
        _put_plan(planned)
        done = _("The move was taken back.") if wish.undo else _("Moved. --undo takes it back.")
        note(_("Nothing was changed.") if wish.dry_run else done)


def _planned(workspace: "Workspace", name: str, wish: _Wish) -> "PlannedMove":
    from nfmaturity.workspace.moving import newer_rubrics, plan_of_move, plan_of_return
    from nfmaturity.workspace.rubrics import find_rubric
    from nfmaturity.workspace.subject import stored_subject

    if wish.undo:
        return plan_of_return(workspace, name)
    if wish.rubric:
        return plan_of_move(workspace, name, find_rubric(workspace, wish.rubric))
    held = stored_subject(workspace, name).pack
    newer = newer_rubrics(workspace, held)
    if not newer:
        raise NotFound(N_("No rubric at hand is newer than {name}: name one with --rubric."), name=held.label)
    return plan_of_move(workspace, name, newer[0])


def _put_plan(planned: "PlannedMove") -> None:
    move = planned.move
    put(f"{move.held.label} → {move.wanted.label}")
    put(f"{_standing(planned.before)} → {_standing(planned.after)}")
    counts = {fate: len(move.with_fate(fate)) for fate in ("kept", "changed", "new", "gone")}
    put(_("Requirements kept: {kept}, changed: {changed}, new: {new}, gone: {gone}").format(**counts))
    for entry in move.fates:
        if entry.fate != "kept" or _comes_back(planned, entry.id):
            _put_fate(planned, entry)
    if move.weighted:
        put(_("Other weights: {nodes}").format(nodes=", ".join(move.weighted)))
    if move.rules_differ:
        put(_("Scale, threshold or rule differ."))


def _comes_back(planned: "PlannedMove", name: str) -> bool:
    """Tell whether a move sets back what another one took out of an answer."""
    before, after = planned.subject.assessment.answer(name), planned.move.result.answer(name)
    return (after.grade or "", after.comment) not in {(before.grade or "", before.comment), ("", "")}


def _put_fate(planned: "PlannedMove", entry: "RequirementFate") -> None:
    held, wanted = planned.move.held.rubric, planned.move.wanted.rubric
    shown = entry.after or entry.before
    if shown is None:
        return
    rubric = wanted if entry.after else held
    put(f"{_SIGNS[entry.fate]} {entry.id}  {elided(rubric.say(shown.text, current_language()), 70)}")
    for part in entry.parts:
        before, after = (_part(kept, part, of) for kept, of in ((entry.before, held), (entry.after, wanted)))
        put(f"    {_(_PARTS[part])}: {before} → {after}")
    _put_answer(planned, entry.id)


def _put_answer(planned: "PlannedMove", name: str) -> None:
    """Tell what becomes of what was said of a requirement."""
    before, after = planned.subject.assessment.answer(name), planned.move.result.answer(name)
    held, wanted = planned.move.held.rubric, planned.move.wanted.rubric
    said_before, said_after = bool(before.grade or before.comment), bool(after.grade or after.comment)
    if (before.grade, before.comment) != (after.grade, after.comment):
        template = _("comes back: {answer}") if said_after else _("taken out: {answer}")
        put("    " + template.format(answer=_answer(wanted, after) if said_after else _answer(held, before)))
    elif said_before:
        template = "{answer}" if before.review == after.review else _("{answer}, mark removed")
        template = _("{answer}, marked for review") if after.review else template
        put("    " + _("keeps {answer}").format(answer=template.format(answer=_answer(wanted, after))))


def _part(requirement: "Requirement | None", part: str, rubric: "Rubric") -> str:
    value = getattr(requirement, part)
    if part == "applies_to":
        return _(", ").join(rubric.segment_names(value, current_language())) if value else _("all")
    return rubric.say(value, current_language()) if value else "–"


def _answer(rubric: "Rubric", answer: "Answer") -> str:
    grade = rubric.say(rubric.degrees[answer.grade].name, current_language()) if answer.grade else "–"
    return f"{grade} “{elided(answer.comment, 50)}”" if answer.comment else grade


def _standing(card: "ScoreCard") -> str:
    from nfmaturity.domain.scoring import cut

    overall = card.overall
    if overall.level is None or overall.score is None:
        return "–"
    if overall.level == 0:
        return _("below level 1, score {score}").format(score=cut(overall.score))
    return _("level {level}, score {score}").format(level=overall.level, score=cut(overall.score))


def _plan_json(planned: "PlannedMove") -> dict[str, Any]:
    move = planned.move
    return {
        "from": _pack_json(move, held=True),
        "to": _pack_json(move, held=False),
        "before": _standing_json(planned.before),
        "after": _standing_json(planned.after),
        **{
            fate: [entry.id for entry in move.fates if entry.fate == fate]
            for fate in ("kept", "changed", "new", "gone")
        },
        "weighted": list(move.weighted),
        "rules_differ": move.rules_differ,
    }


def _pack_json(move: "RubricMove", *, held: bool) -> dict[str, str]:
    pack = move.held if held else move.wanted
    return {"id": pack.rubric.id, "version": pack.rubric.version, "sha256": pack.sha256}


def _standing_json(card: "ScoreCard | None") -> dict[str, Any] | None:
    if card is None or card.overall.score is None:
        return None
    return {"level": card.overall.level, "score_exact": str(card.overall.score)}


def _moves(common: Common, name: str, *, as_json: bool) -> None:
    from nfmaturity.workspace.moving import past_moves
    from nfmaturity.workspace.opening import open_workspace

    with open_workspace(common.library) as workspace:
        tell(workspace.library.warnings)
        found = past_moves(workspace, name)
    if as_json:
        put_json([_past_json(move) for move in found])
        return
    head = [_("When"), _("From"), _("Before"), _("To"), _("After")]
    put_table(head, [_past_row(move) for move in found])


def _past_row(move: "PastMove") -> list[str]:
    standings = [_standing(card) if card else "–" for card in (move.before, move.after)]
    return [local_time(move.at), move.held, standings[0], move.wanted, standings[1]]


def _past_json(move: "PastMove") -> dict[str, Any]:
    return {
        "at": move.at,
        "from": move.held,
        "to": move.wanted,
        "before": _standing_json(move.before),
        "after": _standing_json(move.after),
    }
