"""Checks on what surrounds the grades: exclusions, target, dates, people, and the figures of the profile."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from nfmaturity.analysis.checks.check import Asked, Check, Spot
from nfmaturity.analysis.following_year import count_to_confirm
from nfmaturity.domain.enterprise import missing_fields, scale_class
from nfmaturity.domain.errors import N_, message
from nfmaturity.domain.rubric import OVERALL

if TYPE_CHECKING:
    from nfmaturity.domain.enterprise import Enterprise
    from nfmaturity.domain.errors import Message

SHORT_REASON = 16
"""A reason narrower than so many Latin letters, or half as many Chinese characters, gives no ground."""

MOST_OUTPUT = Fraction(6, 5)
"""How much of its capacity a plant puts out at most."""

_ALL = 100


def detail_checks(asked: Asked) -> Iterator[Check]:
    """Give what is found outside the grades, the gravest first."""
    yield from _header(asked)
    yield from _profile(asked.assessment.enterprise)
    yield from _exclusions(asked)
    yield from _target(asked)


def _one(kind: str, said: Message, *, grave: bool = False) -> Check:
    return Check(kind, "mend" if grave else "look", said, (Spot(""),))


def _header(asked: Asked) -> Iterator[Check]:
    held = asked.assessment
    if not held.date:
        yield _one("no_date", message(N_("The assessment has no date.")), grave=True)
    if not any(name.strip() for name in held.assessors):
        yield _one("no_assessor", message(N_("No assessor is named.")), grave=True)
    first, last, is_plan = held.period_from, held.period_to, _is_begun_from_another_year(asked)
    days = {held.date} if is_plan else {held.date, first, last}
    if first and last and first > last:
        yield _one("period_turned", message(N_("The period ends before it begins.")), grave=True)
    elif first and held.date and held.date < first and not is_plan:
        said = message(
            N_("The assessment is dated {day}, before its period begins on {first}."), day=held.date, first=first
        )
        yield _one("date_before", said)
        days = {held.date}
    elif last and held.date and last > held.date and not is_plan:
        said = message(N_("The period ends on {last}, after the date of the assessment."), last=last)
        yield _one("period_after", said)
        days.remove(last)  # one day, one fact, also where it still lies ahead
    ahead = max(days)
    if asked.today and ahead > asked.today:
        yield _one("in_future", message(N_("{day} still lies ahead."), day=ahead))


def _is_begun_from_another_year(asked: Asked) -> bool:
    """Tell whether grades wait to be confirmed: the period was put a year on with them, and is a plan."""
    return bool(count_to_confirm(asked.rubric, asked.scope, asked.assessment))


_FIELDS: Mapping[str, str] = {
    "name": N_("name"),
    "credit_code": N_("credit code"),
    "segments": N_("segments of the enterprise"),
    "sections": N_("main process sections"),
    "metals": N_("main metals"),
    "region": N_("place"),
    "products": N_("main products"),
    "sites": N_("list of sites"),
    "revenue_band": N_("revenue band"),
    "staff": N_("number of staff"),
    "scale": N_("scale of the enterprise"),
}
"""What a complete profile states, as a check names it."""


def _profile(held: Enterprise) -> Iterator[Check]:
    missing = [Spot("", message(_FIELDS[name])) for name in missing_fields(held)]
    if missing:
        said = message(N_("Missing in the profile of the enterprise: {n}"), n=len(missing))
        yield Check("profile_missing", "look", said, tuple(missing))
    for said in _impossible(held):
        yield _one("profile_impossible", said, grave=True)
    for said in _implausible(held):
        yield _one("profile_implausible", said)


def _impossible(held: Enterprise) -> Iterator[Message]:
    """Give what cannot be: a part greater than the whole."""
    if held.staff is not None:
        for part, said in (
            (held.staff_digital, N_("{part} digital staff are more than the {whole} staff.")),
            (held.staff_data, N_("{part} data staff are more than the {whole} staff.")),
        ):
            if part is not None and part > held.staff:
                yield message(said, part=part, whole=held.staff)
    for rate, said in (
        (held.key_process_control_rate, N_("A control rate of key processes of {rate} is beyond {whole}.")),
        (held.loops_in_automatic, N_("A rate of {rate} of loops in automatic is beyond {whole}.")),
        (held.investment_share, N_("A digital share of {rate} of investment is beyond {whole}.")),
    ):
        if rate and Fraction(rate) > _ALL:
            yield message(said, rate=f"{rate}%", whole="100%")


def _implausible(held: Enterprise) -> Iterator[Message]:
    """Give what is seldom so."""
    for product in held.products:
        if not (product.capacity and product.output):
            continue
        capacity, output = Fraction(product.capacity), Fraction(product.output)
        if output > capacity * MOST_OUTPUT:
            said = N_("The output of {product}, {output}, is more than {most} of its capacity, {capacity}.")
            yield message(said, product=product.name, output=product.output, most="120%", capacity=product.capacity)
    at_sites = [site.staff for site in held.sites if site.staff is not None]
    if held.staff is not None and sum(at_sites) > held.staff:
        yield message(
            N_("The sites have {sum} staff together, the enterprise {whole}."), sum=sum(at_sites), whole=held.staff
        )
    counted = scale_class(held.staff, held.revenue_band)
    if held.scale and counted and held.scale != counted:
        yield message(N_("The scale class given is not the one that staff and revenue make."))


def _exclusions(asked: Asked) -> Iterator[Check]:
    held = asked.assessment.exclusions
    order = [*asked.rubric.sub_indicators, *asked.rubric.places]
    spots = tuple(Spot(name) for name in order if name in held and _width(held[name].strip()) < SHORT_REASON)
    if spots:
        said = message(N_("Exclusions with hardly a reason: {n}"), n=len(spots))
        yield Check("short_reason", "look", said, spots)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(mark) in "WF" else 1 for mark in text)


def _target(asked: Asked) -> Iterator[Check]:
    target, reached = asked.assessment.target_level, asked.card.nodes[OVERALL].level
    if target is not None and reached is not None and target < reached:
        said = N_("The target, level {target}, lies below level {reached}, which is reached already.")
        yield _one("target_below", message(said, target=target, reached=reached))
