"""Length, vague words and punctuation of the texts that an author writes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nfmaturity.analysis.rubric_review.remarks import KINDS, Remark, passages
from nfmaturity.analysis.rubric_review.vague_words import VAGUE
from nfmaturity.domain.errors import N_, Message, message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nfmaturity.analysis.rubric_review.remarks import Passage
    from nfmaturity.domain.rubric import Rubric

# Characters of a Chinese text, words of any other. Source: WRITING, D1.13; the rest is what a row of the app shows.
LIMITS = {
    "definition": (60, 30),
    "text": (40, 25),
    "guidance": (60, 30),
    "evidence": (30, 16),
    "action": (30, 18),
    "meaning": (60, 40),
}
_JUDGED = ("text", "guidance", "evidence", "action")
_SENTENCES = ("definition", "text", "guidance", "action", "meaning")
_HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:?!()\[\]]|[,;:?!()\[\]][\u4e00-\u9fff]")
_GAP = re.compile(r"[\u4e00-\u9fff] +[\u4e00-\u9fffA-Za-z0-9]|[A-Za-z0-9] +[\u4e00-\u9fff]")


def wording(rubric: Rubric) -> Iterator[Remark]:
    """Tell of texts that are too long, vague, or set in another language's punctuation."""
    for passage in passages(rubric):
        for language, text in passage.text.items():
            for reason in _reasons(passage, language, text):
                yield Remark(passage.place, reason)


def _reasons(passage: Passage, language: str, text: str) -> Iterator[Message]:
    kind = {"kind": message(KINDS[passage.kind]), "language": language}
    chinese = language.startswith("zh")
    if passage.kind in LIMITS:
        limit = LIMITS[passage.kind][0 if chinese else 1]
        length = len(text) if chinese else len(text.split())
        if length > limit:
            yield message(_too_long(chinese=chinese), **kind, n=length, most=limit)
    if passage.kind in _JUDGED:
        for found in VAGUE[language].finditer(text) if language in VAGUE else ():
            yield message(N_('{kind} ({language}): "{word}" says nothing that can be checked'), **kind, word=found[0])
    if chinese and (wrong := _HALF_WIDTH.search(text) or _GAP.search(text)):
        yield message(
            N_('{kind} ({language}): write "{words}" with full-width marks and no space'), **kind, words=wrong[0]
        )
    if passage.kind in _SENTENCES and not text.endswith(("。", "？") if chinese else (".", "?", '."', '?"')):
        yield message(N_("{kind} ({language}): end the sentence with a full stop"), **kind)


def _too_long(*, chinese: bool) -> str:
    if chinese:
        return N_("{kind} ({language}): {n} characters, {most} at most")
    return N_("{kind} ({language}): {n} words, {most} at most")
