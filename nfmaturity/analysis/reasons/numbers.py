"""How numbers stand in the sentences of reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nfmaturity.domain.scoring import cut

if TYPE_CHECKING:
    from fractions import Fraction


def plain(value: Fraction) -> str:
    """Write a weight or a sum of grades: up to four decimals, cut."""
    return cut(value, 4).rstrip("0").rstrip(".")


def threshold(tau: Fraction) -> str:
    """Write τ: two decimals, or as many as it has up to four."""
    shown = plain(tau)
    return shown if len(shown) >= 4 else cut(tau, 2)
