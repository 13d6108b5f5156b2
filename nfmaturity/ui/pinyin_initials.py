"""The first letters of the pinyin of Chinese words, so that 江铜 is found by "jt".

The characters of level 1 of GB 2312 stand in the order of their pinyin, so that where one stands tells its letter.
Those of level 2, which are rarer, have no such order and are left out.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise

_FIRST = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
_LETTERS = "ABCDEFGHJKLMNOPQRSTWXYZ"
_BEYOND = 0xD7FA
"""Where level 1 ends."""


def initials(text: str) -> str:
    """Give the letters of a text's Chinese characters in lower case, its other characters as they are."""
    return text.translate(_table()).lower()


@cache
def _table() -> dict[int, str]:
    table = dict.fromkeys(range(0x4E00, 0xA000), "")
    starts = [int.from_bytes(first.encode("gb2312"), "big") for first in _FIRST]
    for letter, (start, end) in zip(_LETTERS, pairwise([*starts, _BEYOND]), strict=True):
        for code in range(start, end):
            if code & 0xFF >= 0xA1 and code & 0xFF != 0xFF:
                table[ord(code.to_bytes(2, "big").decode("gb2312"))] = letter
    return table
