"""The scoring rules in words, for the report and the app. Source: SCORING."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nfmaturity.domain.errors import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nfmaturity.domain.rubric_fields import Rule

SHARES = N_(
    "The share of a sub-indicator at a level is the mean of the grades of its requirements in scope; "
    "one without a grade counts 0. The share of a domain, a group and the whole is the weighted mean of "
    "the shares below it, level by level; the weight of what has nothing in scope at a level falls to its "
    "siblings in proportion."
)
"""How the shares come about, which is the same under every rule."""

RULES: Mapping[Rule, str] = {
    "first_unmet": N_(
        "A level is met when its share reaches {tau}. The level is the highest one up to which every level is met. "
        "The score is that level plus the share of the level after it."
    ),
    "met_as_one": N_(
        "A level is met when its share reaches {tau}; a met level counts 1, any other counts its share. "
        "The score is the sum; level k is reached with a score of at least k − 1 + {tau}."
    ),
    "plain_sum": N_(
        "The score is the sum of the shares of all levels; level k is reached with a score of at least k − 1 + {tau}."
    ),
}
"""How level and score follow from the shares, each with a place for τ."""
