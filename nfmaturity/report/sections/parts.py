"""What several sections are built from: openings, blocks, score and share bars, chips."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus.flowables import CondPageBreak, Flowable, Spacer

from nfmaturity.analysis.blockers import gate
from nfmaturity.charts.bars import share_bar
from nfmaturity.charts.chip import level_chip
from nfmaturity.i18n import _
from nfmaturity.report.facts import gap, share, share_at, threshold
from nfmaturity.report.fonts import advances, measure, printable
from nfmaturity.report.frame import WIDTH, Entry, Mark
from nfmaturity.report.grid import Grid, Layout, Row, Stack
from nfmaturity.report.painter import Picture
from nfmaturity.report.styles import (
    BLOCK_TITLE,
    BODY,
    CAPTION,
    KICKER,
    OPENING,
    OPENING_LONG,
    SCORE,
    SMALL,
    TABLE,
    Style,
)
from nfmaturity.report.words import Words, capital

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nfmaturity.domain.scoring import NodeScore
    from nfmaturity.report.facts import Facts

HEAD = CAPTION
HEAD_RIGHT = CAPTION.but(align="right")
HEAD_MIDDLE = CAPTION.but(align="middle")
FIGURE = TABLE.but(align="right")
FIGURE_BOLD = TABLE.but(align="right", bold=True)
_LONG_TITLE = 60


def opening(entry: Entry, sentence: str, kicker: str = "") -> list[Flowable]:
    """Open a chapter with a sentence as its title, under its number and name."""
    style = OPENING if len(sentence) <= _LONG_TITLE * (1 if sentence[:1] > "\u2e80" else 2) else OPENING_LONG
    over = f"{entry.number}   {kicker or entry.name}".strip()
    return [Mark(entry), Words(over, KICKER), Spacer(0, 1), Words(sentence, style), Spacer(0, 9)]


def heading(entry: Entry, room: float = 120) -> list[Flowable]:
    """Begin a chapter below the one before it, on a new page where little room is left."""
    rule = Row((Words(entry.title, OPENING_LONG),), rule=None, over="ink", whole=True, pad=(6, 4))
    return [CondPageBreak(room), Mark(entry, 16), Grid(Layout((WIDTH,)), [rule])]


def together(block: Flowable) -> CondPageBreak:
    """Put a block on a new page where this one does not hold it whole; one longer than a page splits all the same."""
    return CondPageBreak(block.wrap(WIDTH, 0)[1])


def block_title(title: str, note: str = "", *, layout: Layout | None = None) -> Row:
    """Give the row that begins a block: a line in ink, the title, a note at the right."""
    width = layout.full if layout else WIDTH
    cell: Flowable = Words(title, BLOCK_TITLE)
    if note:
        room = max(width * 0.35, 60)
        halves = Layout((width - room, room), gap=0, pad=(0, 0))
        cell = Grid(halves, [Row((cell, Words(note, CAPTION.but(align="right"))), rule=None)])
    return Row((cell,), rule=None, over="ink", whole=True, keep=True, pad=(5, 3))


def paragraphs(text: str, style: Style = BODY) -> list[Flowable]:
    """Give a text of several paragraphs."""
    return [part for said in text.split("\n") if said.strip() for part in (Words(said, style), Spacer(0, 4))]


def chip(facts: Facts, node: NodeScore, size: float = 7.5, *, named: bool = False) -> Picture:
    """Give the chip of a node's level: its number, or its name; "–" where it has none, as yet or at all."""
    level = None if node.is_blank else node.level
    text = "" if level is None else facts.level_short(level) if named else str(level)
    return Picture(level_chip(printable(text), level, facts.rubric.level_numbers, measure, size))


def score_block(facts: Facts, node: NodeScore, remarks: Iterable[str], width: float) -> Grid:
    """Give the score in large figures beside its level, and remarks under both."""
    figure = share(node.score)
    taken = measure(figure, SCORE.size, bold=True) + 1
    level = chip(facts, node, 10, named=True)
    parts: list[Flowable] = [Words(figure, SCORE), level]
    if node.is_blank:
        parts = [Words(_("Not graded yet"), OPENING)]
    elif taken + 8 + level.width <= width:
        side = Layout((taken, width - taken - 8), gap=8, pad=(0, 0))
        parts = [Grid(side, [Row((Words(figure, SCORE), level), rule=None)])]
    parts += [Words(capital(remark), SMALL) for remark in remarks if remark]
    return Grid(Layout((width,)), [Row((Stack(parts, 2),), rule=None, over="ink", pad=(5, 4))])


