"""Where an assessment holds characters that its PDF cannot show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nfmaturity.analysis.profile_differences import OWN_FIELDS
from nfmaturity.i18n import N_, _
from nfmaturity.ui.forms.profile_words import field_label
from nfmaturity.ui.widgets.print_note import named, unprintable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from nfmaturity.domain.assessment import Assessment

_MOST = 6
_HEAD = N_("Characters that the fonts of the PDF lack, with their codes there instead:")
_MORE = N_("… and places besides: {n}")


def places(assessment: Assessment) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give each place with the characters that it holds: details first, then requirements and exclusions by id."""
    for name, text in _texts(assessment):
        if found := unprintable(text):
            yield name, found


def places_words(assessment: Assessment) -> str:
    """Tell them, a line each; "" where there are none."""
    found = list(places(assessment))
    if not found:
        return ""
    lines = [_("{name}: {value}").format(name=name, value=named(chars)) for name, chars in found[:_MOST]]
    rest = [_(_MORE).format(n=len(found) - _MOST)] if len(found) > _MOST else []
    return "\n".join([_(_HEAD), *lines, *rest])


def _texts(assessment: Assessment) -> Iterator[tuple[str, str]]:
    profile = assessment.enterprise.model_dump(mode="json", exclude_defaults=True)
    yield _("Title"), assessment.title
    yield _("Site"), assessment.site
    yield _("Purpose"), assessment.purpose
    yield _("Scope"), assessment.scope_note
    yield _("Team"), " ".join(assessment.assessors)
    for name in OWN_FIELDS:
        yield field_label(name), " ".join(_within(profile.get(name)))
    for name in sorted(assessment.answers):
        yield name, assessment.answers[name].comment
    for name, reason in sorted(assessment.exclusions.items()):
        yield name, reason


def _within(value: Any) -> Iterator[str]:
    """Give every text of a field, whatever it holds: names of sites and systems, places, products."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in (*value, *value.values()):
            yield from _within(part)
    elif isinstance(value, list):
        for part in value:
            yield from _within(part)
