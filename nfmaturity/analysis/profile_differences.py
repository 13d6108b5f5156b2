"""In what two profiles of an enterprise differ, and what becomes of a profile that two people changed at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from nfmaturity.domain.enterprise import Enterprise

if TYPE_CHECKING:
    from collections.abc import Mapping

OWN_FIELDS: tuple[str, ...] = tuple(name for name in Enterprise.model_fields if name != "id")
"""What a profile states of an enterprise, in the order of the form."""


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One field of a profile with what it holds on either side."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Merge:
    """A profile by field with what either side changed, and the fields that both changed to something else."""

    fields: Mapping[str, Any]
    contested: tuple[FieldDifference, ...] = ()
    """`before` is what the other side wrote, `after` one's own; `fields` hold the latter."""


def profile_differences(before: Enterprise, after: Enterprise) -> tuple[FieldDifference, ...]:
    """Give the fields in which two profiles differ; which enterprise they are of is no field."""
    found = (FieldDifference(name, getattr(before, name), getattr(after, name)) for name in OWN_FIELDS)
    return tuple(difference for difference in found if difference.before != difference.after)


def merged(base: Mapping[str, Any], theirs: Mapping[str, Any], mine: Mapping[str, Any]) -> Merge:
    """Put what one changed since `base` on top of what somebody else has stored meanwhile; all hold the same fields."""
    fields, contested = {}, []
    for name, held in base.items():
        fields[name] = theirs[name] if mine[name] == held else mine[name]
        if held not in (mine[name], theirs[name]) and mine[name] != theirs[name]:
            contested.append(FieldDifference(name, theirs[name], mine[name]))
    return Merge(fields, tuple(contested))
