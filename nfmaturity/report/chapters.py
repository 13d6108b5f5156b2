"""What a report can be made of; without reportlab, so that those who only ask for it start at once."""

from __future__ import annotations

from enum import StrEnum

from nfmaturity.i18n import N_


class Part(StrEnum):
    """A part of the report that is printed or left out, in the order of the pages; the cover always comes."""

    SUMMARY = "summary"
    ASSESSMENT = "assessment"
    RESULT = "result"
    DOMAINS = "domains"
    ANNEXES = "annexes"
    REQUIREMENTS = "requirements"


ALL_PARTS = frozenset(Part)

PART_NAMES = {
    Part.SUMMARY: N_("Summary"),
    Part.ASSESSMENT: N_("The assessment"),
    Part.RESULT: N_("Result"),
    Part.DOMAINS: N_("Capability domains"),
    Part.ANNEXES: N_("Annexes"),
    Part.REQUIREMENTS: N_("Every requirement"),
}
