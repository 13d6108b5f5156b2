"""Numbers and amounts as each language counts them: 20–30 亿元 is 2–3 billion CNY, 40 万吨 is 400 kt.

Thousands are parted by commas, minus is U+2212, a range U+2013, and no blank stands before %. Values are exact; what is
cut is cut towards nought, never rounded up.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from nfmaturity.i18n import N_, _, current_language

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MINUS, TO = "\N{MINUS SIGN}", "\N{EN DASH}"

_BLANK = "\N{NO-BREAK SPACE}"
_MOST_DECIMALS = 3
_LARGE = 2
"""How many decimals an amount in 万吨 has at most."""

_TONNES: Mapping[str, Fraction] = {
    "t": Fraction(1),
    "吨": Fraction(1),
    "kt": Fraction(1000),
    "千吨": Fraction(1000),
    "万吨": Fraction(10_000),
    "mt": Fraction(1_000_000),
    "百万吨": Fraction(1_000_000),
}
"""How many tonnes the units of a product are that people write, in small letters."""

_WAN_KWH = 100
"""How many 万千瓦时 a GWh is."""

_WHOLE_DAYS_FROM = 10
"""From so many person-days on tenths say more than an estimate knows."""

_PERSON_DAY, _PERSON_DAYS = N_("{n} person-day"), N_("{n} person-days")


def number(value: Fraction | int | str, decimals: int = _MOST_DECIMALS, *, fixed: bool = False) -> str:
    """Write a number with so many decimals at most, or always with `fixed`; what is no number stays as it is."""
    try:
        held = Fraction(value)
    except ValueError:
        return str(value)
    scaled = abs(held.numerator) * 10**decimals // held.denominator
    whole, rest = divmod(scaled, 10**decimals)
    part = f"{rest:0{decimals}}" if decimals else ""
    if not fixed:
        part = part.rstrip("0")
    sign = MINUS if held < 0 and scaled else ""
    return f"{sign}{whole:,}" + (f".{part}" if part else "")


def span(low: str, high: str) -> str:
    """Write a range of two numbers, or the one number that both are."""
    return low if low == high else f"{low}{TO}{high}"


def rate(value: str) -> str:
    """Write a rate that is given in %; "" stays ""."""
    return f"{number(value)}%" if value else ""


def days(value: Fraction) -> str:
    """Write an effort in person-days: whole ones from ten on, with one decimal below, cut."""
    return number(value, 0 if value >= _WHOLE_DAYS_FROM else 1)


def exact_days(value: Fraction) -> str:
    """Write person-days with the decimals that they have, so that a list of them makes its sum."""
    return number(value, 2)


def person_days(value: Fraction) -> str:
    """Write an effort in person-days with its unit; of less than one nobody plans the tenths."""
    if 0 < value < 1:
        return _("less than 1 person-day")
    shown = days(value)
    template = _PERSON_DAY if shown == "1" else _PERSON_DAYS
    return _(template).format(n=shown)


def money(millions: Fraction) -> str:
    """Write an amount given in million CNY in the unit that one says it in."""
    if _is_chinese():
        return f"{number(millions / 100)}{_BLANK}亿元" if millions >= 100 else f"{number(millions * 100)}{_BLANK}万元"
    return f"{number(millions / 1000)} billion CNY" if millions >= 1000 else f"{number(millions)} million CNY"


def revenue(band: str) -> str:
    """Write a revenue band given in billion CNY, such as 2-3 or >100, in the unit that one says it in."""
    sign = band[0] if band[0] in "<>" else ""
    ends = [Fraction(end) for end in band.removeprefix(sign).split("-")]
    if _is_chinese():
        return f"{_band(sign, ends, lambda n: n * 10)}{_BLANK}亿元"
    if max(ends) < 1:
        return f"{_band(sign, ends, lambda n: n * 1000)} million CNY"
    return f"{_band(sign, ends, lambda n: n)} billion CNY"


def quantity(value: str, unit: str) -> str:
    """Write a quantity of a product: tonnes in the language's own steps, everything else as it was given."""
    per = _TONNES.get(unit.strip().casefold())
    if not value or per is None:
        return f"{number(value)}{_BLANK}{unit}".strip(_BLANK) if value else ""
    return tonnes(Fraction(value) * per)


def tonnes(value: Fraction) -> str:
    """Write a mass given in tonnes."""
    if _is_chinese():
        return f"{number(value / 10_000, _LARGE)}{_BLANK}万吨" if value >= 10_000 else f"{number(value)}{_BLANK}吨"
    return f"{number(value / 1000)}{_BLANK}kt" if value >= 1000 else f"{number(value)}{_BLANK}t"


def standard_coal(tce: Fraction) -> str:
    """Write an energy given in tonnes of standard coal."""
    if _is_chinese():
        shown = f"{number(tce / 10_000, _LARGE)}{_BLANK}万吨" if tce >= 10_000 else f"{number(tce)}{_BLANK}吨"
        return f"{shown}标准煤"
    return f"{number(tce)}{_BLANK}tce"


def electricity(gwh: Fraction) -> str:
    """Write an electrical energy given in GWh, in Chinese in the unit of energy statistics."""
    return f"{number(gwh * _WAN_KWH)}{_BLANK}万千瓦时" if _is_chinese() else f"{number(gwh)}{_BLANK}GWh"


def _band(sign: str, ends: list[Fraction], scale: Callable[[Fraction], Fraction]) -> str:
    return sign + TO.join(number(scale(end)) for end in ends)


def _is_chinese() -> bool:
    return current_language() == "zh"
