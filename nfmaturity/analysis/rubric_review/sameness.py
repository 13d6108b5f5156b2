"""Requirements and actions that say the same, or nearly."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from nfmaturity.analysis.rubric_review.remarks import Remark, passages
from nfmaturity.domain.errors import N_, message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nfmaturity.analysis.rubric_review.remarks import Passage
    from nfmaturity.domain.rubric import Rubric

# Twice the shared pieces over all pieces of both texts (Sørensen–Dice); read off pairs that a reader called the same.
NEARLY = 0.7
_WORD = re.compile(r"[a-z0-9]+(?:[/.-][a-z0-9]+)*")
_CHINESE = re.compile(r"[\u3400-\u9fff]|[a-z0-9]+")
_SMALL_WORDS = frozenset(("the", "a", "an", "of", "and", "or", "in", "on", "to", "for", "with"))


def repetitions(rubric: Rubric) -> Iterator[Remark]:
    """Tell of pairs of requirements, or of actions, that say nearly the same in one of the pack's languages."""
    by_kind: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages(rubric):
        if passage.kind in ("text", "action"):
            by_kind[passage.kind].append(passage)
    for found in by_kind.values():
        told: set[tuple[int, int]] = set()
        for language in rubric.languages:
            for first, second in _alike([pieces(p.text.get(language, ""), language) for p in found]):
                if (first, second) not in told:
                    told.add((first, second))
                    other = message(N_('says nearly the same as {other}: "{text}"'), **_other(found[first], language))
                    yield Remark(found[second].place, other)


def _other(passage: Passage, language: str) -> dict[str, str]:
    return {"other": passage.place, "text": passage.text[language]}


def pieces(text: str, language: str) -> frozenset[str]:
    """Give what a text is compared by: pairs of neighbouring characters in Chinese, words elsewhere."""
    if not language.startswith("zh"):
        return frozenset(_WORD.findall(text.lower())) - _SMALL_WORDS
    signs = _CHINESE.findall(text.lower())
    return frozenset(a + b for a, b in pairwise(signs))


def likeness(first: frozenset[str], second: frozenset[str]) -> float:
    """Tell how alike two texts are, 0 to 1."""
    whole = len(first) + len(second)
    return 2 * len(first & second) / whole if whole else 0.0


def _alike(texts: list[frozenset[str]]) -> Iterator[tuple[int, int]]:
    for (i, first), (j, second) in combinations(enumerate(texts), 2):
        if likeness(first, second) >= NEARLY:
            yield i, j
