"""Amounts as people write them, 38.5万 or 3.2亿 among them, turned into the unit of their field."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

from nfmaturity.analysis.amount_words import electricity, money, standard_coal, tonnes

_TIMES: Mapping[str, int] = {"万": 10_000, "亿": 100_000_000}
_SAID: Mapping[str, tuple[int, str]] = {
    "staff": (1, "人|名"),
    "staff_digital": (1, "人|名"),
    "staff_data": (1, "人|名"),
    "investment_3y": (1_000_000, "元|人民币"),
    "energy_tce": (1, "吨标准煤|吨标煤|tce|吨|t"),
    "power_gwh": (1_000_000, "千瓦时|度|kwh"),
    "co2_kt": (1_000, "吨|吨二氧化碳|t"),
}
"""How many yuan, kilowatt hours or tonnes the unit of a field holds, and what may stand after 万 and 亿 there.

Nobody says ten thousand GWh or a hundred million kilotonnes: 万 and 亿 are always of the small unit.
"""


PERCENTAGES = frozenset({"investment_share", "key_process_control_rate", "loops_in_automatic"})
"""The figures whose unit is %, which people write behind the number as well."""

SPOKEN: Mapping[str, Callable[[Fraction], str]] = {
    "investment_3y": money,
    "energy_tce": standard_coal,
    "power_gwh": electricity,
    "co2_kt": lambda kt: tonnes(kt * 1000),
}
"""How figures are said that people say in other units than the form takes."""


def plain_figure(typed: str) -> str:
    """Read what people write for a figure: 1,450 and full-width digits among it; the rest is left for the check."""
    plain = unicodedata.normalize("NFKC", typed).strip()
    return re.sub(r"(?<=\d)[, ](?=\d{3}(\D|$))", "", plain)


def plain_amount(field: str, typed: str) -> str:
    """Give a figure in the unit of its field, where 万, 亿 or % and perhaps a unit follow it; else as it is."""
    plain = plain_figure(typed)
    if field in PERCENTAGES:
        return re.sub(r"(?<=\d) *%$", "", plain)
    if field not in _SAID:
        return plain
    unit, words = _SAID[field]
    found = re.fullmatch(rf"(\d{{1,9}}(?:\.\d{{1,9}})?)\s*([万亿])\s*(?:{words})?", plain, re.IGNORECASE)
    if not found:
        return plain
    held = Decimal(found[1]) * _TIMES[found[2]] / unit
    whole = f"{held:f}"
    return whole.rstrip("0").rstrip(".") if "." in whole else whole
