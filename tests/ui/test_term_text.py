"""Where terms stand in a text that is broken into lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRect, QSize
from PySide6.QtWidgets import QApplication

from nfmaturity.charts.line_breaks import break_lines
from nfmaturity.ui.fonts import measure
from nfmaturity.ui.terms import Mark, MarkedText, Meaning
from nfmaturity.ui.widgets.meaning import place
from nfmaturity.ui.widgets.term_text import Setting, TermSpot, offsets, set_text

MEANING = Meaning("Grade", "品位", "How much.")
SETTING = Setting(13, 20, 14.5)
TEXTS = st.text(alphabet="中文评估，。；）（“”《》 \tabc7.-%'\n", max_size=80)


def advance(char: str) -> float:
    return 10.0 if char > "\u2000" else 5.0


def spot_of(text: str, term: str, width: float) -> tuple[TermSpot, list[str]]:
    """Set a text with one term marked; give its spot and what stands in each of its boxes."""
    start = text.index(term)
    laid_out = set_text(MarkedText(text, (Mark(start, start + len(term), MEANING),)), SETTING, width)
    (spot,) = laid_out.spots
    said = []
    for box in spot.boxes:
        line = laid_out.lines[round(box.y() / SETTING.leading)]
        inside = [
            at for at in range(len(line)) if box.left() - 0.1 <= measure(line[:at], 13, False) < box.right() - 0.1
        ]
        said.append("".join(line[at] for at in inside))
    return spot, said


@given(TEXTS, st.integers(10, 300))
def test_every_character_on_a_line_is_found_in_the_text(text: str, width: int) -> None:
    lines = break_lines(text, advance, width)
    found = offsets(text, lines)
    assert ["".join(text[at] for at in places) for places in found] == lines
    order = [at for places in found for at in places]
    assert order == sorted(set(order))
    swallowed = set(range(len(text))) - set(order)
    assert all(text[at].isspace() for at in swallowed)


@pytest.mark.parametrize(
    ("text", "term", "width", "said"),
    [
        ("按品位分堆。", "品位", 400, ["品位"]),
        ("每月对至少一条产线做数据协调，按物料衡算识别测量粗差。", "物料衡算", 240, ["物料", "衡算"]),
        ("Report the carbon footprint of each product", "carbon footprint", 110, ["carbon", "footprint"]),
        ("One line\nand then the grade of another", "grade", 400, ["grade"]),
        ("The grade, then\n\n  a grade-control model", "grade-control", 400, ["grade-control"]),
    ],
)
def test_a_term_stands_where_it_is_drawn(
    application: QApplication, text: str, term: str, width: int, said: list[str]
) -> None:
    spot, found = spot_of(text, term, width)
    assert found == said
    for box in spot.boxes:
        assert spot.holds(box.center())
        assert not spot.holds(QPointF(box.right() + 1, box.center().y()))
    assert not spot.holds(QPointF(spot.boxes[0].center().x(), spot.boxes[-1].bottom() + 1))


def test_marks_do_not_change_how_a_text_is_set(application: QApplication) -> None:
    text = "每月对至少一条产线做数据协调，按物料衡算识别测量粗差。"
    marked = MarkedText(text, (Mark(10, 14, MEANING),))
    for width in range(60, 400, 20):
        assert set_text(marked, SETTING, width).lines == set_text(MarkedText(text), SETTING, width).lines


@pytest.mark.parametrize("page", [QRect(0, 0, 1294, 692), QRect(0, 0, 420, 360)])
@pytest.mark.parametrize("size", [QSize(120, 60), QSize(320, 130)])
def test_a_card_stays_on_the_page_and_off_its_term(page: QRect, size: QSize) -> None:
    for x in range(0, page.width() - 60, 23):
        for y in range(0, page.height() - 40, 17):
            term = QRect(x, y, 60, 40)
            card = QRect(place(size, term, page), size)
            assert page.contains(card)
            assert not card.intersects(term)
