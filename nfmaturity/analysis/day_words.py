"""Days and times as each language writes them: 2026年11月22日, 22 November 2026."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from nfmaturity.i18n import N_, _, current_language

if TYPE_CHECKING:
    from collections.abc import Sequence

_MONTHS: Sequence[str] = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""Chinese numbers its months, so these need no translation."""

_BETWEEN, _FROM, _UNTIL = N_("{first} to {last}"), N_("from {first}"), N_("until {last}")


def full_day(day: str) -> str:
    """Write a day (ISO 8601) out, as in a report; what is no day stays as it is."""
    held = _day(day)
    if held is None:
        return day
    return _chinese(held) if _is_chinese() else f"{held.day} {_MONTHS[held.month - 1]} {held.year}"


def short_day(day: str, today: dt.date | None = None) -> str:
    """Write a day (ISO 8601) for a list; one of this year goes without the year where `today` is given."""
    held = _day(day)
    if held is None:
        return day
    is_near = today is not None and held.year == today.year
    if _is_chinese():
        return f"{held.month}月{held.day}日" if is_near else _chinese(held)
    month = _MONTHS[held.month - 1][:3]
    return f"{held.day} {month}" if is_near else f"{held.day} {month} {held.year}"


def period(first: str, last: str) -> str:
    """Write a span of days (ISO 8601) out, either of which may be "" for open."""
    if first and last:
        return _(_BETWEEN).format(first=full_day(first), last=full_day(last))
    if first:
        return _(_FROM).format(first=full_day(first))
    return _(_UNTIL).format(last=full_day(last)) if last else ""


def moment(at: str | dt.datetime, *, seconds: bool = False) -> str:
    """Write a time of the log as the user's clock has it; what is no time stays as it is."""
    if isinstance(at, str):
        try:
            at = dt.datetime.fromisoformat(at)
        except ValueError:
            return str(at)
    held = at.astimezone()
    time = held.strftime("%H:%M:%S" if seconds else "%H:%M")
    day = short_day(held.date().isoformat())
    return f"{day} {time}" if _is_chinese() else f"{day}, {time}"


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if len(text) == len("2026-11-22") else None
    except ValueError:
        return None


def _chinese(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _is_chinese() -> bool:
    return current_language() == "zh"
