"""How the enterprise moved since an earlier assessment: by domain in level and score, and by level in shares."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from reportlab.platypus.flowables import Flowable, Spacer

from nfmaturity.analysis.change_words import (
    change_headline,
    left_out_words,
    move_words,
    signed,
    then_and_change,
    when_words,
)
from nfmaturity.analysis.day_words import full_day
from nfmaturity.analysis.hidden_move_words import hidden_move_words
from nfmaturity.analysis.scope_change_words import level_words, scope_words
from nfmaturity.i18n import _, current_language
from nfmaturity.report.facts import share
from nfmaturity.report.frame import WIDTH, Entry
from nfmaturity.report.grid import Grid, Layout, Row
from nfmaturity.report.sections.parts import (
    FIGURE,
    FIGURE_BOLD,
    HEAD,
    HEAD_MIDDLE,
    HEAD_RIGHT,
    block_title,
    heading,
    opening,
    paragraphs,
    together,
)
from nfmaturity.report.styles import CAPTION, SMALL, TABLE
from nfmaturity.report.words import Words, capital

if TYPE_CHECKING:
    from nfmaturity.analysis.comparison import Comparison, Difference, NodeChange
    from nfmaturity.domain.scoring import NodeScore
    from nfmaturity.report.facts import Facts

_CELL = 46.0
_NOTHING = "±0.000"
"""How no change is written in a column of changes."""

_ONE_LEVEL = 8
"""How many characters of a level's name fit its column."""


def comparison(facts: Facts, entry: Entry, found: Comparison) -> list[Flowable]:
    """Set the result beside that of an earlier assessment."""
    earlier = found.earlier
    when = when_words(earlier.assessment, facts.assessment)
    title = change_headline(found, when) if found.same_scale else ""
    story = opening(entry, title) if title else heading(entry)
    named = [earlier.assessment.title, full_day(earlier.assessment.date), earlier.pack.label]
    said = _("Compared with: {named}.").format(named=" · ".join(part for part in named if part))
    story += paragraphs(said, SMALL)
    if title:
        story += paragraphs(capital(move_words(facts.rubric, found)))
        story += paragraphs(level_words(facts.rubric, found))
        story += paragraphs(hidden_move_words(facts.rubric, found))
    story += paragraphs(scope_words(facts.rubric, facts.assessment, found, when))
    story += paragraphs(left_out_words(facts.rubric, found), SMALL)
    story += [Spacer(0, 6), _standings(facts, found, when), *_remark_on_changes(found)]
    if found.same_scale and found.domains:
        shares = _shares(facts, found)
        story += [Spacer(0, 14), together(shares), shares]
    return story


def change_remark(facts: Facts) -> str:
    """Say level and score of the earlier assessment and how the score moved, in a line; "" without one."""
    found = facts.compared
    if found is None or not found.same_scale:
        return ""
    return then_and_change(found, when_words(found.earlier.assessment, facts.assessment))


def _then(found: Comparison, level: int | None) -> str:
    """Name a level as the earlier rubric does."""
    if level is None:
        return "–"
    return found.earlier.pack.rubric.level_name(level, current_language()) or _("Below level 1")


def _standings(facts: Facts, found: Comparison, when: str) -> Grid:
    fixed = (80.0, 50.0, 80.0, 50.0, 48.0)
    layout = Layout((WIDTH - sum(fixed) - 5 * 8, *fixed), gap=8, pad=(2.9, 2.9))
    head = Row(
        (
            Words(_("Capability domain"), HEAD),
            Words(_("Level, {when}").format(when=when), HEAD_MIDDLE),
            Words(_("Level now"), HEAD_MIDDLE),
            Words(_("Score, {when}").format(when=when), HEAD_RIGHT),
            Words(_("Score now"), HEAD_RIGHT),
            Words(_("Change"), HEAD_RIGHT),
        ),
        rule="line2",
    )
    rows = [_standing_row(facts, found, facts.name(name), change) for name, change in found.domains.items()]
    rows.append(_standing_row(facts, found, _("Whole enterprise"), found.overall, total=True))
    return Grid(layout, rows, title=[block_title(_("Level and score then and now"))], head=[head])


def _standing_row(facts: Facts, found: Comparison, name: str, change: NodeChange, *, total: bool = False) -> Row:
    bold = TABLE.but(bold=True) if total else TABLE
    moved = change.score() if found.same_scale else None
    fell = moved is not None and moved.exact < 0
    middle = bold.but(align="middle")
    went = change.is_settled and change.before.level != change.after.level
    return Row(
        (
            Words(name, bold),
            Words(_standing(_then(found, change.before.level), change.before), middle),
            Words(_standing(facts.standing(change.after), change.after), middle.but(bold=total or went)),
            Words(share(change.before.score if change.before.answered else None), FIGURE),
            Words(share(change.after.score if change.after.answered else None), FIGURE_BOLD),
            Words(signed(moved), FIGURE_BOLD.but(role="cop") if fell else FIGURE_BOLD if total else FIGURE),
        ),
        over="ink3" if total else None,
    )


def _remark_on_changes(found: Comparison) -> list[Flowable]:
    """Say why scores as they are shown do not make their change, where they do not."""
    moves = [(change, change.score()) for change in (*found.domains.values(), found.overall)]
    if not found.same_scale or all(by is None or _adds_up(change, by) for change, by in moves):
        return []
    said = _("Changes are cut from the exact difference; two scores that are cut may lie 0.001 further apart.")
    return [Spacer(0, 5), Words(said, CAPTION)]


def _adds_up(change: NodeChange, by: Difference) -> bool:
    then, now = (Fraction(share(node.score)) for node in (change.before, change.after))
    return by.shown == now - then


def _standing(level: str, node: NodeScore) -> str:
    """Give the level, or that there is none yet: what is not fully graded would be read as a fall."""
    return _("unfinished") if node.ungraded else level


def _shares(facts: Facts, found: Comparison) -> Grid:
    numbers = facts.rubric.level_numbers
    cell = min(_CELL, 260.0 / len(numbers)) * 1.5
    layout = Layout((WIDTH - (cell + 6) * len(numbers), *([cell] * len(numbers))), gap=6, pad=(2.7, 2.7))
    names = [facts.level_short(level) for level in numbers]
    heads = [
        Words(name if len(name) <= _ONE_LEVEL else str(n), HEAD_RIGHT) for n, name in zip(numbers, names, strict=True)
    ]
    rows = [
        Row((Words(facts.name(name), TABLE), *(Words(_share_words(change, n), FIGURE) for n in numbers)))
        for name, change in found.domains.items()
    ]
    whole = (Words(_share_words(found.overall, n), FIGURE_BOLD) for n in numbers)
    rows.append(Row((Words(_("Whole enterprise"), TABLE.but(bold=True)), *whole), over="ink3"))
    title = block_title(_("Share by level now, and its change"))
    return Grid(layout, rows, title=[title], head=[Row((Words(_("Capability domain"), HEAD), *heads), rule="line2")])


def _share_words(change: NodeChange, level: int) -> str:
    now = change.after.shares.get(level)
    if now is None or not change.after.answered:
        return "–"
    return f"{share(now)}  {signed(change.share(level, 3), _NOTHING)}"
