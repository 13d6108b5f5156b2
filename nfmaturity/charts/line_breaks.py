"""Where a line of Chinese or English may end.

Neither Qt nor reportlab keeps every rule of Chinese setting: a line could begin with "，" or end with "（", and in a
Chinese paragraph an English word could be cut. So the units that stay together are found here, for screen and paper.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

_SPACE = " \t"
_OPENING = r"(\[{（「『【〔［｛〈《〖“‘￥＄#"
_CLOSING = r"，。、；：？！）」』】〕］｝〉》〗”’％‰℃…—·～,.;:?!)\]}%"
_FIRST_WIDE = "\u2e80"
_WIDE = "\u2e80-\uffff"
_UNIT_OF_MEASURE = r"(?<=[0-9]) (?=[A-Za-z/]{1,5}(?![A-Za-z]))"
_NARROW = rf"(?:[^{_WIDE}{_SPACE}{_OPENING}”’…—·‰℃]|[(\[{{#](?=[!-~])|’(?=[A-Za-z])|{_UNIT_OF_MEASURE})"
_COUNTED = rf"(?:(?<=[0-9]) (?![{_OPENING}{_CLOSING}])[{_WIDE}])?"
_CHANGED = rf"[\u4e00-\u9fff]{{1,2}} ?[±+−]<?[0-9][0-9.]*[{_CLOSING}]*"
_CLOSERS = frozenset("，。、；：？！）」』】〕］｝〉》〗”’％‰℃…—·～,.;:?!)]}%")


@cache
def _unit() -> re.Pattern[str]:
    """Give the pattern of a unit; compiled when it is first needed, as that takes a while."""
    return re.compile(
        rf"(?:{_CHANGED}|[{_OPENING}]*(?:{_NARROW}+{_COUNTED}|[^{_SPACE}{_OPENING}{_CLOSING}])[{_CLOSING}]*"
        rf"|[{_OPENING}{_CLOSING}]+)[{_SPACE}]*|[{_SPACE}]+"
    )


def units(text: str) -> list[str]:
    """Split a text into the parts that a line may end after; together they are the text.

    A number stays with its unit of measure, such as 400 kA, and with what it counts, such as 15 条; a change
    stays with the end of what changed, such as 本次 ±0.
    """
    return _unit().findall(text)


def break_lines(text: str, advance: Callable[[str], float], width: float) -> list[str]:
    """Fill lines of a width; `advance` gives the width of one character.

    A unit wider than a whole line is cut where it must be. A line break in the text ends a line.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        if sum(map(advance, paragraph)) <= width:
            lines.append(paragraph)
        else:
            lines += _fill(units(paragraph), advance, width)
    return lines


def _fill(parts: list[str], advance: Callable[[str], float], width: float) -> list[str]:
    lines: list[str] = []
    line, used = "", 0.0
    for unit in parts:
        part, body = unit, unit.rstrip(_SPACE)
        taken = sum(map(advance, body))
        if used + taken > width:
            if line.strip():
                lines.append(line.rstrip(_SPACE))
            line, used = "", 0.0
        while taken > width and len(body) > 1:
            head = _cut(body, advance, width)
            lines.append(body[:head])
            part, body = part[head:], body[head:]
            taken = sum(map(advance, body))
        line += part
        used += sum(map(advance, part))
    if line.strip() or not lines:
        lines.append(line.rstrip(_SPACE))
    return _without_orphan(lines)


def _without_orphan(lines: list[str]) -> list[str]:
    """Bring one more character to a last line that has but one, or one and a mark."""
    if len(lines) > 1 and len(lines[-1]) <= 2:
        last = units(lines[-2])[-1]
        if len(last) <= 2 and last[-1] > _FIRST_WIDE and len(lines[-2]) > 4 * len(last):
            lines[-2:] = [lines[-2][: -len(last)].rstrip(_SPACE), last + lines[-1]]
    return lines


def _cut(body: str, advance: Callable[[str], float], width: float) -> int:
    """Give how many characters of an endless word fit, so that the rest does not begin with a closing mark."""
    used, end = 0.0, 0
    for char in body:
        used += advance(char)
        if used > width:
            break
        end += 1
    end = max(1, end)
    kept = end
    while kept > 1 and kept < len(body) and body[kept] in _CLOSERS:
        kept -= 1
    return kept if kept > 1 or end == 1 else end
