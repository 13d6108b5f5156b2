"""The terms of a pack's glossary that its texts use, found once for each text and language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nfmaturity.domain.glossary import Glossary
from nfmaturity.i18n import _, current_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from nfmaturity.domain.rubric import Rubric, Term


@dataclass(frozen=True, slots=True)
class Meaning:
    """A term in the language in force, what it is called in the pack's other languages, and what it means."""

    term: str
    elsewhere: str
    text: str

    @property
    def said(self) -> str:
        """All of it in words."""
        said = _("{term} ({elsewhere}): {text}") if self.elsewhere else _("{term}: {text}")
        return said.format(term=self.term, elsewhere=self.elsewhere, text=self.text)


@dataclass(frozen=True, slots=True)
class Mark:
    """A place of a text, from `start` up to but without `end`, whose meaning is shown at need."""

    start: int
    end: int
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text and its marks in their order."""

    text: str
    marks: tuple[Mark, ...] = ()


class Terms:
    """Marks the terms in the texts of one rubric."""

    def __init__(self, rubric: Rubric) -> None:
        """Look for nothing yet."""
        self._rubric, self._glossary = rubric, Glossary(rubric)
        self._marked: dict[tuple[str, str], tuple[MarkedText, ...]] = {}

    def marked(self, node: str, texts: Sequence[Mapping[str, str]]) -> tuple[MarkedText, ...]:
        """Give the texts of a node in the language in force; a term is marked where the node mentions it first."""
        key = node, current_language()
        if key not in self._marked:
            known: set[str] = set()
            self._marked[key] = tuple(self._mark(text, known) for text in texts)
        return self._marked[key]

    def _mark(self, text: Mapping[str, str], known: set[str]) -> MarkedText:
        spoken = current_language() if text.get(current_language()) else self._rubric.languages[0]
        return MarkedText(self._rubric.say(text, spoken), tuple(self._marks(text, spoken, known)))

    def _marks(self, text: Mapping[str, str], spoken: str, known: set[str]) -> Iterator[Mark]:
        for mention in self._glossary.mentions(text, spoken):
            if mention.term.id not in known:
                known.add(mention.term.id)
                yield Mark(mention.start, mention.end, self._meaning(mention.term, spoken))

    def _meaning(self, term: Term, spoken: str) -> Meaning:
        say, others = self._rubric.say, (name for name in self._rubric.languages if name != spoken)
        named = say(term.term, spoken)
        elsewhere = dict.fromkeys(say(term.term, other) for other in others)
        return Meaning(named, " · ".join(name for name in elsewhere if name != named), say(term.text, spoken))
