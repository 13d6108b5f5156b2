"""What a careful reader asks about before believing the result, with the places to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus.flowables import Flowable

from nfmaturity.analysis.checks.all_checks import checks
from nfmaturity.i18n import _, say
from nfmaturity.report.frame import WIDTH, Entry
from nfmaturity.report.grid import Grid, Layout, Row, Stack
from nfmaturity.report.sections.parts import HEAD, heading, paragraphs
from nfmaturity.report.styles import SMALL, TABLE
from nfmaturity.report.words import Words

if TYPE_CHECKING:
    from nfmaturity.analysis.checks.check import Check, Spot
    from nfmaturity.report.facts import Facts

_NAMED, _LISTED = 12, 60
"""How many places are told with words, and how many with their ids alone."""


def checks_annex(facts: Facts, entry: Entry) -> list[Flowable]:
    """List what was found, the gravest first."""
    story = heading(entry, 160)
    found = checks(facts.asked)
    if not found:
        return [*story, *paragraphs(_("Nothing was found that has to be asked about."))]
    asked = _("Questions that the program asks of every assessment by rule. They change no score.")
    story += paragraphs(asked, SMALL)
    layout = Layout((54.0, 190.0, WIDTH - 244 - 18), gap=9, pad=(4, 4), middle=False)
    heads = (Words(_("Kind"), HEAD), Words(_("Finding"), HEAD), Words(_("Where"), HEAD))
    rows = [_row(facts, check) for check in found]
    return [*story, Grid(layout, rows, head=[Row(heads, rule="line2", over="ink")])]


def _row(facts: Facts, check: Check) -> Row:
    is_grave = check.severity == "mend"
    kind = Words(_("to mend") if is_grave else _("to look at"), TABLE.but(bold=is_grave))
    return Row((kind, Words(say(check.said), TABLE), _where(facts, check)))


def _where(facts: Facts, check: Check) -> Flowable | None:
    """Name the places: a few with words, more with their ids, and how many there are beyond."""
    spots = [spot for spot in check.spots if spot.node or spot.said]
    if not spots:
        return None
    if len(spots) <= _NAMED:
        return Stack([Words(_spot_words(facts, spot), SMALL) for spot in spots], 1)
    listed = _(", ").join(spot.node for spot in spots[:_LISTED])
    if len(spots) > _LISTED:
        listed = _("{names} and {n} more").format(names=listed, n=len(spots) - _LISTED)
    return Words(listed, SMALL)


def _spot_words(facts: Facts, spot: Spot) -> str:
    said = say(spot.said) if spot.said else ""
    if not spot.node:
        return said
    if not said:
        place = facts.rubric.places.get(spot.node)
        said = facts.say(place.requirement.text) if place else facts.name(spot.node)
    return f"{spot.node}  {said}"
