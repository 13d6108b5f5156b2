"""The place of each row when a list is sorted by one of its columns."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCollator, QLocale

from nfmaturity.i18n import current_language

if TYPE_CHECKING:
    from collections.abc import Sequence


def ranks(keys: Sequence[Any]) -> list[int]:
    """Give the place of each key among them, from 0; equal ones have the same."""
    order = sorted(range(len(keys)), key=keys.__getitem__)
    places = [0] * len(keys)
    for before, after in pairwise(order):
        places[after] = places[before] + (keys[before] < keys[after])
    return places


def ranks_of_names(names: Sequence[str]) -> list[int]:
    """Rank names as one reads them in the language in force; each of them is looked at once."""
    collator = QCollator(QLocale("zh_CN" if current_language() == "zh" else "en"))
    different = list(dict.fromkeys(names))
    places = dict(zip(different, ranks([collator.sortKey(name) for name in different]), strict=True))
    return [places[name] for name in names]
