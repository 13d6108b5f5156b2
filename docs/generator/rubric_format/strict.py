"""What the review of a pack's content tells, read from the modules that do it."""

from __future__ import annotations

import inspect
import re
from itertools import groupby
from typing import TYPE_CHECKING

from docs.generator.markdown import table
from docs.generator.rubric_format.marked_texts import sentences_of, shown
from nfmaturity.analysis.rubric_review import sameness, vague_words
from nfmaturity.analysis.rubric_review.remarks import KINDS
from nfmaturity.analysis.rubric_review.review import READINGS
from nfmaturity.analysis.rubric_review.wording import LIMITS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# An exception after a word: (?!…) or (?<!…). None of them holds brackets that nest.
_EXCEPTION = re.compile(r"\(\?<?!(?:\[[^\]]*\]|\([^)]*\)|[^()\[\]])*\)")


def strict_rules() -> Iterator[str]:
    """Give each reading of the review with what it says, then the limits and words it goes by."""
    for module, readings in groupby(READINGS, key=inspect.getmodule):
        yield f"- {'; '.join(map(_purpose, readings))}:"
        if module is not None:
            yield from (f"  - {shown(sentence)}" for sentence in sentences_of(module))
    yield from ("", "Texts are at most this long:", "", *_limits(), "")
    yield "Two requirements, or two actions, count as nearly the same when twice the words that they share (in Chinese,"
    yield f"pairs of neighbouring characters) make up {sameness.NEARLY:.0%} of the words of both."
    yield ""
    yield "These words say nothing that can be checked, in requirements, guidance, evidence and actions; some are let"
    yield from ("pass in set terms, such as 提升机 (hoist) or 及时率 (on-time rate):", "")
    yield f"- Chinese: {_words(vague_words.CHINESE, '、')}"
    yield f"- English: {_words(vague_words.ENGLISH, ', ')}"


def _purpose(reading: Callable[..., object]) -> str:
    """Give what a reading tells of, from the first line of its docstring."""
    return (inspect.getdoc(reading) or "").splitlines()[0].rstrip(".").removeprefix("Tell ").removeprefix("of ")


def _limits() -> Iterator[str]:
    rows = ((KINDS[kind], f"{characters} characters", f"{words} words") for kind, (characters, words) in LIMITS.items())
    return table(("text", "Chinese", "any other language"), rows)


def _words(patterns: tuple[str, ...], comma: str) -> str:
    return comma.join(_EXCEPTION.sub("", pattern).replace("?", "").replace("|", "/") for pattern in patterns)
