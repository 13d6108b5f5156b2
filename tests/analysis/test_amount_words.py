"""Numbers, amounts and days exactly as each language writes them."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from nfmaturity.analysis.amount_words import (
    electricity,
    money,
    number,
    person_days,
    quantity,
    rate,
    revenue,
    span,
    standard_coal,
    tonnes,
)
from nfmaturity.analysis.day_words import full_day, moment, period, short_day
from nfmaturity.i18n import language


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (Fraction("1432"), 3, "1,432"),
        (Fraction("1234567.5"), 3, "1,234,567.5"),
        (Fraction("2.7875"), 3, "2.787"),
        (Fraction(-1, 2), 1, "−0.5"),
        (Fraction(-1, 2000), 2, "0"),
        ("about 400", 3, "about 400"),
        ("0.060", 3, "0.06"),
        (1680, 0, "1,680"),
    ],
)
def test_numbers(value: Fraction | int | str, decimals: int, written: str) -> None:
    assert number(value, decimals) == written


def test_fixed_decimals_ranges_and_rates() -> None:
    assert number(Fraction(5, 2), 2, fixed=True) == "2.50"
    assert (span("1", "2"), span("1", "1")) == ("1–2", "1")
    assert (rate("88"), rate("")) == ("88%", "")


@pytest.mark.parametrize(
    ("band", "zh", "en"),
    [
        ("2-3", "20–30\u00a0亿元", "2–3 billion CNY"),
        ("<0.2", "<2\u00a0亿元", "<200 million CNY"),
        ("0.2-0.4", "2–4\u00a0亿元", "200–400 million CNY"),
        ("0.4-2", "4–20\u00a0亿元", "0.4–2 billion CNY"),
        (">100", ">1,000\u00a0亿元", ">100 billion CNY"),
    ],
)
def test_revenue(band: str, zh: str, en: str) -> None:
    with language("zh"):
        assert revenue(band) == zh
    assert revenue(band) == en


@pytest.mark.parametrize(
    ("said", "zh", "en"),
    [
        (lambda: money(Fraction(168)), "1.68\u00a0亿元", "168 million CNY"),
        (lambda: money(Fraction(50)), "5,000\u00a0万元", "50 million CNY"),
        (lambda: money(Fraction(2500)), "25\u00a0亿元", "2.5 billion CNY"),
        (lambda: quantity("400", "kt"), "40\u00a0万吨", "400\u00a0kt"),
        (lambda: quantity("40", "万吨"), "40\u00a0万吨", "400\u00a0kt"),
        (lambda: quantity("350", "t"), "350\u00a0吨", "350\u00a0t"),
        (lambda: quantity("1432", "kt"), "143.2\u00a0万吨", "1,432\u00a0kt"),
        (lambda: quantity("12000", "km"), "12,000\u00a0km", "12,000\u00a0km"),
        (lambda: quantity("", "kt"), "", ""),
        (lambda: tonnes(Fraction(9999)), "9,999\u00a0吨", "9.999\u00a0kt"),
        (lambda: standard_coal(Fraction(112000)), "11.2\u00a0万吨标准煤", "112,000\u00a0tce"),
        (lambda: electricity(Fraction(640)), "64,000\u00a0万千瓦时", "640\u00a0GWh"),
        (lambda: electricity(Fraction(5)), "500\u00a0万千瓦时", "5\u00a0GWh"),
        (lambda: person_days(Fraction(25, 2)), "12\u00a0人日", "12 person-days"),
        (lambda: electricity(Fraction(1)), "100\u00a0万千瓦时", "1\u00a0GWh"),
        (lambda: person_days(Fraction(199, 20)), "9.9\u00a0人日", "9.9 person-days"),
        (lambda: person_days(Fraction(1)), "1\u00a0人日", "1 person-day"),
        (lambda: person_days(Fraction(2, 5)), "不足 1\u00a0人日", "less than 1 person-day"),
        (lambda: full_day("2026-11-22"), "2026年11月22日", "22 November 2026"),
        (lambda: full_day("2026-11"), "2026-11", "2026-11"),
        (lambda: full_day(""), "", ""),
        (lambda: short_day("2025-03-01"), "2025年3月1日", "1 Mar 2025"),
        (lambda: short_day("2026-03-01", dt.date(2026, 11, 22)), "3月1日", "1 Mar"),
        (lambda: period("2026-01-01", "2026-06-30"), "2026年1月1日至2026年6月30日", "1 January 2026 to 30 June 2026"),
        (lambda: period("", "2026-06-30"), "至2026年6月30日", "until 30 June 2026"),
    ],
)
def test_amounts_and_days(said: object, zh: str, en: str) -> None:
    with language("zh"):
        assert said() == zh  # type: ignore[operator]
    assert said() == en  # type: ignore[operator]


def test_a_moment_is_the_clock_of_here() -> None:
    here = dt.datetime(2026, 11, 22, 14, 3, 7).astimezone()
    assert moment(here) == "22 Nov 2026, 14:03"
    assert moment(here.astimezone(dt.UTC).isoformat(), seconds=True) == "22 Nov 2026, 14:03:07"
    with language("zh"):
        assert moment(here) == "2026年11月22日 14:03"
    assert moment("once") == "once"
