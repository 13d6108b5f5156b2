"""What the frame around the pages says: where one is, and how the edits stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nfmaturity.analysis.enterprise_words import enterprise_words
from nfmaturity.domain.errors import Message
from nfmaturity.i18n import _, say
from nfmaturity.resources import is_shipped_rubric

if TYPE_CHECKING:
    from nfmaturity.domain.assessment import Assessment
    from nfmaturity.ui.library_work import LibraryView
    from nfmaturity.ui.saving import SaveState


def assessment_parts(state: Assessment) -> tuple[str, str, str]:
    """Name an assessment for the header: the enterprise, site and title, the rubric."""
    profile = state.enterprise
    name = enterprise_words(profile.name, profile.name_en)
    title = " ".join(part for part in (state.site, state.title if name else "") if part)
    named = state.rubric
    label = named.version if is_shipped_rubric(named.id) else f"{named.id} {named.version}"
    rubric = _("Rubric {version}").format(version=label)
    return name or state.title or _("Unnamed enterprise"), title, rubric


def library_words(library: LibraryView | None) -> str:
    """Say which library is open, "" while none is read."""
    if library is None:
        return ""
    if library.is_demo:
        return _("Throw-away library with made-up enterprises")
    return _("Library: {place}").format(place=library.shown)


def _brief(fault: Message) -> Message:
    """Name a place by its end alone, so that a line has room for what is wrong there."""
    shown = str(fault.params.get("place", ""))
    name = shown.replace("\\", "/").rstrip("/").rpartition("/")[2]
    return Message(fault.template, {**fault.params, "place": f"…/{name}"}) if len(name) + 2 < len(shown) else fault


def saving_words(state: SaveState, *, at_rest: bool) -> tuple[str, str, str]:
    """Give sign, words and colour role for how the edits stand; `at_rest` also when there is nothing to worry about."""
    if state.kind == "failed" and state.fault:
        said = _("Not saved yet ({n}): {fault}").format(n=state.waiting, fault=say(_brief(state.fault)))
        return "triangle-alert", said, "cop"
    if state.kind == "saving":
        return "ellipsis", _("saving"), "ink2"
    if not at_rest:
        return "", "", "ink2"
    said = _("saved {time}").format(time=state.at) if state.at else _("everything is saved")
    return "check", said, "ink2"
