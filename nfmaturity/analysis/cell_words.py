"""How a cell of an assessment and what it holds are said, in the language in force."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from nfmaturity.analysis.enterprise_words import enterprise_name
from nfmaturity.i18n import N_, _, current_language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nfmaturity.domain.changes import Target, Value
    from nfmaturity.domain.edits_apart import CellApart
    from nfmaturity.domain.rubric import Rubric

FIELDS = {
    "grade": N_("Grade"),
    "comment": N_("Comment"),
    "review": N_("Mark for review"),
    "confirm": N_("Confirmation"),
    "reason": N_("Not applicable"),
}
_MARKS = {
    "review": (N_("not marked"), N_("marked")),
    "confirm": (N_("confirmed"), N_("to confirm")),
}
_DETAILS = {
    "title": N_("Title"),
    "kind": N_("Kind"),
    "target_level": N_("Target level"),
    "date": N_("Assessment date"),
    "period_from": N_("Period from"),
    "period_to": N_("Period to"),
    "assessors": N_("Assessors"),
    "purpose": N_("Purpose"),
    "scope_note": N_("Scope"),
    "site": N_("Site"),
    "enterprise": N_("Enterprise profile"),
}
_SHOWN = {*FIELDS, *_DETAILS} - {"kind"}
"""Fields whose values are said; of others one reads the name."""
_LONGEST = 60


def cell_name(target: Target) -> str:
    """Name a cell: "BC-ORG-01.1a Comment", or a detail of the assessment."""
    if target.kind == "assessment":
        return _(_DETAILS.get(target.field, N_("Details of the assessment")))
    return f"{target.id} {_(FIELDS[target.field])}"


def value_words(rubric: Rubric, field: str, value: Value) -> str:
    """Say what a cell holds whose values are words, a number or a mark."""
    if field == "grade" and value is not None:
        return rubric.say(rubric.degrees[value].name, current_language()) if value in rubric.degrees else str(value)
    if field in _MARKS:
        return _(_MARKS[field][bool(value)])
    if isinstance(value, list):
        return _(", ").join(value) or _("empty")
    return str(value) if value else {"grade": _("not graded"), "reason": _("applicable")}.get(field, _("empty"))


def apart_line(rubric: Rubric, cells: Sequence[CellApart]) -> str:
    """Say in a line how a requirement, or another cell, differs between a library and a file.

    What one side changed is told from what was to what that side made of it, what both changed as each has it.
    """
    first = cells[0].target
    names = [cell_name(first), *(_(FIELDS[cell.target.field]) for cell in cells[1:])]
    return _("; ").join(_difference(rubric, name, cell) for name, cell in zip(names, cells, strict=True))


def _difference(rubric: Rubric, name: str, cell: CellApart) -> str:
    field = cell.target.field
    if field not in _SHOWN:
        return name
    say = _enterprise_words if field == "enterprise" else partial(value_words, field=field)
    held, wanted = (_shortened(say(rubric, value=value)) for value in (cell.held, cell.wanted))
    if held == wanted:  # the profiles differ in something else than what tells enterprises apart
        return name
    if cell.changed_in == "both":
        return _("{cell}: library: {held} | file: {wanted}").format(cell=name, held=held, wanted=wanted)
    before, after = (held, wanted) if cell.changed_in == "file" else (wanted, held)
    return _("{cell}: {before} → {after}").format(cell=name, before=before, after=after)


def _enterprise_words(rubric: Rubric, value: Value) -> str:
    """Name an enterprise with its segments, on which it depends what counts."""
    segments = _(", ").join(rubric.segment_names(value["segments"], current_language()))
    name = enterprise_name(value.get("name", ""), value.get("name_en", ""))
    return _("{name} ({segments})").format(name=name, segments=segments)


def _shortened(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
