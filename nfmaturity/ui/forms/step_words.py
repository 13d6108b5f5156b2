"""What is said over each step of the form of an assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nfmaturity.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

HEADS: Mapping[str, str] = {
    "enterprise": N_("Which enterprise is assessed?"),
    "scope": N_("What counts?"),
    "assessment": N_("What kind of assessment is it?"),
}
_SCOPE_ADVICE = N_("The segments decide. Take out what does not apply on site, each with its reason.")
NEW_ADVICE: Mapping[str, str] = {
    "enterprise": N_("To begin, one segment is enough; all else can follow."),
    "scope": _SCOPE_ADVICE,
    "assessment": N_("Nothing here is needed to begin."),
}
"""What to say under the head of each step of a new assessment."""

EDIT_ADVICE: Mapping[str, str] = {
    "enterprise": N_("This assessment keeps its own copy of the profile."),
    "scope": _SCOPE_ADVICE,
    "assessment": N_("Grades stay as they are, whatever is changed here."),
}
"""The same for one that exists."""
