"""Terms of the glossary that a text has in one language only, so that they are translated in two ways."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

from nfmaturity.analysis.rubric_review.remarks import KINDS, Remark, passages
from nfmaturity.domain.errors import N_, message
from nfmaturity.domain.glossary import TermFinder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nfmaturity.analysis.rubric_review.remarks import Passage
    from nfmaturity.domain.errors import Message
    from nfmaturity.domain.rubric import Rubric, Term


def differing_terms(rubric: Rubric) -> Iterator[Remark]:
    """Tell of texts that use a term of the glossary in one language and another word in the other.

    An everyday word ("line", "platform") means other things too: it renders a term of the other language, but does not
    ask for one.
    """
    finders = {language: TermFinder(rubric, language) for language in rubric.languages}
    for passage in passages(rubric):
        found = {language: list(finders[language].mentions(text)) for language, text in passage.text.items()}
        rendered = {language: {mention.term.id for mention in mentions} for language, mentions in found.items()}
        for having, lacking in permutations(rubric.languages, 2):
            text = passage.text[having]
            asked = {m.term.id: m.term for m in found[having] if not _is_everyday(text[m.start : m.end])}
            for ident in asked.keys() - rendered[lacking] - {passage.place}:  # a meaning may spell its term out
                yield Remark(passage.place, _reason(passage, asked[ident], having, lacking))


def _reason(passage: Passage, term: Term, having: str, lacking: str) -> Message:
    return message(
        N_('{kind}: "{word}" ({language}) is not rendered as "{other}" ({other_language})'),
        kind=message(KINDS[passage.kind]),
        word=term.term[having],
        language=having,
        other=term.term[lacking],
        other_language=lacking,
    )


def _is_everyday(words: str) -> bool:
    return words.isalpha() and words.isascii() and words[1:].islower()
