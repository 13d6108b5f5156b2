"""The rubric's nodes above and below one another, by id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nfmaturity.domain.rubric import OVERALL

if TYPE_CHECKING:
    from fractions import Fraction

    from nfmaturity.domain.rubric import CapabilityDomain, Group, Rubric, SubIndicator


def children(rubric: Rubric, node: str) -> tuple[Group | CapabilityDomain | SubIndicator, ...]:
    """Give what a node's shares are made of; nothing below a sub-indicator."""
    if node == OVERALL:
        return rubric.groups
    for group in rubric.groups:
        if node == group.id:
            return group.domains
        for domain in group.domains:
            if node == domain.id:
                return domain.sub_indicators
    return ()


def above(rubric: Rubric, node: str) -> str:
    """Give the node whose shares this one is a part of; "" above the whole."""
    if node in rubric.sub_indicators:
        return rubric.sub_indicators[node][1].id
    found = next((group.id for group, domain in rubric.domains if domain.id == node), "")
    return found or ("" if node == OVERALL else OVERALL)


def weight_of(rubric: Rubric, node: str) -> Fraction:
    """Give what a node weighs among its siblings."""
    return next(child.weight for child in children(rubric, above(rubric, node)) if child.id == node)


def requirements_of(rubric: Rubric, node: str) -> list[str]:
    """Give every requirement below a node, in scope or not, in the pack's order."""
    return [
        name
        for name, place in rubric.places.items()
        if node in {OVERALL, place.group.id, place.domain.id, place.sub_indicator.id}
    ]
