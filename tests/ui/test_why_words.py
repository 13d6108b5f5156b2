"""What is cut says so, with the exact figure where that can be written."""

from __future__ import annotations

from fractions import Fraction

import pytest

from nfmaturity.analysis.reasons.values import SHARE, WEIGHT, Figure, Reason, Row
from nfmaturity.domain.errors import message
from nfmaturity.ui.why_words import cut_words, figure_words
from tests.rubrics import domain, group, item, pack_source, rubric


def reason(value: Fraction, form: str = "share", rows: tuple[Row, ...] = ()) -> Reason:
    return Reason(Figure("share"), message("why"), (value,), form, (), (WEIGHT, SHARE), rows)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "shown", "said"),
    [
        (Fraction("2.7875"), "2.787", ("2.7875 is shown as 2.787: cut, never rounded up.",)),
        (Fraction(7, 3), "2.333", ("7/3 is shown as 2.333: cut, never rounded up.",)),
        (Fraction(12345, 7001), "1.763", ("1.763 is cut after 3 decimals, never rounded up.",)),
        (Fraction("2.775"), "2.775", ()),
        (Fraction("0.79999999"), "0.799", ("0.79999999 is shown as 0.799: cut, never rounded up.",)),
    ],
)
def test_a_figure_that_is_cut_says_so(value: Fraction, shown: str, said: tuple[str, ...]) -> None:
    assert (figure_words(reason(value)), cut_words(reason(value))) == (shown, said)


def test_parts_are_rounded_and_say_so() -> None:
    assert figure_words(reason(Fraction(1, 3), "percent")) == "33.3%"
    assert cut_words(reason(Fraction(1, 3), "percent")) == ("Parts are rounded to one decimal.",)
    assert cut_words(reason(Fraction(1, 4), "percent")) == ()


def test_a_table_with_cut_figures_says_so() -> None:
    from nfmaturity.analysis.reasons.names import NodeName

    built = rubric(pack_source([group("A", [domain("A-D", [item("A-D-01", [1])])])], levels=1))
    row = Row(NodeName(built, "A"), (Fraction(1), Fraction(1, 3)))
    assert "worked out with exact fractions" in cut_words(reason(Fraction(1), rows=(row,)))[0]
    whole = Row(NodeName(built, "A"), (Fraction(1), Fraction(1, 2)))
    assert cut_words(reason(Fraction(1), rows=(whole,))) == ()
