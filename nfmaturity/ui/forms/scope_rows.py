"""What counts, sub-indicator by sub-indicator, as values to show."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from nfmaturity.domain.rubric import is_tailorable
from nfmaturity.domain.scope import applies, exclusion_note, scope_of
from nfmaturity.i18n import _, current_language, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nfmaturity.domain.errors import Message
    from nfmaturity.domain.rubric import Rubric, SubIndicator
    from nfmaturity.domain.scope import Scope
    from nfmaturity.ui.forms.draft import Draft

Standing = Literal["counts", "fixed", "unmeant", "excluded"]
"""In scope and may be excluded; in scope for good; not meant for the segments; excluded."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a sub-indicator or one requirement of it is left out, as typed, with what is wrong with that."""

    node: str
    text: str
    fault: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One sub-indicator: how many of its requirements count, and why not where none do."""

    id: str
    name: str
    standing: Standing
    said: str = ""
    reasons: tuple[Reason, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True)
class DomainRows:
    """One capability domain with its sub-indicators."""

    id: str
    group: str
    name: str
    count: int
    items: tuple[ItemRow, ...]


def scope_rows(rubric: Rubric, draft: Draft, faults: Mapping[str, Message]) -> tuple[DomainRows, ...]:
    """Give every capability domain as a draft has it; `faults` are those to show, by node."""
    scope = scope_of(rubric, draft.segments, draft.exclusions)
    reasons = {node: _reason(rubric, draft, node, faults) for node in draft.exclusions}
    return tuple(_domains(rubric, draft, scope, reasons))


def _domains(rubric: Rubric, draft: Draft, scope: Scope, reasons: Mapping[str, Reason]) -> Iterator[DomainRows]:
    language = current_language()
    for group, domain in rubric.domains:
        items = tuple(
            _item(rubric, draft, item, reasons, can_leave_out=is_tailorable(item, domain))
            for item in domain.sub_indicators
        )
        counts = {item.id: sum(map(len, scope.levels.get(item.id, {}).values())) for item in items}
        items = tuple(replace(item, count=counts[item.id]) for item in items)
        names = rubric.say(group.name, language), rubric.say(domain.name, language)
        yield DomainRows(domain.id, *names, sum(counts.values()), items)


def _item(
    rubric: Rubric, draft: Draft, item: SubIndicator, reasons: Mapping[str, Reason], *, can_leave_out: bool
) -> ItemRow:
    standing: Standing = "counts" if can_leave_out else "fixed"
    said = ""
    if item.id in draft.exclusions:
        standing = "excluded"
    elif not applies(item, draft.segments):
        standing, said = "unmeant", _only_for(rubric, item)
    within = (item.id, *(r.id for content in item.levels.values() for r in content.requirements))
    told = tuple(reasons[node] for node in within if node in reasons)
    return ItemRow(item.id, rubric.say(item.name, current_language()), standing, said, told)


def _only_for(rubric: Rubric, item: SubIndicator) -> str:
    names = [rubric.say(s.name, current_language()) for s in rubric.segments if s.id in (item.applies_to or ())]
    return _("only for {segments}").format(segments=_(", ").join(names))


def _reason(rubric: Rubric, draft: Draft, node: str, faults: Mapping[str, Message]) -> Reason:
    fault = say(faults[node]) if node in faults else ""
    known = node in rubric.sub_indicators or node in rubric.places
    note = exclusion_note(rubric, draft.segments, node) if known and draft.segments else None
    return Reason(node, draft.exclusions[node], fault, say(note) if note and not fault else "")
