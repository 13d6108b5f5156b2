from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nfmaturity.charts.line_breaks import break_lines, units

CLOSING = "，。、；：）」』”》！？％"
OPENING = "（「『“《"
TEXTS = st.text(alphabet="中文评估，。；）（“”《》 abc7.-%'\n", max_size=80)


def advance(char: str) -> float:
    return 10.0 if char > "\u2000" else 5.0


@given(TEXTS)
def test_units_are_the_text(said: str) -> None:
    assert "".join(units(said.replace("\n", ""))) == said.replace("\n", "")


@given(TEXTS, st.integers(10, 300))
def test_nothing_is_lost_and_nothing_overflows(said: str, width: int) -> None:
    lines = break_lines(said, advance, width)
    assert "".join("".join(lines).split()) == "".join(said.split())
    assert all(sum(map(advance, line)) <= width or len(line) == 1 for line in lines)


@given(
    st.lists(st.sampled_from(["中", "文（甲）", "“乙”，", "《丙》；", "abc 12.5%，", "don't。"]), max_size=30),
    st.integers(60, 300),
)
def test_marks_stay_where_they_belong(parts: list[str], width: int) -> None:
    for line in break_lines("".join(parts), advance, width)[1:]:
        assert line[:1] not in CLOSING or not line
    for line in break_lines("".join(parts), advance, width)[:-1]:
        assert line[-1:] not in OPENING or not line


def test_a_change_stays_with_the_end_of_what_changed() -> None:
    for said in ("二级 2.597，本次 ±0", "二级 2.597；本次 +0.175。", "效益 −0.02，数据持平"):
        sign = next(mark for mark in "±+−" if mark in said)
        at = said.index(sign)
        for width in range(60, 200, 5):
            for line in break_lines(said, advance, width)[1:]:
                assert not line.startswith((sign, said[at - 2 : at - 1] + " " + sign)), (said, width)
