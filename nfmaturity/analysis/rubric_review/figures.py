"""Figures that a text gives in one language and not in the other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nfmaturity.analysis.rubric_review.remarks import KINDS, Remark, passages
from nfmaturity.domain.errors import N_, message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nfmaturity.domain.rubric import Rubric

# A figure that belongs to a name (3D, 5G, N95, CO2) is no count.
_DIGITS = re.compile(r"(?<![A-Za-z0-9.])\d+(?:,\d{3})*(?:\.\d+)?(?![A-Za-z0-9])")
_ENGLISH_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_ENGLISH = {word: number for number, word in enumerate(_ENGLISH_WORDS, start=2)}
_WORD = re.compile(rf"(?<!-)\b({'|'.join(_ENGLISH_WORDS)})\b", re.IGNORECASE)
_BOTH = re.compile(r"\bboth\b", re.IGNORECASE)
_CHINESE = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_MEASURE = (
    "个|份|条|台|年|月|季度|周|天|次|班|张|家|类|种|项|名|处|套|座|批|期|段|轮|组|件|炉|卷|槽|日|小时|分钟|笔|人|例|单|"
    "车|档|样|步|点|块|级|列|版|方|部分|者|数|倍"
)
_COUNT = re.compile(rf"(?<!第)(?<![一二三四五六七八九十百])([一两二三四五六七八九十百]+)(?={_MEASURE})")


def differing_figures(rubric: Rubric) -> Iterator[Remark]:
    """Tell of texts whose Chinese and English count differently; one is left aside, as "a" and "一" are no figures."""
    if not {"zh", "en"} <= set(rubric.languages):
        return
    for passage in passages(rubric):
        chinese, english = chinese_figures(passage.text["zh"]), english_figures(passage.text["en"])
        left_aside = {"2"} if _BOTH.search(passage.text["en"]) else set()
        if (chinese ^ english) - left_aside:
            yield Remark(
                passage.place,
                message(
                    N_("{kind}: the Chinese has the figures {zh}, the English {en}"),
                    kind=message(KINDS[passage.kind]),
                    zh=_listed(chinese),
                    en=_listed(english),
                ),
            )


def chinese_figures(text: str) -> frozenset[str]:
    """Give the figures of a Chinese text, in digits; those before a measure word count."""
    return frozenset((_digits(text) | {str(_count(found)) for found in _COUNT.findall(text)}) - {"1"})


def english_figures(text: str) -> frozenset[str]:
    """Give the figures of an English text, in digits."""
    return frozenset((_digits(text) | {str(_ENGLISH[found.lower()]) for found in _WORD.findall(text)}) - {"1"})


def _count(numeral: str) -> int:
    """Read a Chinese numeral below 1,000."""
    hundreds, _, rest = numeral.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    whole = _CHINESE.get(hundreds, 1) * 100 if "百" in numeral else 0
    return whole + (_CHINESE.get(tens, 1) * 10 if ten else 0) + _CHINESE.get(ones, 0)


def _digits(text: str) -> set[str]:
    return {found.replace(",", "") for found in _DIGITS.findall(text)}


def _listed(figures: frozenset[str]) -> str:
    return ", ".join(sorted(figures, key=float)) or "–"
