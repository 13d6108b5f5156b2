"""A place typed on one line, and the parts that a profile keeps of it: province, city, and what else names it."""

from __future__ import annotations

import re
from collections.abc import Mapping

_PROVINCE = re.compile(
    "(?:内蒙古|广西壮族|西藏|宁夏回族|新疆维吾尔)自治区|(?:北京|天津|上海|重庆)市|(?:香港|澳门)特别行政区|[一-龥]{2,3}省"
)
_CITY = re.compile("[一-龥]{2,10}?(?:自治州|地区|市|盟)")
_PARTS = ("province", "city", "name")
_APART = " ,，、·-/"


def place_line(region: Mapping[str, str]) -> str:
    """Write the parts of a place on one line, Chinese ones without blanks."""
    parts = [region[key] for key in _PARTS if region.get(key)]
    return (" " if any(part.isascii() for part in parts) else "").join(parts)


def place_parts(typed: str, held: Mapping[str, str]) -> dict[str, str]:
    """Give the parts of a place as typed; `held` is what there was, and stays where nobody touched it.

    A line that names no province of China, as one abroad, is kept whole.
    """
    line = typed.strip()
    if line == place_line(held):
        return {key: held[key] for key in _PARTS if held.get(key)}
    found: dict[str, str] = {}
    if province := _PROVINCE.match(line):
        found["province"], line = province[0], line[province.end() :].lstrip(_APART)
        if city := _CITY.match(line):
            found["city"], line = city[0], line[city.end() :].lstrip(_APART)
    return found | ({"name": line} if line else {})