def share_bars(facts: Facts, node: NodeScore, width: float) -> Grid:
    """Give a bar a level against τ, what the unanswered can add hatched, with share and distance."""
    figures, remark = 32.0, 62.0
    names = [facts.level_short(level) for level in facts.rubric.level_numbers]
    widest = max(measure(printable(name), TABLE.size, bold=False) for name in names) + 2
    name = min(max(widest, 26.0), width * 0.3)
    layout = Layout((name, width - name - figures - remark - 21, figures, remark), gap=7, pad=(3.1, 3.1))
    title = block_title(_("Share met, by level"), _("met at {tau}").format(tau=threshold(facts.tau)), layout=layout)
    rows = [_bar_row(facts, node, level, layout) for level in facts.rubric.level_numbers]
    return Grid(layout, [title, *rows])


def _bar_row(facts: Facts, node: NodeScore, level: int, layout: Layout) -> Row:
    name = Words(facts.level_short(level), TABLE)
    value = node.shares.get(level)
    if value is None:
        return Row((name, None, Words("–", FIGURE), Words(_("not in scope"), CAPTION)), rule=None)
    met = value >= facts.tau
    bar = Picture(share_bar((layout.widths[1], 9), value, node.upper_shares[level], facts.tau))
    if node.is_blank:
        remark = Words(_("not graded"), SMALL.but(role="ink3"))
    elif met:
        remark = Words(_("✓ met"), SMALL)
    else:
        style = SMALL.but(bold=True, role="cop") if level == gate(facts.rubric, node) else SMALL.but(role="ink3")
        remark = Words(_("{gap} short").format(gap=gap(facts.tau - value)), style)
    return Row((name, bar, Words(share_at(node, level), FIGURE_BOLD), remark), rule=None)


def side_by_side(parts: Sequence[tuple[float, Flowable]], space: float = 24) -> Grid:
    """Give flowables beside one another, their upper edges level."""
    layout = Layout(tuple(width for width, _part in parts), gap=space, pad=(0, 0), middle=False)
    return Grid(layout, [Row(tuple(part for _width, part in parts), rule=None)])


def pairs(facts: Sequence[tuple[str, str]], label: float = 69.0, pad: float = 4.5) -> Grid:
    """Give names and values in two columns, empty values left out; `label` is the width of the names."""
    shown = [(name, value) for name, value in facts if value]
    value = (WIDTH - 2 * label - 27) / 2
    layout = Layout((label, value, label, value), gap=9, pad=(pad, pad), middle=False)
    cells = [(Words(name, SMALL.but(role="ink3")), Words(value, TABLE)) for name, value in shown]
    rows = []
    for place in range(0, len(cells), 2):
        right: tuple[Flowable | None, Flowable | None] = cells[place + 1] if place + 1 < len(cells) else (None, None)
        rows.append(Row((*cells[place], *right), over="ink" if place == 0 else None))
    return Grid(layout, rows)


def legend(samples: Sequence[tuple[Picture, str]], room: float = WIDTH) -> Stack:
    """Give samples with their meaning, as many beside one another as there is room for."""
    lines: list[list[tuple[Picture, Words, float]]] = [[]]
    left = room
    for picture, text in samples:
        words = Words(text, CAPTION)
        width = min(measure(words.text, CAPTION.size, bold=False) + 9, room - picture.width - 8)
        if lines[-1] and picture.width + width + 8 > left:
            lines.append([])
            left = room
        lines[-1].append((picture, words, width))
        left -= picture.width + width + 8
    return Stack([_legend_line(line) for line in lines], 2)


def _legend_line(line: Sequence[tuple[Picture, Words, float]]) -> Grid:
    widths = tuple(part for picture, _words, width in line for part in (picture.width, width))
    cells = tuple(part for picture, words, _width in line for part in (picture, words))
    return Grid(Layout(widths, gap=4, pad=(1, 1)), [Row(cells, rule=None)])


def notes(pairs_of: Sequence[tuple[str, str]]) -> Grid:
    """Give names and long texts, one under the other, empty ones left out."""
    layout = Layout((87.0, WIDTH - 96.0), gap=9, pad=(4.2, 4.2), middle=False)
    rows = [Row((Words(name, SMALL.but(role="ink3")), Words(text, BODY))) for name, text in pairs_of if text.strip()]
    return Grid(layout, rows)


def fits(text: str, style: Style, width: float) -> bool:
    """Tell whether a text stands on one line."""
    widths = advances(style.font)
    return sum(map(widths.__getitem__, printable(text).replace("\n", ""))) * style.size / 1000 <= width
