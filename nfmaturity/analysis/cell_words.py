"""How a cell of an assessment and what it holds are said, in the language in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nfmaturity.i18n import N_, _, current_language

if TYPE_CHECKING:
    from nfmaturity.domain.changes import Target, Value
    from nfmaturity.domain.rubric import Rubric

FIELDS = {
    "grade": N_("Grade"),
    "comment": N_("Comment"),
    "review": N_("Mark for review"),
    "confirm": N_("Grade to confirm"),
    "reason": N_("Not applicable"),
}
_DETAILS = {
    "title": N_("Title"),
    "target_level": N_("Target level"),
    "enterprise": N_("Enterprise profile"),
}
_SHOWN = {*FIELDS, "title", "target_level"}
"""Fields whose values are said; of others one reads the name."""
_LONGEST = 60


def cell_name(target: Target) -> str:
    """Name a cell: "BC-ORG-01.1a Comment", or a detail of the assessment."""
    if target.kind == "assessment":
        return _(_DETAILS.get(target.field, N_("Details of the assessment")))
    return f"{target.id} {_(FIELDS[target.field])}"


def value_words(rubric: Rubric, field: str, value: Value) -> str:
    """Say what a cell of an answer or an exclusion holds."""
    if field == "grade" and value is not None:
        return rubric.say(rubric.degrees[value].name, current_language()) if value in rubric.degrees else str(value)
    if field in {"review", "confirm"}:
        return _("yes") if value else _("no")
    return str(value) if value else {"grade": _("not graded"), "reason": _("applicable")}.get(field, _("empty"))


def difference_line(rubric: Rubric, target: Target, before: Value, after: Value) -> str:
    """Say in a line how a cell differs."""
    name = cell_name(target)
    if target.field not in _SHOWN:
        return name
    said = [_shortened(value_words(rubric, target.field, value)) for value in (before, after)]
    return _("{cell}: {before} → {after}").format(cell=name, before=said[0], after=said[1])


def _shortened(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
